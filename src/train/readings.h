// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file readings.h  Which tags a word may have: from treebanks, and from the dictionary for words that are rare there.
*/
#ifndef DM_TRAIN_READINGS_H
#define DM_TRAIN_READINGS_H

#include "train/treebank.h"

/**
   Put words with the same readings into one class.

   @param out  [words->row_count] the class of each word, 0 where nothing is known of it.
   @return DM_OK; DM_ERR_SCHEMA (said).
*/
DM_CHECK_RESULT enum dm_status dm_readings_find(const struct dm_treebank *treebank, const struct dm_word_table *words,
                                                struct dm_arena *arena, struct dm_diag *diag, uint16_t **out);

#endif
