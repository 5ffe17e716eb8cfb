// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "text/maker.h"

#include "base/utf8.h"
#include "text/furniture.h"

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
  return text->form ? text->form[token] : dm_span_slice(text->body, text->token[token]);
}

bool dm_text_is_hyphen(const struct dm_text *text, uint32_t token)
{
  if (token == 0 || token + 1 >= text->token_count || !(text->shape[token] & DM_SHAPE_PUNCTUATION) ||
      ((text->shape[token] | text->shape[token + 1]) & DM_SHAPE_SPACE_BEFORE)) {
    return false;
  }
  uint8_t sides = text->shape[token - 1] | text->shape[token + 1];
  struct dm_span word = dm_text_word(text, token);
  return !(sides & DM_SHAPE_PUNCTUATION) &&
         (dm_span_equal(word, DM_LITERAL("-")) || dm_span_equal(word, DM_LITERAL("\xe2\x80\x91")) ||
          dm_span_equal(word, DM_LITERAL("\xe2\x80\x90")));
}

uint32_t dm_text_word_count(const struct dm_text *text, struct dm_range tokens)
{
  uint32_t count = tokens.end - tokens.start;
  for (uint32_t i = tokens.start + 1; i + 1 < tokens.end; i++) {
    count -= dm_text_is_hyphen(text, i) ? 2 : 0;
  }
  return count;
}

struct dm_range dm_text_paragraph_tokens(const struct dm_text *text, uint32_t paragraph)
{
  struct dm_range sentences = text->paragraph[paragraph].sentences;
  if (sentences.start >= sentences.end) {
    return (struct dm_range){0, 0};
  }
  return (struct dm_range){text->sentence[sentences.start].start, text->sentence[sentences.end - 1].end};
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

void dm_maker_add_token(struct dm_maker *maker, struct dm_range bytes, bool joined)
{
  uint32_t count = maker->text->token_count;
  *DM_PUSH(maker->arena, maker->text->joined, count, maker->joints) = joined;
  *DM_PUSH(maker->arena, maker->text->token, maker->text->token_count, maker->tokens) = bytes;
}

static void describe_tokens(struct dm_maker *maker)
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
static void mark_stretches(struct dm_maker *maker)
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

void dm_maker_describe(struct dm_maker *maker)
{
  describe_tokens(maker);
  mark_stretches(maker);
}

/// A paragraph whose words are being cut.
struct cutting {
  struct dm_maker *maker;
  uint32_t offset;
};

static void add_word(void *context, struct dm_range bytes, bool joined)
{
  const struct cutting *cutting = context;
  bytes = (struct dm_range){bytes.start + cutting->offset, bytes.end + cutting->offset};
  dm_maker_add_token(cutting->maker, bytes, joined);
}

enum dm_status dm_text_split(const struct dm_article *article, const struct dm_text_model *model,
                             struct dm_arena *arena, struct dm_text *out)
{
  struct dm_text text = {.article = article, .body = article->body};
  struct dm_maker maker = {.model = model, .arena = arena, .text = &text};
  dm_maker_split_paragraphs(&maker);
  dm_maker_mark_furniture(&maker);
  for (uint32_t i = 0; i < text.paragraph_count; i++) {
    struct cutting cutting = {&maker, text.paragraph[i].bytes.start};
    dm_words_split(model->words, dm_span_slice(text.body, text.paragraph[i].bytes), add_word, &cutting);
  }
  if (text.token_count == 0) {
    return DM_SKIP;
  }
  dm_maker_describe(&maker);
  dm_maker_mark_headings(&maker);
  dm_maker_split_sentences(&maker);
  *out = text;
  return DM_OK;
}
