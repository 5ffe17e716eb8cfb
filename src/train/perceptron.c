// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/perceptron.h"

#include "base/fail.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// The weight of a feature for a label.
struct cell {
  uint32_t label;
  int32_t weight;
  int64_t total;    ///< weight × steps, up to `since`
  uint32_t since;   ///< step of the last update
  uint32_t updates; ///< how often it was changed
};

/// A feature that has been updated.
struct row {
  uint64_t feature;
  uint32_t count, capacity;
  struct cell *cell;
};

struct dm_perceptron {
  struct dm_arena *arena;
  uint32_t label_count;
  uint32_t step;
  uint32_t row_count, row_capacity;
  struct row *row;
  uint32_t mask;
  uint32_t *slot; ///< [mask + 1] row, DM_NONE free
};

enum { FIRST_SLOTS = 1 << 16, MOST_CELLS = 255 };

static void clear_slots(struct dm_perceptron *perceptron, uint32_t count)
{
  perceptron->mask = count - 1;
  perceptron->slot = dm_realloc(perceptron->slot, count * sizeof *perceptron->slot);
  memset(perceptron->slot, 0xff, count * sizeof *perceptron->slot);
}

static void free_tables(void *context)
{
  struct dm_perceptron *perceptron = context;
  for (uint32_t i = 0; i < perceptron->row_count; i++) {
    free(perceptron->row[i].cell);
  }
  free(perceptron->row);
  free(perceptron->slot);
}

struct dm_perceptron *dm_perceptron_new(uint32_t label_count, struct dm_arena *arena)
{
  assert(label_count > 0 && label_count <= DM_WEIGHTS_LABELS);
  struct dm_perceptron *perceptron = DM_NEW(arena, struct dm_perceptron, 1);
  *perceptron = (struct dm_perceptron){.arena = arena, .label_count = label_count};
  clear_slots(perceptron, FIRST_SLOTS);
  dm_arena_defer(arena, free_tables, perceptron);
  return perceptron;
}

static uint32_t find_slot(const struct dm_perceptron *perceptron, uint64_t feature)
{
  uint32_t at = (uint32_t)feature & perceptron->mask;
  while (perceptron->slot[at] != DM_NONE && perceptron->row[perceptron->slot[at]].feature != feature) {
    at = (at + 1) & perceptron->mask;
  }
  return at;
}

void dm_perceptron_score(const struct dm_perceptron *perceptron, const uint64_t *feature, uint32_t count,
                         int32_t *score)
{
  for (uint32_t i = 0; i < count; i++) {
    __builtin_prefetch(&perceptron->slot[(uint32_t)feature[i] & perceptron->mask]);
  }
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = perceptron->slot[find_slot(perceptron, feature[i])];
    const struct row *row = at == DM_NONE ? NULL : &perceptron->row[at];
    for (uint32_t k = 0; row && k < row->count; k++) {
      score[row->cell[k].label] += row->cell[k].weight;
    }
  }
}

static void grow_slots(struct dm_perceptron *perceptron)
{
  clear_slots(perceptron, (perceptron->mask + 1) * 2);
  for (uint32_t i = 0; i < perceptron->row_count; i++) {
    perceptron->slot[find_slot(perceptron, perceptron->row[i].feature)] = i;
  }
}

static struct row *get_row(struct dm_perceptron *perceptron, uint64_t feature)
{
  if (perceptron->row_count * 2 > perceptron->mask) {
    grow_slots(perceptron);
  }
  uint32_t at = find_slot(perceptron, feature);
  if (perceptron->slot[at] == DM_NONE) {
    if (perceptron->row_count == perceptron->row_capacity) {
      perceptron->row_capacity = perceptron->row_capacity ? perceptron->row_capacity * 2 : FIRST_SLOTS;
      perceptron->row = dm_realloc(perceptron->row, perceptron->row_capacity * sizeof *perceptron->row);
    }
    perceptron->row[perceptron->row_count] = (struct row){.feature = feature};
    perceptron->slot[at] = perceptron->row_count++;
  }
  return &perceptron->row[perceptron->slot[at]];
}

