// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file date_reference.h  The day of reporting: given with the article, or told by its text.
*/
#ifndef DM_MENTION_DATE_REFERENCE_H
#define DM_MENTION_DATE_REFERENCE_H

#include "mention/date_captures.h"
#include "text/text.h"

/**
   The day of reporting, in this order: the article's date (unless it comes from the page and the text speaks against
   it); a line that holds a whole date and nothing else, which the text's other dates bear out; of a dated picture the next day that
   is the last weekday the text names; near a weekday with a month and day, in the first year after those the text names that
   has them together, or the latest not after article->not_after (by default the day fixed in date-words.tsv); near the latest whole date of the text.

   @param found  [count] in text order
*/
struct dm_reference dm_reference_find(const struct dm_text *text, const struct dm_date_words *words, uint32_t count,
                                      const struct dm_date_found *found);

#endif
