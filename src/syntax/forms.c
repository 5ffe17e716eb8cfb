// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "syntax/forms.h"

#include "syntax/rule_tags.h"

#include <stdlib.h>
#include <string.h>

static enum dm_tag tag_named(struct dm_span name)
{
  for (int tag = DM_TAG_X; tag <= DM_TAG_VERB; tag++) {
    if (dm_span_equal(name, dm_span_of(dm_tag_name((enum dm_tag)tag)))) {
      return (enum dm_tag)tag;
    }
  }
  return DM_TAG_X;
}

static enum dm_status load_suffixes(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                    struct dm_forms_model *out)
{
  struct dm_table table;
  uint32_t capacity = 0;
  DM_TRY(dm_table_open(resources, "schema/lexicon/suffixes.tsv", arena, diag, &table));
  while (dm_table_next(&table)) {
    enum dm_tag tag = tag_named(table.field[1]);
    if (tag == DM_TAG_X) {
      return dm_table_error(&table, diag, "an ending and a tag are wanted");
    }
    *DM_PUSH(arena, out->suffix, out->suffix_count, capacity) =
        (struct dm_suffix){table.field[0], tag, dm_verb_form_named(table.field[2])};
  }
  return DM_OK;
}

enum dm_status dm_forms_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                             struct dm_forms_model *out)
{
  *out = (struct dm_forms_model){0};
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/words.tsv", 0, DM_LEXICON_FOLDED, arena, diag, &out->words));
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/wordnet.tsv", 0, DM_LEXICON_FOLDED, arena, diag, &out->wordnet));
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/wordnet-forms.tsv", 0, DM_LEXICON_FOLDED, arena, diag, &out->odd));
  DM_TRY(
      dm_lexicon_load(resources, "schema/lexicon/irregular-verbs.tsv", 1, DM_LEXICON_FOLDED, arena, diag, &out->past));
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/irregular-verbs.tsv", 2, DM_LEXICON_FOLDED, arena, diag,
                         &out->participle));
  return load_suffixes(resources, arena, diag, out);
}

static uint32_t weight_of(const struct dm_entry *entry, uint32_t column)
{
  struct dm_span digits = dm_entry_field(entry, column);
  uint32_t number = 0;
  for (size_t i = 0; i < digits.size && number < 1000000; i++) {
    number = number * 10 + (uint32_t)(digits.data[i] - '0');
  }
  return number;
}

static void read_closed(const struct dm_entry *entry, struct dm_forms *out)
{
  struct dm_span rest = dm_entry_field(entry, 1);
  while (rest.size) {
    const char *space = memchr(rest.data, ' ', rest.size);
    size_t size = space ? (size_t)(space - rest.data) : rest.size;
    enum dm_tag tag = tag_named((struct dm_span){rest.data, size});
    out->usual = out->closed ? out->usual : tag;
    out->closed |= 1u << tag;
    size += space != NULL;
    rest = (struct dm_span){rest.data + size, rest.size - size};
  }
}

static struct dm_span copy(struct dm_arena *arena, const char *text, size_t size)
{
  return (struct dm_span){dm_arena_copy(arena, text, size), size};
}

/// A verb's lemma that is in the dictionary: weight and form.
static bool add_verb(const struct dm_forms_model *model, struct dm_span lemma, enum dm_verb_form form,
                     struct dm_arena *arena, struct dm_forms *out)
{
  const struct dm_entry *entry = dm_lexicon_find_span(&model->wordnet, lemma);
  uint32_t weight = entry ? weight_of(entry, 2) : 0;
  if (!weight || weight <= out->verb) {
    return weight != 0;
  }
  out->verb = weight;
  out->form = form;
  out->verb_lemma = copy(arena, lemma.data, lemma.size);
  return true;
}

static bool add_noun(const struct dm_forms_model *model, struct dm_span lemma, struct dm_arena *arena,
                     struct dm_forms *out)
{
  const struct dm_entry *entry = dm_lexicon_find_span(&model->wordnet, lemma);
  uint32_t weight = entry ? weight_of(entry, 1) : 0;
  if (!weight || weight <= out->noun) {
    return weight != 0;
  }
  out->noun = weight;
  out->plural = true;
  out->noun_lemma = copy(arena, lemma.data, lemma.size);
  return true;
}

