// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file readings.h  Which tags a word may have: from treebanks, and from the dictionary for words that are rare there.
*/
#ifndef DM_TRAIN_READINGS_H
#define DM_TRAIN_READINGS_H

#include "syntax/forms.h"
#include "train/treebank.h"

/**
   Put words with the same readings into one class.

   @return [words->row_count] the class of each word, 0 where nothing is known of it; in `arena`.
*/
uint16_t *dm_readings_find(const struct dm_treebank *treebank, const struct dm_word_table *words,
                           const struct dm_forms_model *forms, struct dm_arena *arena);

#endif
