// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file examples.h  Sentences of treebanks as the parser sees them, with their trees.
*/
#ifndef DM_TRAIN_EXAMPLES_H
#define DM_TRAIN_EXAMPLES_H

#include "syntax/parser.h"

/// What an example's word is, beside what the parser sees of it.
enum dm_example_mark {
  DM_EXAMPLE_TELLS = 1, ///< a verb of saying or demanding, by its lemma
  DM_EXAMPLE_QUOTE = 2, ///< a double quotation mark
  DM_EXAMPLE_STOP = 4,  ///< a full stop
  DM_EXAMPLE_COMMA = 8,
};

struct dm_example {
  uint32_t count;              ///< W
  struct dm_parser_word *word; ///< [W]
  uint32_t *head;              ///< [W] 0: the root; 1-based
  uint8_t *relation;           ///< [W] enum dm_relation
  uint8_t *mark;               ///< [W] enum dm_example_mark
};

struct dm_examples {
  uint32_t count;
  uint32_t capacity;
  struct dm_example *example; ///< [count]
};

/// Lemmas of verbs: the words of one column's tables.
struct dm_lemmas {
  uint32_t count;
  uint32_t capacity;
  uint64_t *hash; ///< [count]
};
DM_CHECK_RESULT enum dm_status dm_lemmas_read(const struct dm_resources *resources, struct dm_arena *arena,
                                              struct dm_diag *diag, struct dm_lemmas *out);

/**
   Add the sentences of a CoNLL-U file.  Tags are taken as they stand; sentences of more than DM_SENTENCE_TOKENS words, or
   without a tree, are passed over.

   @return DM_OK; DM_ERR_IO, DM_ERR_FORMAT (said).
*/
DM_CHECK_RESULT enum dm_status dm_examples_read(const char *path, const struct dm_word_table *words,
                                                const struct dm_lemmas *lemmas, struct dm_arena *arena,
                                                struct dm_diag *diag, struct dm_examples *out);

#endif
