// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/linking.h"
#include "cli/options.h"

#include "graph/graph.h"

#include <string.h>

/// Take one article out, named by its id or by the IRI of its graph.  @return DM_OK; DM_SKIP: there is none (said).
static enum dm_status retract_one(const struct dm_options *options, const char *name, struct dm_change *change,
                                  struct dm_arena *arena, struct dm_diag *diag)
{
  struct dm_span base = dm_options_base(options);
  struct dm_term graph = dm_term_iri(dm_graph_article_iri(base, dm_span_of(name), arena));
  enum dm_status status = dm_change_remove_graph(change, &graph);
  struct dm_span prefix = dm_graph_article_iri(base, (struct dm_span){0}, arena);
  if (status == DM_SKIP && dm_span_starts(dm_span_of(name), prefix)) {
    graph = dm_term_iri(dm_span_of(name));
    status = dm_change_remove_graph(change, &graph);
  }
  if (status == DM_SKIP) {
    dm_diag_error(diag, "there is no article '%s' in this store", name);
  }
  return status;
}

static enum dm_status retract_all(const struct dm_options *options, struct dm_change *change, struct dm_diag *diag,
                                  size_t *missing)
{
  struct dm_arena *arena = dm_arena_new();
  enum dm_status status = DM_OK;
  for (size_t i = 0; i < options->operand.count && status == DM_OK; i++) {
    status = retract_one(options, options->operand.text[i], change, arena, diag);
    if (status == DM_SKIP) {
      ++*missing;
      status = DM_OK;
    }
  }
  dm_arena_free(arena);
  return status;
}

int dm_command_retract(const struct dm_options *options, struct dm_diag *diag)
{
  if (options->operand.count == 0) {
    dm_diag_error(diag, "retract: no article; name ids or IRIs");
    return DM_EXIT_CANNOT;
  }
  struct dm_store *store;
  struct dm_change *change = NULL;
  size_t missing = 0;
  enum dm_status status = dm_store_open(options->store, DM_STORE_WRITE, diag, &store);
  if (status != DM_OK) {
    return dm_exit_code(status);
  }
  status = dm_change_new(store, diag, &change);
  if (status == DM_OK) {
    status = retract_all(options, change, diag, &missing);
  }
  if (status == DM_OK) {
    status = dm_change_commit(change);
  } else {
    dm_change_abort(change);
  }
  if (status == DM_OK && !options->no_link) {
    status = dm_linking_run(store, options, diag);
  }
  dm_store_free(store);
  return status == DM_OK && missing ? DM_EXIT_SOME_FAILED : dm_exit_code(status);
}
