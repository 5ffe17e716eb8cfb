// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file lexicon.h  Phrases from a table, found over tokens in one hash look-up a token.
   Any stage keeps its words in such tables: a row is a phrase and its columns.
*/
#ifndef DM_TEXT_LEXICON_H
#define DM_TEXT_LEXICON_H

#include "base/hash.h"
#include "base/table.h"
#include "text/text.h"

enum dm_lexicon_case {
  DM_LEXICON_FOLDED, ///< case and curliness do not matter
  DM_LEXICON_EXACT,  ///< as written in the table (apostrophes straight)
};

struct dm_words_model;

/// A row of a lexicon.
struct dm_entry {
  struct dm_span phrase; ///< as in the table
  uint32_t next;         ///< the next row of the same phrase, or DM_NONE
  uint32_t field_count;
  struct dm_span *field; ///< [field_count] all columns, the phrase among them
};

struct dm_lexicon {
  const struct dm_words_model *words; ///< that cut its phrases
  uint32_t entry_count;
  struct dm_entry *entry; ///< [entry_count]
  uint32_t longest;       ///< tokens of the longest phrase
  enum dm_lexicon_case how;
  uint32_t mask;        ///< slots - 1
  uint64_t *slot_hash;  ///< [mask + 1] dm_lexicon_step() of a phrase or the beginning of one; 0 free
  uint32_t *slot_entry; ///< [mask + 1] first row, DM_NONE where it is only the beginning of a phrase
};

/**
   Load a table.

   @param name    Resource, such as `schema/lexicon/countries.tsv`.
   @param column  Which column has the phrase; several phrases there are divided by `|`, all giving the same row.
   @param arena   Owns the lexicon (model).
   @return DM_OK; DM_ERR_SCHEMA (said as file:line); DM_ERR_IO (said).
*/
DM_CHECK_RESULT enum dm_status dm_lexicon_load(const struct dm_resources *resources, const char *name, uint32_t column,
                                               enum dm_lexicon_case how, struct dm_arena *arena, struct dm_diag *diag,
                                               struct dm_lexicon *out);

/// The hash of a phrase, given that of its words before the last (0 if there are none) and the last; never 0.
static inline uint64_t dm_lexicon_step(uint64_t phrase, uint64_t word)
{
  uint64_t hash = dm_hash_join(phrase, word);
  return hash ? hash : 1;
}
/// The longest phrase that begins at token `at` and ends by token `end`.
/// @param length  Set to its tokens.  @return its first row, or NULL.
const struct dm_entry *dm_lexicon_longest(const struct dm_lexicon *lexicon, const struct dm_text *text, uint32_t at,
                                          uint32_t end, uint32_t *length);
/// The rows of exactly the tokens `range`; NULL if there is none.
const struct dm_entry *dm_lexicon_find(const struct dm_lexicon *lexicon, const struct dm_text *text,
                                       struct dm_range range);
/// The rows of a phrase given as text (split into words as dm_text_split() does).
const struct dm_entry *dm_lexicon_find_span(const struct dm_lexicon *lexicon, struct dm_span phrase);
/// The next row of the same phrase, or NULL.
const struct dm_entry *dm_lexicon_next(const struct dm_lexicon *lexicon, const struct dm_entry *entry);
/// Column `column` of a row; empty if it has not so many.
struct dm_span dm_entry_field(const struct dm_entry *entry, uint32_t column);

#endif
