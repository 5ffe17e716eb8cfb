// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file reading.h  What build, extract and text share: inputs through workers.
*/
#ifndef DM_CLI_READING_H
#define DM_CLI_READING_H

#include "cli/options.h"
#include "cli/progress.h"
#include "pipeline/pipeline.h"
#include "pipeline/workers.h"

struct dm_reading;

/// Makes a worker's answer of an article that has been read; `arena` is reset after each.
typedef void dm_answer(const struct dm_reading *reading, struct dm_result *result, struct dm_arena *arena,
                       struct dm_buffer *answer);

/// Everything that reading articles needs.
struct dm_reading {
  const struct dm_options *options;
  struct dm_model *model;
  struct dm_graph_options graph;
  dm_answer *answer;
  struct dm_arena *arena;
  struct dm_progress progress;
};

/**
   Read all operands, an answer each to `take`, and tell how far it has come.

   @param jobs  worker processes.
   @return an enum dm_exit; what went wrong has been said.
*/
int dm_reading_run(const struct dm_options *options, long jobs, dm_answer *answer, dm_take *take, void *take_context,
                   struct dm_diag *diag);

/// A dm_answer: the article's quads and body as a parcel (pipeline/wire.h).
void dm_reading_parcel(const struct dm_reading *reading, struct dm_result *result, struct dm_arena *arena,
                       struct dm_buffer *answer);

#endif
