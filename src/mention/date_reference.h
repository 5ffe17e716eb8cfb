// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file date_reference.h  The day of reporting: given with the article, or told by its text.
*/
#ifndef DM_MENTION_DATE_REFERENCE_H
#define DM_MENTION_DATE_REFERENCE_H

#include "mention/date_values.h"
#include "text/text.h"

/// A date expression that was read and has no value yet.
struct dm_date_found {
  struct dm_range tokens;
  const char *rule;
  struct dm_date_fields fields;
};

/**
   The day of reporting, in this order: the article's date (unless it comes from the page and the text speaks against
   it); a line that holds a whole date and nothing else, which the text's other dates bear out; near a weekday with a month and
   day, in the first year after those the text names that has them together; near the latest whole date of the text.

   @param found  [count] in text order
*/
struct dm_reference dm_reference_find(const struct dm_text *text, uint32_t count, const struct dm_date_found *found);

#endif
