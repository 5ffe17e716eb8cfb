#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Manual pages: one for the program and each command, without a word of complaint from mandoc, groff and lexgrog, and
# with every option that help shows.
build=$PWD
. "${srcdir:-.}/tests/cli/harness.sh"
pages=$build/doc/man

demarche --help | sed -n 's/^  \([a-z]*\)  *[A-Z].*/\1/p' >commands
check "there are commands" test -s commands
check "a page of the program" test -s "$pages/demarche.1"
while read -r command; do
  page=$pages/demarche-$command.1
  check "a page of $command" test -s "$page"
  demarche "$command" --help | sed -n 's/^  .*\(--[a-z-]*\).*/\1/p' | sed 's/-/\\\\-/g' >options
  check "$command has options" test -s options
  while read -r option; do
    check "the page of $command has $option" grep -qe "$option" "$page"
  done <options
  check "the page of $command has examples" grep -q '^\$ demarche' "$page"
done <commands
check_output "no page without a command" "$(($(wc -l <commands) + 1))" sh -c "ls '$pages'/*.1 | wc -l | tr -d ' '"

for page in "$pages"/*.1; do
  name=$(basename "$page")
  if command -v mandoc >/dev/null; then check_output "mandoc on $name" "" sh -c "mandoc -T lint '$page' 2>&1"; fi
  if command -v groff >/dev/null; then check_output "groff on $name" "" sh -c "groff -man -ww -z -Tutf8 '$page' 2>&1"; fi
  if command -v lexgrog >/dev/null; then check "whatis of $name" lexgrog "$page"; fi
done
command -v mandoc >/dev/null || echo "no mandoc here: not asked"
command -v groff >/dev/null || echo "no groff here: not asked"
finish
