// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file program.h  A pattern as instructions, and the machine that runs them.
   The machine remembers at which (instruction, token) it has been, so that an attempt costs at most instructions × tokens
   (Cox, Regular Expression Matching in the Wild, 2010: "bit-state").
*/
#ifndef DM_SYNTAX_PROGRAM_H
#define DM_SYNTAX_PROGRAM_H

#include "syntax/pattern.h"
#include "text/lexicon.h"

enum { DM_PROGRAM_REACH = 512 }; ///< tokens that one attempt may look at

enum dm_operation {
  DM_OP_MATCH, ///< the end: of the pattern, or of the body of DM_OP_NOT
  DM_OP_WORD,  ///< hash: the folded token
  DM_OP_LEMMA, ///< hash
  DM_OP_CLASS, ///< a: index of the class
  DM_OP_TAG,   ///< a: enum dm_tag, b: enum dm_verb_form, or DM_FORM_NONE for any
  DM_OP_LAYER, ///< a: index of the layer's name
  DM_OP_ANY,
  DM_OP_BEGIN,
  DM_OP_END,
  DM_OP_SPLIT, ///< go on at +a; if that fails at +b
  DM_OP_JUMP,  ///< +a
  DM_OP_SAVE,  ///< a: slot, twice the capture, and one more at its end
  DM_OP_NOT,   ///< the body follows and ends with DM_OP_MATCH; go on at +a if it does not match
};

/// Jumps are relative, so that code can be moved.
struct dm_instruction {
  enum dm_operation operation;
  int32_t a;
  int32_t b;
  uint64_t hash;
};

/// Phrases of a lexicon that patterns name.
struct dm_class {
  const char *name;
  const struct dm_lexicon *lexicon;
  uint32_t column;      ///< that has to have one of `value`; DM_NONE: every phrase
  struct dm_span value; ///< alternatives divided by `|`
  bool lemma;           ///< phrases are compared with lemmas
};

struct dm_program {
  uint32_t count;
  struct dm_instruction *code; ///< [count]
  uint32_t capture_count;
  const char *capture[DM_CAPTURES];
};

/// What the patterns of a file share.
struct dm_program_names {
  struct dm_arena *arena;
  uint32_t class_count;
  struct dm_class *class;
  uint32_t layer_count, layer_capacity;
  const char **layer; ///< names, each once
};

/// @return DM_OK; DM_ERR_SCHEMA, and what is wrong in `*wrong`.
DM_CHECK_RESULT enum dm_status dm_program_compile(struct dm_span pattern, struct dm_program_names *names,
                                                  struct dm_program *out, const char **wrong);

/// The machine, for one text; its memory is the scratch arena's.
struct dm_machine {
  const struct dm_view *view;
  struct dm_text lemmas; ///< the text with its lemmas in the place of its words
  const struct dm_program_names *names;
  const struct dm_layer **layer; ///< [names->layer_count] or NULL where the view has none of that name
  struct dm_arena *scratch;
  uint32_t *visited; ///< [most instructions × (reach + 1)] the attempt that was there last
  uint32_t reach;
  uint32_t attempt;
  uint32_t job_count, job_capacity;
  struct dm_job *job; ///< what to try next where this fails
};

/// @param most  instructions of the longest program it will run.
void dm_machine_begin(const struct dm_view *view, const struct dm_program_names *names, uint32_t most,
                      struct dm_arena *scratch, struct dm_machine *out);
/// Try `program` at token `at`.  @param match  Its tokens and captures are set on success.
bool dm_machine_try(struct dm_machine *machine, const struct dm_program *program, uint32_t at, struct dm_match *match);

#endif
