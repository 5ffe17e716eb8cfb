#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Input nobody should be given: a clear error, the right status, the other articles in, the store intact.
. "${srcdir:-.}/tests/cli/harness.sh"

article() { printf '{"id":"%s","date":"2020-05-05","text":"Norway demanded on Monday that Sweden open the border. Sweden rejected the demand."}\n' "$1"; }
article good >good.jsonl
article other >other.jsonl
check "a store to keep" demarche build -j1 -s kept good.jsonl other.jsonl
demarche export -s kept -f nquads >kept.nq

# refused CODE WORD WHAT INPUT...: built after a good article into a copy of the store: the status, WORD on standard error, the store as it was
refused() {
  status=$1 word=$2 what_is_bad=$3
  shift 3
  rm -rf work && cp -r kept work
  check_exit "$status" "$what_is_bad: status" demarche build -j1 -s work good.jsonl "$@" other.jsonl
  cp log words
  check "$what_is_bad: the words" grep -q "$word" words
  check "$what_is_bad: no more than a few lines" test "$(wc -l <words)" -le 20
  demarche export -s work -f nquads >work.nq 2>log
  check "$what_is_bad: the store" cmp work.nq kept.nq
}

# Files.
: >empty.txt
: >empty.jsonl
rm -rf work && cp -r kept work
check "empty files have no article" demarche build -j1 -s work empty.txt empty.jsonl good.jsonl
head -c 20000 /dev/urandom >junk.bin
{ printf 'x\000\001'; head -c 2000 "$DEMARCHE"; } >binary.txt
refused 1 'junk.bin' "binary junk" junk.bin
refused 1 'binary.txt' "a program for an article" binary.txt
refused 1 'nowhere.txt' "a missing file" nowhere.txt
printf 'Norway said \303' >cut.txt
rm -rf work && cp -r kept work
check "UTF-8 that is cut off is read as Windows-1252, with a note" demarche build -j1 -s work cut.txt
cp log words
check "the note says so" grep -q 'cut.txt.*Windows-1252' words
printf '\377\376N\000o\000r\000w\000a\000y\000 \000w\000a\000i\000t\000s\000.\000' >utf16.txt
check_output "UTF-16 is read" "Norway waits." demarche text utf16.txt
printf '{"id":"x","text":"Norway said \303"}\n' >cut.jsonl
refused 1 'cut.jsonl:1' "JSON that is not UTF-8" cut.jsonl

# JSON.
printf '{"id":["a"],"text":"x"}\n' >types.jsonl
printf '{"id":"t","text":7}\n{"id":"u"}\n["v"]\n7\nnull\n"w"\n{}\n' >>types.jsonl
refused 1 'types.jsonl:2: article t: ' "JSON of wrong types" types.jsonl
check "each line is counted" test "$(demarche build -j1 -s work types.jsonl 2>&1 | grep -c 'types.jsonl:')" -eq 8
awk 'BEGIN { printf "{\"id\":\"deep\",\"x\":"; for (i = 0; i < 200000; i++) printf "["; for (i = 0; i < 200000; i++) printf "]"; print ",\"text\":\"t\"}" }' >deep.jsonl
refused 1 'deep.jsonl:1' "JSON nested without end" deep.jsonl
printf '{"id":"d","id":"e","text":"x"}\n' >twice.jsonl
refused 1 'twice.jsonl:1' "a key given twice" twice.jsonl
{ article same; article same; } >same.jsonl
rm -rf work
check "an id given twice" demarche build -s work same.jsonl
check_output "is one article" 1 sh -c "'$DEMARCHE' stats -s work | awk '\$1 == \"articles\" {print \$2}'"

# Archives.
tar cf whole.tar good.jsonl other.jsonl
head -c 1200 whole.tar >cut.tar
gzip -c good.jsonl | head -c 60 >cut.jsonl.gz
refused 1 'cut.tar' "a tar that is cut off" cut.tar
refused 1 'cut.jsonl.gz' "a gzip that is cut off" cut.jsonl.gz
if command -v xz >/dev/null; then
  xz -c good.jsonl | head -c 80 >cut.jsonl.xz
  refused 1 'cut.jsonl.xz' "an xz that is cut off" cut.jsonl.xz
fi
if command -v zip >/dev/null; then
  zip -q whole.zip good.jsonl
  head -c 90 whole.zip >cut.zip
  refused 1 'cut.zip' "a zip that is cut off" cut.zip
fi
# A gigabyte in one megabyte: memory must not follow.
bounded() { sh -c "ulimit -v 3000000; exec \"\$@\"" sh "$@"; }
yes "Norway waits." | head -c 1000000000 | gzip -1 >bomb.txt.gz
begun=$(date +%s)
refused 1 'bomb.txt.gz' "a bomb" bomb.txt.gz
check "a bomb is found out soon" test $(($(date +%s) - begun)) -lt 30
rm -f bomb.txt.gz

# A hundred megabytes on a line.
if ! sanitized; then
  awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "Norway demanded that Sweden open the border on Monday, and Finland did so, too, as it said in Oslo. " }' >line.txt
  { printf '{"id":"long","text":"'; cat line.txt; printf '"}\n'; } >line.jsonl
  begun=$(date +%s)
  check_exit 1 "a text of 100 MB on a line" bounded "$DEMARCHE" build -j1 -s work line.txt
  cp log words
  check "is told" grep -q 'line.txt' words
  check_exit 1 "JSON of 100 MB on a line" bounded "$DEMARCHE" build -j1 -s work line.jsonl other.jsonl
  cp log words
  check "is told with its line" grep -q 'line.jsonl:1' words
  check "soon" test $(($(date +%s) - begun)) -lt 60
  rm -f line.txt line.jsonl
fi

# HTML.
awk 'BEGIN { printf "<html><body>"; for (i = 0; i < 100000; i++) printf "<div><b><table><tr><td>"; print "Norway waits."; }' >deep.html
rm -rf work && cp -r kept work
demarche build -j1 -s work deep.html >log 2>&1
check "HTML nested without end: a status" test $? -le 1

# Folders.
mkdir -p folder/inner
cp good.jsonl folder/inner
ln -s .. folder/inner/loop
rm -rf work
check "a folder that leads back to itself" demarche build -s work folder
cp log words
check "is told" grep -q 'loop' words
check_output "its articles are read once" 1 sh -c "'$DEMARCHE' stats -s work | awk '\$1 == \"articles\" {print \$2}'"
finish
