// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/resource.h"
#include "fact/saying.h"
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
static struct dm_statements_model *model;
static struct dm_quotations_model *quotations_model;
static struct dm_dates_model *dates_model;
static struct dm_article article;
static struct dm_text text;
static struct dm_syntax syntax;
static struct dm_mentions mentions;
static struct dm_analysis analysis;
static struct dm_facts facts;

static void load_models(void)
{
  model_arena = dm_arena_new();
  ck_assert_int_eq(dm_text_model_load(&resources, model_arena, &diag, &text_model), DM_OK);
  ck_assert_int_eq(dm_syntax_model_load(&resources, model_arena, &diag, &syntax_model), DM_OK);
  ck_assert_int_eq(dm_quotations_model_load(&resources, model_arena, &diag, &quotations_model), DM_OK);
  ck_assert_int_eq(dm_dates_model_load(&resources, model_arena, &diag, &dates_model), DM_OK);
  ck_assert_int_eq(dm_statements_model_load(&resources, model_arena, &diag, &model), DM_OK);
}

static void free_models(void) { dm_arena_free(model_arena); }

static void set_up(void) { arena = dm_arena_new(); }

static void tear_down(void) { dm_arena_free(arena); }

/// Every capitalised word inside a sentence is an entity of its own, equal words one.
static void name_words(void)
{
  mentions.entity = DM_NEW(arena, struct dm_entity, text.token_count);
  mentions.mention = DM_NEW(arena, struct dm_mention, text.token_count);
  mentions.token_mention = DM_NEW(arena, uint32_t, text.token_count);
  for (uint32_t i = 0; i < text.token_count; i++) {
    mentions.token_mention[i] = DM_NONE;
    struct dm_span word = dm_text_word(&text, i);
    if (syntax.tag[i] != DM_TAG_PROPN || mentions.token_date[i] != DM_NONE) {
      continue;
    }
    uint32_t entity = 0;
    while (entity < mentions.entity_count && !dm_span_equal(mentions.entity[entity].label, word)) {
      entity++;
    }
    mentions.entity[entity].label = word;
    mentions.entity_count += entity == mentions.entity_count;
    mentions.token_mention[i] = mentions.mention_count;
    mentions.mention[mentions.mention_count++] =
        (struct dm_mention){.tokens = {i, i + 1}, .phrase = {i, i + 1}, .entity = entity};
  }
}

static void read_text(const char *body)
{
  article = (struct dm_article){.body = dm_span_of(body), .date = DM_LITERAL("2021-03-05")};
  ck_assert_int_eq(dm_text_split(&article, text_model, arena, &text), DM_OK);
  dm_syntax_parse(&text, syntax_model, arena, &syntax);
  mentions = (struct dm_mentions){0};
  dm_quotations_find(&text, quotations_model, arena, &mentions);
  dm_dates_find(&text, &syntax, dates_model, arena, &mentions);
  name_words();
  analysis = (struct dm_analysis){.text = &text, .syntax = &syntax, .mentions = &mentions};
  facts = (struct dm_facts){0};
  dm_statements_read(&analysis, model, arena, &facts);
}

static char told[4000];

static void tell(const char *what)
{
  size_t used = strlen(told);
  snprintf(told + used, sizeof told - used, "%s", what);
}

static void tell_span(struct dm_span span)
{
  size_t used = strlen(told);
  snprintf(told + used, sizeof told - used, "%.*s", DM_SPAN_ARGS(span));
}

static void tell_parties(const char *before, const struct dm_parties *parties)
{
  for (uint32_t i = 0; i < parties->count; i++) {
    tell(i ? "+" : before);
    tell_span(parties->party[i].label);
  }
}

/// Statements as `speaker>addressee/via kind: content ~ content | …`, a denial with `!`.
static const char *tell_statements(void)
{
  static const char *const kinds[] = {"direct", "mixed", "indirect"};
  told[0] = '\0';
  for (uint32_t i = 0; i < facts.statement_count; i++) {
    const struct dm_statement *statement = &facts.statement[i];
    tell(i ? " | " : "");
    tell_parties("", &statement->speaker);
    tell_parties(">", &statement->addressee);
    tell_parties("/", &statement->via);
    tell(statement->polarity == DM_NEGATIVE ? "! " : " ");
    tell(kinds[statement->kind]);
    for (uint32_t s = 0; s < statement->content.count; s++) {
      tell(s ? " ~ " : ": ");
      tell_span(dm_span_slice(text.body, statement->content.bytes[s]));
    }
  }
  return told;
}

