// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file typed.h  A query as it is typed: whether it is all there, and the prefixes it takes for granted.
*/
#ifndef DM_SPARQL_TYPED_H
#define DM_SPARQL_TYPED_H

#include "base/buffer.h"
#include "rdf/prefixes.h"

enum dm_typed_state {
  DM_TYPED_NOTHING, ///< nothing but white space and comments, and an empty line or a `;` at the end
  DM_TYPED_MORE,    ///< lines are to come
  DM_TYPED_READY,   ///< the query is ended
};

/**
   Look whether a query is ended.

   A `;` at the end of a line ends it, and so does an empty line; but a `;` between brackets goes on with a subject, and an
   empty line within brackets or a long string, or before SELECT, ASK, CONSTRUCT or DESCRIBE, is part of the text.  Two
   empty lines end anything.

   @param text  Whole lines, each with its newline.  Called after each line.
*/
enum dm_typed_state dm_typed_check(struct dm_span text);

/// The query itself: without a `;` that ends it.
struct dm_span dm_typed_query(struct dm_span text);

/// Declarations, on one line, of the prefixes of the table that `text` uses and does not declare; to be put before it.
void dm_typed_prologue(const struct dm_prefixes *prefixes, struct dm_span text, struct dm_buffer *out);

#endif
