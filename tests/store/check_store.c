// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/store.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];
static struct dm_arena *arena;
static struct dm_diag diag;
static char said[1024];

static void keep_message(void *context, const struct dm_message *message)
{
  (void)context;
  snprintf(said, sizeof said, "%s", message->text);
}

static void set_up(void)
{
  strcpy(folder, "/tmp/check_storeXXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  strcat(folder, "/s");
  arena = dm_arena_new();
  diag = (struct dm_diag){.sink = keep_message};
}

static void tear_down(void)
{
  char command[512];
  *strrchr(folder, '/') = 0;
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  ck_assert_int_eq(system(command), 0);
  dm_arena_free(arena);
}

static struct dm_store *open_store(enum dm_store_mode mode)
{
  struct dm_store *store;
  ck_assert_msg(dm_store_open(folder, mode, &diag, &store) == DM_OK, "%s", said);
  return store;
}

static struct dm_term numbered(const char *kind, int number)
{
  char text[64];
  int size = snprintf(text, sizeof text, "http://a.example/%s%d", kind, number);
  return dm_term_iri((struct dm_span){dm_arena_copy(arena, text, (size_t)size), (size_t)size});
}

static struct dm_quad random_quad(void)
{
  struct dm_quad quad = {.subject = numbered("s", rand() % 8),
                         .predicate = numbered("p", rand() % 4),
                         .object = numbered("s", rand() % 10),
                         .graph = numbered("g", rand() % 3)};
  if (rand() % 5 == 0) {
    quad.graph = (struct dm_term){0};
  }
  return quad;
}

static bool same_ids(const struct dm_id_quad *a, const struct dm_id_quad *b)
{
  return a->subject == b->subject && a->predicate == b->predicate && a->object == b->object && a->graph == b->graph;
}

enum { QUADS = 400 };

struct list {
  size_t count;
  struct dm_id_quad quad[QUADS];
};

static void add_once(struct list *list, struct dm_id_quad quad)
{
  for (size_t i = 0; i < list->count; i++) {
    if (same_ids(&list->quad[i], &quad)) {
      return;
    }
  }
  list->quad[list->count++] = quad;
}

static struct dm_id_quad ids_of(const struct dm_snapshot *snapshot, const struct dm_quad *quad)
{
  return (struct dm_id_quad){dm_snapshot_id(snapshot, &quad->subject), dm_snapshot_id(snapshot, &quad->predicate),
                             dm_snapshot_id(snapshot, &quad->object), dm_snapshot_id(snapshot, &quad->graph)};
}

static bool fits(const struct dm_id_quad *pattern, const struct dm_id_quad *quad)
{
  return (!pattern->subject || pattern->subject == quad->subject) &&
         (!pattern->predicate || pattern->predicate == quad->predicate) &&
         (!pattern->object || pattern->object == quad->object) && (!pattern->graph || pattern->graph == quad->graph);
}

static size_t scan_into(const struct dm_snapshot *snapshot, const struct dm_id_quad *pattern, enum dm_order order,
                        bool merged, struct list *out)
{
  struct dm_scan *scan;
  struct dm_id_quad quad;
  size_t seen = 0;
  ck_assert_int_eq(dm_scan_new(snapshot, pattern, order, merged, &scan), DM_OK);
  while (dm_scan_next(scan, &quad)) {
    seen++;
    add_once(out, quad);
  }
  dm_scan_free(scan);
  return seen;
}

/// A pattern out of `quad`, with the positions of `mask` bound.
static struct dm_id_quad masked(const struct dm_id_quad *quad, int mask)
{
  return (struct dm_id_quad){mask & 1 ? quad->subject : 0, mask & 2 ? quad->predicate : 0, mask & 4 ? quad->object : 0,
                             mask & 8 ? quad->graph : 0};
}

static void check_pattern(const struct dm_snapshot *snapshot, const struct list *all, struct dm_id_quad pattern,
                          bool merged)
{
  struct list expected = {0};
  for (size_t i = 0; i < all->count; i++) {
    struct dm_id_quad quad = all->quad[i];
    if (merged) {
      quad.graph = DM_ID_NONE;
      pattern.graph = DM_ID_NONE;
    }
    if (fits(&pattern, &quad)) {
      add_once(&expected, quad);
    }
  }
  for (int order = DM_ORDER_ANY; order <= DM_ORDER_GSPO; order++) {
    struct list found = {0};
    size_t seen = scan_into(snapshot, &pattern, (enum dm_order)order, merged, &found);
    ck_assert_uint_eq(seen, expected.count); // none twice
    ck_assert_uint_eq(found.count, expected.count);
    for (size_t i = 0; i < found.count; i++) {
      add_once(&expected, found.quad[i]);
    }
    ck_assert_uint_eq(found.count, expected.count); // and none that is not expected
  }
}

START_TEST(every_pattern_gives_what_a_list_gives)
{
  struct dm_store *store = open_store(DM_STORE_CREATE);
  struct dm_change *change;
  struct dm_quad quads[QUADS];
  srand(7);
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_OK);
  for (int i = 0; i < QUADS; i++) {
    quads[i] = random_quad();
    ck_assert_int_eq(dm_change_add(change, &quads[i]), DM_OK);
  }
  for (int i = 0; i < QUADS / 4; i++) { // take some out again, some of them twice
    enum dm_status status = dm_change_remove(change, &quads[i]);
    ck_assert(status == DM_OK || status == DM_SKIP);
  }
  ck_assert_int_eq(dm_change_commit(change), DM_OK);
  struct dm_snapshot *snapshot;
  ck_assert_int_eq(dm_snapshot_new(store, &diag, &snapshot), DM_OK);
  struct list *all = calloc(1, sizeof *all);
  for (int i = QUADS / 4; i < QUADS; i++) {
    bool removed = false;
    for (int k = 0; k < QUADS / 4; k++) {
      removed = removed || dm_quad_compare(&quads[i], &quads[k]) == 0;
    }
    if (!removed) {
      add_once(all, ids_of(snapshot, &quads[i]));
    }
  }
  for (int mask = 0; mask < 16; mask++) {
    for (int i = 0; i < 12; i++) {
      struct dm_id_quad quad = ids_of(snapshot, &quads[rand() % QUADS]);
      check_pattern(snapshot, all, masked(&quad, mask), false);
      check_pattern(snapshot, all, masked(&quad, mask), true);
    }
  }
  struct dm_store_stats stats;
  ck_assert_int_eq(dm_snapshot_stats(snapshot, &stats), DM_OK);
  ck_assert_uint_eq(stats.quads, all->count);
  ck_assert_uint_eq(stats.graphs, 3);
  ck_assert_uint_eq(stats.commits, 1);
  free(all);
  dm_snapshot_free(snapshot);
  dm_store_free(store);
}
END_TEST

