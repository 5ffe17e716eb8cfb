// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/asking.h"
#include "cli/options.h"
#include "cli/prompt.h"
#include "cli/shipped.h"

#include <unistd.h>

static enum dm_status find_text(const struct dm_options *options, struct dm_arena *arena, struct dm_diag *diag,
                                struct dm_span *out)
{
  size_t given = options->operand.count + (options->expression != NULL);
  if (given != 1) {
    dm_diag_error(diag, "query takes one query: a file, the name of a shipped one (--list), or -e SPARQL");
    return DM_ERR_QUERY;
  }
  if (options->expression) {
    *out = dm_span_of(options->expression);
    diag->file = "-e";
    return DM_OK;
  }
  struct dm_resources resources = dm_options_resources(options);
  return dm_shipped_or_file(&resources, options->operand.text[0], arena, diag, out);
}

/// Nothing is asked, and somebody sits there.
static bool wants_prompt(const struct dm_options *options)
{
  return options->operand.count == 0 && !options->expression && options->set.count == 0 && isatty(STDIN_FILENO);
}

static enum dm_status run(const struct dm_options *options, struct dm_arena *arena, struct dm_diag *diag)
{
  struct dm_asking asking;
  struct dm_span text;
  DM_TRY(find_text(options, arena, diag, &text));
  DM_TRY(dm_asking_open(options, diag, &asking));
  enum dm_status status = dm_asking_run(&asking, text.data, &options->set, diag);
  dm_asking_close(&asking);
  return status;
}

static enum dm_status run_prompt(const struct dm_options *options, struct dm_diag *diag)
{
  struct dm_asking asking;
  DM_TRY(dm_asking_open(options, diag, &asking));
  enum dm_status status = dm_prompt_run(&asking, diag);
  dm_asking_close(&asking);
  return status;
}

int dm_command_query(const struct dm_options *options, struct dm_diag *diag)
{
  if (options->list) {
    dm_shipped_list(stdout);
    return DM_EXIT_DONE;
  }
  struct dm_arena *arena = dm_arena_new();
  enum dm_status status = wants_prompt(options) ? run_prompt(options, diag) : run(options, arena, diag);
  dm_arena_free(arena);
  diag->file = NULL;
  if (status == DM_ERR_IO && ferror(stdout)) {
    return DM_EXIT_DONE; // said when standard output is closed
  }
  return dm_exit_code(status);
}
