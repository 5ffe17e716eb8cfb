// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/clusters.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
  UNIT = 4096,  ///< length of a direction: products of two fit 32 bits
  ROUNDS = 25,  ///< of k-means
  SEEDS = 20,   ///< rows that are tried for each first centre
  PADDING = 16, ///< rows are as long as a multiple of it, for the compiler's vectors
};

struct clusters {
  uint32_t rows, stride, count;
  int16_t *row;    ///< [rows × stride] directions
  int16_t *centre; ///< [count × stride] directions
  uint16_t *of;    ///< [rows]
};

static void set_direction(const double *from, uint32_t columns, int16_t *to)
{
  double square = 0;
  for (uint32_t i = 0; i < columns; i++) {
    square += from[i] * from[i];
  }
  double length = sqrt(square);
  for (uint32_t i = 0; i < columns; i++) {
    to[i] = (int16_t)(length > 0 ? floor(from[i] / length * UNIT + 0.5) : 0);
  }
}

static int32_t multiply(const int16_t *a, const int16_t *b, uint32_t stride)
{
  int32_t sum = 0;
  for (uint32_t i = 0; i < stride; i++) {
    sum += a[i] * b[i];
  }
  return sum;
}

static uint32_t nearest(const struct clusters *clusters, uint32_t row, uint32_t count, int32_t *closeness)
{
  const int16_t *at = clusters->row + (size_t)row * clusters->stride;
  uint32_t best = 0;
  *closeness = INT32_MIN;
  for (uint32_t c = 0; c < count; c++) {
    int32_t product = multiply(at, clusters->centre + (size_t)c * clusters->stride, clusters->stride);
    best = product > *closeness ? c : best;
    *closeness = product > *closeness ? product : *closeness;
  }
  return best;
}

/// The first centres: of some rows each time the one that is farthest from all centres before.
static void choose_centres(struct clusters *clusters)
{
  uint32_t next = 0;
  assert(clusters->rows > 0);
  for (uint32_t c = 0; c < clusters->count; c++) {
    uint32_t best = next % clusters->rows;
    int32_t least = INT32_MAX;
    for (int i = 0; i < SEEDS; i++, next++) {
      int32_t closeness;
      nearest(clusters, next % clusters->rows, c, &closeness);
      best = closeness < least ? next % clusters->rows : best;
      least = closeness < least ? closeness : least;
    }
    memcpy(clusters->centre + (size_t)c * clusters->stride, clusters->row + (size_t)best * clusters->stride,
           clusters->stride * sizeof *clusters->row);
  }
}

static void move_centres(struct clusters *clusters, uint32_t columns, double *sum, double *part)
{
  memset(sum, 0, (size_t)clusters->count * columns * sizeof *sum);
  for (uint32_t r = 0; r < clusters->rows; r++) {
    double *to = sum + (size_t)clusters->of[r] * columns;
    for (uint32_t i = 0; i < columns; i++) {
      to[i] += clusters->row[(size_t)r * clusters->stride + i]; // whole numbers: exact in any order
    }
  }
  for (uint32_t c = 0; c < clusters->count; c++) {
    double any = 0;
    for (uint32_t i = 0; i < columns; i++) {
      part[i] = sum[(size_t)c * columns + i];
      any += fabs(part[i]);
    }
    if (any > 0) { // an empty cluster stays where it is
      set_direction(part, columns, clusters->centre + (size_t)c * clusters->stride);
    }
  }
}

void dm_clusters_find(const struct dm_matrix *in, uint32_t count, struct dm_arena *arena, uint16_t *out)
{
  assert(in->rows > 0);
  uint32_t stride = (in->columns + PADDING - 1) / PADDING * PADDING;
  struct clusters clusters = {in->rows,
                              stride,
                              count,
                              DM_NEW(arena, int16_t, (size_t)in->rows * stride),
                              DM_NEW(arena, int16_t, (size_t)count * stride),
                              out};
  double *sum = DM_NEW(arena, double, (size_t)count * in->columns);
  double *part = DM_NEW(arena, double, in->columns);
  for (uint32_t r = 0; r < in->rows; r++) {
    set_direction(in->at + (size_t)r * in->columns, in->columns, clusters.row + (size_t)r * stride);
  }
  choose_centres(&clusters);
  for (int round = 0; round < ROUNDS; round++) {
    for (uint32_t r = 0; r < in->rows; r++) {
      int32_t closeness;
      out[r] = (uint16_t)nearest(&clusters, r, count, &closeness);
    }
    move_centres(&clusters, in->columns, sum, part);
  }
}
