// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Depth of XML, told chunk by chunk: how the bytes are cut does not matter.
#include "fuzz.h"

#include "rdf/depth.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span bytes = fuzz_span(data, size);
  struct dm_depth whole = {0};
  struct dm_depth pieces = {0};
  uint32_t most = 0;
  for (size_t at = 0; at < size;) {
    size_t piece = 1 + data[at] % 7;
    piece = piece > size - at ? size - at : piece;
    uint32_t depth = dm_depth_feed(&pieces, (struct dm_span){bytes.data + at, piece});
    most = depth > most ? depth : most;
    at += piece;
  }
  FUZZ_CHECK(dm_depth_feed(&whole, bytes) == most);
  FUZZ_CHECK(whole.level == pieces.level && whole.state == pieces.state);
  FUZZ_CHECK(most <= size);
  return 0;
}
