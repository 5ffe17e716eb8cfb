// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/blocks.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];
static MDB_env *env;
static MDB_txn *txn;
static MDB_dbi table;

static void set_up(void)
{
  strcpy(folder, "/tmp/check_blocksXXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  ck_assert_int_eq(mdb_env_create(&env), 0);
  ck_assert_int_eq(mdb_env_set_maxdbs(env, 1), 0);
  ck_assert_int_eq(mdb_env_set_mapsize(env, 1 << 28), 0);
  ck_assert_int_eq(mdb_env_open(env, folder, MDB_NOSYNC, 0666), 0);
  ck_assert_int_eq(mdb_txn_begin(env, NULL, 0, &txn), 0);
  ck_assert_int_eq(mdb_dbi_open(txn, "blocks", MDB_CREATE, &table), 0);
}

static void tear_down(void)
{
  char command[128];
  mdb_txn_abort(txn);
  mdb_env_close(env);
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  ck_assert_int_eq(system(command), 0);
}

static uint64_t any_number(unsigned bits)
{
  return ((uint64_t)rand() << 31 ^ (uint64_t)rand()) & (((uint64_t)1 << bits) - 1);
}

/// Columns of `bits`: of few, tuples are dense and meet; of many, they are far apart.
static struct dm_tuple any_tuple(unsigned bits)
{
  return (struct dm_tuple){{any_number(bits), any_number(bits), any_number(bits), any_number(bits)}};
}

static int compare(const void *a, const void *b) { return dm_tuple_compare(a, b); }

enum { MOST = 40000, BATCH = 3000 };

/// What the table should have: sorted, none twice.
struct list {
  size_t count;
  struct dm_tuple tuple[MOST];
};

static void change_list(struct list *list, const struct dm_tuple *change)
{
  size_t at = 0;
  size_t high = list->count;
  while (at < high) {
    size_t middle = (at + high) / 2;
    if (dm_tuple_compare(&list->tuple[middle], change) < 0) {
      at = middle + 1;
    } else {
      high = middle;
    }
  }
  bool there = at < list->count && dm_tuple_compare(&list->tuple[at], change) == 0;
  bool removed = change->at[DM_TUPLE - 1] & DM_TUPLE_REMOVED;
  struct dm_tuple *place = &list->tuple[at];
  if (there && removed) {
    memmove(place, place + 1, (--list->count - at) * sizeof *place);
  } else if (!there && !removed) {
    memmove(place + 1, place, (list->count++ - at) * sizeof *place);
    *place = *change;
  }
}

static void check_table(const struct list *list)
{
  struct dm_blocks blocks;
  struct dm_tuple from = {{0}};
  ck_assert_int_eq(dm_blocks_open(txn, table, &blocks), 0);
  int code = dm_blocks_seek(&blocks, &from);
  for (size_t i = 0; i < list->count; i++) {
    ck_assert_int_eq(code, 0);
    ck_assert_int_eq(dm_tuple_compare(&blocks.tuple, &list->tuple[i]), 0);
    code = dm_blocks_next(&blocks);
  }
  ck_assert_int_eq(code, MDB_NOTFOUND);
  dm_blocks_close(&blocks);
}

static void check_seek(const struct list *list, struct dm_tuple from)
{
  struct dm_blocks blocks;
  size_t i = 0;
  while (i < list->count && dm_tuple_compare(&list->tuple[i], &from) < 0) {
    i++;
  }
  ck_assert_int_eq(dm_blocks_open(txn, table, &blocks), 0);
  ck_assert_int_eq(dm_blocks_seek(&blocks, &from), i < list->count ? 0 : MDB_NOTFOUND);
  ck_assert(i == list->count || dm_tuple_compare(&blocks.tuple, &list->tuple[i]) == 0);
  dm_blocks_close(&blocks);
}

static void apply(struct list *list, struct dm_tuple *changes, size_t count)
{
  static struct dm_tuple spare[BATCH];
  int64_t grown;
  size_t before = list->count;
  for (size_t i = 0; i < count; i++) {
    change_list(list, &changes[i]);
  }
  dm_tuples_sort(changes, spare, count);
  ck_assert_int_eq(dm_blocks_change(txn, table, changes, count, &grown), 0);
  ck_assert_int_eq(grown, (int64_t)list->count - (int64_t)before);
}

static void run_batches(unsigned bits)
{
  static struct list list;
  static struct dm_tuple changes[BATCH];
  list.count = 0;
  srand(bits);
  ck_assert_int_eq(mdb_drop(txn, table, 0), 0);
  for (int round = 0; round < 30; round++) {
    size_t count = 1 + any_number(20) % (round % 3 ? 20 : BATCH);
    for (size_t i = 0; i < count && list.count + i < MOST; i++) {
      changes[i] = list.count && rand() % 3 == 0 ? list.tuple[any_number(30) % list.count] : any_tuple(bits);
      if (rand() % 3 == 0 || round % 10 == 9) {
        changes[i].at[DM_TUPLE - 1] |= DM_TUPLE_REMOVED;
      }
    }
    apply(&list, changes, count);
    check_table(&list);
    for (int i = 0; i < 20; i++) {
      check_seek(&list, any_tuple(bits));
    }
  }
  while (list.count) { // all out again
    size_t count = list.count < BATCH ? list.count : BATCH;
    for (size_t i = 0; i < count; i++) {
      changes[i] = list.tuple[i];
      changes[i].at[DM_TUPLE - 1] |= DM_TUPLE_REMOVED;
    }
    apply(&list, changes, count);
  }
  check_table(&list);
  MDB_stat stat;
  ck_assert_int_eq(mdb_stat(txn, table, &stat), 0);
  ck_assert_uint_eq(stat.ms_entries, 0);
}

START_TEST(a_table_has_what_a_list_has)
{
  run_batches(3);
  run_batches(8);
  run_batches(40);
}
END_TEST

START_TEST(sorting_keeps_equals_in_order)
{
  enum { COUNT = 2000 };
  static struct dm_tuple tuples[COUNT];
  static struct dm_tuple spare[COUNT];
  static struct dm_tuple expected[COUNT];
  for (int i = 0; i < COUNT; i++) {
    tuples[i] = any_tuple(40);
    expected[i] = tuples[i];
  }
  dm_tuples_sort(tuples, spare, COUNT);
  qsort(expected, COUNT, sizeof *expected, compare);
  ck_assert_mem_eq(tuples, expected, sizeof tuples);
  struct dm_tuple three[3] = {{{1, 1, 1, 5 | DM_TUPLE_REMOVED}}, {{1, 1, 1, 5}}, {{0, 9, 9, 9}}};
  dm_tuples_sort(three, spare, 3);
  ck_assert_uint_eq(three[0].at[1], 9);
  ck_assert_uint_eq(three[1].at[3], 5 | DM_TUPLE_REMOVED);
  ck_assert_uint_eq(three[2].at[3], 5);
}
END_TEST

START_TEST(bytes_have_the_order_of_tuples)
{
  for (int i = 0; i < 1000; i++) {
    unsigned char a[DM_KEY_BYTES];
    unsigned char b[DM_KEY_BYTES];
    unsigned bits = i % 2 ? 40 : 2;
    struct dm_tuple x = any_tuple(bits);
    struct dm_tuple y = any_tuple(bits);
    dm_tuple_write(&x, a);
    dm_tuple_write(&y, b);
    struct dm_tuple back = dm_tuple_read(a);
    ck_assert_int_eq(dm_tuple_compare(&back, &x), 0);
    int order = memcmp(a, b, sizeof a);
    ck_assert_int_eq((order > 0) - (order < 0), dm_tuple_compare(&x, &y));
  }
}
END_TEST

/// Damage ends a walk with a status.
START_TEST(a_block_that_ends_too_early_is_corrupted)
{
  unsigned char key_bytes[DM_KEY_BYTES] = {0};
  unsigned char value[] = {0x00, 0x80, 0x80}; // a number that does not end
  MDB_val key = {sizeof key_bytes, key_bytes};
  MDB_val data = {sizeof value, value};
  struct dm_blocks blocks;
  struct dm_tuple from = {{0}};
  int64_t grown;
  ck_assert_int_eq(mdb_put(txn, table, &key, &data, 0), 0);
  ck_assert_int_eq(dm_blocks_open(txn, table, &blocks), 0);
  ck_assert_int_eq(dm_blocks_seek(&blocks, &from), 0);
  ck_assert_int_eq(dm_blocks_next(&blocks), MDB_CORRUPTED);
  dm_blocks_close(&blocks);
  struct dm_tuple change = {{7, 7, 7, 7}};
  ck_assert_int_eq(dm_blocks_change(txn, table, &change, 1, &grown), MDB_CORRUPTED);
  key.mv_size = 3;
  ck_assert_int_eq(mdb_drop(txn, table, 0), 0);
  ck_assert_int_eq(mdb_put(txn, table, &key, &data, 0), 0);
  ck_assert_int_eq(dm_blocks_open(txn, table, &blocks), 0);
  ck_assert_int_eq(dm_blocks_seek(&blocks, &from), MDB_CORRUPTED);
  dm_blocks_close(&blocks);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("blocks");
  TCase *tests = tcase_create("blocks");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, a_table_has_what_a_list_has);
  tcase_add_test(tests, sorting_keeps_equals_in_order);
  tcase_add_test(tests, bytes_have_the_order_of_tuples);
  tcase_add_test(tests, a_block_that_ends_too_early_is_corrupted);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
