// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Terms of any bytes as results of a query: JSON and XML read by other libraries give the values back, tables of text have
// a line a row.
#include "fuzz.h"

#include "base/utf8.h"
#include "graph/iri.h"
#include "graph/quad.h"
#include "sparql/results.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 3, ROWS = 64 };

static const char *const names[COLUMNS] = {"a", "b", "c"};

struct rows {
  struct dm_arena *arena;
  size_t count;
  struct dm_term cell[ROWS * COLUMNS];
};

/// Bytes as an IRI, or as the label of a blank node.
static struct dm_span make_name(struct dm_span bytes, const char *before, struct dm_arena *arena)
{
  struct dm_buffer name = {0};
  dm_buffer_add_text(&name, before);
  dm_iri_slug(bytes, &name);
  struct dm_span out = {dm_arena_copy(arena, name.data, name.size), name.size};
  dm_buffer_free(&name);
  return out;
}

static struct dm_span make_value(enum dm_term_kind kind, struct dm_span bytes, struct dm_arena *arena)
{
  switch (kind) {
  case DM_TERM_IRI:
    return make_name(bytes, "http://e/", arena);
  case DM_TERM_BLANK:
    return make_name(bytes, "", arena);
  default:
    return fuzz_utf8(bytes, arena);
  }
}

/// Fields end with U+0000: kind, value, datatype or language.
static void read_rows(struct dm_span rest, struct rows *out)
{
  size_t cells = 0;
  while (rest.size && cells < ROWS * COLUMNS) {
    struct dm_term *term = &out->cell[cells++];
    unsigned kind = fuzz_byte(&rest);
    *term = (struct dm_term){.kind = (enum dm_term_kind)(kind % 4)};
    if (term->kind != DM_TERM_NONE) {
      term->value = make_value(term->kind, fuzz_until(&rest, '\0'), out->arena);
    }
    if (term->kind == DM_TERM_LITERAL && kind & 4) {
      term->datatype = make_name(fuzz_until(&rest, '\0'), "http://e/", out->arena);
    } else if (term->kind == DM_TERM_LITERAL && kind & 8) {
      term->language = DM_LITERAL("en");
    }
  }
  out->count = (cells + COLUMNS - 1) / COLUMNS;
}

static struct dm_span write_rows(const struct rows *rows, enum dm_results_format format)
{
  char *bytes = NULL;
  size_t size = 0;
  struct dm_results_writer *writer;
  FILE *stream = open_memstream(&bytes, &size);
  FUZZ_CHECK(stream);
  FUZZ_CHECK(dm_results_writer_new(stream, format, names, COLUMNS, &writer) == DM_OK);
  for (size_t i = 0; i < rows->count; i++) {
    dm_results_writer_row(writer, &rows->cell[i * COLUMNS]);
  }
  FUZZ_CHECK(dm_results_writer_finish(writer, NULL) == DM_OK);
  dm_results_writer_free(writer);
  fclose(stream);
  return (struct dm_span){bytes, size};
}

static void check_json(const struct rows *rows, struct dm_span document)
{
  json_t *json = json_loadb(document.data, document.size, 0, NULL);
  json_t *bindings = json_object_get(json_object_get(json, "results"), "bindings");
  FUZZ_CHECK(json_array_size(bindings) == rows->count);
  for (size_t i = 0; i < rows->count * COLUMNS; i++) {
    json_t *cell = json_object_get(json_array_get(bindings, i / COLUMNS), names[i % COLUMNS]);
    FUZZ_CHECK((cell != NULL) == (rows->cell[i].kind != DM_TERM_NONE));
    if (cell) {
      FUZZ_CHECK(dm_span_equal(dm_span_of(json_string_value(json_object_get(cell, "value"))), rows->cell[i].value));
    }
  }
  json_decref(json);
}

static void check_xml(struct dm_span document)
{
  xmlDoc *parsed = xmlReadMemory(document.data, (int)document.size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
  FUZZ_CHECK(parsed);
  xmlFreeDoc(parsed);
}

/// Records of CSV (RFC 4180); a line break within quotation marks is none.
static size_t count_records(struct dm_span document)
{
  bool quoted = false;
  size_t records = 0;
  for (size_t i = 0; i < document.size; i++) {
    quoted ^= document.data[i] == '"';
    records += document.data[i] == '\n' && !quoted;
  }
  FUZZ_CHECK(!quoted);
  return records;
}

static size_t count_lines(struct dm_span document)
{
  size_t lines = 0;
  for (size_t i = 0; i < document.size; i++) {
    lines += document.data[i] == '\n';
  }
  return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static struct rows rows;
  rows = (struct rows){.arena = dm_arena_new()};
  read_rows(fuzz_span(data, size), &rows);
  for (int format = DM_RESULTS_TABLE; format <= DM_RESULTS_XML; format++) {
    struct dm_span document = write_rows(&rows, (enum dm_results_format)format);
    FUZZ_CHECK(dm_utf8_check(document) == document.size);
    if (format == DM_RESULTS_JSON) {
      check_json(&rows, document);
    } else if (format == DM_RESULTS_XML) {
      check_xml(document);
    } else if (format == DM_RESULTS_CSV) {
      FUZZ_CHECK(count_records(document) == rows.count + 1);
    } else if (format == DM_RESULTS_TSV) {
      FUZZ_CHECK(count_lines(document) == rows.count + 1);
    }
    free((void *)(uintptr_t)document.data);
  }
  dm_arena_free(rows.arena);
  return 0;
}
