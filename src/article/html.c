// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/html.h"

#include "article/day.h"
#include "base/buffer.h"
#include "base/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <string.h>

/// Elements whose text is never an article's.
static const char *const dropped[] = {"script", "style",  "nav", "footer", "aside",  "form",   "noscript", "iframe",
                                      "button", "select", "svg", "menu",   "figure", "header", "template"};
/// Elements that are paragraphs of their own.
static const char *const blocks[] = {"p", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "figcaption"};
/// Elements that hold blocks.
static const char *const holders[] = {"div", "article", "section", "main", "body", "td", "ul", "ol", "blockquote"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_one_of(const xmlNode *node, const char *const *names, size_t count)
{
  if (node->type != XML_ELEMENT_NODE) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    if (strcmp((const char *)node->name, names[i]) == 0) {
      return true;
    }
  }
  return false;
}

static struct dm_span keep(struct dm_arena *arena, const xmlChar *text)
{
  if (!text) {
    return (struct dm_span){0};
  }
  struct dm_span trimmed = dm_span_trim(dm_span_of((const char *)text));
  return (struct dm_span){dm_arena_copy(arena, trimmed.data, trimmed.size), trimmed.size};
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

static void add_collapsed(struct dm_buffer *out, struct dm_span text)
{
  for (size_t at = 0; at < text.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(text, at, &code);
    if (code != DM_UTF8_BAD && dm_utf8_is_space(code)) {
      if (out->size && out->data[out->size - 1] != ' ' && out->data[out->size - 1] != '\n') {
        dm_buffer_add_byte(out, ' ');
      }
    } else {
      dm_buffer_add(out, text.data + at, size);
    }
    at += size;
  }
}

static const xmlNode *next_node(const xmlNode *node, const xmlNode *root, bool inside)
{
  if (inside && node->children) {
    return node->children;
  }
  while (node != root && !node->next) {
    node = node->parent;
  }
  return node == root ? NULL : node->next;
}

/// The text below a node, white space collapsed, what is dropped left out; `*linked` counts its bytes inside of links.
static void collect_text(const xmlNode *root, struct dm_buffer *out, size_t *linked)
{
  const xmlNode *link = NULL;
  bool inside;
  for (const xmlNode *node = root; node; node = next_node(node, root, inside)) {
    inside = !is_one_of(node, dropped, COUNT(dropped));
    if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "a") == 0) {
      link = node;
    }
    if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "br") == 0) {
      dm_buffer_add_byte(out, ' ');
    }
    if (node->type == XML_TEXT_NODE) {
      size_t before = out->size;
      add_collapsed(out, dm_span_of((const char *)node->content));
      bool in_link = link && (node->parent == link || (node->parent && node->parent->parent == link));
      *linked += in_link ? out->size - before : 0;
    }
  }
}

static bool is_dropped(const xmlNode *node)
{
  for (; node; node = node->parent) {
    if (is_one_of(node, dropped, COUNT(dropped))) {
      return true;
    }
  }
  return false;
}

/// How much text of paragraphs a holder has as its own or its children's: bytes outside of links.
static size_t weigh(const xmlNode *holder)
{
  size_t weight = 0;
  for (const xmlNode *child = holder->children; child; child = child->next) {
    if (!is_one_of(child, blocks, COUNT(blocks))) {
      continue;
    }
    struct dm_buffer text = {0};
    size_t linked = 0;
    collect_text(child, &text, &linked);
    bool sentence = text.size > 60 && memchr(text.data, '.', text.size);
    weight += sentence && linked * 2 < text.size ? text.size - linked : 0;
    dm_buffer_free(&text);
  }
  return weight;
}

/// The holder with the densest paragraphs.
static const xmlNode *find_main(const xmlNode *root)
{
  const xmlNode *best = NULL;
  size_t best_weight = 0;
  for (const xmlNode *node = root; node; node = next_node(node, root, true)) {
    if (is_one_of(node, holders, COUNT(holders)) && !is_dropped(node)) {
      size_t weight = weigh(node);
      if (weight > best_weight) {
        best = node;
        best_weight = weight;
      }
    }
  }
  return best;
}

/// Paragraphs often stand in sibling sections: what is around the best holder counts with it if it has text, too.
static const xmlNode *widen(const xmlNode *best)
{
  const xmlNode *parent = best->parent;
  if (!parent || !is_one_of(parent, holders, COUNT(holders))) {
    return best;
  }
  size_t others = 0;
  for (const xmlNode *child = parent->children; child; child = child->next) {
    if (child != best && is_one_of(child, holders, COUNT(holders)) && !is_dropped(child)) {
      others += weigh(child);
    }
  }
  return others > weigh(best) / 4 ? parent : best;
}

static void add_paragraph(struct dm_buffer *body, struct dm_span text)
{
  text = dm_span_trim(text);
  if (text.size) {
    dm_buffer_add_text(body, body->size ? "\n\n" : "");
    dm_buffer_add_span(body, text);
  }
}

static void collect_blocks(const xmlNode *root, struct dm_buffer *body)
{
  bool inside;
  for (const xmlNode *node = root; node; node = next_node(node, root, inside)) {
    inside = !is_one_of(node, dropped, COUNT(dropped));
    if (inside && node != root && is_one_of(node, blocks, COUNT(blocks))) {
      struct dm_buffer text = {0};
      size_t linked = 0;
      collect_text(node, &text, &linked);
      if (linked * 3 < text.size * 2) { // not a list of links
        add_paragraph(body, dm_buffer_span(&text));
      }
      dm_buffer_free(&text);
      inside = false;
    }
  }
}

static void read_body(const xmlNode *root, struct dm_arena *arena, struct dm_article *out)
{
  struct dm_buffer body = {0};
  const xmlNode *main = find_main(root);
  if (main) {
    collect_blocks(widen(main), &body);
  } else { // no paragraphs: all the text there is
    size_t linked = 0;
    collect_text(root, &body, &linked);
  }
  if (out->title.size && !dm_span_starts(dm_buffer_span(&body), out->title)) {
    struct dm_buffer titled = {0};
    add_paragraph(&titled, out->title);
    add_paragraph(&titled, dm_buffer_span(&body));
    dm_buffer_free(&body);
    body = titled;
  }
  out->body = (struct dm_span){dm_arena_copy(arena, body.data, body.size), body.size};
  dm_buffer_free(&body);
}

enum dm_status dm_html_parse(struct dm_span bytes, struct dm_arena *arena, struct dm_diag *diag, struct dm_article *out)
{
  if (bytes.size > INT32_MAX) {
    dm_diag_error(diag, "the page is too large");
    return DM_ERR_LIMIT;
  }
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
