// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file forest.h  The trees of an article, each found when it is first asked for: most sentences have nothing to ask.
   In: text and syntax layers.  How a tree is found: trees.h.
*/
#ifndef DM_SYNTAX_FOREST_H
#define DM_SYNTAX_FOREST_H

#include "syntax/relation.h"
#include "syntax/syntax.h"

struct dm_forest;

/// No tree yet.  @param text, syntax  Borrowed.  @param arena  Owns it; what parsing needs is given back with it.
struct dm_forest *dm_forest_new(const struct dm_text *text, const struct dm_syntax *syntax, struct dm_arena *arena);
/// The head of a token; DM_NONE for the root of its sentence.
uint32_t dm_forest_head(struct dm_forest *forest, uint32_t token);
/// What a token is to its head.
enum dm_relation dm_forest_relation(struct dm_forest *forest, uint32_t token);

#endif
