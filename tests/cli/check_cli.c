// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// The tables agree with each other; progress in words, over a clock of our own; what is near a mistyped word.
#include "cli/progress.h"
#include "cli/suggest.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

START_TEST(tables_agree)
{
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    bool format = false;
    ck_assert_msg(c == dm_command_rows || strcmp(c[-1].name, c->name) < 0, "%s: out of order", c->name);
    ck_assert_ptr_nonnull(c->description);
    for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
      format = format || (dm_option_row_is_of(row, c) && row->kind == DM_ARGUMENT_FORMAT);
    }
    ck_assert_msg(format == (c->formats != NULL), "%s: formats and -f", c->name);
  }
}
END_TEST

START_TEST(options_are_of_commands)
{
  for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
    size_t commands = 0;
    size_t spaces = 0;
    for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
      commands += dm_option_row_is_of(row, c);
    }
    for (const char *at = row->commands; *at; at++) {
      spaces += *at == ' ';
    }
    ck_assert_msg(commands > 0 && spaces == commands + 1, "--%s: a command that is none", row->name);
    ck_assert_msg((row->type == DM_OPTION_FLAG) == (row->argument == NULL), "--%s: argument", row->name);
    ck_assert_msg(strlen(row->help) < 100, "--%s: help is one line", row->name);
  }
}
END_TEST

static const char *words(const struct dm_tally *tally, size_t columns)
{
  static struct dm_buffer out;
  dm_buffer_clear(&out);
  dm_tally_format(tally, columns, &out);
  return dm_buffer_text(&out);
}

START_TEST(tally_says_what_is_known)
{
  struct dm_tally tally = {.unit = "articles"};
  ck_assert_str_eq(words(&tally, 80), "0 articles");
  tally = (struct dm_tally){.unit = "articles", .done = 1000, .seconds = 10};
  ck_assert_str_eq(words(&tally, 80), "1000 articles, 100/s");
  tally.part = 25;
  tally.whole = 100;
  ck_assert_str_eq(words(&tally, 80), "1000 articles, 100/s, 25 %, 0:30 left");
  tally.failed = 2;
  ck_assert_str_eq(words(&tally, 80), "1000 articles, 100/s, 25 %, 0:30 left, 2 failed");
  tally.seconds = 0.1;
  ck_assert_str_eq(words(&tally, 80), "1000 articles, 25 %, 2 failed");
  tally.ended = true;
  tally.seconds = 75;
  ck_assert_str_eq(words(&tally, 80), "1000 articles, 13/s, in 1:15, 2 failed");
}
END_TEST

START_TEST(time_left_follows_the_share)
{
  struct dm_tally tally = {.unit = "quads", .done = 7, .seconds = 3600, .part = 1, .whole = 3};
  ck_assert_str_eq(words(&tally, 80), "7 quads, 0.0/s, 33 %, 2:00:00 left");
  tally.part = 5; // more than there is: a file that grows
  ck_assert_str_eq(words(&tally, 80), "7 quads, 0.0/s, 100 %, 0:00 left");
  tally.part = 1;
  tally.whole = UINT64_MAX;
  ck_assert_ptr_nonnull(strstr(words(&tally, 80), "0 %"));
  tally.part = 0;
  ck_assert_ptr_null(strstr(words(&tally, 80), "left"));
}
END_TEST

START_TEST(narrow_terminals_lose_the_least)
{
  const struct dm_tally tally = {.unit = "articles", .done = 1000, .failed = 2, .part = 1, .whole = 2, .seconds = 10};
  const char *const lines[] = {"1000 articles, 100/s, 50 %, 0:10 left, 2 failed",
                               "1000 articles, 50 %, 0:10 left, 2 failed", "1000 articles, 0:10 left, 2 failed",
                               "1000 articles, 2 failed", "1000 articles"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    ck_assert_str_eq(words(&tally, strlen(lines[i])), lines[i]);
  }
  ck_assert_str_eq(words(&tally, 6), "1000 a");
  ck_assert_str_eq(words(&tally, 0), "");
}
END_TEST

static double now;
static double fake_clock(void) { return now; }
static size_t fake_columns(FILE *stream)
{
  (void)stream;
  return 40;
}

static char *shown;
static size_t shown_size;
static struct dm_progress progress;
static struct dm_diag diag;

static void begin(enum dm_progress_mode mode)
{
  now = 1000;
  diag = (struct dm_diag){0};
  progress =
      (struct dm_progress){.stream = open_memstream(&shown, &shown_size), .clock = fake_clock, .columns = fake_columns};
  dm_progress_begin_in(&progress, mode, "things", &diag);
}

static const char *so_far(void)
{
  fflush(progress.stream);
  return shown;
}

static void end(void)
{
  fclose(progress.stream);
  free(shown);
}

