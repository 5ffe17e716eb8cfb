// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file name_features.h  What the model of names sees of the tokens of an article; of mention/ and the trainer alone.
   In: text, syntax, and what the rules take for names.  Next: name_model.h.
*/
#ifndef DM_MENTION_NAME_FEATURES_H
#define DM_MENTION_NAME_FEATURES_H

#include "mention/candidates.h"
#include "syntax/word_table.h"

enum { DM_NAME_FEATURES = 112 }; ///< at most, of a token

/// What is read once of a token.
struct dm_name_clue {
  uint64_t exact, folded;           ///< hashes
  uint64_t head, tail;              ///< the first and the last eight bytes, ASCII letters small
  struct dm_word_clusters clusters; ///< of the word
  const int8_t *vector;             ///< likewise
  uint32_t shape;                   ///< how its letters follow one another, and how long it is
  uint8_t known;                    ///< what the gazetteer has that covers it: kind, and where in it
  uint8_t hints;                    ///< whether it is a first name, a title, a role, a head of names
  uint8_t spread;                   ///< how its form stands in the rest of the article
  uint8_t opens;                    ///< whether it begins a sentence, and of what kind that is
  uint8_t tag;                      ///< enum dm_xpos
  uint8_t rule;                     ///< what the rules take it for: kind, and where in the name
  uint8_t sure;                     ///< how much speaks for that
  bool active;                      ///< may be (part of) a name: all others are none, and need not be looked at
};

/// Clues of an article; those of tokens that are far from all active ones are not read.
struct dm_name_clues {
  uint32_t count;            ///< N
  struct dm_name_clue *clue; ///< [N]
};

/// Read the clues of an article whose candidates have their kinds.
void dm_name_clues_read(const struct dm_naming *naming, const struct dm_word_table *words, struct dm_name_clues *out);
/// The features of token `at` of a sentence.  @param feature  [DM_NAME_FEATURES]  @return how many.
uint32_t dm_name_features_make(const struct dm_name_clues *clues, struct dm_range sentence, uint32_t at,
                               uint64_t *feature);

#endif
