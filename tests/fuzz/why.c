// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// What facts of any graph rest on: each subject of a TriG document is explained, with the document for the article's body,
// and offsets may lie anywhere.
#include "quads.h"

#include "cli/options.h"
#include "store/store.h"

#include <string.h>

enum { ASKED = 8 };

/// A store with the quads, the input as body of the first article that is named.
static void fill_store(const char *path, const struct dm_quads *quads, struct dm_span body)
{
  struct dm_diag diag = fuzz_diag();
  struct dm_store *store;
  struct dm_change *change;
  FUZZ_CHECK(dm_store_open(path, DM_STORE_CREATE, &diag, &store) == DM_OK);
  FUZZ_CHECK(dm_change_new(store, &diag, &change) == DM_OK);
  uint32_t first = 0;
  while (first < quads->count && quads->quad[first].graph.kind != DM_TERM_IRI) {
    first++;
  }
  if (first < quads->count) {
    struct dm_quads article = {1, 1, quads->quad + first};
    struct dm_arena *arena = dm_arena_new();
    struct dm_packed facts;
    dm_packed_make(&article, arena, &facts);
    FUZZ_CHECK(dm_change_replace_article(change, &facts, body) == DM_OK);
    dm_arena_free(arena);
  }
  for (uint32_t i = 0; i < quads->count; i++) {
    FUZZ_CHECK(dm_change_add(change, &quads->quad[i]) == DM_OK);
  }
  FUZZ_CHECK(dm_change_commit(change) == DM_OK);
  dm_store_free(store);
}

static void explain(const char *path, const struct dm_quads *quads)
{
  static FILE *nowhere;
  const char *asked[ASKED];
  struct dm_options options = {.store = path, .base = "http://e", .operand = {0, asked}};
  for (uint32_t i = 0; i < quads->count && options.operand.count < ASKED; i++) {
    const struct dm_term *subject = &quads->quad[i].subject;
    if (subject->kind == DM_TERM_IRI && (i == 0 || dm_term_compare(subject, &quads->quad[i - 1].subject) != 0)) {
      asked[options.operand.count++] = subject->value.data; // with a NUL behind it
    }
  }
  if (!nowhere) {
    nowhere = freopen("/dev/null", "w", stdout);
    FUZZ_CHECK(nowhere);
  }
  if (options.operand.count) {
    struct dm_diag diag = fuzz_diag();
    FUZZ_CHECK(dm_command_why(&options, &diag) == DM_EXIT_DONE && diag.errors == 0);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_quads quads;
  struct dm_buffer path = {0};
  dm_buffer_printf(&path, "%s/store", fuzz_folder());
  if (fuzz_read_rdf(fuzz_span(data, size), DM_RDF_TRIG, arena, &quads) == DM_OK && quads.count) {
    fill_store(dm_buffer_text(&path), &quads, fuzz_span(data, size));
    explain(dm_buffer_text(&path), &quads);
    fuzz_remove_file("store/data.mdb");
    fuzz_remove_file("store/lock.mdb");
  }
  dm_buffer_free(&path);
  dm_arena_free(arena);
  return 0;
}
