// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/utf8.h"

#include "base/fail.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { STEP = 64 };

size_t dm_utf8_decode_beyond(struct dm_span text, size_t at, uint32_t *code)
{
  size_t left = text.size - at;
  utf8proc_int32_t value;
  utf8proc_ssize_t size =
      utf8proc_iterate((const utf8proc_uint8_t *)text.data + at, left > 4 ? 4 : (utf8proc_ssize_t)left, &value);
  if (size <= 0 || value < 0) {
    *code = DM_UTF8_BAD;
    return 1;
  }
  *code = (uint32_t)value;
  return (size_t)size;
}

size_t dm_utf8_decode_before(struct dm_span text, size_t end, uint32_t *code)
{
  assert(end > 0 && end <= text.size);
  size_t start = end - 1;
  while (start > 0 && end - start < 4 && ((unsigned char)text.data[start] & 0xC0) == 0x80) {
    start--;
  }
  size_t size = dm_utf8_decode(text, start, code);
  if (size != end - start) {
    *code = DM_UTF8_BAD;
    return 1;
  }
  return size;
}

void dm_utf8_encode(struct dm_buffer *out, uint32_t code)
{
  utf8proc_uint8_t bytes[4];
  utf8proc_ssize_t size = utf8proc_encode_char((utf8proc_int32_t)code, bytes);
  dm_buffer_add(out, bytes, (size_t)size);
}

/// Where the ASCII that begins at `at` ends, seen by eights.
static size_t skip_ascii(struct dm_span text, size_t at)
{
  uint64_t eight;
  for (; text.size - at >= sizeof eight; at += sizeof eight) {
    memcpy(&eight, text.data + at, sizeof eight);
    if (eight & 0x8080808080808080u) {
      break;
    }
  }
  return at;
}

size_t dm_utf8_check(struct dm_span text)
{
  size_t at = 0;
  while ((at = skip_ascii(text, at)) < text.size) {
    uint32_t code;
    size_t size = dm_utf8_decode(text, at, &code);
    if (code == DM_UTF8_BAD) {
      return at;
    }
    at += size;
  }
  return at;
}

void dm_utf8_repair(struct dm_span bytes, struct dm_buffer *out)
{
  for (size_t at = 0; at < bytes.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(bytes, at, &code);
    if (code == DM_UTF8_BAD) {
      dm_utf8_encode(out, 0xFFFD);
    } else {
      dm_buffer_add(out, bytes.data + at, size);
    }
    at += size;
  }
}

size_t dm_utf8_count(struct dm_span text)
{
  size_t count = 0;
  for (size_t i = 0; i < text.size; i++) {
    count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
  }
  return count;
}

size_t dm_utf8_width(struct dm_span text)
{
  size_t width = 0;
  size_t at = 0;
  while (at < text.size) {
    uint32_t code;
    at += dm_utf8_decode(text, at, &code);
    width += code == DM_UTF8_BAD ? 1 : (size_t)utf8proc_charwidth((utf8proc_int32_t)code);
  }
  return width;
}

static utf8proc_category_t category(uint32_t code)
{
  return code == DM_UTF8_BAD ? UTF8PROC_CATEGORY_CN : utf8proc_category((utf8proc_int32_t)code);
}

bool dm_utf8_is_upper_beyond(uint32_t code)
{
  utf8proc_category_t c = category(code);
  return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool dm_utf8_is_lower_beyond(uint32_t code) { return category(code) == UTF8PROC_CATEGORY_LL; }

bool dm_utf8_is_letter_beyond(uint32_t code)
{
  utf8proc_category_t c = category(code);
  return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

bool dm_utf8_is_digit_beyond(uint32_t code) { return category(code) == UTF8PROC_CATEGORY_ND; }

bool dm_utf8_is_space_beyond(uint32_t code)
{
  utf8proc_category_t c = category(code);
  return code == 0x85 || code == 0xFEFF || (c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_ZP);
}

bool dm_utf8_is_double_quote(uint32_t code)
{
  return code == '"' || code == 0xAB || code == 0xBB || (code >= 0x201C && code <= 0x201F) || code == 0xFF02;
}

bool dm_utf8_is_single_quote(uint32_t code)
{
  return code == '\'' || code == '`' || (code >= 0x2018 && code <= 0x201B) || code == 0x2039 || code == 0x203A;
}

static void fold_with(struct dm_span text, utf8proc_option_t options, struct dm_buffer *out)
{
  utf8proc_uint8_t *mapped = NULL;
  utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)(text.data ? text.data : ""),
                                       (utf8proc_ssize_t)text.size, &mapped, options);
  if (size < 0) { // not UTF-8: compared as it is
    dm_buffer_add_span(out, text);
    return;
  }
  struct dm_span folded = {(const char *)mapped, (size_t)size};
  for (size_t at = 0; at < folded.size;) {
    uint32_t code;
    at += dm_utf8_decode(folded, at, &code);
    if (dm_utf8_is_double_quote(code)) {
      code = '"';
    } else if (dm_utf8_is_single_quote(code)) {
      code = '\'';
    } else if (dm_utf8_is_space(code)) {
      code = ' ';
    }
    dm_utf8_encode(out, code);
  }
  free(mapped);
}

static bool is_plain(struct dm_span text)
{
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    if (c >= 0x80 || c < 0x20 || c == '`') {
      return false;
    }
  }
  return true;
}

static void fold_plain(struct dm_span text, struct dm_buffer *out)
{
  char *to = dm_buffer_reserve(out, text.size + 1);
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    to[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  }
  out->size += text.size;
}

void dm_utf8_fold(struct dm_span text, struct dm_buffer *out)
{
  if (is_plain(text)) {
    fold_plain(text, out);
    return;
  }
  fold_with(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE, out);
}

void dm_utf8_fold_marks(struct dm_span text, struct dm_buffer *out)
{
  if (is_plain(text)) {
    fold_plain(text, out);
    return;
  }
  fold_with(text,
            UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD |
                UTF8PROC_IGNORE,
            out);
}

struct dm_codepoints dm_codepoints_new(struct dm_span text, struct dm_arena *arena)
{
  struct dm_codepoints map = {text, DM_NEW(arena, uint32_t, text.size / STEP + 1)};
  uint32_t count = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (i % STEP == 0) {
      map.before[i / STEP] = count;
    }
    count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
  }
  if (text.size % STEP == 0) {
    map.before[text.size / STEP] = count;
  }
  return map;
}

uint32_t dm_codepoints_at(const struct dm_codepoints *map, uint32_t byte)
{
  assert(byte <= map->text.size);
  uint32_t block = byte / STEP;
  uint32_t count = map->before[block];
  for (uint32_t i = block * STEP; i < byte; i++) {
    count += ((unsigned char)map->text.data[i] & 0xC0) != 0x80;
  }
  return count;
}
