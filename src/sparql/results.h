// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file results.h  Solutions of a query, written to the letter of the Recommendations.
   Formats: SPARQL 1.1 Query Results JSON, XML (second edition), CSV and TSV; a table for people.
*/
#ifndef DM_SPARQL_RESULTS_H
#define DM_SPARQL_RESULTS_H

#include "base/diag.h"
#include "base/status.h"
#include "graph/quad.h"

#include <signal.h>
#include <stdio.h>

enum dm_results_format { DM_RESULTS_TABLE, DM_RESULTS_CSV, DM_RESULTS_TSV, DM_RESULTS_JSON, DM_RESULTS_XML };

/// By name: `table`, `csv`, `tsv`, `json`, `xml`.  @return DM_OK or DM_SKIP
DM_CHECK_RESULT enum dm_status dm_results_format_named(const char *name, enum dm_results_format *out);

struct dm_results_writer;

/// @param variables  [count] names without `?`, in the order of SELECT; borrowed while the writer lives.
DM_CHECK_RESULT enum dm_status dm_results_writer_new(FILE *stream, enum dm_results_format format,
                                                     const char *const *variables, size_t count,
                                                     struct dm_results_writer **out);
/// @param row  [count] DM_TERM_NONE is unbound.
void dm_results_writer_row(struct dm_results_writer *writer, const struct dm_term *row);
/// End the document.  @param stop  Or NULL: what is still to be written of a table is left when it becomes 1.
DM_CHECK_RESULT enum dm_status dm_results_writer_finish(struct dm_results_writer *writer,
                                                        const volatile sig_atomic_t *stop);
void dm_results_writer_free(struct dm_results_writer *writer);
/// The whole document of an ASK.
DM_CHECK_RESULT enum dm_status dm_results_write_boolean(FILE *stream, enum dm_results_format format, bool value);

#endif
