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

/// Whether the sentence ends behind `token`; `next` (< end of the paragraph) is what follows the closers behind it.
static bool ends_sentence(const struct dm_maker *maker, uint32_t token, uint32_t next)
{
  const struct dm_text *text = maker->text;
  if (!dm_text_is_terminator(text, token)) {
    return abbreviation_ends(maker, token, next);
  }
  if (starts_lower(text, next) || dm_text_is_terminator(text, next)) {
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
