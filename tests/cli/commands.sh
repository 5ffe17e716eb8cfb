#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# The command line itself, stats and retract.
. "${srcdir:-.}/tests/cli/harness.sh"

commands="build export extract help link load query retract stats text why"
check "help" demarche --help
demarche --help >help
for command in $commands; do
  check "help names $command" grep -q "^  $command " help
  check "$command --help" demarche "$command" --help
  check "$command -h" demarche "$command" -h
  check_exit 2 "$command: no such option" demarche "$command" --nonsense
done
check "version" demarche --version
check_exit 2 "nothing" demarche
check_exit 2 "no such command" demarche nonsense
check_exit 2 "an option without its value" demarche query -s
# says WORDS COMMAND...: a mistake that is answered with these words
says() {
  words=$1
  shift
  check_exit 2 "$*" demarche "$@"
  demarche "$@" 2>said
  check "$* is answered with $words" grep -qe "$words" said
}
says "'build'" biuld
says "'retract'" retarct
says --store export --sotre x
says --jobs build --jbos=3 x
says "turtle?" export -f turtel
says "no argument" build --no-link=3 x
says " -x" build -x
demarche zzzzzz 2>said
check_fails "nothing near is suggested" grep -q "did you mean" said
check_exit 2 "help of no command" demarche help nonsense
check_exit 2 "help of two" demarche help build query
demarche help >said
check "help is --help" cmp said help
demarche help query >help
demarche query --help >said
check "help of a command is its --help" cmp said help
check_output "the version stands first" 0 sh -c "'$DEMARCHE' --version | head -n 1 | grep -vcx 'demarche [0-9.]*'"
check "and the licence is told" sh -c "'$DEMARCHE' --version | grep -q Apache-2.0"
check_exit 2 "a base that is no IRI" demarche link --base 'no iri'
check_exit 2 "help on a full disk" sh -c "'$DEMARCHE' --help >/dev/full"
for command in export link retract stats why; do
  check_exit 2 "$command without a store" demarche "$command" -s nowhere operand
done

base=https://w3id.org/demarche/data
printf '<http://a.example/x> <http://a.example/p> "1" <%s/article/a> .\n' $base >a.nq
printf '<http://a.example/x> <http://a.example/p> "1" <%s/article/b%%20c> .\n' $base >>a.nq
check "load" demarche load -s store --no-link a.nq
check_output "stats" '{"articles":0,"graphs":2,"quads":2,"triples":1' sh -c "'$DEMARCHE' stats -s store -f json | cut -d , -f 1-4"
check "stats for people" demarche stats -s store
check_exit 2 "stats in no such format" demarche stats -s store -f yaml
check_exit 1 "retract what is not there" demarche retract -s store --no-link z
check "retract by id" demarche retract -s store --no-link 'b c'
check "retract by IRI" demarche retract -s store --no-link $base/article/a
check_exit 1 "and again" demarche retract -s store --no-link a
check_output "nothing is left" "" demarche export -s store -f nquads
check_exit 2 "retract nothing" demarche retract -s store
finish
