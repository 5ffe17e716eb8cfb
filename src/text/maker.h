// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file maker.h  The layers of a text while they are made; of this folder alone.
   In order: paragraphs (paragraphs.c), tokens (text.c, or given.c where they are given), their descriptions, sentences
   (sentences.c, or given).
*/
#ifndef DM_TEXT_MAKER_H
#define DM_TEXT_MAKER_H

#include "text/lexicon.h"
#include "text/text.h"
#include "text/words.h"

struct dm_furniture;

struct dm_text_model {
  struct dm_words_model *words;
  struct dm_furniture *furniture;
  struct dm_lexicon starters; ///< words that begin a sentence after an abbreviation
};

struct dm_maker {
  const struct dm_text_model *model;
  struct dm_arena *arena;
  struct dm_text *text;
  uint32_t paragraphs, tokens, joints, sentences; ///< capacities
  uint32_t sentence_paragraphs;
};

/// Paragraphs are lines, or what blank lines divide where lines are broken at a column.
void dm_maker_split_paragraphs(struct dm_maker *maker);
/// White space around is no part of it; nothing is added where there is nothing else.
void dm_maker_add_paragraph(struct dm_maker *maker, struct dm_range bytes);
/// Set the kind of paragraphs that are furniture.
void dm_maker_mark_furniture(struct dm_maker *maker);
/// Set the kind of body paragraphs that are headings; their tokens are described.
void dm_maker_mark_headings(struct dm_maker *maker);

void dm_maker_add_token(struct dm_maker *maker, struct dm_range bytes, bool joined);
/// Hashes and shapes of all tokens; furniture in them, and captions by it.
void dm_maker_describe(struct dm_maker *maker);

/// Split all paragraphs.
void dm_maker_split_sentences(struct dm_maker *maker);
void dm_maker_add_sentence(struct dm_maker *maker, uint32_t paragraph, struct dm_range tokens);
/// Whether a token ends a sentence by itself: `.`, `?!`, `…`.
bool dm_text_is_terminator(const struct dm_text *text, uint32_t token);

#endif
