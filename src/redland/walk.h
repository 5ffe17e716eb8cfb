// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file walk.h  A walk over what a dataset shows of a snapshot: its default graph, or one graph.
*/
#ifndef DM_REDLAND_WALK_H
#define DM_REDLAND_WALK_H

#include "store/store.h"

enum dm_view {
  DM_VIEW_UNION,   ///< the default graph is the union of all graphs, each triple once
  DM_VIEW_DEFAULT, ///< it is what is in no named graph
  DM_VIEW_FROM,    ///< it is the union of some graphs, each triple once
  DM_VIEW_QUADS,   ///< all graphs, a triple as often as it stands there
};

/// What is seen of a snapshot.
struct dm_dataset {
  const struct dm_snapshot *snapshot;
  enum dm_view view;
  dm_id without;     ///< this graph is not seen; DM_ID_NONE for none
  const dm_id *from; ///< [from_count] of DM_VIEW_FROM
  uint32_t from_count;
  const dm_id *named; ///< [named_count] of DM_VIEW_FROM: the graphs that can be named
  uint32_t named_count;
};

struct dm_walk;

/**
   Walk the quads of a pattern.

   @param pattern  Its graph is DM_ID_NONE for the default graph as `dataset` has it, else one graph.
   @param same     [3] positions subject, predicate, object which must hold the same term share a number that is not 0;
                   NULL for none.
*/
DM_CHECK_RESULT enum dm_status dm_walk_new(const struct dm_dataset *dataset, const struct dm_id_quad *pattern,
                                           const unsigned char *same, struct dm_walk **out);
bool dm_walk_next(struct dm_walk *walk, struct dm_id_quad *out);
void dm_walk_free(struct dm_walk *walk);

/// Each graph that is seen and has a name, once.
typedef enum dm_status dm_graph_sink(void *context, dm_id graph);
DM_CHECK_RESULT enum dm_status dm_dataset_each_graph(const struct dm_dataset *dataset, dm_graph_sink *sink,
                                                     void *context);

#endif
