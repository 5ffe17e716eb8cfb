// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file lemmatiser.h  Words and their tags to lemmas: by the longest ending that a rule is known for (models/tagger).

   A rule cuts letters off and adds others.  It is known for a pair of tags (a label of the tagger) and a whole word or an
   ending, the empty one included; of several the longest counts.  Case is that of the word or small, as the rule says.
*/
#ifndef DM_SYNTAX_LEMMATISER_H
#define DM_SYNTAX_LEMMATISER_H

#include "base/model_file.h"

enum {
  DM_LEMMA_ENDING = 6,  ///< bytes of the longest ending
  DM_LEMMA_ADDED = 14,  ///< bytes that a rule adds at most
  DM_LEMMA_WORD = 0xff, ///< in the place of an ending's size: the whole word
};

/// What is done to a word.
struct dm_lemma_rule {
  uint8_t cut;              ///< bytes at its end that go
  uint8_t keep;             ///< its case: bit 0; bytes that come: the others
  char add[DM_LEMMA_ADDED]; ///< bytes that come
};

struct dm_lemma_slot {
  uint32_t check; ///< upper half of the key
  uint32_t rule;  ///< DM_NONE where the slot is free
};

/// Part of models/tagger, mapped.
struct dm_lemmatiser {
  uint32_t label_count;
  uint32_t rule_count;
  uint32_t mask; ///< slots - 1
  const struct dm_lemma_rule *rule;
  const struct dm_lemma_slot *slot; ///< [mask + 1]
  const uint8_t *reach;             ///< [label_count] size of the longest ending that has a rule
};

DM_CHECK_RESULT enum dm_status dm_lemmatiser_open(const struct dm_model_file *model, uint32_t label_count,
                                                  struct dm_diag *diag, struct dm_lemmatiser *out);
/**
   The lemma of a word.

   @param small  The word with small letters.
   @param room   At least small.size + DM_LEMMA_ADDED bytes.
   @param keep   Set to whether the lemma has the case of the word: then it is as if `small` were the word itself.
   @return the lemma, in `room`.
*/
struct dm_span dm_lemmatiser_apply(const struct dm_lemmatiser *lemmatiser, struct dm_span small, uint8_t label,
                                   char *room, bool *keep);
/// What a rule is found by.  @param size  of the ending, or DM_LEMMA_WORD.
uint64_t dm_lemma_key(uint8_t label, struct dm_span word, uint8_t size);

#endif
