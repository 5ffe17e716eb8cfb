// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/modify.h"

#include "base/fail.h"
#include "base/hash.h"
#include "redland/evaluate.h"

#include <stdlib.h>
#include <string.h>

size_t dm_modify_width(rasqal_query *query, bool anonymous)
{
  raptor_sequence *all =
      anonymous ? rasqal_query_get_anonymous_variable_sequence(query) : rasqal_query_get_all_variable_sequence(query);
  size_t width = 0;
  int count = all ? raptor_sequence_size(all) : 0;
  for (int i = 0; i < count; i++) {
    const rasqal_variable *variable = raptor_sequence_get_at(all, i);
    bool wanted = anonymous == (variable->type == RASQAL_VARIABLE_TYPE_ANONYMOUS);
    width = wanted && (size_t)variable->offset + 1 > width ? (size_t)variable->offset + 1 : width;
  }
  return width;
}

/// Give the query's variables the values of a row.
static void set_variables(rasqal_query *query, struct dm_literals *literals, const dm_id *row)
{
  raptor_sequence *all = rasqal_query_get_all_variable_sequence(query);
  int count = all ? raptor_sequence_size(all) : 0;
  for (int i = 0; i < count; i++) {
    rasqal_variable *variable = raptor_sequence_get_at(all, i);
    if (variable->type == RASQAL_VARIABLE_TYPE_ANONYMOUS) {
      continue;
    }
    dm_id id = row[variable->offset];
    rasqal_literal *value = id == DM_ID_NONE ? NULL : dm_literals_of(literals, id);
    rasqal_variable_set_value(variable, value ? rasqal_new_literal_from_literal(value) : NULL);
  }
}

bool dm_modify_is_true(const rasqal_literal *value)
{
  switch (value ? value->type : RASQAL_LITERAL_UNKNOWN) {
  case RASQAL_LITERAL_BOOLEAN:
  case RASQAL_LITERAL_INTEGER:
  case RASQAL_LITERAL_INTEGER_SUBTYPE:
    return value->value.integer != 0;
  case RASQAL_LITERAL_DOUBLE:
  case RASQAL_LITERAL_FLOAT:
    return value->value.floating < 0 || value->value.floating > 0;
  case RASQAL_LITERAL_DECIMAL:
    return value->string && strpbrk((const char *)value->string, "123456789");
  case RASQAL_LITERAL_STRING:
  case RASQAL_LITERAL_XSD_STRING:
    return value->string_len > 0;
  default:
    return false;
  }
}

bool dm_modify_holds(rasqal_query *query, struct dm_literals *literals, rasqal_evaluation_context *context,
                     rasqal_expression *expression, const dm_id *row)
{
  set_variables(query, literals, row);
  rasqal_literal *value = dm_evaluate(expression, context);
  bool holds = dm_modify_is_true(value);
  rasqal_free_literal(value);
  return holds;
}

dm_id dm_modify_value(rasqal_query *query, struct dm_literals *literals, rasqal_evaluation_context *context,
                      rasqal_expression *expression, const dm_id *row)
{
  set_variables(query, literals, row);
  rasqal_literal *value = dm_evaluate(expression, context);
  dm_id id = value ? dm_literals_intern(literals, value) : DM_ID_NONE;
  rasqal_free_literal(value);
  return id;
}

/* Order: unbound, blank nodes, IRIs, numbers, other literals (SPARQL 1.1, section 15.1). */

struct key {
  int rank;
  double number;
  struct dm_term term;
};

struct sorted {
  size_t row;
  const struct key *key; ///< [conditions]
  const bool *down;      ///< [conditions]
  size_t count;
};

static bool is_number(const struct dm_term *term, double *out)
{
  static const char *const types[] = {"integer",         "decimal", "double", "float",       "nonNegativeInteger",
                                      "positiveInteger", "int",     "long",   "unsignedInt", "unsignedLong"};
  struct dm_span namespace = DM_LITERAL("http://www.w3.org/2001/XMLSchema#");
  if (term->kind != DM_TERM_LITERAL || !dm_span_starts(term->datatype, namespace)) {
    return false;
  }
  struct dm_span local = {term->datatype.data + namespace.size, term->datatype.size - namespace.size};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (dm_span_equal(local, dm_span_of(types[i]))) {
      char text[64] = {0};
      memcpy(text, term->value.data, term->value.size < sizeof text ? term->value.size : sizeof text - 1);
      *out = strtod(text, NULL);
      return true;
    }
  }
  return false;
}

static struct key key_of(const struct dm_term *term)
{
  struct key key = {.term = *term};
  if (is_number(term, &key.number)) {
    key.rank = 3;
  } else {
    key.rank = term->kind == DM_TERM_NONE ? 0 : term->kind == DM_TERM_BLANK ? 1 : term->kind == DM_TERM_IRI ? 2 : 4;
  }
  return key;
}

static int compare_keys(const struct key *a, const struct key *b)
{
  if (a->rank != b->rank) {
    return a->rank < b->rank ? -1 : 1;
  }
  if (a->rank == 3 && (a->number < b->number || a->number > b->number)) {
    return a->number < b->number ? -1 : 1;
  }
  return dm_term_compare(&a->term, &b->term);
}

int dm_modify_compare(const struct dm_term *a, const struct dm_term *b)
{
  struct key left = key_of(a);
  struct key right = key_of(b);
  return compare_keys(&left, &right);
}

static int compare_sorted(const void *left, const void *right)
{
  const struct sorted *a = left;
  const struct sorted *b = right;
  for (size_t i = 0; i < a->count; i++) {
    int order = compare_keys(&a->key[i], &b->key[i]);
    if (order) {
      return a->down[i] ? -order : order;
    }
  }
  return a->row < b->row ? -1 : 1;
}

