// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Golden articles: each tests/golden/*.txt is `date: …`, an empty line, an article, a line `---`, and the facts expected
// of it as sorted lines.  DM_UPDATE=1 writes the facts anew.
#include "base/buffer.h"
#include "base/io.h"
#include "pipeline/pipeline.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct dm_model *model;

/// Lines of facts, sorted at the end.
struct lines {
  struct dm_arena *arena;
  const struct dm_result *result;
  uint32_t count;
  uint32_t capacity;
  const char **line;
};

static void add_line(struct lines *lines, const struct dm_buffer *text)
{
  *DM_PUSH(lines->arena, lines->line, lines->count, lines->capacity) =
      dm_arena_copy(lines->arena, text->data, text->size);
}

static void add_parties(struct dm_buffer *line, const char *key, const struct dm_parties *parties)
{
  for (uint32_t i = 0; i < parties->count; i++) {
    dm_buffer_printf(line, " | %s %.*s", key, DM_SPAN_ARGS(parties->party[i].label));
  }
}

static void add_segments(struct lines *lines, struct dm_buffer *line, const struct dm_segments *segments)
{
  for (uint32_t i = 0; i < segments->count; i++) {
    struct dm_span text = dm_span_slice(lines->result->text.body, segments->bytes[i]);
    dm_buffer_printf(line, " | %.*s", DM_SPAN_ARGS(text));
  }
}

static void add_date(struct lines *lines, struct dm_buffer *line, uint32_t date)
{
  if (date != DM_NONE) {
    dm_buffer_printf(line, " | on %.*s", DM_SPAN_ARGS(lines->result->mentions.date[date].value));
  }
}

static void list_mentions(struct lines *lines)
{
  static const char *const types[] = {"person", "organization", "country", "place"};
  const struct dm_mentions *mentions = &lines->result->mentions;
  struct dm_buffer line = {0};
  for (uint32_t i = 0; i < mentions->entity_count; i++) {
    const struct dm_entity *entity = &mentions->entity[i];
    dm_buffer_clear(&line);
    dm_buffer_printf(&line, "entity %s %.*s", types[entity->type], DM_SPAN_ARGS(entity->label));
    add_line(lines, &line);
  }
  for (uint32_t i = 0; i < mentions->position_count; i++) {
    const struct dm_position *position = &mentions->position[i];
    dm_buffer_clear(&line);
    dm_buffer_printf(&line, "position %.*s | %.*s", DM_SPAN_ARGS(mentions->entity[position->person].label),
                     DM_SPAN_ARGS(position->role));
    if (position->organization != DM_NONE) {
      dm_buffer_printf(&line, " | %.*s", DM_SPAN_ARGS(mentions->entity[position->organization].label));
    }
    add_line(lines, &line);
  }
  for (uint32_t i = 0; i < mentions->date_count; i++) {
    struct dm_span text = dm_span_slice(lines->result->text.body, mentions->date[i].bytes);
    dm_buffer_clear(&line);
    dm_buffer_printf(&line, "date %.*s | %.*s", DM_SPAN_ARGS(text), DM_SPAN_ARGS(mentions->date[i].value));
    add_line(lines, &line);
  }
  dm_buffer_free(&line);
}

static void list_statements(struct lines *lines)
{
  static const char *const kinds[] = {"direct", "mixed", "indirect"};
  struct dm_buffer line = {0};
  for (uint32_t i = 0; i < lines->result->facts.statement_count; i++) {
    const struct dm_statement *statement = &lines->result->facts.statement[i];
    dm_buffer_clear(&line);
    dm_buffer_printf(&line, "statement %s%s", kinds[statement->kind],
                     statement->polarity == DM_NEGATIVE ? " denied" : "");
    add_parties(&line, "by", &statement->speaker);
    add_parties(&line, "to", &statement->addressee);
    add_parties(&line, "via", &statement->via);
    add_date(lines, &line, statement->date);
    add_segments(lines, &line, &statement->content);
    add_line(lines, &line);
  }
  dm_buffer_free(&line);
}

