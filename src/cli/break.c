// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "cli/break.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

static volatile sig_atomic_t broken;
static struct sigaction before;

static void note_break(int number)
{
  (void)number;
  broken = 1;
}

void dm_break_catch(void)
{
  struct sigaction action = {.sa_handler = note_break, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &before);
}

void dm_break_release(void) { sigaction(SIGINT, &before, NULL); }

const volatile sig_atomic_t *dm_break_flag(void) { return &broken; }

void dm_break_clear(void) { broken = 0; }

/// The signal comes in while ppoll() waits and at no other time, so that none is missed.
bool dm_break_await(void)
{
  sigset_t blocked;
  sigset_t open;
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  sigprocmask(SIG_BLOCK, &blocked, &open);
  while (!broken && ppoll(&input, 1, NULL, &open) < 0 && errno == EINTR) {
  }
  sigprocmask(SIG_SETMASK, &open, NULL);
  return !broken;
}
