// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/date_values.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  SEVERAL_DAYS = 3, ///< nobody says `last Monday` of a day nearer than that
  SOON = 31         ///< days: of a month so near its own year is meant, whatever the tense
};

static void put_day(struct dm_date_value *out, struct dm_day day)
{
  out->precision = DM_PRECISION_DAY;
  snprintf(out->text, sizeof out->text, "%04u-%02u-%02u", (unsigned)day.year % 10000U, (unsigned)day.month % 100U,
           (unsigned)day.day % 100U);
}

static void put_month(struct dm_date_value *out, struct dm_day day)
{
  out->precision = DM_PRECISION_MONTH;
  snprintf(out->text, sizeof out->text, "%04u-%02u", (unsigned)day.year % 10000U, (unsigned)day.month % 100U);
}

static void put_year(struct dm_date_value *out, int year)
{
  out->precision = DM_PRECISION_YEAR;
  snprintf(out->text, sizeof out->text, "%04d", year);
}

static void put_week(struct dm_date_value *out, struct dm_day day)
{
  int year;
  int week = dm_day_week(day, &year);
  out->precision = DM_PRECISION_WEEK;
  snprintf(out->text, sizeof out->text, "%04d-W%02d", year, week);
}

static void put_text(struct dm_date_value *out, enum dm_precision precision, const char *text)
{
  out->precision = precision;
  snprintf(out->text, sizeof out->text, "%s", text);
}

static void put_steps(struct dm_date_value *out, const char *what, const struct dm_reference *reference)
{
  struct dm_date_value day;
  if (reference->precision == DM_PRECISION_DAY) {
    put_day(&day, reference->day);
  } else if (reference->precision == DM_PRECISION_MONTH) {
    put_month(&day, reference->day);
  } else {
    put_year(&day, reference->day.year);
  }
  snprintf(out->steps, sizeof out->steps, "%s %s", what, day.text);
}

static bool knows_day(const struct dm_reference *reference)
{
  return reference->precision == DM_PRECISION_DAY && !reference->near;
}

static bool knows_month(const struct dm_reference *reference)
{
  return (reference->precision == DM_PRECISION_DAY || reference->precision == DM_PRECISION_MONTH) && !reference->near;
}

static bool knows_year(const struct dm_reference *reference)
{
  return reference->precision != DM_PRECISION_NONE && !reference->near;
}

static struct dm_day add_days(struct dm_day day, long days) { return dm_day_of_number(dm_day_number(day) + days); }

static struct dm_day add_months(struct dm_day day, int months)
{
  int number = day.year * 12 + day.month - 1 + months;
  return (struct dm_day){.year = number / 12, .month = number % 12 + 1};
}

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
    put_steps(out, "year counted from", reference);
    return knows_year(reference) ? reference->day.year + fields->shift : 0;
  }
  if (fields->has_which && !fields->day.day) {
    put_steps(out, "month counted from", reference);
    return knows_month(reference) ? year_of_which(fields->day.month, fields->day.month, fields->shift, reference) : 0;
  }
  put_steps(out, year_step(tense), reference);
  return dm_date_year(fields->day, reference, tense);
}

