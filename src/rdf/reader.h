// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file reader.h  RDF files in, as streams of quads (raptor2).
   Blank nodes are skolemised by file content and label, so that two processes give the same names.
*/
#ifndef DM_RDF_READER_H
#define DM_RDF_READER_H

#include "base/diag.h"
#include "base/resource.h"
#include "base/status.h"
#include "graph/quad.h"

#include <stdio.h>

enum dm_rdf_format { DM_RDF_TURTLE, DM_RDF_TRIG, DM_RDF_NQUADS, DM_RDF_NTRIPLES, DM_RDF_RDFXML };

/// Takes one quad, whose bytes are valid during the call.  What is not DM_OK ends the reading and is handed on.
typedef enum dm_status dm_quad_sink(void *context, const struct dm_quad *quad);

/// By name (`turtle`) or by the ending of a path (`.ttl`).  @return DM_OK or DM_SKIP
DM_CHECK_RESULT enum dm_status dm_rdf_format_named(const char *name, enum dm_rdf_format *out);
DM_CHECK_RESULT enum dm_status dm_rdf_format_of_path(const char *path, enum dm_rdf_format *out);

/// Read all of `file`.  @param base  base IRI.  @return DM_OK; DM_ERR_FORMAT (said as file:line); DM_ERR_IO; the sink's.
DM_CHECK_RESULT enum dm_status dm_rdf_read(FILE *file, enum dm_rdf_format format, struct dm_span base,
                                           dm_quad_sink *sink, void *context, struct dm_diag *diag);

#endif
