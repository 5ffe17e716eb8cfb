// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file weights.h  A linear model over hashed features, sparse and mapped: for tagger and names.

   A feature is 64 bits, made once a token by dm_feature() and dm_feature_join() in the trainer as in the program.  Its row
   has the labels that it speaks for or against, with a weight of int8 each, which counts as its square with its sign (a
   square-root law: fine near nought, coarse far from it).  Sums are whole numbers, the same on every machine.

   To add the features of a window without waiting for memory: dm_weights_prefetch() all, then dm_weights_find(), which has
   the rows come near, then dm_weights_add().  Nothing is allocated.  Rows with many labels are written out
   when the model is opened, a column a label, so that they are added by many at once.
   Written by src/train/perceptron.h as the sections NAME.slots and NAME.entries of a model.
*/
#ifndef DM_SYNTAX_WEIGHTS_H
#define DM_SYNTAX_WEIGHTS_H

#include "syntax/layer.h"

enum {
  DM_WEIGHTS_LABELS = 255,       ///< at most
  DM_WEIGHTS_ENTRIES = 1 << 24,  ///< at most
  DM_WEIGHTS_SCORES = 256,       ///< room for scores: columns come in multiples of 32
  DM_WEIGHTS_DENSE = 16,         ///< entries of a row that is written out
  DM_WEIGHTS_WRITTEN_OUT = 0xff, ///< in the place of a row's count of entries: the rest is the number of a dense row
  DM_WEIGHTS_ROWS = 128,         ///< at most, added at once
  DM_WEIGHTS_LINE = 32,          ///< columns that a processor brings near at once
};

struct dm_weight_slot {
  uint32_t check; ///< upper half of the feature
  uint32_t row;   ///< first entry << 8 | count of entries; 0 where the slot is free
};

struct dm_weight_entry {
  uint8_t label;
  int8_t weight;
};

struct dm_weights {
  uint32_t label_count;
  uint32_t entry_count;
  uint32_t mask;                       ///< slots - 1
  const struct dm_weight_slot *slot;   ///< [mask + 1]
  const struct dm_weight_entry *entry; ///< [entry_count]
  uint32_t columns;                    ///< label_count, rounded up: of scores, and of dense rows
  const int16_t *dense;                ///< [dense rows × columns] weights as they count, or NULL
  const uint16_t *dense_row; ///< [entry_count / DM_WEIGHTS_DENSE + 1] the dense row of the row that begins at an entry
  enum dm_layer_means means;
};

/// Take the weights `name` (at most 7 bytes) of a model, which must outlive `*out`.
/// @param arena  Owns the dense rows.
/// @return DM_OK; DM_ERR_FORMAT if they are not there or do not hang together (said).
DM_CHECK_RESULT enum dm_status dm_weights_open(const struct dm_model_file *model, const char *name,
                                               uint32_t label_count, struct dm_arena *arena, struct dm_diag *diag,
                                               struct dm_weights *out);

/// The feature of template `number` that sees `value`.
static inline uint64_t dm_feature(uint32_t number, uint64_t value)
{
  uint64_t hash = (value + number) * 0x9e3779b97f4a7c15u;
  return (hash ^ hash >> 32) * 0xd6e8feb86659fd93u;
}

/// The feature that sees `value`, too.
static inline uint64_t dm_feature_join(uint64_t feature, uint64_t value)
{
  return dm_feature(1, feature ^ value * 0xbf58476d1ce4e5b9u);
}

static inline void dm_weights_prefetch(const struct dm_weights *weights, uint64_t feature)
{
  __builtin_prefetch(&weights->slot[(uint32_t)feature & weights->mask]);
}

/// Find the rows of features, and have the short ones come near.
/// @param feature  [count]  @param row  [count] set, of those that have one: what is added  @return how many.
uint32_t dm_weights_find(const struct dm_weights *weights, const uint64_t *feature, uint32_t count, uint32_t *row);
/// Add rows to the scores.  @param row  [count] of dm_weights_find()  @param score  [columns], at most DM_WEIGHTS_SCORES
void dm_weights_add(const struct dm_weights *weights, const uint32_t *row, uint32_t count, int32_t *score);
/// The label with the greatest score, the first of several.
uint32_t dm_weights_best(const struct dm_weights *weights, const int32_t *score);

#endif
