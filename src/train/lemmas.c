// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/lemmas.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "syntax/lemmatiser.h"
#include "syntax/syntax.h"
#include "train/inflect.h"

#include <stdlib.h>
#include <string.h>

enum {
  LEAST_WORDS = 3, ///< with an ending, before it has a rule
  LEAST_USES = 2,  ///< of a word, before it has a rule
  ROOM = 1 << 20,  ///< slots while rules are found
  DICTIONARY = 2,  ///< uses that a form of the dictionary counts for
};

/// A word with its lemma, or an ending of one.
struct pair {
  struct dm_span word; ///< small
  uint8_t label;
  uint8_t size; ///< of the ending, or DM_LEMMA_WORD
  uint32_t rule;
  uint32_t uses;
};

/// A key and its rule.
struct known {
  uint64_t key;
  uint32_t rule;
};

/// What has been found so far.
struct finder {
  struct dm_arena *arena;
  uint32_t pair_count, pair_capacity;
  struct pair *pair;
  uint32_t rule_count, rule_capacity;
  struct dm_lemma_rule *rule;
  uint32_t key_count, key_capacity;
  struct known *key; ///< in the order in which they were found
  uint32_t mask;
  struct dm_lemma_slot *slot; ///< [mask + 1] the same by key
  uint8_t *reach;             ///< [labels]
};

static struct dm_span fold(struct dm_arena *arena, struct dm_span form)
{
  struct dm_buffer out = {0};
  dm_utf8_fold(form, &out);
  struct dm_span copy = {dm_arena_copy(arena, out.data, out.size), out.size};
  dm_buffer_free(&out);
  return copy;
}

/* Rules. */

static size_t common(struct dm_span a, struct dm_span b)
{
  size_t size = 0;
  while (size < a.size && size < b.size && a.data[size] == b.data[size]) {
    size++;
  }
  while (size > 0 && size < a.size && ((unsigned char)a.data[size] & 0xC0) == 0x80) { // within a code point
    size--;
  }
  return size;
}

static uint32_t number_rule(struct finder *finder, const struct dm_lemma_rule *rule)
{
  for (uint32_t i = 0; i < finder->rule_count; i++) {
    if (memcmp(&finder->rule[i], rule, sizeof *rule) == 0) {
      return i;
    }
  }
  *DM_PUSH(finder->arena, finder->rule, finder->rule_count, finder->rule_capacity) = *rule;
  return finder->rule_count - 1;
}

/// What makes the lemma of the word; DM_NONE if no rule does.
static uint32_t rule_of(struct finder *finder, struct dm_span form, struct dm_span small, struct dm_span lemma,
                        bool name)
{
  size_t cased = form.size == small.size ? common(form, lemma) : 0;
  size_t plain = common(small, lemma);
  bool keep = cased > plain || (cased == plain && name);
  size_t same = keep ? cased : plain;
  size_t added = lemma.size - same;
  if (small.size - same > UINT8_MAX || added > DM_LEMMA_ADDED) {
    return DM_NONE;
  }
  struct dm_lemma_rule rule = {.cut = (uint8_t)(small.size - same), .keep = (uint8_t)(added << 1 | keep)};
  if (added) {
    memcpy(rule.add, lemma.data + same, added);
  }
  return number_rule(finder, &rule);
}

static void add_pair(struct finder *finder, struct dm_span word, uint8_t label, uint32_t rule, uint32_t uses)
{
  *DM_PUSH(finder->arena, finder->pair, finder->pair_count, finder->pair_capacity) =
      (struct pair){word, label, DM_LEMMA_WORD, rule, uses};
}

/* What they are found in. */

static void read_treebank(struct finder *finder, const struct dm_treebank *treebank)
{
  for (uint32_t s = 0; s < treebank->count; s++) {
    const struct dm_treebank_sentence *sentence = &treebank->sentence[s];
    for (uint32_t i = 0; i < sentence->count; i++) {
      uint8_t label = sentence->label[i];
      struct dm_span lemma = sentence->lemma[i];
      if (label == DM_TREEBANK_NO_LABEL || dm_span_equal(lemma, DM_LITERAL("_"))) {
        continue;
      }
      struct dm_span small = fold(finder->arena, sentence->form[i]);
      uint32_t rule = rule_of(finder, sentence->form[i], small, lemma, treebank->label[label].tag == DM_TAG_PROPN);
      if (rule != DM_NONE) {
        add_pair(finder, small, label, rule, 1);
      }
    }
  }
}

