// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file graph.h  Facts of one article to IRIs and quads: pure.
   In: article, mentions, facts.  Next: rdf/, store/.  Vocabulary: schema/ontology.ttl.
*/
#ifndef DM_GRAPH_GRAPH_H
#define DM_GRAPH_GRAPH_H

#include "fact/facts.h"
#include "graph/quad.h"
#include "graph/vocabulary.h"

struct dm_graph_options {
  struct dm_span base;    ///< without a slash at its end
  struct dm_span version; ///< of the program
  struct dm_span ruleset; ///< hash of rules and models
};

/// The IRI of an article, also the name of its graph: BASE/article/ID, ID percent-encoded.
struct dm_span dm_graph_article_iri(struct dm_span base, struct dm_span id, struct dm_arena *arena);

/**
   All quads of an article's graph, sorted, without repeats.

   The same article, facts and options give the same quads; no clock, no blank node.

   @param arena  Owns the quads and their bytes.
*/
void dm_graph_build(const struct dm_analysis *analysis, const struct dm_facts *facts,
                    const struct dm_graph_options *options, struct dm_arena *arena, struct dm_quads *out);

#endif
