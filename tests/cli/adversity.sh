#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# A store that is damaged or is none, a disk that is full, signals, closed streams, small limits.
. "${srcdir:-.}/tests/cli/harness.sh"

awk 'BEGIN { for (i = 1; i <= 40; i++) printf "{\"id\":\"s%02d\",\"date\":\"2020-05-05\",\"text\":\"Norway demanded on Monday that Sweden open post %d on the border. Sweden rejected the demand.\"}\n", i, i }' >feed.jsonl
head -n 3 feed.jsonl >three.jsonl
check "a store" demarche build -j1 -s kept three.jsonl
export_of() { demarche export -s "$1" -f nquads; }
export_of kept >kept.nq
intact() { # WHAT: the store is as it was
  export_of kept >now.nq 2>log
  check "$1: the store is intact" cmp now.nq kept.nq
}
says() { # WHAT WORD
  cp log words
  check "$1: says so" grep -q "$2" words
}

# No store.
mkdir folder && touch folder/thing
touch file
printf x >some.nq
for command in "stats" "export" "link" "query demands" "retract s01" "why http://a.example/"; do
  set -- $command
  for bad in nowhere folder file; do
    name=$1
    check_exit 2 "$name of a $bad" demarche "$@" -s $bad
    says "$name of a $bad" "$bad"
  done
done
check_exit 2 "build into a file" demarche build -s file three.jsonl
check_exit 2 "build into a folder of other things" demarche build -s folder three.jsonl
mkdir void && : >void/data.mdb
check_exit 2 "an empty file for a store" demarche stats -s void
check "is built into" demarche build -s void three.jsonl
mkdir locked && : >locked/lock.mdb
check "a lock that a crash has left alone" demarche build -s locked three.jsonl

# Damage: every command ends with 0, 1 or 2, soon, and never writes into what it knows to be damaged.
tamper() { # FILE OFFSET: another byte there
  printf '\245' | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}
size=$(wc -c <kept/data.mdb)
for cut in 0 100 4096 8191 8192 12288 $((size / 2)) $((size - 4096)); do
  rm -rf broken && cp -r kept broken
  truncate -s "$cut" broken/data.mdb
  for command in stats "export -f nquads" "query demands"; do
    check_exit 2 "cut to $cut: $command" timeout 60 "$DEMARCHE" $command -s broken
    says "cut to $cut: $command" broken
  done
done
head -c "$size" /dev/urandom >random
rm -rf broken && cp -r kept broken && cp random broken/data.mdb
check_exit 2 "a random file" demarche export -s broken
# Bytes of the two meta pages, and of pages behind them.
if [ -n "${DM_LONG:-}" ]; then flips=400; else flips=24; fi
awk -v n=$flips -v size="$size" 'BEGIN { srand(3); for (i = 0; i < n; i++) print i % 2 ? int(8192 + rand() * (size - 8192)) : int(rand() * 2) * 4096 + int(rand() * 160) }' >places
found=0
while read -r place; do
  rm -rf broken && cp -r kept broken
  tamper broken/data.mdb "$place"
  for command in "stats --verify" "export -f nquads" "build -j1 --no-link three.jsonl"; do
    timeout 60 "$DEMARCHE" $command -s broken >out 2>err
    ended=$?
    check "byte $place changed: $command ends with $ended" test $ended -le 2
    if [ $ended -gt 0 ]; then check "byte $place changed: $command says why" test -s err && found=$((found + 1)); fi
  done
done <places
check "damage is found" test $found -gt 2
intact "damage to copies"

# A store that has no room, or may not be written.
if [ "$(id -u)" -ne 0 ]; then
  cp -r kept closed && chmod a-w closed closed/data.mdb closed/lock.mdb
  check "a store that may only be read" demarche export -s closed -f nquads
  check_exit 2 "is not written" demarche build -s closed three.jsonl
  chmod u+w closed
elif setpriv --reuid=65534 --regid=65534 --clear-groups "$DEMARCHE" --version >/dev/null 2>&1; then
  mkdir closed && cp -r kept closed/store && chmod -R a+rX . && chmod -R a-w closed
  user() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
  check "a store that may only be read" user "$DEMARCHE" export -s closed/store -f nquads
  check_exit 2 "is not written" user "$DEMARCHE" build -s closed/store three.jsonl
  check_exit 2 "nor is one made where nothing may be" user "$DEMARCHE" build -s closed/new three.jsonl
  cp three.jsonl secret.jsonl && chmod 600 secret.jsonl
  check_exit 1 "an article that may not be read" user "$DEMARCHE" extract -j1 -f nquads secret.jsonl
  mkdir -p papers/secret && chmod 700 papers/secret && cp three.jsonl papers/open.jsonl && chmod a+rX papers papers/open.jsonl
  check_exit 1 "a folder that may not be read" user "$DEMARCHE" extract -j1 -f nquads papers
  says "a folder that may not be read" papers/secret
  check "the other articles are read" test "$(user "$DEMARCHE" extract -j1 -f jsonl papers 2>/dev/null | wc -l)" -eq 3
