// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "sparql/results.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "base/io.h"
#include "base/json.h"
#include "base/utf8.h"
#include "rdf/prefixes.h"
#include "rdf/terms.h"
#include "sparql/table.h"
#include "sparql/xml.h"

#include <stdlib.h>
#include <string.h>

struct dm_results_writer {
  FILE *stream;
  enum dm_results_format format;
  const char *const *variables;
  size_t count;
  uint64_t rows;
  struct dm_buffer line; ///< one row, written as a whole
  struct dm_results_table *table;
};

enum dm_status dm_results_format_named(const char *name, enum dm_results_format *out)
{
  static const char *const names[] = {[DM_RESULTS_TABLE] = "table",
                                      [DM_RESULTS_CSV] = "csv",
                                      [DM_RESULTS_TSV] = "tsv",
                                      [DM_RESULTS_JSON] = "json",
                                      [DM_RESULTS_XML] = "xml"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(names[i], name) == 0) {
      *out = (enum dm_results_format)i;
      return DM_OK;
    }
  }
  return DM_SKIP;
}

static void flush_line(struct dm_results_writer *writer)
{
  if (writer->line.size) {
    fwrite(writer->line.data, 1, writer->line.size, writer->stream);
  }
  dm_buffer_clear(&writer->line);
}

/* CSV (SPARQL 1.1 Query Results CSV and TSV Formats, section 3; RFC 4180). */

static void add_csv_field(struct dm_buffer *out, struct dm_span text)
{
  bool quoted = false;
  for (size_t i = 0; i < text.size && !quoted; i++) {
    quoted = strchr(",\"\r\n", text.data[i]) != NULL;
  }
  if (!quoted) {
    dm_buffer_add_span(out, text);
    return;
  }
  dm_buffer_add_byte(out, '"');
  for (size_t i = 0; i < text.size; i++) {
    if (text.data[i] == '"') {
      dm_buffer_add_byte(out, '"');
    }
    dm_buffer_add_byte(out, text.data[i]);
  }
  dm_buffer_add_byte(out, '"');
}

static void begin_csv(struct dm_results_writer *writer)
{
  for (size_t i = 0; i < writer->count; i++) {
    dm_buffer_add_text(&writer->line, i ? "," : "");
    dm_buffer_add_text(&writer->line, writer->variables[i]);
  }
  dm_buffer_add_text(&writer->line, "\r\n");
}

static void add_csv_row(struct dm_results_writer *writer, const struct dm_term *row)
{
  for (size_t i = 0; i < writer->count; i++) {
    dm_buffer_add_text(&writer->line, i ? "," : "");
    dm_buffer_add_text(&writer->line, row[i].kind == DM_TERM_BLANK ? "_:" : "");
    add_csv_field(&writer->line, row[i].value);
  }
  dm_buffer_add_text(&writer->line, "\r\n");
}

/* TSV (the same, section 4): terms as Turtle has them, in full, so that nothing is lost. */

static void begin_tsv(struct dm_results_writer *writer)
{
  for (size_t i = 0; i < writer->count; i++) {
    dm_buffer_printf(&writer->line, "%s?%s", i ? "\t" : "", writer->variables[i]);
  }
  dm_buffer_add_byte(&writer->line, '\n');
}

static void add_tsv_row(struct dm_results_writer *writer, const struct dm_term *row)
{
  for (size_t i = 0; i < writer->count; i++) {
    dm_buffer_add_text(&writer->line, i ? "\t" : "");
    dm_term_write(&row[i], &writer->line);
  }
  dm_buffer_add_byte(&writer->line, '\n');
}

/* JSON (SPARQL 1.1 Query Results JSON Format). */

static void begin_json(struct dm_results_writer *writer)
{
  struct dm_json json = {.out = &writer->line};
  dm_json_open(&json, '{');
  dm_json_key(&json, "head");
  dm_json_open(&json, '{');
  dm_json_key(&json, "vars");
  dm_json_open(&json, '[');
  for (size_t i = 0; i < writer->count; i++) {
    dm_json_string(&json, dm_span_of(writer->variables[i]));
  }
  dm_json_close(&json, ']');
  dm_json_close(&json, '}');
  dm_json_key(&json, "results");
  dm_json_open(&json, '{');
  dm_json_key(&json, "bindings");
  dm_json_open(&json, '[');
}

