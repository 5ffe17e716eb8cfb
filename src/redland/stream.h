// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file stream.h  Quads of a store as librdf's streams and iterators.
*/
#ifndef DM_REDLAND_STREAM_H
#define DM_REDLAND_STREAM_H

#include "base/buffer.h"
#include "redland/nodes.h"
#include "redland/walk.h"

/// A snapshot that several streams look at; the last one frees it.
struct dm_sight {
  struct dm_snapshot *snapshot;
  unsigned users;
};

struct dm_sight *dm_sight_new(struct dm_snapshot *snapshot); ///< with one user
void dm_sight_leave(struct dm_sight *sight);                 ///< NULL is allowed

/**
   The statements of a pattern as a stream, each with its graph as context.

   @param storage  Kept by a reference until the stream is freed.
   @param view     DM_VIEW_UNION or DM_VIEW_QUADS.
*/
librdf_stream *dm_stream_new(librdf_storage *storage, struct dm_nodes *nodes, struct dm_sight *sight, enum dm_view view,
                             const struct dm_id_quad *pattern);
/// @param ids  dm_id's, the bytes of which are taken over.
librdf_iterator *dm_stream_ids(librdf_storage *storage, struct dm_nodes *nodes, struct dm_sight *sight,
                               struct dm_buffer *ids);

#endif
