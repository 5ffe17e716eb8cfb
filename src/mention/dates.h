// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file dates.h  Date expressions and their values.
   In: text and syntax.  Out: their part of struct dm_mentions.
*/
#ifndef DM_MENTION_DATES_H
#define DM_MENTION_DATES_H

#include "mention/mentions.h"
#include "syntax/syntax.h"

struct dm_dates_model;
struct dm_resources;

DM_CHECK_RESULT enum dm_status dm_dates_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                   struct dm_diag *diag, struct dm_dates_model **out);
/// Find dates and resolve them against text->article->date.  The quotations of `*out` are there already.
void dm_dates_find(const struct dm_text *text, const struct dm_syntax *syntax, const struct dm_dates_model *model,
                   struct dm_arena *arena, struct dm_mentions *out);

#endif
