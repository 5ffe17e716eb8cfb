// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/weights.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#if defined __x86_64__ && defined __GNUC__
#define HAS_WIDE 1
#include <immintrin.h>
#else
#define HAS_WIDE 0
#endif

enum { MOST_DENSE = 1 << 14 }; ///< rows that are written out: more would not stay near

static enum dm_status take(const struct dm_model_file *model, const char *name, const char *part, size_t size,
                           struct dm_diag *diag, struct dm_span *out)
{
  char section[2 * DM_MODEL_NAME];
  assert(strlen(name) + strlen(part) < DM_MODEL_NAME);
  snprintf(section, sizeof section, "%s%s", name, part);
  return dm_model_file_section(model, section, size, DM_NONE, diag, out);
}

/// Rows lie within the entries, and a search ends at a free slot.
static bool slots_fit(const struct dm_weights *weights)
{
  uint32_t used = 0;
  for (uint32_t i = 0; i <= weights->mask; i++) {
    uint32_t row = weights->slot[i].row;
    used += row != 0;
    if ((row >> 8) + (row & 0xff) > weights->entry_count) {
      return false;
    }
  }
  return used <= weights->mask;
}

static bool labels_fit(const struct dm_weights *weights)
{
  uint32_t greatest = 0;
  for (uint32_t i = 0; i < weights->entry_count; i++) {
    greatest = weights->entry[i].label > greatest ? weights->entry[i].label : greatest;
  }
  return greatest < weights->label_count;
}

/// How much a weight counts: its square, with its sign.
static int32_t count_of(int32_t weight)
{
  int32_t sign = -(weight < 0); // without a branch: half of them would be foretold wrongly
  return ((weight * weight) ^ sign) - sign;
}

static uint32_t count_dense(const struct dm_weights *weights)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i <= weights->mask; i++) {
    count += (weights->slot[i].row & 0xff) >= DM_WEIGHTS_DENSE;
  }
  return count;
}

/// Write out the rows that are long.  Their places are apart by as much as tells them apart.
static void write_out(struct dm_weights *weights, struct dm_arena *arena)
{
  uint32_t count = count_dense(weights);
  if (count == 0 || count > MOST_DENSE) {
    return;
  }
  int16_t *dense = DM_NEW(arena, int16_t, (size_t)count * weights->columns);
  uint16_t *number = DM_NEW(arena, uint16_t, weights->entry_count / DM_WEIGHTS_DENSE + 1);
  uint32_t next = 0;
  for (uint32_t i = 0; i <= weights->mask; i++) {
    uint32_t row = weights->slot[i].row;
    if ((row & 0xff) < DM_WEIGHTS_DENSE) {
      continue;
    }
    const struct dm_weight_entry *entry = weights->entry + (row >> 8);
    for (uint32_t k = 0; k < (row & 0xff); k++) {
      dense[(size_t)next * weights->columns + entry[k].label] += (int16_t)count_of(entry[k].weight);
    }
    number[(row >> 8) / DM_WEIGHTS_DENSE] = (uint16_t)next++;
  }
  weights->dense = dense;
  weights->dense_row = number;
}

enum dm_status dm_weights_open(const struct dm_model_file *model, const char *name, uint32_t label_count,
                               struct dm_arena *arena, struct dm_diag *diag, struct dm_weights *out)
{
  struct dm_span slots, entries;
  DM_TRY(take(model, name, ".slots", sizeof(struct dm_weight_slot), diag, &slots));
  DM_TRY(take(model, name, ".entries", sizeof(struct dm_weight_entry), diag, &entries));
  size_t slot_count = slots.size / sizeof(struct dm_weight_slot);
  size_t entry_count = entries.size / sizeof(struct dm_weight_entry);
  if (slot_count == 0 || slot_count > UINT32_MAX / 2 || (slot_count & (slot_count - 1)) != 0 ||
      entry_count > DM_WEIGHTS_ENTRIES) {
    return dm_model_file_error(model, diag, name, "its slots are no power of two, or its entries too many");
  }
  struct dm_weights weights = {.label_count = label_count,
                               .entry_count = (uint32_t)entry_count,
                               .mask = (uint32_t)slot_count - 1,
                               .columns = (label_count + DM_WEIGHTS_LINE - 1) / DM_WEIGHTS_LINE * DM_WEIGHTS_LINE,
                               .means = dm_layer_best(),
                               .slot = (const void *)slots.data,
                               .entry = (const void *)entries.data};
  if (!slots_fit(&weights) || !labels_fit(&weights)) {
    return dm_model_file_error(model, diag, name, "a row or a label lies outside");
  }
  write_out(&weights, arena);
  *out = weights;
  return DM_OK;
}

