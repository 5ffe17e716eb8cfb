// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "sparql/lexeme.h"
#include "sparql/typed.h"

#include <check.h>
#include <stdlib.h>

static const struct {
  const char *text;
  enum dm_typed_state state;
} typed[] = {
    {"\n", DM_TYPED_NOTHING},
    {" \t\n", DM_TYPED_NOTHING},
    {"# a comment\n", DM_TYPED_MORE},
    {"# a comment\n\n", DM_TYPED_NOTHING},
    {";\n", DM_TYPED_NOTHING},
    {"SELECT * {}\n", DM_TYPED_MORE},
    {"SELECT * {}\n\n", DM_TYPED_READY},
    {"SELECT * {}\n \t\n", DM_TYPED_READY},
    {"SELECT * {};\n", DM_TYPED_READY},
    {"SELECT * {}\n;\n", DM_TYPED_READY},
    {"SELECT * {} ; # all\n", DM_TYPED_READY},
    {"SELECT * {} # all ;\n", DM_TYPED_MORE},
    {"select * {\n\n", DM_TYPED_MORE},
    {"select * {\n\n\n", DM_TYPED_READY},
    {"SELECT * { ?s a ?t ;\n", DM_TYPED_MORE},
    {"SELECT * { ?s a ?t ;\n ?p [ ?q ?r ;\n", DM_TYPED_MORE},
    {"SELECT * { ?s ?p \"}\" ;\n", DM_TYPED_MORE},
    {"SELECT * { ?s ?p '\\'}' ;\n", DM_TYPED_MORE},
    {"SELECT * { ?s ?p <a}b> } ;\n", DM_TYPED_READY}, // } is of no IRI
    {"SELECT * { ?s ?p <http://a.example/#x> } ;\n", DM_TYPED_READY},
    {"SELECT * { FILTER(?a<?b) # }\n } ;\n", DM_TYPED_READY},
    {"SELECT * { FILTER(?a < ?b && ?c > ?d) } ;\n", DM_TYPED_READY},
    {"SELECT * { ?s ?p \"\"\"one ;\n\n", DM_TYPED_MORE},
    {"ASK { ?s ?p '''one\n\ntwo''' }\n\n", DM_TYPED_READY},
    {"ASK {}} ;\n", DM_TYPED_READY},
    {"ASK { ?s ?p \"not closed\n } ;\n", DM_TYPED_READY},
    {"PREFIX dm: <http://a.example/>\n\n", DM_TYPED_MORE},
    {"PREFIX dm: <http://a.example/>\n\nASK {}\n\n", DM_TYPED_READY},
    {"nonsense\n\n", DM_TYPED_MORE},
    {"nonsense\n\n\n", DM_TYPED_READY},
};

START_TEST(a_query_ends)
{
  ck_assert_msg(dm_typed_check(dm_span_of(typed[_i].text)) == typed[_i].state, "%s", typed[_i].text);
}
END_TEST

START_TEST(the_end_is_no_part_of_it)
{
  ck_assert_uint_eq(dm_typed_query(DM_LITERAL("ASK {} ;\n")).size, strlen("ASK {} "));
  ck_assert_uint_eq(dm_typed_query(DM_LITERAL("ASK {}\n; # done\n")).size, strlen("ASK {}\n"));
  ck_assert_uint_eq(dm_typed_query(DM_LITERAL("ASK {} # ;\n\n")).size, strlen("ASK {} # ;\n\n"));
  ck_assert_uint_eq(dm_typed_query(DM_LITERAL("ASK { ?s a ?t ;\n\n\n")).size, strlen("ASK { ?s a ?t ;\n\n\n"));
}
END_TEST

static const struct {
  const char *text;
  const char *prologue;
} prologues[] = {
    {"ASK {}", ""},
    {"ASK { ?s dm:force ?f }", "PREFIX dm: <D> "},
    {"ASK { ?s skos:a/dm:b ?f . dm:c skos:d dm:e. }", "PREFIX dm: <D> PREFIX skos: <S> "},
    {"ASK { ?s ?p 1.dm:a }", ""},
    {"prefix dm: <X> ASK { ?s dm:force ?f ; skos:x ?y }", "PREFIX skos: <S> "},
    {"PREFIX # dm:x\n dm: <X> ASK { ?s dm:force ?f }", ""},
    {"PREFIX skos: <X> ASK { ?s dm:force ?f }", "PREFIX dm: <D> "},
    {"ASK { ?prefix dm:force ?f }", "PREFIX dm: <D> "},
    {"ASK { ?s ?p \"dm:a\", 'dm:b', <dm:c> } # dm:d", ""},
    {"ASK { ?s ?p \"1\"^^dm:a }", "PREFIX dm: <D> "},
    {"ASK { ?s a adm:a, dms:a, _:dm }", ""},
    {"ASK { ?s nope:a ?o }", ""},
};

START_TEST(prefixes_are_declared_where_they_are_not)
{
  struct dm_prefix table[] = {{DM_LITERAL("dm"), DM_LITERAL("D")}, {DM_LITERAL("skos"), DM_LITERAL("S")}};
  struct dm_prefixes prefixes = {.count = 2, .prefix = table};
  struct dm_buffer out = {0};
  dm_typed_prologue(&prefixes, dm_span_of(prologues[_i].text), &out);
  ck_assert_str_eq(dm_buffer_text(&out), prologues[_i].prologue);
  dm_buffer_free(&out);
}
END_TEST

START_TEST(pieces_give_back_the_text)
{
  static const char all[] =
      "PREFIX a: <b> # c\nSELECT ?d (1.5 AS $e) { ?d a:f-g\\,h.i . '\\'' \"\"\" \" ;\n\"\"\"@en-x <\\ \x01 \xff '";
  for (size_t size = 0; size < sizeof all; size++) {
    struct dm_span rest = {all, size};
    const char *at = all;
    struct dm_lexeme lexeme;
    while ((lexeme = dm_lexeme_next(&rest)).kind != DM_LEXEME_END) {
      ck_assert_ptr_eq(lexeme.text.data, at);
      ck_assert_uint_gt(lexeme.text.size, 0);
      at += lexeme.text.size;
    }
    ck_assert_ptr_eq(at, all + size);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("typed");
  TCase *tests = tcase_create("typed");
  suite_add_tcase(suite, tests);
  tcase_add_loop_test(tests, a_query_ends, 0, sizeof typed / sizeof *typed);
  tcase_add_test(tests, the_end_is_no_part_of_it);
  tcase_add_loop_test(tests, prefixes_are_declared_where_they_are_not, 0, sizeof prologues / sizeof *prologues);
  tcase_add_test(tests, pieces_give_back_the_text);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
