// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/facts.h"

#include "fact/demands.h"
#include "fact/statements.h"

struct dm_facts_model {
  struct dm_statements_model *statements;
  struct dm_demands_model *demands;
};

enum dm_status dm_facts_model_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                   struct dm_facts_model **out)
{
  struct dm_facts_model *model = DM_NEW(arena, struct dm_facts_model, 1);
  DM_TRY(dm_statements_model_load(resources, arena, diag, &model->statements));
  DM_TRY(dm_demands_model_load(resources, arena, diag, &model->demands));
  *out = model;
  return DM_OK;
}

void dm_facts_read(const struct dm_analysis *analysis, const struct dm_facts_model *model, struct dm_arena *arena,
                   struct dm_facts *out)
{
  dm_statements_read(analysis, model->statements, arena, out);
  dm_demands_read(analysis, model->demands, arena, out);
}
