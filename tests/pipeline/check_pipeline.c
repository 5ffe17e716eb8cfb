// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/fail.h"
#include "graph/quad.h"
#include "pipeline/wire.h"
#include "pipeline/workers.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES = 300 };

static char folder[] = "/tmp/check_pipelineXXXXXX";

static void make_files(void)
{
  ck_assert_ptr_nonnull(mkdtemp(folder));
  for (int i = 0; i < FILES; i++) {
    char path[64];
    snprintf(path, sizeof path, "%s/%03d.txt", folder, i);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fprintf(file, "This is the text of article %03d.\n", i);
    fclose(file);
  }
}

static void remove_files(void)
{
  for (int i = 0; i < FILES; i++) {
    char path[64];
    snprintf(path, sizeof path, "%s/%03d.txt", folder, i);
    unlink(path);
  }
  rmdir(folder);
  memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
}

static int number_of(const struct dm_record *record)
{
  char *text = dm_strndup(record->bytes.data, record->bytes.size);
  const char *at = strstr(text, "article ");
  int number = at ? atoi(at + 8) : -1;
  free(text);
  return number;
}

/// Each 50th record crashes, each 7th fails with a message, each 11th is slow; the others give their number.
static enum dm_status work(void *context, const struct dm_record *record, struct dm_diag *diag,
                           struct dm_buffer *answer)
{
  (void)context;
  int number = number_of(record);
  if (number % 50 == 49) {
    raise(SIGKILL);
  }
  if (number % 7 == 6) {
    diag->article = "seven";
    dm_diag_error(diag, "refused %d", number);
    return DM_ERR_FORMAT;
  }
  if (number % 11 == 10) {
    usleep(2000);
  }
  dm_buffer_printf(answer, "%d", number);
  return DM_OK;
}

struct seen {
  int count;
  int answered;
  int messages;
  int of_seven;
  int noted;
  int noted_failures;
  struct dm_extent extent;
};

static void note(void *context, enum dm_status status, struct dm_extent extent)
{
  struct seen *seen = context;
  seen->noted++;
  seen->noted_failures += status != DM_OK;
  ck_assert_uint_gt(extent.read, seen->extent.read);
  seen->extent = extent;
}

static enum dm_status take(void *context, enum dm_status status, struct dm_span answer)
{
  struct seen *seen = context;
  int number = seen->count++;
  bool crashed = number % 50 == 49;
  ck_assert_int_eq(status == DM_OK, !crashed && number % 7 != 6);
  if (status == DM_OK) {
    seen->answered++;
    char *text = dm_strndup(answer.data, answer.size);
    ck_assert_int_eq(atoi(text), number); // in the order of the records
    free(text);
  } else {
    ck_assert_uint_eq(answer.size, 0);
  }
  return DM_OK;
}

static void hear(void *context, const struct dm_message *message)
{
  struct seen *seen = context;
  seen->messages++;
  seen->of_seven += message->article && strcmp(message->article, "seven") == 0;
}

static void run_with(long count)
{
  make_files();
  struct seen seen = {0};
  struct dm_diag diag = {.sink = hear, .context = &seen};
  const char *path = folder;
  struct dm_source *source;
  ck_assert_int_eq(dm_source_open(&path, 1, &diag, &source), DM_OK);
  struct dm_workers workers = {
      .count = count, .work = work, .take = take, .take_context = &seen, .note = note, .note_context = &seen};
  uint64_t failed = 0;
  ck_assert_int_eq(dm_workers_run(&workers, source, &diag, &failed), DM_OK);
  dm_source_free(source);
  remove_files();
  int expected = 0;
  int sevens = 0;
  for (int i = 0; i < FILES; i++) {
    bool crashed = i % 50 == 49;
    sevens += !crashed && i % 7 == 6;
    expected += crashed || i % 7 == 6;
  }
  ck_assert_int_eq(seen.count, FILES);
  ck_assert_int_eq(seen.noted, FILES);
  ck_assert_int_eq(seen.noted_failures, expected);
  ck_assert_uint_eq(seen.extent.read, seen.extent.whole);
  ck_assert_uint_eq(failed, (uint64_t)expected);
  ck_assert_int_eq(seen.messages, expected);
  ck_assert_int_eq(seen.of_seven, sevens);
}

