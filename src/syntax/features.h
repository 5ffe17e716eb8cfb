// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file features.h  What the patterns of a file ask of tokens, each question once: a feature.
   They are answered for all tokens of a sentence at once, before any pattern is tried: literal words, lemmas and the phrases
   of all classes in one look-up a token, tags by table.
*/
#ifndef DM_SYNTAX_FEATURES_H
#define DM_SYNTAX_FEATURES_H

#include "syntax/program.h"

enum { DM_TAGS = DM_TAG_VERB + 1, DM_FORMS = DM_FORM_PARTICIPLE + 1 };

/// Phrases, and beginnings of phrases, by the hash of their words.
struct dm_phrases {
  uint32_t mask, used;
  uint64_t *hash; ///< [mask + 1] as dm_lexicon_step(); 0: free
  uint64_t *set;  ///< [mask + 1][words] the features that a phrase has; none where it is only a beginning
};

struct dm_features {
  uint32_t count;            ///< F
  uint32_t words;            ///< uint64_t of a set of features
  struct dm_phrases spelled; ///< DM_OP_WORD, and DM_OP_CLASS of words
  struct dm_phrases lemma;   ///< DM_OP_LEMMA, and DM_OP_CLASS of lemmas
  uint64_t *tag;             ///< [DM_TAGS][DM_FORMS][words]
  uint32_t layer_count;
  uint32_t *layer; ///< [layer_count] the feature of a layer
};

/// Number the features of `program` [count], which the instructions get as their `index`.
void dm_features_make(const struct dm_program_names *names, uint32_t count, struct dm_program *program,
                      struct dm_features *out);

/// What holds in a sentence.
struct dm_sight {
  struct dm_range sentence;
  uint64_t *set;   ///< [tokens][words] features at a token
  uint64_t *rest;  ///< [tokens][words] features at it or at a later one
  uint8_t *length; ///< [tokens][F] of a feature of DM_OP_CLASS that holds at a token: how many it takes
};

/// Make room for a sentence of `longest` tokens.
void dm_sight_begin(const struct dm_features *features, uint32_t longest, struct dm_arena *arena, struct dm_sight *out);
/// Answer all questions for `sentence`.  @param layer  [layer_count], or NULL where there is none of that name.
void dm_sight_look(const struct dm_features *features, const struct dm_view *view, const struct dm_layer *const *layer,
                   struct dm_range sentence, struct dm_sight *sight);

static inline bool dm_set_has(const uint64_t *set, uint32_t index) { return set[index / 64] >> (index % 64) & 1; }
static inline void dm_set_add(uint64_t *set, uint32_t index) { set[index / 64] |= UINT64_C(1) << (index % 64); }
static inline uint32_t dm_set_words(uint32_t count) { return count / 64 + 1; }

#endif
