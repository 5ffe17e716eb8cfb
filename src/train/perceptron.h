// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file perceptron.h  Averaged perceptrons over hashed features, and what makes the weights of syntax/weights.h of them.

   Weights are whole numbers all along, so that the same examples in the same order give the same file everywhere.

       for each round, for each example in the order of dm_order_shuffle():
         score the labels, find the best one; where it is wrong, dm_perceptron_update() +1 the right, -1 the wrong one
         dm_perceptron_step()
       dm_perceptron_pack(), dm_model_file_write()

   A sequence model scores and updates tokens in the same way, and steps once a sequence.
*/
#ifndef DM_TRAIN_PERCEPTRON_H
#define DM_TRAIN_PERCEPTRON_H

#include "base/arena.h"
#include "base/model_file.h"
#include "syntax/weights.h"

struct dm_perceptron;

/// @param label_count  At most DM_WEIGHTS_LABELS.  @param arena  Owns it.
struct dm_perceptron *dm_perceptron_new(uint32_t label_count, struct dm_arena *arena);
/// Add the weights of features to the scores.  @param score  [label_count]
void dm_perceptron_score(const struct dm_perceptron *perceptron, const uint64_t *feature, uint32_t count,
                         int32_t *score);
/// Add `delta` to the weights of features for a label.
void dm_perceptron_update(struct dm_perceptron *perceptron, const uint64_t *feature, uint32_t count, uint32_t label,
                          int32_t delta);
/// An example is over: averages are over these.
void dm_perceptron_step(struct dm_perceptron *perceptron);

/// Begin again from nought; what was learned stays in the average.  Several courses in other orders err less than one.
void dm_perceptron_restart(struct dm_perceptron *perceptron);

/// What is kept.
struct dm_perceptron_limits {
  uint32_t entries;       ///< the greatest in average, at most so many
  uint32_t least_updates; ///< features that were updated less often are left out
};

/// Weights ready to be written and to be used.
struct dm_perceptron_pack {
  struct dm_model_part part[2]; ///< NAME.slots, NAME.entries
  struct dm_weights weights;    ///< the same, as the program will read it
};

/**
   Average, prune and quantise.  Scores keep their proportions, but not their size.

   @param name   At most 7 bytes.
   @param arena  Owns what comes out.
*/
void dm_perceptron_pack(struct dm_perceptron *perceptron, const char *name, struct dm_perceptron_limits limits,
                        struct dm_arena *arena, struct dm_perceptron_pack *out);

/// The numbers 0 … count-1.
void dm_order_begin(uint32_t *order, uint32_t count);
/// Shuffle (Fisher-Yates) by splitmix64.  @param state  Any number; it goes on from call to call.
void dm_order_shuffle(uint32_t *order, uint32_t count, uint64_t *state);
/// The next of splitmix64's numbers.
uint64_t dm_order_random(uint64_t *state);

#endif
