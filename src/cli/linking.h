// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file linking.h  The link graph, computed anew in a change of its own: what build, link, load and retract end with.
*/
#ifndef DM_CLI_LINKING_H
#define DM_CLI_LINKING_H

#include "cli/options.h"
#include "store/store.h"

/// Tells how far it has come.  @return DM_OK; DM_ERR_STORE, DM_ERR_IO (said).
DM_CHECK_RESULT enum dm_status dm_linking_run(struct dm_store *store, const struct dm_options *options,
                                              struct dm_diag *diag);

#endif
