// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file manual.h  Manual pages (roff, man(7)) and completions for shells, made of option_table.h.
   Needs only the C library, as option_table.h does.
*/
#ifndef DM_CLI_MANUAL_H
#define DM_CLI_MANUAL_H

#include "cli/option_table.h"

#include <stdio.h>

/// A query that comes with the program.
struct dm_shipped {
  char *name;
  char *help; ///< what it answers
};
struct dm_shipped_list {
  size_t count;
  struct dm_shipped *query; ///< [count]
};

/**
   Write a manual page.

   @param command   NULL for the page of the program.
   @param examples  Text: paragraphs, and sessions indented by four spaces.
   @param queries   For the page of query.
*/
void dm_manual_write(const struct dm_command_row *command, FILE *examples, const struct dm_shipped_list *queries,
                     FILE *out);

void dm_completion_write_bash(const struct dm_shipped_list *queries, FILE *out);
void dm_completion_write_zsh(const struct dm_shipped_list *queries, FILE *out);
void dm_completion_write_fish(const struct dm_shipped_list *queries, FILE *out);

#endif
