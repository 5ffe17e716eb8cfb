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
  uint32_t lemmas, own_lemmas; ///< given the tags of the treebank; given the tagger's
};

/// The tagger's label for a pair of tags of the treebank.
static uint8_t label_of(const struct dm_tagger *tagger, struct dm_tagger_label tags)
{
  for (uint32_t i = 0; i < tagger->label_count; i++) {
    if (tagger->label[i].tag == tags.tag && tagger->label[i].xpos == tags.xpos) {
      return (uint8_t)i;
    }
  }
  return 0;
}

static bool has_lemma(const struct dm_tagger *tagger, const struct dm_treebank_sentence *sentence, uint32_t word,
                      uint8_t label, struct dm_arena *scratch)
{
  return dm_span_equal(dm_tagger_lemma(tagger, sentence->form[word], label, scratch), sentence->lemma[word]);
}

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
    counts->own_lemmas += has_lemma(tagger, sentence, i, given[i], scratch);
    if (sentence->label[i] != DM_TREEBANK_NO_LABEL) {
      uint8_t gold = label_of(tagger, treebank->label[sentence->label[i]]);
      counts->lemmas += has_lemma(tagger, sentence, i, gold, scratch);
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
    double whole = counts.words / 100.0;
    printf("%s: %u words, UPOS %.2f, XPOS %.2f, lemmas %.2f, by the tags given %.2f\n", path, counts.words,
           counts.tags / whole, counts.xpos / whole, counts.own_lemmas / whole, counts.lemmas / whole);
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
