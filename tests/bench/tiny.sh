#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# The benchmark at its smallest: it runs, the stores find the same rows, and the generators repeat themselves.
. "${srcdir:-.}/tests/cli/harness.sh"
command -v python3 >/dev/null || { echo "no python3 here: skipped"; exit 77; }

tree=$(dirname "$DEMARCHE")
bench=$tree/tests/bench
"$bench/graph" --articles 50 --quads 1000 >one.nq
"$bench/graph" --articles 50 --quads 1000 >two.nq
"$bench/graph" --articles 50 --quads 1000 --seed 2 >other.nq
check "the same options give the same graph" cmp one.nq two.nq
check_fails "another seed gives another" cmp one.nq other.nq
check_output "it has the quads asked for" 1000 sh -c 'sort -u one.nq | wc -l | tr -d " "'
check_output "and the articles" 50 sh -c 'grep -c "ns#Article>" one.nq'
check_exit 2 "too few quads for the articles are refused" "$bench/graph" --articles 50 --quads 100
"$bench/feed" --articles 5 "$top/tests/bench/feed.tsv" >one.jsonl
"$bench/feed" --articles 5 "$top/tests/bench/feed.tsv" >two.jsonl
check "the same options give the same feed" cmp one.jsonl two.jsonl
check_output "of so many articles" 5 sh -c 'wc -l <one.jsonl | tr -d " "'
check_fails "nothing in it is left to be filled in" grep -q '[{][A-Za-z]*[}]' one.jsonl
check "the benchmark runs, and the stores agree" \
  python3 "$top/tests/bench/bench.py" --source "$top" --build "$tree" --size tiny --offline --report report.md
check_fails "its report is filled in" grep -q '@[A-Z]*@' report.md
check "and has a row for each query" grep -q '^| `statements` | [0-9]' report.md
finish
