// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "mention/date_words.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1000, FIRST_PLAIN_YEAR = 1900, LAST_YEAR = 2100, KIND = 1, VALUE = 2, FLAGS = 3 };

static const char *const layer_names[DM_DATE_LAYERS] = {
    [DM_LAYER_MONTH] = "month",
    [DM_LAYER_LONG_MONTH] = "long-month",
    [DM_LAYER_BARE_MONTH] = "bare-month",
    [DM_LAYER_WEEKDAY] = "weekday",
    [DM_LAYER_SHORT_WEEKDAY] = "short-weekday",
    [DM_LAYER_WEEKDAYS] = "weekdays",
    [DM_LAYER_DAY] = "day",
    [DM_LAYER_ORDINAL_DAY] = "ordinal-day",
    [DM_LAYER_DAYS] = "days",
    [DM_LAYER_YEAR] = "year",
    [DM_LAYER_BARE_YEAR] = "bare-year",
    [DM_LAYER_YEARS] = "years",
    [DM_LAYER_DECADE] = "decade",
    [DM_LAYER_DATE_NUMBER] = "date-number",
    [DM_LAYER_NUMBER] = "number",
    [DM_LAYER_SPAN] = "span",
    [DM_LAYER_NAME] = "name",
};

/// What stands as the value of a kind: one of these words, or a number from 1.
static const struct {
  const char *kind;
  const char *words; ///< a space before and behind each; NULL for a number
  int last;
} values[] = {{"unit", " D W F M Q Y E C ", 0},
              {"units", " D W F M Q Y E C ", 0},
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

static const struct dm_entry *of_kind(const struct dm_lexicon *lexicon, const struct dm_entry *entry, const char *kind)
{
  while (entry && !dm_span_equal(dm_entry_field(entry, KIND), dm_span_of(kind))) {
    entry = dm_lexicon_next(lexicon, entry);
  }
  return entry;
}

const struct dm_entry *dm_date_word(const struct dm_date_words *words, const struct dm_text *text,
                                    struct dm_range tokens, const char *kind)
{
  return of_kind(&words->lexicon, dm_lexicon_find(&words->lexicon, text, tokens), kind);
}

bool dm_date_is(const struct dm_date_words *words, const struct dm_text *text, uint32_t token, const char *kind)
{
  return dm_date_word(words, text, (struct dm_range){token, token + 1}, kind) != NULL;
}

/// A whole number, perhaps with a sign, or `otherwise`.
static int number_of(struct dm_span digits, int otherwise)
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
  return entry ? number_of(dm_entry_field(entry, VALUE), 0) : 0;
}

/// `forty-eight`
static int count_compound(const struct dm_date_words *words, const struct dm_text *text, struct dm_range tokens)
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
  int compound = count_compound(words, text, tokens);
  if (compound) {
    return compound;
  }
  const struct dm_entry *entry = dm_date_word(words, text, tokens, "number");
  return number_of(entry ? dm_entry_field(entry, VALUE) : dm_text_word(text, tokens.start), DM_DATE_UNCOUNTED);
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
  const struct dm_entry *number = of_kind(lexicon, dm_lexicon_find_span(lexicon, first), "number");
  const struct dm_entry *found = of_kind(lexicon, dm_lexicon_find_span(lexicon, second), "unit");
  if (!found) {
    found = of_kind(lexicon, dm_lexicon_find_span(lexicon, second), "clock");
  }
  *count = number_of(number ? dm_entry_field(number, VALUE) : first, DM_DATE_UNCOUNTED);
  *unit = found ? dm_entry_field(found, VALUE).data[0] : 0;
  return found && *count != DM_DATE_UNCOUNTED;
}

/* Numbers. */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Groups of digits, divided by one sign each.
struct groups {
  int count;
  int number[3];
  size_t size[3]; ///< digits
  char sign;      ///< of the first division
  size_t end;     ///< byte behind the last
};

static struct groups groups_of(struct dm_span word)
{
  struct groups groups = {0};
  size_t at = 0;
  while (groups.count < 3 && at < word.size && is_digit(word.data[at])) {
    size_t start = at;
    int number = 0;
    while (at < word.size && is_digit(word.data[at]) && at - start < 5) {
      number = number * 10 + (word.data[at++] - '0');
    }
    groups.number[groups.count] = number;
    groups.size[groups.count++] = at - start;
    groups.end = at;
    bool divided = at + 1 < word.size && strchr("-/.", word.data[at]) != NULL && is_digit(word.data[at + 1]);
    if (!divided || (groups.sign && groups.sign != word.data[at])) {
      break;
    }
    groups.sign = word.data[at++];
  }
  return groups;
}

void dm_date_pair(struct dm_span digits, int *first, int *second)
{
  struct groups groups = groups_of(digits);
  *first = groups.number[0];
  *second = groups.number[1];
}

