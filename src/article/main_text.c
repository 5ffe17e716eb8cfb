// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/main_text.h"

#include "base/fail.h"
#include "base/utf8.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

enum {
  RUNNING_TEXT = 60,   ///< bytes: a shorter paragraph tells nothing of where the article is
  BARE_TEXT = 40,      ///< bytes: shorter text that stands in no paragraph is a label
  FORM_PARAGRAPHS = 3, ///< a form with so many is the frame of a page
  MOST = 70,           ///< per cent of the text that an element must hold to be looked into
  MARKED_AT_MOST = 40, ///< per cent that an element may hold and yet be left out for its class
  TOKEN = 32
};

/// Elements whose text is never an article's.
static const char *const dropped[] = {"script", "style",  "nav",    "footer", "aside",  "noscript", "iframe",
                                      "button", "select", "option", "svg",    "menu",   "figure",   "header",
                                      "head",   "object", "video",  "audio",  "dialog", "template", "textarea"};
/// Elements that stand within a paragraph.
static const char *const inlines[] = {"a",    "abbr", "acronym", "b",  "bdi",  "bdo",   "big",  "cite",   "code",
                                      "data", "del",  "dfn",     "em", "font", "i",     "img",  "ins",    "kbd",
                                      "mark", "nobr", "q",       "s",  "samp", "small", "span", "strike", "strong",
                                      "sub",  "sup",  "time",    "tt", "u",    "var",   "wbr",  "label",  "br"};
/// Elements that are paragraphs by their name.
static const char *const paragraphs[] = {"p",  "h1",         "h2",  "h3", "h4", "h5", "h6",
                                         "li", "blockquote", "pre", "td", "dd", "dt"};
/// Words in classes and ids of what is no article, whatever the page's language.
static const char *const marks[] = {
    "ad",          "ads",         "advert",    "advertisement", "author",       "banner",     "bio",     "breadcrumb",
    "breadcrumbs", "byline",      "comment",   "comments",      "consent",      "cookie",     "cookies", "copyright",
    "disqus",      "footer",      "footnote",  "login",         "menu",         "modal",      "nav",     "navbar",
    "navigation",  "newsletter",  "outbrain",  "pagination",    "popular",      "popup",      "print",   "promo",
    "recirc",      "recommended", "related",   "respond",       "share",        "sharedaddy", "sharing", "sidebar",
    "signup",      "social",      "sponsored", "subscribe",     "subscription", "taboola",    "tags",    "teaser",
    "toolbar",     "trending",    "widget"};

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

static bool is_named(const xmlNode *node, const char *name) { return is_one_of(node, &name, 1); }

/// The next node in the order of the document, below `root`.
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

/* Text, cut where paragraphs are. */

/// A run of text between the borders of blocks.
struct segment {
  const xmlNode *holder; ///< the block it stands in
  size_t start, end;     ///< bytes of the collected text
  size_t linked;         ///< bytes inside of links
  bool gone;
};

struct collector {
  const xmlNode *root;
  struct dm_buffer text;
  uint32_t count;
  uint32_t capacity;
  struct segment *segment;
  const xmlNode *holder; ///< of the text since the last border; NULL if there is none
  size_t start;
  size_t linked;
  bool broken; ///< a line break stands behind the text
};

static void flush(struct collector *collector)
{
  struct dm_span text = dm_buffer_span(&collector->text);
  if (text.size) { // else there may be no bytes to point into
    text = (struct dm_span){text.data + collector->start, text.size - collector->start};
  }
  if (collector->holder && dm_span_trim(text).size) {
    if (collector->count == collector->capacity) {
      collector->capacity = collector->capacity ? 2 * collector->capacity : 64;
      collector->segment = dm_realloc(collector->segment, collector->capacity * sizeof *collector->segment);
    }
    collector->segment[collector->count++] = (struct segment){.holder = collector->holder,
                                                              .start = collector->start,
                                                              .end = collector->text.size,
                                                              .linked = collector->linked};
  }
  collector->holder = NULL;
  collector->start = collector->text.size;
  collector->linked = 0;
  collector->broken = false;
}

