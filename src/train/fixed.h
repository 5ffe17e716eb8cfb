// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file fixed.h  Words that have one label wherever they stand: a third of what newspapers write.
*/
#ifndef DM_TRAIN_FIXED_H
#define DM_TRAIN_FIXED_H

#include "train/treebank.h"

/**
   Find the words and signs that are frequent and have as good as always the same label, where they have no capital.

   @return [words->row_count] the label of each; DM_TAGGER_FREE where there may be several; in `arena`.
*/
uint8_t *dm_fixed_find(const struct dm_treebank *treebank, const struct dm_word_table *words, struct dm_arena *arena);

#endif
