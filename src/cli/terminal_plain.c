// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Instead of terminal.c where there is no libedit.
#include "cli/terminal.h"

#include "base/fail.h"
#include "cli/break.h"

#include <stdlib.h>

struct dm_terminal {
  FILE *screen;
  char *line;
  size_t capacity;
};

struct dm_terminal *dm_terminal_new(FILE *screen, const struct dm_proposals *proposals)
{
  (void)proposals;
  struct dm_terminal *terminal = dm_malloc(sizeof *terminal);
  *terminal = (struct dm_terminal){.screen = screen};
  dm_break_catch();
  return terminal;
}

enum dm_terminal_got dm_terminal_read(struct dm_terminal *terminal, const char *prompt, struct dm_span *line)
{
  dm_break_clear();
  fputs(prompt, terminal->screen);
  fflush(terminal->screen);
  ssize_t size = dm_break_await() ? getline(&terminal->line, &terminal->capacity, stdin) : -1;
  bool dropped = *dm_break_flag();
  if (size < 0 || dropped) {
    clearerr(stdin);
    fputc('\n', terminal->screen);
    return dropped ? DM_TERMINAL_DROPPED : DM_TERMINAL_ENDED;
  }
  *line = (struct dm_span){terminal->line, (size_t)size};
  return DM_TERMINAL_LINE;
}

void dm_terminal_remember(struct dm_terminal *terminal, struct dm_span entry)
{
  (void)terminal;
  (void)entry;
}

void dm_terminal_free(struct dm_terminal *terminal)
{
  if (terminal) {
    dm_break_release();
    free(terminal->line);
    free(terminal);
  }
}
