// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/name_model.h"

#include <string.h>

uint64_t dm_name_step_feature(uint32_t before) { return dm_feature(UINT32_MAX, before); }

/// @param score  [DM_NAME_LABELS] set
static void score_features(const struct dm_weights *weights, const uint64_t *feature, uint32_t count, int32_t *score)
{
  uint32_t row[DM_NAME_FEATURES];
  int32_t sum[DM_WEIGHTS_SCORES] = {0};
  for (uint32_t i = 0; i < count; i++) {
    dm_weights_prefetch(weights, feature[i]);
  }
  uint32_t found = dm_weights_find(weights, feature, count, row);
  dm_weights_add(weights, row, found, sum);
  memcpy(score, sum, DM_NAME_LABELS * sizeof *score);
}

enum dm_status dm_name_model_open(const struct dm_resources *resources, const struct dm_word_table *words,
                                  struct dm_arena *arena, struct dm_diag *diag, struct dm_name_model *out)
{
  struct dm_model_file file;
  DM_TRY(dm_model_file_open(resources, "names", "names", arena, diag, &file));
  *out = (struct dm_name_model){.words = words};
  DM_TRY(dm_weights_open(&file, "names", DM_NAME_LABELS, arena, diag, &out->weights));
  dm_name_steps_begin(&out->steps);
  for (uint32_t before = 0; before < DM_NAME_LABELS; before++) {
    uint64_t feature = dm_name_step_feature(before);
    score_features(&out->weights, &feature, 1, out->steps.score[before]);
  }
  return DM_OK;
}

struct dm_range dm_name_run_next(const struct dm_name_clues *clues, struct dm_range sentence, uint32_t at)
{
  while (at < sentence.end && !clues->clue[at].active) {
    at++;
  }
  struct dm_range run = {at, at};
  while (run.end < sentence.end && clues->clue[run.end].active) {
    run.end++;
  }
  return run;
}

/* The best sequence. */

typedef int32_t score_row[DM_NAME_LABELS];

static bool is_allowed(const struct dm_name_run *run, uint32_t token, uint32_t label)
{
  return !run->allowed || (run->allowed[token] >> label & 1);
}

void dm_name_steps_begin(struct dm_name_steps *steps)
{
  *steps = (struct dm_name_steps){0};
  for (uint32_t a = 0; a < DM_NAME_LABELS; a++) {
    for (uint32_t b = 0; b < DM_NAME_LABELS; b++) {
      if (dm_name_label_joins(a, b)) {
        steps->before[b].label[steps->before[b].count++] = (uint8_t)a;
        steps->behind[a].label[steps->behind[a].count++] = (uint8_t)b;
      }
    }
  }
}

struct lattice {
  const struct dm_name_run *run;
  const struct dm_name_steps *steps;
  score_row *forward;              ///< [N] of the best way to a label, its own score with it
  uint8_t (*from)[DM_NAME_LABELS]; ///< [N] the label before on it
};

/// The best way to a label of token `at`; before the first token stands one that is no name.
static int32_t reach(const struct lattice *lattice, uint32_t at, uint32_t label, uint8_t *from)
{
  const struct dm_name_beside *before = &lattice->steps->before[label];
  int32_t best = 2 * DM_NAME_NEVER;
  *from = DM_NAME_OUTSIDE;
  if (at == 0) {
    return dm_name_label_follows(label) ? DM_NAME_NEVER : lattice->steps->score[DM_NAME_OUTSIDE][label];
  }
  for (uint32_t i = 0; i < before->count; i++) {
    int32_t score = lattice->forward[at - 1][before->label[i]] + lattice->steps->score[before->label[i]][label];
    if (score > best) {
      best = score;
      *from = before->label[i];
    }
  }
  return best;
}

static void go_forward(const struct dm_name_run *run, const struct dm_name_steps *steps, struct dm_arena *arena,
                       struct lattice *lattice)
{
  *lattice = (struct lattice){.run = run, .steps = steps};
  lattice->forward = dm_arena_alloc(arena, run->count * sizeof *lattice->forward);
  lattice->from = dm_arena_alloc(arena, run->count * sizeof *lattice->from);
  for (uint32_t at = 0; at < run->count; at++) {
    for (uint32_t label = 0; label < DM_NAME_LABELS; label++) {
      int32_t score = reach(lattice, at, label, &lattice->from[at][label]) + run->score[at][label];
      bool good = is_allowed(run, at, label) && score > DM_NAME_NEVER;
      lattice->forward[at][label] = good ? score : DM_NAME_NEVER;
    }
  }
}

/// What ends the way at a label of the last token: behind it stands one that is no name.
static int32_t finish(const struct lattice *lattice, uint32_t label)
{
  return dm_name_label_opens(label) ? DM_NAME_NEVER : lattice->steps->score[label][DM_NAME_OUTSIDE];
}

