// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/reading.h"
#include "cli/trace.h"

#include "pipeline/facts_json.h"
#include "pipeline/wire.h"
#include "rdf/writer.h"

#include <stdio.h>
#include <string.h>

static void answer_jsonl(const struct dm_reading *reading, struct dm_result *result, struct dm_arena *arena,
                         struct dm_buffer *answer)
{
  (void)reading;
  dm_facts_json_write(result, arena, answer);
  dm_buffer_add_byte(answer, '\n');
}

static enum dm_status take_lines(void *context, enum dm_status status, struct dm_span answer)
{
  (void)context;
  if (status == DM_OK && fwrite(answer.data, 1, answer.size, stdout) < answer.size) {
    return DM_SKIP; // said when standard output is closed
  }
  return DM_OK;
}

struct taker {
  struct dm_rdf_writer *writer;
  struct dm_arena *arena;
};

static enum dm_status take_quads(void *context, enum dm_status status, struct dm_span answer)
{
  struct taker *taker = context;
  struct dm_parcel parcel;
  if (status != DM_OK) {
    return DM_OK;
  }
  dm_arena_reset(taker->arena);
  DM_TRY(dm_parcel_decode(answer, taker->arena, &parcel));
  for (uint32_t i = 0; i < parcel.facts.count; i++) {
    struct dm_quad quad = dm_packed_quad(&parcel.facts, i);
    DM_TRY(dm_rdf_writer_quad(taker->writer, &quad));
  }
  return DM_OK;
}

static int extract_rdf(const struct dm_options *options, enum dm_rdf_format format, struct dm_diag *diag)
{
  struct dm_resources resources = dm_options_resources(options);
  struct taker taker = {0};
  if (dm_rdf_writer_new(stdout, format, &resources, diag, &taker.writer) != DM_OK) {
    return DM_EXIT_CANNOT;
  }
  taker.arena = dm_arena_new();
  int code = dm_reading_run(options, options->jobs, dm_reading_parcel, take_quads, &taker, diag);
  if (dm_rdf_writer_finish(taker.writer) != DM_OK && code == DM_EXIT_DONE) {
    code = DM_EXIT_CANNOT;
  }
  dm_rdf_writer_free(taker.writer);
  dm_arena_free(taker.arena);
  return code;
}

int dm_command_extract(const struct dm_options *options, struct dm_diag *diag)
{
  if (options->trace) {
    if (options->format) {
      dm_diag_error(diag, "extract: --trace has lines of its own and takes no --format");
      return DM_EXIT_CANNOT;
    }
    fputs(dm_trace_heading, stdout);
    return dm_reading_run(options, options->jobs, dm_trace_answer, take_lines, NULL, diag);
  }
  const char *name = options->format ? options->format : "nquads";
  if (strcmp(name, "jsonl") == 0) {
    return dm_reading_run(options, options->jobs, answer_jsonl, take_lines, NULL, diag);
  }
  enum dm_rdf_format format;
  if (dm_rdf_format_named(name, &format) != DM_OK || format == DM_RDF_RDFXML) {
    dm_diag_error(diag, "extract writes nquads, trig, turtle, ntriples or jsonl, not %s", name);
    return DM_EXIT_CANNOT;
  }
  return extract_rdf(options, format, diag);
}
