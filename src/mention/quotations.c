// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/quotations.h"

#include "base/utf8.h"
#include "mention/quotation_marks.h"

#include <string.h>

enum {
  SCARE_WORDS = 4, ///< no more in a quotation that only marks a word
  FARTHEST = 64    ///< marks looked at for the other end of a single mark
};

struct dm_quotations_model {
  struct dm_lexicon elisions;
  struct dm_lexicon clause_words;
};

enum dm_status dm_quotations_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                        struct dm_diag *diag, struct dm_quotations_model **out)
{
  struct dm_quotations_model *model = DM_NEW(arena, struct dm_quotations_model, 1);
  DM_TRY(
      dm_lexicon_load(resources, "schema/lexicon/elisions.tsv", 0, DM_LEXICON_FOLDED, arena, diag, &model->elisions));
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/clause-words.tsv", 0, DM_LEXICON_FOLDED, arena, diag,
                         &model->clause_words));
  *out = model;
  return DM_OK;
}

/// What is known while the paragraphs are read.
struct finder {
  const struct dm_text *text;
  const struct dm_quotations_model *model;
  struct dm_arena *arena;
  struct dm_mentions *out;
  uint32_t capacity;         ///< of out->quotation
  struct dm_marks marks;     ///< of this paragraph
  struct dm_range paragraph; ///< its tokens
  bool next_double;          ///< the next paragraph begins with a double mark that opens
  bool next_single;          ///< … a single one
  uint32_t pending;          ///< quotation that the paragraph before left open, or DM_NONE
  uint32_t left_open;        ///< … this one
};

static bool is_punctuation(const struct dm_text *text, uint32_t token)
{
  return (text->shape[token] & DM_SHAPE_PUNCTUATION) != 0;
}

static bool is_one_of(const struct dm_text *text, uint32_t token, const char *signs)
{
  struct dm_span word = dm_text_word(text, token);
  return is_punctuation(text, token) && strchr(signs, word.data[0]) != NULL;
}

static bool has_space(const struct dm_text *text, uint32_t token)
{
  return (text->shape[token] & DM_SHAPE_SPACE_BEFORE) != 0;
}

/* Quotations made. */

/// Few words that form no clause and are no utterance of their own: `"Nonsense," she said`.
static bool is_scare(const struct finder *finder, struct dm_range inner, uint32_t opener)
{
  const struct dm_text *text = finder->text;
  uint32_t words = 0;
  for (uint32_t i = inner.start; i < inner.end && words <= SCARE_WORDS; i++) {
    words += !is_punctuation(text, i);
    if (dm_lexicon_find(&finder->model->clause_words, text, (struct dm_range){i, i + 1})) {
      return false;
    }
  }
  if (words == 0 || words > SCARE_WORDS) {
    return false;
  }
  bool begins = opener == finder->paragraph.start || text->token_sentence[opener - 1] != text->token_sentence[opener] ||
                is_one_of(text, opener - 1, ",:");
  return !(begins && is_one_of(text, inner.end - 1, ",.!?"));
}

/// @param outer  Its tokens with the marks; @param opener, closer  the tokens of its marks, 0 where there is none.
static void add_quotation(struct finder *finder, struct dm_range outer, uint32_t opener, uint32_t closer)
{
  struct dm_mentions *out = finder->out;
  struct dm_range inner = {outer.start + opener, outer.end - closer};
  uint32_t index = out->quotation_count;
  struct dm_quotation *quotation = DM_PUSH(finder->arena, out->quotation, out->quotation_count, finder->capacity);
  quotation->outer = dm_text_bytes(finder->text, outer);
  quotation->tokens = inner;
  quotation->closed = closer > 0;
  quotation->follows = outer.start == finder->paragraph.start ? finder->pending : DM_NONE;
  if (inner.start < inner.end) {
    quotation->inner = dm_text_bytes(finder->text, inner);
    quotation->scare = quotation->closed && is_scare(finder, inner, outer.start);
  } else {
    uint32_t edge = opener ? finder->text->token[inner.start - 1].end : quotation->outer.start;
    quotation->inner = (struct dm_range){edge, edge};
  }
  for (uint32_t i = outer.start; i < outer.end; i++) {
    out->token_quotation[i] = index;
  }
}

