#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Each shipped query gives its golden rows, over border.ttl or over the articles of ferry.jsonl; DM_UPDATE=1 writes them
# anew.
. "${srcdir:-.}/tests/cli/harness.sh"

check "the articles are built" demarche build -s store "$top/tests/queries/ferry.jsonl"
for query in "$top"/queries/*.rq; do
  name=$(basename "$query" .rq)
  golden=$top/tests/queries/$name.rows
  case $name in
  answers | dates | demands | entities | positions | statements) data="--data '$top/tests/queries/border.ttl'" ;;
  *) data="-s store" ;;
  esac
  check "$name says what it answers" sh -c "head -n 1 '$query' | grep -q '^# .*[?]$'"
  check "$name runs" sh -c "'$DEMARCHE' query -f tsv $data '$query' >'$name.tsv'"
  [ -n "${DM_UPDATE:-}" ] && cp "$name.tsv" "$golden"
  check "$name has rows" test "$(wc -l <"$golden")" -gt 1
  check "$name gives its golden rows" diff -u "$golden" "$name.tsv"
  check "$name runs by its name" sh -c "'$DEMARCHE' query -f tsv $data $name | cmp - '$golden'"
  check "$name is listed" sh -c "'$DEMARCHE' query --list | grep -q '^  $name '"
done

# What a query must not have.
rows() { demarche query -s store -f csv "$@"; }
check "Estonia demands something" sh -c "'$DEMARCHE' query -s store -f csv asks | grep -q ',Estonia,'"
check_output "which Sweden answered" 0 sh -c "'$DEMARCHE' query -s store -f csv unanswered | grep -c ',Estonia,'"
check_output "who speaks is quoted" 0 sh -c "'$DEMARCHE' query -s store -f csv never-quoted | grep -c '^Mart Saar,'"
check_output "numbers that agree are no dispute" 0 sh -c "'$DEMARCHE' query -s store -f csv numbers | grep -c '^ships,'"
check_output "what one article quotes is not shared" 0 \
  sh -c "'$DEMARCHE' query -s store -f csv shared-quotations | grep -c divers"

# Parameters.
count() { rows "$@" | tail -n +2 | wc -l | tr -d ' '; }
check_output "by the label, in any case" 1 count asks --set demander=finland
check_output "by the IRI" 1 count asks --set 'addressee=<https://w3id.org/demarche/data/country/norway>'
check_output "of somebody who is not there" 0 count asks --set demander=Nobody
check_output "two at once" 1 count said-about --set speaker='Karin Holm' --set about=Denmark
check_output "from a day on" 1 count asks --set since=2031-05-02
check_output "up to a day" 2 count timeline --set until=2031-05-01
check_output "between days" 2 count timeline --set since=2031-05-02 --set until=2031-05-02
check "by an alias" sh -c "
  '$DEMARCHE' export -s store -f nquads -o all.nq
  echo '<https://w3id.org/demarche/data/article/ferry-1#country-finland> <http://www.w3.org/2004/02/skos/core#altLabel> \"Suomi\"@fi .' >>all.nq
  '$DEMARCHE' load -s aliased all.nq
  '$DEMARCHE' query -s aliased -f csv asks --set demander=SUOMI | grep -q ',Finland,'"
finish
