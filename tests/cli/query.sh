#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# query: every format, every form, datasets, and what goes wrong.
. "${srcdir:-.}/tests/cli/harness.sh"

cat >data.trig <<'END'
@prefix ex: <http://a.example/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:one { ex:envoy ex:speaksFor ex:north ; ex:name "Envoy, \"E\""@en ; ex:born "1960-02-03"^^xsd:date ; ex:rank "007"^^xsd:integer . }
ex:two { ex:envoy ex:speaksFor ex:north . ex:north ex:name "North & Co" . }
<https://w3id.org/demarche/data/graph/link> { ex:envoy ex:sameAs ex:agent . }
END
check "load" demarche load -s store --no-link data.trig
ask() { demarche query -s store "$@"; }
prefix='PREFIX ex: <http://a.example/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>'

# Formats.
name="$prefix SELECT ?s ?n WHERE { ?s ex:name ?n } ORDER BY ?s"
check_output "csv" "$(printf 's,n\r\nhttp://a.example/envoy,"Envoy, ""E"""\r\nhttp://a.example/north,North & Co\r')" ask -f csv -e "$name"
check_output "tsv" "$(printf '?s\t?n\n<http://a.example/envoy>\t"Envoy, \\"E\\""@en\n<http://a.example/north>\t"North & Co"')" ask -f tsv -e "$name"
check_output "table" 4 sh -c "'$DEMARCHE' query -s store -e '$name' | wc -l | tr -d ' '"
ask -f json -e "$name" >out.json
ask -f xml -e "$name" >out.xml
if command -v python3 >/dev/null; then
  check_output "json" "envoy en" python3 -c '
import json; rows = json.load(open("out.json"))["results"]["bindings"]
print(rows[0]["s"]["value"][17:], rows[0]["n"]["xml:lang"])'
  check_output "xml" "North & Co" python3 -c '
import xml.etree.ElementTree as tree
print(list(tree.parse("out.xml").iter("{http://www.w3.org/2005/sparql-results#}literal"))[1].text)'
fi
check_output "names of variables where there is no row" '{"head":{"vars":["a","b"]},"results":{"bindings":[]}}' \
  ask -f json -e 'SELECT ?a ?b WHERE { ?a ?b "nowhere" }'
check_output "ask" '{"head":{},"boolean":true}' ask -f json -e "$prefix ASK { ex:envoy ex:speaksFor ex:north }"
check_output "construct" '<http://a.example/north> <http://a.example/hears> <http://a.example/envoy> .' \
  ask -f ntriples -e "$prefix CONSTRUCT { ?o ex:hears ?s } WHERE { ?s ex:speaksFor ?o }"
check_output "describe, by name and by variable" 6 \
  sh -c "'$DEMARCHE' query -s store -f ntriples -e '$prefix DESCRIBE ex:north ?x WHERE { ?x ex:rank ?r }' | wc -l | tr -d ' '"
check_exit 2 "solutions are no turtle" ask -f turtle -e "$name"
check_exit 2 "a graph is no json" ask -f json -e 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }'
check_exit 2 "no such format" ask -f yaml -e "$name"

# What is kept: the forms of literals; what is compared: their values.
check_output "the lexical form stays" "$(printf '?r\n"007"^^<http://www.w3.org/2001/XMLSchema#integer>')" \
  ask -f tsv -e "$prefix SELECT ?r WHERE { ex:envoy ex:rank ?r FILTER(?r = 7) }"
check_output "a date in a pattern" true ask -e "$prefix ASK { ?s ?p \"1960-02-03\"^^xsd:date }"
check_output "dates compare" true ask -e "$prefix ASK { ?s ex:born ?d FILTER(?d < \"1961-01-01\"^^xsd:date) }"

check_output "a digest" 900150983cd24fb0d6963f7d28e17f72 sh -c "'$DEMARCHE' query -s store -f csv -e 'SELECT (MD5(\"abc\") AS ?h) { }' | tr -d '\r' | tail -n 1"

# Patterns, and what counts as true.
check_output "UNION" 3 sh -c "'$DEMARCHE' query -s store -f csv -e '$prefix SELECT ?x WHERE { { ?x ex:name ?n } UNION { ?x ex:born ?d } }' | grep -c http"
check_output "a blank node is a variable that is not shown" "$(printf 'd\r\n1960-02-03\r')" \
  ask -f csv -e "$prefix SELECT ?d WHERE { _:somebody ex:name ?n ; ex:born ?d }"
check_output "[]" "$(printf 'o\r\nhttp://a.example/north\r')" ask -f csv -e "$prefix SELECT ?o WHERE { [] ex:speaksFor ?o }"
ask -f ntriples -e "$prefix CONSTRUCT { ?s ex:called ?n ; ex:has [ ex:rank ?r ; ex:word \"said\" ] } WHERE { ?s ex:name ?n ; ex:rank ?r }" >made.nt
check "a literal of a language is constructed" grep -q '<http://a.example/called> "Envoy, \\"E\\""@en \.$' made.nt
check "one of a datatype, of a new node" grep -q '^_:[^ ]* <http://a.example/rank> "007"^^<http://www.w3.org/2001/XMLSchema#integer> \.$' made.nt
check "a plain one stays plain" grep -q '^_:[^ ]* <http://a.example/word> "said" \.$' made.nt
check_output "and the node is the same wherever it stands" 1 sh -c "grep -o '_:[A-Za-z0-9]*' made.nt | sort -u | wc -l | tr -d ' '"
for value in 3 2.5 1e0 '"x"' true -1; do
  check_output "$value is true" true ask -e "ASK { FILTER($value) }"
done
for value in 0 0.0 0e0 '""' false '"false"^^xsd:boolean' '<http://a.example/>' '?nowhere' '"2020-01-01"^^xsd:date'; do
  check_output "$value is not" false ask -e "$prefix ASK { FILTER($value) }"
done

# Datasets.
printf '<http://a.example/x> <http://a.example/y> "default" .\n' >default.nt
count='SELECT (COUNT(*) AS ?n) WHERE'
check_output "the union has each triple once" "$(printf 'n\r\n6\r')" ask -f csv -e "$count { ?s ?p ?o }"
check_output "without what is inferred" "$(printf 'n\r\n5\r')" ask --no-inferred -f csv -e "$count { ?s ?p ?o }"
check_output "GRAPH ?g" "$(printf 'n\r\n2\r')" ask -f csv -e "$prefix $count { GRAPH ?g { ?s ex:speaksFor ?o } }"
check_output "GRAPH IRI" "$(printf 'n\r\n2\r')" ask -f csv -e "$prefix $count { GRAPH ex:two { ?s ?p ?o } }"
check_output "a graph that is not there" false ask -e "$prefix ASK { GRAPH ex:nine { ?s ?p ?o } }"
check_output "nor by a variable, where there is none" false \
  demarche query --data default.nt -e 'ASK { GRAPH ?g { ?s ?p ?o } }'
check_output "FROM NAMED" "$(printf 'g\r\nhttp://a.example/two\r')" \
  ask -f csv -e "$prefix SELECT ?g FROM NAMED ex:two WHERE { GRAPH ?g { ?s ex:speaksFor ?o } }"
check_output "and no other" false ask -e "$prefix ASK FROM NAMED ex:two WHERE { GRAPH ex:one { ?s ?p ?o } }"
check_output "FROM" "$(printf 'n\r\n2\r')" ask -f csv -e "$prefix SELECT (COUNT(*) AS ?n) FROM ex:two WHERE { ?s ?p ?o }"
check_output "OPTIONAL" "$(printf 'o,n\r\nhttp://a.example/north,North & Co\r')" \
  ask -f csv -e "$prefix SELECT ?o ?n WHERE { ?s ex:speaksFor ?o OPTIONAL { ?o ex:name ?n } }"
check_output "a variable twice in a pattern" false ask -e 'ASK { ?x ?p ?x }'
printf '<http://a.example/x> <http://a.example/y> "named" .\n' >named.nt
check_output "files: the default graph is theirs alone" "$(printf 'o\r\ndefault\r')" \
  demarche query --data default.nt --named http://a.example/g=named.nt -f csv -e 'SELECT ?o WHERE { ?s ?p ?o }'
check_output "files: a named graph" "$(printf 'g,o\r\nhttp://a.example/g,named\r')" \
  demarche query --data default.nt --named http://a.example/g=named.nt -f csv -e 'SELECT ?g ?o WHERE { GRAPH ?g { ?s ?p ?o } }'
check_exit 2 "--named without a file" demarche query --named http://a.example/g -e 'ASK {}'
check_exit 2 "--data that is not there" demarche query --data gone.ttl -e 'ASK {}'
check_exit 2 "--data that is no RDF" sh -c "echo '<a' >bad.ttl; '$DEMARCHE' query --data bad.ttl -e 'ASK {}'"

# Where the query comes from.
echo "$name" >name.rq
check "a file" ask name.rq
check "standard input" sh -c "'$DEMARCHE' query -s store - <name.rq"
check "a shipped query by its name" ask entities
check_exit 2 "neither file nor name" ask nowhere.rq
check_exit 2 "no query" sh -c "'$DEMARCHE' query -s store </dev/null"
check_exit 2 "two queries" ask name.rq -e "$name"

# Variables that are set.
check_output "in a pattern, and selected" "$(printf 's,n\r\nhttp://a.example/envoy,"Envoy, ""E"""\r')" \
  ask -f csv -e "$name" --set 's=<http://a.example/envoy>'
