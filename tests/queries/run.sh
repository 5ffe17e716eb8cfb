#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Each shipped query over border.ttl gives its golden rows; DM_UPDATE=1 writes them anew.
. "${srcdir:-.}/tests/cli/harness.sh"

for query in "$top"/queries/*.rq; do
  name=$(basename "$query" .rq)
  golden=$top/tests/queries/$name.rows
  check "$name says what it answers" sh -c "head -n 1 '$query' | grep -q '^# .*[?]$'"
  check "$name runs" sh -c "'$DEMARCHE' query -f tsv --data '$top/tests/queries/border.ttl' '$query' >'$name.tsv'"
  [ -n "${DM_UPDATE:-}" ] && cp "$name.tsv" "$golden"
  check "$name gives its golden rows" diff -u "$golden" "$name.tsv"
  check "$name runs by its name" sh -c "'$DEMARCHE' query -f tsv --data '$top/tests/queries/border.ttl' $name | cmp - '$golden'"
done
finish
