// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/redland.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "redland/describe.h"
#include "redland/idmap.h"
#include "redland/values.h"
#include "redland/walk.h"

#include <check.h>
#include <librdf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EX "http://a.example/"

/* A store of our own, and messages caught. */

static struct {
  char path[64];
  char message[512];
  uint64_t line;
  struct dm_diag diag;
} test;

static void catch_message(void *context, const struct dm_message *message)
{
  (void)context;
  snprintf(test.message, sizeof test.message, "%s", message->text);
  test.line = message->line;
}

static void set_up(void)
{
  memset(&test, 0, sizeof test);
  strcpy(test.path, "/tmp/check-redland-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(test.path));
  test.diag.sink = catch_message;
}

static void tear_down(void)
{
  char command[128];
  snprintf(command, sizeof command, "rm -rf %s", test.path);
  ck_assert_int_eq(system(command), 0); // NOLINT(cert-env33-c)
}

static struct dm_term iri(const char *text) { return dm_term_iri(dm_span_of(text)); }
static struct dm_term literal(const char *text) { return dm_term_literal(dm_span_of(text), (struct dm_span){0}); }

static const struct row {
  const char *graph; ///< NULL: the default graph
  const char *subject, *predicate, *object;
  const char *text; ///< an object that is a literal
} rows[] = {
    {EX "g1", EX "envoy", EX "for", EX "north", NULL}, {EX "g2", EX "envoy", EX "for", EX "north", NULL},
    {EX "g1", EX "envoy", EX "name", NULL, "Envoy"},   {EX "g2", EX "north", EX "name", NULL, "North"},
    {NULL, EX "north", EX "like", EX "north", NULL},   {EX "g2", EX "north", EX "like", EX "south", NULL},
};

static struct dm_store *fill(void)
{
  struct dm_store *store;
  struct dm_change *change;
  ck_assert_int_eq(dm_store_open(test.path, DM_STORE_CREATE, &test.diag, &store), DM_OK);
  ck_assert_int_eq(dm_change_new(store, &test.diag, &change), DM_OK);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct dm_quad quad = {.subject = iri(rows[i].subject), .predicate = iri(rows[i].predicate)};
    quad.object = rows[i].text ? literal(rows[i].text) : iri(rows[i].object);
    quad.graph = rows[i].graph ? iri(rows[i].graph) : (struct dm_term){0};
    ck_assert_int_eq(dm_change_add(change, &quad), DM_OK);
  }
  ck_assert_int_eq(dm_change_commit(change), DM_OK);
  return store;
}

/* Queries. */

struct asked {
  enum dm_status status;
  char answer[2048];
};

static struct asked ask(const struct dm_redland_data *data, const char *text, enum dm_rdf_format graph)
{
  struct asked asked = {DM_OK, ""};
  char *bytes = NULL;
  size_t size = 0;
  struct dm_resources built_in = {0};
  struct dm_redland_output output = {
      .stream = open_memstream(&bytes, &size), .results = DM_RESULTS_TSV, .graph = graph, .resources = &built_in};
  asked.status = dm_redland_query(data, text, &output, &test.diag);
  fclose(output.stream);
  snprintf(asked.answer, sizeof asked.answer, "%s", bytes);
  free(bytes);
  return asked;
}