static void list_demands(struct lines *lines)
{
  static const char *const forces[] = {"demanding", "requesting", "proposing", "appealing"};
  static const char *const kinds[] = {"reject", "ignore", "accept", "partial", "consider", "respond"};
  const struct dm_facts *facts = &lines->result->facts;
  struct dm_buffer line = {0};
  for (uint32_t i = 0; i < facts->demand_count; i++) {
    const struct dm_demand *demand = &facts->demand[i];
    dm_buffer_clear(&line);
    dm_buffer_printf(&line, "demand %s", forces[demand->force]);
    add_parties(&line, "by", &demand->demander);
    add_parties(&line, "of", &demand->addressee);
    add_date(lines, &line, demand->date);
    for (uint32_t w = 0; w < demand->wording_count; w++) {
      add_segments(lines, &line, &demand->wording[w].content);
    }
    add_line(lines, &line);
  }
  for (uint32_t i = 0; i < facts->response_count; i++) {
    const struct dm_response *response = &facts->response[i];
    dm_buffer_clear(&line);
    dm_buffer_printf(&line, "response %s", kinds[response->kind]);
    add_parties(&line, "by", &response->responder);
    add_date(lines, &line, response->date);
    add_segments(lines, &line, &facts->demand[response->demand].wording[0].content);
    add_line(lines, &line);
  }
  dm_buffer_free(&line);
}

static int compare_lines(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_facts(const struct dm_result *result, struct dm_arena *arena, struct dm_buffer *out)
{
  struct lines lines = {.arena = arena, .result = result};
  list_mentions(&lines);
  list_statements(&lines);
  list_demands(&lines);
  if (lines.count) {
    qsort(lines.line, lines.count, sizeof *lines.line, compare_lines);
  }
  for (uint32_t i = 0; i < lines.count; i++) {
    for (const char *c = lines.line[i]; *c; c++) {
      dm_buffer_add_byte(out, (char)(*c == '\n' ? ' ' : *c)); // a quotation may run over lines
    }
    dm_buffer_add_byte(out, '\n');
  }
}

/// A case cut into its parts.
struct golden {
  struct dm_span date;
  struct dm_span body;
  struct dm_span expected;
};

static bool cut_case(struct dm_span all, struct golden *out)
{
  const char *blank = strstr(all.data, "\n\n");
  const char *rule = strstr(all.data, "\n---\n");
  if (!dm_span_starts(all, dm_span_of("date: ")) || !blank || !rule || rule < blank) {
    return false;
  }
  out->date = dm_span_trim((struct dm_span){all.data + 6, (size_t)(blank - all.data) - 6});
  out->body = (struct dm_span){blank + 2, (size_t)(rule - blank) - 1};
  out->expected = dm_span_of(rule + 5);
  return true;
}

static void rewrite_case(const char *path, struct dm_span all, const struct golden *golden, struct dm_buffer *facts)
{
  FILE *file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  fwrite(all.data, 1, (size_t)(golden->expected.data - all.data), file);
  fwrite(facts->data, 1, facts->size, file);
  ck_assert_int_eq(fclose(file), 0);
}

static void check_case(const char *path)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_diag diag = {0};
  struct dm_span all;
  struct golden golden;
  ck_assert_int_eq(dm_io_read_file(path, arena, &diag, &all), DM_OK);
  ck_assert_msg(cut_case(all, &golden), "%s: not a date, an article and facts", path);
  struct dm_result result = {
      .article = {.id = dm_span_of("golden"), .date = golden.date, .date_origin = DM_DATE_FEED, .body = golden.body}};
  ck_assert_int_eq(dm_pipeline_run(model, arena, &result), DM_OK);
  struct dm_buffer facts = {0};
  list_facts(&result, arena, &facts);
  if (getenv("DM_UPDATE")) {
    rewrite_case(path, all, &golden, &facts);
  } else if (!dm_span_equal(dm_buffer_span(&facts), golden.expected)) {
    ck_abort_msg("%s: expected\n%.*s\ngot\n%s", path, DM_SPAN_ARGS(golden.expected), dm_buffer_text(&facts));
  }
  dm_buffer_free(&facts);
  dm_arena_free(arena);
}

START_TEST(every_case_gives_its_facts)
{
  const char *srcdir = getenv("srcdir");
  char folder[512];
  snprintf(folder, sizeof folder, "%s/tests/golden", srcdir ? srcdir : ".");
  struct dirent **entries;
  int count = scandir(folder, &entries, NULL, alphasort);
  ck_assert_int_gt(count, 0);
  int cases = 0;
  for (int i = 0; i < count; i++) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
    if (dm_span_ends(dm_span_of(path), dm_span_of(".txt"))) {
      check_case(path);
      cases++;
    }
    free(entries[i]);
  }
  free(entries);
  ck_assert_int_gt(cases, 0);
}
END_TEST

int main(void)
{
  struct dm_resources resources = {0};
  struct dm_diag diag = {0};
  if (dm_model_new(&resources, &diag, &model) != DM_OK) {
    return EXIT_FAILURE;
  }
  Suite *suite = suite_create("golden");
  TCase *tests = tcase_create("golden");
  tcase_add_test(tests, every_case_gives_its_facts);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  dm_model_free(model);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