/// The best way back from the end.  @return whether there is one.
static bool go_back(const struct lattice *lattice, uint8_t *label)
{
  int32_t best = DM_NAME_NEVER;
  uint8_t last = DM_NAME_OUTSIDE;
  for (uint32_t i = 0; i < DM_NAME_LABELS; i++) {
    int32_t score = lattice->forward[lattice->run->count - 1][i] + finish(lattice, i);
    if (score > best) {
      best = score;
      last = (uint8_t)i;
    }
  }
  for (uint32_t at = lattice->run->count; at-- > 0;) {
    label[at] = last;
    last = lattice->from[at][last];
  }
  return best > DM_NAME_NEVER;
}

bool dm_name_run_decode(const struct dm_name_run *run, const struct dm_name_steps *steps, struct dm_arena *arena,
                        uint8_t *label)
{
  struct lattice lattice;
  go_forward(run, steps, arena, &lattice);
  return go_back(&lattice, label);
}

/* By how much. */

/// The best score of what may stand behind a label of token `at`.
static int32_t best_behind(const struct lattice *lattice, score_row *backward, uint32_t at, uint32_t label)
{
  const struct dm_name_beside *behind = &lattice->steps->behind[label];
  int32_t best = 2 * DM_NAME_NEVER;
  if (at + 1 == lattice->run->count) {
    return finish(lattice, label);
  }
  for (uint32_t i = 0; i < behind->count; i++) {
    uint32_t next = behind->label[i];
    int32_t score = backward[at + 1][next] + lattice->steps->score[label][next] + lattice->run->score[at + 1][next];
    best = score > best ? score : best;
  }
  return best;
}

/// Of each token, by how much the best sequence is better than the best that gives it another label.
static void find_margins(const struct lattice *lattice, struct dm_arena *arena, int32_t *margin)
{
  const struct dm_name_run *run = lattice->run;
  score_row *backward = dm_arena_alloc(arena, run->count * sizeof *backward);
  for (uint32_t at = run->count; at-- > 0;) {
    int32_t best = 2 * DM_NAME_NEVER;
    int32_t second = 2 * DM_NAME_NEVER;
    for (uint32_t label = 0; label < DM_NAME_LABELS; label++) {
      int32_t rest = best_behind(lattice, backward, at, label);
      backward[at][label] = rest > DM_NAME_NEVER ? rest : DM_NAME_NEVER;
      int32_t whole = lattice->forward[at][label] + backward[at][label];
      second = whole > best ? best : whole > second ? whole : second;
      best = whole > best ? whole : best;
    }
    margin[at] = best - second;
  }
}

/* The names of an article. */

static void take_names(const uint8_t *label, struct dm_range run, struct dm_arena *arena, struct dm_name_proposals *out)
{
  for (uint32_t at = run.start; at < run.end; at++) {
    uint8_t first = label[at - run.start];
    if (first == DM_NAME_OUTSIDE) {
      continue;
    }
    struct dm_name_proposal name = {
        .tokens = {at, at + 1}, .type = (enum dm_name_type)((first - 1) / DM_NAME_PLACES), .margin = out->margin[at]};
    while (dm_name_label_opens(label[name.tokens.end - 1 - run.start])) {
      int32_t margin = out->margin[name.tokens.end++];
      name.margin = margin < name.margin ? margin : name.margin;
    }
    *DM_PUSH(arena, out->proposal, out->count, out->capacity) = name;
    at = name.tokens.end - 1;
  }
}

static void read_run(const struct dm_name_model *model, const struct dm_name_clues *clues, struct dm_range sentence,
                     struct dm_range tokens, struct dm_arena *arena, struct dm_name_proposals *out)
{
  uint32_t count = tokens.end - tokens.start;
  score_row *score = dm_arena_alloc(arena, count * sizeof *score);
  uint8_t *label = DM_NEW(arena, uint8_t, count);
  for (uint32_t i = 0; i < count; i++) {
    uint64_t feature[DM_NAME_FEATURES];
    uint32_t features = dm_name_features_make(clues, sentence, tokens.start + i, feature);
    score_features(&model->weights, feature, features, score[i]);
  }
  struct dm_name_run run = {.count = count, .score = score};
  struct lattice lattice;
  go_forward(&run, &model->steps, arena, &lattice);
  (void)go_back(&lattice, label); // all labels are allowed
  find_margins(&lattice, arena, out->margin + tokens.start);
  take_names(label, tokens, arena, out);
}

void dm_name_model_propose(const struct dm_name_model *model, const struct dm_name_clues *clues,
                           const struct dm_text *text, struct dm_arena *arena, struct dm_name_proposals *out)
{
  *out = (struct dm_name_proposals){.margin = DM_NEW(arena, int32_t, text->token_count)};
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    struct dm_range sentence = text->sentence[s];
    for (struct dm_range run = dm_name_run_next(clues, sentence, sentence.start); run.start < run.end;
         run = dm_name_run_next(clues, sentence, run.end)) {
      read_run(model, clues, sentence, run, arena, out);
    }
  }
}
