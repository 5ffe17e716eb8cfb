// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file entities.h  Candidates that name the same become one entity; of mention/ alone.
*/
#ifndef DM_MENTION_ENTITIES_H
#define DM_MENTION_ENTITIES_H

#include "mention/candidates.h"

/// Give all candidates their kinds: unknown ones DM_NAME_NONE where nothing tells.
void dm_entities_decide(struct dm_naming *naming);
/// Make entities and give each candidate its own (DM_NONE: none).
void dm_entities_cluster(struct dm_naming *naming);
/// An entity by its label, made if there is none yet.
uint32_t dm_entity_of(struct dm_naming *naming, enum dm_entity_type type, struct dm_span label);
/// Another form of it that the text has.
void dm_entity_add_alias(struct dm_naming *naming, uint32_t entity, struct dm_span alias);
/// Mentions of named candidates with an entity, in text order.
void dm_entities_mention(struct dm_naming *naming);

#endif
