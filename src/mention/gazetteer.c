// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/gazetteer.h"

#include <string.h>

static const char *const word_name[] = {
#define DM_NAME_WORD_NAME(name, text) text,
    DM_NAME_WORDS(DM_NAME_WORD_NAME)
#undef DM_NAME_WORD_NAME
};

enum { WORD_NAMES = sizeof word_name / sizeof *word_name };

static struct dm_span next_word(struct dm_span *rest)
{
  *rest = dm_span_trim(*rest);
  const char *space = rest->size ? memchr(rest->data, ' ', rest->size) : NULL;
  size_t size = space ? (size_t)(space - rest->data) : rest->size;
  struct dm_span word = {rest->data, size};
  *rest = (struct dm_span){rest->data + size, rest->size - size};
  return word;
}

static uint64_t bits_of(const struct dm_entry *entry)
{
  uint64_t bits = 0;
  struct dm_span rest = dm_entry_field(entry, 1);
  for (struct dm_span word = next_word(&rest); word.size; word = next_word(&rest)) {
    for (uint32_t i = 0; i < WORD_NAMES; i++) {
      if (dm_span_equal(word, dm_span_of(word_name[i]))) {
        bits |= UINT64_C(1) << i;
      }
    }
  }
  return bits;
}

enum dm_status dm_gazetteer_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                 struct dm_gazetteer *out)
{
  const struct {
    const char *name;
    uint32_t column;
    enum dm_lexicon_case how;
    struct dm_lexicon *lexicon;
  } tables[] = {
      {"schema/lexicon/countries.tsv", DM_COUNTRY_NAMES, DM_LEXICON_EXACT, &out->countries},
      {"schema/lexicon/countries.tsv", DM_COUNTRY_ADJECTIVES, DM_LEXICON_EXACT, &out->adjectives},
      {"schema/lexicon/countries.tsv", DM_COUNTRY_PEOPLE, DM_LEXICON_EXACT, &out->people},
      {"schema/lexicon/countries.tsv", DM_COUNTRY_CAPITALS, DM_LEXICON_EXACT, &out->capitals},
      {"schema/lexicon/places.tsv", DM_PLACE_NAME, DM_LEXICON_EXACT, &out->places},
      {"schema/lexicon/organizations.tsv", DM_ORGANIZATION_NAMES, DM_LEXICON_EXACT, &out->organizations},
      {"schema/lexicon/no-names.tsv", 0, DM_LEXICON_EXACT, &out->no_names},
      {"schema/lexicon/first-names.tsv", 0, DM_LEXICON_EXACT, &out->first_names},
      {"schema/lexicon/name-heads.tsv", DM_HEAD_WORD, DM_LEXICON_EXACT, &out->heads},
      {"schema/lexicon/titles.tsv", 0, DM_LEXICON_EXACT, &out->titles},
      {"schema/lexicon/roles.tsv", DM_ROLE_NAME, DM_LEXICON_FOLDED, &out->roles},
      {"schema/lexicon/role-modifiers.tsv", 0, DM_LEXICON_FOLDED, &out->modifiers},
      {"schema/lexicon/name-words.tsv", 0, DM_LEXICON_FOLDED, &out->words},
  };
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    DM_TRY(dm_lexicon_load(resources, tables[i].name, tables[i].column, tables[i].how, arena, diag, tables[i].lexicon));
  }
  return dm_forms_load(resources, arena, diag, &out->forms);
}

static enum dm_name_kind no_name_kind(const struct dm_entry *entry)
{
  struct dm_span class = dm_entry_field(entry, 1);
  if (dm_span_equal(class, DM_LITERAL("belief"))) {
    return DM_NAME_BELIEF;
  }
  if (dm_span_equal(class, DM_LITERAL("calendar"))) {
    return DM_NAME_CALENDAR;
  }
  return dm_span_equal(class, DM_LITERAL("function")) ? DM_NAME_FUNCTION : DM_NAME_OTHER;
}

