// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/redland.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "redland/stream.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/**
   One librdf storage.  Statements added one by one gather in a change, which is committed by what reads, by sync and by
   close: a commit each would be most of the work.  In a transaction, reading shows what was before it.
*/
struct storage {
  char *path;
  enum dm_store_mode mode;
  bool merged;
  struct dm_diag diag; ///< librdf's log
  struct dm_nodes nodes;
  struct dm_store *store;
  struct dm_sight *sight;   ///< the last commit as far as it has been looked at, or NULL
  struct dm_change *change; ///< or NULL
  bool transaction;         ///< the change waits for the end of one
};

static struct storage *of(librdf_storage *handle) { return librdf_storage_get_instance(handle); }

static void log_message(void *context, const struct dm_message *message)
{
  struct storage *storage = context;
  static const librdf_log_level levels[] = {
      [DM_NOTE] = LIBRDF_LOG_INFO, [DM_WARNING] = LIBRDF_LOG_WARN, [DM_ERROR] = LIBRDF_LOG_ERROR};
  librdf_log(storage->nodes.world, 0, levels[message->severity], LIBRDF_FROM_STORAGE, NULL, "%s", message->text);
}

/* From opening to closing. */

static bool option(librdf_hash *options, const char *name, bool otherwise)
{
  int value = options ? librdf_hash_get_as_boolean(options, name) : -1;
  return value < 0 ? otherwise : value != 0;
}

static int storage_init(librdf_storage *handle, const char *name, librdf_hash *options)
{
  struct storage *storage = dm_malloc(sizeof *storage);
  *storage = (struct storage){.mode = DM_STORE_WRITE};
  storage->nodes.world = librdf_storage_get_world(handle);
  storage->diag = (struct dm_diag){.sink = log_message, .context = storage};
  storage->path = name ? dm_strndup(name, strlen(name)) : NULL;
  storage->merged = option(options, "merged", false);
  if (!option(options, "write", true)) {
    storage->mode = DM_STORE_READ;
  } else if (option(options, "new", false)) {
    storage->mode = DM_STORE_CREATE;
  }
  librdf_storage_set_instance(handle, storage);
  if (options) {
    librdf_free_hash(options); // ours by contract
  }
  if (!storage->path) {
    dm_diag_error(&storage->diag, "a demarche storage needs the path of a store as its name");
  }
  return storage->path == NULL;
}

static int storage_clone(librdf_storage *made, librdf_storage *old)
{
  struct storage *storage = dm_malloc(sizeof *storage);
  *storage =
      (struct storage){.mode = of(old)->mode, .merged = of(old)->merged, .nodes = {.world = of(old)->nodes.world}};
  storage->diag = (struct dm_diag){.sink = log_message, .context = storage};
  storage->path = dm_strndup(of(old)->path, strlen(of(old)->path));
  librdf_storage_set_instance(made, storage);
  return 0;
}

static int storage_open(librdf_storage *handle, librdf_model *model)
{
  struct storage *storage = of(handle);
  (void)model;
  return dm_store_open(storage->path, storage->mode, &storage->diag, &storage->store) != DM_OK;
}

static void look_anew(struct storage *storage)
{
  dm_sight_leave(storage->sight);
  storage->sight = NULL;
}

static int commit(struct storage *storage)
{
  struct dm_change *change = storage->change;
  storage->change = NULL;
  storage->transaction = false;
  look_anew(storage);
  return change && dm_change_commit(change) != DM_OK;
}

static int storage_close(librdf_storage *handle)
{
  struct storage *storage = of(handle);
  int failed = 0;
  if (storage->transaction) {
    dm_change_abort(storage->change);
    storage->change = NULL;
  } else {
    failed = commit(storage);
  }
  look_anew(storage);
  dm_nodes_clear(&storage->nodes);
  dm_store_free(storage->store);
  storage->store = NULL;
  return failed;
}

static void storage_terminate(librdf_storage *handle)
{
  struct storage *storage = of(handle);
  if (storage) {
    free(storage->path);
    free(storage);
  }
}

/* Reading. */

