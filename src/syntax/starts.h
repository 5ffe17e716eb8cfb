// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file starts.h  Which programs may match from a token on, told by features alone.
   A program is left out where nothing that it can begin with holds at the token, and where something that it cannot do
   without holds neither there nor later in the sentence.  Few are left to be tried.
*/
#ifndef DM_SYNTAX_STARTS_H
#define DM_SYNTAX_STARTS_H

#include "syntax/features.h"

struct dm_starts {
  uint32_t count;  ///< P, programs
  uint32_t words;  ///< uint64_t of a set of programs
  uint64_t *begin; ///< [F][words] those that can begin with a feature
  uint64_t *any;   ///< [words] those that can begin with any token
  uint64_t *need;  ///< [P][features->words] features in all that a program can match
};

void dm_starts_make(const struct dm_features *features, uint32_t count, const struct dm_program *program,
                    struct dm_arena *arena, struct dm_starts *out);
/// The programs that may match at token `at` of the sentence: a superset of those that do.
/// @param out  [starts->words]
void dm_starts_find(const struct dm_starts *starts, const struct dm_features *features, const struct dm_sight *sight,
                    uint32_t at, uint64_t *out);

#endif