static const struct {
  bool merged;
  const char *without;
  const char *text;
  const char *answer;
} questions[] = {
    {true, "", "SELECT ?o { <" EX "envoy> <" EX "for> ?o }", "?o\n<" EX "north>\n"},
    {true, "", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "?n\n\"5\"^^<http://www.w3.org/2001/XMLSchema#integer>\n"},
    {true, EX "g2", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "?n\n\"3\"^^<http://www.w3.org/2001/XMLSchema#integer>\n"},
    {true, EX "g2", "ASK { GRAPH <" EX "g2> { ?s ?p ?o } }", "false\n"},
    {false, "", "SELECT * { ?s ?p ?o }", "?s\t?p\t?o\n<" EX "north>\t<" EX "like>\t<" EX "north>\n"},
    {false, "", "SELECT ?g { GRAPH ?g { ?s <" EX "for> ?o } } ORDER BY ?g", "?g\n<" EX "g1>\n<" EX "g2>\n"},
    {true, "", "SELECT * { ?x <" EX "like> ?x }", "?x\n<" EX "north>\n"},
    {true, "", "SELECT DISTINCT ?x { ?s <" EX "for> ?o VALUES ?x { 1 2 3 4 5 6 } FILTER(?x + 1 + 1 + 1 > 8) }",
     "?x\n\"6\"^^<http://www.w3.org/2001/XMLSchema#integer>\n"},
    {true, "", "SELECT * { ?s ?p \"nowhere\" }", "?s\t?p\n"},
    {true, "", "ASK { GRAPH <" EX "g9> { ?s ?p ?o } }", "false\n"},
    {true, "", "SELECT ?n FROM <" EX "g1> { ?s <" EX "name> ?n }", "?n\n\"Envoy\"\n"},
    {true, "", "SELECT ?g FROM NAMED <" EX "g2> { GRAPH ?g { ?s <" EX "for> ?o } }", "?g\n<" EX "g2>\n"},
    {true, "", "SELECT ?n { ?s <" EX "for> ?o OPTIONAL { ?o <" EX "name> ?n } }", "?n\n\"North\"\n"},
    {true, "", "CONSTRUCT { ?o <" EX "has> ?s } { ?s <" EX "for> ?o }", "<" EX "north> <" EX "has> <" EX "envoy> .\n"},
    {false, "", "DESCRIBE <" EX "north>", "<" EX "north> <" EX "like> <" EX "north> .\n"},
    {false, "", "DESCRIBE ?x { ?x <" EX "like> ?y }", "<" EX "north> <" EX "like> <" EX "north> .\n"},
    {true, "", "DESCRIBE <" EX "nobody>", ""},
};

START_TEST(test_questions)
{
  struct dm_store *store = fill();
  struct dm_snapshot *snapshot;
  ck_assert_int_eq(dm_snapshot_new(store, &test.diag, &snapshot), DM_OK);
  struct dm_redland_data data = {
      .snapshot = snapshot, .merged = questions[_i].merged, .without = dm_span_of(questions[_i].without)};
  struct asked asked = ask(&data, questions[_i].text, DM_RDF_NTRIPLES);
  ck_assert_msg(asked.status == DM_OK, "%s: %s", questions[_i].text, test.message);
  ck_assert_str_eq(asked.answer, questions[_i].answer);
  dm_snapshot_free(snapshot);
  dm_store_free(store);
}
END_TEST

static const struct {
  const char *text;
  uint64_t line;
} mistakes[] = {{"SELECT ?x\nWHERE { ?x }", 2}, {"SELECT", 1}, {"ASK { ?x nope:y ?z }", 0}, {"", 0}};

START_TEST(test_mistakes)
{
  struct dm_store *store = fill();
  struct dm_snapshot *snapshot;
  ck_assert_int_eq(dm_snapshot_new(store, &test.diag, &snapshot), DM_OK);
  struct dm_redland_data data = {.snapshot = snapshot, .merged = true};
  struct asked asked = ask(&data, mistakes[_i].text, DM_RDF_NTRIPLES);
  ck_assert_int_eq(asked.status, DM_ERR_QUERY);
  ck_assert_str_eq(asked.answer, "");
  ck_assert_uint_eq(test.diag.errors, 1);
  ck_assert(mistakes[_i].line == 0 || test.line == mistakes[_i].line);
  dm_snapshot_free(snapshot);
  dm_store_free(store);
}
END_TEST

static const struct {
  const char *text;
  const char *select; ///< NULL: no variable
} describes[] = {
    {"DESCRIBE ?x { ?x ?y ?z }", "SELECT ?x { ?x ?y ?z }"},
    {"PREFIX describe: <a:#DESCRIBE> DESCRIBE ?x <a:b> describe:c WHERE {}",
     "PREFIX describe: <a:#DESCRIBE> SELECT ?x WHERE {}"},
    {"# DESCRIBE\ndescribe * from <a:b> { }", "# DESCRIBE\nSELECT * from <a:b> { }"},
    {"DESCRIBE <a:b>", NULL},
};

