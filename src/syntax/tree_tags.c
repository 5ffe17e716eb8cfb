// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/tree_tags.h"

/// A relation as Universal Dependencies define it, a tag that cannot have it, and the one that is meant.
static const struct {
  uint8_t relation, tag, meant;
} wrong[] = {
    {DM_RELATION_AUX, DM_TAG_VERB, DM_TAG_AUX},    {DM_RELATION_CASE, DM_TAG_SCONJ, DM_TAG_ADP},
    {DM_RELATION_DET, DM_TAG_PRON, DM_TAG_DET},    {DM_RELATION_DET, DM_TAG_SCONJ, DM_TAG_DET},
    {DM_RELATION_MARK, DM_TAG_ADP, DM_TAG_SCONJ},  {DM_RELATION_MARK, DM_TAG_DET, DM_TAG_SCONJ},
    {DM_RELATION_MARK, DM_TAG_PRON, DM_TAG_SCONJ}, {DM_RELATION_NSUBJ, DM_TAG_SCONJ, DM_TAG_PRON},
    {DM_RELATION_OBJ, DM_TAG_SCONJ, DM_TAG_PRON},  {DM_RELATION_ROOT, DM_TAG_AUX, DM_TAG_VERB},
};

void dm_tree_tags_set(const struct dm_trees *trees, struct dm_range tokens, struct dm_syntax *syntax)
{
  for (uint32_t token = tokens.start; token < tokens.end; token++) {
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
      if (trees->relation[token] == wrong[i].relation && syntax->upos[token] == wrong[i].tag) {
        syntax->upos[token] = wrong[i].meant;
        break;
      }
    }
  }
}
