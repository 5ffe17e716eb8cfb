// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/values.h"

#include "rdf/language.h"

#include <string.h>
#include <strings.h>

/* Tokens. */

static bool is_in(char c, const char *set) { return c && strchr(set, c); }

static bool is_space(char c) { return is_in(c, " \t\r\n"); }

static bool is_word_byte(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

/// Rule 139; `<` may also be an operator, which is one byte.
static size_t iri_end(struct dm_span text, size_t at)
{
  size_t end = at + 1;
  while (end < text.size && (unsigned char)text.data[end] > ' ' && !is_in(text.data[end], "<>\"{}|^`\\")) {
    end++;
  }
  return end < text.size && text.data[end] == '>' ? end + 1 : at + 1;
}

/// Rules 156 to 159.
static size_t string_end(struct dm_span text, size_t at)
{
  char mark[3] = {text.data[at], text.data[at], text.data[at]};
  bool is_long = text.size - at >= 3 && memcmp(text.data + at, mark, 3) == 0;
  size_t marks = is_long ? 3 : 1;
  for (size_t end = at + marks; end + marks <= text.size; end++) {
    if (text.data[end] == '\\') {
      end++;
    } else if (memcmp(text.data + end, mark, marks) == 0) {
      return end + marks;
    }
  }
  return text.size;
}

/// A name, a variable, a number, a language tag; a full stop at the end is none of it.
static size_t word_end(struct dm_span text, size_t at)
{
  size_t end = at + 1;
  bool number = text.data[at] >= '0' && text.data[at] <= '9';
  while (end < text.size) {
    char c = text.data[end];
    bool exponent = number && is_in(c, "+-") && is_in(text.data[end - 1], "eE");
    if (c == '\\' && end + 1 < text.size) {
      end++;
    } else if (!is_word_byte(c) && !exponent && !is_in(c, number ? "." : ":-.%")) {
      break;
    }
    end++;
  }
  while (end > at + 1 && text.data[end - 1] == '.') {
    end--;
  }
  return end;
}

static size_t token_end(struct dm_span text, size_t at)
{
  char c = text.data[at];
  if (c == '<') {
    return iri_end(text, at);
  }
  if (c == '"' || c == '\'') {
    return string_end(text, at);
  }
  if (c == '#') {
    const char *line = memchr(text.data + at, '\n', text.size - at);
    return line ? (size_t)(line - text.data) : text.size;
  }
  return is_word_byte(c) || is_in(c, "?$:@") ? word_end(text, at) : at + 1;
}

static size_t skip_blank(struct dm_span text, size_t at)
{
  while (at < text.size && (is_space(text.data[at]) || text.data[at] == '#')) {
    at = token_end(text, at);
  }
  return at;
}

/* VALUES. */

/// The end of an IRI, a name, a literal or UNDEF; 0 if there is none.
static size_t term_end(struct dm_span text, size_t at)
{
  char c = text.data[at];
  bool sign = is_in(c, "+-.") && at + 1 < text.size && is_word_byte(text.data[at + 1]);
  bool quoted = c == '"' || c == '\'';
  if (!sign && !quoted && c != '<' && c != ':' && !is_word_byte(c)) {
    return 0;
  }
  size_t end = token_end(text, sign ? at + 1 : at);
  if (quoted && end < text.size && text.data[end] == '@') {
    end = token_end(text, end);
  } else if (quoted && end + 2 < text.size && memcmp(text.data + end, "^^", 2) == 0) {
    end = token_end(text, end + 2);
  }
  return end;
}

static void add(struct dm_buffer *out, struct dm_span text, size_t from, size_t to)
{
  dm_buffer_add_span(out, (struct dm_span){text.data + from, to - from});
}

/// Each term up to the closing bracket within brackets of its own.  @return behind it; 0 if something else is there
static size_t wrap_terms(struct dm_span text, size_t at, struct dm_buffer *out)
{
  for (;;) {
    size_t next = skip_blank(text, at);
    add(out, text, at, next);
    if (next == text.size) {
      return 0;
    }
    if (text.data[next] == '}') {
      dm_buffer_add_byte(out, '}');
      return next + 1;
    }
    at = term_end(text, next);
    if (!at) {
      return 0;
    }
    dm_buffer_add_byte(out, '(');
    add(out, text, next, at);
    dm_buffer_add_byte(out, ')');
  }
}

/// What follows VALUES, if it is one variable.  @return behind it; 0 if it is something else, `out` as it was
static size_t wrap_block(struct dm_span text, size_t at, struct dm_buffer *out)
{
  size_t before = out->size;
  size_t variable = skip_blank(text, at);
  if (variable == text.size || !is_in(text.data[variable], "?$")) {
    return 0;
  }
  size_t end = token_end(text, variable);
  size_t open = skip_blank(text, end);
  if (open == text.size || text.data[open] != '{') {
    return 0;
  }
  add(out, text, at, variable);
  dm_buffer_add_byte(out, '(');
  add(out, text, variable, end);
  dm_buffer_add_byte(out, ')');
  add(out, text, end, open + 1);
  size_t behind = wrap_terms(text, open + 1, out);
  if (!behind) {
    out->size = before;
  }
  return behind;
}

/* Depth. */

static bool is_keyword(struct dm_span token, const char *word)
{
  return token.size == strlen(word) && strncasecmp(token.data, word, token.size) == 0;
}

/// Brackets that are open, how many at most, and of what kinds.
struct nesting {
  size_t depth, deepest;
  size_t groups, most_groups;
  size_t optionals, most_optionals;
  uint64_t optional; ///< a bit for each bracket, the first the lowest: it is of an OPTIONAL
  bool announced;    ///< the last token was OPTIONAL
  bool long_language;
};

static void open_one(size_t *open, size_t *most)
{
  ++*open;
  *most = *open > *most ? *open : *most;
}

static void open_bracket(struct nesting *nesting, char bracket)
{
  if (nesting->depth < DM_QUERY_DEPTH) {
    uint64_t bit = (uint64_t)1 << nesting->depth;
    nesting->optional = nesting->announced ? nesting->optional | bit : nesting->optional & ~bit;
  }
  if (nesting->announced) {
    open_one(&nesting->optionals, &nesting->most_optionals);
  }
  if (bracket == '{') {
    open_one(&nesting->groups, &nesting->most_groups);
  }
  open_one(&nesting->depth, &nesting->deepest);
}

static void close_bracket(struct nesting *nesting, char bracket)
{
  if (nesting->depth > 0 && --nesting->depth < DM_QUERY_DEPTH && nesting->optionals > 0) {
    nesting->optionals -= nesting->optional >> nesting->depth & 1;
  }
  nesting->groups -= bracket == '}' && nesting->groups > 0;
}

static void take_token(struct nesting *nesting, struct dm_span token)
{
  if (is_space(token.data[0]) || token.data[0] == '#') {
    return;
  }
  if (is_in(token.data[0], "{([")) {
    open_bracket(nesting, token.data[0]);
  } else if (is_in(token.data[0], "})]")) {
    close_bracket(nesting, token.data[0]);
  }
  nesting->announced = is_keyword(token, "OPTIONAL");
  nesting->long_language = nesting->long_language || (token.data[0] == '@' && token.size > 1 + DM_LANGUAGE_SIZE);
}

const char *dm_values_wrap(struct dm_span text, struct dm_buffer *out)
{
  struct nesting nesting = {0};
  for (size_t at = 0; at < text.size;) {
    size_t end = token_end(text, at);
    struct dm_span token = {text.data + at, end - at};
    add(out, text, at, end);
    take_token(&nesting, token);
    size_t behind = is_keyword(token, "VALUES") ? wrap_block(text, end, out) : 0;
    at = behind ? behind : end;
  }
  if (nesting.long_language) {
    return "a language has more than 255 letters";
  }
  if (nesting.deepest > DM_QUERY_DEPTH) {
    return "brackets nest deeper than 64";
  }
  if (nesting.most_groups > DM_GROUP_DEPTH) {
    return "groups nest deeper than 20";
  }
  return nesting.most_optionals > DM_OPTIONAL_DEPTH ? "OPTIONALs nest deeper than 10" : NULL;
}
