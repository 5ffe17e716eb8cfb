#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Progress: a line of a terminal (util-linux script makes one), silence elsewhere, a log where it is asked for.
. "${srcdir:-.}/tests/cli/harness.sh"

awk 'BEGIN {
  for (i = 0; i < 8000; i++) { # some seconds
    printf "{\"id\":\"a%d\",\"date\":\"2020-05-05\",\"text\":\"Kari Nordmann, the foreign minister of Norway, said on Monday that talks with Sweden would go on. Norway demanded that Sweden open the border. Sweden rejected the demand.\"}\n", i
    if (i == 1200) print "broken"
  }
}' >many.jsonl
head -n 20 many.jsonl >few.jsonl
echo broken >>few.jsonl
esc=$(printf '\033')
soh=$(printf '\001')
cr=$(printf '\r')

demarche build -s store few.jsonl 2>err
check_output "no terminal, no progress" 1 sh -c 'wc -l <err | tr -d " "'
demarche build -s store --progress few.jsonl 2>err
check "a log has the last line" grep -q '20 articles.* 1 failed' err
check_fails "and rewrites nothing" grep -q "$cr" err
demarche build -s store --progress --no-progress few.jsonl 2>err
check_output "silenced" 1 sh -c 'wc -l <err | tr -d " "'

if ! script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
  echo "no script here that makes a terminal: the rest is skipped"
  finish
  exit
fi
# terminal ENVIRONMENT... -- ARGUMENTS: what a terminal gets
terminal() {
  setting=
  while [ "$1" != -- ]; do setting="$setting $1"; shift; done
  shift
  TERM=xterm script -qec "env $setting '$DEMARCHE' $*" /dev/null </dev/null
}
terminal NO_COLOR=1 -- build -s tty many.jsonl >out
check "a terminal is told" grep -q "$cr$esc\[K[0-9]* articles, [0-9]*/s, [0-9]* %" out
# On one screen line nothing but the message remains: what stands before the last carriage return is cleared.
tr '\n' '\001' <out | sed "s/$cr$soh/$soh/g; s/[^$cr$soh]*$cr$esc\[K//g" | tr '\001' '\n' >screen
check_output "the message stands for itself" 1 grep -c '^demarche: many.jsonl:1202: .*' screen
check_output "and nothing else remains" 1 sh -c 'grep -c . screen'
terminal -- link -s tty --no-progress >out
check_output "silenced on a terminal, too" "" cat out
terminal TERM=dumb -- build -s tty few.jsonl >out
check_fails "a dumb one is not written over" grep -q "$esc" out
terminal TERM=dumb -- build -s tty --progress few.jsonl >out
check "but told on demand" grep -q '20 articles' out
terminal -- extract -f jsonl many.jsonl >out
check_fails "what a terminal is written to gets no line" grep -q "$esc" out
finish
