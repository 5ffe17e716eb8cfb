// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file date_values.h  What a date expression says, to its value (TIMEX3, after ISO 8601).
*/
#ifndef DM_MENTION_DATE_VALUES_H
#define DM_MENTION_DATE_VALUES_H

#include "article/day.h"
#include "mention/mentions.h"

/// How the captures of a rule give the value: `set kind` of schema/rules/dates.rules.
enum dm_date_kind {
  DM_KIND_NONE,
  DM_KIND_CALENDAR,
  DM_KIND_UNIT,
  DM_KIND_WEEKDAY,
  DM_KIND_SHIFT,
  DM_KIND_AGO,
  DM_KIND_NUMBER,
  DM_KIND_DECADE,
  DM_KIND_YEARS,
  DM_KIND_DURATION,
  DM_KIND_SET,
  DM_KIND_CENTURY,
  DM_KIND_CLOCK,
  DM_KIND_EASTER ///< `shift` days from Easter Sunday
};

enum { DM_DATE_LENGTHS = 3 };

struct dm_date_length {
  int count;
  char unit;
};

/// What the words say; 0 where they do not.
struct dm_date_fields {
  enum dm_date_kind kind;
  struct dm_day day;
  struct dm_day other; ///< the other reading of `4/5/2022`
  int last_day;        ///< of `3-5`; of years, the last year
  int weekday;         ///< 1 Monday to 7
  int quarter;
  int count;      ///< of units, DM_DATE_UNCOUNTED
  int shift;      ///< days, or units where `has_which`
  bool has_which; ///< `last`, `this`, `next`
  char unit;      ///< D W K (weekend) F M Q Y E (ten years) C (hundred), H, N (minute), S
  char season[3]; ///< `SP`, `SU`, `FA`, `WI`
  char part[4];   ///< of the day: `MO`, `AF`, `EV`, `NI`, `MI`, `DT`
  char edge;      ///< `B`, `E`: the first or the last day of the unit is meant
  int ordinal;    ///< `the second Friday`; -1 the last
  int direction;  ///< 1 ahead, -1 back
  int hour, minute;
  bool has_clock;
  int previous; ///< the count before
  int length_count;
  struct dm_date_length length[DM_DATE_LENGTHS]; ///< [length_count] of `1 year and 2 months` all but the last
};

enum dm_tense { DM_TENSE_NONE, DM_TENSE_PAST, DM_TENSE_FUTURE };

/// The day of reporting.
struct dm_reference {
  struct dm_day day;           ///< 0 what is not known
  enum dm_precision precision; ///< DAY, MONTH, YEAR or NONE
  bool near;                   ///< only some day near it: tells years, no more
  bool guessed;                ///< by a picture's date or the horizon: of several days that fit
};

/// A value and where it comes from.
struct dm_date_value {
  enum dm_date_type type;
  enum dm_precision precision;
  bool guessed;
  char text[32];
  char steps[64];
};

void dm_date_resolve(const struct dm_date_fields *fields, const struct dm_reference *reference, enum dm_tense tense,
                     struct dm_date_value *out);
/// The year of a month and perhaps day that gives none; 0 if it cannot be told.
int dm_date_year(struct dm_day day, const struct dm_reference *reference, enum dm_tense tense);

#endif
