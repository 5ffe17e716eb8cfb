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

/// Whether a demand or an answer was read from the cue of a statement.
static bool is_in_ledger(const struct dm_facts *facts, struct dm_range cue)
{
  for (uint32_t i = 0; i < facts->demand_count; i++) {
    for (uint32_t w = 0; w < facts->demand[i].wording_count; w++) {
      if (dm_range_overlaps(cue, facts->demand[i].wording[w].evidence.cue)) {
        return true;
      }
    }
  }
  for (uint32_t i = 0; i < facts->response_count; i++) {
    if (dm_range_overlaps(cue, facts->response[i].evidence.cue)) {
      return true;
    }
  }
  return false;
}

/// Attitudes that are demands or answers are these alone.
static void drop_ledgered(struct dm_facts *facts, struct dm_arena *arena)
{
  uint32_t *index = DM_NEW(arena, uint32_t, facts->statement_count + 1);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < facts->statement_count; i++) {
    bool drop = facts->statement[i].attitude && is_in_ledger(facts, facts->statement[i].evidence.cue);
    index[i] = drop ? DM_NONE : kept;
    facts->statement[kept] = facts->statement[i];
    kept += !drop;
  }
  facts->statement_count = kept;
  for (uint32_t i = 0; i < facts->demand_count; i++) {
    uint32_t *statement = &facts->demand[i].statement;
    *statement = *statement == DM_NONE ? DM_NONE : index[*statement];
  }
}

void dm_facts_read(const struct dm_analysis *analysis, const struct dm_facts_model *model, struct dm_arena *arena,
                   struct dm_facts *out)
{
  dm_statements_read(analysis, model->statements, arena, out);
  dm_demands_read(analysis, model->demands, arena, out);
  drop_ledgered(out, arena);
}
