#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# The parser's trainer, on some sentences: it learns them, the same bytes each time; what is wrong is refused.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
trainer=$(pwd)/src/train/parser
words=$(pwd)/models/words
data=$here/sentences.conllu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*" >&2; exit 1; }

for folder in first second other; do
  mkdir "$work/$folder"
  cp "$words" "$work/$folder/words"
done
"$trainer" train "$work/first" 30 "$data" >"$work/log"
"$trainer" train "$work/second" 30 "$data" >"$work/log.second"
cmp "$work/first/parser" "$work/second/parser" || fail "the same training gave other bytes"
cmp "$work/log" "$work/log.second"
"$trainer" train "$work/other" 29 "$data" >/dev/null
cmp -s "$work/first/parser" "$work/other/parser" && fail "an epoch less gave the same model"

"$trainer" score "$work/first" "$data" >"$work/score"
uas=$(sed -n 's/.*UAS \([0-9]*\)\..*/\1/p' "$work/score")
[ "$uas" -ge 80 ] || fail "it did not learn five sentences: $(cat "$work/score")"

# A word table that the model was not trained with.
head -c 100 /dev/zero >"$work/other/words"
"$trainer" score "$work/other" "$data" >/dev/null 2>&1 && fail "a broken word table was taken"
# A tree with a word too few columns; no file; no arguments.
printf '1\tRain\train\n\n' >"$work/bad.conllu"
"$trainer" train "$work/first" 1 "$work/bad.conllu" >/dev/null 2>&1 && fail "a bad row was taken"
"$trainer" train "$work/first" 1 "$work/none.conllu" >/dev/null 2>&1 && fail "a file that is not there was taken"
"$trainer" train >/dev/null 2>&1 && fail "no arguments were taken"
cmp "$work/first/parser" "$work/second/parser" || fail "a training that failed changed the model"
exit 0
