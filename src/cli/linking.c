// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/linking.h"

#include "cli/progress.h"
#include "link/link.h"

static void tell(void *context, uint64_t done, uint64_t whole) { dm_progress_tell(context, done, done, whole); }

static enum dm_status link_within(struct dm_change *change, const struct dm_snapshot *snapshot,
                                  const struct dm_options *options, struct dm_diag *diag)
{
  struct dm_progress progress;
  dm_progress_begin(&progress, options, "names linked", false, diag);
  const struct dm_link_watch watch = {tell, &progress};
  enum dm_status status = dm_link_run_watched(change, snapshot, dm_options_base(options), &watch, diag);
  dm_progress_end(&progress);
  return status;
}

enum dm_status dm_linking_run(struct dm_store *store, const struct dm_options *options, struct dm_diag *diag)
{
  struct dm_change *change;
  struct dm_snapshot *snapshot;
  DM_TRY(dm_change_new(store, diag, &change)); // first the lock: the snapshot then shows the last commit
  enum dm_status status = dm_snapshot_new(store, diag, &snapshot);
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  status = link_within(change, snapshot, options, diag);
  dm_snapshot_free(snapshot);
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  return dm_change_commit(change);
}
