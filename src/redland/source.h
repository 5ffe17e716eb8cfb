// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file source.h  A dataset as rasqal's source of triples.
*/
#ifndef DM_REDLAND_SOURCE_H
#define DM_REDLAND_SOURCE_H

#include "redland/literals.h"
#include "redland/walk.h"

#include <signal.h>

/// Outlives the queries of its world.
struct dm_source {
  struct dm_dataset dataset;
  struct dm_literals literals;
  /**
     The right side of a join is matched with what its left side has bound, instead of in full for each row of the left
     side.  rasqal joins neither by index nor by hash: this makes OPTIONAL linear, and mends rows that it gets wrong.
  */
  bool correlated;
  const volatile sig_atomic_t *stop; ///< or NULL: matches end when it becomes 1
};

/// Whether somebody wants the query to be broken off.
static inline bool dm_source_is_stopped(const struct dm_source *source) { return source->stop && *source->stop; }

/// Queries of `world` are from now on answered from `source`.
void dm_source_register(struct dm_source *source, rasqal_world *world);

#endif
