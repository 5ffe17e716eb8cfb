// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/tuples.h"

#include <string.h>

enum {
  BYTE = 8,
  BITS = 11, ///< of a digit
  VALUES = 1 << BITS,
  DIGITS = 4, ///< of a column
  FEW = 64,   ///< tuples that are not worth counting digits
};

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
      *bytes++ = (unsigned char)(value >> (BYTE * (DM_ID_BYTES - 1 - byte)));
    }
  }
}

struct dm_tuple dm_tuple_read(const unsigned char bytes[DM_KEY_BYTES])
{
  struct dm_tuple tuple;
  for (int i = 0; i < DM_TUPLE; i++) {
    uint64_t value = 0;
    for (int byte = 0; byte < DM_ID_BYTES; byte++) {
      value = value << BYTE | *bytes++;
    }
    tuple.at[i] = value;
  }
  return tuple;
}

static void insert_sorted(struct dm_tuple *tuples, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    struct dm_tuple tuple = tuples[i];
    size_t at = i;
    for (; at > 0 && dm_tuple_compare(&tuples[at - 1], &tuple) > 0; at--) {
      tuples[at] = tuples[at - 1];
    }
    tuples[at] = tuple;
  }
}

/// Of each column the bits in which tuples differ.
static struct dm_tuple find_varying(const struct dm_tuple *tuples, size_t count)
{
  struct dm_tuple varying = {{0}};
  for (size_t i = 1; i < count; i++) {
    for (int k = 0; k < DM_TUPLE; k++) {
      varying.at[k] |= tuples[i].at[k] ^ tuples[0].at[k];
    }
  }
  return varying;
}

/// Sort by one digit, keeping the order of equals.
static void scatter(const struct dm_tuple *from, struct dm_tuple *to, size_t count, int place, int shift)
{
  size_t starts[VALUES] = {0};
  size_t start = 0;
  for (size_t i = 0; i < count; i++) {
    starts[from[i].at[place] >> shift & (VALUES - 1)]++;
  }
  for (int i = 0; i < VALUES; i++) {
    size_t here = starts[i];
    starts[i] = start;
    start += here;
  }
  for (size_t i = 0; i < count; i++) {
    to[starts[from[i].at[place] >> shift & (VALUES - 1)]++] = from[i];
  }
}

/// By digits from the lowest up; ids are small numbers: many of the high digits are all alike and need no pass.
void dm_tuples_sort(struct dm_tuple *tuples, struct dm_tuple *spare, size_t count)
{
  if (count < FEW) {
    insert_sorted(tuples, count);
    return;
  }
  struct dm_tuple varying = find_varying(tuples, count);
  struct dm_tuple *from = tuples;
  struct dm_tuple *to = spare;
  for (int digit = 0; digit < DM_TUPLE * DIGITS; digit++) {
    int place = DM_TUPLE - 1 - digit / DIGITS;
    int shift = BITS * (digit % DIGITS);
    // the last digit has bits that are no id's, DM_TUPLE_REMOVED among them
    if ((varying.at[place] & (((uint64_t)1 << DM_ID_BYTES * BYTE) - 1)) >> shift & (VALUES - 1)) {
      scatter(from, to, count, place, shift);
      struct dm_tuple *swap = from;
      from = to;
      to = swap;
    }
  }
  if (from != tuples) {
    memcpy(tuples, from, count * sizeof *tuples);
  }
}
