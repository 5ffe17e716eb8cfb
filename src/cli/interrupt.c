// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/interrupt.h"

#include <stddef.h>
#include <stdio.h>

volatile sig_atomic_t dm_interrupted;

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNALS = sizeof signals / sizeof *signals };

static void hear_signal(int number) { dm_interrupted = number; }

void dm_interrupt_catch(void)
{
  struct sigaction action = {.sa_handler = hear_signal, .sa_flags = (int)SA_RESETHAND}; // calls are interrupted
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < SIGNALS; i++) {
    struct sigaction before;
    if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
      sigaction(signals[i], &action, NULL);
    }
  }
}

void dm_interrupt_end(void)
{
  if (dm_interrupted) {
    fflush(stdout);
    signal(dm_interrupted, SIG_DFL);
    raise(dm_interrupted);
  }
}
