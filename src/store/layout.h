// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file layout.h  The tables of a store and the bytes in them.  For the files of store/ alone.

   terms  counter (native size_t, appended) → a byte: kind, and what follows: a number for a datatype that is well known,
          or size and datatype; size and language.  Then the value
   ids    blocks of: 40 bits of dm_hash_bytes of a term's bytes in `terms`, id, 0, 0; several ids where hashes meet
   spog, posg, ospg, gspo   blocks of quads (blocks.h)
   bodies id of a graph → an article's body
   meta   "format"; "next": counter of the next new term; "quads"; "commits"; "transaction": LMDB's number of the last
          commit; of the last commit "put", "taken": articles, "added", "removed": quads; of the last article put in
          "last": the id of its graph, "lastcommit"
*/
#ifndef DM_STORE_LAYOUT_H
#define DM_STORE_LAYOUT_H

#include "base/buffer.h"
#include "store/blocks.h"
#include "store/store.h"

#include <lmdb.h>

enum {
  DM_ID_KIND_BITS = 2, ///< the lowest of an id: terms that came together then have numbers that are near
  DM_FORMAT = 2,
};

enum dm_index { DM_INDEX_SPOG, DM_INDEX_POSG, DM_INDEX_OSPG, DM_INDEX_GSPO, DM_INDEXES };

struct dm_store {
  MDB_env *env;
  MDB_dbi terms, ids, bodies, meta;
  MDB_dbi index[DM_INDEXES];
  char *path;
  bool read_only;
};

/// Which position of a quad stands where in an index: 0 subject, 1 predicate, 2 object, 3 graph.
extern const unsigned char dm_index_order[DM_INDEXES][DM_TUPLE];

struct dm_tuple dm_layout_tuple(enum dm_index index, const struct dm_id_quad *quad);
struct dm_id_quad dm_layout_quad(enum dm_index index, const struct dm_tuple *tuple);
dm_id dm_quad_position(const struct dm_id_quad *quad, unsigned position);
dm_id dm_layout_id(enum dm_term_kind kind, uint64_t counter);
/// A term's bytes as `terms` has them.
void dm_layout_encode(const struct dm_term *term, struct dm_buffer *out);
/// @return whether `bytes` are a term's; `*out` borrows from them.
bool dm_layout_decode(struct dm_span bytes, struct dm_term *out);
/// The bytes of an id's term.  @return a code of LMDB
int dm_layout_term(const struct dm_store *store, MDB_txn *txn, dm_id id, struct dm_span *out);
/// What `ids` has of a term; its id may be DM_ID_NONE, to seek by.
struct dm_tuple dm_layout_hashed(uint64_t hash, dm_id id);
/// The id of a term within a transaction; DM_ID_NONE if it is not there.  @return 0, or a code of LMDB
int dm_layout_find(const struct dm_store *store, MDB_txn *txn, struct dm_span encoded, uint64_t hash, dm_id *out);
/// The key in `terms` of an id.
size_t dm_layout_counter(dm_id id);
/// Begin a transaction, whatever size the file has grown to.  @return 0, or a code of LMDB
int dm_layout_begin(struct dm_store *store, unsigned flags, MDB_txn **out);
/// An error of LMDB to a status, said.
DM_CHECK_RESULT enum dm_status dm_layout_error(const struct dm_store *store, int code, struct dm_diag *diag);
/// A number of `meta`, 0 if it is not there.
uint64_t dm_layout_number(const struct dm_store *store, MDB_txn *txn, const char *key);

#endif
