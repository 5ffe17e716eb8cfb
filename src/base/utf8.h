// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file utf8.h  UTF-8: decode, check, fold, and bytes to code points.
*/
#ifndef DM_BASE_UTF8_H
#define DM_BASE_UTF8_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/span.h"

#include <assert.h>

/// What dm_utf8_decode() gives for a byte that begins no well-formed sequence (Unicode 15, table 3-7).
#define DM_UTF8_BAD UINT32_MAX

// Most text is ASCII, which is told by the first byte, here; the functions `…_beyond` are for all other code points.
size_t dm_utf8_decode_beyond(struct dm_span text, size_t at, uint32_t *code);
bool dm_utf8_is_upper_beyond(uint32_t code);
bool dm_utf8_is_lower_beyond(uint32_t code);
bool dm_utf8_is_letter_beyond(uint32_t code);
bool dm_utf8_is_digit_beyond(uint32_t code);
bool dm_utf8_is_space_beyond(uint32_t code);

/// The code point at byte `at` (< text.size).  @return its bytes, 1 where `*code` is DM_UTF8_BAD.
static inline size_t dm_utf8_decode(struct dm_span text, size_t at, uint32_t *code)
{
  assert(at < text.size);
  unsigned char first = (unsigned char)text.data[at];
  *code = first;
  return first < 0x80 ? 1 : dm_utf8_decode_beyond(text, at, code);
}
/// The code point that ends at byte `end` (> 0) of valid text.  @return its bytes.
size_t dm_utf8_decode_before(struct dm_span text, size_t end, uint32_t *code);
void dm_utf8_encode(struct dm_buffer *out, uint32_t code);

/// Byte of the first ill-formed sequence, text.size if there is none.
size_t dm_utf8_check(struct dm_span text);
/// Append `bytes` with U+FFFD in the place of each byte that is part of no well-formed sequence.
void dm_utf8_repair(struct dm_span bytes, struct dm_buffer *out);
size_t dm_utf8_count(struct dm_span text); ///< code points
size_t dm_utf8_width(struct dm_span text); ///< columns of a terminal: 2 for a wide character, 0 for a mark

/// Lu or Lt
static inline bool dm_utf8_is_upper(uint32_t code)
{
  return code < 0x80 ? code - 'A' < 26 : dm_utf8_is_upper_beyond(code);
}
/// Ll
static inline bool dm_utf8_is_lower(uint32_t code)
{
  return code < 0x80 ? code - 'a' < 26 : dm_utf8_is_lower_beyond(code);
}
/// L* and M*
static inline bool dm_utf8_is_letter(uint32_t code)
{
  return code < 0x80 ? (code | 0x20) - 'a' < 26 : dm_utf8_is_letter_beyond(code);
}
/// Nd
static inline bool dm_utf8_is_digit(uint32_t code)
{
  return code < 0x80 ? code - '0' < 10 : dm_utf8_is_digit_beyond(code);
}
/// White space, U+00A0 and U+FEFF with it
static inline bool dm_utf8_is_space(uint32_t code)
{
  return code < 0x80 ? code == ' ' || code - '\t' < 5 : dm_utf8_is_space_beyond(code);
}
bool dm_utf8_is_double_quote(uint32_t code); ///< " “ ” „ « » ‟ ＂
bool dm_utf8_is_single_quote(uint32_t code); ///< ' ‘ ’ ‚ ‛ ‹ › `

/**
   Text folded for comparison: case-folded, curly quotation marks straight, soft hyphens and zero-width characters gone,
   non-breaking spaces plain.
*/
void dm_utf8_fold(struct dm_span text, struct dm_buffer *out);
/// dm_utf8_fold() and diacritics gone (NFKD without marks): `Elysée` → `elysee`.
void dm_utf8_fold_marks(struct dm_span text, struct dm_buffer *out);

/// Byte offsets to code-point offsets of one text, in constant time.
struct dm_codepoints {
  struct dm_span text;
  uint32_t *before; ///< [size/64 + 1] code points before each 64th byte
};
struct dm_codepoints dm_codepoints_new(struct dm_span text, struct dm_arena *arena);
uint32_t dm_codepoints_at(const struct dm_codepoints *map, uint32_t byte);

#endif