/// The store as it is to be read now; NULL if it cannot be.
static struct dm_sight *look(struct storage *storage)
{
  struct dm_snapshot *snapshot;
  if (storage->change && !storage->transaction && commit(storage)) {
    return NULL;
  }
  look_anew(storage); // others may have written
  if (dm_snapshot_new(storage->store, &storage->diag, &snapshot) == DM_OK) {
    storage->sight = dm_sight_new(snapshot);
  }
  return storage->sight;
}

static int storage_size(librdf_storage *handle)
{
  struct storage *storage = of(handle);
  struct dm_sight *sight = look(storage);
  struct dm_store_stats stats;
  if (!sight || dm_snapshot_stats(sight->snapshot, &stats) != DM_OK) {
    return -1;
  }
  uint64_t size = storage->merged ? stats.triples : stats.quads;
  return size > INT_MAX ? INT_MAX : (int)size;
}

/// A node to an id, NULL to DM_ID_NONE.  @return whether the store knows it.
static bool find_id(const struct dm_snapshot *snapshot, librdf_node *node, dm_id *out)
{
  *out = DM_ID_NONE;
  if (!node) {
    return true;
  }
  struct dm_arena *arena = dm_arena_new();
  struct dm_term term = dm_nodes_term(node, arena);
  *out = dm_snapshot_id(snapshot, &term);
  dm_arena_free(arena);
  return *out != DM_ID_NONE;
}

/// @param statement  A pattern, or NULL for all.
static bool find_pattern(const struct dm_snapshot *snapshot, librdf_statement *statement, librdf_node *context,
                         struct dm_id_quad *out)
{
  *out = (struct dm_id_quad){0};
  bool known = find_id(snapshot, context, &out->graph);
  if (statement) {
    known = find_id(snapshot, librdf_statement_get_subject(statement), &out->subject) && known;
    known = find_id(snapshot, librdf_statement_get_predicate(statement), &out->predicate) && known;
    known = find_id(snapshot, librdf_statement_get_object(statement), &out->object) && known;
  }
  return known;
}

static librdf_stream *find_in_context(librdf_storage *handle, librdf_statement *statement, librdf_node *context)
{
  struct storage *storage = of(handle);
  struct dm_sight *sight = look(storage);
  struct dm_id_quad pattern;
  if (!sight) {
    return NULL;
  }
  if (!find_pattern(sight->snapshot, statement, context, &pattern)) {
    return librdf_new_empty_stream(storage->nodes.world);
  }
  enum dm_view view = storage->merged ? DM_VIEW_UNION : DM_VIEW_QUADS;
  return dm_stream_new(handle, &storage->nodes, sight, view, &pattern);
}

static librdf_stream *find_with_options(librdf_storage *handle, librdf_statement *statement, librdf_node *context,
                                        librdf_hash *options)
{
  (void)options;
  return find_in_context(handle, statement, context);
}

static librdf_stream *find_statements(librdf_storage *handle, librdf_statement *statement)
{
  return find_in_context(handle, statement, NULL);
}

static librdf_stream *serialise(librdf_storage *handle) { return find_in_context(handle, NULL, NULL); }

static librdf_stream *serialise_context(librdf_storage *handle, librdf_node *context)
{
  return find_in_context(handle, NULL, context);
}

static bool has_any(librdf_storage *handle, librdf_node *subject, librdf_node *predicate, librdf_node *object)
{
  struct dm_sight *sight = look(of(handle));
  struct dm_id_quad pattern = {0};
  struct dm_id_quad quad;
  struct dm_scan *scan;
  if (!sight || !find_id(sight->snapshot, subject, &pattern.subject) ||
      !find_id(sight->snapshot, predicate, &pattern.predicate) || !find_id(sight->snapshot, object, &pattern.object) ||
      dm_scan_new(sight->snapshot, &pattern, DM_ORDER_ANY, false, &scan) != DM_OK) {
    return false;
  }
  bool found = dm_scan_next(scan, &quad);
  dm_scan_free(scan);
  return found;
}

static int contains_statement(librdf_storage *handle, librdf_statement *statement)
{
  return has_any(handle, librdf_statement_get_subject(statement), librdf_statement_get_predicate(statement),
                 librdf_statement_get_object(statement));
}

static int has_arc_in(librdf_storage *handle, librdf_node *node, librdf_node *property)
{
  return has_any(handle, NULL, property, node);
}