static void add_collapsed(struct dm_buffer *out, size_t start, struct dm_span text)
{
  for (size_t at = 0; at < text.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(text, at, &code);
    if (code != DM_UTF8_BAD && dm_utf8_is_space(code)) {
      if (out->size > start && out->data[out->size - 1] != ' ') {
        dm_buffer_add_byte(out, ' ');
      }
    } else {
      dm_buffer_add(out, text.data + at, size);
    }
    at += size;
  }
}

static const xmlNode *block_of(const xmlNode *node)
{
  while (node->parent && node->parent->type == XML_ELEMENT_NODE && is_one_of(node, inlines, COUNT(inlines))) {
    node = node->parent;
  }
  return node;
}

static void add_text(struct collector *collector, const xmlNode *node)
{
  size_t before = collector->text.size;
  add_collapsed(&collector->text, collector->start, dm_span_of((const char *)node->content));
  size_t added = collector->text.size - before;
  if (added == 0) {
    return;
  }
  bool link = false;
  for (const xmlNode *at = node->parent; at && is_one_of(at, inlines, COUNT(inlines)); at = at->parent) {
    link = link || is_named(at, "a");
  }
  collector->linked += link ? added : 0;
  if (!collector->holder && node->parent) {
    collector->holder = block_of(node->parent);
  }
  collector->broken =
      collector->broken && dm_span_trim((struct dm_span){collector->text.data + before, added}).size == 0;
}

static uint32_t count_paragraphs(const xmlNode *root)
{
  uint32_t count = 0;
  for (const xmlNode *node = root; node && count < FORM_PARAGRAPHS; node = next_node(node, root, true)) {
    count += is_named(node, "p");
  }
  return count;
}

static bool is_dropped(const xmlNode *node)
{
  return is_one_of(node, dropped, COUNT(dropped)) ||
         (node->type == XML_ELEMENT_NODE && xmlHasProp(node, (const xmlChar *)"hidden")) ||
         (is_named(node, "form") && count_paragraphs(node) < FORM_PARAGRAPHS);
}

/// One line break is a space, two end a paragraph.
static void break_line(struct collector *collector)
{
  if (collector->broken) {
    flush(collector);
  } else if (collector->holder) {
    add_collapsed(&collector->text, collector->start, DM_LITERAL(" "));
    collector->broken = true;
  }
}

static void enter(struct collector *collector, const xmlNode *node)
{
  if (node->type == XML_TEXT_NODE) {
    add_text(collector, node);
  } else if (is_named(node, "br")) {
    break_line(collector);
  } else if (node->type == XML_ELEMENT_NODE && !is_one_of(node, inlines, COUNT(inlines))) {
    flush(collector);
  }
}

static void leave(struct collector *collector, const xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE && !is_one_of(node, inlines, COUNT(inlines))) {
    flush(collector);
  }
}

static void collect(struct collector *collector)
{
  const xmlNode *node = collector->root;
  for (;;) {
    enter(collector, node);
    if (node->children && node->type == XML_ELEMENT_NODE && !is_dropped(node)) {
      node = node->children;
      continue;
    }
    leave(collector, node);
    while (node != collector->root && !node->next) {
      node = node->parent;
      leave(collector, node);
    }
    if (node == collector->root) {
      return;
    }
    node = node->next;
  }
}

/* Where the article is. */

/// Bytes of running text below each element, where its `_private` points to.
struct weights {
  size_t count;
  size_t *weight; ///< [count]
};

static struct dm_span text_of(const struct collector *collector, const struct segment *segment)
{
  return dm_span_trim((struct dm_span){collector->text.data + segment->start, segment->end - segment->start});
}

/// Bytes of a segment that speak for the place it stands in.
static size_t weigh(const struct collector *collector, const struct segment *segment)
{
  struct dm_span text = text_of(collector, segment);
  bool sentence = text.size > RUNNING_TEXT && memchr(text.data, '.', text.size);
  return sentence && segment->linked * 2 < text.size ? text.size - segment->linked : 0;
}

static size_t *weight_of(const xmlNode *node) { return node->_private; }

/// Give each node a weight of its own.
static void give_weights(const xmlNode *root, struct weights *weights)
{
  weights->count = 0;
  for (const xmlNode *node = root; node; node = next_node(node, root, true)) {
    weights->count++;
  }
  weights->weight = dm_malloc(weights->count * sizeof *weights->weight);
  size_t at = 0;
  for (const xmlNode *node = root; node; node = next_node(node, root, true)) {
    ((xmlNode *)node)->_private = &weights->weight[at++];
  }
}

