// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file word_table.h  What is known of a word from much text: its vector and its clusters (models/words).

   A word is its folded hash (`folded` of struct dm_text).  Rows are in order of frequency, the most frequent first, after
   those of words that the table has not.
*/
#ifndef DM_SYNTAX_WORD_TABLE_H
#define DM_SYNTAX_WORD_TABLE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/resource.h"
#include "base/status.h"

enum {
  DM_WORD_DIMENSIONS = 64,
  DM_WORD_FINE = 1024,  ///< clusters at three grains
  DM_WORD_MIDDLE = 256, ///< likewise
  DM_WORD_COARSE = 64,  ///< likewise
};

/// Rows of words that the table has not.
enum {
  DM_WORD_UNKNOWN,  ///< the mean of the rarest
  DM_WORD_NUMBER,   ///< digits and signs: the mean of numbers
  DM_WORD_NUMBERED, ///< digits and letters: `covid-19`, `g20`
  DM_WORD_FIRST,    ///< the most frequent word
};

/// The clusters of a word at three grains.  Unknown words have clusters, too.
struct dm_word_clusters {
  uint16_t fine;  ///< < DM_WORD_FINE
  uint8_t middle; ///< < DM_WORD_MIDDLE
  uint8_t coarse; ///< < DM_WORD_COARSE
};

struct dm_word_slot {
  uint32_t check; ///< upper half of the hash
  uint32_t row;   ///< DM_NONE where the slot is free
};

/// models/words, mapped.
struct dm_word_table {
  uint64_t checksum;                       ///< of the file: what is trained with it holds for it alone
  uint32_t row_count;                      ///< R
  uint32_t own_count;                      ///< V: rows with a vector of their own, the first
  uint32_t mask;                           ///< slots - 1
  const struct dm_word_slot *slot;         ///< [mask + 1]
  const struct dm_word_clusters *clusters; ///< [R]
  const int8_t
      *vector; ///< [(V + DM_WORD_FINE) × DM_WORD_DIMENSIONS], strongest dimension first; the last of fine clusters
  const float *scale; ///< [DM_WORD_DIMENSIONS] what 1 is in each
};

/// Open models/words.  @param arena  As for dm_model_file_open().  @return DM_OK; DM_ERR_IO, DM_ERR_FORMAT (said).
DM_CHECK_RESULT enum dm_status dm_word_table_open(const struct dm_resources *resources, struct dm_arena *arena,
                                                  struct dm_diag *diag, struct dm_word_table *out);
/// The row of a word by its folded hash; DM_NONE if the table has it not.
uint32_t dm_word_table_find(const struct dm_word_table *table, uint64_t folded);
/// The row of a word, which may be unknown.  @param shape  enum dm_shape bits.
uint32_t dm_word_table_row(const struct dm_word_table *table, uint64_t folded, uint8_t shape);
/// The vector of a row, [DM_WORD_DIMENSIONS]: that of its fine cluster where it has none of its own.
const int8_t *dm_word_table_vector(const struct dm_word_table *table, uint32_t row);
/// Have the slot of a word come near.
void dm_word_table_prefetch(const struct dm_word_table *table, uint64_t folded);

#endif