START_TEST(test_describe_select)
{
  struct dm_buffer out = {0};
  bool found = dm_describe_select(dm_span_of(describes[_i].text), &out);
  ck_assert_int_eq(found, describes[_i].select != NULL);
  if (found) {
    ck_assert_str_eq(dm_buffer_text(&out), describes[_i].select);
  }
  dm_buffer_free(&out);
}
END_TEST

START_TEST(test_idmap)
{
  struct dm_idmap map = {0};
  ck_assert_uint_eq(dm_idmap_get(&map, 5), 0);
  for (uint64_t key = 1; key <= 5000; key++) {
    dm_idmap_put(&map, key * 1000003, key);
  }
  dm_idmap_put(&map, 1000003, 7);
  ck_assert_uint_eq(map.count, 5000);
  ck_assert_uint_eq(dm_idmap_get(&map, 1000003), 7);
  for (uint64_t key = 2; key <= 5000; key++) {
    ck_assert_uint_eq(dm_idmap_get(&map, key * 1000003), key);
  }
  ck_assert_uint_eq(dm_idmap_get(&map, 999), 0);
  dm_idmap_free(&map);
  dm_idmap_free(&map);
}
END_TEST

/* The librdf storage. */

struct opened {
  librdf_world *world;
  librdf_storage *storage;
  librdf_model *model;
};

/// Nothing of what librdf says is to be seen.
static int swallow(void *context, librdf_log_message *message) { return context || message; }

static struct opened open_model(const char *options)
{
  struct opened opened = {.world = librdf_new_world()};
  librdf_world_open(opened.world);
  dm_redland_register(opened.world);
  opened.storage = librdf_new_storage(opened.world, "demarche", test.path, options);
  ck_assert_ptr_nonnull(opened.storage);
  opened.model = librdf_new_model(opened.world, opened.storage, NULL);
  ck_assert_ptr_nonnull(opened.model);
  return opened;
}

static void close_model(struct opened *opened)
{
  librdf_free_model(opened->model);
  librdf_free_storage(opened->storage);
  librdf_free_world(opened->world);
}

static librdf_node *node(struct opened *opened, const char *text)
{
  return text ? librdf_new_node_from_uri_string(opened->world, (const unsigned char *)text) : NULL;
}

static librdf_statement *statement(struct opened *opened, const char *s, const char *p, const char *o)
{
  return librdf_new_statement_from_nodes(opened->world, node(opened, s), node(opened, p), node(opened, o));
}

static int count_stream(librdf_stream *stream, int *with_context)
{
  int count = 0;
  ck_assert_ptr_nonnull(stream);
  for (; !librdf_stream_end(stream); librdf_stream_next(stream)) {
    librdf_statement *found = librdf_stream_get_object(stream);
    ck_assert(librdf_statement_is_complete(found));
    *with_context += librdf_stream_get_context2(stream) != NULL;
    count++;
  }
  librdf_free_stream(stream);
  return count;
}

static int count_found(struct opened *opened, const char *s, const char *p, const char *o)
{
  int with_context = 0;
  librdf_statement *pattern = statement(opened, s, p, o);
  int count = count_stream(librdf_model_find_statements(opened->model, pattern), &with_context);
  librdf_free_statement(pattern);
  return count;
}

static int count_nodes(librdf_iterator *iterator)
{
  int count = 0;
  ck_assert_ptr_nonnull(iterator);
  for (; !librdf_iterator_end(iterator); librdf_iterator_next(iterator)) {
    ck_assert_ptr_nonnull(librdf_iterator_get_object(iterator));
    count++;
  }
  librdf_free_iterator(iterator);
  return count;
}