static struct dm_term literal(const char *value, size_t size, const char *datatype, const char *language)
{
  return (struct dm_term){.kind = DM_TERM_LITERAL,
                          .value = {value, size},
                          .datatype = dm_span_of(datatype),
                          .language = dm_span_of(language)};
}

START_TEST(terms_come_back_as_they_went_in)
{
  enum { LONG = 10 << 20 };
  char *long_text = malloc(LONG);
  memset(long_text, 'x', LONG);
  struct dm_term terms[] = {
      literal("", 0, NULL, NULL),
      literal("01", 2, "http://www.w3.org/2001/XMLSchema#integer", NULL),
      literal("1", 1, "http://www.w3.org/2001/XMLSchema#integer", NULL),
      literal("1", 1, NULL, NULL),
      literal("chat", 4, NULL, "fr"),
      literal("chat", 4, NULL, "en"),
      literal("a\0b", 3, NULL, NULL),
      literal("\xe2\x80\x9c\xf0\x9f\x99\x82\n\"\\", 10, NULL, NULL),
      literal(long_text, LONG, NULL, NULL),
      literal(long_text, LONG - 1, NULL, NULL),
      dm_term_iri(dm_span_of("http://a.example/")),
      {.kind = DM_TERM_BLANK, .value = dm_span_of("http://a.example/")},
  };
  enum { COUNT = sizeof terms / sizeof *terms };
  struct dm_store *store = open_store(DM_STORE_CREATE);
  struct dm_change *change;
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_OK);
  for (int i = 0; i < COUNT; i++) {
    struct dm_quad quad = {.subject = numbered("s", i), .predicate = numbered("p", 0), .object = terms[i]};
    ck_assert_int_eq(dm_change_add(change, &quad), DM_OK);
  }
  ck_assert_int_eq(dm_change_commit(change), DM_OK);
  dm_store_free(store);
  store = open_store(DM_STORE_READ);
  struct dm_snapshot *snapshot;
  ck_assert_int_eq(dm_snapshot_new(store, &diag, &snapshot), DM_OK);
  for (int i = 0; i < COUNT; i++) {
    dm_id id = dm_snapshot_id(snapshot, &terms[i]);
    ck_assert_uint_ne(id, DM_ID_NONE);
    ck_assert_int_eq(dm_id_kind(id), terms[i].kind);
    for (int k = 0; k < i; k++) {
      ck_assert_uint_ne(id, dm_snapshot_id(snapshot, &terms[k]));
    }
    struct dm_term back;
    ck_assert_int_eq(dm_snapshot_term(snapshot, id, arena, &back), DM_OK);
    ck_assert_int_eq(dm_term_compare(&back, &terms[i]), 0);
  }
  dm_snapshot_free(snapshot);
  dm_store_free(store);
  free(long_text);
}
END_TEST

