// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/date_captures.h"

#include "mention/date_numbers.h"

#include <string.h>

enum { THIS_CENTURY = 2000 };

/// A capture being read.
struct piece {
  const struct dm_date_words *words;
  const struct dm_text *text;
  struct dm_range tokens;
  struct dm_date_fields *fields;
};

static struct dm_span first_word(const struct piece *piece) { return dm_text_word(piece->text, piece->tokens.start); }

static int value_of(const struct piece *piece, const char *kind)
{
  return dm_date_word_value(piece->words, piece->text, piece->tokens, kind);
}

static const struct dm_entry *entry_of(const struct piece *piece, const char *kind)
{
  return dm_date_word(piece->words, piece->text, piece->tokens, kind);
}

static void take_year(const struct piece *piece)
{
  int second;
  dm_date_pair(first_word(piece), &piece->fields->day.year, &second);
  if (!piece->fields->day.year) {
    uint32_t end;
    piece->fields->day.year = dm_date_spelled_year(piece->words, piece->text, piece->tokens.start, &end);
  }
  if (piece->fields->day.year > 0 && piece->fields->day.year < 100) { // `the '60s`
    piece->fields->day.year += THIS_CENTURY - 100;
  }
}

static void take_decade(const struct piece *piece)
{
  piece->fields->day.year = value_of(piece, "spelled-decade");
  if (!piece->fields->day.year) {
    take_year(piece);
  }
}

/// `1 year and 2 months`: the lengths before the last are kept.
static void add_unit(struct dm_date_fields *fields, char unit)
{
  struct dm_date_length before = {fields->count, fields->unit};
  fields->unit = unit;
  if (before.unit && before.count && fields->length_count < DM_DATE_LENGTHS) {
    fields->length[fields->length_count++] = (struct dm_date_length){fields->previous, before.unit};
  }
  fields->previous = fields->count;
}

/// The unit `year` stands in the place of a year: `March of last year`.
static void take_unit(const struct piece *piece)
{
  static const char *const unit_kinds[] = {"unit", "units", "clock", "frequency"};
  for (size_t i = 0; i < sizeof unit_kinds / sizeof *unit_kinds; i++) {
    const struct dm_entry *entry = entry_of(piece, unit_kinds[i]);
    struct dm_span letter = entry ? dm_entry_field(entry, 2) : (struct dm_span){0};
    if (letter.size) {
      add_unit(piece->fields, letter.data[0]);
      return;
    }
  }
}

static void take_month(const struct piece *piece)
{
  int month = value_of(piece, "month");
  piece->fields->day.month = month ? month : value_of(piece, "short-month");
}

static void take_weekday(const struct piece *piece)
{
  static const char *const weekday_kinds[] = {"weekday", "short-weekday", "weekdays"};
  for (size_t i = 0; !piece->fields->weekday && i < sizeof weekday_kinds / sizeof *weekday_kinds; i++) {
    piece->fields->weekday = value_of(piece, weekday_kinds[i]);
  }
}

static void take_day(const struct piece *piece)
{
  int second;
  dm_date_pair(first_word(piece), &piece->fields->day.day, &second);
  if (!piece->fields->day.day) {
    piece->fields->day.day = value_of(piece, "ordinal"); // `the second of May`
  }
}

/// `3-5`, `1950-53`, of one token or three.
static void take_pair(const struct piece *piece, int *first, int *second)
{
  dm_date_pair(first_word(piece), first, second);
  if (piece->tokens.end > piece->tokens.start + 1) {
    int none;
    dm_date_pair(dm_text_word(piece->text, piece->tokens.end - 1), second, &none);
  }
}

static void take_days(const struct piece *piece)
{
  take_pair(piece, &piece->fields->day.day, &piece->fields->last_day);
}

static void take_years(const struct piece *piece)
{
  struct dm_date_fields *fields = piece->fields;
  take_pair(piece, &fields->day.year, &fields->last_day);
  if (fields->last_day < 100) {
    fields->last_day += fields->day.year / 100 * 100;
  }
}

static void take_number(const struct piece *piece)
{
  if (!dm_date_number(first_word(piece), &piece->fields->day, &piece->fields->other)) {
    const struct dm_entry *entry = entry_of(piece, "number");
    int count = dm_date_count(piece->words, piece->text, piece->tokens);
    bool article = !entry && count == DM_DATE_UNCOUNTED; // `a week ago`
    piece->fields->count = article ? 1 : count;
  }
}

static void take_span(const struct piece *piece)
{
  const struct dm_text *text = piece->text;
  struct dm_span word = dm_span_slice(text->body, dm_text_bytes(text, piece->tokens));
  dm_date_span(piece->words, word, &piece->fields->count, &piece->fields->unit);
}

static void take_which(const struct piece *piece)
{
  static const char *const which_kinds[] = {"which", "day-before", "day-after"};
  for (size_t i = 0; !piece->fields->shift && i < sizeof which_kinds / sizeof *which_kinds; i++) {
    piece->fields->shift = value_of(piece, which_kinds[i]);
  }
  piece->fields->has_which = true;
}

static void take_relative(const struct piece *piece) { piece->fields->shift = value_of(piece, "relative"); }

/// `the end of the year`
static void take_edge(const struct piece *piece)
{
  const struct dm_entry *entry = entry_of(piece, "edge-noun");
  struct dm_span edge = entry ? dm_entry_field(entry, 2) : (struct dm_span){0};
  piece->fields->edge = edge.size ? edge.data[0] : 0;
}

static void take_season(const struct piece *piece)
{
  const struct dm_entry *entry = entry_of(piece, "season");
  struct dm_span season = entry ? dm_entry_field(entry, 2) : (struct dm_span){0};
  if (season.size == 2) {
    memcpy(piece->fields->season, season.data, 2);
  }
}

