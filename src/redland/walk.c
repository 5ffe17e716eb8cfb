// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/walk.h"

#include "base/fail.h"

#include <stdlib.h>
#include <string.h>

enum { SMALL_GRAPH = 1000 };

struct dm_walk {
  const struct dm_dataset *dataset;
  struct dm_scan *scan; ///< NULL: there is nothing
  bool filtered;        ///< by graph, and each triple once
  unsigned char same[3];
  bool any_same;
  struct dm_id_quad last;
};

static bool is_among(const dm_id *graphs, uint32_t count, dm_id graph)
{
  for (uint32_t i = 0; i < count; i++) {
    if (graphs[i] == graph) {
      return true;
    }
  }
  return false;
}

/// Whether a quad's graph is a part of the default graph.
static bool is_seen(const struct dm_dataset *dataset, dm_id graph)
{
  return graph != dataset->without &&
         (dataset->view != DM_VIEW_FROM || is_among(dataset->from, dataset->from_count, graph));
}

static bool can_be_named(const struct dm_dataset *dataset, dm_id graph)
{
  return graph != dataset->without &&
         (dataset->view != DM_VIEW_FROM || is_among(dataset->named, dataset->named_count, graph));
}

/**
   The order that reads least.  Where a graph is bound and a subject is not, the store would take the index of predicate
   or object, and read all graphs; a small graph is read whole instead.
*/
static enum dm_order choose_order(const struct dm_snapshot *snapshot, const struct dm_id_quad *pattern)
{
  if (pattern->graph == DM_ID_NONE || pattern->subject != DM_ID_NONE) {
    return DM_ORDER_ANY;
  }
  struct dm_id_quad whole = {.graph = pattern->graph};
  return dm_snapshot_estimate(snapshot, &whole) < SMALL_GRAPH ? DM_ORDER_GSPO : DM_ORDER_ANY;
}

static void set_same(struct dm_walk *walk, const unsigned char *same)
{
  if (same) {
    memcpy(walk->same, same, sizeof walk->same);
    walk->any_same = same[0] || same[1] || same[2];
  }
}

enum dm_status dm_walk_new(const struct dm_dataset *dataset, const struct dm_id_quad *pattern,
                           const unsigned char *same, struct dm_walk **out)
{
  struct dm_walk *walk = dm_malloc(sizeof *walk);
  *walk = (struct dm_walk){.dataset = dataset};
  struct dm_id_quad wanted = *pattern;
  bool merged = false;
  set_same(walk, same);
  if (wanted.graph == DM_ID_NONE && dataset->view == DM_VIEW_DEFAULT) {
    wanted.graph = DM_ID_DEFAULT_GRAPH;
  } else if (wanted.graph != DM_ID_NONE && !can_be_named(dataset, wanted.graph)) {
    *out = walk;
    return DM_OK;
  } else if (wanted.graph == DM_ID_NONE) {
    walk->filtered = dataset->view == DM_VIEW_FROM || dataset->without != DM_ID_NONE;
    merged = dataset->view == DM_VIEW_UNION && !walk->filtered;
  }
  enum dm_order order = choose_order(dataset->snapshot, &wanted);
  enum dm_status status = dm_scan_new(dataset->snapshot, &wanted, order, merged, &walk->scan);
  if (status != DM_OK) {
    free(walk);
    return status;
  }
  *out = walk;
  return DM_OK;
}

void dm_walk_free(struct dm_walk *walk)
{
  if (walk) {
    dm_scan_free(walk->scan);
    free(walk);
  }
}

/// Whether a quad is left out; the same triple of another graph comes next to it in every order of triples.
static bool is_dropped(struct dm_walk *walk, const struct dm_id_quad *quad)
{
  if (!is_seen(walk->dataset, quad->graph)) {
    return true;
  }
  const struct dm_id_quad *last = &walk->last;
  bool repeated = quad->subject == last->subject && quad->predicate == last->predicate && quad->object == last->object;
  walk->last = *quad;
  return repeated && walk->dataset->view != DM_VIEW_QUADS;
}

static bool fits_same(const struct dm_walk *walk, const struct dm_id_quad *quad)
{
  const dm_id id[3] = {quad->subject, quad->predicate, quad->object};
  for (int i = 0; i < 2; i++) {
    for (int j = i + 1; j < 3; j++) {
      if (walk->same[i] && walk->same[i] == walk->same[j] && id[i] != id[j]) {
        return false;
      }
    }
  }
  return true;
}

bool dm_walk_next(struct dm_walk *walk, struct dm_id_quad *out)
{
  while (walk->scan && dm_scan_next(walk->scan, out)) {
    if (walk->any_same && !fits_same(walk, out)) {
      continue;
    }
    if (!walk->filtered || !is_dropped(walk, out)) {
      return true;
    }
  }
  return false;
}

enum dm_status dm_dataset_each_graph(const struct dm_dataset *dataset, dm_graph_sink *sink, void *context)
{
  struct dm_scan *scan;
  struct dm_id_quad any = {0};
  struct dm_id_quad quad;
  dm_id last = DM_ID_NONE;
  enum dm_status status = DM_OK;
  DM_TRY(dm_scan_new(dataset->snapshot, &any, DM_ORDER_GSPO, false, &scan));
  while (status == DM_OK && dm_scan_next(scan, &quad)) {
    if (quad.graph != last && quad.graph != DM_ID_DEFAULT_GRAPH && quad.graph != dataset->without) {
      status = sink(context, quad.graph);
    }
    last = quad.graph;
  }
  dm_scan_free(scan);
  return status;
}
