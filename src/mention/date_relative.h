// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file date_relative.h  Dates counted from a day: units, weekdays, so many ago; and lengths.
*/
#ifndef DM_MENTION_DATE_RELATIVE_H
#define DM_MENTION_DATE_RELATIVE_H

#include "mention/date_values.h"

void dm_date_put_length(struct dm_date_value *out, enum dm_date_type type, int count, char unit);
/// The length that the fields give, of several units.
void dm_date_put_lengths(struct dm_date_value *out, enum dm_date_type type, const struct dm_date_fields *fields);
void dm_date_resolve_unit(const struct dm_date_fields *fields, const struct dm_reference *reference,
                          enum dm_tense tense, struct dm_date_value *out);
void dm_date_resolve_shift(int days, const struct dm_reference *reference, struct dm_date_value *out);
void dm_date_resolve_ago(const struct dm_date_fields *fields, const struct dm_reference *reference,
                         struct dm_date_value *out);
void dm_date_resolve_weekday(const struct dm_date_fields *fields, const struct dm_reference *reference,
                             enum dm_tense tense, struct dm_date_value *out);

#endif
