// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file quad.h  RDF 1.1 terms and quads, as our own structs: what rdf/, store/, sparql/ and link/ speak.
*/
#ifndef DM_GRAPH_QUAD_H
#define DM_GRAPH_QUAD_H

#include "base/arena.h"
#include "base/span.h"

enum dm_term_kind { DM_TERM_NONE, DM_TERM_IRI, DM_TERM_BLANK, DM_TERM_LITERAL };

/// A term.  Borrowed bytes; valid UTF-8.
struct dm_term {
  enum dm_term_kind kind;  ///< DM_TERM_NONE: the default graph, or unbound
  struct dm_span value;    ///< IRI, label of a blank node without `_:`, or lexical form
  struct dm_span datatype; ///< IRI of a literal's datatype; empty for xsd:string and rdf:langString
  struct dm_span language; ///< lower case; empty for none
};

struct dm_quad {
  struct dm_term subject;
  struct dm_term predicate;
  struct dm_term object;
  struct dm_term graph; ///< DM_TERM_NONE: the default graph
};

/// Quads that grow in an arena.
struct dm_quads {
  uint32_t count;
  uint32_t capacity;
  struct dm_quad *quad; ///< [count]
};

struct dm_term dm_term_iri(struct dm_span iri);
struct dm_term dm_term_literal(struct dm_span value, struct dm_span datatype);
/// Order by kind, then value, datatype, language in byte order.
int dm_term_compare(const struct dm_term *a, const struct dm_term *b);
/// Order by graph, subject, predicate, object.
int dm_quad_compare(const struct dm_quad *a, const struct dm_quad *b);
/// Sort by dm_quad_compare() and drop repeats.
void dm_quads_sort(struct dm_quads *quads);

#endif
