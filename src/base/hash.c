// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "base/hash.h"

#include <endian.h>
#include <string.h>

static uint64_t load_eight(const unsigned char *p)
{
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return le64toh(word);
}

/// Fewer than eight bytes, in loads that overlap.
static uint64_t load_few(const unsigned char *p, size_t size)
{
  if (size >= 4) {
    uint32_t low;
    uint32_t high;
    memcpy(&low, p, sizeof low);
    memcpy(&high, p + size - 4, sizeof high);
    return le32toh(low) | (uint64_t)le32toh(high) << (8 * (size - 4));
  }
  size_t middle = size / 2;
  return size ? p[0] | (uint64_t)p[middle] << (8 * middle) | (uint64_t)p[size - 1] << (8 * (size - 1)) : 0;
}

uint64_t dm_hash_bytes(const void *bytes, size_t size)
{
  const unsigned char *p = bytes;
  uint64_t hash = 0x9e3779b97f4a7c15u ^ size;
  for (; size >= 8; p += 8, size -= 8) {
    hash = dm_hash_mix(hash ^ load_eight(p)) * 0x9e3779b97f4a7c15u;
  }
  return dm_hash_mix(hash ^ load_few(p, size));
}