check_output "a term that is nowhere" "$(printf 's,n\r')" ask -f csv -e "$name" --set 'n="North & Co"@fr'
check_output "in BOUND and in a comparison" true ask -e "$prefix ASK { ?s ex:name ?n FILTER(BOUND(?x) && STR(?n) = ?x) }" --set 'x=North & Co'
check_output "unset, it is unbound" false ask -e "$prefix ASK { ?s ex:name ?n FILTER(BOUND(?x)) }"
check_output "no text of the query" false ask -e "$prefix ASK { ?s ex:name ?x }" --set "x=. ?s ?p ?o } # '" 
check_output "in what DESCRIBE finds" 1 \
  sh -c "'$DEMARCHE' query -s store -f ntriples -e '$prefix DESCRIBE ?s { ?s ex:name ?n ; ?p ?o }' --set 's=<http://a.example/north>' --set 'o=North & Co' | grep -c ." 
check_output "in what CONSTRUCT makes" '<http://a.example/north> <http://a.example/hears> <http://a.example/envoy> .' \
  ask -f ntriples -e "$prefix CONSTRUCT { ?o ex:hears ?s } WHERE { ?s ex:speaksFor ?o }" --set 's=<http://a.example/envoy>'
check_exit 2 "a name that the query has not" ask -e "$name" --set nowhere=1
ask -e "$name" --set nowhere=1 2>err
check "those it has are told" grep -q 's, n' err
check_exit 2 "a name that is computed" ask -e 'SELECT (1 AS ?n) {}' --set n=2
check_exit 2 "no value" ask -e "$name" --set s
check_exit 2 "no day" ask timeline --set since=soon
ask timeline --set by=x 2>err
check "what a query declares is told" grep -q 'who, since, until' err
check "the shipped queries are listed" sh -c "'$DEMARCHE' query --list | grep -q '^  timeline .*[?]$'"

