// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/json.h"
#include "base/model_file.h"
#include "base/table.h"
#include "base/utf8.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

START_TEST(arena_grows_and_resets)
{
  struct dm_arena *arena = dm_arena_new();
  uint32_t *numbers = NULL;
  uint32_t count = 0;
  uint32_t capacity = 0;
  for (uint32_t i = 0; i < 100000; i++) {
    *DM_PUSH(arena, numbers, count, capacity) = i;
  }
  for (uint32_t i = 0; i < 100000; i++) {
    ck_assert_uint_eq(numbers[i], i);
  }
  dm_arena_reset(arena);
  ck_assert_uint_eq(dm_arena_size(arena), 0);
  const char *zeroed = dm_arena_alloc(arena, 64);
  for (int i = 0; i < 64; i++) {
    ck_assert_int_eq(zeroed[i], 0);
  }
  dm_arena_free(arena);
  dm_arena_free(NULL);
}
END_TEST

static void count_up(void *object) { ++*(int *)object; }

START_TEST(an_arena_gives_back_what_was_deferred)
{
  struct dm_arena *arena = dm_arena_new();
  int first = 0, second = 0;
  dm_arena_defer(arena, count_up, &first);
  dm_arena_reset(arena);
  ck_assert_int_eq(first, 1);
  dm_arena_defer(arena, count_up, &second);
  dm_arena_free(arena);
  ck_assert_int_eq(first, 1);
  ck_assert_int_eq(second, 1);
}
END_TEST

/* Models. */

static char model_path[] = "check_base.model";

static void pass_over(void *context, const struct dm_message *message)
{
  (void)context;
  (void)message;
}

static struct dm_diag silent = {.sink = pass_over};

static enum dm_status write_model(void)
{
  static const char letters[] = "abc";
  static const uint32_t numbers[] = {7, 8, 9};
  const struct dm_model_part part[] = {
      {"letters", letters, 3}, {"nothing", NULL, 0}, {"numbers", numbers, sizeof numbers}};
  return dm_model_file_write(model_path, "TEST", 3, part, &silent);
}

static enum dm_status open_model(const char *kind, struct dm_arena *arena, struct dm_model_file *out)
{
  struct dm_resources here = {.models = "."};
  return dm_model_file_open(&here, model_path, kind, arena, &silent, out);
}

START_TEST(a_model_gives_back_its_sections)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_model_file model;
  struct dm_span span;
  ck_assert_int_eq(write_model(), DM_OK);
  ck_assert_int_eq(open_model("TEST", arena, &model), DM_OK);
  ck_assert_int_eq(dm_model_file_section(&model, "letters", 1, DM_NONE, &silent, &span), DM_OK);
  ck_assert(dm_span_equal(span, dm_span_of("abc")));
  ck_assert_int_eq(dm_model_file_section(&model, "nothing", 4, 0, &silent, &span), DM_OK);
  ck_assert_int_eq(dm_model_file_section(&model, "numbers", 4, 3, &silent, &span), DM_OK);
  ck_assert_uint_eq(((const uint32_t *)(const void *)span.data)[2], 9);
  ck_assert_int_eq(dm_model_file_section(&model, "numbers", 4, 2, &silent, &span), DM_ERR_FORMAT);
  ck_assert_int_eq(dm_model_file_section(&model, "letters", 2, DM_NONE, &silent, &span), DM_ERR_FORMAT);
  ck_assert_int_eq(dm_model_file_section(&model, "other", 1, DM_NONE, &silent, &span), DM_ERR_FORMAT);
  ck_assert_int_eq(open_model("OTHER", arena, &model), DM_ERR_FORMAT);
  struct dm_resources here = {.models = "."};
  uint64_t checksum = 0;
  ck_assert_int_eq(dm_model_file_checksum(&here, model_path, &silent, &checksum), DM_OK);
  ck_assert_uint_eq(checksum, model.checksum);
  ck_assert_int_eq(dm_model_file_checksum(&here, "check_base.none", &silent, &checksum), DM_ERR_IO);
  dm_arena_free(arena);
  remove(model_path);
}
END_TEST

static void write_bytes(struct dm_span bytes)
{
  FILE *file = fopen(model_path, "wb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
  ck_assert_int_eq(fclose(file), 0);
}

START_TEST(a_model_that_is_damaged_is_refused)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_model_file model;
  struct dm_span whole;
  ck_assert_int_eq(write_model(), DM_OK);
  ck_assert_int_eq(dm_io_read_file(model_path, arena, &silent, &whole), DM_OK);
  for (size_t size = 0; size < whole.size; size++) {
    write_bytes((struct dm_span){whole.data, size});
    ck_assert_int_eq(open_model("TEST", arena, &model), DM_ERR_FORMAT);
  }
  char *copy = dm_arena_copy(arena, whole.data, whole.size);
  for (size_t at = 0; at < whole.size; at++) {
    copy[at] = (char)(copy[at] ^ 1 << at % 8);
    write_bytes((struct dm_span){copy, whole.size});
    ck_assert_int_eq(open_model("TEST", arena, &model), DM_ERR_FORMAT);
    copy[at] = whole.data[at];
  }
  remove(model_path);
  ck_assert_int_eq(open_model("TEST", arena, &model), DM_ERR_IO);
  dm_arena_free(arena);
}
END_TEST

