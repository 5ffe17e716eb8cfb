// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/literals.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "base/hash.h"
#include "rdf/terms.h"

#include <stdlib.h>
#include <string.h>

static unsigned char *copy_bytes(struct dm_span bytes)
{
  unsigned char *copy = rasqal_alloc_memory(bytes.size + 1);
  if (!copy) {
    dm_fail("out of memory");
  }
  if (bytes.size) {
    memcpy(copy, bytes.data, bytes.size);
  }
  copy[bytes.size] = 0;
  return copy;
}

static raptor_uri *make_uri(rasqal_world *world, struct dm_span iri)
{
  return raptor_new_uri_from_counted_string(rasqal_world_get_raptor(world), (const unsigned char *)iri.data, iri.size);
}

rasqal_literal *dm_literals_make(rasqal_world *world, const struct dm_term *term)
{
  switch (term->kind) {
  case DM_TERM_IRI:
    return rasqal_new_uri_literal(world, make_uri(world, term->value));
  case DM_TERM_BLANK:
    return rasqal_new_simple_literal(world, RASQAL_LITERAL_BLANK, copy_bytes(term->value));
  case DM_TERM_LITERAL: {
    const char *language = term->language.size ? (const char *)copy_bytes(term->language) : NULL;
    raptor_uri *datatype = term->datatype.size ? make_uri(world, term->datatype) : NULL;
    return rasqal_new_string_literal(world, copy_bytes(term->value), language, datatype, NULL);
  }
  default:
    return NULL;
  }
}

static uint64_t key_of(const void *pointer) { return (uint64_t)(uintptr_t)pointer; }

rasqal_literal *dm_literals_of(struct dm_literals *literals, dm_id id)
{
  rasqal_literal *known = (rasqal_literal *)(uintptr_t)dm_idmap_get(&literals->by_id, id); // NOLINT(*-int-to-ptr)
  if (known) {
    return known;
  }
  struct dm_term term = dm_literals_term_of(literals, id, literals->arena);
  rasqal_literal *made = dm_literals_make(literals->world, &term);
  if (made) {
    dm_idmap_put(&literals->by_id, id, key_of(made));
    dm_idmap_put(&literals->by_literal, key_of(made), id);
    if (term.kind == DM_TERM_IRI) { // raptor keeps one of each in its world
      dm_idmap_put(&literals->by_uri, key_of(made->value.uri), id);
    }
  }
  return made;
}

/// rasqal writes a zone to dates that have none: the form without it is the one that was meant.
static dm_id find_date(const struct dm_snapshot *snapshot, struct dm_term *term)
{
  struct dm_span date = DM_LITERAL(DM_XSD "date");
  if (!dm_span_equal(term->datatype, date) || !dm_span_ends(term->value, DM_LITERAL("Z"))) {
    return DM_ID_NONE;
  }
  term->value.size--;
  return dm_snapshot_id(snapshot, term);
}

dm_id dm_literals_id(struct dm_literals *literals, rasqal_literal *literal)
{
  dm_id id = dm_idmap_get(&literals->by_literal, key_of(literal));
  if (id == DM_ID_NONE && literal->type == RASQAL_LITERAL_URI) {
    id = dm_idmap_get(&literals->by_uri, key_of(literal->value.uri));
  }
  if (id != DM_ID_NONE) {
    return id;
  }
  struct dm_arena *arena = dm_arena_new();
  struct dm_term term = dm_literals_term(literals, literal, arena);
  if (term.kind != DM_TERM_NONE) {
    id = dm_snapshot_id(literals->snapshot, &term);
    id = id == DM_ID_NONE ? find_date(literals->snapshot, &term) : id;
  }
  dm_arena_free(arena);
  return id;
}

/* Terms that the store has not. */

#define MADE ((dm_id)1 << 50) // far above any key of a dictionary

bool dm_literals_is_made(dm_id id) { return (id & MADE) != 0; }

struct dm_term dm_literals_term_of(const struct dm_literals *literals, dm_id id, struct dm_arena *arena)
{
  struct dm_term term = {0};
  if (dm_literals_is_made(id)) {
    return literals->made[id & ~MADE];
  }
  return id != DM_ID_NONE && dm_snapshot_term(literals->snapshot, id, arena, &term) == DM_OK ? term
                                                                                             : (struct dm_term){0};
}

