// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// compromise at the articles of a feed: sentences, people, places, organizations, verbs.
// node compromise.mjs FOLDER-OF-NPM FEED.jsonl
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [prefix, feed] = process.argv.slice(2);
const nlp = createRequire(`${prefix}/package.json`)('compromise');
const found = { articles: 0, sentences: 0, people: 0, places: 0, organizations: 0, verbs: 0 };
for (const line of readFileSync(feed, 'utf8').split('\n')) {
  if (!line) continue;
  const doc = nlp(JSON.parse(line).text);
  found.articles += 1;
  found.sentences += doc.sentences().out('array').length;
  found.people += doc.people().out('array').length;
  found.places += doc.places().out('array').length;
  found.organizations += doc.organizations().out('array').length;
  found.verbs += doc.verbs().out('array').length;
}
console.log(JSON.stringify(found));
