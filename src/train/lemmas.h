// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file lemmas.h  Lemmas of treebanks and of the dictionary to the rules of syntax/lemmatiser.h.
*/
#ifndef DM_TRAIN_LEMMAS_H
#define DM_TRAIN_LEMMAS_H

#include "base/model_file.h"
#include "syntax/forms.h"
#include "train/treebank.h"

enum { DM_LEMMAS_PARTS = 3 };

/**
   Find the rules: for each pair of tags the usual one, then for longer and longer endings those that differ from what the
   shorter ending says, then for whole words.

   @param part  [DM_LEMMAS_PARTS] set to the sections lemma.rules, lemma.slots and lemma.reach.
*/
void dm_lemmas_find(const struct dm_treebank *treebank, const struct dm_word_table *words,
                    const struct dm_forms_model *forms, struct dm_arena *arena, struct dm_model_part *part);

#endif
