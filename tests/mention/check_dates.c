// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/day.h"
#include "base/resource.h"
#include "mention/dates.h"
#include "mention/quotations.h"
#include "syntax/pattern.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct dm_resources resources;
static struct dm_arena *model_arena, *arena;
static struct dm_diag diag;
static struct dm_text_model *text_model;
static struct dm_syntax_model *syntax_model;
static struct dm_quotations_model *quotations_model;
static struct dm_dates_model *model;
static struct dm_article article;
static struct dm_text text;
static struct dm_mentions mentions;

static void load_models(void)
{
  model_arena = dm_arena_new();
  ck_assert_int_eq(dm_text_model_load(&resources, model_arena, &diag, &text_model), DM_OK);
  ck_assert_int_eq(dm_syntax_model_load(&resources, model_arena, &diag, &syntax_model), DM_OK);
  ck_assert_int_eq(dm_quotations_model_load(&resources, model_arena, &diag, &quotations_model), DM_OK);
  ck_assert_int_eq(dm_dates_model_load(&resources, model_arena, &diag, &model), DM_OK);
}

static void free_models(void) { dm_arena_free(model_arena); }

static void set_up(void) { arena = dm_arena_new(); }

static void tear_down(void) { dm_arena_free(arena); }

static char told[4000];
static const char *not_after = "";

/// `text=value` of each date, durations and sets with `~` before.
static const char *tell(const char *date, const char *body)
{
  struct dm_syntax syntax;
  article = (struct dm_article){.body = dm_span_of(body), .date = dm_span_of(date), .not_after = dm_span_of(not_after)};
  ck_assert_int_eq(dm_text_split(&article, text_model, arena, &text), DM_OK);
  dm_syntax_parse(&text, syntax_model, arena, &syntax);
  mentions = (struct dm_mentions){0};
  dm_quotations_find(&text, quotations_model, arena, &mentions);
  dm_dates_find(&text, &syntax, model, arena, &mentions);
  size_t used = 0;
  told[0] = '\0';
  for (uint32_t i = 0; i < mentions.date_count && used < sizeof told; i++) {
    const struct dm_date *found = &mentions.date[i];
    struct dm_span words = dm_span_slice(text.body, found->bytes);
    ck_assert_ptr_nonnull(found->rule);
    used += (size_t)snprintf(told + used, sizeof told - used, "%s%s%.*s=%.*s", used ? "; " : "",
                             found->type == DM_DATE ? "" : "~", DM_SPAN_ARGS(words), DM_SPAN_ARGS(found->value));
  }
  return told;
}

struct example {
  const char *date, *body, *told;
};

static void expect(size_t count, const struct example *examples)
{
  for (size_t i = 0; i < count; i++) {
    const struct example *e = &examples[i];
    ck_assert_msg(strcmp(tell(e->date, e->body), e->told) == 0, "%s: %s\n  gives %s", e->date, e->body, told);
  }
}
#define EXPECT(examples) expect(sizeof(examples) / sizeof *(examples), (examples))

START_TEST(calendar_counts_days)
{
  static const struct {
    struct dm_day day;
    long number;
    int weekday, week, year;
  } days[] = {{{1970, 1, 1}, 0, 4, 1, 1970},        {{2000, 2, 29}, 11016, 2, 9, 2000},
              {{2020, 12, 31}, 18627, 4, 53, 2020}, {{2021, 1, 3}, 18630, 7, 53, 2020},
              {{2021, 1, 4}, 18631, 1, 1, 2021},    {{2019, 12, 30}, 18260, 1, 1, 2020},
              {{1969, 12, 31}, -1, 3, 1, 1970},     {{1900, 3, 1}, -25508, 4, 9, 1900}};
  for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
    int year;
    ck_assert_int_eq(dm_day_number(days[i].day), days[i].number);
    struct dm_day back = dm_day_of_number(days[i].number);
    ck_assert(back.year == days[i].day.year && back.month == days[i].day.month && back.day == days[i].day.day);
    ck_assert_int_eq(dm_day_weekday(days[i].day), days[i].weekday);
    ck_assert_int_eq(dm_day_week(days[i].day, &year), days[i].week);
    ck_assert_int_eq(year, days[i].year);
  }
  ck_assert(!dm_day_exists((struct dm_day){1900, 2, 29}));
  ck_assert(dm_day_exists((struct dm_day){2000, 2, 29}));
  for (long n = -400000; n < 400000; n += 37) {
    ck_assert_int_eq(dm_day_number(dm_day_of_number(n)), n);
  }
}
END_TEST

