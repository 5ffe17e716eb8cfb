// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "text/text.h"

#include "base/utf8.h"
#include "text/furniture.h"
#include "text/lexicon.h"
#include "text/words.h"

#include <string.h>

enum {
  WRAPPED_LINE = 100,  ///< code points: no line of hard-wrapped text is longer
  LONG_LINE = 55,      ///< most lines of it are at least so long
  LONGEST_HEADING = 22 ///< words
};

struct dm_text_model {
  struct dm_words_model *words;
  struct dm_furniture *furniture;
  struct dm_lexicon starters; ///< words that begin a sentence after an abbreviation
};

enum dm_status dm_text_model_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                  struct dm_text_model **out)
{
  struct dm_text_model *model = DM_NEW(arena, struct dm_text_model, 1);
  DM_TRY(dm_words_model_load(resources, arena, diag, &model->words));
  DM_TRY(dm_furniture_load(resources, arena, diag, &model->furniture));
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/sentence-starters.tsv", 0, DM_LEXICON_EXACT, arena, diag,
                         &model->starters));
  *out = model;
  return DM_OK;
}

struct dm_span dm_text_word(const struct dm_text *text, uint32_t token)
{
  return dm_span_slice(text->body, text->token[token]);
}

struct dm_range dm_text_bytes(const struct dm_text *text, struct dm_range tokens)
{
  return (struct dm_range){text->token[tokens.start].start, text->token[tokens.end - 1].end};
}

