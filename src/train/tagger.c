// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file tagger.c  Treebanks to models/tagger: tagger COURSES OUT MODELS TREEBANK...

   COURSES in different orders are averaged, MODELS is the folder of models/words.
*/
#include "syntax/tagger.h"
#include "base/hash.h"
#include "base/io.h"
#include "syntax/syntax.h"
#include "text/words.h"
#include "train/fixed.h"
#include "train/lemmas.h"
#include "train/perceptron.h"
#include "train/readings.h"
#include "train/treebank.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  MOST_COURSES = 100,
  ROUNDS = 12,      ///< of a course
  DROPPED = 250,    ///< of a thousand features, left out at random while learning: so that none is relied on alone
  MARGIN = 25,      ///< by which the right label must be ahead, or it is learned again
  ENTRIES = 600000, ///< weights that are kept
  SEED = 1,
};

/// A sentence read.
struct example {
  uint32_t count;
  struct dm_tagger_word *word; ///< [count + 2 × DM_TAGGER_PADDING]
  const uint8_t *label;        ///< [count]
};

static struct example *read_examples(const struct dm_treebank *treebank, const struct dm_tagger *tagger,
                                     struct dm_arena *arena)
{
  struct example *example = DM_NEW(arena, struct example, treebank->count);
  for (uint32_t i = 0; i < treebank->count; i++) {
    const struct dm_treebank_sentence *sentence = &treebank->sentence[i];
    struct dm_tagger_word *word = DM_NEW(arena, struct dm_tagger_word, sentence->count + 2 * DM_TAGGER_PADDING);
    for (uint32_t k = 0; k < sentence->count; k++) {
      dm_tagger_read(tagger, sentence->form[k], dm_words_folded(sentence->form[k]), &word[DM_TAGGER_PADDING + k]);
    }
    dm_tagger_read_sentence(word, sentence->count);
    example[i] = (struct example){sentence->count, word, sentence->label};
  }
  return example;
}

static uint8_t find_best(const int32_t *score, uint32_t count)
{
  uint8_t best = 0;
  for (uint32_t k = 1; k < count; k++) {
    best = score[k] > score[best] ? (uint8_t)k : best;
  }
  return best;
}

/// Leave some features out.  @return how many are left.
static uint32_t drop(uint64_t *feature, uint32_t count, uint64_t *state)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (dm_order_random(state) % 1000 >= DROPPED) {
      feature[kept++] = feature[i];
    }
  }
  return kept;
}

/// One word.  @return the label that the model gives it as it is.
static uint8_t learn_word(struct dm_perceptron *perceptron, uint32_t labels, const struct dm_tagger_word *word,
                          const struct dm_tagger_past *past, uint8_t gold, uint64_t *state)
{
  uint64_t feature[DM_TAGGER_FEATURES];
  int32_t score[DM_WEIGHTS_LABELS] = {0};
  uint32_t count = dm_tagger_features(word, feature);
  count += dm_tagger_history(word, past, feature + count);
  count = drop(feature, count, state);
  dm_perceptron_score(perceptron, feature, count, score);
  uint8_t given = find_best(score, labels);
  if (gold != DM_TREEBANK_NO_LABEL) {
    score[gold] -= MARGIN;
    uint8_t rival = find_best(score, labels);
    if (rival != gold) {
      dm_perceptron_update(perceptron, feature, count, gold, 1);
      dm_perceptron_update(perceptron, feature, count, rival, -1);
    }
  }
  dm_perceptron_step(perceptron);
  return word->fixed == DM_TAGGER_FREE ? given
                                       : word->fixed; // which is learned all the same: it tells of its neighbours
}

static void learn(struct dm_perceptron *perceptron, const struct dm_tagger *tagger, const struct example *example,
                  uint64_t *state)
{
  struct dm_tagger_past past;
  dm_tagger_begin(&past);
  for (uint32_t i = 0; i < example->count; i++) {
    const struct dm_tagger_word *word = example->word + DM_TAGGER_PADDING + i;
    dm_tagger_follow(tagger, learn_word(perceptron, tagger->label_count, word, &past, example->label[i], state), &past);
  }
}

static void train(struct dm_perceptron *perceptron, const struct dm_tagger *tagger, const struct example *example,
                  uint32_t count, uint32_t courses, struct dm_arena *arena)
{
  uint32_t *order = DM_NEW(arena, uint32_t, count);
  uint64_t state = SEED;
  dm_order_begin(order, count);
  for (uint32_t round = 0; round < courses * ROUNDS; round++) {
    if (round % ROUNDS == 0) {
      dm_perceptron_restart(perceptron);
    }
    dm_order_shuffle(order, count, &state);
    for (uint32_t i = 0; i < count; i++) {
      learn(perceptron, tagger, &example[order[i]], &state);
    }
  }
}

static enum dm_status make(const char *out, const struct dm_word_table *words, struct dm_treebank *treebank,
                           uint32_t courses, struct dm_arena *arena, struct dm_diag *diag)
{
  struct dm_resources embedded = {0};
  struct dm_forms_model forms = {0};
  struct dm_model_part lemmas[DM_LEMMAS_PARTS];
  DM_TRY(dm_forms_load(&embedded, arena, diag, &forms));
  uint16_t *readings = dm_readings_find(treebank, words, &forms, arena);
  uint8_t *fixed = dm_fixed_find(treebank, words, arena);
  dm_lemmas_find(treebank, words, &forms, arena, lemmas);
  dm_treebank_vary(treebank);
  struct dm_tagger tagger = {.label_count = treebank->label_count,
                             .label = treebank->label,
                             .words = words,
                             .fixed = fixed,
                             .readings = readings};
  struct example *example = read_examples(treebank, &tagger, arena);
  struct dm_perceptron *perceptron = dm_perceptron_new(treebank->label_count, arena);
  train(perceptron, &tagger, example, treebank->count, courses, arena);
  struct dm_perceptron_pack pack;
  dm_perceptron_pack(perceptron, "tags", (struct dm_perceptron_limits){.entries = ENTRIES}, arena, &pack);
  struct dm_model_part part[] = {
      {"labels", treebank->label, treebank->label_count * sizeof *treebank->label},
      {"fixed", fixed, words->row_count * sizeof *fixed},
      {"readings", readings, words->row_count * sizeof *readings},
      {"words", &words->checksum, sizeof words->checksum},
      pack.part[0],
      pack.part[1],
      lemmas[0],
      lemmas[1],
      lemmas[2],
  };
  return dm_model_file_write(out, "tagger", sizeof part / sizeof *part, part, diag);
}

int main(int count, char **argument)
{
  struct dm_diag diag = {0};
  unsigned long courses = count < 5 ? 0 : strtoul(argument[1], NULL, 10);
  if (courses == 0 || courses > MOST_COURSES) {
    dm_diag_error(&diag, "usage: tagger COURSES OUT MODELS TREEBANK...");
    return 2;
  }
  struct dm_arena *arena = dm_arena_new();
  struct dm_resources resources = {.models = argument[3]};
  struct dm_word_table words;
  struct dm_treebank treebank = {.arena = arena};
  enum dm_status status = dm_word_table_open(&resources, arena, &diag, &words);
  for (int i = 4; i < count && status == DM_OK; i++) {
    status = dm_treebank_read(&treebank, argument[i], &diag);
  }
  if (status == DM_OK) {
    status = make(argument[2], &words, &treebank, (uint32_t)courses, arena, &diag);
  }
  dm_arena_free(arena);
  return status == DM_OK ? 0 : 1;
}
