// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/linking.h"
#include "cli/options.h"

int dm_command_link(const struct dm_options *options, struct dm_diag *diag)
{
  struct dm_store *store;
  enum dm_status status = dm_store_open(options->store, DM_STORE_WRITE, diag, &store);
  if (status != DM_OK) {
    return dm_exit_code(status);
  }
  status = dm_linking_run(store, options, diag);
  dm_store_free(store);
  return dm_exit_code(status);
}
