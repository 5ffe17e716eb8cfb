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
  put_span(out, parcel->id);
  put_span(out, parcel->body);
  uint32_t count = parcel->quads.count;
  dm_buffer_add(out, &count, sizeof count);
  for (uint32_t i = 0; i < count; i++) {
    const struct dm_quad *quad = &parcel->quads.quad[i];
    put_term(out, &quad->subject);
    put_term(out, &quad->predicate);
    put_term(out, &quad->object);
  }
  if (count) {
    put_term(out, &parcel->quads.quad[0].graph);
  }
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

enum dm_status dm_parcel_decode(struct dm_span bytes, struct dm_arena *arena, struct dm_parcel *out)
{
  struct dm_parcel parcel = {0};
  uint32_t count;
  // a term is at least 25 bytes long: an upper bound for the count
  if (!get_span(&bytes, &parcel.id) || !get_span(&bytes, &parcel.body) || !get(&bytes, &count, sizeof count) ||
      count > bytes.size / 75) {
    return DM_ERR_FORMAT;
  }
  parcel.quads = (struct dm_quads){count, count, DM_NEW(arena, struct dm_quad, count + 1)};
  for (uint32_t i = 0; i < count; i++) {
    struct dm_quad *quad = &parcel.quads.quad[i];
    if (!get_term(&bytes, &quad->subject) || !get_term(&bytes, &quad->predicate) || !get_term(&bytes, &quad->object)) {
      return DM_ERR_FORMAT;
    }
  }
  struct dm_term graph = {0};
  if (count && !get_term(&bytes, &graph)) {
    return DM_ERR_FORMAT;
  }
  for (uint32_t i = 0; i < count; i++) {
    parcel.quads.quad[i].graph = graph;
  }
  *out = parcel;
  return DM_OK;
}