struct dictionary {
  struct finder *finder;
  const struct dm_treebank *treebank;
};

static void add_form(struct finder *finder, const struct dm_treebank *treebank, struct dm_span word, enum dm_tag tag,
                     enum dm_xpos xpos, struct dm_span lemma)
{
  for (uint32_t i = 0; i < treebank->label_count; i++) {
    if (treebank->label[i].tag == tag && treebank->label[i].xpos == xpos) {
      struct dm_span copy = {dm_arena_copy(finder->arena, word.data, word.size), word.size};
      uint32_t rule = rule_of(finder, copy, copy, lemma, false);
      if (rule != DM_NONE) {
        add_pair(finder, copy, (uint8_t)i, rule, DICTIONARY);
      }
    }
  }
}

/// A form of the dictionary.
static void take_form(void *context, struct dm_span word, const struct dm_forms *forms)
{
  struct dictionary *dictionary = context;
  struct finder *finder = dictionary->finder;
  const struct dm_treebank *treebank = dictionary->treebank;
  static const enum dm_xpos xpos[] = {[DM_FORM_PRESENT] = DM_XPOS_VBZ,
                                      [DM_FORM_PAST] = DM_XPOS_VBD,
                                      [DM_FORM_GERUND] = DM_XPOS_VBG,
                                      [DM_FORM_PARTICIPLE] = DM_XPOS_VBN};
  if (forms->noun && forms->plural) {
    add_form(finder, treebank, word, DM_TAG_NOUN, DM_XPOS_NNS, forms->noun_lemma);
  }
  if (forms->verb && forms->form != DM_FORM_BASE && forms->form != DM_FORM_NONE) {
    add_form(finder, treebank, word, DM_TAG_VERB, xpos[forms->form], forms->verb_lemma);
    if (forms->form == DM_FORM_PAST && forms->both) {
      add_form(finder, treebank, word, DM_TAG_VERB, DM_XPOS_VBN, forms->verb_lemma);
    }
  }
}

/* Words. */

static struct dm_span ending_of(const struct pair *pair)
{
  size_t size = pair->size == DM_LEMMA_WORD ? pair->word.size : pair->size;
  return (struct dm_span){pair->word.data + pair->word.size - size, size};
}

static int compare_pairs(const void *a, const void *b)
{
  const struct pair *x = a;
  const struct pair *y = b;
  if (x->size != y->size) {
    return x->size < y->size ? -1 : 1;
  }
  if (x->label != y->label) {
    return x->label < y->label ? -1 : 1;
  }
  int order = dm_span_compare(ending_of(x), ending_of(y));
  return order ? order : (x->rule > y->rule) - (x->rule < y->rule);
}

/// Whether two are of the same label and ending.
static bool is_same(const struct pair *a, const struct pair *b)
{
  return a->size == b->size && a->label == b->label && dm_span_equal(ending_of(a), ending_of(b));
}

/// The end of the group that begins at `start`, its most frequent rule and all uses.
static uint32_t read_group(const struct finder *finder, uint32_t start, uint32_t *rule, uint32_t *uses)
{
  uint32_t most = 0;
  uint32_t run = 0;
  uint32_t end = start;
  *uses = 0;
  for (; end < finder->pair_count && is_same(&finder->pair[start], &finder->pair[end]); end++) {
    const struct pair *pair = &finder->pair[end];
    run = end > start && pair->rule == finder->pair[end - 1].rule ? run + pair->uses : pair->uses;
    *rule = run > most ? pair->rule : *rule;
    most = run > most ? run : most;
    *uses += pair->uses;
  }
  return end;
}

/// Words once each, with their most frequent rule.
static void join_words(struct finder *finder)
{
  uint32_t count = 0;
  qsort(finder->pair, finder->pair_count, sizeof *finder->pair, compare_pairs);
  for (uint32_t at = 0; at < finder->pair_count;) {
    struct pair word = finder->pair[at];
    at = read_group(finder, at, &word.rule, &word.uses);
    finder->pair[count++] = word;
  }
  finder->pair_count = count;
}

/* Keys. */

static uint32_t find_key(const struct finder *finder, uint64_t key)
{
  uint32_t at = (uint32_t)key & finder->mask;
  while (finder->slot[at].rule != DM_NONE && finder->slot[at].check != (uint32_t)(key >> 32)) {
    at = (at + 1) & finder->mask;
  }
  return at;
}