static struct cell *get_cell(struct row *row, uint32_t label)
{
  for (uint32_t i = 0; i < row->count; i++) {
    if (row->cell[i].label == label) {
      return &row->cell[i];
    }
  }
  if (row->count == row->capacity) {
    row->capacity = row->capacity ? row->capacity * 2 : 2;
    row->cell = dm_realloc(row->cell, row->capacity * sizeof *row->cell);
  }
  row->cell[row->count] = (struct cell){.label = label};
  return &row->cell[row->count++];
}

void dm_perceptron_update(struct dm_perceptron *perceptron, const uint64_t *feature, uint32_t count, uint32_t label,
                          int32_t delta)
{
  for (uint32_t i = 0; i < count; i++) {
    struct cell *cell = get_cell(get_row(perceptron, feature[i]), label);
    cell->total += (int64_t)cell->weight * (perceptron->step - cell->since);
    cell->since = perceptron->step;
    cell->weight += delta;
    cell->updates++;
  }
}

void dm_perceptron_step(struct dm_perceptron *perceptron) { perceptron->step++; }

/* What is written. */

/// A row of what is kept.
struct kept {
  uint64_t feature;
  uint32_t updates;
  uint32_t row;
};

static int64_t average(const struct dm_perceptron *perceptron, const struct cell *cell)
{
  return cell->total + (int64_t)cell->weight * (perceptron->step - cell->since);
}

void dm_perceptron_restart(struct dm_perceptron *perceptron)
{
  for (uint32_t r = 0; r < perceptron->row_count; r++) {
    for (uint32_t i = 0; i < perceptron->row[r].count; i++) {
      struct cell *cell = &perceptron->row[r].cell[i];
      cell->total = average(perceptron, cell);
      cell->since = perceptron->step;
      cell->weight = 0;
    }
  }
}

static uint32_t count_updates(const struct row *row)
{
  uint32_t sum = 0;
  for (uint32_t i = 0; i < row->count; i++) {
    sum += row->cell[i].updates;
  }
  return sum;
}

static int compare_kept(const void *a, const void *b)
{
  const struct kept *x = a;
  const struct kept *y = b;
  if (x->updates != y->updates) {
    return x->updates < y->updates ? 1 : -1;
  }
  return (x->feature > y->feature) - (x->feature < y->feature);
}

static int compare_down(const void *a, const void *b)
{
  int64_t x = *(const int64_t *)a;
  int64_t y = *(const int64_t *)b;
  return (x < y) - (x > y);
}

/// How great an average must be to be kept, and how great int8 goes: all but some in ten thousand.
static void find_bounds(const struct dm_perceptron *perceptron, struct dm_perceptron_limits limits, int64_t *least,
                        int64_t *most)
{
  size_t count = 0;
  for (uint32_t r = 0; r < perceptron->row_count; r++) {
    count += perceptron->row[r].count;
  }
  int64_t *size = dm_malloc((count + 1) * sizeof *size);
  count = 0;
  for (uint32_t r = 0; r < perceptron->row_count; r++) {
    const struct row *row = &perceptron->row[r];
    bool often = count_updates(row) >= limits.least_updates;
    for (uint32_t i = 0; often && i < row->count; i++) {
      size[count++] = llabs(average(perceptron, &row->cell[i]));
    }
  }
  qsort(size, count, sizeof *size, compare_down);
  *most = count && size[count / 10000] ? size[count / 10000] : 1;
  *least = count > limits.entries ? size[limits.entries] + 1 : 1;
  free(size);
}

/// The square root of its part of the greatest, of 127.
static int8_t quantise(int64_t average, int64_t most)
{
  double part = fabs((double)average) / (double)most;
  double root = floor(sqrt(part > 1 ? 1 : part) * INT8_MAX + 0.5);
  return (int8_t)(average < 0 ? -root : root);
}

/// Write the cells of a row that are kept.  @return how many.
static uint32_t pack_row(const struct dm_perceptron *perceptron, const struct row *row, int64_t least, int64_t most,
                         struct dm_weight_entry *out)
{
  uint32_t count = 0;
  for (uint32_t label = 0; label < perceptron->label_count; label++) {
    for (uint32_t i = 0; i < row->count && count < MOST_CELLS; i++) {
      int64_t value = row->cell[i].label == label ? average(perceptron, &row->cell[i]) : 0;
      int8_t weight = llabs(value) >= least ? quantise(value, most) : 0;
      if (weight) {
        out[count++] = (struct dm_weight_entry){(uint8_t)label, weight};
      }
    }
  }
  return count;
}

