// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/features.h"

#include <string.h>

/* Making. */

static bool asks_the_same(const struct dm_instruction *one, const struct dm_instruction *other)
{
  return one->operation == other->operation && one->a == other->a && one->b == other->b && one->hash == other->hash;
}

/// Number the distinct instructions that take tokens.  @return them, `*count`.
static const struct dm_instruction *number_questions(struct dm_arena *arena, uint32_t program_count,
                                                     struct dm_program *program, uint32_t *count)
{
  struct dm_instruction *question = NULL;
  uint32_t capacity = 0;
  *count = 0;
  for (uint32_t i = 0; i < program_count; i++) {
    for (uint32_t pc = 0; pc < program[i].count; pc++) {
      struct dm_instruction *code = &program[i].code[pc];
      if (!dm_operation_asks(code->operation)) {
        continue;
      }
      uint32_t at = 0;
      while (at < *count && !asks_the_same(&question[at], code)) {
        at++;
      }
      if (at == *count) {
        *DM_PUSH(arena, question, *count, capacity) = *code;
      }
      code->index = at;
    }
  }
  return question;
}

static uint32_t find_slot(const struct dm_phrases *phrases, uint64_t hash)
{
  uint32_t slot = (uint32_t)hash & phrases->mask;
  while (phrases->hash[slot] && phrases->hash[slot] != hash) {
    slot = (slot + 1) & phrases->mask;
  }
  return slot;
}

static void make_slots(struct dm_arena *arena, uint32_t words, uint32_t size, struct dm_phrases *phrases)
{
  struct dm_phrases old = *phrases;
  phrases->mask = size - 1;
  phrases->hash = DM_NEW(arena, uint64_t, size);
  phrases->set = DM_NEW(arena, uint64_t, (size_t)size * words);
  for (uint32_t i = 0; old.hash && i <= old.mask; i++) {
    if (old.hash[i]) {
      uint32_t slot = find_slot(phrases, old.hash[i]);
      phrases->hash[slot] = old.hash[i];
      memcpy(&phrases->set[(size_t)slot * words], &old.set[(size_t)i * words], words * sizeof *old.set);
    }
  }
}

/// The set of features of a phrase.
static uint64_t *take_phrase(struct dm_arena *arena, uint32_t words, struct dm_phrases *phrases, uint64_t hash)
{
  if (phrases->used * 2 >= phrases->mask) {
    make_slots(arena, words, phrases->mask ? (phrases->mask + 1) * 2 : 256, phrases);
  }
  uint32_t slot = find_slot(phrases, hash);
  phrases->used += phrases->hash[slot] == 0;
  phrases->hash[slot] = hash;
  return &phrases->set[(size_t)slot * words];
}

static bool has_value(const struct dm_class *class, const struct dm_entry *entry)
{
  struct dm_span field = dm_entry_field(entry, class->column);
  struct dm_span rest = class->value;
  while (rest.size) {
    const char *bar = memchr(rest.data, '|', rest.size);
    size_t size = bar ? (size_t)(bar - rest.data) : rest.size;
    if (dm_span_equal(field, (struct dm_span){rest.data, size})) {
      return true;
    }
    size_t step = bar ? size + 1 : size;
    rest = (struct dm_span){rest.data + step, rest.size - step};
  }
  return false;
}

static bool belongs(const struct dm_class *class, uint32_t row)
{
  const struct dm_entry *entry = row == DM_NONE ? NULL : &class->lexicon->entry[row];
  for (; entry; entry = dm_lexicon_next(class->lexicon, entry)) {
    if (class->column == DM_NONE || has_value(class, entry)) {
      return true;
    }
  }
  return false;
}

static void add_class(struct dm_arena *arena, const struct dm_class *class, uint32_t index,
                      struct dm_features *features)
{
  const struct dm_lexicon *lexicon = class->lexicon;
  struct dm_phrases *phrases = class->lemma ? &features->lemma : &features->spelled;
  for (uint32_t slot = 0; slot <= lexicon->mask; slot++) {
    if (lexicon->slot_hash[slot]) {
      uint64_t *set = take_phrase(arena, features->words, phrases, lexicon->slot_hash[slot]);
      if (belongs(class, lexicon->slot_entry[slot])) {
        dm_set_add(set, index);
      }
    }
  }
}

static void add_tag(const struct dm_instruction *question, uint32_t index, struct dm_features *features)
{
  for (int32_t form = 0; form < DM_FORMS; form++) {
    if (question->b == DM_FORM_NONE || question->b == form) {
      dm_set_add(&features->tag[(size_t)(question->a * DM_FORMS + form) * features->words], index);
    }
  }
}