bool dm_date_number(struct dm_span word, struct dm_day *day, struct dm_day *other)
{
  struct groups groups = groups_of(word);
  *other = (struct dm_day){0};
  if (groups.count != 3 || groups.end != word.size) {
    return false;
  }
  const int *n = groups.number;
  if (groups.size[0] == 4 && groups.size[1] <= 2 && groups.size[2] <= 2) {
    *day = (struct dm_day){n[0], n[1], n[2]};
    return dm_day_exists(*day);
  }
  if (groups.size[2] != 4 || groups.size[0] > 2 || groups.size[1] > 2) {
    return false;
  }
  *day = (struct dm_day){n[2], n[1], n[0]};
  struct dm_day changed = {n[2], n[0], n[1]};
  if (!dm_day_exists(*day)) {
    *day = changed;
  } else if (groups.sign == '/' && dm_day_exists(changed) && n[0] != n[1]) {
    *other = changed;
  }
  return dm_day_exists(*day);
}

/* Layers. */

struct painter {
  const struct dm_date_words *words;
  const struct dm_text *text;
  uint32_t *end[DM_DATE_LAYERS]; ///< [N]
};

static void paint(struct painter *painter, enum dm_date_layer layer, uint32_t token, uint32_t end)
{
  painter->end[layer][token] = end;
}

static bool is_capital(const struct dm_text *text, uint32_t token)
{
  return (text->shape[token] & DM_SHAPE_CAPITAL) != 0;
}

static bool has_flag(const struct dm_entry *entry, const char *flag)
{
  struct dm_span flags = dm_entry_field(entry, FLAGS);
  return flags.size && memmem(flags.data, flags.size, flag, strlen(flag)) != NULL;
}

/// Whether a capitalised word beside the month makes a person's name of it.
static bool is_named(const struct dm_text *text, uint32_t token)
{
  bool before = token > 0 && text->token_sentence[token - 1] == text->token_sentence[token] &&
                is_capital(text, token - 1) && token - 1 > text->sentence[text->token_sentence[token]].start;
  bool after = token + 1 < text->token_count && text->token_sentence[token + 1] == text->token_sentence[token] &&
               is_capital(text, token + 1);
  return before || after;
}

static void paint_month(struct painter *painter, uint32_t token, const struct dm_entry *entry, bool is_long)
{
  paint(painter, DM_LAYER_MONTH, token, token + 1);
  if (!is_long) {
    return;
  }
  paint(painter, DM_LAYER_LONG_MONTH, token, token + 1);
  if (!has_flag(entry, "word") && !(has_flag(entry, "name") && is_named(painter->text, token))) {
    paint(painter, DM_LAYER_BARE_MONTH, token, token + 1);
  }
}

static void paint_word(struct painter *painter, uint32_t token)
{
  const struct dm_lexicon *lexicon = &painter->words->lexicon;
  const struct dm_entry *entry = dm_lexicon_find(lexicon, painter->text, (struct dm_range){token, token + 1});
  if (!entry || !is_capital(painter->text, token)) {
    return;
  }
  static const struct {
    const char *kind;
    enum dm_date_layer layer;
  } days[] = {
      {"weekday", DM_LAYER_WEEKDAY}, {"short-weekday", DM_LAYER_SHORT_WEEKDAY}, {"weekdays", DM_LAYER_WEEKDAYS}};
  for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
    if (of_kind(lexicon, entry, days[i].kind)) {
      paint(painter, days[i].layer, token, token + 1);
    }
  }
  const struct dm_entry *month = of_kind(lexicon, entry, "month");
  if (month) {
    paint_month(painter, token, month, true);
  } else if (of_kind(lexicon, entry, "short-month")) {
    paint_month(painter, token, entry, false);
  }
}

/// Phrases of one kind, of any length.
static void paint_phrase(struct painter *painter, uint32_t token, const char *kind, enum dm_date_layer layer)
{
  const struct dm_lexicon *lexicon = &painter->words->lexicon;
  uint32_t end = painter->text->sentence[painter->text->token_sentence[token]].end;
  uint32_t length;
  if (of_kind(lexicon, dm_lexicon_longest(lexicon, painter->text, token, end, &length), kind)) {
    paint(painter, layer, token, token + length);
  }
}

/// Whether nothing around a number says that it counts things.
static bool may_be_year(const struct painter *painter, uint32_t token, int year)
{
  const struct dm_text *text = painter->text;
  struct dm_range sentence = text->sentence[text->token_sentence[token]];
  bool sign = false;
  if (token > sentence.start) {
    if (dm_date_is(painter->words, text, token - 1, "counting")) {
      return false;
    }
    sign = dm_date_is(painter->words, text, token - 1, "year-sign");
  }
  if (token + 1 < sentence.end && !sign && dm_date_is(painter->words, text, token + 1, "counted")) {
    return false;
  }
  return sign || (year >= FIRST_PLAIN_YEAR && year < LAST_YEAR);
}

static bool has_suffix(const struct painter *painter, struct dm_span word, size_t from, const char *kind)
{
  const struct dm_lexicon *lexicon = &painter->words->lexicon;
  struct dm_span suffix = {word.data + from, word.size - from};
  return suffix.size && of_kind(lexicon, dm_lexicon_find_span(lexicon, suffix), kind);
}

