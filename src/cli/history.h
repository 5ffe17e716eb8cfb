// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file history.h  Where what was typed is kept: $XDG_STATE_HOME/demarche/history, or ~/.local/state/demarche/history.
   @see XDG Base Directory Specification 0.8.
*/
#ifndef DM_CLI_HISTORY_H
#define DM_CLI_HISTORY_H

#include "base/buffer.h"

#include <stdio.h>

/// The path of the file; false where the user has no home.
bool dm_history_path(struct dm_buffer *path);
/// Open the file to append to it; it and its folder are made, for the user alone, where they are absent.  NULL if it
/// cannot be had, which is no error.
FILE *dm_history_append(const char *path);

#endif
