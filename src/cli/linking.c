// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/linking.h"

#include "link/link.h"

#include <string.h>

enum dm_status dm_linking_run(struct dm_store *store, const char *base, struct dm_diag *diag)
{
  struct dm_change *change;
  struct dm_snapshot *snapshot;
  DM_TRY(dm_change_new(store, diag, &change)); // first the lock: the snapshot then shows the last commit
  enum dm_status status = dm_snapshot_new(store, diag, &snapshot);
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  struct dm_span trimmed = dm_span_of(base);
  while (trimmed.size && trimmed.data[trimmed.size - 1] == '/') {
    trimmed.size--;
  }
  status = dm_link_run(change, snapshot, trimmed, diag);
  dm_snapshot_free(snapshot);
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  return dm_change_commit(change);
}
