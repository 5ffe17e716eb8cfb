// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/resource.h"
#include "mention/quotations.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct dm_resources resources;
static struct dm_arena *model_arena, *arena;
static struct dm_diag diag;
static struct dm_text_model *text_model;
static struct dm_quotations_model *model;
static struct dm_article article;
static struct dm_text text;
static struct dm_mentions mentions;

static void load_models(void)
{
  model_arena = dm_arena_new();
  ck_assert_int_eq(dm_text_model_load(&resources, model_arena, &diag, &text_model), DM_OK);
  ck_assert_int_eq(dm_quotations_model_load(&resources, model_arena, &diag, &model), DM_OK);
}

static void free_models(void) { dm_arena_free(model_arena); }

static void set_up(void) { arena = dm_arena_new(); }

static void tear_down(void) { dm_arena_free(arena); }

static void read_text(const char *body)
{
  article = (struct dm_article){.body = dm_span_of(body)};
  ck_assert_int_eq(dm_text_split(&article, text_model, arena, &text), DM_OK);
  mentions = (struct dm_mentions){0};
  dm_quotations_find(&text, model, arena, &mentions);
}

static char told[4000];

/// Each quotation's inner text in brackets; `~` before it if unclosed, `*` if it marks a word, `<N` if it follows one.
static const char *tell(const char *body)
{
  read_text(body);
  size_t used = 0;
  told[0] = '\0';
  for (uint32_t i = 0; i < mentions.quotation_count; i++) {
    const struct dm_quotation *quotation = &mentions.quotation[i];
    struct dm_span inner = dm_span_slice(text.body, quotation->inner);
    ck_assert(dm_range_within(quotation->inner, quotation->outer));
    char follows[16] = "";
    if (quotation->follows != DM_NONE) {
      snprintf(follows, sizeof follows, "<%u", quotation->follows);
    }
    used += (size_t)snprintf(told + used, sizeof told - used, "%s%s%s[%.*s]", quotation->closed ? "" : "~",
                             quotation->scare ? "*" : "", follows, DM_SPAN_ARGS(inner));
  }
  return told;
}

struct example {
  const char *body, *told;
};

static void expect(size_t count, const struct example *examples)
{
  for (size_t i = 0; i < count; i++) {
    ck_assert_msg(strcmp(tell(examples[i].body), examples[i].told) == 0, "%s\n  gives %s", examples[i].body, told);
  }
}
#define EXPECT(examples) expect(sizeof(examples) / sizeof *(examples), (examples))

