#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# text -f conllu, --conllu, and the scorer of both (tests/quality/conllu.py).
. "${srcdir:-.}/tests/cli/harness.sh"
command -v python3 >/dev/null || { echo "no python3 here"; exit 77; }
tool="python3 -B $top/tests/quality/conllu.py"

cat >zoe.txt <<'END'
  A harbour opens

Zoë Müller, the mayor of Østvik, can't say: “Größe counts,  and we have it.”	Then she left.

“The well-known harbour opens in May,” she said. “It will hold forty ships.
“Nobody has to move.”
END
printf 'No newline at its end.' >bare.txt
demarche text -f conllu zoe.txt bare.txt >two.conllu
check "what is written is valid" $tool check two.conllu
check_output "a document each" 2 grep -c '^# newdoc id = ' two.conllu
check_output "paragraphs" 5 grep -c '^# newpar$' two.conllu
check_output "a word of two" "ca n't" sh -c "grep -A 2 -P '\tcan.t\t' two.conllu | tail -n 2 | cut -f 2 | paste -s -d ' '"
check_output "white space is told" 'SpacesAfter=\s\s SpacesAfter=\t' sh -c \
  "grep -o 'SpacesAfter=[^|]*$' two.conllu | grep -v n | paste -s -d ' '"
check_output "names" "Zoë-B Müller-I" sh -c "sed -n 's/^[0-9]*\t\([^\t]*\)\t.*Name=\([BI]\)-person.*/\1-\2/p' two.conllu | head -n 2 | paste -s -d ' '"
cat >offsets.py <<'END'
import re, sys
body = open("zoe.txt", encoding="utf-8").read()
count = 0
for line in open(sys.argv[1], encoding="utf-8"):
    row = line.rstrip("\n").split("\t")
    match = len(row) == 10 and re.search(r"Offset=(\d+)", row[9])
    if match:
        start = int(match.group(1))
        assert body[start:start + len(row[1])] == row[1], row
        count += 1
print(count)
END
demarche text -f conllu zoe.txt >zoe.conllu
check_output "offsets are code points of the text" 56 python3 offsets.py zoe.conllu

# read again
check "what was written can be read" sh -c "'$DEMARCHE' text --conllu -f conllu zoe.conllu >again.conllu"
check "and is the same" cmp zoe.conllu again.conllu
check_output "so is the text" "$(cat zoe.txt)" demarche text --conllu zoe.conllu

# given words and sentences, such as no splitting would give
row() { printf '%s\t%s\t%s\t%s\t_\t_\t%s\t%s\t_\t%s\n' "$@"; }
{
  echo '# newdoc id = odd'
  echo '# newpar'
  echo '# sent_id = first'
  echo "# text = They don't say Mr."
  row 1 They they PRON 4 nsubj _
  row 2-3 "don't" _ _ _ _ _
  row 2 do do AUX 4 aux _
  row 3 not not PART 4 advmod _
  row 4 say say VERB 0 root _
  row 5 Mr. Mr. PROPN 4 obj _
  echo
  echo '# sent_id = second'
  echo '# text = Lund 10 000.'
  row 1 Lund Lund PROPN 0 root _
  row 2 '10 000' 10000 NUM 1 nummod SpaceAfter=No
  row 3 . . PUNCT 1 punct _
  echo
  echo '# newdoc id = other'
  echo '# sent_id = third'
  echo '# text = Go!'
  row 1 Go go VERB 0 root SpaceAfter=No
  row 2 ! ! PUNCT 1 punct _
  echo
} >gold.conllu
check "the gold file is valid" $tool check gold.conllu
demarche text --conllu -f conllu gold.conllu >system.conllu
check "its analysis is valid" $tool check system.conllu
check_output "words and sentences are as given" "$(grep -P '^(# (newdoc|sent_id|text)|\d)' gold.conllu | cut -f 1-2)" \
  sh -c "grep -P '^(# (newdoc|sent_id|text)|\\d)' system.conllu | cut -f 1-2"
$tool score gold.conllu system.conllu >scores
check_output "and score as such" "100.00 100.00 100.00" sh -c \
  "sed -n 's/^\(Tokens\|Sentences\|Words\).*F1 \([0-9.]*\).*/\2/p' scores | paste -s -d ' '"
