// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file date_numbers.h  Dates, days and years written in digits.
*/
#ifndef DM_MENTION_DATE_NUMBERS_H
#define DM_MENTION_DATE_NUMBERS_H

#include "article/day.h"

/// Groups of digits, divided by one sign each.
struct dm_date_groups {
  int count;
  int number[3];
  size_t size[3]; ///< digits
  char sign;      ///< of the first division
  size_t end;     ///< byte behind the last
};

struct dm_date_groups dm_date_groups_of(struct dm_span word);
/// The first two numbers of `3-5`, `1950-53`, `27th`; 0 where there is none.
void dm_date_pair(struct dm_span digits, int *first, int *second);
/// A date all of digits: `2022-01-26`, `27/1/2022`.  `*other` is the other reading where day and month could change places, else
/// all 0.
bool dm_date_number(struct dm_span word, struct dm_day *day, struct dm_day *other);

#endif
