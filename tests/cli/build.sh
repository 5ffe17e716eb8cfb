#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# build: the same bytes out of any run, order, number of workers, and of shards; retract and build again; bad input.
. "${srcdir:-.}/tests/cli/harness.sh"

feed() { # ID PERSON: one article
  printf '{"id":"%s","date":"2020-05-0%s","text":"%s, the foreign minister of Norway, said on Monday that talks with Sweden would go on. \\"We want an answer,\\" he told reporters. Norway demanded that Sweden open the border. Sweden rejected the demand."}\n' "$1" "$3" "$2"
}
feed a 'Kari Nordmann' 5 >a.jsonl
feed b 'Ola Hansen' 6 >b.jsonl
feed c 'Kari Nordmann' 7 >c.jsonl

export_of() { demarche export -s "$1" -f nquads; }

check "build of three articles" demarche build -j1 -s one a.jsonl b.jsonl c.jsonl
export_of one >one.nq
check "there is something in it" test -s one.nq
check "build again" demarche build -j1 -s again a.jsonl b.jsonl c.jsonl
export_of again >again.nq
check "two runs, the same bytes" cmp one.nq again.nq
check "build with four workers, other order" demarche build -j4 -s four c.jsonl a.jsonl b.jsonl
export_of four >four.nq
check "any order and workers, the same bytes" cmp one.nq four.nq

check "a shard" demarche build -s shard1 --no-link a.jsonl
check "another" demarche build -s shard2 --no-link b.jsonl c.jsonl
export_of shard1 >shard1.nq
export_of shard2 >shard2.nq
check "shards loaded together" demarche load -s union shard1.nq shard2.nq
check "and linked" demarche link -s union
export_of union >union.nq
check "the same bytes out of shards" cmp one.nq union.nq

check "retract" demarche retract -s one b
export_of one >less.nq
check_fails "the article is gone" grep -q 'article/b' less.nq
check "build it again" demarche build -s one b.jsonl
export_of one >back.nq
check "the same bytes again" cmp four.nq back.nq
check "build over itself" demarche build -s one a.jsonl b.jsonl c.jsonl
export_of one >over.nq
check "an article is replaced, not added" cmp four.nq over.nq

{ cat a.jsonl; echo '{"id": 7, "text": []}'; echo 'no json'; cat b.jsonl; } >mixed.jsonl
check_exit 1 "broken lines are skipped, exit 1" demarche build -s mixed mixed.jsonl c.jsonl
export_of mixed >mixed.nq
check "and the others are in" cmp one.nq mixed.nq
check_exit 2 "no input" demarche build -s none
check_exit 1 "a missing file" demarche build -s gone nowhere.jsonl
gzip -k a.jsonl
check "gzip" demarche build -s zipped a.jsonl.gz b.jsonl c.jsonl
export_of zipped >zipped.nq
check "gives the same" cmp four.nq zipped.nq
mkdir folder
cp a.jsonl b.jsonl c.jsonl folder
check "a folder" demarche build -s folded folder
export_of folded >folded.nq
check "gives the same, too" cmp four.nq folded.nq
check "standard input" sh -c "cat a.jsonl b.jsonl c.jsonl | '$DEMARCHE' build -s piped -"
export_of piped >piped.nq
check "gives the same, as well" cmp four.nq piped.nq
check "extract" sh -c "'$DEMARCHE' extract -j4 -f nquads a.jsonl b.jsonl c.jsonl | LC_ALL=C sort >extract.nq"
export_of shard1 >shards.nq
export_of shard2 >>shards.nq
LC_ALL=C sort shards.nq >sorted.nq
check "gives what build stores" cmp sorted.nq extract.nq
check_exit 2 "a full disk is an error" sh -c "'$DEMARCHE' extract -f jsonl a.jsonl >/dev/full"
check "a closed pipe ends quietly" sh -c "'$DEMARCHE' extract -f jsonl a.jsonl b.jsonl c.jsonl 2>err | true; test ! -s err"
finish
