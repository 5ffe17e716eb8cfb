// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file packed.h  Quads with each of their terms once: quicker to sort, to send and to store.
*/
#ifndef DM_GRAPH_PACKED_H
#define DM_GRAPH_PACKED_H

#include "graph/quad.h"

/// A quad as indices of terms.
struct dm_row {
  uint32_t graph, subject, predicate, object;
};

struct dm_packed {
  uint32_t term_count;
  struct dm_term *term; ///< [term_count] in order of dm_term_compare(), none twice; DM_TERM_NONE is one, if it is used
  uint32_t count;
  struct dm_row *row; ///< [count] in order of graph, subject, predicate, object, none twice
};

/// @param out  Its arrays are in `arena`; the bytes of its terms are those of `quads`.
void dm_packed_make(const struct dm_quads *quads, struct dm_arena *arena, struct dm_packed *out);
/// A row as a quad.
struct dm_quad dm_packed_quad(const struct dm_packed *packed, uint32_t i);

#endif
