// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/resource.h"
#include "mention/name_model.h"
#include "mention/name_revision.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 6 };

static struct dm_arena *arena;
static struct dm_diag diag;

static void set_up(void) { arena = dm_arena_new(); }

static void tear_down(void) { dm_arena_free(arena); }

/* Sequences. */

/// A sequence of labels by trying all of them.
struct search {
  const struct dm_name_run *run;
  const int32_t (*step)[DM_NAME_LABELS];
  int32_t best;
};

static bool may_stand(const struct dm_name_run *run, uint32_t at, uint32_t before, uint32_t label)
{
  bool joins = at == 0 ? !dm_name_label_follows(label) : dm_name_label_joins(before, label);
  bool ends = at + 1 < run->count || !dm_name_label_opens(label);
  return joins && ends && (!run->allowed || (run->allowed[at] >> label & 1));
}

static void try_all(struct search *search, uint32_t at, uint32_t before, int32_t score)
{
  if (at == search->run->count) {
    score += search->step[before][DM_NAME_OUTSIDE];
    search->best = score > search->best ? score : search->best;
    return;
  }
  for (uint32_t label = 0; label < DM_NAME_LABELS; label++) {
    if (may_stand(search->run, at, before, label)) {
      try_all(search, at + 1, label, score + search->step[before][label] + search->run->score[at][label]);
    }
  }
}

static int32_t score_of(const struct dm_name_run *run, const int32_t (*step)[DM_NAME_LABELS], const uint8_t *label)
{
  int32_t score = 0;
  uint32_t before = DM_NAME_OUTSIDE;
  for (uint32_t i = 0; i < run->count; i++) {
    ck_assert(may_stand(run, i, before, label[i]));
    score += step[before][label[i]] + run->score[i][label[i]];
    before = label[i];
  }
  return score + step[before][DM_NAME_OUTSIDE];
}

static int32_t next_number(uint32_t *state)
{
  *state = *state * 1664525 + 1013904223;
  return (int32_t)(*state >> 16) % 2001 - 1000;
}

START_TEST(the_best_sequence_is_found)
{
  uint32_t state = (uint32_t)_i + 1;
  int32_t score[MOST][DM_NAME_LABELS];
  struct dm_name_steps steps;
  dm_name_steps_begin(&steps);
  uint32_t allowed[MOST];
  uint8_t label[MOST];
  for (uint32_t a = 0; a < DM_NAME_LABELS; a++) {
    for (uint32_t b = 0; b < DM_NAME_LABELS; b++) {
      steps.score[a][b] = next_number(&state);
    }
  }
  struct dm_name_run run = {.count = 1 + (uint32_t)_i % 4, .score = score, .allowed = _i % 2 ? allowed : NULL};
  for (uint32_t i = 0; i < run.count; i++) {
    allowed[i] = (uint32_t)(next_number(&state) * 2001 + next_number(&state)) | 1;
    for (uint32_t b = 0; b < DM_NAME_LABELS; b++) {
      score[i][b] = next_number(&state);
    }
  }
  struct search search = {&run, (const int32_t(*)[DM_NAME_LABELS])steps.score, INT32_MIN};
  try_all(&search, 0, DM_NAME_OUTSIDE, 0);
  ck_assert(dm_name_run_decode(&run, &steps, arena, label));
  ck_assert_int_eq(score_of(&run, (const int32_t(*)[DM_NAME_LABELS])steps.score, label), search.best);
}
END_TEST

START_TEST(what_cannot_be_is_told)
{
  int32_t score[1][DM_NAME_LABELS] = {{0}};
  struct dm_name_steps steps;
  dm_name_steps_begin(&steps);
  uint32_t allowed[1] = {1u << dm_name_label(DM_NAME_TYPE_PLACE, DM_NAME_BEGIN)};
  uint8_t label[1];
  struct dm_name_run run = {.count = 1, .score = score, .allowed = allowed};
  ck_assert(!dm_name_run_decode(&run, &steps, arena, label));
}
END_TEST

