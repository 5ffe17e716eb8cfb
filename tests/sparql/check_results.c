// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/utf8.h"
#include "sparql/results.h"
#include "sparql/table.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define XSD "http://www.w3.org/2001/XMLSchema#"

static const char *const variables[] = {"x", "y", "z"};

static struct dm_term term(enum dm_term_kind kind, const char *value)
{
  return (struct dm_term){.kind = kind, .value = dm_span_of(value)};
}

static struct dm_term typed(const char *value, const char *datatype)
{
  return (struct dm_term){.kind = DM_TERM_LITERAL, .value = dm_span_of(value), .datatype = dm_span_of(datatype)};
}

static struct dm_term tagged(const char *value, const char *language)
{
  return (struct dm_term){.kind = DM_TERM_LITERAL, .value = dm_span_of(value), .language = dm_span_of(language)};
}

/// The document of `rows` rows of `columns` columns; free() it.
static char *document(enum dm_results_format format, const struct dm_term *cells, size_t rows, size_t columns)
{
  char *bytes;
  size_t size;
  struct dm_results_writer *writer;
  FILE *stream = open_memstream(&bytes, &size);
  ck_assert_int_eq(dm_results_writer_new(stream, format, variables, columns, &writer), DM_OK);
  for (size_t i = 0; i < rows; i++) {
    dm_results_writer_row(writer, cells + i * columns);
  }
  ck_assert_int_eq(dm_results_writer_finish(writer, NULL), DM_OK);
  dm_results_writer_free(writer);
  fclose(stream);
  return bytes;
}

static void check_document(enum dm_results_format format, const struct dm_term *cells, size_t rows, size_t columns,
                           const char *expected)
{
  char *bytes = document(format, cells, rows, columns);
  ck_assert_str_eq(bytes, expected);
  free(bytes);
}

START_TEST(csv_is_that_of_the_recommendation)
{
  struct dm_term cells[] = {
      term(DM_TERM_IRI, "http://a.example/,"),
      tagged("say \"hi\"\r\n", "en"),
      (struct dm_term){0},
      term(DM_TERM_BLANK, "b0"),
      typed("4", XSD "integer"),
      term(DM_TERM_LITERAL, " a;b\t"),
  };
  check_document(DM_RESULTS_CSV, cells, 2, 3,
                 "x,y,z\r\n\"http://a.example/,\",\"say \"\"hi\"\"\r\n\",\r\n_:b0,4, a;b\t\r\n");
  check_document(DM_RESULTS_CSV, NULL, 0, 1, "x\r\n");
}
END_TEST

START_TEST(tsv_is_that_of_the_recommendation)
{
  struct dm_term cells[] = {
      term(DM_TERM_IRI, "http://a.example/"),
      tagged("tab\tquote\"line\nback\\", "en-gb"),
      (struct dm_term){0},
      term(DM_TERM_BLANK, "b0"),
      typed("4", XSD "integer"),
      term(DM_TERM_LITERAL, "a"),
  };
  check_document(DM_RESULTS_TSV, cells, 2, 3,
                 "?x\t?y\t?z\n<http://a.example/>\t\"tab\\tquote\\\"line\\nback\\\\\"@en-gb\t\n"
                 "_:b0\t\"4\"^^<" XSD "integer>\t\"a\"\n");
}
END_TEST

START_TEST(json_is_that_of_the_recommendation)
{
  struct dm_term cells[] = {
      term(DM_TERM_IRI, "http://a.example/"),
      tagged("\"\x01\n", "en"),
      (struct dm_term){0},
      term(DM_TERM_BLANK, "b0"),
      typed("", XSD "date"),
      term(DM_TERM_LITERAL, ""),
  };
  check_document(DM_RESULTS_JSON, cells, 2, 3,
                 "{\"head\":{\"vars\":[\"x\",\"y\",\"z\"]},\"results\":{\"bindings\":[\n"
                 "{\"x\":{\"type\":\"uri\",\"value\":\"http://a.example/\"},"
                 "\"y\":{\"type\":\"literal\",\"value\":\"\\\"\\u0001\\n\",\"xml:lang\":\"en\"}},\n"
                 "{\"x\":{\"type\":\"bnode\",\"value\":\"b0\"},"
                 "\"y\":{\"type\":\"literal\",\"value\":\"\",\"datatype\":\"" XSD "date\"},"
                 "\"z\":{\"type\":\"literal\",\"value\":\"\"}}\n]}}\n");
  check_document(DM_RESULTS_JSON, NULL, 0, 0, "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}\n");
}
END_TEST

START_TEST(xml_is_that_of_the_recommendation)
{
  struct dm_term cells[] = {typed("<&>\r\x02\xef\xbf\xbf", "http://a.example/?a=1&b=\""), (struct dm_term){0},
                            tagged("\xf0\x9f\x99\x82", "en")};
  check_document(DM_RESULTS_XML, cells, 1, 3,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"
                 "  <head>\n    <variable name=\"x\"/>\n    <variable name=\"y\"/>\n    <variable name=\"z\"/>\n"
                 "  </head>\n  <results>\n    <result>\n"
                 "      <binding name=\"x\"><literal datatype=\"http://a.example/?a=1&amp;b=&quot;\">"
                 "&lt;&amp;&gt;&#13;\xef\xbf\xbd\xef\xbf\xbd</literal></binding>\n"
                 "      <binding name=\"z\"><literal xml:lang=\"en\">\xf0\x9f\x99\x82</literal></binding>\n"
                 "    </result>\n  </results>\n</sparql>\n");
}
END_TEST

