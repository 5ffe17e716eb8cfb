// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file tagger.h  Part-of-speech tags by a trained model (models/tagger): UPOS and XPOS at once, from left to right.

   A sentence's words are read once into what features are made of; a label is a pair of tags.  The trainer
   (src/train/tagger.c) makes features by the same functions.
*/
#ifndef DM_SYNTAX_TAGGER_H
#define DM_SYNTAX_TAGGER_H

#include "base/arena.h"
#include "syntax/lemmatiser.h"
#include "syntax/weights.h"
#include "syntax/word_table.h"
#include "syntax/xpos.h"

/// What the tagger sees of a word.
struct dm_tagger_word {
  uint64_t folded;                  ///< hash
  uint64_t tail;                    ///< the last eight bytes, ASCII letters small; the last is the highest
  uint64_t head;                    ///< the first eight, the first is the lowest
  struct dm_word_clusters clusters; ///< of its row of the word table
  uint32_t readings;                ///< which tags it may have: a class of the model, or its ending
  uint16_t shape;                   ///< enum of tagger.c
  uint8_t letters;                  ///< how its letters are: enum of tagger.c
  uint8_t size;                     ///< bytes, 255 at most
  uint8_t fixed;                    ///< the label that it has wherever it stands, or DM_TAGGER_FREE
};

enum {
  DM_TAGGER_PADDING = 2,      ///< words before and after a sentence
  DM_TAGGER_FEATURES = 64,    ///< at most, of a word
  DM_TAGGER_FREE = UINT8_MAX, ///< in the place of a label: what stands around decides
};

/// A pair of tags.
struct dm_tagger_label {
  uint8_t tag;  ///< enum dm_tag
  uint8_t xpos; ///< enum dm_xpos
};

/// models/tagger, mapped.
struct dm_tagger {
  struct dm_weights weights;
  uint32_t label_count;
  const struct dm_tagger_label *label; ///< [label_count]
  const struct dm_word_table *words;
  struct dm_lemmatiser lemmatiser;
  const uint8_t *fixed;     ///< [words->row_count] the labels of words that have but one, or DM_TAGGER_FREE
  const uint16_t *readings; ///< [words->row_count] classes of words with the same readings; 0 where they are not known
};

/// Open models/tagger.  @param words  Borrowed; those that it was trained with.  @return DM_OK; DM_ERR_IO, DM_ERR_FORMAT (said).
DM_CHECK_RESULT enum dm_status dm_tagger_open(const struct dm_resources *resources, const struct dm_word_table *words,
                                              struct dm_arena *arena, struct dm_diag *diag, struct dm_tagger *out);

/// Read a word.  @param folded  hash of it as `folded` of struct dm_text.
void dm_tagger_read(const struct dm_tagger *tagger, struct dm_span word, uint64_t folded, struct dm_tagger_word *out);
/// Words have been read into `word[DM_TAGGER_PADDING … count + DM_TAGGER_PADDING)`: read them as a sentence, with what is
/// before and after it.
void dm_tagger_read_sentence(struct dm_tagger_word *word, uint32_t count);
/// The features of `word[0]`, words before and after it around, that see no labels.  @return how many.
uint32_t dm_tagger_features(const struct dm_tagger_word *word, uint64_t *feature);
/// The labels before a word.
struct dm_tagger_past {
  uint8_t before[2]; ///< of the words before, the last first; UINT8_MAX before the first
  uint8_t verb;      ///< of the last verb or auxiliary in this clause; UINT8_MAX if there is none
};
void dm_tagger_begin(struct dm_tagger_past *past);
/// The next word has this label.
void dm_tagger_follow(const struct dm_tagger *tagger, uint8_t label, struct dm_tagger_past *past);
/// The features of `word[0]` that see the labels before.  @return how many.
uint32_t dm_tagger_history(const struct dm_tagger_word *word, const struct dm_tagger_past *past, uint64_t *feature);

/// Tag a sentence read by dm_tagger_read_sentence().  @param label  [count] set to the labels.
void dm_tagger_tag(const struct dm_tagger *tagger, const struct dm_tagger_word *word, uint32_t count, uint8_t *label);

/// The lemma of a word with that label, in `arena`.
struct dm_span dm_tagger_lemma(const struct dm_tagger *tagger, struct dm_span word, uint8_t label,
                               struct dm_arena *arena);

#endif
