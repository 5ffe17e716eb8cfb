// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "text/conllu.h"

#include <string.h>

/// A sentence in the making.
struct draft {
  struct dm_conllu *reader;
  struct dm_arena *arena;
  struct dm_conllu_sentence *out;
  uint32_t comment_capacity, word_capacity, token_capacity;
  uint32_t open; ///< words that the last token with a range still wants
};

/// The next line, without its end; false at the end of the file.
static bool next_line(struct dm_conllu *reader, struct dm_span *line)
{
  if (!reader->rest.size) {
    return false;
  }
  const char *end = memchr(reader->rest.data, '\n', reader->rest.size);
  size_t size = end ? (size_t)(end - reader->rest.data) : reader->rest.size;
  *line = (struct dm_span){reader->rest.data, size};
  size_t step = end ? size + 1 : size;
  reader->rest = (struct dm_span){reader->rest.data + step, reader->rest.size - step};
  reader->line++;
  if (line->size && line->data[line->size - 1] == '\r') {
    line->size--;
  }
  return true;
}

/// A decimal number from the beginning of `text`, at most 9 digits; false if there is none.
static bool take_number(struct dm_span *text, uint32_t *out)
{
  uint32_t value = 0;
  size_t digits = 0;
  while (digits < text->size && digits < 9 && text->data[digits] >= '0' && text->data[digits] <= '9') {
    value = value * 10 + (uint32_t)(text->data[digits++] - '0');
  }
  *text = (struct dm_span){text->data + digits, text->size - digits};
  *out = value;
  return digits > 0;
}

static const char *add_token(struct draft *draft, const struct dm_span column[DM_CONLLU_COLUMNS], uint32_t count)
{
  struct dm_conllu_sentence *out = draft->out;
  if (draft->open) {
    return "a token begins within another";
  }
  *DM_PUSH(draft->arena, out->token, out->token_count, draft->token_capacity) =
      (struct dm_conllu_token){.form = column[DM_CONLLU_FORM],
                               .misc = column[DM_CONLLU_MISC],
                               .words = {out->word_count, out->word_count + count}};
  return NULL;
}

static bool read_head(struct dm_span column, uint32_t *out)
{
  if (column.size == 1 && column.data[0] == '_') {
    *out = DM_NONE;
    return true;
  }
  return take_number(&column, out) && !column.size;
}

static const char *add_word(struct draft *draft, const struct dm_span column[DM_CONLLU_COLUMNS], uint32_t id)
{
  struct dm_conllu_sentence *out = draft->out;
  if (id != out->word_count + 1) {
    return "the IDs of words do not go up by one";
  }
  if (draft->open) {
    draft->open--;
  } else {
    const char *wrong = add_token(draft, column, 1);
    if (wrong) {
      return wrong;
    }
  }
  struct dm_conllu_word word = {.token = out->token_count - 1};
  memcpy(word.column, column, sizeof word.column);
  if (!read_head(column[DM_CONLLU_HEAD], &word.head)) {
    return "HEAD is no number";
  }
  *DM_PUSH(draft->arena, out->word, out->word_count, draft->word_capacity) = word;
  return NULL;
}

static const char *add_row(struct draft *draft, struct dm_span line)
{
  struct dm_span column[DM_CONLLU_COLUMNS];
  for (int i = 0; i < DM_CONLLU_COLUMNS; i++) {
    const char *tab = line.size ? memchr(line.data, '\t', line.size) : NULL;
    if (!tab != (i == DM_CONLLU_COLUMNS - 1)) {
      return "a row has not ten columns";
    }
    size_t size = tab ? (size_t)(tab - line.data) : line.size;
    column[i] = (struct dm_span){line.data, size};
    line = tab ? (struct dm_span){tab + 1, line.size - size - 1} : (struct dm_span){0};
    if (!size) {
      return "a column is empty";
    }
  }
  uint32_t id = 0, last = 0;
  struct dm_span rest = column[DM_CONLLU_ID];
  if (!take_number(&rest, &id)) {
    return "ID is no number";
  }
  if (!rest.size) {
    return add_word(draft, column, id);
  }
  char mark = rest.data[0];
  rest = (struct dm_span){rest.data + 1, rest.size - 1};
  if (!take_number(&rest, &last) || rest.size || (mark != '-' && mark != '.')) {
    return "ID is no number";
  }
  if (mark == '.') {
    return NULL; // an empty node
  }
  if (id != draft->out->word_count + 1 || last < id || last - id > 64) {
    return "a range of IDs does not fit where it stands";
  }
  const char *wrong = add_token(draft, column, last - id + 1);
  draft->open = last - id + 1;
  return wrong;
}

