// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/tuples.h"

#include <string.h>

enum { VALUES = 256, BITS = 8 };

static uint64_t column(const struct dm_tuple *tuple, int i) { return tuple->at[i] & ~DM_TUPLE_REMOVED; }

int dm_tuple_compare(const struct dm_tuple *a, const struct dm_tuple *b)
{
  for (int i = 0; i < DM_TUPLE; i++) {
    uint64_t x = column(a, i);
    uint64_t y = column(b, i);
    if (x != y) {
      return x < y ? -1 : 1;
    }
  }
  return 0;
}

void dm_tuple_write(const struct dm_tuple *tuple, unsigned char bytes[DM_KEY_BYTES])
{
  for (int i = 0; i < DM_TUPLE; i++) {
    uint64_t value = column(tuple, i);
    for (int byte = 0; byte < DM_ID_BYTES; byte++) {
      *bytes++ = (unsigned char)(value >> (BITS * (DM_ID_BYTES - 1 - byte)));
    }
  }
}

struct dm_tuple dm_tuple_read(const unsigned char bytes[DM_KEY_BYTES])
{
  struct dm_tuple tuple;
  for (int i = 0; i < DM_TUPLE; i++) {
    uint64_t value = 0;
    for (int byte = 0; byte < DM_ID_BYTES; byte++) {
      value = value << BITS | *bytes++;
    }
    tuple.at[i] = value;
  }
  return tuple;
}

/// How often each value of each byte occurs; bytes from the last column's lowest up.
static void count_bytes(const struct dm_tuple *tuples, size_t count, size_t counts[DM_KEY_BYTES][VALUES])
{
  memset(counts, 0, DM_KEY_BYTES * sizeof counts[0]);
  for (size_t i = 0; i < count; i++) {
    for (int byte = 0; byte < DM_KEY_BYTES; byte++) {
      uint64_t value = tuples[i].at[DM_TUPLE - 1 - byte / DM_ID_BYTES];
      counts[byte][value >> (BITS * (byte % DM_ID_BYTES)) & (VALUES - 1)]++;
    }
  }
}

static bool is_constant(const size_t counts[VALUES], size_t count)
{
  for (int i = 0; i < VALUES; i++) {
    if (counts[i]) {
      return counts[i] == count;
    }
  }
  return true;
}

static void scatter(const struct dm_tuple *from, struct dm_tuple *to, size_t count, int byte, size_t counts[VALUES])
{
  size_t start = 0;
  int place = DM_TUPLE - 1 - byte / DM_ID_BYTES;
  int shift = BITS * (byte % DM_ID_BYTES);
  for (int i = 0; i < VALUES; i++) {
    size_t here = counts[i];
    counts[i] = start;
    start += here;
  }
  for (size_t i = 0; i < count; i++) {
    to[counts[from[i].at[place] >> shift & (VALUES - 1)]++] = from[i];
  }
}

/// By bytes from the lowest up; ids are small numbers: most of the high bytes are all alike and need no pass.
void dm_tuples_sort(struct dm_tuple *tuples, struct dm_tuple *spare, size_t count)
{
  size_t counts[DM_KEY_BYTES][VALUES];
  if (count < 2) {
    return;
  }
  count_bytes(tuples, count, counts);
  struct dm_tuple *from = tuples;
  struct dm_tuple *to = spare;
  for (int byte = 0; byte < DM_KEY_BYTES; byte++) {
    if (!is_constant(counts[byte], count)) {
      scatter(from, to, count, byte, counts[byte]);
      struct dm_tuple *swap = from;
      from = to;
      to = swap;
    }
  }
  if (from != tuples) {
    memcpy(tuples, from, count * sizeof *tuples);
  }
}