/* Rules and model. */

static struct dm_gazetteer gazetteer;
static struct dm_text_model *text_model;
static struct dm_article article;
static struct dm_text text;
static struct dm_naming naming;

/// `body` as words, without candidates.
static void begin_naming(const char *body)
{
  struct dm_resources resources = {0};
  ck_assert_int_eq(dm_text_model_load(&resources, arena, &diag, &text_model), DM_OK);
  ck_assert_int_eq(dm_gazetteer_load(&resources, arena, &diag, &gazetteer), DM_OK);
  struct dm_syntax *syntax = DM_NEW(arena, struct dm_syntax, 1);
  struct dm_mentions *mentions = DM_NEW(arena, struct dm_mentions, 1);
  article = (struct dm_article){.body = dm_span_of(body)};
  ck_assert_int_eq(dm_text_split(&article, text_model, arena, &text), DM_OK);
  syntax->tag = DM_NEW(arena, uint8_t, text.token_count);
  syntax->lemma = text.folded;
  mentions->token_date = DM_NEW(arena, uint32_t, text.token_count);
  memset(mentions->token_date, 0xff, sizeof(uint32_t) * text.token_count);
  dm_naming_begin(&text, syntax, &gazetteer, arena, mentions, &naming);
}

/// What the model would propose.
static struct dm_name_proposals propose(uint32_t start, uint32_t end, enum dm_name_type type, int32_t margin)
{
  struct dm_name_proposals proposals = {.margin = DM_NEW(arena, int32_t, text.token_count)};
  for (uint32_t i = 0; i < text.token_count; i++) {
    proposals.margin[i] = margin;
  }
  if (end > start) {
    *DM_PUSH(arena, proposals.proposal, proposals.count, proposals.capacity) =
        (struct dm_name_proposal){.tokens = {start, end}, .type = type, .margin = margin};
  }
  return proposals;
}

static const struct dm_candidate *candidate_of(uint32_t start, uint32_t end)
{
  for (uint32_t i = 0; i < naming.candidate_count; i++) {
    if (naming.candidate[i].tokens.start == start && naming.candidate[i].tokens.end == end) {
      return &naming.candidate[i];
    }
  }
  return NULL;
}

enum { SURE_OF_IT = 1 << 20, NOT_SURE = 100 };

START_TEST(a_sure_model_changes_what_is_unknown)
{
  begin_naming("Yesterday they joined Vorna Odbran in town.");
  struct dm_name_proposals proposals = propose(3, 5, DM_NAME_TYPE_ORGANIZATION, SURE_OF_IT);
  dm_names_revise(&naming, &proposals);
  ck_assert_ptr_nonnull(candidate_of(3, 5));
  ck_assert_int_eq(candidate_of(3, 5)->kind, DM_NAME_ORGANIZATION);
  ck_assert_int_eq(naming.token_candidate[4], naming.token_candidate[3]);
}
END_TEST

START_TEST(an_unsure_model_changes_nothing)
{
  begin_naming("Yesterday they joined Vorna Odbran in town.");
  uint32_t before = naming.candidate_count;
  enum dm_name_kind kind = before ? naming.candidate[0].kind : DM_NAME_NONE;
  struct dm_name_proposals proposals = propose(3, 5, DM_NAME_TYPE_PLACE, NOT_SURE);
  dm_names_revise(&naming, &proposals);
  ck_assert_uint_eq(naming.candidate_count, before);
  ck_assert_int_eq(before ? naming.candidate[0].kind : DM_NAME_NONE, kind);
}
END_TEST

START_TEST(a_sure_model_drops_what_is_unknown)
{
  begin_naming("Yesterday they joined Vorna Odbran in town.");
  struct dm_name_proposals proposals = propose(0, 0, DM_NAME_TYPE_OTHER, SURE_OF_IT);
  dm_names_revise(&naming, &proposals);
  ck_assert_ptr_null(candidate_of(3, 5));
  ck_assert_uint_eq(naming.token_candidate[3], DM_NONE);
}
END_TEST

