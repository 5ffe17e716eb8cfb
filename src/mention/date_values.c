// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/date_values.h"

#include "mention/date_relative.h"
#include "mention/date_write.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOON = 31 }; ///< days: of a month so near its own year is meant, whatever the tense

/* Years. */

/// Days from the reference to `day` in `year`, LONG_MAX if that year has no such day; whole months count by their begin.
static long distance(struct dm_day day, int year, const struct dm_reference *reference)
{
  struct dm_day there = {year, day.month, day.day ? day.day : 1};
  struct dm_day here = reference->day;
  if (!day.day || reference->precision == DM_PRECISION_MONTH) {
    here.day = there.day = 1;
  }
  return dm_day_exists(there) ? dm_day_number(there) - dm_day_number(here) : LONG_MAX;
}

static bool fits(long days, enum dm_tense tense, long margin)
{
  return tense == DM_TENSE_NONE || (tense == DM_TENSE_PAST ? days <= margin : days >= -margin);
}

int dm_date_year(struct dm_day day, const struct dm_reference *reference, enum dm_tense tense)
{
  if (reference->precision == DM_PRECISION_NONE) {
    return 0;
  }
  if (reference->precision == DM_PRECISION_YEAR) {
    return reference->day.year;
  }
  tense = reference->near ? DM_TENSE_NONE : tense;
  int best = 0;
  long least = LONG_MAX;
  for (int year = reference->day.year - 4; year <= reference->day.year + 4; year++) { // four: 29 February
    long days = distance(day, year, reference);
    if (days != LONG_MAX && fits(days, tense, SOON) && labs(days) < least) {
      least = labs(days);
      best = year;
    }
  }
  return best;
}

static const char *year_step(enum dm_tense tense)
{
  return tense == DM_TENSE_PAST     ? "last near or before"
         : tense == DM_TENSE_FUTURE ? "first near or after"
                                    : "nearest to";
}

/// `last October`: the year before where the month is not over.
static int year_of_which(int month, int last_month, int shift, const struct dm_reference *reference)
{
  struct dm_day here = reference->day;
  if (shift < 0) {
    return last_month < here.month ? here.year : here.year - 1;
  }
  return shift > 0 && month <= here.month ? here.year + 1 : here.year;
}

/* Calendar dates. */

/// The year as the words give it, or as the reference tells; 0 if neither.
static int find_year(const struct dm_date_fields *fields, const struct dm_reference *reference, enum dm_tense tense,
                     struct dm_date_value *out)
{
  if (fields->day.year) {
    snprintf(out->steps, sizeof out->steps, "as written");
    return fields->day.year;
  }
  if (fields->has_which && fields->unit == 'Y') {
    dm_date_put_steps(out, "year counted from", reference);
    return dm_date_knows_year(reference) ? reference->day.year + fields->shift : 0;
  }
  if (fields->has_which && !fields->day.day) {
    dm_date_put_steps(out, "month counted from", reference);
    return dm_date_knows_month(reference)
               ? year_of_which(fields->day.month, fields->day.month, fields->shift, reference)
               : 0;
  }
  dm_date_put_steps(out, year_step(tense), reference);
  return dm_date_year(fields->day, reference, tense);
}

static void resolve_month(const struct dm_date_fields *fields, const struct dm_reference *reference,
                          enum dm_tense tense, struct dm_date_value *out)
{
  struct dm_day day = fields->day;
  day.year = find_year(fields, reference, tense, out);
  if (!day.day) {
    dm_date_put_month(out, day);
  } else if (fields->last_day) {
    struct dm_day last = {day.year, day.month, fields->last_day};
    struct dm_date_value end;
    dm_date_put_day(&end, last);
    dm_date_put_day(out, day);
    snprintf(out->text + 10, sizeof out->text - 10, "/%.10s", end.text);
  } else {
    dm_date_put_day(out, day);
  }
  if (!day.year) {
    char *end = strchr(out->text, '/');
    memcpy(out->text, "XXXX", 4);
    if (end) {
      memcpy(end + 1, "XXXX", 4);
    }
    snprintf(out->steps, sizeof out->steps, "year not told");
  }
}

/// A day of a month that is not named.
static void resolve_day(const struct dm_date_fields *fields, const struct dm_reference *reference, enum dm_tense tense,
                        struct dm_date_value *out)
{
  dm_date_put_steps(out, year_step(tense), reference);
  if (!dm_date_knows_day(reference)) {
    snprintf(out->text, sizeof out->text, "XXXX-XX-%02d", fields->day.day);
    out->precision = DM_PRECISION_DAY;
    return;
  }
  struct dm_day best = {0};
  long least = LONG_MAX;
  for (int months = -2; months <= 2; months++) {
    struct dm_day day = dm_date_add_months(reference->day, months);
    day.day = fields->day.day;
    long days = dm_day_exists(day) ? dm_day_number(day) - dm_day_number(reference->day) : LONG_MAX;
    if (days != LONG_MAX && fits(days, tense, 1) && labs(days) < least) {
      least = labs(days);
      best = day;
    }
  }
  dm_date_put_day(out, best);
}

