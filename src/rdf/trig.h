// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file trig.h  What raptor 2.0.15 must not be given: a graph of TriG that is named `<>`.
   Its lexer reads from a null pointer there.  Told while the bytes go by, strings and comments passed over.
*/
#ifndef DM_RDF_TRIG_H
#define DM_RDF_TRIG_H

#include "base/span.h"

/// Zeroed at the beginning of a document.
struct dm_trig {
  uint8_t state;
  uint8_t run; ///< quotation marks one after another
  uint8_t empty;
  char quote;
  bool is_long; ///< the string began with three marks
  bool escaped;
};

/// Take the next bytes.  @return whether `<>` stands before `{` in them, white space perhaps between.
bool dm_trig_feed(struct dm_trig *trig, struct dm_span bytes);

#endif
