// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/redland.h"

#include "base/fail.h"
#include "base/utf8.h"
#include "rdf/terms.h"
#include "rdf/writer.h"
#include "redland/bind.h"
#include "redland/describe.h"
#include "redland/sequence.h"
#include "redland/solve.h"
#include "redland/source.h"
#include "redland/values.h"

#include <stdlib.h>
#include <string.h>

/// A query being run.
struct run {
  const struct dm_redland_data *data;
  const struct dm_redland_output *output;
  struct dm_diag *diag;
  struct dm_arena *arena; ///< the whole query
  struct dm_arena *row;   ///< one row
  struct dm_span base;
  rasqal_world *world;
  struct dm_source source;
  bool said; ///< an error has been
};

static void hear_message(void *context, raptor_log_message *message)
{
  struct run *run = context;
  int line = message->locator ? message->locator->line : 0;
  if (message->level < RAPTOR_LOG_LEVEL_ERROR || run->said) {
    return; // warnings are of style: a variable that is selected and nowhere bound
  }
  run->said = true;
  dm_diag_say(run->diag, DM_ERROR, line > 0 ? (uint64_t)line : 0, "%s", message->text);
}

static enum dm_status fail(struct run *run, const char *words)
{
  if (!run->said) {
    run->said = true;
    dm_diag_error(run->diag, "%s", words);
  }
  return DM_ERR_QUERY;
}

static bool is_stopped(const struct run *run) { return dm_source_is_stopped(&run->source); }

static raptor_uri *make_uri(struct run *run, struct dm_span iri)
{
  raptor_world *raptor = rasqal_world_get_raptor(run->world);
  return raptor_new_uri_from_counted_string(raptor, (const unsigned char *)iri.data, iri.size);
}

static struct dm_span uri_span(raptor_uri *uri)
{
  size_t size = 0;
  const unsigned char *text = raptor_uri_as_counted_string(uri, &size);
  return (struct dm_span){(const char *)text, size};
}

static enum dm_status parse(struct run *run, const char *text, rasqal_query **out)
{
  rasqal_query *query = rasqal_new_query(run->world, "sparql11-query", NULL);
  raptor_uri *base = run->base.size ? make_uri(run, run->base) : NULL;
  if (!query) {
    dm_fail("rasqal has no SPARQL");
  }
  rasqal_query_set_feature(query, RASQAL_FEATURE_NO_NET, 1);
  int failed = rasqal_query_prepare(query, (const unsigned char *)text, base);
  if (base) {
    raptor_free_uri(base);
  }
  if (failed || run->said) {
    rasqal_free_query(query);
    return fail(run, "this is not SPARQL");
  }
  enum dm_status status = dm_bind(query, run->world, run->data, run->diag);
  if (status != DM_OK) {
    rasqal_free_query(query);
    return status;
  }
  *out = query;
  return DM_OK;
}

static enum dm_status prepare(struct run *run, const char *text, rasqal_query **out)
{
  struct dm_buffer wrapped = {0};
  if (dm_utf8_check(dm_span_of(text)) != strlen(text)) {
    return fail(run, "the query is not UTF-8");
  }
  const char *too_much = dm_values_wrap(dm_span_of(text), &wrapped);
  enum dm_status status = too_much ? fail(run, too_much) : parse(run, dm_buffer_text(&wrapped), out);
  dm_buffer_free(&wrapped);
  return status;
}

/* The dataset. */

struct adding {
  struct run *run;
  rasqal_query *query;
  bool some; ///< some have been added before
};

static void add_named(struct run *run, rasqal_query *query, struct dm_span iri)
{
  raptor_uri *uri = make_uri(run, iri);
  rasqal_query_add_data_graph(
      query, rasqal_new_data_graph_from_uri(run->world, uri, uri, RASQAL_DATA_GRAPH_NAMED, NULL, NULL, NULL));
  raptor_free_uri(uri);
}

