// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/hash.h"
#include "syntax/layer.h"
#include "syntax/relation.h"
#include "syntax/tree.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct dm_arena *arena;
static uint64_t chance;

static void set_up(void)
{
  arena = dm_arena_new();
  chance = 1;
}

static void tear_down(void) { dm_arena_free(arena); }

static uint32_t below(uint32_t bound)
{
  chance = dm_hash_join(chance, 1);
  return (uint32_t)(chance >> 32) % bound;
}

/// Whether one word hangs on the root and every word leads to it.
static bool is_tree(const uint32_t *head, uint32_t count)
{
  uint32_t roots = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = i + 1, steps = 0;
    while (at && steps++ <= count) {
      at = head[at - 1];
      if (at > count) {
        return false;
      }
    }
    if (at) {
      return false;
    }
    roots += !head[i];
  }
  return roots == 1;
}

static int64_t sum_of(const int32_t *score, uint32_t count, const uint32_t *head)
{
  int64_t sum = 0;
  for (uint32_t i = 0; i < count; i++) {
    sum += score[i * (count + 1) + head[i]];
  }
  return sum;
}

/// The greatest sum of a tree, all trees tried.
static int64_t try_all(const int32_t *score, uint32_t count)
{
  int64_t best = INT64_MIN;
  uint32_t head[5] = {0}, choices = 1;
  for (uint32_t i = 0; i < count; i++) {
    choices *= count + 1;
  }
  for (uint32_t choice = 0; choice < choices; choice++) {
    uint32_t rest = choice;
    for (uint32_t i = 0; i < count; i++, rest /= count + 1) {
      head[i] = rest % (count + 1);
    }
    int64_t sum = is_tree(head, count) ? sum_of(score, count, head) : INT64_MIN;
    best = sum > best ? sum : best;
  }
  return best;
}

START_TEST(the_best_tree_is_found)
{
  for (int round = 0; round < 1500; round++) {
    uint32_t count = 1 + below(5), head[5];
    int32_t score[5 * 6];
    for (uint32_t i = 0; i < count * (count + 1); i++) {
      score[i] = (int32_t)below(round % 3 ? 1000 : 3) - 500; // every third round, many are equal
    }
    dm_tree_find(score, count, count + 1, arena, head);
    ck_assert(is_tree(head, count));
    ck_assert_int_eq(sum_of(score, count, head), try_all(score, count));
  }
}
END_TEST

START_TEST(long_sentences_get_trees)
{
  enum { LONG = 512 };
  int32_t *score = malloc(sizeof *score * LONG * (LONG + 1));
  uint32_t head[LONG];
  for (int round = 0; round < 3; round++) {
    for (uint32_t i = 0; i < LONG; i++) {
      for (uint32_t j = 0; j <= LONG; j++) {
        // Chance; pairs that want each other; one long cycle.
        int32_t wanted = round == 1 ? j == (i ^ 1) + 1 : round == 2 ? j == (i + 1) % LONG + 1 : 0;
        score[i * (LONG + 1) + j] = wanted ? 1 << 28 : (int32_t)below(1 << 20);
      }
    }
    dm_tree_find(score, LONG, LONG + 1, arena, head);
    ck_assert(is_tree(head, LONG));
    dm_arena_reset(arena);
  }
  free(score);
}
END_TEST

enum { INNER = 96, COLUMNS = 96, ROWS = 23 };

static void fill_layer(int16_t *weight, int32_t *bias, int16_t *in)
{
  for (uint32_t i = 0; i < INNER * COLUMNS; i++) {
    weight[i] = (int16_t)((int32_t)below(5001) - 2500);
  }
  for (uint32_t i = 0; i < COLUMNS; i++) {
    bias[i] = (int32_t)below(1 << 20) - (1 << 19);
  }
  for (uint32_t i = 0; i < (ROWS + 2) * INNER / 3; i++) {
    in[i] = (int16_t)((int32_t)below(2 * DM_LAYER_REACH + 1) - DM_LAYER_REACH);
  }
}

START_TEST(every_processor_computes_the_same)
{
  static int16_t weight[INNER * COLUMNS], laid_out[INNER * COLUMNS], in[(ROWS + 2) * INNER / 3];
  static int32_t bias[COLUMNS], out[ROWS * COLUMNS];
  fill_layer(weight, bias, in);
  dm_layer_lay_out(weight, INNER, COLUMNS, laid_out);
  for (int biased = 0; biased < 2; biased++) {
    struct dm_net_layer layer = {.inner = INNER, .columns = COLUMNS, .weight = laid_out, .bias = biased ? bias : NULL};
    for (int means = DM_LAYER_PLAIN; means <= (int)dm_layer_best(); means++) {
      for (uint32_t rows = 1; rows <= ROWS; rows++) {
        memset(out, 0x55, sizeof out);
        dm_layer_apply(&layer, (enum dm_layer_means)means, in, INNER / 3, rows, out);
        for (uint32_t i = 0; i < rows; i++) {
          for (uint32_t j = 0; j < COLUMNS; j++) {
            int64_t sum = biased ? bias[j] : 0;
            for (uint32_t k = 0; k < INNER; k++) {
              sum += in[i * INNER / 3 + k] * weight[k * COLUMNS + j];
            }
            if (out[i * COLUMNS + j] != sum) {
              ck_abort_msg("%d of row %u, column %u: %d", means, i, j, out[i * COLUMNS + j]);
            }
          }
        }
        ck_assert(rows == ROWS || out[rows * COLUMNS] == 0x55555555);
      }
    }
  }
}
END_TEST

START_TEST(relations_have_names)
{
  for (int i = 0; i < DM_RELATION_COUNT; i++) {
    ck_assert_int_eq(dm_relation_named(dm_span_of(dm_relation_name((enum dm_relation)i))), i);
  }
  ck_assert_int_eq(dm_relation_named(DM_LITERAL("nsubj:foreign")), DM_RELATION_NSUBJ);
  ck_assert_int_eq(dm_relation_named(DM_LITERAL("subject")), DM_RELATION_COUNT);
  ck_assert_int_eq(dm_relation_named((struct dm_span){0}), DM_RELATION_COUNT);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("tree");
  TCase *tests = tcase_create("tree");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, the_best_tree_is_found);
  tcase_add_test(tests, long_sentences_get_trees);
  tcase_add_test(tests, every_processor_computes_the_same);
  tcase_add_test(tests, relations_have_names);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
