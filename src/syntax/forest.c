// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/forest.h"

#include "syntax/trees.h"

struct dm_forest {
  const struct dm_text *text;
  const struct dm_syntax *syntax;
  struct dm_arena *scratch;
  struct dm_trees trees;
};

static void free_scratch(void *context) { dm_arena_free(context); }

struct dm_forest *dm_forest_new(const struct dm_text *text, const struct dm_syntax *syntax, struct dm_arena *arena)
{
  struct dm_forest *forest = DM_NEW(arena, struct dm_forest, 1);
  *forest =
      (struct dm_forest){.text = text, .syntax = syntax, .scratch = dm_arena_new(), .trees = dm_trees_new(text, arena)};
  dm_arena_defer(arena, free_scratch, forest->scratch);
  return forest;
}

static void parse(struct dm_forest *forest, uint32_t token)
{
  if (forest->trees.relation[token] == DM_RELATION_NONE) {
    dm_trees_parse_sentence(dm_syntax_model_parser(forest->syntax->model), forest->text, forest->syntax,
                            forest->text->token_sentence[token], forest->scratch, &forest->trees);
    dm_arena_reset(forest->scratch);
  }
}

uint32_t dm_forest_head(struct dm_forest *forest, uint32_t token)
{
  parse(forest, token);
  return forest->trees.head[token];
}

enum dm_relation dm_forest_relation(struct dm_forest *forest, uint32_t token)
{
  parse(forest, token);
  return (enum dm_relation)forest->trees.relation[token];
}
