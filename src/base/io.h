// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file io.h  Files in whole, and output that notices when it fails.
*/
#ifndef DM_BASE_IO_H
#define DM_BASE_IO_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/span.h"
#include "base/status.h"

#include <stdio.h>

/// All bytes of `path`, a NUL behind them, in `arena`.  @return DM_OK; DM_ERR_IO (said).
DM_CHECK_RESULT enum dm_status dm_io_read_file(const char *path, struct dm_arena *arena, struct dm_diag *diag,
                                               struct dm_span *out);

/**
   Close an output stream and say whether all of it arrived.

   @param stream  Flushed; closed unless it is stdout.
   @param name    For the message.
   @return DM_OK; DM_SKIP if the reader went away (EPIPE), which is quiet; DM_ERR_IO (said).
*/
DM_CHECK_RESULT enum dm_status dm_io_close(FILE *stream, const char *name, struct dm_diag *diag);

/// Columns of the terminal that a stream goes to; 0 where it goes to none.
size_t dm_io_columns(FILE *stream);

#endif
