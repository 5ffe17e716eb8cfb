// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"

#include "link/link.h"
#include "rdf/terms.h"
#include "rdf/writer.h"

#include <stdio.h>

enum { QUADS_A_TELL = 256 }; ///< reading a clock for each would take time

struct teller {
  struct dm_rdf_writer *writer;
  struct dm_progress progress;
  uint64_t quads;
  uint64_t whole; ///< 0: not known
};

static enum dm_status write_quad(void *context, const struct dm_quad *quad)
{
  struct teller *teller = context;
  if (++teller->quads % QUADS_A_TELL == 0) {
    dm_progress_tell(&teller->progress, teller->quads, teller->quads, teller->whole);
  }
  return dm_rdf_writer_quad(teller->writer, quad);
}

static enum dm_status write_all(const struct dm_options *options, const struct dm_snapshot *snapshot,
                                struct dm_selection *selection, struct dm_rdf_writer *writer, struct dm_diag *diag)
{
  struct dm_term graph = dm_term_iri(dm_span_of(options->graph));
  struct dm_arena *arena = dm_arena_new();
  struct dm_term link = dm_term_iri(dm_link_graph(dm_options_base(options), arena));
  if (options->graph && dm_snapshot_id(snapshot, &graph) == DM_ID_NONE) {
    dm_diag_warning(diag, "there is no graph <%s>", options->graph);
  }
  selection->graph = options->graph ? &graph : NULL;
  selection->without = options->no_inferred ? &link : NULL;
  const struct dm_id_quad any = {0};
  struct teller teller = {.writer = writer, .whole = options->graph ? 0 : dm_snapshot_estimate(snapshot, &any)};
  dm_progress_begin(&teller.progress, options, "quads written", !options->output, diag);
  enum dm_status status = dm_snapshot_each(snapshot, selection, write_quad, &teller);
  dm_progress_tell(&teller.progress, teller.quads, teller.quads, teller.whole);
  dm_progress_end(&teller.progress);
  dm_arena_free(arena);
  return status;
}

static enum dm_status write_store(const struct dm_options *options, struct dm_store *store, enum dm_rdf_format format,
                                  FILE *stream, struct dm_diag *diag)
{
  struct dm_resources resources = dm_options_resources(options);
  struct dm_selection selection = {.merged = format == DM_RDF_TURTLE || format == DM_RDF_NTRIPLES};
  struct dm_snapshot *snapshot;
  struct dm_rdf_writer *writer;
  DM_TRY(dm_snapshot_new(store, diag, &snapshot));
  enum dm_status status = dm_rdf_writer_new(stream, format, &resources, diag, &writer);
  if (status == DM_OK) {
    status = write_all(options, snapshot, &selection, writer, diag);
    enum dm_status ended = dm_rdf_writer_finish(writer);
    status = status == DM_OK ? ended : status;
    dm_rdf_writer_free(writer);
  }
  dm_snapshot_free(snapshot);
  return status;
}

static int export_to(const struct dm_options *options, enum dm_rdf_format format, struct dm_diag *diag)
{
  struct dm_store *store;
  struct dm_output output;
  enum dm_status status = dm_store_open(options->store, DM_STORE_READ, diag, &store);
  if (status != DM_OK) {
    return dm_exit_code(status);
  }
  status = dm_output_open(options->output, diag, &output);
  if (status == DM_OK) {
    status = write_store(options, store, format, output.stream, diag);
    status = dm_output_close(&output, status, diag);
  }
  dm_store_free(store);
  return dm_exit_code(status);
}

int dm_command_export(const struct dm_options *options, struct dm_diag *diag)
{
  const char *name = options->format ? options->format : "turtle";
  enum dm_rdf_format format;
  if (options->operand.count) {
    dm_diag_error(diag, "export takes no operands, see --help");
    return DM_EXIT_CANNOT;
  }
  if (dm_rdf_format_named(name, &format) != DM_OK || format == DM_RDF_RDFXML) {
    dm_diag_error(diag, "export writes turtle, trig, nquads or ntriples, not %s", name);
    return DM_EXIT_CANNOT;
  }
  if (options->graph && !dm_term_is_iri(dm_span_of(options->graph))) {
    dm_diag_error(diag, "--graph takes an IRI, not '%s'", options->graph);
    return DM_EXIT_CANNOT;
  }
  return export_to(options, format, diag);
}
