// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/solve.h"

#include "base/fail.h"
#include "base/hash.h"
#include "redland/group.h"
#include "redland/modify.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64 }; ///< OPTIONALs within each other

struct solver {
  struct dm_source *source;
  rasqal_query *query;
  rasqal_evaluation_context *context;
  size_t width;
  size_t named_count; ///< variables with a name; those without follow, which rasqal counts anew from 0
  size_t blank_count;
  const char **blank; ///< [blank_count] labels of blank nodes in patterns: variables behind the others
  dm_id graph;        ///< that patterns are matched in; DM_ID_NONE: the default graph
};

/* Rows. */

static dm_id *add_row(struct dm_solutions *rows, const dm_id *cells)
{
  if (rows->count == rows->capacity) {
    rows->capacity = rows->capacity ? 2 * rows->capacity : 64;
    rows->cell = dm_realloc(rows->cell, rows->capacity * (rows->width ? rows->width : 1) * sizeof *rows->cell);
  }
  dm_id *row = rows->cell + rows->count++ * rows->width;
  memcpy(row, cells, rows->width * sizeof *row);
  return row;
}

// NOLINTBEGIN(clang-analyzer-unix.Malloc): it takes the rows of a GRAPH for those that are asked, which a sink has seen
static const dm_id *row_at(const struct dm_solutions *rows, size_t index) { return rows->cell + index * rows->width; }

static void add_rows(struct dm_solutions *to, const struct dm_solutions *from)
{
  for (size_t i = 0; i < from->count; i++) {
    add_row(to, row_at(from, i));
  }
}

void dm_solutions_free(struct dm_solutions *solutions)
{
  free(solutions->cell);
  *solutions = (struct dm_solutions){0};
}

static void replace_rows(struct dm_solutions *rows, const struct dm_solutions *by)
{
  free(rows->cell);
  *rows = *by;
}

// NOLINTEND(clang-analyzer-unix.Malloc)

static struct dm_solutions no_rows(const struct solver *solver)
{
  return (struct dm_solutions){.width = solver->width};
}

/* Triple patterns. */

/// A position of a triple pattern: a term, or a variable.
struct slot {
  bool variable;
  size_t offset; ///< of the variable
  dm_id id;      ///< of the term; DM_ID_NONE: the store has it not
};

static size_t find_blank(const struct solver *solver, const char *label)
{
  size_t at = 0;
  while (at < solver->blank_count && strcmp(solver->blank[at], label) != 0) {
    at++;
  }
  return at;
}

static void add_blank(struct solver *solver, const rasqal_literal *literal)
{
  if (!literal || literal->type != RASQAL_LITERAL_BLANK) {
    return;
  }
  const char *label = (const char *)literal->string;
  if (find_blank(solver, label) == solver->blank_count) {
    solver->blank = dm_realloc(solver->blank, (solver->blank_count + 1) * sizeof *solver->blank);
    solver->blank[solver->blank_count++] = label;
  }
}

/// A blank node in a pattern is a variable that cannot be selected (SPARQL 1.1, section 4.1.4).
static void find_blanks(struct solver *solver)
{
  const rasqal_triple *triple;
  for (int i = 0; (triple = rasqal_query_get_triple(solver->query, i)); i++) {
    add_blank(solver, triple->subject);
    add_blank(solver, triple->predicate);
    add_blank(solver, triple->object);
  }
}

static struct slot slot_of(const struct solver *solver, rasqal_literal *literal)
{
  if (literal->type == RASQAL_LITERAL_BLANK) {
    size_t behind = solver->width - solver->blank_count;
    return (struct slot){.variable = true, .offset = behind + find_blank(solver, (const char *)literal->string)};
  }
  rasqal_variable *variable = rasqal_literal_as_variable(literal);
  if (variable) {
    size_t before = variable->type == RASQAL_VARIABLE_TYPE_ANONYMOUS ? solver->named_count : 0;
    return (struct slot){.variable = true, .offset = before + (size_t)variable->offset};
  }
  return (struct slot){.id = dm_literals_id(&solver->source->literals, literal)};
}

static void slots_of(const struct solver *solver, const rasqal_triple *triple, struct slot slots[3])
{
  slots[0] = slot_of(solver, triple->subject);
  slots[1] = slot_of(solver, triple->predicate);
  slots[2] = slot_of(solver, triple->object);
}

static bool bind(const struct slot *slot, dm_id id, dm_id *row)
{
  if (!slot->variable) {
    return true;
  }
  if (row[slot->offset] == DM_ID_NONE) {
    row[slot->offset] = id;
  }
  return row[slot->offset] == id;
}

