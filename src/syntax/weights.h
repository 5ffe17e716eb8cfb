// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file weights.h  A linear model over hashed features, sparse and mapped: for tagger and names.

   A feature is 64 bits, made once a token by dm_feature() and dm_feature_join() in the trainer as in the program.  Its row
   has the labels that it speaks for or against, with a weight of int8 each, which counts as its square with its sign (a
   square-root law: fine near nought, coarse far from it).  Sums are whole numbers, the same on every machine.

   To add the features of a window without waiting for memory: dm_weights_prefetch() all, then dm_weights_find() all,
   which has the rows come near, then dm_weights_add_row() all.  Nothing is allocated.
   Written by src/train/perceptron.h as the sections NAME.slots and NAME.entries of a model.
*/
#ifndef DM_SYNTAX_WEIGHTS_H
#define DM_SYNTAX_WEIGHTS_H

#include "base/model_file.h"

enum { DM_WEIGHTS_LABELS = 255, DM_WEIGHTS_ENTRIES = 1 << 24 }; ///< at most

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
};

/// Take the weights `name` (at most 7 bytes) of a model, which must outlive `*out`.
/// @return DM_OK; DM_ERR_FORMAT if they are not there or do not hang together (said).
DM_CHECK_RESULT enum dm_status dm_weights_open(const struct dm_model_file *model, const char *name,
                                               uint32_t label_count, struct dm_diag *diag, struct dm_weights *out);

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

/// The row of a feature, whose entries are made to come near; 0 if it has none.
static inline uint32_t dm_weights_find(const struct dm_weights *weights, uint64_t feature)
{
  uint32_t check = (uint32_t)(feature >> 32);
  for (uint32_t at = (uint32_t)feature & weights->mask;; at = (at + 1) & weights->mask) {
    const struct dm_weight_slot *slot = &weights->slot[at];
    if (slot->row == 0) {
      return 0;
    }
    if (slot->check == check) {
      __builtin_prefetch(&weights->entry[slot->row >> 8]);
      return slot->row;
    }
  }
}

/// Add a row of dm_weights_find() to the scores.  @param score  [label_count]
static inline void dm_weights_add_row(const struct dm_weights *weights, uint32_t row, int32_t *score)
{
  const struct dm_weight_entry *entry = weights->entry + (row >> 8);
  for (uint32_t i = 0; i < (row & 0xff); i++) {
    int32_t weight = (int32_t)entry[i].weight;
    int32_t sign = -(weight < 0); // without a branch: half of them would be foretold wrongly
    score[entry[i].label] += ((weight * weight) ^ sign) - sign;
  }
}

/// Add a feature to the scores.  @param score  [label_count]
static inline void dm_weights_add(const struct dm_weights *weights, uint64_t feature, int32_t *score)
{
  dm_weights_add_row(weights, dm_weights_find(weights, feature), score);
}

#endif
