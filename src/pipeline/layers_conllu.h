// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file layers_conllu.h  The analysis of an article as CoNLL-U.
   Source: https://universaldependencies.org/format.html.

   MISC has `SpaceAfter=No`, `SpacesAfter` where it is not one space, `Offset` (where the token begins, in code points of the
   body), `Name` (`B-person`, `I-person` and so on).  What is not known is `_`.
*/
#ifndef DM_PIPELINE_LAYERS_CONLLU_H
#define DM_PIPELINE_LAYERS_CONLLU_H

#include "base/buffer.h"
#include "pipeline/pipeline.h"

/// A document, an empty line behind each sentence.
void dm_layers_conllu_write(const struct dm_result *result, const struct dm_trees *trees, struct dm_arena *arena,
                            struct dm_buffer *out);

#endif
