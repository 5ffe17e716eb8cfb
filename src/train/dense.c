// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/dense.h"

#include <math.h>
#include <string.h>

#if defined __x86_64__ && defined __GNUC__
#define HAS_MEANS 1
#include <immintrin.h>
#else
#define HAS_MEANS 0
#endif
#if defined __x86_64__ && defined __gnu_linux__ && !defined __clang__
#define CLONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONED
#endif

static void multiply_plain(const struct dm_product *p)
{
  for (size_t i = 0; i < p->rows; i++) {
    for (size_t j = 0; j < p->columns; j++) {
      float sum = 0;
      for (size_t k = 0; k < p->inner; k++) {
        sum = fmaf(p->a[i * p->a_row + k * p->a_column], p->b[k * p->b_row + j], sum);
      }
      p->c[i * p->c_row + j] += sum;
    }
  }
}

#if HAS_MEANS
/// The product by tiles of `tall` rows and two vectors of columns, whose sums stay in registers.
#define DEFINE_MULTIPLY(name, instructions, vector, lanes, tall, prefix)                                               \
  __attribute__((target(instructions), always_inline)) static inline void name##_tile(                                 \
      const struct dm_product *p, size_t i, size_t j, const size_t height, const size_t width)                         \
  {                                                                                                                    \
    vector sum[8][2];                                                                                                  \
    _Pragma("GCC unroll 8") for (size_t r = 0; r < height; r++) { sum[r][0] = sum[r][1] = prefix##_setzero_ps(); }     \
    const float *a = p->a + i * p->a_row, *b = p->b + j;                                                               \
    for (size_t k = 0; k < p->inner; k++, a += p->a_column, b += p->b_row) {                                           \
      vector first = prefix##_loadu_ps(b), second = width > 1 ? prefix##_loadu_ps(b + lanes) : first;                  \
      _Pragma("GCC unroll 8") for (size_t r = 0; r < height; r++)                                                      \
      {                                                                                                                \
        vector value = prefix##_set1_ps(a[r * p->a_row]);                                                              \
        sum[r][0] = prefix##_fmadd_ps(value, first, sum[r][0]);                                                        \
        sum[r][1] = width > 1 ? prefix##_fmadd_ps(value, second, sum[r][1]) : sum[r][1];                               \
      }                                                                                                                \
    }                                                                                                                  \
    _Pragma("GCC unroll 8") for (size_t r = 0; r < height; r++)                                                        \
    {                                                                                                                  \
      float *c = p->c + (i + r) * p->c_row + j;                                                                        \
      prefix##_storeu_ps(c, prefix##_add_ps(prefix##_loadu_ps(c), sum[r][0]));                                         \
      if (width > 1) {                                                                                                 \
        prefix##_storeu_ps(c + lanes, prefix##_add_ps(prefix##_loadu_ps(c + lanes), sum[r][1]));                       \
      }                                                                                                                \
    }                                                                                                                  \
  }                                                                                                                    \
  __attribute__((target(instructions))) static void name(const struct dm_product *p)                                   \
  {                                                                                                                    \
    size_t j = 0, i;                                                                                                   \
    for (; j + 2 * lanes <= p->columns; j += 2 * lanes) {                                                              \
      for (i = 0; i + tall <= p->rows; i += tall) {                                                                    \
        name##_tile(p, i, j, tall, 2);                                                                                 \
      }                                                                                                                \
      for (; i < p->rows; i++) {                                                                                       \
        name##_tile(p, i, j, 1, 2);                                                                                    \
      }                                                                                                                \
    }                                                                                                                  \
    for (; j < p->columns; j += lanes) {                                                                               \
      for (i = 0; i < p->rows; i++) {                                                                                  \
        name##_tile(p, i, j, 1, 1);                                                                                    \
      }                                                                                                                \
    }                                                                                                                  \
  }
DEFINE_MULTIPLY(multiply_avx2, "avx2,fma", __m256, 8, 4, _mm256)
DEFINE_MULTIPLY(multiply_avx512, "avx512f", __m512, 16, 8, _mm512)
#endif

void dm_dense_multiply(const struct dm_product *product)
{
#if HAS_MEANS
  if (__builtin_cpu_supports("avx512f")) {
    multiply_avx512(product);
    return;
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    multiply_avx2(product);
    return;
  }
#endif
  multiply_plain(product);
}

void dm_dense_turn(const float *in, size_t rows, size_t columns, float *out)
{
  for (size_t i = 0; i < rows; i++) {
    for (size_t j = 0; j < columns; j++) {
      out[j * rows + i] = in[i * columns + j];
    }
  }
}

/// e to the power of x, for x <= 0, within 3 units of the last place.
static inline float exponential(float x)
{
  if (x < -80) {
    return 0;
  }
  float turns = x * 1.44269504f;
  int whole = (int)(turns - 0.5f);
  float rest = (x - (float)whole * 0.693359375f) + (float)whole * 2.12194440e-4f;
  float sum =
      1 + rest * (1 + rest * (0.5f + rest * (0.166666667f + rest * (0.0416666667f +
                                                                    rest * (0.00833333333f + rest * 0.00138888889f)))));
  uint32_t bits = (uint32_t)(whole + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return sum * power;
}

double dm_dense_softmax(float *scores, size_t count, size_t gold)
{
  float top = scores[0];
  for (size_t i = 1; i < count; i++) {
    top = scores[i] > top ? scores[i] : top;
  }
  float sum = 0;
  for (size_t i = 0; i < count; i++) {
    scores[i] = exponential(scores[i] - top);
    sum += scores[i];
  }
  for (size_t i = 0; i < count; i++) {
    scores[i] /= sum;
  }
  return log((double)scores[gold] + 1e-12);
}

void dm_adam_next(struct dm_adam *adam, float rate)
{
  adam->rate = rate;
  adam->bias_first = 1 - (1 - adam->bias_first) * adam->first;
  adam->bias_second = 1 - (1 - adam->bias_second) * adam->second;
}

CLONED void dm_adam_update(const struct dm_adam *adam, size_t count, float *weight, float *gradient, float *moment)
{
  float first = adam->first, second = adam->second;
  float step = adam->rate / adam->bias_first, scale = 1 / adam->bias_second;
  float *moment_second = moment + count;
  for (size_t i = 0; i < count; i++) {
    float g = gradient[i];
    float m = moment[i] * first + g * (1 - first);
    float v = moment_second[i] * second + g * g * (1 - second);
    moment[i] = m;
    moment_second[i] = v;
    weight[i] -= step * m / (sqrtf(v * scale) + 1e-8f);
    gradient[i] = 0;
  }
}

uint64_t dm_chance_next(struct dm_chance *chance)
{
  uint64_t x = chance->state += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

uint32_t dm_chance_below(struct dm_chance *chance, uint32_t bound)
{
  return (uint32_t)(((dm_chance_next(chance) >> 32) * bound) >> 32);
}

float dm_chance_around(struct dm_chance *chance, float reach)
{
  int32_t even = (int32_t)(dm_chance_next(chance) >> 40) - (1 << 23);
  return (float)even * (1.0f / (1 << 23)) * reach;
}

/// The outcome of one draw for 4 values.
CLONED static void drop_by(const uint64_t *restrict bits, uint32_t bound, float kept, size_t count,
                           float *restrict values, float *restrict mask)
{
  for (size_t i = 0; i < count; i++) {
    uint32_t draw = (uint32_t)(bits[i / 4] >> (16 * (i % 4))) & 0xffff;
    mask[i] = draw < bound ? 0 : kept;
    values[i] *= mask[i];
  }
}

void dm_chance_drop(struct dm_chance *chance, float rate, size_t count, float *values, float *mask)
{
  enum { DRAWS = 64 };
  uint64_t bits[DRAWS];
  uint32_t bound = (uint32_t)(rate * 65536);
  for (size_t i = 0; i < count; i += 4 * DRAWS) {
    size_t some = count - i < 4 * DRAWS ? count - i : 4 * DRAWS;
    for (size_t j = 0; j < DRAWS; j++) {
      bits[j] = dm_chance_next(chance);
    }
    drop_by(bits, bound, 1 / (1 - rate), some, values + i, mask + i);
  }
}
