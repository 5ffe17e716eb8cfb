// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file lexis.h  Terms that a change has met, with their ids: kept in memory, for most terms come again soon.
*/
#ifndef DM_STORE_LEXIS_H
#define DM_STORE_LEXIS_H

#include "base/buffer.h"
#include "store/store.h"

struct dm_lexeme {
  uint64_t hash;
  dm_id id;  ///< 0: the place is free
  size_t at; ///< of its bytes
  size_t size;
};

struct dm_lexis {
  size_t count, mask;       ///< of terms; of places, less one
  struct dm_lexeme *lexeme; ///< [mask + 1]
  struct dm_buffer bytes;
};

/// The id of a term by its bytes; DM_ID_NONE if it has not been met.
dm_id dm_lexis_find(const struct dm_lexis *lexis, struct dm_span encoded, uint64_t hash);
/// Keep a term that has not been met.
void dm_lexis_add(struct dm_lexis *lexis, struct dm_span encoded, uint64_t hash, dm_id id);
/// Forget all.
void dm_lexis_clear(struct dm_lexis *lexis);
void dm_lexis_free(struct dm_lexis *lexis);

#endif
