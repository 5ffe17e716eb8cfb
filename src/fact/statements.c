// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/statements.h"

#include "fact/saying.h"

#include <stdlib.h>

enum { DIRECT_SHARE = 95 }; ///< percent of bytes between quotation marks

enum dm_status dm_statements_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                        struct dm_diag *diag, struct dm_statements_model **out)
{
  struct dm_statements_model *model = DM_NEW(arena, struct dm_statements_model, 1);
  const struct {
    const char *name;
    struct dm_lexicon *lexicon;
  } lexicons[] = {{"schema/lexicon/statement-verbs.tsv", &model->verbs},
                  {"schema/lexicon/statement-nouns.tsv", &model->nouns},
                  {"schema/lexicon/attitude-verbs.tsv", &model->attitudes},
                  {"schema/lexicon/attitude-adjectives.tsv", &model->states},
                  {"schema/lexicon/demand-verbs.tsv", &model->demands}};
  for (size_t i = 0; i < sizeof lexicons / sizeof *lexicons; i++) {
    DM_TRY(dm_lexicon_load(resources, lexicons[i].name, 0, DM_LEXICON_FOLDED, arena, diag, lexicons[i].lexicon));
  }
  DM_TRY(dm_party_model_load(resources, arena, diag, &model->party));
  DM_TRY(dm_rules_load(resources, "schema/rules/statements.rules", arena, diag, &model->rules));
  *out = model;
  return DM_OK;
}

void dm_saying_begin(struct dm_saying *saying, const struct dm_analysis *analysis, struct dm_arena *arena)
{
  const struct dm_mentions *mentions = analysis->mentions;
  uint32_t count = analysis->text->token_count;
  uint32_t *date = DM_NEW(arena, uint32_t, count + 1);
  uint32_t *quote = DM_NEW(arena, uint32_t, count + 1);
  dm_scene_begin(analysis, &saying->model->party, arena, &saying->scene);
  saying->lemmas = *analysis->text;
  saying->lemmas.folded = analysis->syntax->lemma;
  saying->forest = dm_forest_new(analysis->text, analysis->syntax, arena);
  saying->taken = DM_NEW(arena, bool, count + 1);
  saying->owner = DM_NEW(arena, uint32_t, mentions->quotation_count + 1);
  for (uint32_t i = 0; i < mentions->date_count; i++) {
    date[mentions->date[i].tokens.start] = mentions->date[i].tokens.end;
  }
  for (uint32_t i = 0; i < mentions->quotation_count; i++) {
    struct dm_range tokens = dm_saying_quoted(saying, i);
    saying->owner[i] = DM_NONE;
    if (tokens.end > tokens.start) {
      uint32_t end = dm_saying_sentence(saying, tokens.start).end; // patterns stay in their sentence
      quote[tokens.start] = tokens.end < end ? tokens.end : end;
    }
  }
  saying->layer[0] = saying->scene.layer[0];
  saying->layer[1] = saying->scene.layer[1];
  saying->layer[2] = (struct dm_layer){.name = "date", .end = date};
  saying->layer[3] = (struct dm_layer){.name = "quote", .end = quote};
  saying->view = saying->scene.view;
  saying->view.layer_count = DM_SAYING_LAYERS;
  saying->view.layer = saying->layer;
}

/* Out. */

static int compare_ranges(const void *a, const void *b)
{
  const struct dm_range *x = a, *y = b;
  return x->start != y->start ? (x->start < y->start ? -1 : 1) : (x->end > y->end) - (x->end < y->end);
}

/// The bytes of a segment, without the quotation marks where it is one quotation.
static struct dm_range segment_bytes(const struct dm_saying *saying, struct dm_range tokens)
{
  struct dm_range bytes = dm_text_bytes(saying->scene.analysis->text, tokens);
  uint32_t quotation = dm_saying_quotation(saying, tokens.start);
  if (quotation != DM_NONE) {
    const struct dm_quotation *quoted = &saying->scene.analysis->mentions->quotation[quotation];
    bool all = dm_range_within(bytes, quoted->outer) && quoted->inner.end > quoted->inner.start;
    if (all && dm_range_overlaps(bytes, quoted->inner)) {
      bytes.start = bytes.start < quoted->inner.start ? quoted->inner.start : bytes.start;
      bytes.end = bytes.end > quoted->inner.end ? quoted->inner.end : bytes.end;
    }
  }
  return bytes;
}

static uint32_t quoted_bytes(const struct dm_saying *saying, struct dm_range bytes)
{
  const struct dm_mentions *mentions = saying->scene.analysis->mentions;
  const struct dm_text *text = saying->scene.analysis->text;
  uint32_t sum = 0;
  for (uint32_t i = dm_text_token_at(text, bytes.start), last = DM_NONE;
       i < text->token_count && text->token[i].start < bytes.end; i++) {
    uint32_t quotation = dm_saying_quotation(saying, i);
    if (quotation != DM_NONE && quotation != last) {
      struct dm_range outer = mentions->quotation[quotation].outer;
      uint32_t start = outer.start > bytes.start ? outer.start : bytes.start;
      uint32_t end = outer.end < bytes.end ? outer.end : bytes.end;
      sum += end > start ? end - start : 0;
    }
    last = quotation;
  }
  return sum;
}

