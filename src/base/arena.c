// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "base/arena.h"

#include "base/fail.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 1 << 16, LARGEST_BLOCK = 1 << 22 };

struct block {
  struct block *next;
  size_t size; ///< bytes of `bytes`
  _Alignas(max_align_t) unsigned char bytes[];
};

/// What is to be given back besides memory.
struct deferred {
  struct deferred *next;
  void (*undo)(void *object);
  void *object;
};

struct dm_arena {
  struct block *head; ///< the block being filled
  size_t used;        ///< bytes used of it
  size_t total;       ///< bytes given out since the last reset
  struct deferred *deferred;
};

struct dm_arena *dm_arena_new(void)
{
  struct dm_arena *arena = dm_malloc(sizeof *arena);
  *arena = (struct dm_arena){0};
  return arena;
}

static void free_blocks(struct block *block)
{
  while (block) {
    struct block *next = block->next;
    free(block);
    block = next;
  }
}

static void undo_deferred(struct dm_arena *arena)
{
  for (const struct deferred *d = arena->deferred; d; d = d->next) {
    d->undo(d->object);
  }
  arena->deferred = NULL;
}

void dm_arena_free(struct dm_arena *arena)
{
  if (arena) {
    undo_deferred(arena);
    free_blocks(arena->head);
    free(arena);
  }
}

void dm_arena_reset(struct dm_arena *arena)
{
  undo_deferred(arena);
#ifdef DM_EXACT_ARENA
  free_blocks(arena->head);
  arena->head = NULL;
#else
  if (arena->head) { // keep the newest block, which is the largest but for single big allocations
    free_blocks(arena->head->next);
    arena->head->next = NULL;
  }
#endif
  arena->used = 0;
  arena->total = 0;
}

size_t dm_arena_size(const struct dm_arena *arena) { return arena->total; }

static void add_block(struct dm_arena *arena, size_t size)
{
  struct block *block = dm_malloc(sizeof *block + size);
  block->size = size;
  block->next = arena->head;
  arena->head = block;
  arena->used = 0;
}

static size_t next_block_size(const struct dm_arena *arena, size_t size)
{
#ifdef DM_EXACT_ARENA
  (void)arena;
  return size;
#else
  size_t next = arena->head ? arena->head->size * 2 : FIRST_BLOCK;
  if (next > LARGEST_BLOCK) {
    next = LARGEST_BLOCK;
  }
  return next < size ? size : next;
#endif
}

void *dm_arena_alloc(struct dm_arena *arena, size_t size)
{
#ifdef DM_EXACT_ARENA
  size_t step = size;
  add_block(arena, next_block_size(arena, size));
#else
  if (size > SIZE_MAX / 2) {
    dm_fail("out of memory");
  }
  size_t step = (size + _Alignof(max_align_t) - 1) & ~(_Alignof(max_align_t) - 1);
  if (!arena->head || arena->head->size - arena->used < step) {
    add_block(arena, next_block_size(arena, step));
  }
#endif
  void *result = arena->head->bytes + arena->used;
  arena->used += step;
  arena->total += step;
  memset(result, 0, size);
  return result;
}

char *dm_arena_copy(struct dm_arena *arena, const void *bytes, size_t size)
{
  char *copy = dm_arena_alloc(arena, size + 1);
  if (size) {
    memcpy(copy, bytes, size);
  }
  return copy;
}

void *dm_arena_grow(struct dm_arena *arena, void *array, uint32_t count, uint32_t *capacity, size_t size)
{
  if (count < *capacity) {
    return array;
  }
  uint32_t room = *capacity ? *capacity * 2 : 8;
  if (room <= *capacity) {
    dm_fail("an array has grown too large");
  }
  void *moved = dm_arena_alloc(arena, (size_t)room * size);
  if (count) {
    memcpy(moved, array, (size_t)count * size);
  }
  *capacity = room;
  return moved;
}

void dm_arena_defer(struct dm_arena *arena, void (*undo)(void *object), void *object)
{
  struct deferred *deferred = DM_NEW(arena, struct deferred, 1);
  *deferred = (struct deferred){.next = arena->deferred, .undo = undo, .object = object};
  arena->deferred = deferred;
}
