// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file trees.h  Dependency trees of an article's sentences: of those that somebody wants, for they cost most.
   In: text and syntax layers.  How a tree is found: parser.h.
*/
#ifndef DM_SYNTAX_TREES_H
#define DM_SYNTAX_TREES_H

#include "syntax/parser.h"
#include "syntax/syntax.h"

/// Trees over the tokens of an article.  What has not been parsed has the relation DM_RELATION_NONE.
struct dm_trees {
  uint32_t *head;    ///< [N] token; DM_NONE: none, the token is a root or not parsed
  uint8_t *relation; ///< [N] enum dm_relation
};

/// Tokens that make one tree.
struct dm_stretch {
  struct dm_range tokens;      ///< a sentence, or several that a quotation joins
  uint32_t mask_count;         ///<
  const struct dm_range *mask; ///< [mask_count] what stands as one word: tokens, ascending, disjoint, none empty
};

/// No token parsed.  @param arena  Owns the arrays.
struct dm_trees dm_trees_new(const struct dm_text *text, struct dm_arena *arena);

/**
   Parse a stretch.

   Masked tokens, the contents of quotations, stand as one word while the rest is parsed, and are parsed by themselves, each
   sentence of them: the root of the first takes the place of the word that stood for them, roots of others hang on it by
   `parataxis`.  So every stretch gets one root, from which all of its tokens are reached.

   Text and syntax are of one article.  A stretch, masked or not, of more than DM_SENTENCE_TOKENS words is parsed in pieces,
   joined by `parataxis`.

   @param scratch  For what is needed on the way; may be reset afterwards.
   @param trees    [in,out] of the tokens of the stretch, what was known is replaced.
*/
void dm_trees_parse(const struct dm_parser *parser, const struct dm_text *text, const struct dm_syntax *syntax,
                    const struct dm_stretch *stretch, struct dm_arena *scratch, struct dm_trees *trees);
/// Parse sentence `sentence` of the text, nothing masked.
void dm_trees_parse_sentence(const struct dm_parser *parser, const struct dm_text *text, const struct dm_syntax *syntax,
                             uint32_t sentence, struct dm_arena *scratch, struct dm_trees *trees);

#endif