START_TEST(test_storage_reads)
{
  dm_store_free(fill());
  struct opened opened = open_model(NULL);
  int with_context = 0;
  ck_assert_int_eq(librdf_model_size(opened.model), 6);
  ck_assert_int_eq(count_stream(librdf_model_as_stream(opened.model), &with_context), 6);
  ck_assert_int_eq(with_context, 5);
  ck_assert_int_eq(count_found(&opened, EX "envoy", NULL, NULL), 3);
  ck_assert_int_eq(count_found(&opened, NULL, EX "name", NULL), 2);
  ck_assert_int_eq(count_found(&opened, NULL, NULL, EX "north"), 3);
  ck_assert_int_eq(count_found(&opened, EX "envoy", EX "for", NULL), 2);
  ck_assert_int_eq(count_found(&opened, EX "nobody", NULL, NULL), 0);
  ck_assert_int_eq(count_nodes(librdf_model_get_contexts(opened.model)), 2);
  librdf_node *envoy = node(&opened, EX "envoy");
  librdf_node *like = node(&opened, EX "like");
  librdf_node *north = node(&opened, EX "north");
  ck_assert_int_eq(count_nodes(librdf_model_get_arcs_out(opened.model, envoy)), 2);
  ck_assert_int_eq(count_nodes(librdf_model_get_arcs_in(opened.model, north)), 2);
  ck_assert_int_eq(count_nodes(librdf_model_get_targets(opened.model, north, like)), 2);
  ck_assert(librdf_model_has_arc_in(opened.model, north, like));
  ck_assert(!librdf_model_has_arc_out(opened.model, envoy, like));
  ck_assert(librdf_model_supports_contexts(opened.model));
  librdf_free_node(envoy);
  librdf_free_node(like);
  librdf_free_node(north);
  close_model(&opened);
}
END_TEST

START_TEST(test_storage_merged)
{
  dm_store_free(fill());
  struct opened opened = open_model("merged='yes',write='no'");
  int with_context = 0;
  ck_assert_int_eq(librdf_model_size(opened.model), 5);
  ck_assert_int_eq(count_stream(librdf_model_as_stream(opened.model), &with_context), 5);
  ck_assert_int_eq(with_context, 0);
  ck_assert_int_eq(count_found(&opened, EX "envoy", EX "for", NULL), 1);
  librdf_statement *added = statement(&opened, EX "a", EX "b", EX "c");
  ck_assert_int_ne(librdf_model_add_statement(opened.model, added), 0);
  librdf_free_statement(added);
  close_model(&opened);
}
END_TEST

START_TEST(test_storage_writes)
{
  struct opened opened = open_model("new='yes'");
  librdf_statement *one = statement(&opened, EX "a", EX "b", EX "c");
  librdf_statement *two = statement(&opened, EX "a", EX "b", EX "d");
  librdf_node *graph = node(&opened, EX "g");
  ck_assert_int_eq(librdf_model_size(opened.model), 0);
  ck_assert_int_eq(librdf_model_add_statement(opened.model, one), 0);
  ck_assert_int_eq(librdf_model_context_add_statement(opened.model, graph, two), 0);
  ck_assert_int_eq(librdf_model_size(opened.model), 2);
  ck_assert(librdf_model_contains_statement(opened.model, two));
  ck_assert_int_eq(librdf_model_remove_statement(opened.model, one), 0);
  ck_assert(!librdf_model_contains_statement(opened.model, one));
  ck_assert_int_eq(librdf_model_context_remove_statements(opened.model, graph), 0);
  ck_assert_int_eq(librdf_model_size(opened.model), 0);
  ck_assert_int_eq(librdf_model_add_statement(opened.model, one), 0);
  librdf_free_statement(one);
  librdf_free_statement(two);
  librdf_free_node(graph);
  close_model(&opened);
  opened = open_model(NULL);
  ck_assert_int_eq(librdf_model_size(opened.model), 1); // closing commits
  close_model(&opened);
}
END_TEST

START_TEST(test_storage_transactions)
{
  struct opened opened = open_model("new='yes'");
  librdf_statement *one = statement(&opened, EX "a", EX "b", EX "c");
  ck_assert_int_eq(librdf_model_transaction_start(opened.model), 0);
  ck_assert_int_ne(librdf_model_transaction_start(opened.model), 0);
  ck_assert_int_eq(librdf_model_add_statement(opened.model, one), 0);
  ck_assert_int_eq(librdf_model_transaction_rollback(opened.model), 0);
  ck_assert_int_eq(librdf_model_size(opened.model), 0);
  ck_assert_int_ne(librdf_model_transaction_commit(opened.model), 0);
  ck_assert_int_eq(librdf_model_transaction_start(opened.model), 0);
  ck_assert_int_eq(librdf_model_add_statement(opened.model, one), 0);
  ck_assert_int_eq(librdf_model_transaction_commit(opened.model), 0);
  ck_assert_int_eq(librdf_model_size(opened.model), 1);
  librdf_free_statement(one);
  close_model(&opened);
}
END_TEST

