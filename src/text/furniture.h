// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file furniture.h  What stands around an article: share links, bylines, credits, teasers.
   Rules: schema/lexicon/furniture.tsv.
*/
#ifndef DM_TEXT_FURNITURE_H
#define DM_TEXT_FURNITURE_H

#include "base/resource.h"
#include "base/span.h"

struct dm_furniture;

DM_CHECK_RESULT enum dm_status dm_furniture_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                 struct dm_diag *diag, struct dm_furniture **out);

/// What a line is.
enum dm_line {
  DM_LINE_TEXT,
  DM_LINE_FURNITURE,
  DM_LINE_LAST, ///< furniture, and so is all that follows
};
enum dm_line dm_furniture_line(const struct dm_furniture *furniture, struct dm_span line);

/**
   The next stretch inside a paragraph that is furniture: a bracketed credit, `SEE ALSO: …`.

   @param from  Byte of `body` to look from.
   @param end   End of the paragraph.
   @param credit  Set where there is one: whether it is a picture's.
   @return whether there is one; its bytes in `*out`.
*/
bool dm_furniture_stretch(const struct dm_furniture *furniture, struct dm_span body, uint32_t from, uint32_t end,
                          struct dm_range *out, bool *credit);

#endif
