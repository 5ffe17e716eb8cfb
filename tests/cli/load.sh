#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The demarche authors
# load: formats by name, graphs kept, blank nodes of two files apart, all files or none.
. "${srcdir:-.}/tests/cli/harness.sh"

count() { demarche query -s "$1" -f csv -e 'SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }' | tr -d '\r' | tail -n 1; }
printf '<http://a.example/a> <http://a.example/b> "c" <http://a.example/g> .\n' >quads.nq
printf '<http://a.example/a> <http://a.example/b> "d" .\n' >triples.nt
printf '@prefix ex: <http://a.example/> .\nex:a ex:b "e" .\n' >turtle.ttl
printf '@prefix ex: <http://a.example/> .\nex:g { ex:a ex:b "f" . }\n' >graphs.trig
check "all formats" demarche load -s store --no-link quads.nq triples.nt turtle.ttl graphs.trig
check_output "are in" 4 count store
check_output "in their graphs" true demarche query -s store \
  -e 'ASK { GRAPH <http://a.example/g> { <http://a.example/a> ?p "c" . <http://a.example/a> ?p "f" } }'
check "again" demarche load -s store --no-link quads.nq triples.nt turtle.ttl graphs.trig
check_output "adds nothing" 4 count store
check "standard input is N-Quads" sh -c "'$DEMARCHE' load -s piped --no-link - <quads.nq"
check_output "and in" 1 count piped
check "with linking" demarche load -s linked quads.nq

printf '_:x <http://a.example/b> "1" .\n' >blank1.nt
printf '_:x <http://a.example/b> "2" .\n' >blank2.nt
check "blank nodes" demarche load -s blank --no-link blank1.nt blank2.nt
check_output "of two files are two" 2 sh -c "'$DEMARCHE' export -s blank -f ntriples | cut -d ' ' -f 1 | sort -u | wc -l | tr -d ' '"
check "the same file again" demarche load -s blank --no-link blank1.nt
check_output "has the same node" 2 count blank

printf '<http://a.example/a> <http://a.example/b> "good" .\n<http://a.example/a> bad .\n' >bad.nt
check_exit 2 "a broken file" demarche load -s store --no-link triples.nt bad.nt
demarche load -s store --no-link triples.nt bad.nt 2>err
check "is told with its line" grep -q 'bad.nt:2: ' err
check_output "leaves the store as it was" 4 count store
check_exit 2 "a file that is not there" demarche load -s store gone.nq
check_exit 2 "a name that tells no format" demarche load -s store harness
check_exit 2 "no files" demarche load -s store
mkdir folder
touch folder/file
check_exit 2 "a folder that is no store" demarche load -s folder quads.nq
finish