/* Finding. */

/// What a slot's row is added by; it is called for if it is short.  Long ones are few, and stay near.
static uint32_t call_row(const struct dm_weights *weights, uint32_t row)
{
  if (!weights->dense || (row & 0xff) < DM_WEIGHTS_DENSE) {
    __builtin_prefetch(&weights->entry[row >> 8]);
    return row;
  }
  return (uint32_t)weights->dense_row[(row >> 8) / DM_WEIGHTS_DENSE] << 8 | DM_WEIGHTS_WRITTEN_OUT;
}

/// From slot `at` on, one by one.  @return the row, 0 if there is none.
static uint32_t find_from(const struct dm_weights *weights, uint32_t check, uint32_t at)
{
  for (;; at++) {
    const struct dm_weight_slot *slot = &weights->slot[at & weights->mask];
    if (slot->row == 0 || slot->check == check) {
      return slot->row;
    }
  }
}

uint32_t dm_weights_find(const struct dm_weights *weights, const uint64_t *feature, uint32_t count, uint32_t *row)
{
  uint32_t found = 0;
  for (uint32_t k = 0; k < count; k++) {
    uint32_t slot = find_from(weights, (uint32_t)(feature[k] >> 32), (uint32_t)feature[k]);
    row[found] = slot ? call_row(weights, slot) : 0;
    found += slot != 0;
  }
  return found;
}

/* Adding. */

static void add_sparse(const struct dm_weight_entry *entry, uint32_t count, int32_t *score)
{
  for (uint32_t i = 0; i < count; i++) {
    score[entry[i].label] += count_of(entry[i].weight);
  }
}

static void add_plain(const int16_t *const *row, uint32_t count, uint32_t columns, int32_t *score)
{
  for (uint32_t at = 0; at < columns; at += DM_WEIGHTS_LINE) {
    int32_t sum[DM_WEIGHTS_LINE];
    memcpy(sum, score + at, sizeof sum);
    for (uint32_t k = 0; k < count; k++) {
      for (uint32_t i = 0; i < DM_WEIGHTS_LINE; i++) {
        sum[i] += row[k][at + i];
      }
    }
    memcpy(score + at, sum, sizeof sum);
  }
}

#if HAS_WIDE
/// Eight columns from `at` on.
__attribute__((target("avx2"))) static inline __m256i eight_at(const int16_t *row, uint32_t at)
{
  return _mm256_cvtepi16_epi32(_mm_loadu_si128((const void *)(row + at)));
}

__attribute__((target("avx2"))) static void add_avx2(const int16_t *const *row, uint32_t count, uint32_t columns,
                                                     int32_t *score)
{
  for (uint32_t at = 0; at < columns; at += DM_WEIGHTS_LINE) {
    __m256i *sum = (void *)(score + at);
    __m256i a = _mm256_loadu_si256(sum), b = _mm256_loadu_si256(sum + 1);
    __m256i c = _mm256_loadu_si256(sum + 2), d = _mm256_loadu_si256(sum + 3);
    for (uint32_t k = 0; k < count; k++) {
      a = _mm256_add_epi32(a, eight_at(row[k], at));
      b = _mm256_add_epi32(b, eight_at(row[k], at + 8));
      c = _mm256_add_epi32(c, eight_at(row[k], at + 16));
      d = _mm256_add_epi32(d, eight_at(row[k], at + 24));
    }
    _mm256_storeu_si256(sum, a);
    _mm256_storeu_si256(sum + 1, b);
    _mm256_storeu_si256(sum + 2, c);
    _mm256_storeu_si256(sum + 3, d);
  }
}

