// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/manual.h"

#include <string.h>

/// What is said on top of each completion.
#define MADE "made of the program's tables of commands and options (src/cli/option_table.c)."

static void put_command_names(FILE *out)
{
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    fprintf(out, "%s%s", c == dm_command_rows ? "" : " ", c->name);
  }
}

static void put_query_names(const struct dm_shipped_list *queries, FILE *out)
{
  for (size_t i = 0; i < queries->count; i++) {
    fprintf(out, "%s%s", i ? " " : "", queries->query[i].name);
  }
}

static void put_format_names(const struct dm_value *formats, FILE *out)
{
  for (const struct dm_value *v = formats; v->name; v++) {
    fprintf(out, "%s%s", v == formats ? "" : " ", v->name);
  }
}

/// Text within single quotes of a shell, with a backslash before each byte of `special`.
static void put_quoted(const char *text, const char *special, const char *quote, FILE *out)
{
  for (; *text; text++) {
    if (*text == '\'') {
      fputs(quote, out);
    } else {
      fputs(strchr(special, *text) ? "\\" : "", out);
      fputc(*text, out);
    }
  }
}

/* bash */

/// What offers the words for an argument or operand.
static void put_bash_action(enum dm_argument_kind kind, const struct dm_command_row *command, FILE *out)
{
  switch (kind) {
  case DM_ARGUMENT_FILE:
    fputs("_demarche_paths -f", out);
    break;
  case DM_ARGUMENT_FOLDER:
    fputs("_demarche_paths -d", out);
    break;
  case DM_ARGUMENT_NAMED_FILE:
    fputs("_demarche_named_file", out);
    break;
  case DM_ARGUMENT_FORMAT:
    fputs("_demarche_words '", out);
    put_format_names(command->formats, out);
    fputs("'", out);
    break;
  case DM_ARGUMENT_QUERY:
    fputs("_demarche_paths -f; _demarche_words \"$(_demarche_queries)\"", out);
    break;
  case DM_ARGUMENT_COMMAND:
    fputs("_demarche_words '", out);
    put_command_names(out);
    fputs("'", out);
    break;
  case DM_ARGUMENT_OTHER:
    fputs(":", out);
    break;
  }
}

static void put_bash_command(const struct dm_command_row *command, FILE *out)
{
  fprintf(out, "  %s)\n    flags='--help", command->name);
  for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
    if (dm_option_row_is_of(row, command)) {
      fprintf(out, " --%s", row->name);
    }
  }
  fputs("'\n    case $prev in\n", out);
  for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
    if (dm_option_row_is_of(row, command) && row->type != DM_OPTION_FLAG) {
      fputs("    ", out);
      if (row->letter) {
        fprintf(out, "-%c | ", row->letter);
      }
      fprintf(out, "--%s) ", row->name);
      put_bash_action(row->kind, command, out);
      fputs("; return ;;\n", out);
    }
  }
  fputs("    esac\n    if [[ $cur == -* ]]; then _demarche_words \"$flags\"; else ", out);
  put_bash_action(command->operand, command, out);
  fputs("; fi\n    ;;\n", out);
}

void dm_completion_write_bash(const struct dm_shipped_list *queries, FILE *out)
{
  fputs("# Completion of demarche for bash, " MADE "\n\n"
        "# Names of shipped queries, of the program that is being called, else as they were when this was made.\n"
        "_demarche_queries() {\n"
        "  local names\n"
        "  names=$(\"${COMP_WORDS[0]}\" query --list 2>/dev/null) && [[ $names ]] &&\n"
        "    printf '%s\\n' \"$names\" | awk '/^ ? ?[[:alnum:]]/ { print $1 }' || printf '%s\\n' '",
        out);
  put_query_names(queries, out);
  fputs("'\n}\n"
        "_demarche_words() {\n"
        "  local word\n"
        "  while IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(compgen -W \"$1\" -- \"$cur\")\n"
        "}\n"
        "_demarche_paths() {\n"
        "  local word\n"
        "  compopt -o filenames 2>/dev/null\n"
        "  while IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(compgen \"$1\" -- \"$cur\")\n"
        "}\n"
        "# IRI=FILE: bash has cut the word at colons and the equals sign; the file is what stands behind the last.\n"
        "_demarche_named_file() { [[ $divided ]] && _demarche_paths -f; }\n\n"
        "_demarche() {\n"
        "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} flags divided= at=$COMP_CWORD\n"
        "  COMPREPLY=()\n"
        "  if [[ $COMP_CWORD -eq 1 ]]; then\n"
        "    _demarche_words '",
        out);
  put_command_names(out);
  fputs(" --help --version'\n"
        "    return\n"
        "  fi\n"
        "  # --option=value and IRI=FILE come as three words and more.\n"
        "  [[ $cur == '=' ]] && { cur= divided=1; at=$((at + 1)); }\n"
        "  [[ $prev == '=' ]] && divided=1\n"
        "  if [[ $divided ]]; then\n"
        "    at=$((at - 2))\n"
        "    while [[ $at -gt 2 && ${COMP_WORDS[at]} != -* ]]; do at=$((at - 1)); done\n"
        "    prev=${COMP_WORDS[at]}\n"
        "  fi\n"
        "  case ${COMP_WORDS[1]} in\n",
        out);
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    put_bash_command(c, out);
  }
  fputs("  esac\n}\n\ncomplete -F _demarche demarche\n", out);
}

