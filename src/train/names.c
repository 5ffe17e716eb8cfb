// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file names.c  Marked articles to models/names: names OUT MODELS FILE...

   MODELS is the folder of the models that are there already; see train/name_corpus.h for FILE.  A structured perceptron:
   where the best sequence of labels is not the best one that the marks allow, weights are moved from that to this.
*/
#include "train/name_corpus.h"
#include "train/perceptron.h"

#include <stdio.h>
#include <string.h>

enum {
  COURSES = 4,       ///< in different orders, whose average is taken
  ROUNDS = 16,       ///< of a course
  DROPPED = 150,     ///< of a thousand features, left out at random while learning: so that none is relied on alone
  HIDDEN = 250,      ///< of a thousand runs, in which the words of names that are not known are hidden
  ENTRIES = 350000,  ///< weights that are kept
  LEAST_UPDATES = 4, ///< of a feature that is kept
  SEED = 1,
};

/// One run of active tokens.
struct example {
  uint32_t document;
  struct dm_range sentence;
  struct dm_range tokens;
};

struct examples {
  uint32_t count, capacity;
  struct example *example;
};

struct learner {
  struct dm_name_steps steps;
  struct dm_perceptron *perceptron;
  struct dm_arena *scratch;
  uint64_t state;                  ///< of chance
  struct dm_word_clusters unknown; ///< of words that nobody has met
  const int8_t *unknown_vector;    ///< likewise
};

static void find_examples(const struct dm_name_corpus *corpus, struct examples *out)
{
  for (uint32_t d = 0; d < corpus->count; d++) {
    const struct dm_name_document *document = &corpus->document[d];
    for (uint32_t s = 0; s < document->text.sentence_count; s++) {
      struct dm_range sentence = document->text.sentence[s];
      for (struct dm_range run = dm_name_run_next(&document->clues, sentence, sentence.start); run.start < run.end;
           run = dm_name_run_next(&document->clues, sentence, run.end)) {
        *DM_PUSH(corpus->arena, out->example, out->count, out->capacity) = (struct example){d, sentence, run};
      }
    }
  }
}

/// Hide some names, as if nobody had met their words: what the learner then goes by is what stands around.
/// @param clues  Set to a copy where words are hidden.
static void hide_words(struct learner *learner, const struct example *example, struct dm_name_clues *clues)
{
  if (dm_order_random(&learner->state) % 1000 >= HIDDEN) {
    return;
  }
  uint32_t from = example->sentence.start;
  uint32_t count = example->sentence.end - from;
  struct dm_name_clue *copy = DM_NEW(learner->scratch, struct dm_name_clue, count);
  memcpy(copy, clues->clue + from, count * sizeof *copy);
  for (uint32_t i = example->tokens.start - from; i < example->tokens.end - from; i++) {
    if (!copy[i].known && !copy[i].hints && copy[i].rule) {
      uint64_t never_met = dm_order_random(&learner->state);
      copy[i].exact = copy[i].folded = copy[i].head = copy[i].tail = never_met;
      copy[i].clusters = learner->unknown;
      copy[i].vector = learner->unknown_vector;
    }
  }
  clues->clue = copy - from;
}

/// Features of a token, without those that are left out.  @return how many.
static uint32_t make_features(struct learner *learner, const struct dm_name_clues *clues, const struct example *example,
                              uint32_t token, uint64_t *feature)
{
  uint32_t count = dm_name_features_make(clues, example->sentence, token, feature);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (dm_order_random(&learner->state) % 1000 >= DROPPED) {
      feature[kept++] = feature[i];
    }
  }
  return kept;
}

/// Scores of labels behind each other.
static void find_steps(struct learner *learner)
{
  memset(learner->steps.score, 0, sizeof learner->steps.score);
  for (uint32_t before = 0; before < DM_NAME_LABELS; before++) {
    uint64_t feature = dm_name_step_feature(before);
    dm_perceptron_score(learner->perceptron, &feature, 1, learner->steps.score[before]);
  }
}

/// Move the weights of a step between tokens from one pair of labels to another.
static void update_step(struct dm_perceptron *perceptron, const uint8_t from[2], const uint8_t to[2])
{
  if (from[0] != to[0] || from[1] != to[1]) {
    uint64_t wrong = dm_name_step_feature(from[0]);
    uint64_t right = dm_name_step_feature(to[0]);
    dm_perceptron_update(perceptron, &right, 1, to[1], 1);
    dm_perceptron_update(perceptron, &wrong, 1, from[1], -1);
  }
}

