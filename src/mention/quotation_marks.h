// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file quotation_marks.h  The quotation marks of a paragraph, and what each tells by itself.
   In: text layers.  Next: quotations.h, which pairs them.
*/
#ifndef DM_MENTION_QUOTATION_MARKS_H
#define DM_MENTION_QUOTATION_MARKS_H

#include "text/lexicon.h"

/// Which side of a quotation a mark stands on.
enum dm_side { DM_SIDE_EITHER, DM_SIDE_OPEN, DM_SIDE_CLOSE };

struct dm_mark {
  struct dm_range tokens; ///< one, or two single marks that stand for a double one
  uint32_t code;          ///< of its first sign
  bool single;            ///< may be an apostrophe
  bool bound;             ///< stands between two words or signs without space
  enum dm_side typed;     ///< by its sign
  enum dm_side spaced;    ///< by the space and the signs around it
};

struct dm_marks {
  uint32_t count;
  uint32_t capacity;
  struct dm_mark *mark; ///< [count] in text order
};

/// Append the marks among `tokens` (a paragraph's).
/// @param elisions  Words that lost their beginning: the apostrophe before them is no mark.
void dm_marks_read(const struct dm_text *text, struct dm_range tokens, const struct dm_lexicon *elisions,
                   struct dm_arena *arena, struct dm_marks *marks);

#endif
