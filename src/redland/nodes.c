// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/nodes.h"

#include "rdf/terms.h"

#include <string.h>

enum { MANY = 1 << 16 };

static librdf_node *make_literal(librdf_world *world, const struct dm_term *term, struct dm_arena *arena)
{
  // librdf reads a tag up to its NUL, whatever size it is given
  const char *language = term->language.size ? dm_arena_copy(arena, term->language.data, term->language.size) : NULL;
  librdf_uri *datatype = NULL;
  if (term->datatype.size) {
    datatype = librdf_new_uri2(world, (const unsigned char *)term->datatype.data, term->datatype.size);
  }
  librdf_node *node = librdf_new_node_from_typed_counted_literal(
      world, (const unsigned char *)term->value.data, term->value.size, language, term->language.size, datatype);
  if (datatype) {
    librdf_free_uri(datatype);
  }
  return node;
}

static librdf_node *make_node(librdf_world *world, const struct dm_term *term, struct dm_arena *arena)
{
  const unsigned char *bytes = (const unsigned char *)term->value.data;
  switch (term->kind) {
  case DM_TERM_IRI:
    return librdf_new_node_from_counted_uri_string(world, bytes, term->value.size);
  case DM_TERM_BLANK:
    return librdf_new_node_from_counted_blank_identifier(world, bytes, term->value.size);
  case DM_TERM_LITERAL:
    return make_literal(world, term, arena);
  default:
    return NULL;
  }
}

librdf_node *dm_nodes_of(struct dm_nodes *nodes, const struct dm_snapshot *snapshot, dm_id id)
{
  uint64_t known = dm_idmap_get(&nodes->by_id, id);
  if (known) {
    return librdf_new_node_from_node((librdf_node *)(uintptr_t)known); // NOLINT(performance-no-int-to-ptr)
  }
  struct dm_arena *arena = dm_arena_new();
  struct dm_term term;
  librdf_node *node = NULL;
  if (dm_snapshot_term(snapshot, id, arena, &term) == DM_OK) {
    node = make_node(nodes->world, &term, arena);
  }
  dm_arena_free(arena);
  if (!node) {
    return NULL;
  }
  if (nodes->by_id.count >= MANY) {
    dm_nodes_clear(nodes);
  }
  dm_idmap_put(&nodes->by_id, id, (uint64_t)(uintptr_t)node);
  return librdf_new_node_from_node(node);
}

void dm_nodes_clear(struct dm_nodes *nodes)
{
  for (size_t i = 0; i < nodes->by_id.size; i++) {
    if (nodes->by_id.key[i]) {
      librdf_free_node((librdf_node *)(uintptr_t)nodes->by_id.value[i]); // NOLINT(performance-no-int-to-ptr)
    }
  }
  dm_idmap_free(&nodes->by_id);
}

static struct dm_span uri_span(librdf_uri *uri)
{
  size_t size = 0;
  const unsigned char *text = librdf_uri_as_counted_string(uri, &size);
  return (struct dm_span){(const char *)text, size};
}

static struct dm_span lower_tag(const char *tag, struct dm_arena *arena)
{
  size_t size = strlen(tag);
  char *copy = dm_arena_copy(arena, tag, size);
  for (size_t i = 0; i < size; i++) {
    copy[i] = (char)(copy[i] >= 'A' && copy[i] <= 'Z' ? copy[i] + ('a' - 'A') : copy[i]);
  }
  return (struct dm_span){copy, size};
}

static struct dm_term read_literal(librdf_node *node, struct dm_arena *arena)
{
  size_t size = 0;
  const unsigned char *text = librdf_node_get_literal_value_as_counted_string(node, &size);
  struct dm_term term = {.kind = DM_TERM_LITERAL, .value = {(const char *)text, size}};
  const char *language = librdf_node_get_literal_value_language(node);
  librdf_uri *datatype = librdf_node_get_literal_value_datatype_uri(node);
  if (language && *language) {
    term.language = lower_tag(language, arena);
  } else if (datatype && !dm_span_equal(uri_span(datatype), DM_LITERAL(DM_XSD "string"))) {
    term.datatype = uri_span(datatype);
  }
  return term;
}

struct dm_term dm_nodes_term(librdf_node *node, struct dm_arena *arena)
{
  if (!node) {
    return (struct dm_term){0};
  }
  if (librdf_node_is_resource(node)) {
    return dm_term_iri(uri_span(librdf_node_get_uri(node)));
  }
  if (librdf_node_is_blank(node)) {
    size_t size = 0;
    const unsigned char *label = librdf_node_get_counted_blank_identifier(node, &size);
    return (struct dm_term){.kind = DM_TERM_BLANK, .value = {(const char *)label, size}};
  }
  return read_literal(node, arena);
}
