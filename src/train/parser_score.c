// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/parser_score.h"

#include <stdio.h>

/// What hangs on verbs of saying and demanding by one relation.
struct told {
  enum dm_relation relation;
  uint32_t gold, found, right;
};

struct score {
  uint32_t words, heads, both;
  struct told told[2];
};

static bool hangs_on_teller(const struct dm_example *example, uint32_t head)
{
  return head && (example->mark[head - 1] & DM_EXAMPLE_TELLS);
}

static void count_word(struct score *score, const struct dm_example *example, uint32_t i, uint32_t head,
                       uint8_t relation)
{
  bool same_head = head == example->head[i], same = same_head && relation == example->relation[i];
  score->words++;
  score->heads += same_head;
  score->both += same;
  for (int t = 0; t < 2; t++) {
    struct told *told = &score->told[t];
    told->gold += example->relation[i] == told->relation && hangs_on_teller(example, example->head[i]);
    told->found += relation == told->relation && hangs_on_teller(example, head);
    told->right += same && relation == told->relation && hangs_on_teller(example, head);
  }
}

static double percent(uint32_t part, uint32_t whole) { return whole ? 100.0 * part / whole : 0; }

void dm_parser_score(const struct dm_parser *parser, const struct dm_examples *examples, const char *name)
{
  struct score score = {.told = {{.relation = DM_RELATION_NSUBJ}, {.relation = DM_RELATION_CCOMP}}};
  struct dm_arena *scratch = dm_arena_new();
  for (uint32_t s = 0; s < examples->count; s++) {
    const struct dm_example *example = &examples->example[s];
    dm_arena_reset(scratch);
    uint32_t *head = DM_NEW(scratch, uint32_t, example->count);
    uint8_t *relation = DM_NEW(scratch, uint8_t, example->count);
    dm_parser_run(parser, example->word, example->count, scratch, head, relation);
    for (uint32_t i = 0; i < example->count; i++) {
      count_word(&score, example, i, head[i], relation[i]);
    }
  }
  dm_arena_free(scratch);
  printf("%s: %u words, UAS %.2f, LAS %.2f", name, score.words, percent(score.heads, score.words),
         percent(score.both, score.words));
  for (int t = 0; t < 2; t++) {
    const struct told *told = &score.told[t];
    printf("; %s P %.1f R %.1f F1 %.1f of %u", dm_relation_name(told->relation), percent(told->right, told->found),
           percent(told->right, told->gold), percent(2 * told->right, told->found + told->gold), told->gold);
  }
  printf("\n");
  fflush(stdout);
}