static void read_lemma(const struct dm_forms_model *model, struct dm_span word, struct dm_forms *out)
{
  const struct dm_entry *entry = dm_lexicon_find_span(&model->wordnet, word);
  if (entry) {
    out->noun = weight_of(entry, 1);
    out->verb = weight_of(entry, 2);
    out->adjective = weight_of(entry, 3);
    out->adverb = weight_of(entry, 4);
    out->form = DM_FORM_BASE;
    out->noun_lemma = out->verb_lemma = word;
  }
}

/// `word` without its last `cut` letters and with `add` in their place.
static struct dm_span stem(struct dm_span word, size_t cut, const char *add, char *room)
{
  size_t size = word.size - cut;
  memcpy(room, word.data, size);
  memcpy(room + size, add, strlen(add));
  return (struct dm_span){room, size + strlen(add)};
}

enum { LONGEST = 40 };

static bool is_doubled(struct dm_span word, size_t cut)
{
  return word.size > cut + 2 && word.data[word.size - cut - 1] == word.data[word.size - cut - 2];
}

/// Undo `-ed` or `-ing`.
static void undo_verb(const struct dm_forms_model *model, struct dm_span word, size_t cut, enum dm_verb_form form,
                      struct dm_arena *arena, struct dm_forms *out)
{
  char room[LONGEST + 4];
  if (add_verb(model, stem(word, cut, "e", room), form, arena, out)) {
    out->both = form == DM_FORM_PAST;
  }
  if (add_verb(model, stem(word, cut, "", room), form, arena, out) ||
      (is_doubled(word, cut) && add_verb(model, stem(word, cut + 1, "", room), form, arena, out)) ||
      (form == DM_FORM_PAST && word.data[word.size - 3] == 'i' &&
       add_verb(model, stem(word, 3, "y", room), form, arena, out))) {
    out->both = form == DM_FORM_PAST;
  }
}

static void undo_s(const struct dm_forms_model *model, struct dm_span word, struct dm_arena *arena,
                   struct dm_forms *out)
{
  char room[LONGEST + 4];
  struct dm_span stems[3] = {{0}};
  int count = 0;
  char rooms[2][LONGEST + 4];
  stems[count++] = stem(word, 1, "", room);
  if (dm_span_ends(word, DM_LITERAL("ies"))) {
    stems[count++] = stem(word, 3, "y", rooms[0]);
  } else if (dm_span_ends(word, DM_LITERAL("es"))) {
    stems[count++] = stem(word, 2, "", rooms[1]);
  }
  for (int i = 0; i < count; i++) {
    add_verb(model, stems[i], DM_FORM_PRESENT, arena, out);
    add_noun(model, stems[i], arena, out);
  }
}

/// `-men` to `-man`, which the dictionary's exceptions leave out.
static void undo_men(const struct dm_forms_model *model, struct dm_span word, struct dm_arena *arena,
                     struct dm_forms *out)
{
  char room[LONGEST + 4];
  if (dm_span_ends(word, DM_LITERAL("men"))) {
    add_noun(model, stem(word, 2, "an", room), arena, out);
  }
}

static void read_irregular(const struct dm_forms_model *model, struct dm_span word, struct dm_arena *arena,
                           struct dm_forms *out)
{
  const struct dm_entry *past = dm_lexicon_find_span(&model->past, word);
  const struct dm_entry *participle = dm_lexicon_find_span(&model->participle, word);
  const struct dm_entry *entry = past ? past : participle;
  if (entry && !dm_span_equal(dm_entry_field(entry, 0), word)) {
    enum dm_verb_form form = past ? DM_FORM_PAST : DM_FORM_PARTICIPLE;
    out->verb = 0;
    add_verb(model, dm_entry_field(entry, 0), form, arena, out);
    out->both = past && participle;
    return;
  }
  out->base_too = participle != NULL;
  const struct dm_entry *odd = dm_lexicon_find_span(&model->odd, word);
  for (; odd; odd = dm_lexicon_next(&model->odd, odd)) {
    if (dm_span_equal(dm_entry_field(odd, 2), DM_LITERAL("NOUN"))) {
      add_noun(model, dm_entry_field(odd, 1), arena, out);
    } else {
      enum dm_verb_form form = dm_span_ends(word, DM_LITERAL("ing")) ? DM_FORM_GERUND : DM_FORM_PAST;
      out->both = add_verb(model, dm_entry_field(odd, 1), form, arena, out) && form == DM_FORM_PAST;
    }
  }
}

