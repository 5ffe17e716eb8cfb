// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file group.h  Computed columns, groups and aggregates over solutions (SPARQL 1.1, sections 10, 11 and 18.2.4).
   rasqal takes two aggregates of one function for the same and forgets the separator of GROUP_CONCAT, so it evaluates
   what stands around aggregates only.
*/
#ifndef DM_REDLAND_GROUP_H
#define DM_REDLAND_GROUP_H

#include "redland/solve.h"

/// Whether an aggregate stands in an expression, not in an ORDER BY.
bool dm_group_aggregates(rasqal_expression *expression);
/// Give `variable` the value of `expression` in each row; an error leaves it unbound.
void dm_group_compute(rasqal_query *query, struct dm_source *source, rasqal_evaluation_context *context,
                      const rasqal_variable *variable, rasqal_expression *expression, struct dm_solutions *rows);
/// Make groups where the query has any, drop those that HAVING does not want, and compute the selected columns.
void dm_group(rasqal_query *query, struct dm_source *source, rasqal_evaluation_context *context,
              struct dm_solutions *rows);

#endif
