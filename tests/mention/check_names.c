// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/resource.h"
#include "mention/dates.h"
#include "mention/names.h"
#include "mention/quotations.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct dm_arena *model_arena, *arena;
static struct dm_diag diag;
static struct dm_text_model *text_model;
static struct dm_syntax_model *syntax_model;
static struct dm_quotations_model *quotations_model;
static struct dm_dates_model *dates_model;
static struct dm_names_model *names_model;
static struct dm_article article;
static struct dm_text text;
static struct dm_mentions mentions;

static void set_up(void)
{
  struct dm_resources resources = {0};
  model_arena = dm_arena_new();
  arena = dm_arena_new();
  ck_assert_int_eq(dm_text_model_load(&resources, model_arena, &diag, &text_model), DM_OK);
  ck_assert_int_eq(dm_syntax_model_load(&resources, model_arena, &diag, &syntax_model), DM_OK);
  ck_assert_int_eq(dm_quotations_model_load(&resources, model_arena, &diag, &quotations_model), DM_OK);
  ck_assert_int_eq(dm_dates_model_load(&resources, model_arena, &diag, &dates_model), DM_OK);
  ck_assert_int_eq(dm_names_model_load(&resources, model_arena, &diag, &names_model), DM_OK);
}

static void tear_down(void)
{
  dm_arena_free(arena);
  dm_arena_free(model_arena);
}

static void read_names(const char *body)
{
  struct dm_syntax syntax = {0};
  mentions = (struct dm_mentions){0};
  article = (struct dm_article){.body = dm_span_of(body)};
  dm_arena_reset(arena);
  ck_assert_int_eq(dm_text_split(&article, text_model, arena, &text), DM_OK);
  dm_syntax_parse(&text, syntax_model, arena, &syntax);
  dm_quotations_find(&text, quotations_model, arena, &mentions);
  dm_dates_find(&text, &syntax, dates_model, arena, &mentions);
  dm_names_find(&text, &syntax, names_model, arena, &mentions);
}

/// `person Ivo Karel` and so on, in brackets, in the order of the entities.
static const char *entities(void)
{
  static const char *const type[] = {"person", "organization", "country", "place"};
  static char line[1000];
  size_t used = 0;
  line[0] = '\0';
  for (uint32_t i = 0; i < mentions.entity_count && used < sizeof line; i++) {
    const struct dm_entity *entity = &mentions.entity[i];
    used +=
        (size_t)snprintf(line + used, sizeof line - used, "[%s %.*s]", type[entity->type], DM_SPAN_ARGS(entity->label));
  }
  return line;
}

static bool has_entity(const char *entity)
{
  char bracketed[200];
  snprintf(bracketed, sizeof bracketed, "[%s]", entity);
  return strstr(entities(), bracketed) != NULL;
}

