// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/parser.h"

#include "syntax/tree.h"
#include "syntax/values.h"
#include "text/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
  WIDTH = DM_PARSER_WIDTH,
  HALF = DM_PARSER_HALF,
  GATES = DM_PARSER_GATES,
  ARC = DM_PARSER_ARC,
  LABEL = DM_PARSER_LABEL,
  VIEWS = DM_PARSER_VIEWS,
  /// A pair's values count twice and are less than others: a sum of products with ARC values is within 31 bits.
  PAIR_REACH = INT32_MAX / ((DM_LAYER_REACH + 1) * ARC),
};

/* Words. */

static uint8_t shape_of(struct dm_span word)
{
  uint32_t upper = 0, small = 0;
  uint8_t shape = 0;
  for (size_t i = 0; i < word.size; i++) {
    unsigned char c = (unsigned char)word.data[i];
    upper += c >= 'A' && c <= 'Z';
    small += (c >= 'a' && c <= 'z') || c >= 0x80;
    shape |= c >= '0' && c <= '9' ? DM_PARSER_DIGIT : c == '-' && word.size > 1 ? DM_PARSER_HYPHEN : 0;
  }
  bool first = word.data[0] >= 'A' && word.data[0] <= 'Z';
  enum dm_parser_shape letters = !upper                           ? (small ? DM_PARSER_SMALL : DM_PARSER_NO_LETTERS)
                                 : !first || (upper > 1 && small) ? DM_PARSER_MIXED
                                 : small                          ? DM_PARSER_TITLE
                                 : upper > 1                      ? DM_PARSER_UPPER
                                                                  : DM_PARSER_SINGLE;
  return (uint8_t)(shape | letters);
}