check_output "documents are articles" '"odd" "other"' sh -c \
  "'$DEMARCHE' extract --conllu -f jsonl gold.conllu | grep -o '\"id\":\"[a-z]*\"' | cut -d : -f 2 | paste -s -d ' '"
check_output "standard input" "$(cat system.conllu)" sh -c "'$DEMARCHE' text --conllu -f conllu - <gold.conllu"
if command -v xz >/dev/null; then
  xz -k gold.conllu
  check_output "compressed" "$(cat system.conllu)" demarche text --conllu -f conllu gold.conllu.xz
fi
sed 's/$/\r/' gold.conllu >dos.conllu
check_output "lines that end as elsewhere" "$(cat system.conllu)" demarche text --conllu -f conllu dos.conllu

# what is wrong
sed '5s/\tthey\t/\t/' gold.conllu >bad.conllu
demarche text --conllu -f conllu bad.conllu >rest.conllu 2>err
check_output "one document is lost" 1 sh -c "echo $?"
check "the place is told" grep -q 'bad.conllu:5: ' err
check_output "the other is there" "other" sed -n 's/^# newdoc id = //p' rest.conllu
printf '\377\n' >latin.conllu
check_exit 1 "no UTF-8" demarche text --conllu latin.conllu
row 1 "$(printf 'a\001')" _ X _ _ _ >control.conllu
check_exit 1 "a control character" demarche text --conllu control.conllu
printf 'A \001 b.' >control.txt
check "what has one in its text is valid" sh -c "'$DEMARCHE' text -f conllu control.txt | $tool check -"
row 1-2 a _ _ _ _ _ >short.conllu
row 1 b _ _ _ _ _ >>short.conllu
row 2 c _ _ _ _ _ >>short.conllu
check_exit 1 "more words than letters" demarche text --conllu short.conllu
i=0
while [ $i -lt 600 ]; do
  i=$((i + 1))
  row $i x _ X _ _ _
done >long.conllu
check_exit 1 "a sentence that is too long" demarche text --conllu long.conllu
: >empty.conllu
check "an empty file is none" demarche text --conllu empty.conllu
check_exit 1 "text is no CoNLL-U" demarche text --conllu zoe.txt

# the scorer tells a good system from a bad one
scores_of() { $tool score gold.conllu "$1" | sed -n "s/^$2 .*F1 *\([0-9.]*\).*/\1/p"; }
sed 's/^1\tLund\tLund\tPROPN/1\tLund\tlund\tNOUN/; s/^3\tnot\tnot\tPART\t_\t_\t4/3\tnot\tnot\tPART\t_\t_\t2/' gold.conllu >worse.conllu
check_output "tags" 90.00 scores_of worse.conllu UPOS
check_output "lemmas" 90.00 scores_of worse.conllu Lemmas
check_output "heads" 90.00 scores_of worse.conllu UAS
sed "/^2-3/d; s/^3\tnot/3\tn't/" gold.conllu | sed "s/^2\tdo\(.*\)_$/2\tdo\1SpaceAfter=No/" >uncut.conllu
check_output "surface tokens" 84.21 scores_of uncut.conllu Tokens
check_output "words are aligned within" 90.00 scores_of uncut.conllu Words
sed '/^# sent_id = second/,$d' gold.conllu >half.conllu
check_exit 1 "a system with another text is refused" $tool score gold.conllu half.conllu
echo say >verbs
check_output "verbs: subjects" 100.00 sh -c "$tool score gold.conllu gold.conllu --verbs verbs | sed -n 's/^v:nsubj.*F1 *\([0-9.]*\).*/\1/p'"
sed 's/^1\tThey\(.*\)\tnsubj/1\tThey\1\tobj/' gold.conllu >nosubject.conllu
check_output "verbs: none" 0.00 sh -c "$tool score gold.conllu nosubject.conllu --verbs verbs | sed -n 's/^v:nsubj.*F1 *\([0-9.]*\).*/\1/p'"
for wrong in '5s/^1/2/' '8s/\t4\t/\t9\t/' "s/^# text = They/# text = It/" 's/^3\t\(.*\)PUNCT/3\t\1COMMA/' '9s/0\troot/1\tdep/'; do
  sed "$wrong" gold.conllu >wrong.conllu
  check_exit 1 "the validator sees $wrong" $tool check wrong.conllu
done
check_output "raw text" '{"id": "other", "text": "Go!"}' sh -c "$tool select gold.conllu '^other' | $tool text -"
finish
