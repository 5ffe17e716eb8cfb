// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/date_reference.h"

#include <stdlib.h>
#include <string.h>

enum {
  NEARBY = 45,       ///< days around the day of reporting in which most of what is reported lies
  LINE_REST = 3,     ///< tokens of a date line besides the date
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
static bool is_borne_out(struct dm_day day, uint32_t count, const struct dm_date_found *found)
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
  return all < 2 || nearby > 0;
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
    if (is_whole(&found[i]) && is_alone(text, &found[i]) && is_borne_out(found[i].fields.day, count, found)) {
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

/// The first year, the latest named or one after it, in which all the text's weekdays agree with their days.
static bool find_by_weekdays(uint32_t count, const struct dm_date_found *found, int named, struct dm_reference *out)
{
  for (int year = named; named && year <= named + YEARS_BETWEEN; year++) {
    bool agrees = false;
    bool differs = false;
    struct dm_day last = {0};
    for (uint32_t i = 0; i < count; i++) {
      struct dm_day day = found[i].fields.day;
      day.year = year;
      if (is_yearless(&found[i]) && found[i].fields.weekday && dm_day_exists(day)) {
        bool same = dm_day_weekday(day) == found[i].fields.weekday;
        agrees = agrees || same;
        differs = differs || !same;
        last = day;
      }
    }
    if (agrees && !differs) {
      *out = (struct dm_reference){.day = last, .precision = DM_PRECISION_DAY, .near = true};
      return true;
    }
  }
  return false;
}

struct dm_reference dm_reference_find(const struct dm_text *text, uint32_t count, const struct dm_date_found *found)
{
  struct dm_reference reference = of_article(text->article->date);
  bool doubtful = text->article->date_origin == DM_DATE_PAGE && reference.precision == DM_PRECISION_DAY &&
                  !is_borne_out(reference.day, count, found);
  if (reference.precision != DM_PRECISION_NONE && !doubtful) {
    return reference;
  }
  if (find_line(text, count, found, &reference)) {
    return reference;
  }
  struct dm_day latest;
  int named = find_latest(count, found, &latest);
  if (find_by_weekdays(count, found, named, &reference)) {
    return reference;
  }
  if (latest.year && is_borne_out(latest, count, found)) {
    return (struct dm_reference){.day = latest, .precision = DM_PRECISION_DAY, .near = true};
  }
  return (struct dm_reference){0};
}
