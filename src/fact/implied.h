// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file implied.h  Demands that no verb of demanding tells: conditions, and what was done at a request; of fact/ alone.
   In: matches of schema/rules/demands.rules with `set voice condition` or `set voice done`.
*/
#ifndef DM_FACT_IMPLIED_H
#define DM_FACT_IMPLIED_H

#include "fact/ledger.h"

/// Add the draft of such a match, if it holds.  @return false if the match is of another voice.
bool dm_implied_take(struct dm_ledger *ledger, const struct dm_match *match);

#endif
