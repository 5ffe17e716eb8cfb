#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# The Turtle loads without a warning in parsers that are not ours, and all count the same triples.
# rapper, serdi, rdflib where they are; Oxigraph where OXIGRAPH_NODE_PATH names a folder with npm's oxigraph.
. "${srcdir:-.}/tests/cli/harness.sh"

inputs=$top/examples
seeds=$top/../shared/corpus/seeds
if [ -d "$seeds" ]; then inputs="$inputs $(echo "$seeds"/*.txt)"; else echo "no ../shared here: the examples alone"; fi
# shellcheck disable=SC2086
check "build" demarche build -s store $inputs
check "Turtle" demarche export -s store -f turtle -o all.ttl
check "N-Triples" demarche export -s store -f ntriples -o all.nt
triples=$(wc -l <all.nt)
check "there is something to count" test "$triples" -gt 100

tools=0
count_is() { # TOOL COUNT ERRORS
  tools=$((tools + 1))
  check "$1 counts $triples, it says $2" test "$2" -eq "$triples"
  check "$1 has nothing to say" test ! -s "$3"
}
if command -v rapper >/dev/null; then
  count=$(rapper -q -i turtle all.ttl 2>rapper.err | LC_ALL=C sort -u | wc -l)
  count_is rapper "$count" rapper.err
fi
if command -v serdi >/dev/null; then
  count=$(serdi -i turtle all.ttl 2>serdi.err | LC_ALL=C sort -u | wc -l)
  count_is serdi "$count" serdi.err
fi
if /usr/bin/python3 -c 'import rdflib' 2>/dev/null; then
  count=$(/usr/bin/python3 -c 'import rdflib; g = rdflib.Graph(); g.parse("all.ttl"); print(len(g))' 2>rdflib.err)
  count_is rdflib "$count" rdflib.err
fi
if [ -n "${OXIGRAPH_NODE_PATH:-}" ] && command -v node >/dev/null; then
  count=$(NODE_PATH=$OXIGRAPH_NODE_PATH node -e '
    const ox = require("oxigraph"), store = new ox.Store();
    store.load(require("fs").readFileSync("all.ttl", "utf8"), {format: "text/turtle", base_iri: "http://a.example/"});
    console.log(store.size)' 2>oxigraph.err)
  count_is Oxigraph "$count" oxigraph.err
fi
[ "$tools" -gt 0 ] || { echo "no other parser here: skipped"; exit 77; }
finish
