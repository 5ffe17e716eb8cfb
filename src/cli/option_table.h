// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file option_table.h  Commands and options as data: parsing, help, man pages and completions are made of it.

   This and option_table.c need only the C library: the program that writes the pages at build time (write_manual.c) is
   made of them with the build machine's compiler.
*/
#ifndef DM_CLI_OPTION_TABLE_H
#define DM_CLI_OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum dm_option_type { DM_OPTION_FLAG, DM_OPTION_TEXT, DM_OPTION_NUMBER, DM_OPTION_LIST };

/// What an argument or operand is, for completion.
enum dm_argument_kind {
  DM_ARGUMENT_OTHER, ///< nothing to offer
  DM_ARGUMENT_FILE,
  DM_ARGUMENT_FOLDER,
  DM_ARGUMENT_NAMED_FILE, ///< NAME=FILE
  DM_ARGUMENT_FORMAT,     ///< one of the command's formats
  DM_ARGUMENT_QUERY,      ///< a file or the name of a shipped query
  DM_ARGUMENT_COMMAND,
};

/// A word an option takes.
struct dm_value {
  const char *name;
  const char *alias; ///< or NULL; taken, but not offered
  const char *help;
};

struct dm_option_row {
  const char *commands; ///< words, a space before and behind each
  char letter;          ///< or 0
  const char *name;
  enum dm_option_type type;
  size_t field;         ///< offset in struct dm_options
  const char *argument; ///< as help shows it, or NULL
  const char *help;     ///< one line, without a full stop
  enum dm_argument_kind kind;
  const char *more; ///< what the man page says beyond `help`, in sentences, or NULL
};

/// A command, but for what it does (commands.c).  In texts `…` is set in bold, _…_ in italics.
struct dm_command_row {
  const char *name;
  const char *operands; ///< as usage shows them
  const char *help;     ///< one line, without a full stop
  enum dm_argument_kind operand;
  const struct dm_value *formats; ///< what -f takes, the default first, ended by a NULL name; or NULL
  const char *description;        ///< paragraphs, an empty line between them
  const char *some_failed;        ///< when it ends with 1, or NULL
};

/// A term and what is to be said of it.
struct dm_entry {
  const char *option; ///< the pages of commands that have this option tell it, and that of the program
  const char *term;
  const char *text;
};

/// All commands in order of their names, ended by a NULL name.
extern const struct dm_command_row dm_command_rows[];
/// All options in the order in which help shows them, ended by a NULL name.
extern const struct dm_option_row dm_option_rows[];
enum { DM_OPTIONS_MAX = 64 }; ///< rows at most

extern const char dm_manual_tagline[];                ///< what the program does, in a line
extern const char *const dm_manual_description;       ///< of the program, paragraphs
extern const struct dm_entry dm_manual_environment[]; ///< ended by a NULL term
extern const struct dm_entry dm_manual_files[];       ///< likewise

/// NULL if there is none.
const struct dm_command_row *dm_command_row_named(const char *name);
/// By its long name; NULL if the command has none.
const struct dm_option_row *dm_option_row_named(const struct dm_command_row *command, const char *name);
bool dm_option_row_is_of(const struct dm_option_row *row, const struct dm_command_row *command);
/// By name or alias; NULL if there is none.
const struct dm_value *dm_value_named(const struct dm_value *values, const char *name);

#endif
