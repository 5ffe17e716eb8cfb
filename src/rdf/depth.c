// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "rdf/depth.h"

enum { IN_TEXT, IN_TAG, IN_QUOTE, IN_COMMENT, IN_CDATA, IN_INSTRUCTION };

#define FOUR(a, b, c, d) (((uint32_t)(a) << 24) | ((uint32_t)(b) << 16) | ((uint32_t)(c) << 8) | (uint32_t)(d))

static void go_on_in_text(struct dm_depth *depth, char c)
{
  bool opened = (depth->window >> 8 & 0xff) == '<';
  if (depth->window == FOUR('<', '!', '-', '-')) {
    depth->state = IN_COMMENT;
  } else if (depth->window == FOUR('<', '!', '[', 'C')) {
    depth->state = IN_CDATA;
  } else if (opened && c == '?') {
    depth->state = IN_INSTRUCTION;
  } else if (opened && c == '/') {
    depth->level -= depth->level > 0;
  } else if (opened && c != '!') {
    depth->level++;
    depth->state = IN_TAG;
  }
}

static void go_on_in_tag(struct dm_depth *depth, char c)
{
  if (c == '"' || c == '\'') {
    depth->quote = c;
    depth->state = IN_QUOTE;
  } else if (c == '>') {
    depth->level -= (depth->window >> 8 & 0xff) == '/' && depth->level > 0;
    depth->state = IN_TEXT;
  }
}

static bool ends(const struct dm_depth *depth, uint32_t mask, uint32_t bytes)
{
  return (depth->window & mask) == bytes;
}

static void go_on(struct dm_depth *depth, char c)
{
  switch (depth->state) {
  case IN_TEXT:
    go_on_in_text(depth, c);
    return;
  case IN_TAG:
    go_on_in_tag(depth, c);
    return;
  case IN_QUOTE:
    depth->state = c == depth->quote ? IN_TAG : IN_QUOTE;
    return;
  case IN_COMMENT:
    depth->state = ends(depth, 0xffffff, FOUR(0, '-', '-', '>')) ? IN_TEXT : IN_COMMENT;
    return;
  case IN_CDATA:
    depth->state = ends(depth, 0xffffff, FOUR(0, ']', ']', '>')) ? IN_TEXT : IN_CDATA;
    return;
  default:
    depth->state = ends(depth, 0xffff, FOUR(0, 0, '?', '>')) ? IN_TEXT : IN_INSTRUCTION;
  }
}

uint32_t dm_depth_feed(struct dm_depth *depth, struct dm_span bytes)
{
  uint32_t deepest = depth->level;
  for (size_t i = 0; i < bytes.size; i++) {
    char c = bytes.data[i];
    if (c == 0) { // every other byte of UTF-16
      continue;
    }
    depth->window = depth->window << 8 | (unsigned char)c;
    go_on(depth, c);
    deepest = depth->level > deepest ? depth->level : deepest;
  }
  return deepest;
}
