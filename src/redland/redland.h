// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file redland.h  The store as a librdf storage named `demarche`, in-process and as a module.
   `librdf_new_storage(world, "demarche", "PATH", "merged='yes'")`; contexts are graphs.
*/
#ifndef DM_REDLAND_REDLAND_H
#define DM_REDLAND_REDLAND_H

#include "base/diag.h"
#include "base/status.h"
#include "rdf/reader.h"
#include "sparql/results.h"
#include "store/store.h"

#include <librdf.h>

/// Make `demarche` known to `world` (librdf_storage_register_factory).
void dm_redland_register(librdf_world *world);

/// How a query's answer is written.
struct dm_redland_output {
  FILE *stream;
  enum dm_results_format results; ///< of SELECT and ASK
  enum dm_rdf_format graph;       ///< of CONSTRUCT and DESCRIBE
  const struct dm_resources *resources;
};

/**
   Run a query over a snapshot and write its answer.

   @param merged  The default graph is the union of all graphs; else only what is in no named graph.
   @param text    SPARQL, NUL-terminated.
   @return DM_OK; DM_ERR_QUERY: not SPARQL, or beyond this engine (said, with line); DM_ERR_IO.
*/
DM_CHECK_RESULT enum dm_status dm_redland_query(struct dm_snapshot *snapshot, bool merged, const char *text,
                                                const struct dm_redland_output *output, struct dm_diag *diag);

#endif
