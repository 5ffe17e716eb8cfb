// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file name_corpus.h  Articles with marked names: CoNLL-U with `Name=B-TYPE`, `Name=I-TYPE` in MISC, or JSON Lines with
   `names`: [start, end, type] in code points of `text`.

   A type is of mention/name_labels.h; several it may be, `country/place`, or `?` where nobody knows.  The comment
   `names = TYPE…` of a sentence tells which types were marked in it; without it all were.
*/
#ifndef DM_TRAIN_NAME_CORPUS_H
#define DM_TRAIN_NAME_CORPUS_H

#include "mention/name_model.h"

/// An article.
struct dm_name_document {
  struct dm_text text;
  struct dm_name_clues clues;
  uint32_t *allowed; ///< [N tokens] bits 1 << label that the marks allow
};

struct dm_name_corpus {
  struct dm_arena *arena;
  uint32_t count, capacity;
  struct dm_name_document *document; ///< [count]
};

/// What reads articles: all stages before the model of names.
struct dm_name_reader;
DM_CHECK_RESULT enum dm_status dm_name_reader_new(const struct dm_resources *resources, struct dm_arena *arena,
                                                  struct dm_diag *diag, struct dm_name_reader **out);
/// The words that it knows.
const struct dm_word_table *dm_name_reader_words(const struct dm_name_reader *reader);
/// Add the articles of a file.
DM_CHECK_RESULT enum dm_status dm_name_corpus_read(struct dm_name_corpus *corpus, const struct dm_name_reader *reader,
                                                   const char *path, struct dm_diag *diag);

#endif
