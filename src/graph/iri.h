// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file iri.h  Names of things: computed from content, so that any run gives the same.
*/
#ifndef DM_GRAPH_IRI_H
#define DM_GRAPH_IRI_H

#include "base/arena.h"
#include "base/buffer.h"
#include "mention/mentions.h"

/// Append `text` as one path segment: unreserved characters of RFC 3986 as they are, every other byte percent-encoded.
void dm_iri_encode(struct dm_span text, struct dm_buffer *out);

/**
   Append the slug of a label: folded, without diacritics, each run of what is no letter and no digit one `-`.

   Letters of every script stay (RFC 3987); a slug is cut at DM_SLUG_BYTES and then told apart by a hash of the label;
   a label with no letter and no digit is its hash.  Never empty.
*/
void dm_iri_slug(struct dm_span label, struct dm_buffer *out);
enum { DM_SLUG_BYTES = 96 };

/// How an entity type stands in names: `person`, `organization`, `country`, `place`.
const char *dm_iri_type(enum dm_entity_type type);

/// Whether `text` can be written as an absolute IRI: a scheme, then characters of RFC 3987, valid UTF-8.
bool dm_iri_check(struct dm_span text);

/// IRIs in use, numbered as they came.
struct dm_iri_set {
  uint32_t count;
  uint32_t capacity; ///< a power of two, or 0
  struct dm_iri_slot {
    struct dm_span iri; ///< empty: free
    uint32_t number;
  } * slot; ///< [capacity]
};

/**
   Put an IRI in, if it is not there.

   @param arena   Owns the set and its copy of `*iri`.
   @param iri     [in,out] Not empty; set to the copy.
   @param number  0 for the first one put in, and so on.
   @return whether it is new.
*/
bool dm_iri_put(struct dm_iri_set *set, struct dm_arena *arena, struct dm_span *iri, uint32_t *number);
/// Take a name that nobody has: `iri` itself, else `iri-2`, `iri-3`, …
struct dm_span dm_iri_take(struct dm_iri_set *set, struct dm_arena *arena, struct dm_span iri);

#endif