static int has_arc_out(librdf_storage *handle, librdf_node *node, librdf_node *property)
{
  return has_any(handle, node, property, NULL);
}

static enum dm_status add_id(void *context, dm_id graph)
{
  dm_buffer_add(context, &graph, sizeof graph);
  return DM_OK;
}

static librdf_iterator *get_contexts(librdf_storage *handle)
{
  struct storage *storage = of(handle);
  struct dm_sight *sight = look(storage);
  struct dm_buffer ids = {0};
  if (!sight) {
    return NULL;
  }
  struct dm_dataset dataset = {.snapshot = sight->snapshot, .view = DM_VIEW_QUADS};
  if (dm_dataset_each_graph(&dataset, add_id, &ids) != DM_OK) {
    dm_buffer_free(&ids);
    return NULL;
  }
  return dm_stream_ids(handle, &storage->nodes, sight, &ids);
}

/// The distinct predicates of what fits a pattern.
static enum dm_status find_predicates(const struct dm_snapshot *snapshot, const struct dm_id_quad *pattern,
                                      struct dm_buffer *out)
{
  struct dm_idmap seen = {0};
  struct dm_id_quad quad;
  struct dm_scan *scan;
  DM_TRY(dm_scan_new(snapshot, pattern, DM_ORDER_ANY, true, &scan));
  while (dm_scan_next(scan, &quad)) {
    if (!dm_idmap_get(&seen, quad.predicate)) {
      dm_idmap_put(&seen, quad.predicate, 1);
      dm_buffer_add(out, &quad.predicate, sizeof quad.predicate);
    }
  }
  dm_scan_free(scan);
  dm_idmap_free(&seen);
  return DM_OK;
}

static librdf_iterator *get_arcs(librdf_storage *handle, librdf_node *subject, librdf_node *object)
{
  struct storage *storage = of(handle);
  struct dm_sight *sight = look(storage);
  struct dm_buffer ids = {0};
  struct dm_id_quad pattern = {0};
  if (!sight) {
    return NULL;
  }
  if (!find_id(sight->snapshot, subject, &pattern.subject) || !find_id(sight->snapshot, object, &pattern.object)) {
    return librdf_new_empty_iterator(storage->nodes.world);
  }
  if (find_predicates(sight->snapshot, &pattern, &ids) != DM_OK) {
    return NULL;
  }
  return dm_stream_ids(handle, &storage->nodes, sight, &ids);
}

static librdf_iterator *get_arcs_in(librdf_storage *handle, librdf_node *node) { return get_arcs(handle, NULL, node); }

static librdf_iterator *get_arcs_out(librdf_storage *handle, librdf_node *node) { return get_arcs(handle, node, NULL); }

static librdf_node *get_feature(librdf_storage *handle, librdf_uri *feature)
{
  const char *name = feature ? (const char *)librdf_uri_as_string(feature) : "";
  if (strcmp(name, LIBRDF_MODEL_FEATURE_CONTEXTS) != 0) {
    return NULL;
  }
  return librdf_new_node_from_typed_literal(librdf_storage_get_world(handle), (const unsigned char *)"1", NULL, NULL);
}

/* Writing. */

static bool is_writing(struct storage *storage)
{
  return storage->change || dm_change_new(storage->store, &storage->diag, &storage->change) == DM_OK;
}

static bool is_rdf(const struct dm_quad *quad)
{
  return (quad->subject.kind == DM_TERM_IRI || quad->subject.kind == DM_TERM_BLANK) &&
         quad->predicate.kind == DM_TERM_IRI && quad->object.kind != DM_TERM_NONE &&
         (quad->graph.kind == DM_TERM_NONE || quad->graph.kind == DM_TERM_IRI);
}

typedef enum dm_status quad_action(struct dm_change *change, const struct dm_quad *quad);

/// @return librdf's 0 for done
static int change_statement(librdf_storage *handle, librdf_node *context, librdf_statement *statement,
                            quad_action *action)
{
  struct storage *storage = of(handle);
  if (!is_writing(storage)) {
    return 1;
  }
  struct dm_arena *arena = dm_arena_new();
  struct dm_quad quad = {.subject = dm_nodes_term(librdf_statement_get_subject(statement), arena),
                         .predicate = dm_nodes_term(librdf_statement_get_predicate(statement), arena),
                         .object = dm_nodes_term(librdf_statement_get_object(statement), arena),
                         .graph = dm_nodes_term(context, arena)};
  int failed = 1;
  if (is_rdf(&quad)) {
    failed = action(storage->change, &quad) != DM_OK;
  } else {
    dm_diag_error(&storage->diag, "a term stands where RDF does not allow it");
  }
  dm_arena_free(arena);
  return failed;
}

