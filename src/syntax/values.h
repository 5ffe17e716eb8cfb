// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file values.h  What is done between the layers of a network, value by value, in integers: see layer.h.

   Counts are multiples of DM_VALUES_LANES.  Arrays do not overlap.
*/
#ifndef DM_SYNTAX_VALUES_H
#define DM_SYNTAX_VALUES_H

#include "syntax/layer.h"

enum { DM_VALUES_LANES = 16 };

/// Sums of a layer as values: `shift` less, rounded, within `least` and `most`.
struct dm_settling {
  uint32_t shift;
  int32_t least, most;
};
void dm_values_settle(enum dm_layer_means means, const struct dm_settling *settling, const int32_t *sums,
                      uint32_t count, int16_t *out);
/// Add values to values, within the reach.
void dm_values_add(enum dm_layer_means means, const int16_t *in, uint32_t count, int16_t *out);
/// Add the `count` values of a trained row, `scale` each, to sums.
void dm_values_add_row(enum dm_layer_means means, const int8_t *row, int32_t scale, uint32_t count, int32_t *sums);

/**
   One step of gated layers in one direction: of each of `count` states, a candidate is mixed in, and a share of it shown.

   state = candidate + forget · (state - candidate), out += show · state, where candidate is dm_values_bend() of the first
   `count` gates, forget and show are 1/2 + bend(x / 2) / 2 of the next two.

   @param gates  [3 × count] values
   @param state  [count] in 1 / 16384
   @param out    [count] values
*/
void dm_values_pass_gates(enum dm_layer_means means, const int16_t *gates, uint32_t count, int32_t *state,
                          int16_t *out);

#endif
