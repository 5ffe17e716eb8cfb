// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file date_captures.h  What a rule of schema/rules/dates.rules captured, to what the words say.
*/
#ifndef DM_MENTION_DATE_CAPTURES_H
#define DM_MENTION_DATE_CAPTURES_H

#include "mention/date_values.h"
#include "mention/date_words.h"

/// A date expression that was read and has no value yet.
struct dm_date_found {
  struct dm_range tokens;
  const char *rule;
  struct dm_date_fields fields;
  bool of_text; ///< counts from the day that the text names before it: `a week later`
  bool opens;   ///< a period that the next one ends: `from Monday to Friday`
};

/// Fill `found->fields`, whose kind is set, and `found->tokens` where a capture narrows them.
void dm_date_read(const struct dm_date_words *words, const struct dm_text *text, const struct dm_match *match,
                  struct dm_date_found *found);

#endif
