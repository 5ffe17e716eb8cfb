// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "rdf/reader.h"

#include "base/fail.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "rdf/depth.h"
#include "rdf/language.h"
#include "rdf/nul.h"
#include "rdf/terms.h"
#include "rdf/trig.h"

#include <assert.h>
#include <errno.h>
#include <raptor2.h>
#include <stdlib.h>
#include <string.h>

enum {
  CHUNK = 1 << 16,
  IRI_LIMIT = (1 << 16) - 1,
  LITERAL_LIMIT = 1 << 24,
  LINE_LIMIT = 1 << 26,
  DEPTH_LIMIT = 256, ///< of XML elements; raptor's time grows with its square
  LABEL_HEX = 32,    ///< of a skolemised label
};
#define LABEL_PREFIX "dm"

struct reader {
  FILE *file;
  off_t start; ///< where the document begins in `file`
  enum dm_rdf_format format;
  dm_quad_sink *sink;
  void *context;
  struct dm_diag *diag;
  struct dm_arena *scratch; ///< one quad
  raptor_world *world;
  raptor_parser *parser;
  enum dm_status status; ///< the first that was not DM_OK
  uint64_t generated;    ///< blank nodes without a label so far
  bool hashed;
  char scope[DM_SHA256_HEX + 1]; ///< of the whole document, once `hashed`
  struct dm_depth depth;
  struct dm_trig trig;
  struct dm_nul nul;
};

static uint64_t current_line(const struct reader *reader)
{
  raptor_locator *locator = reader->parser ? raptor_parser_get_locator(reader->parser) : NULL;
  return locator && locator->line > 0 ? (uint64_t)locator->line : 0;
}

/// Only the first trouble is said: what follows comes of it.
static void fail(struct reader *reader, enum dm_status status, const char *words)
{
  if (reader->status == DM_OK) {
    reader->status = status;
    dm_diag_say(reader->diag, DM_ERROR, current_line(reader), "%s", words);
    raptor_parser_parse_abort(reader->parser);
  }
}

static void hear_message(void *context, raptor_log_message *message)
{
  struct reader *reader = context;
  int line = message->locator ? message->locator->line : 0;
  uint64_t at = line > 0 ? (uint64_t)line : current_line(reader);
  if (reader->status != DM_OK) {
    return;
  }
  if (message->level >= RAPTOR_LOG_LEVEL_ERROR) {
    reader->status = DM_ERR_FORMAT;
    dm_diag_say(reader->diag, DM_ERROR, at, "%s", message->text);
  } else if (message->level == RAPTOR_LOG_LEVEL_WARN) {
    dm_diag_say(reader->diag, DM_WARNING, at, "%s", message->text);
  }
}

/// SHA-256 chained over blocks of the document, so that no more than a block is held.
static void hash_document(struct reader *reader)
{
  char block[DM_SHA256_HEX + CHUNK];
  off_t here = ftello(reader->file);
  memset(reader->scope, '0', DM_SHA256_HEX);
  if (here < 0 || fseeko(reader->file, reader->start, SEEK_SET) != 0) {
    fail(reader, DM_ERR_IO, "the file cannot be read twice");
    return;
  }
  size_t got;
  while ((got = fread(block + DM_SHA256_HEX, 1, CHUNK, reader->file)) > 0) {
    memcpy(block, reader->scope, DM_SHA256_HEX);
    dm_sha256_hex((struct dm_span){block, DM_SHA256_HEX + got}, reader->scope);
  }
  if (ferror(reader->file) || fseeko(reader->file, here, SEEK_SET) != 0) {
    fail(reader, DM_ERR_IO, "cannot read");
  }
  reader->hashed = true;
}

static bool is_skolemised(struct dm_span label)
{
  struct dm_span prefix = DM_LITERAL(LABEL_PREFIX);
  if (label.size != prefix.size + LABEL_HEX || !dm_span_starts(label, prefix)) {
    return false;
  }
  for (size_t i = prefix.size; i < label.size; i++) {
    if (!memchr("0123456789abcdef", label.data[i], 16)) {
      return false;
    }
  }
  return true;
}