static void add_json_term(struct dm_json *json, const struct dm_term *term)
{
  static const char *const types[] = {[DM_TERM_IRI] = "uri", [DM_TERM_BLANK] = "bnode", [DM_TERM_LITERAL] = "literal"};
  dm_json_open(json, '{');
  dm_json_member(json, "type", dm_span_of(types[term->kind]));
  dm_json_key(json, "value");
  dm_json_string(json, term->value);
  dm_json_member(json, "xml:lang", term->language);
  if (!term->language.size) {
    dm_json_member(json, "datatype", term->datatype);
  }
  dm_json_close(json, '}');
}

static void add_json_row(struct dm_results_writer *writer, const struct dm_term *row)
{
  struct dm_json json = {.out = &writer->line};
  dm_buffer_add_text(&writer->line, writer->rows ? ",\n" : "\n");
  dm_json_open(&json, '{');
  for (size_t i = 0; i < writer->count; i++) {
    if (row[i].kind != DM_TERM_NONE) {
      dm_json_key(&json, writer->variables[i]);
      add_json_term(&json, &row[i]);
    }
  }
  dm_json_close(&json, '}');
}

/* All formats. */

enum dm_status dm_results_writer_new(FILE *stream, enum dm_results_format format, const char *const *variables,
                                     size_t count, struct dm_results_writer **out)
{
  struct dm_results_writer *writer = dm_malloc(sizeof *writer);
  *writer = (struct dm_results_writer){.stream = stream, .format = format, .variables = variables, .count = count};
  switch (format) {
  case DM_RESULTS_TABLE:
    writer->table = dm_results_table_new(variables, count);
    break;
  case DM_RESULTS_CSV:
    begin_csv(writer);
    break;
  case DM_RESULTS_TSV:
    begin_tsv(writer);
    break;
  case DM_RESULTS_JSON:
    begin_json(writer);
    break;
  case DM_RESULTS_XML:
    dm_results_xml_begin(&writer->line, variables, count);
    break;
  }
  flush_line(writer);
  *out = writer;
  return DM_OK;
}

void dm_results_writer_row(struct dm_results_writer *writer, const struct dm_term *row)
{
  switch (writer->format) {
  case DM_RESULTS_TABLE:
    dm_results_table_row(writer->table, row);
    break;
  case DM_RESULTS_CSV:
    add_csv_row(writer, row);
    break;
  case DM_RESULTS_TSV:
    add_tsv_row(writer, row);
    break;
  case DM_RESULTS_JSON:
    add_json_row(writer, row);
    break;
  case DM_RESULTS_XML:
    dm_results_xml_row(&writer->line, writer->variables, writer->count, row);
    break;
  }
  writer->rows++;
  flush_line(writer);
}

enum dm_status dm_results_writer_finish(struct dm_results_writer *writer, const volatile sig_atomic_t *stop)
{
  switch (writer->format) {
  case DM_RESULTS_TABLE:
    dm_results_table_write(writer->table, writer->stream, dm_io_columns(writer->stream), stop);
    break;
  case DM_RESULTS_JSON:
    dm_buffer_add_text(&writer->line, writer->rows ? "\n]}}\n" : "]}}\n");
    break;
  case DM_RESULTS_XML:
    dm_results_xml_end(&writer->line);
    break;
  default:
    break;
  }
  flush_line(writer);
  return ferror(writer->stream) ? DM_ERR_IO : DM_OK;
}

void dm_results_writer_free(struct dm_results_writer *writer)
{
  if (writer) {
    dm_results_table_free(writer->table);
    dm_buffer_free(&writer->line);
    free(writer);
  }
}

enum dm_status dm_results_write_boolean(FILE *stream, enum dm_results_format format, bool value)
{
  const char *word = value ? "true" : "false";
  struct dm_buffer line = {0};
  switch (format) {
  case DM_RESULTS_JSON:
    dm_buffer_printf(&line, "{\"head\":{},\"boolean\":%s}\n", word);
    break;
  case DM_RESULTS_XML:
    dm_results_xml_boolean(&line, value);
    break;
  case DM_RESULTS_CSV: // the Recommendation has none for ASK
    dm_buffer_printf(&line, "%s\r\n", word);
    break;
  default:
    dm_buffer_printf(&line, "%s\n", word);
    break;
  }
  bool written = fwrite(line.data, 1, line.size, stream) == line.size;
  dm_buffer_free(&line);
  return written ? DM_OK : DM_ERR_IO;
}
