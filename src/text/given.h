// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file given.h  A document of CoNLL-U as an article whose words and sentences are taken as they stand.
   In: a record of a source (DM_RECORD_CONLLU).  Next: syntax/, as after dm_text_split().
*/
#ifndef DM_TEXT_GIVEN_H
#define DM_TEXT_GIVEN_H

#include "text/text.h"

/// The words and sentences of a document.
struct dm_given {
  uint32_t token_count;      ///< N
  struct dm_range *token;    ///< [N] bytes of the body
  bool *joined;              ///< [N] as in struct dm_text
  struct dm_span *form;      ///< [N]
  uint32_t sentence_count;   ///< S
  struct dm_range *sentence; ///< [S] tokens
  struct dm_span *name;      ///< [S] `sent_id`, or empty
  bool *begins;              ///< [S] a paragraph
};

/**
   Read a document.

   The body is made of the surface tokens with the white space that `SpaceAfter`, `SpacesAfter` and `SpacesBefore` of their
   MISC tell, and a blank line before each sentence with the comment `newpar`.  Words that do not spell their surface token,
   `don't` = `do not`, get a part each of its letters.  The id is that of `newdoc`; `meta::title` and `meta::dateCreated`
   are taken where they are; empty nodes and the other columns are passed over.

   @param record  Its bytes are borrowed by `*out`.
   @param arena   Owns all that is made.
   @return DM_OK; DM_SKIP for a document without text; DM_ERR_FORMAT, DM_ERR_ENCODING, DM_ERR_LIMIT (said).
*/
DM_CHECK_RESULT enum dm_status dm_given_read(const struct dm_record *record, const struct dm_article_options *options,
                                             struct dm_arena *arena, struct dm_diag *diag, struct dm_article *article,
                                             struct dm_given *out);
/// As dm_text_split(), without splitting: furniture, headings and captions are found as in any article.
void dm_given_lay_out(const struct dm_article *article, const struct dm_given *given, const struct dm_text_model *model,
                      struct dm_arena *arena, struct dm_text *out);

#endif
