// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/span.h"

#include <assert.h>
#include <string.h>

struct dm_span dm_span_of(const char *text) { return (struct dm_span){text, text ? strlen(text) : 0}; }

bool dm_span_equal(struct dm_span a, struct dm_span b)
{
  return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

int dm_span_compare(struct dm_span a, struct dm_span b)
{
  size_t shared = a.size < b.size ? a.size : b.size;
  int order = shared ? memcmp(a.data, b.data, shared) : 0;
  return order ? order : (a.size > b.size) - (a.size < b.size);
}

bool dm_span_starts(struct dm_span span, struct dm_span prefix)
{
  return span.size >= prefix.size && (prefix.size == 0 || memcmp(span.data, prefix.data, prefix.size) == 0);
}

bool dm_span_ends(struct dm_span span, struct dm_span suffix)
{
  return span.size >= suffix.size &&
         (suffix.size == 0 || memcmp(span.data + span.size - suffix.size, suffix.data, suffix.size) == 0);
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

struct dm_span dm_span_trim(struct dm_span span)
{
  while (span.size && is_space(span.data[0])) {
    span.data++;
    span.size--;
  }
  while (span.size && is_space(span.data[span.size - 1])) {
    span.size--;
  }
  return span;
}

struct dm_span dm_span_slice(struct dm_span body, struct dm_range range)
{
  assert(range.start <= range.end && range.end <= body.size);
  return (struct dm_span){body.data + range.start, range.end - range.start};
}

bool dm_range_within(struct dm_range inner, struct dm_range outer)
{
  return inner.start >= outer.start && inner.end <= outer.end;
}

bool dm_range_overlaps(struct dm_range a, struct dm_range b) { return a.start < b.end && b.start < a.end; }