/// The rows that have been updated often enough, the most often first: so they stand close together and in their own slots.
static struct kept *sort_rows(const struct dm_perceptron *perceptron, uint32_t least_updates, struct dm_arena *arena,
                              uint32_t *count)
{
  struct kept *kept = DM_NEW(arena, struct kept, perceptron->row_count + 1);
  *count = 0;
  for (uint32_t r = 0; r < perceptron->row_count; r++) {
    uint32_t updates = count_updates(&perceptron->row[r]);
    if (updates >= least_updates) {
      kept[(*count)++] = (struct kept){perceptron->row[r].feature, updates, r};
    }
  }
  qsort(kept, *count, sizeof *kept, compare_kept);
  return kept;
}

/// As few slots as leave a third free.
static uint32_t count_slots(uint32_t rows)
{
  uint32_t slots = 64;
  while (slots - slots / 3 < rows) {
    slots *= 2;
  }
  return slots;
}

static struct dm_weight_slot *fill_slots(const struct kept *kept, const uint32_t *row, uint32_t count, uint32_t slots,
                                         struct dm_arena *arena)
{
  struct dm_weight_slot *slot = DM_NEW(arena, struct dm_weight_slot, slots);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = (uint32_t)kept[i].feature & (slots - 1);
    while (row[i] && slot[at].row) {
      at = (at + 1) & (slots - 1);
    }
    if (row[i]) {
      slot[at] = (struct dm_weight_slot){(uint32_t)(kept[i].feature >> 32), row[i]};
    }
  }
  return slot;
}

static const char *name_part(const char *name, const char *part, struct dm_arena *arena)
{
  char text[DM_MODEL_NAME];
  int size = snprintf(text, sizeof text, "%s%s", name, part);
  assert(size > 0 && size < (int)sizeof text);
  return dm_arena_copy(arena, text, (size_t)size);
}

void dm_perceptron_pack(struct dm_perceptron *perceptron, const char *name, struct dm_perceptron_limits limits,
                        struct dm_arena *arena, struct dm_perceptron_pack *out)
{
  assert(limits.entries < DM_WEIGHTS_ENTRIES);
  int64_t least, most;
  uint32_t count;
  uint32_t used = 0;
  uint32_t entries = 0;
  find_bounds(perceptron, limits, &least, &most);
  struct kept *kept = sort_rows(perceptron, limits.least_updates, arena, &count);
  uint32_t *row = DM_NEW(arena, uint32_t, count + 1);
  struct dm_weight_entry *entry = DM_NEW(arena, struct dm_weight_entry, limits.entries + DM_WEIGHTS_LABELS + 1);
  for (uint32_t i = 0; i < count && entries <= limits.entries; i++) {
    uint32_t cells = pack_row(perceptron, &perceptron->row[kept[i].row], least, most, entry + entries);
    row[i] = cells ? entries << 8 | cells : 0;
    used += cells != 0;
    entries += cells;
  }
  uint32_t slots = count_slots(used);
  struct dm_weight_slot *slot = fill_slots(kept, row, count, slots, arena);
  *out = (struct dm_perceptron_pack){.part = {{name_part(name, ".slots", arena), slot, slots * sizeof *slot},
                                              {name_part(name, ".entries", arena), entry, entries * sizeof *entry}},
                                     .weights = {perceptron->label_count, entries, slots - 1, slot, entry}};
}

/* Order. */

uint64_t dm_order_random(uint64_t *state)
{
  uint64_t x = *state += 0x9e3779b97f4a7c15u;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

void dm_order_begin(uint32_t *order, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    order[i] = i;
  }
}

void dm_order_shuffle(uint32_t *order, uint32_t count, uint64_t *state)
{
  for (uint32_t i = count; i > 1; i--) {
    uint32_t other = (uint32_t)(dm_order_random(state) % i);
    uint32_t held = order[i - 1];
    order[i - 1] = order[other];
    order[other] = held;
  }
}
