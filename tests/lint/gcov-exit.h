// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file gcov-exit.h  Counts of coverage out of processes that end by _exit.

   The build of `make coverage` puts this before every file.  gcov writes its counts by exit(), which a worker of
   `build -j` and a process that ends in dm_fail() pass by.  One that a signal ends leaves none.
*/
#ifndef DM_LINT_GCOV_EXIT_H
#define DM_LINT_GCOV_EXIT_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 // as config.h has it, which comes later
#endif
#include <unistd.h>

void __gcov_dump(void);
#define _exit(status) (__gcov_dump(), _exit(status))

#endif
