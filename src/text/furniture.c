// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "text/furniture.h"

#include "base/buffer.h"
#include "base/table.h"
#include "base/utf8.h"

#include <string.h>

enum {
  SHORT_LINE = 160,    ///< bytes: a longer line is no furniture because of a word it contains
  LONGEST_CREDIT = 60, ///< bytes
  CONNECTOR = 3        ///< bytes of the longest word in small letters that stands between names
};

enum how { IS, STARTS, CONTAINS, ENDS_ARTICLE, BYLINE, TRAIL, BRACKET, STRETCH, CREDIT, HOWS };
static const char *const hows[] = {"is",    "starts",  "contains", "last",  "byline",
                                   "trail", "bracket", "stretch",  "credit"};

struct pattern {
  enum how how;
  struct dm_span text; ///< folded; for BRACKET and STRETCH as it stands in the table
};

struct patterns {
  uint32_t count;
  uint32_t capacity;
  struct pattern *pattern;
};

struct dm_furniture {
  struct patterns lines;
  struct patterns stretches;
  bool begins[UINT8_MAX + 1]; ///< bytes that a stretch begins with
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
      return dm_table_error(&table, diag, "needs a kind of furniture and a text");
    }
    struct patterns *list = how >= BRACKET ? &furniture->stretches : &furniture->lines;
    *DM_PUSH(arena, list->pattern, list->count, list->capacity) =
        (struct pattern){.how = (enum how)how, .text = how >= BRACKET ? table.field[1] : fold(table.field[1], arena)};
    furniture->begins[how == BRACKET ? '(' : (unsigned char)table.field[1].data[0]] |= how >= BRACKET;
  }
  *out = furniture;
  return DM_OK;
}

static const char *find(struct dm_span in, struct dm_span what)
{
  return in.size >= what.size ? memmem(in.data, in.size, what.data, what.size) : NULL;
}

static bool is_letter_or_digit(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}

/// Whether a line starts with whole words.
static bool starts_with(struct dm_span folded, struct dm_span words)
{
  bool cut = folded.size > words.size && is_letter_or_digit(words.data[words.size - 1]) &&
             is_letter_or_digit(folded.data[words.size]);
  return !cut && dm_span_starts(folded, words);
}

/// Whether a sign stands between spaces.
static bool has_apart(struct dm_span folded, struct dm_span sign)
{
  const char *at = find(folded, sign);
  const char *end = folded.data + folded.size;
  return at && at > folded.data && at[-1] == ' ' && at + sign.size < end && at[sign.size] == ' ';
}

/// Whether a line goes on with names alone: words with capitals, and short ones between them.
static bool has_names_only(struct dm_span line)
{
  struct dm_span word = {line.data, 0};
  bool named = false;
  for (size_t at = 0; at <= line.size; at++) {
    if (at < line.size && line.data[at] != ' ') {
      word.size++;
      continue;
    }
    bool small = word.size && word.data[0] >= 'a' && word.data[0] <= 'z';
    if (small && word.size > CONNECTOR) {
      return false;
    }
    named = named || (word.size && !small);
    word = (struct dm_span){line.data + at + 1, 0};
  }
  return named;
}

static bool ends_as_sentence(struct dm_span line)
{
  return line.size && memchr(".!?\"')", line.data[line.size - 1], 6);
}

/// @param line  as it stands; @param folded  its fold, of its beginning if it is long
static bool fits(const struct pattern *pattern, struct dm_span line, struct dm_span folded)
{
  switch (pattern->how) {
  case IS:
    return dm_span_equal(folded, pattern->text);
  case STARTS:
    return folded.size <= SHORT_LINE && starts_with(folded, pattern->text);
  case CONTAINS:
    return folded.size <= SHORT_LINE && find(folded, pattern->text);
  case ENDS_ARTICLE:
    return starts_with(folded, pattern->text);
  case BYLINE:
    return line.size <= SHORT_LINE && starts_with(folded, pattern->text) && !ends_as_sentence(line) &&
           has_names_only((struct dm_span){line.data + pattern->text.size, line.size - pattern->text.size});
  case TRAIL:
    return line.size <= SHORT_LINE / 2 && has_apart(folded, pattern->text) && !ends_as_sentence(line);
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
  for (uint32_t i = 0; i < furniture->lines.count && result != DM_LINE_LAST; i++) {
    if (fits(&furniture->lines.pattern[i], line, dm_buffer_span(&folded))) {
      result = furniture->lines.pattern[i].how == ENDS_ARTICLE ? DM_LINE_LAST : DM_LINE_FURNITURE;
    }
  }
  dm_buffer_free(&folded);
  return result;
}

/// The end of the stretch that begins at `at`: of a bracket that begins with a credit its closing one, of other words
/// the end of the paragraph; 0 if none begins there.
static size_t stretch_end(const struct pattern *pattern, struct dm_span text, size_t at)
{
  struct dm_span rest = {text.data + at, text.size - at};
  if (pattern->how == STRETCH) {
    return dm_span_starts(rest, pattern->text) ? text.size : 0;
  }
  if (pattern->how == CREDIT) {
    bool begins = at > 0 && text.data[at - 1] == ' ' && rest.size <= LONGEST_CREDIT;
    return begins && dm_span_starts(rest, pattern->text) ? text.size : 0;
  }
  struct dm_span inside = {rest.data + 1, rest.size - 1};
  if (rest.data[0] != '(' || !dm_span_starts(inside, pattern->text)) {
    return 0;
  }
  const char *close = memchr(inside.data, ')', inside.size);
  return close ? (size_t)(close - text.data) + 1 : text.size;
}

bool dm_furniture_stretch(const struct dm_furniture *furniture, struct dm_span body, uint32_t from, uint32_t end,
                          struct dm_range *out, bool *credit)
{
  const struct patterns *stretches = &furniture->stretches;
  struct dm_span text = dm_span_slice(body, (struct dm_range){from, end});
  for (size_t at = 0; at < text.size; at++) {
    bool begins = furniture->begins[(unsigned char)text.data[at]];
    for (uint32_t i = 0; begins && i < stretches->count; i++) {
      size_t stop = stretch_end(&stretches->pattern[i], text, at);
      if (stop) {
        *out = (struct dm_range){from + (uint32_t)at, from + (uint32_t)stop};
        *credit = stretches->pattern[i].how != STRETCH;
        return true;
      }
    }
  }
  return false;
}