/// What a stream brings is added, into a context or none; another storage made of this one opens the same store.
START_TEST(test_storage_takes_streams)
{
  dm_store_free(fill());
  struct opened opened = open_model(NULL);
  librdf_node *copy = node(&opened, EX "copy");
  librdf_statement *names = statement(&opened, NULL, EX "name", NULL);
  librdf_stream *found = librdf_model_find_statements(opened.model, names);
  ck_assert_int_eq(librdf_model_context_add_statements(opened.model, copy, found), 0);
  librdf_free_stream(found);
  ck_assert_int_eq(librdf_model_size(opened.model), 8);
  int with_context = 0;
  ck_assert_int_eq(count_stream(librdf_model_context_as_stream(opened.model, copy), &with_context), 2);
  ck_assert_int_eq(with_context, 2);
  found = librdf_model_find_statements(opened.model, names);
  ck_assert_int_eq(librdf_model_add_statements(opened.model, found), 0);
  librdf_free_stream(found);
  ck_assert_int_eq(librdf_model_sync(opened.model), 0);
  ck_assert_int_eq(librdf_model_size(opened.model), 10); // each once more, in no context

  librdf_storage *storage = librdf_new_storage_from_storage(opened.storage);
  ck_assert_ptr_nonnull(storage);
  librdf_model *model = librdf_new_model(opened.world, storage, NULL);
  ck_assert_ptr_nonnull(model);
  ck_assert_int_eq(librdf_model_size(model), 10);
  librdf_free_model(model);
  librdf_free_storage(storage);
  librdf_free_statement(names);
  librdf_free_node(copy);
  close_model(&opened);
}
END_TEST

/// A storage without a name has no store to open.
START_TEST(test_storage_needs_a_name)
{
  librdf_world *world = librdf_new_world();
  librdf_world_set_logger(world, NULL, swallow);
  librdf_world_open(world);
  dm_redland_register(world);
  ck_assert_ptr_null(librdf_new_storage(world, "demarche", NULL, NULL));
  librdf_free_world(world);
}
END_TEST

/// A stream keeps showing what it began with while statements go.
START_TEST(test_storage_stream_is_stable)
{
  dm_store_free(fill());
  struct opened opened = open_model(NULL);
  librdf_stream *stream = librdf_model_as_stream(opened.model);
  int count = 0;
  for (; !librdf_stream_end(stream); librdf_stream_next(stream)) {
    librdf_statement *found = librdf_stream_get_object(stream);
    librdf_node *context = librdf_stream_get_context2(stream);
    ck_assert_int_eq(librdf_model_context_remove_statement(opened.model, context, found), 0);
    ck_assert_int_eq(librdf_model_size(opened.model), 5 - count);
    count++;
  }
  librdf_free_stream(stream);
  ck_assert_int_eq(count, 6);
  close_model(&opened);
}
END_TEST

START_TEST(test_storage_query)
{
  dm_store_free(fill());
  struct opened opened = open_model(NULL);
  const char *text = "SELECT * { ?s <" EX "like> <" EX "south> ; <" EX "name> ?n }";
  librdf_query *query = librdf_new_query(opened.world, "sparql", NULL, (const unsigned char *)text, NULL);
  librdf_query_results *results = librdf_model_query_execute(opened.model, query);
  ck_assert_ptr_nonnull(results);
  ck_assert(!librdf_query_results_finished(results));
  librdf_node *name = librdf_query_results_get_binding_value_by_name(results, "n");
  ck_assert_str_eq((const char *)librdf_node_get_literal_value(name), "North");
  librdf_free_node(name);
  librdf_query_results_next(results);
  ck_assert(librdf_query_results_finished(results));
  librdf_free_query_results(results);
  librdf_free_query(query);
  close_model(&opened);
}
END_TEST