uint32_t dm_text_token_at(const struct dm_text *text, uint32_t byte)
{
  uint32_t low = 0;
  uint32_t high = text->token_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (text->token[middle].end > byte) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/// The text while it is made.
struct maker {
  const struct dm_text_model *model;
  struct dm_arena *arena;
  struct dm_text *text;
  uint32_t paragraphs, tokens, sentences; ///< capacities
  uint32_t sentence_paragraphs;
};

/* Paragraphs. */

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

/// Whether lines are broken at a column, so that a single line break is only white space.
static bool is_wrapped(struct dm_span body)
{
  uint32_t lines = 0;
  uint32_t long_lines = 0;
  for (uint32_t at = 0; at < body.size;) {
    struct dm_range line = line_at(body, at);
    size_t count = dm_utf8_count(dm_span_slice(body, line));
    if (count > WRAPPED_LINE) {
      return false;
    }
    lines += count > 0;
    long_lines += count >= LONG_LINE;
    at = line.end + 1;
  }
  return lines >= 4 && long_lines * 2 > lines;
}

static void add_paragraph(struct maker *maker, struct dm_range bytes)
{
  bytes = trim_range(maker->text->body, bytes);
  if (bytes.start < bytes.end) {
    struct dm_text *text = maker->text;
    *DM_PUSH(maker->arena, text->paragraph, text->paragraph_count, maker->paragraphs) =
        (struct dm_paragraph){.bytes = bytes};
  }
}

static void split_paragraphs(struct maker *maker)
{
  struct dm_span body = maker->text->body;
  bool wrapped = is_wrapped(body);
  struct dm_range current = {0, 0};
  for (uint32_t at = 0; at < body.size;) {
    struct dm_range line = line_at(body, at);
    struct dm_range inner = trim_range(body, line);
    if (!wrapped || inner.start == inner.end) {
      add_paragraph(maker, current);
      current = line;
    }
    current.end = line.end;
    at = line.end + 1;
  }
  add_paragraph(maker, current);
}

static void mark_furniture(struct maker *maker)
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

/* Tokens. */

static uint8_t shape_of(struct dm_span word)
{
  uint32_t letters = 0;
  uint32_t upper = 0;
  uint32_t digits = 0;
  bool first_upper = false;
  uint32_t code = 0;
  for (size_t at = 0; at < word.size;) {
    at += dm_utf8_decode(word, at, &code);
    if (dm_utf8_is_letter(code)) {
      bool is_upper = dm_utf8_is_upper(code);
      first_upper = letters == 0 && digits == 0 ? is_upper : first_upper;
      letters++;
      upper += is_upper;
    }
    digits += dm_utf8_is_digit(code);
  }
  uint8_t shape = 0;
  shape |= first_upper ? DM_SHAPE_CAPITAL : 0;
  shape |= letters >= 2 && upper == letters ? DM_SHAPE_ALL_CAPITAL : 0;
  shape |= digits ? DM_SHAPE_DIGIT : 0;
  shape |= letters ? DM_SHAPE_WORD : 0;
  shape |= letters + digits == 0 ? DM_SHAPE_PUNCTUATION : 0;
  if (letters + digits == 0 && (dm_utf8_is_double_quote(code) || dm_utf8_is_single_quote(code) || code == 0x201A)) {
    shape |= DM_SHAPE_QUOTE;
  }
  return shape;
}

struct adder {
  struct maker *maker;
  uint32_t offset; ///< of the paragraph
};

static void add_token(void *context, struct dm_range bytes)
{
  struct adder *adder = context;
  struct maker *maker = adder->maker;
  *DM_PUSH(maker->arena, maker->text->token, maker->text->token_count, maker->tokens) =
      (struct dm_range){bytes.start + adder->offset, bytes.end + adder->offset};
}

static void describe_tokens(struct maker *maker)
{
  struct dm_text *text = maker->text;
  text->exact = DM_NEW(maker->arena, uint64_t, text->token_count);
  text->folded = DM_NEW(maker->arena, uint64_t, text->token_count);
  text->shape = DM_NEW(maker->arena, uint8_t, text->token_count);
  text->token_sentence = DM_NEW(maker->arena, uint32_t, text->token_count);
  for (uint32_t i = 0; i < text->token_count; i++) {
    struct dm_span word = dm_text_word(text, i);
    text->exact[i] = dm_words_exact(word);
    text->folded[i] = dm_words_folded(word);
    text->shape[i] = shape_of(word);
    if (i == 0 || text->token[i - 1].end < text->token[i].start) {
      text->shape[i] |= DM_SHAPE_SPACE_BEFORE;
    }
  }
}

static void mark_tokens(struct dm_text *text, struct dm_range bytes)
{
  for (uint32_t i = dm_text_token_at(text, bytes.start); i < text->token_count && text->token[i].start < bytes.end;
       i++) {
    text->shape[i] |= DM_SHAPE_FURNITURE;
  }
}

/// Mark furniture tokens; a paragraph with a picture's credit is its caption.
static void mark_stretches(struct maker *maker)
{
  struct dm_text *text = maker->text;
  for (uint32_t i = 0; i < text->paragraph_count; i++) {
    struct dm_paragraph *paragraph = &text->paragraph[i];
    if (paragraph->kind == DM_PARAGRAPH_FURNITURE) {
      mark_tokens(text, paragraph->bytes);
      continue;
    }
    uint32_t from = paragraph->bytes.start;
    struct dm_range stretch;
    bool credit;
    while (dm_furniture_stretch(maker->model->furniture, text->body, from, paragraph->bytes.end, &stretch, &credit)) {
      mark_tokens(text, stretch);
      if (credit && stretch.end == paragraph->bytes.end && from == paragraph->bytes.start) {
        paragraph->kind = DM_PARAGRAPH_CAPTION;
      }
      from = stretch.end;
    }
  }
}

/* Sentences. */

static bool is_word(const struct dm_text *text, uint32_t token, const char *word)
{
  return dm_span_equal(dm_text_word(text, token), dm_span_of(word));
}

static bool is_terminator(const struct dm_text *text, uint32_t token)
{
  struct dm_span word = dm_text_word(text, token);
  if (!(text->shape[token] & DM_SHAPE_PUNCTUATION)) {
    return false;
  }
  return memchr(".!?", word.data[0], 3) != NULL || dm_span_equal(word, dm_span_of("\xe2\x80\xa6"));
}

/// Quotation marks and brackets that close stand at the sentence's end, without space before them.
static bool is_closer(const struct dm_text *text, uint32_t token)
{
  uint8_t shape = text->shape[token];
  if (shape & DM_SHAPE_SPACE_BEFORE) {
    return false;
  }
  return (shape & DM_SHAPE_QUOTE) || is_word(text, token, ")") || is_word(text, token, "]");
}

static bool starts_lower(const struct dm_text *text, uint32_t token)
{
  return (text->shape[token] & DM_SHAPE_WORD) && !(text->shape[token] & (DM_SHAPE_CAPITAL | DM_SHAPE_DIGIT));
}

/// One capital letter and its full stop: `J.`
static bool is_initial(const struct dm_text *text, uint32_t stop)
{
  return stop > 0 && is_word(text, stop, ".") && !(text->shape[stop] & DM_SHAPE_SPACE_BEFORE) &&
         (text->shape[stop - 1] & DM_SHAPE_CAPITAL) && dm_utf8_count(dm_text_word(text, stop - 1)) == 1 &&
         !is_word(text, stop - 1, "I");
}

static bool is_starter(const struct maker *maker, uint32_t token)
{
  const struct dm_text *text = maker->text;
  return dm_lexicon_find(&maker->model->starters, text, (struct dm_range){token, token + 1}) != NULL;
}

/// Whether an abbreviation at `token` also ends its sentence, `next` being what follows.
static bool abbreviation_ends(const struct maker *maker, uint32_t token, uint32_t next)
{
  const struct dm_text *text = maker->text;
  enum dm_abbreviation kind = dm_words_abbreviation(maker->model->words, dm_text_word(text, token));
  if (kind != DM_ABBREVIATION_OTHER) {
    return false;
  }
  return (text->shape[next] & DM_SHAPE_QUOTE) ? (text->shape[next] & DM_SHAPE_SPACE_BEFORE) != 0
                                              : is_starter(maker, next);
}

/// Whether the sentence ends behind `token`; `next` (< end of the paragraph) is what follows the closers behind it.
static bool ends_sentence(const struct maker *maker, uint32_t token, uint32_t next)
{
  const struct dm_text *text = maker->text;
  if (!is_terminator(text, token)) {
    return abbreviation_ends(maker, token, next);
  }
  if (starts_lower(text, next) || is_terminator(text, next)) {
    return false;
  }
  if ((text->shape[next] & DM_SHAPE_PUNCTUATION) && !(text->shape[next] & DM_SHAPE_SPACE_BEFORE)) {
    return false; // `.," he said`
  }
  if (is_initial(text, token)) {
    return is_starter(maker, next);
  }
  return true;
}

static void add_sentence(struct maker *maker, uint32_t paragraph, struct dm_range tokens)
{
  struct dm_text *text = maker->text;
  if (tokens.start == tokens.end) {
    return;
  }
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    text->token_sentence[i] = text->sentence_count;
  }
  uint32_t count = text->sentence_count;
  *DM_PUSH(maker->arena, text->sentence_paragraph, count, maker->sentence_paragraphs) = paragraph;
  *DM_PUSH(maker->arena, text->sentence, text->sentence_count, maker->sentences) = tokens;
}

