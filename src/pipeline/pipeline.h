// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file pipeline.h  The stages run on one article: the only place where they meet.
*/
#ifndef DM_PIPELINE_PIPELINE_H
#define DM_PIPELINE_PIPELINE_H

#include "article/article.h"
#include "base/resource.h"
#include "fact/facts.h"
#include "graph/graph.h"
#include "syntax/trees.h"

/// All that is loaded once: lexicons, rules.  Read-only afterwards.
struct dm_model;

DM_CHECK_RESULT enum dm_status dm_model_new(const struct dm_resources *resources, struct dm_diag *diag,
                                            struct dm_model **out);
void dm_model_free(struct dm_model *model);
/// Hash of the schema the model was loaded from, in hexadecimal.
struct dm_span dm_model_ruleset(const struct dm_model *model);

/// Everything that was made of one article; each layer points into the ones before.
struct dm_result {
  struct dm_article article;
  struct dm_text text;
  struct dm_syntax syntax;
  struct dm_mentions mentions;
  struct dm_facts facts;
  struct dm_analysis analysis; ///< its `watch` may be set before the stages run
};

/**
   Read a document of CoNLL-U: `result->article`, and `result->text` with its words and sentences.

   @return as dm_given_read().
*/
DM_CHECK_RESULT enum dm_status dm_pipeline_take(const struct dm_model *model, const struct dm_record *record,
                                                const struct dm_article_options *options, struct dm_arena *arena,
                                                struct dm_diag *diag, struct dm_result *result);
/// Run syntax, mention and fact on `result->text`.
void dm_pipeline_analyse(const struct dm_model *model, struct dm_arena *arena, struct dm_result *result);
/// Run text, syntax, mention and fact on `result->article`.  @return DM_OK; DM_SKIP if there is no token.
DM_CHECK_RESULT enum dm_status dm_pipeline_run(const struct dm_model *model, struct dm_arena *arena,
                                               struct dm_result *result);
/// Trees of all sentences, for those who want to see them; tags are put right by them.  @param arena  Owns the arrays of `*out`.
void dm_pipeline_trees(const struct dm_model *model, struct dm_result *result, struct dm_arena *arena,
                       struct dm_trees *out);

#endif
