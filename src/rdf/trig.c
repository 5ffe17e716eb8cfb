// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "rdf/trig.h"

#include <string.h>

enum { IN_TEXT, IN_COMMENT, IN_IRI, IN_MARKS, IN_STRING };
enum { NOT_EMPTY, OPENED, EMPTY }; // of an IRI: nothing, `<`, `<>`

/// @return whether a `{` follows `<>`
static bool take_text(struct dm_trig *trig, char c)
{
  bool found = c == '{' && trig->empty == EMPTY;
  if (trig->escaped) {
    trig->escaped = false;
    return false;
  }
  if (c != '#' && !memchr(" \t\r\n", c, 4)) {
    trig->empty = NOT_EMPTY;
  }
  switch (c) {
  case '#':
    trig->state = IN_COMMENT;
    break;
  case '<':
    trig->state = IN_IRI;
    trig->empty = OPENED;
    break;
  case '"':
  case '\'':
    trig->state = IN_MARKS;
    trig->quote = c;
    trig->run = 1;
    break;
  case '\\':
    trig->escaped = true;
    break;
  default:
    break;
  }
  return found;
}

static void take_iri(struct dm_trig *trig, char c)
{
  if (c == '>') {
    trig->state = IN_TEXT;
    trig->empty = trig->empty == OPENED ? EMPTY : NOT_EMPTY;
  } else {
    trig->empty = NOT_EMPTY;
  }
}

static void take_string(struct dm_trig *trig, char c)
{
  if (trig->escaped) {
    trig->escaped = false;
    trig->run = 0;
  } else if (c == '\\') {
    trig->escaped = true;
  } else if (c != trig->quote) {
    trig->run = 0;
  } else if (!trig->is_long || ++trig->run == 3) {
    trig->state = IN_TEXT;
  }
}

/// One mark begins a string, two are an empty one, three begin one that ends with three.
/// @return whether `c` has been taken
static bool take_mark(struct dm_trig *trig, char c)
{
  if (c == trig->quote && ++trig->run < 3) {
    return true;
  }
  trig->state = trig->run == 2 ? IN_TEXT : IN_STRING;
  trig->is_long = trig->run == 3;
  trig->run = 0;
  return trig->is_long;
}

static bool take_byte(struct dm_trig *trig, char c)
{
  if (trig->state == IN_MARKS && take_mark(trig, c)) {
    return false;
  }
  switch (trig->state) {
  case IN_COMMENT:
    trig->state = c == '\n' || c == '\r' ? IN_TEXT : IN_COMMENT;
    return false;
  case IN_IRI:
    take_iri(trig, c);
    return false;
  case IN_STRING:
    take_string(trig, c);
    return false;
  default:
    return take_text(trig, c);
  }
}

bool dm_trig_feed(struct dm_trig *trig, struct dm_span bytes)
{
  bool found = false;
  for (size_t i = 0; i < bytes.size && !found; i++) {
    found = take_byte(trig, bytes.data[i]);
  }
  return found;
}
