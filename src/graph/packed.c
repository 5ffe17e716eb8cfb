// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/packed.h"

#include "base/hash.h"

#include <stdlib.h>

enum { POSITIONS = 4 };

/// The terms that were met, found by hash.
struct meeting {
  uint32_t mask;
  uint32_t *place; ///< [mask + 1] index of a term and one more; 0: free
  uint32_t count;
  struct dm_term *term; ///< [count] in the order in which they were met
};

static bool same_term(const struct dm_term *a, const struct dm_term *b)
{
  return a->kind == b->kind && dm_span_equal(a->value, b->value) && dm_span_equal(a->datatype, b->datatype) &&
         dm_span_equal(a->language, b->language);
}

static uint32_t meet(struct meeting *meeting, const struct dm_term *term)
{
  uint64_t hash = dm_hash_join(dm_hash_bytes(term->value.data, term->value.size), term->kind);
  for (uint32_t i = (uint32_t)hash & meeting->mask;; i = (i + 1) & meeting->mask) {
    uint32_t place = meeting->place[i];
    if (place == 0) {
      meeting->term[meeting->count] = *term;
      meeting->place[i] = ++meeting->count;
      return meeting->count - 1;
    }
    if (same_term(&meeting->term[place - 1], term)) {
      return place - 1;
    }
  }
}

struct sortable {
  struct dm_term term;
  uint32_t met;
};

static int compare_sortable(const void *a, const void *b)
{
  return dm_term_compare(&((const struct sortable *)a)->term, &((const struct sortable *)b)->term);
}

static int compare_numbers(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

static int compare_rows(const void *a, const void *b)
{
  const struct dm_row *x = a;
  const struct dm_row *y = b;
  int order = compare_numbers(x->graph, y->graph);
  order = order ? order : compare_numbers(x->subject, y->subject);
  order = order ? order : compare_numbers(x->predicate, y->predicate);
  return order ? order : compare_numbers(x->object, y->object);
}

/// Put the terms in order.  @return [count] which place a term has that was the i-th to be met
static uint32_t *rank_terms(const struct meeting *meeting, struct dm_arena *arena)
{
  struct sortable *all = DM_NEW(arena, struct sortable, meeting->count + 1);
  uint32_t *rank = DM_NEW(arena, uint32_t, meeting->count + 1);
  for (uint32_t i = 0; i < meeting->count; i++) {
    all[i] = (struct sortable){meeting->term[i], i};
  }
  qsort(all, meeting->count, sizeof *all, compare_sortable);
  for (uint32_t i = 0; i < meeting->count; i++) {
    meeting->term[i] = all[i].term;
    rank[all[i].met] = i;
  }
  return rank;
}

static uint32_t sort_rows(struct dm_row *row, uint32_t count)
{
  uint32_t kept = 0;
  qsort(row, count, sizeof *row, compare_rows);
  for (uint32_t i = 0; i < count; i++) {
    if (kept == 0 || compare_rows(&row[kept - 1], &row[i]) != 0) {
      row[kept++] = row[i];
    }
  }
  return kept;
}

void dm_packed_make(const struct dm_quads *quads, struct dm_arena *arena, struct dm_packed *out)
{
  struct meeting meeting = {.mask = 63};
  struct dm_row *row = DM_NEW(arena, struct dm_row, quads->count + 1);
  while (meeting.mask / 2 < POSITIONS * quads->count) {
    meeting.mask = 2 * meeting.mask + 1;
  }
  meeting.place = DM_NEW(arena, uint32_t, (size_t)meeting.mask + 1);
  meeting.term = DM_NEW(arena, struct dm_term, (size_t)POSITIONS * quads->count + 1);
  for (uint32_t i = 0; i < quads->count; i++) {
    const struct dm_quad *quad = &quads->quad[i];
    row[i] = (struct dm_row){meet(&meeting, &quad->graph), meet(&meeting, &quad->subject),
                             meet(&meeting, &quad->predicate), meet(&meeting, &quad->object)};
  }
  const uint32_t *rank = rank_terms(&meeting, arena);
  for (uint32_t i = 0; i < quads->count; i++) {
    row[i] = (struct dm_row){rank[row[i].graph], rank[row[i].subject], rank[row[i].predicate], rank[row[i].object]};
  }
  *out = (struct dm_packed){meeting.count, meeting.term, sort_rows(row, quads->count), row};
}

struct dm_quad dm_packed_quad(const struct dm_packed *packed, uint32_t i)
{
  const struct dm_row *row = &packed->row[i];
  return (struct dm_quad){.subject = packed->term[row->subject],
                          .predicate = packed->term[row->predicate],
                          .object = packed->term[row->object],
                          .graph = packed->term[row->graph]};
}
