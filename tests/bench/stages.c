// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file stages.c  How long each stage takes a processor over a feed, in one process.  stages STORE FEED.jsonl
   Prints `NAME seconds S` a stage; the stages are those of dm_pipeline_run(), and what the program does around them.  Behind
   them stand the tagger and the parser by themselves, over every sentence, and how long the models take to load.
*/
#include "meter.h"

#include "article/source.h"
#include "mention/candidates.h"
#include "mention/dates.h"
#include "mention/names.h"
#include "mention/quotations.h"
#include "pipeline/pipeline.h"
#include "pipeline/wire.h"
#include "store/store.h"
#include "syntax/tagger.h"
#include "syntax/trees.h"

#include <stdio.h>

enum stage { READING, TEXT, SYNTAX, SIGNS, NAMES, ENTITIES, FACT, GRAPH, WIRE, WRITE, TAGGER, PARSER, LOADING, STAGES };
static const char *const names[STAGES] = {"reading", "text", "syntax", "signs",  "names",  "entities", "fact",
                                          "graph",   "wire", "write",  "tagger", "parser", "loading"};

struct models {
  struct dm_text_model *text;
  struct dm_syntax_model *syntax;
  struct dm_quotations_model *quotations;
  struct dm_dates_model *dates;
  struct dm_names_model *names;
  struct dm_facts_model *facts;
};

struct run {
  struct models models;
  struct dm_store *store;
  struct dm_change *change;
  struct dm_arena *arena;
  struct dm_arena *parcels;
  struct dm_buffer bytes;
  struct dm_diag *diag;
  double last;
  double took[STAGES];
};

static void pass(struct run *run, enum stage stage)
{
  double now = meter_processor();
  run->took[stage] += now - run->last;
  run->last = now;
}

static enum dm_status load_models(const struct dm_resources *from, struct dm_arena *arena, struct dm_diag *diag,
                                  struct models *out)
{
  DM_TRY(dm_text_model_load(from, arena, diag, &out->text));
  DM_TRY(dm_syntax_model_load(from, arena, diag, &out->syntax));
  DM_TRY(dm_quotations_model_load(from, arena, diag, &out->quotations));
  DM_TRY(dm_dates_model_load(from, arena, diag, &out->dates));
  DM_TRY(dm_names_model_load(from, arena, diag, &out->names));
  return dm_facts_model_load(from, arena, diag, &out->facts);
}

static uint32_t longest_sentence(const struct dm_text *text)
{
  uint32_t longest = 0;
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    uint32_t count = text->sentence[i].end - text->sentence[i].start;
    longest = count > longest ? count : longest;
  }
  return longest;
}

static void tag_alone(const struct dm_tagger *tagger, const struct dm_text *text, struct dm_arena *arena)
{
  uint32_t longest = longest_sentence(text);
  uint8_t *label = DM_NEW(arena, uint8_t, longest + 1);
  struct dm_tagger_word *word = DM_NEW(arena, struct dm_tagger_word, longest + 2 * DM_TAGGER_PADDING);
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    uint32_t start = text->sentence[i].start;
    uint32_t count = text->sentence[i].end - start;
    for (uint32_t k = 0; k < count; k++) {
      dm_tagger_read(tagger, dm_text_word(text, start + k), text->folded[start + k], &word[DM_TAGGER_PADDING + k]);
    }
    dm_tagger_read_sentence(word, count);
    dm_tagger_tag(tagger, word, count, label);
  }
}

/// What the pipeline does only within other stages, or only where it is wanted.
static void run_alone(struct run *run, const struct dm_result *result)
{
  struct dm_trees trees = dm_trees_new(&result->text, run->arena);
  pass(run, WIRE);
  tag_alone(dm_syntax_model_tagger(run->models.syntax), &result->text, run->arena);
  pass(run, TAGGER);
  for (uint32_t i = 0; i < result->text.sentence_count; i++) {
    dm_arena_reset(run->parcels);
    dm_trees_parse_sentence(dm_syntax_model_parser(run->models.syntax), &result->text, &result->syntax, i, run->parcels,
                            &trees);
  }
  pass(run, PARSER);
}

