// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "pipeline/pipeline.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/model_file.h"
#include "mention/dates.h"
#include "mention/names.h"
#include "mention/quotations.h"
#include "syntax/tree_tags.h"
#include "text/given.h"

#include <stdlib.h>

struct dm_model {
  struct dm_arena *arena;
  struct dm_text_model *text;
  struct dm_syntax_model *syntax;
  struct dm_quotations_model *quotations;
  struct dm_dates_model *dates;
  struct dm_names_model *names;
  struct dm_facts_model *facts;
  char ruleset[DM_SHA256_HEX + 1];
};

/// Name what a graph is made by: the rules' digest and the models' checksums, hashed.
static enum dm_status name_ruleset(const struct dm_resources *resources, struct dm_diag *diag, char *ruleset)
{
  static const char *const models[] = {"names", "parser", "tagger", "words"};
  char rules[DM_SHA256_HEX + 1];
  struct dm_buffer lines = {0};
  enum dm_status status = dm_resource_digest(resources, "schema/", diag, rules);
  dm_buffer_printf(&lines, "%s schema\n", rules);
  for (size_t i = 0; i < sizeof models / sizeof *models && status == DM_OK; i++) {
    uint64_t checksum = 0;
    status = dm_model_file_checksum(resources, models[i], diag, &checksum);
    dm_buffer_printf(&lines, "%016llx %s\n", (unsigned long long)checksum, models[i]);
  }
  dm_sha256_hex(dm_buffer_span(&lines), ruleset);
  dm_buffer_free(&lines);
  return status;
}

static enum dm_status load_stages(const struct dm_resources *from, struct dm_diag *diag, struct dm_model *model)
{
  struct dm_memo memo = {0};
  struct dm_resources own = *from;
  const struct dm_resources *resources = &own;
  own.memo = &memo;
  DM_TRY(dm_text_model_load(resources, model->arena, diag, &model->text));
  DM_TRY(dm_syntax_model_load(resources, model->arena, diag, &model->syntax));
  DM_TRY(dm_quotations_model_load(resources, model->arena, diag, &model->quotations));
  DM_TRY(dm_dates_model_load(resources, model->arena, diag, &model->dates));
  DM_TRY(dm_names_model_load(resources, model->arena, diag, &model->names));
  DM_TRY(dm_facts_model_load(resources, model->arena, diag, &model->facts));
  return name_ruleset(resources, diag, model->ruleset);
}

enum dm_status dm_model_new(const struct dm_resources *resources, struct dm_diag *diag, struct dm_model **out)
{
  struct dm_model *model = dm_malloc(sizeof *model);
  *model = (struct dm_model){.arena = dm_arena_new()};
  enum dm_status status = load_stages(resources, diag, model);
  if (status != DM_OK) {
    dm_model_free(model);
    return status;
  }
  *out = model;
  return DM_OK;
}

void dm_model_free(struct dm_model *model)
{
  if (model) {
    dm_arena_free(model->arena);
    free(model);
  }
}

struct dm_span dm_model_ruleset(const struct dm_model *model) { return dm_span_of(model->ruleset); }

void dm_pipeline_analyse(const struct dm_model *model, struct dm_arena *arena, struct dm_result *result)
{
  result->syntax = (struct dm_syntax){0};
  result->mentions = (struct dm_mentions){0};
  result->facts = (struct dm_facts){0};
  dm_syntax_parse(&result->text, model->syntax, arena, &result->syntax);
  dm_quotations_find(&result->text, model->quotations, arena, &result->mentions);
  dm_dates_find(&result->text, &result->syntax, model->dates, arena, &result->mentions);
  dm_names_find(&result->text, &result->syntax, model->names, arena, &result->mentions);
  result->analysis.text = &result->text;
  result->analysis.syntax = &result->syntax;
  result->analysis.mentions = &result->mentions;
  dm_facts_read(&result->analysis, model->facts, arena, &result->facts);
}

enum dm_status dm_pipeline_take(const struct dm_model *model, const struct dm_record *record,
                                const struct dm_article_options *options, struct dm_arena *arena, struct dm_diag *diag,
                                struct dm_result *result)
{
  struct dm_given given;
  DM_TRY(dm_given_read(record, options, arena, diag, &result->article, &given));
  dm_given_lay_out(&result->article, &given, model->text, arena, &result->text);
  return DM_OK;
}

enum dm_status dm_pipeline_run(const struct dm_model *model, struct dm_arena *arena, struct dm_result *result)
{
  DM_TRY(dm_text_split(&result->article, model->text, arena, &result->text));
  dm_pipeline_analyse(model, arena, result);
  return DM_OK;
}

void dm_pipeline_trees(const struct dm_model *model, struct dm_result *result, struct dm_arena *arena,
                       struct dm_trees *out)
{
  const struct dm_parser *parser = dm_syntax_model_parser(model->syntax);
  struct dm_arena *scratch = dm_arena_new();
  *out = dm_trees_new(&result->text, arena);
  for (uint32_t i = 0; i < result->text.sentence_count; i++) {
    dm_trees_parse_sentence(parser, &result->text, &result->syntax, i, scratch, out);
    dm_tree_tags_set(out, result->text.sentence[i], &result->syntax);
    dm_arena_reset(scratch);
  }
  dm_arena_free(scratch);
}
