// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/parameters.h"

#include "base/buffer.h"
#include "rdf/terms.h"

#include <check.h>
#include <stdlib.h>

static void swallow(void *context, const struct dm_message *message) { (void)context, (void)message; }

static const char header[] = "# Who?\n"
                             "# set who (label): a name\n"
                             "#set since (date): a day\n"
                             "\n"
                             "# set most (number): a number\n"
                             "# set free: anything\n"
                             "# set words without a colon\n"
                             "# set odd (colour): no kind\n"
                             "SELECT * { ?s ?p ?o }\n"
                             "# set late (text): too late\n";

START_TEST(test_declarations)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_parameters parameters;
  dm_parameters_read(dm_span_of(header), arena, &parameters);
  ck_assert_str_eq(dm_parameters_names(&parameters, arena), "who, since, most, free");
  ck_assert_int_eq(parameters.parameter[1].kind, DM_PARAMETER_DATE);
  ck_assert_int_eq(parameters.parameter[3].kind, DM_PARAMETER_ANY);
  ck_assert(dm_span_equal(parameters.parameter[0].help, dm_span_of("a name")));
  dm_parameters_read(dm_span_of(""), arena, &parameters);
  ck_assert_ptr_null(dm_parameters_names(&parameters, arena));
  dm_arena_free(arena);
}
END_TEST

/// A setting, and its term as N-Triples writes it; NULL: refused.
static const struct {
  const char *setting;
  const char *term;
} settings[] = {
    {"who=Anna Lind", "\"Anna Lind\""},
    {"who=1914", "\"1914\""},
    {"who=a=b", "\"a=b\""},
    {"who=", "\"\""},
    {"who=\") } #\"", "\") } #\""},
    {"who=x\" . ?s ?p \"y", "\"x\\\" . ?s ?p \\\"y\""},
    {"who=<http://a.example/x>", "<http://a.example/x>"},
    {"who=<no iri>", NULL},
    {"who=\"Anna\"@EN-gb", "\"Anna\"@en-gb"},
    {"who=\"Anna\"@", NULL},
    {"who=\"Anna\"@e n", NULL},
    {"who=\"5\"^^<http://a.example/t>", "\"5\"^^<http://a.example/t>"},
    {"who=\"5\"^^<http://www.w3.org/2001/XMLSchema#string>", "\"5\""},
    {"who=\"5\"^^<t t>", NULL},
    {"who=\"open", NULL},
    {"who=\"a \\\"b\\\" \\\\ c\"", "\"a \\\"b\\\" \\\\ c\""},
    {"who=\xff", NULL},
    {"since=1914-07-23", "\"1914-07-23\"^^<http://www.w3.org/2001/XMLSchema#date>"},
    {"since=1914-02-30", NULL},
    {"since=1914-07", NULL},
    {"since=July", NULL},
    {"most=40", "\"40\"^^<http://www.w3.org/2001/XMLSchema#integer>"},
    {"most=-1.5", "\"-1.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>"},
    {"most=1.2.3", NULL},
    {"most=1.", NULL},
    {"most=many", NULL},
    {"free=40", "\"40\"^^<http://www.w3.org/2001/XMLSchema#integer>"},
    {"free=1914-07-23", "\"1914-07-23\"^^<http://www.w3.org/2001/XMLSchema#date>"},
    {"free=forty", "\"forty\""},
    {"other=forty", "\"forty\""},
    {"who", NULL},
    {"=x", NULL},
    {"?who=x", NULL},
};

START_TEST(test_values)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_diag diag = {.sink = swallow};
  struct dm_parameters parameters;
  struct dm_binding binding;
  struct dm_buffer text = {0};
  dm_parameters_read(dm_span_of(header), arena, &parameters);
  enum dm_status status = dm_parameters_set(&parameters, settings[_i].setting, arena, &diag, &binding);
  if (settings[_i].term) {
    ck_assert_int_eq(status, DM_OK);
    dm_term_write(&binding.term, &text);
    ck_assert_str_eq(dm_buffer_text(&text), settings[_i].term);
  } else {
    ck_assert_int_eq(status, DM_ERR_QUERY);
    ck_assert_uint_eq(diag.errors, 1);
  }
  dm_buffer_free(&text);
  dm_arena_free(arena);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("cli");
  TCase *test = tcase_create("parameters");
  tcase_add_test(test, test_declarations);
  tcase_add_loop_test(test, test_values, 0, sizeof settings / sizeof *settings);
  suite_add_tcase(suite, test);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