static const char *table_in(size_t columns)
{
  static const char *const names[] = {"who", "text"};
  static char written[500];
  struct dm_term row[] = {term(DM_TERM_LITERAL, "Norway"),
                          term(DM_TERM_LITERAL, "the nets be removed from overlongharbour at once")};
  struct dm_results_table *table = dm_results_table_new(names, 2);
  FILE *stream = fmemopen(written, sizeof written, "w");
  ck_assert_ptr_nonnull(stream);
  dm_results_table_row(table, row);
  dm_results_table_write(table, stream, columns, NULL);
  fclose(stream);
  dm_results_table_free(table);
  return written;
}

START_TEST(table_wraps_where_the_terminal_ends)
{
  ck_assert_str_eq(table_in(20), "who     text\n"
                                 "------  ------------\n"
                                 "Norway  the nets be\n"
                                 "        removed from\n"
                                 "        overlongharb\n"
                                 "        our at once\n");
  ck_assert_str_eq(table_in(19), "who   Norway\n"
                                 "text  the nets be removed from overlongharbour at once\n");
}
END_TEST

START_TEST(table_lines_up_wide_characters)
{
  struct dm_term cells[] = {
      tagged("\xe6\x97\xa5\xe6\x9c\xac", "ja"),
      term(DM_TERM_IRI, "https://w3id.org/demarche/ns#Demand"),
      term(DM_TERM_LITERAL, "two\n  lines"),
      term(DM_TERM_LITERAL, "e\xcc\x81"),
      (struct dm_term){0},
      typed("7", XSD "integer"),
      term(DM_TERM_BLANK, "b"),
      term(DM_TERM_IRI, "http://a.example/"),
      (struct dm_term){0},
  };
  check_document(DM_RESULTS_TABLE, cells, 3, 3,
                 "x     y                  z\n"
                 "----  -----------------  ---------\n"
                 "\xe6\x97\xa5\xe6\x9c\xac  dm:Demand          two lines\n"
                 "e\xcc\x81                        7\n"
                 "_:b   http://a.example/\n");
}
END_TEST

START_TEST(yes_and_no_have_documents)
{
  static const char *const expected[] = {
      [DM_RESULTS_TABLE] = "true\n",
      [DM_RESULTS_CSV] = "true\r\n",
      [DM_RESULTS_TSV] = "true\n",
      [DM_RESULTS_JSON] = "{\"head\":{},\"boolean\":true}\n",
      [DM_RESULTS_XML] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head>\n  </head>\n"
                         "  <boolean>true</boolean>\n</sparql>\n"};
  for (int format = 0; format <= (int)DM_RESULTS_XML; format++) {
    char *bytes;
    size_t size;
    FILE *stream = open_memstream(&bytes, &size);
    ck_assert_int_eq(dm_results_write_boolean(stream, (enum dm_results_format)format, true), DM_OK);
    fclose(stream);
    ck_assert_str_eq(bytes, expected[format]);
    free(bytes);
  }
}
END_TEST

START_TEST(formats_have_names)
{
  enum dm_results_format format;
  ck_assert_int_eq(dm_results_format_named("tsv", &format), DM_OK);
  ck_assert_int_eq(format, DM_RESULTS_TSV);
  ck_assert_int_eq(dm_results_format_named("turtle", &format), DM_SKIP);
  ck_assert_uint_eq(dm_utf8_width(DM_LITERAL("\xe6\x97\xa5"
                                             "a\xcc\x81")),
                    3);
}
END_TEST

START_TEST(a_full_disk_is_noticed)
{
  struct dm_term cell = term(DM_TERM_LITERAL, "a full disk");
  for (int format = 0; format <= (int)DM_RESULTS_XML; format++) {
    struct dm_results_writer *writer;
    FILE *full = fopen("/dev/full", "w");
    if (!full) {
      return;
    }
    setvbuf(full, NULL, _IONBF, 0);
    ck_assert_int_eq(dm_results_writer_new(full, (enum dm_results_format)format, variables, 1, &writer), DM_OK);
    dm_results_writer_row(writer, &cell);
    ck_assert_int_eq(dm_results_writer_finish(writer, NULL), DM_ERR_IO);
    dm_results_writer_free(writer);
    ck_assert_int_eq(dm_results_write_boolean(full, (enum dm_results_format)format, true), DM_ERR_IO);
    fclose(full);
  }
  dm_results_writer_free(NULL);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("results");
  TCase *tests = tcase_create("results");
  tcase_add_test(tests, csv_is_that_of_the_recommendation);
  tcase_add_test(tests, tsv_is_that_of_the_recommendation);
  tcase_add_test(tests, json_is_that_of_the_recommendation);
  tcase_add_test(tests, xml_is_that_of_the_recommendation);
  tcase_add_test(tests, table_lines_up_wide_characters);
  tcase_add_test(tests, table_wraps_where_the_terminal_ends);
  tcase_add_test(tests, yes_and_no_have_documents);
  tcase_add_test(tests, formats_have_names);
  tcase_add_test(tests, a_full_disk_is_noticed);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
