// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file date_words.h  Words and numbers of dates, and the layers of them that schema/rules/dates.rules names.
   Words: schema/lexicon/date-words.tsv.
*/
#ifndef DM_MENTION_DATE_WORDS_H
#define DM_MENTION_DATE_WORDS_H

#include "article/day.h"
#include "syntax/pattern.h"
#include "text/lexicon.h"

enum dm_date_layer {
  DM_LAYER_MONTH,
  DM_LAYER_LONG_MONTH,
  DM_LAYER_BARE_MONTH,
  DM_LAYER_WEEKDAY,
  DM_LAYER_SHORT_WEEKDAY,
  DM_LAYER_WEEKDAYS,
  DM_LAYER_DAY,
  DM_LAYER_ORDINAL_DAY,
  DM_LAYER_DAYS,
  DM_LAYER_YEAR,
  DM_LAYER_BARE_YEAR,
  DM_LAYER_YEARS,
  DM_LAYER_DECADE,
  DM_LAYER_DATE_NUMBER,
  DM_LAYER_NUMBER,
  DM_LAYER_CLOCK,
  DM_LAYER_CLOCK_MINUTES,
  DM_LAYER_SPAN,
  DM_LAYER_NAME,
  DM_DATE_LAYERS
};

struct dm_date_words {
  struct dm_lexicon lexicon;
};

DM_CHECK_RESULT enum dm_status dm_date_words_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                  struct dm_diag *diag, struct dm_date_words *out);
/// @param out  [DM_DATE_LAYERS]
void dm_date_layers(const struct dm_date_words *words, const struct dm_text *text, struct dm_arena *arena,
                    struct dm_layer *out);

/// The first of the rows from `entry` on, all of one phrase, that has `kind`, or NULL.
const struct dm_entry *dm_date_of_kind(const struct dm_lexicon *lexicon, const struct dm_entry *entry,
                                       const char *kind);
/// The row of exactly these tokens that has `kind`, or NULL.
const struct dm_entry *dm_date_word(const struct dm_date_words *words, const struct dm_text *text,
                                    struct dm_range tokens, const char *kind);
bool dm_date_is(const struct dm_date_words *words, const struct dm_text *text, uint32_t token, const char *kind);
/// The value of such a row as a number, or 0.
int dm_date_word_value(const struct dm_date_words *words, const struct dm_text *text, struct dm_range tokens,
                       const char *kind);

enum { DM_DATE_UNCOUNTED = -1, DM_DATE_LARGEST = 9999 };
/// A whole number, perhaps with a sign, or `otherwise`.
int dm_date_whole(struct dm_span digits, int otherwise);
/// `forty-eight`, of three tokens; 0 if it is none.
int dm_date_compound(const struct dm_date_words *words, const struct dm_text *text, struct dm_range tokens);
/// Digits or a number word; DM_DATE_UNCOUNTED for `several` and what is no whole number up to DM_DATE_LARGEST.
int dm_date_count(const struct dm_date_words *words, const struct dm_text *text, struct dm_range tokens);
/// A year in words that begin at a token, `nineteen ninety-nine`, `two thousand and ten`; 0 if there is none.
int dm_date_spelled_year(const struct dm_date_words *words, const struct dm_text *text, uint32_t token, uint32_t *end);
/// `four-year`: the number, and the letter of the unit; false if it is no such word.
bool dm_date_span(const struct dm_date_words *words, struct dm_span word, int *count, char *unit);
#endif
