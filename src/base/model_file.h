// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file model_file.h  Model files: trained weights and tables as named sections of one file, mapped, never copied.

   A file is a header of 64 bytes, a table of sections, and the sections, each aligned to 64 bytes; numbers are
   little-endian:

       0   "DMMODEL\n"
       8   u32 format, u32 count of sections
       16  kind, 16 bytes, NUL-padded
       32  u64 size of the file
       40  16 bytes of zero
       56  u64 checksum over all bytes but these eight
       64  count times: name, 16 bytes, NUL-padded; u64 offset; u64 size
*/
#ifndef DM_BASE_MODEL_FILE_H
#define DM_BASE_MODEL_FILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/resource.h"
#include "base/span.h"
#include "base/status.h"

enum { DM_MODEL_FORMAT = 1, DM_MODEL_NAME = 16, DM_MODEL_ALIGN = 64 };

/// A mapped file; good as long as the arena that it was opened with.
struct dm_model_file {
  const unsigned char *bytes;
  size_t size;
  uint64_t checksum;
  uint32_t section_count;
  char path[512]; ///< for messages
};

/// What a writer puts into a file.
struct dm_model_part {
  const char *name; ///< shorter than DM_MODEL_NAME
  const void *bytes;
  size_t size;
};

/**
   Map the model `name` and check that it is whole and of this kind.

   It is looked for in `resources->models`; where that is NULL in the folder that the environment variable
   `DEMARCHE_MODELS` names; else in `models/` beside the program, then where it is installed.

   @param kind   Shorter than DM_MODEL_NAME.
   @param arena  Unmaps it when it is reset or freed.
   @return DM_OK; DM_ERR_IO if there is none or it cannot be read; DM_ERR_FORMAT if it is not whole, of another kind or of
           another format (all said).
*/
DM_CHECK_RESULT enum dm_status dm_model_file_open(const struct dm_resources *resources, const char *name,
                                                  const char *kind, struct dm_arena *arena, struct dm_diag *diag,
                                                  struct dm_model_file *out);
/**
   A section: `size` bytes that stand `count` times, `count` any where it is DM_NONE.

   @param size   Bytes of an element.
   @return DM_OK; DM_ERR_FORMAT if there is none of that name, or its size is another (said).
*/
DM_CHECK_RESULT enum dm_status dm_model_file_section(const struct dm_model_file *model, const char *name, size_t size,
                                                     uint32_t count, struct dm_diag *diag, struct dm_span *out);
/// The checksum that the file of the model `name` says it has, whole or not: names the models a graph was made by.
/// @return DM_OK; DM_ERR_IO, DM_ERR_FORMAT (said).
DM_CHECK_RESULT enum dm_status dm_model_file_checksum(const struct dm_resources *resources, const char *name,
                                                      struct dm_diag *diag, uint64_t *out);
/// Say what is wrong within a section.  @return DM_ERR_FORMAT
enum dm_status dm_model_file_error(const struct dm_model_file *model, struct dm_diag *diag, const char *section,
                                   const char *what);
/// Write a file; the same parts give the same bytes.  @return DM_OK; DM_ERR_IO (said).
DM_CHECK_RESULT enum dm_status dm_model_file_write(const char *path, const char *kind, uint32_t count,
                                                   const struct dm_model_part *part, struct dm_diag *diag);

#endif
