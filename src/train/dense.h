// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file dense.h  What training neural networks needs of arithmetic: products of matrices, softmax, Adam, chance.

   The same bits on every machine and with vectors of any width: every sum is added up in one order, products of matrices by
   fused multiplication and addition, all else without; of libm only what IEEE 754 defines is used.
*/
#ifndef DM_TRAIN_DENSE_H
#define DM_TRAIN_DENSE_H

#include <stddef.h>
#include <stdint.h>

enum { DM_DENSE_LANES = 16 }; ///< columns of a product come in multiples of this

/// c += a · b.
struct dm_product {
  size_t rows, inner, columns; ///< M, K, N; N a multiple of DM_DENSE_LANES
  const float *a;              ///< [M × K]
  size_t a_row, a_column;      ///< steps from row to row and from column to column
  const float *b;              ///< [K × N]
  size_t b_row;
  float *c; ///< [M × N]
  size_t c_row;
};
void dm_dense_multiply(const struct dm_product *product);
/// `out` [columns × rows] is `in` [rows × columns] turned over.
void dm_dense_turn(const float *in, size_t rows, size_t columns, float *out);
/// Make probabilities of `count` scores, in place.  @return the logarithm of that at `gold`, for reports only
double dm_dense_softmax(float *scores, size_t count, size_t gold);

/// Where Adam (Kingma, Ba: Adam, a method for stochastic optimization, 2015) stands.
struct dm_adam {
  float rate;                    ///< now
  float first, second;           ///< decay of the moments
  float bias_first, bias_second; ///< 1 - decay to the power of the steps so far
};
/// Count a step.
void dm_adam_next(struct dm_adam *adam, float rate);
/// Move `weight` against `gradient`, which is zeroed.  @param moment  [2 × count]: first moments, then second
void dm_adam_update(const struct dm_adam *adam, size_t count, float *weight, float *gradient, float *moment);

/// A source of chance (Vigna, xoroshiro's little sister splitmix64).
struct dm_chance {
  uint64_t state;
};
uint64_t dm_chance_next(struct dm_chance *chance);
/// Even in [0, bound).
uint32_t dm_chance_below(struct dm_chance *chance, uint32_t bound);
/// Even in [-reach, reach).
float dm_chance_around(struct dm_chance *chance, float reach);
/// Zero each of `count` values with probability `rate` and divide the others by 1 - rate.  @param mask  [count] the factors
void dm_chance_drop(struct dm_chance *chance, float rate, size_t count, float *values, float *mask);

#endif
