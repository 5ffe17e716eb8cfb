// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file name_model.h  Names by a trained sequence model (models/names): labels of tokens, the best sequence of them (Viterbi).
   In: the clues of name_features.h.  Next: name_revision.c, which lets rules and model check each other.
*/
#ifndef DM_MENTION_NAME_MODEL_H
#define DM_MENTION_NAME_MODEL_H

#include "mention/name_features.h"
#include "mention/name_labels.h"
#include "syntax/weights.h"

/// Labels that may stand beside one.
struct dm_name_beside {
  uint32_t count;
  uint8_t label[DM_NAME_LABELS];
};

/// Which labels may follow each other, and what that scores.
struct dm_name_steps {
  struct dm_name_beside before[DM_NAME_LABELS];  ///< a label
  struct dm_name_beside behind[DM_NAME_LABELS];  ///< likewise
  int32_t score[DM_NAME_LABELS][DM_NAME_LABELS]; ///< of a label behind another; no matter where they cannot
};

/// models/names, mapped.
struct dm_name_model {
  const struct dm_word_table *words;
  struct dm_weights weights;
  struct dm_name_steps steps;
};

/// A name that the model proposes.
struct dm_name_proposal {
  struct dm_range tokens;
  enum dm_name_type type;
  int32_t margin; ///< by how much it is better than the best reading without one of its labels; > 0
};

/// Scores of a run of tokens, and which labels are allowed; of the model and its trainer.
struct dm_name_run {
  uint32_t count;                   ///< N, at least 1
  int32_t (*score)[DM_NAME_LABELS]; ///< [N]
  const uint32_t *allowed;          ///< [N] bits 1 << label, or NULL: all
};

/// The greatest score that no sequence reaches, twice over.
enum { DM_NAME_NEVER = -(1 << 29) };

/// Open models/names.  @param words  Borrowed.  @return DM_OK; DM_ERR_IO, DM_ERR_FORMAT (said).
DM_CHECK_RESULT enum dm_status dm_name_model_open(const struct dm_resources *resources,
                                                  const struct dm_word_table *words, struct dm_arena *arena,
                                                  struct dm_diag *diag, struct dm_name_model *out);
/// Set which labels may follow each other, without scores.
void dm_name_steps_begin(struct dm_name_steps *steps);
/// The feature of a label behind `before`.
uint64_t dm_name_step_feature(uint32_t before);
/// The best sequence of labels of a run between tokens that are no names.
/// @param label  [N] set to it.  @return whether there is one that is allowed.
bool dm_name_run_decode(const struct dm_name_run *run, const struct dm_name_steps *steps, struct dm_arena *arena,
                        uint8_t *label);
/// From `at` on the next run of active tokens of a sentence; empty at its end.
struct dm_range dm_name_run_next(const struct dm_name_clues *clues, struct dm_range sentence, uint32_t at);

/// The names of an article, as the model has them, and of each token by how much its label is the best one.
struct dm_name_proposals {
  uint32_t count, capacity;
  struct dm_name_proposal *proposal; ///< [count] in text order, disjoint
  int32_t *margin;                   ///< [N]
};
void dm_name_model_propose(const struct dm_name_model *model, const struct dm_name_clues *clues,
                           const struct dm_text *text, struct dm_arena *arena, struct dm_name_proposals *out);

#endif
