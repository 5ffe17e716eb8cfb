// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/date_reference.h"

#include <stdlib.h>
#include <string.h>

enum {
  NEARBY = 45,     ///< days around the day of reporting in which most of what is reported lies
  LINE_REST = 3,   ///< tokens of a date line besides the date
  YEARS_BACK = 28, ///< in which every day has had every weekday
  WEEK = 7,
  YEARS_BETWEEN = 8, ///< the latest year a text names is so many years ago at most
  LATEST_YEAR = 2100
};

/// The number at `*at`, and `*at` behind the `-` after it; 0 at the end.
static int next_number(const char **at)
{
  char *end;
  long number = strtol(*at, &end, 10);
  *at = *end == '-' ? end + 1 : end;
  return (int)number;
}

/// @param date  checked: `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or nothing
static struct dm_reference of_article(struct dm_span date)
{
  char copy[16] = "";
  if (date.size == 0 || date.size >= sizeof copy) {
    return (struct dm_reference){0};
  }
  memcpy(copy, date.data, date.size);
  const char *at = copy;
  struct dm_day day = {0};
  day.year = next_number(&at);
  day.month = next_number(&at);
  day.day = next_number(&at);
  struct dm_day whole = {day.year, day.month ? day.month : 1, day.day ? day.day : 1};
  if (!dm_day_exists(whole)) {
    return (struct dm_reference){0};
  }
  return (struct dm_reference){.day = day,
                               .precision = day.day     ? DM_PRECISION_DAY
                                            : day.month ? DM_PRECISION_MONTH
                                                        : DM_PRECISION_YEAR};
}

static bool is_whole(const struct dm_date_found *found)
{
  return (found->fields.kind == DM_KIND_CALENDAR || found->fields.kind == DM_KIND_NUMBER) &&
         dm_day_exists(found->fields.day);
}

/// A month and a day without a year.
static bool is_yearless(const struct dm_date_found *found)
{
  return found->fields.kind == DM_KIND_CALENDAR && !found->fields.day.year && found->fields.day.month &&
         found->fields.day.day && !found->fields.has_which;
}

/// Whether what the text tells lies around `day`, and its weekdays agree with it.
/// @param strict  Whether no date may lie apart.
static bool is_borne_out(struct dm_day day, uint32_t count, const struct dm_date_found *found, bool strict)
{
  struct dm_reference reference = {.day = day, .precision = DM_PRECISION_DAY};
  uint32_t all = 0;
  uint32_t nearby = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (!is_yearless(&found[i])) {
      continue;
    }
    struct dm_day there = found[i].fields.day;
    there.year = dm_date_year(there, &reference, DM_TENSE_NONE);
    if (!dm_day_exists(there) || (found[i].fields.weekday && dm_day_weekday(there) != found[i].fields.weekday)) {
      return false;
    }
    all++;
    nearby += labs(dm_day_number(there) - dm_day_number(day)) <= NEARBY;
  }
  return strict ? all == nearby : all < 2 || nearby > 0;
}

/// Whether a date is all of its paragraph but a word or two.
static bool is_alone(const struct dm_text *text, const struct dm_date_found *found)
{
  struct dm_range sentences =
      text->paragraph[text->sentence_paragraph[text->token_sentence[found->tokens.start]]].sentences;
  uint32_t tokens = text->sentence[sentences.end - 1].end - text->sentence[sentences.start].start;
  return tokens - (found->tokens.end - found->tokens.start) <= LINE_REST;
}

static bool find_line(const struct dm_text *text, uint32_t count, const struct dm_date_found *found,
                      struct dm_reference *out)
{
  for (uint32_t i = 0; i < count; i++) {
    if (is_whole(&found[i]) && is_alone(text, &found[i]) && is_borne_out(found[i].fields.day, count, found, false)) {
      *out = (struct dm_reference){.day = found[i].fields.day, .precision = DM_PRECISION_DAY};
      return true;
    }
  }
  return false;
}

/// The latest year and the latest whole date that the text names.
static int find_latest(uint32_t count, const struct dm_date_found *found, struct dm_day *latest)
{
  int year = 0;
  *latest = (struct dm_day){0};
  for (uint32_t i = 0; i < count; i++) {
    const struct dm_date_fields *fields = &found[i].fields;
    int last = fields->kind == DM_KIND_YEARS ? fields->last_day : fields->day.year;
    if (last > year && last < LATEST_YEAR) {
      year = last;
    }
    if (is_whole(&found[i]) && (!latest->year || dm_day_number(fields->day) > dm_day_number(*latest))) {
      *latest = fields->day;
    }
  }
  return year;
}

/// Whether the text has weekdays with a month and day, and all agree in `year`; `*last` is the last of those days.
static bool agrees(uint32_t count, const struct dm_date_found *found, int year, struct dm_day *last)
{
  bool any = false;
  for (uint32_t i = 0; i < count; i++) {
    struct dm_day day = found[i].fields.day;
    day.year = year;
    if (!is_yearless(&found[i]) || !found[i].fields.weekday || !dm_day_exists(day)) {
      continue;
    }
    if (dm_day_weekday(day) != found[i].fields.weekday) {
      return false;
    }
    any = true;
    *last = day;
  }
  return any;
}

