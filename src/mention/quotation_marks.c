// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/quotation_marks.h"

#include "base/utf8.h"

#include <string.h>

enum { LONGEST_RUN = 8 }; ///< marks side by side

enum {
  LOW_DOUBLE = 0x201E,
  LOW_SINGLE = 0x201A,
  LEFT_DOUBLE = 0x201C,
  RIGHT_DOUBLE = 0x201D,
  REVERSED_DOUBLE = 0x201F,
  LEFT_SINGLE = 0x2018,
  RIGHT_SINGLE = 0x2019,
  REVERSED_SINGLE = 0x201B,
  LEFT_GUILLEMET = 0xAB,
  RIGHT_GUILLEMET = 0xBB,
  LEFT_ANGLE = 0x2039,
  RIGHT_ANGLE = 0x203A
};

static uint32_t code_of(const struct dm_text *text, uint32_t token)
{
  uint32_t code;
  dm_utf8_decode(dm_text_word(text, token), 0, &code);
  return code;
}

static enum dm_side side_of(uint32_t code)
{
  switch (code) {
  case LEFT_DOUBLE:
  case LEFT_SINGLE:
  case LOW_DOUBLE:
  case LOW_SINGLE:
  case REVERSED_DOUBLE:
  case REVERSED_SINGLE:
  case LEFT_GUILLEMET:
  case LEFT_ANGLE:
  case '`':
    return DM_SIDE_OPEN;
  case RIGHT_DOUBLE:
  case RIGHT_SINGLE:
  case RIGHT_GUILLEMET:
  case RIGHT_ANGLE:
    return DM_SIDE_CLOSE;
  default:
    return DM_SIDE_EITHER;
  }
}

static bool is_single(uint32_t code)
{
  return code == '\'' || code == '`' || code == LEFT_SINGLE || code == RIGHT_SINGLE || code == LOW_SINGLE ||
         code == REVERSED_SINGLE;
}

static bool is_quote(const struct dm_text *text, uint32_t token) { return (text->shape[token] & DM_SHAPE_QUOTE) != 0; }

static bool has_space(const struct dm_text *text, uint32_t token)
{
  return (text->shape[token] & DM_SHAPE_SPACE_BEFORE) != 0;
}

static bool is_dash(uint32_t code) { return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == '/'; }

static bool is_opening_bracket(uint32_t code) { return code == '(' || code == '[' || code == '{'; }

static bool is_ellipsis(const struct dm_text *text, uint32_t token)
{
  struct dm_span word = dm_text_word(text, token);
  return code_of(text, token) == 0x2026 || (word.size > 1 && word.data[0] == '.');
}

/// Whether what stands before the run of marks around `token` lets a quotation begin; `*space` where that is space.
static bool may_open(const struct dm_text *text, struct dm_range paragraph, uint32_t token, bool *space)
{
  for (int i = 0; i < LONGEST_RUN && token > paragraph.start && !has_space(text, token) && is_quote(text, token - 1);
       i++) {
    token--;
  }
  *space = token == paragraph.start || has_space(text, token);
  return *space || is_dash(code_of(text, token - 1)) || is_opening_bracket(code_of(text, token - 1));
}

/// Whether what stands behind the run of marks around `token` lets a quotation end.
static bool may_close(const struct dm_text *text, struct dm_range paragraph, uint32_t token, bool *space)
{
  uint32_t next = token + 1;
  for (int i = 0; i < LONGEST_RUN && next < paragraph.end && !has_space(text, next) && is_quote(text, next); i++) {
    next++;
  }
  *space = next >= paragraph.end || has_space(text, next);
  if (*space) {
    return true;
  }
  return (text->shape[next] & DM_SHAPE_PUNCTUATION) && !is_opening_bracket(code_of(text, next)) &&
         !is_ellipsis(text, next);
}

