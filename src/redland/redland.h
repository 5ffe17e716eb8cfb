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

#include <signal.h>

struct librdf_world_s; // librdf_world

/// Make `demarche` known to `world` (librdf_storage_register_factory).
void dm_redland_register(struct librdf_world_s *world);

/// Which answers there is a format for.
enum dm_redland_accepts { DM_ACCEPTS_ALL, DM_ACCEPTS_RESULTS, DM_ACCEPTS_GRAPH };

/// How a query's answer is written.
struct dm_redland_output {
  FILE *stream;
  enum dm_results_format results; ///< of SELECT and ASK
  enum dm_rdf_format graph;       ///< of CONSTRUCT and DESCRIBE
  enum dm_redland_accepts accepts;
  const struct dm_resources *resources;
};

/// A variable that is given a term before a query is run.
struct dm_binding {
  const char *name; ///< without the question mark
  struct dm_term term;
};

/// What a query is asked of.
struct dm_redland_data {
  const struct dm_snapshot *snapshot;
  bool merged;            ///< the default graph is the union of all graphs; else only what is in no named graph
  struct dm_span without; ///< IRI of a graph that is not seen; empty for none
  struct dm_span base;    ///< IRI which relative ones of the query go by
  size_t binding_count;
  const struct dm_binding *binding;  ///< [binding_count]
  const volatile sig_atomic_t *stop; ///< or NULL: the query is broken off (DM_ERR_QUERY, said) when it becomes 1
  const char *takes;                 ///< names it may be given, for who gives another; NULL: those of its variables
};

/**
   Run a query over a snapshot and write its answer.

   FROM and FROM NAMED choose among the graphs of the snapshot; nothing is fetched.

   @param text  SPARQL, NUL-terminated.
   @return DM_OK; DM_SKIP: nobody reads the answer any more; DM_ERR_QUERY: not SPARQL, or beyond this engine (said, with
           line); DM_ERR_IO, DM_ERR_STORE.
*/
DM_CHECK_RESULT enum dm_status dm_redland_query(const struct dm_redland_data *data, const char *text,
                                                const struct dm_redland_output *output, struct dm_diag *diag);

#endif
