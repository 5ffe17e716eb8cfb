// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "pipeline/wire.h"

#include <string.h>

static void put_span(struct dm_buffer *out, struct dm_span span)
{
  uint64_t size = span.size;
  dm_buffer_add(out, &size, sizeof size);
  dm_buffer_add_span(out, span);
}

static void put_term(struct dm_buffer *out, const struct dm_term *term)
{
  dm_buffer_add_byte(out, (char)term->kind);
  put_span(out, term->value);
  put_span(out, term->datatype);
  put_span(out, term->language);
}

void dm_parcel_encode(const struct dm_parcel *parcel, struct dm_buffer *out)
{
  const struct dm_packed *facts = &parcel->facts;
  uint32_t counts[2] = {facts->term_count, facts->count};
  put_span(out, parcel->id);
  put_span(out, parcel->body);
  dm_buffer_add(out, counts, sizeof counts);
  for (uint32_t i = 0; i < facts->term_count; i++) {
    put_term(out, &facts->term[i]);
  }
  dm_buffer_add(out, facts->row, facts->count * sizeof *facts->row);
}

static bool get(struct dm_span *rest, void *to, size_t size)
{
  if (rest->size < size) {
    return false;
  }
  memcpy(to, rest->data, size);
  rest->data += size;
  rest->size -= size;
  return true;
}

static bool get_span(struct dm_span *rest, struct dm_span *out)
{
  uint64_t size;
  if (!get(rest, &size, sizeof size) || size > rest->size) {
    return false;
  }
  *out = (struct dm_span){rest->data, size};
  rest->data += size;
  rest->size -= size;
  return true;
}

static bool get_term(struct dm_span *rest, struct dm_term *out)
{
  char kind;
  if (!get(rest, &kind, 1) || kind < DM_TERM_NONE || kind > DM_TERM_LITERAL) {
    return false;
  }
  out->kind = (enum dm_term_kind)kind;
  return get_span(rest, &out->value) && get_span(rest, &out->datatype) && get_span(rest, &out->language);
}

/// @return whether all rows are of terms that are there
static bool get_rows(struct dm_span *rest, struct dm_packed *facts)
{
  if (!get(rest, facts->row, facts->count * sizeof *facts->row)) {
    return false;
  }
  for (uint32_t i = 0; i < facts->count; i++) {
    const struct dm_row *row = &facts->row[i];
    if (row->graph >= facts->term_count || row->subject >= facts->term_count || row->predicate >= facts->term_count ||
        row->object >= facts->term_count) {
      return false;
    }
  }
  return true;
}

enum dm_status dm_parcel_decode(struct dm_span bytes, struct dm_arena *arena, struct dm_parcel *out)
{
  enum { LEAST_TERM = 25 }; // bytes
  struct dm_parcel parcel = {0};
  struct dm_packed *facts = &parcel.facts;
  uint32_t counts[2];
  if (!get_span(&bytes, &parcel.id) || !get_span(&bytes, &parcel.body) || !get(&bytes, counts, sizeof counts) ||
      counts[0] > bytes.size / LEAST_TERM || counts[1] > bytes.size / sizeof *facts->row) {
    return DM_ERR_FORMAT;
  }
  *facts = (struct dm_packed){.term_count = counts[0], .count = counts[1]};
  facts->term = DM_NEW(arena, struct dm_term, facts->term_count + 1);
  facts->row = DM_NEW(arena, struct dm_row, facts->count + 1);
  for (uint32_t i = 0; i < facts->term_count; i++) {
    if (!get_term(&bytes, &facts->term[i])) {
      return DM_ERR_FORMAT;
    }
  }
  if (!get_rows(&bytes, facts) || bytes.size) {
    return DM_ERR_FORMAT;
  }
  *out = parcel;
  return DM_OK;
}
