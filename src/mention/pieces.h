// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file pieces.h  A capitalised stretch of text cut into names, roles and titles; of mention/ alone.
*/
#ifndef DM_MENTION_PIECES_H
#define DM_MENTION_PIECES_H

#include "mention/candidates.h"

enum { DM_PIECES = 48 };

struct dm_piece {
  struct dm_range tokens;
  enum dm_name_kind kind;
  const struct dm_entry *entry;
  enum dm_gender gender; ///< of a title
};

struct dm_pieces {
  uint32_t count;
  struct dm_piece piece[DM_PIECES];
};

/// Cut `Russian Foreign Minister Ivo Karel` into adjective, role and name; what is behind DM_PIECES is left out.
void dm_pieces_cut(const struct dm_naming *naming, struct dm_range span, struct dm_pieces *out);
/// `Jordan Ellis`, `Chad Moore`: whether a first name that is a place as well begins a person's name at `at`.
bool dm_known_is_person(const struct dm_naming *naming, struct dm_known known, uint32_t at, uint32_t end);

#endif
