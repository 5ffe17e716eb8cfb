// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/diag.h"

#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>

static const char *const severities[] = {[DM_NOTE] = "note: ", [DM_WARNING] = "warning: ", [DM_ERROR] = ""};

void dm_message_format(const struct dm_message *message, struct dm_buffer *out)
{
  dm_buffer_add_text(out, "demarche: ");
  if (message->file) {
    dm_buffer_add_text(out, message->file);
    if (message->line) {
      dm_buffer_printf(out, ":%llu", (unsigned long long)message->line);
    }
    dm_buffer_add_text(out, ": ");
  }
  if (message->article) {
    dm_buffer_printf(out, "article %s: ", message->article);
  }
  dm_buffer_add_text(out, severities[message->severity]);
  dm_buffer_add_text(out, message->text);
}

static void write_stderr(const struct dm_message *message)
{
  struct dm_buffer line = {0};
  dm_message_format(message, &line);
  dm_buffer_add_byte(&line, '\n');
  fwrite(line.data, 1, line.size, stderr);
  dm_buffer_free(&line);
}

void dm_diag_say(struct dm_diag *diag, enum dm_severity severity, uint64_t line, const char *format, ...)
{
  char text[1024];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  diag->errors += severity == DM_ERROR;
  diag->warnings += severity == DM_WARNING;
  struct dm_message message = {
      .severity = severity, .article = diag->article, .file = diag->file, .line = line, .text = text};
  if (diag->sink) {
    diag->sink(diag->context, &message);
  } else {
    write_stderr(&message);
  }
}
