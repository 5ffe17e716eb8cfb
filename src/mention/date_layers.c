// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "mention/date_numbers.h"
#include "mention/date_words.h"

#include <string.h>

enum { FIRST_YEAR = 1000, FIRST_PLAIN_YEAR = 1900, LAST_YEAR = 2100, FLAGS = 3 };

static const char *const layer_names[DM_DATE_LAYERS] = {
    [DM_LAYER_MONTH] = "month",     [DM_LAYER_LONG_MONTH] = "long-month",       [DM_LAYER_BARE_MONTH] = "bare-month",
    [DM_LAYER_WEEKDAY] = "weekday", [DM_LAYER_SHORT_WEEKDAY] = "short-weekday", [DM_LAYER_WEEKDAYS] = "weekdays",
    [DM_LAYER_DAY] = "day",         [DM_LAYER_ORDINAL_DAY] = "ordinal-day",     [DM_LAYER_DAYS] = "days",
    [DM_LAYER_YEAR] = "year",       [DM_LAYER_BARE_YEAR] = "bare-year",         [DM_LAYER_YEARS] = "years",
    [DM_LAYER_DECADE] = "decade",   [DM_LAYER_DATE_NUMBER] = "date-number",     [DM_LAYER_NUMBER] = "number",
    [DM_LAYER_CLOCK] = "clock",     [DM_LAYER_CLOCK_MINUTES] = "clock-minutes", [DM_LAYER_SPAN] = "span",
    [DM_LAYER_NAME] = "name",
};

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
    if (dm_date_of_kind(lexicon, entry, days[i].kind)) {
      paint(painter, days[i].layer, token, token + 1);
    }
  }
  const struct dm_entry *month = dm_date_of_kind(lexicon, entry, "month");
  if (month) {
    paint_month(painter, token, month, true);
  } else if (dm_date_of_kind(lexicon, entry, "short-month")) {
    paint_month(painter, token, entry, false);
  }
}

/// Phrases of one kind, of any length.
static void paint_phrase(struct painter *painter, uint32_t token, const char *kind, enum dm_date_layer layer)
{
  const struct dm_lexicon *lexicon = &painter->words->lexicon;
  uint32_t end = painter->text->sentence[painter->text->token_sentence[token]].end;
  uint32_t length;
  if (dm_date_of_kind(lexicon, dm_lexicon_longest(lexicon, painter->text, token, end, &length), kind)) {
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
  return suffix.size && dm_date_of_kind(lexicon, dm_lexicon_find_span(lexicon, suffix), kind);
}

static void paint_pair(struct painter *painter, uint32_t token, uint32_t end, const struct dm_date_groups *groups)
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
static void paint_dashed(struct painter *painter, uint32_t token, struct dm_date_groups groups)
{
  const struct dm_text *text = painter->text;
  if (token + 2 >= text->token_count || ((text->shape[token + 1] | text->shape[token + 2]) & DM_SHAPE_SPACE_BEFORE)) {
    return;
  }
  if (!dm_text_is_hyphen(text, token + 1) &&
      !dm_span_equal(dm_text_word(text, token + 1), DM_LITERAL("\xe2\x80\x93"))) {
    return;
  }
  struct dm_date_groups second = dm_date_groups_of(dm_text_word(text, token + 2));
  if (second.count == 1 && second.end == dm_text_word(text, token + 2).size) {
    groups.number[1] = second.number[0];
    groups.size[1] = second.size[0];
    paint_pair(painter, token, token + 3, &groups);
  }
}

static void paint_one(struct painter *painter, uint32_t token, const struct dm_date_groups *groups, struct dm_span word)
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

/// `3`, `3.30`, `15:30`: what may be a time of the clock.
static void paint_clock(struct painter *painter, uint32_t token, const struct dm_date_groups *groups, size_t size)
{
  bool hour = groups->size[0] <= 2 && groups->number[0] <= 24;
  if (!hour || groups->end != size || groups->count > 2) {
    return;
  }
  bool minutes = groups->count == 2 && groups->size[1] == 2 && groups->number[1] < 60;
  if (groups->count == 1 || (minutes && (groups->sign == ':' || groups->sign == '.'))) {
    paint(painter, DM_LAYER_CLOCK, token, token + 1);
  }
  if (minutes && groups->sign == ':') {
    paint(painter, DM_LAYER_CLOCK_MINUTES, token, token + 1);
  }
}

static void paint_number(struct painter *painter, uint32_t token)
{
  struct dm_span word = dm_text_word(painter->text, token);
  struct dm_date_groups groups = dm_date_groups_of(word);
  struct dm_day day;
  struct dm_day other;
  if (groups.count == 0) {
    return;
  }
  paint_clock(painter, token, &groups, word.size);
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
  if (dm_date_whole(word, DM_DATE_UNCOUNTED) != DM_DATE_UNCOUNTED) {
    paint(painter, DM_LAYER_NUMBER, token, token + 1);
  }
}

/// A year in words.  Of two plain numbers only: what is counted is no year.
static void paint_spelled(struct painter *painter, uint32_t token)
{
  uint32_t end;
  int year = dm_date_spelled_year(painter->words, painter->text, token, &end);
  if (year >= FIRST_PLAIN_YEAR && year < LAST_YEAR && end <= painter->text->token_count) {
    paint(painter, DM_LAYER_YEAR, token, end);
    bool counted = end < painter->text->token_count && dm_date_is(painter->words, painter->text, end, "counted");
    bool whole = end > token + 1 && !dm_date_is(painter->words, painter->text, end - 1, "thousand");
    bool sign = token > 0 && dm_date_is(painter->words, painter->text, token - 1, "year-sign");
    painter->end[DM_LAYER_BARE_YEAR][token] = sign && whole && !counted ? end : 0;
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
    if (dm_text_is_hyphen(text, i + 1) && dm_date_compound(words, text, (struct dm_range){i, i + 3})) {
      paint(&painter, DM_LAYER_NUMBER, i, i + 3);
    }
    if (text->shape[i] & DM_SHAPE_DIGIT) {
      paint_number(&painter, i);
    } else {
      paint_word(&painter, i);
      if (painter.end[DM_LAYER_NUMBER][i]) {
        paint_spelled(&painter, i);
      }
    }
    paint_span(&painter, i);
  }
}
