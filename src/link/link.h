// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file link.h  Whole-store inference: who is who over articles.
   In: all article graphs of a store.  Out: the graph BASE/graph/link, computed anew.
*/
#ifndef DM_LINK_LINK_H
#define DM_LINK_LINK_H

#include "store/store.h"

/// Link all articles below `base` within `change`.  The result depends on the quads alone, not on their order.
DM_CHECK_RESULT enum dm_status dm_link_run(struct dm_change *change, const struct dm_snapshot *snapshot,
                                           struct dm_span base, struct dm_diag *diag);

#endif
