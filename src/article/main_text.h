// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file main_text.h  The text of a web page that is its article, told by where its long paragraphs stand.
*/
#ifndef DM_ARTICLE_MAIN_TEXT_H
#define DM_ARTICLE_MAIN_TEXT_H

#include "base/buffer.h"

struct _xmlNode;

/**
   Append the paragraphs of the main text, a blank line between them, white space in them collapsed.

   The element is taken in which most of the running text stands, as deep as may be; of it lists of links, and what its
   markup says to be navigation, comments, advertisement and the like, are left out.
*/
void dm_main_text(const struct _xmlNode *root, struct dm_buffer *out);

#endif
