#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Several at one store: two writers, readers beside a writer, a reader that is slow, one that is killed.
. "${srcdir:-.}/tests/cli/harness.sh"

rounds=6
if [ -n "${DM_LONG:-}" ]; then rounds=60; fi
awk 'BEGIN {
  split("Norway Sweden Denmark Finland", state, " ")
  for (i = 1; i <= 40; i++)
    printf "{\"id\":\"c%02d\",\"date\":\"2020-05-05\",\"text\":\"%s demanded on Monday that %s open post %d on the border. \\\"We want an answer,\\\" Foreign Minister Kari Nordmann told reporters.\"}\n", i, state[i % 4 + 1], state[(i + 1) % 4 + 1], i
}' >feed.jsonl
head -n 20 feed.jsonl >one.jsonl
tail -n 20 feed.jsonl >two.jsonl
export_of() { demarche export -s "$1" -f nquads; }
articles_of() { grep -v '/graph/link> \.$' "$1"; }
check "a build alone" demarche build -s alone feed.jsonl
export_of alone >alone.nq
articles_of alone.nq >articles.nq

# Two writers take turns, a commit each.
"$DEMARCHE" build -j1 --commit-every 2 -s both one.jsonl >one.log 2>&1 &
first=$!
"$DEMARCHE" build -j1 --commit-every 2 -s both two.jsonl >two.log 2>&1 &
second=$!
wait $first
check "the first writer ends well" test $? -eq 0
wait $second
check "the second, too" test $? -eq 0
check "what both wrote is whole" demarche stats -s both --verify
check "linked" demarche link -s both
export_of both >both.nq
check "and the same as by one" cmp both.nq alone.nq

# Every graph in NOW is in articles.nq with as many lines, and no line is in NOW alone.
whole_articles() { # NOW
  articles_of "$1" | awk 'NR == FNR {line[$0] = 1; n[$(NF - 1)]++; next}
    !($0 in line) {bad = 1} {m[$(NF - 1)]++} END {for (g in m) if (m[g] != n[g]) bad = 1; exit bad}' articles.nq -
}
demarche build -s store --no-link one.jsonl
"$DEMARCHE" build -j1 --commit-every 1 -s store feed.jsonl >writer.log 2>&1 &
writer=$!
for reader in 1 2 3 4; do
  for round in $(seq $rounds); do
    "$DEMARCHE" export -s store -f nquads >reader$reader.nq 2>reader$reader.log && whole_articles reader$reader.nq &&
      "$DEMARCHE" stats -s store --verify >/dev/null 2>>reader$reader.log || echo "round $round" >>reader$reader.bad
  done &
done
wait $writer
check "a writer beside four readers" test $? -eq 0
wait
for reader in 1 2 3 4; do check "reader $reader saw whole commits only" test ! -e reader$reader.bad; done
export_of store >now.nq
check "and the writer wrote what it would alone" cmp now.nq alone.nq

# A reader whose output nobody takes keeps its commit, whatever comes after.
for i in 1 2 3 4; do cat feed.jsonl; done | awk '{sub(/c[0-9]+/, "d" NR); print}' >more.jsonl
demarche build -s slow --no-link more.jsonl
export_of slow >before.nq
check "more than a pipe holds" test "$(wc -c <before.nq)" -gt 200000
mkfifo pipe
"$DEMARCHE" export -s slow -f nquads >pipe 2>slow.log &
exec 3<pipe
head -c 10 <&3 >start
for i in 1 2 3 4 5; do demarche build -j1 --no-link --commit-every 4 -s slow one.jsonl two.jsonl 2>>slow.log; done
cat <&3 >rest
exec 3<&-
wait
cat start rest >slow.nq
check "a slow reader" cmp slow.nq before.nq
check "and many commits meanwhile" test "$(demarche stats -s slow | awk '$1 == "commits" {print $2}')" -gt 50

# A reader that is killed does not keep old pages for ever.
cp -r alone killed
"$DEMARCHE" export -s killed -f nquads >pipe 2>>slow.log &
reader=$!
exec 3<pipe
head -c 10 <&3 >start
kill -9 $reader
wait $reader 2>/dev/null
exec 3<&-
cp -r alone never
for i in 1 2 3 4 5 6; do
  for store in killed never; do demarche build -j1 -s $store one.jsonl; done
done
check "a killed reader does not make the file grow: $(wc -c <killed/data.mdb), $(wc -c <never/data.mdb)" \
  test "$(wc -c <killed/data.mdb)" -le $(($(wc -c <never/data.mdb) * 11 / 10))
finish
