// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/group.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "base/hash.h"
#include "redland/evaluate.h"
#include "redland/modify.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { AGGREGATES = 64 }; ///< in one expression

struct grouper {
  rasqal_query *query;
  struct dm_source *source;
  rasqal_evaluation_context *context;
};

/// Rows of one group.
struct group {
  size_t count;
  size_t *row; ///< [count]
};

/// Groups in the order of their first rows.
struct groups {
  struct dm_arena *arena;
  uint32_t count, capacity;
  struct members {
    const dm_id *key;
    uint32_t count, capacity;
    size_t *row;
  } * group;
};

/// The group of a key, made where there is none.
static struct members *find_group(struct groups *groups, struct dm_idmap *heads, const dm_id *key, size_t keys)
{
  uint64_t hash = keys + 1;
  for (size_t i = 0; i < keys; i++) {
    hash = dm_hash_join(hash, key[i]);
  }
  for (hash = hash ? hash : 1; dm_idmap_get(heads, hash); hash = hash + 1 ? hash + 1 : 1) {
    assert(groups->group);
    struct members *group = &groups->group[dm_idmap_get(heads, hash) - 1];
    if (memcmp(group->key, key, keys * sizeof *key) == 0) {
      return group;
    }
  }
  struct members *group = DM_PUSH(groups->arena, groups->group, groups->count, groups->capacity);
  *group = (struct members){.key = (dm_id *)(void *)dm_arena_copy(groups->arena, key, keys * sizeof *key)};
  dm_idmap_put(heads, hash, groups->count);
  return group;
}

static size_t size_of(raptor_sequence *sequence) { return sequence ? (size_t)raptor_sequence_size(sequence) : 0; }

/* Aggregates in an expression. */

struct found {
  size_t count;
  rasqal_expression *node[AGGREGATES];
};

static bool is_aggregate(const rasqal_expression *node)
{
  switch (node->op) {
  case RASQAL_EXPR_COUNT:
  case RASQAL_EXPR_SUM:
  case RASQAL_EXPR_AVG:
  case RASQAL_EXPR_MIN:
  case RASQAL_EXPR_MAX:
  case RASQAL_EXPR_SAMPLE:
  case RASQAL_EXPR_GROUP_CONCAT:
    return true;
  default:
    return false;
  }
}

static int add_aggregate(void *context, rasqal_expression *node)
{
  struct found *found = context;
  if (is_aggregate(node) && found->count < AGGREGATES) {
    found->node[found->count++] = node;
  }
  return 0;
}

bool dm_group_aggregates(rasqal_expression *expression)
{
  struct found found = {0};
  rasqal_expression_visit(expression, add_aggregate, &found);
  return found.count > 0;
}

/* The values that an aggregate is over. */

static dm_id evaluate(const struct grouper *grouper, rasqal_expression *expression, const dm_id *row)
{
  rasqal_variable *variable =
      expression->op == RASQAL_EXPR_LITERAL ? rasqal_literal_as_variable(expression->literal) : NULL;
  if (variable && variable->type == RASQAL_VARIABLE_TYPE_NORMAL) {
    return row[variable->offset];
  }
  return dm_modify_value(grouper->query, &grouper->source->literals, grouper->context, expression, row);
}

struct values {
  size_t count;
  dm_id *id;   ///< [count]
  bool failed; ///< one of them is an error
};

static struct dm_term term_of(const struct grouper *grouper, dm_id id)
{
  return dm_literals_term_of(&grouper->source->literals, id, grouper->source->literals.arena);
}

/// Values of `of` in the rows of a group, without repeats if the aggregate is DISTINCT.
static struct values values_of(const struct grouper *grouper, rasqal_expression *of, bool distinct,
                               const struct group *group, const struct dm_solutions *rows)
{
  struct values values = {.id = dm_malloc((group->count + 1) * sizeof *values.id)};
  struct dm_idmap seen = {0};
  for (size_t i = 0; i < group->count; i++) {
    dm_id id = evaluate(grouper, of, rows->cell + group->row[i] * rows->width);
    values.failed = values.failed || id == DM_ID_NONE;
    if (id == DM_ID_NONE || (distinct && dm_idmap_get(&seen, id))) {
      continue;
    }
    if (distinct) {
      dm_idmap_put(&seen, id, 1);
    }
    values.id[values.count++] = id;
  }
  dm_idmap_free(&seen);
  return values;
}

