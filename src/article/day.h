// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file day.h  A printed date to `YYYY-MM-DD`.
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

#endif
