// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file table.h  Solutions as a table for people: columns as wide as their widest cell.
*/
#ifndef DM_SPARQL_TABLE_H
#define DM_SPARQL_TABLE_H

#include "graph/quad.h"

#include <stdio.h>

struct dm_results_table;

struct dm_results_table *dm_results_table_new(const char *const *variables, size_t count);
/// Copies what it shows: literals as their text, IRIs with the project's prefixes, white space as one blank.
void dm_results_table_row(struct dm_results_table *table, const struct dm_term *row);
void dm_results_table_write(const struct dm_results_table *table, FILE *stream);
void dm_results_table_free(struct dm_results_table *table);

#endif
