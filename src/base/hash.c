// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/hash.h"

/// The finaliser of splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
static uint64_t mix(uint64_t x)
{
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9u;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

uint64_t dm_hash_bytes(const void *bytes, size_t size)
{
  const unsigned char *p = bytes;
  uint64_t hash = 0x9e3779b97f4a7c15u ^ size;
  while (size >= 8) {
    uint64_t word = 0;
    for (int i = 0; i < 8; i++) {
      word |= (uint64_t)p[i] << (8 * i);
    }
    hash = mix(hash ^ word) * 0x9e3779b97f4a7c15u;
    p += 8;
    size -= 8;
  }
  uint64_t tail = 0;
  for (size_t i = 0; i < size; i++) {
    tail |= (uint64_t)p[i] << (8 * i);
  }
  return mix(hash ^ tail);
}

uint64_t dm_hash_join(uint64_t a, uint64_t b) { return mix(a * 0x9e3779b97f4a7c15u + b); }
