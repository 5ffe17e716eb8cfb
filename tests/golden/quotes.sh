#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# What is said comes out whole, with its speaker: the cases of tests/golden/quotes.
set -u
command -v python3 >/dev/null || { echo "python3 is not here"; exit 77; }
top=${srcdir:-.}
python3 -B "$top/tests/golden/quotes.py" ./demarche "$top"/tests/golden/quotes/*.txt