/// The first year, the latest named or soon after it, in which all the text's weekdays agree with their days; if it names
/// none, the latest such that is not after the horizon.
static bool find_by_weekdays(uint32_t count, const struct dm_date_found *found, int named, struct dm_day horizon,
                             struct dm_reference *out)
{
  struct dm_day day;
  for (int year = named; named && year <= named + YEARS_BETWEEN; year++) {
    if (agrees(count, found, year, &day)) {
      *out = (struct dm_reference){.day = day, .precision = DM_PRECISION_DAY, .near = true};
      return true;
    }
  }
  for (int year = horizon.year; horizon.year && year > horizon.year - YEARS_BACK && year >= named; year--) {
    if (agrees(count, found, year, &day) && dm_day_number(day) <= dm_day_number(horizon)) {
      *out = (struct dm_reference){.day = day, .precision = DM_PRECISION_DAY, .near = true, .guessed = true};
      return true;
    }
  }
  return false;
}

/// The weekday of reporting: of those that the text names alone the one that all others lie closest before; 0 if none.
static int find_last_weekday(uint32_t count, const struct dm_date_found *found)
{
  bool named[WEEK + 1] = {false};
  for (uint32_t i = 0; i < count; i++) {
    const struct dm_date_fields *fields = &found[i].fields;
    named[fields->kind == DM_KIND_WEEKDAY && !fields->has_which ? fields->weekday : 0] = true;
  }
  int best = 0;
  int least = WEEK;
  for (int day = 1; day <= WEEK; day++) {
    int farthest = 0;
    for (int other = 1; other <= WEEK; other++) {
      int back = (day - other + WEEK) % WEEK;
      farthest = named[other] && back > farthest ? back : farthest;
    }
    if (named[day] && farthest < least) {
      least = farthest;
      best = day;
    }
  }
  return best;
}

static bool is_in_caption(const struct dm_text *text, const struct dm_date_words *words, uint32_t token)
{
  struct dm_range sentences = text->paragraph[text->sentence_paragraph[text->token_sentence[token]]].sentences;
  for (uint32_t i = text->sentence[sentences.start].start; i < text->sentence[sentences.end - 1].end; i++) {
    if (dm_date_is(words, text, i, "caption-word")) {
      return true;
    }
  }
  return false;
}

/// A picture's date, the latest whole one, and the text's weekdays: it was written on the first day, from then on, of the
/// last of them.
static bool find_by_caption(const struct dm_text *text, const struct dm_date_words *words, uint32_t count,
                            const struct dm_date_found *found, struct dm_reference *out)
{
  struct dm_day latest;
  int year = find_latest(count, found, &latest);
  int weekday = find_last_weekday(count, found);
  for (uint32_t i = 0; weekday && year == latest.year && i < count; i++) {
    struct dm_day day = found[i].fields.day;
    bool is_latest = is_whole(&found[i]) && dm_day_number(day) == dm_day_number(latest);
    if (is_latest && is_in_caption(text, words, found[i].tokens.start) && is_borne_out(day, count, found, true)) {
      long ahead = (weekday - dm_day_weekday(day) + WEEK) % WEEK;
      *out = (struct dm_reference){
          .day = dm_day_of_number(dm_day_number(day) + ahead), .precision = DM_PRECISION_DAY, .guessed = true};
      return true;
    }
  }
  return false;
}

/// The day after which the article was not written: given with it, or fixed in the schema.
static struct dm_day find_horizon(const struct dm_text *text, const struct dm_date_words *words)
{
  struct dm_span day = text->article->not_after;
  const struct dm_lexicon *lexicon = &words->lexicon;
  const struct dm_entry *entry =
      dm_date_of_kind(lexicon, dm_lexicon_find_span(lexicon, DM_LITERAL("horizon")), "horizon");
  if (!day.size && entry) {
    day = dm_entry_field(entry, 2);
  }
  return of_article(day).day;
}

struct dm_reference dm_reference_find(const struct dm_text *text, const struct dm_date_words *words, uint32_t count,
                                      const struct dm_date_found *found)
{
  struct dm_reference reference = of_article(text->article->date);
  bool doubtful = text->article->date_origin == DM_DATE_PAGE && reference.precision == DM_PRECISION_DAY &&
                  !is_borne_out(reference.day, count, found, false);
  if (reference.precision != DM_PRECISION_NONE && !doubtful) {
    return reference;
  }
  if (find_line(text, count, found, &reference)) {
    return reference;
  }
  struct dm_day latest;
  int named = find_latest(count, found, &latest);
  if (find_by_caption(text, words, count, found, &reference) ||
      find_by_weekdays(count, found, named, find_horizon(text, words), &reference)) {
    return reference;
  }
  if (latest.year && is_borne_out(latest, count, found, false)) {
    return (struct dm_reference){.day = latest, .precision = DM_PRECISION_DAY, .near = true};
  }
  return (struct dm_reference){0};
}
