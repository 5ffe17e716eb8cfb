// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file machine.h  What runs programs.
   It remembers at which (branch, token) it has been, so that an attempt costs at most instructions × tokens
   (Cox, Regular Expression Matching in the Wild, 2010: "bit-state").
*/
#ifndef DM_SYNTAX_MACHINE_H
#define DM_SYNTAX_MACHINE_H

#include "syntax/features.h"

/// For one text; its memory is the scratch arena's.
struct dm_machine {
  const struct dm_view *view;
  const struct dm_features *features;
  const struct dm_layer **layer; ///< [features->layer_count] or NULL where the view has none of that name
  struct dm_sight sight;         ///< of the sentence that is being read
  struct dm_arena *scratch;
  uint32_t *visited; ///< [most splits × (reach + 1)] the mark of what was there last
  uint32_t reach;    ///< tokens of the longest sentence
  uint32_t mark;     ///< the last one given
  uint32_t job_count, job_capacity;
  struct dm_job *job; ///< what to try next where this fails
};

/// @param most  splits of the program that has most.
void dm_machine_begin(const struct dm_view *view, const struct dm_program_names *names,
                      const struct dm_features *features, uint32_t most, struct dm_arena *scratch,
                      struct dm_machine *out);
/// Go to a sentence.
void dm_machine_look(struct dm_machine *machine, struct dm_range sentence);
/// Try `program` at token `at` of the sentence.  @param match  Its tokens and captures are set on success.
bool dm_machine_try(struct dm_machine *machine, const struct dm_program *program, uint32_t at, struct dm_match *match);

#endif
