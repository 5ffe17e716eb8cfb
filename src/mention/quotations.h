// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file quotations.h  Quotations of every typography.
   In: text and syntax.  Out: their part of struct dm_mentions.
*/
#ifndef DM_MENTION_QUOTATIONS_H
#define DM_MENTION_QUOTATIONS_H

#include "mention/mentions.h"
#include "syntax/syntax.h"

struct dm_quotations_model;
struct dm_resources;

DM_CHECK_RESULT enum dm_status dm_quotations_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                        struct dm_diag *diag, struct dm_quotations_model **out);
/// Find quotations; the first of the three.
void dm_quotations_find(const struct dm_text *text, const struct dm_quotations_model *model, struct dm_arena *arena,
                        struct dm_mentions *out);

#endif
