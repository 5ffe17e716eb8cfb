// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "text/conllu.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct dm_arena *arena;
static struct dm_diag diag;
static uint64_t said_line;
static struct dm_conllu reader;
static struct dm_conllu_sentence sentence;

static void keep_line(void *context, const struct dm_message *message)
{
  (void)context;
  said_line = message->line;
}

static void set_up(void)
{
  arena = dm_arena_new();
  diag = (struct dm_diag){.sink = keep_line};
  said_line = 0;
}

static void tear_down(void) { dm_arena_free(arena); }

static enum dm_status next(void) { return dm_conllu_next(&reader, arena, &diag, &sentence); }

static void read_text(const char *text) { reader = (struct dm_conllu){.rest = dm_span_of(text), .name = "t.conllu"}; }

#define ROW(id, form, head) id "\t" form "\t_\tX\t_\t_\t" head "\tdep\t_\t_\n"

START_TEST(sentences_have_words_and_tokens)
{
  read_text("# newdoc id = d1\n# newpar\n# text = Don't.\n" ROW("1-2", "Don't", "_") ROW("1", "Do", "0")
                ROW("2", "n't", "1") ROW("2.1", "gone", "_") ROW("3", ".", "1") "\n\n" ROW("1", "Yes", "_"));
  ck_assert_int_eq(next(), DM_OK);
  ck_assert_uint_eq(sentence.line, 1);
  ck_assert_uint_eq(sentence.word_count, 3);
  ck_assert_uint_eq(sentence.token_count, 2);
  ck_assert(dm_span_equal(sentence.token[0].form, dm_span_of("Don't")));
  ck_assert_uint_eq(sentence.token[0].words.end, 2);
  ck_assert_uint_eq(sentence.word[2].token, 1);
  ck_assert_uint_eq(sentence.word[0].head, 0);
  ck_assert_uint_eq(sentence.word[1].head, 1);
  ck_assert(dm_span_equal(dm_conllu_comment(&sentence, "newdoc id"), dm_span_of("d1")));
  ck_assert(dm_span_equal(dm_conllu_comment(&sentence, "newpar"), dm_span_of("newpar")));
  ck_assert_uint_eq(dm_conllu_comment(&sentence, "sent_id").size, 0);
  ck_assert_int_eq(next(), DM_OK);
  ck_assert_uint_eq(sentence.word[0].head, DM_NONE);
  ck_assert_int_eq(next(), DM_SKIP);
  ck_assert_uint_eq(diag.errors, 0);
}
END_TEST

START_TEST(values_are_found_in_a_column)
{
  struct dm_span column = dm_span_of("Case=Nom|SpaceAfter=No|Name=B-person");
  ck_assert(dm_span_equal(dm_conllu_value(column, "SpaceAfter"), dm_span_of("No")));
  ck_assert(dm_span_equal(dm_conllu_value(column, "Name"), dm_span_of("B-person")));
  ck_assert_uint_eq(dm_conllu_value(column, "Space").size, 0);
  ck_assert_uint_eq(dm_conllu_value(dm_span_of("_"), "Name").size, 0);
}
END_TEST

START_TEST(a_wrong_line_is_told_and_the_next_sentence_read)
{
  static const struct {
    const char *rows;
    uint64_t line;
  } bad[] = {
      {"1\tfew\tcolumns\n", 1},
      {ROW("1", "a", "0") ROW("3", "b", "1"), 2},
      {ROW("1", "a", "x"), 1},
      {ROW("1", "a", "2"), 1},
      {ROW("one", "a", "0"), 1},
      {ROW("1-3", "abc", "_") ROW("1", "a", "0"), 1},
      {ROW("1-2", "ab", "_") ROW("1-2", "ab", "_"), 2},
      {ROW("1", "", "0"), 1},
      {ROW("1", "a", "0") "# late\n", 2},
      {"# alone\n", 1},
      {ROW("1", "a", "0\t1"), 1},
      {ROW("1-99999999", "a", "_"), 1},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char text[512];
    snprintf(text, sizeof text, "%s\n%s", bad[i].rows, ROW("1", "good", "0"));
    read_text(text);
    said_line = 0;
    ck_assert_int_eq(next(), DM_ERR_FORMAT);
    ck_assert_uint_eq(said_line, bad[i].line);
    ck_assert_int_eq(next(), DM_OK);
    ck_assert(dm_span_equal(sentence.word[0].column[DM_CONLLU_FORM], dm_span_of("good")));
    ck_assert_int_eq(next(), DM_SKIP);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("conllu");
  TCase *tests = tcase_create("conllu");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, sentences_have_words_and_tokens);
  tcase_add_test(tests, values_are_found_in_a_column);
  tcase_add_test(tests, a_wrong_line_is_told_and_the_next_sentence_read);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
