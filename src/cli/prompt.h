// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file prompt.h  Asking at a prompt: a query over lines, or a command that begins with a dot.
*/
#ifndef DM_CLI_PROMPT_H
#define DM_CLI_PROMPT_H

#include "cli/asking.h"

/**
   Ask what is typed until the input ends.

   A query ends with an empty line, or with a semicolon outside of braces; the prefixes of prefixes.tsv are declared.  What
   goes wrong in one is said, and the next is asked.

   @return DM_OK; DM_ERR_IO where answers cannot be written; DM_ERR_SCHEMA (said).
*/
DM_CHECK_RESULT enum dm_status dm_prompt_run(struct dm_asking *asking, struct dm_diag *diag);

#endif
