// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file statements.h  Who says what to whom.
   Rules: schema/rules/statements.rules; words: schema/lexicon/statement-*.tsv.
*/
#ifndef DM_FACT_STATEMENTS_H
#define DM_FACT_STATEMENTS_H

#include "fact/facts.h"

struct dm_statements_model;
struct dm_resources;

DM_CHECK_RESULT enum dm_status dm_statements_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                        struct dm_diag *diag, struct dm_statements_model **out);
/// Fill `facts->statement`.
void dm_statements_read(const struct dm_analysis *analysis, const struct dm_statements_model *model,
                        struct dm_arena *arena, struct dm_facts *facts);

#endif
