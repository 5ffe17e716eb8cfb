// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/layer.h"

#include <stdio.h>
#include <string.h>

#if defined __x86_64__ && defined __GNUC__
#define HAS_MEANS 1
#include <immintrin.h>
#else
#define HAS_MEANS 0
#endif

enum dm_layer_means dm_layer_best(void)
{
#if HAS_MEANS
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni")) {
    return DM_LAYER_VNNI;
  }
  if (__builtin_cpu_supports("avx2")) {
    return DM_LAYER_AVX2;
  }
#endif
  return DM_LAYER_PLAIN;
}

/// Whether no sum of a column can overflow.
static bool fits(const struct dm_net_layer *layer, uint32_t column)
{
  int64_t sum = layer->bias ? layer->bias[column] < 0 ? -(int64_t)layer->bias[column] : layer->bias[column] : 0;
  for (uint32_t k = 0; k < layer->inner; k++) {
    int64_t weight = layer->weight[((size_t)(k / 2) * layer->columns + column) * 2 + k % 2];
    sum += (weight < 0 ? -weight : weight) * DM_LAYER_REACH;
  }
  return sum < INT32_MAX - (1 << 24); // room for rounding
}

enum dm_status dm_layer_open(const struct dm_model_file *model, const char *name, struct dm_diag *diag,
                             struct dm_net_layer *layer)
{
  char bias_name[DM_MODEL_NAME];
  struct dm_span weights, bias;
  snprintf(bias_name, sizeof bias_name, "%s.bias", name);
  DM_TRY(dm_model_file_section(model, name, sizeof(int16_t), layer->inner * layer->columns, diag, &weights));
  DM_TRY(dm_model_file_section(model, bias_name, sizeof(int32_t), layer->columns, diag, &bias));
  struct dm_net_layer made = *layer;
  made.weight = (const void *)weights.data;
  made.bias = (const void *)bias.data;
  for (uint32_t column = 0; column < made.columns; column++) {
    if (!fits(&made, column)) {
      return dm_model_file_error(model, diag, name, "a sum of weights is too great");
    }
  }
  *layer = made;
  return DM_OK;
}

void dm_layer_lay_out(const int16_t *weight, uint32_t inner, uint32_t columns, int16_t *out)
{
  for (size_t k = 0; k < inner; k++) {
    for (size_t j = 0; j < columns; j++) {
      out[(k / 2 * columns + j) * 2 + k % 2] = weight[k * columns + j];
    }
  }
}

static void apply_plain(const struct dm_net_layer *layer, const int16_t *in, size_t step, uint32_t rows, int32_t *out)
{
  size_t columns = layer->columns;
  for (uint32_t i = 0; i < rows; i++, in += step, out += columns) {
    if (layer->bias) {
      memcpy(out, layer->bias, columns * sizeof *out);
    } else {
      memset(out, 0, columns * sizeof *out);
    }
    const int16_t *weight = layer->weight;
    for (size_t k = 0; k < layer->inner; k += 2, weight += 2 * columns) {
      int32_t first = in[k], second = in[k + 1];
      for (size_t j = 0; j < columns; j++) {
        out[j] += first * weight[2 * j] + second * weight[2 * j + 1];
      }
    }
  }
}

#if HAS_MEANS
/// Two values as what is multiplied with pairs of weights.
static inline int32_t pair_at(const int16_t *in)
{
  int32_t pair;
  memcpy(&pair, in, sizeof pair);
  return pair;
}

