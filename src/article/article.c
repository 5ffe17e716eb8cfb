// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/article.h"

#include "article/day.h"
#include "article/encoding.h"
#include "article/html.h"
#include "base/buffer.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST_BODY ((size_t)1 << 20) ///< a thick book; what is longer is no article, and would take long to read
enum { LARGEST_ID = 2048, HEAD_LINES = 6, LONGEST_DATE_LINE = 60 };

static struct dm_span copy_text(struct dm_arena *arena, const char *text, size_t size)
{
  return (struct dm_span){dm_arena_copy(arena, text, size), size};
}

/* JSON Lines. */

static enum dm_status wrong_type(struct dm_diag *diag, const char *key, const char *wanted)
{
  dm_diag_error(diag, "field \"%s\" is not %s", key, wanted);
  return DM_ERR_FORMAT;
}

/// A string field; an absent or null one is empty.
static enum dm_status get_string(json_t *object, const char *key, struct dm_arena *arena, struct dm_diag *diag,
                                 struct dm_span *out)
{
  json_t *value = json_object_get(object, key);
  if (!value || json_is_null(value)) {
    return DM_OK;
  }
  if (!json_is_string(value)) {
    return wrong_type(diag, key, "a string");
  }
  if (strlen(json_string_value(value)) != json_string_length(value)) { // neither XML nor C strings hold it
    dm_diag_error(diag, "field \"%s\" has the character U+0000", key);
    return DM_ERR_FORMAT;
  }
  *out = copy_text(arena, json_string_value(value), json_string_length(value));
  return DM_OK;
}

static enum dm_status get_id(json_t *object, struct dm_arena *arena, struct dm_diag *diag, struct dm_span *out)
{
  json_t *value = json_object_get(object, "id");
  if (json_is_integer(value)) {
    char digits[32];
    int size = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    *out = copy_text(arena, digits, (size_t)size);
    return DM_OK;
  }
  return get_string(object, "id", arena, diag, out);
}

static enum dm_status get_date(json_t *object, struct dm_arena *arena, struct dm_diag *diag, struct dm_article *out)
{
  struct dm_span given = {0};
  DM_TRY(get_string(object, "date", arena, diag, &given));
  if (given.size == 0) {
    return DM_OK;
  }
  if (!dm_day_parse(given, arena, &out->date)) {
    dm_diag_warning(diag, "field \"date\" is no day: %.*s", DM_SPAN_ARGS(given));
    return DM_OK;
  }
  out->date_origin = DM_DATE_FEED;
  return DM_OK;
}

static enum dm_status get_fields(json_t *object, struct dm_arena *arena, struct dm_diag *diag, struct dm_article *out)
{
  if (!json_is_object(object)) {
    dm_diag_error(diag, "the line is no JSON object");
    return DM_ERR_FORMAT;
  }
  DM_TRY(get_id(object, arena, diag, &out->id));
  if (out->id.size) {
    diag->article = out->id.data;
  }
  json_t *text = json_object_get(object, "text");
  if (!json_is_string(text)) {
    return wrong_type(diag, "text", text ? "a string" : "there");
  }
  DM_TRY(get_string(object, "text", arena, diag, &out->body));
  DM_TRY(get_string(object, "title", arena, diag, &out->title));
  DM_TRY(get_string(object, "url", arena, diag, &out->url));
  DM_TRY(get_string(object, "publisher", arena, diag, &out->publisher));
  DM_TRY(get_string(object, "language", arena, diag, &out->language));
  return get_date(object, arena, diag, out);
}

static enum dm_status parse_json(const struct dm_record *record, struct dm_arena *arena, struct dm_diag *diag,
                                 struct dm_article *out)
{
  json_error_t error;
  json_set_alloc_funcs(dm_malloc, free);
  json_t *object = json_loadb(record->bytes.data, record->bytes.size, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);
  if (!object) {
    uint64_t below = error.line > 1 ? (uint64_t)error.line - 1 : 0;
    dm_diag_say(diag, DM_ERROR, record->line + below, "not JSON: %s", error.text);
    return DM_ERR_FORMAT;
  }
  enum dm_status status = get_fields(object, arena, diag, out);
  json_decref(object);
  return status;
}

/* Plain text. */

