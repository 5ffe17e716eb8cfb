// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file span.h  Borrowed bytes, and ranges of a text.
*/
#ifndef DM_BASE_SPAN_H
#define DM_BASE_SPAN_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Bytes that belong to somebody else; not NUL-terminated.  {0} is the empty span.
struct dm_span {
  const char *data;
  size_t size; ///< bytes
};

/// `[start,end)`: bytes of a body, or indices of an array, as the field says.
struct dm_range {
  uint32_t start;
  uint32_t end;
};

/// Index that stands for nothing.
#define DM_NONE          UINT32_MAX

#define DM_LITERAL(text) ((struct dm_span){(text), sizeof(text) - 1})

/// Of a NUL-terminated string; {0} of NULL.
static inline struct dm_span dm_span_of(const char *text) { return (struct dm_span){text, text ? strlen(text) : 0}; }
static inline bool dm_span_equal(struct dm_span a, struct dm_span b)
{
  return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}
/// Byte order, shorter first among equals: <0, 0, >0.
int dm_span_compare(struct dm_span a, struct dm_span b);
static inline bool dm_span_starts(struct dm_span span, struct dm_span prefix)
{
  return span.size >= prefix.size && (prefix.size == 0 || memcmp(span.data, prefix.data, prefix.size) == 0);
}
static inline bool dm_span_ends(struct dm_span span, struct dm_span suffix)
{
  return span.size >= suffix.size &&
         (suffix.size == 0 || memcmp(span.data + span.size - suffix.size, suffix.data, suffix.size) == 0);
}
/// Without ASCII white space at both ends.
struct dm_span dm_span_trim(struct dm_span span);
/// The bytes of `body` in `range`.
static inline struct dm_span dm_span_slice(struct dm_span body, struct dm_range range)
{
  assert(range.start <= range.end && range.end <= body.size);
  return (struct dm_span){body.data + range.start, range.end - range.start};
}
bool dm_range_within(struct dm_range inner, struct dm_range outer);
bool dm_range_overlaps(struct dm_range a, struct dm_range b);

/// For printf: "%.*s", DM_SPAN_ARGS(span).
#define DM_SPAN_ARGS(span) (int)(span).size, (span).data ? (span).data : ""

#endif