static enum dm_status add_graph(void *context, dm_id graph)
{
  struct adding *adding = context;
  struct dm_term term;
  DM_TRY(dm_snapshot_term(adding->run->source.dataset.snapshot, graph, adding->run->arena, &term));
  raptor_uri *uri = term.kind == DM_TERM_IRI ? make_uri(adding->run, term.value) : NULL;
  if (uri && !(adding->some && rasqal_query_dataset_contains_named_graph(adding->query, uri))) {
    add_named(adding->run, adding->query, term.value);
  }
  if (uri) {
    raptor_free_uri(uri);
  }
  return DM_OK;
}

/// Which graphs a query names.
struct naming {
  struct run *run;
  bool constant;
  bool variable;
};

/// rasqal makes one solution of a graph that is not in the dataset instead of none: so each one named is in it.
static int look_for_graph(rasqal_query *query, rasqal_graph_pattern *pattern, void *context)
{
  struct naming *naming = context;
  if (rasqal_graph_pattern_get_operator(pattern) != RASQAL_GRAPH_PATTERN_OPERATOR_GRAPH) {
    return 0;
  }
  rasqal_literal *origin = rasqal_graph_pattern_get_origin(pattern);
  if (origin && origin->type == RASQAL_LITERAL_URI) {
    naming->constant = true;
    if (!rasqal_query_dataset_contains_named_graph(query, origin->value.uri)) {
      add_named(naming->run, query, uri_span(origin->value.uri));
    }
  } else {
    naming->variable = true;
  }
  return 0;
}

/// What FROM and FROM NAMED choose.
static void choose_graphs(struct run *run, rasqal_query *query, int count)
{
  struct dm_dataset *dataset = &run->source.dataset;
  dm_id *from = DM_NEW(run->arena, dm_id, count);
  dm_id *named = DM_NEW(run->arena, dm_id, count);
  dataset->view = DM_VIEW_FROM;
  dataset->from = from;
  dataset->named = named;
  dataset->from_count = dataset->named_count = 0; // a DESCRIBE chooses twice
  for (int i = 0; i < count; i++) {
    rasqal_data_graph *graph = rasqal_query_get_data_graph(query, i);
    bool is_named = (graph->flags & RASQAL_DATA_GRAPH_NAMED) != 0;
    raptor_uri *uri = is_named && graph->name_uri ? graph->name_uri : graph->uri;
    struct dm_term name = dm_term_iri(uri ? uri_span(uri) : (struct dm_span){0});
    dm_id id = dm_snapshot_id(dataset->snapshot, &name);
    if (id != DM_ID_NONE && is_named) {
      named[dataset->named_count++] = id;
    } else if (id != DM_ID_NONE) {
      from[dataset->from_count++] = id;
    }
  }
}

/// A query inside the query has variables of its own, which rasqal gives the same place: nothing is then handed on.
static int look_for_scope(rasqal_query *query, rasqal_graph_pattern *pattern, void *context)
{
  (void)query;
  switch (rasqal_graph_pattern_get_operator(pattern)) {
  case RASQAL_GRAPH_PATTERN_OPERATOR_BASIC:
  case RASQAL_GRAPH_PATTERN_OPERATOR_OPTIONAL:
  case RASQAL_GRAPH_PATTERN_OPERATOR_UNION:
  case RASQAL_GRAPH_PATTERN_OPERATOR_GROUP:
  case RASQAL_GRAPH_PATTERN_OPERATOR_GRAPH:
  case RASQAL_GRAPH_PATTERN_OPERATOR_FILTER:
    break;
  default:
    *(bool *)context = false;
  }
  return 0;
}

static rasqal_query_results *execute(struct run *run, rasqal_query *query)
{
  run->source.correlated = true;
  rasqal_query_graph_pattern_visit2(query, look_for_scope, &run->source.correlated);
  return rasqal_query_execute(query);
}