/// A label of this document to one of the world; what has been through here before stays as it is.
static struct dm_span skolemise(struct reader *reader, struct dm_span label)
{
  if (is_skolemised(label)) {
    return label;
  }
  if (!reader->hashed) {
    hash_document(reader);
  }
  struct dm_buffer whole = {0};
  char hex[DM_SHA256_HEX + 1];
  dm_buffer_add(&whole, reader->scope, DM_SHA256_HEX);
  dm_buffer_add_span(&whole, label);
  dm_sha256_hex(dm_buffer_span(&whole), hex);
  dm_buffer_clear(&whole);
  dm_buffer_add_text(&whole, LABEL_PREFIX);
  dm_buffer_add(&whole, hex, LABEL_HEX);
  struct dm_span out = {dm_arena_copy(reader->scratch, whole.data, whole.size), whole.size};
  dm_buffer_free(&whole);
  return out;
}

/// raptor asks for labels of nodes that have none; a blank keeps ours apart from any in the document.
static unsigned char *make_label(void *context, unsigned char *given)
{
  struct reader *reader = context;
  if (given) {
    return given;
  }
  char text[32];
  int size = snprintf(text, sizeof text, " %llu", (unsigned long long)reader->generated++);
  unsigned char *label = raptor_alloc_memory((size_t)size + 1);
  if (label) {
    memcpy(label, text, (size_t)size + 1);
  } else {
    dm_fail("out of memory");
  }
  return label;
}

static struct dm_span iri_span(raptor_uri *uri)
{
  size_t size;
  const unsigned char *text = raptor_uri_as_counted_string(uri, &size);
  return (struct dm_span){(const char *)text, size};
}

static struct dm_span checked_iri(struct reader *reader, raptor_uri *uri)
{
  struct dm_span iri = iri_span(uri);
  if (iri.size > IRI_LIMIT) {
    fail(reader, DM_ERR_LIMIT, "an IRI is longer than 65535 bytes");
  } else if (!dm_term_is_iri(iri)) {
    char words[200];
    snprintf(words, sizeof words, "not an absolute IRI: <%.*s>", iri.size > 120 ? 120 : (int)iri.size, iri.data);
    fail(reader, DM_ERR_FORMAT, words);
  }
  return iri;
}

/// Lower case; letters, then groups of letters and digits after hyphens (Turtle, rule 144s).
static struct dm_span checked_language(struct reader *reader, const char *tag)
{
  size_t size = strlen(tag);
  char *lower = dm_arena_copy(reader->scratch, tag, size);
  bool good = size > 0;
  bool first = true;
  for (size_t i = 0; i < size && good; i++) {
    char *c = &lower[i];
    *c = (char)(*c >= 'A' && *c <= 'Z' ? *c + ('a' - 'A') : *c);
    bool hyphen = *c == '-';
    good = (*c >= 'a' && *c <= 'z') || (!first && *c >= '0' && *c <= '9') ||
           (hyphen && i > 0 && i + 1 < size && lower[i - 1] != '-');
    first = first && !hyphen;
  }
  if (!good) {
    fail(reader, DM_ERR_FORMAT, "not a language tag");
  }
  return (struct dm_span){lower, size};
}

static struct dm_term convert_literal(struct reader *reader, const raptor_term_literal_value *literal)
{
  struct dm_term out = {.kind = DM_TERM_LITERAL, .value = {(const char *)literal->string, literal->string_len}};
  if (out.value.size > LITERAL_LIMIT) {
    fail(reader, DM_ERR_LIMIT, "a literal is longer than 16 MiB");
  } else if (dm_utf8_check(out.value) != out.value.size) {
    fail(reader, DM_ERR_FORMAT, "a literal is not UTF-8");
  } else if (out.value.size && memchr(out.value.data, 0, out.value.size)) {
    fail(reader, DM_ERR_FORMAT, "a literal has the character U+0000");
  }
  if (literal->language) {
    out.language = checked_language(reader, (const char *)literal->language);
  } else if (literal->datatype) {
    struct dm_span datatype = checked_iri(reader, literal->datatype);
    if (!dm_span_equal(datatype, DM_LITERAL(DM_XSD "string"))) {
      out.datatype = datatype;
    }
  }
  return out;
}

