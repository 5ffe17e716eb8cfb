// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file usage.h  What --help, --version and the command help print.
*/
#ifndef DM_CLI_USAGE_H
#define DM_CLI_USAGE_H

#include "cli/option_table.h"

#include <stdio.h>

/// All commands.
void dm_usage_print(FILE *to);
/// One command: its options, and what -f takes.
void dm_usage_print_command(const struct dm_command_row *command, FILE *to);
/// Version, copyright and licence.
void dm_usage_print_version(FILE *to);

#endif