static void update(struct learner *learner, uint32_t count, uint64_t (*feature)[DM_NAME_FEATURES],
                   const uint32_t *features, const uint8_t *found, const uint8_t *marked)
{
  uint8_t from[2] = {DM_NAME_OUTSIDE, DM_NAME_OUTSIDE};
  uint8_t to[2] = {DM_NAME_OUTSIDE, DM_NAME_OUTSIDE};
  for (uint32_t i = 0; i <= count; i++) {
    from[1] = i < count ? found[i] : DM_NAME_OUTSIDE;
    to[1] = i < count ? marked[i] : DM_NAME_OUTSIDE;
    update_step(learner->perceptron, from, to);
    if (from[1] != to[1]) {
      dm_perceptron_update(learner->perceptron, feature[i], features[i], to[1], 1);
      dm_perceptron_update(learner->perceptron, feature[i], features[i], from[1], -1);
    }
    from[0] = from[1];
    to[0] = to[1];
  }
}

static void learn(struct learner *learner, const struct dm_name_document *document, const struct example *example)
{
  uint32_t count = example->tokens.end - example->tokens.start;
  uint64_t(*feature)[DM_NAME_FEATURES] = dm_arena_alloc(learner->scratch, count * sizeof *feature);
  uint32_t *features = DM_NEW(learner->scratch, uint32_t, count);
  int32_t(*score)[DM_NAME_LABELS] = dm_arena_alloc(learner->scratch, count * sizeof *score);
  uint8_t *found = DM_NEW(learner->scratch, uint8_t, count);
  uint8_t *marked = DM_NEW(learner->scratch, uint8_t, count);
  struct dm_name_clues clues = document->clues;
  hide_words(learner, example, &clues);
  for (uint32_t i = 0; i < count; i++) {
    features[i] = make_features(learner, &clues, example, example->tokens.start + i, feature[i]);
    dm_perceptron_score(learner->perceptron, feature[i], features[i], score[i]);
  }
  find_steps(learner);
  struct dm_name_run free = {.count = count, .score = score};
  struct dm_name_run bound = {.count = count, .score = score, .allowed = document->allowed + example->tokens.start};
  if (dm_name_run_decode(&bound, &learner->steps, learner->scratch, marked) &&
      dm_name_run_decode(&free, &learner->steps, learner->scratch, found) && memcmp(found, marked, count) != 0) {
    update(learner, count, feature, features, found, marked);
  }
  dm_perceptron_step(learner->perceptron);
}

static void train(struct learner *learner, const struct dm_name_corpus *corpus)
{
  struct examples examples = {0};
  find_examples(corpus, &examples);
  uint32_t *order = DM_NEW(corpus->arena, uint32_t, examples.count);
  dm_order_begin(order, examples.count);
  for (int round = 0; round < COURSES * ROUNDS; round++) {
    if (round % ROUNDS == 0) {
      dm_perceptron_restart(learner->perceptron);
    }
    dm_order_shuffle(order, examples.count, &learner->state);
    for (uint32_t i = 0; i < examples.count; i++) {
      const struct example *example = &examples.example[order[i]];
      learn(learner, &corpus->document[example->document], example);
      dm_arena_reset(learner->scratch);
    }
  }
}

static enum dm_status make(const char *path, const struct dm_name_corpus *corpus, const struct dm_word_table *words,
                           struct dm_diag *diag)
{
  struct learner learner = {.perceptron = dm_perceptron_new(DM_NAME_LABELS, corpus->arena),
                            .scratch = dm_arena_new(),
                            .state = SEED,
                            .unknown = words->clusters[DM_WORD_UNKNOWN],
                            .unknown_vector = dm_word_table_vector(words, DM_WORD_UNKNOWN)};
  dm_name_steps_begin(&learner.steps);
  train(&learner, corpus);
  struct dm_perceptron_limits limits = {.entries = ENTRIES, .least_updates = LEAST_UPDATES};
  struct dm_perceptron_pack pack;
  dm_perceptron_pack(learner.perceptron, "names", limits, corpus->arena, &pack);
  dm_arena_free(learner.scratch);
  return dm_model_file_write(path, "names", 2, pack.part, diag);
}

int main(int count, char **argument)
{
  struct dm_diag diag = {0};
  if (count < 4) {
    dm_diag_error(&diag, "usage: names OUT MODELS FILE...");
    return 2;
  }
  struct dm_name_corpus corpus = {.arena = dm_arena_new()};
  struct dm_resources resources = {.models = argument[2]};
  struct dm_name_reader *reader;
  enum dm_status status = dm_name_reader_new(&resources, corpus.arena, &diag, &reader);
  for (int i = 3; i < count && status == DM_OK; i++) {
    status = dm_name_corpus_read(&corpus, reader, argument[i], &diag);
  }
  if (status == DM_OK) {
    status = make(argument[1], &corpus, dm_name_reader_words(reader), &diag);
  }
  dm_arena_free(corpus.arena);
  return status == DM_OK ? 0 : 1;
}
