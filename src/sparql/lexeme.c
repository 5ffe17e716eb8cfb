// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "sparql/lexeme.h"

#include <string.h>
#include <strings.h>

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static bool is_word_byte(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

static bool is_one_of(char c, const char *set) { return c && strchr(set, c); }

static char byte_at(struct dm_span text, size_t at) { return at < text.size ? text.data[at] : 0; }

static size_t space_end(struct dm_span text)
{
  size_t end = 0;
  while (end < text.size && is_space(text.data[end])) {
    end++;
  }
  return end;
}

static size_t comment_end(struct dm_span text)
{
  const char *newline = memchr(text.data, '\n', text.size);
  return newline ? (size_t)(newline - text.data) : text.size;
}

/// 0 if this `<` begins no IRI.
static size_t iri_end(struct dm_span text)
{
  size_t end = 1;
  while (end < text.size && (unsigned char)text.data[end] > ' ' && !is_one_of(text.data[end], "<>\"{}|^`")) {
    end++;
  }
  return byte_at(text, end) == '>' ? end + 1 : 0;
}

static bool has_quotes(struct dm_span text, size_t at, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    if (byte_at(text, at + i) != text.data[0]) {
      return false;
    }
  }
  return true;
}

/// A string ends with as many quotes as it began with; one quote also with the line.
static size_t string_end(struct dm_span text, bool *closed)
{
  size_t quotes = has_quotes(text, 0, 3) ? 3 : 1;
  for (size_t at = quotes; at < text.size; at++) {
    if (text.data[at] == '\\') {
      at++;
    } else if (has_quotes(text, at, quotes)) {
      *closed = true;
      return at + quotes;
    } else if (quotes == 1 && text.data[at] == '\n') {
      return at;
    }
  }
  return text.size;
}

/// A run of bytes of a name; dots do not end it.
static size_t run_end(struct dm_span text, size_t at, const char *others)
{
  size_t end = at;
  while (end < text.size && (is_word_byte(text.data[end]) || is_one_of(text.data[end], others))) {
    end += text.data[end] == '\\' && end + 1 < text.size ? 2 : 1;
  }
  while (end > at && text.data[end - 1] == '.') {
    end--;
  }
  return end;
}

static struct dm_lexeme take(enum dm_lexeme_kind kind, struct dm_span text, size_t size)
{
  return (struct dm_lexeme){.kind = kind, .text = {text.data, size}, .closed = true};
}

static struct dm_lexeme read_name(struct dm_span text)
{
  size_t colon = run_end(text, 0, "-.");
  if (byte_at(text, colon) != ':') {
    return colon ? take(DM_LEXEME_WORD, text, colon) : take(DM_LEXEME_OTHER, text, 1);
  }
  return take(DM_LEXEME_NAME, text, run_end(text, colon + 1, "-.:%\\"));
}

static struct dm_lexeme read_string(struct dm_span text)
{
  struct dm_lexeme lexeme = {.kind = DM_LEXEME_STRING};
  lexeme.text = (struct dm_span){text.data, string_end(text, &lexeme.closed)};
  return lexeme;
}

static struct dm_lexeme read_lexeme(struct dm_span text)
{
  char first = text.data[0];
  if (is_space(first)) {
    return take(DM_LEXEME_SPACE, text, space_end(text));
  }
  if (first == '#') {
    return take(DM_LEXEME_COMMENT, text, comment_end(text));
  }
  if (first == '"' || first == '\'') {
    return read_string(text);
  }
  if (first == '<' && iri_end(text)) {
    return take(DM_LEXEME_IRI, text, iri_end(text));
  }
  if (is_one_of(first, "([{")) {
    return take(DM_LEXEME_OPEN, text, 1);
  }
  if (is_one_of(first, ")]}")) {
    return take(DM_LEXEME_CLOSE, text, 1);
  }
  if (is_one_of(first, "?$@") && is_word_byte(byte_at(text, 1))) {
    return take(DM_LEXEME_WORD, text, run_end(text, 1, first == '@' ? "-" : ""));
  }
  return read_name(text);
}

struct dm_lexeme dm_lexeme_next(struct dm_span *rest)
{
  if (!rest->size) {
    return take(DM_LEXEME_END, *rest, 0);
  }
  struct dm_lexeme lexeme = read_lexeme(*rest);
  rest->data += lexeme.text.size;
  rest->size -= lexeme.text.size;
  return lexeme;
}

bool dm_lexeme_is(const struct dm_lexeme *lexeme, const char *keyword)
{
  return lexeme->kind == DM_LEXEME_WORD && lexeme->text.size == strlen(keyword) &&
         strncasecmp(lexeme->text.data, keyword, lexeme->text.size) == 0;
}

struct dm_span dm_lexeme_prefix(const struct dm_lexeme *name)
{
  const char *colon = memchr(name->text.data, ':', name->text.size);
  return (struct dm_span){name->text.data, colon ? (size_t)(colon - name->text.data) : 0};
}
