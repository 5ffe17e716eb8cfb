// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/linking.h"

#include "link/link.h"

enum dm_status dm_linking_run(struct dm_store *store, struct dm_span base, struct dm_diag *diag)
{
  struct dm_change *change;
  struct dm_snapshot *snapshot;
  DM_TRY(dm_change_new(store, diag, &change)); // first the lock: the snapshot then shows the last commit
  enum dm_status status = dm_snapshot_new(store, diag, &snapshot);
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  status = dm_link_run(change, snapshot, base, diag);
  dm_snapshot_free(snapshot);
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  return dm_change_commit(change);
}
