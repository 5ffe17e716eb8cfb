#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# kill -9 somewhere in build, load, link and retract: the store is as its last commit left it and says so, and what was
# begun can be ended.  DM_LONG=1 kills two hundred times.
. "${srcdir:-.}/tests/cli/harness.sh"

articles=24 a_commit=2
kills=9 others=2
if [ -n "${DM_LONG:-}" ]; then kills=140 others=20; fi
base=https://w3id.org/demarche/data

awk -v n=$articles 'BEGIN {
  split("Norway Sweden Denmark Finland Iceland Poland Latvia Estonia", state, " ")
  split("Monday Tuesday Wednesday Thursday Friday", day, " ")
  for (i = 1; i <= n; i++) {
    a = state[i % 8 + 1]; b = state[(i * 3 + 1) % 8 + 1]
    printf "{\"id\":\"k%03d\",\"date\":\"2020-05-%02d\",\"text\":\"", i, i % 28 + 1
    for (k = 0; k < 12; k++)
      printf "%s demanded on %s that %s open the border at post %d. %s rejected the demand. \\\"We want an answer to letter %d,\\\" Foreign Minister Kari Nordmann told reporters. ", a, day[(i + k) % 5 + 1], b, i * k, b, i + k
    printf "\"}\n"
  }
}' >feed.jsonl

build() { demarche build -j2 --commit-every $a_commit -s "$1" feed.jsonl; }
export_of() { demarche export -s "$1" -f nquads; }
seconds() { date +%s.%N; }

begun=$(seconds)
check "a build that is left alone" build whole
ended=$(seconds)
export_of whole >whole.nq
demarche build -s unlinked --no-link feed.jsonl
export_of unlinked >unlinked.nq
demarche retract -s unlinked --no-link k003 && export_of unlinked >unlinked-less.nq
cp -r whole less
demarche retract -s less --no-link k003 && export_of less >less-stale.nq
demarche link -s less && export_of less >less.nq

# moment FRACTION BEGUN ENDED: so long to wait for the kill
moment() { awk -v f="$1" -v b="$2" -v e="$3" 'BEGIN {printf "%.3f", f * (e - b)}'; }
fractions() { awk -v n="$1" -v seed="$2" 'BEGIN {srand(seed); for (i = 0; i < n; i++) print rand()}'; }
# kill_after SECONDS COMMAND...
kill_after() {
  wait_for=$1
  shift
  "$DEMARCHE" "$@" >/dev/null 2>&1 &
  victim=$!
  sleep "$wait_for"
  kill -9 $victim 2>/dev/null
  wait $victim 2>/dev/null
}
# The quads of the first COUNT articles.
first() { awk -v last="$(printf '<%s/article/k%03d>' $base "$1")" '$(NF - 1) <= last' unlinked-all.nq; }
export_of whole | grep -v "<$base/graph/link> \.\$" >unlinked-all.nq
check "the link graph is all that linking adds" cmp unlinked-all.nq "$(demarche build -s again --no-link feed.jsonl && export_of again >again.nq && echo again.nq)"

early=0
for fraction in $(fractions $kills 1); do
  rm -rf cut
  kill_after "$(moment "$fraction" "$begun" "$ended")" build -j2 --commit-every $a_commit -s cut feed.jsonl
  if demarche stats -s cut --verify -f json >stats.json 2>log; then
    in=$(sed 's/.*"articles":\([0-9]*\).*/\1/' stats.json)
    commits=$(sed 's/.*"commits":\([0-9]*\).*/\1/' stats.json)
    check "kill at $fraction: commits are whole: $in articles" test $((in % a_commit)) -eq 0 -o "$in" -eq $articles
    export_of cut >cut.nq 2>log
    if [ "$commits" -gt $((articles / a_commit)) ]; then cp whole.nq expected.nq; else first "$in" >expected.nq; fi
    check "kill at $fraction: the last commit is there, and nothing else" cmp cut.nq expected.nq
    if [ "$in" -gt 0 ]; then
      check "kill at $fraction: stats names the last article" grep -q "$(printf '"last_article":{"iri":"[^"]*k%03d"' "$in")" stats.json
    fi
  else
    early=$((early + 1))
    check_exit 2 "kill at $fraction: nothing has been committed" demarche export -s cut
  fi
  check "kill at $fraction: the build can be ended" build cut
  export_of cut >cut.nq
  check "kill at $fraction: to the same bytes" cmp cut.nq whole.nq
done
check "some were killed later than at the very beginning" test $early -lt "$kills"

# cut_short NAME STORE COMMAND... with the states allowed in $states
cut_short() {
  name=$1 from=$2
  shift 2
  rm -rf cut && if [ "$from" != none ]; then cp -r "$from" cut; fi
  begun=$(seconds)
  check "$name, left alone" demarche "$@"
  ended=$(seconds)
  export_of cut >done.nq
  for fraction in $(fractions $others 2); do
    rm -rf cut && if [ "$from" != none ]; then cp -r "$from" cut; fi
    kill_after "$(moment "$fraction" "$begun" "$ended")" "$@"
    state=none
    if export_of cut >cut.nq 2>log; then
      for file in $states; do if cmp -s cut.nq $file; then state=$file; fi; done
      check "$name killed at $fraction: a commit's state" test "$state" != none
      check "$name killed at $fraction: the tables agree" demarche stats -s cut --verify
    else
      check "$name killed at $fraction: nothing has been committed" test "$from" = none
    fi
    if [ "$name" != retract ] || [ "$state" = whole.nq ]; then check "$name killed at $fraction: again" demarche "$@"; fi
    if [ "$name" = retract ]; then check "$name killed at $fraction: linked" demarche link -s cut; fi
    export_of cut >cut.nq
    check "$name killed at $fraction: the same bytes" cmp cut.nq done.nq
  done
}
: >empty.nq
demarche build -s bare --no-link feed.jsonl
states="empty.nq unlinked-all.nq whole.nq"
cut_short load none load -s cut unlinked-all.nq
states="unlinked-all.nq whole.nq"
cut_short link bare link -s cut
states="whole.nq less-stale.nq less.nq"
cut_short retract whole retract -s cut k003
finish