static uint64_t hash_term(const struct dm_term *term)
{
  struct dm_buffer text = {0};
  dm_term_write(term, &text);
  uint64_t hash = dm_hash_bytes(text.data, text.size);
  dm_buffer_free(&text);
  return hash;
}

static dm_id find_made(struct dm_literals *literals, const struct dm_term *term, uint64_t *hash)
{
  dm_id id;
  for (*hash = hash_term(term);; ++*hash) {
    *hash += *hash == 0 ? 1 : 0;
    id = dm_idmap_get(&literals->by_hash, *hash);
    if (id == DM_ID_NONE || dm_term_compare(&literals->made[id & ~MADE], term) == 0) {
      return id;
    }
  }
}

dm_id dm_literals_intern(struct dm_literals *literals, rasqal_literal *literal)
{
  dm_id id = dm_literals_id(literals, literal);
  struct dm_term term = id == DM_ID_NONE ? dm_literals_term(literals, literal, literals->arena) : (struct dm_term){0};
  if (term.kind == DM_TERM_NONE) {
    return id;
  }
  uint64_t hash;
  id = find_made(literals, &term, &hash);
  if (id == DM_ID_NONE) {
    id = MADE | literals->made_count;
    *DM_PUSH(literals->arena, literals->made, literals->made_count, literals->made_capacity) = term;
    dm_idmap_put(&literals->by_hash, hash, id);
  }
  return id;
}

static struct dm_span uri_span(raptor_uri *uri)
{
  size_t size = 0;
  const unsigned char *text = raptor_uri_as_counted_string(uri, &size);
  return (struct dm_span){(const char *)text, size};
}

static struct dm_span copy_span(struct dm_span span, struct dm_arena *arena)
{
  return (struct dm_span){dm_arena_copy(arena, span.data, span.size), span.size};
}

static struct dm_term read_literal(rasqal_literal *literal, struct dm_arena *arena)
{
  size_t size = 0;
  int failed = 0;
  const unsigned char *text = rasqal_literal_as_counted_string(literal, &size, 0, &failed);
  if (!text || failed) {
    return (struct dm_term){0};
  }
  struct dm_term term = {.kind = DM_TERM_LITERAL,
                         .value = copy_span((struct dm_span){(const char *)text, size}, arena)};
  raptor_uri *datatype = rasqal_literal_datatype(literal);
  if (literal->language) {
    term.language = copy_span(dm_span_of(literal->language), arena);
  } else if (datatype && !dm_span_equal(uri_span(datatype), DM_LITERAL(DM_XSD "string"))) {
    term.datatype = copy_span(uri_span(datatype), arena);
  }
  return term;
}

struct dm_term dm_literals_term(struct dm_literals *literals, rasqal_literal *literal, struct dm_arena *arena)
{
  struct dm_term term = {0};
  dm_id id = literal ? dm_idmap_get(&literals->by_literal, key_of(literal)) : DM_ID_NONE;
  if (!literal || id != DM_ID_NONE) {
    return literal ? dm_literals_term_of(literals, id, arena) : term;
  }
  switch (rasqal_literal_get_rdf_term_type(literal)) {
  case RASQAL_LITERAL_URI:
    return dm_term_iri(copy_span(uri_span(literal->value.uri), arena));
  case RASQAL_LITERAL_BLANK:
    return (struct dm_term){.kind = DM_TERM_BLANK,
                            .value =
                                copy_span((struct dm_span){(const char *)literal->string, literal->string_len}, arena)};
  case RASQAL_LITERAL_STRING:
    return read_literal(literal, arena);
  default:
    return term;
  }
}

void dm_literals_free(struct dm_literals *literals)
{
  for (size_t i = 0; i < literals->by_literal.size; i++) {
    if (literals->by_literal.key[i]) {
      rasqal_free_literal((rasqal_literal *)(uintptr_t)literals->by_literal.key[i]); // NOLINT(*-int-to-ptr)
    }
  }
  dm_idmap_free(&literals->by_id);
  dm_idmap_free(&literals->by_literal);
  dm_idmap_free(&literals->by_uri);
  dm_idmap_free(&literals->by_hash);
}
