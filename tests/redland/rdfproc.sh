#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# Another Redland program opens a store by the module: prints, finds, asks, adds and removes.
. "${srcdir:-.}/tests/cli/harness.sh"

command -v rdfproc >/dev/null || { echo "no rdfproc here: skipped"; exit 77; }
REDLAND_MODULE_PATH=$(dirname "$DEMARCHE")/.libs
export REDLAND_MODULE_PATH
if grep -q __asan_init "$REDLAND_MODULE_PATH/librdf_storage_demarche.so"; then
  echo "a module with AddressSanitizer cannot be loaded: skipped"
  exit 77
fi

cat >data.trig <<'END'
@prefix ex: <http://a.example/> .
ex:one { ex:envoy ex:speaksFor ex:north ; ex:name "Envoy"@en-GB . }
ex:two { ex:envoy ex:speaksFor ex:north . ex:north ex:name "North" . }
END
check "load" demarche load -s store --no-link data.trig
proc() { rdfproc -q -s demarche "$@"; }
check "print" proc store print
proc store print >printed
check_output "every statement, each with its graph" 4 grep -c 'with context' printed
check_output "merged, each triple once" 3 sh -c "rdfproc -q -s demarche -t \"merged='yes'\" store serialize ntriples | wc -l | tr -d ' '"
check_output "a language tag" 1 grep -c '"Envoy"@en-gb with' printed
check_output "contexts" 2 sh -c 'rdfproc -s demarche store contexts 2>&1 | grep -c "^Context"'
check_output "find in a context" 1 \
  sh -c 'rdfproc -s demarche store find http://a.example/envoy - - http://a.example/two 2>&1 | grep -c "^Matched triple"'
check_output "arcs out" 2 sh -c 'rdfproc -s demarche store arcs-out http://a.example/envoy 2>&1 | grep -c "^Matched arc"'
check_output "arcs in" 1 sh -c 'rdfproc -s demarche store arcs-in http://a.example/north 2>&1 | grep -c "^Matched arc"'
check_output "a query" 2 sh -c "rdfproc -q -r json -s demarche store query sparql - \
  'SELECT ?g WHERE { GRAPH ?g { ?s <http://a.example/speaksFor> ?o } }' | grep -c '\"g\" :'"
check "add" proc store add http://a.example/a http://a.example/b http://a.example/c http://a.example/three
check_output "what was added is there for us" true demarche query -s store -e 'ASK { GRAPH <http://a.example/three> { ?s ?p ?o } }'
check "remove a context" proc store remove-context http://a.example/three
check_output "and gone" false demarche query -s store -e 'ASK { GRAPH <http://a.example/three> { ?s ?p ?o } }'
demarche export -s store -f ntriples >all.nt
check "a new store" proc -n new parse "file://$PWD/all.nt" ntriples
demarche export -s new -f ntriples >new.nt
check "holds the same" cmp all.nt new.nt
check_fails "no store" proc nowhere print
finish
