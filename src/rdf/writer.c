// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "rdf/writer.h"

#include "base/fail.h"
#include "rdf/prefixes.h"
#include "rdf/terms.h"

#include <errno.h>
#include <serd/serd.h>
#include <stdlib.h>
#include <string.h>

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

struct dm_rdf_writer {
  FILE *stream;
  enum dm_rdf_format format;
  struct dm_arena *model;   ///< prefixes
  struct dm_arena *scratch; ///< one quad
  struct dm_prefixes prefixes;
  struct dm_buffer line; ///< one quad as a line
  SerdEnv *env;          ///< Turtle and TriG, else NULL
  SerdWriter *serd;
  int failed; ///< errno of the first write that failed
};

static bool is_pretty(enum dm_rdf_format format) { return format == DM_RDF_TURTLE || format == DM_RDF_TRIG; }

static bool has_graphs(enum dm_rdf_format format) { return format == DM_RDF_TRIG || format == DM_RDF_NQUADS; }

static size_t write_bytes(const void *bytes, size_t size, void *context)
{
  struct dm_rdf_writer *writer = context;
  size_t written = fwrite(bytes, 1, size, writer->stream);
  if (written < size && !writer->failed) {
    writer->failed = errno ? errno : EIO;
  }
  return written;
}

/// What became of the writes so far; the words come when the stream is closed.
static enum dm_status written_status(const struct dm_rdf_writer *writer)
{
  if (!writer->failed) {
    return DM_OK;
  }
  return writer->failed == EPIPE ? DM_SKIP : DM_ERR_IO;
}

/// serd's complaints are of the stream alone: terms have been checked when they were made.
static SerdStatus hear_error(void *context, const SerdError *error)
{
  struct dm_rdf_writer *writer = context;
  if (!writer->failed && error->status != SERD_SUCCESS) {
    writer->failed = EIO;
  }
  return SERD_SUCCESS;
}

static SerdNode make_node(struct dm_rdf_writer *writer, SerdType type, struct dm_span value)
{
  const char *copy = dm_arena_copy(writer->scratch, value.data, value.size);
  return (SerdNode){.buf = (const uint8_t *)copy, .n_bytes = value.size, .n_chars = value.size, .type = type};
}

static SerdNode make_iri(struct dm_rdf_writer *writer, struct dm_span iri)
{
  struct dm_span local;
  const struct dm_prefix *prefix = dm_prefixes_split(&writer->prefixes, iri, &local);
  if (!prefix) {
    return make_node(writer, SERD_URI, iri);
  }
  char *text = dm_arena_alloc(writer->scratch, prefix->name.size + local.size + 2);
  memcpy(text, prefix->name.data, prefix->name.size);
  text[prefix->name.size] = ':';
  memcpy(text + prefix->name.size + 1, local.data, local.size);
  return make_node(writer, SERD_CURIE, (struct dm_span){text, prefix->name.size + local.size + 1});
}

static bool is_number(struct dm_span text, bool fraction)
{
  size_t at = text.size && (text.data[0] == '-' || text.data[0] == '+');
  size_t digits = 0;
  size_t dots = 0;
  for (; at < text.size; at++) {
    digits += text.data[at] >= '0' && text.data[at] <= '9';
    dots += text.data[at] == '.';
  }
  bool whole = digits + dots + (text.data[0] == '-' || text.data[0] == '+') == text.size;
  return whole && digits > 0 && dots == (fraction ? 1U : 0U) && text.data[text.size - 1] != '.';
}

/// May the literal stand bare, as Turtle's grammar (rules 19, 20, 133s) has it?
static bool is_bare(const struct dm_term *term)
{
  if (!term->value.size) {
    return false;
  }
  if (dm_span_equal(term->datatype, DM_LITERAL(DM_XSD "integer"))) {
    return is_number(term->value, false);
  }
  if (dm_span_equal(term->datatype, DM_LITERAL(DM_XSD "decimal"))) {
    return is_number(term->value, true);
  }
  return dm_span_equal(term->datatype, DM_LITERAL(DM_XSD "boolean")) &&
         (dm_span_equal(term->value, DM_LITERAL("true")) || dm_span_equal(term->value, DM_LITERAL("false")));
}

static SerdNode make_term(struct dm_rdf_writer *writer, const struct dm_term *term)
{
  switch (term->kind) {
  case DM_TERM_IRI:
    return make_iri(writer, term->value);
  case DM_TERM_BLANK:
    return make_node(writer, SERD_BLANK, term->value);
  case DM_TERM_LITERAL:
    return make_node(writer, SERD_LITERAL, term->value);
  default:
    return SERD_NODE_NULL;
  }
}

/// serd leaves the quotation marks of an xsd number away where the datatype comes as a full IRI, whatever the text is.
static SerdNode make_datatype(struct dm_rdf_writer *writer, const struct dm_term *term)
{
  if (!term->datatype.size || term->language.size) {
    return SERD_NODE_NULL;
  }
  return is_bare(term) ? make_node(writer, SERD_URI, term->datatype) : make_iri(writer, term->datatype);
}

