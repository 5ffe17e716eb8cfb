// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/quad.h"

#include "graph/packed.h"

struct dm_term dm_term_iri(struct dm_span iri) { return (struct dm_term){.kind = DM_TERM_IRI, .value = iri}; }

struct dm_term dm_term_literal(struct dm_span value, struct dm_span datatype)
{
  return (struct dm_term){.kind = DM_TERM_LITERAL, .value = value, .datatype = datatype};
}

int dm_term_compare(const struct dm_term *a, const struct dm_term *b)
{
  if (a->kind != b->kind) {
    return a->kind < b->kind ? -1 : 1;
  }
  int order = dm_span_compare(a->value, b->value);
  if (order == 0) {
    order = dm_span_compare(a->datatype, b->datatype);
  }
  return order ? order : dm_span_compare(a->language, b->language);
}

int dm_quad_compare(const struct dm_quad *a, const struct dm_quad *b)
{
  int order = dm_term_compare(&a->graph, &b->graph);
  if (order == 0) {
    order = dm_term_compare(&a->subject, &b->subject);
  }
  if (order == 0) {
    order = dm_term_compare(&a->predicate, &b->predicate);
  }
  return order ? order : dm_term_compare(&a->object, &b->object);
}

void dm_quads_sort(struct dm_quads *quads)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_packed packed;
  dm_packed_make(quads, arena, &packed);
  for (uint32_t i = 0; i < packed.count; i++) {
    quads->quad[i] = dm_packed_quad(&packed, i);
  }
  quads->count = packed.count;
  dm_arena_free(arena);
}
