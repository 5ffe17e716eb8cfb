// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file memo.h  What has been made already, by name, so that what many need is made once and shared.
*/
#ifndef DM_BASE_MEMO_H
#define DM_BASE_MEMO_H

#include "base/arena.h"

/// {0} is empty.  It owns nothing: use it while that lives which is in it.
struct dm_memo {
  struct dm_memo_entry *first;
};

/// @param name  Tells all that the thing was made of.  @return the thing of that name; NULL if there is none, or no memo.
void *dm_memo_find(const struct dm_memo *memo, const char *name);
/// Keep `thing`; does nothing if `memo` is NULL.  @param arena  Of the entry: the one that `thing` is in.
void dm_memo_keep(struct dm_memo *memo, const char *name, void *thing, struct dm_arena *arena);

#endif
