// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/option_table.h"
#include "cli/options.h"

#include <assert.h>
#include <string.h>

/// What runs each row of dm_command_rows.
static const struct {
  const char *name;
  int (*run)(const struct dm_options *options, struct dm_diag *diag);
} commands[] = {
    {"build", dm_command_build}, {"export", dm_command_export},   {"extract", dm_command_extract},
    {"help", dm_command_help},   {"link", dm_command_link},       {"load", dm_command_load},
    {"query", dm_command_query}, {"retract", dm_command_retract}, {"stats", dm_command_stats},
    {"text", dm_command_text},   {"why", dm_command_why},
};

int dm_command_run(const struct dm_options *options, struct dm_diag *diag)
{
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    if (strcmp(commands[i].name, options->command->name) == 0) {
      return commands[i].run(options, diag);
    }
  }
  assert(false); // every command has a function
  return DM_EXIT_CANNOT;
}
