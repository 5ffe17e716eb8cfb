// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/quad.h"

#include <stdlib.h>

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

static int compare_quads(const void *a, const void *b) { return dm_quad_compare(a, b); }

void dm_quads_sort(struct dm_quads *quads)
{
  if (quads->count == 0) {
    return;
  }
  qsort(quads->quad, quads->count, sizeof *quads->quad, compare_quads);
  uint32_t kept = 1;
  for (uint32_t i = 1; i < quads->count; i++) {
    if (dm_quad_compare(&quads->quad[kept - 1], &quads->quad[i]) != 0) {
      quads->quad[kept++] = quads->quad[i];
    }
  }
  quads->count = kept;
}
