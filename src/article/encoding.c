// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/encoding.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

/// 0x80 to 0x9F of Windows-1252; 0: not used.
static const uint16_t windows[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static bool is_binary(struct dm_span bytes)
{
  size_t controls = 0;
  for (size_t i = 0; i < bytes.size; i++) {
    unsigned char c = (unsigned char)bytes.data[i];
    if (c == 0) {
      return true;
    }
    controls += c < 0x20 && !strchr("\t\n\v\f\r\x1b", c);
  }
  return controls * 50 > bytes.size;
}

static bool from_windows(struct dm_span bytes, struct dm_buffer *out)
{
  for (size_t i = 0; i < bytes.size; i++) {
    unsigned char c = (unsigned char)bytes.data[i];
    uint32_t code = c >= 0x80 && c < 0xA0 ? windows[c - 0x80] : c;
    if (c && !code) {
      return false;
    }
    dm_utf8_encode(out, code);
  }
  return true;
}

/// Halves of a pair that stand alone become U+FFFD.  @return false for U+0000 and where half a unit is left
static bool from_utf16(struct dm_span bytes, bool big, struct dm_buffer *out)
{
  uint32_t high = 0;
  for (size_t i = 2; i + 1 < bytes.size; i += 2) {
    unsigned char first = (unsigned char)bytes.data[i];
    unsigned char second = (unsigned char)bytes.data[i + 1];
    uint32_t unit = big ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
    bool is_low = unit >= 0xDC00 && unit < 0xE000;
    if (unit == 0) {
      return false;
    }
    if (high && !is_low) {
      dm_utf8_encode(out, 0xFFFD);
    }
    if (is_low) {
      dm_utf8_encode(out, high ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD);
    }
    high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
    if (!high && !is_low) {
      dm_utf8_encode(out, unit);
    }
  }
  if (high) {
    dm_utf8_encode(out, 0xFFFD);
  }
  return bytes.size % 2 == 0;
}

static struct dm_span keep(struct dm_buffer *buffer, struct dm_arena *arena)
{
  struct dm_span span = {dm_arena_copy(arena, buffer->data, buffer->size), buffer->size};
  dm_buffer_free(buffer);
  return span;
}

enum dm_status dm_encoding_to_utf8(struct dm_span bytes, struct dm_arena *arena, struct dm_diag *diag,
                                   struct dm_span *out)
{
  struct dm_buffer converted = {0};
  bool little = dm_span_starts(bytes, DM_LITERAL("\xff\xfe"));
  if (little || dm_span_starts(bytes, DM_LITERAL("\xfe\xff"))) {
    if (!from_utf16(bytes, !little, &converted)) {
      dm_buffer_free(&converted);
      dm_diag_error(diag, "not text: UTF-16 with U+0000, or cut within a character");
      return DM_ERR_ENCODING;
    }
    *out = keep(&converted, arena);
    return DM_OK;
  }
  if (dm_span_starts(bytes, DM_LITERAL("\xef\xbb\xbf"))) {
    bytes.data += 3;
    bytes.size -= 3;
  }
  size_t bad = dm_utf8_check(bytes);
  if (bad == bytes.size && !(bytes.size && memchr(bytes.data, 0, bytes.size))) {
    *out = bytes;
    return DM_OK;
  }
  if (!is_binary(bytes) && from_windows(bytes, &converted)) {
    dm_diag_say(diag, DM_NOTE, 0, "not UTF-8 at byte %zu: read as Windows-1252", bad);
    *out = keep(&converted, arena);
    return DM_OK;
  }
  dm_buffer_free(&converted);
  dm_diag_error(diag, "not text: neither UTF-8 nor Windows-1252 at byte %zu", bad);
  return DM_ERR_ENCODING;
}
