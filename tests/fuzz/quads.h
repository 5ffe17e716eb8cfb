// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file quads.h  Documents of RDF to quads and back, and the properties of both ways.
*/
#ifndef DM_FUZZ_QUADS_H
#define DM_FUZZ_QUADS_H

#include "fuzz.h"
#include "rdf/reader.h"

/// Read a document; its quads, sorted, are in `arena`.
enum dm_status fuzz_read_rdf(struct dm_span document, enum dm_rdf_format format, struct dm_arena *arena,
                             struct dm_quads *out);
/// Write quads as a document; free() its bytes.
struct dm_span fuzz_write_rdf(const struct dm_quads *quads, enum dm_rdf_format format);
/// Write quads in one of the FUZZ_WRITTEN formats that are written: what is read from there is the same.
void fuzz_check_round_trip(const struct dm_quads *quads, size_t which, struct dm_arena *arena);
enum { FUZZ_WRITTEN = 4 };
/// Whether every term is what a term may be where it stands.
void fuzz_check_quad(const struct dm_quad *quad);
bool fuzz_quads_equal(const struct dm_quads *a, const struct dm_quads *b);

#endif