static void add_pair(struct finder *finder, const struct dm_mark *open, const struct dm_mark *close)
{
  add_quotation(finder, (struct dm_range){open->tokens.start, close->tokens.end}, open->tokens.end - open->tokens.start,
                close->tokens.end - close->tokens.start);
}

/// Whether a quotation at `opener` stands for itself, so that it runs to the end of the paragraph.
static bool stands_alone(const struct finder *finder, uint32_t opener)
{
  const struct dm_text *text = finder->text;
  return opener == finder->paragraph.start || text->token_sentence[opener - 1] != text->token_sentence[opener] ||
         is_one_of(text, opener - 1, ",:");
}

static void add_unclosed(struct finder *finder, const struct dm_mark *open, bool goes_on)
{
  const struct dm_text *text = finder->text;
  uint32_t opener = open->tokens.start;
  bool to_end = goes_on || stands_alone(finder, opener);
  uint32_t end = to_end ? finder->paragraph.end : text->sentence[text->token_sentence[opener]].end;
  if (end > open->tokens.end) {
    add_quotation(finder, (struct dm_range){opener, end}, open->tokens.end - opener, 0);
    finder->left_open = to_end ? finder->out->quotation_count - 1 : DM_NONE;
  }
}

/// A quotation whose closing mark was forgotten before the next one opens at token `next`.
static void add_forgotten(struct finder *finder, const struct dm_mark *open, uint32_t next)
{
  const struct dm_text *text = finder->text;
  uint32_t sentence = text->token_sentence[next];
  uint32_t end = text->sentence[sentence].start > open->tokens.end ? text->sentence[sentence].start : next;
  if (end > open->tokens.end) {
    add_quotation(finder, (struct dm_range){open->tokens.start, end}, open->tokens.end - open->tokens.start, 0);
  }
}

/// A closing mark whose opening one was forgotten: the quotation begins with the sentence, or goes on from the
/// paragraph before.
static void add_stray(struct finder *finder, const struct dm_mark *close)
{
  const struct dm_text *text = finder->text;
  uint32_t at = close->tokens.start;
  if (close->spaced != DM_SIDE_CLOSE || at == finder->paragraph.start || !is_one_of(text, at - 1, ".,!?")) {
    return;
  }
  uint32_t start =
      finder->pending == DM_NONE ? text->sentence[text->token_sentence[at]].start : finder->paragraph.start;
  if (finder->out->token_quotation[at - 1] != DM_NONE) {
    return;
  }
  for (uint32_t i = start; i < at; i++) {
    if (finder->out->token_quotation[i] != DM_NONE) {
      return;
    }
  }
  add_quotation(finder, (struct dm_range){start, close->tokens.end}, 0, close->tokens.end - at);
}

/* Single marks. */

static bool opens_single(const struct finder *finder, const struct dm_mark *mark)
{
  if (mark->tokens.end >= finder->paragraph.end) {
    return false;
  }
  return mark->spaced == DM_SIDE_OPEN && (mark->typed != DM_SIDE_CLOSE || !has_space(finder->text, mark->tokens.end));
}

/// A mark behind a word in `s` that another word follows may be the apostrophe of a plural.
static bool may_be_possessive(const struct finder *finder, const struct dm_mark *mark)
{
  const struct dm_text *text = finder->text;
  uint32_t at = mark->tokens.start;
  struct dm_span before = dm_text_word(text, at - 1);
  char last = before.data[before.size - 1];
  return (last == 's' || last == 'S') && mark->tokens.end < finder->paragraph.end &&
         !is_punctuation(text, mark->tokens.end);
}

static bool closes_single(const struct dm_mark *open, const struct dm_mark *mark)
{
  return mark->tokens.start > open->tokens.end && mark->spaced == DM_SIDE_CLOSE;
}