static void weigh_elements(const struct collector *collector, const struct weights *weights)
{
  memset(weights->weight, 0, weights->count * sizeof *weights->weight);
  for (uint32_t i = 0; i < collector->count; i++) {
    const struct segment *segment = &collector->segment[i];
    size_t weight = segment->gone ? 0 : weigh(collector, segment);
    for (const xmlNode *node = segment->holder; weight; node = node->parent) {
      *weight_of(node) += weight;
      if (node == collector->root) {
        break;
      }
    }
  }
}

static bool is_mark(const char *token)
{
  for (size_t i = 0; i < COUNT(marks); i++) {
    if (strcmp(token, marks[i]) == 0) {
      return true;
    }
  }
  return false;
}

/// Whether a class or id has one of the words, at signs and capitals cut: `related-articles`, `shareBar`.
static bool has_mark(const xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
  char token[TOKEN];
  size_t size = 0;
  bool found = false;
  for (const xmlChar *c = value; c && !found; c++) {
    bool upper = *c >= 'A' && *c <= 'Z';
    bool letter = upper || (*c >= 'a' && *c <= 'z');
    bool begins = upper && c > value && c[-1] >= 'a' && c[-1] <= 'z';
    if (!letter || begins) {
      token[size < TOKEN ? size : TOKEN - 1] = '\0';
      found = is_mark(token);
      size = 0;
    }
    if (letter && size < TOKEN - 1) {
      token[size++] = (char)(upper ? *c + ('a' - 'A') : *c);
    }
    if (!*c) {
      break;
    }
  }
  xmlFree(value);
  return found;
}

static bool is_marked(const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE && (has_mark(node, "class") || has_mark(node, "id") || has_mark(node, "role"));
}

/// Leave out what stands in elements whose class says that it is no article, if they are not most of the page.
static void drop_marked(struct collector *collector)
{
  size_t total = *weight_of(collector->root);
  for (uint32_t i = 0; i < collector->count; i++) {
    struct segment *segment = &collector->segment[i];
    for (const xmlNode *node = segment->holder; node && node != collector->root && !segment->gone;
         node = node->parent) {
      segment->gone = *weight_of(node) * 100 <= total * MARKED_AT_MOST && is_marked(node);
    }
  }
}

/// The deepest element that holds most of the text of every one above it.
static const xmlNode *find_main(const xmlNode *root)
{
  const xmlNode *node = root;
  const xmlNode *child = root->children;
  while (child) {
    bool holds = child->type == XML_ELEMENT_NODE && !is_one_of(child, paragraphs, COUNT(paragraphs)) &&
                 *weight_of(child) * 100 >= *weight_of(node) * MOST && *weight_of(child);
    node = holds ? child : node;
    child = holds ? child->children : child->next;
  }
  return node;
}

static bool is_below(const xmlNode *node, const xmlNode *root)
{
  while (node && node != root) {
    node = node->parent;
  }
  return node != NULL;
}

/// Lists of links and labels are no text.
static bool is_text(const struct collector *collector, const struct segment *segment)
{
  struct dm_span text = text_of(collector, segment);
  bool paragraph = is_one_of(segment->holder, paragraphs, COUNT(paragraphs));
  return segment->linked * 3 < text.size * 2 && (paragraph || text.size >= BARE_TEXT);
}

static void add_main(const struct collector *collector, const xmlNode *main, struct dm_buffer *out)
{
  for (uint32_t i = 0; i < collector->count; i++) {
    const struct segment *segment = &collector->segment[i];
    if (!segment->gone && is_below(segment->holder, main) && is_text(collector, segment)) {
      dm_buffer_add_text(out, out->size ? "\n\n" : "");
      dm_buffer_add_span(out, text_of(collector, segment));
    }
  }
}

void dm_main_text(const struct _xmlNode *root, struct dm_buffer *out)
{
  struct collector collector = {.root = root};
  struct weights weights;
  collect(&collector);
  flush(&collector);
  give_weights(root, &weights);
  weigh_elements(&collector, &weights);
  drop_marked(&collector);
  weigh_elements(&collector, &weights);
  add_main(&collector, find_main(root), out);
  free(weights.weight);
  free(collector.segment);
  dm_buffer_free(&collector.text);
}
