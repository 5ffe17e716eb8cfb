// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/fixed.h"

#include "text/words.h"

#include <string.h>

enum {
  LEAST_USES = 100, ///< of a word in the treebanks
  MOST_ODD = 200,   ///< one use in so many may have another label
};

/// The uses of a row.
struct uses {
  uint32_t all;
  uint32_t of[DM_WEIGHTS_LABELS];
};

static uint8_t label_of(const struct uses *uses, uint32_t labels)
{
  uint32_t best = 0;
  for (uint32_t i = 1; i < labels; i++) {
    best = uses->of[i] > uses->of[best] ? i : best;
  }
  bool fixed = uses->all >= LEAST_USES && (uses->all - uses->of[best]) * MOST_ODD <= uses->all;
  return fixed ? (uint8_t)best : DM_TAGGER_FREE;
}

uint8_t *dm_fixed_find(const struct dm_treebank *treebank, const struct dm_word_table *words, struct dm_arena *arena)
{
  uint8_t *out = DM_NEW(arena, uint8_t, words->row_count);
  struct uses *uses = DM_NEW(arena, struct uses, words->row_count);
  for (uint32_t s = 0; s < treebank->count; s++) {
    const struct dm_treebank_sentence *sentence = &treebank->sentence[s];
    for (uint32_t i = 0; i < sentence->count; i++) {
      uint32_t row = dm_word_table_find(words, dm_words_folded(sentence->form[i]));
      if (row != DM_NONE && sentence->label[i] != DM_TREEBANK_NO_LABEL) {
        uses[row].all++;
        uses[row].of[sentence->label[i]]++;
      }
    }
  }
  memset(out, DM_TAGGER_FREE, words->row_count);
  for (uint32_t row = DM_WORD_FIRST; row < words->row_count; row++) {
    out[row] = label_of(&uses[row], treebank->label_count);
  }
  return out;
}
