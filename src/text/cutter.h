// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file cutter.h  What cutting text into words rests on; of this folder alone.  words.c loads it, cutter.c cuts.
*/
#ifndef DM_TEXT_CUTTER_H
#define DM_TEXT_CUTTER_H

#include "text/words.h"

/// A set of hashes, sorted.
struct dm_hash_set {
  uint32_t count;
  uint32_t capacity;
  uint64_t *hash;
};
bool dm_hash_set_has(const struct dm_hash_set *set, uint64_t hash);

enum { DM_CUTS = 3 };

/// A word that is read as several.
struct dm_contraction {
  uint64_t hash; ///< folded
  uint32_t cuts;
  uint8_t cut[DM_CUTS]; ///< [cuts] bytes
};

struct dm_words_model {
  struct dm_hash_set clitics;  ///< folded: `'s`, `n't`
  struct dm_hash_set titles;   ///< folded, with the full stop
  struct dm_hash_set numbers;  ///< likewise, of those before numbers
  struct dm_hash_set others;   ///< likewise
  struct dm_hash_set starters; ///< exact: words that begin sentences
  struct dm_hash_set prefixes; ///< folded: `non`, without the hyphen
  struct dm_hash_set units;    ///< exact: `km`
  struct dm_hash_set signs;    ///< exact: `:)`
  bool sign_begins[128];       ///< whether one of `signs` begins so
  uint32_t contraction_count;
  uint32_t contraction_capacity;
  struct dm_contraction *contraction; ///< [contraction_count]
  uint8_t contraction_longest;        ///< bytes
  bool contraction_ends[32];          ///< by the lower five bits of the last letter: whether one may end so
};

/// Whether a code point carries no sound and may stand anywhere in a word.
bool dm_words_ignorable(uint32_t code);

#endif
