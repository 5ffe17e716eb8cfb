#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Another engine gives the same rows to the same queries.  Needs rdflib.
. "${srcdir:-.}/tests/cli/harness.sh"

PYTHON=/usr/bin/python3
"$PYTHON" -c 'import rdflib' 2>/dev/null || { echo "no rdflib here: skipped"; exit 77; }
check "build" demarche build -s store "$top/tests/queries/ferry.jsonl" "$top/examples"
check "export" demarche export -s store -f trig -o all.trig
cat >compare.py <<'END'
import csv, subprocess, sys
import rdflib

def cell(term):
    if term is None:
        return ""
    number = isinstance(term, rdflib.Literal) and term.datatype == rdflib.XSD.integer
    return "; ".join(sorted(part.strip() for part in str(int(term) if number else term).replace(", ", "; ").split(";")))

data = rdflib.Dataset(default_union=True)
data.parse(sys.argv[2], format="trig")
failed = 0
for path in sys.argv[3:]:
    text = open(path, encoding="utf-8").read()
    out = subprocess.run([sys.argv[1], "query", "-s", "store", "-f", "csv", path], capture_output=True, check=True)
    ours = list(csv.reader(out.stdout.decode("utf-8").splitlines()))[1:]
    ours = sorted(tuple(cell(rdflib.Literal(c)) if c else "" for c in row) for row in ours)
    theirs = sorted(tuple(cell(c) for c in row) for row in data.query(text))
    same = ours == theirs
    print(path, len(ours), "rows", "equal" if same else "DIFFER")
    if not same:
        failed += 1
        print("ours only:", [r for r in ours if r not in theirs][:3])
        print("theirs only:", [r for r in theirs if r not in ours][:3])
sys.exit(failed > 0)
END
check "rdflib gives the same rows" "$PYTHON" compare.py "$DEMARCHE" all.trig "$top"/queries/*.rq
cat log
finish
