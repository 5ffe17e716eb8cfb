// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/program.h"

#include <string.h>

/// Something to go back to: a place, or the old value of a slot.
struct dm_job {
  uint32_t pc;
  uint32_t at;   ///< token; of a slot, its old value
  uint32_t slot; ///< DM_NONE: a place
};

void dm_machine_begin(const struct dm_view *view, const struct dm_program_names *names, uint32_t most,
                      struct dm_arena *scratch, struct dm_machine *out)
{
  uint32_t longest = 0;
  for (uint32_t i = 0; i < view->text->sentence_count; i++) {
    uint32_t size = view->text->sentence[i].end - view->text->sentence[i].start;
    longest = size > longest ? size : longest;
  }
  uint32_t reach = longest < DM_PROGRAM_REACH ? longest : DM_PROGRAM_REACH;
  *out = (struct dm_machine){.view = view,
                             .lemmas = *view->text,
                             .names = names,
                             .layer = DM_NEW(scratch, const struct dm_layer *, names->layer_count + 1),
                             .scratch = scratch,
                             .visited = DM_NEW(scratch, uint32_t, (size_t)most * (reach + 1)),
                             .reach = reach};
  out->lemmas.folded = view->syntax->lemma;
  for (uint32_t i = 0; i < names->layer_count; i++) {
    for (uint32_t j = 0; j < view->layer_count; j++) {
      if (strcmp(names->layer[i], view->layer[j].name) == 0) {
        out->layer[i] = &view->layer[j];
      }
    }
  }
}

static bool has_value(const struct dm_class *class, const struct dm_entry *entry)
{
  struct dm_span field = dm_entry_field(entry, class->column);
  struct dm_span rest = class->value;
  while (rest.size) {
    const char *bar = memchr(rest.data, '|', rest.size);
    size_t size = bar ? (size_t)(bar - rest.data) : rest.size;
    if (dm_span_equal(field, (struct dm_span){rest.data, size})) {
      return true;
    }
    size_t step = bar ? size + 1 : size;
    rest = (struct dm_span){rest.data + step, rest.size - step};
  }
  return false;
}

/// The end of the longest phrase of the class at a token; 0: none.
static uint32_t class_end(const struct dm_machine *machine, const struct dm_class *class, uint32_t at, uint32_t end)
{
  const struct dm_text *text = class->lemma ? &machine->lemmas : machine->view->text;
  uint32_t length = 0;
  if (!dm_lexicon_longest(class->lexicon, text, at, end, &length)) {
    return 0;
  }
  for (; length > 0; length--) {
    const struct dm_entry *entry = dm_lexicon_find(class->lexicon, text, (struct dm_range){at, at + length});
    for (; entry; entry = dm_lexicon_next(class->lexicon, entry)) {
      if (class->column == DM_NONE || has_value(class, entry)) {
        return at + length;
      }
    }
  }
  return 0;
}

/// The token after what an instruction that takes tokens takes at `at`; 0 where it does not match.
static uint32_t take(const struct dm_machine *machine, const struct dm_instruction *code, uint32_t at, uint32_t end)
{
  const struct dm_view *view = machine->view;
  if (at >= end) {
    return 0;
  }
  switch (code->operation) {
  case DM_OP_ANY:
    return at + 1;
  case DM_OP_WORD:
    return view->text->folded[at] == code->hash ? at + 1 : 0;
  case DM_OP_LEMMA:
    return view->syntax->lemma[at] == code->hash ? at + 1 : 0;
  case DM_OP_TAG:
    return view->syntax->tag[at] == code->a && (code->b == DM_FORM_NONE || view->syntax->form[at] == code->b) ? at + 1
                                                                                                              : 0;
  case DM_OP_CLASS:
    return class_end(machine, &machine->names->class[code->a], at, end);
  case DM_OP_LAYER: {
    const struct dm_layer *layer = machine->layer[code->a];
    return layer && layer->end[at] > at && layer->end[at] <= end ? layer->end[at] : 0;
  }
  default:
    return 0;
  }
}

/// One attempt.
struct run {
  struct dm_machine *machine;
  const struct dm_program *program;
  struct dm_range sentence;
  uint32_t origin;                ///< where the attempt began
  uint32_t end;                   ///< of the sentence, or of the machine's reach
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

static bool been_there(struct run *run, uint32_t pc, uint32_t at)
{
  struct dm_machine *machine = run->machine;
  uint32_t *cell = &machine->visited[(size_t)pc * (machine->reach + 1) + (at - run->origin)];
  bool been = *cell == machine->attempt;
  *cell = machine->attempt;
  return been;
}

static bool run_from(struct run *run, uint32_t pc, uint32_t at, uint32_t *end);

/// Whether the body of a DM_OP_NOT matches.  Its instructions are reached from here only: the marks of the last time it
/// was tried, at another token, are taken away.
static bool matches_ahead(struct run *run, uint32_t pc, uint32_t at)
{
  struct run inner = *run;
  uint32_t end;
  inner.bottom = run->machine->job_count;
  for (uint32_t i = pc; i < pc + (uint32_t)run->program->code[pc - 1].a - 1; i++) {
    memset(&run->machine->visited[(size_t)i * (run->machine->reach + 1)], 0,
           sizeof(uint32_t) * (run->machine->reach + 1));
  }
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
    return at == run->sentence.start;
  case DM_OP_END:
    return at == run->sentence.end;
  case DM_OP_SPLIT:
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

static bool takes_token(enum dm_operation operation) { return operation >= DM_OP_WORD && operation <= DM_OP_ANY; }

static bool run_from(struct run *run, uint32_t pc, uint32_t at, uint32_t *end)
{
  for (bool alive = true; alive;) {
    const struct dm_instruction *code = &run->program->code[pc];
    bool goes_on = !been_there(run, pc, at);
    if (goes_on && code->operation == DM_OP_MATCH) {
      *end = at;
      return true;
    }
    if (goes_on && takes_token(code->operation)) {
      at = take(run->machine, code, at, run->end);
      pc++;
      goes_on = at != 0;
    } else if (goes_on) {
      goes_on = step(run, &pc, at);
    }
    alive = goes_on || pop(run, &pc, &at);
  }
  return false;
}

bool dm_machine_try(struct dm_machine *machine, const struct dm_program *program, uint32_t at, struct dm_match *match)
{
  const struct dm_text *text = machine->view->text;
  struct dm_range sentence = text->sentence[text->token_sentence[at]];
  struct run run = {.machine = machine, .program = program, .sentence = sentence, .origin = at};
  run.end = sentence.end - at > machine->reach ? at + machine->reach : sentence.end;
  memset(run.slot, 0xff, sizeof run.slot);
  machine->attempt++;
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
