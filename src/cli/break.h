// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file break.h  Ctrl-C, which sets a flag instead of ending the program.
*/
#ifndef DM_CLI_BREAK_H
#define DM_CLI_BREAK_H

#include <signal.h>
#include <stdbool.h>

/// Catch Ctrl-C; calls that it comes into go on, except dm_break_await().
void dm_break_catch(void);
/// Let it do what it did before.
void dm_break_release(void);
/// 1 from Ctrl-C until dm_break_clear().
const volatile sig_atomic_t *dm_break_flag(void);
void dm_break_clear(void);
/// Wait until standard input can be read; false if the flag is set before.
bool dm_break_await(void);

#endif
