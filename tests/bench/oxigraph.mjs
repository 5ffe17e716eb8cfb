// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// oxigraph's store in memory at the work that probe.c gives ours, and at the shipped queries.
// node oxigraph.mjs FOLDER-OF-NPM QUADS.nq [PROBES.nq [QUERY.rq...]]
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createRequire } from 'node:module';

const [prefix, quads, probes, ...queries] = process.argv.slice(2);
const oxigraph = createRequire(`${prefix}/package.json`)('oxigraph');
const format = 'application/n-quads';
const seconds = () => Number(process.hrtime.bigint()) / 1e9;

const store = new oxigraph.Store();
let begun = seconds();
store.load(readFileSync(quads, 'utf8'), { format, no_transaction: true });
console.log(`load quads ${store.size} seconds ${(seconds() - begun).toFixed(3)}`);

const operations = {
  bound: (q) => [q.subject, q.predicate, q.object, q.graph],
  subject: (q) => [q.subject, null, null, null],
  object: (q) => [null, q.predicate, q.object, null],
  predicate: (q) => [null, q.predicate, null, null],
  graph: (q) => [null, null, null, q.graph],
};
const most = { predicate: 40 };
const first_ones = 3;

if (probes) {
  const list = oxigraph.parse(readFileSync(probes, 'utf8'), { format }).slice(0, 20000);
  for (const [name, pattern] of Object.entries(operations)) {
    let rows = 0;
    let first = 0;
    let i = 0;
    let took = 0;
    begun = seconds();
    while (i < list.length && i < (most[name] ?? list.length) && (i < first_ones || took < 2)) {
      rows += store.match(...pattern(list[i++])).length;
      if (i === first_ones) first = rows;
      took = seconds() - begun;
    }
    console.log(`${name} operations ${i} rows ${rows} first ${first} seconds ${took.toFixed(6)}`);
  }
}
for (const query of queries) {
  begun = seconds();
  const rows = store.query(readFileSync(query, 'utf8'), { use_default_graph_as_union: true }).length;
  console.log(`query ${basename(query, '.rq')} rows ${rows} seconds ${(seconds() - begun).toFixed(4)}`);
}
