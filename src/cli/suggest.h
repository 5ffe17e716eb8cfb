// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file suggest.h  What was meant by a word that is mistyped.
*/
#ifndef DM_CLI_SUGGEST_H
#define DM_CLI_SUGGEST_H

#include "base/diag.h"
#include "cli/option_table.h"

/// How many insertions, deletions, changes and swaps of neighbouring bytes lie between two words (optimal string
/// alignment); SIZE_MAX for words of more than 63 bytes.
size_t dm_suggest_distance(const char *a, const char *b);
/// Whether `candidate` is near enough to `word` to be worth a question, and nearer than `*best`, which is then lowered.
bool dm_suggest_is_nearer(const char *word, const char *candidate, size_t *best);

/// Say that there is no such command, and which may be meant.
void dm_suggest_command(const char *word, struct dm_diag *diag);
/// Say that a command has no such option; `word` with its dashes.
void dm_suggest_option(const struct dm_command_row *command, const char *word, struct dm_diag *diag);
/// Say that a command has no such format.
void dm_suggest_format(const struct dm_command_row *command, const char *word, struct dm_diag *diag);

#endif
