// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Bytes of unknown encoding, as a plain text file has them: what comes out is UTF-8 without a mark, and stays as it is
// when it is read again.
#include "fuzz.h"

#include "article/encoding.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_diag diag = fuzz_diag();
  struct dm_span text;
  struct dm_span again;
  enum dm_status status = dm_encoding_to_utf8(fuzz_span(data, size), arena, &diag, &text);
  FUZZ_CHECK(status == DM_OK || status == DM_ERR_ENCODING);
  FUZZ_CHECK((status == DM_OK) == (diag.errors == 0));
  if (status == DM_OK) {
    FUZZ_CHECK(dm_utf8_check(text) == text.size);
    FUZZ_CHECK(text.size <= 3 * size + 3);
    FUZZ_CHECK(dm_encoding_to_utf8(text, arena, &diag, &again) == DM_OK);
    FUZZ_CHECK(dm_span_equal(text, again) || dm_span_starts(text, DM_LITERAL("\xef\xbb\xbf")));
  }
  dm_arena_free(arena);
  return 0;
}