START_TEST(utf8_refuses_what_the_standard_refuses)
{
  // overlong, surrogate, beyond U+10FFFF, cut short, lone continuation
  const char *bad[] = {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ck_assert_uint_eq(dm_utf8_check(dm_span_of(bad[i])), 0);
  }
  ck_assert_uint_eq(dm_utf8_check(dm_span_of("a\xff")), 1);
  struct dm_span good = dm_span_of("\xe2\x80\x9cna\xc3\xafve\xe2\x80\x9d \xf0\x9f\x99\x82");
  ck_assert_uint_eq(dm_utf8_check(good), good.size);
  ck_assert_uint_eq(dm_utf8_count(good), 9);
}
END_TEST

START_TEST(codepoints_agree_with_counting)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_buffer text = {0};
  for (int i = 0; i < 200; i++) {
    dm_buffer_add_text(&text, i % 3 ? "\xc3\xa9" : "ab");
  }
  struct dm_span span = dm_buffer_span(&text);
  struct dm_codepoints map = dm_codepoints_new(span, arena);
  for (uint32_t byte = 0; byte <= span.size; byte++) {
    struct dm_span head = {span.data, byte};
    ck_assert_uint_eq(dm_codepoints_at(&map, byte), dm_utf8_count(head));
  }
  dm_buffer_free(&text);
  dm_arena_free(arena);
}
END_TEST

START_TEST(fold_levels_case_quotes_and_marks)
{
  struct dm_buffer out = {0};
  dm_utf8_fold(dm_span_of("\xe2\x80\x98NATO\xe2\x80\x99s \xc3\x89lys\xc3\xa9"), &out);
  ck_assert_str_eq(dm_buffer_text(&out), "'nato's \xc3\xa9lys\xc3\xa9");
  dm_buffer_clear(&out);
  dm_utf8_fold_marks(dm_span_of("\xc3\x89lys\xc3\xa9"
                                "e"),
                     &out);
  ck_assert_str_eq(dm_buffer_text(&out), "elysee");
  dm_buffer_free(&out);
}
END_TEST

START_TEST(sha256_of_abc)
{
  char hex[DM_SHA256_HEX + 1];
  dm_sha256_hex(dm_span_of("abc"), hex); // FIPS 180-4, example
  ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

/// Every length about the borders of blocks, each hash a part of the next text; the last as Python's hashlib gives it.
START_TEST(sha256_of_all_lengths)
{
  char text[DM_SHA256_HEX + 301];
  char hex[DM_SHA256_HEX + 1] = "";
  for (size_t n = 0; n <= 300; n++) {
    size_t before = strlen(hex);
    memcpy(text, hex, before);
    memset(text + before, 'x', n);
    dm_sha256_hex((struct dm_span){text, before + n}, hex);
  }
  ck_assert_str_eq(hex, "77cc096b9ade04c61ef798a9cd02d74bc2b28e431649d8b14f09a8b162cfa94e");
}
END_TEST

START_TEST(json_escapes_and_commas)
{
  struct dm_buffer out = {0};
  struct dm_json json = {.out = &out};
  dm_json_open(&json, '{');
  dm_json_member(&json, "a", dm_span_of("x\"\n\x01\xff"));
  dm_json_key(&json, "b");
  dm_json_open(&json, '[');
  dm_json_uint(&json, 1);
  dm_json_null(&json);
  dm_json_bool(&json, true);
  dm_json_close(&json, ']');
  dm_json_close(&json, '}');
  ck_assert_str_eq(dm_buffer_text(&out), "{\"a\":\"x\\\"\\n\\u0001\xef\xbf\xbd\",\"b\":[1,null,true]}");
  dm_buffer_free(&out);
}
END_TEST

START_TEST(table_skips_comments_and_trims)
{
  const char bytes[] = "# head\n\na\t b \t\nlast";
  struct dm_table table = {.rest = {bytes, sizeof bytes - 1}, .name = "t"};
  ck_assert(dm_table_next(&table));
  ck_assert_uint_eq(table.line, 3);
  ck_assert(dm_span_equal(table.field[1], dm_span_of("b")));
  ck_assert(dm_table_next(&table));
  ck_assert_uint_eq(table.field_count, 1);
  ck_assert_uint_eq(table.field[1].size, 0);
  ck_assert(!dm_table_next(&table));
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("base");
  TCase *tests = tcase_create("base");
  tcase_add_test(tests, arena_grows_and_resets);
  tcase_add_test(tests, an_arena_gives_back_what_was_deferred);
  tcase_add_test(tests, a_model_gives_back_its_sections);
  tcase_add_test(tests, a_model_that_is_damaged_is_refused);
  tcase_add_test(tests, utf8_refuses_what_the_standard_refuses);
  tcase_add_test(tests, codepoints_agree_with_counting);
  tcase_add_test(tests, fold_levels_case_quotes_and_marks);
  tcase_add_test(tests, sha256_of_abc);
  tcase_add_test(tests, sha256_of_all_lengths);
  tcase_add_test(tests, json_escapes_and_commas);
  tcase_add_test(tests, table_skips_comments_and_trims);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