/// `the second Friday of May`, `the last Monday of the month`.
static void resolve_nth(const struct dm_date_fields *fields, const struct dm_reference *reference, enum dm_tense tense,
                        struct dm_date_value *out)
{
  struct dm_day first = {fields->day.year, fields->day.month, 1};
  struct dm_date_fields month = *fields;
  month.ordinal = 0;
  if (fields->day.month) {
    first.year = find_year(&month, reference, tense, out);
  } else if (dm_date_knows_month(reference)) {
    first = dm_date_add_months(reference->day, fields->shift);
    first.day = 1;
    dm_date_put_steps(out, "month counted from", reference);
  }
  out->precision = DM_PRECISION_DAY;
  if (!first.year) {
    snprintf(out->text, sizeof out->text, "XXXX-XX-XX");
    return;
  }
  long ahead = (fields->weekday - dm_day_weekday(first) + 7) % 7 + 7L * (fields->ordinal - 1);
  if (fields->ordinal < 0) {
    first.day = dm_day_month_length(first.year, first.month);
    ahead = -((dm_day_weekday(first) - fields->weekday + 7) % 7);
  }
  struct dm_day day = dm_date_add_days(first, ahead);
  if (day.month == first.month) {
    dm_date_put_day(out, day);
  } else {
    first.day = 0;
    dm_date_put_month(out, first);
  }
}

static void resolve_season(const struct dm_date_fields *fields, const struct dm_reference *reference,
                           struct dm_date_value *out)
{
  static const struct {
    char name[3];
    int first, last;
  } seasons[] = {{"SP", 3, 5}, {"SU", 6, 8}, {"FA", 9, 11}, {"WI", 12, 12}};
  int year = fields->day.year;
  for (size_t i = 0; !year && i < sizeof seasons / sizeof *seasons && dm_date_knows_month(reference); i++) {
    if (strcmp(seasons[i].name, fields->season) == 0) {
      year = year_of_which(seasons[i].first, seasons[i].last, fields->shift, reference);
      dm_date_put_steps(out, "season counted from", reference);
    }
  }
  out->precision = DM_PRECISION_QUARTER;
  snprintf(out->text, sizeof out->text, "%04d-%s", year, fields->season);
  if (!year) {
    memcpy(out->text, "XXXX", 4);
  }
}

static void resolve_calendar(const struct dm_date_fields *fields, const struct dm_reference *reference,
                             enum dm_tense tense, struct dm_date_value *out)
{
  if (fields->ordinal && fields->weekday) {
    resolve_nth(fields, reference, tense, out);
  } else if (fields->season[0]) {
    resolve_season(fields, reference, out);
  } else if (fields->quarter) {
    int year = find_year(fields, reference, tense, out);
    out->precision = DM_PRECISION_QUARTER;
    snprintf(out->text, sizeof out->text, "%04d-Q%d", year, fields->quarter);
    if (!year) {
      memcpy(out->text, "XXXX", 4);
    }
  } else if (fields->day.month) {
    resolve_month(fields, reference, tense, out);
  } else if (fields->day.year) {
    dm_date_put_year(out, fields->day.year);
    snprintf(out->steps, sizeof out->steps, "as written");
  } else if (fields->day.day && fields->unit == 'M' && fields->has_which && dm_date_knows_month(reference)) {
    struct dm_day day = dm_date_add_months(reference->day, fields->shift);
    day.day = fields->day.day;
    dm_date_put_steps(out, "month counted from", reference);
    if (dm_day_exists(day)) {
      dm_date_put_day(out, day);
    }
  } else {
    resolve_day(fields, reference, tense, out);
  }
}

static void resolve_number(const struct dm_date_fields *fields, const struct dm_reference *reference,
                           struct dm_date_value *out)
{
  struct dm_day day = fields->day;
  snprintf(out->steps, sizeof out->steps, "as written");
  if (fields->other.year && reference->precision == DM_PRECISION_DAY) {
    long here = dm_day_number(reference->day);
    if (labs(dm_day_number(fields->other) - here) < labs(dm_day_number(day) - here)) {
      day = fields->other;
    }
    dm_date_put_steps(out, "of two readings the nearest to", reference);
  }
  dm_date_put_day(out, day);
}

static void resolve_set(const struct dm_date_fields *fields, struct dm_date_value *out)
{
  if (fields->weekday) {
    snprintf(out->text, sizeof out->text, "XXXX-WXX-%d", fields->weekday);
  } else if (fields->part[0]) {
    snprintf(out->text, sizeof out->text, "XXXX-XX-XXT%s", fields->part);
  } else {
    dm_date_put_length(out, DM_SET, fields->count > 0 ? fields->count : 1, fields->unit);
  }
  out->type = DM_SET;
  snprintf(out->steps, sizeof out->steps, "as written");
}

