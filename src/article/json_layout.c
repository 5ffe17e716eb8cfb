// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/json_layout.h"

#include <string.h>

/// The end of the string that begins at `at`; 0 where a line ends in it.
static size_t string_end(struct dm_span bytes, size_t at)
{
  for (at++; at < bytes.size; at++) {
    if (bytes.data[at] == '"') {
      return at + 1;
    }
    if (bytes.data[at] == '\n') {
      return 0;
    }
    at += bytes.data[at] == '\\';
  }
  return 0;
}

size_t dm_json_value_end(struct dm_span bytes, size_t at)
{
  size_t depth = 0;
  while (at < bytes.size) {
    char c = bytes.data[at];
    if (c == '"') {
      at = string_end(bytes, at);
      if (!at) {
        return 0;
      }
      continue;
    }
    at++;
    depth += c == '{' || c == '[';
    if ((c == '}' || c == ']') && --depth == 0) {
      return at;
    }
  }
  return 0;
}

static bool is_object_line(struct dm_span line)
{
  line = dm_span_trim(line);
  return line.size > 1 && line.data[0] == '{' && line.data[line.size - 1] == '}';
}

static struct dm_span line_at(struct dm_span bytes, size_t at)
{
  const char *end = memchr(bytes.data + at, '\n', bytes.size - at);
  return (struct dm_span){bytes.data + at, end ? (size_t)(end - bytes.data) - at : bytes.size - at};
}

bool dm_json_first_line(struct dm_span bytes) { return bytes.size && is_object_line(line_at(bytes, 0)); }

enum dm_json_layout dm_json_layout_of(struct dm_span bytes)
{
  struct dm_span trimmed = dm_span_trim(bytes);
  if (trimmed.size == 0) {
    return DM_JSON_LINES; // of which there is none
  }
  char first = trimmed.data[0];
  bool opens = first == '[' || (first == '{' && !is_object_line(line_at(trimmed, 0)));
  if (opens && dm_json_value_end(trimmed, 0)) {
    return DM_JSON_VALUES;
  }
  for (size_t at = 0; at < trimmed.size;) {
    struct dm_span line = line_at(trimmed, at);
    if (is_object_line(line)) {
      return DM_JSON_LINES;
    }
    at += line.size + 1;
  }
  return DM_JSON_NONE;
}
