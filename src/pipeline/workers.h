// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file workers.h  Records shared out to worker processes, answers back in the order of the records.

   A worker that dies costs one record: it is reported, and another worker takes its place.  Processes, not threads,
   because parsers of somebody else's crash and keep global state.
*/
#ifndef DM_PIPELINE_WORKERS_H
#define DM_PIPELINE_WORKERS_H

#include "article/source.h"
#include "base/buffer.h"

#include <signal.h>

/// In the worker: make an answer of one record.  Messages go to `diag`, and from there to the parent's.
typedef enum dm_status dm_work(void *context, const struct dm_record *record, struct dm_diag *diag,
                               struct dm_buffer *answer);
/// In the parent: take an answer; called in the order of the records, also with what is not DM_OK (then empty).
/// What it gives back other than DM_OK ends the run.
typedef enum dm_status dm_take(void *context, enum dm_status status, struct dm_span answer);

/// In the parent: after each record, also one that the source could not read; how far the inputs have been read by then.
typedef void dm_note(void *context, enum dm_status status, struct dm_extent extent);

struct dm_workers {
  long count;                        ///< processes, at least 1
  unsigned limit;                    ///< seconds a record may take; 0 for none
  const volatile sig_atomic_t *stop; ///< set by a signal's handler: end before the next record; NULL for none
  dm_work *work;
  void *work_context; ///< as it is when a worker is forked
  dm_take *take;
  void *take_context;
  dm_note *note; ///< or NULL
  void *note_context;
};

/**
   Run all records of `source`.

   @param failed  Set to the number of records that came to an error, those included that the source could not read.
   Where fewer processes than wanted can be made, those there are do the work (said as a warning).

   @return DM_OK; DM_SKIP: stopped; DM_ERR_IO: no process could be made (said); what `take` gave.
*/
DM_CHECK_RESULT enum dm_status dm_workers_run(const struct dm_workers *workers, struct dm_source *source,
                                              struct dm_diag *diag, uint64_t *failed);

/// In the worker: from here on the record is this article, so that it is reported by its id should the worker die.
void dm_workers_name(const char *article);

#endif
