// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file positions.h  Who holds which role where; of mention/ alone.
*/
#ifndef DM_MENTION_POSITIONS_H
#define DM_MENTION_POSITIONS_H

#include "mention/candidates.h"

/// Positions of the article, and the phrases of their persons' mentions.
void dm_positions_find(struct dm_naming *naming);
/// The same of roles that several have: `Senators Ivo Karel and Ana Varga`; behind dm_positions_find().
void dm_plural_roles_find(struct dm_naming *naming);

#endif
