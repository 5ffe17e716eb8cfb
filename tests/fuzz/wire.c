// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// What a worker sends: bytes are a parcel wholly or not at all, and a parcel encoded again is the same bytes.
#include "fuzz.h"

#include "pipeline/wire.h"

static void check_prefixes(struct dm_span bytes, struct dm_arena *arena)
{
  for (size_t step = bytes.size / 64 + 1, size = 0; size < bytes.size; size += step) {
    struct dm_parcel parcel;
    FUZZ_CHECK(dm_parcel_decode((struct dm_span){bytes.data, size}, arena, &parcel) == DM_ERR_FORMAT);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span bytes = fuzz_span(data, size);
  struct dm_arena *arena = dm_arena_new();
  struct dm_parcel parcel;
  if (dm_parcel_decode(bytes, arena, &parcel) == DM_OK) {
    struct dm_buffer again = {0};
    dm_parcel_encode(&parcel, &again);
    FUZZ_CHECK(dm_span_equal(dm_buffer_span(&again), bytes));
    dm_buffer_free(&again);
    check_prefixes(bytes, arena);
  }
  dm_arena_free(arena);
  return 0;
}
