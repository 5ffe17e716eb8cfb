// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "rdf/terms.h"

#include "base/utf8.h"

#include <limits.h>
#include <string.h>

static const char *escape_of(char byte)
{
  switch (byte) {
  case '\b':
    return "\\b";
  case '\t':
    return "\\t";
  case '\n':
    return "\\n";
  case '\f':
    return "\\f";
  case '\r':
    return "\\r";
  case '"':
    return "\\\"";
  case '\\':
    return "\\\\";
  default:
    return NULL;
  }
}

static bool is_plain(char byte)
{
  unsigned char value = (unsigned char)byte;
  return value >= 0x20 && value != '"' && value != '\\' && value != 0x7F;
}

void dm_term_write_string(struct dm_span text, struct dm_buffer *out)
{
  dm_buffer_add_byte(out, '"');
  size_t at = 0;
  while (at < text.size) {
    size_t start = at;
    while (at < text.size && is_plain(text.data[at])) {
      at++;
    }
    dm_buffer_add(out, text.data + start, at - start);
    if (at < text.size) {
      const char *escape = escape_of(text.data[at]);
      if (escape) {
        dm_buffer_add_text(out, escape);
      } else {
        dm_buffer_printf(out, "\\u%04X", (unsigned)(unsigned char)text.data[at]);
      }
      at++;
    }
  }
  dm_buffer_add_byte(out, '"');
}

static void write_iri(struct dm_span iri, struct dm_buffer *out)
{
  dm_buffer_add_byte(out, '<');
  dm_buffer_add_span(out, iri);
  dm_buffer_add_byte(out, '>');
}

void dm_term_write(const struct dm_term *term, struct dm_buffer *out)
{
  switch (term->kind) {
  case DM_TERM_NONE:
    break;
  case DM_TERM_IRI:
    write_iri(term->value, out);
    break;
  case DM_TERM_BLANK:
    dm_buffer_add_text(out, "_:");
    dm_buffer_add_span(out, term->value);
    break;
  case DM_TERM_LITERAL:
    dm_term_write_string(term->value, out);
    if (term->language.size) {
      dm_buffer_add_byte(out, '@');
      dm_buffer_add_span(out, term->language);
    } else if (term->datatype.size) {
      dm_buffer_add_text(out, "^^");
      write_iri(term->datatype, out);
    }
    break;
  }
}

static bool is_scheme(struct dm_span iri)
{
  const char *colon = iri.size ? memchr(iri.data, ':', iri.size) : NULL;
  if (!colon || colon == iri.data) {
    return false;
  }
  for (const char *c = iri.data; c < colon; c++) {
    bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
    bool other = (*c >= '0' && *c <= '9') || *c == '+' || *c == '-' || *c == '.';
    if (!letter && !(other && c > iri.data)) {
      return false;
    }
  }
  return true;
}

bool dm_term_is_iri(struct dm_span iri)
{
  if (!is_scheme(iri) || dm_utf8_check(iri) != iri.size) {
    return false;
  }
  static const bool barred[UCHAR_MAX + 1] = {['<'] = true, ['>'] = true, ['"'] = true, ['{'] = true, ['}'] = true,
                                             ['|'] = true, ['^'] = true, ['`'] = true, ['\\'] = true};
  for (size_t i = 0; i < iri.size; i++) {
    unsigned char byte = (unsigned char)iri.data[i];
    if (byte <= 0x20 || barred[byte]) {
      return false;
    }
  }
  return true;
}
