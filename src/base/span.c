// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/span.h"

#include <string.h>

int dm_span_compare(struct dm_span a, struct dm_span b)
{
  size_t shared = a.size < b.size ? a.size : b.size;
  int order = shared ? memcmp(a.data, b.data, shared) : 0;
  return order ? order : (a.size > b.size) - (a.size < b.size);
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

bool dm_range_within(struct dm_range inner, struct dm_range outer)
{
  return inner.start >= outer.start && inner.end <= outer.end;
}

bool dm_range_overlaps(struct dm_range a, struct dm_range b) { return a.start < b.end && b.start < a.end; }