/// Without FROM, GRAPH asks of all graphs.
static enum dm_status set_dataset(struct run *run, rasqal_query *query)
{
  raptor_sequence *graphs = rasqal_query_get_data_graph_sequence(query);
  int count = graphs ? raptor_sequence_size(graphs) : 0;
  struct naming naming = {.run = run};
  if (count) {
    choose_graphs(run, query, count);
  }
  rasqal_query_graph_pattern_visit2(query, look_for_graph, &naming);
  if (count == 0 && naming.variable) {
    struct adding adding = {run, query, naming.constant};
    DM_TRY(dm_dataset_each_graph(&run->source.dataset, add_graph, &adding));
  }
  if (naming.variable && !naming.constant && rasqal_query_get_data_graph(query, 0) == NULL) {
    add_named(run, query, DM_LITERAL("urn:x-demarche:no-graph"));
  }
  return DM_OK;
}

/* Answers. */

static enum dm_status written(const struct run *run, enum dm_status status)
{
  if (status == DM_OK && ferror(run->output->stream)) {
    return DM_ERR_IO;
  }
  return status;
}

/// What is selected, in order; the results name nothing where there is no solution.
struct columns {
  int count;
  const char **name;            ///< [count]
  const struct dm_term **given; ///< [count] the term it was given, or NULL
};

static void find_columns(struct run *run, rasqal_query *query, struct columns *out)
{
  raptor_sequence *selected = rasqal_query_get_bound_variable_sequence(query);
  out->count = selected ? raptor_sequence_size(selected) : 0;
  out->name = DM_NEW(run->arena, const char *, out->count + 1);
  out->given = DM_NEW(run->arena, const struct dm_term *, out->count + 1);
  for (int i = 0; i < out->count; i++) {
    const rasqal_variable *variable = raptor_sequence_get_at(selected, i);
    out->name[i] = (const char *)variable->name;
    out->given[i] = dm_bind_find(run->data, out->name[i]);
  }
}

static enum dm_status write_row(struct run *run, rasqal_query_results *results, const struct columns *columns,
                                struct dm_results_writer *writer)
{
  dm_arena_reset(run->row);
  struct dm_term *row = DM_NEW(run->row, struct dm_term, columns->count + 1);
  bool in_order = rasqal_query_results_get_bindings_count(results) == columns->count;
  for (int i = 0; i < columns->count; i++) {
    const unsigned char *name = (const unsigned char *)columns->name[i];
    rasqal_literal *value = in_order ? rasqal_query_results_get_binding_value(results, i)
                                     : rasqal_query_results_get_binding_value_by_name(results, name);
    row[i] = columns->given[i] ? *columns->given[i] : dm_literals_term(&run->source.literals, value, run->row);
  }
  dm_results_writer_row(writer, row);
  return ferror(run->output->stream) ? DM_ERR_IO : DM_OK;
}

static enum dm_status write_bindings(struct run *run, rasqal_query *query, rasqal_query_results *results)
{
  struct columns columns;
  struct dm_results_writer *writer;
  find_columns(run, query, &columns);
  DM_TRY(
      dm_results_writer_new(run->output->stream, run->output->results, columns.name, (size_t)columns.count, &writer));
  enum dm_status status = DM_OK;
  while (status == DM_OK && !rasqal_query_results_finished(results) && !run->said && !is_stopped(run)) {
    status = write_row(run, results, &columns, writer);
    rasqal_query_results_next(results);
  }
  if (status == DM_OK && !run->said && !is_stopped(run)) {
    status = dm_results_writer_finish(writer, run->source.stop);
  }
  dm_results_writer_free(writer);
  return status;
}

static enum dm_status write_quads(struct run *run, struct dm_quads *quads)
{
  struct dm_rdf_writer *writer;
  dm_quads_sort(quads);
  DM_TRY(dm_rdf_writer_new(run->output->stream, run->output->graph, run->output->resources, run->diag, &writer));
  enum dm_status status = DM_OK;
  for (uint32_t i = 0; i < quads->count && status == DM_OK && !is_stopped(run); i++) {
    status = dm_rdf_writer_quad(writer, &quads->quad[i]);
  }
  enum dm_status ended = dm_rdf_writer_finish(writer);
  dm_rdf_writer_free(writer);
  return status == DM_OK ? ended : status;
}

static struct dm_span copy_text(struct run *run, const void *text, size_t size)
{
  return (struct dm_span){dm_arena_copy(run->arena, text, size), size};
}

