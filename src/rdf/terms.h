// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file terms.h  Terms as N-Triples writes them, and what makes an IRI well-formed.
*/
#ifndef DM_RDF_TERMS_H
#define DM_RDF_TERMS_H

#include "base/buffer.h"
#include "graph/quad.h"

#define DM_XSD "http://www.w3.org/2001/XMLSchema#"

/// A term in canonical form (RDF Dataset Canonicalization 1.0, section 5): minimal escapes, no xsd:string.
void dm_term_write(const struct dm_term *term, struct dm_buffer *out);
/// The literal's text between quotation marks, in canonical form.
void dm_term_write_string(struct dm_span text, struct dm_buffer *out);
/// Absolute, and of the characters which IRIREF takes unescaped (RDF 1.1 Turtle, rule 18); valid UTF-8.
bool dm_term_is_iri(struct dm_span iri);

#endif