static void order_rows(rasqal_query *query, struct dm_source *source, rasqal_evaluation_context *context,
                       struct dm_solutions *solutions)
{
  raptor_sequence *conditions = rasqal_query_get_order_conditions_sequence(query);
  size_t count = conditions ? (size_t)raptor_sequence_size(conditions) : 0;
  if (count == 0 || solutions->count < 2) {
    return;
  }
  struct dm_arena *arena = dm_arena_new();
  struct sorted *rows = DM_NEW(arena, struct sorted, solutions->count);
  bool *down = DM_NEW(arena, bool, count);
  for (size_t i = 0; i < solutions->count; i++) {
    struct key *key = DM_NEW(arena, struct key, count);
    set_variables(query, &source->literals, solutions->cell + i * solutions->width);
    for (size_t c = 0; c < count; c++) {
      rasqal_expression *condition = raptor_sequence_get_at(conditions, (int)c);
      bool wrapped = condition->op == RASQAL_EXPR_ORDER_COND_ASC || condition->op == RASQAL_EXPR_ORDER_COND_DESC;
      down[c] = condition->op == RASQAL_EXPR_ORDER_COND_DESC;
      rasqal_literal *value = dm_evaluate(wrapped ? condition->arg1 : condition, context);
      struct dm_term term = dm_literals_term(&source->literals, value, arena);
      key[c] = key_of(&term);
      key[c].term.value.data = dm_arena_copy(arena, term.value.data, term.value.size);
      rasqal_free_literal(value);
    }
    rows[i] = (struct sorted){.row = i, .key = key, .down = down, .count = count};
  }
  qsort(rows, solutions->count, sizeof *rows, compare_sorted);
  dm_id *cell = dm_malloc((solutions->count * solutions->width + 1) * sizeof *cell);
  for (size_t i = 0; i < solutions->count; i++) {
    memcpy(cell + i * solutions->width, solutions->cell + rows[i].row * solutions->width,
           solutions->width * sizeof *cell);
  }
  free(solutions->cell);
  solutions->cell = cell;
  solutions->capacity = solutions->count;
  dm_arena_free(arena);
}

/* Repeats. */

struct selection {
  size_t count;
  size_t *offset; ///< [count] of the selected variables
};

static uint64_t hash_row(const struct selection *selection, const dm_id *row)
{
  uint64_t hash = selection->count;
  for (size_t i = 0; i < selection->count; i++) {
    hash = dm_hash_join(hash, row[selection->offset[i]]);
  }
  return hash;
}

static bool same_row(const struct selection *selection, const dm_id *a, const dm_id *b)
{
  for (size_t i = 0; i < selection->count; i++) {
    if (a[selection->offset[i]] != b[selection->offset[i]]) {
      return false;
    }
  }
  return true;
}

static void drop_repeats(const struct selection *selection, struct dm_solutions *solutions)
{
  size_t slots = 64;
  while (slots < 2 * solutions->count) {
    slots *= 2;
  }
  size_t *table = dm_malloc(slots * sizeof *table); // row + 1 of a kept row
  memset(table, 0, slots * sizeof *table);
  size_t kept = 0;
  for (size_t i = 0; i < solutions->count; i++) {
    const dm_id *row = solutions->cell + i * solutions->width;
    size_t slot = (size_t)hash_row(selection, row) & (slots - 1);
    while (table[slot] && !same_row(selection, row, solutions->cell + (table[slot] - 1) * solutions->width)) {
      slot = (slot + 1) & (slots - 1);
    }
    if (!table[slot]) {
      memmove(solutions->cell + kept * solutions->width, row, solutions->width * sizeof *row);
      table[slot] = ++kept;
    }
  }
  solutions->count = kept;
  free(table);
}

static void drop_unselected(rasqal_query *query, struct dm_solutions *solutions)
{
  raptor_sequence *selected = rasqal_query_get_bound_variable_sequence(query);
  struct selection selection = {.count = selected ? (size_t)raptor_sequence_size(selected) : 0};
  selection.offset = dm_malloc((selection.count + 1) * sizeof *selection.offset);
  for (size_t i = 0; i < selection.count; i++) {
    const rasqal_variable *variable = raptor_sequence_get_at(selected, (int)i);
    selection.offset[i] = (size_t)variable->offset;
  }
  drop_repeats(&selection, solutions);
  free(selection.offset);
}

static void cut(rasqal_query *query, struct dm_solutions *solutions)
{
  int limit = rasqal_query_get_limit(query);
  int offset = rasqal_query_get_offset(query);
  size_t skip = offset > 0 ? (size_t)offset : 0;
  if (solutions->count == 0) {
    return;
  }
  skip = skip < solutions->count ? skip : solutions->count;
  memmove(solutions->cell, solutions->cell + skip * solutions->width,
          (solutions->count - skip) * solutions->width * sizeof *solutions->cell);
  solutions->count -= skip;
  if (limit >= 0 && (size_t)limit < solutions->count) {
    solutions->count = (size_t)limit;
  }
}

void dm_modify(rasqal_query *query, struct dm_source *source, rasqal_evaluation_context *context,
               struct dm_solutions *solutions)
{
  if (rasqal_query_get_verb(query) != RASQAL_QUERY_VERB_SELECT) {
    return;
  }
  order_rows(query, source, context, solutions);
  if (rasqal_query_get_distinct(query)) {
    drop_unselected(query, solutions);
  }
  cut(query, solutions);
}