/* zsh */

static void put_zsh_text(const char *text, FILE *out) { put_quoted(text, "[]:\\", "'\\''", out); }

static void put_zsh_action(enum dm_argument_kind kind, const struct dm_command_row *command, FILE *out)
{
  switch (kind) {
  case DM_ARGUMENT_FILE:
    fputs("_files", out);
    break;
  case DM_ARGUMENT_FOLDER:
    fputs("_files -/", out);
    break;
  case DM_ARGUMENT_NAMED_FILE:
    fputs("_demarche_named_file", out);
    break;
  case DM_ARGUMENT_FORMAT:
    fputs("((", out);
    for (const struct dm_value *v = command->formats; v->name; v++) {
      fprintf(out, "%s%s\\:\"", v == command->formats ? "" : " ", v->name);
      put_zsh_text(v->help, out);
      fputc('"', out);
    }
    fputs("))", out);
    break;
  case DM_ARGUMENT_QUERY:
    fputs("_demarche_queries", out);
    break;
  case DM_ARGUMENT_COMMAND:
    fputs("_demarche_commands", out);
    break;
  case DM_ARGUMENT_OTHER:
    fputs(" ", out);
    break;
  }
}

static void put_zsh_option(const struct dm_option_row *row, const struct dm_command_row *command, FILE *out)
{
  bool argument = row->type != DM_OPTION_FLAG;
  fputs(" \\\n        ", out);
  if (row->type == DM_OPTION_LIST) {
    fputs("\\*", out);
  } else if (row->letter) {
    fprintf(out, "'(-%c --%s)'", row->letter, row->name);
  }
  if (row->letter) {
    fprintf(out, "{-%c%s,--%s%s}", row->letter, argument ? "+" : "", row->name, argument ? "=" : "");
  } else {
    fprintf(out, "--%s%s", row->name, argument ? "=" : "");
  }
  fputs("'[", out);
  put_zsh_text(row->help, out);
  fputc(']', out);
  if (argument) {
    fputc(':', out);
    put_zsh_text(row->argument, out);
    fputc(':', out);
    put_zsh_action(row->kind, command, out);
  }
  fputc('\'', out);
}

static void put_zsh_command(const struct dm_command_row *command, FILE *out)
{
  fprintf(out, "    %s)\n      _arguments -s -S \\\n        '(- *)'{-h,--help}'[show the options]'", command->name);
  for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
    if (dm_option_row_is_of(row, command)) {
      put_zsh_option(row, command, out);
    }
  }
  if (*command->operands) {
    fputs(strstr(command->operands, "...") ? " \\\n        '*:operand:" : " \\\n        '1:operand:", out);
    put_zsh_action(command->operand, command, out);
    fputc('\'', out);
  }
  fputs("\n      ;;\n", out);
}

static void put_zsh_lists(const struct dm_shipped_list *queries, FILE *out)
{
  fputs("_demarche_commands() {\n  local -a commands=(\n", out);
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    fprintf(out, "    '%s:", c->name);
    put_zsh_text(c->help, out);
    fputs("'\n", out);
  }
  fputs("  )\n  _describe -t commands command commands\n}\n\n"
        "# Names of shipped queries, of the program that is being called, else as they were when this was made.\n"
        "_demarche_queries() {\n  local -a queries=(${(f)\"$(_call_program queries $program query --list 2>/dev/null | "
        "awk '/^ ? ?[[:alnum:]]/ { print $1 }')\"})\n"
        "  (( $#queries )) || queries=(\n",
        out);
  for (size_t i = 0; i < queries->count; i++) {
    fprintf(out, "    '%s:", queries->query[i].name);
    put_zsh_text(queries->query[i].help, out);
    fputs("'\n", out);
  }
  fputs("  )\n  _alternative 'files:file:_files' 'queries:query:(('\"${(j: :)${(@)${(@)queries%%:*}}}\"'))'\n}\n\n"
        "_demarche_named_file() {\n"
        "  if compset -P '*='; then _files; else _message 'IRI=FILE'; fi\n}\n\n",
        out);
}

