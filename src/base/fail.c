// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/fail.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static dm_fail_handler *handler;

void dm_fail_set_handler(dm_fail_handler *given) { handler = given; }

void dm_fail(const char *why)
{
  if (handler) {
    handler(why);
  } else {
    fprintf(stderr, "demarche: %s\n", why);
  }
  _exit(2);
}

/* Faults in mapped files. */

static const char *watched; ///< the words, or NULL

enum { FAULTS = 3 };
static const int fault_numbers[FAULTS] = {SIGBUS, SIGSEGV, SIGABRT};
static struct sigaction before[FAULTS];

void dm_fail_watch(const char *words) { watched = words; }

static void say(const char *words)
{
  if (write(STDERR_FILENO, words, strlen(words)) < 0) {
    _exit(2); // there is nobody to tell
  }
}

/// Without a mapped file a fault is a mistake of the program's: it comes again, and to who was there before.
static void hear_fault(int number)
{
  int which = number == SIGBUS ? 0 : number == SIGSEGV ? 1 : 2;
  if (!watched) {
    sigaction(number, &before[which], NULL);
    return;
  }
  say("demarche: ");
  say(watched);
  say(number == SIGBUS    ? ""
      : number == SIGSEGV ? ", or the program has a mistake (signal 11)"
                          : ", or the program has a mistake (signal 6)");
  say("\n");
  _exit(2);
}

void dm_fail_catch_faults(void)
{
#ifdef __SANITIZE_ADDRESS__
  return; // AddressSanitizer tells more
#endif
  struct sigaction action = {.sa_handler = hear_fault};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < FAULTS; i++) {
    sigaction(fault_numbers[i], &action, &before[i]);
  }
}

void *dm_malloc(size_t size) { return dm_realloc(NULL, size); }

void *dm_realloc(void *old, size_t size)
{
  void *result = realloc(old, size ? size : 1);
  if (!result) {
    dm_fail("out of memory");
  }
  return result;
}

char *dm_strndup(const char *bytes, size_t size)
{
  char *copy = dm_malloc(size + 1);
  if (size) {
    memcpy(copy, bytes, size);
  }
  copy[size] = 0;
  return copy;
}
