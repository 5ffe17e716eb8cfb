// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/stream.h"

#include "base/fail.h"

#include <stdlib.h>
#include <string.h>

struct dm_sight *dm_sight_new(struct dm_snapshot *snapshot)
{
  struct dm_sight *sight = dm_malloc(sizeof *sight);
  *sight = (struct dm_sight){.snapshot = snapshot, .users = 1};
  return sight;
}

void dm_sight_leave(struct dm_sight *sight)
{
  if (sight && --sight->users == 0) {
    dm_snapshot_free(sight->snapshot);
    free(sight);
  }
}

/* Statements. */

struct stream {
  librdf_storage *storage;
  struct dm_nodes *nodes;
  struct dm_sight *sight;
  struct dm_dataset dataset;
  struct dm_walk *walk;
  struct dm_id_quad quad;
  bool ended;
  librdf_statement *statement; ///< of `quad`, made when asked for
  librdf_node *context;
};

static void forget_current(struct stream *stream)
{
  if (stream->statement) {
    librdf_free_statement(stream->statement);
    stream->statement = NULL;
  }
  if (stream->context) {
    librdf_free_node(stream->context);
    stream->context = NULL;
  }
}

static int stream_is_end(void *context) { return ((struct stream *)context)->ended; }

static int stream_next(void *context)
{
  struct stream *stream = context;
  forget_current(stream);
  stream->ended = stream->ended || !dm_walk_next(stream->walk, &stream->quad);
  return stream->ended;
}

static void *stream_get(void *context, int flags)
{
  struct stream *stream = context;
  const struct dm_snapshot *snapshot = stream->sight->snapshot;
  if (stream->ended) {
    return NULL;
  }
  if (flags == LIBRDF_STREAM_GET_METHOD_GET_CONTEXT) {
    bool named = stream->quad.graph != DM_ID_NONE && stream->quad.graph != DM_ID_DEFAULT_GRAPH;
    if (!stream->context && named) {
      stream->context = dm_nodes_of(stream->nodes, snapshot, stream->quad.graph);
    }
    return stream->context;
  }
  if (!stream->statement) {
    stream->statement = librdf_new_statement_from_nodes(stream->nodes->world,
                                                        dm_nodes_of(stream->nodes, snapshot, stream->quad.subject),
                                                        dm_nodes_of(stream->nodes, snapshot, stream->quad.predicate),
                                                        dm_nodes_of(stream->nodes, snapshot, stream->quad.object));
  }
  return stream->statement;
}

static void stream_finished(void *context)
{
  struct stream *stream = context;
  forget_current(stream);
  dm_walk_free(stream->walk);
  dm_sight_leave(stream->sight);
  librdf_storage_remove_reference(stream->storage);
  free(stream);
}

librdf_stream *dm_stream_new(librdf_storage *storage, struct dm_nodes *nodes, struct dm_sight *sight, enum dm_view view,
                             const struct dm_id_quad *pattern)
{
  struct stream *stream = dm_malloc(sizeof *stream);
  *stream = (struct stream){.storage = storage, .nodes = nodes, .sight = sight};
  stream->dataset = (struct dm_dataset){.snapshot = sight->snapshot, .view = view};
  if (dm_walk_new(&stream->dataset, pattern, NULL, &stream->walk) != DM_OK) {
    free(stream);
    return NULL;
  }
  sight->users++;
  librdf_storage_add_reference(storage);
  stream_next(stream);
  return librdf_new_stream(nodes->world, stream, stream_is_end, stream_next, stream_get, stream_finished);
}

/* Nodes of a list. */

struct list {
  librdf_storage *storage;
  struct dm_nodes *nodes;
  struct dm_sight *sight;
  struct dm_buffer ids;
  size_t at; ///< bytes of `ids`
  librdf_node *node;
};

static int list_is_end(void *context)
{
  const struct list *list = context;
  return list->at >= list->ids.size;
}

static void forget_node(struct list *list)
{
  if (list->node) {
    librdf_free_node(list->node);
    list->node = NULL;
  }
}

static int list_next(void *context)
{
  struct list *list = context;
  forget_node(list);
  list->at += sizeof(dm_id);
  return list_is_end(list);
}

static void *list_get(void *context, int flags)
{
  struct list *list = context;
  if (flags != LIBRDF_ITERATOR_GET_METHOD_GET_OBJECT || list_is_end(list)) {
    return NULL;
  }
  if (!list->node) {
    dm_id id;
    memcpy(&id, list->ids.data + list->at, sizeof id);
    list->node = dm_nodes_of(list->nodes, list->sight->snapshot, id);
  }
  return list->node;
}

static void list_finished(void *context)
{
  struct list *list = context;
  forget_node(list);
  dm_buffer_free(&list->ids);
  dm_sight_leave(list->sight);
  librdf_storage_remove_reference(list->storage);
  free(list);
}

librdf_iterator *dm_stream_ids(librdf_storage *storage, struct dm_nodes *nodes, struct dm_sight *sight,
                               struct dm_buffer *ids)
{
  struct list *list = dm_malloc(sizeof *list);
  *list = (struct list){.storage = storage, .nodes = nodes, .sight = sight, .ids = *ids};
  *ids = (struct dm_buffer){0};
  sight->users++;
  librdf_storage_add_reference(storage);
  return librdf_new_iterator(nodes->world, list, list_is_end, list_next, list_get, list_finished);
}
