// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "cli/interrupt.h"
#include "cli/reading.h"
#include "cli/trace.h"

#include "cli/option_table.h"

#include "pipeline/wire.h"

#include <stdlib.h>

enum { SECONDS_AN_ARTICLE = 120 };

static enum dm_status work(void *context, const struct dm_record *record, struct dm_diag *diag,
                           struct dm_buffer *answer)
{
  struct dm_reading *reading = context;
  struct dm_article_options options = {.date = reading->options->date, .not_after = reading->options->not_after};
  struct dm_result result = {0};
  struct dm_trace trace;
  dm_arena_reset(reading->arena);
  if (reading->options->trace) {
    dm_trace_begin(&trace, reading->arena, &result);
  }
  if (record->kind == DM_RECORD_CONLLU) {
    DM_TRY(dm_pipeline_take(reading->model, record, &options, reading->arena, diag, &result));
    dm_workers_name(result.article.id.data);
    dm_pipeline_analyse(reading->model, reading->arena, &result);
  } else {
    DM_TRY(dm_article_parse(record, &options, reading->arena, diag, &result.article));
    dm_workers_name(result.article.id.data);
    DM_TRY(dm_pipeline_run(reading->model, reading->arena, &result));
  }
  reading->answer(reading, &result, reading->arena, answer);
  return DM_OK;
}

void dm_reading_parcel(const struct dm_reading *reading, struct dm_result *result, struct dm_arena *arena,
                       struct dm_buffer *answer)
{
  struct dm_parcel parcel = {.id = result->article.id, .body = result->article.body};
  struct dm_quads quads;
  dm_graph_build(&result->analysis, &result->facts, &reading->graph, arena, &quads);
  dm_packed_make(&quads, arena, &parcel.facts);
  dm_parcel_encode(&parcel, answer);
}

/// A dm_note.
static void tell(void *context, enum dm_status status, struct dm_extent extent)
{
  struct dm_progress *progress = context;
  bool failed = status != DM_OK && status != DM_SKIP;
  if (failed) {
    dm_progress_fail(progress);
  }
  dm_progress_tell(progress, progress->tally.done + !failed, extent.read, extent.whole);
}

static enum dm_status run_source(struct dm_reading *reading, const struct dm_workers *workers, struct dm_diag *diag,
                                 uint64_t *failed)
{
  const struct dm_options *options = reading->options;
  struct dm_source *source;
  DM_TRY(dm_source_open(options->operand.text, options->operand.count, diag, &source));
  if (options->conllu) {
    dm_source_expect_conllu(source);
  }
  bool output = options->command->formats != NULL; // what has formats is written to standard output
  dm_progress_begin(&reading->progress, options, "articles", output, diag);
  enum dm_status status = dm_workers_run(workers, source, diag, failed);
  dm_progress_end(&reading->progress);
  dm_source_free(source);
  return status;
}

int dm_reading_run(const struct dm_options *options, long jobs, dm_answer *answer, dm_take *take, void *take_context,
                   struct dm_diag *diag)
{
  if (options->operand.count == 0) {
    dm_diag_error(diag, "%s: no input; name files or folders, or - for standard input", options->command->name);
    return DM_EXIT_CANNOT;
  }
  struct dm_resources resources = dm_options_resources(options);
  struct dm_reading reading = {.options = options, .answer = answer};
  if (dm_model_new(&resources, diag, &reading.model) != DM_OK) {
    return DM_EXIT_CANNOT;
  }
  reading.graph = (struct dm_graph_options){.base = dm_options_base(options),
                                            .version = dm_span_of(PACKAGE_VERSION),
                                            .ruleset = dm_model_ruleset(reading.model)};
  reading.arena = dm_arena_new();
  struct dm_workers workers = {.count = jobs,
                               .limit = SECONDS_AN_ARTICLE,
                               .stop = &dm_interrupted,
                               .work = work,
                               .work_context = &reading,
                               .take = take,
                               .take_context = take_context,
                               .note = tell,
                               .note_context = &reading.progress};
  uint64_t failed = 0;
  enum dm_status status = run_source(&reading, &workers, diag, &failed);
  dm_arena_free(reading.arena);
  dm_model_free(reading.model);
  if (status != DM_OK) {
    return dm_exit_code(status);
  }
  return failed ? DM_EXIT_SOME_FAILED : DM_EXIT_DONE;
}