static void set_content(const struct dm_saying *saying, const struct dm_said *said, struct dm_statement *out)
{
  uint64_t all = 0, quoted = 0;
  qsort(said->segment, said->segment_count, sizeof *said->segment, compare_ranges);
  out->content.bytes = DM_NEW(saying->scene.arena, struct dm_range, said->segment_count);
  for (uint32_t i = 0; i < said->segment_count; i++) {
    struct dm_range bytes = segment_bytes(saying, said->segment[i]);
    out->content.bytes[out->content.count++] = bytes;
    all += bytes.end - bytes.start;
    quoted += quoted_bytes(saying, bytes);
  }
  out->kind = quoted * 100 >= all * DIRECT_SHARE ? DM_DIRECT : quoted ? DM_MIXED : DM_INDIRECT;
}

static bool is_in_content(const struct dm_saying *saying, uint32_t said, uint32_t token)
{
  const struct dm_said *other = &saying->said[said];
  for (uint32_t i = 0; i < other->segment_count; i++) {
    if (token >= other->segment[i].start && token < other->segment[i].end) {
      return true;
    }
  }
  return false;
}

/// The day told in the sentence of the cue, outside of what is said.
static uint32_t date_of(const struct dm_saying *saying, uint32_t index)
{
  const struct dm_mentions *mentions = saying->scene.analysis->mentions;
  const struct dm_said *said = &saying->said[index];
  struct dm_range sentence = dm_saying_sentence(saying, said->cue.start);
  uint32_t best = DM_NONE, nearest = UINT32_MAX;
  for (uint32_t t = sentence.start; t < sentence.end; t++) {
    uint32_t date = mentions->token_date ? mentions->token_date[t] : DM_NONE;
    if (date == DM_NONE || (mentions->date[date].type != DM_DATE && mentions->date[date].type != DM_TIME) ||
        mentions->date[date].precision == DM_PRECISION_NONE || is_in_content(saying, index, t)) {
      continue;
    }
    bool outside = t >= said->segment[said->segment_count - 1].end && t > said->cue.end &&
                   dm_saying_is_relative(saying, said->cue.start); // of the main clause
    bool others = outside || (index > 0 && is_in_content(saying, index - 1, t)) ||
                  (index + 1 < saying->said_count && is_in_content(saying, index + 1, t));
    uint32_t distance = t < said->cue.start ? said->cue.start - t : t - said->cue.start;
    if (!others && distance < nearest) {
      nearest = distance;
      best = date;
    }
  }
  return best;
}

static struct dm_range join_ranges(struct dm_range a, struct dm_range b)
{
  return (struct dm_range){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

static struct dm_statement finish(const struct dm_saying *saying, uint32_t index)
{
  const struct dm_text *text = saying->scene.analysis->text;
  const struct dm_said *said = &saying->said[index];
  struct dm_statement out = {
      .evidence = {.cue = dm_text_bytes(text, said->cue), .rule = said->rule, .confidence = said->confidence},
      .polarity = said->polarity,
      .modality = said->modality,
      .attitude = said->attitude,
      .speaker = said->speaker,
      .addressee = said->addressee,
      .via = said->via,
      .date = date_of(saying, index)};
  set_content(saying, said, &out);
  out.evidence.whole = out.evidence.cue;
  for (uint32_t i = 0; i < out.content.count; i++) {
    out.evidence.whole = join_ranges(out.evidence.whole, out.content.bytes[i]);
  }
  if (said->source.end > said->source.start) {
    out.evidence.whole = join_ranges(out.evidence.whole, dm_text_bytes(text, said->source));
  }
  return out;
}

static int compare_statements(const void *a, const void *b)
{
  const struct dm_statement *x = a, *y = b;
  int order = compare_ranges(&x->evidence.whole, &y->evidence.whole);
  return order ? order : compare_ranges(&x->evidence.cue, &y->evidence.cue);
}

void dm_statements_read(const struct dm_analysis *analysis, const struct dm_statements_model *model,
                        struct dm_arena *arena, struct dm_facts *facts)
{
  struct dm_saying saying = {.model = model};
  dm_saying_begin(&saying, analysis, arena);
  dm_rules_run(model->rules, &saying.view, (struct dm_range){0, analysis->text->token_count}, dm_saying_match, &saying);
  dm_saying_read_quotations(&saying);
  dm_saying_read_labels(&saying);
  facts->statement = DM_NEW(arena, struct dm_statement, saying.said_count + 1);
  facts->statement_count = 0;
  for (uint32_t i = 0; i < saying.said_count; i++) {
    if (saying.said[i].segment_count) {
      facts->statement[facts->statement_count++] = finish(&saying, i);
    }
  }
  qsort(facts->statement, facts->statement_count, sizeof *facts->statement, compare_statements);
}
