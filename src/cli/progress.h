// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file progress.h  How far something has come, on standard error: a line of a terminal, or now and then a line of a log.
*/
#ifndef DM_CLI_PROGRESS_H
#define DM_CLI_PROGRESS_H

#include "base/buffer.h"
#include "base/diag.h"
#include "cli/options.h"

#include <stdio.h>

/// How far it has come.
struct dm_tally {
  const char *unit; ///< what is counted: `articles`
  uint64_t done;
  uint64_t failed;
  uint64_t part;  ///< of `whole`, in whatever measure: bytes of input, quads
  uint64_t whole; ///< 0: not known
  double seconds; ///< since it began
  bool ended;     ///< then the time it took instead of what is left
};

/**
   The tally in words, as `1234 articles, 87/s, 42 %, 3:05 left, 2 failed`.

   The time left is that which the rest takes at the rate so far; it and the share are left out while nothing is known of
   them.  What does not fit `columns` is left out: rate, share, time left, failures, in this order.
*/
void dm_tally_format(const struct dm_tally *tally, size_t columns, struct dm_buffer *out);

enum dm_progress_mode {
  DM_PROGRESS_NONE,
  DM_PROGRESS_LINE, ///< one line, rewritten in place at most five times a second
  DM_PROGRESS_LOG,  ///< a line every ten seconds, and one at the end
};

/// Zeroed, it tells nothing.
struct dm_progress {
  enum dm_progress_mode mode;
  FILE *stream;
  double (*clock)(void);           ///< seconds of a clock that never goes back
  size_t (*columns)(FILE *stream); ///< of the terminal
  struct dm_tally tally;           ///< as told last
  double begun;
  double next;          ///< when to tell again
  bool shown;           ///< a line stands there
  struct dm_diag *diag; ///< whose messages go above the line; NULL: none's
};

/**
   Begin to tell of something; `progress` must not move until it has ended.

   A terminal gets a line, unless it is dumb or gets the command's output, too; elsewhere --progress makes it a log, and
   --no-progress silences it everywhere.  Messages to `diag` appear above the line.

   @param unit    What is counted, borrowed.
   @param output  Whether the command writes its output to standard output.
*/
void dm_progress_begin(struct dm_progress *progress, const struct dm_options *options, const char *unit, bool output,
                       struct dm_diag *diag);
/// The same in a mode that is given, with the clock and columns that are set; what begin() does in the end.
void dm_progress_begin_in(struct dm_progress *progress, enum dm_progress_mode mode, const char *unit,
                          struct dm_diag *diag);
/// It has come this far; shown if it is time to.
void dm_progress_tell(struct dm_progress *progress, uint64_t done, uint64_t part, uint64_t whole);
/// One more has failed.
void dm_progress_fail(struct dm_progress *progress);
/// Clear the line, or write the last of a log.
void dm_progress_end(struct dm_progress *progress);

#endif
