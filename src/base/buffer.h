// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file buffer.h  Bytes that grow.
*/
#ifndef DM_BASE_BUFFER_H
#define DM_BASE_BUFFER_H

#include "base/span.h"

struct dm_buffer {
  char *data;
  size_t size;
  size_t capacity;
};

/// Frees the memory; the buffer is then empty and usable.
void dm_buffer_free(struct dm_buffer *buffer);
void dm_buffer_clear(struct dm_buffer *buffer);
/// Room for `size` more bytes; gives where they begin.
char *dm_buffer_reserve(struct dm_buffer *buffer, size_t size);
void dm_buffer_add(struct dm_buffer *buffer, const void *bytes, size_t size);
void dm_buffer_add_span(struct dm_buffer *buffer, struct dm_span span);
void dm_buffer_add_text(struct dm_buffer *buffer, const char *text);
void dm_buffer_add_byte(struct dm_buffer *buffer, char byte);
void dm_buffer_add_number(struct dm_buffer *buffer, uint64_t number); ///< in decimal
void dm_buffer_printf(struct dm_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/// What it holds; valid until the next change.
struct dm_span dm_buffer_span(const struct dm_buffer *buffer);
/// The same, NUL-terminated.
const char *dm_buffer_text(struct dm_buffer *buffer);

#endif
