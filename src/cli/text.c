// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/reading.h"

#include "pipeline/facts_json.h"

#include <stdio.h>
#include <string.h>

static void answer_plain(const struct dm_reading *reading, const struct dm_result *result, struct dm_arena *arena,
                         struct dm_buffer *answer)
{
  (void)reading;
  (void)arena;
  dm_buffer_add_span(answer, result->article.body);
  if (!dm_span_ends(result->article.body, dm_span_of("\n"))) {
    dm_buffer_add_byte(answer, '\n');
  }
}

static void answer_json(const struct dm_reading *reading, const struct dm_result *result, struct dm_arena *arena,
                        struct dm_buffer *answer)
{
  (void)reading;
  dm_layers_json_write(result, arena, answer);
  dm_buffer_add_byte(answer, '\n');
}

static enum dm_status take_text(void *context, enum dm_status status, struct dm_span answer)
{
  (void)context;
  if (status == DM_OK && fwrite(answer.data, 1, answer.size, stdout) < answer.size) {
    return DM_SKIP; // said when standard output is closed
  }
  return DM_OK;
}

int dm_command_text(const struct dm_options *options, struct dm_diag *diag)
{
  const char *format = options->format ? options->format : "plain";
  if (strcmp(format, "plain") != 0 && strcmp(format, "json") != 0) {
    dm_diag_error(diag, "text writes plain or json, not %s", format);
    return DM_EXIT_CANNOT;
  }
  dm_answer *answer = strcmp(format, "json") == 0 ? answer_json : answer_plain;
  return dm_reading_run(options, 1, answer, take_text, NULL, diag);
}
