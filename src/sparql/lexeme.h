// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file lexeme.h  The pieces of a SPARQL text, as far as they can be told without parsing it.
   In: a text, perhaps unfinished or wrong.  Out: its pieces, which give back the text byte for byte.  Also reads Turtle.
*/
#ifndef DM_SPARQL_LEXEME_H
#define DM_SPARQL_LEXEME_H

#include "base/span.h"

enum dm_lexeme_kind {
  DM_LEXEME_END,     ///< of the text; empty
  DM_LEXEME_SPACE,   ///< white space
  DM_LEXEME_COMMENT, ///< without the newline behind it
  DM_LEXEME_IRI,     ///< in its angle brackets
  DM_LEXEME_STRING,  ///< in its quotes
  DM_LEXEME_NAME,    ///< prefix, colon, local name (either may be empty)
  DM_LEXEME_WORD,    ///< a keyword, number, variable or language tag
  DM_LEXEME_OPEN,    ///< a bracket: `(`, `[` or `{`
  DM_LEXEME_CLOSE,
  DM_LEXEME_OTHER, ///< any other byte
};

struct dm_lexeme {
  enum dm_lexeme_kind kind;
  struct dm_span text;
  bool closed; ///< a string has its closing quote; true of anything else
};

/**
   Take the first piece of a text.

   @param rest  [in,out] the text; what is behind the piece.
   @see SPARQL 1.1 Query Language, 19.8 Grammar, the terminals.
*/
struct dm_lexeme dm_lexeme_next(struct dm_span *rest);
/// Whether a piece is this keyword, in capitals or not.
bool dm_lexeme_is(const struct dm_lexeme *lexeme, const char *keyword);
/// The prefix of a DM_LEXEME_NAME, without its colon.
struct dm_span dm_lexeme_prefix(const struct dm_lexeme *name);

#endif
