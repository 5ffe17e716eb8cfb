// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file prefixes.h  The project's prefixes, and IRIs shortened by them (schema/lexicon/prefixes.tsv).
*/
#ifndef DM_RDF_PREFIXES_H
#define DM_RDF_PREFIXES_H

#include "base/resource.h"

struct dm_prefix {
  struct dm_span name; ///< without the colon
  struct dm_span iri;
};

struct dm_prefixes {
  uint32_t count;
  uint32_t capacity;
  struct dm_prefix *prefix; ///< [count] in the order of the table
};

/// @param arena  Owns the table and its bytes.  @return DM_OK; DM_ERR_SCHEMA, DM_ERR_IO (said).
DM_CHECK_RESULT enum dm_status dm_prefixes_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                struct dm_diag *diag, struct dm_prefixes *out);
/**
   Split an IRI at the longest namespace that leaves a local name which Turtle and SPARQL take without escapes.

   @param local  The rest, perhaps empty; set where a prefix is found.
   @return the prefix, or NULL if the IRI must be written out.
*/
const struct dm_prefix *dm_prefixes_split(const struct dm_prefixes *prefixes, struct dm_span iri,
                                          struct dm_span *local);

#endif
