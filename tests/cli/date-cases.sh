#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Sentences with date expressions come to their values: a table in the form of the cases of Recognizers-Text.
set -u
command -v python3 >/dev/null || { echo "python3 is not here"; exit 77; }
top=${srcdir:-.}
python3 -B "$top/tests/quality/date_cases.py" ./demarche "$top/tests/golden/date-cases.json" --errors --least 1 || exit 1
