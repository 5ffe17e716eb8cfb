// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file depth.h  How deep the elements of an XML document nest, told while its bytes go by.
   A parser whose time grows with the square of the depth is stopped before it begins.
*/
#ifndef DM_RDF_DEPTH_H
#define DM_RDF_DEPTH_H

#include "base/span.h"

/// Zeroed at the beginning of a document.
struct dm_depth {
  uint32_t level;  ///< elements open
  uint32_t window; ///< the last four bytes
  uint8_t state;
  char quote;
};

/// Take the next bytes.  Approximate where a document type declaration has markup in its entities.
/// @return the greatest depth among them.
uint32_t dm_depth_feed(struct dm_depth *depth, struct dm_span bytes);

#endif