START_TEST(what_is_known_stays)
{
  begin_naming("Yesterday they flew to Norway again.");
  ck_assert_ptr_nonnull(candidate_of(4, 5));
  struct dm_name_proposals proposals = propose(4, 5, DM_NAME_TYPE_PERSON, SURE_OF_IT);
  dm_names_revise(&naming, &proposals);
  ck_assert_int_eq(candidate_of(4, 5)->kind, DM_NAME_COUNTRY);
}
END_TEST

START_TEST(no_name_takes_in_a_role)
{
  begin_naming("Yesterday the Vorna Chairman left.");
  ck_assert_uint_ne(naming.token_role[3], DM_NONE);
  struct dm_name_proposals proposals = propose(2, 4, DM_NAME_TYPE_ORGANIZATION, SURE_OF_IT);
  dm_names_revise(&naming, &proposals);
  ck_assert_ptr_null(candidate_of(2, 4));
}
END_TEST

START_TEST(a_name_that_only_the_model_has_gets_its_title)
{
  begin_naming("Yesterday Mrs. zanna came.");
  struct dm_name_proposals proposals = propose(2, 3, DM_NAME_TYPE_PERSON, SURE_OF_IT);
  dm_names_revise(&naming, &proposals);
  ck_assert_ptr_nonnull(candidate_of(2, 3));
  ck_assert_uint_eq(candidate_of(2, 3)->phrase.start, 1);
  ck_assert_int_eq(candidate_of(2, 3)->gender, DM_GENDER_FEMALE);
}
END_TEST

START_TEST(days_are_no_names)
{
  begin_naming("They came on Monday night.");
  struct dm_name_proposals proposals = propose(3, 4, DM_NAME_TYPE_PLACE, SURE_OF_IT);
  dm_names_revise(&naming, &proposals);
  ck_assert_ptr_null(candidate_of(3, 4));
}
END_TEST

/* The file. */

START_TEST(a_model_of_another_kind_is_refused)
{
  char folder[] = "/tmp/check-name-model-XXXXXX";
  char path[sizeof folder + 8];
  struct dm_model_part part = {"nothing", "", 0};
  struct dm_name_model model;
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/names", folder);
  struct dm_resources resources = {.models = folder};
  ck_assert_int_eq(dm_name_model_open(&resources, NULL, arena, &diag, &model), DM_ERR_IO);
  ck_assert_int_eq(dm_model_file_write(path, "words", 1, &part, &diag), DM_OK);
  ck_assert_int_eq(dm_name_model_open(&resources, NULL, arena, &diag, &model), DM_ERR_FORMAT);
  ck_assert_int_eq(dm_model_file_write(path, "names", 1, &part, &diag), DM_OK);
  ck_assert_int_eq(dm_name_model_open(&resources, NULL, arena, &diag, &model), DM_ERR_FORMAT);
  ck_assert_int_eq(unlink(path), 0);
  ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("name_model");
  TCase *tests = tcase_create("name_model");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_loop_test(tests, the_best_sequence_is_found, 0, 40);
  tcase_add_test(tests, what_cannot_be_is_told);
  tcase_add_test(tests, a_sure_model_changes_what_is_unknown);
  tcase_add_test(tests, an_unsure_model_changes_nothing);
  tcase_add_test(tests, a_sure_model_drops_what_is_unknown);
  tcase_add_test(tests, what_is_known_stays);
  tcase_add_test(tests, no_name_takes_in_a_role);
  tcase_add_test(tests, a_name_that_only_the_model_has_gets_its_title);
  tcase_add_test(tests, days_are_no_names);
  tcase_add_test(tests, a_model_of_another_kind_is_refused);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed != 0;
}