static int context_add(librdf_storage *handle, librdf_node *context, librdf_statement *statement)
{
  return change_statement(handle, context, statement, dm_change_add);
}

static int add_statement(librdf_storage *handle, librdf_statement *statement)
{
  return context_add(handle, NULL, statement);
}

static int context_remove(librdf_storage *handle, librdf_node *context, librdf_statement *statement)
{
  return change_statement(handle, context, statement, dm_change_remove);
}

static int remove_statement(librdf_storage *handle, librdf_statement *statement)
{
  return context_remove(handle, NULL, statement);
}

static int context_add_stream(librdf_storage *handle, librdf_node *context, librdf_stream *stream)
{
  int failed = 0;
  for (; !failed && !librdf_stream_end(stream); librdf_stream_next(stream)) {
    librdf_statement *statement = librdf_stream_get_object(stream);
    failed = !statement || context_add(handle, context, statement);
  }
  return failed;
}

static int add_stream(librdf_storage *handle, librdf_stream *stream)
{
  return context_add_stream(handle, NULL, stream);
}

static int context_remove_all(librdf_storage *handle, librdf_node *context)
{
  struct storage *storage = of(handle);
  if (!is_writing(storage)) {
    return 1;
  }
  struct dm_arena *arena = dm_arena_new();
  struct dm_term graph = dm_nodes_term(context, arena);
  enum dm_status status = dm_change_remove_graph(storage->change, &graph);
  dm_arena_free(arena);
  return status != DM_OK && status != DM_SKIP;
}

static int storage_sync(librdf_storage *handle)
{
  struct storage *storage = of(handle);
  return storage->transaction ? 0 : commit(storage);
}

static int transaction_start(librdf_storage *handle)
{
  struct storage *storage = of(handle);
  if (storage->transaction || commit(storage) || !is_writing(storage)) {
    return 1;
  }
  storage->transaction = true;
  return 0;
}

static int transaction_commit(librdf_storage *handle)
{
  struct storage *storage = of(handle);
  return storage->transaction ? commit(storage) : 1;
}

static int transaction_rollback(librdf_storage *handle)
{
  struct storage *storage = of(handle);
  if (!storage->transaction) {
    return 1;
  }
  dm_change_abort(storage->change);
  storage->change = NULL;
  storage->transaction = false;
  return 0;
}

static void fill_factory(librdf_storage_factory *factory)
{
  factory->version = LIBRDF_STORAGE_INTERFACE_VERSION;
  factory->init = storage_init;
  factory->clone = storage_clone;
  factory->terminate = storage_terminate;
  factory->open = storage_open;
  factory->close = storage_close;
  factory->size = storage_size;
  factory->add_statement = add_statement;
  factory->add_statements = add_stream;
  factory->remove_statement = remove_statement;
  factory->contains_statement = contains_statement;
  factory->has_arc_in = has_arc_in;
  factory->has_arc_out = has_arc_out;
  factory->serialise = serialise;
  factory->find_statements = find_statements;
  factory->find_statements_with_options = find_with_options;
  factory->get_arcs_in = get_arcs_in;
  factory->get_arcs_out = get_arcs_out;
  factory->context_add_statement = context_add;
  factory->context_remove_statement = context_remove;
  factory->context_serialise = serialise_context;
  factory->sync = storage_sync;
  factory->context_add_statements = context_add_stream;
  factory->context_remove_statements = context_remove_all;
  factory->find_statements_in_context = find_in_context;
  factory->get_contexts = get_contexts;
  factory->get_feature = get_feature;
  factory->transaction_start = transaction_start;
  factory->transaction_commit = transaction_commit;
  factory->transaction_rollback = transaction_rollback;
}

void dm_redland_register(librdf_world *world)
{
  librdf_storage_register_factory(world, "demarche", "demarche store", fill_factory);
}
