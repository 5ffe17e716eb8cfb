// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/options.h"

#include "cli/option_table.h"
#include "cli/suggest.h"
#include "cli/usage.h"

#include "base/fail.h"
#include "graph/graph.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// What getopt_long() gives: letters, and of what has none the row's number from LONG_ONLY.
enum { HELP = 256, LONG_ONLY };

static void add_text(struct dm_list *list, const char *text)
{
  list->text = dm_realloc(list->text, (list->count + 1) * sizeof *list->text);
  list->text[list->count++] = text;
}

static enum dm_status set_number(const struct dm_option_row *row, const char *value, struct dm_diag *diag, long *out)
{
  char *end;
  errno = 0;
  long number = strtol(value, &end, 10);
  if (errno || end == value || *end || number < 1 || number > 1024) {
    dm_diag_error(diag, "--%s takes a number from 1 to 1024, not '%s'", row->name, value);
    return DM_ERR_FORMAT;
  }
  *out = number;
  return DM_OK;
}

static enum dm_status set_option(const struct dm_option_row *row, const char *value, struct dm_diag *diag,
                                 struct dm_options *out)
{
  void *field = (char *)out + row->field;
  switch (row->type) {
  case DM_OPTION_FLAG:
    *(bool *)field = true;
    break;
  case DM_OPTION_TEXT:
    *(const char **)field = value;
    break;
  case DM_OPTION_NUMBER:
    return set_number(row, value, diag, field);
  case DM_OPTION_LIST:
    add_text(field, value);
    break;
  }
  return DM_OK;
}

/// getopt's tables for one command.
struct tables {
  char letters[3 * DM_OPTIONS_MAX + 4];
  struct option longs[DM_OPTIONS_MAX + 2];
};

static void make_tables(const struct dm_command_row *command, struct tables *out)
{
  size_t letter = 0;
  size_t count = 0;
  out->letters[letter++] = ':';
  out->letters[letter++] = 'h';
  for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
    if (!dm_option_row_is_of(row, command)) {
      continue;
    }
    if (row->letter) {
      out->letters[letter++] = row->letter;
      if (row->type != DM_OPTION_FLAG) {
        out->letters[letter++] = ':';
      }
    }
    out->longs[count++] =
        (struct option){row->name, row->type != DM_OPTION_FLAG, NULL, LONG_ONLY + (int)(row - dm_option_rows)};
  }
  out->letters[letter] = 0;
  out->longs[count++] = (struct option){"help", 0, NULL, HELP};
  out->longs[count] = (struct option){0};
}

static const struct dm_option_row *find_row(const struct dm_command_row *command, int got)
{
  if (got >= LONG_ONLY) {
    return &dm_option_rows[got - LONG_ONLY];
  }
  for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
    if (row->letter == got && dm_option_row_is_of(row, command)) {
      return row;
    }
  }
  return NULL;
}

/// What getopt_long() could not take.
static void say_mistake(int got, const struct dm_command_row *command, char **argv, struct dm_diag *diag)
{
  const char letter[] = {'-', (char)optopt, '\0'};
  if (got == ':') {
    dm_diag_error(diag, "%s: option %s needs an argument", command->name, optopt >= HELP ? argv[optind - 1] : letter);
  } else if (optopt >= HELP) {
    dm_diag_error(diag, "%s: option %s takes no argument", command->name, argv[optind - 1]);
  } else {
    dm_suggest_option(command, optopt ? letter : argv[optind - 1], diag);
  }
}

/// What getopt_long() gave that is no row: help, or a mistake.
static enum dm_status handle_other(int got, const struct dm_command_row *command, char **argv, struct dm_diag *diag,
                                   int *exit_code)
{
  if (got == HELP || got == 'h') {
    dm_usage_print_command(command, stdout);
    *exit_code = DM_EXIT_DONE;
    return DM_SKIP;
  }
  say_mistake(got, command, argv, diag);
  *exit_code = DM_EXIT_CANNOT;
  return DM_SKIP;
}

static enum dm_status parse_command(int argc, char **argv, struct dm_diag *diag, struct dm_options *out, int *exit_code)
{
  struct tables tables = {0};
  make_tables(out->command, &tables);
  optind = 0; // getopt forgets what it was in the middle of
  int got;
  while ((got = getopt_long(argc, argv, tables.letters, tables.longs, NULL)) != -1) {
    const struct dm_option_row *row = find_row(out->command, got);
    if (!row) {
      return handle_other(got, out->command, argv, diag, exit_code);
    }
    if (set_option(row, optarg, diag, out) != DM_OK) {
      *exit_code = DM_EXIT_CANNOT;
      return DM_SKIP;
    }
  }
  while (optind < argc) {
    add_text(&out->operand, argv[optind++]);
  }
  return DM_OK;
}

static bool is_base_iri(const char *base) { return strstr(base, ":") && !strpbrk(base, " <>\"{}|\\^`"); }

static enum dm_status check_values(struct dm_options *out, struct dm_diag *diag, int *exit_code)
{
  *exit_code = DM_EXIT_CANNOT;
  if (!is_base_iri(out->base)) {
    dm_diag_error(diag, "--base takes an absolute IRI, not '%s'", out->base);
    return DM_SKIP;
  }
  if (out->format && !dm_value_named(out->command->formats, out->format)) {
    dm_suggest_format(out->command, out->format, diag);
    return DM_SKIP;
  }
  return DM_OK;
}

/// Options that stand where a command would.  @return DM_SKIP if it is one
static enum dm_status print_first(const char *first)
{
  if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0) {
    dm_usage_print(stdout);
    return DM_SKIP;
  }
  if (strcmp(first, "--version") == 0 || strcmp(first, "-V") == 0) {
    dm_usage_print_version(stdout);
    return DM_SKIP;
  }
  return DM_OK;
}

enum dm_status dm_options_parse(int argc, char **argv, struct dm_diag *diag, struct dm_options *out, int *exit_code)
{
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  *out = (struct dm_options){
      .store = DM_STORE_DEFAULT, .base = DM_BASE_DEFAULT, .jobs = processors < 1 ? 1 : processors, .commit_every = 512};
  const char *first = argc > 1 ? argv[1] : NULL;
  *exit_code = DM_EXIT_CANNOT;
  if (!first) {
    dm_usage_print(stderr);
    return DM_SKIP;
  }
  if (print_first(first) != DM_OK) {
    *exit_code = DM_EXIT_DONE;
    return DM_SKIP;
  }
  out->command = dm_command_row_named(first);
  if (!out->command) {
    dm_suggest_command(first, diag);
    return DM_SKIP;
  }
  DM_TRY(parse_command(argc - 1, argv + 1, diag, out, exit_code));
  return check_values(out, diag, exit_code);
}

void dm_options_free(struct dm_options *options)
{
  free(options->operand.text);
  free(options->data.text);
  free(options->named.text);
  free(options->set.text);
}

struct dm_span dm_options_base(const struct dm_options *options)
{
  struct dm_span span = dm_span_of(options->base);
  while (span.size && span.data[span.size - 1] == '/') {
    span.size--;
  }
  return span;
}

struct dm_resources dm_options_resources(const struct dm_options *options)
{
  return (struct dm_resources){.folder = options->schema, .models = options->models};
}

int dm_exit_code(enum dm_status status) { return status == DM_OK || status == DM_SKIP ? DM_EXIT_DONE : DM_EXIT_CANNOT; }
