// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "sparql/xml.h"

#include "base/utf8.h"

#define HEAD                                                                                                           \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n  <head>\n"

/// XML 1.0, production 2.
static bool is_xml_char(uint32_t code)
{
  return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xD800) ||
         (code >= 0xE000 && code < 0xFFFE) || (code >= 0x10000 && code <= 0x10FFFF);
}

static const char *entity_of(uint32_t code)
{
  switch (code) {
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '&':
    return "&amp;";
  case '"':
    return "&quot;";
  case '\r': // a parser would make it a line feed
    return "&#13;";
  case '\t': // and these a space in an attribute
    return "&#9;";
  case '\n':
    return "&#10;";
  default:
    return is_xml_char(code) ? NULL : "\xEF\xBF\xBD";
  }
}

static void add_text(struct dm_buffer *out, struct dm_span text)
{
  size_t at = 0;
  while (at < text.size) {
    uint32_t code;
    size_t size = dm_utf8_decode(text, at, &code);
    const char *entity = entity_of(code);
    if (entity) {
      dm_buffer_add_text(out, entity);
    } else {
      dm_buffer_add(out, text.data + at, size);
    }
    at += size;
  }
}

void dm_results_xml_begin(struct dm_buffer *out, const char *const *variables, size_t count)
{
  dm_buffer_add_text(out, HEAD);
  for (size_t i = 0; i < count; i++) {
    dm_buffer_add_text(out, "    <variable name=\"");
    add_text(out, dm_span_of(variables[i]));
    dm_buffer_add_text(out, "\"/>\n");
  }
  dm_buffer_add_text(out, "  </head>\n  <results>\n");
}

static void add_attribute(struct dm_buffer *out, const char *name, struct dm_span value)
{
  dm_buffer_printf(out, " %s=\"", name);
  add_text(out, value);
  dm_buffer_add_byte(out, '"');
}

static void add_term(struct dm_buffer *out, const struct dm_term *term)
{
  static const char *const elements[] = {
      [DM_TERM_IRI] = "uri", [DM_TERM_BLANK] = "bnode", [DM_TERM_LITERAL] = "literal"};
  const char *element = elements[term->kind];
  dm_buffer_printf(out, "<%s", element);
  if (term->language.size) {
    add_attribute(out, "xml:lang", term->language);
  } else if (term->datatype.size) {
    add_attribute(out, "datatype", term->datatype);
  }
  dm_buffer_add_byte(out, '>');
  add_text(out, term->value);
  dm_buffer_printf(out, "</%s>", element);
}

void dm_results_xml_row(struct dm_buffer *out, const char *const *variables, size_t count, const struct dm_term *row)
{
  dm_buffer_add_text(out, "    <result>\n");
  for (size_t i = 0; i < count; i++) {
    if (row[i].kind != DM_TERM_NONE) {
      dm_buffer_add_text(out, "      <binding");
      add_attribute(out, "name", dm_span_of(variables[i]));
      dm_buffer_add_byte(out, '>');
      add_term(out, &row[i]);
      dm_buffer_add_text(out, "</binding>\n");
    }
  }
  dm_buffer_add_text(out, "    </result>\n");
}

void dm_results_xml_end(struct dm_buffer *out) { dm_buffer_add_text(out, "  </results>\n</sparql>\n"); }

void dm_results_xml_boolean(struct dm_buffer *out, bool value)
{
  dm_buffer_add_text(out, HEAD);
  dm_buffer_printf(out, "  </head>\n  <boolean>%s</boolean>\n</sparql>\n", value ? "true" : "false");
}
