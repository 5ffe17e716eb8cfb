// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/memo.h"

#include <string.h>

struct dm_memo_entry {
  struct dm_memo_entry *next;
  const char *name;
  void *thing;
};

void *dm_memo_find(const struct dm_memo *memo, const char *name)
{
  for (const struct dm_memo_entry *entry = memo ? memo->first : NULL; entry; entry = entry->next) {
    if (strcmp(entry->name, name) == 0) {
      return entry->thing;
    }
  }
  return NULL;
}

void dm_memo_keep(struct dm_memo *memo, const char *name, void *thing, struct dm_arena *arena)
{
  if (memo) {
    struct dm_memo_entry *entry = DM_NEW(arena, struct dm_memo_entry, 1);
    *entry = (struct dm_memo_entry){memo->first, dm_arena_copy(arena, name, strlen(name)), thing};
    memo->first = entry;
  }
}
