// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file text.h  Body to paragraphs, sentences and tokens: ranges of the body, which is never changed.
   In: one article.  Next: syntax/.  Rules: schema/lexicon/abbreviations.tsv, furniture.tsv.
*/
#ifndef DM_TEXT_TEXT_H
#define DM_TEXT_TEXT_H

#include "article/article.h"

/// What a paragraph is to the article.
enum dm_paragraph_kind {
  DM_PARAGRAPH_BODY,
  DM_PARAGRAPH_HEADLINE,  ///< the article's title, or a heading between paragraphs
  DM_PARAGRAPH_CAPTION,   ///< of a picture: text, without its credit
  DM_PARAGRAPH_FURNITURE, ///< share links, newsletters, bylines, credits, copyright, teasers of other stories: no facts
};

struct dm_paragraph {
  struct dm_range bytes;     ///< of the body, without the white space around
  struct dm_range sentences; ///< indices
  enum dm_paragraph_kind kind;
};

/// The layers of one article, in text order.
struct dm_text {
  const struct dm_article *article;
  struct dm_span body;
  uint32_t paragraph_count;       ///< P
  struct dm_paragraph *paragraph; ///< [P]
  uint32_t sentence_count;        ///< S
  struct dm_range *sentence;      ///< [S] tokens
  uint32_t *sentence_paragraph;   ///< [S]
  uint32_t token_count;           ///< N
  struct dm_range *token;         ///< [N] bytes, ascending, disjoint, never empty
  uint32_t *token_sentence;       ///< [N]
  uint64_t *exact;                ///< [N] dm_hash_bytes() of the token as it stands (curly apostrophes straight)
  uint64_t *folded;               ///< [N] dm_hash_bytes() of dm_utf8_fold() of it
  uint8_t *shape;                 ///< [N] enum dm_shape bits
  bool *joined;                   ///< [N] written together with the token before it, as one word: `do|n't`, `Kenya|'s`
  const struct dm_span *form;     ///< [N] given words, which the body may spell otherwise; NULL where none were given
  const struct dm_span *name;     ///< [S] names of given sentences, perhaps empty; likewise
};

/// What a token looks like.
enum dm_shape {
  DM_SHAPE_CAPITAL = 1,       ///< first letter is upper case
  DM_SHAPE_ALL_CAPITAL = 2,   ///< two letters or more, all upper case
  DM_SHAPE_DIGIT = 4,         ///< has a digit
  DM_SHAPE_WORD = 8,          ///< has a letter
  DM_SHAPE_PUNCTUATION = 16,  ///< has neither letter nor digit
  DM_SHAPE_QUOTE = 32,        ///< a quotation mark by itself, straight or curly, single or double, ``'' `''`
  DM_SHAPE_SPACE_BEFORE = 64, ///< white space or nothing stands before it
  DM_SHAPE_FURNITURE = 128,   ///< in a DM_PARAGRAPH_FURNITURE, or in a stretch of a paragraph that is furniture
};

struct dm_text_model;
struct dm_resources;

/// Load abbreviations and furniture patterns.  @return DM_OK; DM_ERR_SCHEMA, DM_ERR_IO (said).
DM_CHECK_RESULT enum dm_status dm_text_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                  struct dm_diag *diag, struct dm_text_model **out);

/// A longer sentence is cut: what is read within one may take the square of its length.
enum { DM_SENTENCE_TOKENS = 512 };

/**
   Split a body.

   Tokens follow the UD English treebanks: possessive `'s` and clitics `n't`, `'ll` are tokens of their own, abbreviations
   keep their full stop, `U.S.` is one token, quotation marks and brackets are tokens of their own, an ellipsis is one.
   The bytes between tokens are white space or ignorable, so tokens and gaps give back the body.

   @param article  Borrowed, must outlive `*out`.
   @param arena    Owns the arrays of `*out`.
   @return DM_OK; DM_SKIP if there is no token.
*/
DM_CHECK_RESULT enum dm_status dm_text_split(const struct dm_article *article, const struct dm_text_model *model,
                                             struct dm_arena *arena, struct dm_text *out);

/// A token as it is read: its bytes, or its given form.
struct dm_span dm_text_word(const struct dm_text *text, uint32_t token);
/// Whether a token is a hyphen within a compound: written together with the words on both its sides.
bool dm_text_is_hyphen(const struct dm_text *text, uint32_t token);
/// How many words tokens are, a compound being one: `Jean - Yves Le Drian` has three.
uint32_t dm_text_word_count(const struct dm_text *text, struct dm_range tokens);
/// From the first byte of the first token to the last of the last; `tokens` is not empty.
struct dm_range dm_text_bytes(const struct dm_text *text, struct dm_range tokens);
/// The tokens of a paragraph; an empty range if it has none.
struct dm_range dm_text_paragraph_tokens(const struct dm_text *text, uint32_t paragraph);
/// The first token that ends after byte `byte`, token_count if none.
uint32_t dm_text_token_at(const struct dm_text *text, uint32_t byte);

#endif