/* What is made of them. */

static size_t count_rows(const struct group *group, const struct dm_solutions *rows, bool distinct)
{
  if (!distinct) {
    return group->count;
  }
  struct groups different = {.arena = dm_arena_new()};
  struct dm_idmap heads = {0};
  for (size_t i = 0; i < group->count; i++) {
    find_group(&different, &heads, rows->cell + group->row[i] * rows->width, rows->width);
  }
  size_t count = different.count;
  dm_idmap_free(&heads);
  dm_arena_free(different.arena);
  return count;
}

static rasqal_literal *make_integer(const struct grouper *grouper, size_t number)
{
  return rasqal_new_integer_literal(grouper->source->literals.world, RASQAL_LITERAL_INTEGER, (int)number);
}

/// `a op b`; takes both.  NULL is an error.
static rasqal_literal *combine(const struct grouper *grouper, rasqal_op op, rasqal_literal *a, rasqal_literal *b)
{
  rasqal_world *world = grouper->source->literals.world;
  if (!a || !b) {
    rasqal_free_literal(a);
    rasqal_free_literal(b);
    return NULL;
  }
  rasqal_expression *sum = rasqal_new_2op_expression(world, op, rasqal_new_literal_expression(world, a),
                                                     rasqal_new_literal_expression(world, b));
  rasqal_literal *value = dm_evaluate(sum, grouper->context);
  rasqal_free_expression(sum);
  return value;
}

static rasqal_literal *literal_of(const struct grouper *grouper, dm_id id)
{
  rasqal_literal *literal = dm_literals_of(&grouper->source->literals, id);
  return literal ? rasqal_new_literal_from_literal(literal) : NULL;
}

static rasqal_literal *add_up(const struct grouper *grouper, const struct values *values, bool average)
{
  rasqal_literal *sum = make_integer(grouper, 0);
  if (values->failed) {
    rasqal_free_literal(sum);
    return NULL;
  }
  for (size_t i = 0; i < values->count; i++) {
    sum = combine(grouper, RASQAL_EXPR_PLUS, sum, literal_of(grouper, values->id[i]));
  }
  return average && values->count ? combine(grouper, RASQAL_EXPR_SLASH, sum, make_integer(grouper, values->count))
                                  : sum;
}

static rasqal_literal *extreme(const struct grouper *grouper, const struct values *values, int sign)
{
  dm_id best = values->count ? values->id[0] : DM_ID_NONE;
  for (size_t i = 1; i < values->count; i++) {
    struct dm_term a = term_of(grouper, values->id[i]);
    struct dm_term b = term_of(grouper, best);
    best = dm_modify_compare(&a, &b) * sign > 0 ? values->id[i] : best;
  }
  return best == DM_ID_NONE ? NULL : literal_of(grouper, best);
}

static int compare_terms(const void *a, const void *b) { return dm_modify_compare(a, b); }

/// Joined in order, for the rows come in none.
static rasqal_literal *join_texts(const struct grouper *grouper, const struct values *values,
                                  const rasqal_literal *separator)
{
  struct dm_buffer text = {0};
  struct dm_term *term = dm_malloc((values->count + 1) * sizeof *term);
  for (size_t i = 0; i < values->count; i++) {
    term[i] = term_of(grouper, values->id[i]);
  }
  qsort(term, values->count, sizeof *term, compare_terms);
  for (size_t i = 0; i < values->count; i++) {
    dm_buffer_add_text(&text, i == 0 ? "" : separator ? (const char *)separator->string : " ");
    dm_buffer_add_span(&text, term[i].value);
  }
  free(term);
  struct dm_term joined = dm_term_literal(dm_buffer_span(&text), (struct dm_span){0});
  rasqal_literal *literal = dm_literals_make(grouper->source->literals.world, &joined);
  dm_buffer_free(&text);
  return literal;
}

