#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# The trainers of models/words and models/tagger give the same bytes each time, what they give is read, and what is damaged
# is refused.
build=$PWD
. "${srcdir:-.}/tests/cli/harness.sh"
models=$top/models
treebank=$top/tests/train/tiny.conllu

# Vectors of some words, the same each time.
awk 'BEGIN {
  n = split("the , . envoy offer offers rejected reject they will it said say were in two ministers going lund narvia", word, " ")
  for (i = 1; i <= n; i++) {
    printf "%s", word[i]
    for (k = 1; k <= 70; k++) printf " %.4f", ((i * 7919 + k * 104729) % 1009) / 504.5 - 1
    print ""
  }
}' >vectors
mkdir one two
check "words of vectors" "$build/src/train/words" one/words vectors
check "words again" "$build/src/train/words" two/words vectors
check "the same table" cmp one/words two/words
echo 'word 1 2 three' >bad
check_exit 1 "a line that is no vector" "$build/src/train/words" three bad
check_exit 2 "no argument" "$build/src/train/words"

check "a tagger" "$build/src/train/tagger" 1 one/tagger one "$treebank"
check "a tagger again" "$build/src/train/tagger" 1 two/tagger two "$treebank"
check "the same tagger" cmp one/tagger two/tagger
check_output "it has learned what it was shown" \
  "$treebank: 29 words, UPOS 100.00, XPOS 100.00, lemmas 100.00, by the tags given 100.00" \
  "$build/src/train/evaluate-tags" one "$treebank"
check_exit 2 "no course" "$build/src/train/tagger" 0 three one "$treebank"
check_exit 1 "no treebank" "$build/src/train/tagger" 1 three one "$scratch/none"
printf '1\tThe\n\n' >bad
check_exit 1 "a broken treebank" "$build/src/train/tagger" 1 three one bad

# A tagger goes with the words that it was trained with.
mkdir mixed
cp one/tagger mixed/tagger
cp "$models/words" mixed/words
check_exit 1 "other words" "$build/src/train/evaluate-tags" mixed "$treebank"

# Damaged models are refused.
damage() { # FILE BYTE
  dd if="$1" of=byte bs=1 skip="$2" count=1 2>/dev/null
  if [ "$(od -An -tu1 byte | tr -d ' ')" = 255 ]; then printf '\000' >byte; else printf '\377' >byte; fi
  dd if=byte of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}
for name in words tagger; do
  size=$(wc -c <"one/$name")
  for at in 3 9 70 200 $((size / 2)) $((size - 1)); do
    rm -rf broken && cp -R one broken
    damage "broken/$name" "$at"
    check_exit 1 "$name, byte $at" "$build/src/train/evaluate-tags" broken "$treebank"
  done
  for at in 0 63 100 $((size / 2)) $((size - 1)); do
    rm -rf broken && cp -R one broken
    head -c "$at" "one/$name" >"broken/$name"
    check_exit 1 "$name cut at $at" "$build/src/train/evaluate-tags" broken "$treebank"
  done
done
echo 'An envoy said no.' >article.txt
rm -rf broken && cp -R "$models" broken
head -c 5000 "$models/tagger" >broken/tagger
check_exit 2 "the program refuses a broken model" demarche text --models broken article.txt

# Which models a graph was made by, it says.
ruleset() { demarche extract -f nquads "$@" article.txt | sed -n 's/.*ns#ruleset> "\([0-9a-f]*\)".*/\1/p'; }
cp -R "$models" other
check "a tagger for the words of the others" "$build/src/train/tagger" 1 other/tagger other "$treebank"
check "the same models, the same name" test "$(ruleset)" = "$(ruleset --models "$models")"
check "another model, another name" test "$(ruleset)" != "$(ruleset --models other)"
check "a name" test -n "$(ruleset --models other)"
finish
