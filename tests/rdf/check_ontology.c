// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/resource.h"
#include "graph/vocabulary.h"
#include "rdf/reader.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#define RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define OWL  "http://www.w3.org/2002/07/owl#"

static struct dm_arena *arena;
static struct dm_diag diag;
static struct dm_quads ontology, shapes;

static struct dm_term copy_term(struct dm_term term)
{
  term.value.data = dm_arena_copy(arena, term.value.data, term.value.size);
  term.datatype.data = dm_arena_copy(arena, term.datatype.data, term.datatype.size);
  term.language.data = dm_arena_copy(arena, term.language.data, term.language.size);
  return term;
}

static enum dm_status keep_quad(void *context, const struct dm_quad *quad)
{
  struct dm_quads *quads = context;
  *DM_PUSH(arena, quads->quad, quads->count, quads->capacity) = (struct dm_quad){
      .subject = copy_term(quad->subject), .predicate = copy_term(quad->predicate), .object = copy_term(quad->object)};
  return DM_OK;
}

static void read_schema(const char *name, struct dm_quads *out)
{
  struct dm_resources resources = {0};
  struct dm_span bytes;
  ck_assert_int_eq(dm_resource_get(&resources, name, arena, &diag, &bytes), DM_OK);
  FILE *file = fmemopen((void *)(uintptr_t)bytes.data, bytes.size, "r");
  ck_assert_ptr_nonnull(file);
  *out = (struct dm_quads){0};
  ck_assert_int_eq(dm_rdf_read(file, DM_RDF_TURTLE, DM_LITERAL("http://a.example/"), keep_quad, out, &diag), DM_OK);
  fclose(file);
}

static void set_up(void)
{
  arena = dm_arena_new();
  read_schema("schema/ontology.ttl", &ontology);
  read_schema("schema/shapes.ttl", &shapes);
}

static void tear_down(void) { dm_arena_free(arena); }

static uint32_t count(struct dm_span subject, const char *predicate, const char *object)
{
  uint32_t found = 0;
  for (uint32_t i = 0; i < ontology.count; i++) {
    const struct dm_quad *quad = &ontology.quad[i];
    found += dm_span_equal(quad->subject.value, subject) &&
             dm_span_equal(quad->predicate.value, dm_span_of(predicate)) &&
             (!object || dm_span_equal(quad->object.value, dm_span_of(object)));
  }
  return found;
}

static bool is_own(const struct dm_term *term)
{
  return term->kind == DM_TERM_IRI && dm_span_starts(term->value, dm_span_of(DM_NAMESPACE));
}

static void check_described(struct dm_span term)
{
  ck_assert_msg(count(term, RDFS "label", NULL) == 1, "%.*s has no label", DM_SPAN_ARGS(term));
  ck_assert_msg(count(term, RDFS "comment", NULL) == 1, "%.*s has no comment", DM_SPAN_ARGS(term));
}

static bool is_property(struct dm_span term)
{
  return count(term, DM_NS_RDF "type", OWL "ObjectProperty") || count(term, DM_NS_RDF "type", OWL "DatatypeProperty");
}

START_TEST(every_word_of_a_graph_is_defined)
{
  static const struct dm_span words[] = {
#define OWN_IRI(name, local) {DM_NAMESPACE local, sizeof(DM_NAMESPACE local) - 1},
      DM_OWN_WORDS(OWN_IRI)
#undef OWN_IRI
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    check_described(words[i]);
  }
}
END_TEST

START_TEST(every_term_is_described_and_has_one_domain)
{
  for (uint32_t i = 0; i < ontology.count; i++) {
    const struct dm_quad *quad = &ontology.quad[i];
    if (!is_own(&quad->subject)) {
      continue;
    }
    check_described(quad->subject.value);
    if (is_property(quad->subject.value)) {
      ck_assert_uint_eq(count(quad->subject.value, RDFS "domain", NULL), 1);
      ck_assert_uint_eq(count(quad->subject.value, RDFS "range", NULL), 1);
    }
  }
}
END_TEST

/// Every property is a word of the graphs: no dead ones.
START_TEST(every_property_is_used)
{
  for (uint32_t i = 0; i < ontology.count; i++) {
    const struct dm_term *term = &ontology.quad[i].subject;
    bool used = !is_own(term) || !is_property(term->value);
    for (int word = DM_WORD_NONE + 1; !used && word < DM_WORD_COUNT; word++) {
      used = dm_span_equal(dm_word_iri((enum dm_word)word), term->value);
    }
    ck_assert_msg(used, "%.*s is never written", DM_SPAN_ARGS(term->value));
  }
}
END_TEST

START_TEST(what_shapes_and_ontology_name_is_defined)
{
  const struct dm_quads *both[] = {&ontology, &shapes};
  for (int k = 0; k < 2; k++) {
    for (uint32_t i = 0; i < both[k]->count; i++) {
      if (is_own(&both[k]->quad[i].object)) {
        check_described(both[k]->quad[i].object.value);
      }
    }
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("ontology");
  TCase *tests = tcase_create("ontology");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, every_word_of_a_graph_is_defined);
  tcase_add_test(tests, every_term_is_described_and_has_one_domain);
  tcase_add_test(tests, every_property_is_used);
  tcase_add_test(tests, what_shapes_and_ontology_name_is_defined);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
