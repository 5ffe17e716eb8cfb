// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/inflect.h"

#include "base/buffer.h"
#include "text/words.h"

enum { LEXICONS = 4 };

struct inflection {
  const struct dm_forms_model *forms;
  const struct dm_word_table *words;
  struct dm_arena *scratch;
  dm_inflect_sink *sink;
  void *context;
};

static void give(const struct inflection *inflection, struct dm_span form)
{
  if (dm_word_table_find(inflection->words, dm_words_folded(form)) == DM_NONE) {
    return;
  }
  struct dm_forms forms = dm_forms_of(inflection->forms, form, inflection->scratch);
  inflection->sink(inflection->context, form, &forms);
  dm_arena_reset(inflection->scratch);
}

/// What a lemma may look like; those that are no words are not in the table.
static void inflect(struct inflection *inflection, struct dm_span lemma)
{
  static const struct {
    size_t cut;
    bool doubled;
    const char *ending;
  } ways[] = {{0, false, ""},    {0, false, "s"},   {0, false, "es"},  {0, false, "ed"},  {0, false, "ing"},
              {0, false, "er"},  {0, false, "est"}, {0, false, "d"},   {0, false, "r"},   {0, false, "st"},
              {1, false, "ies"}, {1, false, "ied"}, {1, false, "ing"}, {1, false, "ier"}, {1, false, "iest"},
              {0, true, "ed"},   {0, true, "ing"},  {0, true, "er"},   {0, true, "est"}};
  struct dm_buffer form = {0};
  for (size_t i = 0; i < sizeof ways / sizeof *ways && lemma.size > 1; i++) {
    dm_buffer_clear(&form);
    dm_buffer_add(&form, lemma.data, lemma.size - ways[i].cut);
    if (ways[i].doubled) {
      dm_buffer_add_byte(&form, lemma.data[lemma.size - 1]);
    }
    dm_buffer_add_text(&form, ways[i].ending);
    give(inflection, dm_buffer_span(&form));
  }
  dm_buffer_free(&form);
}

void dm_inflect(const struct dm_forms_model *forms, const struct dm_word_table *words, dm_inflect_sink *sink,
                void *context)
{
  struct inflection inflection = {forms, words, dm_arena_new(), sink, context};
  const struct dm_lexicon *const lexicon[LEXICONS] = {&forms->wordnet, &forms->odd, &forms->past, &forms->participle};
  for (size_t k = 0; k < LEXICONS; k++) {
    for (uint32_t i = 0; i < lexicon[k]->entry_count; i++) {
      inflect(&inflection, lexicon[k]->entry[i].phrase);
    }
  }
  dm_arena_free(inflection.scratch);
}