static struct dm_quads article_quads(int graph, int count)
{
  struct dm_quads quads = {(uint32_t)count, (uint32_t)count, DM_NEW(arena, struct dm_quad, count)};
  for (int i = 0; i < count; i++) {
    quads.quad[i] = (struct dm_quad){.subject = numbered("s", i),
                                     .predicate = numbered("p", i % 3),
                                     .object = numbered("s", graph + i),
                                     .graph = numbered("g", graph)};
  }
  return quads;
}

static enum dm_status replace_article(struct dm_change *change, const struct dm_quads *quads, const char *body)
{
  struct dm_packed packed;
  dm_packed_make(quads, arena, &packed);
  return dm_change_replace_article(change, &packed, dm_span_of(body));
}

static enum dm_status try_article(struct dm_store *store, int graph, int count, const char *body)
{
  struct dm_change *change;
  struct dm_quads quads = article_quads(graph, count);
  DM_TRY(dm_change_new(store, &diag, &change));
  enum dm_status status = replace_article(change, &quads, body);
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  return dm_change_commit(change);
}

static void put_article(struct dm_store *store, int graph, int count, const char *body)
{
  ck_assert_msg(try_article(store, graph, count, body) == DM_OK, "%s", said);
}

static struct dm_store_stats stats_of(struct dm_store *store)
{
  struct dm_snapshot *snapshot;
  struct dm_store_stats stats;
  ck_assert_int_eq(dm_snapshot_new(store, &diag, &snapshot), DM_OK);
  ck_assert_int_eq(dm_snapshot_stats(snapshot, &stats), DM_OK);
  dm_snapshot_free(snapshot);
  return stats;
}

START_TEST(an_article_is_replaced_and_removed_whole)
{
  struct dm_store *store = open_store(DM_STORE_CREATE);
  put_article(store, 1, 50, "one");
  put_article(store, 2, 60, "two");
  put_article(store, 1, 20, "one again");
  struct dm_store_stats stats = stats_of(store);
  ck_assert_uint_eq(stats.quads, 80);
  ck_assert_uint_eq(stats.articles, 2);
  struct dm_snapshot *snapshot;
  ck_assert_int_eq(dm_snapshot_new(store, &diag, &snapshot), DM_OK);
  struct dm_span body;
  ck_assert_int_eq(dm_snapshot_body(snapshot, dm_span_of("http://a.example/g1"), &body), DM_OK);
  ck_assert(dm_span_equal(body, dm_span_of("one again")));
  ck_assert_int_eq(dm_snapshot_body(snapshot, dm_span_of("http://a.example/g3"), &body), DM_SKIP);
  dm_snapshot_free(snapshot);
  struct dm_change *change;
  struct dm_term graph = numbered("g", 1);
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_OK);
  ck_assert_int_eq(dm_change_remove_graph(change, &graph), DM_OK);
  ck_assert_int_eq(dm_change_remove_graph(change, &graph), DM_SKIP);
  ck_assert_int_eq(dm_change_commit(change), DM_OK);
  stats = stats_of(store);
  ck_assert_uint_eq(stats.quads, 60);
  ck_assert_uint_eq(stats.articles, 1);
  dm_store_free(store);
}
END_TEST

START_TEST(a_change_sees_what_it_has_done)
{
  struct dm_store *store = open_store(DM_STORE_CREATE);
  struct dm_change *change;
  struct dm_quads first = article_quads(1, 50);
  struct dm_quads second = article_quads(1, 30);
  struct dm_quad other = article_quads(2, 1).quad[0];
  put_article(store, 1, 40, "before");
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_OK);
  ck_assert_int_eq(replace_article(change, &first, "one"), DM_OK);
  ck_assert_int_eq(replace_article(change, &second, "two"), DM_OK);
  ck_assert_int_eq(dm_change_add(change, &other), DM_OK);
  ck_assert_int_eq(dm_change_add(change, &other), DM_OK);
  ck_assert_int_eq(dm_change_remove(change, &other), DM_OK);
  ck_assert_int_eq(dm_change_remove(change, &other), DM_SKIP);
  ck_assert_int_eq(dm_change_add(change, &other), DM_OK);
  ck_assert_int_eq(dm_change_remove_graph(change, &other.graph), DM_OK);
  ck_assert_int_eq(dm_change_remove_graph(change, &other.graph), DM_SKIP);
  ck_assert_int_eq(dm_change_remove(change, &second.quad[3]), DM_OK);
  ck_assert_int_eq(dm_change_add(change, &second.quad[3]), DM_OK);
  ck_assert_int_eq(dm_change_commit(change), DM_OK);
  struct dm_store_stats stats = stats_of(store);
  ck_assert_uint_eq(stats.quads, 30);
  ck_assert_uint_eq(stats.triples, 30);
  ck_assert_uint_eq(stats.graphs, 1);
  ck_assert_uint_eq(stats.articles, 1);
  dm_store_free(store);
}
END_TEST

