// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/asking.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "cli/loading.h"
#include "cli/parameters.h"
#include "graph/graph.h"
#include "link/link.h"
#include "rdf/terms.h"

#include <stdlib.h>
#include <string.h>

/* How it is answered. */

enum dm_status dm_asking_format(const char *name, struct dm_diag *diag, struct dm_redland_output *out)
{
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
  char *graph = dm_strndup(named, iri.size);
  enum dm_status status = dm_loading_file(change, equals + 1, graph, diag);
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

enum dm_status dm_asking_open(const struct dm_options *options, struct dm_diag *diag, struct dm_asking *out)
{
  struct dm_asking asking = {.options = options, .resources = dm_options_resources(options)};
  asking.output.stream = stdout;
  DM_TRY(dm_asking_format(options->format, diag, &asking.output));
  DM_TRY(open_store(options, diag, &asking.store));
  *out = asking;
  out->output.resources = &out->resources;
  return DM_OK;
}

void dm_asking_close(struct dm_asking *asking) { dm_store_free(asking->store); }

/* Asking. */

/// The dataset, and the variables that are set.
static enum dm_status describe_data(const struct dm_asking *asking, const char *text, const struct dm_list *settings,
                                    struct dm_arena *arena, struct dm_diag *diag, struct dm_redland_data *out)
{
  const struct dm_options *options = asking->options;
  struct dm_parameters parameters;
  struct dm_binding *binding = DM_NEW(arena, struct dm_binding, settings->count + 1);
  dm_parameters_read(dm_span_of(text), arena, &parameters);
  for (size_t i = 0; i < settings->count; i++) {
    DM_TRY(dm_parameters_set(&parameters, settings->text[i], arena, diag, &binding[i]));
  }
  out->stop = asking->stop;
  out->merged = !asks_files(options);
  out->binding_count = settings->count;
  out->binding = binding;
  out->takes = dm_parameters_names(&parameters, arena);
  if (options->no_inferred) {
    out->without = dm_link_graph(dm_options_base(options), arena);
  }
  return DM_OK;
}

static enum dm_status ask(const struct dm_asking *asking, struct dm_redland_data *data, const char *text,
                          struct dm_diag *diag)
{
  const struct dm_options *options = asking->options;
  struct dm_snapshot *snapshot;
  DM_TRY(dm_snapshot_new(asking->store, diag, &snapshot));
  struct dm_buffer base = {0};
  dm_buffer_add_text(&base, options->base);
  dm_buffer_add_text(&base, strcmp(options->base, DM_BASE_DEFAULT) == 0 ? "/" : "");
  data->snapshot = snapshot;
  data->base = dm_buffer_span(&base);
  enum dm_status status = dm_redland_query(data, text, &asking->output, diag);
  status = status == DM_OK ? dm_snapshot_status(snapshot) : status;
  dm_buffer_free(&base);
  dm_snapshot_free(snapshot);
  return status;
}

enum dm_status dm_asking_run(const struct dm_asking *asking, const char *text, const struct dm_list *settings,
                             struct dm_diag *diag)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_redland_data data = {0};
  enum dm_status status = describe_data(asking, text, settings, arena, diag, &data);
  status = status == DM_OK ? ask(asking, &data, text, diag) : status;
  dm_arena_free(arena);
  return status;
}
