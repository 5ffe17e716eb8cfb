#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# extract --trace tells which rules matched; rules and words of one's own do without a compiler.
top=$(cd "${srcdir:-.}" && pwd)
. "${srcdir:-.}/tests/cli/harness.sh"

cat >note.jsonl <<'END'
{"id": "dam", "date": "2031-05-05", "text": "Ruth Varga said that the dam would hold.\n Ivo Karel demanded that it be closed. Rain fell."}
END
tab=$(printf '\t')
demarche extract --trace note.jsonl >trace.tsv
check_output "a heading" "article${tab}start${tab}end${tab}rule${tab}became${tab}words" head -n 1 trace.tsv
check "what gave the statement" grep -q "^dam${tab}11${tab}.*${tab}said-that${tab}statement${tab}said that the" trace.tsv
check "what gave the demand" grep -q "${tab}demand-that${tab}demand${tab}demanded that it" trace.tsv
check "six fields each" awk -F'\t' 'NF != 6 { bad = 1 } END { exit bad }' trace.tsv
cat note.jsonl >many.jsonl
for i in 1 2 3 4 5 6 7 8; do sed "s/\"dam\"/\"dam$i\"/" note.jsonl; done >>many.jsonl
demarche extract --trace -j 1 many.jsonl >one.tsv
demarche extract --trace -j 3 many.jsonl >three.tsv
check "the same for any number of workers" cmp one.tsv three.tsv
check_exit 2 "no format with it" demarche extract --trace -f jsonl note.jsonl
check_exit 2 "a full disk" sh -c "'$DEMARCHE' extract --trace note.jsonl >/dev/full"

# A verb of one's own.
mkdir -p own/lexicon own/rules
cp "$top/schema/lexicon/statement-verbs.tsv" own/lexicon/
printf 'grunkle\ty\ty\t-\ty\ty\t-\t-\tpositive\tsaid\t850\n' >>own/lexicon/statement-verbs.tsv
echo '{"id": "dam", "text": "Ruth Varga grunkled that the dam would hold."}' >own.jsonl
check_output "not known by itself" 0 sh -c "'$DEMARCHE' extract -f jsonl own.jsonl | grep -c '\"said-that\"'"
check_output "known from --schema" 1 sh -c "'$DEMARCHE' extract --schema own -f jsonl own.jsonl | grep -c '\"said-that\"'"

# A rule that is wrong is told by file and line.
cp "$top/schema/rules/statements.rules" own/rules/
line=$(wc -l <own/rules/statements.rules)
printf '\nrule broken\n  pattern cue:@nowhere\n' >>own/rules/statements.rules
demarche extract --schema own own.jsonl >/dev/null 2>err
check_output "a bad rule ends it" 2 sh -c "'$DEMARCHE' extract --schema own own.jsonl >/dev/null 2>&1; echo \$?"
check "its file and line" grep -q "own/rules/statements.rules:$((line + 3)):" err
finish