static const char *add_line(struct draft *draft, struct dm_span line)
{
  if (line.data[0] != '#') {
    return add_row(draft, line);
  }
  if (draft->out->word_count) {
    return "a comment stands within a sentence";
  }
  struct dm_span comment = dm_span_trim((struct dm_span){line.data + 1, line.size - 1});
  *DM_PUSH(draft->arena, draft->out->comment, draft->out->comment_count, draft->comment_capacity) = comment;
  return NULL;
}

static const char *check_sentence(const struct draft *draft)
{
  const struct dm_conllu_sentence *out = draft->out;
  if (!out->word_count) {
    return "a sentence has no word";
  }
  if (draft->open) {
    return "a range of IDs reaches beyond the sentence";
  }
  for (uint32_t i = 0; i < out->word_count; i++) {
    if (out->word[i].head != DM_NONE && out->word[i].head > out->word_count) {
      return "HEAD is beyond the sentence";
    }
  }
  return NULL;
}

enum dm_status dm_conllu_next(struct dm_conllu *reader, struct dm_arena *arena, struct dm_diag *diag,
                              struct dm_conllu_sentence *out)
{
  struct dm_conllu_sentence sentence = {0};
  struct draft draft = {.reader = reader, .arena = arena, .out = &sentence};
  const char *wrong = NULL;
  uint64_t where = 0;
  struct dm_span line;
  while (next_line(reader, &line)) {
    if (!line.size && sentence.line) {
      break;
    }
    if (line.size && !sentence.line) {
      sentence.line = reader->line;
    }
    if (line.size && !wrong) {
      wrong = add_line(&draft, line);
      where = reader->line;
    }
  }
  if (!sentence.line) {
    return DM_SKIP;
  }
  if (!wrong) {
    wrong = check_sentence(&draft);
    where = sentence.line;
  }
  if (wrong) {
    const char *before = diag->file;
    diag->file = reader->name;
    dm_diag_say(diag, DM_ERROR, where, "CoNLL-U: %s", wrong);
    diag->file = before;
    return DM_ERR_FORMAT;
  }
  *out = sentence;
  return DM_OK;
}

struct dm_span dm_conllu_comment(const struct dm_conllu_sentence *sentence, const char *key)
{
  struct dm_span wanted = dm_span_of(key);
  for (uint32_t i = 0; i < sentence->comment_count; i++) {
    struct dm_span comment = sentence->comment[i];
    if (dm_span_equal(comment, wanted)) {
      return comment;
    }
    const char *sign = comment.size ? memchr(comment.data, '=', comment.size) : NULL;
    size_t size = sign ? (size_t)(sign - comment.data) : 0;
    if (sign && dm_span_equal(dm_span_trim((struct dm_span){comment.data, size}), wanted)) {
      return dm_span_trim((struct dm_span){sign + 1, comment.size - size - 1});
    }
  }
  return (struct dm_span){0};
}

struct dm_span dm_conllu_value(struct dm_span column, const char *key)
{
  size_t size = strlen(key);
  while (column.size) {
    const char *bar = memchr(column.data, '|', column.size);
    size_t part = bar ? (size_t)(bar - column.data) : column.size;
    if (part > size && column.data[size] == '=' && memcmp(column.data, key, size) == 0) {
      return (struct dm_span){column.data + size + 1, part - size - 1};
    }
    size_t step = bar ? part + 1 : part;
    column = (struct dm_span){column.data + step, column.size - step};
  }
  return (struct dm_span){0};
}
