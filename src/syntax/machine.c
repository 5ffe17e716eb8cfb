// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/machine.h"

#include <string.h>

/// Something to go back to: a place, or the old value of a slot.
struct dm_job {
  uint32_t pc;
  uint32_t at;   ///< token; of a slot, its old value
  uint32_t slot; ///< DM_NONE: a place
};

void dm_machine_begin(const struct dm_view *view, const struct dm_program_names *names,
                      const struct dm_features *features, uint32_t most, struct dm_arena *scratch,
                      struct dm_machine *out)
{
  uint32_t reach = 0;
  for (uint32_t i = 0; i < view->text->sentence_count; i++) {
    uint32_t size = view->text->sentence[i].end - view->text->sentence[i].start;
    reach = size > reach ? size : reach;
  }
  *out = (struct dm_machine){.view = view,
                             .features = features,
                             .layer = DM_NEW(scratch, const struct dm_layer *, names->layer_count + 1),
                             .scratch = scratch,
                             .visited = DM_NEW(scratch, uint32_t, (size_t)most * (reach + 1)),
                             .reach = reach};
  dm_sight_begin(features, reach, scratch, &out->sight);
  for (uint32_t i = 0; i < names->layer_count; i++) {
    for (uint32_t j = 0; j < view->layer_count; j++) {
      if (strcmp(names->layer[i], view->layer[j].name) == 0) {
        out->layer[i] = &view->layer[j];
      }
    }
  }
}

void dm_machine_look(struct dm_machine *machine, struct dm_range sentence)
{
  dm_sight_look(machine->features, machine->view, machine->layer, sentence, &machine->sight);
}

/// The token after what an instruction that takes tokens takes at `at`; 0 where it does not match.
static uint32_t take(const struct dm_machine *machine, const struct dm_instruction *code, uint32_t at)
{
  const struct dm_sight *sight = &machine->sight;
  const struct dm_features *features = machine->features;
  if (at >= sight->sentence.end) {
    return 0;
  }
  uint32_t index = at - sight->sentence.start;
  if (code->operation == DM_OP_ANY) {
    return at + 1;
  }
  if (!dm_set_has(&sight->set[(size_t)index * features->words], code->index)) {
    return 0;
  }
  switch (code->operation) {
  case DM_OP_CLASS:
    return at + sight->length[(size_t)index * features->count + code->index];
  case DM_OP_LAYER:
    return machine->layer[code->a]->end[at];
  default:
    return at + 1;
  }
}

/// One attempt.
struct run {
  struct dm_machine *machine;
  const struct dm_program *program;
  uint32_t mark;                  ///< of this attempt
  uint32_t bottom;                ///< jobs below are another attempt's
  uint32_t slot[2 * DM_CAPTURES]; ///< DM_NONE: not set
};

static void push(struct run *run, uint32_t pc, uint32_t at, uint32_t slot)
{
  struct dm_machine *machine = run->machine;
  *DM_PUSH(machine->scratch, machine->job, machine->job_count, machine->job_capacity) =
      (struct dm_job){.pc = pc, .at = at, .slot = slot};
}

/// Take the last place that is left to try; slots get back the values they had there.
static bool pop(struct run *run, uint32_t *pc, uint32_t *at)
{
  struct dm_machine *machine = run->machine;
  while (machine->job_count > run->bottom) {
    struct dm_job job = machine->job[--machine->job_count];
    if (job.slot == DM_NONE) {
      *pc = job.pc;
      *at = job.at;
      return true;
    }
    run->slot[job.slot] = job.at;
  }
  return false;
}

/// Every loop has a split, and paths part nowhere else.
static bool been_there(struct run *run, uint32_t split, uint32_t at)
{
  struct dm_machine *machine = run->machine;
  uint32_t *cell = &machine->visited[(size_t)split * (machine->reach + 1) + (at - machine->sight.sentence.start)];
  bool been = *cell == run->mark;
  *cell = run->mark;
  return been;
}

static bool run_from(struct run *run, uint32_t pc, uint32_t at, uint32_t *end);

/// Whether the body of a DM_OP_NOT matches.  Its instructions are reached from here only, so that a mark of its own is
/// enough to forget the last time it was tried, at another token.
static bool matches_ahead(struct run *run, uint32_t pc, uint32_t at)
{
  struct run inner = *run;
  uint32_t end;
  inner.bottom = run->machine->job_count;
  inner.mark = ++run->machine->mark;
  bool matches = run_from(&inner, pc, at, &end);
  run->machine->job_count = inner.bottom;
  return matches;
}

/// Do an instruction that takes no token.  @return whether to go on at `*pc`.
static bool step(struct run *run, uint32_t *pc, uint32_t at)
{
  const struct dm_instruction *code = &run->program->code[*pc];
  uint32_t here = *pc;
  *pc = here + 1;
  switch (code->operation) {
  case DM_OP_BEGIN:
    return at == run->machine->sight.sentence.start;
  case DM_OP_END:
    return at == run->machine->sight.sentence.end;
  case DM_OP_SPLIT:
    if (been_there(run, code->index, at)) {
      return false;
    }
    push(run, here + (uint32_t)code->b, at, DM_NONE);
    *pc = here + (uint32_t)code->a;
    return true;
  case DM_OP_JUMP:
    *pc = here + (uint32_t)code->a;
    return true;
  case DM_OP_SAVE:
    push(run, 0, run->slot[code->a], (uint32_t)code->a);
    run->slot[code->a] = at;
    return true;
  default: // DM_OP_NOT
    *pc = here + (uint32_t)code->a;
    return !matches_ahead(run, here + 1, at);
  }
}

static bool run_from(struct run *run, uint32_t pc, uint32_t at, uint32_t *end)
{
  for (bool alive = true; alive;) {
    const struct dm_instruction *code = &run->program->code[pc];
    bool goes_on;
    if (code->operation == DM_OP_MATCH) {
      *end = at;
      return true;
    }
    if (dm_operation_asks(code->operation) || code->operation == DM_OP_ANY) {
      at = take(run->machine, code, at);
      pc++;
      goes_on = at != 0;
    } else {
      goes_on = step(run, &pc, at);
    }
    alive = goes_on || pop(run, &pc, &at);
  }
  return false;
}

bool dm_machine_try(struct dm_machine *machine, const struct dm_program *program, uint32_t at, struct dm_match *match)
{
  struct run run = {.machine = machine, .program = program, .mark = ++machine->mark};
  memset(run.slot, 0xff, sizeof run.slot);
  machine->job_count = 0;
  uint32_t end;
  if (!run_from(&run, 0, at, &end) || end == at) {
    return false;
  }
  match->tokens = (struct dm_range){at, end};
  match->capture_count = 0;
  for (uint32_t i = 0; i < program->capture_count; i++) {
    if (run.slot[2 * i] != DM_NONE && run.slot[2 * i + 1] != DM_NONE && run.slot[2 * i] < run.slot[2 * i + 1]) {
      match->capture[match->capture_count++] =
          (struct dm_capture){.name = program->capture[i], .tokens = {run.slot[2 * i], run.slot[2 * i + 1]}};
    }
  }
  return true;
}
