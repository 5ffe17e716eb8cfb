// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "quads.h"

#include "base/utf8.h"
#include "rdf/terms.h"
#include "rdf/writer.h"

#include <stdlib.h>
#include <string.h>

struct hearing {
  struct dm_arena *arena;
  struct dm_quads *quads;
};

static struct dm_span copy(struct dm_arena *arena, struct dm_span span)
{
  return span.size ? (struct dm_span){dm_arena_copy(arena, span.data, span.size), span.size} : (struct dm_span){0};
}

static struct dm_term copy_term(struct dm_arena *arena, const struct dm_term *term)
{
  return (struct dm_term){term->kind, copy(arena, term->value), copy(arena, term->datatype),
                          copy(arena, term->language)};
}

static void check_term(const struct dm_term *term)
{
  FUZZ_CHECK(dm_utf8_check(term->value) == term->value.size);
  FUZZ_CHECK(term->kind != DM_TERM_IRI || dm_term_is_iri(term->value));
  FUZZ_CHECK(term->kind != DM_TERM_BLANK || term->value.size > 0);
  FUZZ_CHECK(term->kind == DM_TERM_LITERAL || (term->datatype.size == 0 && term->language.size == 0));
  FUZZ_CHECK(term->datatype.size == 0 || term->language.size == 0);
  FUZZ_CHECK(term->datatype.size == 0 || dm_term_is_iri(term->datatype));
}

void fuzz_check_quad(const struct dm_quad *quad)
{
  check_term(&quad->subject);
  check_term(&quad->predicate);
  check_term(&quad->object);
  check_term(&quad->graph);
  FUZZ_CHECK(quad->subject.kind == DM_TERM_IRI || quad->subject.kind == DM_TERM_BLANK);
  FUZZ_CHECK(quad->predicate.kind == DM_TERM_IRI);
  FUZZ_CHECK(quad->object.kind != DM_TERM_NONE);
  FUZZ_CHECK(quad->graph.kind != DM_TERM_LITERAL);
}

static enum dm_status hear_quad(void *context, const struct dm_quad *quad)
{
  struct hearing *hearing = context;
  fuzz_check_quad(quad);
  struct dm_quads *out = hearing->quads;
  *DM_PUSH(hearing->arena, out->quad, out->count, out->capacity) =
      (struct dm_quad){copy_term(hearing->arena, &quad->subject), copy_term(hearing->arena, &quad->predicate),
                       copy_term(hearing->arena, &quad->object), copy_term(hearing->arena, &quad->graph)};
  return DM_OK;
}

enum dm_status fuzz_read_rdf(struct dm_span document, enum dm_rdf_format format, struct dm_arena *arena,
                             struct dm_quads *out)
{
  struct dm_diag diag = fuzz_diag();
  struct hearing hearing = {arena, out};
  char path[32];
  int fd = fuzz_file(document, path);
  FILE *file = fdopen(fd, "rb");
  FUZZ_CHECK(file);
  *out = (struct dm_quads){0};
  enum dm_status status =
      dm_rdf_read(file, format, DM_LITERAL("http://example.org/base/doc"), hear_quad, &hearing, &diag);
  fclose(file);
  FUZZ_CHECK((status == DM_OK) == (diag.errors == 0));
  dm_quads_sort(out);
  return status;
}

struct dm_span fuzz_write_rdf(const struct dm_quads *quads, enum dm_rdf_format format)
{
  char *bytes = NULL;
  size_t size;
  struct dm_diag diag = fuzz_diag();
  struct dm_resources resources = {0};
  struct dm_rdf_writer *writer;
  FILE *stream = open_memstream(&bytes, &size);
  FUZZ_CHECK(stream);
  FUZZ_CHECK(dm_rdf_writer_new(stream, format, &resources, &diag, &writer) == DM_OK);
  for (uint32_t i = 0; i < quads->count; i++) {
    FUZZ_CHECK(dm_rdf_writer_quad(writer, &quads->quad[i]) == DM_OK);
  }
  FUZZ_CHECK(dm_rdf_writer_finish(writer) == DM_OK);
  dm_rdf_writer_free(writer);
  fclose(stream);
  return (struct dm_span){bytes, size};
}

