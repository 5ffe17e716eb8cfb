// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/evaluate.h"

#include <stdbool.h>
#include <stddef.h>

enum { HELD = 128 };

/// Arguments that stand as literals while an expression is evaluated.
struct held {
  rasqal_evaluation_context *context;
  size_t count;
  rasqal_expression *node[HELD];
  rasqal_expression was[HELD];
};

static bool reads_freed(const rasqal_expression *node)
{
  return node->op == RASQAL_EXPR_CONCAT || node->op == RASQAL_EXPR_STRBEFORE || node->op == RASQAL_EXPR_STRAFTER;
}

static void hold_within(struct held *held, rasqal_expression *expression);

/// Make a literal of an argument; what is an error stays, for rasqal to find.
static void hold_argument(struct held *held, rasqal_expression *argument)
{
  int error = 0;
  if (!argument || argument->op == RASQAL_EXPR_LITERAL) {
    return;
  }
  hold_within(held, argument);
  rasqal_literal *value = rasqal_expression_evaluate2(argument, held->context, &error);
  if (!value || error || held->count == HELD) {
    rasqal_free_literal(value);
    return;
  }
  held->node[held->count] = argument;
  held->was[held->count++] = *argument;
  argument->op = RASQAL_EXPR_LITERAL;
  argument->literal = value;
}

static void hold_arguments(struct held *held, rasqal_expression *node)
{
  int count = node->args ? raptor_sequence_size(node->args) : 0;
  for (int i = 0; i < count; i++) {
    hold_argument(held, raptor_sequence_get_at(node->args, i));
  }
  hold_argument(held, node->arg1);
  hold_argument(held, node->arg2);
}

static int hold_node(void *context, rasqal_expression *node)
{
  if (reads_freed(node)) {
    hold_arguments(context, node);
  }
  return 0;
}

static void hold_within(struct held *held, rasqal_expression *expression)
{
  rasqal_expression_visit(expression, hold_node, held);
}

rasqal_literal *dm_evaluate(rasqal_expression *expression, rasqal_evaluation_context *context)
{
  struct held held;
  int error = 0;
  held.context = context;
  held.count = 0;
  hold_within(&held, expression);
  rasqal_literal *value = rasqal_expression_evaluate2(expression, context, &error);
  while (held.count) {
    held.count--;
    rasqal_free_literal(held.node[held.count]->literal);
    *held.node[held.count] = held.was[held.count];
  }
  if (error) {
    rasqal_free_literal(value);
    return NULL;
  }
  return value;
}
