// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file nul.h  U+0000 in Turtle, TriG, N-Triples and N-Quads, as a byte or as `\u0000`.
   raptor 2.0.15 would end the literal there without a word.
*/
#ifndef DM_RDF_NUL_H
#define DM_RDF_NUL_H

#include "base/span.h"

/// Zeroed at the beginning of a document.
struct dm_nul {
  bool escaped;   ///< behind a backslash
  uint8_t digits; ///< of `\u` and `\U` that are still to come; those before were zeros
};

/// Take the next bytes.  @return how many of them stand before the last byte of U+0000; `bytes.size` if it is not there.
size_t dm_nul_feed(struct dm_nul *nul, struct dm_span bytes);

#endif
