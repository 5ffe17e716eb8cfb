// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file idmap.h  A hash table from 64 bits to 64 bits: ids to nodes, and back.
*/
#ifndef DM_REDLAND_IDMAP_H
#define DM_REDLAND_IDMAP_H

#include <stddef.h>
#include <stdint.h>

/// Start with {0}.
struct dm_idmap {
  size_t size;     ///< slots, a power of two, or 0
  size_t count;    ///< in use
  uint64_t *key;   ///< [size] 0: free
  uint64_t *value; ///< [size]
};

/// 0 where `key` is not there.
uint64_t dm_idmap_get(const struct dm_idmap *map, uint64_t key);
/// @param key  not 0
void dm_idmap_put(struct dm_idmap *map, uint64_t key, uint64_t value);
void dm_idmap_free(struct dm_idmap *map);

#endif
