// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "text/maker.h"

#include "base/utf8.h"
#include "text/furniture.h"

#include <string.h>

enum {
  WRAPPED_LINE = 100,  ///< code points: no line of hard-wrapped text is longer
  LONG_LINE = 55,      ///< most lines of it are at least so long
  FEW_LINES = 4,       ///< with fewer nothing can be told
  LONGEST_HEADING = 22 ///< words
};

static struct dm_range trim_range(struct dm_span body, struct dm_range range)
{
  while (range.start < range.end) {
    uint32_t code;
    size_t size = dm_utf8_decode(body, range.start, &code);
    if (!dm_utf8_is_space(code)) {
      break;
    }
    range.start += (uint32_t)size;
  }
  while (range.start < range.end) {
    uint32_t code;
    size_t size = dm_utf8_decode_before(body, range.end, &code);
    if (!dm_utf8_is_space(code)) {
      break;
    }
    range.end -= (uint32_t)size;
  }
  return range;
}

static struct dm_range line_at(struct dm_span body, uint32_t start)
{
  const char *end = memchr(body.data + start, '\n', body.size - start);
  return (struct dm_range){start, end ? (uint32_t)(end - body.data) : (uint32_t)body.size};
}

/// What the lines of a body look like.
struct lines {
  uint32_t count; ///< not blank
  uint32_t long_count;
  size_t longest;       ///< code points
  uint32_t inner_count; ///< those with a line right behind them
  uint32_t full_count;  ///< of these: the first word of the next would not have fitted in `longest`
};

static size_t first_word(struct dm_span line)
{
  size_t size = 0;
  while (size < line.size && line.data[size] != ' ') {
    size++;
  }
  return dm_utf8_count((struct dm_span){line.data, size});
}

static bool measure_lines(struct dm_span body, struct lines *lines)
{
  for (uint32_t at = 0; at < body.size;) {
    struct dm_range line = line_at(body, at);
    size_t count = dm_utf8_count(dm_span_slice(body, line));
    if (count > WRAPPED_LINE && memchr(body.data + line.start, ' ', line.end - line.start)) {
      return false;
    }
    if (count > WRAPPED_LINE) { // an address cannot be broken
      count = 0;
    }
    lines->count += count > 0;
    lines->long_count += count >= LONG_LINE;
    lines->longest = count > lines->longest ? count : lines->longest;
    at = line.end + 1;
  }
  return true;
}

static void measure_breaks(struct dm_span body, struct lines *lines)
{
  size_t before = 0;
  for (uint32_t at = 0; at < body.size;) {
    struct dm_range line = line_at(body, at);
    struct dm_span bytes = dm_span_slice(body, line);
    if (before && bytes.size) {
      lines->inner_count++;
      lines->full_count += before + 1 + first_word(bytes) > lines->longest;
    }
    before = dm_utf8_count(bytes);
    at = line.end + 1;
  }
}

/// Whether lines are broken at a column, so that a single line break is only white space.
static bool is_wrapped(struct dm_span body)
{
  struct lines lines = {0};
  if (!measure_lines(body, &lines) || lines.count < FEW_LINES) {
    return false;
  }
  measure_breaks(body, &lines);
  return lines.long_count * 2 > lines.count || (lines.inner_count >= FEW_LINES && lines.longest >= LONG_LINE &&
                                                lines.full_count * 10 >= lines.inner_count * 9);
}

void dm_maker_add_paragraph(struct dm_maker *maker, struct dm_range bytes)
{
  bytes = trim_range(maker->text->body, bytes);
  if (bytes.start < bytes.end) {
    struct dm_text *text = maker->text;
    *DM_PUSH(maker->arena, text->paragraph, text->paragraph_count, maker->paragraphs) =
        (struct dm_paragraph){.bytes = bytes};
  }
}

void dm_maker_split_paragraphs(struct dm_maker *maker)
{
  struct dm_span body = maker->text->body;
  bool wrapped = is_wrapped(body);
  struct dm_range current = {0, 0};
  for (uint32_t at = 0; at < body.size;) {
    struct dm_range line = line_at(body, at);
    struct dm_range inner = trim_range(body, line);
    if (!wrapped || inner.start == inner.end) {
      dm_maker_add_paragraph(maker, current);
      current = line;
    }
    current.end = line.end;
    at = line.end + 1;
  }
  dm_maker_add_paragraph(maker, current);
}

void dm_maker_mark_furniture(struct dm_maker *maker)
{
  struct dm_text *text = maker->text;
  bool over = false;
  for (uint32_t i = 0; i < text->paragraph_count; i++) {
    enum dm_line line = dm_furniture_line(maker->model->furniture, dm_span_slice(text->body, text->paragraph[i].bytes));
    over = over || (line == DM_LINE_LAST && i * 2 > text->paragraph_count);
    if (over || line != DM_LINE_TEXT) {
      text->paragraph[i].kind = DM_PARAGRAPH_FURNITURE;
    }
  }
}

static bool is_word(const struct dm_text *text, uint32_t token, const char *word)
{
  return dm_span_equal(dm_text_word(text, token), dm_span_of(word));
}

/// A paragraph without an end mark, and short, is a heading; so is the title.
static bool is_heading(const struct dm_maker *maker, uint32_t index, struct dm_range tokens)
{
  const struct dm_text *text = maker->text;
  struct dm_span bytes = dm_span_slice(text->body, text->paragraph[index].bytes);
  if (text->article->title.size && dm_span_equal(bytes, dm_span_trim(text->article->title))) {
    return true;
  }
  if (tokens.end - tokens.start > LONGEST_HEADING || text->paragraph_count < 2) {
    return false;
  }
  uint32_t last = tokens.end - 1;
  while (last > tokens.start && (text->shape[last] & (DM_SHAPE_QUOTE | DM_SHAPE_FURNITURE))) {
    last--;
  }
  static const char *const open[] = {":", ",", ";"}; // what goes on is no heading
  for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
    if (is_word(text, last, open[i])) {
      return false;
    }
  }
  return !dm_text_is_terminator(text, last);
}

void dm_maker_mark_headings(struct dm_maker *maker)
{
  struct dm_text *text = maker->text;
  for (uint32_t i = 0; i < text->paragraph_count; i++) {
    struct dm_paragraph *paragraph = &text->paragraph[i];
    struct dm_range tokens = {dm_text_token_at(text, paragraph->bytes.start),
                              dm_text_token_at(text, paragraph->bytes.end)};
    if (tokens.end > tokens.start && paragraph->kind == DM_PARAGRAPH_BODY && is_heading(maker, i, tokens)) {
      paragraph->kind = DM_PARAGRAPH_HEADLINE;
    }
  }
}