__attribute__((target("avx512f,avx512bw"))) static void add_vnni(const int16_t *const *row, uint32_t count,
                                                                 uint32_t columns, int32_t *score)
{
  for (uint32_t at = 0; at < columns; at += DM_WEIGHTS_LINE) {
    __m512i low = _mm512_loadu_si512(score + at), high = _mm512_loadu_si512(score + at + 16);
    for (uint32_t k = 0; k < count; k++) {
      low = _mm512_add_epi32(low, _mm512_cvtepi16_epi32(_mm256_loadu_si256((const void *)(row[k] + at))));
      high = _mm512_add_epi32(high, _mm512_cvtepi16_epi32(_mm256_loadu_si256((const void *)(row[k] + at + 16))));
    }
    _mm512_storeu_si512(score + at, low);
    _mm512_storeu_si512(score + at + 16, high);
  }
}
#endif

static void add_dense(const struct dm_weights *weights, const int16_t *const *row, uint32_t count, int32_t *score)
{
#if HAS_WIDE
  if (weights->means != DM_LAYER_PLAIN) {
    (weights->means == DM_LAYER_VNNI ? add_vnni : add_avx2)(row, count, weights->columns, score);
    return;
  }
#endif
  add_plain(row, count, weights->columns, score);
}

void dm_weights_add(const struct dm_weights *weights, const uint32_t *row, uint32_t count, int32_t *score)
{
  const int16_t *dense[DM_WEIGHTS_ROWS];
  uint32_t dense_count = 0;
  assert(count <= DM_WEIGHTS_ROWS);
  for (uint32_t k = 0; k < count; k++) {
    if (weights->dense && (row[k] & 0xff) == DM_WEIGHTS_WRITTEN_OUT) {
      dense[dense_count++] = weights->dense + (size_t)(row[k] >> 8) * weights->columns;
    } else {
      add_sparse(weights->entry + (row[k] >> 8), row[k] & 0xff, score);
    }
  }
  add_dense(weights, dense, dense_count, score);
}

static uint32_t best_plain(const int32_t *score, uint32_t count)
{
  int32_t greatest = score[0];
  uint32_t best = 0;
  for (uint32_t i = 1; i < count; i++) {
    greatest = score[i] > greatest ? score[i] : greatest;
  }
  while (score[best] != greatest) {
    best++;
  }
  return best;
}

#if HAS_WIDE
__attribute__((target("avx512f,avx512bw"))) static uint32_t best_vnni(const int32_t *score, uint32_t count)
{
  __m512i greatest = _mm512_set1_epi32(INT32_MIN);
  for (uint32_t i = 0; i < count; i += 16) {
    __mmask16 there = count - i < 16 ? (__mmask16)((1u << (count - i)) - 1) : (__mmask16)0xffff;
    greatest = _mm512_mask_max_epi32(greatest, there, greatest, _mm512_loadu_si512(score + i));
  }
  greatest = _mm512_set1_epi32(_mm512_reduce_max_epi32(greatest));
  uint32_t at = 0;
  __mmask16 same;
  while ((same = _mm512_cmpeq_epi32_mask(greatest, _mm512_loadu_si512(score + at))) == 0) {
    at += 16;
  }
  return at + (uint32_t)__builtin_ctz(same);
}
#endif

uint32_t dm_weights_best(const struct dm_weights *weights, const int32_t *score)
{
#if HAS_WIDE
  if (weights->means == DM_LAYER_VNNI) {
    return best_vnni(score, weights->label_count);
  }
#endif
  return best_plain(score, weights->label_count);
}
