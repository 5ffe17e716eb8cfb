// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file evaluate_tags.c  How often models/tagger is right: evaluate-tags MODELS TREEBANK...

   Words are those of the treebank.
*/
#include "base/io.h"
#include "syntax/syntax.h"
#include "syntax/tagger.h"
#include "text/words.h"
#include "train/treebank.h"

#include <stdio.h>
#include <string.h>

struct counts {
  uint32_t words, tags, xpos;
};

static void count_sentence(const struct dm_tagger *tagger, const struct dm_treebank *treebank,
                           const struct dm_treebank_sentence *sentence, struct dm_arena *scratch, struct counts *counts)
{
  struct dm_tagger_word *word = DM_NEW(scratch, struct dm_tagger_word, sentence->count + 2 * DM_TAGGER_PADDING);
  uint8_t *given = DM_NEW(scratch, uint8_t, sentence->count);
  for (uint32_t i = 0; i < sentence->count; i++) {
    dm_tagger_read(tagger, sentence->form[i], dm_words_folded(sentence->form[i]), &word[DM_TAGGER_PADDING + i]);
  }
  dm_tagger_read_sentence(word, sentence->count);
  dm_tagger_tag(tagger, word, sentence->count, given);
  for (uint32_t i = 0; i < sentence->count; i++) {
    counts->words++;
    if (sentence->label[i] != DM_TREEBANK_NO_LABEL) {
      counts->tags += tagger->label[given[i]].tag == treebank->label[sentence->label[i]].tag;
      counts->xpos += tagger->label[given[i]].xpos == treebank->label[sentence->label[i]].xpos;
    }
  }
}

static enum dm_status evaluate(const struct dm_tagger *tagger, const char *path, struct dm_diag *diag)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_arena *scratch = dm_arena_new();
  struct dm_treebank treebank = {.arena = arena};
  struct counts counts = {0};
  enum dm_status status = dm_treebank_read(&treebank, path, diag);
  for (uint32_t i = 0; status == DM_OK && i < treebank.count; i++) {
    count_sentence(tagger, &treebank, &treebank.sentence[i], scratch, &counts);
    dm_arena_reset(scratch);
  }
  if (status == DM_OK) {
    printf("%s: %u words, UPOS %.2f, XPOS %.2f\n", path, counts.words, 100.0 * counts.tags / counts.words,
           100.0 * counts.xpos / counts.words);
  }
  dm_arena_free(scratch);
  dm_arena_free(arena);
  return status;
}

int main(int count, char **argument)
{
  struct dm_diag diag = {0};
  if (count < 3) {
    dm_diag_error(&diag, "usage: evaluate-tags MODELS TREEBANK...");
    return 2;
  }
  struct dm_arena *arena = dm_arena_new();
  struct dm_resources resources = {.models = argument[1]};
  struct dm_word_table words;
  struct dm_tagger tagger;
  enum dm_status status = dm_word_table_open(&resources, arena, &diag, &words);
  if (status == DM_OK) {
    status = dm_tagger_open(&resources, &words, arena, &diag, &tagger);
  }
  for (int i = 2; i < count && status == DM_OK; i++) {
    status = evaluate(&tagger, argument[i], &diag);
  }
  dm_arena_free(arena);
  return status == DM_OK ? 0 : 1;
}
