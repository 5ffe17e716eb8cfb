// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file span.h  Borrowed bytes, and ranges of a text.
*/
#ifndef DM_BASE_SPAN_H
#define DM_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

struct dm_span dm_span_of(const char *text); ///< of a NUL-terminated string; {0} of NULL
bool dm_span_equal(struct dm_span a, struct dm_span b);
/// Byte order, shorter first among equals: <0, 0, >0.
int dm_span_compare(struct dm_span a, struct dm_span b);
bool dm_span_starts(struct dm_span span, struct dm_span prefix);
bool dm_span_ends(struct dm_span span, struct dm_span suffix);
/// Without ASCII white space at both ends.
struct dm_span dm_span_trim(struct dm_span span);
/// The bytes of `body` in `range`.
struct dm_span dm_span_slice(struct dm_span body, struct dm_range range);
bool dm_range_within(struct dm_range inner, struct dm_range outer);
bool dm_range_overlaps(struct dm_range a, struct dm_range b);

/// For printf: "%.*s", DM_SPAN_ARGS(span).
#define DM_SPAN_ARGS(span) (int)(span).size, (span).data ? (span).data : ""

#endif
