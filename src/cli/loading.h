// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file loading.h  RDF files into a change: what load and query --data share.
*/
#ifndef DM_CLI_LOADING_H
#define DM_CLI_LOADING_H

#include "cli/options.h"
#include "store/store.h"

/**
   Add the quads of an RDF file, whose format its name tells; `-` is N-Quads on standard input.

   @param graph  For triples of no named graph; NULL leaves them in the default graph.
   @return DM_OK; DM_ERR_FORMAT, DM_ERR_LIMIT, DM_ERR_IO, DM_ERR_STORE (said).
*/
DM_CHECK_RESULT enum dm_status dm_loading_file(struct dm_change *change, const char *path, const char *graph,
                                               struct dm_diag *diag);
/// The same with all operands, telling how far it has come.
DM_CHECK_RESULT enum dm_status dm_loading_files(struct dm_change *change, const struct dm_options *options,
                                                struct dm_diag *diag);

#endif