static bool is_sign(const struct dm_text *text, uint32_t token, const char *signs)
{
  struct dm_span word = dm_text_word(text, token);
  return word.size == 1 && strchr(signs, word.data[0]) != NULL;
}

static void weigh_space(const struct dm_text *text, struct dm_range paragraph, struct dm_mark *mark)
{
  bool space_before;
  bool space_after;
  bool opens = may_open(text, paragraph, mark->tokens.start, &space_before);
  bool closes = may_close(text, paragraph, mark->tokens.end - 1, &space_after);
  bool before_stop = mark->tokens.end < paragraph.end && is_sign(text, mark->tokens.end, ",.;:!?)");
  if (opens && closes && space_before != space_after && !before_stop) { // a dash or bracket on one side
    opens = space_before;
    closes = space_after;
  }
  mark->bound = !opens && !closes;
  mark->spaced = opens == closes ? DM_SIDE_EITHER : opens ? DM_SIDE_OPEN : DM_SIDE_CLOSE;
  if (!space_before && space_after && mark->tokens.start > paragraph.start &&
      is_sign(text, mark->tokens.start - 1, ":")) { // `added:” We`
    mark->typed = mark->spaced = DM_SIDE_OPEN;
  }
}

/// `'90s`, `'22`: two digits, `s` or none.
static bool is_short_year(struct dm_span word)
{
  return (word.size == 2 || (word.size == 3 && word.data[2] == 's')) && word.data[0] >= '0' && word.data[0] <= '9' &&
         word.data[1] >= '0' && word.data[1] <= '9';
}

static bool is_elision(const struct dm_text *text, const struct dm_lexicon *elisions, struct dm_range paragraph,
                       uint32_t token)
{
  uint32_t code = code_of(text, token);
  if ((code != '\'' && code != RIGHT_SINGLE && code != LEFT_SINGLE) || token + 1 >= paragraph.end ||
      has_space(text, token + 1)) {
    return false;
  }
  return is_short_year(dm_text_word(text, token + 1)) ||
         (code != LEFT_SINGLE && dm_lexicon_find(elisions, text, (struct dm_range){token + 1, token + 2}) != NULL);
}

/// Two single marks of one kind without space between: `‘‘`, and `’’` after a doubled one or a space.
static bool is_doubled(const struct dm_text *text, struct dm_range paragraph, uint32_t token, bool after_doubled)
{
  uint32_t code = code_of(text, token);
  if (!is_single(code) || dm_text_word(text, token).size == 2 || token + 1 >= paragraph.end ||
      has_space(text, token + 1) || !is_quote(text, token + 1) || code_of(text, token + 1) != code) {
    return false;
  }
  return code != RIGHT_SINGLE || after_doubled || has_space(text, token);
}

static struct dm_mark read_mark(const struct dm_text *text, struct dm_range paragraph, uint32_t token, bool doubled)
{
  uint32_t code = code_of(text, token);
  bool two = doubled || dm_text_word(text, token).size == 2; // `''` is one token
  struct dm_mark mark = {.tokens = {token, token + (doubled ? 2 : 1)},
                         .code = code,
                         .typed = side_of(code),
                         .single = is_single(code) && !two};
  if (code == RIGHT_SINGLE && two) {
    mark.typed = DM_SIDE_EITHER;
  }
  weigh_space(text, paragraph, &mark);
  return mark;
}

void dm_marks_read(const struct dm_text *text, struct dm_range tokens, const struct dm_lexicon *elisions,
                   struct dm_arena *arena, struct dm_marks *marks)
{
  bool after_doubled = false;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    if (!is_quote(text, i) || is_elision(text, elisions, tokens, i)) {
      continue;
    }
    bool doubled = is_doubled(text, tokens, i, after_doubled);
    after_doubled = after_doubled || doubled;
    struct dm_mark *mark = DM_PUSH(arena, marks->mark, marks->count, marks->capacity);
    *mark = read_mark(text, tokens, i, doubled);
    i = mark->tokens.end - 1;
  }
}
