// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file snapshot.h  What a snapshot is made of.  For the files of store/ alone.
*/
#ifndef DM_STORE_SNAPSHOT_H
#define DM_STORE_SNAPSHOT_H

#include "store/layout.h"

/// The first thing that could not be read.
struct dm_trouble {
  struct dm_diag *diag;
  enum dm_status status;
};

struct dm_snapshot {
  struct dm_store *store;
  MDB_txn *txn;
  struct dm_trouble *trouble;
};

#endif
