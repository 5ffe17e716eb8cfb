// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file fuzz.h  What fuzz targets share: checks, input taken apart, files of bytes, quads written and read again.
   A target is one file with LLVMFuzzerTestOneInput(); linked with libFuzzer it is fed what that makes up, linked with
   main.c the files of its command line.
*/
#ifndef DM_FUZZ_FUZZ_H
#define DM_FUZZ_FUZZ_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// End the process, as a crash does, where a property does not hold.
#define FUZZ_CHECK(property) ((property) ? (void)0 : fuzz_fail(#property, __FILE__, __LINE__))
_Noreturn void fuzz_fail(const char *property, const char *file, int line);

/// A diag that keeps what is said to itself, but counts it.
struct dm_diag fuzz_diag(void);

/// Bytes as they come, then as they are wanted.
struct dm_span fuzz_span(const uint8_t *data, size_t size);
/// The next byte; 0 past the end.
unsigned fuzz_byte(struct dm_span *rest);
/// Up to and without the next `end`, which is passed over; else all that is left.
struct dm_span fuzz_until(struct dm_span *rest, char end);
/// A copy with a NUL behind it; free() it.
char *fuzz_text(struct dm_span span);
/// Bytes as valid UTF-8 (dm_utf8_repair()).
struct dm_span fuzz_utf8(struct dm_span bytes, struct dm_arena *arena);

/// A file in memory that holds `bytes`.  @param path  Set to a path which opens it.  @return its descriptor
int fuzz_file(struct dm_span bytes, char path[32]);
/// A folder of this process, removed at its end.
const char *fuzz_folder(void);
/// Put a file there, with the folders that its name has.
void fuzz_put_file(const char *name, struct dm_span bytes);
void fuzz_remove_file(const char *name);

/// Whether `at` is inside `text` or at its end, and not within a character.
bool fuzz_is_boundary(struct dm_span text, size_t at);
/// Whether `range` ascends, ends inside `text`, and has whole characters.
bool fuzz_is_range(struct dm_span text, struct dm_range range);

#endif