struct dm_known dm_gazetteer_longest(const struct dm_gazetteer *gazetteer, const struct dm_text *text, uint32_t at,
                                     uint32_t end)
{
  // Among equals the first wins.
  const struct {
    const struct dm_lexicon *lexicon;
    enum dm_name_kind kind;
  } layers[] = {
      {&gazetteer->organizations, DM_NAME_ORGANIZATION},
      {&gazetteer->countries, DM_NAME_COUNTRY},
      {&gazetteer->capitals, DM_NAME_CAPITAL},
      {&gazetteer->adjectives, DM_NAME_ADJECTIVE},
      {&gazetteer->people, DM_NAME_PEOPLE},
      {&gazetteer->places, DM_NAME_PLACE},
      {&gazetteer->no_names, DM_NAME_OTHER},
  };
  struct dm_known best = {.kind = DM_NAME_NONE};
  for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
    uint32_t length = 0;
    const struct dm_entry *entry = dm_lexicon_longest(layers[i].lexicon, text, at, end, &length);
    if (entry && length > best.length) {
      best = (struct dm_known){.kind = layers[i].kind, .length = length, .entry = entry};
    }
  }
  if (best.kind == DM_NAME_OTHER) {
    best.kind = no_name_kind(best.entry);
  }
  return best;
}

enum dm_gender dm_gender_named(struct dm_span name)
{
  if (dm_span_equal(name, DM_LITERAL("m"))) {
    return DM_GENDER_MALE;
  }
  return dm_span_equal(name, DM_LITERAL("f")) ? DM_GENDER_FEMALE : DM_GENDER_UNKNOWN;
}

bool dm_gazetteer_first_name(const struct dm_gazetteer *gazetteer, const struct dm_text *text, uint32_t token,
                             enum dm_gender *gender)
{
  const struct dm_entry *entry = dm_lexicon_find(&gazetteer->first_names, text, (struct dm_range){token, token + 1});
  if (entry) {
    *gender = dm_gender_named(dm_entry_field(entry, 1));
  }
  return entry != NULL;
}

const struct dm_entry *dm_gazetteer_head(const struct dm_gazetteer *gazetteer, const struct dm_text *text,
                                         uint32_t start, uint32_t end)
{
  if (end - start >= 2) {
    const struct dm_entry *entry = dm_lexicon_find(&gazetteer->heads, text, (struct dm_range){end - 2, end});
    if (entry) {
      return entry;
    }
  }
  return end > start ? dm_lexicon_find(&gazetteer->heads, text, (struct dm_range){end - 1, end}) : NULL;
}

enum dm_name_kind dm_head_kind(const struct dm_entry *head)
{
  struct dm_span class = dm_entry_field(head, DM_HEAD_CLASS);
  if (dm_span_equal(class, DM_LITERAL("organization"))) {
    return DM_NAME_ORGANIZATION;
  }
  return dm_span_equal(class, DM_LITERAL("place")) ? DM_NAME_PLACE : DM_NAME_OTHER;
}

bool dm_gazetteer_is_particle(const struct dm_gazetteer *gazetteer, struct dm_span word)
{
  const struct dm_entry *entry = dm_lexicon_find_span(&gazetteer->words, word);
  return entry && (bits_of(entry) & DM_WORD(PARTICLE));
}

bool dm_gazetteer_is_common(const struct dm_gazetteer *gazetteer, const struct dm_text *text, uint32_t token,
                            struct dm_arena *arena)
{
  struct dm_span word = dm_text_word(text, token);
  char *lower = dm_arena_copy(arena, word.data, word.size);
  for (size_t i = 0; i < word.size; i++) { // the dictionary is ASCII
    lower[i] = (char)(lower[i] >= 'A' && lower[i] <= 'Z' ? lower[i] - 'A' + 'a' : lower[i]);
  }
  struct dm_forms forms = dm_forms_of(&gazetteer->forms, (struct dm_span){lower, word.size}, arena);
  return forms.closed || forms.noun + forms.verb + forms.adjective + forms.adverb > 1;
}

uint64_t *dm_gazetteer_words(const struct dm_gazetteer *gazetteer, const struct dm_text *text, const uint64_t *lemma,
                             struct dm_arena *arena)
{
  uint64_t *bits = DM_NEW(arena, uint64_t, text->token_count);
  struct dm_text lemmas = *text;
  lemmas.folded = DM_NEW(arena, uint64_t, text->token_count);
  memcpy(lemmas.folded, lemma, sizeof(uint64_t) * text->token_count);
  for (uint32_t i = 0; i < text->token_count; i++) {
    const struct dm_entry *form = dm_lexicon_find(&gazetteer->words, text, (struct dm_range){i, i + 1});
    if (!form && text->token[i].end - text->token[i].start <= 4) { // a clitic is cut differently by itself
      form = dm_lexicon_find_span(&gazetteer->words, dm_text_word(text, i));
    }
    const struct dm_entry *base = dm_lexicon_find(&gazetteer->words, &lemmas, (struct dm_range){i, i + 1});
    bits[i] = (form ? bits_of(form) : 0) | (base && base != form ? bits_of(base) : 0);
  }
  return bits;
}
