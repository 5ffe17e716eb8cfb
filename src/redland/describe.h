// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file describe.h  DESCRIBE, which rasqal only parses: the query for what is to be described, and its description.
*/
#ifndef DM_REDLAND_DESCRIBE_H
#define DM_REDLAND_DESCRIBE_H

#include "base/buffer.h"
#include "graph/quad.h"
#include "redland/walk.h"

/**
   A DESCRIBE with variables as the SELECT of them.

   @param text  A query that parses, whose verb is DESCRIBE.
   @param out   Given the SELECT.
   @return whether there is a variable to select.
*/
bool dm_describe_select(struct dm_span text, struct dm_buffer *out);

/// All triples about a resource, and about the blank nodes they come to, appended to `out`; ids seen are in `*seen`.
struct dm_idmap;
DM_CHECK_RESULT enum dm_status dm_describe_resource(const struct dm_dataset *dataset, dm_id resource,
                                                    struct dm_idmap *seen, struct dm_arena *arena,
                                                    struct dm_quads *out);

#endif
