// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file evaluate.h  Expressions, by rasqal, around what it does wrong.
   CONCAT, STRBEFORE and STRAFTER of rasqal 0.9.33 read an argument after it has been freed, unless somebody else holds it.
*/
#ifndef DM_REDLAND_EVALUATE_H
#define DM_REDLAND_EVALUATE_H

#include <rasqal.h>

/// The value of an expression with the values that its variables have now, the caller's; NULL is an error.
rasqal_literal *dm_evaluate(rasqal_expression *expression, rasqal_evaluation_context *context);

#endif
