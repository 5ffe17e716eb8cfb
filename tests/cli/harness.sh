# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Sourced by the command-line tests: a scratch folder, and checks that count.
set -u
DEMARCHE=${DEMARCHE:-$PWD/demarche}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
top=$(cd "${srcdir:-.}" && pwd)
LSAN_OPTIONS=${LSAN_OPTIONS:-suppressions=$top/tests/lint/lsan.supp:print_suppressions=0}
export LSAN_OPTIONS
cd "$scratch" || exit 99
passed=0
failed=0
# Tools that take memory and files of their own, so that limits of the system cannot be tried.
valgrinded() { grep -q valgrind "$DEMARCHE"; }
sanitized() { valgrinded || grep -q '__[amt]san_init' "$DEMARCHE"; }
demarche() { "$DEMARCHE" "$@"; }
pass() { passed=$((passed + 1)); }
fail() {
  failed=$((failed + 1))
  echo "FAILED: $1"
  sed 's/^/  /' log 2>/dev/null | tail -n 20
}
# check WHAT COMMAND...: the command ends with 0
check() { check_exit 0 "$@"; }
# check_exit CODE WHAT COMMAND...
check_exit() {
  wanted=$1 what=$2
  shift 2
  "$@" >log 2>&1
  got=$?
  if [ "$got" -eq "$wanted" ]; then pass; else fail "$what: exit $got, not $wanted: $*"; fi
}
# check_fails WHAT COMMAND...: the command ends with something else than 0
check_fails() {
  what=$1
  shift
  if "$@" >log 2>&1; then fail "$what: $*"; else pass; fi
}
# check_output WHAT EXPECTED COMMAND...: standard output is exactly that
check_output() {
  what=$1 expected=$2
  shift 2
  got=$("$@" 2>log)
  if [ "$got" = "$expected" ]; then pass; else
    fail "$what"
    printf '  expected: %s\n  got: %s\n' "$expected" "$got"
  fi
}
finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