/// Easter Sunday of a year of the Gregorian calendar, by the anonymous rule of 1876.
static struct dm_day easter_of(int year)
{
  int golden = year % 19;
  int century = year / 100;
  int rest = year % 100;
  int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
  int late = (golden + 11 * epact + 22 * weekday) / 451;
  int sum = epact + weekday - 7 * late + 114;
  return (struct dm_day){year, sum / 31, sum % 31 + 1};
}

static void resolve_easter(const struct dm_date_fields *fields, const struct dm_reference *reference,
                           enum dm_tense tense, struct dm_date_value *out)
{
  int year = fields->day.year;
  struct dm_date_fields plain = {.day = {0, 4, 0}};
  if (!year) {
    year = find_year(&plain, reference, tense, out);
  }
  if (!year) {
    dm_date_put_text(out, DM_PRECISION_DAY, "XXXX-XX-XX");
    return;
  }
  dm_date_put_day(out, dm_date_add_days(easter_of(year), fields->shift));
  snprintf(out->steps, sizeof out->steps, "counted from Easter Sunday of %04d", year);
}

/// A time of the clock, or a part of the day, behind a day: `2022-01-27TMO`, `2022-01-27T15:00`.
static void add_time(const struct dm_date_fields *fields, struct dm_date_value *out)
{
  size_t size = strlen(out->text);
  if (size + sizeof "T00:00" > sizeof out->text || strchr(out->text, '/')) {
    return;
  }
  if (fields->has_clock) {
    snprintf(out->text + size, sizeof out->text - size, "T%02u:%02u", (unsigned)fields->hour % 100U,
             (unsigned)fields->minute % 100U);
    out->type = DM_TIME;
  } else if (fields->part[0]) {
    snprintf(out->text + size, sizeof out->text - size, "T%s", fields->part);
    out->type = DM_TIME;
  }
}

/// The day of a time of the clock, `3 p.m. on Monday`, or the day of reporting.
static void resolve_clock_day(const struct dm_date_fields *fields, const struct dm_reference *reference,
                              enum dm_tense tense, struct dm_date_value *out)
{
  if (fields->weekday) {
    dm_date_resolve_weekday(fields, reference, tense, out);
  } else {
    dm_date_resolve_shift(fields->shift, reference, out);
  }
}

void dm_date_resolve(const struct dm_date_fields *fields, const struct dm_reference *reference, enum dm_tense tense,
                     struct dm_date_value *out)
{
  *out = (struct dm_date_value){.type = DM_DATE};
  switch (fields->kind) {
  case DM_KIND_CALENDAR:
    resolve_calendar(fields, reference, tense, out);
    break;
  case DM_KIND_UNIT:
    dm_date_resolve_unit(fields, reference, tense, out);
    break;
  case DM_KIND_WEEKDAY:
    dm_date_resolve_weekday(fields, reference, tense, out);
    break;
  case DM_KIND_SHIFT:
    dm_date_resolve_shift(fields->shift, reference, out);
    break;
  case DM_KIND_AGO:
    dm_date_resolve_ago(fields, reference, out);
    break;
  case DM_KIND_NUMBER:
    resolve_number(fields, reference, out);
    break;
  case DM_KIND_DECADE:
    out->precision = DM_PRECISION_DECADE;
    snprintf(out->text, sizeof out->text, "%03d", fields->day.year / 10);
    snprintf(out->steps, sizeof out->steps, "as written");
    break;
  case DM_KIND_YEARS:
    out->precision = DM_PRECISION_YEAR;
    snprintf(out->text, sizeof out->text, "%04d/%04d", fields->day.year, fields->last_day);
    snprintf(out->steps, sizeof out->steps, "as written");
    break;
  case DM_KIND_DURATION:
    dm_date_put_lengths(out, DM_DURATION, fields);
    break;
  case DM_KIND_SET:
    resolve_set(fields, out);
    break;
  case DM_KIND_CENTURY:
    out->precision = DM_PRECISION_CENTURY;
    snprintf(out->text, sizeof out->text, "%02d", (fields->ordinal ? fields->ordinal : fields->day.day) - 1);
    snprintf(out->steps, sizeof out->steps, "as written");
    break;
  case DM_KIND_CLOCK:
    resolve_clock_day(fields, reference, tense, out);
    break;
  case DM_KIND_EASTER:
    resolve_easter(fields, reference, tense, out);
    break;
  case DM_KIND_NONE:
    break;
  }
  if (out->type == DM_DATE && out->precision == DM_PRECISION_DAY) {
    add_time(fields, out);
  }
}
