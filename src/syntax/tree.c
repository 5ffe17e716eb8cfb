// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/tree.h"

#include "base/span.h"

/// What an arc from the root costs beside its score: more than any tree is worth, so that the best has but one.
static const int64_t root_cost = INT64_C(1) << 44;

struct arc {
  uint32_t word;
  uint32_t head;
};

/// A cycle that became one node.
struct knot {
  uint32_t member_count;
  struct arc *arc;  ///< [member_count] the arc into each, within the cycle
  uint32_t *member; ///< [N] of each word within: the member it belongs to; DM_NONE: without
};

/// Nodes 0 … N - 1; 0 is the root.  A node stands for itself or for what was contracted into it.
struct work {
  struct dm_arena *arena;
  uint32_t count;  ///< N
  int64_t *score;  ///< [N × N] of head j for node i
  struct arc *arc; ///< [N × N] the arc that this score is of
  uint32_t *best;  ///< [N]
  uint32_t *node;  ///< [N] which node a word belongs to
  bool *gone;      ///< [N] contracted into another
  uint32_t knot_count;
  struct knot *knot; ///< [N]
};

/// Whether every word leads to the root; else `*at` is on a cycle.
static bool reaches_root(const uint32_t *head, const bool *gone, uint32_t count, uint32_t *mark, uint32_t *at)
{
  for (uint32_t i = 1; i < count; i++) {
    mark[i] = 0;
  }
  for (uint32_t i = 1; i < count; i++) {
    if (gone && gone[i]) {
      continue;
    }
    uint32_t j = i;
    for (; j && !mark[j]; j = head[j]) {
      mark[j] = i;
    }
    if (j && mark[j] == i) {
      *at = j;
      return false;
    }
  }
  return true;
}

static void choose_best(struct work *work, uint32_t i)
{
  uint32_t best = i ? 0 : 1;
  const int64_t *line = work->score + (size_t)i * work->count;
  for (uint32_t j = 1; j < work->count; j++) {
    if (j != i && !work->gone[j] && line[j] > line[best]) {
      best = j;
    }
  }
  work->best[i] = best;
}

static void note_knot(struct work *work, uint32_t first)
{
  struct knot *knot = &work->knot[work->knot_count++];
  uint32_t i = first;
  do {
    knot->member_count++;
    i = work->best[i];
  } while (i != first);
  knot->arc = DM_NEW(work->arena, struct arc, knot->member_count);
  knot->member = DM_NEW(work->arena, uint32_t, work->count);
  uint32_t *index = DM_NEW(work->arena, uint32_t, work->count);
  for (uint32_t word = 0; word < work->count; word++) {
    index[word] = DM_NONE;
  }
  for (uint32_t m = 0; m < knot->member_count; m++, i = work->best[i]) {
    knot->arc[m] = work->arc[(size_t)i * work->count + work->best[i]];
    index[i] = m;
  }
  for (uint32_t word = 0; word < work->count; word++) {
    knot->member[word] = index[work->node[word]];
    work->node[word] = knot->member[word] == DM_NONE ? work->node[word] : first;
  }
}

/// Scores of the cycle as one node, `first`, from and to the node `other`.
static void join_scores(struct work *work, uint32_t first, uint32_t other)
{
  size_t count = work->count;
  size_t in = first * count + other, out = other * count + first;
  int64_t best_in = 0, best_out = 0;
  struct arc arc_in = {0}, arc_out = {0};
  uint32_t i = first;
  do {
    int64_t gain = work->score[i * count + other] - work->score[i * count + work->best[i]];
    if (i == first || gain > best_in) {
      best_in = gain;
      arc_in = work->arc[i * count + other];
    }
    if (other && (i == first || work->score[other * count + i] > best_out)) {
      best_out = work->score[other * count + i];
      arc_out = work->arc[other * count + i];
    }
    i = work->best[i];
  } while (i != first);
  work->score[in] = best_in;
  work->arc[in] = arc_in;
  if (other) {
    work->score[out] = best_out;
    work->arc[out] = arc_out;
  }
}