static size_t count(const char *in, const char *what)
{
  size_t found = 0;
  for (const char *at = in; (at = strstr(at, what)); at += strlen(what)) {
    found++;
  }
  return found;
}

START_TEST(line_is_rewritten_five_times_a_second)
{
  begin(DM_PROGRESS_LINE);
  dm_progress_tell(&progress, 1, 1, 100);
  ck_assert_str_eq(so_far(), ""); // what is done at once shows nothing
  for (uint64_t i = 0; i < 3000; i++) {
    now += 0.001;
    dm_progress_tell(&progress, i, i, 3000);
  }
  size_t lines = count(so_far(), "things");
  ck_assert_msg(lines >= 10 && lines <= 15, "%zu lines", lines);
  ck_assert_uint_eq(count(so_far(), "\n"), 0);
  ck_assert_uint_eq(count(so_far(), "\r"), lines);
  dm_progress_end(&progress);
  ck_assert_uint_eq(count(so_far(), "things"), lines);
  ck_assert_uint_eq(count(so_far(), "\r"), lines + 1);
  ck_assert_ptr_null(diag.sink);
  end();
}
END_TEST

START_TEST(messages_stand_above_the_line)
{
  begin(DM_PROGRESS_LINE);
  dm_diag_warning(&diag, "early");
  ck_assert_str_eq(so_far(), "demarche: warning: early\n");
  now += 1;
  dm_progress_tell(&progress, 1, 0, 0);
  dm_diag_error(&diag, "broken");
  ck_assert_str_eq(
      so_far(), "demarche: warning: early\n\r\033[K1 things, 1.0/s\r\033[Kdemarche: broken\n\r\033[K1 things, 1.0/s");
  dm_progress_end(&progress);
  ck_assert_uint_eq(diag.errors, 1);
  end();
}
END_TEST

START_TEST(log_has_a_line_now_and_then)
{
  begin(DM_PROGRESS_LOG);
  for (uint64_t i = 1; i <= 250; i++) {
    now += 0.125;
    dm_progress_tell(&progress, i, i, 250);
  }
  dm_progress_fail(&progress);
  dm_progress_end(&progress);
  ck_assert_uint_eq(count(so_far(), "\n"), 4);
  ck_assert_uint_eq(count(so_far(), "\r"), 0);
  ck_assert_ptr_nonnull(strstr(so_far(), "demarche: 250 things, 8.0/s, in 0:31, 1 failed\n"));
  end();
}
END_TEST

START_TEST(silence)
{
  begin(DM_PROGRESS_NONE);
  now += 100;
  dm_progress_tell(&progress, 1, 1, 2);
  dm_progress_fail(&progress);
  dm_progress_end(&progress);
  ck_assert_str_eq(so_far(), "");
  end();
}
END_TEST

START_TEST(distance_counts_slips)
{
  ck_assert_uint_eq(dm_suggest_distance("", ""), 0);
  ck_assert_uint_eq(dm_suggest_distance("build", "build"), 0);
  ck_assert_uint_eq(dm_suggest_distance("biuld", "build"), 1);
  ck_assert_uint_eq(dm_suggest_distance("buld", "build"), 1);
  ck_assert_uint_eq(dm_suggest_distance("buiild", "build"), 1);
  ck_assert_uint_eq(dm_suggest_distance("", "build"), 5);
  ck_assert_uint_eq(dm_suggest_distance("kitten", "sitting"), 3);
  char longest[80];
  memset(longest, 'a', sizeof longest - 1);
  longest[sizeof longest - 1] = '\0';
  ck_assert_uint_eq(dm_suggest_distance(longest, "a"), SIZE_MAX);
}
END_TEST

START_TEST(only_what_is_near_is_suggested)
{
  size_t best = SIZE_MAX;
  ck_assert(!dm_suggest_is_nearer("xyz", "why", &best));
  ck_assert(!dm_suggest_is_nearer("", "why", &best));
  ck_assert(dm_suggest_is_nearer("expo", "export", &best));
  ck_assert(!dm_suggest_is_nearer("expo", "extract", &best));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("cli");
  TCase *tests = tcase_create("cli");
  tcase_add_test(tests, tables_agree);
  tcase_add_test(tests, options_are_of_commands);
  tcase_add_test(tests, tally_says_what_is_known);
  tcase_add_test(tests, time_left_follows_the_share);
  tcase_add_test(tests, narrow_terminals_lose_the_least);
  tcase_add_test(tests, line_is_rewritten_five_times_a_second);
  tcase_add_test(tests, messages_stand_above_the_line);
  tcase_add_test(tests, log_has_a_line_now_and_then);
  tcase_add_test(tests, silence);
  tcase_add_test(tests, distance_counts_slips);
  tcase_add_test(tests, only_what_is_near_is_suggested);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
