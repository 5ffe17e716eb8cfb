#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# query at a terminal: the prompt, through a pseudo-terminal of python's.
build=$PWD
. "${srcdir:-.}/tests/cli/harness.sh"
if ! python3 -c 'import pty' 2>/dev/null; then
  echo "there is no python3 with pty: skipped"
  exit 77
fi
edits=no
grep -q '^#define HAVE_LIBEDIT 1' "$build/config.h" && edits=yes
for case in lines errors commands newest redirected stops stops_answers ahead ends_early nowhere; do
  check "$case" python3 -B "$top/tests/cli/prompt.py" "$case" "$DEMARCHE" "$edits"
done
if [ "$edits" = yes ]; then
  for case in history completion suspends; do
    if [ "$case" = suspends ] && valgrinded; then continue; fi # which ends where it is to stop
    check "$case" python3 -B "$top/tests/cli/prompt.py" "$case" "$DEMARCHE" "$edits"
  done
fi
printf '<http://a.example/x> <http://a.example/y> "z" .\n' >data.nt
check_exit 2 "no terminal, no query" sh -c "'$DEMARCHE' query --data data.nt </dev/null"
check_exit 2 "nor through a pipe" sh -c "echo 'ASK {}' | '$DEMARCHE' query --data data.nt"
finish
