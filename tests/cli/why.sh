#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# why: the passage in its article, the rule, the steps; links with their parties.
. "${srcdir:-.}/tests/cli/harness.sh"

printf '{"id":"a","date":"2020-05-05","text":"Norway demanded that Sweden open the border. Sweden rejected the demand."}\n' >a.jsonl
check "build" demarche build -s store a.jsonl
demand=$(demarche query -s store -f csv -e 'PREFIX dm: <https://w3id.org/demarche/ns#> SELECT ?d WHERE { ?d a dm:Demand }' | tr -d '\r' | tail -n 1)
check "there is a demand" test -n "$demand"
check "why" demarche why -s store "$demand"
demarche why -s store "$demand" >why
check "the passage where it stands" grep -q 'Norway \[demanded that Sweden open the border\]' why
check "the rule" grep -q 'rule  [a-z]' why
check "who" grep -q 'demander  Norway' why
check "what answers it" grep -q 'answers of' why
check_exit 1 "of nothing known" demarche why -s store http://a.example/nothing
check_exit 2 "of nothing" demarche why -s store
check_exit 2 "on a full disk" sh -c "'$DEMARCHE' why -s store '$demand' >/dev/full"

base=https://w3id.org/demarche/data
cat >loaded.nq <<END
<$base/article/b#mention-0-2> <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf> "He" <$base/article/b> .
<$base/article/b#mention-0-2> <http://www.w3.org/2005/11/its/rdf#taIdentRef> <$base/article/b#person-ola> <$base/article/b> .
<$base/article/b#person-ola> <http://www.w3.org/2004/02/skos/core#prefLabel> "Ola" <$base/article/b> .
<$base/article/b#person-ola> <https://w3id.org/demarche/ns#identity> <$base/person/ola-hansen> <$base/graph/link> .
<$base/person/ola-hansen> <http://www.w3.org/2004/02/skos/core#prefLabel> "Ola Hansen" <$base/graph/link> .
<$base/article/b#statement-0-9> <https://w3id.org/demarche/ns#sourceMention> <$base/article/b#mention-0-2> <$base/article/b> .
<$base/article/b#statement-0-9> <https://w3id.org/demarche/ns#speaker> <$base/article/b#person-ola> <$base/article/b> .
<$base/graph/link#1> <https://w3id.org/demarche/ns#party> <$base/article/b#person-ola> <$base/graph/link> .
<$base/graph/link#1> <https://w3id.org/demarche/ns#reason> "same name" <$base/graph/link> .
END
check "load" demarche load -s loaded --no-link loaded.nq
check_output "from the mention to whom it means" 1 sh -c "'$DEMARCHE' why -s loaded '$base/article/b#statement-0-9' | grep -c '\"He\".* → Ola'"
check_output "and who that is over articles" 1 sh -c "'$DEMARCHE' why -s loaded '$base/article/b#statement-0-9' | grep -c 'speaker  Ola → Ola Hansen'"
check_output "the reason of a link" 1 sh -c "'$DEMARCHE' why -s loaded '$base/graph/link#1' | grep -c 'reason  same name'"
check_output "the parties of a link" 1 sh -c "'$DEMARCHE' why -s loaded '$base/graph/link#1' | grep -c 'party  Ola'"
finish
