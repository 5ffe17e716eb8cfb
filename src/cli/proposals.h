// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file proposals.h  What a line that is being typed may go on with: keywords, terms, commands of the prompt.
*/
#ifndef DM_CLI_PROPOSALS_H
#define DM_CLI_PROPOSALS_H

#include "base/resource.h"

/// Where a word may stand.
enum dm_place {
  DM_PLACE_QUERY_TERM,    ///< in a query, as it is
  DM_PLACE_QUERY_KEYWORD, ///< in a query, in capitals or not
  DM_PLACE_COMMAND,       ///< at the beginning, with its dot
  DM_PLACE_NAME,          ///< of a shipped query, behind a command
  DM_PLACE_SETTING,       ///< `NAME=`, behind the name of a query to run
  DM_PLACE_FORMAT,        ///< behind `.format`
};

struct dm_proposal {
  enum dm_place place;
  const char *word;
  const char *query; ///< whose setting it is, or NULL
};

struct dm_proposals {
  uint32_t count;
  uint32_t capacity;
  struct dm_proposal *all; ///< [count] no order
};

/// The words of one place that begin as the line ends.
struct dm_proposed {
  uint32_t count;
  uint32_t capacity;
  const char **word; ///< [count] ascending, none twice
  size_t typed;      ///< bytes at the end of the line that such a word replaces
  size_t common;     ///< bytes that all the words begin with
};

/// Words are borrowed.
void dm_proposals_add(struct dm_proposals *proposals, enum dm_place place, const char *word, struct dm_arena *arena);
/// Add what can be set in the shipped query of that name: a word `NAME=`.
void dm_proposals_add_setting(struct dm_proposals *proposals, const char *query, const char *word,
                              struct dm_arena *arena);
/// Add SPARQL's keywords, and the prefixed names in the ontology and the shipped queries.
/// @return DM_OK; DM_ERR_IO (said)
DM_CHECK_RESULT enum dm_status dm_proposals_load(struct dm_proposals *proposals, const struct dm_resources *resources,
                                                 struct dm_arena *arena, struct dm_diag *diag);
/// @param line  Up to the cursor.
void dm_proposals_find(const struct dm_proposals *proposals, struct dm_span line, struct dm_arena *arena,
                       struct dm_proposed *out);

#endif