struct order_check {
  struct dm_quad last;
  size_t count;
};

static enum dm_status check_order(void *context, const struct dm_quad *quad)
{
  struct order_check *check = context;
  ck_assert(check->count == 0 || dm_quad_compare(&check->last, quad) < 0);
  check->last = *quad;
  check->count++;
  return DM_OK;
}

START_TEST(each_goes_in_the_order_of_terms)
{
  struct dm_store *store;
  ck_assert_int_eq(dm_store_open(NULL, DM_STORE_TEMPORARY, &diag, &store), DM_OK);
  put_article(store, 2, 40, "");
  put_article(store, 1, 40, "");
  struct dm_snapshot *snapshot;
  ck_assert_int_eq(dm_snapshot_new(store, &diag, &snapshot), DM_OK);
  struct order_check all = {0};
  struct order_check merged = {0};
  struct order_check one = {0};
  struct dm_term graph = numbered("g", 2);
  ck_assert_int_eq(dm_snapshot_each(snapshot, &(struct dm_selection){0}, check_order, &all), DM_OK);
  ck_assert_int_eq(dm_snapshot_each(snapshot, &(struct dm_selection){.merged = true}, check_order, &merged), DM_OK);
  ck_assert_int_eq(dm_snapshot_each(snapshot, &(struct dm_selection){.graph = &graph}, check_order, &one), DM_OK);
  ck_assert_uint_eq(all.count, 80);
  ck_assert_uint_eq(merged.count, stats_of(store).triples);
  ck_assert_uint_eq(one.count, 40);
  dm_snapshot_free(snapshot);
  dm_store_free(store);
}
END_TEST

START_TEST(a_reader_keeps_its_commit)
{
  struct dm_store *store = open_store(DM_STORE_CREATE);
  put_article(store, 1, 10, "");
  struct dm_snapshot *before;
  ck_assert_int_eq(dm_snapshot_new(store, &diag, &before), DM_OK);
  put_article(store, 2, 10, "");
  struct dm_store_stats stats;
  ck_assert_int_eq(dm_snapshot_stats(before, &stats), DM_OK);
  ck_assert_uint_eq(stats.quads, 10);
  ck_assert_uint_eq(stats_of(store).quads, 20);
  dm_snapshot_free(before);
  struct dm_change *change;
  struct dm_quads quads = article_quads(3, 10);
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_OK);
  ck_assert_int_eq(replace_article(change, &quads, ""), DM_OK);
  dm_change_abort(change);
  dm_change_abort(NULL);
  ck_assert_uint_eq(stats_of(store).quads, 20);
  dm_store_free(store);
}
END_TEST

/// A child that commits article after article until it is killed, and says so after each.
/// A byte to `told` for each commit.  Check's assertions are for the process of the test alone.
static _Noreturn void write_forever(int from, int told)
{
  struct dm_store *store;
  enum dm_status status = dm_store_open(folder, DM_STORE_CREATE, &diag, &store);
  for (int i = from; status == DM_OK; i++) {
    status = try_article(store, i, 30, "body");
    if (status == DM_OK && write(told, "", 1) != 1) {
      break;
    }
  }
  fprintf(stderr, "a writer ends: %s\n", said);
  _exit(1);
}