static uint32_t small_byte(struct dm_span word, size_t i)
{
  unsigned char c = (unsigned char)word.data[i];
  return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

void dm_parser_read(const struct dm_word_table *words, struct dm_span word, uint64_t folded, bool opening,
                    struct dm_parser_word *out)
{
  assert(word.size);
  *out = (struct dm_parser_word){.shape = (uint8_t)(shape_of(word) | (opening ? DM_PARSER_OPENING : 0))};
  for (size_t i = 0; i < 3 && i < word.size; i++) {
    out->last |= small_byte(word, word.size - 1 - i) << (8 * i);
    out->first |= small_byte(word, i) << (8 * i);
  }
  uint8_t kind = (uint8_t)((out->shape & DM_PARSER_DIGIT ? DM_SHAPE_DIGIT : 0) |
                           (out->shape & DM_PARSER_LETTERS ? DM_SHAPE_WORD : 0));
  out->row = dm_word_table_row(words, folded, kind);
}

/// The upper `bits` of a product with the golden ratio.
static uint32_t scatter(uint32_t key, uint32_t bits) { return key * 0x9e3779b1u >> (32 - bits); }

uint32_t dm_parser_features(const uint16_t *word_row, const struct dm_parser_word *word,
                            uint32_t feature[DM_PARSER_FEATURES])
{
  if (word->row == DM_NONE) {
    feature[0] = DM_PARSER_ROW_MASK;
    return 1;
  }
  feature[0] = DM_PARSER_ROW_TAG + word->tag;
  feature[1] = DM_PARSER_ROW_XPOS + word->xpos;
  feature[2] = DM_PARSER_ROW_SHAPE + word->shape;
  feature[3] = DM_PARSER_ROW_TWO + scatter(word->last & 0xffff, 10);
  feature[4] = DM_PARSER_ROW_THREE + scatter(word->last, 12);
  feature[5] = DM_PARSER_ROW_FIRST + scatter(word->first, 12);
  if (word_row[word->row] == UINT16_MAX) {
    return 6;
  }
  feature[6] = DM_PARSER_ROW_WORD + word_row[word->row];
  return 7;
}

uint32_t dm_parser_distance(uint32_t word, uint32_t head)
{
  static const uint8_t near[49] = {
      [9] = 8,   [10] = 8,  [11] = 9,  [12] = 9,  [13] = 9,  [14] = 10, [15] = 10, [16] = 10,
      [17] = 10, [18] = 11, [19] = 11, [20] = 11, [21] = 11, [22] = 11, [23] = 11, [24] = 12,
      [25] = 12, [26] = 12, [27] = 12, [28] = 12, [29] = 12, [30] = 12, [31] = 12, [32] = 12};
  uint32_t far = word > head ? word - head : head - word;
  uint32_t step = far <= 8 ? far - 1 : far <= 32 ? near[far] : far <= 48 ? 13 : 14;
  return !head ? 31 : word > head ? step : 15 + step;
}

/* The model. */

static enum dm_status open_layers(const struct dm_model_file *file, struct dm_diag *diag, struct dm_parser *parser)
{
  struct dm_span span;
  DM_TRY(dm_model_file_section(file, "shifts", 1, 6 + DM_PARSER_LAYERS, diag, &span));
  const uint8_t *shift = (const void *)span.data;
  for (int i = 0; i < 6 + DM_PARSER_LAYERS; i++) {
    if (shift[i] > 24) {
      return dm_model_file_error(file, diag, "shifts", "one is too great");
    }
  }
  parser->vector = (struct dm_net_layer){.inner = DM_WORD_DIMENSIONS, .columns = WIDTH, .shift = shift[0]};
  parser->conv = (struct dm_net_layer){.inner = 3 * WIDTH, .columns = WIDTH, .shift = shift[1]};
  parser->views = (struct dm_net_layer){.inner = WIDTH, .columns = VIEWS, .shift = shift[2]};
  parser->pair = (struct dm_net_layer){.inner = ARC, .columns = ARC, .shift = shift[3]};
  parser->distance = (struct dm_net_layer){.inner = ARC, .columns = DM_PARSER_DISTANCES, .shift = shift[4]};
  parser->relation = (struct dm_net_layer){.inner = LABEL, .columns = DM_PARSER_RELATIONS, .shift = shift[5]};
  DM_TRY(dm_layer_open(file, "vector", diag, &parser->vector));
  DM_TRY(dm_layer_open(file, "conv", diag, &parser->conv));
  DM_TRY(dm_layer_open(file, "views", diag, &parser->views));
  DM_TRY(dm_layer_open(file, "pair", diag, &parser->pair));
  DM_TRY(dm_layer_open(file, "distance", diag, &parser->distance));
  DM_TRY(dm_layer_open(file, "relation", diag, &parser->relation));
  for (int i = 0; i < DM_PARSER_LAYERS; i++) {
    char name[DM_MODEL_NAME];
    snprintf(name, sizeof name, "gates%d", i);
    parser->gates[i] = (struct dm_net_layer){.inner = WIDTH, .columns = GATES, .shift = shift[6 + i]};
    DM_TRY(dm_layer_open(file, name, diag, &parser->gates[i]));
  }
  return DM_OK;
}

static enum dm_status open_rows(const struct dm_model_file *file, struct dm_diag *diag, struct dm_parser *parser)
{
  struct dm_span rows, scales, word_rows, checksum;
  uint64_t words;
  DM_TRY(dm_model_file_section(file, "words", sizeof words, 1, diag, &checksum));
  memcpy(&words, checksum.data, sizeof words);
  if (words != parser->words->checksum) {
    return dm_model_file_error(file, diag, "words", "it was trained with another word table");
  }
  DM_TRY(dm_model_file_section(file, "word-rows", sizeof(uint16_t), parser->words->row_count, diag, &word_rows));
  DM_TRY(dm_model_file_section(file, "rows", WIDTH, DM_NONE, diag, &rows));
  parser->row_count = (uint32_t)(rows.size / WIDTH);
  DM_TRY(dm_model_file_section(file, "scales", sizeof(uint16_t), parser->row_count, diag, &scales));
  parser->row = (const void *)rows.data;
  parser->row_scale = (const void *)scales.data;
  parser->word_row = (const void *)word_rows.data;
  bool within = parser->row_count >= DM_PARSER_ROW_WORD;
  for (uint32_t i = 0; i < parser->words->row_count && within; i++) {
    uint32_t row = parser->word_row[i];
    within = row == UINT16_MAX || row < parser->row_count - DM_PARSER_ROW_WORD;
  }
  return within ? DM_OK : dm_model_file_error(file, diag, "word-rows", "they lead outside the rows");
}

enum dm_status dm_parser_open(const struct dm_resources *resources, const struct dm_word_table *words,
                              struct dm_arena *arena, struct dm_diag *diag, struct dm_parser *out)
{
  struct dm_model_file file;
  struct dm_parser parser = {.words = words, .means = dm_layer_best()};
  DM_TRY(dm_model_file_open(resources, "parser", "parser", arena, diag, &file));
  DM_TRY(open_rows(&file, diag, &parser));
  DM_TRY(open_layers(&file, diag, &parser));
  *out = parser;
  return DM_OK;
}

/* Trees. */

/// A sentence on its way through the network.  Row 0 is empty, row 1 the root, row `count` + 2 empty.
struct run {
  const struct dm_parser *parser;
  struct dm_arena *arena;
  uint32_t count;  ///< words
  uint32_t rows;   ///< count + 1: with the root
  int16_t *stream; ///< [(rows + 2) × WIDTH]
  int32_t *sums;   ///< [rows × VIEWS or GATES], of the layer that runs
  int16_t *values; ///< [rows × GATES], of the same
  int16_t *views;  ///< [rows × VIEWS] from the root on
};

static void apply(const struct run *run, const struct dm_net_layer *layer, const int16_t *in, size_t step, int32_t *out)
{
  dm_layer_apply(layer, run->parser->means, in, step, run->rows, out);
}

/// The sums that a layer has left, as values.
static void settle(const struct run *run, const struct dm_net_layer *layer, int16_t *out)
{
  struct dm_settling settling = {layer->shift, -DM_LAYER_REACH, DM_LAYER_REACH};
  dm_values_settle(run->parser->means, &settling, run->sums, run->rows * layer->columns, out);
}

/// Vectors of the words, through their layer.
static void embed_vectors(struct run *run, const struct dm_parser_word *word)
{
  const struct dm_parser *parser = run->parser;
  int16_t *vector = DM_NEW(run->arena, int16_t, (size_t)run->rows * DM_WORD_DIMENSIONS);
  for (uint32_t i = 0; i < run->count; i++) {
    if (word[i].row == DM_NONE) {
      continue;
    }
    const int8_t *from = dm_word_table_vector(parser->words, word[i].row);
    int16_t *to = vector + (size_t)(i + 1) * DM_WORD_DIMENSIONS;
    for (int j = 0; j < DM_WORD_DIMENSIONS; j++) {
      to[j] = (int16_t)(from[j] * (DM_LAYER_UNIT / 64));
    }
  }
  apply(run, &parser->vector, vector, DM_WORD_DIMENSIONS, run->sums);
  settle(run, &parser->vector, run->stream + WIDTH);
}

/// Trained rows of the words, added to their vectors.
static void embed(struct run *run, const struct dm_parser_word *word)
{
  const struct dm_parser *parser = run->parser;
  static const struct dm_settling settling = {6, -DM_LAYER_REACH, DM_LAYER_REACH}; // of 1 / 65536 to 1 / 1024
  embed_vectors(run, word);
  for (uint32_t i = 0; i < run->rows; i++) {
    int32_t sum[WIDTH] = {0};
    int16_t value[WIDTH];
    uint32_t feature[DM_PARSER_FEATURES] = {DM_PARSER_ROW_ROOT};
    uint32_t features = i ? dm_parser_features(parser->word_row, &word[i - 1], feature) : 1;
    for (uint32_t f = 0; f < features; f++) {
      const int8_t *row = parser->row + (size_t)feature[f] * WIDTH;
      dm_values_add_row(parser->means, row, parser->row_scale[feature[f]], WIDTH, sum);
    }
    dm_values_settle(parser->means, &settling, sum, WIDTH, value);
    dm_values_add(parser->means, value, WIDTH, run->stream + (size_t)(i + 1) * WIDTH);
  }
}

static void convolve(struct run *run)
{
  const struct dm_net_layer *conv = &run->parser->conv;
  struct dm_settling settling = {conv->shift, 0, DM_LAYER_REACH};
  apply(run, conv, run->stream, WIDTH, run->sums);
  dm_values_settle(run->parser->means, &settling, run->sums, run->rows * WIDTH, run->values);
  dm_values_add(run->parser->means, run->values, run->rows * WIDTH, run->stream + WIDTH);
}

static void run_gates(struct run *run, const struct dm_net_layer *gates)
{
  apply(run, gates, run->stream + WIDTH, WIDTH, run->sums);
  settle(run, gates, run->values);
  enum dm_layer_means means = run->parser->means;
  int32_t forward[HALF] = {0}, backward[HALF] = {0};
  for (size_t i = 0; i < run->rows; i++) {
    dm_values_pass_gates(means, run->values + i * GATES, HALF, forward, run->stream + (i + 1) * WIDTH);
  }
  for (size_t i = run->rows; i-- > 0;) {
    const int16_t *values = run->values + i * GATES + 3 * HALF;
    dm_values_pass_gates(means, values, HALF, backward, run->stream + (i + 1) * WIDTH + HALF);
  }
}

static void view(struct run *run)
{
  const struct dm_net_layer *views = &run->parser->views;
  struct dm_settling arc = {views->shift, 0, DM_LAYER_REACH}, label = {views->shift, -DM_LAYER_REACH, DM_LAYER_REACH};
  apply(run, views, run->stream + WIDTH, WIDTH, run->sums);
  for (size_t i = 0; i < run->rows; i++) {
    const int32_t *sums = run->sums + i * VIEWS;
    dm_values_settle(run->parser->means, &arc, sums, 2 * ARC, run->views + i * VIEWS);
    dm_values_settle(run->parser->means, &label, sums + 2 * ARC, 2 * LABEL, run->views + i * VIEWS + 2 * ARC);
  }
}

/// Scores of all arcs: [rows × step] of head j for word i, the root first.
static int32_t *score_arcs(struct run *run, size_t *step)
{
  const struct dm_parser *parser = run->parser;
  *step = (run->rows + DM_LAYER_LANES - 1) / DM_LAYER_LANES * DM_LAYER_LANES;
  int16_t *pair = DM_NEW(run->arena, int16_t, (size_t)run->rows * ARC);
  int16_t *heads = DM_NEW(run->arena, int16_t, ARC * *step);
  int32_t *near = DM_NEW(run->arena, int32_t, (size_t)run->rows * DM_PARSER_DISTANCES);
  int32_t *scores = DM_NEW(run->arena, int32_t, run->rows * *step);
  apply(run, &parser->pair, run->views, VIEWS, run->sums);
  struct dm_settling settling = {parser->pair.shift + 1, -PAIR_REACH, PAIR_REACH};
  dm_values_settle(parser->means, &settling, run->sums, run->rows * ARC, pair);
  apply(run, &parser->distance, pair, ARC, near);
  for (size_t i = 0; i < run->rows; i++) {
    const int16_t *from = run->views + i * VIEWS + ARC;
    for (size_t k = 0; k < ARC; k++) {
      heads[(k / 2 * *step + i) * 2 + k % 2] = from[k];
    }
  }
  struct dm_net_layer all = {.inner = ARC, .columns = (uint32_t)*step, .weight = heads};
  apply(run, &all, pair, ARC, scores);
  for (uint32_t i = 1; i < run->rows; i++) {
    int32_t *line = scores + i * *step;
    for (uint32_t j = 0; j < run->rows; j++) {
      int32_t distance = near[(size_t)i * DM_PARSER_DISTANCES + dm_parser_distance(i, j)];
      line[j] = (line[j] >> 1) + (distance >> parser->distance.shift) * (DM_LAYER_UNIT / 2);
    }
  }
  return scores;
}

/// Relations of which a head has one: kinds, 0 where there may be more.
enum { MANY, SUBJECT, OBJECT, RECIPIENT, CLAUSE, COPULA, KINDS };
static const uint8_t kind_of[DM_RELATION_COUNT] = {
    [DM_RELATION_NSUBJ] = SUBJECT,      [DM_RELATION_NSUBJ_PASS] = SUBJECT, [DM_RELATION_CSUBJ] = SUBJECT,
    [DM_RELATION_CSUBJ_PASS] = SUBJECT, [DM_RELATION_OBJ] = OBJECT,         [DM_RELATION_IOBJ] = RECIPIENT,
    [DM_RELATION_CCOMP] = CLAUSE,       [DM_RELATION_COP] = COPULA,
};

/// The best relation of a word that is not on the root, of none of the kinds of `without`.
static uint8_t best_relation(const int32_t *score, uint32_t without)
{
  uint32_t best = DM_RELATION_DEP;
  for (uint32_t r = DM_RELATION_DEP + 1; r < DM_RELATION_COUNT; r++) {
    best = score[r] > score[best] && !(without >> kind_of[r] & 1) ? r : best;
  }
  return (uint8_t)best;
}

/// Of words that are the same to their head, where there may be one, keep the surest.
static void keep_one(struct run *run, const int32_t *scores, const uint32_t *head, uint8_t *relation)
{
  uint32_t *kept = DM_NEW(run->arena, uint32_t, (size_t)run->rows * KINDS);
  for (uint32_t i = 1; i < run->rows; i++) {
    uint8_t kind = kind_of[relation[i - 1]];
    uint32_t *before = &kept[head[i - 1] * KINDS + kind];
    if (!kind || !*before) {
      *before = i;
      continue;
    }
    const int32_t *mine = scores + (size_t)i * DM_PARSER_RELATIONS,
                  *other = scores + (size_t)*before * DM_PARSER_RELATIONS;
    uint8_t instead = best_relation(mine, 1u << kind), other_instead = best_relation(other, 1u << kind);
    bool surer = mine[relation[i - 1]] - mine[instead] > other[relation[*before - 1]] - other[other_instead];
    relation[(surer ? *before : i) - 1] = surer ? other_instead : instead;
    *before = surer ? i : *before;
  }
}

/// Views of words and their heads, summed up: what relations are told by.
static int16_t *join_views(struct run *run, const uint32_t *head)
{
  int16_t *sum = DM_NEW(run->arena, int16_t, (size_t)run->rows * LABEL);
  for (uint32_t i = 1; i < run->rows; i++) {
    const int16_t *dependent = run->views + (size_t)i * VIEWS + 2 * ARC;
    const int16_t *governor = run->views + (size_t)head[i - 1] * VIEWS + 2 * ARC + LABEL;
    int16_t *out = sum + (size_t)i * LABEL;
    for (size_t k = 0; k < LABEL; k++) {
      int32_t value = dependent[k] + governor[k];
      out[k] = (int16_t)(value < 0 ? 0 : value < DM_LAYER_REACH ? value : DM_LAYER_REACH);
    }
  }
  return sum;
}

static void name_relations(struct run *run, const uint32_t *head, uint8_t *relation)
{
  apply(run, &run->parser->relation, join_views(run, head), LABEL, run->sums);
  for (uint32_t i = 1; i < run->rows; i++) {
    const int32_t *score = run->sums + (size_t)i * DM_PARSER_RELATIONS;
    relation[i - 1] = head[i - 1] ? best_relation(score, 0) : DM_RELATION_ROOT;
  }
  keep_one(run, run->sums, head, relation);
}

void dm_parser_run(const struct dm_parser *parser, const struct dm_parser_word *word, uint32_t count,
                   struct dm_arena *scratch, uint32_t *head, uint8_t *relation)
{
  struct run run = {.parser = parser, .arena = scratch, .count = count, .rows = count + 1};
  run.stream = DM_NEW(scratch, int16_t, (size_t)(run.rows + 2) * WIDTH);
  run.sums = DM_NEW(scratch, int32_t, (size_t)run.rows * (GATES > VIEWS ? GATES : VIEWS));
  run.values = DM_NEW(scratch, int16_t, (size_t)run.rows * GATES);
  run.views = DM_NEW(scratch, int16_t, (size_t)run.rows * VIEWS);
  embed(&run, word);
  convolve(&run);
  for (int i = 0; i < DM_PARSER_LAYERS; i++) {
    run_gates(&run, &parser->gates[i]);
  }
  view(&run);
  size_t step;
  int32_t *scores = score_arcs(&run, &step);
  dm_tree_find(scores + step, count, (uint32_t)step, scratch, head);
  name_relations(&run, head, relation);
}