static enum dm_status extend_row(const struct solver *solver, const struct slot slots[3], const dm_id *row,
                                 struct dm_solutions *out)
{
  dm_id wanted[3];
  for (unsigned i = 0; i < 3; i++) {
    wanted[i] = slots[i].variable ? row[slots[i].offset] : slots[i].id;
    if ((!slots[i].variable && wanted[i] == DM_ID_NONE) || dm_literals_is_made(wanted[i])) {
      return DM_OK;
    }
  }
  struct dm_id_quad pattern = {wanted[0], wanted[1], wanted[2], solver->graph};
  struct dm_id_quad quad;
  struct dm_walk *walk;
  DM_TRY(dm_walk_new(&solver->source->dataset, &pattern, NULL, &walk));
  while (!dm_source_is_stopped(solver->source) && dm_walk_next(walk, &quad)) {
    dm_id *longer = add_row(out, row);
    bool fits = bind(&slots[0], quad.subject, longer) && bind(&slots[1], quad.predicate, longer) &&
                bind(&slots[2], quad.object, longer);
    out->count -= fits ? 0 : 1;
  }
  dm_walk_free(walk);
  return DM_OK;
}

/// How narrow a pattern is once the variables in `known` are bound: bound positions, the selective ones more.
static int narrowness(const struct slot slots[3], const bool *known)
{
  static const int weight[3] = {4, 1, 3};
  int sum = 0;
  for (unsigned i = 0; i < 3; i++) {
    sum += !slots[i].variable || known[slots[i].offset] ? weight[i] : 0;
  }
  return sum;
}

static enum dm_status solve_triple(const struct solver *solver, const struct slot slots[3], struct dm_solutions *rows)
{
  struct dm_solutions out = no_rows(solver);
  enum dm_status status = DM_OK;
  for (size_t i = 0; i < rows->count && status == DM_OK && !dm_source_is_stopped(solver->source); i++) {
    status = extend_row(solver, slots, row_at(rows, i), &out);
  }
  replace_rows(rows, &out);
  return status;
}

