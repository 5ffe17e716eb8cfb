// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/resource.h"
#include "fact/demands.h"
#include "fact/party.h"
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
static struct dm_demands_model *demands_model;
static struct dm_party_model party_model;
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
  ck_assert_int_eq(dm_demands_model_load(&resources, model_arena, &diag, &demands_model), DM_OK);
  ck_assert_int_eq(dm_quotations_model_load(&resources, model_arena, &diag, &quotations_model), DM_OK);
  ck_assert_int_eq(dm_dates_model_load(&resources, model_arena, &diag, &dates_model), DM_OK);
  ck_assert_int_eq(dm_party_model_load(&resources, model_arena, &diag, &party_model), DM_OK);
}

static void free_models(void) { dm_arena_free(model_arena); }

static void set_up(void) { arena = dm_arena_new(); }

static void tear_down(void) { dm_arena_free(arena); }

/// Every capitalised word inside a sentence is an entity of its own, equal words one.
static void name_words(void)
{
  mentions = (struct dm_mentions){.entity = DM_NEW(arena, struct dm_entity, text.token_count),
                                  .mention = DM_NEW(arena, struct dm_mention, text.token_count),
                                  .token_mention = DM_NEW(arena, uint32_t, text.token_count)};
  for (uint32_t i = 0; i < text.token_count; i++) {
    mentions.token_mention[i] = DM_NONE;
    struct dm_span word = dm_text_word(&text, i);
    if (syntax.tag[i] != DM_TAG_PROPN) {
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
  article = (struct dm_article){.body = dm_span_of(body)};
  ck_assert_int_eq(dm_text_split(&article, text_model, arena, &text), DM_OK);
  dm_syntax_parse(&text, syntax_model, arena, &syntax);
  name_words();
  dm_quotations_find(&text, quotations_model, arena, &mentions);
  dm_dates_find(&text, &syntax, dates_model, arena, &mentions);
  analysis = (struct dm_analysis){.text = &text, .syntax = &syntax, .mentions = &mentions};
  facts = (struct dm_facts){0};
  dm_demands_read(&analysis, demands_model, arena, &facts);
}

static char told[2000];

static void tell_parties(const struct dm_parties *parties)
{
  for (uint32_t i = 0; i < parties->count; i++) {
    size_t used = strlen(told);
    snprintf(told + used, sizeof told - used, "%s%.*s", i ? "+" : "", DM_SPAN_ARGS(parties->party[i].label));
  }
}

static void tell(const char *what)
{
  size_t used = strlen(told);
  snprintf(told + used, sizeof told - used, "%s", what);
}

/// Demands as `by>of: wording / wording; reject by X`.
static const char *tell_demands(void)
{
  static const char *const kinds[] = {"reject", "ignore", "accept", "partial", "consider", "respond"};
  told[0] = '\0';
  for (uint32_t i = 0; i < facts.demand_count; i++) {
    const struct dm_demand *demand = &facts.demand[i];
    tell(i ? " | " : "");
    tell_parties(&demand->demander);
    tell(">");
    tell_parties(&demand->addressee);
    for (uint32_t w = 0; w < demand->wording_count; w++) {
      tell(w ? " / " : ": ");
      size_t used = strlen(told);
      struct dm_span content = {0};
      if (demand->wording[w].content.count) {
        content = dm_span_slice(text.body, demand->wording[w].content.bytes[0]);
      }
      snprintf(told + used, sizeof told - used, "%.*s", DM_SPAN_ARGS(content));
    }
    for (uint32_t r = 0; r < facts.response_count; r++) {
      if (facts.response[r].demand == i) {
        tell("; ");
        tell(kinds[facts.response[r].kind]);
        tell(" by ");
        tell_parties(&facts.response[r].responder);
      }
    }
  }
  return told;
}

static const struct {
  const char *body;
  const char *told;
} cases[] = {
    {"Yesterday Oslo demanded that the nets be removed.", "Oslo>: the nets be removed"},
    {"Yesterday Oslo called on Riga to open its harbour.", "Oslo>Riga: to open its harbour"},
    {"Yesterday Oslo did not demand that the nets be removed.", ""},
    {"Yesterday Oslo could ask Riga to open its harbour.", ""},
    {"Yesterday Riga was urged by Oslo to open its harbour.", "Oslo>Riga: to open its harbour"},
    {"Yesterday Oslo urged Riga to open its harbour, which has been closed since May.",
     "Oslo>Riga: to open its harbour"},
    {"Yesterday Oslo praised the harvest and asked Riga for more grain.", "Oslo>Riga: more grain"},
    {"On the quay Oslo and Vilnius urged Riga to open its harbour.", "Oslo+Vilnius>Riga: to open its harbour"},
    {"Yesterday Oslo demanded that the nets be removed. Later Riga rejected the demand.",
     "Oslo>Riga: the nets be removed; reject by Riga"},
    {"Yesterday Oslo demanded that the nets be removed. Later Riga did not reject the demand.",
     "Oslo>: the nets be removed"},
    {"Yesterday Oslo demanded that the nets be removed. Oslo later rejected the demand.", "Oslo>: the nets be removed"},
    {"Yesterday Oslo demanded that all the nets be removed. The demands were rejected by Riga and Vilnius.",
     "Oslo>Riga+Vilnius: all the nets be removed; reject by Riga; reject by Vilnius"},
    {"Yesterday Oslo demanded that the nets be removed. Later Riga did not accept the demand.",
     "Oslo>Riga: the nets be removed; reject by Riga"},
    {"Yesterday Oslo demanded that the nets be removed. Later Riga refused to accept the demand.",
     "Oslo>Riga: the nets be removed; reject by Riga"},
    {"Yesterday Oslo demanded that the nets be removed. Riga failed to address the demand.",
     "Oslo>Riga: the nets be removed; ignore by Riga"},
    {"On the quay Oslo's main demand -- that the nets be removed -- was heard.", "Oslo>: the nets be removed"},
    {"On the quay Oslo made requests related to the nets.", "Oslo>: the nets"},
    {"On the quay Oslo demanded on Monday that the nets be removed.", "Oslo>: the nets be removed"},
    {"On the quay Oslo demanded that the nets be removed. Later Riga rejected it.",
     "Oslo>Riga: the nets be removed; reject by Riga"},
    {"On the quay Oslo's growing safety demands to open the harbour were heard.", "Oslo>: to open the harbour"},
    {"Yesterday Oslo demanded that Riga open its harbour. Riga refused, saying that the ice was thick.",
     "Oslo>Riga: Riga open its harbour; reject by Riga"},
    {"Yesterday Oslo demanded that Riga open its harbour. Vilnius refused.", "Oslo>Riga: Riga open its harbour"},
    {"Yesterday Oslo demanded that Riga open its harbour. Now Riga has not answered.",
     "Oslo>Riga: Riga open its harbour; ignore by Riga"},
    {"Yesterday Oslo demanded that Riga open its harbour. Now Riga gave no answer.",
     "Oslo>Riga: Riga open its harbour; ignore by Riga"},
    {"Yesterday Oslo demanded that Riga open its harbour. If Riga accepted the demand, peace would follow.",
     "Oslo>Riga: Riga open its harbour"},
    {"Yesterday Riga accepted the demand that the harbour be open.", ">Riga: the harbour be open; accept by Riga"},
    {"Yesterday Riga partly accepted the demand that the harbour be open.",
     ">Riga: the harbour be open; partial by Riga"},
    {"Yesterday the demand that the harbour be open was heard.", ""},
    {"Yesterday Oslo proposed that the nets be removed. Oslo asked Riga to open its harbour. Vilnius accepted the "
     "proposal.",
     "Oslo>Vilnius: the nets be removed; accept by Vilnius | Oslo>Riga: to open its harbour"},
    {"In Vilnius, Oslo asked Riga to open its harbour.", "Oslo>Riga: to open its harbour"},
    {"The envoy to the port, Oslo, asked Riga to open its harbour.", "Oslo>Riga: to open its harbour"},
    {"Yesterday Oslo told Riga that it was too late to open the harbour.", ""},
    {"Yesterday Oslo ordered the opening of the harbour.", ""},
    {"Yesterday Oslo demanded that Riga:\n\n1. open its harbour;\n\n2. remove the nets, and\n\n3. pay for the ice.",
     "Oslo>Riga: open its harbour | Oslo>Riga: remove the nets | Oslo>Riga: pay for the ice"},
    {"Yesterday Oslo demanded that Riga:\n\n• open its harbour\n\n• remove the nets\n\nThe ice was thick.",
     "Oslo>Riga: open its harbour | Oslo>Riga: remove the nets"},
    {"Yesterday Oslo demanded that Riga:\n\n(a) open its harbour;\n\n(b) remove the nets.",
     "Oslo>Riga: open its harbour | Oslo>Riga: remove the nets"},
    {"Yesterday Oslo demanded that Riga:\n\nThe ice was thick.", ""},
    {"Yesterday Oslo demanded that Riga:\n\nleave", "Oslo>Riga: leave"},
    {"Yesterday Oslo demanded from Riga to open its harbour.", "Oslo>Riga: to open its harbour"},
    {"Critics blamed Oslo for urging Riga to open its harbour.", ""},
    {"The day Oslo ordered Riga to close down was cold.", "Oslo>Riga: to close down"},
    {"Yesterday Oslo told Riga what to do about the ice.", ""},
    {"Yesterday Oslo asked for 2%.", ""},
    {"Yesterday Riga rejected Oslo's demand.", "Oslo>Riga: ; reject by Riga"},
    {"Yesterday Oslo demanded that all the nets be removed. Oslo demanded the nets be removed by May.",
     "Oslo>: all the nets be removed / the nets be removed by May"},
    // conditions: of somebody else
    {"Yesterday Oslo would only lift its ban if Riga opened its harbour and removed the nets.",
     "Oslo>Riga: Riga opened its harbour and removed the nets"},
    {"Yesterday Oslo would not lift its ban unless Oslo had more ice.", ""},
    // what was done because somebody asked
    {"Yesterday Riga opened its harbour at the request of Oslo.", "Oslo>Riga: opened its harbour; accept by Riga"},
    {"At the request of Oslo, Riga opened its harbour.", "Oslo>Riga: opened its harbour; accept by Riga"},
    {"Yesterday Riga, at the insistence of Oslo, opened its harbour.", "Oslo>Riga: opened its harbour; accept by Riga"},
    {"Yesterday the ice was removed by Riga at the request of Oslo.",
     "Oslo>Riga: the ice was removed by Riga; accept by Riga"},
    {"Yesterday Riga did not open its harbour at the request of Oslo.", ""},
    // who goes on demanding
    {"On the quay Oslo issued warrants on 36 people believed to own the nets and demanded from Riga to open its "
     "harbour.",
     "Oslo>Riga: to open its harbour"},
    {"Yesterday Oslo said there was ice in the harbour and urged Riga to stay away.", "Oslo>Riga: to stay away"},
    {"On the quay Oslo and Vilnius met. They called on Riga to open its harbour.",
     "Oslo+Vilnius>Riga: to open its harbour"},
    {"On the quay Oslo met the fleet. They called on Riga to open its harbour.", ""},
    {"Farmers, carrying signs asking Riga to open its harbour, marched.", "Farmers>Riga: to open its harbour"},
    {"Yesterday Oslo could go to Vilnius and ask Riga to open its harbour.", ""},
    {"Yesterday Riga was petitioned by Oslo for a ruling on the nets.", "Oslo>Riga: a ruling on the nets"},
    {"Yesterday Oslo urged Riga: \"Do not sell the nets.\"", "Oslo>Riga: Do not sell the nets"},
    {"Yesterday Oslo told the radio, \"We want fishers to stay away.\"", ""},
    {"Yesterday Oslo insisted that Riga was in the wrong.", ""},
    {"Yesterday Oslo insisted that Riga open its harbour.", "Oslo>Riga: Riga open its harbour"},
    {"Yesterday Oslo required consent from Riga to close the harbour.", ""},
    // answers
    {"Yesterday Oslo demanded that the nets be removed, terms Riga immediately dismissed as a joke.",
     "Oslo>Riga: the nets be removed; reject by Riga"},
    {"Yesterday Oslo demanded that the nets be removed. Later Riga would not accept the demand.",
     "Oslo>Riga: the nets be removed; reject by Riga"},
    {"Yesterday Oslo demanded that the nets be removed. Riga would accept the demand.", "Oslo>: the nets be removed"},
    {"Yesterday Oslo demanded more ice from Riga. Then Riga handed over the ice.",
     "Oslo>Riga: more ice; accept by Riga"},
    {"Yesterday Oslo demanded more ice from Riga. Then Vilnius handed over the ice.", "Oslo>Riga: more ice"},
    {"Yesterday Oslo made a proposal on the nets to Riga. Riga passed the proposal on to Vilnius.", ""},
    {"Yesterday Oslo called on Riga to open its harbour. Its call was seconded by Vilnius.",
     "Oslo>Riga: to open its harbour; accept by Vilnius"},
};

START_TEST(demands_and_answers_are_found)
{
  read_text(cases[_i].body);
  ck_assert_str_eq(tell_demands(), cases[_i].told);
}
END_TEST

static bool fired;

static void note_rule(void *context, const struct dm_match *match) { fired = fired || match->rule == context; }

static void run_rule(const struct dm_rules *rules, struct dm_span example, const struct dm_rule *rule)
{
  struct dm_scene scene;
  read_text(dm_arena_copy(arena, example.data, example.size));
  dm_scene_begin(&analysis, &party_model, arena, &scene);
  fired = false;
  union {
    const struct dm_rule *in;
    void *out;
  } context = {.in = rule};
  dm_rules_run(rules, &scene.view, (struct dm_range){0, text.token_count}, note_rule, context.out);
  ck_assert_msg(fired, "rule %s does not match its example: %.*s", dm_rule_id(rule), DM_SPAN_ARGS(example));
}

START_TEST(rules_match_their_examples)
{
  static const char *const files[] = {"schema/rules/demands.rules", "schema/rules/responses.rules"};
  struct dm_rules *rules;
  ck_assert_int_eq(dm_rules_load(&resources, files[_i], arena, &diag, &rules), DM_OK);
  struct dm_span example;
  const struct dm_rule *rule;
  uint32_t count = 0;
  for (; dm_rules_example(rules, count, &example, &rule); count++) {
    run_rule(rules, example, rule);
  }
  ck_assert_uint_gt(count, 4);
}
END_TEST

int main(void)
{
  TCase *tests = tcase_create("demands");
  tcase_add_unchecked_fixture(tests, load_models, free_models);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_loop_test(tests, demands_and_answers_are_found, 0, (int)(sizeof cases / sizeof *cases));
  tcase_add_loop_test(tests, rules_match_their_examples, 0, 2);
  Suite *suite = suite_create("demands");
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
