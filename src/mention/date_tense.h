// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file date_tense.h  Whether what is told of a date lies before or after the day of reporting.
*/
#ifndef DM_MENTION_DATE_TENSE_H
#define DM_MENTION_DATE_TENSE_H

#include "mention/date_values.h"
#include "mention/date_words.h"

/// @param date  The tokens of the expression.
enum dm_tense dm_date_tense(const struct dm_date_words *words, const struct dm_view *view,
                            const struct dm_mentions *mentions, struct dm_range date);

#endif
