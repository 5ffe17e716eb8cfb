// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file parser.c  Trains models/parser, or scores it.

       parser train FOLDER EPOCHS FILE...    FOLDER has models/words; FOLDER/parser is written
       parser score FOLDER FILE...

   Files are CoNLL-U; their tags are to be such as the tagger gives.
*/
#include "train/parser_model.h"
#include "train/parser_score.h"
#include "train/variants.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RARE = 3, BATCH_WORDS = 500, SEED = 1914 };

static const float top_rate = 0.002f;

struct job {
  struct dm_resources resources;
  struct dm_arena *arena, *scratch;
  struct dm_arena *variants; ///< of a batch
  struct dm_diag diag;
  struct dm_word_table words;
  struct dm_lemmas lemmas;
  struct dm_examples examples;
};

/// Words that are not rare get a row each, in the order of the word table.
static void choose_words(struct job *job, struct dm_net *net)
{
  uint32_t *seen = DM_NEW(job->arena, uint32_t, job->words.row_count);
  uint16_t *word_row = DM_NEW(job->arena, uint16_t, job->words.row_count);
  for (uint32_t s = 0; s < job->examples.count; s++) {
    for (uint32_t i = 0; i < job->examples.example[s].count; i++) {
      seen[job->examples.example[s].word[i].row]++;
    }
  }
  uint32_t count = 0;
  for (uint32_t row = 0; row < job->words.row_count; row++) {
    word_row[row] = seen[row] >= RARE && count < UINT16_MAX ? (uint16_t)count++ : UINT16_MAX;
  }
  net->word_row = word_row;
  net->row_count = DM_PARSER_ROW_WORD + count;
}

static void shuffle(struct dm_chance *chance, uint32_t *order, uint32_t count)
{
  for (uint32_t i = count; i > 1; i--) {
    uint32_t j = dm_chance_below(chance, i), kept = order[i - 1];
    order[i - 1] = order[j];
    order[j] = kept;
  }
}

/// The rate of learning after `done` of `total`: up to the top within the first fortieth, then down to 0.
static float rate_at(double done, double total)
{
  double warm = done / total * 40;
  return (float)((warm < 1 ? warm : 1) * (done < total ? 1 - done / total : 0)) * top_rate;
}

static void learn(struct job *job, struct dm_net *net, uint32_t epochs)
{
  struct dm_examples *examples = &job->examples;
  struct dm_variant_signs signs;
  dm_variant_signs_make(&job->words, &signs);
  uint32_t *order = DM_NEW(job->arena, uint32_t, examples->count);
  struct dm_example *batch = DM_NEW(job->arena, struct dm_example, BATCH_WORDS);
  double total = 0, done = 0;
  for (uint32_t s = 0; s < examples->count; s++) {
    order[s] = s;
    total += (double)examples->example[s].count * epochs;
  }
  for (uint32_t epoch = 0; epoch < epochs; epoch++) {
    struct dm_net_loss loss = {0};
    shuffle(&net->chance, order, examples->count);
    for (uint32_t s = 0; s < examples->count;) {
      uint32_t count = 0, words = 0;
      for (; s < examples->count && words < BATCH_WORDS; s++) {
        batch[count] = dm_variant_of(&examples->example[order[s]], &signs, &net->chance, job->variants);
        words += batch[count++].count;
      }
      dm_net_learn(net, batch, count, rate_at(done, total), job->scratch, &loss);
      dm_arena_reset(job->variants);
      done += words;
    }
    printf("epoch %u: loss of arcs %.4f, of relations %.4f\n", epoch + 1, loss.arc / (double)loss.words,
           loss.relation / (double)loss.words);
    fflush(stdout);
  }
}

static enum dm_status train(struct job *job, uint32_t epochs)
{
  struct dm_net net = {.words = &job->words,
                       .rates = {.feature = {0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.25f},
                                 .vector = 0.1f,
                                 .input = 0.2f,
                                 .layer = 0.25f,
                                 .view = 0.3f},
                       .chance = {SEED}};
  choose_words(job, &net);
  dm_net_new(&net, job->arena);
  learn(job, &net, epochs);
  char path[4096];
  snprintf(path, sizeof path, "%s/parser", job->resources.models);
  dm_arena_reset(job->scratch);
  return dm_parser_model_write(&net, path, job->scratch, &job->diag);
}

static enum dm_status score(struct job *job, const char *path)
{
  struct dm_parser parser;
  DM_TRY(dm_parser_open(&job->resources, &job->words, job->arena, &job->diag, &parser));
  const char *name = strrchr(path, '/');
  dm_parser_score(&parser, &job->examples, name ? name + 1 : path);
  return DM_OK;
}

static enum dm_status read_files(struct job *job, int count, char **path)
{
  DM_TRY(dm_word_table_open(&job->resources, job->arena, &job->diag, &job->words));
  DM_TRY(dm_lemmas_read(&job->resources, job->arena, &job->diag, &job->lemmas));
  for (int i = 0; i < count; i++) {
    DM_TRY(dm_examples_read(path[i], &job->words, &job->lemmas, job->arena, &job->diag, &job->examples));
  }
  return DM_OK;
}

int main(int count, char **argument)
{
  bool training = count > 4 && strcmp(argument[1], "train") == 0;
  bool scoring = count > 3 && strcmp(argument[1], "score") == 0;
  if (!training && !scoring) {
    fprintf(stderr, "usage: parser train FOLDER EPOCHS FILE...\n       parser score FOLDER FILE...\n");
    return 2;
  }
  struct job job = {.arena = dm_arena_new(),
                    .scratch = dm_arena_new(),
                    .variants = dm_arena_new(),
                    .resources = {.models = argument[2]}};
  enum dm_status status = DM_OK;
  if (training) {
    status = read_files(&job, count - 4, argument + 4);
    status = status == DM_OK ? train(&job, (uint32_t)strtoul(argument[3], NULL, 10)) : status;
  }
  for (int i = 3; scoring && i < count && status == DM_OK; i++) {
    job.examples = (struct dm_examples){0};
    status = read_files(&job, 1, argument + i);
    status = status == DM_OK ? score(&job, argument[i]) : status;
  }
  dm_arena_free(job.variants);
  dm_arena_free(job.scratch);
  dm_arena_free(job.arena);
  return status == DM_OK ? 0 : 1;
}
