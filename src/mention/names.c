// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/names.h"

#include "mention/coref.h"
#include "mention/entities.h"
#include "mention/name_revision.h"
#include "mention/positions.h"

#include <string.h>

struct dm_names_model {
  struct dm_gazetteer gazetteer;
  struct dm_word_table words;
  struct dm_name_model names;
};

enum dm_status dm_names_model_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                   struct dm_names_model **out)
{
  struct dm_names_model *model = DM_NEW(arena, struct dm_names_model, 1);
  DM_TRY(dm_gazetteer_load(resources, arena, diag, &model->gazetteer));
  DM_TRY(dm_word_table_open(resources, arena, diag, &model->words));
  DM_TRY(dm_name_model_open(resources, &model->words, arena, diag, &model->names));
  *out = model;
  return DM_OK;
}

void dm_naming_begin(const struct dm_text *text, const struct dm_syntax *syntax, const struct dm_gazetteer *gazetteer,
                     struct dm_arena *arena, struct dm_mentions *out, struct dm_naming *naming)
{
  *naming = (struct dm_naming){.text = text, .syntax = syntax, .gazetteer = gazetteer, .arena = arena, .out = out};
  naming->word = dm_gazetteer_words(gazetteer, text, syntax->lemma, arena);
  dm_candidates_find(naming);
  dm_candidates_weigh(naming);
  dm_entities_decide(naming);
}

void dm_names_recognize(const struct dm_text *text, const struct dm_syntax *syntax, const struct dm_names_model *model,
                        struct dm_arena *arena, struct dm_mentions *out, struct dm_naming *naming)
{
  struct dm_name_clues clues;
  struct dm_name_proposals proposals;
  dm_naming_begin(text, syntax, &model->gazetteer, arena, out, naming);
  dm_name_clues_read(naming, &model->words, &clues);
  dm_name_model_propose(&model->names, &clues, text, arena, &proposals);
  dm_names_revise(naming, &proposals);
}

void dm_names_resolve(struct dm_naming *naming)
{
  struct dm_mentions *out = naming->out;
  uint32_t count = naming->text->token_count;
  dm_entities_cluster(naming);
  dm_positions_find(naming);
  dm_plural_roles_find(naming);
  dm_entities_mention(naming);
  dm_coreference_resolve(naming);
  out->token_mention = DM_NEW(naming->arena, uint32_t, count);
  memset(out->token_mention, 0xff, sizeof(uint32_t) * count);
  for (uint32_t i = 0; i < out->mention_count; i++) {
    for (uint32_t t = out->mention[i].tokens.start; t < out->mention[i].tokens.end; t++) {
      out->token_mention[t] = i;
    }
  }
}

void dm_names_find(const struct dm_text *text, const struct dm_syntax *syntax, const struct dm_names_model *model,
                   struct dm_arena *arena, struct dm_mentions *out)
{
  struct dm_naming naming;
  dm_names_recognize(text, syntax, model, arena, out, &naming);
  dm_names_resolve(&naming);
}
