// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file json_layout.h  How JSON objects lie in a file: one a line, or spread over lines, alone or in an array.
   Told by brackets and quotation marks alone; each object is parsed later, by itself.
*/
#ifndef DM_ARTICLE_JSON_LAYOUT_H
#define DM_ARTICLE_JSON_LAYOUT_H

#include "base/span.h"

enum dm_json_layout {
  DM_JSON_NONE,   ///< no object is there
  DM_JSON_LINES,  ///< JSON Lines; some of them may be broken
  DM_JSON_VALUES, ///< objects one after another, or one array of them
};

/// Whether the first line is an object by itself: then the layout is DM_JSON_LINES whatever follows.
bool dm_json_first_line(struct dm_span bytes);
enum dm_json_layout dm_json_layout_of(struct dm_span bytes);
/// The end of the object or array that begins at `at`; 0 if it has none.
size_t dm_json_value_end(struct dm_span bytes, size_t at);

#endif
