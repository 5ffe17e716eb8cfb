// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file shipped.h  The queries that are compiled in.
*/
#ifndef DM_CLI_SHIPPED_H
#define DM_CLI_SHIPPED_H

#include "base/resource.h"

#include <stdio.h>

/// The text of a shipped query.  @return DM_OK; DM_ERR_QUERY (said): there is none of that name; DM_ERR_IO (said).
DM_CHECK_RESULT enum dm_status dm_shipped_text(const struct dm_resources *resources, const char *name,
                                               struct dm_arena *arena, struct dm_diag *diag, struct dm_span *out);
/// The text of a query, NUL-terminated: of a shipped one by its name, of a file, of standard input (`-`).
DM_CHECK_RESULT enum dm_status dm_shipped_or_file(const struct dm_resources *resources, const char *name,
                                                  struct dm_arena *arena, struct dm_diag *diag, struct dm_span *out);
/// The name of shipped query `index`, in `arena`; NULL behind the last.
const char *dm_shipped_name(size_t index, struct dm_arena *arena);
/// Names, what each answers, and its parameters.
void dm_shipped_list(FILE *to);

#endif
