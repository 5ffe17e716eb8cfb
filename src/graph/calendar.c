// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/calendar.h"

enum { YEAR_SIZE = 4, MONTH_SIZE = 7, DAY_SIZE = 10, MONTHS = 12, FEBRUARY = 2 };

/// Whether `value` is digits, with `-` between year, month and day.
static bool has_form(struct dm_span value)
{
  for (size_t i = 0; i < value.size; i++) {
    bool dash = i == YEAR_SIZE || i == MONTH_SIZE;
    char c = value.data[i];
    if (dash ? c != '-' : (c < '0' || c > '9')) {
      return false;
    }
  }
  return true;
}

static unsigned number_at(struct dm_span value, size_t start, size_t size)
{
  unsigned number = 0;
  for (size_t i = start; i < start + size; i++) {
    number = number * 10 + (unsigned)(value.data[i] - '0');
  }
  return number;
}

static unsigned days_of(unsigned year, unsigned month)
{
  static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == FEBRUARY && leap ? days[month - 1] + 1u : days[month - 1];
}

enum dm_calendar_unit dm_calendar_unit(struct dm_span value)
{
  bool sized = value.size == YEAR_SIZE || value.size == MONTH_SIZE || value.size == DAY_SIZE;
  if (!sized || !has_form(value)) {
    return DM_CALENDAR_NONE;
  }
  unsigned year = number_at(value, 0, YEAR_SIZE);
  if (year == 0 || value.size == YEAR_SIZE) {
    return year ? DM_CALENDAR_YEAR : DM_CALENDAR_NONE;
  }
  unsigned month = number_at(value, YEAR_SIZE + 1, 2);
  if (month < 1 || month > MONTHS) {
    return DM_CALENDAR_NONE;
  }
  if (value.size == MONTH_SIZE) {
    return DM_CALENDAR_MONTH;
  }
  unsigned day = number_at(value, MONTH_SIZE + 1, 2);
  return day >= 1 && day <= days_of(year, month) ? DM_CALENDAR_DAY : DM_CALENDAR_NONE;
}
