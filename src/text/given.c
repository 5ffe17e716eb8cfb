// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "text/given.h"

#include "article/day.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "text/conllu.h"
#include "text/maker.h"

#include <string.h>

/// A document being read.
struct reading {
  struct dm_arena *arena;
  struct dm_diag *diag;
  const struct dm_conllu *file;
  struct dm_buffer body;
  struct dm_buffer gap; ///< white space that stands before the next token
  struct dm_article *article;
  struct dm_given *given;
  uint32_t tokens, joints, forms, sentences, names, beginnings; ///< capacities
};

static enum dm_status say(const struct reading *reading, uint64_t line, enum dm_status status, const char *what)
{
  const char *before = reading->diag->file;
  reading->diag->file = reading->file->name;
  dm_diag_say(reading->diag, DM_ERROR, line, "CoNLL-U: %s", what);
  reading->diag->file = before;
  return status;
}

/* White space. */

/// Append what `\s\n` and the like stand for; what is no white space is left out.
static void unescape(struct dm_span escaped, struct dm_buffer *out)
{
  static const char letters[] = "strn";
  static const char signs[] = " \t\r\n";
  for (size_t at = 0; at < escaped.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(escaped, at, &code);
    const char *letter = code == '\\' && at + 1 < escaped.size ? strchr(letters, escaped.data[at + 1]) : NULL;
    if (letter && *letter) {
      dm_buffer_add_byte(out, signs[letter - letters]);
      size = 2;
    } else if (dm_utf8_is_space(code)) {
      dm_buffer_add(out, escaped.data + at, size);
    }
    at += size;
  }
}

/// What stands behind a token with this MISC.
static void set_gap(struct reading *reading, struct dm_span misc)
{
  dm_buffer_clear(&reading->gap);
  struct dm_span spaces = dm_conllu_value(misc, "SpacesAfter");
  if (spaces.size) {
    unescape(spaces, &reading->gap);
  } else if (!dm_span_equal(dm_conllu_value(misc, "SpaceAfter"), DM_LITERAL("No"))) {
    dm_buffer_add_byte(&reading->gap, ' ');
  }
}

static bool has_blank_line(struct dm_span gap)
{
  const char *first = gap.size ? memchr(gap.data, '\n', gap.size) : NULL;
  return first && memchr(first + 1, '\n', gap.size - (size_t)(first + 1 - gap.data));
}

/// Whether a sentence begins a paragraph; the gap before it is then a blank line or what was told.
static bool begin_paragraph(struct reading *reading, const struct dm_conllu_sentence *sentence)
{
  struct dm_span gap = dm_buffer_span(&reading->gap);
  bool marked = dm_conllu_comment(sentence, "newpar").size || dm_conllu_comment(sentence, "newpar id").size;
  if (reading->body.size == 0 || has_blank_line(gap)) {
    return true;
  }
  if (marked && !(gap.size && memchr(gap.data, '\n', gap.size))) {
    dm_buffer_clear(&reading->gap);
    dm_buffer_add_text(&reading->gap, "\n\n");
  }
  return marked;
}

/* Words. */

static void add_word(struct reading *reading, struct dm_range bytes, bool joined, struct dm_span form)
{
  struct dm_given *given = reading->given;
  uint32_t count = given->token_count;
  *DM_PUSH(reading->arena, given->joined, count, reading->joints) = joined;
  count = given->token_count;
  *DM_PUSH(reading->arena, given->form, count, reading->forms) = form;
  *DM_PUSH(reading->arena, given->token, given->token_count, reading->tokens) = bytes;
}

static bool has_control(struct dm_span form)
{
  for (size_t i = 0; i < form.size; i++) {
    if ((unsigned char)form.data[i] < ' ') {
      return true;
    }
  }
  return false;
}

/// What is wrong with a token and its words, or NULL.
static const char *check_token(const struct dm_conllu_sentence *sentence, const struct dm_conllu_token *token)
{
  bool control = has_control(token->form);
  for (uint32_t i = token->words.start; i < token->words.end; i++) {
    control = control || has_control(sentence->word[i].column[DM_CONLLU_FORM]);
  }
  return control ? "a form in this sentence has a control character" : NULL;
}

static bool spells(const struct dm_conllu_sentence *sentence, const struct dm_conllu_token *token)
{
  size_t at = 0;
  for (uint32_t i = token->words.start; i < token->words.end; i++) {
    struct dm_span form = sentence->word[i].column[DM_CONLLU_FORM];
    if (form.size > token->form.size - at || memcmp(token->form.data + at, form.data, form.size) != 0) {
      return false;
    }
    at += form.size;
  }
  return at == token->form.size;
}

/// The first byte of code point `index`.
static uint32_t byte_of(struct dm_span text, size_t index)
{
  size_t at = 0;
  uint32_t code;
  for (; index > 0; index--) {
    at += dm_utf8_decode(text, at, &code);
  }
  return (uint32_t)at;
}

static enum dm_status add_token(struct reading *reading, const struct dm_conllu_sentence *sentence,
                                const struct dm_conllu_token *token)
{
  uint32_t words = token->words.end - token->words.start;
  size_t letters = dm_utf8_count(token->form);
  bool spelt = spells(sentence, token);
  const char *wrong = check_token(sentence, token);
  if (!wrong && !spelt && letters < words) {
    wrong = "a token of this sentence has more words than letters";
  }
  if (wrong) {
    return say(reading, sentence->line, DM_ERR_FORMAT, wrong);
  }
  unescape(dm_conllu_value(token->misc, "SpacesBefore"), &reading->gap);
  dm_buffer_add_span(&reading->body, dm_buffer_span(&reading->gap));
  uint32_t start = (uint32_t)reading->body.size;
  uint32_t at = 0;
  for (uint32_t i = 0; i < words; i++) {
    struct dm_span form = sentence->word[token->words.start + i].column[DM_CONLLU_FORM];
    uint32_t end = spelt ? at + (uint32_t)form.size : byte_of(token->form, letters * (i + 1) / words);
    add_word(reading, (struct dm_range){start + at, start + end}, i > 0, form);
    at = end;
  }
  dm_buffer_add_span(&reading->body, token->form);
  set_gap(reading, token->misc);
  return DM_OK;
}

