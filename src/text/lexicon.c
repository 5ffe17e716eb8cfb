// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "text/lexicon.h"

#include "base/buffer.h"
#include "text/words.h"

#include <assert.h>
#include <string.h>

enum { LONGEST_PHRASE = 16 };

static uint64_t word_hash(enum dm_lexicon_case how, struct dm_span word)
{
  return how == DM_LEXICON_EXACT ? dm_words_exact(word) : dm_words_folded(word);
}

/// The slot of a phrase, or the free one where it would go.
static uint32_t find_slot(const struct dm_lexicon *lexicon, uint64_t hash)
{
  uint32_t slot = (uint32_t)hash & lexicon->mask;
  while (lexicon->slot_hash[slot] && lexicon->slot_hash[slot] != hash) {
    slot = (slot + 1) & lexicon->mask;
  }
  return slot;
}

/// The hashes of a phrase's words, one after another.
struct phrase {
  struct dm_span text;
  enum dm_lexicon_case how;
  uint32_t count;
  uint64_t hash[LONGEST_PHRASE]; ///< of the first 1, 2, … words
};

static void add_word(void *context, struct dm_range bytes, bool joined)
{
  (void)joined;
  struct phrase *phrase = context;
  if (phrase->count < LONGEST_PHRASE) {
    uint64_t before = phrase->count ? phrase->hash[phrase->count - 1] : 0;
    phrase->hash[phrase->count] = dm_lexicon_step(before, word_hash(phrase->how, dm_span_slice(phrase->text, bytes)));
  }
  phrase->count++;
}

/// A lexicon while it is made.
struct maker {
  struct dm_arena *arena;
  const struct dm_words_model *words;
  struct dm_lexicon *lexicon;
  uint32_t capacity; ///< of entries
  uint32_t used;     ///< slots
};

static void make_slots(struct maker *maker, uint32_t size)
{
  struct dm_lexicon old = *maker->lexicon;
  struct dm_lexicon *lexicon = maker->lexicon;
  lexicon->mask = size - 1;
  lexicon->slot_hash = DM_NEW(maker->arena, uint64_t, size);
  lexicon->slot_entry = DM_NEW(maker->arena, uint32_t, size);
  for (uint32_t i = 0; old.slot_hash && i <= old.mask; i++) {
    if (old.slot_hash[i]) {
      uint32_t slot = find_slot(lexicon, old.slot_hash[i]);
      lexicon->slot_hash[slot] = old.slot_hash[i];
      lexicon->slot_entry[slot] = old.slot_entry[i];
    }
  }
}

static uint32_t take_slot(struct maker *maker, uint64_t hash)
{
  if (maker->used * 2 > maker->lexicon->mask) {
    make_slots(maker, (maker->lexicon->mask + 1) * 2);
  }
  uint32_t slot = find_slot(maker->lexicon, hash);
  if (!maker->lexicon->slot_hash[slot]) {
    maker->lexicon->slot_hash[slot] = hash;
    maker->lexicon->slot_entry[slot] = DM_NONE;
    maker->used++;
  }
  return slot;
}

static void link_entry(struct dm_lexicon *lexicon, uint32_t slot, uint32_t entry)
{
  uint32_t *last = &lexicon->slot_entry[slot];
  while (*last != DM_NONE) {
    last = &lexicon->entry[*last].next;
  }
  *last = entry;
}

static bool add_phrase(struct maker *maker, struct dm_span text, const struct dm_table *row, struct dm_span *fields)
{
  struct phrase phrase = {.text = text, .how = maker->lexicon->how};
  dm_words_split(maker->words, text, add_word, &phrase);
  if (phrase.count == 0 || phrase.count > LONGEST_PHRASE) {
    return false;
  }
  struct dm_lexicon *lexicon = maker->lexicon;
  uint32_t entry = lexicon->entry_count;
  *DM_PUSH(maker->arena, lexicon->entry, lexicon->entry_count, maker->capacity) =
      (struct dm_entry){.phrase = text, .next = DM_NONE, .field_count = row->field_count, .field = fields};
  for (uint32_t i = 0; i < phrase.count; i++) {
    uint32_t slot = take_slot(maker, phrase.hash[i]);
    if (i + 1 == phrase.count) {
      link_entry(lexicon, slot, entry);
    }
  }
  lexicon->longest = phrase.count > lexicon->longest ? phrase.count : lexicon->longest;
  return true;
}

