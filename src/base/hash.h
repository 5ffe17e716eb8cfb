// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file hash.h  Fast hashes for tables, SHA-256 for names of things.
*/
#ifndef DM_BASE_HASH_H
#define DM_BASE_HASH_H

#include "base/span.h"

/// 64 bits mixed: the finaliser of splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
static inline uint64_t dm_hash_mix(uint64_t x)
{
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9u;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}
/// 64 bits of `size` bytes; the same on every machine.  Not for secrets.
uint64_t dm_hash_bytes(const void *bytes, size_t size);
/// Two hashes in order into one; dm_hash_join(a, b) != dm_hash_join(b, a).
static inline uint64_t dm_hash_join(uint64_t a, uint64_t b) { return dm_hash_mix(a * 0x9e3779b97f4a7c15u + b); }

enum { DM_SHA256_HEX = 64 };
/// SHA-256 of `bytes` as lower-case hexadecimal with a NUL behind it.
void dm_sha256_hex(struct dm_span bytes, char out[DM_SHA256_HEX + 1]);

#endif
