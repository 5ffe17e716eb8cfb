// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file status.h  What a call came to.
*/
#ifndef DM_BASE_STATUS_H
#define DM_BASE_STATUS_H

// Divided by what the user must do.
#define DM_STATUS_LIST(X)                                                                                              \
  X(DM_OK, "done")                                                                                                     \
  X(DM_SKIP, "nothing here")                                                                                           \
  X(DM_ERR_IO, "cannot read or write")                                                                                 \
  X(DM_ERR_ENCODING, "text is not in a known encoding")                                                                \
  X(DM_ERR_FORMAT, "input is not in the format it should have")                                                        \
  X(DM_ERR_LIMIT, "input is too large")                                                                                \
  X(DM_ERR_SCHEMA, "a rule, lexicon or vocabulary is wrong")                                                           \
  X(DM_ERR_STORE, "the store cannot be used")                                                                          \
  X(DM_ERR_QUERY, "the query cannot be run")

enum dm_status {
#define DM_STATUS_ENUM(name, words) name,
  DM_STATUS_LIST(DM_STATUS_ENUM)
#undef DM_STATUS_ENUM
};

#define DM_CHECK_RESULT __attribute__((warn_unused_result))

/// Returns from the caller what is not DM_OK.
#define DM_TRY(call)                                                                                                   \
  do {                                                                                                                 \
    enum dm_status dm_try_status_ = (call);                                                                            \
    if (dm_try_status_ != DM_OK) {                                                                                     \
      return dm_try_status_;                                                                                           \
    }                                                                                                                  \
  } while (0)

/// The status in words, for messages that have no others.
const char *dm_status_words(enum dm_status status);

#endif
