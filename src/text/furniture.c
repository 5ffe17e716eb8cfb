// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "text/furniture.h"

#include "base/buffer.h"
#include "base/table.h"
#include "base/utf8.h"

#include <string.h>

enum { SHORT_LINE = 160 }; ///< bytes: a longer line is no furniture because of a word it contains

enum how { IS, STARTS, CONTAINS, ENDS_ARTICLE, BRACKET, STRETCH, HOWS };
static const char *const hows[] = {"is", "starts", "contains", "last", "bracket", "stretch"};

struct pattern {
  enum how how;
  struct dm_span text; ///< folded; for BRACKET and STRETCH as it stands in the table
};

struct dm_furniture {
  uint32_t count;
  uint32_t capacity;
  struct pattern *pattern;
};

static struct dm_span fold(struct dm_span text, struct dm_arena *arena)
{
  struct dm_buffer folded = {0};
  dm_utf8_fold(text, &folded);
  struct dm_span copy = {dm_arena_copy(arena, folded.data, folded.size), folded.size};
  dm_buffer_free(&folded);
  return copy;
}

enum dm_status dm_furniture_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                 struct dm_furniture **out)
{
  struct dm_furniture *furniture = DM_NEW(arena, struct dm_furniture, 1);
  struct dm_table table;
  DM_TRY(dm_table_open(resources, "schema/lexicon/furniture.tsv", arena, diag, &table));
  while (dm_table_next(&table)) {
    int how = 0;
    while (how < HOWS && !dm_span_equal(table.field[0], dm_span_of(hows[how]))) {
      how++;
    }
    if (how == HOWS || table.field[1].size == 0) {
      return dm_table_error(&table, diag, "needs is, starts, contains, last, bracket or stretch, and a text");
    }
    *DM_PUSH(arena, furniture->pattern, furniture->count, furniture->capacity) =
        (struct pattern){.how = (enum how)how, .text = how >= BRACKET ? table.field[1] : fold(table.field[1], arena)};
  }
  *out = furniture;
  return DM_OK;
}

static const char *find(struct dm_span in, struct dm_span what)
{
  return in.size >= what.size ? memmem(in.data, in.size, what.data, what.size) : NULL;
}

static bool fits(const struct pattern *pattern, struct dm_span folded)
{
  switch (pattern->how) {
  case IS:
    return dm_span_equal(folded, pattern->text);
  case STARTS:
    return folded.size <= SHORT_LINE && dm_span_starts(folded, pattern->text);
  case CONTAINS:
    return folded.size <= SHORT_LINE && find(folded, pattern->text);
  case ENDS_ARTICLE:
    return dm_span_starts(folded, pattern->text);
  default:
    return false;
  }
}

enum dm_line dm_furniture_line(const struct dm_furniture *furniture, struct dm_span line)
{
  struct dm_buffer folded = {0};
  struct dm_span head = {line.data, line.size > 4 * SHORT_LINE ? 4 * SHORT_LINE : line.size};
  dm_utf8_fold(head, &folded);
  enum dm_line result = DM_LINE_TEXT;
  for (uint32_t i = 0; i < furniture->count && result != DM_LINE_LAST; i++) {
    if (fits(&furniture->pattern[i], dm_buffer_span(&folded))) {
      result = furniture->pattern[i].how == ENDS_ARTICLE ? DM_LINE_LAST : DM_LINE_FURNITURE;
    }
  }
  dm_buffer_free(&folded);
  return result;
}

/// From an opening bracket to its closing one, if it begins with a credit.
static bool find_bracket(const struct pattern *pattern, struct dm_span text, uint32_t from, struct dm_range *out)
{
  for (size_t at = 0; at < text.size; at++) {
    struct dm_span inside = {text.data + at + 1, text.size - at - 1};
    if (text.data[at] == '(' && dm_span_starts(inside, pattern->text)) {
      const char *close = memchr(inside.data, ')', inside.size);
      size_t end = close ? (size_t)(close - text.data) + 1 : text.size;
      *out = (struct dm_range){from + (uint32_t)at, from + (uint32_t)end};
      return true;
    }
  }
  return false;
}

/// From the words to the end of the paragraph.
static bool find_stretch(const struct pattern *pattern, struct dm_span text, uint32_t from, struct dm_range *out)
{
  const char *at = find(text, pattern->text);
  if (at) {
    *out = (struct dm_range){from + (uint32_t)(at - text.data), from + (uint32_t)text.size};
  }
  return at != NULL;
}

bool dm_furniture_stretch(const struct dm_furniture *furniture, struct dm_span body, uint32_t from, uint32_t end,
                          struct dm_range *out)
{
  bool found = false;
  struct dm_span text = dm_span_slice(body, (struct dm_range){from, end});
  for (uint32_t i = 0; i < furniture->count; i++) {
    const struct pattern *pattern = &furniture->pattern[i];
    struct dm_range here;
    bool fits = (pattern->how == BRACKET && find_bracket(pattern, text, from, &here)) ||
                (pattern->how == STRETCH && find_stretch(pattern, text, from, &here));
    if (fits && (!found || here.start < out->start)) {
      *out = here;
      found = true;
    }
  }
  return found;
}
