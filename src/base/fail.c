// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/fail.h"

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