static enum dm_status add_row(struct maker *maker, const struct dm_table *table, uint32_t column, struct dm_diag *diag)
{
  struct dm_span *fields = DM_NEW(maker->arena, struct dm_span, table->field_count);
  memcpy(fields, table->field, table->field_count * sizeof *fields);
  struct dm_span rest = table->field[column];
  while (rest.size) {
    const char *bar = memchr(rest.data, '|', rest.size);
    size_t size = bar ? (size_t)(bar - rest.data) : rest.size;
    if (!add_phrase(maker, dm_span_trim((struct dm_span){rest.data, size}), table, fields)) {
      return dm_table_error(table, diag, "a phrase is empty or has too many words");
    }
    size += bar != NULL;
    rest = (struct dm_span){rest.data + size, rest.size - size};
  }
  return DM_OK;
}

static enum dm_status make(const struct dm_resources *resources, const char *name, uint32_t column,
                           struct dm_arena *arena, struct dm_diag *diag, struct dm_lexicon *lexicon)
{
  struct dm_words_model *words;
  struct dm_table table;
  DM_TRY(dm_words_model_load(resources, arena, diag, &words));
  DM_TRY(dm_table_open(resources, name, arena, diag, &table));
  struct maker maker = {.arena = arena, .words = words, .lexicon = lexicon};
  lexicon->words = words;
  make_slots(&maker, 64);
  while (dm_table_next(&table)) {
    DM_TRY(add_row(&maker, &table, column, diag));
  }
  return DM_OK;
}

// NOLINTNEXTLINE(readability-function-size): where, what and how, and the four that every loader takes
enum dm_status dm_lexicon_load(const struct dm_resources *resources, const char *name, uint32_t column,
                               enum dm_lexicon_case how, struct dm_arena *arena, struct dm_diag *diag,
                               struct dm_lexicon *out)
{
  assert(column < DM_TABLE_FIELDS);
  struct dm_buffer key = {0};
  dm_buffer_printf(&key, "lexicon %d %u %s", (int)how, (unsigned)column, name);
  struct dm_lexicon *lexicon = dm_memo_find(resources->memo, dm_buffer_text(&key));
  enum dm_status status = DM_OK;
  if (!lexicon) {
    lexicon = DM_NEW(arena, struct dm_lexicon, 1);
    lexicon->how = how;
    status = make(resources, name, column, arena, diag, lexicon);
    dm_memo_keep(status == DM_OK ? resources->memo : NULL, dm_buffer_text(&key), lexicon, arena);
  }
  dm_buffer_free(&key);
  if (status == DM_OK) {
    *out = *lexicon;
  }
  return status;
}

static const struct dm_entry *entry_of(const struct dm_lexicon *lexicon, uint64_t hash, bool *goes_on)
{
  uint32_t slot = find_slot(lexicon, hash);
  *goes_on = lexicon->slot_hash[slot] != 0;
  uint32_t entry = *goes_on ? lexicon->slot_entry[slot] : DM_NONE;
  return entry == DM_NONE ? NULL : &lexicon->entry[entry];
}

const struct dm_entry *dm_lexicon_longest(const struct dm_lexicon *lexicon, const struct dm_text *text, uint32_t at,
                                          uint32_t end, uint32_t *length)
{
  const uint64_t *words = lexicon->how == DM_LEXICON_EXACT ? text->exact : text->folded;
  const struct dm_entry *found = NULL;
  uint64_t hash = 0;
  bool goes_on = true;
  for (uint32_t i = at; i < end && goes_on; i++) {
    hash = dm_lexicon_step(hash, words[i]);
    const struct dm_entry *entry = entry_of(lexicon, hash, &goes_on);
    if (entry) {
      found = entry;
      *length = i + 1 - at;
    }
  }
  return found;
}

const struct dm_entry *dm_lexicon_find(const struct dm_lexicon *lexicon, const struct dm_text *text,
                                       struct dm_range range)
{
  const uint64_t *words = lexicon->how == DM_LEXICON_EXACT ? text->exact : text->folded;
  uint64_t hash = 0;
  bool known = true;
  const struct dm_entry *entry = NULL;
  for (uint32_t i = range.start; i < range.end && known; i++) {
    hash = dm_lexicon_step(hash, words[i]);
    entry = entry_of(lexicon, hash, &known);
  }
  return known ? entry : NULL;
}

const struct dm_entry *dm_lexicon_find_span(const struct dm_lexicon *lexicon, struct dm_span phrase)
{
  struct phrase words = {.text = phrase, .how = lexicon->how};
  dm_words_split(lexicon->words, phrase, add_word, &words);
  if (words.count == 0 || words.count > LONGEST_PHRASE) {
    return NULL;
  }
  bool known;
  return entry_of(lexicon, words.hash[words.count - 1], &known);
}

const struct dm_entry *dm_lexicon_next(const struct dm_lexicon *lexicon, const struct dm_entry *entry)
{
  return entry->next == DM_NONE ? NULL : &lexicon->entry[entry->next];
}

struct dm_span dm_entry_field(const struct dm_entry *entry, uint32_t column)
{
  return column < entry->field_count ? entry->field[column] : DM_LITERAL("");
}
