// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/options.h"
#include "cli/suggest.h"
#include "cli/usage.h"

int dm_command_help(const struct dm_options *options, struct dm_diag *diag)
{
  if (options->operand.count > 1) {
    dm_diag_error(diag, "help takes one command");
    return DM_EXIT_CANNOT;
  }
  if (options->operand.count == 0) {
    dm_usage_print(stdout);
    return DM_EXIT_DONE;
  }
  const struct dm_command_row *row = dm_command_row_named(options->operand.text[0]);
  if (!row) {
    dm_suggest_command(options->operand.text[0], diag);
    return DM_EXIT_CANNOT;
  }
  dm_usage_print_command(row, stdout);
  return DM_EXIT_DONE;
}
