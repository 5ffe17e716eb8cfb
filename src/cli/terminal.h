// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file terminal.h  Lines from somebody at a terminal: edited, completed and remembered where libedit is built in.
*/
#ifndef DM_CLI_TERMINAL_H
#define DM_CLI_TERMINAL_H

#include "cli/proposals.h"

#include <stdio.h>

struct dm_terminal; ///< one at a time

enum dm_terminal_got {
  DM_TERMINAL_LINE,
  DM_TERMINAL_DROPPED, ///< Ctrl-C
  DM_TERMINAL_ENDED,   ///< Ctrl-D, or the terminal is gone
};

/**
   Read standard input, a terminal.  While no line is read, Ctrl-C sets the flag of break.h.

   @param screen     Where prompts and what is typed show; borrowed.
   @param proposals  Borrowed.
*/
struct dm_terminal *dm_terminal_new(FILE *screen, const struct dm_proposals *proposals);
/// @param prompt  Borrowed for the call.  @param line  Set on DM_TERMINAL_LINE: with its newline, valid until the next call.
enum dm_terminal_got dm_terminal_read(struct dm_terminal *terminal, const char *prompt, struct dm_span *line);
/// Put what was typed into the history: one entry, whatever lines it has.
void dm_terminal_remember(struct dm_terminal *terminal, struct dm_span entry);
void dm_terminal_free(struct dm_terminal *terminal);

#endif
