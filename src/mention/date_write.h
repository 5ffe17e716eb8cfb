// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file date_write.h  Values as TIMEX3 writes them, what is known of the day they count from, and steps from day to day.
*/
#ifndef DM_MENTION_DATE_WRITE_H
#define DM_MENTION_DATE_WRITE_H

#include "mention/date_values.h"

void dm_date_put_day(struct dm_date_value *out, struct dm_day day);
void dm_date_put_month(struct dm_date_value *out, struct dm_day day);
void dm_date_put_year(struct dm_date_value *out, int year);
void dm_date_put_week(struct dm_date_value *out, struct dm_day day);
void dm_date_put_text(struct dm_date_value *out, enum dm_precision precision, const char *text);
void dm_date_put_steps(struct dm_date_value *out, const char *what, const struct dm_reference *reference);
bool dm_date_knows_day(const struct dm_reference *reference);
bool dm_date_knows_month(const struct dm_reference *reference);
bool dm_date_knows_year(const struct dm_reference *reference);
struct dm_day dm_date_add_days(struct dm_day day, long days);
struct dm_day dm_date_add_months(struct dm_day day, int months);

#endif