/// The narrowest pattern that is left; `left` is not empty.
static size_t choose_triple(struct slot (*slots)[3], const bool *done, size_t count, const bool *known)
{
  size_t best = count;
  int best_score = -1;
  for (size_t i = 0; i < count; i++) {
    int score = done[i] ? -1 : narrowness(slots[i], known);
    if (score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

static enum dm_status solve_basic(const struct solver *solver, rasqal_graph_pattern *pattern, struct dm_solutions *rows)
{
  size_t count = 0;
  while (rasqal_graph_pattern_get_triple(pattern, (int)count)) {
    count++;
  }
  struct slot(*slots)[3] = dm_malloc((count + 1) * sizeof *slots);
  bool *known = dm_malloc(solver->width + 1);
  bool *done = dm_malloc(count + 1);
  memset(done, 0, count + 1);
  for (size_t v = 0; v < solver->width; v++) {
    known[v] = rows->count > 0 && row_at(rows, 0)[v] != DM_ID_NONE;
  }
  for (size_t i = 0; i < count; i++) {
    slots_of(solver, rasqal_graph_pattern_get_triple(pattern, (int)i), slots[i]);
  }
  enum dm_status status = DM_OK;
  for (size_t i = 0; i < count && status == DM_OK && rows->count > 0; i++) {
    size_t next = choose_triple(slots, done, count, known);
    done[next] = true;
    status = solve_triple(solver, slots[next], rows);
    for (unsigned k = 0; k < 3; k++) {
      if (slots[next][k].variable) {
        known[slots[next][k].offset] = true;
      }
    }
  }
  free(slots);
  free(known);
  free(done);
  return status;
}

/* Patterns of patterns. */

static enum dm_status solve_pattern(struct solver *solver, rasqal_graph_pattern *pattern, struct dm_solutions *rows);

static enum dm_status solve_optional(struct solver *solver, rasqal_graph_pattern *pattern, struct dm_solutions *rows)
{
  struct dm_solutions out = no_rows(solver);
  enum dm_status status = DM_OK;
  for (size_t i = 0; i < rows->count && status == DM_OK; i++) {
    struct dm_solutions longer = no_rows(solver);
    add_row(&longer, row_at(rows, i));
    status = solve_pattern(solver, pattern, &longer);
    if (longer.count) {
      add_rows(&out, &longer);
    } else {
      add_row(&out, row_at(rows, i));
    }
    dm_solutions_free(&longer);
  }
  replace_rows(rows, &out);
  return status;
}

static enum dm_status solve_union(struct solver *solver, rasqal_graph_pattern *pattern, struct dm_solutions *rows)
{
  struct dm_solutions out = no_rows(solver);
  enum dm_status status = DM_OK;
  rasqal_graph_pattern *branch;
  for (int i = 0; status == DM_OK && (branch = rasqal_graph_pattern_get_sub_graph_pattern(pattern, i)); i++) {
    struct dm_solutions copy = no_rows(solver);
    add_rows(&copy, rows);
    status = solve_pattern(solver, branch, &copy);
    add_rows(&out, &copy);
    dm_solutions_free(&copy);
  }
  replace_rows(rows, &out);
  return status;
}

static void filter_rows(const struct solver *solver, rasqal_expression *expression, struct dm_solutions *rows)
{
  size_t kept = 0;
  for (size_t i = 0; i < rows->count && !dm_source_is_stopped(solver->source); i++) {
    dm_id *row = rows->cell + i * rows->width;
    if (dm_modify_holds(solver->query, &solver->source->literals, solver->context, expression, row)) {
      memmove(rows->cell + kept++ * rows->width, row, rows->width * sizeof *row);
    }
  }
  rows->count = kept;
}

static enum dm_status solve_minus(struct solver *solver, rasqal_graph_pattern *pattern, struct dm_solutions *rows);

static enum dm_status solve_part(struct solver *solver, rasqal_graph_pattern *part, struct dm_solutions *rows)
{
  switch (rasqal_graph_pattern_get_operator(part)) {
  case RASQAL_GRAPH_PATTERN_OPERATOR_OPTIONAL:
    return solve_optional(solver, part, rows);
  case RASQAL_GRAPH_PATTERN_OPERATOR_MINUS:
    return solve_minus(solver, part, rows);
  case RASQAL_GRAPH_PATTERN_OPERATOR_LET:
    dm_group_compute(solver->query, solver->source, solver->context, rasqal_graph_pattern_get_variable(part),
                     rasqal_graph_pattern_get_filter_expression(part), rows);
    return DM_OK;
  default:
    return solve_pattern(solver, part, rows);
  }
}

static enum dm_status solve_parts(struct solver *solver, rasqal_graph_pattern *pattern, struct dm_solutions *rows)
{
  rasqal_graph_pattern *part;
  for (int i = 0; (part = rasqal_graph_pattern_get_sub_graph_pattern(pattern, i)); i++) {
    if (rasqal_graph_pattern_get_operator(part) != RASQAL_GRAPH_PATTERN_OPERATOR_FILTER) {
      DM_TRY(solve_part(solver, part, rows));
    }
  }
  for (int i = 0; (part = rasqal_graph_pattern_get_sub_graph_pattern(pattern, i)); i++) {
    if (rasqal_graph_pattern_get_operator(part) == RASQAL_GRAPH_PATTERN_OPERATOR_FILTER) {
      filter_rows(solver, rasqal_graph_pattern_get_filter_expression(part), rows);
    }
  }
  return DM_OK;
}

/* MINUS (SPARQL 1.1, section 18.5): a solution goes if one of the right side agrees with it in a variable that both bind. */

/// Variables that the triples of a pattern name.  @return whether each solution of it binds all of them.
static bool mark_variables(const struct solver *solver, rasqal_graph_pattern *pattern, bool *named)
{
  rasqal_graph_pattern_operator kind = rasqal_graph_pattern_get_operator(pattern);
  bool flat = kind != RASQAL_GRAPH_PATTERN_OPERATOR_OPTIONAL && kind != RASQAL_GRAPH_PATTERN_OPERATOR_UNION &&
              kind != RASQAL_GRAPH_PATTERN_OPERATOR_GRAPH && kind != RASQAL_GRAPH_PATTERN_OPERATOR_LET;
  const rasqal_triple *triple;
  rasqal_graph_pattern *part;
  bool basic = kind == RASQAL_GRAPH_PATTERN_OPERATOR_BASIC;
  for (int i = 0; basic && (triple = rasqal_graph_pattern_get_triple(pattern, i)); i++) {
    struct slot slots[3];
    slots_of(solver, triple, slots);
    for (unsigned k = 0; k < 3; k++) {
      if (slots[k].variable) {
        named[slots[k].offset] = true;
      }
    }
  }
  for (int i = 0; (part = rasqal_graph_pattern_get_sub_graph_pattern(pattern, i)); i++) {
    bool minus = rasqal_graph_pattern_get_operator(part) == RASQAL_GRAPH_PATTERN_OPERATOR_MINUS;
    flat = !minus && mark_variables(solver, part, named) && flat;
  }
  return flat;
}

/// Where the right side binds all that it names, only what agrees with the row is looked for.
static enum dm_status agrees_flat(struct solver *solver, rasqal_graph_pattern *pattern, const bool *named,
                                  const dm_id *row, bool *out)
{
  struct dm_solutions found = no_rows(solver);
  dm_id *seed = add_row(&found, row);
  bool shared = false;
  for (size_t v = 0; v < solver->width; v++) {
    seed[v] = named[v] ? seed[v] : DM_ID_NONE;
    shared = shared || seed[v] != DM_ID_NONE;
  }
  enum dm_status status = shared ? solve_parts(solver, pattern, &found) : DM_OK;
  *out = shared && found.count > 0;
  dm_solutions_free(&found);
  return status;
}

static bool agree(const dm_id *a, const dm_id *b, size_t width)
{
  bool shared = false;
  for (size_t v = 0; v < width; v++) {
    if (a[v] != DM_ID_NONE && b[v] != DM_ID_NONE) {
      if (a[v] != b[v]) {
        return false;
      }
      shared = true;
    }
  }
  return shared;
}

static bool agrees_some(const struct solver *solver, const struct dm_solutions *right, const dm_id *row)
{
  for (size_t i = 0; i < right->count; i++) {
    if (agree(row, row_at(right, i), solver->width)) {
      return true;
    }
  }
  return false;
}

static enum dm_status solve_minus(struct solver *solver, rasqal_graph_pattern *pattern, struct dm_solutions *rows)
{
  bool *named = dm_malloc(solver->width + 1);
  memset(named, 0, solver->width + 1);
  bool flat = mark_variables(solver, pattern, named);
  struct dm_solutions right = no_rows(solver);
  enum dm_status status = DM_OK;
  if (!flat) {
    dm_id *empty = dm_malloc((solver->width + 1) * sizeof *empty);
    memset(empty, 0, (solver->width + 1) * sizeof *empty);
    add_row(&right, empty);
    free(empty);
    status = solve_parts(solver, pattern, &right);
  }
  size_t kept = 0;
  for (size_t i = 0; i < rows->count && status == DM_OK; i++) {
    dm_id *row = rows->cell + i * rows->width;
    bool goes = !flat && agrees_some(solver, &right, row);
    status = flat ? agrees_flat(solver, pattern, named, row, &goes) : DM_OK;
    if (!goes) {
      memmove(rows->cell + kept++ * rows->width, row, rows->width * sizeof *row);
    }
  }
  rows->count = kept;
  dm_solutions_free(&right);
  free(named);
  return status;
}

/// A GRAPH pattern while it is asked of one graph after another.
struct asking {
  struct solver *solver;
  rasqal_graph_pattern *pattern;
  struct slot name;
  const struct dm_solutions *rows;
  struct dm_solutions *out;
};

static enum dm_status ask_graph(void *context, dm_id graph)
{
  struct asking *asking = context;
  struct solver *solver = asking->solver;
  struct dm_solutions here = no_rows(solver);
  for (size_t i = 0; i < asking->rows->count; i++) {
    dm_id *row = add_row(&here, row_at(asking->rows, i));
    here.count -= bind(&asking->name, graph, row) ? 0 : 1;
  }
  dm_id outer = solver->graph;
  solver->graph = graph;
  enum dm_status status = here.count ? solve_parts(solver, asking->pattern, &here) : DM_OK;
  solver->graph = outer;
  add_rows(asking->out, &here);
  dm_solutions_free(&here);
  return status;
}

static enum dm_status solve_graph(struct solver *solver, rasqal_graph_pattern *pattern, struct dm_solutions *rows)
{
  struct dm_solutions out = no_rows(solver);
  struct asking asking = {.solver = solver,
                          .pattern = pattern,
                          .name = slot_of(solver, rasqal_graph_pattern_get_origin(pattern)),
                          .rows = rows,
                          .out = &out};
  if (!asking.name.variable && asking.name.id == DM_ID_NONE) {
    rows->count = 0;
    return DM_OK;
  }
  enum dm_status status = asking.name.variable ? dm_dataset_each_graph(&solver->source->dataset, ask_graph, &asking)
                                               : ask_graph(&asking, asking.name.id);
  replace_rows(rows, &out);
  return status;
}

static enum dm_status solve_pattern(struct solver *solver, rasqal_graph_pattern *pattern, struct dm_solutions *rows)
{
  switch (rasqal_graph_pattern_get_operator(pattern)) {
  case RASQAL_GRAPH_PATTERN_OPERATOR_BASIC:
    return solve_basic(solver, pattern, rows);
  case RASQAL_GRAPH_PATTERN_OPERATOR_UNION:
    return solve_union(solver, pattern, rows);
  case RASQAL_GRAPH_PATTERN_OPERATOR_GRAPH:
    return solve_graph(solver, pattern, rows);
  default:
    return solve_parts(solver, pattern, rows);
  }
}

/* What is solved here. */

struct census {
  bool plain;
  bool nested; ///< an OPTIONAL stands within another
};

static void take_census(rasqal_graph_pattern *pattern, unsigned depth, struct census *census)
{
  rasqal_graph_pattern *part;
  switch (rasqal_graph_pattern_get_operator(pattern)) {
  case RASQAL_GRAPH_PATTERN_OPERATOR_OPTIONAL:
    census->nested = census->nested || depth > 0;
    depth++;
    break;
  case RASQAL_GRAPH_PATTERN_OPERATOR_BASIC:
  case RASQAL_GRAPH_PATTERN_OPERATOR_UNION:
  case RASQAL_GRAPH_PATTERN_OPERATOR_GROUP:
  case RASQAL_GRAPH_PATTERN_OPERATOR_GRAPH:
  case RASQAL_GRAPH_PATTERN_OPERATOR_FILTER:
  case RASQAL_GRAPH_PATTERN_OPERATOR_MINUS:
  case RASQAL_GRAPH_PATTERN_OPERATOR_LET:
    break;
  default:
    census->plain = false;
  }
  for (int i = 0; depth < DEEPEST && (part = rasqal_graph_pattern_get_sub_graph_pattern(pattern, i)); i++) {
    take_census(part, depth, census);
  }
}

static bool has_some(raptor_sequence *sequence) { return sequence && raptor_sequence_size(sequence) > 0; }

/// VALUES, or an aggregate in ORDER BY.
static bool is_beyond(rasqal_query *query)
{
  raptor_sequence *order = rasqal_query_get_order_conditions_sequence(query);
  int count = order ? raptor_sequence_size(order) : 0;
  for (int i = 0; i < count; i++) {
    if (dm_group_aggregates(raptor_sequence_get_at(order, i))) {
      return true;
    }
  }
  return has_some(rasqal_query_get_bindings_rows_sequence(query));
}

enum dm_solvable dm_solve_check(rasqal_query *query)
{
  struct census census = {.plain = true};
  rasqal_query_verb verb = rasqal_query_get_verb(query);
  rasqal_graph_pattern *where = rasqal_query_get_query_graph_pattern(query);
  if (where) {
    take_census(where, 0, &census);
  }
  bool rows = verb == RASQAL_QUERY_VERB_SELECT || verb == RASQAL_QUERY_VERB_ASK;
  if (rows && census.plain && !is_beyond(query)) {
    return DM_SOLVABLE;
  }
  return census.nested ? DM_SOLVABLE_BAD : DM_SOLVABLE_NOT;
}

enum dm_status dm_solve(rasqal_query *query, struct dm_source *source, struct dm_solutions *out)
{
  struct solver solver = {.source = source, .query = query};
  find_blanks(&solver);
  solver.named_count = dm_modify_width(query, false);
  solver.width = solver.named_count + dm_modify_width(query, true) + solver.blank_count;
  solver.context = rasqal_new_evaluation_context(source->literals.world, NULL, RASQAL_COMPARE_XQUERY);
  if (!solver.context) {
    dm_fail("rasqal cannot evaluate");
  }
  *out = no_rows(&solver);
  dm_id *row = dm_malloc((solver.width + 1) * sizeof *row);
  memset(row, 0, (solver.width + 1) * sizeof *row);
  add_row(out, row);
  free(row);
  rasqal_graph_pattern *where = rasqal_query_get_query_graph_pattern(query);
  enum dm_status status = where ? solve_pattern(&solver, where, out) : DM_OK;
  if (status == DM_OK) {
    dm_group(query, source, solver.context, out);
    dm_modify(query, source, solver.context, out);
  } else {
    dm_solutions_free(out);
  }
  rasqal_free_evaluation_context(solver.context);
  free(solver.blank);
  return status;
}
