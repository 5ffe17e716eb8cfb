#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# export: formats, graphs, the same bytes whatever the order of loading, all or nothing.
. "${srcdir:-.}/tests/cli/harness.sh"

cat >one.trig <<'END'
@prefix ex: <http://a.example/> .
ex:one { ex:envoy ex:speaksFor ex:north ; ex:name "Envoy"@en . }
END
cat >two.trig <<'END'
@prefix ex: <http://a.example/> .
ex:two { ex:north ex:name "North" . ex:envoy ex:speaksFor ex:north . }
<https://w3id.org/demarche/data/graph/link> { ex:envoy ex:sameAs ex:agent . }
END
check "load" demarche load -s store --no-link one.trig two.trig
check "load in another order" demarche load -s other --no-link two.trig one.trig
for format in turtle trig nquads ntriples; do
  check "$format" demarche export -s store -f $format -o "store.$format"
  demarche export -s other -f $format >"other.$format"
  check "$format: the same bytes" cmp "store.$format" "other.$format"
  check "$format: there is something" test -s "store.$format"
done
check_output "quads" 5 sh -c 'wc -l <store.nquads | tr -d " "'
check_output "triples, each once" 4 sh -c 'wc -l <store.ntriples | tr -d " "'
LC_ALL=C sort store.ntriples >sorted
check "sorted" cmp sorted store.ntriples
for format in trig nquads; do
  mv "store.$format" "again.$format"
  check "$format loads" demarche load -s "again-$format" --no-link "again.$format"
  demarche export -s "again-$format" -f nquads >again.out
  check "$format goes round" cmp again.out other.nquads
done
check_output "one graph" 2 sh -c "'$DEMARCHE' export -s store -f nquads --graph http://a.example/one | wc -l | tr -d ' '"
check_output "without what is inferred" 3 sh -c "'$DEMARCHE' export -s store -f ntriples --no-inferred | wc -l | tr -d ' '"
check_output "nor its graph" 4 sh -c "'$DEMARCHE' export -s store -f nquads --no-inferred | wc -l | tr -d ' '"

echo before >kept
check_exit 2 "no store, no file" demarche export -s nowhere -o kept
check_output "what stood there stays" before cat kept
check_exit 2 "no such folder" demarche export -s store -o nowhere/out.ttl
check_exit 2 "a full disk" demarche export -s store -o /dev/full
check_exit 2 "a full disk on standard output" sh -c "'$DEMARCHE' export -s store >/dev/full"
check_exit 2 "no such format" demarche export -s store -f yaml
check_exit 2 "--graph takes an IRI" demarche export -s store --graph 'no iri'
check_exit 2 "no operands" demarche export -s store store
check_output "nothing else is left behind" 0 sh -c 'ls | grep -c "\.ttl\.\|kept\."'
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "<http://a.example/%d> <http://a.example/p> \"%d\" .\n", i, i }' >many.nt
check "load many" demarche load -s many --no-link many.nt
check "a closed pipe ends quietly" sh -c "{ '$DEMARCHE' export -s many 2>err; echo \$? >code; } | head -n 1; test ! -s err && test \$(cat code) -eq 0"
finish