static void take_quarter(const struct piece *piece)
{
  int quarter = value_of(piece, "ordinal");
  piece->fields->quarter = quarter <= 4 ? quarter : 0;
}

/// `12-25`; `11-W4-4`, the fourth Thursday of a month, `W9` the last; `E-2`, days from Easter Sunday.
static void take_holiday(const struct piece *piece)
{
  const struct dm_entry *entry = entry_of(piece, "holiday");
  struct dm_span day = entry ? dm_entry_field(entry, 2) : (struct dm_span){0};
  struct dm_date_fields *fields = piece->fields;
  if (day.size > 2 && day.data[0] == 'E') {
    fields->kind = DM_KIND_EASTER;
    size_t sign = 1 + (day.data[1] == '+');
    fields->shift = dm_date_whole((struct dm_span){day.data + sign, day.size - sign}, 0);
  } else if (day.size == sizeof "11-W4-4" - 1 && day.data[3] == 'W') {
    int none;
    dm_date_pair(day, &fields->day.month, &none);
    fields->ordinal = day.data[4] == '9' ? -1 : day.data[4] - '0';
    fields->weekday = day.data[6] - '0';
  } else if (day.size) {
    dm_date_pair(day, &fields->day.month, &fields->day.day);
  }
}

/// `the second Friday`, `the third quarter`, `the twentieth century`
static void take_ordinal(const struct piece *piece)
{
  int ordinal = value_of(piece, "ordinal");
  piece->fields->ordinal = ordinal ? ordinal : value_of(piece, "final");
}

static void take_part(const struct piece *piece)
{
  const struct dm_entry *entry = entry_of(piece, "part");
  const struct dm_entry *night = entry ? NULL : entry_of(piece, "night");
  if (night) { // `overnight`: of the day before
    entry = night;
    piece->fields->shift = dm_date_whole(dm_entry_field(night, 3), 0);
  }
  struct dm_span part = entry ? dm_entry_field(entry, 2) : (struct dm_span){0};
  if (part.size && part.size < sizeof piece->fields->part) {
    memcpy(piece->fields->part, part.data, part.size);
  }
}

/// `3`, `3:30`, `15.30`
static void take_clock(const struct piece *piece)
{
  dm_date_pair(first_word(piece), &piece->fields->hour, &piece->fields->minute);
  if (piece->tokens.end == piece->tokens.start + 3) {
    int none;
    dm_date_pair(dm_text_word(piece->text, piece->tokens.end - 1), &piece->fields->minute, &none);
  }
  piece->fields->has_clock = true;
}

/// `p.m.`: twelve is the first hour.
static void take_half(const struct piece *piece)
{
  struct dm_date_fields *fields = piece->fields;
  if (fields->hour <= 12) {
    fields->hour = fields->hour % 12 + value_of(piece, "half");
  }
}

static void take_direction(const struct piece *piece)
{
  static const char *const direction_kinds[] = {"direction", "text-direction", "ahead"};
  for (size_t i = 0; !piece->fields->direction && i < sizeof direction_kinds / sizeof *direction_kinds; i++) {
    piece->fields->direction = value_of(piece, direction_kinds[i]);
  }
}

/// `all week`
static void take_one(const struct piece *piece)
{
  piece->fields->count = 1;
  take_unit(piece);
}

static void take_times(const struct piece *piece) { piece->fields->count = value_of(piece, "times"); }

static void take_last_day(const struct piece *piece)
{
  int none;
  dm_date_pair(first_word(piece), &piece->fields->last_day, &none);
}

static const struct {
  const char *name;
  void (*take)(const struct piece *piece);
} captures[] = {
    {"number-2", take_number}, {"unit-2", take_unit}, {"number-3", take_number},   {"unit-3", take_unit},
    {"year", take_year},       {"month", take_month}, {"weekday", take_weekday},   {"day", take_day},
    {"days", take_days},       {"years", take_years}, {"decade", take_decade},     {"number", take_number},
    {"span", take_span},       {"which", take_which}, {"relative", take_relative}, {"season", take_season},
    {"quarter", take_quarter}, {"unit", take_unit},   {"holiday", take_holiday},   {"ordinal", take_ordinal},
    {"part", take_part},       {"clock", take_clock}, {"half", take_half},         {"direction", take_direction},
    {"times", take_times},     {"one", take_one},     {"last-day", take_last_day}, {"edge", take_edge},
};

/// `year:year` takes a word, not a number.
static void settle(const struct dm_date_words *words, const struct dm_text *text, const struct dm_match *match,
                   struct dm_date_fields *fields)
{
  const struct dm_capture *year = dm_match_capture(match, "year");
  if (year && fields->has_which && !fields->day.year) {
    struct piece piece = {words, text, year->tokens, fields};
    take_unit(&piece);
  }
  if (fields->kind == DM_KIND_DURATION && !fields->count) {
    fields->count = DM_DATE_UNCOUNTED;
  }
}

void dm_date_read(const struct dm_date_words *words, const struct dm_text *text, const struct dm_match *match,
                  struct dm_date_found *found)
{
  for (uint32_t i = 0; i < match->capture_count; i++) {
    const struct dm_capture *capture = &match->capture[i];
    struct piece piece = {words, text, capture->tokens, &found->fields};
    if (capture->tokens.start >= capture->tokens.end) {
      continue;
    }
    if (strcmp(capture->name, "date") == 0) {
      found->tokens = capture->tokens;
    }
    for (size_t k = 0; k < sizeof captures / sizeof *captures; k++) {
      if (strcmp(captures[k].name, capture->name) == 0) {
        captures[k].take(&piece);
      }
    }
  }
  settle(words, text, match, &found->fields);
}