static struct dm_term read_term(struct run *run, const raptor_term *term)
{
  switch (term ? term->type : RAPTOR_TERM_TYPE_UNKNOWN) {
  case RAPTOR_TERM_TYPE_URI: {
    struct dm_span iri = uri_span(term->value.uri);
    return dm_term_iri(copy_text(run, iri.data, iri.size));
  }
  case RAPTOR_TERM_TYPE_BLANK:
    return (struct dm_term){.kind = DM_TERM_BLANK,
                            .value = copy_text(run, term->value.blank.string, term->value.blank.string_len)};
  case RAPTOR_TERM_TYPE_LITERAL: {
    const raptor_term_literal_value *literal = &term->value.literal;
    struct dm_term out = {.kind = DM_TERM_LITERAL, .value = copy_text(run, literal->string, literal->string_len)};
    struct dm_span datatype = literal->datatype ? uri_span(literal->datatype) : (struct dm_span){0};
    if (literal->language) {
      out.language = copy_text(run, literal->language, literal->language_len);
    } else if (!dm_span_equal(datatype, DM_LITERAL("http://www.w3.org/2001/XMLSchema#string"))) {
      out.datatype = copy_text(run, datatype.data, datatype.size);
    }
    return out;
  }
  default:
    return (struct dm_term){0};
  }
}

static bool is_sound(const struct dm_term *term)
{
  return (term->kind != DM_TERM_IRI || dm_term_is_iri(term->value)) &&
         (term->datatype.size == 0 || dm_term_is_iri(term->datatype));
}

/// What a template makes that is no triple is left out (SPARQL 1.1, section 16.2).
static bool is_triple(const struct dm_quad *quad)
{
  bool subject = quad->subject.kind == DM_TERM_IRI || quad->subject.kind == DM_TERM_BLANK;
  bool kinds = subject && quad->predicate.kind == DM_TERM_IRI && quad->object.kind != DM_TERM_NONE;
  return kinds && is_sound(&quad->subject) && is_sound(&quad->predicate) && is_sound(&quad->object);
}

static enum dm_status write_graph(struct run *run, rasqal_query *query, rasqal_query_results *results)
{
  struct dm_quads quads = {0};
  raptor_statement *statement;
  raptor_sequence *template = rasqal_query_get_construct_triples_sequence(query);
  if (!template || raptor_sequence_size(template) == 0) { // rasqal looks into it, empty as it is
    return write_quads(run, &quads);
  }
  while ((statement = rasqal_query_results_get_triple(results)) != NULL && !run->said && !is_stopped(run)) {
    struct dm_quad quad = {.subject = read_term(run, statement->subject),
                           .predicate = read_term(run, statement->predicate),
                           .object = read_term(run, statement->object)};
    if (is_triple(&quad)) {
      *DM_PUSH(run->arena, quads.quad, quads.count, quads.capacity) = quad;
    }
    if (rasqal_query_results_next_triple(results)) {
      break;
    }
  }
  return run->said || is_stopped(run) ? DM_ERR_QUERY : write_quads(run, &quads);
}

/* DESCRIBE. */

static enum dm_status describe_rows(struct run *run, rasqal_query_results *results, struct dm_idmap *seen,
                                    struct dm_quads *quads)
{
  int count = rasqal_query_results_get_bindings_count(results);
  enum dm_status status = DM_OK;
  while (status == DM_OK && !rasqal_query_results_finished(results) && !is_stopped(run)) {
    for (int i = 0; i < count && status == DM_OK; i++) {
      const unsigned char *name = rasqal_query_results_get_binding_name(results, i);
      const struct dm_term *given = dm_bind_find(run->data, (const char *)name);
      rasqal_literal *value = given ? NULL : rasqal_query_results_get_binding_value(results, i);
      dm_id id = given   ? dm_snapshot_id(run->source.dataset.snapshot, given)
                 : value ? dm_literals_id(&run->source.literals, value)
                         : DM_ID_NONE;
      status = dm_describe_resource(&run->source.dataset, id, seen, run->arena, quads);
    }
    rasqal_query_results_next(results);
  }
  return status;
}