START_TEST(two_writers_and_kill_leave_whole_articles)
{
  for (int round = 0; round < 6; round++) {
    pid_t writers[2];
    int told[2];
    char byte;
    ck_assert_int_eq(pipe(told), 0);
    for (int i = 0; i < 2; i++) {
      writers[i] = fork();
      if (writers[i] == 0) {
        write_forever(100000 * (2 * round + i), told[1]);
      }
    }
    close(told[1]);
    for (int commits = 5 + rand() % 10; commits > 0; commits--) {
      ck_assert_int_eq(read(told[0], &byte, 1), 1);
    }
    usleep((useconds_t)(rand() % 5000)); // somewhere in the next
    for (int i = 0; i < 2; i++) {
      kill(writers[i], SIGKILL);
      waitpid(writers[i], NULL, 0);
    }
    close(told[0]);
    struct dm_store *store = open_store(DM_STORE_CREATE);
    struct dm_store_stats stats = stats_of(store);
    ck_assert_uint_eq(stats.quads, stats.articles * 30);
    ck_assert_uint_eq(stats.graphs, stats.articles);
    put_article(store, 1, 30, "it can still be written");
    dm_store_free(store);
  }
  struct dm_store *store = open_store(DM_STORE_READ);
  ck_assert_uint_gt(stats_of(store).articles, 2);
  dm_store_free(store);
}
END_TEST

static void refuse(enum dm_store_mode mode, const char *word)
{
  struct dm_store *store = NULL;
  said[0] = 0;
  ck_assert_int_eq(dm_store_open(folder, mode, &diag, &store), DM_ERR_STORE);
  ck_assert_ptr_null(store);
  ck_assert_msg(strstr(said, word), "said: %s", said);
}

static void write_file(const char *name, const char *bytes, size_t size)
{
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  fwrite(bytes, 1, size, file);
  fclose(file);
}

START_TEST(what_is_no_store_is_refused)
{
  char command[512];
  refuse(DM_STORE_READ, folder);
  refuse(DM_STORE_WRITE, folder);
  snprintf(command, sizeof command, "mkdir '%s' && touch '%s/thing'", folder, folder);
  ck_assert_int_eq(system(command), 0);
  refuse(DM_STORE_READ, folder);
  refuse(DM_STORE_CREATE, folder);
  char junk[8192];
  memset(junk, 'j', sizeof junk);
  write_file("data.mdb", junk, sizeof junk);
  refuse(DM_STORE_READ, folder);
  refuse(DM_STORE_CREATE, folder);
}
END_TEST

START_TEST(a_damaged_or_foreign_store_is_refused)
{
  char command[512];
  struct dm_store *store = open_store(DM_STORE_CREATE);
  put_article(store, 1, 2000, "body");
  dm_store_free(store);
  snprintf(command, sizeof command, "cp -r '%s' '%s.whole' && truncate -s 16384 '%s/data.mdb'", folder, folder, folder);
  ck_assert_int_eq(system(command), 0);
  refuse(DM_STORE_READ, "damaged");
  snprintf(command, sizeof command, "rm -r '%s' && mv '%s.whole' '%s'", folder, folder, folder);
  ck_assert_int_eq(system(command), 0);
  // another format: the number behind the key "format"
  char path[256];
  snprintf(path, sizeof path, "%s/data.mdb", folder);
  FILE *file = fopen(path, "r+b");
  ck_assert_ptr_nonnull(file);
  static char bytes[1 << 22];
  size_t size = fread(bytes, 1, sizeof bytes, file);
  int changed = 0;
  for (size_t i = 0; i + 14 < size; i++) {
    if (memcmp(bytes + i, "format", 6) == 0 && memcmp(bytes + i + 7, "\0\0\0\0\0\0\0", 7) == 0) {
      fseek(file, (long)i + 6, SEEK_SET);
      fputc(99, file);
      changed++;
    }
  }
  fclose(file);
  ck_assert_int_gt(changed, 0);
  refuse(DM_STORE_READ, "format");
}
END_TEST

START_TEST(a_reader_cannot_write)
{
  dm_store_free(open_store(DM_STORE_CREATE));
  struct dm_store *store = open_store(DM_STORE_READ);
  struct dm_change *change;
  ck_assert_int_eq(dm_change_new(store, &diag, &change), DM_ERR_STORE);
  dm_store_free(store);
  dm_store_free(NULL);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("store");
  TCase *tests = tcase_create("store");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, every_pattern_gives_what_a_list_gives);
  tcase_add_test(tests, terms_come_back_as_they_went_in);
  tcase_add_test(tests, an_article_is_replaced_and_removed_whole);
  tcase_add_test(tests, a_change_sees_what_it_has_done);
  tcase_add_test(tests, each_goes_in_the_order_of_terms);
  tcase_add_test(tests, a_reader_keeps_its_commit);
  tcase_add_test(tests, two_writers_and_kill_leave_whole_articles);
  tcase_add_test(tests, what_is_no_store_is_refused);
  tcase_add_test(tests, a_damaged_or_foreign_store_is_refused);
  tcase_add_test(tests, a_reader_cannot_write);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
