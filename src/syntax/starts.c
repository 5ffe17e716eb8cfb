// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/starts.h"

#include <string.h>

/* Making. */

/// A walk over a program's instructions, as if all that is asked held.
struct walk {
  const struct dm_program *program;
  bool *seen; ///< [program->count]
  uint32_t waiting_count;
  uint32_t *waiting; ///< [program->count]
};

static void reach(struct walk *walk, uint32_t pc)
{
  if (!walk->seen[pc]) {
    walk->seen[pc] = true;
    walk->waiting[walk->waiting_count++] = pc;
  }
}

static bool takes(enum dm_operation operation) { return dm_operation_asks(operation) || operation == DM_OP_ANY; }

/// See what can be reached without `feature`; with DM_NONE, without taking a token.
static void walk_without(struct walk *walk, uint32_t feature)
{
  memset(walk->seen, 0, walk->program->count * sizeof *walk->seen);
  walk->waiting_count = 0;
  reach(walk, 0);
  while (walk->waiting_count) {
    uint32_t pc = walk->waiting[--walk->waiting_count];
    const struct dm_instruction *code = &walk->program->code[pc];
    bool stops = code->operation == DM_OP_MATCH || (takes(code->operation) && feature == DM_NONE) ||
                 (dm_operation_asks(code->operation) && code->index == feature);
    if (code->operation == DM_OP_SPLIT) {
      reach(walk, pc + (uint32_t)code->a);
      reach(walk, pc + (uint32_t)code->b);
    } else if (code->operation == DM_OP_JUMP || code->operation == DM_OP_NOT) {
      reach(walk, pc + (uint32_t)code->a);
    } else if (!stops) {
      reach(walk, pc + 1);
    }
  }
}

static void add_begins(struct walk *walk, uint32_t index, struct dm_starts *starts)
{
  walk_without(walk, DM_NONE);
  for (uint32_t pc = 0; pc < walk->program->count; pc++) {
    const struct dm_instruction *code = &walk->program->code[pc];
    if (walk->seen[pc] && takes(code->operation)) {
      dm_set_add(code->operation == DM_OP_ANY ? starts->any : &starts->begin[(size_t)code->index * starts->words],
                 index);
    }
  }
}

static void add_needs(struct walk *walk, uint64_t *need)
{
  const struct dm_program *program = walk->program;
  for (uint32_t pc = 0; pc < program->count; pc++) {
    if (dm_operation_asks(program->code[pc].operation)) {
      walk_without(walk, program->code[pc].index);
      if (!walk->seen[program->count - 1]) { // the end
        dm_set_add(need, program->code[pc].index);
      }
    }
  }
}

void dm_starts_make(const struct dm_features *features, uint32_t count, const struct dm_program *program,
                    struct dm_arena *arena, struct dm_starts *out)
{
  struct dm_arena *scratch = dm_arena_new();
  struct dm_starts starts = {.count = count, .words = dm_set_words(count)};
  starts.begin = DM_NEW(arena, uint64_t, (size_t)features->count * starts.words);
  starts.any = DM_NEW(arena, uint64_t, starts.words);
  starts.need = DM_NEW(arena, uint64_t, (size_t)count * features->words);
  for (uint32_t i = 0; i < count; i++) {
    struct walk walk = {.program = &program[i],
                        .seen = DM_NEW(scratch, bool, program[i].count),
                        .waiting = DM_NEW(scratch, uint32_t, program[i].count)};
    add_begins(&walk, i, &starts);
    add_needs(&walk, &starts.need[(size_t)i * features->words]);
  }
  dm_arena_free(scratch);
  *out = starts;
}

/* Finding. */

static bool lacks(const uint64_t *need, const uint64_t *rest, uint32_t words)
{
  uint64_t lacking = 0;
  for (uint32_t w = 0; w < words; w++) {
    lacking |= need[w] & ~rest[w];
  }
  return lacking != 0;
}

void dm_starts_find(const struct dm_starts *starts, const struct dm_features *features, const struct dm_sight *sight,
                    uint32_t at, uint64_t *out)
{
  size_t index = at - sight->sentence.start;
  const uint64_t *set = &sight->set[index * features->words];
  const uint64_t *rest = &sight->rest[index * features->words];
  memcpy(out, starts->any, starts->words * sizeof *out);
  for (uint32_t w = 0; w < features->words; w++) {
    for (uint64_t bits = set[w]; bits; bits &= bits - 1) {
      const uint64_t *begin = &starts->begin[(w * 64 + (uint32_t)__builtin_ctzll(bits)) * starts->words];
      for (uint32_t i = 0; i < starts->words; i++) {
        out[i] |= begin[i];
      }
    }
  }
  for (uint32_t w = 0; w < starts->words; w++) {
    for (uint64_t bits = out[w]; bits; bits &= bits - 1) {
      uint32_t program = w * 64 + (uint32_t)__builtin_ctzll(bits);
      if (lacks(&starts->need[(size_t)program * features->words], rest, features->words)) {
        out[w] &= ~(UINT64_C(1) << (program % 64));
      }
    }
  }
}
