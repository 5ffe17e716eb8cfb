// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file solve.h  Solutions of a SPARQL pattern, by our own joins over ids.
   rasqal parses the query and evaluates its expressions; its own joins give wrong rows where a variable that one OPTIONAL
   leaves unbound is met by another, so they are used only for what is not in here.
*/
#ifndef DM_REDLAND_SOLVE_H
#define DM_REDLAND_SOLVE_H

#include "redland/source.h"

/// Solutions, a row each: the ids of all variables of the query, by their offset; DM_ID_NONE is unbound.
struct dm_solutions {
  size_t width; ///< V
  size_t count; ///< N
  size_t capacity;
  dm_id *cell; ///< [N * V]
};

/// What a query has that decides who answers it.
enum dm_solvable {
  DM_SOLVABLE,     ///< patterns, groups, computed columns: dm_solve()
  DM_SOLVABLE_NOT, ///< sub-SELECT, VALUES, CONSTRUCT, an aggregate in ORDER BY: rasqal's joins
  DM_SOLVABLE_BAD, ///< such a query with an OPTIONAL within another: rasqal's joins may be wrong
};
enum dm_solvable dm_solve_check(rasqal_query *query);

/**
   All solutions of a query's WHERE in the order that it asks for, repeats of what is selected dropped by DISTINCT and
   REDUCED, cut by LIMIT and OFFSET.

   @param out  Freed by dm_solutions_free().
   @return DM_OK; DM_ERR_STORE.
*/
DM_CHECK_RESULT enum dm_status dm_solve(rasqal_query *query, struct dm_source *source, struct dm_solutions *out);
void dm_solutions_free(struct dm_solutions *solutions);

#endif
