// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file coref.h  Pronouns and `the minister`: whom they stand for; of mention/ alone.
*/
#ifndef DM_MENTION_COREF_H
#define DM_MENTION_COREF_H

#include "mention/candidates.h"

/// Add mentions of pronouns and nominals; all mentions are then in text order.
void dm_coreference_resolve(struct dm_naming *naming);

#endif
