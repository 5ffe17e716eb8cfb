// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file modify.h  Expressions over solutions, and what SPARQL does to them at the end: ORDER BY, DISTINCT, LIMIT.
*/
#ifndef DM_REDLAND_MODIFY_H
#define DM_REDLAND_MODIFY_H

#include "redland/solve.h"

/// How many variables with a name, or without one, a query has: one more than the greatest offset.
size_t dm_modify_width(rasqal_query *query, bool anonymous);
/// Whether a FILTER holds for a row; an error is no.
bool dm_modify_holds(rasqal_query *query, struct dm_literals *literals, rasqal_evaluation_context *context,
                     rasqal_expression *expression, const dm_id *row);
/// The value of an expression for a row; DM_ID_NONE is an error.
dm_id dm_modify_value(rasqal_query *query, struct dm_literals *literals, rasqal_evaluation_context *context,
                      rasqal_expression *expression, const dm_id *row);
/// The effective boolean value (SPARQL 1.1, section 17.2.2); what has none, and NULL, is false, as an error is.
bool dm_modify_is_true(const rasqal_literal *value);
/// The order of ORDER BY.
int dm_modify_compare(const struct dm_term *a, const struct dm_term *b);
/// Order, drop repeats, cut.
void dm_modify(rasqal_query *query, struct dm_source *source, rasqal_evaluation_context *context,
               struct dm_solutions *solutions);

#endif
