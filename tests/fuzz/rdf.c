// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// A document of RDF, its format told by the first byte: its quads are sound, the same twice, and the same again when they
// have been written in any format.
#include "quads.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span document = fuzz_span(data, size);
  enum dm_rdf_format format = (enum dm_rdf_format)(fuzz_byte(&document) % 5);
  struct dm_arena *arena = dm_arena_new();
  struct dm_quads quads;
  struct dm_quads again;
  enum dm_status status = fuzz_read_rdf(document, format, arena, &quads);
  FUZZ_CHECK(fuzz_read_rdf(document, format, arena, &again) == status);
  FUZZ_CHECK(fuzz_quads_equal(&quads, &again));
  for (size_t i = 0; i < FUZZ_WRITTEN; i++) {
    fuzz_check_round_trip(&quads, i, arena);
  }
  dm_arena_free(arena);
  return 0;
}
