// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/date_relative.h"

#include "mention/date_words.h"
#include "mention/date_write.h"

#include <stdio.h>
#include <string.h>

enum {
  SEVERAL_DAYS = 3, ///< nobody says `last Monday` of a day nearer than that
  DAY_HOURS = 24,
  FIRST_YEAR = 1000, ///< that a calendar of the program has
  LAST_YEAR = 9999
};

static void resolve_week(const struct dm_date_fields *fields, int shift, const struct dm_reference *reference,
                         struct dm_date_value *out)
{
  const char *weekend = fields->unit == 'K' ? "-WE" : "";
  if (!dm_date_knows_day(reference)) {
    dm_date_put_text(out, DM_PRECISION_WEEK, "XXXX-WXX");
  } else {
    dm_date_put_week(out, dm_date_add_days(reference->day, 7L * shift));
  }
  size_t size = strlen(out->text);
  snprintf(out->text + size, sizeof out->text - size, "%s", weekend);
}

static void resolve_week_or_month(const struct dm_date_fields *fields, int shift, const struct dm_reference *reference,
                                  struct dm_date_value *out)
{
  char unit = fields->unit;
  if (unit == 'W' || unit == 'K') {
    resolve_week(fields, shift, reference, out);
  } else if (unit == 'M') {
    if (dm_date_knows_month(reference)) {
      dm_date_put_month(out, dm_date_add_months(reference->day, shift));
    } else {
      dm_date_put_text(out, DM_PRECISION_MONTH, "XXXX-XX");
    }
  } else if (dm_date_knows_month(reference)) {
    struct dm_day day = dm_date_add_months(reference->day, 3 * shift);
    out->precision = DM_PRECISION_QUARTER;
    snprintf(out->text, sizeof out->text, "%04d-Q%d", day.year, (day.month - 1) / 3 + 1);
  } else {
    dm_date_put_text(out, DM_PRECISION_QUARTER, "XXXX-QX");
  }
}

static void resolve_years(char unit, int shift, const struct dm_reference *reference, struct dm_date_value *out)
{
  int year = reference->day.year;
  if (!dm_date_knows_year(reference)) {
    dm_date_put_text(out, DM_PRECISION_YEAR, "XXXX");
  } else if (unit == 'Y') {
    dm_date_put_year(out, year + shift);
  } else if (unit == 'E') {
    out->precision = DM_PRECISION_DECADE;
    snprintf(out->text, sizeof out->text, "%03d", year / 10 + shift);
  } else {
    out->precision = DM_PRECISION_CENTURY;
    snprintf(out->text, sizeof out->text, "%02d", year / 100 + shift);
  }
}

/// How a unit is written in a length.
static const struct {
  char unit;
  int times;          ///< of the letter
  const char *letter; ///< with `T` where it is of the clock
} lengths[] = {{'C', 100, "Y"}, {'E', 10, "Y"}, {'Y', 1, "Y"}, {'Q', 3, "M"},  {'M', 1, "M"},  {'F', 2, "W"},
               {'W', 1, "W"},   {'K', 1, "WE"}, {'D', 1, "D"}, {'H', 1, "TH"}, {'N', 1, "TM"}, {'S', 1, "TS"}};

void dm_date_put_length(struct dm_date_value *out, enum dm_date_type type, int count, char unit)
{
  struct dm_date_fields fields = {.count = count, .unit = unit};
  dm_date_put_lengths(out, type, &fields);
}

/// The count of a unit among the lengths, 0 if it is not there.
static int count_of(const struct dm_date_fields *fields, char unit)
{
  for (int i = 0; i < fields->length_count; i++) {
    if (fields->length[i].unit == unit) {
      return fields->length[i].count;
    }
  }
  return fields->unit == unit ? fields->count : 0;
}

void dm_date_put_lengths(struct dm_date_value *out, enum dm_date_type type, const struct dm_date_fields *fields)
{
  size_t used = (size_t)snprintf(out->text, sizeof out->text, "P");
  bool timed = false;
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    int count = count_of(fields, lengths[i].unit);
    const char *letter = lengths[i].letter;
    if (!count || used + 8 > sizeof out->text) {
      continue;
    }
    const char *clock = letter[0] == 'T' && !timed ? "T" : "";
    timed = timed || letter[0] == 'T';
    letter += letter[0] == 'T';
    used += (size_t)(count > 0 ? snprintf(out->text + used, sizeof out->text - used, "%s%d%s", clock,
                                          count * lengths[i].times, letter)
                               : snprintf(out->text + used, sizeof out->text - used, "%sX%s", clock, letter));
  }
  out->type = type;
  out->precision = DM_PRECISION_NONE;
  snprintf(out->steps, sizeof out->steps, "as written");
}

/// The first or the last day of the unit that has been resolved.
static void take_edge(char edge, struct dm_date_value *out)
{
  int year = dm_date_whole((struct dm_span){out->text, 4}, -1);
  int month = edge == 'B' ? 1 : 12;
  if (year < 0) {
    return;
  }
  if (out->precision == DM_PRECISION_MONTH) {
    month = dm_date_whole((struct dm_span){out->text + 5, 2}, month);
  }
  struct dm_day day = {year, month, edge == 'B' ? 1 : dm_day_month_length(year, month)};
  dm_date_put_day(out, day);
}

