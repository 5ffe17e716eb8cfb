// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/weights.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

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

enum dm_status dm_weights_open(const struct dm_model_file *model, const char *name, uint32_t label_count,
                               struct dm_diag *diag, struct dm_weights *out)
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
                               .slot = (const void *)slots.data,
                               .entry = (const void *)entries.data};
  if (!slots_fit(&weights) || !labels_fit(&weights)) {
    return dm_model_file_error(model, diag, name, "a row or a label lies outside");
  }
  *out = weights;
  return DM_OK;
}
