// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "stores.h"

#include "fuzz.h"

#include <stdlib.h>

static struct dm_store *store;

static void close_store(void) { dm_store_free(store); }

static void empty_tables(MDB_txn *txn)
{
  const MDB_dbi tables[] = {store->terms, store->ids, store->bodies, store->meta};
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    FUZZ_CHECK(mdb_drop(txn, tables[i], 0) == 0);
  }
  for (int i = 0; i < DM_INDEXES; i++) {
    FUZZ_CHECK(mdb_drop(txn, store->index[i], 0) == 0);
  }
}

struct dm_store *fuzz_store(void)
{
  struct dm_diag diag = fuzz_diag();
  if (!store) {
    FUZZ_CHECK(dm_store_open(fuzz_folder(), DM_STORE_TEMPORARY, &diag, &store) == DM_OK);
    FUZZ_CHECK(atexit(close_store) == 0);
  }
  MDB_txn *txn;
  uint64_t format = DM_FORMAT;
  MDB_val key = {6, "format"};
  MDB_val value = {sizeof format, &format};
  FUZZ_CHECK(mdb_txn_begin(store->env, NULL, 0, &txn) == 0);
  empty_tables(txn);
  FUZZ_CHECK(mdb_put(txn, store->meta, &key, &value, 0) == 0);
  FUZZ_CHECK(mdb_txn_commit(txn) == 0);
  return store;
}

void fuzz_store_add(struct dm_store *to, const struct dm_quads *quads)
{
  struct dm_diag diag = fuzz_diag();
  struct dm_change *change;
  FUZZ_CHECK(dm_change_new(to, &diag, &change) == DM_OK);
  for (uint32_t i = 0; i < quads->count; i++) {
    FUZZ_CHECK(dm_change_add(change, &quads->quad[i]) == DM_OK);
  }
  FUZZ_CHECK(dm_change_commit(change) == DM_OK);
}
