// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/html.h"

#include "article/day.h"
#include "article/main_text.h"
#include "base/buffer.h"
#include "base/fail.h"
#include "base/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>

/// A copy in UTF-8: of a page in no encoding that it names, the parser gives the bytes as they are.
static struct dm_span keep_span(struct dm_arena *arena, struct dm_span text)
{
  struct dm_buffer repaired = {0};
  if (dm_utf8_check(text) != text.size) {
    dm_utf8_repair(text, &repaired);
    text = dm_buffer_span(&repaired);
  }
  struct dm_span kept = {dm_arena_copy(arena, text.data, text.size), text.size};
  dm_buffer_free(&repaired);
  return kept;
}

static struct dm_span keep(struct dm_arena *arena, const xmlChar *text)
{
  return text ? keep_span(arena, dm_span_trim(dm_span_of((const char *)text))) : (struct dm_span){0};
}

/* The head. */

static struct dm_span evaluate(xmlDoc *document, const char *path, struct dm_arena *arena)
{
  struct dm_span found = {0};
  xmlXPathContext *context = xmlXPathNewContext(document);
  if (!context) {
    return found;
  }
  xmlXPathObject *object = xmlXPathEvalExpression((const xmlChar *)path, context);
  if (object) {
    xmlChar *text = xmlXPathCastToString(object);
    found = keep(arena, text);
    xmlFree(text);
    xmlXPathFreeObject(object);
  }
  xmlXPathFreeContext(context);
  return found;
}

/// The first of several paths that gives something.
static struct dm_span evaluate_first(xmlDoc *document, const char *const *paths, struct dm_arena *arena)
{
  struct dm_span found = {0};
  for (; *paths && found.size == 0; paths++) {
    found = evaluate(document, *paths, arena);
  }
  return found;
}

static const char *const title_paths[] = {"//meta[@property='og:title']/@content", "//article//h1", "//h1", "//title",
                                          NULL};
static const char *const publisher_paths[] = {"//meta[@property='og:site_name']/@content",
                                              "//meta[@name='application-name']/@content",
                                              "//meta[@name='publisher']/@content", NULL};
static const char *const url_paths[] = {"//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content", NULL};
static const char *const date_paths[] = {"//meta[@property='article:published_time']/@content",
                                         "//meta[@itemprop='datePublished']/@content",
                                         "//meta[@name='date']/@content",
                                         "//meta[@name='pubdate']/@content",
                                         "//meta[@name='DC.date.issued']/@content",
                                         "//meta[@name='dcterms.date']/@content",
                                         "//*[@itemprop='datePublished']/@datetime",
                                         "//article//time/@datetime",
                                         "//time/@datetime",
                                         NULL};

/// `"datePublished": "…"` of a JSON-LD script.
static struct dm_span find_json_date(xmlDoc *document, struct dm_arena *arena)
{
  struct dm_span script =
      evaluate(document, "//script[@type='application/ld+json'][contains(., 'datePublished')]", arena);
  const char *at = script.size ? strstr(script.data, "\"datePublished\"") : NULL;
  at = at ? strchr(at + strlen("\"datePublished\""), '"') : NULL;
  const char *end = at ? strchr(at + 1, '"') : NULL;
  return end ? (struct dm_span){at + 1, (size_t)(end - at) - 1} : (struct dm_span){0};
}

static void read_head(xmlDoc *document, struct dm_arena *arena, struct dm_article *out)
{
  out->title = evaluate_first(document, title_paths, arena);
  out->publisher = evaluate_first(document, publisher_paths, arena);
  out->url = evaluate_first(document, url_paths, arena);
  out->language = evaluate(document, "/html/@lang", arena);
  struct dm_span date = evaluate_first(document, date_paths, arena);
  if (!dm_day_parse(date, arena, &out->date)) {
    date = find_json_date(document, arena);
    if (!dm_day_parse(date, arena, &out->date)) {
      return;
    }
  }
  out->date_origin = DM_DATE_PAGE;
}

/* The body. */

static void add_paragraph(struct dm_buffer *body, struct dm_span text)
{
  text = dm_span_trim(text);
  if (text.size) {
    dm_buffer_add_text(body, body->size ? "\n\n" : "");
    dm_buffer_add_span(body, text);
  }
}

static void read_body(const xmlNode *root, struct dm_arena *arena, struct dm_article *out)
{
  struct dm_buffer text = {0};
  struct dm_buffer body = {0};
  dm_main_text(root, &text);
  if (!dm_span_starts(dm_buffer_span(&text), out->title)) {
    add_paragraph(&body, out->title);
  }
  add_paragraph(&body, dm_buffer_span(&text));
  out->body = keep_span(arena, dm_buffer_span(&body));
  dm_buffer_free(&text);
  dm_buffer_free(&body);
}

static char *copy_text(const char *text) { return dm_strndup(text, strlen(text)); }

/// libxml2 goes on with half a tree where memory is out, or does not come back: here it is out for good.
static void fail_without_memory(void)
{
  static bool done;
  if (!done) {
    xmlMemSetup(free, dm_malloc, dm_realloc, copy_text);
    done = true;
  }
}

enum dm_status dm_html_parse(struct dm_span bytes, struct dm_arena *arena, struct dm_diag *diag, struct dm_article *out)
{
  if (bytes.size > INT32_MAX) {
    dm_diag_error(diag, "the page is too large");
    return DM_ERR_LIMIT;
  }
  fail_without_memory();
  // A page that says nothing is UTF-8 where it can be.
  const char *encoding = dm_utf8_check(bytes) == bytes.size ? "UTF-8" : NULL;
  xmlDoc *document = htmlReadMemory(bytes.data, (int)bytes.size, NULL, encoding,
                                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                        HTML_PARSE_COMPACT);
  const xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
  if (!root) {
    xmlFreeDoc(document);
    dm_diag_error(diag, "the page has no elements");
    return DM_ERR_FORMAT;
  }
  read_head(document, arena, out);
  read_body(root, arena, out);
  xmlFreeDoc(document);
  return DM_OK;
}
