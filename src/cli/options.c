// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "cli/options.h"

#include "base/fail.h"
#include "graph/graph.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum option_type { FLAG, TEXT, NUMBER, LIST };

struct option_row {
  const char *commands; ///< words, a space before and behind each
  char letter;          ///< or 0
  const char *name;
  enum option_type type;
  size_t field;         ///< offset in struct dm_options
  const char *argument; ///< as help shows it
  const char *help;
};

#define FIELD(name) offsetof(struct dm_options, name)

static const struct option_row rows[] = {
    {" build export link load query retract stats why ", 's', "store", TEXT, FIELD(store), "STORE",
     "the store, a folder (default: " DM_STORE_DEFAULT ")"},
    {" extract export query stats text ", 'f', "format", TEXT, FIELD(format), "FORMAT", "how the output is written"},
    {" build extract text ", 0, "date", TEXT, FIELD(date), "YYYY-MM-DD", "day of reporting of articles that give none"},
    {" build export extract link load query retract ", 0, "base", TEXT, FIELD(base), "IRI",
     "begins every IRI made (default: " DM_BASE_DEFAULT ")"},
    {" build extract ", 'j', "jobs", NUMBER, FIELD(jobs), "N", "worker processes (default: one a processor)"},
    {" build export extract query text ", 0, "schema", TEXT, FIELD(schema), "DIR",
     "files there shadow the built-in rules and lexicons"},
    {" build ", 0, "progress", FLAG, FIELD(progress), NULL, "say how far it has come"},
    {" build load retract ", 0, "no-link", FLAG, FIELD(no_link), NULL, "leave the link graph as it is"},
    {" query ", 'e', "expression", TEXT, FIELD(expression), "SPARQL", "the query itself"},
    {" query ", 0, "data", LIST, FIELD(data), "FILE", "query RDF files, no store (repeatable)"},
    {" query ", 0, "named", LIST, FIELD(named), "IRI=FILE", "an RDF file as a named graph (repeatable)"},
    {" export query ", 0, "no-inferred", FLAG, FIELD(no_inferred), NULL, "leave the link graph out"},
    {" export ", 0, "graph", TEXT, FIELD(graph), "IRI", "only this graph"},
    {" export ", 'o', "output", TEXT, FIELD(output), "FILE", "write there, all or nothing"},
};
enum { ROWS = sizeof rows / sizeof *rows, HELP = 256, LONG_ONLY };

static bool takes(const struct dm_command *command, const struct option_row *row)
{
  char word[32];
  snprintf(word, sizeof word, " %s ", command->name);
  return strstr(row->commands, word) != NULL;
}

static void print_usage(FILE *to)
{
  fputs("Usage: demarche COMMAND [OPTION]... [OPERAND]...\n"
        "Turn news articles into a graph of who said what, who demands what of whom, and who answered how.\n\n"
        "Commands:\n",
        to);
  for (const struct dm_command *c = dm_commands; c->name; c++) {
    fprintf(to, "  %-10s %s\n", c->name, c->help);
  }
  fputs("\n'demarche COMMAND --help' tells the options of a command.\n"
        "Exit status: 0 done; 1 done, but some article failed or a check found something; 2 misuse or cannot run.\n",
        to);
}

static void print_command_help(const struct dm_command *command)
{
  printf("Usage: demarche %s [OPTION]... %s\n%s.\n\nOptions:\n", command->name, command->operands, command->help);
  for (int i = 0; i < ROWS; i++) {
    const struct option_row *row = &rows[i];
    if (takes(command, row)) {
      char left[64];
      char letter[5] = "    ";
      if (row->letter) {
        snprintf(letter, sizeof letter, "-%c, ", row->letter);
      }
      snprintf(left, sizeof left, "%s--%s%s%s", letter, row->name, row->argument ? " " : "",
               row->argument ? row->argument : "");
      printf("  %-26s %s\n", left, row->help);
    }
  }
  printf("  %-26s %s\n", "-h, --help", "show this");
}

static const struct dm_command *find_command(const char *name)
{
  for (const struct dm_command *c = dm_commands; c->name; c++) {
    if (strcmp(c->name, name) == 0) {
      return c;
    }
  }
  return NULL;
}

static void add_text(struct dm_list *list, const char *text)
{
  list->text = dm_realloc(list->text, (list->count + 1) * sizeof *list->text);
  list->text[list->count++] = text;
}

