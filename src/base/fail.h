// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file fail.h  The one handler for what no caller can mend: memory is out, or a guarantee is broken.
*/
#ifndef DM_BASE_FAIL_H
#define DM_BASE_FAIL_H

#include <stddef.h>

typedef void dm_fail_handler(const char *why);

/// Set what dm_fail() calls; NULL sets the default, which writes `why` to stderr.  The process ends when it returns.
void dm_fail_set_handler(dm_fail_handler *handler);

/// Call the handler, then end the process with status 2.  Safe at any time: commits are atomic.
_Noreturn void dm_fail(const char *why);

/// A file is mapped whose pages a library follows wherever they lead.  From here on SIGBUS, SIGSEGV and SIGABRT say
/// `words` and end the process with 2, if dm_fail_catch_faults() has been called; all but SIGBUS may be a mistake of the
/// program's as well, and say so with the signal.  NULL: no file is mapped any more.  `words` is borrowed.
void dm_fail_watch(const char *words);
/// For the program, not for a library: signals are the process'.
void dm_fail_catch_faults(void);

/// malloc, realloc, that never return NULL: they dm_fail().
void *dm_malloc(size_t size);
void *dm_realloc(void *old, size_t size);
/// A NUL-terminated copy of `size` bytes; free() it.
char *dm_strndup(const char *bytes, size_t size);

#endif
