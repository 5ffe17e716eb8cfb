// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file words.h  A stretch of text cut into words: the one tokenizer, of articles and of lexicon phrases.
   Rules: schema/lexicon/clitics.tsv, abbreviations.tsv.
*/
#ifndef DM_TEXT_WORDS_H
#define DM_TEXT_WORDS_H

#include "base/resource.h"
#include "base/span.h"

/// What an abbreviation does to a sentence.
enum dm_abbreviation {
  DM_ABBREVIATION_NONE,
  DM_ABBREVIATION_TITLE, ///< `Gen.`: what follows belongs to it
  DM_ABBREVIATION_OTHER, ///< `Inc.`: may end a sentence
};

struct dm_words_model;

DM_CHECK_RESULT enum dm_status dm_words_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                   struct dm_diag *diag, struct dm_words_model **out);

/// Takes the bytes of one word.
/// @param joined  whether it is written together with the word before it, as one: `do|n't`, `Kenya|'s`.
typedef void dm_word_sink(void *context, struct dm_range bytes, bool joined);

/// Cut `text` (any bytes) into words, in order; what lies between them is white space or ignorable.
void dm_words_split(const struct dm_words_model *model, struct dm_span text, dm_word_sink *sink, void *context);
/// Whether a word with its full stop is an abbreviation.
enum dm_abbreviation dm_words_abbreviation(const struct dm_words_model *model, struct dm_span word);
/// Hashes as struct dm_text has them.
uint64_t dm_words_exact(struct dm_span word);
uint64_t dm_words_folded(struct dm_span word);

#endif
