// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file options.h  The command line, parsed by the tables of option_table.h.
*/
#ifndef DM_CLI_OPTIONS_H
#define DM_CLI_OPTIONS_H

#include "base/diag.h"
#include "base/resource.h"
#include "base/status.h"

/// What a process ends with.
enum dm_exit {
  DM_EXIT_DONE = 0,
  DM_EXIT_SOME_FAILED = 1, ///< done, but some input failed or a check found something
  DM_EXIT_CANNOT = 2,      ///< misuse, or cannot run
};

#define DM_STORE_DEFAULT "demarche.store"

struct dm_list {
  size_t count;
  const char **text; ///< [count] borrowed from argv
};

struct dm_command_row;

/// A command line, parsed.  What was not given is NULL, 0, false or empty, unless a default is named.
struct dm_options {
  const struct dm_command_row *command;
  struct dm_list operand; ///< what is not an option
  const char *store;      ///< default DM_STORE_DEFAULT
  const char *schema;
  const char *models;
  const char *date;
  const char *not_after;
  const char *base; ///< default DM_BASE_DEFAULT
  const char *format;
  const char *expression; ///< -e
  const char *graph;
  const char *output;
  struct dm_list data;  ///< --data, repeatable
  struct dm_list named; ///< --named IRI=FILE, repeatable
  struct dm_list set;   ///< --set NAME=VALUE, repeatable
  long jobs;            ///< default: processors
  long commit_every;    ///< articles; default 512
  bool progress;
  bool no_progress;
  bool verify;
  bool conllu; ///< inputs are CoNLL-U
  bool no_link;
  bool no_inferred;
  bool trace;
  bool list;
};

/// Run options->command.  @return an enum dm_exit (commands.c).
int dm_command_run(const struct dm_options *options, struct dm_diag *diag);

/**
   Parse a command line.

   @param exit_code  Set where DM_SKIP comes back: help or the version was printed (0), or the line is wrong (2, said).
   @return DM_OK: dm_command_run() it; DM_SKIP: end with `*exit_code`.
*/
DM_CHECK_RESULT enum dm_status dm_options_parse(int argc, char **argv, struct dm_diag *diag, struct dm_options *out,
                                                int *exit_code);
void dm_options_free(struct dm_options *options);

/// --base without a slash at its end.
struct dm_span dm_options_base(const struct dm_options *options);
/// Resources of --schema and --models.
struct dm_resources dm_options_resources(const struct dm_options *options);

/// The exit code of a status that ends a command: DM_OK and DM_SKIP 0, anything else 2.
int dm_exit_code(enum dm_status status);

/* The commands, each in a file of its name. */
int dm_command_build(const struct dm_options *options, struct dm_diag *diag);
int dm_command_export(const struct dm_options *options, struct dm_diag *diag);
int dm_command_extract(const struct dm_options *options, struct dm_diag *diag);
int dm_command_help(const struct dm_options *options, struct dm_diag *diag);
int dm_command_link(const struct dm_options *options, struct dm_diag *diag);
int dm_command_load(const struct dm_options *options, struct dm_diag *diag);
int dm_command_query(const struct dm_options *options, struct dm_diag *diag);
int dm_command_retract(const struct dm_options *options, struct dm_diag *diag);
int dm_command_stats(const struct dm_options *options, struct dm_diag *diag);
int dm_command_text(const struct dm_options *options, struct dm_diag *diag);
int dm_command_why(const struct dm_options *options, struct dm_diag *diag);

#endif
