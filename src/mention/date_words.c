// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "mention/date_words.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KIND = 1, VALUE = 2 };

/// What stands as the value of a kind: one of these words, or a number from 1.
static const struct {
  const char *kind;
  const char *words; ///< a space before and behind each; NULL for a number
  int last;
} values[] = {{"unit", " D W K F M Q Y E C ", 0},
              {"units", " D W K F M Q Y E C ", 0},
              {"clock", " H N S ", 0},
              {"season", " SP SU FA WI ", 0},
              {"month", NULL, 12},
              {"short-month", NULL, 12},
              {"weekday", NULL, 7},
              {"weekdays", NULL, 7},
              {"short-weekday", NULL, 7}};

static bool is_value(size_t which, struct dm_span value)
{
  char word[8];
  if (value.size < 1 || value.size > 2) {
    return false;
  }
  snprintf(word, sizeof word, values[which].words ? " %.*s " : "%.*s", DM_SPAN_ARGS(value));
  if (values[which].words) {
    return strstr(values[which].words, word) != NULL;
  }
  long number = strtol(word, NULL, 10);
  return strspn(word, "0123456789") == value.size && number >= 1 && number <= values[which].last;
}

static enum dm_status check_values(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag)
{
  struct dm_table table;
  DM_TRY(dm_table_open(resources, "schema/lexicon/date-words.tsv", arena, diag, &table));
  while (dm_table_next(&table)) {
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
      if (dm_span_equal(table.field[KIND], dm_span_of(values[i].kind)) && !is_value(i, table.field[VALUE])) {
        return dm_table_error(&table, diag, "the value is none that this kind of word has");
      }
    }
  }
  return DM_OK;
}

enum dm_status dm_date_words_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                  struct dm_date_words *out)
{
  DM_TRY(check_values(resources, arena, diag));
  return dm_lexicon_load(resources, "schema/lexicon/date-words.tsv", 0, DM_LEXICON_FOLDED, arena, diag, &out->lexicon);
}

/* Words. */

const struct dm_entry *dm_date_of_kind(const struct dm_lexicon *lexicon, const struct dm_entry *entry, const char *kind)
{
  while (entry && !dm_span_equal(dm_entry_field(entry, KIND), dm_span_of(kind))) {
    entry = dm_lexicon_next(lexicon, entry);
  }
  return entry;
}

const struct dm_entry *dm_date_word(const struct dm_date_words *words, const struct dm_text *text,
                                    struct dm_range tokens, const char *kind)
{
  return dm_date_of_kind(&words->lexicon, dm_lexicon_find(&words->lexicon, text, tokens), kind);
}

bool dm_date_is(const struct dm_date_words *words, const struct dm_text *text, uint32_t token, const char *kind)
{
  return dm_date_word(words, text, (struct dm_range){token, token + 1}, kind) != NULL;
}

int dm_date_whole(struct dm_span digits, int otherwise)
{
  bool minus = digits.size && digits.data[0] == '-';
  int number = 0;
  size_t count = 0;
  for (size_t i = minus; i < digits.size; i++) {
    char c = digits.data[i];
    if (c == ',' && count) {
      continue;
    }
    if (c < '0' || c > '9' || number > DM_DATE_LARGEST) {
      return otherwise;
    }
    number = number * 10 + (c - '0');
    count++;
  }
  return count == 0 || number > DM_DATE_LARGEST ? otherwise : minus ? -number : number;
}

int dm_date_word_value(const struct dm_date_words *words, const struct dm_text *text, struct dm_range tokens,
                       const char *kind)
{
  const struct dm_entry *entry = dm_date_word(words, text, tokens, kind);
  return entry ? dm_date_whole(dm_entry_field(entry, VALUE), 0) : 0;
}

int dm_date_compound(const struct dm_date_words *words, const struct dm_text *text, struct dm_range tokens)
{
  if (tokens.end - tokens.start != 3 || !dm_text_is_hyphen(text, tokens.start + 1)) {
    return 0;
  }
  int tens = dm_date_word_value(words, text, (struct dm_range){tokens.start, tokens.start + 1}, "number");
  int ones = dm_date_word_value(words, text, (struct dm_range){tokens.end - 1, tokens.end}, "number");
  return tens >= 20 && tens < 100 && tens % 10 == 0 && ones >= 1 && ones < 10 ? tens + ones : 0;
}

int dm_date_count(const struct dm_date_words *words, const struct dm_text *text, struct dm_range tokens)
{
  int compound = dm_date_compound(words, text, tokens);
  if (compound) {
    return compound;
  }
  const struct dm_entry *entry = dm_date_word(words, text, tokens, "number");
  return dm_date_whole(entry ? dm_entry_field(entry, VALUE) : dm_text_word(text, tokens.start), DM_DATE_UNCOUNTED);
}

bool dm_date_span(const struct dm_date_words *words, struct dm_span word, int *count, char *unit)
{
  const char *dash = word.size ? memchr(word.data, '-', word.size) : NULL;
  if (!dash || dash == word.data) {
    return false;
  }
  struct dm_span first = {word.data, (size_t)(dash - word.data)};
  struct dm_span second = {dash + 1, word.size - first.size - 1};
  const struct dm_lexicon *lexicon = &words->lexicon;
  const struct dm_entry *number = dm_date_of_kind(lexicon, dm_lexicon_find_span(lexicon, first), "number");
  const struct dm_entry *found = dm_date_of_kind(lexicon, dm_lexicon_find_span(lexicon, second), "unit");
  if (!found) {
    found = dm_date_of_kind(lexicon, dm_lexicon_find_span(lexicon, second), "clock");
  }
  *count = dm_date_whole(number ? dm_entry_field(number, VALUE) : first, DM_DATE_UNCOUNTED);
  *unit = found ? dm_entry_field(found, VALUE).data[0] : 0;
  return found && *count != DM_DATE_UNCOUNTED;
}

/// A number word below a hundred that begins at a token, `ninety-nine` and `ninety nine` too.
static int below_hundred(const struct dm_date_words *words, const struct dm_text *text, uint32_t token, uint32_t *end)
{
  if (token >= text->token_count) {
    return 0;
  }
  int compound =
      token + 3 <= text->token_count ? dm_date_compound(words, text, (struct dm_range){token, token + 3}) : 0;
  if (compound) {
    *end = token + 3;
    return compound;
  }
  int number = dm_date_word_value(words, text, (struct dm_range){token, token + 1}, "number");
  *end = token + 1;
  if (number >= 20 && number < 100 && number % 10 == 0 && token + 1 < text->token_count) {
    int ones = dm_date_word_value(words, text, (struct dm_range){token + 1, token + 2}, "number");
    *end += ones >= 1 && ones < 10;
    number += ones >= 1 && ones < 10 ? ones : 0;
  }
  return number < 100 ? number : 0;
}

int dm_date_spelled_year(const struct dm_date_words *words, const struct dm_text *text, uint32_t token, uint32_t *end)
{
  uint32_t at;
  int first = below_hundred(words, text, token, &at);
  if (first < 1 || first > 20 || at >= text->token_count) {
    return 0;
  }
  bool thousand = dm_date_is(words, text, at, "thousand");
  if (!thousand && first < 10) {
    return 0;
  }
  uint32_t next = at + thousand;
  *end = next;
  next += thousand && next < text->token_count && dm_date_is(words, text, next, "number-join");
  uint32_t last = next;
  int second = below_hundred(words, text, next, &last);
  *end = second ? last : *end;
  return thousand ? (first == 2 ? 2000 + second : 0) : second >= 10 ? first * 100 + second : 0;
}
