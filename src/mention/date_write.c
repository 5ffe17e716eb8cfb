// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/date_write.h"

#include <stdio.h>

void dm_date_put_day(struct dm_date_value *out, struct dm_day day)
{
  out->precision = DM_PRECISION_DAY;
  snprintf(out->text, sizeof out->text, "%04u-%02u-%02u", (unsigned)day.year % 10000U, (unsigned)day.month % 100U,
           (unsigned)day.day % 100U);
}

void dm_date_put_month(struct dm_date_value *out, struct dm_day day)
{
  out->precision = DM_PRECISION_MONTH;
  snprintf(out->text, sizeof out->text, "%04u-%02u", (unsigned)day.year % 10000U, (unsigned)day.month % 100U);
}

void dm_date_put_year(struct dm_date_value *out, int year)
{
  out->precision = DM_PRECISION_YEAR;
  snprintf(out->text, sizeof out->text, "%04d", year);
}

void dm_date_put_week(struct dm_date_value *out, struct dm_day day)
{
  int year;
  int week = dm_day_week(day, &year);
  out->precision = DM_PRECISION_WEEK;
  snprintf(out->text, sizeof out->text, "%04d-W%02d", year, week);
}

void dm_date_put_text(struct dm_date_value *out, enum dm_precision precision, const char *text)
{
  out->precision = precision;
  snprintf(out->text, sizeof out->text, "%s", text);
}

void dm_date_put_steps(struct dm_date_value *out, const char *what, const struct dm_reference *reference)
{
  struct dm_date_value day;
  if (reference->precision == DM_PRECISION_DAY) {
    dm_date_put_day(&day, reference->day);
  } else if (reference->precision == DM_PRECISION_MONTH) {
    dm_date_put_month(&day, reference->day);
  } else {
    dm_date_put_year(&day, reference->day.year);
  }
  snprintf(out->steps, sizeof out->steps, "%s %s", what, day.text);
}

bool dm_date_knows_day(const struct dm_reference *reference)
{
  return reference->precision == DM_PRECISION_DAY && !reference->near;
}

bool dm_date_knows_month(const struct dm_reference *reference)
{
  return (reference->precision == DM_PRECISION_DAY || reference->precision == DM_PRECISION_MONTH) && !reference->near;
}

bool dm_date_knows_year(const struct dm_reference *reference)
{
  return reference->precision != DM_PRECISION_NONE && !reference->near;
}

struct dm_day dm_date_add_days(struct dm_day day, long days) { return dm_day_of_number(dm_day_number(day) + days); }

struct dm_day dm_date_add_months(struct dm_day day, int months)
{
  int number = day.year * 12 + day.month - 1 + months;
  return (struct dm_day){.year = number / 12, .month = number % 12 + 1};
}
