// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file output.h  A file that is written whole or not at all.
*/
#ifndef DM_CLI_OUTPUT_H
#define DM_CLI_OUTPUT_H

#include "base/diag.h"
#include "base/status.h"

#include <stdio.h>

struct dm_output {
  FILE *stream;
  const char *path; ///< NULL: standard output; borrowed
  char *temporary;  ///< what is renamed to `path` at the end; NULL where `path` is no ordinary file
};

/// @param path  NULL or `-` for standard output.  @return DM_OK; DM_ERR_IO (said).
DM_CHECK_RESULT enum dm_status dm_output_open(const char *path, struct dm_diag *diag, struct dm_output *out);

/**
   Put the file in its place if all went well, else leave what stood there.

   @param status  What the writing came to.
   @return `status` where it was an error that has been said; DM_ERR_IO (said) where writing failed.  Of standard output
           nothing is said: main() does when it closes it.
*/
DM_CHECK_RESULT enum dm_status dm_output_close(struct dm_output *output, enum dm_status status, struct dm_diag *diag);

#endif
