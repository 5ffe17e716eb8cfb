// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/buffer.h"
#include "graph/vocabulary.h"
#include "link/link.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BASE    "https://example.org/d"
#define ARTICLE BASE "/article/"

static struct dm_diag diag;
static struct dm_store *store;
static struct dm_buffer told;

static void set_up(void) { ck_assert_int_eq(dm_store_open(NULL, DM_STORE_TEMPORARY, &diag, &store), DM_OK); }

static void tear_down(void)
{
  dm_store_free(store);
  dm_buffer_free(&told);
}

/// An agent of an article: fragment `#name`.
struct row {
  const char *article;
  const char *name;
  enum dm_word type;
  const char *label;
  const char *other;
};

static void add_quad(struct dm_change *change, const char *subject, enum dm_word predicate, struct dm_term object,
                     const char *graph)
{
  struct dm_quad quad = {.subject = dm_term_iri(dm_span_of(subject)),
                         .predicate = dm_word_term(predicate),
                         .object = object,
                         .graph = dm_term_iri(dm_span_of(graph))};
  ck_assert_int_eq(dm_change_add(change, &quad), DM_OK);
}

static void add_row(struct dm_change *change, const struct row *row)
{
  char graph[128];
  char subject[192];
  snprintf(graph, sizeof graph, ARTICLE "%s", row->article);
  snprintf(subject, sizeof subject, ARTICLE "%s#%s", row->article, row->name);
  add_quad(change, subject, DM_WORD_TYPE, dm_word_term(row->type), graph);
  add_quad(change, subject, DM_WORD_PREF_LABEL, dm_term_literal(dm_span_of(row->label), (struct dm_span){0}), graph);
  if (row->other) {
    add_quad(change, subject, DM_WORD_ALT_LABEL, dm_term_literal(dm_span_of(row->other), (struct dm_span){0}), graph);
  }
}

static void run_link(void)
{
  struct dm_change *change;
  struct dm_snapshot *snapshot;
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_OK);
  ck_assert_int_eq(dm_snapshot_new(store, &diag, &snapshot), DM_OK);
  ck_assert_int_eq(dm_link_run(change, snapshot, DM_LITERAL(BASE), &diag), DM_OK);
  dm_snapshot_free(snapshot);
  ck_assert_int_eq(dm_change_commit(change), DM_OK);
}

static void fill(const struct row *rows, size_t count, bool backwards)
{
  struct dm_change *change;
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_OK);
  for (size_t i = 0; i < count; i++) {
    add_row(change, &rows[backwards ? count - 1 - i : i]);
  }
  ck_assert_int_eq(dm_change_commit(change), DM_OK);
}

static bool is_word(struct dm_span iri, enum dm_word word) { return dm_span_equal(iri, dm_word_iri(word)); }

/// Identities and labels, a line each, without BASE.
static enum dm_status tell(void *context, const struct dm_quad *quad)
{
  (void)context;
  size_t skip = strlen(BASE);
  struct dm_span subject = {quad->subject.value.data + skip, quad->subject.value.size - skip};
  struct dm_span object = quad->object.value;
  if (is_word(quad->predicate.value, DM_WORD_IDENTITY)) {
    dm_buffer_printf(&told, "%.*s = %.*s\n", DM_SPAN_ARGS(subject), (int)(object.size - skip), object.data + skip);
  } else if (is_word(quad->predicate.value, DM_WORD_PREF_LABEL)) {
    dm_buffer_printf(&told, "%.*s: %.*s\n", DM_SPAN_ARGS(subject), DM_SPAN_ARGS(object));
  } else if (is_word(quad->predicate.value, DM_WORD_ALT_LABEL)) {
    dm_buffer_printf(&told, "%.*s or %.*s\n", DM_SPAN_ARGS(subject), DM_SPAN_ARGS(object));
  }
  return DM_OK;
}

static const char *tell_with(dm_store_sink *sink)
{
  struct dm_snapshot *snapshot;
  struct dm_arena *arena = dm_arena_new();
  struct dm_term graph = dm_term_iri(dm_link_graph(DM_LITERAL(BASE), arena));
  dm_buffer_clear(&told);
  ck_assert_int_eq(dm_snapshot_new(store, &diag, &snapshot), DM_OK);
  ck_assert_int_eq(dm_snapshot_each(snapshot, &(struct dm_selection){.graph = &graph}, sink, NULL), DM_OK);
  dm_snapshot_free(snapshot);
  dm_arena_free(arena);
  return dm_buffer_text(&told);
}

static const char *tell_links(void) { return tell_with(tell); }

static const struct row rows[] = {
    {"a", "p1", DM_WORD_PERSON, "Ana Ruiz", "Ruiz"},     {"b", "p1", DM_WORD_PERSON, "ANA RUIZ", NULL},
    {"c", "p1", DM_WORD_PERSON, "Ana Ruíz", NULL},       {"c", "p2", DM_WORD_PERSON, "Ruiz", NULL},
    {"c", "o1", DM_WORD_ORGANIZATION, "Ana Ruiz", NULL},
};
static const char expected[] = "/article/a#p1 = /person/ana-ruiz\n"
                               "/article/b#p1 = /person/ana-ruiz\n"
                               "/article/c#o1 = /organization/ana-ruiz\n"
                               "/article/c#p1 = /person/ana-ruiz\n"
                               "/article/c#p2 = /person/ruiz\n"
                               "/organization/ana-ruiz: Ana Ruiz\n"
                               "/person/ana-ruiz or ANA RUIZ\n"
                               "/person/ana-ruiz or Ana Ruiz\n"
                               "/person/ana-ruiz or Ruiz\n"
                               "/person/ana-ruiz: Ana Ruíz\n"
                               "/person/ruiz: Ruiz\n";