static void add_question(const struct dm_program_names *names, const struct dm_instruction *question, uint32_t index,
                         struct dm_features *features)
{
  struct dm_arena *arena = names->arena;
  uint64_t word = dm_lexicon_step(0, question->hash);
  switch (question->operation) {
  case DM_OP_WORD:
    dm_set_add(take_phrase(arena, features->words, &features->spelled, word), index);
    break;
  case DM_OP_LEMMA:
    dm_set_add(take_phrase(arena, features->words, &features->lemma, word), index);
    break;
  case DM_OP_CLASS:
    add_class(arena, &names->class[question->a], index, features);
    break;
  case DM_OP_TAG:
    add_tag(question, index, features);
    break;
  default: // DM_OP_LAYER
    features->layer[question->a] = index;
  }
}

void dm_features_make(const struct dm_program_names *names, uint32_t count, struct dm_program *program,
                      struct dm_features *out)
{
  struct dm_features features = {.layer_count = names->layer_count};
  const struct dm_instruction *question = number_questions(names->arena, count, program, &features.count);
  features.words = dm_set_words(features.count);
  features.tag = DM_NEW(names->arena, uint64_t, (size_t)DM_TAGS * DM_FORMS * features.words);
  features.layer = DM_NEW(names->arena, uint32_t, names->layer_count + 1);
  make_slots(names->arena, features.words, 64, &features.spelled);
  make_slots(names->arena, features.words, 64, &features.lemma);
  for (uint32_t i = 0; i < features.count; i++) {
    add_question(names, &question[i], i, &features);
  }
  *out = features;
}

/* Looking. */

void dm_sight_begin(const struct dm_features *features, uint32_t longest, struct dm_arena *arena, struct dm_sight *out)
{
  *out = (struct dm_sight){.set = DM_NEW(arena, uint64_t, (size_t)longest * features->words),
                           .rest = DM_NEW(arena, uint64_t, (size_t)longest * features->words),
                           .length = DM_NEW(arena, uint8_t, (size_t)longest * features->count)};
}

/// The phrases that begin at a token: their features, and how long the longest of each is.
static void look_up(const struct dm_features *features, const struct dm_phrases *phrases, const uint64_t *word,
                    uint32_t left, uint64_t *set, uint8_t *length)
{
  uint64_t hash = 0;
  for (uint32_t i = 0; i < left; i++) {
    hash = dm_lexicon_step(hash, word[i]);
    uint32_t slot = find_slot(phrases, hash);
    if (!phrases->hash[slot]) {
      return;
    }
    const uint64_t *found = &phrases->set[(size_t)slot * features->words];
    for (uint32_t w = 0; w < features->words; w++) {
      set[w] |= found[w];
      for (uint64_t bits = found[w]; bits; bits &= bits - 1) {
        length[w * 64 + (uint32_t)__builtin_ctzll(bits)] = (uint8_t)(i + 1);
      }
    }
  }
}

/// What holds at a token, by itself.
static void look_at(const struct dm_features *features, const struct dm_view *view, const struct dm_layer *const *layer,
                    uint32_t at, struct dm_sight *sight)
{
  uint32_t end = sight->sentence.end;
  uint32_t index = at - sight->sentence.start;
  uint64_t *set = &sight->set[(size_t)index * features->words];
  uint8_t *length = &sight->length[(size_t)index * features->count];
  size_t tag = (size_t)view->syntax->tag[at] * DM_FORMS + view->syntax->form[at];
  memcpy(set, &features->tag[tag * features->words], features->words * sizeof *set);
  look_up(features, &features->spelled, &view->text->folded[at], end - at, set, length);
  look_up(features, &features->lemma, &view->syntax->lemma[at], end - at, set, length);
  for (uint32_t i = 0; i < features->layer_count; i++) {
    if (layer[i] && layer[i]->end[at] > at && layer[i]->end[at] <= end) {
      dm_set_add(set, features->layer[i]);
    }
  }
}

void dm_sight_look(const struct dm_features *features, const struct dm_view *view, const struct dm_layer *const *layer,
                   struct dm_range sentence, struct dm_sight *sight)
{
  uint32_t words = features->words;
  sight->sentence = sentence;
  for (uint32_t at = sentence.end; at-- > sentence.start;) {
    look_at(features, view, layer, at, sight);
    const uint64_t *set = &sight->set[(size_t)(at - sentence.start) * words];
    uint64_t *rest = &sight->rest[(size_t)(at - sentence.start) * words];
    for (uint32_t w = 0; w < words; w++) {
      rest[w] = set[w] | (at + 1 < sentence.end ? rest[words + w] : 0);
    }
  }
}
