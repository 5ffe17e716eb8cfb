// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Who is who over any quads: the link graph is sound, the same again where it is computed again, and does not depend on the
// order in which the quads came.
#include "quads.h"
#include "stores.h"

#include "link/link.h"

#include <stdlib.h>

static const struct dm_span base = DM_LITERAL("http://e");

struct hearing {
  struct dm_arena *arena;
  struct dm_buffer lines;
};

static void run_link(struct dm_store *store)
{
  struct dm_diag diag = fuzz_diag();
  struct dm_change *change;
  struct dm_snapshot *snapshot;
  FUZZ_CHECK(dm_change_new(store, &diag, &change) == DM_OK);
  FUZZ_CHECK(dm_snapshot_new(store, &diag, &snapshot) == DM_OK);
  FUZZ_CHECK(dm_link_run(change, snapshot, base, &diag) == DM_OK);
  dm_snapshot_free(snapshot);
  FUZZ_CHECK(dm_change_commit(change) == DM_OK);
}

static enum dm_status hear_quad(void *context, const struct dm_quad *quad)
{
  struct dm_quads single = {1, 1, (struct dm_quad *)(uintptr_t)quad};
  struct hearing *hearing = context;
  fuzz_check_quad(quad);
  struct dm_span line = fuzz_write_rdf(&single, DM_RDF_NQUADS);
  dm_buffer_add_span(&hearing->lines, line);
  free((void *)(uintptr_t)line.data);
  return DM_OK;
}

/// All quads of the store as N-Quads.
static struct dm_buffer write_store(struct dm_store *store)
{
  struct dm_diag diag = fuzz_diag();
  struct hearing hearing = {0};
  struct dm_selection selection = {0};
  struct dm_snapshot *snapshot;
  FUZZ_CHECK(dm_snapshot_new(store, &diag, &snapshot) == DM_OK);
  FUZZ_CHECK(dm_snapshot_each(snapshot, &selection, hear_quad, &hearing) == DM_OK);
  dm_snapshot_free(snapshot);
  return hearing.lines;
}

static void reverse(struct dm_quads *quads)
{
  for (uint32_t i = 0; i < quads->count / 2; i++) {
    struct dm_quad quad = quads->quad[i];
    quads->quad[i] = quads->quad[quads->count - 1 - i];
    quads->quad[quads->count - 1 - i] = quad;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_quads quads;
  if (fuzz_read_rdf(fuzz_span(data, size), DM_RDF_TRIG, arena, &quads) == DM_OK && quads.count) {
    struct dm_store *store = fuzz_store();
    fuzz_store_add(store, &quads);
    run_link(store);
    struct dm_buffer first = write_store(store);
    run_link(store);
    struct dm_buffer again = write_store(store);
    FUZZ_CHECK(dm_span_equal(dm_buffer_span(&first), dm_buffer_span(&again)));
    dm_buffer_free(&again);
    reverse(&quads);
    store = fuzz_store();
    fuzz_store_add(store, &quads);
    run_link(store);
    again = write_store(store);
    FUZZ_CHECK(dm_span_equal(dm_buffer_span(&first), dm_buffer_span(&again)));
    dm_buffer_free(&again);
    dm_buffer_free(&first);
  }
  dm_arena_free(arena);
  return 0;
}