static struct dm_term convert_term(struct reader *reader, const raptor_term *term)
{
  switch (term ? term->type : RAPTOR_TERM_TYPE_UNKNOWN) {
  case RAPTOR_TERM_TYPE_URI:
    return (struct dm_term){.kind = DM_TERM_IRI, .value = checked_iri(reader, term->value.uri)};
  case RAPTOR_TERM_TYPE_BLANK: {
    struct dm_span label = {(const char *)term->value.blank.string, term->value.blank.string_len};
    return (struct dm_term){.kind = DM_TERM_BLANK, .value = skolemise(reader, label)};
  }
  case RAPTOR_TERM_TYPE_LITERAL:
    return convert_literal(reader, &term->value.literal);
  default:
    return (struct dm_term){0};
  }
}

static void take_statement(void *context, raptor_statement *statement)
{
  struct reader *reader = context;
  if (reader->status != DM_OK) {
    return;
  }
  dm_arena_reset(reader->scratch);
  struct dm_quad quad = {.subject = convert_term(reader, statement->subject),
                         .predicate = convert_term(reader, statement->predicate),
                         .object = convert_term(reader, statement->object),
                         .graph = convert_term(reader, statement->graph)};
  bool positions = (quad.subject.kind == DM_TERM_IRI || quad.subject.kind == DM_TERM_BLANK) &&
                   quad.predicate.kind == DM_TERM_IRI && quad.object.kind != DM_TERM_NONE &&
                   quad.graph.kind != DM_TERM_LITERAL;
  if (!positions) {
    fail(reader, DM_ERR_FORMAT, "a term stands where RDF does not allow it");
  }
  if (reader->status == DM_OK) {
    reader->status = reader->sink(reader->context, &quad);
    if (reader->status != DM_OK) {
      raptor_parser_parse_abort(reader->parser);
    }
  }
}

/// Lines are held whole by the parser: no file may make one of them as long as it likes.
static void check_lines(struct reader *reader, const char *chunk, size_t size, size_t *line)
{
  if (reader->format != DM_RDF_NQUADS && reader->format != DM_RDF_NTRIPLES) {
    return;
  }
  size_t tail = 0;
  while (tail < size && chunk[size - 1 - tail] != '\n') {
    tail++;
  }
  *line = tail == size ? *line + size : tail;
  if (*line > LINE_LIMIT) {
    fail(reader, DM_ERR_LIMIT, "a line is longer than 64 MiB");
  }
}

static void check_depth(struct reader *reader, const char *chunk, size_t size)
{
  if (reader->format == DM_RDF_RDFXML && dm_depth_feed(&reader->depth, (struct dm_span){chunk, size}) > DEPTH_LIMIT) {
    fail(reader, DM_ERR_LIMIT, "elements nest deeper than 256");
  }
}

static void check_graphs(struct reader *reader, const char *chunk, size_t size)
{
  if (reader->format == DM_RDF_TRIG && dm_trig_feed(&reader->trig, (struct dm_span){chunk, size})) {
    fail(reader, DM_ERR_FORMAT, "a graph is named <>: write its IRI out");
  }
}

static void parse_bytes(struct reader *reader, const char *bytes, size_t size)
{
  if (reader->status == DM_OK &&
      raptor_parser_parse_chunk(reader->parser, (const unsigned char *)bytes, size, 0) != 0) {
    fail(reader, DM_ERR_FORMAT, "this is not in the format it should have");
  }
}

