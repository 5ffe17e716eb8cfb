// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/linking.h"
#include "cli/loading.h"
#include "cli/options.h"

/// All files or none: what was there stays, what comes is added.
static enum dm_status load_files(struct dm_store *store, const struct dm_options *options, struct dm_diag *diag)
{
  struct dm_change *change;
  DM_TRY(dm_change_new(store, diag, &change));
  enum dm_status status = dm_loading_files(change, options, diag);
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  return dm_change_commit(change);
}

int dm_command_load(const struct dm_options *options, struct dm_diag *diag)
{
  if (options->operand.count == 0) {
    dm_diag_error(diag, "load: no input; name RDF files, or - for N-Quads on standard input");
    return DM_EXIT_CANNOT;
  }
  struct dm_store *store;
  enum dm_status status = dm_store_open(options->store, DM_STORE_CREATE, diag, &store);
  if (status != DM_OK) {
    return dm_exit_code(status);
  }
  status = load_files(store, options, diag);
  if (status == DM_OK && !options->no_link) {
    status = dm_linking_run(store, options, diag);
  }
  dm_store_free(store);
  return dm_exit_code(status);
}