static void resolve_month(const struct dm_date_fields *fields, const struct dm_reference *reference,
                          enum dm_tense tense, struct dm_date_value *out)
{
  struct dm_day day = fields->day;
  day.year = find_year(fields, reference, tense, out);
  if (!day.day) {
    put_month(out, day);
  } else if (fields->last_day) {
    struct dm_day last = {day.year, day.month, fields->last_day};
    struct dm_date_value end;
    put_day(&end, last);
    put_day(out, day);
    snprintf(out->text + 10, sizeof out->text - 10, "/%.10s", end.text);
  } else {
    put_day(out, day);
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
  put_steps(out, year_step(tense), reference);
  if (!knows_day(reference)) {
    snprintf(out->text, sizeof out->text, "XXXX-XX-%02d", fields->day.day);
    out->precision = DM_PRECISION_DAY;
    return;
  }
  struct dm_day best = {0};
  long least = LONG_MAX;
  for (int months = -2; months <= 2; months++) {
    struct dm_day day = add_months(reference->day, months);
    day.day = fields->day.day;
    long days = dm_day_exists(day) ? dm_day_number(day) - dm_day_number(reference->day) : LONG_MAX;
    if (days != LONG_MAX && fits(days, tense, 1) && labs(days) < least) {
      least = labs(days);
      best = day;
    }
  }
  put_day(out, best);
}

static void resolve_season(const struct dm_date_fields *fields, const struct dm_reference *reference,
                           struct dm_date_value *out)
{
  static const struct {
    char name[3];
    int first, last;
  } seasons[] = {{"SP", 3, 5}, {"SU", 6, 8}, {"FA", 9, 11}, {"WI", 12, 12}};
  int year = fields->day.year;
  for (size_t i = 0; !year && i < sizeof seasons / sizeof *seasons && knows_month(reference); i++) {
    if (strcmp(seasons[i].name, fields->season) == 0) {
      year = year_of_which(seasons[i].first, seasons[i].last, fields->shift, reference);
      put_steps(out, "season counted from", reference);
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
  if (fields->season[0]) {
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
    put_year(out, fields->day.year);
    snprintf(out->steps, sizeof out->steps, "as written");
  } else {
    resolve_day(fields, reference, tense, out);
  }
}

/* Relative dates. */

static void resolve_week_or_month(char unit, int shift, const struct dm_reference *reference, struct dm_date_value *out)
{
  if (unit == 'W') {
    if (knows_day(reference)) {
      put_week(out, add_days(reference->day, 7L * shift));
    } else {
      put_text(out, DM_PRECISION_WEEK, "XXXX-WXX");
    }
  } else if (unit == 'M') {
    if (knows_month(reference)) {
      put_month(out, add_months(reference->day, shift));
    } else {
      put_text(out, DM_PRECISION_MONTH, "XXXX-XX");
    }
  } else if (knows_month(reference)) {
    struct dm_day day = add_months(reference->day, 3 * shift);
    out->precision = DM_PRECISION_QUARTER;
    snprintf(out->text, sizeof out->text, "%04d-Q%d", day.year, (day.month - 1) / 3 + 1);
  } else {
    put_text(out, DM_PRECISION_QUARTER, "XXXX-QX");
  }
}

static void resolve_years(char unit, int shift, const struct dm_reference *reference, struct dm_date_value *out)
{
  int year = reference->day.year;
  if (!knows_year(reference)) {
    put_text(out, DM_PRECISION_YEAR, "XXXX");
  } else if (unit == 'Y') {
    put_year(out, year + shift);
  } else if (unit == 'E') {
    out->precision = DM_PRECISION_DECADE;
    snprintf(out->text, sizeof out->text, "%03dX", year / 10 + shift);
  } else {
    out->precision = DM_PRECISION_CENTURY;
    snprintf(out->text, sizeof out->text, "%02dXX", year / 100 + shift);
  }
}

static void put_length(struct dm_date_value *out, enum dm_date_type type, int count, char unit)
{
  const char *time = unit == 'H' || unit == 'N' || unit == 'S' ? "T" : "";
  int times = unit == 'F' ? 2 : unit == 'E' ? 10 : unit == 'C' ? 100 : unit == 'Q' ? 3 : 1;
  char letter = unit == 'F' ? 'W' : unit == 'E' || unit == 'C' ? 'Y' : unit == 'Q' || unit == 'N' ? 'M' : unit;
  out->type = type;
  out->precision = DM_PRECISION_NONE;
  if (count > 0) {
    snprintf(out->text, sizeof out->text, "P%s%d%c", time, count * times, letter);
  } else {
    snprintf(out->text, sizeof out->text, "P%sX%c", time, letter);
  }
  snprintf(out->steps, sizeof out->steps, "as written");
}

static void resolve_unit(const struct dm_date_fields *fields, const struct dm_reference *reference,
                         struct dm_date_value *out)
{
  put_steps(out, "counted from", reference);
  if (fields->unit == 'D' || fields->unit == 'F') {
    put_length(out, DM_DURATION, 1, fields->unit);
  } else if (strchr("WMQ", fields->unit)) {
    resolve_week_or_month(fields->unit, fields->shift, reference, out);
  } else {
    resolve_years(fields->unit, fields->shift, reference, out);
  }
}

static void resolve_shift(int days, const struct dm_reference *reference, struct dm_date_value *out)
{
  put_steps(out, "days counted from", reference);
  if (knows_day(reference)) {
    put_day(out, add_days(reference->day, days));
  } else {
    put_text(out, DM_PRECISION_DAY, "XXXX-XX-XX");
  }
}

static void resolve_ago(const struct dm_date_fields *fields, const struct dm_reference *reference,
                        struct dm_date_value *out)
{
  put_steps(out, "counted back from", reference);
  if (fields->count <= 0) {
    put_text(out, DM_PRECISION_NONE, "PAST_REF");
    out->type = DM_DURATION;
  } else if (fields->count > reference->day.year) {
    put_text(out, DM_PRECISION_NONE, "PAST_REF");
  } else if (fields->unit == 'D') {
    resolve_shift(-fields->count, reference, out);
  } else if (fields->unit == 'F') {
    resolve_week_or_month('W', -2 * fields->count, reference, out);
  } else if (strchr("WMQ", fields->unit)) {
    resolve_week_or_month(fields->unit, -fields->count, reference, out);
  } else {
    int times = fields->unit == 'E' ? 10 : fields->unit == 'C' ? 100 : 1;
    resolve_years('Y', -fields->count * times, reference, out);
  }
  if (strncmp(out->text, "XXXX", 4) == 0 || out->text[0] == '-' || out->text[0] == '0') {
    put_text(out, DM_PRECISION_NONE, "PAST_REF");
    out->type = DM_DURATION;
  }
}

/// Days from the reference to the weekday that is meant.
static int weekday_shift(const struct dm_date_fields *fields, int today, enum dm_tense tense)
{
  int back = (today - fields->weekday + 7) % 7;
  int ahead = (7 - back) % 7;
  if (fields->has_which && fields->unit == 'W') {
    return fields->weekday - today + 7 * fields->shift;
  }
  if (!fields->has_which) {
    return tense == DM_TENSE_FUTURE ? ahead : -back;
  }
  if (fields->shift < 0) {
    return back < SEVERAL_DAYS ? -back - 7 : -back;
  }
  if (fields->shift > 0) {
    return ahead < SEVERAL_DAYS ? ahead + 7 : ahead;
  }
  return fields->weekday - today;
}

static void resolve_weekday(const struct dm_date_fields *fields, const struct dm_reference *reference,
                            enum dm_tense tense, struct dm_date_value *out)
{
  if (!knows_day(reference)) {
    out->precision = DM_PRECISION_DAY;
    snprintf(out->text, sizeof out->text, "XXXX-WXX-%d", fields->weekday);
    snprintf(out->steps, sizeof out->steps, "day of reporting not told");
    return;
  }
  int shift = weekday_shift(fields, dm_day_weekday(reference->day), tense);
  put_day(out, add_days(reference->day, shift));
  put_steps(out, shift > 0 ? "weekday after" : shift < 0 ? "weekday before" : "weekday of", reference);
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
    put_steps(out, "of two readings the nearest to", reference);
  }
  put_day(out, day);
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
    resolve_unit(fields, reference, out);
    break;
  case DM_KIND_WEEKDAY:
    resolve_weekday(fields, reference, tense, out);
    break;
  case DM_KIND_SHIFT:
    resolve_shift(fields->shift, reference, out);
    break;
  case DM_KIND_AGO:
    resolve_ago(fields, reference, out);
    break;
  case DM_KIND_NUMBER:
    resolve_number(fields, reference, out);
    break;
  case DM_KIND_DECADE:
    out->precision = DM_PRECISION_DECADE;
    snprintf(out->text, sizeof out->text, "%03dX", fields->day.year / 10);
    snprintf(out->steps, sizeof out->steps, "as written");
    break;
  case DM_KIND_YEARS:
    out->precision = DM_PRECISION_YEAR;
    snprintf(out->text, sizeof out->text, "%04d/%04d", fields->day.year, fields->last_day);
    snprintf(out->steps, sizeof out->steps, "as written");
    break;
  case DM_KIND_DURATION:
    put_length(out, DM_DURATION, fields->count, fields->unit);
    break;
  case DM_KIND_SET:
    if (fields->weekday) {
      snprintf(out->text, sizeof out->text, "XXXX-WXX-%d", fields->weekday);
    } else {
      put_length(out, DM_SET, 1, fields->unit);
    }
    out->type = DM_SET;
    break;
  case DM_KIND_NONE:
    break;
  }
}
