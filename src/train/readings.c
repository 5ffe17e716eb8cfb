// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/readings.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "text/words.h"
#include "train/inflect.h"

#include <stdlib.h>
#include <string.h>

enum {
  LEAST_USES = 3,   ///< of a word in the treebanks, to take its readings from them
  READINGS = 3,     ///< the most frequent
  LEAST_SHARE = 20, ///< of a word's uses, one in so many, to be a reading
  MOST_CLASSES = UINT16_MAX,
};

/// Numbers that classes are known by, in the order of their classes; class 1 is that of the first.
struct classes {
  struct dm_arena *arena;
  uint32_t count, capacity;
  uint64_t *key;
};

static uint16_t class_of(struct classes *classes, uint64_t key)
{
  for (uint32_t i = 0; i < classes->count; i++) {
    if (classes->key[i] == key) {
      return (uint16_t)(i + 1);
    }
  }
  if (classes->count == MOST_CLASSES - 1) {
    return 0;
  }
  *DM_PUSH(classes->arena, classes->key, classes->count, classes->capacity) = key;
  return (uint16_t)classes->count;
}

/* From treebanks. */

static uint32_t row_of(const struct dm_word_table *words, struct dm_span form)
{
  uint32_t row = dm_word_table_find(words, dm_words_folded(form));
  return row == DM_NONE ? DM_WORD_UNKNOWN : row;
}

/// The labels of a word, the most frequent first, as one number.
static uint64_t key_of_uses(const uint32_t *uses, uint32_t labels)
{
  uint32_t all = 0;
  uint64_t key = 1;
  bool taken[DM_WEIGHTS_LABELS] = {false};
  for (uint32_t i = 0; i < labels; i++) {
    all += uses[i];
  }
  for (int reading = 0; reading < READINGS; reading++) {
    uint32_t best = DM_NONE;
    for (uint32_t i = 0; i < labels; i++) {
      best = !taken[i] && uses[i] * LEAST_SHARE >= all && (best == DM_NONE || uses[i] > uses[best]) ? i : best;
    }
    if (best == DM_NONE) {
      break;
    }
    taken[best] = true;
    key = dm_hash_join(key, best);
  }
  return key;
}

static void read_treebank(const struct dm_treebank *treebank, const struct dm_word_table *words,
                          struct classes *classes, uint16_t *out)
{
  uint32_t labels = treebank->label_count;
  uint32_t *uses = dm_malloc((size_t)words->row_count * labels * sizeof *uses);
  memset(uses, 0, (size_t)words->row_count * labels * sizeof *uses);
  for (uint32_t s = 0; s < treebank->count; s++) {
    const struct dm_treebank_sentence *sentence = &treebank->sentence[s];
    for (uint32_t i = 0; i < sentence->count; i++) {
      if (sentence->label[i] != DM_TREEBANK_NO_LABEL) {
        uses[(size_t)row_of(words, sentence->form[i]) * labels + sentence->label[i]]++;
      }
    }
  }
  for (uint32_t row = DM_WORD_FIRST; row < words->row_count; row++) {
    uint32_t all = 0;
    for (uint32_t i = 0; i < labels; i++) {
      all += uses[(size_t)row * labels + i];
    }
    if (all >= LEAST_USES) {
      out[row] = class_of(classes, key_of_uses(uses + (size_t)row * labels, labels));
    }
  }
  free(uses);
}

/* From the dictionary. */

/// What the dictionary says of a word as one number; 0 if nothing.
static uint64_t key_of_forms(const struct dm_forms *forms)
{
  uint32_t best = forms->noun;
  uint32_t which = 0;
  const uint32_t weight[] = {forms->noun, forms->verb, forms->adjective, forms->adverb};
  uint32_t may = 0;
  for (uint32_t i = 0; i < 4; i++) {
    may |= (weight[i] > 0 ? 1u : 0u) << i;
    which = weight[i] > best ? i : which;
    best = weight[i] > best ? weight[i] : best;
  }
  uint32_t form = forms->verb ? (uint32_t)forms->form : 0;
  return may ? dm_hash_join(2, may | which << 4 | form << 6 | (uint32_t)forms->plural << 10) : 0;
}

struct dictionary {
  const struct dm_word_table *words;
  struct classes *classes;
  uint16_t *out;
};

static void add_word(void *context, struct dm_span form, const struct dm_forms *forms)
{
  struct dictionary *dictionary = context;
  uint32_t row = row_of(dictionary->words, form);
  uint64_t key = row < DM_WORD_FIRST || dictionary->out[row] ? 0 : key_of_forms(forms);
  if (key) {
    dictionary->out[row] = class_of(dictionary->classes, key);
  }
}

/// What the dictionary makes of the treebank's words by their endings.
static void add_rare_words(const struct dm_treebank *treebank, const struct dm_forms_model *forms,
                           struct dictionary *dictionary)
{
  struct dm_arena *scratch = dm_arena_new();
  struct dm_buffer folded = {0};
  for (uint32_t s = 0; s < treebank->count; s++) {
    for (uint32_t i = 0; i < treebank->sentence[s].count; i++) {
      dm_buffer_clear(&folded);
      dm_utf8_fold(treebank->sentence[s].form[i], &folded);
      struct dm_forms readings = dm_forms_of(forms, dm_buffer_span(&folded), scratch);
      add_word(dictionary, dm_buffer_span(&folded), &readings);
      dm_arena_reset(scratch);
    }
  }
  dm_buffer_free(&folded);
  dm_arena_free(scratch);
}

uint16_t *dm_readings_find(const struct dm_treebank *treebank, const struct dm_word_table *words,
                           const struct dm_forms_model *forms, struct dm_arena *arena)
{
  struct classes classes = {.arena = arena};
  uint16_t *out = DM_NEW(arena, uint16_t, words->row_count);
  struct dictionary dictionary = {words, &classes, out};
  read_treebank(treebank, words, &classes, out);
  dm_inflect(forms, words, add_word, &dictionary);
  add_rare_words(treebank, forms, &dictionary);
  return out;
}
