// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "sparql/typed.h"

#include "sparql/lexeme.h"

/// What a text has come to at its end.
struct state {
  struct dm_lexeme last; ///< that is neither white space nor a comment; DM_LEXEME_END if there is none
  long depth;            ///< brackets open
  bool within;           ///< a string
  bool verb;             ///< has been seen
};

static bool is_verb(const struct dm_lexeme *lexeme)
{
  static const char *const verbs[] = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "INSERT", "DELETE"};
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (dm_lexeme_is(lexeme, verbs[i])) {
      return true;
    }
  }
  return false;
}

static struct state read_state(struct dm_span text)
{
  struct state state = {0};
  struct dm_lexeme lexeme;
  while ((lexeme = dm_lexeme_next(&text)).kind != DM_LEXEME_END) {
    if (lexeme.kind == DM_LEXEME_SPACE || lexeme.kind == DM_LEXEME_COMMENT) {
      continue;
    }
    state.depth += (lexeme.kind == DM_LEXEME_OPEN) - (lexeme.kind == DM_LEXEME_CLOSE);
    state.within = !lexeme.closed && !text.size;
    state.verb |= is_verb(&lexeme);
    state.last = lexeme;
  }
  return state;
}

/// Empty lines at the end of a text.
static size_t count_empty(struct dm_span text)
{
  size_t newlines = 0;
  for (size_t at = text.size; at > 0; at--) {
    char c = text.data[at - 1];
    if (c != '\n' && c != ' ' && c != '\t' && c != '\r') {
      return newlines ? newlines - 1 : 0;
    }
    newlines += c == '\n';
  }
  return newlines;
}

static bool ends_with_semicolon(const struct state *state)
{
  return state->last.kind == DM_LEXEME_OTHER && state->last.text.data[0] == ';' && state->depth <= 0;
}

enum dm_typed_state dm_typed_check(struct dm_span text)
{
  struct state state = read_state(text);
  size_t empty = count_empty(text);
  if (ends_with_semicolon(&state)) {
    return read_state(dm_typed_query(text)).last.kind == DM_LEXEME_END ? DM_TYPED_NOTHING : DM_TYPED_READY;
  }
  if (state.last.kind == DM_LEXEME_END) {
    return empty ? DM_TYPED_NOTHING : DM_TYPED_MORE;
  }
  bool whole = state.verb && state.depth <= 0 && !state.within;
  return empty > 1 || (empty && whole) ? DM_TYPED_READY : DM_TYPED_MORE;
}

struct dm_span dm_typed_query(struct dm_span text)
{
  struct state state = read_state(text);
  if (ends_with_semicolon(&state)) {
    text.size = (size_t)(state.last.text.data - text.data);
  }
  return text;
}

/* Prefixes. */

static bool uses(struct dm_span text, struct dm_span prefix)
{
  bool declaring = false;
  bool used = false;
  struct dm_lexeme lexeme;
  while ((lexeme = dm_lexeme_next(&text)).kind != DM_LEXEME_END) {
    bool same = lexeme.kind == DM_LEXEME_NAME && dm_span_equal(dm_lexeme_prefix(&lexeme), prefix);
    if (same && declaring) {
      return false;
    }
    used |= same;
    if (lexeme.kind != DM_LEXEME_SPACE && lexeme.kind != DM_LEXEME_COMMENT) {
      declaring = dm_lexeme_is(&lexeme, "PREFIX");
    }
  }
  return used;
}

void dm_typed_prologue(const struct dm_prefixes *prefixes, struct dm_span text, struct dm_buffer *out)
{
  for (uint32_t i = 0; i < prefixes->count; i++) {
    const struct dm_prefix *prefix = &prefixes->prefix[i];
    if (uses(text, prefix->name)) {
      dm_buffer_printf(out, "PREFIX %.*s: <%.*s> ", DM_SPAN_ARGS(prefix->name), DM_SPAN_ARGS(prefix->iri));
    }
  }
}
