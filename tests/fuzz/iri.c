// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Names: any text makes a segment, a slug and an article's IRI which are IRIs; the two that judge IRIs agree; a
// shortened IRI is itself again; names in use never repeat.
#include "fuzz.h"

#include "base/resource.h"
#include "base/utf8.h"
#include "graph/graph.h"
#include "graph/iri.h"
#include "rdf/prefixes.h"
#include "rdf/terms.h"

#include <stdlib.h>
#include <string.h>

static const struct dm_prefixes *load_prefixes(void)
{
  static struct dm_prefixes prefixes;
  static struct dm_arena *model;
  if (!model) {
    struct dm_diag diag = fuzz_diag();
    struct dm_resources resources = {0};
    model = dm_arena_new();
    FUZZ_CHECK(dm_prefixes_load(&resources, model, &diag, &prefixes) == DM_OK);
  }
  return &prefixes;
}

static void check_split(struct dm_span text)
{
  struct dm_span local;
  const struct dm_prefix *prefix = dm_prefixes_split(load_prefixes(), text, &local);
  if (prefix) {
    FUZZ_CHECK(prefix->iri.size + local.size == text.size);
    FUZZ_CHECK(dm_span_starts(text, prefix->iri) && dm_span_ends(text, local));
  }
}

static void check_names(struct dm_span text, struct dm_arena *arena)
{
  struct dm_span iri = dm_graph_article_iri(DM_LITERAL("https://example.org/base"), text, arena);
  struct dm_buffer slug = {0};
  FUZZ_CHECK(dm_iri_check(iri) && dm_term_is_iri(iri));
  dm_buffer_add_text(&slug, "https://example.org/person/");
  size_t begin = slug.size;
  dm_iri_slug(text, &slug);
  FUZZ_CHECK(slug.size > begin && slug.size <= begin + DM_SLUG_BYTES + 16);
  FUZZ_CHECK(dm_iri_check(dm_buffer_span(&slug)) && dm_term_is_iri(dm_buffer_span(&slug)));
  FUZZ_CHECK(!memchr(slug.data + begin, '/', slug.size - begin));
  dm_buffer_free(&slug);
}

static void check_set(struct dm_span text, struct dm_arena *arena)
{
  struct dm_iri_set set = {0};
  while (text.size) {
    struct dm_span line = fuzz_until(&text, '\n');
    if (line.size) {
      uint32_t number;
      struct dm_span taken = dm_iri_take(&set, arena, line);
      FUZZ_CHECK(taken.size >= line.size && dm_span_starts(taken, line));
      FUZZ_CHECK(!dm_iri_put(&set, arena, &taken, &number) && number < set.count);
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span text = fuzz_span(data, size);
  struct dm_arena *arena = dm_arena_new();
  bool iri = dm_iri_check(text);
  FUZZ_CHECK(!iri || dm_utf8_check(text) == text.size);
  FUZZ_CHECK(!iri || dm_term_is_iri(text));
  check_split(text);
  check_names(text, arena);
  check_set(text, arena);
  dm_arena_free(arena);
  return 0;
}
