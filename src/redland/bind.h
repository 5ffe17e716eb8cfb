// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file bind.h  Variables of a prepared query that are given a term beforehand.
*/
#ifndef DM_REDLAND_BIND_H
#define DM_REDLAND_BIND_H

#include "redland/literals.h"
#include "redland/redland.h"

/**
   Put the terms of `data->binding` in the place of their variables, wherever they stand in patterns and expressions.

   The query is changed as it was parsed, not as text: a term stays one term whatever its characters are.

   @return DM_OK; DM_ERR_QUERY (said): the query has no such variable, or computes it, or names a graph by it.
*/
DM_CHECK_RESULT enum dm_status dm_bind(rasqal_query *query, rasqal_world *world, const struct dm_redland_data *data,
                                       struct dm_diag *diag);
/// The term that `name` has been given, or NULL.
const struct dm_term *dm_bind_find(const struct dm_redland_data *data, const char *name);

#endif
