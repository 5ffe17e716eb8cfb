// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file encoding.h  Bytes of unknown encoding to UTF-8.
*/
#ifndef DM_ARTICLE_ENCODING_H
#define DM_ARTICLE_ENCODING_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/span.h"
#include "base/status.h"

/**
   UTF-8 without a byte order mark: as it is where it is UTF-8, converted from UTF-16 with a mark and from Windows-1252
   otherwise.

   @return DM_OK; DM_ERR_ENCODING: binary, or neither (said).
*/
DM_CHECK_RESULT enum dm_status dm_encoding_to_utf8(struct dm_span bytes, struct dm_arena *arena, struct dm_diag *diag,
                                                   struct dm_span *out);

#endif