static enum dm_status add_sentence(struct reading *reading, const struct dm_conllu_sentence *sentence)
{
  struct dm_given *given = reading->given;
  if (sentence->word_count > DM_SENTENCE_TOKENS) {
    return say(reading, sentence->line, DM_ERR_LIMIT, "the sentence is too long");
  }
  uint32_t count = given->sentence_count;
  *DM_PUSH(reading->arena, given->begins, count, reading->beginnings) = begin_paragraph(reading, sentence);
  count = given->sentence_count;
  *DM_PUSH(reading->arena, given->name, count, reading->names) = dm_conllu_comment(sentence, "sent_id");
  uint32_t start = given->token_count;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    DM_TRY(add_token(reading, sentence, &sentence->token[i]));
  }
  *DM_PUSH(reading->arena, given->sentence, given->sentence_count, reading->sentences) =
      (struct dm_range){start, given->token_count};
  return DM_OK;
}

/* The document. */

static struct dm_span copy(struct dm_arena *arena, struct dm_span text)
{
  return (struct dm_span){dm_arena_copy(arena, text.data, text.size), text.size};
}

static void read_metadata(struct reading *reading, const struct dm_conllu_sentence *sentence)
{
  struct dm_article *article = reading->article;
  struct dm_span day = dm_conllu_comment(sentence, "meta::dateCreated");
  article->id = copy(reading->arena, dm_conllu_comment(sentence, "newdoc id"));
  article->title = copy(reading->arena, dm_conllu_comment(sentence, "meta::title"));
  if (day.size && dm_day_parse(day, reading->arena, &article->date)) {
    article->date_origin = DM_DATE_PAGE;
  }
}

static enum dm_status read_sentences(struct reading *reading, struct dm_conllu *file)
{
  struct dm_conllu_sentence sentence;
  enum dm_status status;
  while ((status = dm_conllu_next(file, reading->arena, reading->diag, &sentence)) == DM_OK) {
    if (reading->given->sentence_count == 0) {
      read_metadata(reading, &sentence);
    }
    DM_TRY(add_sentence(reading, &sentence));
  }
  return status == DM_SKIP ? DM_OK : status;
}

static enum dm_status check_encoding(const struct reading *reading, struct dm_span bytes, uint64_t line)
{
  size_t good = dm_utf8_check(bytes);
  for (size_t at = 0; at < good; at++) {
    line += bytes.data[at] == '\n';
  }
  return good == bytes.size ? DM_OK : say(reading, line, DM_ERR_ENCODING, "the line is not UTF-8");
}

enum dm_status dm_given_read(const struct dm_record *record, const struct dm_article_options *options,
                             struct dm_arena *arena, struct dm_diag *diag, struct dm_article *article,
                             struct dm_given *out)
{
  struct dm_article read = {0};
  struct dm_given given = {0};
  struct dm_conllu file = {.rest = record->bytes,
                           .name = dm_arena_copy(arena, record->name.data, record->name.size),
                           .line = record->line ? record->line - 1 : 0};
  struct reading reading = {.arena = arena, .diag = diag, .file = &file, .article = &read, .given = &given};
  enum dm_status status = check_encoding(&reading, record->bytes, file.line + 1);
  if (status == DM_OK) {
    status = read_sentences(&reading, &file);
  }
  dm_buffer_add_span(&reading.body, dm_buffer_span(&reading.gap));
  read.body = copy(arena, dm_buffer_span(&reading.body));
  dm_buffer_free(&reading.body);
  dm_buffer_free(&reading.gap);
  DM_TRY(status);
  DM_TRY(dm_article_finish(options, arena, diag, &read));
  *article = read;
  *out = given;
  return DM_OK;
}

void dm_given_lay_out(const struct dm_article *article, const struct dm_given *given, const struct dm_text_model *model,
                      struct dm_arena *arena, struct dm_text *out)
{
  struct dm_text text = {.article = article,
                         .body = article->body,
                         .token_count = given->token_count,
                         .token = given->token,
                         .joined = given->joined,
                         .form = given->form,
                         .name = given->name};
  struct dm_maker maker = {.model = model, .arena = arena, .text = &text};
  for (uint32_t i = 0; i < given->sentence_count;) {
    struct dm_range whole = dm_text_bytes(&text, given->sentence[i]);
    for (i++; i < given->sentence_count && !given->begins[i]; i++) {
      whole.end = dm_text_bytes(&text, given->sentence[i]).end;
    }
    *DM_PUSH(arena, text.paragraph, text.paragraph_count, maker.paragraphs) = (struct dm_paragraph){.bytes = whole};
  }
  dm_maker_mark_furniture(&maker);
  dm_maker_describe(&maker);
  dm_maker_mark_headings(&maker);
  for (uint32_t i = 0, paragraph = 0; i < given->sentence_count; i++) {
    paragraph += i > 0 && given->begins[i];
    text.paragraph[paragraph].sentences =
        (struct dm_range){given->begins[i] ? i : text.paragraph[paragraph].sentences.start, i + 1};
    dm_maker_add_sentence(&maker, paragraph, given->sentence[i]);
  }
  *out = text;
}
