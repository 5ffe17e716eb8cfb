// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// UTF-8: forwards and backwards see the same characters, folding is idempotent and stays UTF-8, offsets count.
#include "fuzz.h"

#include "base/json.h"
#include "base/utf8.h"

#include <jansson.h>
#include <stdlib.h>

static void check_decoding(struct dm_span text, struct dm_arena *arena)
{
  struct dm_codepoints map = dm_codepoints_new(text, arena);
  uint32_t count = 0;
  for (size_t at = 0; at < text.size; count++) {
    uint32_t code;
    uint32_t before;
    FUZZ_CHECK(dm_codepoints_at(&map, (uint32_t)at) == count);
    size_t size = dm_utf8_decode(text, at, &code);
    FUZZ_CHECK(code != DM_UTF8_BAD && size >= 1 && size <= 4);
    at += size;
    FUZZ_CHECK(at <= text.size);
    FUZZ_CHECK(dm_utf8_decode_before(text, at, &before) == size && before == code);
  }
  FUZZ_CHECK(dm_codepoints_at(&map, (uint32_t)text.size) == count);
  FUZZ_CHECK(dm_utf8_count(text) == count);
  FUZZ_CHECK(dm_utf8_width(text) <= 2 * (size_t)count);
}

static void check_folding(void (*fold)(struct dm_span, struct dm_buffer *), struct dm_span text)
{
  struct dm_buffer once = {0};
  struct dm_buffer twice = {0};
  fold(text, &once);
  FUZZ_CHECK(dm_utf8_check(dm_buffer_span(&once)) == once.size);
  fold(dm_buffer_span(&once), &twice);
  FUZZ_CHECK(dm_span_equal(dm_buffer_span(&once), dm_buffer_span(&twice)));
  dm_buffer_free(&once);
  dm_buffer_free(&twice);
}

/// Any text as a JSON string is that text again when another library reads it.
static void check_json(struct dm_span bytes, struct dm_span text)
{
  struct dm_buffer out = {0};
  struct dm_json json = {.out = &out};
  dm_json_string(&json, bytes);
  json_t *value = json_loadb(out.data, out.size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
  FUZZ_CHECK(json_is_string(value));
  struct dm_span back = {json_string_value(value), json_string_length(value)};
  FUZZ_CHECK(dm_utf8_check(back) == back.size);
  FUZZ_CHECK(dm_utf8_check(bytes) != bytes.size || dm_span_equal(back, text));
  json_decref(value);
  dm_buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_span bytes = fuzz_span(data, size);
  struct dm_span text = fuzz_utf8(bytes, arena);
  size_t good = dm_utf8_check(bytes);
  FUZZ_CHECK(good <= size);
  FUZZ_CHECK((good == size) == dm_span_equal(bytes, text));
  FUZZ_CHECK(dm_utf8_check(text) == text.size);
  check_decoding(text, arena);
  check_folding(dm_utf8_fold, text);
  check_folding(dm_utf8_fold_marks, text);
  check_json(bytes, text);
  dm_arena_free(arena);
  return 0;
}