/// The mark that closes the single mark `open`, or DM_NONE: the first that can be nothing else, else the first that can.
static uint32_t find_single_close(const struct finder *finder, uint32_t open)
{
  const struct dm_marks *marks = &finder->marks;
  uint32_t doubt = DM_NONE;
  uint32_t doubles = 0;
  for (uint32_t i = open + 1; i < marks->count && i - open < FARTHEST; i++) {
    const struct dm_mark *mark = &marks->mark[i];
    bool straight_two = mark->code == '\'' && !mark->single; // may end a single one within a single one
    if (!mark->single && !(straight_two && mark->spaced == DM_SIDE_CLOSE)) {
      doubles++;
    } else if (doubles % 2 == 0 && closes_single(&marks->mark[open], mark)) {
      if (!may_be_possessive(finder, mark)) {
        return i;
      }
      doubt = doubt == DM_NONE ? i : doubt;
    } else if (opens_single(finder, mark) && doubt != DM_NONE) {
      return doubt;
    }
  }
  return doubt;
}

/// Read the single mark `at`, no quotation being open; gives the last mark read.
static uint32_t read_single(struct finder *finder, uint32_t at)
{
  const struct dm_mark *mark = &finder->marks.mark[at];
  if (!opens_single(finder, mark)) {
    return at;
  }
  uint32_t close = find_single_close(finder, at);
  if (close != DM_NONE) {
    add_pair(finder, mark, &finder->marks.mark[close]);
    return close;
  }
  if (mark->tokens.start == finder->paragraph.start && finder->next_single && mark->typed != DM_SIDE_CLOSE) {
    add_unclosed(finder, mark, true);
    return finder->marks.count;
  }
  return at;
}

/* Double marks. */

/// The next double mark behind mark `at`, or NULL.
static const struct dm_mark *next_double(const struct finder *finder, uint32_t *at)
{
  while (++*at < finder->marks.count) {
    if (!finder->marks.mark[*at].single) {
      return &finder->marks.mark[*at];
    }
  }
  return NULL;
}

static bool is_after_digit(const struct finder *finder, const struct dm_mark *mark)
{
  uint32_t at = mark->tokens.start;
  return at > finder->paragraph.start && !has_space(finder->text, at) &&
         (finder->text->shape[at - 1] & DM_SHAPE_DIGIT) != 0;
}

static bool looks_closing(const struct dm_mark *mark)
{
  return mark && (mark->typed == DM_SIDE_CLOSE || (mark->typed == DM_SIDE_EITHER && mark->spaced != DM_SIDE_OPEN));
}

/// Whether a double mark opens, no quotation being open.
static bool opens_double(const struct finder *finder, uint32_t at)
{
  const struct dm_mark *mark = &finder->marks.mark[at];
  if (mark->typed == DM_SIDE_CLOSE) {
    bool loose = mark->spaced == DM_SIDE_EITHER && !mark->bound; // `a ” hard” stance`
    return mark->spaced == DM_SIDE_OPEN || (loose && looks_closing(next_double(finder, &at)));
  }
  if (mark->typed == DM_SIDE_EITHER && is_after_digit(finder, mark)) {
    return false; // inches
  }
  return mark->spaced != DM_SIDE_CLOSE;
}

static bool starts_lower(const struct dm_text *text, uint32_t token)
{
  return (text->shape[token] & DM_SHAPE_WORD) && !(text->shape[token] & DM_SHAPE_CAPITAL);
}

/// Whether a mark that is spaced like an opening one closes all the same: `"Hello, "he said`.
static bool closes_misplaced(const struct finder *finder, uint32_t at)
{
  const struct dm_mark *mark = &finder->marks.mark[at];
  uint32_t next = at;
  const struct dm_mark *after = next_double(finder, &next);
  if (after) {
    return after->spaced == DM_SIDE_OPEN;
  }
  return mark->tokens.end < finder->paragraph.end && starts_lower(finder->text, mark->tokens.end);
}

/// Whether double mark `at` closes the open quotation.
static bool closes_double(const struct finder *finder, const struct dm_mark *open, uint32_t at)
{
  const struct dm_mark *mark = &finder->marks.mark[at];
  if (mark->typed == DM_SIDE_CLOSE) {
    return true;
  }
  if (mark->typed == DM_SIDE_OPEN) {
    bool low = open->code == 0x201E || open->code == 0xBB; // „…“ »…«
    if (mark->spaced == DM_SIDE_OPEN) {
      return is_one_of(finder->text, mark->tokens.start - 1, ",") && closes_misplaced(finder, at);
    }
    return mark->spaced == DM_SIDE_CLOSE || !mark->bound || (low && mark->code != open->code);
  }
  return mark->spaced != DM_SIDE_OPEN || closes_misplaced(finder, at);
}

