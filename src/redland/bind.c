// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/bind.h"

#include "base/buffer.h"

#include <string.h>

/// One variable being given its term.
struct giving {
  const char *name;
  rasqal_world *world;
  rasqal_literal *value;
  bool names_graph;
};

static bool is_named(rasqal_literal *literal, const char *name)
{
  rasqal_variable *variable = literal ? rasqal_literal_as_variable(literal) : NULL;
  return variable && variable->type == RASQAL_VARIABLE_TYPE_NORMAL && strcmp((const char *)variable->name, name) == 0;
}

static void give(const struct giving *giving, rasqal_literal **place)
{
  if (is_named(*place, giving->name)) {
    rasqal_free_literal(*place);
    *place = rasqal_new_literal_from_literal(giving->value);
  }
}

static int give_node(void *context, rasqal_expression *node)
{
  const struct giving *giving = context;
  if (node->op == RASQAL_EXPR_BOUND && node->arg1 && is_named(node->arg1->literal, giving->name)) {
    rasqal_free_expression(node->arg1);
    node->arg1 = NULL;
    node->op = RASQAL_EXPR_LITERAL;
    node->literal = rasqal_new_boolean_literal(giving->world, 1);
  } else if (node->op == RASQAL_EXPR_LITERAL) {
    give(giving, &node->literal);
  }
  return 0;
}

static void give_expression(struct giving *giving, rasqal_expression *expression)
{
  if (expression) {
    rasqal_expression_visit(expression, give_node, giving);
  }
}

static void give_sequence(struct giving *giving, raptor_sequence *expressions)
{
  int count = expressions ? raptor_sequence_size(expressions) : 0;
  for (int i = 0; i < count; i++) {
    give_expression(giving, raptor_sequence_get_at(expressions, i));
  }
}

static int give_pattern(rasqal_query *query, rasqal_graph_pattern *pattern, void *context)
{
  struct giving *giving = context;
  (void)query;
  give_expression(giving, rasqal_graph_pattern_get_filter_expression(pattern));
  if (rasqal_graph_pattern_get_operator(pattern) == RASQAL_GRAPH_PATTERN_OPERATOR_GRAPH &&
      is_named(rasqal_graph_pattern_get_origin(pattern), giving->name)) {
    giving->names_graph = true;
  }
  return 0;
}

static void give_triple(const struct giving *giving, rasqal_triple *triple)
{
  give(giving, &triple->subject);
  give(giving, &triple->predicate);
  give(giving, &triple->object);
}

static void give_everywhere(struct giving *giving, rasqal_query *query)
{
  rasqal_triple *triple;
  for (int i = 0; (triple = rasqal_query_get_triple(query, i)); i++) {
    give_triple(giving, triple);
  }
  for (int i = 0; (triple = rasqal_query_get_construct_triple(query, i)); i++) {
    give_triple(giving, triple);
  }
  rasqal_query_graph_pattern_visit2(query, give_pattern, giving);
  give_sequence(giving, rasqal_query_get_order_conditions_sequence(query));
  give_sequence(giving, rasqal_query_get_group_conditions_sequence(query));
  give_sequence(giving, rasqal_query_get_having_conditions_sequence(query));
  raptor_sequence *selected = rasqal_query_get_bound_variable_sequence(query);
  int count = selected ? raptor_sequence_size(selected) : 0;
  for (int i = 0; i < count; i++) {
    const rasqal_variable *variable = raptor_sequence_get_at(selected, i);
    give_expression(giving, variable->expression);
  }
}

static const rasqal_variable *find_variable(rasqal_query *query, const char *name)
{
  raptor_sequence *all = rasqal_query_get_all_variable_sequence(query);
  int count = all ? raptor_sequence_size(all) : 0;
  for (int i = 0; i < count; i++) {
    const rasqal_variable *variable = raptor_sequence_get_at(all, i);
    if (variable->type == RASQAL_VARIABLE_TYPE_NORMAL && strcmp((const char *)variable->name, name) == 0) {
      return variable;
    }
  }
  return NULL;
}

static enum dm_status say_none(rasqal_query *query, const char *name, const char *takes, struct dm_diag *diag)
{
  struct dm_buffer words = {0};
  raptor_sequence *all = rasqal_query_get_all_variable_sequence(query);
  int count = !takes && all ? raptor_sequence_size(all) : 0;
  dm_buffer_add_text(&words, takes ? takes : "");
  for (int i = 0; i < count; i++) {
    const rasqal_variable *variable = raptor_sequence_get_at(all, i);
    if (variable->type == RASQAL_VARIABLE_TYPE_NORMAL) {
      dm_buffer_printf(&words, "%s%s", words.size ? ", " : "", (const char *)variable->name);
    }
  }
  dm_diag_error(diag, "the query has no '%s' to set; it takes %s", name, words.size ? dm_buffer_text(&words) : "none");
  dm_buffer_free(&words);
  return DM_ERR_QUERY;
}

enum dm_status dm_bind(rasqal_query *query, rasqal_world *world, const struct dm_redland_data *data,
                       struct dm_diag *diag)
{
  for (size_t i = 0; i < data->binding_count; i++) {
    struct giving giving = {.name = data->binding[i].name, .world = world};
    const rasqal_variable *variable = find_variable(query, giving.name);
    if (!variable) {
      return say_none(query, giving.name, data->takes, diag);
    }
    giving.value = variable->expression ? NULL : dm_literals_make(world, &data->binding[i].term);
    if (giving.value) {
      give_everywhere(&giving, query);
      rasqal_free_literal(giving.value);
    }
    if (!giving.value || giving.names_graph) {
      dm_diag_error(diag, "'%s' cannot be set: it is computed, or names a graph", giving.name);
      return DM_ERR_QUERY;
    }
  }
  return DM_OK;
}

const struct dm_term *dm_bind_find(const struct dm_redland_data *data, const char *name)
{
  for (size_t i = 0; i < data->binding_count; i++) {
    if (strcmp(data->binding[i].name, name) == 0) {
      return &data->binding[i].term;
    }
  }
  return NULL;
}