/// The value of an aggregate; NULL is an error.
static rasqal_literal *aggregate(const struct grouper *grouper, const rasqal_expression *node,
                                 const struct group *group, const struct dm_solutions *rows)
{
  bool distinct = (node->flags & RASQAL_EXPR_FLAG_DISTINCT) != 0;
  rasqal_expression *of = node->arg1 ? node->arg1 : raptor_sequence_get_at(node->args, 0);
  if (of->op == RASQAL_EXPR_VARSTAR) {
    return make_integer(grouper, count_rows(group, rows, distinct));
  }
  struct values values = values_of(grouper, of, distinct, group, rows);
  rasqal_literal *value = NULL;
  switch (node->op) {
  case RASQAL_EXPR_COUNT:
    value = make_integer(grouper, values.count);
    break;
  case RASQAL_EXPR_SUM:
  case RASQAL_EXPR_AVG:
    value = add_up(grouper, &values, node->op == RASQAL_EXPR_AVG);
    break;
  case RASQAL_EXPR_MIN:
  case RASQAL_EXPR_MAX:
    value = extreme(grouper, &values, node->op == RASQAL_EXPR_MAX ? 1 : -1);
    break;
  case RASQAL_EXPR_GROUP_CONCAT:
    value = join_texts(grouper, &values, node->literal);
    break;
  default:
    value = values.count ? literal_of(grouper, values.id[0]) : NULL;
  }
  free(values.id);
  return value;
}

/// The value of an expression over a group: its aggregates stand as literals while rasqal evaluates it.
static dm_id evaluate_group(const struct grouper *grouper, rasqal_expression *expression, const struct group *group,
                            const struct dm_solutions *rows, const dm_id *row)
{
  struct found found = {0};
  rasqal_expression kept[AGGREGATES];
  size_t done = 0;
  rasqal_expression_visit(expression, add_aggregate, &found);
  while (done < found.count) {
    rasqal_literal *value = aggregate(grouper, found.node[done], group, rows);
    if (!value) {
      break;
    }
    kept[done] = *found.node[done];
    found.node[done]->op = RASQAL_EXPR_LITERAL;
    found.node[done]->literal = value;
    done++;
  }
  dm_id id = done == found.count ? evaluate(grouper, expression, row) : DM_ID_NONE;
  for (size_t i = 0; i < done; i++) {
    rasqal_free_literal(found.node[i]->literal);
    *found.node[i] = kept[i];
  }
  return id;
}

/* Groups. */

static void fill_groups(const struct grouper *grouper, const struct dm_solutions *rows, struct groups *groups)
{
  raptor_sequence *conditions = rasqal_query_get_group_conditions_sequence(grouper->query);
  size_t keys = size_of(conditions);
  dm_id *key = dm_malloc((keys + 1) * sizeof *key);
  struct dm_idmap heads = {0};
  for (size_t i = 0; i < rows->count; i++) {
    for (size_t k = 0; k < keys; k++) {
      key[k] = evaluate(grouper, raptor_sequence_get_at(conditions, (int)k), rows->cell + i * rows->width);
    }
    struct members *group = find_group(groups, &heads, key, keys);
    *DM_PUSH(groups->arena, group->row, group->count, group->capacity) = i;
  }
  if (rows->count == 0 && keys == 0) { // aggregates over nothing are of one group
    find_group(groups, &heads, key, keys);
  }
  dm_idmap_free(&heads);
  free(key);
}

/// The variable that a GROUP BY names, also as `(expression AS ?variable)`; NULL if it names none.
static const rasqal_variable *variable_of(const struct grouper *grouper, const rasqal_expression *condition)
{
  rasqal_variable *named = condition->op == RASQAL_EXPR_LITERAL ? rasqal_literal_as_variable(condition->literal) : NULL;
  raptor_sequence *all = rasqal_query_get_all_variable_sequence(grouper->query);
  for (size_t i = 0; i < size_of(all) && !named; i++) {
    rasqal_variable *variable = raptor_sequence_get_at(all, (int)i);
    named = variable->expression == condition ? variable : NULL;
  }
  return named && named->type == RASQAL_VARIABLE_TYPE_NORMAL ? named : NULL;
}

/// A group has the variables it is grouped by, and no other.
static void begin_row(const struct grouper *grouper, const dm_id *key, dm_id *row)
{
  raptor_sequence *conditions = rasqal_query_get_group_conditions_sequence(grouper->query);
  for (size_t k = 0; k < size_of(conditions); k++) {
    const rasqal_expression *condition = raptor_sequence_get_at(conditions, (int)k);
    const rasqal_variable *variable = variable_of(grouper, condition);
    if (variable) {
      row[variable->offset] = key[k];
    }
  }
}

