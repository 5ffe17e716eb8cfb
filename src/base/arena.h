// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file arena.h  Memory that is given back all at once.

   Who frees is answered by which arena: model (process), article (reset after each), scratch (one sentence or search).
   Configured with --enable-exact-arena each allocation is its own malloc, so that sanitizers see overruns.
*/
#ifndef DM_BASE_ARENA_H
#define DM_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct dm_arena;

struct dm_arena *dm_arena_new(void);
void dm_arena_free(struct dm_arena *arena);
/// Forget every allocation; the memory may be kept for the next ones.
void dm_arena_reset(struct dm_arena *arena);
/// Bytes allocated since the last reset.
size_t dm_arena_size(const struct dm_arena *arena);

/// Call `undo(object)` when the arena is reset or freed, the newest first, before its memory goes.
void dm_arena_defer(struct dm_arena *arena, void (*undo)(void *object), void *object);

/// `size` zeroed bytes, aligned for any type.  Never NULL: out of memory goes to dm_fail().
void *dm_arena_alloc(struct dm_arena *arena, size_t size);
/// A copy of `size` bytes with a NUL behind it.
char *dm_arena_copy(struct dm_arena *arena, const void *bytes, size_t size);

/**
   Make room for one more element in an array that grows.

   @param array     The array, or NULL; its old memory stays valid until the reset.
   @param count     Elements in use.
   @param capacity  [in,out] elements there is room for.
   @param size      Bytes of an element.
   @return The array, perhaps moved, with room for `count + 1` elements; new room is zeroed.
*/
void *dm_arena_grow(struct dm_arena *arena, void *array, uint32_t count, uint32_t *capacity, size_t size);

#define DM_NEW(arena, type, n) ((type *)dm_arena_alloc((arena), sizeof(type) * (size_t)(n)))
/// Append to `array` (with fields array, count, capacity kept by the caller); gives the new, zeroed element's address.
#define DM_PUSH(arena, array, count, capacity)                                                                         \
  ((array) = dm_arena_grow((arena), (array), (count), &(capacity), sizeof *(array)), &(array)[(count)++])

#endif
