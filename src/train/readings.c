// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/readings.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "syntax/forms.h"
#include "text/words.h"

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
  const struct dm_forms_model *forms;
  struct dm_arena *scratch;
  struct classes *classes;
  uint16_t *out;
};

static void add_word(struct dictionary *dictionary, struct dm_span form)
{
  uint32_t row = row_of(dictionary->words, form);
  if (row < DM_WORD_FIRST || dictionary->out[row]) {
    return;
  }
  struct dm_buffer folded = {0};
  dm_utf8_fold(form, &folded);
  struct dm_forms forms = dm_forms_of(dictionary->forms, dm_buffer_span(&folded), dictionary->scratch);
  dm_buffer_free(&folded);
  dm_arena_reset(dictionary->scratch);
  uint64_t key = key_of_forms(&forms);
  dictionary->out[row] = key ? class_of(dictionary->classes, key) : 0;
}

/// What a lemma may look like; those that are no words are not in the table.
static void add_lemma(struct dictionary *dictionary, struct dm_span lemma)
{
  static const struct {
    size_t cut;
    bool doubled;
    const char *ending;
  } ways[] = {{0, false, ""},    {0, false, "s"},   {0, false, "es"},  {0, false, "ed"},  {0, false, "ing"},
              {0, false, "er"},  {0, false, "est"}, {0, false, "d"},   {0, false, "r"},   {0, false, "st"},
              {1, false, "ies"}, {1, false, "ied"}, {1, false, "ing"}, {1, false, "ier"}, {1, false, "iest"},
              {0, true, "ed"},   {0, true, "ing"},  {0, true, "er"},   {0, true, "est"}};
  struct dm_buffer form = {0};
  for (size_t i = 0; i < sizeof ways / sizeof *ways && lemma.size > 1; i++) {
    dm_buffer_clear(&form);
    dm_buffer_add(&form, lemma.data, lemma.size - ways[i].cut);
    if (ways[i].doubled) {
      dm_buffer_add_byte(&form, lemma.data[lemma.size - 1]);
    }
    dm_buffer_add_text(&form, ways[i].ending);
    add_word(dictionary, dm_buffer_span(&form));
  }
  dm_buffer_free(&form);
}

static void read_dictionary(const struct dm_treebank *treebank, struct dictionary *dictionary)
{
  const struct dm_lexicon *lexicon[] = {&dictionary->forms->wordnet, &dictionary->forms->odd, &dictionary->forms->past,
                                        &dictionary->forms->participle};
  for (size_t k = 0; k < sizeof lexicon / sizeof *lexicon; k++) {
    for (uint32_t i = 0; i < lexicon[k]->entry_count; i++) {
      add_lemma(dictionary, lexicon[k]->entry[i].phrase);
    }
  }
  for (uint32_t s = 0; s < treebank->count; s++) {
    for (uint32_t i = 0; i < treebank->sentence[s].count; i++) {
      add_word(dictionary, treebank->sentence[s].form[i]);
    }
  }
}

enum dm_status dm_readings_find(const struct dm_treebank *treebank, const struct dm_word_table *words,
                                struct dm_arena *arena, struct dm_diag *diag, uint16_t **out)
{
  struct dm_resources embedded = {0};
  struct dm_forms_model forms = {0};
  DM_TRY(dm_forms_load(&embedded, arena, diag, &forms));
  struct classes classes = {.arena = arena};
  uint16_t *readings = DM_NEW(arena, uint16_t, words->row_count);
  struct dictionary dictionary = {words, &forms, dm_arena_new(), &classes, readings};
  read_treebank(treebank, words, &classes, readings);
  read_dictionary(treebank, &dictionary);
  dm_arena_free(dictionary.scratch);
  *out = readings;
  return DM_OK;
}