START_TEST(every_typography_is_read)
{
  static const struct example examples[] = {
      {"\"We will sail,\" Orla said.", "[We will sail,]"}, {"“We will sail,” Orla said.", "[We will sail,]"},
      {"'We will sail,' Orla said.", "[We will sail,]"},   {"‘We will sail,’ Orla said.", "[We will sail,]"},
      {"‘‘We will sail,’’ Orla said.", "[We will sail,]"}, {"``We will sail,'' Orla said.", "[We will sail,]"},
      {"''We will sail,'' Orla said.", "[We will sail,]"}, {"« We will sail », Orla said.", "[We will sail]"},
      {"»We will sail«, Orla said.", "[We will sail]"},    {"„We will sail“, Orla said.", "[We will sail]"},
      {"”We will sail”, Orla said.", "[We will sail]"},    {"She said:“We will sail.”", "[We will sail.]"},
      {"“We will sail,\" Orla said.", "[We will sail,]"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(apostrophes_are_none)
{
  static const struct example examples[] = {
      {"The ministers' plan wasn't Orla's.", ""},
      {"In the '90s they didn't go 'til noon.", ""},
      {"The ministers’ plan wasn’t Orla’s.", ""},
      {"'The ministers' plan isn't ours,' Orla said.", "[The ministers' plan isn't ours,]"},
      {"The 'hawks' met the doves' leader.", "*[hawks]"},
      {"A board 6'2\" long and 12\" wide.", ""},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(only_the_outermost_counts)
{
  static const struct example examples[] = {
      {"“He told us ‘we sail’ and left,” Orla said.", "[He told us ‘we sail’ and left,]"},
      {"\"He told us 'we sail' and left,\" Orla said.", "[He told us 'we sail' and left,]"},
      {"‘He told us “we sail” and left,’ Orla said.", "[He told us “we sail” and left,]"},
      {"\"The \"united\" fleet is gone,\" Orla said.", "[The \"united\" fleet is gone,]"},
      {"\"He told us 'we sail'\", Orla said.", "[He told us 'we sail']"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(what_is_set_wrongly_is_mended)
{
  static const struct example examples[] = {
      {"“We will sail, “Orla said. She added:” It is late. “", "[We will sail,][It is late.]"},
      {"\"We will sail, \"she said, \"at noon.\"", "[We will sail,][at noon.]"},
      {"\"“We will sail,” Orla said.", "[We will sail,]"},
      {"Orla called it a ” hard” day.", "*[hard]"},
      {"“We will sail. The wind is good.\n\nOrla left on Monday.", "~[We will sail. The wind is good.]"},
      {"The “old fleet is gone. Orla left on Monday.", "~[old fleet is gone.]"},
      {"“We will sail. Orla left. “It is late,” she said.", "~[We will sail. Orla left.][It is late,]"},
      {"We will sail at noon,” Orla said.", "[We will sail at noon,]"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(quotations_run_over_paragraphs)
{
  static const struct example examples[] = {
      {"Orla said: “We will sail.\n\n“The wind is good.\n\n“We leave at noon.” She left.",
       "~[We will sail.]~<0[The wind is good.]<1[We leave at noon.]"},
      {"\"We will sail.\n\n\"The wind is good,\" Orla said.\n\n\"It is late.\"",
       "~[We will sail.]<0[The wind is good,][It is late.]"},
      {"“We will sail.\n\nThe wind is good.” Orla left.", "~[We will sail.]<0[The wind is good.]"},
      {"‘We will sail.\n\n‘The wind is good.’", "~[We will sail.]<0[The wind is good.]"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(marked_words_are_no_utterances)
{
  static const struct example examples[] = {
      {"The so-called \"sea path\" is closed.", "*[sea path]"},
      {"\"Nonsense,\" Orla said.", "[Nonsense,]"},
      {"She said \"we agree\" to that.", "[we agree]"},
      {"He called it “a very long and windy road home” again.", "[a very long and windy road home]"},
      {"There is \"\" here.", "[]"},
  };
  EXPECT(examples);
}
END_TEST

START_TEST(tokens_know_their_quotation)
{
  read_text("Orla said “we sail” today.");
  static const bool inside[] = {false, false, true, true, true, true, false, false};
  ck_assert_uint_eq(text.token_count, sizeof inside / sizeof *inside);
  for (uint32_t i = 0; i < text.token_count; i++) {
    ck_assert_int_eq(mentions.token_quotation[i] == 0, inside[i]);
  }
}
END_TEST

START_TEST(any_marks_are_survived)
{
  static const char *const marks[] = {"\"", "'", "“", "”", "‘", "’", "«", "''", "``", "a", " ", ".", "\n\n", "s", "‚"};
  enum { KINDS = sizeof marks / sizeof *marks, LENGTH = 400 };
  uint32_t state = 1;
  for (int round = 0; round < 200; round++) {
    char body[LENGTH * 4 + 8] = "a";
    for (int i = 0; i < LENGTH; i++) {
      state = state * 1664525 + 1013904223;
      strcat(body, marks[(state >> 16) % KINDS]);
    }
    tell(body);
    for (uint32_t i = 1; i < mentions.quotation_count; i++) {
      ck_assert_uint_ge(mentions.quotation[i].outer.start, mentions.quotation[i - 1].outer.end);
    }
    dm_arena_reset(arena);
  }
}
END_TEST

int main(void)
{
  TCase *tests = tcase_create("quotations");
  tcase_add_unchecked_fixture(tests, load_models, free_models);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_set_timeout(tests, 60);
  tcase_add_test(tests, every_typography_is_read);
  tcase_add_test(tests, apostrophes_are_none);
  tcase_add_test(tests, only_the_outermost_counts);
  tcase_add_test(tests, what_is_set_wrongly_is_mended);
  tcase_add_test(tests, quotations_run_over_paragraphs);
  tcase_add_test(tests, marked_words_are_no_utterances);
  tcase_add_test(tests, tokens_know_their_quotation);
  tcase_add_test(tests, any_marks_are_survived);
  Suite *suite = suite_create("quotations");
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