/// Tiles of `height` rows and two vectors of columns: sums stay in registers.
#define DEFINE_TILE(name, instructions, vector, lanes, load, store, zero, spread, add_product)                         \
  __attribute__((target(instructions), always_inline)) static inline void name(                                        \
      const struct dm_net_layer *layer, const int16_t *in, size_t step, size_t column, const int height, int32_t *out) \
  {                                                                                                                    \
    vector sum[8][2];                                                                                                  \
    _Pragma("GCC unroll 8") for (int r = 0; r < height; r++)                                                           \
    {                                                                                                                  \
      sum[r][0] = layer->bias ? load((const void *)(layer->bias + column)) : zero();                                   \
      sum[r][1] = layer->bias ? load((const void *)(layer->bias + column + lanes)) : zero();                           \
    }                                                                                                                  \
    const int16_t *weight = layer->weight + 2 * column;                                                                \
    for (size_t k = 0; k < layer->inner; k += 2, weight += 2 * layer->columns) {                                       \
      vector first = load((const void *)weight), second = load((const void *)(weight + 2 * lanes));                    \
      _Pragma("GCC unroll 8") for (int r = 0; r < height; r++)                                                         \
      {                                                                                                                \
        vector value = spread(pair_at(in + (size_t)r * step + k));                                                     \
        sum[r][0] = add_product(sum[r][0], value, first);                                                              \
        sum[r][1] = add_product(sum[r][1], value, second);                                                             \
      }                                                                                                                \
    }                                                                                                                  \
    _Pragma("GCC unroll 8") for (int r = 0; r < height; r++)                                                           \
    {                                                                                                                  \
      store((void *)(out + (size_t)r * layer->columns + column), sum[r][0]);                                           \
      store((void *)(out + (size_t)r * layer->columns + column + lanes), sum[r][1]);                                   \
    }                                                                                                                  \
  }

#define DEFINE_APPLY(name, tile, instructions, lanes, tall)                                                            \
  __attribute__((target(instructions))) static void name(const struct dm_net_layer *layer, const int16_t *in,          \
                                                         size_t step, uint32_t rows, int32_t *out)                     \
  {                                                                                                                    \
    for (size_t column = 0; column < layer->columns; column += 2 * (lanes)) {                                          \
      uint32_t i = 0;                                                                                                  \
      for (; i + (tall) <= rows; i += (tall)) {                                                                        \
        tile(layer, in + i * step, step, column, tall, out + (size_t)i * layer->columns);                              \
      }                                                                                                                \
      for (; i + 2 <= rows; i += 2) {                                                                                  \
        tile(layer, in + i * step, step, column, 2, out + (size_t)i * layer->columns);                                 \
      }                                                                                                                \
      if (i < rows) {                                                                                                  \
        tile(layer, in + i * step, step, column, 1, out + (size_t)i * layer->columns);                                 \
      }                                                                                                                \
    }                                                                                                                  \
  }

#define AVX2_TARGET         "avx2"
#define AVX2_ADD(sum, a, b) _mm256_add_epi32(sum, _mm256_madd_epi16(a, b))
#define VNNI_TARGET         "avx512f,avx512bw,avx512vnni"
DEFINE_TILE(tile_avx2, AVX2_TARGET, __m256i, 8, _mm256_loadu_si256, _mm256_storeu_si256, _mm256_setzero_si256,
            _mm256_set1_epi32, AVX2_ADD)
DEFINE_APPLY(apply_avx2, tile_avx2, AVX2_TARGET, 8, 4)
DEFINE_TILE(tile_vnni, VNNI_TARGET, __m512i, 16, _mm512_loadu_si512, _mm512_storeu_si512, _mm512_setzero_si512,
            _mm512_set1_epi32, _mm512_dpwssd_epi32)
DEFINE_APPLY(apply_vnni, tile_vnni, VNNI_TARGET, 16, 8)
#endif

void dm_layer_apply(const struct dm_net_layer *layer, enum dm_layer_means means, const int16_t *in, size_t step,
                    uint32_t rows, int32_t *out)
{
#if HAS_MEANS
  if (means == DM_LAYER_VNNI) {
    apply_vnni(layer, in, step, rows, out);
    return;
  }
  if (means == DM_LAYER_AVX2) {
    apply_avx2(layer, in, step, rows, out);
    return;
  }
#endif
  (void)means;
  apply_plain(layer, in, step, rows, out);
}
