// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file table.h  Tab-separated tables: the .tsv files of schema/lexicon.

   A line is a row; `#` at its beginning makes it a comment; empty lines are passed over.  Fields are trimmed.
*/
#ifndef DM_BASE_TABLE_H
#define DM_BASE_TABLE_H

#include "base/resource.h"

enum { DM_TABLE_FIELDS = 12 };

/// A table being read, and its current row.
struct dm_table {
  struct dm_span rest;  ///< what has not been read
  const char *name;     ///< of the resource, for messages
  uint64_t line;        ///< of the current row, 1-based
  uint32_t field_count; ///< of the current row
  struct dm_span field[DM_TABLE_FIELDS];
};

/// Open a resource as a table.  @return DM_OK; DM_ERR_SCHEMA if there is none of that name (said); DM_ERR_IO (said).
DM_CHECK_RESULT enum dm_status dm_table_open(const struct dm_resources *resources, const char *name,
                                             struct dm_arena *arena, struct dm_diag *diag, struct dm_table *out);
/// Go to the next row.  Fields beyond field_count are empty spans.  @return whether there is one.
bool dm_table_next(struct dm_table *table);
/// Say what is wrong with the current row, as file:line.  @return DM_ERR_SCHEMA
enum dm_status dm_table_error(const struct dm_table *table, struct dm_diag *diag, const char *what);

#endif
