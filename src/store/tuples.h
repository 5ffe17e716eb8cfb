// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file tuples.h  Four numbers of 40 bits: a quad in the order of an index.
*/
#ifndef DM_STORE_TUPLES_H
#define DM_STORE_TUPLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  DM_TUPLE = 4,    ///< columns
  DM_ID_BYTES = 5, ///< of a column
  DM_KEY_BYTES = DM_TUPLE * DM_ID_BYTES,
};
/// What a column may hold.
#define DM_TUPLE_LARGEST (((uint64_t)1 << (8 * DM_ID_BYTES)) - 1)
/// In the last column of a change to a table: the tuple goes out.
#define DM_TUPLE_REMOVED ((uint64_t)1 << 63)

struct dm_tuple {
  uint64_t at[DM_TUPLE];
};

/// Order by column, whatever DM_TUPLE_REMOVED says.
int dm_tuple_compare(const struct dm_tuple *a, const struct dm_tuple *b);
/// As bytes whose order is that of the tuples: each column big end first.
void dm_tuple_write(const struct dm_tuple *tuple, unsigned char bytes[DM_KEY_BYTES]);
struct dm_tuple dm_tuple_read(const unsigned char bytes[DM_KEY_BYTES]);
/// Sort by dm_tuple_compare(); equals stay in the order they came in.  @param spare  [count] room to work in
void dm_tuples_sort(struct dm_tuple *tuples, struct dm_tuple *spare, size_t count);

#endif