static enum dm_status set_number(const struct option_row *row, const char *value, struct dm_diag *diag, long *out)
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

static enum dm_status set_option(const struct option_row *row, const char *value, struct dm_diag *diag,
                                 struct dm_options *out)
{
  void *field = (char *)out + row->field;
  switch (row->type) {
  case FLAG:
    *(bool *)field = true;
    break;
  case TEXT:
    *(const char **)field = value;
    break;
  case NUMBER:
    return set_number(row, value, diag, field);
  case LIST:
    add_text(field, value);
    break;
  }
  return DM_OK;
}

/// getopt's tables for one command.
struct tables {
  char letters[3 * ROWS + 4];
  struct option longs[ROWS + 2];
};

static void make_tables(const struct dm_command *command, struct tables *out)
{
  size_t letter = 0;
  size_t count = 0;
  out->letters[letter++] = ':';
  out->letters[letter++] = 'h';
  for (int i = 0; i < ROWS; i++) {
    if (!takes(command, &rows[i])) {
      continue;
    }
    if (rows[i].letter) {
      out->letters[letter++] = rows[i].letter;
      if (rows[i].type != FLAG) {
        out->letters[letter++] = ':';
      }
    }
    out->longs[count++] = (struct option){rows[i].name, rows[i].type != FLAG, NULL, LONG_ONLY + i};
  }
  out->letters[letter] = 0;
  out->longs[count++] = (struct option){"help", 0, NULL, HELP};
  out->longs[count] = (struct option){0};
}

static const struct option_row *find_row(const struct dm_command *command, int got)
{
  if (got >= LONG_ONLY) {
    return &rows[got - LONG_ONLY];
  }
  for (int i = 0; i < ROWS; i++) {
    if (rows[i].letter == got && takes(command, &rows[i])) {
      return &rows[i];
    }
  }
  return NULL;
}

/// What getopt_long() gave that is no row: help, or a mistake.
static enum dm_status handle_other(int got, const struct dm_command *command, char **argv, struct dm_diag *diag,
                                   int *exit_code)
{
  if (got == HELP || got == 'h') {
    print_command_help(command);
    *exit_code = dm_exit_code(DM_OK);
    return DM_SKIP;
  }
  dm_diag_error(diag, got == ':' ? "%s: option %s needs an argument" : "%s: there is no option %s, see --help",
                command->name, argv[optind - 1]);
  *exit_code = DM_EXIT_CANNOT;
  return DM_SKIP;
}

static enum dm_status parse_command(int argc, char **argv, struct dm_diag *diag, struct dm_options *out, int *exit_code)
{
  struct tables tables = {0};
  make_tables(out->command, &tables);
  optind = 1;
  int got;
  while ((got = getopt_long(argc, argv, tables.letters, tables.longs, NULL)) != -1) {
    const struct option_row *row = find_row(out->command, got);
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
  if (!is_base_iri(out->base)) {
    dm_diag_error(diag, "--base takes an absolute IRI, not '%s'", out->base);
    *exit_code = DM_EXIT_CANNOT;
    return DM_SKIP;
  }
  return DM_OK;
}

enum dm_status dm_options_parse(int argc, char **argv, struct dm_diag *diag, struct dm_options *out, int *exit_code)
{
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  *out =
      (struct dm_options){.store = DM_STORE_DEFAULT, .base = DM_BASE_DEFAULT, .jobs = processors < 1 ? 1 : processors};
  const char *first = argc > 1 ? argv[1] : NULL;
  if (first && (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0)) {
    print_usage(stdout);
    *exit_code = DM_EXIT_DONE;
    return DM_SKIP;
  }
  if (first && (strcmp(first, "--version") == 0 || strcmp(first, "-V") == 0)) {
    printf("demarche %s\n", PACKAGE_VERSION);
    *exit_code = DM_EXIT_DONE;
    return DM_SKIP;
  }
  *exit_code = DM_EXIT_CANNOT;
  if (!first) {
    print_usage(stderr);
    return DM_SKIP;
  }
  out->command = find_command(first);
  if (!out->command) {
    dm_diag_error(diag, "there is no command '%s', see demarche --help", first);
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
  return (struct dm_resources){.folder = options->schema};
}

int dm_exit_code(enum dm_status status) { return status == DM_OK || status == DM_SKIP ? DM_EXIT_DONE : DM_EXIT_CANNOT; }
