// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/loading.h"
#include "cli/options.h"

#include "base/buffer.h"
#include "base/io.h"
#include "graph/graph.h"
#include "link/link.h"
#include "rdf/terms.h"
#include "redland/redland.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is asked. */

/// A shipped query by its name.
static enum dm_status find_shipped(const struct dm_options *options, const char *name, struct dm_arena *arena,
                                   struct dm_diag *diag, struct dm_span *out)
{
  struct dm_resources resources = dm_options_resources(options);
  struct dm_buffer path = {0};
  dm_buffer_printf(&path, "queries/%s.rq", name);
  enum dm_status status = dm_resource_get(&resources, dm_buffer_text(&path), arena, diag, out);
  dm_buffer_free(&path);
  if (status == DM_SKIP) {
    dm_diag_error(diag, "there is no file %s, nor a shipped query of that name", name);
    return DM_ERR_QUERY;
  }
  return status;
}

static enum dm_status find_text(const struct dm_options *options, struct dm_arena *arena, struct dm_diag *diag,
                                struct dm_span *out)
{
  size_t given = options->operand.count + (options->expression != NULL);
  if (given != 1) {
    dm_diag_error(diag, "query takes one query: a file, the name of a shipped one, or -e SPARQL");
    return DM_ERR_QUERY;
  }
  if (options->expression) {
    *out = dm_span_of(options->expression);
    diag->file = "-e";
    return DM_OK;
  }
  const char *name = options->operand.text[0];
  if (strcmp(name, "-") == 0) {
    return dm_io_read_file("/dev/stdin", arena, diag, out);
  }
  if (access(name, F_OK) != 0) {
    return find_shipped(options, name, arena, diag, out);
  }
  diag->file = name;
  return dm_io_read_file(name, arena, diag, out);
}

static enum dm_status find_output(const struct dm_options *options, struct dm_diag *diag, struct dm_redland_output *out)
{
  const char *name = options->format;
  out->results = DM_RESULTS_TABLE;
  out->graph = DM_RDF_TURTLE;
  out->accepts = DM_ACCEPTS_ALL;
  if (!name) {
    return DM_OK;
  }
  if (dm_results_format_named(name, &out->results) == DM_OK) {
    out->accepts = out->results == DM_RESULTS_TABLE ? DM_ACCEPTS_ALL : DM_ACCEPTS_RESULTS;
    return DM_OK;
  }
  out->accepts = DM_ACCEPTS_GRAPH;
  if (dm_rdf_format_named(name, &out->graph) == DM_OK &&
      (out->graph == DM_RDF_TURTLE || out->graph == DM_RDF_NTRIPLES)) {
    return DM_OK;
  }
  dm_diag_error(diag, "query writes table, csv, tsv, json, xml, turtle or ntriples, not %s", name);
  return DM_ERR_QUERY;
}

/* What it is asked of. */

static enum dm_status load_named(struct dm_change *change, const char *named, struct dm_diag *diag)
{
  const char *equals = strrchr(named, '=');
  struct dm_span iri = {named, equals ? (size_t)(equals - named) : 0};
  if (!equals || !dm_term_is_iri(iri)) {
    dm_diag_error(diag, "--named takes IRI=FILE, not '%s'", named);
    return DM_ERR_QUERY;
  }
  char *graph = strndup(named, iri.size);
  enum dm_status status = graph ? dm_loading_file(change, equals + 1, graph, diag) : DM_ERR_IO;
  free(graph);
  return status;
}

static enum dm_status load_data(const struct dm_options *options, struct dm_store *store, struct dm_diag *diag)
{
  struct dm_change *change;
  DM_TRY(dm_change_new(store, diag, &change));
  enum dm_status status = DM_OK;
  for (size_t i = 0; i < options->data.count && status == DM_OK; i++) {
    status = dm_loading_file(change, options->data.text[i], NULL, diag);
  }
  for (size_t i = 0; i < options->named.count && status == DM_OK; i++) {
    status = load_named(change, options->named.text[i], diag);
  }
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  return dm_change_commit(change);
}

static bool asks_files(const struct dm_options *options) { return options->data.count || options->named.count; }

static enum dm_status open_store(const struct dm_options *options, struct dm_diag *diag, struct dm_store **out)
{
  if (!asks_files(options)) {
    return dm_store_open(options->store, DM_STORE_READ, diag, out);
  }
  const char *file = diag->file;
  struct dm_store *store;
  DM_TRY(dm_store_open(NULL, DM_STORE_TEMPORARY, diag, &store));
  enum dm_status status = load_data(options, store, diag);
  diag->file = file;
  if (status != DM_OK) {
    dm_store_free(store);
    return status;
  }
  *out = store;
  return DM_OK;
}

/* Asking. */

static enum dm_status ask(const struct dm_options *options, struct dm_store *store, const char *text,
                          const struct dm_redland_output *output, struct dm_diag *diag)
{
  struct dm_snapshot *snapshot;
  DM_TRY(dm_snapshot_new(store, diag, &snapshot));
  struct dm_arena *arena = dm_arena_new();
  struct dm_buffer base = {0};
  dm_buffer_add_text(&base, options->base);
  dm_buffer_add_text(&base, strcmp(options->base, DM_BASE_DEFAULT) == 0 ? "/" : "");
  struct dm_redland_data data = {.snapshot = snapshot, .merged = !asks_files(options), .base = dm_buffer_span(&base)};
  if (options->no_inferred) {
    data.without = dm_link_graph(dm_options_base(options), arena);
  }
  enum dm_status status = dm_redland_query(&data, text, output, diag);
  dm_arena_free(arena);
  dm_buffer_free(&base);
  dm_snapshot_free(snapshot);
  return status;
}

static enum dm_status run(const struct dm_options *options, struct dm_arena *arena, struct dm_diag *diag)
{
  struct dm_resources resources = dm_options_resources(options);
  struct dm_redland_output output = {.stream = stdout, .resources = &resources};
  struct dm_store *store;
  struct dm_span text;
  DM_TRY(find_output(options, diag, &output));
  DM_TRY(find_text(options, arena, diag, &text));
  DM_TRY(open_store(options, diag, &store));
  enum dm_status status = ask(options, store, text.data, &output, diag);
  dm_store_free(store);
  return status;
}

int dm_command_query(const struct dm_options *options, struct dm_diag *diag)
{
  struct dm_arena *arena = dm_arena_new();
  enum dm_status status = run(options, arena, diag);
  dm_arena_free(arena);
  diag->file = NULL;
  if (status == DM_ERR_IO && ferror(stdout)) {
    return DM_EXIT_DONE; // said when standard output is closed
  }
  return dm_exit_code(status);
}