void dm_completion_write_zsh(const struct dm_shipped_list *queries, FILE *out)
{
  fputs("#compdef demarche\n# Completion of demarche for zsh, " MADE "\n\n", out);
  put_zsh_lists(queries, out);
  fputs("_demarche() {\n"
        "  local curcontext=$curcontext state line program=$words[1]\n"
        "  _arguments -C \\\n"
        "    '(- *)'{-h,--help}'[show the commands]' \\\n"
        "    '(- *)'{-V,--version}'[show the version and the licence]' \\\n"
        "    '1:command:_demarche_commands' \\\n"
        "    '*::argument:->arguments' && return\n"
        "  [[ $state == arguments ]] || return 1\n"
        "  curcontext=${curcontext%:*:*}:demarche-$words[1]:\n"
        "  case $words[1] in\n",
        out);
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    put_zsh_command(c, out);
  }
  fputs("  esac\n}\n\n_demarche \"$@\"\n", out);
}

/* fish */

static void put_fish_text(const char *text, FILE *out)
{
  fputc('\'', out);
  put_quoted(text, "\\", "\\'", out);
  fputc('\'', out);
}

static void put_fish_action(enum dm_argument_kind kind, const struct dm_command_row *command, FILE *out)
{
  switch (kind) {
  case DM_ARGUMENT_FILE:
    fputs(" -F", out);
    break;
  case DM_ARGUMENT_FOLDER:
    fputs(" -f -a '(__fish_complete_directories (commandline -ct))'", out);
    break;
  case DM_ARGUMENT_NAMED_FILE:
    fputs(" -f -a '(__demarche_named_file)'", out);
    break;
  case DM_ARGUMENT_FORMAT:
    fputs(" -f -a '", out);
    for (const struct dm_value *v = command->formats; v->name; v++) {
      fprintf(out, "%s%s\\t\"%s\"", v == command->formats ? "" : " ", v->name, v->help);
    }
    fputc('\'', out);
    break;
  case DM_ARGUMENT_QUERY:
    fputs(" -F -a '(__demarche_queries)'", out);
    break;
  case DM_ARGUMENT_COMMAND:
    fputs(" -f -a '", out);
    put_command_names(out);
    fputc('\'', out);
    break;
  case DM_ARGUMENT_OTHER:
    fputs(" -f", out);
    break;
  }
}

static void put_fish_command(const struct dm_command_row *command, FILE *out)
{
  fprintf(out, "\ncomplete -c demarche -n __demarche_no_command -f -a %s -d ", command->name);
  put_fish_text(command->help, out);
  fprintf(out, "\ncomplete -c demarche -n '__demarche_command_is %s'", command->name);
  put_fish_action(command->operand, command, out);
  fprintf(out, "\ncomplete -c demarche -n '__demarche_command_is %s' -s h -l help -f -d 'Show the options'\n",
          command->name);
  for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
    if (!dm_option_row_is_of(row, command)) {
      continue;
    }
    fprintf(out, "complete -c demarche -n '__demarche_command_is %s'", command->name);
    if (row->letter) {
      fprintf(out, " -s %c", row->letter);
    }
    fprintf(out, " -l %s", row->name);
    if (row->type != DM_OPTION_FLAG) {
      fputs(" -r", out);
      put_fish_action(row->kind, command, out);
    }
    fputs(" -d ", out);
    put_fish_text(row->help, out);
    fputc('\n', out);
  }
}

void dm_completion_write_fish(const struct dm_shipped_list *queries, FILE *out)
{
  fputs("# Completion of demarche for fish, " MADE "\n\n"
        "function __demarche_no_command\n"
        "    test (count (commandline -opc)) -eq 1\n"
        "end\n"
        "function __demarche_command_is\n"
        "    set -l words (commandline -opc)\n"
        "    test (count $words) -gt 1; and test $words[2] = $argv[1]\n"
        "end\n"
        "# Names of shipped queries, of the program that is being called, else as they were when this was made.\n"
        "function __demarche_queries\n"
        "    set -l words (commandline -opc)\n"
        "    set -l names ($words[1] query --list 2>/dev/null | string match -r '^ {0,2}\\K[[:alnum:]]\\S*')\n"
        "    test (count $names) -gt 0; or set names ",
        out);
  put_query_names(queries, out);
  fputs("\n    printf '%s\\n' $names\n"
        "end\n"
        "function __demarche_named_file\n"
        "    set -l parts (string match -r '^(.*=)(.*)$' -- (commandline -ct))\n"
        "    test (count $parts) -eq 3; and printf \"$parts[2]%s\\n\" (__fish_complete_path $parts[3])\n"
        "end\n\n"
        "complete -c demarche -n __demarche_no_command -f\n"
        "complete -c demarche -n __demarche_no_command -s h -l help -d 'Show the commands'\n"
        "complete -c demarche -n __demarche_no_command -s V -l version -d 'Show the version and the licence'\n",
        out);
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    put_fish_command(c, out);
  }
}
