// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file resource.h  The files of schema/ and queries/, compiled in, or taken from a folder.
*/
#ifndef DM_BASE_RESOURCE_H
#define DM_BASE_RESOURCE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/memo.h"
#include "base/span.h"
#include "base/status.h"

/// One compiled-in file; the table ends with a NULL name.
struct dm_resource {
  const char *name; ///< path from the project's top: `schema/lexicon/countries.tsv`
  const unsigned char *data;
  size_t size;
};
extern const struct dm_resource dm_embedded[];

/// Where resources come from: with `folder` set, a file of it shadows the compiled-in one of its name below schema/.
struct dm_resources {
  const char *folder;   ///< --schema DIR, or NULL
  const char *models;   ///< --models DIR, or NULL: see dm_model_file_open()
  struct dm_memo *memo; ///< what is made of resources is made once and shared by all who have this memo; or NULL
};

/**
   Find a resource by name.

   @param name   Such as `schema/lexicon/countries.tsv`.
   @param arena  Owns the bytes where they come from a file.
   @param out    Set on DM_OK; followed by a NUL.
   @return DM_OK; DM_SKIP if there is none of that name; DM_ERR_IO if the file is there and cannot be read (said).
*/
DM_CHECK_RESULT enum dm_status dm_resource_get(const struct dm_resources *resources, const char *name,
                                               struct dm_arena *arena, struct dm_diag *diag, struct dm_span *out);

/// Where a resource comes from, for messages: the path of the file that shadows it, or its name.
const char *dm_resource_path(const struct dm_resources *resources, const char *name, struct dm_arena *arena);
/// SHA-256 over names and bytes of all resources below `prefix` in order of name: names the rules a graph was made by.
DM_CHECK_RESULT enum dm_status dm_resource_digest(const struct dm_resources *resources, const char *prefix,
                                                  struct dm_diag *diag, char out[65]);

#endif