static enum dm_status describe_found(struct run *run, const char *select, struct dm_idmap *seen, struct dm_quads *quads)
{
  rasqal_query *query = NULL;
  DM_TRY(prepare(run, select, &query));
  enum dm_status status = set_dataset(run, query);
  if (status == DM_OK) {
    rasqal_query_results *results = execute(run, query);
    status = results ? describe_rows(run, results, seen, quads) : fail(run, "the query cannot be run");
    rasqal_free_query_results(results);
  }
  rasqal_free_query(query);
  return run->said ? DM_ERR_QUERY : status;
}

static enum dm_status describe(struct run *run, rasqal_query *query, const char *text)
{
  struct dm_quads quads = {0};
  struct dm_idmap seen = {0};
  raptor_sequence *list = rasqal_query_get_describe_sequence(query);
  int count = list ? raptor_sequence_size(list) : 0;
  enum dm_status status = DM_OK;
  for (int i = 0; i < count && status == DM_OK; i++) {
    rasqal_literal *literal = raptor_sequence_get_at(list, i);
    if (literal && !rasqal_literal_as_variable(literal)) {
      dm_id id = dm_literals_id(&run->source.literals, literal);
      status = dm_describe_resource(&run->source.dataset, id, &seen, run->arena, &quads);
    }
  }
  struct dm_buffer select = {0};
  if (status == DM_OK && dm_describe_select(dm_span_of(text), &select)) {
    status = describe_found(run, dm_buffer_text(&select), &seen, &quads);
  }
  dm_buffer_free(&select);
  dm_idmap_free(&seen);
  return status == DM_OK && !is_stopped(run) ? write_quads(run, &quads) : status;
}

static enum dm_status write_results(struct run *run, rasqal_query *query, rasqal_query_results *results)
{
  if (rasqal_query_results_is_boolean(results)) {
    int answer = rasqal_query_results_get_boolean(results);
    return is_stopped(run) ? DM_ERR_QUERY
                           : dm_results_write_boolean(run->output->stream, run->output->results, answer > 0);
  }
  if (rasqal_query_results_is_graph(results)) {
    return write_graph(run, query, results);
  }
  return write_bindings(run, query, results);
}

static enum dm_status check_format(struct run *run, rasqal_query *query)
{
  rasqal_query_verb verb = rasqal_query_get_verb(query);
  bool graph = verb == RASQAL_QUERY_VERB_CONSTRUCT || verb == RASQAL_QUERY_VERB_DESCRIBE;
  if (!graph && verb != RASQAL_QUERY_VERB_SELECT && verb != RASQAL_QUERY_VERB_ASK) {
    return fail(run, "this is no query");
  }
  if (graph && run->output->accepts == DM_ACCEPTS_RESULTS) {
    return fail(run, "this query makes a graph: it is written as turtle or ntriples");
  }
  if (!graph && run->output->accepts == DM_ACCEPTS_GRAPH) {
    return fail(run, "this query makes no graph: it is written as table, csv, tsv, json or xml");
  }
  return DM_OK;
}

static enum dm_status write_solutions(struct run *run, rasqal_query *query, const struct dm_solutions *solutions)
{
  struct columns columns;
  struct dm_results_writer *writer;
  raptor_sequence *selected = rasqal_query_get_bound_variable_sequence(query);
  find_columns(run, query, &columns);
  DM_TRY(
      dm_results_writer_new(run->output->stream, run->output->results, columns.name, (size_t)columns.count, &writer));
  enum dm_status status = DM_OK;
  for (size_t i = 0; i < solutions->count && status == DM_OK && !ferror(run->output->stream) && !is_stopped(run); i++) {
    dm_arena_reset(run->row);
    struct dm_term *row = DM_NEW(run->row, struct dm_term, columns.count + 1);
    for (int c = 0; c < columns.count && status == DM_OK; c++) {
      const rasqal_variable *variable = raptor_sequence_get_at(selected, c);
      dm_id id = solutions->cell[i * solutions->width + (size_t)variable->offset];
      if (columns.given[c]) {
        row[c] = *columns.given[c];
        continue;
      }
      row[c] = dm_literals_term_of(&run->source.literals, id, run->row);
      status = id != DM_ID_NONE && row[c].kind == DM_TERM_NONE ? DM_ERR_STORE : DM_OK;
    }
    dm_results_writer_row(writer, row);
  }
  if (status == DM_OK && !is_stopped(run)) {
    status = dm_results_writer_finish(writer, run->source.stop);
  }
  dm_results_writer_free(writer);
  return status;
}

