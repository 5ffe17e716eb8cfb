// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file literals.h  Terms of a snapshot as rasqal's literals and back, each made once.
   rasqal makes the lexical form of numbers and dates canonical; what came from the store keeps its own by its id.
*/
#ifndef DM_REDLAND_LITERALS_H
#define DM_REDLAND_LITERALS_H

#include "base/arena.h"
#include "redland/idmap.h"
#include "store/store.h"

#include <rasqal.h>

struct dm_literals {
  const struct dm_snapshot *snapshot;
  rasqal_world *world;
  struct dm_arena *arena;
  struct dm_idmap by_id;      ///< id to rasqal_literal *
  struct dm_idmap by_literal; ///< the same the other way
  struct dm_idmap by_uri;     ///< raptor_uri * to id
  struct dm_idmap by_hash;    ///< hash of a term that the store has not to its id
  uint32_t made_count, made_capacity;
  struct dm_term *made; ///< [made_count] terms that the store has not, computed or given, in `arena`
};

/// A literal of its own for a term; freed by rasqal_free_literal().  NULL of DM_TERM_NONE.
rasqal_literal *dm_literals_make(rasqal_world *world, const struct dm_term *term);
/// The literal of an id; borrowed.  NULL if the store cannot give the term.
rasqal_literal *dm_literals_of(struct dm_literals *literals, dm_id id);
/// The id of a literal; DM_ID_NONE if the store has no such term.
dm_id dm_literals_id(struct dm_literals *literals, rasqal_literal *literal);
/// The id of a term that may have been computed: what the store has not gets an id of its own, for this query.
dm_id dm_literals_intern(struct dm_literals *literals, rasqal_literal *literal);
/// Whether dm_literals_intern() made an id: no quad has it.
bool dm_literals_is_made(dm_id id);
/// The term of an id, of the store or made; DM_TERM_NONE of DM_ID_NONE or where the store cannot give it.
struct dm_term dm_literals_term_of(const struct dm_literals *literals, dm_id id, struct dm_arena *arena);
/// The term of a literal, which may come of a computation; NULL is DM_TERM_NONE.  Bytes in `arena` or the snapshot.
struct dm_term dm_literals_term(struct dm_literals *literals, rasqal_literal *literal, struct dm_arena *arena);
void dm_literals_free(struct dm_literals *literals);

#endif