static bool has_group(const struct grouper *grouper, const struct group *group, const struct dm_solutions *rows,
                      const dm_id *row)
{
  raptor_sequence *having = rasqal_query_get_having_conditions_sequence(grouper->query);
  for (size_t i = 0; i < size_of(having); i++) {
    dm_id id = evaluate_group(grouper, raptor_sequence_get_at(having, (int)i), group, rows, row);
    if (!dm_modify_is_true(id == DM_ID_NONE ? NULL : dm_literals_of(&grouper->source->literals, id))) {
      return false;
    }
  }
  return true;
}

static void compute_columns(const struct grouper *grouper, const struct group *group, const struct dm_solutions *rows,
                            dm_id *row)
{
  raptor_sequence *selected = rasqal_query_get_bound_variable_sequence(grouper->query);
  for (size_t i = 0; i < size_of(selected); i++) {
    const rasqal_variable *variable = raptor_sequence_get_at(selected, (int)i);
    if (variable->expression && row[variable->offset] == DM_ID_NONE) {
      row[variable->offset] = evaluate_group(grouper, variable->expression, group, rows, row);
    }
  }
}

static void compute_groups(const struct grouper *grouper, struct dm_solutions *rows)
{
  struct groups groups = {.arena = dm_arena_new()};
  fill_groups(grouper, rows, &groups);
  struct dm_solutions out = {.width = rows->width, .capacity = groups.count + 1};
  out.cell = dm_malloc(out.capacity * (out.width + 1) * sizeof *out.cell);
  memset(out.cell, 0, out.capacity * (out.width + 1) * sizeof *out.cell);
  for (uint32_t i = 0; i < groups.count; i++) {
    struct group group = {groups.group[i].count, groups.group[i].row};
    dm_id *row = out.cell + out.count * out.width;
    memset(row, 0, out.width * sizeof *row);
    begin_row(grouper, groups.group[i].key, row);
    compute_columns(grouper, &group, rows, row);
    out.count += has_group(grouper, &group, rows, row) ? 1 : 0;
  }
  free(rows->cell);
  *rows = out;
  dm_arena_free(groups.arena);
}

static bool is_grouped(rasqal_query *query)
{
  raptor_sequence *selected = rasqal_query_get_bound_variable_sequence(query);
  bool grouped = size_of(rasqal_query_get_group_conditions_sequence(query)) > 0 ||
                 size_of(rasqal_query_get_having_conditions_sequence(query)) > 0;
  for (size_t i = 0; i < size_of(selected) && !grouped; i++) {
    const rasqal_variable *variable = raptor_sequence_get_at(selected, (int)i);
    grouped = variable->expression && dm_group_aggregates(variable->expression);
  }
  return grouped;
}

void dm_group_compute(rasqal_query *query, struct dm_source *source, rasqal_evaluation_context *context,
                      const rasqal_variable *variable, rasqal_expression *expression, struct dm_solutions *rows)
{
  struct grouper grouper = {query, source, context};
  for (size_t i = 0; i < rows->count; i++) {
    dm_id *row = rows->cell + i * rows->width;
    row[variable->offset] = evaluate(&grouper, expression, row);
  }
}

void dm_group(rasqal_query *query, struct dm_source *source, rasqal_evaluation_context *context,
              struct dm_solutions *rows)
{
  struct grouper grouper = {query, source, context};
  raptor_sequence *conditions = rasqal_query_get_group_conditions_sequence(query);
  for (size_t i = 0; i < size_of(conditions); i++) { // GROUP BY (expression AS ?variable)
    rasqal_expression *condition = raptor_sequence_get_at(conditions, (int)i);
    rasqal_variable *variable =
        condition->op == RASQAL_EXPR_LITERAL ? rasqal_literal_as_variable(condition->literal) : NULL;
    if (variable && variable->expression) {
      dm_group_compute(query, source, context, variable, variable->expression, rows);
    }
  }
  if (is_grouped(query)) {
    compute_groups(&grouper, rows);
    return;
  }
  const struct group none = {0};
  for (size_t i = 0; i < rows->count; i++) {
    compute_columns(&grouper, &none, rows, rows->cell + i * rows->width);
  }
}
