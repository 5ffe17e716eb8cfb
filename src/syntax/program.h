// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file program.h  A pattern as instructions, for the machine that runs them.
*/
#ifndef DM_SYNTAX_PROGRAM_H
#define DM_SYNTAX_PROGRAM_H

#include "syntax/pattern.h"
#include "text/lexicon.h"

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
  uint32_t index; ///< of one that asks: its feature; of a DM_OP_SPLIT: its number in the program
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
  uint32_t split_count;
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

/// Whether it asks something of the token that it takes.
static inline bool dm_operation_asks(enum dm_operation operation)
{
  return operation >= DM_OP_WORD && operation <= DM_OP_LAYER;
}

#endif
