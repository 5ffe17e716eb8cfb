// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file wire.h  An article's quads and body as bytes, from worker to parent.
*/
#ifndef DM_PIPELINE_WIRE_H
#define DM_PIPELINE_WIRE_H

#include "base/buffer.h"
#include "base/status.h"
#include "graph/packed.h"

/// What a worker sends of one article.
struct dm_parcel {
  struct dm_span id; ///< of the article
  struct dm_span body;
  struct dm_packed facts; ///< its graph
};

void dm_parcel_encode(const struct dm_parcel *parcel, struct dm_buffer *out);
/// @param out  Borrows from `bytes`; the arrays of its facts are in `arena`.  @return DM_OK; DM_ERR_FORMAT if `bytes` is no parcel.
DM_CHECK_RESULT enum dm_status dm_parcel_decode(struct dm_span bytes, struct dm_arena *arena, struct dm_parcel *out);

#endif
