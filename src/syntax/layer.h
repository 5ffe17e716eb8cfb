// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file layer.h  Layers of a neural network in integers: the same results on every machine.

   Values are of 16 bits and at most DM_LAYER_REACH either way, sums of 32; a layer is checked when it is opened, so that no
   sum overflows.
*/
#ifndef DM_SYNTAX_LAYER_H
#define DM_SYNTAX_LAYER_H

#include "base/model_file.h"

enum {
  DM_LAYER_REACH = 8191, ///< no value is greater
  DM_LAYER_UNIT = 1024,  ///< stands for 1
  DM_LAYER_LANES = 32,   ///< columns come in multiples of this
};

/// What the processor can do.
enum dm_layer_means { DM_LAYER_PLAIN, DM_LAYER_AVX2, DM_LAYER_VNNI };
/// The best that there is on this machine.
enum dm_layer_means dm_layer_best(void);

struct dm_net_layer {
  uint32_t inner;        ///< K: inputs, even
  uint32_t columns;      ///< N: outputs, a multiple of DM_LAYER_LANES
  uint32_t shift;        ///< outputs are greater by 2 to the power of this
  const int16_t *weight; ///< [K / 2 × N × 2]
  const int32_t *bias;   ///< [N], or NULL
};

/**
   Take a layer out of a model: the sections `NAME` and `NAME.bias`.

   @param layer  [in,out] inner, columns and shift are given.
   @return DM_OK; DM_ERR_FORMAT (said), also if a sum could overflow.
*/
DM_CHECK_RESULT enum dm_status dm_layer_open(const struct dm_model_file *model, const char *name, struct dm_diag *diag,
                                             struct dm_net_layer *layer);
/**
   out = in · weights + bias.

   @param in    [rows × K] from row to row `step`, which may be less than K: the rows of a convolution overlap.
   @param out   [rows × N]
*/
void dm_layer_apply(const struct dm_net_layer *layer, enum dm_layer_means means, const int16_t *in, size_t step,
                    uint32_t rows, int32_t *out);
/// Lay weights out as a layer has them: `weight` [K × N] row by row.  @param out  [K × N]
void dm_layer_lay_out(const int16_t *weight, uint32_t inner, uint32_t columns, int16_t *out);

#endif