# MINUS, groups and computed columns.
one() { ask -f csv -e "$prefix $1" | tail -n +2 | tr -d '\r'; }
check_output "MINUS" http://a.example/north one 'SELECT DISTINCT ?s { ?s ex:name ?n MINUS { ?s ex:rank ?r } }'
check_output "MINUS that shares nothing" 2 one 'SELECT (COUNT(DISTINCT ?s) AS ?c) { ?s ex:name ?n MINUS { ?a ex:rank ?r } }'
check_output "MINUS with an OPTIONAL in it" http://a.example/north \
  one 'SELECT DISTINCT ?s { ?s ex:name ?n MINUS { ?x ex:rank ?r OPTIONAL { ?s ex:rank ?r } } }'
check_output "ASK with MINUS" false ask -e "$prefix ASK { ?s ex:rank ?r MINUS { ?s ex:born ?b } }"
check_output "two counts are two" 2,4 one 'SELECT (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?p) AS ?b) { ?s ?p ?o FILTER(?p != ex:sameAs) FILTER(?p != ex:none) }'
check_output "least and greatest of two things" '007,7,"Envoy, ""E""",North & Co' \
  one 'SELECT (MIN(?r) AS ?a) (MAX(?r + 0) AS ?b) (MIN(STR(?n)) AS ?c) (MAX(STR(?n)) AS ?d) { ?s ex:name ?n OPTIONAL { ?s ex:rank ?r } }'
