// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file asking.h  Queries asked of a store or of files, one or many: what `query` and its prompt share.
*/
#ifndef DM_CLI_ASKING_H
#define DM_CLI_ASKING_H

#include "cli/options.h"
#include "redland/redland.h"

/// What is asked, and how answers are written.
struct dm_asking {
  const struct dm_options *options; ///< borrowed
  struct dm_resources resources;
  struct dm_redland_output output;
  struct dm_store *store;
  const volatile sig_atomic_t *stop; ///< or NULL: a query is broken off when it becomes 1
};

/// Take a format by its name; NULL is the default.  @return DM_OK; DM_ERR_QUERY (said): there is none of that name.
DM_CHECK_RESULT enum dm_status dm_asking_format(const char *name, struct dm_diag *diag, struct dm_redland_output *out);
/// Open the store of `options`, or load its files.  @return DM_OK; what opening and loading give (said).
DM_CHECK_RESULT enum dm_status dm_asking_open(const struct dm_options *options, struct dm_diag *diag,
                                              struct dm_asking *out);
void dm_asking_close(struct dm_asking *asking);

/**
   Ask, and write the answer.

   @param text      SPARQL, NUL-terminated; its header may declare parameters (parameters.h).
   @param settings  NAME=VALUE each.
   @return as dm_redland_query().
*/
DM_CHECK_RESULT enum dm_status dm_asking_run(const struct dm_asking *asking, const char *text,
                                             const struct dm_list *settings, struct dm_diag *diag);

#endif