/// Whether opening mark `at` begins a quotation within the open one: two closing ones follow.
static bool is_nested(const struct finder *finder, uint32_t at)
{
  bool first = looks_closing(next_double(finder, &at));
  return first && looks_closing(next_double(finder, &at));
}

/// Read the double mark `at` while the quotation `open` is open, and perhaps close it; gives the last mark read.
static uint32_t read_within(struct finder *finder, uint32_t at, struct dm_mark *open, bool *is_open)
{
  const struct dm_mark *mark = &finder->marks.mark[at];
  if (open->tokens.end == mark->tokens.start && mark->spaced == DM_SIDE_OPEN) {
    open->tokens.end = mark->tokens.end; // opened twice
  } else if (closes_double(finder, open, at)) {
    add_pair(finder, open, mark);
    *is_open = false;
  } else if (is_nested(finder, at)) {
    next_double(finder, &at);
  } else {
    add_forgotten(finder, open, mark->tokens.start);
    *open = *mark;
  }
  return at;
}

static void read_paragraph(struct finder *finder)
{
  struct dm_mark open;
  bool is_open = false;
  for (uint32_t i = 0; i < finder->marks.count; i++) {
    const struct dm_mark *mark = &finder->marks.mark[i];
    if (is_open) {
      i = mark->single ? i : read_within(finder, i, &open, &is_open);
    } else if (mark->single) {
      i = read_single(finder, i);
    } else if (opens_double(finder, i)) {
      open = *mark;
      is_open = true;
    } else {
      add_stray(finder, mark);
    }
  }
  if (is_open) {
    add_unclosed(finder, &open, finder->next_double);
  }
}

/* Paragraphs. */

/// Whether a quotation may run over such a paragraph without its words: share links and pictures in its midst.
static bool interrupts(const struct dm_text *text, uint32_t paragraph)
{
  enum dm_paragraph_kind kind = text->paragraph[paragraph].kind;
  return kind == DM_PARAGRAPH_FURNITURE || kind == DM_PARAGRAPH_CAPTION;
}

/// Look at how the paragraph that follows in the text begins.
static void look_ahead(struct finder *finder, uint32_t paragraph)
{
  const struct dm_text *text = finder->text;
  uint32_t next = paragraph + 1;
  while (next < text->paragraph_count && next - paragraph < FARTHEST && interrupts(text, next)) {
    next++;
  }
  finder->next_double = finder->next_single = false;
  struct dm_range tokens =
      next < text->paragraph_count ? dm_text_paragraph_tokens(text, next) : (struct dm_range){0, 0};
  if (tokens.start == tokens.end) {
    return;
  }
  struct dm_marks marks = {0};
  struct dm_range first = {tokens.start, tokens.start + 2 < tokens.end ? tokens.start + 2 : tokens.end};
  dm_marks_read(text, first, &finder->model->elisions, finder->arena, &marks);
  if (marks.count && marks.mark[0].tokens.start == tokens.start && marks.mark[0].spaced != DM_SIDE_CLOSE) {
    finder->next_single = marks.mark[0].single && marks.mark[0].typed != DM_SIDE_CLOSE;
    finder->next_double = !marks.mark[0].single;
  }
}

void dm_quotations_find(const struct dm_text *text, const struct dm_quotations_model *model, struct dm_arena *arena,
                        struct dm_mentions *out)
{
  struct finder finder = {
      .text = text, .model = model, .arena = arena, .out = out, .pending = DM_NONE, .left_open = DM_NONE};
  out->token_quotation = DM_NEW(arena, uint32_t, text->token_count);
  for (uint32_t i = 0; i < text->token_count; i++) {
    out->token_quotation[i] = DM_NONE;
  }
  for (uint32_t i = 0; i < text->paragraph_count; i++) {
    finder.paragraph = dm_text_paragraph_tokens(text, i);
    finder.marks.count = 0;
    finder.left_open = DM_NONE;
    dm_marks_read(text, finder.paragraph, &model->elisions, arena, &finder.marks);
    if (finder.marks.count) {
      look_ahead(&finder, i);
      read_paragraph(&finder);
    }
    if (!interrupts(text, i)) {
      finder.pending = finder.left_open;
    }
  }
}