static enum dm_status answer_plain(struct run *run, rasqal_query *query)
{
  struct dm_solutions solutions;
  DM_TRY(dm_solve(query, &run->source, &solutions));
  if (is_stopped(run)) {
    dm_solutions_free(&solutions);
    return DM_ERR_QUERY; // said where it was asked
  }
  enum dm_status status = rasqal_query_get_verb(query) == RASQAL_QUERY_VERB_ASK
                              ? dm_results_write_boolean(run->output->stream, run->output->results, solutions.count > 0)
                              : write_solutions(run, query, &solutions);
  dm_solutions_free(&solutions);
  return run->said ? DM_ERR_QUERY : written(run, status);
}

static enum dm_status answer(struct run *run, rasqal_query *query, const char *text)
{
  DM_TRY(check_format(run, query));
  DM_TRY(set_dataset(run, query));
  if (rasqal_query_get_verb(query) == RASQAL_QUERY_VERB_DESCRIBE) {
    return describe(run, query, text);
  }
  enum dm_solvable solvable = dm_solve_check(query);
  if (solvable == DM_SOLVABLE) {
    return answer_plain(run, query);
  }
  if (solvable == DM_SOLVABLE_BAD) {
    return fail(
        run,
        "VALUES, sub-queries, CONSTRUCT and an aggregate in ORDER BY go without an OPTIONAL in an OPTIONAL as yet");
  }
  rasqal_query_results *results = execute(run, query);
  if (!results || run->said || is_stopped(run)) {
    rasqal_free_query_results(results);
    return is_stopped(run) ? DM_ERR_QUERY : fail(run, "the query cannot be run");
  }
  enum dm_status status = write_results(run, query, results);
  rasqal_free_query_results(results);
  return run->said ? DM_ERR_QUERY : written(run, status);
}

static void begin(struct run *run, const struct dm_redland_data *data)
{
  struct dm_term without = dm_term_iri(data->without);
  dm_sequence_mend();
  run->arena = dm_arena_new();
  run->row = dm_arena_new();
  run->world = rasqal_new_world();
  if (!run->world || rasqal_world_open(run->world) != 0) {
    dm_fail("rasqal cannot begin");
  }
  rasqal_world_set_log_handler(run->world, run, hear_message);
  run->source.dataset =
      (struct dm_dataset){.snapshot = data->snapshot,
                          .view = data->merged ? DM_VIEW_UNION : DM_VIEW_DEFAULT,
                          .without = data->without.size ? dm_snapshot_id(data->snapshot, &without) : DM_ID_NONE};
  run->source.stop = data->stop;
  run->source.literals = (struct dm_literals){.snapshot = data->snapshot, .world = run->world, .arena = run->arena};
  dm_source_register(&run->source, run->world);
}

enum dm_status dm_redland_query(const struct dm_redland_data *data, const char *text,
                                const struct dm_redland_output *output, struct dm_diag *diag)
{
  struct run run = {.data = data, .output = output, .diag = diag, .base = data->base};
  rasqal_query *query;
  begin(&run, data);
  enum dm_status status = prepare(&run, text, &query);
  if (status == DM_OK) {
    status = answer(&run, query, text);
    bool broken = is_stopped(&run) && (status == DM_OK || status == DM_ERR_QUERY);
    status = broken ? fail(&run, "the query was broken off") : status;
    rasqal_free_query(query);
  }
  dm_literals_free(&run.source.literals);
  rasqal_free_world(run.world);
  dm_arena_free(run.row);
  dm_arena_free(run.arena);
  return status;
}
