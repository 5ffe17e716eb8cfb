// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/iri.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>

enum { HASH_DIGITS = 12, LAST_PLAIN_LETTER = 0xDFFFF };

static bool is_ascii_letter(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool is_ascii_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/// RFC 3986, section 2.3
static bool is_unreserved(unsigned char c)
{
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// A segment of dots alone would be resolved away (RFC 3986, section 5.2.4).
static bool is_dots(struct dm_span text)
{
  return (text.size == 1 || text.size == 2) && text.data[0] == '.' && text.data[text.size - 1] == '.';
}

void dm_iri_encode(struct dm_span text, struct dm_buffer *out)
{
  bool dots = is_dots(text);
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    if (is_unreserved(c) && !dots) {
      dm_buffer_add_byte(out, (char)c);
    } else {
      dm_buffer_printf(out, "%%%02X", c);
    }
  }
}

static bool is_slug_letter(uint32_t code)
{
  if (code < 0x80) {
    return is_ascii_letter(code) || is_ascii_digit(code);
  }
  return code <= LAST_PLAIN_LETTER && (dm_utf8_is_letter(code) || dm_utf8_is_digit(code));
}

static void add_hash(struct dm_span label, struct dm_buffer *out)
{
  char hash[DM_SHA256_HEX + 1];
  dm_sha256_hex(label, hash);
  dm_buffer_add(out, hash, HASH_DIGITS);
}

/// Letters and digits with `-` between runs.  @return whether all of `folded` went in.
static bool add_runs(struct dm_span folded, struct dm_buffer *out)
{
  size_t begin = out->size;
  bool gap = false;
  for (size_t at = 0; at < folded.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(folded, at, &code);
    if (code == DM_UTF8_BAD || !is_slug_letter(code)) {
      gap = true;
    } else {
      if (out->size - begin + size + 1 > DM_SLUG_BYTES) {
        return false;
      }
      if (gap && out->size > begin) {
        dm_buffer_add_byte(out, '-');
      }
      dm_buffer_add(out, folded.data + at, size);
      gap = false;
    }
    at += size;
  }
  return true;
}

void dm_iri_slug(struct dm_span label, struct dm_buffer *out)
{
  struct dm_buffer folded = {0};
  size_t begin = out->size;
  dm_utf8_fold_marks(label, &folded);
  bool whole = add_runs(dm_buffer_span(&folded), out);
  dm_buffer_free(&folded);
  if (!whole) {
    dm_buffer_add_byte(out, '-');
  }
  if (!whole || out->size == begin) {
    add_hash(label, out);
  }
}

const char *dm_iri_type(enum dm_entity_type type)
{
  static const char *const names[] = {
      [DM_PERSON] = "person", [DM_ORGANIZATION] = "organization", [DM_COUNTRY] = "country", [DM_PLACE] = "place"};
  return names[type];
}

/// Length of `scheme:` (RFC 3986, section 3.1); 0 if there is none.
static size_t scheme_size(struct dm_span text)
{
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    if (c == ':') {
      return i ? i + 1 : 0;
    }
    bool inner = is_ascii_digit(c) || c == '+' || c == '-' || c == '.';
    if (!is_ascii_letter(c) && (i == 0 || !inner)) {
      return 0;
    }
  }
  return 0;
}

bool dm_iri_check(struct dm_span text)
{
  size_t at = scheme_size(text);
  if (at == 0 || at == text.size || dm_utf8_check(text) != text.size) {
    return false;
  }
  for (; at < text.size; at++) {
    unsigned char c = (unsigned char)text.data[at];
    if (c <= ' ' || c == 0x7F || strchr("<>\"{}|\\^`", c)) {
      return false;
    }
  }
  return true;
}

/* Names in use. */

static struct dm_iri_slot *find_slot(const struct dm_iri_set *set, struct dm_span iri)
{
  uint32_t mask = set->capacity - 1;
  uint32_t at = (uint32_t)dm_hash_bytes(iri.data, iri.size) & mask;
  while (set->slot[at].iri.size && !dm_span_equal(set->slot[at].iri, iri)) {
    at = (at + 1) & mask;
  }
  return &set->slot[at];
}

static void grow_set(struct dm_iri_set *set, struct dm_arena *arena)
{
  struct dm_iri_set old = *set;
  set->capacity = old.capacity ? old.capacity * 2 : 256;
  set->slot = DM_NEW(arena, struct dm_iri_slot, set->capacity);
  for (uint32_t i = 0; i < old.capacity; i++) {
    if (old.slot[i].iri.size) {
      *find_slot(set, old.slot[i].iri) = old.slot[i];
    }
  }
}

bool dm_iri_put(struct dm_iri_set *set, struct dm_arena *arena, struct dm_span *iri, uint32_t *number)
{
  if (2 * (set->count + 1) > set->capacity) {
    grow_set(set, arena);
  }
  struct dm_iri_slot *slot = find_slot(set, *iri);
  bool is_new = slot->iri.size == 0;
  if (is_new) {
    slot->iri = (struct dm_span){dm_arena_copy(arena, iri->data, iri->size), iri->size};
    slot->number = set->count++;
  }
  *iri = slot->iri;
  *number = slot->number;
  return is_new;
}

struct dm_span dm_iri_take(struct dm_iri_set *set, struct dm_arena *arena, struct dm_span iri)
{
  struct dm_buffer name = {0};
  struct dm_span taken = iri;
  uint32_t number;
  dm_buffer_add_span(&name, iri);
  for (unsigned suffix = 2; !dm_iri_put(set, arena, &taken, &number); suffix++) {
    name.size = iri.size;
    dm_buffer_printf(&name, "-%u", suffix);
    taken = dm_buffer_span(&name);
  }
  dm_buffer_free(&name);
  return taken;
}
