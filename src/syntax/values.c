// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/values.h"

enum { LANES = DM_VALUES_LANES };

/// Each function is compiled for plain processors and for those with vectors of 256 bits: the loops become vectors.
#if defined __x86_64__ && defined __GNUC__
#define DEFINE_BOTH(name, parameters, arguments)                                                                       \
  __attribute__((target("avx2"))) static void name##_wide parameters { name arguments; }                               \
  static void name##_plain parameters { name arguments; }
#define CALL(name, means, ...) ((means) == DM_LAYER_PLAIN ? name##_plain(__VA_ARGS__) : name##_wide(__VA_ARGS__))
#else
#define DEFINE_BOTH(name, parameters, arguments)                                                                       \
  static void name##_plain parameters { name arguments; }
#define CALL(name, means, ...) ((void)(means), name##_plain(__VA_ARGS__))
#endif
#define INLINE __attribute__((always_inline)) static inline

INLINE int32_t within(int32_t x, int32_t least, int32_t most)
{
  x = x < most ? x : most;
  return x > least ? x : least;
}

INLINE void settle(const struct dm_settling *settling, const int32_t *restrict sums, uint32_t count,
                   int16_t *restrict out)
{
  int32_t half = 1 << settling->shift >> 1, least = settling->least, most = settling->most;
  uint32_t shift = settling->shift;
  for (; count; count -= LANES, sums += LANES, out += LANES) {
    for (int j = 0; j < LANES; j++) {
      out[j] = (int16_t)within((sums[j] + half) >> shift, least, most);
    }
  }
}
DEFINE_BOTH(settle,
            (const struct dm_settling *settling, const int32_t *restrict sums, uint32_t count, int16_t *restrict out),
            (settling, sums, count, out))

void dm_values_settle(enum dm_layer_means means, const struct dm_settling *settling, const int32_t *sums,
                      uint32_t count, int16_t *out)
{
  CALL(settle, means, settling, sums, count, out);
}

INLINE void add(const int16_t *restrict in, uint32_t count, int16_t *restrict out)
{
  for (; count; count -= LANES, in += LANES, out += LANES) {
    for (int j = 0; j < LANES; j++) {
      out[j] = (int16_t)within(out[j] + in[j], -DM_LAYER_REACH, DM_LAYER_REACH);
    }
  }
}
DEFINE_BOTH(add, (const int16_t *restrict in, uint32_t count, int16_t *restrict out), (in, count, out))

void dm_values_add(enum dm_layer_means means, const int16_t *in, uint32_t count, int16_t *out)
{
  CALL(add, means, in, count, out);
}

INLINE void add_row(const int8_t *restrict row, int32_t scale, uint32_t count, int32_t *restrict sums)
{
  for (; count; count -= LANES, row += LANES, sums += LANES) {
    for (int j = 0; j < LANES; j++) {
      sums[j] += row[j] * scale;
    }
  }
}
DEFINE_BOTH(add_row, (const int8_t *restrict row, int32_t scale, uint32_t count, int32_t *restrict sums),
            (row, scale, count, sums))

void dm_values_add_row(enum dm_layer_means means, const int8_t *row, int32_t scale, uint32_t count, int32_t *sums)
{
  CALL(add_row, means, row, scale, count, sums);
}

/// From -1 to 1, in 1 / 16384: x - x²/4 on either side of 0, flat from 2 on.
INLINE int32_t bend(int32_t x)
{
  int32_t c = within(x, -2 * DM_LAYER_UNIT, 2 * DM_LAYER_UNIT);
  return (c * (4 * DM_LAYER_UNIT - (c < 0 ? -c : c))) >> 8;
}

/// From 0 to 1, in 1 / 32768.
INLINE int32_t open_gate(int32_t x)
{
  int32_t c = within(x, -4 * DM_LAYER_UNIT, 4 * DM_LAYER_UNIT);
  return (1 << 14) + ((c * (8 * DM_LAYER_UNIT - (c < 0 ? -c : c))) >> 10);
}

INLINE void pass_gates(const int16_t *restrict gates, uint32_t count, int32_t *restrict state, int16_t *restrict out)
{
  const int16_t *restrict forgets = gates + count, *restrict shows = forgets + count;
  for (; count; count -= LANES, gates += LANES, forgets += LANES, shows += LANES, state += LANES, out += LANES) {
    for (int j = 0; j < LANES; j++) {
      int32_t candidate = bend(gates[j]), forget = open_gate(forgets[j]), show = open_gate(shows[j]);
      state[j] = candidate + ((forget * (state[j] - candidate) + (1 << 14)) >> 15);
      out[j] = (int16_t)within(out[j] + ((show * state[j] + (1 << 18)) >> 19), -DM_LAYER_REACH, DM_LAYER_REACH);
    }
  }
}
DEFINE_BOTH(pass_gates, (const int16_t *restrict gates, uint32_t count, int32_t *restrict state, int16_t *restrict out),
            (gates, count, state, out))

void dm_values_pass_gates(enum dm_layer_means means, const int16_t *gates, uint32_t count, int32_t *state, int16_t *out)
{
  CALL(pass_gates, means, gates, count, state, out);
}