START_TEST(full_names_make_one_of_a_type)
{
  fill(rows, sizeof rows / sizeof *rows, _i == 1);
  run_link();
  ck_assert_str_eq(tell_links(), expected);
  run_link();
  ck_assert_str_eq(tell_links(), expected);
}
END_TEST

START_TEST(the_label_that_most_have_is_canonical)
{
  static const struct row more[] = {{"d", "p1", DM_WORD_PERSON, "Ana Ruiz", NULL}};
  fill(rows, sizeof rows / sizeof *rows, false);
  fill(more, 1, false);
  run_link();
  ck_assert_ptr_nonnull(strstr(tell_links(), "/person/ana-ruiz: Ana Ruiz\n"));
}
END_TEST

START_TEST(what_went_is_forgotten)
{
  struct dm_change *change;
  struct dm_term graph = dm_term_iri(DM_LITERAL(ARTICLE "c"));
  fill(rows, sizeof rows / sizeof *rows, false);
  run_link();
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_OK);
  ck_assert_int_eq(dm_change_remove_graph(change, &graph), DM_OK);
  ck_assert_int_eq(dm_change_commit(change), DM_OK);
  run_link();
  ck_assert_ptr_null(strstr(tell_links(), "organization"));
  ck_assert_ptr_null(strstr(tell_links(), "/article/c"));
}
END_TEST

START_TEST(others_are_left_alone)
{
  struct dm_change *change;
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_OK);
  add_quad(change, "https://example.org/other/x", DM_WORD_TYPE, dm_word_term(DM_WORD_PERSON), "https://example.org/g");
  ck_assert_int_eq(dm_change_commit(change), DM_OK);
  run_link();
  ck_assert_str_eq(tell_links(), "");
}
END_TEST

/// A statement of an article, `#name`, with one passage.
static void add_statement(struct dm_change *change, const char *article, const char *name, enum dm_word kind,
                          const char *text)
{
  char graph[128], statement[192], passage[192];
  snprintf(graph, sizeof graph, ARTICLE "%s", article);
  snprintf(statement, sizeof statement, ARTICLE "%s#%s", article, name);
  snprintf(passage, sizeof passage, ARTICLE "%s#%s-passage", article, name);
  add_quad(change, statement, DM_WORD_STATEMENT_KIND, dm_word_term(kind), graph);
  add_quad(change, statement, DM_WORD_IN_ARTICLE, dm_term_iri(dm_span_of(graph)), graph);
  add_quad(change, statement, DM_WORD_CONTENT, dm_term_iri(dm_span_of(passage)), graph);
  add_quad(change, passage, DM_WORD_ANCHOR_OF, dm_term_literal(dm_span_of(text), (struct dm_span){0}), graph);
}

static enum dm_status tell_utterance(void *context, const struct dm_quad *quad)
{
  (void)context;
  if (is_word(quad->predicate.value, DM_WORD_PARTY)) {
    const char *mark = memchr(quad->object.value.data, '#', quad->object.value.size);
    dm_buffer_printf(&told, "%.*s ", (int)(quad->object.value.data + quad->object.value.size - mark), mark);
  } else if (is_word(quad->predicate.value, DM_WORD_UTTERED)) {
    dm_buffer_printf(&told, "%.*s: ", DM_SPAN_ARGS(quad->object.value));
  }
  return DM_OK;
}

START_TEST(the_same_words_in_two_articles_are_one_utterance)
{
  static const struct {
    const char *article, *name;
    enum dm_word kind;
    const char *text;
  } cases[] = {
      {"a", "s1", DM_WORD_KIND_DIRECT, "We will not leave the harbour,"},
      {"b", "s2", DM_WORD_KIND_DIRECT, "We WILL not leave \xe2\x80\x94 the harbour."},
      {"c", "s3", DM_WORD_KIND_MIXED, "that they \xe2\x80\x9cwill not leave the harbour\xe2\x80\x9d"},
      {"d", "s4", DM_WORD_KIND_MIXED, "they \"will not leave the harbour\" at all"},
      {"a", "s5", DM_WORD_KIND_DIRECT, "It is our harbour now."},
      {"a", "s6", DM_WORD_KIND_DIRECT, "It is our harbour now."},
      {"a", "s7", DM_WORD_KIND_DIRECT, "We will see."},
      {"b", "s8", DM_WORD_KIND_DIRECT, "We will see."},
      {"b", "s9", DM_WORD_KIND_INDIRECT, "it is our harbour now"},
  };
  struct dm_change *change;
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_OK);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    add_statement(change, cases[i].article, cases[i].name, cases[i].kind, cases[i].text);
  }
  ck_assert_int_eq(dm_change_commit(change), DM_OK);
  run_link();
  ck_assert_str_eq(tell_with(tell_utterance),
                   "#s1 #s2 we will not leave the harbour: #s3 #s4 will not leave the harbour: ");
}
END_TEST

int main(void)
{
  TCase *tests = tcase_create("link");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_loop_test(tests, full_names_make_one_of_a_type, 0, 2);
  tcase_add_test(tests, the_label_that_most_have_is_canonical);
  tcase_add_test(tests, what_went_is_forgotten);
  tcase_add_test(tests, others_are_left_alone);
  tcase_add_test(tests, the_same_words_in_two_articles_are_one_utterance);
  Suite *suite = suite_create("link");
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
