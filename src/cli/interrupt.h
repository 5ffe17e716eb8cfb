// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file interrupt.h  SIGINT, SIGTERM and SIGHUP as a wish to end at the next good place.
*/
#ifndef DM_CLI_INTERRUPT_H
#define DM_CLI_INTERRUPT_H

#include <signal.h>

/// The signal that came, or 0.  A second one ends the process at once.
extern volatile sig_atomic_t dm_interrupted;

/// From here on the signals set dm_interrupted.  One that is ignored, as by nohup, stays so.
void dm_interrupt_catch(void);

/// End as the signal that came would have: the shell sees 128 + its number.  Returns if none came.
void dm_interrupt_end(void);

#endif
