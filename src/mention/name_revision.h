// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file name_revision.h  Rules and model check each other: candidates by rules, proposals by the model; of mention/ alone.
*/
#ifndef DM_MENTION_NAME_REVISION_H
#define DM_MENTION_NAME_REVISION_H

#include "mention/name_model.h"

/**
   Revise the candidates, which have their kinds, by what the model is sure of.

   What the gazetteer has stays as it is, roles stay outside of names, and unknown names of one form get one kind.
*/
void dm_names_revise(struct dm_naming *naming, const struct dm_name_proposals *proposals);

#endif