static void begin_slots(struct finder *finder, uint32_t slots)
{
  finder->mask = slots - 1;
  finder->slot = DM_NEW(finder->arena, struct dm_lemma_slot, slots);
  for (uint32_t i = 0; i < slots; i++) {
    finder->slot[i].rule = DM_NONE;
  }
}

/// What is known for a word or ending from endings shorter than `size`.
static uint32_t known_rule(const struct finder *finder, uint8_t label, struct dm_span word, uint32_t size)
{
  uint32_t longest = size == DM_LEMMA_WORD ? DM_LEMMA_ENDING + 1 : size;
  for (uint32_t s = longest; s-- > 0;) {
    uint32_t slot = s <= word.size ? find_key(finder, dm_lemma_key(label, word, (uint8_t)s)) : 0;
    if (s <= word.size && finder->slot[slot].rule != DM_NONE) {
      return finder->slot[slot].rule;
    }
  }
  return DM_NONE;
}

/// Give rules to the groups of pairs as they stand.
static void add_rules(struct finder *finder, uint32_t least)
{
  for (uint32_t at = 0; at < finder->pair_count;) {
    const struct pair *pair = &finder->pair[at];
    uint32_t rule = DM_NONE;
    uint32_t uses;
    at = read_group(finder, at, &rule, &uses);
    bool enough = pair->size == 0 || uses >= least;
    if (enough && rule != known_rule(finder, pair->label, pair->word, pair->size)) {
      uint64_t key = dm_lemma_key(pair->label, pair->word, pair->size);
      finder->slot[find_key(finder, key)] = (struct dm_lemma_slot){(uint32_t)(key >> 32), rule};
      *DM_PUSH(finder->arena, finder->key, finder->key_count, finder->key_capacity) = (struct known){key, rule};
      bool longer = pair->size != DM_LEMMA_WORD && pair->size > finder->reach[pair->label];
      finder->reach[pair->label] = longer ? pair->size : finder->reach[pair->label];
    }
  }
}

/// From the empty ending to the longest, then whole words.
static void find_rules(struct finder *finder)
{
  struct finder words = *finder;
  words.pair = DM_NEW(finder->arena, struct pair, finder->pair_count);
  for (uint32_t size = 0; size <= DM_LEMMA_ENDING; size++) {
    words.pair_count = 0;
    for (uint32_t i = 0; i < finder->pair_count; i++) {
      if (finder->pair[i].word.size >= size + (size > 0)) {
        words.pair[words.pair_count] = finder->pair[i];
        words.pair[words.pair_count].size = (uint8_t)size;
        words.pair[words.pair_count++].uses = 1;
      }
    }
    qsort(words.pair, words.pair_count, sizeof *words.pair, compare_pairs);
    add_rules(&words, LEAST_WORDS);
  }
  memcpy(words.pair, finder->pair, finder->pair_count * sizeof *finder->pair);
  words.pair_count = finder->pair_count;
  add_rules(&words, LEAST_USES);
  finder->key = words.key;
  finder->key_count = words.key_count;
}

/// The slots, no more than are needed.
static void tighten(struct finder *finder)
{
  uint32_t slots = 64;
  while (slots - slots / 3 < finder->key_count) {
    slots *= 2;
  }
  begin_slots(finder, slots);
  for (uint32_t i = 0; i < finder->key_count; i++) {
    uint64_t key = finder->key[i].key;
    finder->slot[find_key(finder, key)] = (struct dm_lemma_slot){(uint32_t)(key >> 32), finder->key[i].rule};
  }
}

void dm_lemmas_find(const struct dm_treebank *treebank, const struct dm_word_table *words,
                    const struct dm_forms_model *forms, struct dm_arena *arena, struct dm_model_part *part)
{
  struct finder finder = {.arena = arena, .reach = DM_NEW(arena, uint8_t, treebank->label_count)};
  struct dictionary dictionary = {&finder, treebank};
  read_treebank(&finder, treebank);
  dm_inflect(forms, words, take_form, &dictionary);
  join_words(&finder);
  begin_slots(&finder, ROOM);
  find_rules(&finder);
  tighten(&finder);
  part[0] = (struct dm_model_part){"lemma.rules", finder.rule, finder.rule_count * sizeof *finder.rule};
  part[1] = (struct dm_model_part){"lemma.slots", finder.slot, (finder.mask + 1) * sizeof *finder.slot};
  part[2] = (struct dm_model_part){"lemma.reach", finder.reach, treebank->label_count};
}
