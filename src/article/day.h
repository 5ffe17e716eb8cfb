// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file day.h  A printed date to `YYYY-MM-DD`, and the Gregorian calendar.
*/
#ifndef DM_ARTICLE_DAY_H
#define DM_ARTICLE_DAY_H

#include "base/arena.h"
#include "base/span.h"

/**
   Read a day in any of: ISO 8601 (also with a time), RFC 822, `27 January 2022`, `January 27, 2022`, a weekday before
   it or none; `2022-01` and `2022` stay as they are.

   @param out  Set to the normalised day, in `arena`.
   @return whether `text` is a day that the calendar has and nothing else but a time of day.
*/
bool dm_day_parse(struct dm_span text, struct dm_arena *arena, struct dm_span *out);

/// A day, month or year of the Gregorian calendar; day, month 0 where they are not known.
struct dm_day {
  int year, month, day;
};

bool dm_day_exists(struct dm_day day); ///< years 1000 to 9999
int dm_day_month_length(int year, int month);
/// Days from 1970-01-01.
long dm_day_number(struct dm_day day);
struct dm_day dm_day_of_number(long number);
int dm_day_weekday(struct dm_day day); ///< 1 Monday to 7 Sunday
/// ISO 8601: the week of a day, and the year that it belongs to.
int dm_day_week(struct dm_day day, int *year);

#endif
