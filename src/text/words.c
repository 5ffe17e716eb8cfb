// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "text/cutter.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "base/table.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_PART = 20, LONGEST_ASCII = 64 }; ///< bytes

static int compare_hashes(const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a;
  uint64_t y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

bool dm_hash_set_has(const struct dm_hash_set *set, uint64_t hash)
{
  return set->count && bsearch(&hash, set->hash, set->count, sizeof hash, compare_hashes);
}

static void sort_hashes(struct dm_hash_set *set)
{
  if (set->count) {
    qsort(set->hash, set->count, sizeof *set->hash, compare_hashes);
  }
}

static bool is_ascii(struct dm_span word)
{
  for (size_t i = 0; i < word.size; i++) {
    if ((unsigned char)word.data[i] >= 0x80) {
      return false;
    }
  }
  return true;
}

/// Fold a word of ASCII, as nearly all are, without allocation.  @return false if it is none, or long.
static bool fold_ascii(struct dm_span word, char small[LONGEST_ASCII])
{
  unsigned char bits = 0;
  for (size_t i = 0; i < word.size && i < LONGEST_ASCII; i++) {
    char c = word.data[i];
    bits |= (unsigned char)c;
    small[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c == '`' ? '\'' : c);
  }
  return bits < 0x80 && word.size <= LONGEST_ASCII;
}

uint64_t dm_words_folded(struct dm_span word)
{
  char small[LONGEST_ASCII];
  if (fold_ascii(word, small)) {
    return dm_hash_bytes(small, word.size);
  }
  struct dm_buffer folded = {0};
  dm_utf8_fold(word, &folded);
  uint64_t hash = dm_hash_bytes(folded.data, folded.size);
  dm_buffer_free(&folded);
  return hash;
}

bool dm_words_ignorable(uint32_t code)
{
  return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF;
}

uint64_t dm_words_exact(struct dm_span word)
{
  if (is_ascii(word)) {
    return dm_hash_bytes(word.data, word.size);
  }
  struct dm_buffer plain = {0};
  for (size_t at = 0; at < word.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(word, at, &code);
    if (code == 0x2019 || code == 0x2018) {
      dm_buffer_add_byte(&plain, '\'');
    } else if (!dm_words_ignorable(code)) {
      dm_buffer_add(&plain, word.data + at, size);
    }
    at += size;
  }
  uint64_t hash = dm_hash_bytes(plain.data, plain.size);
  dm_buffer_free(&plain);
  return hash;
}

static void add_hash(struct dm_arena *arena, struct dm_hash_set *set, uint64_t hash)
{
  *DM_PUSH(arena, set->hash, set->count, set->capacity) = hash;
}

static enum dm_status load_clitics(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                   struct dm_words_model *model)
{
  struct dm_table table;
  DM_TRY(dm_table_open(resources, "schema/lexicon/clitics.tsv", arena, diag, &table));
  while (dm_table_next(&table)) {
    add_hash(arena, &model->clitics, dm_words_folded(table.field[0]));
  }
  return DM_OK;
}

static enum dm_status load_starters(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                    struct dm_words_model *model)
{
  struct dm_table table;
  DM_TRY(dm_table_open(resources, "schema/lexicon/sentence-starters.tsv", arena, diag, &table));
  while (dm_table_next(&table)) {
    add_hash(arena, &model->starters, dm_words_exact(table.field[0]));
  }
  return DM_OK;
}

static enum dm_status load_abbreviations(const struct dm_resources *resources, struct dm_arena *arena,
                                         struct dm_diag *diag, struct dm_words_model *model)
{
  struct dm_table table;
  DM_TRY(dm_table_open(resources, "schema/lexicon/abbreviations.tsv", arena, diag, &table));
  while (dm_table_next(&table)) {
    bool title = dm_span_equal(table.field[1], dm_span_of("title"));
    bool number = dm_span_equal(table.field[1], dm_span_of("number"));
    if (!title && !number && !dm_span_equal(table.field[1], dm_span_of("other"))) {
      return dm_table_error(&table, diag, "an abbreviation is 'title', 'number' or 'other'");
    }
    struct dm_hash_set *set = title ? &model->titles : number ? &model->numbers : &model->others;
    add_hash(arena, set, dm_words_folded(table.field[0]));
  }
  return DM_OK;
}

/// `can|not`
static bool add_contraction(struct dm_arena *arena, struct dm_span text, struct dm_words_model *model)
{
  struct dm_contraction contraction = {0};
  char whole[LONGEST_PART];
  size_t size = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (text.data[i] != '|') {
      whole[size++] = text.data[i];
    } else if (contraction.cuts < DM_CUTS && size) {
      contraction.cut[contraction.cuts++] = (uint8_t)size;
    }
  }
  contraction.hash = dm_words_folded((struct dm_span){whole, size});
  *DM_PUSH(arena, model->contraction, model->contraction_count, model->contraction_capacity) = contraction;
  model->contraction_longest = size > model->contraction_longest ? (uint8_t)size : model->contraction_longest;
  model->contraction_ends[(unsigned char)whole[size ? size - 1 : 0] & 0x1F] = true;
  return contraction.cuts > 0 && contraction.cut[contraction.cuts - 1] < size;
}

