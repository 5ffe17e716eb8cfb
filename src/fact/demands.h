// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file demands.h  Who demands what of whom, and who answers.
   Rules: schema/rules/demands.rules, responses.rules; words: schema/lexicon/demand-*.tsv, response-*.tsv.
*/
#ifndef DM_FACT_DEMANDS_H
#define DM_FACT_DEMANDS_H

#include "fact/facts.h"

struct dm_demands_model;
struct dm_resources;

DM_CHECK_RESULT enum dm_status dm_demands_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                     struct dm_diag *diag, struct dm_demands_model **out);
/// Fill `facts->demand` and `facts->response`; the statements of `*facts` are there already.
void dm_demands_read(const struct dm_analysis *analysis, const struct dm_demands_model *model, struct dm_arena *arena,
                     struct dm_facts *facts);

#endif