/// `this weekend` in the past, on a day before it, is the one before.
static int weekend_shift(const struct dm_date_fields *fields, const struct dm_reference *reference, enum dm_tense tense)
{
  bool early = dm_date_knows_day(reference) && dm_day_weekday(reference->day) < 4;
  return fields->shift - (fields->unit == 'K' && fields->shift == 0 && early && tense == DM_TENSE_PAST);
}

void dm_date_resolve_unit(const struct dm_date_fields *fields, const struct dm_reference *reference,
                          enum dm_tense tense, struct dm_date_value *out)
{
  dm_date_put_steps(out, "counted from", reference);
  if (fields->unit == 'D' && fields->has_which) {
    dm_date_resolve_shift(fields->shift, reference, out);
  } else if (fields->unit == 'D' || fields->unit == 'F') {
    dm_date_put_length(out, DM_DURATION, 1, fields->unit);
  } else if (strchr("WKMQ", fields->unit)) {
    resolve_week_or_month(fields, weekend_shift(fields, reference, tense), reference, out);
  } else {
    resolve_years(fields->unit, fields->shift, reference, out);
  }
  if (fields->edge && (out->precision == DM_PRECISION_YEAR || out->precision == DM_PRECISION_MONTH)) {
    take_edge(fields->edge, out);
  }
}

void dm_date_resolve_shift(int days, const struct dm_reference *reference, struct dm_date_value *out)
{
  dm_date_put_steps(out, "days counted from", reference);
  if (dm_date_knows_day(reference)) {
    dm_date_put_day(out, dm_date_add_days(reference->day, days));
  } else {
    dm_date_put_text(out, DM_PRECISION_DAY, "XXXX-XX-XX");
  }
}

/// `1 year and 2 months ago`: the day.
static void resolve_lengths(const struct dm_date_fields *fields, const struct dm_reference *reference,
                            struct dm_date_value *out)
{
  int months = count_of(fields, 'Y') * 12 + count_of(fields, 'M');
  long days = count_of(fields, 'W') * 7L + count_of(fields, 'D');
  struct dm_day day = dm_date_add_months(reference->day, fields->direction * months);
  int length = dm_day_month_length(day.year, day.month);
  day.day = reference->day.day < length ? reference->day.day : length;
  dm_date_put_day(out, dm_date_add_days(day, fields->direction * days));
}

static void resolve_count(const struct dm_date_fields *fields, const struct dm_reference *reference,
                          struct dm_date_value *out)
{
  int count = fields->count * fields->direction;
  if (fields->length_count) {
    resolve_lengths(fields, reference, out);
  } else if (fields->unit == 'D') {
    dm_date_resolve_shift(count, reference, out);
  } else if (fields->unit == 'H' && count % DAY_HOURS == 0) {
    dm_date_resolve_shift(count / DAY_HOURS, reference, out);
  } else if (count > 0 && strchr("WF", fields->unit)) {
    dm_date_resolve_shift(count * (fields->unit == 'F' ? 14 : 7), reference, out);
  } else if (fields->unit == 'F') {
    struct dm_date_fields weeks = {.unit = 'W'};
    resolve_week_or_month(&weeks, 2 * count, reference, out);
  } else if (strchr("WKMQ", fields->unit)) {
    resolve_week_or_month(fields, count, reference, out);
  } else if (strchr("YEC", fields->unit)) {
    int times = fields->unit == 'E' ? 10 : fields->unit == 'C' ? 100 : 1;
    resolve_years('Y', count * times, reference, out);
  }
}

void dm_date_resolve_ago(const struct dm_date_fields *fields, const struct dm_reference *reference,
                         struct dm_date_value *out)
{
  const char *vague = fields->direction < 0 ? "PAST_REF" : "FUTURE_REF";
  dm_date_put_steps(out, fields->direction < 0 ? "counted back from" : "counted on from", reference);
  bool counted = fields->count > 0 && reference->precision != DM_PRECISION_NONE && !reference->near;
  int span = fields->count * (fields->unit == 'C' ? 100 : fields->unit == 'E' ? 10 : 1);
  if (counted && span < reference->day.year - FIRST_YEAR && span < LAST_YEAR - reference->day.year) {
    resolve_count(fields, reference, out);
  }
  if (out->text[0] == '\0' || strncmp(out->text, "XXXX", 4) == 0) {
    dm_date_put_text(out, DM_PRECISION_NONE, vague);
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

void dm_date_resolve_weekday(const struct dm_date_fields *fields, const struct dm_reference *reference,
                             enum dm_tense tense, struct dm_date_value *out)
{
  if (!dm_date_knows_day(reference)) {
    out->precision = DM_PRECISION_DAY;
    snprintf(out->text, sizeof out->text, "XXXX-WXX-%d", fields->weekday);
    snprintf(out->steps, sizeof out->steps, "day of reporting not told");
    return;
  }
  int shift = weekday_shift(fields, dm_day_weekday(reference->day), tense);
  dm_date_put_day(out, dm_date_add_days(reference->day, shift));
  dm_date_put_steps(out, shift > 0 ? "weekday after" : shift < 0 ? "weekday before" : "weekday of", reference);
}