bool fuzz_quads_equal(const struct dm_quads *a, const struct dm_quads *b)
{
  bool equal = a->count == b->count;
  for (uint32_t i = 0; i < a->count && equal; i++) {
    equal = dm_quad_compare(&a->quad[i], &b->quad[i]) == 0;
  }
  return equal;
}

/// Whether raptor resolves an IRI to itself: it takes `http:a` for relative, and segments of dots out of absolute ones.
static bool is_stable(const struct dm_term *term)
{
  struct dm_span iri = term->kind == DM_TERM_LITERAL ? term->datatype : term->value;
  if ((term->kind != DM_TERM_IRI && term->kind != DM_TERM_LITERAL) || iri.size == 0) {
    return true;
  }
  const char *colon = memchr(iri.data, ':', iri.size);
  struct dm_span rest = colon ? (struct dm_span){colon, iri.size - (size_t)(colon - iri.data)} : (struct dm_span){0};
  return dm_span_starts(rest, DM_LITERAL("://")) && !memmem(iri.data, iri.size, "/.", 2);
}

/// What a format can hold.  raptor 2.0.15 reads no graph of TriG that a blank node names.
/// raptor's N-Triples and N-Quads take `rdf:_` only with a number behind it.
static bool is_odd_ordinal(const struct dm_term *term)
{
  static const char ordinal[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#_";
  return term->kind == DM_TERM_IRI && dm_span_starts(term->value, dm_span_of(ordinal));
}

static bool has_odd_ordinal(const struct dm_quad *quad)
{
  return is_odd_ordinal(&quad->subject) || is_odd_ordinal(&quad->predicate) || is_odd_ordinal(&quad->object) ||
         is_odd_ordinal(&quad->graph);
}

/// raptor's Turtle and TriG take these languages for directives.
static bool has_odd_language(const struct dm_quad *quad)
{
  struct dm_span language = quad->object.language;
  return dm_span_equal(language, DM_LITERAL("base")) || dm_span_equal(language, DM_LITERAL("prefix"));
}

static struct dm_quads fit_format(const struct dm_quads *quads, enum dm_rdf_format format, struct dm_arena *arena)
{
  struct dm_quads out = {0};
  bool graphs = format == DM_RDF_TRIG || format == DM_RDF_NQUADS;
  bool resolves = format == DM_RDF_TRIG || format == DM_RDF_TURTLE;
  for (uint32_t i = 0; i < quads->count; i++) {
    struct dm_quad quad = quads->quad[i];
    if (!graphs || (format == DM_RDF_TRIG && quad.graph.kind == DM_TERM_BLANK)) {
      quad.graph = (struct dm_term){0};
    }
    bool stable =
        is_stable(&quad.subject) && is_stable(&quad.predicate) && is_stable(&quad.object) && is_stable(&quad.graph);
    stable = stable && !has_odd_language(&quad);
    if ((stable || !resolves) && !has_odd_ordinal(&quad)) {
      *DM_PUSH(arena, out.quad, out.count, out.capacity) = quad;
    }
  }
  dm_quads_sort(&out);
  return out;
}

void fuzz_check_round_trip(const struct dm_quads *quads, size_t which, struct dm_arena *arena)
{
  static const enum dm_rdf_format written[FUZZ_WRITTEN] = {DM_RDF_TURTLE, DM_RDF_TRIG, DM_RDF_NQUADS, DM_RDF_NTRIPLES};
  enum dm_rdf_format format = written[which];
  struct dm_quads wanted = fit_format(quads, format, arena);
  struct dm_quads got;
  struct dm_span document = fuzz_write_rdf(&wanted, format);
  bool same = fuzz_read_rdf(document, format, arena, &got) == DM_OK && fuzz_quads_equal(&wanted, &got);
  if (!same) {
    fwrite(document.data, 1, document.size, stderr);
  }
  FUZZ_CHECK(same);
  free((void *)(uintptr_t)document.data);
}