static void contract(struct work *work, uint32_t first)
{
  note_knot(work, first);
  bool *within = DM_NEW(work->arena, bool, work->count);
  uint32_t i = first;
  do {
    within[i] = true;
    i = work->best[i];
  } while (i != first);
  for (uint32_t other = 0; other < work->count; other++) {
    if (!within[other] && !work->gone[other]) {
      join_scores(work, first, other);
    }
  }
  for (uint32_t j = 1; j < work->count; j++) {
    work->gone[j] = work->gone[j] || (within[j] && j != first);
    if (!within[j] && !work->gone[j] && within[work->best[j]]) {
      work->best[j] = first;
    }
  }
  choose_best(work, first);
}

/// Undo contractions, the last first: all members keep their arc of the cycle but that into which an arc leads from without.
static void expand(const struct work *work, uint32_t *head)
{
  for (uint32_t k = work->knot_count; k-- > 0;) {
    const struct knot *knot = &work->knot[k];
    uint32_t entered = DM_NONE;
    for (uint32_t word = 1; word < work->count; word++) {
      entered = knot->member[word] != DM_NONE && head[word] != DM_NONE ? knot->member[word] : entered;
    }
    for (uint32_t m = 0; m < knot->member_count; m++) {
      if (m != entered) {
        head[knot->arc[m].word] = knot->arc[m].head;
      }
    }
  }
}

static void fill_scores(struct work *work, const int32_t *score, uint32_t step)
{
  size_t count = work->count;
  for (uint32_t i = 1; i < count; i++) {
    for (uint32_t j = 0; j < count; j++) {
      work->score[i * count + j] = score[(size_t)(i - 1) * step + j] - (j ? 0 : root_cost);
      work->arc[i * count + j] = (struct arc){i, j};
    }
    work->node[i] = i;
  }
}

static void find_by_contraction(const int32_t *score, uint32_t step, struct work *work, uint32_t *mark)
{
  size_t count = work->count;
  uint32_t *head = DM_NEW(work->arena, uint32_t, count);
  work->score = DM_NEW(work->arena, int64_t, count * count);
  work->arc = DM_NEW(work->arena, struct arc, count * count);
  work->node = DM_NEW(work->arena, uint32_t, count);
  work->gone = DM_NEW(work->arena, bool, count);
  work->knot = DM_NEW(work->arena, struct knot, count);
  fill_scores(work, score, step);
  for (uint32_t i = 1; i < count; i++) {
    choose_best(work, i);
  }
  uint32_t at;
  while (!reaches_root(work->best, work->gone, work->count, mark, &at)) {
    contract(work, at);
  }
  for (uint32_t i = 1; i < count; i++) {
    head[i] = DM_NONE;
  }
  for (uint32_t i = 1; i < count; i++) {
    if (!work->gone[i]) {
      struct arc arc = work->arc[i * count + work->best[i]];
      head[arc.word] = arc.head;
    }
  }
  expand(work, head);
  work->best = head;
}

void dm_tree_find(const int32_t *score, uint32_t count, uint32_t step, struct dm_arena *scratch, uint32_t *head)
{
  struct work work = {.arena = scratch, .count = count + 1};
  work.best = DM_NEW(scratch, uint32_t, count + 1);
  uint32_t *mark = DM_NEW(scratch, uint32_t, count + 1);
  uint32_t roots = 0, at;
  for (uint32_t i = 1; i <= count; i++) {
    const int32_t *line = score + (size_t)(i - 1) * step;
    uint32_t best = 0;
    for (uint32_t j = 1; j <= count; j++) {
      best = j != i && line[j] > line[best] ? j : best;
    }
    work.best[i] = best;
    roots += !best;
  }
  if (roots != 1 || !reaches_root(work.best, NULL, count + 1, mark, &at)) {
    find_by_contraction(score, step, &work, mark);
  }
  for (uint32_t i = 1; i <= count; i++) {
    head[i - 1] = work.best[i];
  }
}
