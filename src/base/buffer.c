// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/buffer.h"

#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void dm_buffer_free(struct dm_buffer *buffer)
{
  free(buffer->data);
  *buffer = (struct dm_buffer){0};
}

void dm_buffer_clear(struct dm_buffer *buffer) { buffer->size = 0; }

char *dm_buffer_reserve(struct dm_buffer *buffer, size_t size)
{
  if (buffer->capacity - buffer->size < size) {
    size_t wanted = buffer->capacity ? buffer->capacity : 256;
    while (wanted - buffer->size < size) {
      if (wanted > SIZE_MAX / 2) {
        dm_fail("out of memory");
      }
      wanted *= 2;
    }
    buffer->data = dm_realloc(buffer->data, wanted);
    buffer->capacity = wanted;
  }
  return buffer->data + buffer->size;
}

void dm_buffer_add(struct dm_buffer *buffer, const void *bytes, size_t size)
{
  if (size) {
    memcpy(dm_buffer_reserve(buffer, size), bytes, size);
    buffer->size += size;
  }
}

void dm_buffer_add_span(struct dm_buffer *buffer, struct dm_span span) { dm_buffer_add(buffer, span.data, span.size); }

void dm_buffer_add_text(struct dm_buffer *buffer, const char *text) { dm_buffer_add(buffer, text, strlen(text)); }

void dm_buffer_add_byte(struct dm_buffer *buffer, char byte) { dm_buffer_add(buffer, &byte, 1); }

void dm_buffer_add_number(struct dm_buffer *buffer, uint64_t number)
{
  enum { DIGITS = 20 };
  char digits[DIGITS];
  int at = DIGITS;
  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  dm_buffer_add(buffer, digits + at, (size_t)(DIGITS - at));
}

void dm_buffer_printf(struct dm_buffer *buffer, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  va_list again;
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (size > 0) {
    vsnprintf(dm_buffer_reserve(buffer, (size_t)size + 1), (size_t)size + 1, format, again);
    buffer->size += (size_t)size;
  }
  va_end(again);
}

struct dm_span dm_buffer_span(const struct dm_buffer *buffer) { return (struct dm_span){buffer->data, buffer->size}; }

const char *dm_buffer_text(struct dm_buffer *buffer)
{
  *dm_buffer_reserve(buffer, 1) = 0;
  return buffer->data;
}
