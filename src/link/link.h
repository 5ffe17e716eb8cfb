// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file link.h  Whole-store inference: who is who over articles, and what was said is told by several.
   In: all article graphs of a store.  Out: the graph BASE/graph/link, computed anew.
*/
#ifndef DM_LINK_LINK_H
#define DM_LINK_LINK_H

#include "store/store.h"

/// The IRI of the link graph: BASE/graph/link.
struct dm_span dm_link_graph(struct dm_span base, struct dm_arena *arena);

/**
   Link all articles below `base` within `change`.

   Agents and places of one type whose full names have one slug (graph/iri.h) are one: each gets a dm:identity to the
   canonical node BASE/TYPE/SLUG, which has the label most articles use (the last in byte order among equals) and all others
   as alternatives, and one dm:IdentityLink tells parties, score, reason and rule.  A bare surname is a name of its own:
   within an article it has been resolved before, and between articles it would be a guess.  A source without a name is
   nobody but itself: its dm:identity is the node itself.

   Statements of several articles that give the same four words or more in quotation marks (folded, without punctuation)
   are one dm:SameUtterance.

   The result depends on the quads alone, not on their order.

   @param snapshot  Of the same store, taken while `change` holds the lock.
   @return DM_OK; DM_ERR_STORE (said).
*/
DM_CHECK_RESULT enum dm_status dm_link_run(struct dm_change *change, const struct dm_snapshot *snapshot,
                                           struct dm_span base, struct dm_diag *diag);

/// Is told how many agents of all have been linked.
struct dm_link_watch {
  void (*tell)(void *context, uint64_t done, uint64_t whole);
  void *context;
};
/// dm_link_run() that is watched; `watch` may be NULL.
DM_CHECK_RESULT enum dm_status dm_link_run_watched(struct dm_change *change, const struct dm_snapshot *snapshot,
                                                   struct dm_span base, const struct dm_link_watch *watch,
                                                   struct dm_diag *diag);

#endif
