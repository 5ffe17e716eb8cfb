// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file tree_tags.h  Tags put right by trees: the tagger sees the words around, the tree what a word does in its sentence.
   In: trees, and the tags that they were found by.
*/
#ifndef DM_SYNTAX_TREE_TAGS_H
#define DM_SYNTAX_TREE_TAGS_H

#include "syntax/trees.h"

/// Give tokens whose tag does not go with their relation the tag that does: `that` before a clause is SCONJ, before a noun DET.
/// @param syntax  [in,out] upos; the tags that rules see stay as they are
void dm_tree_tags_set(const struct dm_trees *trees, struct dm_range tokens, struct dm_syntax *syntax);

#endif