static void paint_pair(struct painter *painter, uint32_t token, uint32_t end, const struct groups *groups)
{
  const int *n = groups->number;
  if (groups->size[0] <= 2 && groups->size[1] <= 2 && n[0] >= 1 && n[0] < n[1] && n[1] <= 31) {
    paint(painter, DM_LAYER_DAYS, token, end);
  }
  if (groups->size[0] == 4 && n[0] >= FIRST_YEAR && n[0] < LAST_YEAR &&
      ((groups->size[1] == 4 && n[1] > n[0] && n[1] < LAST_YEAR) || (groups->size[1] == 2 && n[1] > n[0] % 100))) {
    paint(painter, DM_LAYER_YEARS, token, end);
  }
}

/// `3–5` of three tokens.
static void paint_dashed(struct painter *painter, uint32_t token, struct groups groups)
{
  const struct dm_text *text = painter->text;
  if (token + 2 >= text->token_count || ((text->shape[token + 1] | text->shape[token + 2]) & DM_SHAPE_SPACE_BEFORE)) {
    return;
  }
  if (!dm_text_is_hyphen(text, token + 1) &&
      !dm_span_equal(dm_text_word(text, token + 1), DM_LITERAL("\xe2\x80\x93"))) {
    return;
  }
  struct groups second = groups_of(dm_text_word(text, token + 2));
  if (second.count == 1 && second.end == dm_text_word(text, token + 2).size) {
    groups.number[1] = second.number[0];
    groups.size[1] = second.size[0];
    paint_pair(painter, token, token + 3, &groups);
  }
}

static void paint_one(struct painter *painter, uint32_t token, const struct groups *groups, struct dm_span word)
{
  int n = groups->number[0];
  bool whole = groups->end == word.size;
  bool ordinal = !whole && has_suffix(painter, word, groups->end, "ordinal-suffix");
  if (groups->size[0] <= 2 && n >= 1 && n <= 31 && (whole || ordinal)) {
    paint(painter, DM_LAYER_DAY, token, token + 1);
    painter->end[DM_LAYER_ORDINAL_DAY][token] = ordinal ? token + 1 : 0;
  }
  if (groups->size[0] != 4 || n < FIRST_YEAR || n >= LAST_YEAR) {
    return;
  }
  if (whole) {
    paint(painter, DM_LAYER_YEAR, token, token + 1);
    painter->end[DM_LAYER_BARE_YEAR][token] = may_be_year(painter, token, n) ? token + 1 : 0;
  } else if (n % 10 == 0 && has_suffix(painter, word, groups->end, "decade-suffix")) {
    paint(painter, DM_LAYER_DECADE, token, token + 1);
  }
}

static void paint_number(struct painter *painter, uint32_t token)
{
  struct dm_span word = dm_text_word(painter->text, token);
  struct groups groups = groups_of(word);
  struct dm_day day;
  struct dm_day other;
  if (groups.count == 0) {
    return;
  }
  if (groups.count == 1) {
    paint_one(painter, token, &groups, word);
    if (groups.end == word.size) {
      paint_dashed(painter, token, groups);
    }
  } else if (groups.count == 2 && groups.sign == '-' && groups.end == word.size) {
    paint_pair(painter, token, token + 1, &groups);
  } else if (dm_date_number(word, &day, &other)) {
    paint(painter, DM_LAYER_DATE_NUMBER, token, token + 1);
  }
  if (number_of(word, DM_DATE_UNCOUNTED) != DM_DATE_UNCOUNTED) {
    paint(painter, DM_LAYER_NUMBER, token, token + 1);
  }
}

static void paint_span(struct painter *painter, uint32_t token)
{
  const struct dm_text *text = painter->text;
  int count;
  char unit;
  struct dm_range tokens = {token, token + 3};
  if (dm_text_is_hyphen(text, token + 1) && !dm_text_is_hyphen(text, token) && !dm_text_is_hyphen(text, token + 3) &&
      dm_date_span(painter->words, dm_span_slice(text->body, dm_text_bytes(text, tokens)), &count, &unit)) {
    paint(painter, DM_LAYER_SPAN, token, token + 3);
  }
}

void dm_date_layers(const struct dm_date_words *words, const struct dm_text *text, struct dm_arena *arena,
                    struct dm_layer *out)
{
  struct painter painter = {.words = words, .text = text};
  for (int i = 0; i < DM_DATE_LAYERS; i++) {
    painter.end[i] = DM_NEW(arena, uint32_t, text->token_count);
    out[i] = (struct dm_layer){.name = layer_names[i], .end = painter.end[i]};
  }
  for (uint32_t i = 0; i < text->token_count; i++) {
    paint_phrase(&painter, i, "name", DM_LAYER_NAME);
    paint_phrase(&painter, i, "number", DM_LAYER_NUMBER);
    if (dm_text_is_hyphen(text, i + 1) && count_compound(words, text, (struct dm_range){i, i + 3})) {
      paint(&painter, DM_LAYER_NUMBER, i, i + 3);
    }
    if (text->shape[i] & DM_SHAPE_DIGIT) {
      paint_number(&painter, i);
    } else {
      paint_word(&painter, i);
    }
    paint_span(&painter, i);
  }
}
