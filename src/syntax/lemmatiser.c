// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/lemmatiser.h"

#include "base/hash.h"

#include <string.h>

static bool rules_fit(const struct dm_lemmatiser *lemmatiser)
{
  bool free_slot = false;
  for (uint32_t i = 0; i <= lemmatiser->mask; i++) {
    uint32_t rule = lemmatiser->slot[i].rule;
    free_slot = free_slot || rule == DM_NONE;
    if (rule != DM_NONE && rule >= lemmatiser->rule_count) {
      return false;
    }
  }
  for (uint32_t i = 0; i < lemmatiser->rule_count; i++) {
    if (lemmatiser->rule[i].keep >> 1 > DM_LEMMA_ADDED) {
      return false;
    }
  }
  for (uint32_t i = 0; i < lemmatiser->label_count; i++) {
    if (lemmatiser->reach[i] > DM_LEMMA_ENDING) {
      return false;
    }
  }
  return free_slot; // or a search would not end
}

enum dm_status dm_lemmatiser_open(const struct dm_model_file *model, uint32_t label_count, struct dm_diag *diag,
                                  struct dm_lemmatiser *out)
{
  struct dm_span rules, slots, reach;
  DM_TRY(dm_model_file_section(model, "lemma.rules", sizeof(struct dm_lemma_rule), DM_NONE, diag, &rules));
  DM_TRY(dm_model_file_section(model, "lemma.slots", sizeof(struct dm_lemma_slot), DM_NONE, diag, &slots));
  DM_TRY(dm_model_file_section(model, "lemma.reach", 1, label_count, diag, &reach));
  size_t slot_count = slots.size / sizeof(struct dm_lemma_slot);
  size_t rule_count = rules.size / sizeof(struct dm_lemma_rule);
  if (slot_count == 0 || slot_count > UINT32_MAX / 2 || (slot_count & (slot_count - 1)) != 0 ||
      rule_count >= UINT32_MAX) {
    return dm_model_file_error(model, diag, "lemma.slots", "its slots are no power of two");
  }
  struct dm_lemmatiser lemmatiser = {.label_count = label_count,
                                     .rule_count = (uint32_t)rule_count,
                                     .mask = (uint32_t)slot_count - 1,
                                     .rule = (const void *)rules.data,
                                     .slot = (const void *)slots.data,
                                     .reach = (const void *)reach.data};
  if (!rules_fit(&lemmatiser)) {
    return dm_model_file_error(model, diag, "lemma.slots", "a rule lies outside or adds too much");
  }
  *out = lemmatiser;
  return DM_OK;
}

uint64_t dm_lemma_key(uint8_t label, struct dm_span word, uint8_t size)
{
  size_t taken = size == DM_LEMMA_WORD ? word.size : size;
  return dm_hash_join(dm_hash_bytes(word.data + word.size - taken, taken), (uint64_t)label << 8 | size);
}

static uint32_t find(const struct dm_lemmatiser *lemmatiser, uint64_t key)
{
  uint32_t check = (uint32_t)(key >> 32);
  for (uint32_t at = (uint32_t)key & lemmatiser->mask;; at = (at + 1) & lemmatiser->mask) {
    const struct dm_lemma_slot *slot = &lemmatiser->slot[at];
    if (slot->rule == DM_NONE || slot->check == check) {
      return slot->rule;
    }
  }
}

static uint32_t find_longest(const struct dm_lemmatiser *lemmatiser, struct dm_span word, uint8_t label)
{
  uint32_t rule = find(lemmatiser, dm_lemma_key(label, word, DM_LEMMA_WORD));
  size_t reach = lemmatiser->reach[label];
  for (size_t size = reach < word.size ? reach : word.size; rule == DM_NONE && size > 0; size--) {
    rule = find(lemmatiser, dm_lemma_key(label, word, (uint8_t)size));
  }
  return rule == DM_NONE ? find(lemmatiser, dm_lemma_key(label, word, 0)) : rule;
}

/// Whether so many bytes at the end are there, and whole characters: a rule may take more than the ending it is known for.
static bool can_cut(struct dm_span word, size_t cut)
{
  return cut <= word.size && (cut == 0 || ((unsigned char)word.data[word.size - cut] & 0xc0) != 0x80);
}

struct dm_span dm_lemmatiser_apply(const struct dm_lemmatiser *lemmatiser, struct dm_span small, uint8_t label,
                                   char *room, bool *keep)
{
  *keep = false;
  if (!small.size) { // nothing but soft hyphens
    return (struct dm_span){room, 0};
  }
  uint32_t index = find_longest(lemmatiser, small, label);
  const struct dm_lemma_rule *rule = index == DM_NONE ? NULL : &lemmatiser->rule[index];
  bool fits = rule && can_cut(small, rule->cut) && (rule->cut < small.size || rule->keep >> 1 > 0); // something is left
  size_t kept = fits ? small.size - rule->cut : small.size;
  size_t added = fits ? rule->keep >> 1 : 0;
  *keep = rule && (rule->keep & 1);
  memcpy(room, small.data, kept);
  if (added) {
    memcpy(room + kept, rule->add, added);
  }
  return (struct dm_span){room, kept + added};
}
