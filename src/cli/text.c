// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/reading.h"

#include "pipeline/facts_json.h"
#include "pipeline/layers_conllu.h"

#include <stdio.h>
#include <string.h>

static void answer_plain(const struct dm_reading *reading, struct dm_result *result, struct dm_arena *arena,
                         struct dm_buffer *answer)
{
  (void)reading;
  (void)arena;
  dm_buffer_add_span(answer, result->article.body);
  if (!dm_span_ends(result->article.body, dm_span_of("\n"))) {
    dm_buffer_add_byte(answer, '\n');
  }
}

static void answer_json(const struct dm_reading *reading, struct dm_result *result, struct dm_arena *arena,
                        struct dm_buffer *answer)
{
  (void)reading;
  dm_layers_json_write(result, arena, answer);
  dm_buffer_add_byte(answer, '\n');
}

static void answer_conllu(const struct dm_reading *reading, struct dm_result *result, struct dm_arena *arena,
                          struct dm_buffer *answer)
{
  struct dm_trees trees;
  dm_pipeline_trees(reading->model, result, arena, &trees);
  dm_layers_conllu_write(result, &trees, arena, answer);
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
  static const struct {
    const char *name;
    dm_answer *answer;
  } formats[] = {{"plain", answer_plain}, {"json", answer_json}, {"conllu", answer_conllu}};
  const char *format = options->format ? options->format : formats[0].name;
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    if (strcmp(format, formats[i].name) == 0) {
      return dm_reading_run(options, 1, formats[i].answer, take_text, NULL, diag);
    }
  }
  dm_diag_error(diag, "text writes plain, json or conllu, not %s", format);
  return DM_EXIT_CANNOT;
}
