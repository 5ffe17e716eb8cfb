// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// One record, its kind told by the first byte, to an article: all of it is UTF-8, its day is a day, the same twice.
#include "fuzz.h"

#include "article/article.h"
#include "article/day.h"
#include "base/utf8.h"
#include "graph/calendar.h"

static void check_text(struct dm_span text) { FUZZ_CHECK(dm_utf8_check(text) == text.size); }

static void check_article(const struct dm_article *article)
{
  check_text(article->id);
  check_text(article->title);
  check_text(article->publisher);
  check_text(article->url);
  check_text(article->language);
  check_text(article->body);
  FUZZ_CHECK(article->id.size > 0);
  FUZZ_CHECK(article->body.size > 0);
  FUZZ_CHECK((article->date.size == 0) == (article->date_origin == DM_DATE_UNKNOWN));
  FUZZ_CHECK(article->date.size == 0 || dm_calendar_unit(article->date) != DM_CALENDAR_NONE);
}

static void check_equal(const struct dm_article *a, const struct dm_article *b)
{
  FUZZ_CHECK(dm_span_equal(a->id, b->id));
  FUZZ_CHECK(dm_span_equal(a->title, b->title));
  FUZZ_CHECK(dm_span_equal(a->date, b->date));
  FUZZ_CHECK(dm_span_equal(a->url, b->url));
  FUZZ_CHECK(dm_span_equal(a->body, b->body));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const enum dm_record_kind kinds[] = {DM_RECORD_TEXT, DM_RECORD_JSON, DM_RECORD_HTML};
  struct dm_span bytes = fuzz_span(data, size);
  struct dm_arena *arena = dm_arena_new();
  struct dm_diag diag = fuzz_diag();
  struct dm_record record = {.kind = kinds[fuzz_byte(&bytes) % 3], .name = DM_LITERAL("fuzz"), .line = 1};
  record.bytes = bytes;
  struct dm_article_options options = {.date = size % 2 ? "2021-03-05" : NULL};
  struct dm_article article;
  struct dm_article again;
  enum dm_status status = dm_article_parse(&record, &options, arena, &diag, &article);
  FUZZ_CHECK(diag.article == NULL);
  FUZZ_CHECK((status == DM_OK || status == DM_SKIP) == (diag.errors == 0));
  if (status == DM_OK) {
    check_article(&article);
    FUZZ_CHECK(dm_article_parse(&record, &options, arena, &diag, &again) == DM_OK);
    check_equal(&article, &again);
  }
  dm_arena_free(arena);
  return 0;
}