START_TEST(whole_dates_are_read)
{
  static const struct example examples[] = {
      {"", "They met on March 4, 2011.", "March 4, 2011=2011-03-04"},
      {"", "They met on 4 March 2011.", "4 March 2011=2011-03-04"},
      {"", "They met on the 4th of March, 2011.", "the 4th of March, 2011=2011-03-04"},
      {"", "They met on Mon., Sept. 12, 2011.", "Mon., Sept. 12, 2011=2011-09-12"},
      {"", "They met on 2011-03-04.", "2011-03-04=2011-03-04"},
      {"", "They met on 27/1/2011.", "27/1/2011=2011-01-27"},
      {"", "They met on 27.1.2011.", "27.1.2011=2011-01-27"},
      {"2011-04-05", "They met on 4/5/2011.", "4/5/2011=2011-04-05"},
      {"", "They met on June 3-5, 2011.", "June 3-5, 2011=2011-06-03/2011-06-05"},
      {"", "They met on June 3–5, 2011.", "June 3–5, 2011=2011-06-03/2011-06-05"},
      {"", "They met in late March 2011.", "late March 2011=2011-03"},
      {"", "They met in 2011 and in 1848.", "2011=2011; 1848=1848"},
      {"", "The 1920s and the war of 1911-13.", "The 1920s=192; 1911-13=1911/1913"},
      {"", "In summer 1976 and the third quarter of 1999.", "summer 1976=1976-SU; the third quarter of 1999=1999-Q3"},
      {"", "They met on Christmas Eve 1999.", "Christmas Eve 1999=1999-12-24"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(relative_dates_count_from_the_day_of_reporting)
{
  static const struct example examples[] = {
      {"2020-03-01", "Yesterday it rained, today it snows, tomorrow it will thaw.",
       "Yesterday=2020-02-29; today=2020-03-01; tomorrow=2020-03-02"},
      {"2021-01-01", "It rained yesterday, this week and last month.",
       "yesterday=2020-12-31; this week=2020-W53; last month=2020-12"},
      {"2021-01-05", "It rained last week, last year and last night.",
       "last week=2020-W53; last year=2020; ~last night=2021-01-04TNI"},
      {"2020-12-30", "It opens next week, next month, next year.",
       "next week=2021-W01; next month=2021-01; next year=2021"},
      {"2020-03-01", "He left two days ago.", "two days ago=2020-02-28"},
      {"2020-03-01", "He left 3 weeks ago, a month ago, ten years ago.",
       "3 weeks ago=2020-W06; a month ago=2020-02; ten years ago=2010"},
      {"2020-03-18", "He left earlier this month.", "earlier this month=2020-03"},
      {"2020-03-18", "It burned last October and opened this January.", "last October=2019-10; this January=2020-01"},
      {"2020-03", "It rained last month and on Monday.", "last month=2020-02; Monday=XXXX-WXX-1"},
      {"2020", "It rained last year and on May 3.", "last year=2019; May 3=2020-05-03"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(weekdays_are_the_nearest_that_tense_allows)
{
  static const struct example examples[] = {
      // 2020-03-18 was a Wednesday
      {"2020-03-18", "They met on Monday.", "Monday=2020-03-16"},
      {"2020-03-18", "They met on Wednesday night.", "~Wednesday night=2020-03-18TNI"},
      {"2020-03-18", "They will meet on Monday.", "Monday=2020-03-23"},
      {"2020-03-18", "The vote is scheduled for Thursday.", "Thursday=2020-03-19"},
      {"2020-03-18", "Orla said Tuesday that they will meet.", "Tuesday=2020-03-17"},
      {"2020-03-18", "They will not meet, Orla said on Friday.", "Friday=2020-03-13"},
      {"2020-03-18", "Friday's talks will not be the last.", "Friday=2020-03-13"},
      {"2020-03-18", "They met last Tuesday and last Friday.", "last Tuesday=2020-03-10; last Friday=2020-03-13"},
      {"2020-03-18", "They meet next Saturday.", "next Saturday=2020-03-21"},
      {"2020-03-18", "They met on Friday last week.", "Friday last week=2020-03-13"},
      {"2020-03-18", "They left. On Friday, they will meet.", "Friday=2020-03-20"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(years_follow_from_the_day_of_reporting)
{
  static const struct example examples[] = {
      {"2020-01-05", "They met on December 28.", "December 28=2019-12-28"},
      {"2020-12-20", "They will meet on January 7.", "January 7=2021-01-07"},
      {"2020-12-20", "They met on January 27.", "January 27=2020-01-27"},
      {"2021-03-01", "They met on February 29.", "February 29=2020-02-29"},
      {"2020-10-05", "They met in December.", "December=2019-12"},
      {"2020-10-05", "They will meet in December.", "December=2020-12"},
      {"2020-10-05", "They met on May 3 of last year.", "May 3 of last year=2019-05-03"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(the_text_may_tell_the_day_of_reporting)
{
  static const struct example examples[] = {
      {"", "Tuesday, May 5, 2015\n\nThey met yesterday and on May 2.",
       "Tuesday, May 5, 2015=2015-05-05; yesterday=2015-05-04; May 2=2015-05-02"},
      // the page was printed long after
      {"", "28 May 2023\n\nThey met on January 5. They spoke on January 7.",
       "28 May 2023=2023-05-28; January 5=XXXX-01-05; January 7=XXXX-01-07"},
      // 27 January was a Thursday in 2022
      {"", "The war of 2020 was long. They met on Thursday, January 27.", "2020=2020; Thursday, January 27=2022-01-27"},
      {"", "They signed on March 3, 2014. They met on April 5 and on Friday.",
       "March 3, 2014=2014-03-03; April 5=2014-04-05; Friday=XXXX-WXX-5"},
      {"", "They met yesterday, last week, last month, last year, on January 7.",
       "yesterday=XXXX-XX-XX; last week=XXXX-WXX; last month=XXXX-XX; last year=XXXX; January 7=XXXX-01-07"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(other_words_and_numbers_are_no_dates)
{
  static const struct example examples[] = {
      {"2020-03-18", "They may march for a second time.", ""},
      {"2020-03-18", "Orla May and April Moss sat in the sun.", ""},
      {"2020-03-18", "They want 2,014 tons, $2014 and 1,500 men.", ""},
      {"2020-03-18", "About 2000 soldiers and 1999 people came to 1600 Elm Street.", ""},
      {"2020-03-18", "Shops were full on Black Friday.", ""},
      {"2020-03-18", "It happened on March 32 and on 2020-13-01.", ""},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(lengths_and_sets_are_no_days)
{
  static const struct example examples[] = {
      {"2020-03-18", "They talked for two weeks.", "~two weeks=P2W"},
      {"2020-03-18", "A four-year term and 40 years.", "~four-year=P4Y; ~40 years=P40Y"},
      {"2020-03-18", "An answer within forty-eight hours.", "~forty-eight hours=PT48H"},
      {"2020-03-18", "It takes semi-two days, 24-48 hours, one-two weeks.", ""},
      {"2020-03-18", "Several days, three decades, five hours.",
       "~Several days=PXD; ~three decades=P30Y; ~five hours=PT5H"},
      {"2020-03-18", "In recent years they left a few days ago.", "~recent years=PXY; ~a few days ago=PAST_REF"},
      {"2020-03-18", "They meet every Monday and on Fridays.", "~every Monday=XXXX-WXX-1; ~Fridays=XXXX-WXX-5"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(times_and_periods_are_read)
{
  static const struct example examples[] = {
      {"2020-03-18", "They met at 3:30 p.m. on Monday.", "~3:30 p.m.=2020-03-16T15:30; Monday=2020-03-16"},
      {"2020-03-18", "It rained yesterday morning.", "~yesterday morning=2020-03-17TMO"},
      {"2020-03-18", "It is open from Monday to Friday.", "Monday=2020-03-16; Friday=2020-03-20"},
      {"", "It was open from May 3 to June 5, 2019.", "May 3=2019-05-03; June 5, 2019=2019-06-05"},
      {"", "It was open from 3 to 5 June, 2019.", "from 3 to 5 June, 2019=2019-06-03/2019-06-05"},
      {"", "The 17th century and the late sixties.", "The 17th century=16; the late sixties=196"},
      {"", "The first Monday of June 2021, the last Friday of May 2021.",
       "The first Monday of June 2021=2021-06-07; the last Friday of May 2021=2021-05-28"},
      {"", "On the second of May, 1977, and in nineteen ninety-nine.",
       "the second of May, 1977=1977-05-02; nineteen ninety-nine=1999"},
      {"", "On Easter 2018, on Thanksgiving 2010.", "Easter 2018=2018-04-01; Thanksgiving 2010=2010-11-25"},
      {"2020-03-18", "It opens this weekend.", "this weekend=2020-W12-WE"},
  };
  EXPECT(examples);
  tell("2020-03-18", "It is open from Monday to Friday.");
  ck_assert_uint_eq(mentions.date[0].until, 1);
  ck_assert_uint_eq(mentions.date[1].until, DM_NONE);
}
END_TEST

START_TEST(dates_count_from_other_days)
{
  static const struct example examples[] = {
      {"2020-03-18", "They met on May 3, 2010. The next day they left. A week later they came back.",
       "May 3, 2010=2010-05-03; The next day=2010-05-04; A week later=2010-05-11"},
      {"2020-03-18", "He left 24 hours ago and will be back in two weeks.",
       "24 hours ago=2020-03-17; in two weeks=2020-04-01"},
      // said on Monday
      {"2020-03-18", "“We met yesterday,” Orla said on Monday.", "yesterday=2020-03-15; Monday=2020-03-16"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(the_latest_year_before_the_horizon_is_taken)
{
  static const struct example examples[] = {
      {"", "They met on Thursday, January 27, and on January 29.",
       "Thursday, January 27=2022-01-27; January 29=2022-01-29"},
      {"", "A picture of January 21, 2022.\n\nThey met on Wednesday. They left on Thursday.",
       "January 21, 2022=2022-01-21; Wednesday=2022-01-26; Thursday=2022-01-27"},
  };
  EXPECT(examples);
  ck_assert(mentions.date[1].guessed);
  ck_assert(!mentions.date[0].guessed);
  not_after = "2021-12-31";
  ck_assert_str_eq(tell("", "They met on Thursday, January 27."), "Thursday, January 27=2011-01-27");
  not_after = "";
}
END_TEST

/// The days around which calendars go wrong, and every 97th between 1801 and 2199.
static bool next_day(uint32_t round, char *out, size_t size)
{
  static const char *const days[] = {"1799-12-31", "1800-02-28", "1800-03-01"};
  struct dm_day day = dm_day_of_number(-61700 + (long)round * 97);
  if (round < sizeof days / sizeof *days) {
    snprintf(out, size, "%s", days[round]);
  } else {
    snprintf(out, size, "%04d-%02d-%02d", day.year, day.month, day.day);
  }
  return day.year < 2200;
}

START_TEST(later_days_of_reporting_give_no_earlier_values)
{
  enum { VALUES = 7 };
  char before[VALUES][32] = {""};
  char day[64];
  for (uint32_t round = 0; next_day(round, day, sizeof day); round++) {
    tell(day, "It rained yesterday, last week, last month, last year, two days ago, a decade ago and on Friday.");
    ck_assert_uint_eq(mentions.date_count, VALUES);
    for (uint32_t i = 0; i < VALUES; i++) {
      char value[32];
      snprintf(value, sizeof value, "%.*s", DM_SPAN_ARGS(mentions.date[i].value));
      ck_assert_msg(strcmp(before[i], value) <= 0, "%s: %s after %s", day, value, before[i]);
      ck_assert_msg(value[0] == '1' || value[0] == '2', "%s: %s", day, value);
      memcpy(before[i], value, sizeof value);
    }
    dm_arena_reset(arena);
  }
}
END_TEST

START_TEST(calendar_corners)
{
  static const struct example examples[] = {
      {"2021-01-01", "It rained this week and last year.", "this week=2020-W53; last year=2020"},
      {"2016-01-03", "It rained this week, yesterday and last week.",
       "this week=2015-W53; yesterday=2016-01-02; last week=2015-W52"},
      {"2000-03-01", "It rained yesterday.", "yesterday=2000-02-29"},
      {"1900-03-01", "It rained yesterday.", "yesterday=1900-02-28"},
      {"1899-01-01", "It rained yesterday and last month.", "yesterday=1898-12-31; last month=1898-12"},
      {"1848-03-18", "It rained on Friday and on February 29.", "Friday=1848-03-17; February 29=1848-02-29"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(dates_say_how_they_came_about)
{
  tell("2020-03-18", "Orla said: “We met on Monday.” They met in 2011.");
  ck_assert_uint_eq(mentions.date_count, 2);
  ck_assert(mentions.date[0].quoted);
  ck_assert(!mentions.date[1].quoted);
  ck_assert_str_eq(mentions.date[0].rule, "weekday");
  ck_assert(dm_span_equal(mentions.date[0].steps, DM_LITERAL("weekday before 2020-03-18")));
  ck_assert_int_eq(mentions.date[0].precision, DM_PRECISION_DAY);
  ck_assert_int_eq(mentions.date[1].precision, DM_PRECISION_YEAR);
  ck_assert_uint_eq(mentions.token_date[mentions.date[0].tokens.start], 0);
  ck_assert_uint_eq(mentions.token_date[0], DM_NONE);
}
END_TEST

START_TEST(rules_find_their_examples)
{
  struct dm_rules *rules;
  struct dm_span example;
  const struct dm_rule *rule;
  ck_assert_int_eq(dm_rules_load(&resources, "schema/rules/dates.rules", arena, &diag, &rules), DM_OK);
  for (uint32_t i = 0; dm_rules_example(rules, i, &example, &rule); i++) {
    char body[200];
    snprintf(body, sizeof body, "%.*s", DM_SPAN_ARGS(example));
    tell("2020-03-18", body);
    bool fired = strcmp(dm_rule_value(rule, "kind"), "none") == 0 && mentions.date_count == 0;
    for (uint32_t k = 0; k < mentions.date_count; k++) {
      fired = fired || strcmp(mentions.date[k].rule, dm_rule_id(rule)) == 0;
    }
    ck_assert_msg(fired, "%s: %s gives %s", dm_rule_id(rule), body, told);
  }
}
END_TEST

START_TEST(any_words_are_survived)
{
  static const char *const words[] = {
      "May",  "29",    "February", "31",  "2020",       "next",   "last",    "Friday", ",",    "the",
      "week", "ago",   "999999",   "3-5", "1950-53",    "of",     "–",       "9999",   "year", "years",
      "will", "every", "century",  "0",   "00/00/0000", "decade", "earlier", "1930s",  "."};
  enum { KINDS = sizeof words / sizeof *words, LENGTH = 200 };
  static const char *const dates[] = {"", "2020", "2020-02", "2020-02-29", "9999-12-31", "1000-01-01"};
  uint32_t state = 1;
  for (int round = 0; round < 120; round++) {
    char body[LENGTH * 16] = "";
    for (int i = 0; i < LENGTH; i++) {
      state = state * 1664525 + 1013904223;
      strcat(strcat(body, words[(state >> 16) % KINDS]), " ");
    }
    tell(dates[round % 6], body);
    dm_arena_reset(arena);
  }
}
END_TEST

int main(void)
{
  TCase *tests = tcase_create("dates");
  tcase_add_unchecked_fixture(tests, load_models, free_models);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, calendar_counts_days);
  tcase_add_test(tests, whole_dates_are_read);
  tcase_add_test(tests, relative_dates_count_from_the_day_of_reporting);
  tcase_add_test(tests, weekdays_are_the_nearest_that_tense_allows);
  tcase_add_test(tests, years_follow_from_the_day_of_reporting);
  tcase_add_test(tests, the_text_may_tell_the_day_of_reporting);
  tcase_add_test(tests, other_words_and_numbers_are_no_dates);
  tcase_add_test(tests, lengths_and_sets_are_no_days);
  tcase_add_test(tests, times_and_periods_are_read);
  tcase_add_test(tests, dates_count_from_other_days);
  tcase_add_test(tests, the_latest_year_before_the_horizon_is_taken);
  tcase_add_test(tests, later_days_of_reporting_give_no_earlier_values);
  tcase_add_test(tests, calendar_corners);
  tcase_add_test(tests, dates_say_how_they_came_about);
  tcase_add_test(tests, rules_find_their_examples);
  tcase_add_test(tests, any_words_are_survived);
  Suite *suite = suite_create("dates");
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
