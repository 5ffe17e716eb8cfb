// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file values.h  A query's text as rasqal 0.9.33 can take it.
   Of `VALUES ?x { 1 2 }` rasqal makes one row of two values, and writes past its end; `VALUES (?x) { (1) (2) }`, which says
   the same (SPARQL 1.1, rules 62 to 64), it reads right.
*/
#ifndef DM_REDLAND_VALUES_H
#define DM_REDLAND_VALUES_H

#include "base/buffer.h"

enum {
  DM_QUERY_DEPTH = 64,    ///< brackets within brackets
  DM_GROUP_DEPTH = 20,    ///< braces within braces; rasqal takes nearly twice as long for each UNION
  DM_OPTIONAL_DEPTH = 10, ///< OPTIONALs within each other; rasqal takes four times as long for each
};

/**
   Append a query with each VALUES of one variable written with brackets.  Lines stay as they are; what is not SPARQL is
   copied.

   @return NULL, or words that say what nests too deep or is too long.
*/
const char *dm_values_wrap(struct dm_span text, struct dm_buffer *out);

#endif