static const struct {
  const char *body;
  const char *told;
} cases[] = {
    {"Yesterday Varga said that the dam would hold.", "Varga indirect: the dam would hold"},
    {"Yesterday Varga said the dam would hold and that nobody had to move.",
     "Varga indirect: the dam would hold and that nobody had to move"},
    {"The dam will hold, Varga said.", "Varga indirect: The dam will hold"},
    {"\"The dam will hold,\" said Varga.", "Varga direct: The dam will hold,"},
    {"\"The dam will hold,\" Varga said. \"Nobody has to move.\"",
     "Varga direct: The dam will hold, ~ Nobody has to move."},
    {"\"The dam,\" Varga said, \"will hold for years.\"", "Varga direct: The dam, ~ will hold for years."},
    {"Yesterday Varga said the dam was \"as firm as a rock\" and dry.",
     "Varga mixed: the dam was \"as firm as a rock\" and dry"},
    {"The dam, Varga said, would hold.", "Varga indirect: The dam ~ would hold"},
    {"Too often, Varga said, the dam is forgotten.", "Varga indirect: Too often ~ the dam is forgotten"},
    {"But to save water, Varga said, farmers should be careful.",
     "Varga indirect: But to save water ~ farmers should be careful"},
    {"Asked about the dam, Varga said, the council was silent.", "Varga indirect: the council was silent"},
    {"\"The dam will hold,\" said Varga, director of Holm.", "Varga direct: The dam will hold,"},
    {"\"The dam will hold,\" said Varga, an engineer at Holm.", "Varga direct: The dam will hold,"},
    {"\"The dam will hold,\" Varga, 82, told reporters.", "Varga>reporters direct: The dam will hold,"},
    {"Yesterday Varga, 52, said they have \"firm plans\" to close it.",
     "Varga mixed: they have \"firm plans\" to close it"},
    {"According to Varga, the dam will hold.", "Varga indirect: the dam will hold"},
    {"The dam will hold, according to Varga.", "Varga indirect: The dam will hold"},
    {"Yesterday Varga told reporters that the dam would hold.", "Varga>reporters indirect: the dam would hold"},
    {"\"The dam will hold,\" Varga told Lund.", "Varga>Lund direct: The dam will hold,"},
    {"\"The dam will hold,\" Varga told Lund, according to Ochoa.", "Varga>Lund/Ochoa direct: The dam will hold,"},
    {"\"The dam will hold,\" Varga told the tall reporter in the hall on Friday, Ochoa reported.",
     "Varga>the tall reporter/Ochoa direct: The dam will hold,"},
    {"Yesterday Varga said the dam would hold, adding that nobody had to move.",
     "Varga indirect: the dam would hold | Varga indirect: nobody had to move"},
    {"Yesterday Varga said the dam would hold and called on Lund to help.", "Varga indirect: the dam would hold"},
    {"Yesterday Varga said the dam would hold, Lund reported.", "Varga/Lund indirect: the dam would hold"},
    {"Yesterday Varga accused the council of hiding the report.", "Varga indirect: hiding the report"},
    {"Yesterday Varga described the plan as \"a reckless gamble\".", "Varga mixed: the plan as \"a reckless gamble\""},
    {"Yesterday Varga denied that the dam had leaked.", "Varga! indirect: the dam had leaked"},
    {"Yesterday Varga did not say when the dam would open.", ""},
    {"Yesterday Varga could say that the dam would open.", ""},
    {"Yesterday Varga declined to comment.", ""},
    {"Yesterday Varga urged Lund to open the dam.", ""},
    {"On Thursday Varga announced a new dam.", "Varga indirect: a new dam"},
    {"In the valley, Varga said, \"The dam will hold.\"", "Varga direct: The dam will hold."},
    {"Yesterday Varga had a say in the matter.", ""},
    {"The dam will hold, Varga said Monday as rain fell.", "Varga indirect: The dam will hold"},
    {"Varga said on Monday the dam would hold.", "Varga indirect: the dam would hold"},
    {"Varga, the head of the company, said the dam would hold.", "Varga indirect: the dam would hold"},
    {"Varga of the water company said the dam would hold.", "Varga indirect: the dam would hold"},
    {"Varga said the dam would hold, which Lund said was wrong.",
     "Varga indirect: the dam would hold | Lund indirect: was wrong"},
    {"Varga did not admit or state that the dam had leaked.", ""},
    {"\"Will the dam hold?\" Varga asked. \"It will.\"", "Varga direct: Will the dam hold? ~ It will."},
    {"The dam will hold, the radio said, citing Varga.", "Varga/the radio indirect: The dam will hold"},
    {"In an interview with Lund, Varga said the dam would hold.", "Varga>Lund indirect: the dam would hold"},
    {"Lund says Varga told reporters that the dam would hold.",
     "Lund indirect: Varga told reporters that the dam would hold | Varga>reporters/Lund indirect: the dam would hold"},
    {"Varga turned to the dam. \"It will hold for years.\"", "Varga direct: It will hold for years."},
    {"Varga lifted a hand: \"It will hold for years.\"", "Varga direct: It will hold for years."},
    {"Rain fell on the dam. \"It will hold for years.\"", ""},
    {"Varga was asked about rain. \"It will hold for years.\"", ""},
    {"Varga turned to the dam. \"Rain\" was the word.", ""},
    {"\"It will,\" Varga said, but \"only if the rain stops soon.\"",
     "Varga direct: It will, ~ only if the rain stops soon."},
    {"Though it rained, Varga said, the dam would hold.", "Varga indirect: Though it rained ~ the dam would hold"},
    {"Varga, who said the dam would hold, drove home.", "Varga indirect: the dam would hold"},
    {"Yesterday Varga went on to say that the dam would hold.", "Varga indirect: the dam would hold"},
    {"\"The dam will hold.\" - Varga", "Varga direct: The dam will hold."},
    {"As Varga put it, the dam will hold.", "Varga indirect: the dam will hold"},
    {"Yesterday Varga praised the plan and said the dam would hold.",
     "Varga indirect: the plan | Varga indirect: the dam would hold"},
    {"Yesterday Varga said Lund plans to close the dam.", "Varga indirect: Lund plans to close the dam"},
    {"Yesterday Varga believed that the dam would hold.", "Varga indirect: the dam would hold"},
    {"Yesterday Varga was sure that the dam would hold.", "Varga indirect: the dam would hold"},
    {"Yesterday Varga planned to close the dam.", "Varga indirect: to close the dam"},
    {"Yesterday Varga saw it.", ""},
};