fi
for command in "export -s kept" "query -s kept demands" "stats -s kept" "extract three.jsonl" "text three.jsonl"; do
  check_exit 2 "full disk: $command" sh -c "'$DEMARCHE' $command >/dev/full"
done
if ! sanitized; then
  blocks=$((size / 512 / 2))
  rm -rf work
  check_exit 2 "no room for the store" sh -c "ulimit -f $blocks; exec '$DEMARCHE' build -j1 --no-link -s work feed.jsonl"
  says "no room for the store" work
  check_exit 2 "no room for a file" sh -c "ulimit -f 8; exec '$DEMARCHE' export -s kept -o exported.ttl"
  check "no half of it is left" test ! -e exported.ttl
fi
if [ "$(id -u)" -eq 0 ] && mkdir -p small && mount -t tmpfs -o size=$((size / 2)) none small 2>/dev/null; then
  check_exit 2 "a full disk" demarche build -j1 --commit-every 1 -s small/store feed.jsonl
  says "a full disk" 'No space'
  check "the store is whole" demarche stats -s small/store --verify
  check "and can be read" demarche export -s small/store -f nquads -o full.nq
  umount small
fi
intact "full disks"

# Streams and folders that are not there.
if ! valgrinded; then # whose log takes the place of a stream, and which wants the folder, too
  check_exit 2 "no standard output" sh -c "'$DEMARCHE' stats -s kept >&-"
  rm -rf work && cp -r kept work
  check "no standard streams at all" sh -c "'$DEMARCHE' build -j1 -s work three.jsonl <&- >&- 2>&-"
  check_exit 1 "not even for a message" sh -c "'$DEMARCHE' build -j1 -s work three.jsonl gone.jsonl <&- >&- 2>&-"
  export_of work >now.nq
  check "nothing got into the store" cmp now.nq kept.nq
  check_exit 1 "no standard input to read" sh -c "'$DEMARCHE' build -j1 -s work - <&-"
  check_exit 2 "no folder for what is temporary" env TMPDIR="$scratch/gone" "$DEMARCHE" query --data kept.nq -e 'ASK {}'
  says "no folder for what is temporary" gone
fi
check "a closed pipe ends quietly" sh -c "'$DEMARCHE' export -s kept -f nquads 2>err | head -n 1; test ! -s err"
if ! sanitized; then
  for limit in 3 4 5 6 8 12 16; do
    rm -rf work && cp -r kept work
    sh -c "ulimit -n $limit; exec '$DEMARCHE' build -j8 -s work three.jsonl" >log 2>&1
    ended=$?
    check "$limit files: status $ended" test $ended -le 2 -o $ended -eq 127
    export_of work >now.nq
    check "$limit files: the store" cmp now.nq kept.nq
  done
  for limit in 20000 60000 100000 200000 400000 1000000; do
    rm -rf work && cp -r kept work
    sh -c "ulimit -v $limit; exec '$DEMARCHE' build -j2 -s work three.jsonl" >log 2>&1
    ended=$?
    check "$limit KB: status $ended" test $ended -le 2 -o $ended -eq 127
    export_of work >now.nq
    check "$limit KB: the store" cmp now.nq kept.nq
  done
fi
intact "small limits"

# Signals: the build ends at a commit, its workers with it, as the signal would have it.
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do cat feed.jsonl; done |
  awk '{sub(/s[0-9]+/, "r" NR); print}' >long.jsonl
# A shell lets its background commands ignore SIGINT.
signals="TERM HUP"
if command -v perl >/dev/null; then signals="TERM HUP INT"; fi
background() { exec perl -e '$SIG{INT} = $SIG{HUP} = "DEFAULT"; exec @ARGV' "$@"; }
command -v perl >/dev/null || background() { exec "$@"; }
for signal in $signals; do
  rm -rf work
  background "$DEMARCHE" build -j2 --commit-every 10 -s work long.jsonl >log 2>&1 &
  builder=$!
  until demarche stats -s work >out 2>/dev/null && awk '$1 == "articles" {exit $2 < 20}' out; do
    kill -0 $builder 2>/dev/null || break
  done
  kill -"$signal" $builder
  wait $builder
  ended=$?
  check "SIG$signal: the status is the signal's: $ended" test $ended -gt 128 -a "$(kill -l $ended)" = "$signal"
  check "SIG$signal: the store is whole" demarche stats -s work --verify
  in=$(demarche stats -s work | awk '$1 == "articles" {print $2}')
  check "SIG$signal: some articles are in it: $in" test "$in" -ge 20 -a "$in" -lt 640
done
finish