START_TEST(entities_are_found)
{
  static const struct {
    const char *body;
    const char *has;
    const char *lacks;
  } cases[] = {
      {"Talks began in Lisbon on Monday.", "place Lisbon", "country Portugal"},
      {"Lisbon rejected the offer and said so.", "country Portugal", "place Lisbon"},
      {"The trade between Lisbon and Canberra grew.", "country Australia", "place Canberra"},
      {"The French wine was good.", NULL, "country France"},
      {"The French said no to the offer.", "country France", NULL},
      {"Vienna rejected the offer and said so.", "country Austria", "country Austria-Hungary"},
      {"Austria-Hungary sent a note. Vienna rejected the answer.", "country Austria-Hungary", "country Austria"},
      {"The Kremlin agreed to the plan.", "organization Kremlin", "country Russia"},
      {"They asked the North Atlantic Treaty Organization (NATO) for help.", "organization NATO", NULL},
      {"The Ministry of Foreign Affairs and Trade answered late.", "organization Ministry of Foreign Affairs and Trade",
       NULL},
      {"Reporters asked the Norwegian Security Council about it.", "organization Norwegian Security Council", NULL},
      {"Officials of the United States Department of Justice came.", "organization US Department of Justice",
       "country United States"},
      {"It hired Dr. Orla Vance, 45, last week.", "person Orla Vance", NULL},
      {"It hired Jordan Vance last week.", "person Jordan Vance", "country Jordan"},
      {"The prize went to Samir al-Tariq of Cairo.", "person Samir al-Tariq", NULL},
      {"The prize went to John F. Vance in April.", "person John F. Vance", NULL},
      {"Then Monday came, and Islam was discussed in English.", NULL, "organization Islam"},
      {"He lives near Lake Vance in the hills.", NULL, "person Lake Vance"},
      {"The river runs through the village of Zabrek to the sea.", "place Zabrek", NULL},
      {"FILE PHOTO of the old bridge.", NULL, "organization FILE PHOTO"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    read_names(cases[i].body);
    ck_assert_msg(!cases[i].has || has_entity(cases[i].has), "%s: %s", cases[i].body, entities());
    ck_assert_msg(!cases[i].lacks || !has_entity(cases[i].lacks), "%s: %s", cases[i].body, entities());
  }
}
END_TEST

START_TEST(forms_of_one_name_are_one_entity)
{
  static const struct {
    const char *body;
    const char *entities;
  } cases[] = {
      {"Anton Velikov said no. Velikov left. Antony Velikov came back.", "[person Anton Velikov]"},
      {"Mr. Velikov said no. Then Anton Velikov left.", "[person Anton Velikov]"},
      {"The UK paid. Britain paid. Great Britain paid.", "[country United Kingdom]"},
      {"The Harbour Workers Association (HWA) met. The HWA agreed.", "[organization Harbour Workers Association]"},
      {"He joined the Norwegian Air Force. The Air Force thanked him.", "[organization Norwegian Air Force]"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    read_names(cases[i].body);
    ck_assert_str_eq(entities(), cases[i].entities);
  }
}
END_TEST

/// `person|role|organisation` of each position.
static const char *positions(void)
{
  static char line[1000];
  size_t used = 0;
  line[0] = '\0';
  for (uint32_t i = 0; i < mentions.position_count && used < sizeof line; i++) {
    const struct dm_position *position = &mentions.position[i];
    struct dm_span office = {0};
    if (position->organization != DM_NONE) {
      office = mentions.entity[position->organization].label;
    }
    ck_assert_ptr_nonnull(position->rule);
    used += (size_t)snprintf(line + used, sizeof line - used, "[%.*s|%.*s|%.*s]",
                             DM_SPAN_ARGS(mentions.entity[position->person].label), DM_SPAN_ARGS(position->role),
                             DM_SPAN_ARGS(office));
  }
  return line;
}

START_TEST(positions_are_found)
{
  static const struct {
    const char *body;
    const char *positions;
  } cases[] = {
      {"Norwegian Foreign Minister Ivo Karel left.", "[Ivo Karel|Foreign Minister|Norway]"},
      {"Norway's foreign minister, Ivo Karel, left.", "[Ivo Karel|foreign minister|Norway]"},
      {"Ivo Karel, Norway’s foreign minister, left.", "[Ivo Karel|foreign minister|Norway]"},
      {"Ivo Karel, the foreign minister of Norway, left.", "[Ivo Karel|foreign minister|Norway]"},
      {"Kremlin spokesman Ivo Karel left.", "[Ivo Karel|spokesman|Kremlin]"},
      {"Ivo Karel, a spokesman for Ocean Bank, left.", "[Ivo Karel|spokesman|Ocean Bank]"},
      {"The head of Ocean Bank, Ivo Karel, left.", "[Ivo Karel|head|Ocean Bank]"},
      {"Maria Karel became president of Norway in 2020.", "[Maria Karel|president|Norway]"},
      {"Maria Karel, 45, the chief executive of Ocean Bank, left.", "[Maria Karel|chief executive|Ocean Bank]"},
      {"Norwegian ambassador to Kenya Ivo Karel left.", "[Ivo Karel|ambassador to Kenya|Norway]"},
      {"A storm came to Norway. Prime Minister Ivo Karel left.", "[Ivo Karel|Prime Minister|Norway]"},
      {"Kenya was told that King Ivo of Norway left.", "[Ivo|King|Norway]"},
      {"He met spokeswoman Maria Karel.", "[Maria Karel|spokeswoman|]"},
      {"Ivo Karel met the president.", ""},
      {"Ivo Karel and Maria Ochoa, both professors at Ocean Bank, left.",
       "[Maria Ochoa|professor|Ocean Bank][Ivo Karel|professor|Ocean Bank]"},
      {"Member of Parliament (MP) Ivo Karel of Ocean Bank left.", "[Ivo Karel|Member of Parliament|Ocean Bank]"},
      {"Ivo Karel, the founder and head of Ocean Bank, left.",
       "[Ivo Karel|founder|Ocean Bank][Ivo Karel|head|Ocean Bank]"},
      {"Ivo Karel, Maria Ochoa's spokesman, left.", "[Ivo Karel|spokesman|]"},
      {"A spokesman, Ivo Karel, left.", "[Ivo Karel|spokesman|]"},
      {"At the request of Ivo Karel, the queen left.", ""},
      {"Norway's representative for health and trade affairs, Ivo Karel, left.",
       "[Ivo Karel|representative for health and trade affairs|Norway]"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    read_names(cases[i].body);
    ck_assert_msg(strcmp(positions(), cases[i].positions) == 0, "%s: %s", cases[i].body, positions());
  }
}
END_TEST

/// The label of the entity that the last mention of `words` stands for; "" if there is none.
static struct dm_span referent(const char *words)
{
  struct dm_span label = {0};
  for (uint32_t i = 0; i < mentions.mention_count; i++) {
    struct dm_span mention = dm_span_slice(text.body, dm_text_bytes(&text, mentions.mention[i].tokens));
    if (dm_span_equal(mention, dm_span_of(words))) {
      label = mentions.entity[mentions.mention[i].entity].label;
    }
  }
  return label;
}

START_TEST(references_are_resolved)
{
  static const struct {
    const char *body;
    const char *words;
    const char *label;
  } cases[] = {
      {"Ivo Karel met Maria Ochoa. He left.", "He", "Ivo Karel"},
      {"Ivo Karel met Maria Ochoa. She left.", "She", "Maria Ochoa"},
      {"Ivo Karel praised the plan. His party agreed.", "His", "Ivo Karel"},
      {"Kenya closed the border. It said so on Monday.", "It", "Kenya"},
      {"Norwegian Foreign Minister Ivo Karel met Paul Whitaker. The minister left.", "The minister", "Ivo Karel"},
      {"Norwegian President Ivo Karel met Paul Whitaker. The Norwegian president left.", "president", "Ivo Karel"},
      {"Norwegian President Ivo Karel met Paul Whitaker. The Kenyan president left.", "president", ""},
      {"Ocean Bank met NATO officials. Later the bank agreed.", "the bank", "Ocean Bank"},
      {"Ocean Bank met NATO officials. Later the alliance agreed.", "the alliance", "NATO"},
      {"Kenya met Maria Ochoa. Later the country agreed.", "the country", "Kenya"},
      {"Maria Ochoa came with Paul Whitaker. Ivo Karel told him that it rained.", "him", "Paul Whitaker"},
      {"The storm came. He left.", "He", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    read_names(cases[i].body);
    struct dm_span label = referent(cases[i].words);
    ck_assert_msg(dm_span_equal(label, dm_span_of(cases[i].label)), "%s: %.*s", cases[i].body, DM_SPAN_ARGS(label));
  }
}
END_TEST

static void check_mentions(void)
{
  for (uint32_t i = 0; i < mentions.mention_count; i++) {
    const struct dm_mention *mention = &mentions.mention[i];
    ck_assert_uint_lt(mention->tokens.start, mention->tokens.end);
    ck_assert(dm_range_within(mention->tokens, mention->phrase));
    ck_assert_uint_lt(mention->entity, mentions.entity_count);
    ck_assert_uint_eq(mentions.token_mention[mention->tokens.start], i);
    ck_assert(i == 0 || mention[-1].tokens.end <= mention->tokens.start);
  }
}

START_TEST(any_text_is_read)
{
  static const char *const unit[] = {
      "A ",
      "President of the ",
      "Ivo Karel, ",
      "the minister ",
      "Ministry of ",
      "X. ",
      "/",
      "al-",
      "US US ",
      "John F. ",
      "he said ",
      "Moscow's ",
      "SHOUT ",
      "\xC3\x89lan ",
      "& ",
      "of ",
      "King Kevin, 45, the CEO of ",
  };
  enum { TIMES = 3000, ROOM = TIMES * 30 };
  char *body = malloc(ROOM);
  ck_assert_ptr_nonnull(body);
  for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
    for (size_t other = 0; other < sizeof unit / sizeof *unit; other += 3) {
      size_t used = 0;
      for (int t = 0; t < TIMES / 10; t++) {
        used += (size_t)snprintf(body + used, ROOM - used, "%s%s", unit[i], unit[other]);
      }
      read_names(body);
      check_mentions();
    }
  }
  free(body);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("names");
  TCase *cases = tcase_create("names");
  tcase_set_timeout(cases, 120);
  tcase_add_checked_fixture(cases, set_up, tear_down);
  tcase_add_test(cases, entities_are_found);
  tcase_add_test(cases, forms_of_one_name_are_one_entity);
  tcase_add_test(cases, positions_are_found);
  tcase_add_test(cases, references_are_resolved);
  tcase_add_test(cases, any_text_is_read);
  suite_add_tcase(suite, cases);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
