#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# What is built conforms to schema/shapes.ttl, and what lacks its evidence does not.  Needs pyshacl (PYSHACL names it).
. "${srcdir:-.}/tests/cli/harness.sh"

PYSHACL=${PYSHACL:-pyshacl}
command -v "$PYSHACL" >/dev/null || { echo "no pyshacl here: skipped"; exit 77; }
shapes=$top/schema/shapes.ttl
check "build" demarche build -s store "$top/examples"
check "export" demarche export -s store -f turtle -o all.ttl
check "what is built conforms" "$PYSHACL" -s "$shapes" all.ttl
check "the queries' data conform" "$PYSHACL" -s "$shapes" "$top/tests/queries/border.ttl"
grep -v 'dm:evidence' all.ttl >bare.ttl
check_exit 1 "without evidence nothing does" "$PYSHACL" -s "$shapes" bare.ttl
finish
