// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file tree.h  The best dependency tree under scores of single arcs.
*/
#ifndef DM_SYNTAX_TREE_H
#define DM_SYNTAX_TREE_H

#include "base/arena.h"

/**
   The heads that make the tree of greatest sum with one word under the root.

   Where every word's best head makes a tree, it takes a pass over the scores; else cycles are contracted, in all in the
   square of `count`.

   @param score    [count × step] of head j for word i + 1: column 0 is the root, j > 0 the j-th word; |score| < 2^40.
                   Diagonal entries (j = i + 1) are not read.
   @param scratch  For what is needed on the way.
   @param head     [count] Set: 0 for the word under the root, else 1-based.
   @see Chu, Liu: On the shortest arborescence of a directed graph, 1965; Edmonds: Optimum branchings, 1967.
*/
void dm_tree_find(const int32_t *score, uint32_t count, uint32_t step, struct dm_arena *scratch, uint32_t *head);

#endif
