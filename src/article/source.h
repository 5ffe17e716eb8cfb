// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file source.h  Files, folders and standard input as a stream of raw records, one an article.
   In: the paths of a command line.  Next: article.h.  Decompression and archives by libarchive.
*/
#ifndef DM_ARTICLE_SOURCE_H
#define DM_ARTICLE_SOURCE_H

#include "base/diag.h"
#include "base/span.h"
#include "base/status.h"

enum dm_record_kind {
  DM_RECORD_TEXT,
  DM_RECORD_JSON,
  DM_RECORD_HTML,
  DM_RECORD_CONLLU, ///< a document of CoNLL-U; only where it is expected (text/given.h reads it)
};

/// The bytes of one article as they stand in a file.
struct dm_record {
  enum dm_record_kind kind;
  struct dm_span bytes; ///< decompressed
  struct dm_span name;  ///< path of the file, member of an archive with it
  uint64_t line;        ///< where a JSON object or a document of CoNLL-U begins, else 0
};

struct dm_source;

/**
   Open inputs.  A folder is walked in byte order of its names, files and folders that begin with a dot are passed over;
   `-` is standard input.  The kind of a file is told by its bytes, not by its name alone.  JSON objects lie one a line, or
   spread over lines, one after another or in an array.

   @param paths  [count] borrowed while the source is open.
*/
DM_CHECK_RESULT enum dm_status dm_source_open(const char *const *paths, size_t count, struct dm_diag *diag,
                                              struct dm_source **out);
/// From here on all files are CoNLL-U: a record is what begins with a sentence that has the comment `newdoc`.
void dm_source_expect_conllu(struct dm_source *source);
/**
   The next record, valid until the call after.

   @return DM_OK; DM_SKIP at the end; DM_ERR_IO, DM_ERR_FORMAT, DM_ERR_LIMIT: one file or line could not be read (said);
           the source goes on with what follows when called again.
*/
DM_CHECK_RESULT enum dm_status dm_source_next(struct dm_source *source, struct dm_diag *diag, struct dm_record *out);
void dm_source_free(struct dm_source *source);

/// How many bytes of the files have been read, compressed as they lie there, up to the last record.
struct dm_extent {
  uint64_t read;
  uint64_t whole; ///< 0 if it is not known: standard input, a pipe
};
struct dm_extent dm_source_extent(const struct dm_source *source);

#endif
