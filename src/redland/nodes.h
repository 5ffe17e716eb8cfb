// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file nodes.h  Terms of a store as librdf's nodes and back.
*/
#ifndef DM_REDLAND_NODES_H
#define DM_REDLAND_NODES_H

#include "base/arena.h"
#include "redland/idmap.h"
#include "store/store.h"

#include <librdf.h>

/// Nodes made of late, by id; forgets all of them when there are many.  Start with {.world = world}.
struct dm_nodes {
  librdf_world *world;
  struct dm_idmap by_id; ///< id to librdf_node *
};

/// A new reference to the node of an id; NULL if the store cannot give the term.
librdf_node *dm_nodes_of(struct dm_nodes *nodes, const struct dm_snapshot *snapshot, dm_id id);
/// The term of a node, borrowing from it; NULL is DM_TERM_NONE.  A language tag is made lower-case in `arena`.
struct dm_term dm_nodes_term(librdf_node *node, struct dm_arena *arena);
void dm_nodes_clear(struct dm_nodes *nodes);

#endif
