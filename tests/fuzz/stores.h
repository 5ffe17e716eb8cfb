// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file stores.h  A temporary store that is emptied, not made anew, for each input.
*/
#ifndef DM_FUZZ_STORES_H
#define DM_FUZZ_STORES_H

#include "store/layout.h"

/// The store, of format 1 and with nothing else in it.
struct dm_store *fuzz_store(void);
/// Put quads into it.
void fuzz_store_add(struct dm_store *store, const struct dm_quads *quads);

#endif
