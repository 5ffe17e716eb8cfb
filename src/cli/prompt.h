// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file prompt.h  Queries and commands typed at a terminal, one after the other.
*/
#ifndef DM_CLI_PROMPT_H
#define DM_CLI_PROMPT_H

#include "cli/asking.h"

/**
   Read queries and commands from standard input until it ends, and answer each from the newest commit of the store.

   A query that goes wrong is told and the next one read; Ctrl-C breaks it off (break.h), and nothing else.

   @param asking  Its format and its stop flag are changed.
   @return DM_OK; DM_SKIP: nobody reads the answers any more; DM_ERR_IO: they cannot be written; DM_ERR_SCHEMA,
           DM_ERR_IO: it cannot begin (said).
*/
DM_CHECK_RESULT enum dm_status dm_prompt_run(struct dm_asking *asking, struct dm_diag *diag);

#endif
