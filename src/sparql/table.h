// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file table.h  Solutions as a table for people: columns as wide as their widest cell, or as a terminal has room
   for: longer text then goes on in the next line, and rows of very many columns are blocks.
*/
#ifndef DM_SPARQL_TABLE_H
#define DM_SPARQL_TABLE_H

#include "graph/quad.h"

#include <signal.h>
#include <stdio.h>

struct dm_results_table;

struct dm_results_table *dm_results_table_new(const char *const *variables, size_t count);
/// Copies what it shows: literals as their text, IRIs with the project's prefixes, white space as one blank.
void dm_results_table_row(struct dm_results_table *table, const struct dm_term *row);
/**
   Write the table.

   @param columns  Of the terminal: wider tables are wrapped at blanks; where columns would be too narrow to read, each row is a
                  block with a line for each cell.  0 for no bound.
   @param stop     Or NULL: the rows that are left are not written when it becomes 1.
*/
void dm_results_table_write(struct dm_results_table *table, FILE *stream, size_t columns,
                            const volatile sig_atomic_t *stop);
void dm_results_table_free(struct dm_results_table *table);

#endif
