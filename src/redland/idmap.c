// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/idmap.h"

#include "base/fail.h"
#include "base/hash.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SIZE = 256 };

static size_t slot_of(const struct dm_idmap *map, uint64_t key)
{
  size_t slot = (size_t)dm_hash_join(key, 0) & (map->size - 1);
  while (map->key[slot] && map->key[slot] != key) {
    slot = (slot + 1) & (map->size - 1);
  }
  return slot;
}

uint64_t dm_idmap_get(const struct dm_idmap *map, uint64_t key)
{
  if (map->size == 0 || key == 0) {
    return 0;
  }
  size_t slot = slot_of(map, key);
  return map->key[slot] ? map->value[slot] : 0;
}

static void resize(struct dm_idmap *map, size_t size)
{
  struct dm_idmap bigger = {.size = size, .count = map->count};
  bigger.key = dm_malloc(size * sizeof *bigger.key);
  bigger.value = dm_malloc(size * sizeof *bigger.value);
  memset(bigger.key, 0, size * sizeof *bigger.key);
  for (size_t i = 0; i < map->size; i++) {
    if (map->key[i]) {
      size_t slot = slot_of(&bigger, map->key[i]);
      bigger.key[slot] = map->key[i];
      bigger.value[slot] = map->value[i];
    }
  }
  free(map->key);
  free(map->value);
  map->size = size;
  map->key = bigger.key;
  map->value = bigger.value;
}

void dm_idmap_put(struct dm_idmap *map, uint64_t key, uint64_t value)
{
  assert(key != 0);
  if (2 * (map->count + 1) > map->size) {
    resize(map, map->size ? 2 * map->size : FIRST_SIZE);
  }
  size_t slot = slot_of(map, key);
  map->count += map->key[slot] == 0;
  map->key[slot] = key;
  map->value[slot] = value;
}

void dm_idmap_free(struct dm_idmap *map)
{
  free(map->key);
  free(map->value);
  *map = (struct dm_idmap){0};
}
