// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file parser.h  Dependency trees by a trained network (models/parser).

   For each word trained rows of numbers (of the word, its endings, its beginning, how it looks, its tags) and its vector of
   the word table are summed up; a convolution sees its neighbours; gated layers carry what they please from either end of
   the sentence.  Of the outcome four views are taken: as dependent and as head of an arc, as dependent and as head of a
   relation.  An arc's score is a product of two of them plus one for its distance; the best tree is found by
   dm_tree_find(); the relation of an arc is the greatest output of a layer over the sum of the other two.

   The trainer (src/train/parser.c) computes the same in floating point.  At run time all is integers.

   @see Dozat, Manning: Deep biaffine attention for neural dependency parsing, 2017; Bradbury et al.: Quasi-recurrent neural
        networks, 2017.
*/
#ifndef DM_SYNTAX_PARSER_H
#define DM_SYNTAX_PARSER_H

#include "syntax/layer.h"
#include "syntax/relation.h"
#include "syntax/syntax.h"
#include "syntax/word_table.h"

/// The shape of the network; a model of another shape is refused.
enum {
  DM_PARSER_WIDTH = 160,                ///< D: numbers of a word
  DM_PARSER_HALF = DM_PARSER_WIDTH / 2, ///< of a gated layer in one direction
  DM_PARSER_LAYERS = 3,                 ///< gated layers
  DM_PARSER_GATES = 6 * DM_PARSER_HALF, ///< candidate, forget gate, output gate: forward, then backward
  DM_PARSER_ARC = 64,                   ///< a view for arcs
  DM_PARSER_LABEL = 96,                 ///< a view for relations
  DM_PARSER_VIEWS = 2 * DM_PARSER_ARC + 2 * DM_PARSER_LABEL,
  DM_PARSER_RELATIONS = 64, ///< DM_RELATION_COUNT, rounded up
  DM_PARSER_DISTANCES = 32, ///< buckets of distances
  DM_PARSER_FEATURES = 7    ///< trained rows of a word
};

/// The trained rows, in this order; those of single words follow.
enum {
  DM_PARSER_ROW_ROOT, ///< before the first word
  DM_PARSER_ROW_MASK, ///< a quotation that stands as one word
  DM_PARSER_ROW_TAG,  ///< enum dm_tag
  DM_PARSER_ROW_XPOS = DM_PARSER_ROW_TAG + DM_TAG_COUNT,
  DM_PARSER_ROW_SHAPE = DM_PARSER_ROW_XPOS + DM_XPOS_COUNT,
  DM_PARSER_ROW_TWO = DM_PARSER_ROW_SHAPE + 64,     ///< the last two bytes, hashed
  DM_PARSER_ROW_THREE = DM_PARSER_ROW_TWO + 1024,   ///< the last three
  DM_PARSER_ROW_FIRST = DM_PARSER_ROW_THREE + 4096, ///< the first three
  DM_PARSER_ROW_WORD = DM_PARSER_ROW_FIRST + 4096,
};

/// How a word looks: how its letters are, and bits.
enum dm_parser_shape {
  DM_PARSER_NO_LETTERS,
  DM_PARSER_SMALL,
  DM_PARSER_TITLE,
  DM_PARSER_UPPER,
  DM_PARSER_SINGLE, ///< one capital
  DM_PARSER_MIXED,
  DM_PARSER_LETTERS = 7, ///< all these bits
  DM_PARSER_DIGIT = 8,
  DM_PARSER_HYPHEN = 16,  ///< within
  DM_PARSER_OPENING = 32, ///< it begins the sentence
};

/// What the parser sees of a word.
struct dm_parser_word {
  uint32_t row;   ///< of the word table; DM_NONE: it stands for a quotation
  uint32_t last;  ///< its last three bytes, ASCII letters small, the last the lowest
  uint32_t first; ///< its first three, the first the lowest
  uint8_t shape;  ///< enum dm_parser_shape
  uint8_t tag;    ///< enum dm_tag
  uint8_t xpos;   ///< enum dm_xpos
};

/// models/parser, mapped.
struct dm_parser {
  const struct dm_word_table *words;
  uint32_t row_count;        ///< R
  const int8_t *row;         ///< [R × D]
  const uint16_t *row_scale; ///< [R] what 1 is, in 1 / 65536
  const uint16_t *word_row;  ///< [words->row_count] from DM_PARSER_ROW_WORD on; UINT16_MAX: none
  struct dm_net_layer vector, conv, gates[DM_PARSER_LAYERS], views, pair, distance, relation;
  enum dm_layer_means means;
};

/// Open models/parser.  @param words  Borrowed.  @return DM_OK; DM_ERR_IO, DM_ERR_FORMAT (said), also if it was trained with
/// another word table.
DM_CHECK_RESULT enum dm_status dm_parser_open(const struct dm_resources *resources, const struct dm_word_table *words,
                                              struct dm_arena *arena, struct dm_diag *diag, struct dm_parser *out);

/// Read a word.  @param folded  hash of it as `folded` of struct dm_text; @param opening  whether it begins a sentence
void dm_parser_read(const struct dm_word_table *words, struct dm_span word, uint64_t folded, bool opening,
                    struct dm_parser_word *out);
/// The trained rows of a word.  @param feature  [DM_PARSER_FEATURES] set, the last to UINT16_MAX + DM_PARSER_ROW_WORD if the
/// word has no row of its own.  @return how many.
uint32_t dm_parser_features(const uint16_t *word_row, const struct dm_parser_word *word,
                            uint32_t feature[DM_PARSER_FEATURES]);
/// The bucket of the distance of a word (1 …) and its head (0: the root).
uint32_t dm_parser_distance(uint32_t word, uint32_t head);

/**
   Parse a sentence.

   One word hangs on the root, and from every word the heads lead to it.

   @param word      [count] count <= DM_SENTENCE_TOKENS.
   @param scratch   For what is needed on the way.
   @param head      [count] Set: 0 for the root, else 1-based.
   @param relation  [count] Set: enum dm_relation; DM_RELATION_ROOT for the word on the root, and for no other.
*/
void dm_parser_run(const struct dm_parser *parser, const struct dm_parser_word *word, uint32_t count,
                   struct dm_arena *scratch, uint32_t *head, uint8_t *relation);

#endif
