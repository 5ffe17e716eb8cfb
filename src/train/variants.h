// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file variants.h  Sentences of a treebank as newspapers might have written them.

   Treebanks have few quotations before `said`, few curly quotation marks and few headlines; news is full of them.
*/
#ifndef DM_TRAIN_VARIANTS_H
#define DM_TRAIN_VARIANTS_H

#include "train/dense.h"
#include "train/examples.h"

/// The signs that are put in.
struct dm_variant_signs {
  struct dm_parser_word comma, straight, opening, closing;
};
/// @param words  as the examples were read with
void dm_variant_signs_make(const struct dm_word_table *words, struct dm_variant_signs *out);

/**
   Change a sentence by chance: most often not at all.

   What may change: what is said before who says it; marks around what is said; their style, or none; a quotation as one word,
   or by itself; a headline's capitals; no full stop; small letters only.

   @param arena  Owns what is made.
   @return The sentence as it was, or as it became.
*/
struct dm_example dm_variant_of(const struct dm_example *example, const struct dm_variant_signs *signs,
                                struct dm_chance *chance, struct dm_arena *arena);

#endif
