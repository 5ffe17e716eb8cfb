// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "text/maker.h"

#include "base/utf8.h"

#include <string.h>

static bool is_word(const struct dm_text *text, uint32_t token, const char *word)
{
  return dm_span_equal(dm_text_word(text, token), dm_span_of(word));
}

bool dm_text_is_terminator(const struct dm_text *text, uint32_t token)
{
  struct dm_span word = dm_text_word(text, token);
  if (!(text->shape[token] & DM_SHAPE_PUNCTUATION)) {
    return false;
  }
  return memchr(".!?", word.data[0], 3) != NULL || dm_span_equal(word, dm_span_of("\xe2\x80\xa6"));
}

/// Quotation marks and brackets that close stand at the sentence's end, without space before them; so do `:)` and the like.
static bool is_closer(const struct dm_text *text, uint32_t token)
{
  uint8_t shape = text->shape[token];
  struct dm_span word = dm_text_word(text, token);
  if ((shape & DM_SHAPE_PUNCTUATION) && word.size > 1 && memchr(":;=", word.data[0], 3)) {
    return true;
  }
  if (shape & DM_SHAPE_SPACE_BEFORE) {
    return false;
  }
  return (shape & DM_SHAPE_QUOTE) || is_word(text, token, ")") || is_word(text, token, "]");
}

static bool is_number(const struct dm_text *text, uint32_t token)
{
  return (text->shape[token] & DM_SHAPE_DIGIT) && !(text->shape[token] & DM_SHAPE_WORD);
}

/// Behind the note that begins at `token` and belongs to the sentence before: `.[17]`, `. [17]`, `.4 Then`.
static uint32_t note_end(const struct dm_text *text, uint32_t token, uint32_t end)
{
  if (token + 2 < end && is_word(text, token, "[") && is_number(text, token + 1) && is_word(text, token + 2, "]")) {
    return token + 3;
  }
  bool raised = token + 1 < end && is_number(text, token) && !(text->shape[token] & DM_SHAPE_SPACE_BEFORE) &&
                (text->shape[token + 1] & DM_SHAPE_CAPITAL) && (text->shape[token + 1] & DM_SHAPE_SPACE_BEFORE);
  return raised ? token + 1 : token;
}

static bool starts_lower(const struct dm_text *text, uint32_t token)
{
  return (text->shape[token] & DM_SHAPE_WORD) && !(text->shape[token] & (DM_SHAPE_CAPITAL | DM_SHAPE_DIGIT));
}

static bool is_starter(const struct dm_maker *maker, uint32_t token)
{
  const struct dm_text *text = maker->text;
  return dm_lexicon_find(&maker->model->starters, text, (struct dm_range){token, token + 1}) != NULL;
}

/// Whether an abbreviation at `token` also ends its sentence, `next` being what follows.
static bool abbreviation_ends(const struct dm_maker *maker, uint32_t token, uint32_t next)
{
  const struct dm_text *text = maker->text;
  enum dm_abbreviation kind = dm_words_abbreviation(maker->model->words, dm_text_word(text, token));
  if (kind != DM_ABBREVIATION_OTHER) {
    return false;
  }
  return (text->shape[next] & DM_SHAPE_QUOTE) ? (text->shape[next] & DM_SHAPE_SPACE_BEFORE) != 0
                                              : is_starter(maker, next);
}

/// Whether a sentence may begin in small letters behind the terminator `token`: `Fine. thanks`, but `Yahoo! shares` and
/// `… and`.
static bool may_begin_lower(const struct dm_text *text, uint32_t token)
{
  struct dm_span stop = dm_text_word(text, token);
  bool ellipsis = stop.size > 1 && memchr(".\xe2", stop.data[0], 2);
  uint8_t before = token ? text->shape[token - 1] : 0;
  bool name = (before & DM_SHAPE_CAPITAL) && !(before & DM_SHAPE_ALL_CAPITAL);
  bool word =
      (before & (DM_SHAPE_WORD | DM_SHAPE_DIGIT)) && text->token[token - 1].end - text->token[token - 1].start > 1;
  return !ellipsis && word && !name && !(text->shape[token] & DM_SHAPE_SPACE_BEFORE);
}

/// Whether the sentence ends behind `token`; `next` (< end of the paragraph) is what follows the closers behind it.
static bool ends_sentence(const struct dm_maker *maker, uint32_t token, uint32_t next)
{
  const struct dm_text *text = maker->text;
  uint8_t shape = text->shape[next];
  if (!dm_text_is_terminator(text, token)) {
    return abbreviation_ends(maker, token, next);
  }
  if (dm_text_is_terminator(text, next)) {
    return false;
  }
  if (starts_lower(text, next)) {
    return next == token + 1 && (shape & DM_SHAPE_SPACE_BEFORE) && may_begin_lower(text, token);
  }
  return !(shape & DM_SHAPE_PUNCTUATION) || (shape & DM_SHAPE_SPACE_BEFORE); // not in `.," he said`
}

void dm_maker_add_sentence(struct dm_maker *maker, uint32_t paragraph, struct dm_range tokens)
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

static void split_sentences(struct dm_maker *maker, uint32_t paragraph, struct dm_range tokens)
{
  struct dm_text *text = maker->text;
  uint32_t first = text->sentence_count;
  uint32_t start = tokens.start;
  uint32_t at = start;
  while (at < tokens.end) {
    uint32_t next = at + 1;
    if (dm_text_is_terminator(text, at) || is_closer(text, at)) {
      while (next < tokens.end && next - start < DM_SENTENCE_TOKENS && is_closer(text, next)) {
        next++;
      }
      for (uint32_t note = note_end(text, next, tokens.end);
           note > next && dm_text_is_terminator(text, at) && note - start < DM_SENTENCE_TOKENS;) {
        next = note;
        note = note_end(text, next, tokens.end);
      }
    }
    bool full = next - start == DM_SENTENCE_TOKENS;
    if (next < tokens.end && (full || ends_sentence(maker, at, next))) {
      dm_maker_add_sentence(maker, paragraph, (struct dm_range){start, next});
      start = next;
    }
    at = next;
  }
  dm_maker_add_sentence(maker, paragraph, (struct dm_range){start, tokens.end});
  text->paragraph[paragraph].sentences = (struct dm_range){first, text->sentence_count};
}

void dm_maker_split_sentences(struct dm_maker *maker)
{
  struct dm_text *text = maker->text;
  for (uint32_t i = 0; i < text->paragraph_count; i++) {
    struct dm_range bytes = text->paragraph[i].bytes;
    split_sentences(maker, i,
                    (struct dm_range){dm_text_token_at(text, bytes.start), dm_text_token_at(text, bytes.end)});
  }
}