START_TEST(statements_are_found)
{
  read_text(cases[_i].body);
  ck_assert_str_eq(tell_statements(), cases[_i].told);
}
END_TEST

START_TEST(facts_are_in_order_and_in_the_text)
{
  read_text("\"We go,\" said Varga, adding that Lund said that \"rain\" had come. \"A\" \"\" said according to, , \"x");
  for (uint32_t i = 0; i < facts.statement_count; i++) {
    const struct dm_statement *statement = &facts.statement[i];
    ck_assert(i == 0 || facts.statement[i - 1].evidence.whole.start <= statement->evidence.whole.start);
    ck_assert_uint_gt(statement->content.count, 0);
    for (uint32_t s = 0; s < statement->content.count; s++) {
      ck_assert(dm_range_within(statement->content.bytes[s], statement->evidence.whole));
      ck_assert_uint_le(statement->content.bytes[s].end, article.body.size);
    }
  }
}
END_TEST

static bool fired;

static void note_rule(void *context, const struct dm_match *match) { fired = fired || match->rule == context; }

START_TEST(rules_match_their_examples)
{
  struct dm_span example;
  const struct dm_rule *rule;
  uint32_t count = 0;
  for (; dm_rules_example(model->rules, count, &example, &rule); count++) {
    struct dm_saying saying = {.model = model};
    read_text(dm_arena_copy(arena, example.data, example.size));
    dm_saying_begin(&saying, &analysis, arena);
    fired = false;
    union {
      const struct dm_rule *in;
      void *out;
    } context = {.in = rule};
    dm_rules_run(model->rules, &saying.view, (struct dm_range){0, text.token_count}, note_rule, context.out);
    ck_assert_msg(fired, "rule %s does not match its example: %.*s", dm_rule_id(rule), DM_SPAN_ARGS(example));
    ck_assert_msg(facts.statement_count > 0, "nothing is said in: %.*s", DM_SPAN_ARGS(example));
  }
  ck_assert_uint_gt(count, 10);
}
END_TEST

int main(void)
{
  TCase *tests = tcase_create("statements");
  tcase_add_unchecked_fixture(tests, load_models, free_models);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_loop_test(tests, statements_are_found, 0, (int)(sizeof cases / sizeof *cases));
  tcase_add_test(tests, facts_are_in_order_and_in_the_text);
  tcase_add_test(tests, rules_match_their_examples);
  Suite *suite = suite_create("statements");
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
