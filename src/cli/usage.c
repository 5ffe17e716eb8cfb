// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "cli/usage.h"

void dm_usage_print(FILE *to)
{
  fprintf(to,
          "Usage: demarche COMMAND [OPTION]... [OPERAND]...\n"
          "%s.\n\n"
          "Commands:\n",
          dm_manual_tagline);
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    fprintf(to, "  %-10s %s\n", c->name, c->help);
  }
  fputs(
      "\n'demarche COMMAND --help' tells the options of a command, 'demarche --version' the version and the licence.\n"
      "Exit status: 0 done; 1 done, but some article failed or a check found something; 2 misuse or cannot run.\n",
      to);
}

static void print_option(const struct dm_option_row *row, FILE *to)
{
  char left[64];
  char letter[5] = "    ";
  if (row->letter) {
    snprintf(letter, sizeof letter, "-%c, ", row->letter);
  }
  snprintf(left, sizeof left, "%s--%s%s%s", letter, row->name, row->argument ? " " : "",
           row->argument ? row->argument : "");
  fprintf(to, "  %-26s %s\n", left, row->help);
}

static void print_formats(const struct dm_value *formats, FILE *to)
{
  fputs("\nFormats, the first unless told:\n", to);
  for (const struct dm_value *v = formats; v->name; v++) {
    fprintf(to, "  %-10s %s\n", v->name, v->help);
  }
}

void dm_usage_print_command(const struct dm_command_row *command, FILE *to)
{
  fprintf(to, "Usage: demarche %s [OPTION]...%s%s\n%s.\n\nOptions:\n", command->name, *command->operands ? " " : "",
          command->operands, command->help);
  for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
    if (dm_option_row_is_of(row, command)) {
      print_option(row, to);
    }
  }
  fprintf(to, "  %-26s %s\n", "-h, --help", "show this");
  if (command->formats) {
    print_formats(command->formats, to);
  }
  fprintf(to, "\nMore, with examples: man demarche-%s\n", command->name);
}

void dm_usage_print_version(FILE *to)
{
  fputs("demarche " PACKAGE_VERSION "\n"
        "Copyright 2026 The demarche authors\n"
        "Licence: Apache-2.0 <https://www.apache.org/licenses/LICENSE-2.0>\n"
        "Word lists derived from WordNet, copyright Princeton University, under the WordNet licence.\n"
        "There is no warranty, to the extent permitted by law.\n",
        to);
}