static void parse_chunks(struct reader *reader)
{
  char *chunk = dm_malloc(CHUNK);
  size_t line = 0;
  size_t got;
  while (reader->status == DM_OK && (got = fread(chunk, 1, CHUNK, reader->file)) > 0) {
    check_lines(reader, chunk, got, &line);
    check_depth(reader, chunk, got);
    check_graphs(reader, chunk, got);
    size_t before = reader->format == DM_RDF_RDFXML ? got : dm_nul_feed(&reader->nul, (struct dm_span){chunk, got});
    parse_bytes(reader, chunk, before);
    if (before < got) {
      fail(reader, DM_ERR_FORMAT, "U+0000 cannot be read");
    }
  }
  if (ferror(reader->file)) {
    fail(reader, DM_ERR_IO, strerror(errno));
  }
  if (reader->status == DM_OK && raptor_parser_parse_chunk(reader->parser, NULL, 0, 1) != 0) {
    fail(reader, DM_ERR_FORMAT, "the document ends too early");
  }
  free(chunk);
}

static const char *const parser_names[] = {[DM_RDF_TURTLE] = "turtle",
                                           [DM_RDF_TRIG] = "trig",
                                           [DM_RDF_NQUADS] = "nquads",
                                           [DM_RDF_NTRIPLES] = "ntriples",
                                           [DM_RDF_RDFXML] = "rdfxml"};

static void parse_document(struct reader *reader, struct dm_span base)
{
  raptor_uri *uri = raptor_new_uri_from_counted_string(reader->world, (const unsigned char *)base.data, base.size);
  raptor_parser_set_statement_handler(reader->parser, reader, take_statement);
  raptor_parser_set_option(reader->parser, RAPTOR_OPTION_NO_NET, NULL, 1);
  raptor_parser_set_option(reader->parser, RAPTOR_OPTION_NO_FILE, NULL, 1);
  raptor_parser_set_option(reader->parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL, 0);
  if (!uri || raptor_parser_parse_start(reader->parser, uri) != 0) {
    fail(reader, DM_ERR_FORMAT, "reading cannot begin");
  } else {
    parse_chunks(reader);
  }
  raptor_free_uri(uri);
}

static void run_parser(struct reader *reader, struct dm_span base)
{
  reader->world = raptor_new_world();
  if (!reader->world || raptor_world_open(reader->world) != 0) {
    dm_fail("raptor cannot begin");
  }
  raptor_world_set_log_handler(reader->world, reader, hear_message);
  raptor_world_set_generate_bnodeid_handler(reader->world, reader, make_label);
  reader->parser = raptor_new_parser(reader->world, parser_names[reader->format]);
  if (!reader->parser) {
    dm_fail("raptor has no such parser");
  }
  parse_document(reader, base);
  raptor_free_parser(reader->parser);
  raptor_free_world(reader->world);
}

/// Standard input and pipes cannot be read twice: a copy in an unlinked file can.
static enum dm_status spool(FILE *file, struct dm_diag *diag, FILE **out)
{
  char block[CHUNK];
  size_t got;
  FILE *copy = tmpfile();
  while (copy && (got = fread(block, 1, sizeof block, file)) > 0) {
    if (fwrite(block, 1, got, copy) < got) {
      break;
    }
  }
  if (!copy || ferror(file) || ferror(copy) || fflush(copy) != 0) {
    dm_diag_error(diag, "cannot copy the input: %s", strerror(errno));
    if (copy) {
      fclose(copy);
    }
    return DM_ERR_IO;
  }
  rewind(copy);
  *out = copy;
  return DM_OK;
}

enum dm_status dm_rdf_read(FILE *file, enum dm_rdf_format format, struct dm_span base, dm_quad_sink *sink,
                           void *context, struct dm_diag *diag)
{
  assert(base.size > 0);
  FILE *copy = NULL;
  off_t start = ftello(file);
  if (start < 0) {
    DM_TRY(spool(file, diag, &copy));
    start = 0;
  }
  struct reader reader = {.file = copy ? copy : file,
                          .start = start,
                          .format = format,
                          .sink = sink,
                          .context = context,
                          .diag = diag,
                          .scratch = dm_arena_new(),
                          .status = DM_OK};
  dm_language_mend();
  run_parser(&reader, base);
  dm_arena_free(reader.scratch);
  if (copy) {
    fclose(copy);
  }
  return reader.status;
}