/// A day printed on a line of its own near the top.
static void find_printed_day(struct dm_arena *arena, struct dm_article *out)
{
  struct dm_span rest = out->body;
  for (int line = 0; line < HEAD_LINES && rest.size; line++) {
    const char *end = memchr(rest.data, '\n', rest.size);
    size_t size = end ? (size_t)(end - rest.data) : rest.size;
    struct dm_span text = dm_span_trim((struct dm_span){rest.data, size});
    if (text.size == 0) {
      line--;
    } else if (text.size <= LONGEST_DATE_LINE && dm_day_parse(text, arena, &out->date) && out->date.size == 10) {
      out->date_origin = DM_DATE_PAGE;
      return;
    }
    size += end != NULL;
    rest = (struct dm_span){rest.data + size, rest.size - size};
  }
  out->date = (struct dm_span){0};
}

/// The first line is the title where an empty line or a shorter line than a sentence follows it.
static void find_title(struct dm_article *out)
{
  struct dm_span body = dm_span_trim(out->body);
  const char *end = body.size ? memchr(body.data, '\n', body.size) : NULL;
  struct dm_span first = dm_span_trim((struct dm_span){body.data, end ? (size_t)(end - body.data) : 0});
  if (first.size && first.size <= 200 && !strchr(".:,", first.data[first.size - 1])) {
    out->title = first;
  }
}

static enum dm_status parse_text(const struct dm_record *record, struct dm_arena *arena, struct dm_diag *diag,
                                 struct dm_article *out)
{
  DM_TRY(dm_encoding_to_utf8(record->bytes, arena, diag, &out->body));
  find_title(out);
  find_printed_day(arena, out);
  return DM_OK;
}

/* All kinds. */

static void take_option_date(const struct dm_article_options *options, struct dm_arena *arena, struct dm_article *out)
{
  struct dm_span day;
  if (options->date && out->date_origin != DM_DATE_FEED && dm_day_parse(dm_span_of(options->date), arena, &day)) {
    out->date = day;
    out->date_origin = DM_DATE_FEED;
  }
  if (options->not_after && dm_day_parse(dm_span_of(options->not_after), arena, &day)) {
    out->not_after = day;
  }
}

static void name_article(struct dm_arena *arena, struct dm_article *out)
{
  if (out->id.size == 0) {
    out->id = out->url;
  }
  if (out->id.size == 0) {
    char hex[DM_SHA256_HEX + 1];
    dm_sha256_hex(out->body, hex);
    out->id = copy_text(arena, hex, DM_SHA256_HEX);
  }
}

static bool is_blank(struct dm_span text)
{
  uint32_t code = ' ';
  for (size_t at = 0; at < text.size && dm_utf8_is_space(code);) {
    at += dm_utf8_decode(text, at, &code);
  }
  return dm_utf8_is_space(code);
}

static enum dm_status check_article(struct dm_diag *diag, const struct dm_article *article)
{
  if (is_blank(article->body)) {
    dm_diag_warning(diag, "the article has no text; skipped");
    return DM_SKIP;
  }
  if (article->body.size > LARGEST_BODY || article->id.size > LARGEST_ID) {
    dm_diag_error(diag, "the article's %s is longer than %zu bytes; skipped",
                  article->id.size > LARGEST_ID ? "id" : "text",
                  article->id.size > LARGEST_ID ? (size_t)LARGEST_ID : LARGEST_BODY);
    return DM_ERR_LIMIT;
  }
  return DM_OK;
}

static enum dm_status parse_kind(const struct dm_record *record, struct dm_arena *arena, struct dm_diag *diag,
                                 struct dm_article *out)
{
  switch (record->kind) {
  case DM_RECORD_JSON:
    return parse_json(record, arena, diag, out);
  case DM_RECORD_HTML:
    return dm_html_parse(record->bytes, arena, diag, out);
  default:
    return parse_text(record, arena, diag, out);
  }
}

enum dm_status dm_article_finish(const struct dm_article_options *options, struct dm_arena *arena, struct dm_diag *diag,
                                 struct dm_article *article)
{
  const char *before = diag->article;
  take_option_date(options, arena, article);
  name_article(arena, article);
  diag->article = article->id.data;
  enum dm_status status = check_article(diag, article);
  diag->article = before;
  return status;
}

enum dm_status dm_article_parse(const struct dm_record *record, const struct dm_article_options *options,
                                struct dm_arena *arena, struct dm_diag *diag, struct dm_article *out)
{
  struct dm_article article = {0};
  const char *before = diag->article;
  enum dm_status status = parse_kind(record, arena, diag, &article);
  diag->article = before;
  DM_TRY(status);
  DM_TRY(dm_article_finish(options, arena, diag, &article));
  *out = article;
  return DM_OK;
}
