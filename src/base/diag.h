// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file diag.h  What went wrong, said once, where the cause is known.
*/
#ifndef DM_BASE_DIAG_H
#define DM_BASE_DIAG_H

#include "base/span.h"

enum dm_severity { DM_NOTE, DM_WARNING, DM_ERROR };

/// One message.
struct dm_message {
  enum dm_severity severity;
  const char *article; ///< id, or NULL
  const char *file;    ///< or NULL
  uint64_t line;       ///< 1-based; 0 where there is none
  const char *text;
};

typedef void dm_diag_sink(void *context, const struct dm_message *message);

/// Where messages go, and of what they speak.  A zeroed one writes to stderr.
struct dm_diag {
  dm_diag_sink *sink; ///< NULL: stderr, as `demarche: FILE:LINE: article ID: text`
  void *context;
  const char *article; ///< set by who works on one; borrowed
  const char *file;    ///< likewise
  uint32_t errors;     ///< counted
  uint32_t warnings;   ///< counted
};

void dm_diag_say(struct dm_diag *diag, enum dm_severity severity, uint64_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
#define dm_diag_error(diag, ...)   dm_diag_say((diag), DM_ERROR, 0, __VA_ARGS__)
#define dm_diag_warning(diag, ...) dm_diag_say((diag), DM_WARNING, 0, __VA_ARGS__)
/// The message as one line without newline into `out` (as stderr shows it).
struct dm_buffer;
void dm_message_format(const struct dm_message *message, struct dm_buffer *out);

#endif
