// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file trace.h  Which rules matched, and what became of each match: `extract --trace`.
*/
#ifndef DM_CLI_TRACE_H
#define DM_CLI_TRACE_H

#include "cli/reading.h"

/// The matches of one article, in the order of the stages.
struct dm_trace {
  struct dm_arena *arena;
  uint32_t count, capacity;
  struct dm_traced *traced;
};

/// Have all matches of an article to be read told to `trace`.  @param arena  Owns what is recorded.
void dm_trace_begin(struct dm_trace *trace, struct dm_arena *arena, struct dm_result *result);
/// The heading of the lines, with its newline.
extern const char dm_trace_heading[];
/// A dm_answer: a line a match, by where it begins, fields parted by tabs: article, start, end (code points), rule, what it
/// became (statement, demand, response, or - for none), the words it took.
void dm_trace_answer(const struct dm_reading *reading, struct dm_result *result, struct dm_arena *arena,
                     struct dm_buffer *answer);

#endif