START_TEST(one_worker_keeps_order_and_survives_crashes)
{
  run_with(1);
}
END_TEST

START_TEST(many_workers_keep_order_and_survive_crashes)
{
  run_with(5);
}
END_TEST

static enum dm_status work_forever(void *context, const struct dm_record *record, struct dm_diag *diag,
                                   struct dm_buffer *answer)
{
  (void)context;
  (void)diag;
  if (number_of(record) == 3) {
    for (;;) {
      pause();
    }
  }
  dm_buffer_add_byte(answer, 'x');
  return DM_OK;
}

static enum dm_status count_good(void *context, enum dm_status status, struct dm_span answer)
{
  (void)answer;
  *(int *)context += status == DM_OK;
  return DM_OK;
}

START_TEST(a_record_without_end_is_given_up)
{
  make_files();
  struct seen seen = {0};
  struct dm_diag diag = {.sink = hear, .context = &seen};
  const char *path = folder;
  struct dm_source *source;
  ck_assert_int_eq(dm_source_open(&path, 1, &diag, &source), DM_OK);
  int good = 0;
  struct dm_workers workers = {.count = 2, .limit = 3, .work = work_forever, .take = count_good, .take_context = &good};
  uint64_t failed = 0;
  ck_assert_int_eq(dm_workers_run(&workers, source, &diag, &failed), DM_OK);
  dm_source_free(source);
  remove_files();
  ck_assert_int_eq(good, FILES - 1);
  ck_assert_uint_eq(failed, 1);
  ck_assert_int_eq(seen.messages, 1);
}
END_TEST

static struct dm_quad sample_quad(const char *object)
{
  return (struct dm_quad){.subject = dm_term_iri(dm_span_of("http://a.example/s")),
                          .predicate = dm_term_iri(dm_span_of("http://a.example/p")),
                          .object = dm_term_literal(dm_span_of(object), (struct dm_span){0}),
                          .graph = dm_term_iri(dm_span_of("http://a.example/g"))};
}

START_TEST(parcels_come_back_whole_and_cut_ones_are_refused)
{
  struct dm_quad quads[] = {sample_quad(""), sample_quad("one"), sample_quad("\xe2\x80\x9ctwo\xe2\x80\x9d\n")};
  struct dm_parcel parcel = {.id = dm_span_of("id"), .body = dm_span_of("body")};
  struct dm_buffer bytes = {0};
  struct dm_arena *arena = dm_arena_new();
  dm_packed_make(&(struct dm_quads){3, 3, quads}, arena, &parcel.facts);
  dm_parcel_encode(&parcel, &bytes);
  struct dm_parcel back;
  ck_assert_int_eq(dm_parcel_decode(dm_buffer_span(&bytes), arena, &back), DM_OK);
  ck_assert(dm_span_equal(back.id, parcel.id) && dm_span_equal(back.body, parcel.body));
  ck_assert_uint_eq(back.facts.count, 3);
  for (uint32_t i = 0; i < 3; i++) {
    struct dm_quad quad = dm_packed_quad(&back.facts, i);
    ck_assert_int_eq(dm_quad_compare(&quad, &quads[i]), 0);
  }
  for (size_t size = 0; size < bytes.size; size++) {
    struct dm_span cut = {bytes.data, size};
    ck_assert_int_eq(dm_parcel_decode(cut, arena, &back), DM_ERR_FORMAT);
  }
  memset(bytes.data + bytes.size - 4, 0x7f, 4); // an object that is no term
  ck_assert_int_eq(dm_parcel_decode(dm_buffer_span(&bytes), arena, &back), DM_ERR_FORMAT);
  dm_arena_free(arena);
  dm_buffer_free(&bytes);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("pipeline");
  TCase *tests = tcase_create("pipeline");
  tcase_add_test(tests, one_worker_keeps_order_and_survives_crashes);
  tcase_add_test(tests, many_workers_keep_order_and_survive_crashes);
  tcase_add_test(tests, a_record_without_end_is_given_up);
  tcase_add_test(tests, parcels_come_back_whole_and_cut_ones_are_refused);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