check_output "a separator" 'Envoy, "E"|North & Co' \
  sh -c "'$DEMARCHE' query -s store -f tsv -e '$prefix SELECT (GROUP_CONCAT(STR(?n); SEPARATOR=\"|\") AS ?l) { ?s ex:name ?n }' | tail -n 1 | sed 's/^\"//; s/\"\$//; s/\\\\//g'"
check_output "a sum, an average" 7,7.0 one 'SELECT (SUM(?r) AS ?a) (AVG(?r) AS ?b) { ?s ex:rank ?r }'
check_output "over nothing" 0,0 one 'SELECT (COUNT(*) AS ?a) (SUM(?r) AS ?b) { ?s ex:nothing ?r }'
check_output "no group of nothing" "" one 'SELECT ?s (COUNT(*) AS ?a) { ?s ex:nothing ?r } GROUP BY ?s'
check_output "HAVING" http://a.example/envoy,5 \
  one 'SELECT ?s (COUNT(?p) AS ?c) { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(?p) > 1) ORDER BY DESC(?c)'
check_output "a group by what is computed" "10,2" \
  one 'SELECT ?k (COUNT(?s) AS ?c) { ?s ex:name ?n } GROUP BY (STRLEN(?n) AS ?k) ORDER BY ?k'
check_output "BIND, and a column of it" 'north,5' \
  one 'SELECT ?l (STRLEN(?l) AS ?c) { ?s ex:speaksFor ?o BIND(STRAFTER(STR(?o), "example/") AS ?l) }'
check_output "groups and an OPTIONAL in an OPTIONAL" "http://a.example/envoy,1" \
  one 'SELECT ?s (COUNT(?r) AS ?c) { ?s ex:speaksFor ?o OPTIONAL { ?s ex:name ?n OPTIONAL { ?s ex:rank ?r } } } GROUP BY ?s'

check_output "functions of what is computed" 'example/north,http:,http://a.example/north!' \
  one 'SELECT (STRAFTER(STR(?o), "a.") AS ?a) (STRBEFORE(STR(?o), "//") AS ?b) (CONCAT(STR(?o), "!") AS ?c) { ?s ex:speaksFor ?o FILTER(STRAFTER(STR(?o), "example/") = "north") } ORDER BY STRAFTER(STR(?o), "a")'
check_output "and of each other" '2-north' \
  one 'SELECT (CONCAT(STR(1 + 1), STRAFTER(CONCAT("x", STRAFTER(CONCAT("-/-", STR(?o)), "/")), "x")) AS ?a) { ?s ex:speaksFor ?p2 BIND("north" AS ?o) }'

# What goes wrong.
printf 'SELECT ?x\nWHERE { ?x ?y }\n' >bad.rq
check_exit 2 "bad SPARQL" ask bad.rq
ask bad.rq 2>err
check "is told with its line" grep -q 'bad.rq:2: ' err
check_exit 2 "a prefix that is not declared" ask -e 'SELECT ?x WHERE { ?x nope:y ?z }'
check_exit 2 "an update is no query" ask -e 'INSERT DATA { <a:a> <a:b> <a:c> }'
check_exit 2 "no store" demarche query -s nowhere -e 'ASK {}'
check_exit 2 "a full disk" sh -c "'$DEMARCHE' query -s store -e 'SELECT * WHERE { ?s ?p ?o }' >/dev/full"
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "<http://a.example/%d> <http://a.example/p> \"%d\" .\n", i, i }' >many.nt
check "a closed pipe ends quietly" sh -c "{ '$DEMARCHE' query --data many.nt -f csv -e 'SELECT * { ?s ?p ?o }' 2>err; echo \$? >code; } | head -n 1; test ! -s err && test \$(cat code) -eq 0"
finish
