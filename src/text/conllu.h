// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file conllu.h  CoNLL-U, read sentence by sentence.
   Source: https://universaldependencies.org/format.html.
*/
#ifndef DM_TEXT_CONLLU_H
#define DM_TEXT_CONLLU_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/span.h"
#include "base/status.h"

enum dm_conllu_column {
  DM_CONLLU_ID,
  DM_CONLLU_FORM,
  DM_CONLLU_LEMMA,
  DM_CONLLU_UPOS,
  DM_CONLLU_XPOS,
  DM_CONLLU_FEATS,
  DM_CONLLU_HEAD,
  DM_CONLLU_DEPREL,
  DM_CONLLU_DEPS,
  DM_CONLLU_MISC,
  DM_CONLLU_COLUMNS
};

/// A syntactic word.
struct dm_conllu_word {
  struct dm_span column[DM_CONLLU_COLUMNS]; ///< borrowed; `_` stands as it is
  uint32_t head;                            ///< 0: root; 1-based word of the sentence; DM_NONE: `_`
  uint32_t token;                           ///< index of its surface token
};

/// A surface token: a word, or the form of several.
struct dm_conllu_token {
  struct dm_span form;
  struct dm_span misc;
  struct dm_range words; ///< 0-based
};

struct dm_conllu_sentence {
  uint64_t line;               ///< of its first row or comment
  uint32_t comment_count;      ///<
  struct dm_span *comment;     ///< [comment_count] without `#` and white space around
  uint32_t word_count;         ///< W, at least 1
  struct dm_conllu_word *word; ///< [W] empty nodes (`8.1`) left out
  uint32_t token_count;
  struct dm_conllu_token *token; ///< [token_count]
};

/// A file being read.
struct dm_conllu {
  struct dm_span rest;
  const char *name; ///< for messages
  uint64_t line;    ///< that has been read
};

/**
   The next sentence.

   @param arena  Owns the arrays of `*out`; the spans are of the bytes read.
   @return DM_OK; DM_SKIP at the end; DM_ERR_FORMAT (said as file:line), after which the reader stands behind the sentence.
*/
DM_CHECK_RESULT enum dm_status dm_conllu_next(struct dm_conllu *reader, struct dm_arena *arena, struct dm_diag *diag,
                                              struct dm_conllu_sentence *out);
/// The value of the comment `key = value`; empty if there is none.  A comment of `key` alone gives the key itself.
struct dm_span dm_conllu_comment(const struct dm_conllu_sentence *sentence, const char *key);
/// The value of `key` in a column of `Key=Value|…`; empty if there is none.
struct dm_span dm_conllu_value(struct dm_span column, const char *key);

#endif