static const struct {
  const char *given;
  const char *wanted;
} values[] = {
    {"SELECT * { VALUES ?x { 1 2 } }", "SELECT * { VALUES (?x) { (1) (2) } }"},
    {"values $x{e:a}", "values ($x){(e:a)}"},
    {"VALUES ?x { \"}\"@en 'a'^^<http://e/d> \"b\"^^e:d -1.5 UNDEF <http://e/#b> }",
     "VALUES (?x) { (\"}\"@en) ('a'^^<http://e/d>) (\"b\"^^e:d) (-1.5) (UNDEF) (<http://e/#b>) }"},
    {"VALUES ?x # one\n { # 2\n \"\"\"a\"b\"\"\" }", "VALUES (?x) # one\n { # 2\n (\"\"\"a\"b\"\"\") }"},
    {"VALUES (?x ?y) { (1 2) }", "VALUES (?x ?y) { (1 2) }"},
    {"?values ?x { 1 } \"VALUES ?x { 1 }\" e:values ?x { 1 } # VALUES ?x { 1 }",
     "?values ?x { 1 } \"VALUES ?x { 1 }\" e:values ?x { 1 } # VALUES ?x { 1 }"},
    {"VALUES ?x { ?y }", "VALUES ?x { ?y }"},
    {"VALUES ?x { 1", "VALUES ?x { 1"},
    {"VALUES", "VALUES"},
};

START_TEST(test_values)
{
  struct dm_buffer out = {0};
  ck_assert_ptr_null(dm_values_wrap(dm_span_of(values[_i].given), &out));
  ck_assert_str_eq(dm_buffer_text(&out), values[_i].wanted);
  dm_buffer_free(&out);
}
END_TEST

static const char *wrap_nested(const char *begin, const char *part, size_t depth)
{
  struct dm_buffer text = {0};
  struct dm_buffer out = {0};
  dm_buffer_add_text(&text, begin);
  for (size_t i = 0; i < depth; i++) {
    dm_buffer_add_text(&text, part);
  }
  const char *wrong = dm_values_wrap(dm_buffer_span(&text), &out);
  dm_buffer_free(&text);
  dm_buffer_free(&out);
  return wrong;
}

START_TEST(test_depth)
{
  ck_assert_ptr_null(wrap_nested("{ ", "( ", DM_QUERY_DEPTH - 1));
  ck_assert_ptr_nonnull(wrap_nested("{ ", "( ", DM_QUERY_DEPTH));
  ck_assert_ptr_null(wrap_nested("", "{ ( ", DM_GROUP_DEPTH));
  ck_assert_ptr_nonnull(wrap_nested("", "{ ( ", DM_GROUP_DEPTH + 1));
  ck_assert_ptr_null(wrap_nested("", "{ ( ) } ", 1000));
  ck_assert_ptr_null(wrap_nested("{ ?optional {", "OPTIONAL # {\n { ", DM_OPTIONAL_DEPTH));
  ck_assert_ptr_nonnull(wrap_nested("{", "optional { ", DM_OPTIONAL_DEPTH + 1));
  ck_assert_ptr_null(wrap_nested("{", "OPTIONAL { ?s ?p ?o } ", 1000));
  ck_assert_ptr_null(wrap_nested("{ 'x'@l", "l", 254));
  ck_assert_ptr_nonnull(wrap_nested("{ 'x'@l", "l", 255));
}
END_TEST

static Suite *make_suite(void)
{
  Suite *suite = suite_create("redland");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, set_up, tear_down);
  tcase_add_loop_test(all, test_questions, 0, sizeof questions / sizeof *questions);
  tcase_add_loop_test(all, test_mistakes, 0, sizeof mistakes / sizeof *mistakes);
  tcase_add_loop_test(all, test_describe_select, 0, sizeof describes / sizeof *describes);
  tcase_add_loop_test(all, test_values, 0, sizeof values / sizeof *values);
  tcase_add_test(all, test_depth);
  tcase_add_test(all, test_idmap);
  tcase_add_test(all, test_storage_reads);
  tcase_add_test(all, test_storage_merged);
  tcase_add_test(all, test_storage_writes);
  tcase_add_test(all, test_storage_transactions);
  tcase_add_test(all, test_storage_takes_streams);
  tcase_add_test(all, test_storage_needs_a_name);
  tcase_add_test(all, test_storage_stream_is_stable);
  tcase_add_test(all, test_storage_query);
  suite_add_tcase(suite, all);
  return suite;
}

int main(void)
{
  SRunner *runner = srunner_create(make_suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