static void write_pretty(struct dm_rdf_writer *writer, const struct dm_quad *quad)
{
  dm_arena_reset(writer->scratch);
  bool named = writer->format == DM_RDF_TRIG && quad->graph.kind != DM_TERM_NONE;
  SerdNode graph = named ? make_term(writer, &quad->graph) : SERD_NODE_NULL;
  SerdNode subject = make_term(writer, &quad->subject);
  SerdNode predicate = dm_span_equal(quad->predicate.value, DM_LITERAL(RDF "type"))
                           ? make_node(writer, SERD_URI, quad->predicate.value) // which serd writes `a`
                           : make_term(writer, &quad->predicate);
  SerdNode object = make_term(writer, &quad->object);
  SerdNode datatype = make_datatype(writer, &quad->object);
  SerdNode language =
      quad->object.language.size ? make_node(writer, SERD_LITERAL, quad->object.language) : SERD_NODE_NULL;
  SerdStatus status = serd_writer_write_statement(writer->serd, 0, named ? &graph : NULL, &subject, &predicate, &object,
                                                  datatype.buf ? &datatype : NULL, language.buf ? &language : NULL);
  if (status != SERD_SUCCESS && !writer->failed) {
    writer->failed = EIO;
  }
}

static void write_line(struct dm_rdf_writer *writer, const struct dm_quad *quad)
{
  struct dm_buffer *line = &writer->line;
  dm_buffer_clear(line);
  dm_term_write(&quad->subject, line);
  dm_buffer_add_byte(line, ' ');
  dm_term_write(&quad->predicate, line);
  dm_buffer_add_byte(line, ' ');
  dm_term_write(&quad->object, line);
  if (has_graphs(writer->format) && quad->graph.kind != DM_TERM_NONE) {
    dm_buffer_add_byte(line, ' ');
    dm_term_write(&quad->graph, line);
  }
  dm_buffer_add_text(line, " .\n");
  write_bytes(line->data, line->size, writer);
}

static void begin_pretty(struct dm_rdf_writer *writer)
{
  writer->env = serd_env_new(NULL);
  writer->serd = serd_writer_new(writer->format == DM_RDF_TRIG ? SERD_TRIG : SERD_TURTLE,
                                 SERD_STYLE_ABBREVIATED | SERD_STYLE_BULK, writer->env, NULL, write_bytes, writer);
  if (!writer->env || !writer->serd) {
    dm_fail("out of memory");
  }
  serd_writer_set_error_sink(writer->serd, hear_error, writer);
  for (uint32_t i = 0; i < writer->prefixes.count; i++) {
    SerdNode name = make_node(writer, SERD_LITERAL, writer->prefixes.prefix[i].name);
    SerdNode iri = make_node(writer, SERD_URI, writer->prefixes.prefix[i].iri);
    serd_writer_set_prefix(writer->serd, &name, &iri);
  }
}

enum dm_status dm_rdf_writer_new(FILE *stream, enum dm_rdf_format format, const struct dm_resources *resources,
                                 struct dm_diag *diag, struct dm_rdf_writer **out)
{
  if (format == DM_RDF_RDFXML) {
    dm_diag_error(diag, "RDF/XML is read, not written");
    return DM_ERR_FORMAT;
  }
  struct dm_rdf_writer *writer = dm_malloc(sizeof *writer);
  *writer =
      (struct dm_rdf_writer){.stream = stream, .format = format, .model = dm_arena_new(), .scratch = dm_arena_new()};
  enum dm_status status = DM_OK;
  if (is_pretty(format)) {
    status = dm_prefixes_load(resources, writer->model, diag, &writer->prefixes);
  }
  if (status != DM_OK) {
    dm_rdf_writer_free(writer);
    return status;
  }
  if (is_pretty(format)) {
    begin_pretty(writer);
  }
  *out = writer;
  return DM_OK;
}

enum dm_status dm_rdf_writer_quad(void *context, const struct dm_quad *quad)
{
  struct dm_rdf_writer *writer = context;
  if (writer->serd) {
    write_pretty(writer, quad);
  } else {
    write_line(writer, quad);
  }
  return written_status(writer);
}

enum dm_status dm_rdf_writer_finish(struct dm_rdf_writer *writer)
{
  if (writer->serd) {
    serd_writer_finish(writer->serd);
  }
  errno = 0;
  if (fflush(writer->stream) != 0 && !writer->failed) {
    writer->failed = errno ? errno : EIO;
  }
  return written_status(writer);
}

void dm_rdf_writer_free(struct dm_rdf_writer *writer)
{
  if (!writer) {
    return;
  }
  serd_writer_free(writer->serd);
  serd_env_free(writer->env);
  dm_buffer_free(&writer->line);
  dm_arena_free(writer->scratch);
  dm_arena_free(writer->model);
  free(writer);
}
