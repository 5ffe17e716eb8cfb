// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file writer.h  Quads out as Turtle, TriG, N-Quads, N-Triples, streamed (serd).
*/
#ifndef DM_RDF_WRITER_H
#define DM_RDF_WRITER_H

#include "rdf/reader.h"

struct dm_rdf_writer;

/// Write to `stream`, with the project's prefixes (schema/lexicon/prefixes.tsv) in Turtle and TriG.
DM_CHECK_RESULT enum dm_status dm_rdf_writer_new(FILE *stream, enum dm_rdf_format format,
                                                 const struct dm_resources *resources, struct dm_diag *diag,
                                                 struct dm_rdf_writer **out);
/// A dm_quad_sink; `context` is the writer.  Triples formats leave the graph out; quads come in order of graph, subject.
enum dm_status dm_rdf_writer_quad(void *context, const struct dm_quad *quad);
/// End the document.  @return DM_OK; DM_ERR_IO.
DM_CHECK_RESULT enum dm_status dm_rdf_writer_finish(struct dm_rdf_writer *writer);
void dm_rdf_writer_free(struct dm_rdf_writer *writer);

#endif
