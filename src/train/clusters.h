// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file clusters.h  Spherical k-means: words of like vectors in one cluster.
*/
#ifndef DM_TRAIN_CLUSTERS_H
#define DM_TRAIN_CLUSTERS_H

#include "train/principal.h"

/**
   Divide vectors by direction into `count` clusters.

   Distances are counted in integers, so that the result does not depend on the compiler or the machine.  The first
   centres are rows that are far apart, from the first rows on: give the most frequent words first.

   @param out  [in->rows] the cluster of each, < count.
*/
void dm_clusters_find(const struct dm_matrix *in, uint32_t count, struct dm_arena *arena, uint16_t *out);

#endif
