// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file treebank.h  Treebanks as words with labels: pairs of UPOS and XPOS.
*/
#ifndef DM_TRAIN_TREEBANK_H
#define DM_TRAIN_TREEBANK_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"
#include "syntax/tagger.h"

enum {
  DM_TREEBANK_NO_LABEL = UINT8_MAX, ///< of a word without tags, or with tags that hardly ever go together
};

struct dm_treebank_sentence {
  uint32_t count;
  struct dm_span *form;  ///< [count]
  struct dm_span *lemma; ///< [count]
  uint8_t *label;        ///< [count]
};

struct dm_treebank {
  struct dm_arena *arena; ///< owns all of it
  uint32_t count, capacity;
  struct dm_treebank_sentence *sentence; ///< [count]
  uint32_t label_count;
  struct dm_tagger_label label[DM_WEIGHTS_LABELS]; ///< [label_count] in the order in which they were met
};

/// Add the sentences of a file of CoNLL-U.  @return DM_OK; DM_ERR_IO, DM_ERR_FORMAT (said).
DM_CHECK_RESULT enum dm_status dm_treebank_read(struct dm_treebank *treebank, const char *path, struct dm_diag *diag);

/**
   Add some sentences again as they might have been written: as a headline, in capitals, without any, with curly quotation
   marks and apostrophes, without quotation marks, without a full stop.  Which ones follows from their number.
*/
void dm_treebank_vary(struct dm_treebank *treebank);

#endif
