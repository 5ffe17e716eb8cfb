// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file conllu_layout.h  Where the documents of a CoNLL-U file end; what is in them is read by text/conllu.h.
*/
#ifndef DM_ARTICLE_CONLLU_LAYOUT_H
#define DM_ARTICLE_CONLLU_LAYOUT_H

#include "base/span.h"

/// The end of the document that begins with the sentence at `at`: where the next sentence with a comment `newdoc` begins,
/// or the end of the bytes.
size_t dm_conllu_document_end(struct dm_span bytes, size_t at);

#endif
