// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file prompt_line.h  Lines from a terminal, with editing, history and completion where libedit is built in.
   History is $XDG_STATE_HOME/demarche/history, else ~/.local/state/demarche/history, which others cannot read; that it
   cannot be kept is no error.
*/
#ifndef DM_CLI_PROMPT_LINE_H
#define DM_CLI_PROMPT_LINE_H

#include "base/buffer.h"

#include <signal.h>

enum dm_line_end {
  DM_LINE_READ,
  DM_LINE_DROPPED, ///< by Ctrl-C
  DM_LINE_ENDED,   ///< no more lines: Ctrl-D
};

struct dm_prompt_line;

/// @param words  Borrowed [count]: what the tabulator key completes.
struct dm_prompt_line *dm_prompt_line_new(const char *const *words, size_t count);
void dm_prompt_line_free(struct dm_prompt_line *line);
/// 1 from Ctrl-C until the next line is read.
const volatile sig_atomic_t *dm_prompt_line_stop(void);
/// The next line without its end, in `out`, which is cleared first.
enum dm_line_end dm_prompt_line_read(struct dm_prompt_line *line, const char *prompt, struct dm_buffer *out);

#endif
