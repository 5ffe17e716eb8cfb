// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file principal.h  Principal components: vectors in fewer dimensions.
*/
#ifndef DM_TRAIN_PRINCIPAL_H
#define DM_TRAIN_PRINCIPAL_H

#include "base/arena.h"

/// Vectors, one after another.
struct dm_matrix {
  uint32_t rows;    ///< N
  uint32_t columns; ///< D
  double *at;       ///< [N × D]
};

/**
   Project vectors on the `wanted` directions in which they vary most, strongest first.

   The same bits on every machine: sums go in order, square roots are IEEE 754's.  The sign of a direction is such that
   its greatest part is positive.

   @param in     Centred in place.  @param wanted  <= in->columns.
   @param arena  Owns the result.
   @see Jacobi's method: Golub, Van Loan, Matrix Computations, 4th edition, 8.5.
*/
struct dm_matrix dm_principal_project(struct dm_matrix *in, uint32_t wanted, struct dm_arena *arena);

#endif