static enum dm_status write_parcel(struct run *run, const struct dm_parcel *parcel)
{
  struct dm_parcel received;
  dm_buffer_clear(&run->bytes);
  dm_arena_reset(run->parcels);
  dm_parcel_encode(parcel, &run->bytes);
  DM_TRY(dm_parcel_decode(dm_buffer_span(&run->bytes), run->parcels, &received));
  pass(run, WIRE);
  DM_TRY(dm_change_replace_article(run->change, &received.facts, received.body));
  pass(run, WRITE);
  return DM_OK;
}

static enum dm_status run_article(struct run *run, const struct dm_record *record)
{
  struct dm_article_options options = {0};
  struct dm_result result = {0};
  struct dm_parcel parcel = {0};
  struct dm_quads quads;
  struct dm_naming naming;
  struct dm_graph_options graph = {DM_LITERAL("https://a.example"), DM_LITERAL("bench"), DM_LITERAL("0")};
  dm_arena_reset(run->arena);
  DM_TRY(dm_article_parse(record, &options, run->arena, run->diag, &result.article));
  pass(run, READING);
  DM_TRY(dm_text_split(&result.article, run->models.text, run->arena, &result.text));
  pass(run, TEXT);
  dm_syntax_parse(&result.text, run->models.syntax, run->arena, &result.syntax);
  pass(run, SYNTAX);
  dm_quotations_find(&result.text, run->models.quotations, run->arena, &result.mentions);
  dm_dates_find(&result.text, &result.syntax, run->models.dates, run->arena, &result.mentions);
  pass(run, SIGNS);
  dm_names_recognize(&result.text, &result.syntax, run->models.names, run->arena, &result.mentions, &naming);
  pass(run, NAMES);
  dm_names_resolve(&naming);
  pass(run, ENTITIES);
  result.analysis = (struct dm_analysis){.text = &result.text, .syntax = &result.syntax, .mentions = &result.mentions};
  dm_facts_read(&result.analysis, run->models.facts, run->arena, &result.facts);
  pass(run, FACT);
  parcel.id = result.article.id;
  parcel.body = result.article.body;
  dm_graph_build(&result.analysis, &result.facts, &graph, run->arena, &quads);
  pass(run, GRAPH);
  dm_packed_make(&quads, run->arena, &parcel.facts);
  run_alone(run, &result);
  return write_parcel(run, &parcel);
}

static enum dm_status run_feed(struct run *run, const char *path)
{
  const char *paths[] = {path};
  struct dm_source *source;
  struct dm_record record;
  enum dm_status status;
  DM_TRY(dm_source_open(paths, 1, run->diag, &source));
  DM_TRY(dm_change_new(run->store, run->diag, &run->change));
  run->last = meter_processor();
  while ((status = dm_source_next(source, run->diag, &record)) == DM_OK) {
    DM_TRY(run_article(run, &record));
  }
  dm_source_free(source);
  status = status == DM_SKIP ? dm_change_commit(run->change) : status;
  pass(run, WRITE);
  return status;
}

static void print_message(void *context, const struct dm_message *message)
{
  (void)context;
  fprintf(stderr, "stages: %s\n", message->text);
}

int main(int argc, char **argv)
{
  struct dm_diag diag = {.sink = print_message};
  struct dm_memo memo = {0};
  struct dm_resources resources = {.memo = &memo};
  struct run run = {.arena = dm_arena_new(), .parcels = dm_arena_new(), .diag = &diag};
  struct dm_arena *model = dm_arena_new();
  if (argc != 3) {
    fputs("stages STORE FEED.jsonl\n", stderr);
    return 2;
  }
  run.last = meter_processor();
  if (load_models(&resources, model, &diag, &run.models) != DM_OK) {
    return 1;
  }
  pass(&run, LOADING);
  if (dm_store_open(argv[1], DM_STORE_CREATE, &diag, &run.store) != DM_OK || run_feed(&run, argv[2]) != DM_OK) {
    return 1;
  }
  for (int i = 0; i < STAGES; i++) {
    printf("%s seconds %.6f\n", names[i], run.took[i]);
  }
  dm_store_free(run.store);
  dm_buffer_free(&run.bytes);
  dm_arena_free(run.arena);
  dm_arena_free(run.parcels);
  dm_arena_free(model);
  return 0;
}
