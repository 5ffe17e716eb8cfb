// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file names.h  Names, roles and coreference.
   In: text and syntax.  Out: their part of struct dm_mentions.
*/
#ifndef DM_MENTION_NAMES_H
#define DM_MENTION_NAMES_H

#include "mention/mentions.h"
#include "syntax/syntax.h"

struct dm_names_model;
struct dm_resources;

DM_CHECK_RESULT enum dm_status dm_names_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                   struct dm_diag *diag, struct dm_names_model **out);
/// Find entities, mentions and positions.  The quotations and dates of `*out` are there already.
void dm_names_find(const struct dm_text *text, const struct dm_syntax *syntax, const struct dm_names_model *model,
                   struct dm_arena *arena, struct dm_mentions *out);

struct dm_naming;
/// The first half of it: names and their kinds, of rules and model.
void dm_names_recognize(const struct dm_text *text, const struct dm_syntax *syntax, const struct dm_names_model *model,
                        struct dm_arena *arena, struct dm_mentions *out, struct dm_naming *naming);
/// The second half: which of them are one, what they are, and what else stands for them.
void dm_names_resolve(struct dm_naming *naming);

#endif