static void split_sentences(struct maker *maker, uint32_t paragraph, struct dm_range tokens)
{
  struct dm_text *text = maker->text;
  uint32_t first = text->sentence_count;
  uint32_t start = tokens.start;
  uint32_t at = start;
  while (at < tokens.end) {
    uint32_t next = at + 1;
    if (is_terminator(text, at) || is_closer(text, at)) {
      while (next < tokens.end && next - start < DM_SENTENCE_TOKENS && is_closer(text, next)) {
        next++;
      }
    }
    bool full = next - start == DM_SENTENCE_TOKENS;
    if (next < tokens.end && (full || ends_sentence(maker, at, next))) {
      add_sentence(maker, paragraph, (struct dm_range){start, next});
      start = next;
    }
    at = next;
  }
  add_sentence(maker, paragraph, (struct dm_range){start, tokens.end});
  text->paragraph[paragraph].sentences = (struct dm_range){first, text->sentence_count};
}

/// A paragraph without an end mark, and short, is a heading; so is the title.
static bool is_heading(const struct maker *maker, uint32_t index, struct dm_range tokens)
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
  return !is_terminator(text, last);
}

static void split_all_sentences(struct maker *maker)
{
  struct dm_text *text = maker->text;
  for (uint32_t i = 0; i < text->paragraph_count; i++) {
    struct dm_paragraph *paragraph = &text->paragraph[i];
    struct dm_range tokens = {dm_text_token_at(text, paragraph->bytes.start),
                              dm_text_token_at(text, paragraph->bytes.end)};
    if (tokens.end > tokens.start && paragraph->kind == DM_PARAGRAPH_BODY && is_heading(maker, i, tokens)) {
      paragraph->kind = DM_PARAGRAPH_HEADLINE;
    }
    split_sentences(maker, i, tokens);
  }
}

enum dm_status dm_text_split(const struct dm_article *article, const struct dm_text_model *model,
                             struct dm_arena *arena, struct dm_text *out)
{
  struct dm_text text = {.article = article, .body = article->body};
  struct maker maker = {.model = model, .arena = arena, .text = &text};
  split_paragraphs(&maker);
  mark_furniture(&maker);
  for (uint32_t i = 0; i < text.paragraph_count; i++) {
    struct adder adder = {&maker, text.paragraph[i].bytes.start};
    dm_words_split(model->words, dm_span_slice(text.body, text.paragraph[i].bytes), add_token, &adder);
  }
  if (text.token_count == 0) {
    return DM_SKIP;
  }
  describe_tokens(&maker);
  mark_stretches(&maker);
  split_all_sentences(&maker);
  *out = text;
  return DM_OK;
}