static bool is_unknown(const struct dm_forms *forms)
{
  return forms->closed == 0 && forms->noun + forms->verb + forms->adjective + forms->adverb == 0;
}

/// What the ending of a word that is not in the dictionary says.
static void guess(const struct dm_forms_model *model, struct dm_span word, struct dm_forms *out)
{
  const struct dm_suffix *best = NULL;
  for (uint32_t i = 0; i < model->suffix_count; i++) {
    const struct dm_suffix *suffix = &model->suffix[i];
    bool fits = word.size > suffix->ending.size + 2 && dm_span_ends(word, suffix->ending);
    best = fits && (!best || suffix->ending.size > best->ending.size) ? suffix : best;
  }
  if (best) {
    out->adjective = best->tag == DM_TAG_ADJ;
    out->adverb = best->tag == DM_TAG_ADV;
    out->noun = best->tag == DM_TAG_NOUN;
    out->verb = best->tag == DM_TAG_VERB;
    out->form = best->form;
    out->both = best->form == DM_FORM_PAST;
  }
}

static void look_up(const struct dm_forms_model *model, struct dm_span word, struct dm_arena *arena,
                    struct dm_forms *out)
{
  read_lemma(model, word, out);
  read_irregular(model, word, arena, out);
  if (word.size > 3 && dm_span_ends(word, DM_LITERAL("ed"))) {
    undo_verb(model, word, 2, DM_FORM_PAST, arena, out);
  } else if (word.size > 4 && dm_span_ends(word, DM_LITERAL("ing"))) {
    undo_verb(model, word, 3, DM_FORM_GERUND, arena, out);
  } else if (word.size > 2 && word.data[word.size - 1] == 's' && !dm_span_ends(word, DM_LITERAL("ss"))) {
    undo_s(model, word, arena, out);
  }
  undo_men(model, word, arena, out);
}

/// Of a compound its last part decides; a participle there makes an adjective of it: `state-owned`.
static void look_up_compound(const struct dm_forms_model *model, struct dm_span word, struct dm_arena *arena,
                             struct dm_forms *out)
{
  const char *hyphen = memrchr(word.data, '-', word.size);
  size_t head = hyphen ? (size_t)(hyphen - word.data) + 1 : 0;
  if (head == 0 || word.size - head < 2) {
    return;
  }
  struct dm_forms last = {0};
  look_up(model, (struct dm_span){word.data + head, word.size - head}, arena, &last);
  bool participle = last.verb && last.form != DM_FORM_BASE && last.form != DM_FORM_PRESENT;
  out->noun = participle ? 0 : last.noun;
  out->adjective = participle ? last.verb : last.adjective;
  out->plural = last.plural;
  out->noun_lemma = (struct dm_span){0};
}

struct dm_forms dm_forms_of(const struct dm_forms_model *model, struct dm_span word, struct dm_arena *arena)
{
  struct dm_forms forms = {0};
  const struct dm_entry *closed = dm_lexicon_find_span(&model->words, word);
  if (closed) {
    read_closed(closed, &forms);
  }
  if (word.size < 2 || word.size > LONGEST) {
    return forms;
  }
  look_up(model, word, arena, &forms);
  if (is_unknown(&forms)) {
    look_up_compound(model, word, arena, &forms);
  }
  if (is_unknown(&forms)) {
    guess(model, word, &forms);
  }
  return forms;
}