static bool add_part(struct dm_arena *arena, const struct dm_table *table, struct dm_words_model *model)
{
  struct dm_span kind = table->field[0];
  struct dm_span text = table->field[1];
  if (text.size == 0 || text.size > LONGEST_PART || !is_ascii(text)) {
    return false;
  }
  if (dm_span_equal(kind, DM_LITERAL("prefix"))) {
    add_hash(arena, &model->prefixes, dm_words_folded(text));
  } else if (dm_span_equal(kind, DM_LITERAL("unit"))) {
    add_hash(arena, &model->units, dm_words_exact(text));
  } else if (dm_span_equal(kind, DM_LITERAL("sign"))) {
    add_hash(arena, &model->signs, dm_words_exact(text));
    model->sign_begins[(unsigned char)text.data[0]] = true;
  } else {
    return dm_span_equal(kind, DM_LITERAL("contraction")) && add_contraction(arena, text, model);
  }
  return true;
}

static enum dm_status load_parts(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                 struct dm_words_model *model)
{
  struct dm_table table;
  DM_TRY(dm_table_open(resources, "schema/lexicon/word-parts.tsv", arena, diag, &table));
  while (dm_table_next(&table)) {
    if (!add_part(arena, &table, model)) {
      return dm_table_error(&table, diag, "a part is a 'prefix', 'unit', 'sign' or 'contraction', and a short text");
    }
  }
  return DM_OK;
}

enum dm_status dm_words_model_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                   struct dm_words_model **out)
{
  static const char name[] = "words";
  struct dm_words_model *model = dm_memo_find(resources->memo, name);
  if (model) {
    *out = model;
    return DM_OK;
  }
  model = DM_NEW(arena, struct dm_words_model, 1);
  DM_TRY(load_clitics(resources, arena, diag, model));
  DM_TRY(load_abbreviations(resources, arena, diag, model));
  DM_TRY(load_starters(resources, arena, diag, model));
  DM_TRY(load_parts(resources, arena, diag, model));
  sort_hashes(&model->clitics);
  sort_hashes(&model->titles);
  sort_hashes(&model->numbers);
  sort_hashes(&model->others);
  sort_hashes(&model->starters);
  sort_hashes(&model->prefixes);
  sort_hashes(&model->units);
  sort_hashes(&model->signs);
  dm_memo_keep(resources->memo, name, model, arena);
  *out = model;
  return DM_OK;
}

/// `U.S.`, `a.m.`: single letters, each with its full stop, two or more.
static bool is_dotted(struct dm_span word)
{
  size_t letters = 0;
  for (size_t at = 0; at < word.size; letters++) {
    uint32_t code;
    at += dm_utf8_decode(word, at, &code);
    if (!dm_utf8_is_letter(code) || at >= word.size || word.data[at] != '.') {
      return false;
    }
    at++;
  }
  return letters >= 2;
}

enum dm_abbreviation dm_words_abbreviation(const struct dm_words_model *model, struct dm_span word)
{
  if (word.size < 2 || word.data[word.size - 1] != '.') {
    return DM_ABBREVIATION_NONE;
  }
  uint64_t hash = dm_words_folded(word);
  if (dm_hash_set_has(&model->titles, hash) || dm_hash_set_has(&model->numbers, hash)) {
    return DM_ABBREVIATION_TITLE;
  }
  return dm_hash_set_has(&model->others, hash) || is_dotted(word) ? DM_ABBREVIATION_OTHER : DM_ABBREVIATION_NONE;
}
