// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file blocks.h  A sorted set of tuples as a table of LMDB, some eighty in an entry.

   Key: the first tuple of a block as bytes.  Value: the others, each as what it has other than the one before it:
     a byte: 2 bits the first column that differs; 3 bits which columns behind that differ; 3 bits by how much the
     first is more, 0 if that is 8 or more; then, as numbers of 7 bits a byte, lowest first: that difference where it
     was 0, and the differences of the columns behind, with their sign in the lowest bit.
   What functions give are codes of LMDB; MDB_CORRUPTED where a block is none.
*/
#ifndef DM_STORE_BLOCKS_H
#define DM_STORE_BLOCKS_H

#include "store/tuples.h"

#include <lmdb.h>

/// A place in a table.
struct dm_blocks {
  MDB_cursor *cursor;
  const unsigned char *at, *end; ///< what is left of the block
  struct dm_tuple tuple;         ///< where it stands
};

int dm_blocks_open(MDB_txn *txn, MDB_dbi table, struct dm_blocks *out);
void dm_blocks_close(struct dm_blocks *blocks);
/// Go to the first tuple that is not less than `from`.  @return 0; MDB_NOTFOUND: there is none
int dm_blocks_seek(struct dm_blocks *blocks, const struct dm_tuple *from);
/// Go to the next tuple.  @return 0; MDB_NOTFOUND: there is none
int dm_blocks_next(struct dm_blocks *blocks);
/**
   Put tuples in and, where they are marked DM_TUPLE_REMOVED, take them out.

   @param changes  In order; of equals the last counts.
   @param grown    Set to how many more there are, perhaps below 0.
*/
int dm_blocks_change(MDB_txn *txn, MDB_dbi table, const struct dm_tuple *changes, size_t count, int64_t *grown);

#endif
