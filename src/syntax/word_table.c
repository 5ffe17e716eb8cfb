// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/word_table.h"

#include "base/model_file.h"
#include "text/text.h"

static bool rows_exist(const struct dm_word_table *table)
{
  bool free_slot = false;
  for (uint32_t i = 0; i <= table->mask; i++) {
    uint32_t row = table->slot[i].row;
    free_slot = free_slot || row == DM_NONE;
    if (row != DM_NONE && row >= table->row_count) {
      return false;
    }
  }
  return free_slot; // or a search would not end
}

static bool clusters_fit(const struct dm_word_table *table)
{
  for (uint32_t i = 0; i < table->row_count; i++) {
    const struct dm_word_clusters *clusters = &table->clusters[i];
    if (clusters->fine >= DM_WORD_FINE || clusters->coarse >= DM_WORD_COARSE) {
      return false;
    }
  }
  return true;
}

enum dm_status dm_word_table_open(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                  struct dm_word_table *out)
{
  struct dm_model_file model;
  struct dm_span slots, clusters, vectors, scale;
  DM_TRY(dm_model_file_open(resources, "words", "words", arena, diag, &model));
  DM_TRY(dm_model_file_section(&model, "slots", sizeof(struct dm_word_slot), DM_NONE, diag, &slots));
  DM_TRY(dm_model_file_section(&model, "clusters", sizeof(struct dm_word_clusters), DM_NONE, diag, &clusters));
  DM_TRY(dm_model_file_section(&model, "scale", sizeof(float), DM_WORD_DIMENSIONS, diag, &scale));
  DM_TRY(dm_model_file_section(&model, "vectors", DM_WORD_DIMENSIONS, DM_NONE, diag, &vectors));
  size_t slot_count = slots.size / sizeof(struct dm_word_slot);
  size_t row_count = clusters.size / sizeof(struct dm_word_clusters);
  size_t vector_count = vectors.size / DM_WORD_DIMENSIONS;
  if (slot_count == 0 || slot_count > UINT32_MAX / 2 || (slot_count & (slot_count - 1)) != 0) {
    return dm_model_file_error(&model, diag, "slots", "its slots are no power of two");
  }
  if (row_count < DM_WORD_FIRST || row_count >= UINT32_MAX || vector_count < DM_WORD_FINE ||
      vector_count - DM_WORD_FINE > row_count) {
    return dm_model_file_error(&model, diag, "vectors", "there are too few or too many");
  }
  struct dm_word_table table = {.checksum = model.checksum,
                                .row_count = (uint32_t)row_count,
                                .own_count = (uint32_t)vector_count - DM_WORD_FINE,
                                .mask = (uint32_t)slot_count - 1,
                                .slot = (const void *)slots.data,
                                .clusters = (const void *)clusters.data,
                                .vector = (const void *)vectors.data,
                                .scale = (const void *)scale.data};
  if (!rows_exist(&table) || !clusters_fit(&table)) {
    return dm_model_file_error(&model, diag, "slots", "they lead outside the table");
  }
  *out = table;
  return DM_OK;
}

uint32_t dm_word_table_find(const struct dm_word_table *table, uint64_t folded)
{
  uint32_t check = (uint32_t)(folded >> 32);
  for (uint32_t i = (uint32_t)folded & table->mask;; i = (i + 1) & table->mask) {
    const struct dm_word_slot *slot = &table->slot[i];
    if (slot->row == DM_NONE || slot->check == check) {
      return slot->row;
    }
  }
}

uint32_t dm_word_table_row(const struct dm_word_table *table, uint64_t folded, uint8_t shape)
{
  uint32_t row = dm_word_table_find(table, folded);
  if (row != DM_NONE) {
    return row;
  }
  bool digit = shape & DM_SHAPE_DIGIT;
  return digit && (shape & DM_SHAPE_WORD) ? DM_WORD_NUMBERED : digit ? DM_WORD_NUMBER : DM_WORD_UNKNOWN;
}

const int8_t *dm_word_table_vector(const struct dm_word_table *table, uint32_t row)
{
  uint32_t at = row < table->own_count ? row : table->own_count + table->clusters[row].fine;
  return table->vector + (size_t)at * DM_WORD_DIMENSIONS;
}

void dm_word_table_prefetch(const struct dm_word_table *table, uint64_t folded)
{
  __builtin_prefetch(&table->slot[(uint32_t)folded & table->mask]);
}
