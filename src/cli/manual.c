// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "cli/manual.h"

#include <ctype.h>
#include <string.h>

enum { LINE = 4096, BREAK = 56 }; ///< bytes of a line read; of a line written, without escapes, before it ends

/* Text for roff: what it would take for markup is escaped. */

/// The code point of UTF-8 that is valid; `*at` is moved behind it.
static unsigned long take_code(const char **at)
{
  const unsigned char *s = (const unsigned char *)*at;
  int more = s[0] < 0x80 ? 0 : s[0] < 0xe0 ? 1 : s[0] < 0xf0 ? 2 : 3;
  unsigned long code = more ? s[0] & (0x3fUL >> more) : s[0];
  for (int i = 1; i <= more; i++) {
    code = code << 6 | (s[i] & 0x3fUL);
  }
  *at += more + 1;
  return code;
}

static void put_code(unsigned long code, FILE *out)
{
  static const struct {
    char byte;
    const char *escape;
  } escapes[] = {{'\\', "\\e"}, {'-', "\\-"}, {'\'', "\\(aq"}, {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"}};
  for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
    if (code == (unsigned char)escapes[i].byte) {
      fputs(escapes[i].escape, out);
      return;
    }
  }
  if (code < 0x80) {
    fputc((int)code, out);
  } else {
    fprintf(out, "\\[u%04lX]", code);
  }
}

/// Text as it stands.
static void put_plain(const char *text, FILE *out)
{
  if (*text == '.' || *text == '\'') {
    fputs("\\&", out); // no request
  }
  while (*text) {
    put_code(take_code(&text), out);
  }
}

/// The end of a line of the source, which is none of the page.  What comes behind it shall be no request.
static void put_break(const char *next, FILE *out) { fputs(*next == '.' || *next == '\'' ? "\n\\&" : "\n", out); }

/// Text with `bold` and _italics_, each sentence on a line of its own, up to an empty line.
static void put_text(const char *text, FILE *out)
{
  char font = 'R';
  const char *line = text;
  for (const char *at = text; *at && strncmp(at, "\n\n", 2) != 0;) {
    if (*at == '`' || *at == '_') {
      char wanted = *at == '`' ? 'B' : 'I';
      font = font == wanted ? 'R' : wanted;
      fprintf(out, "\\f%c", font);
      at++;
    } else if (strncmp(at, ".  ", 3) == 0) {
      fputc('.', out);
      line = at += 3;
      put_break(at, out);
    } else if (*at == ' ' && at - line > BREAK) {
      line = ++at;
      put_break(at, out);
    } else {
      put_code(take_code(&at), out);
    }
  }
  fputc('\n', out);
}

static void put_paragraphs(const char *text, FILE *out)
{
  for (const char *at = text; at; at = strstr(at, "\n\n")) {
    if (at != text) {
      at += 2;
      fputs(".PP\n", out);
    }
    put_text(at, out);
  }
}

static void put_section(const char *title, FILE *out) { fprintf(out, ".SH %s\n", title); }

static void put_entry(const char *term, const char *text, FILE *out)
{
  fputs(".TP\n\\fB", out);
  put_plain(term, out);
  fputs("\\fR\n", out);
  put_text(text, out);
}

/// Those that are of a command, under a title; no section where there are none.
static void put_entries(const char *title, const struct dm_entry *entries, const struct dm_command_row *command,
                        FILE *out)
{
  bool begun = false;
  for (; entries->term; entries++) {
    if (command && !dm_option_row_named(command, entries->option)) {
      continue;
    }
    if (!begun) {
      put_section(title, out);
    }
    begun = true;
    put_entry(entries->term, entries->text, out);
  }
}

/* Sections. */

static void put_head(const struct dm_command_row *command, FILE *out)
{
  fputs(".\\\" Made of the program's tables of commands and options (src/cli/option_table.c).\n.TH DEMARCHE", out);
  for (const char *c = command ? command->name : ""; *c; c++) {
    if (c == command->name) {
      fputs("\\-", out);
    }
    fputc(toupper((unsigned char)*c), out);
  }
  fputs(" 1 " DM_RELEASE_DATE " \"demarche " PACKAGE_VERSION "\" \"User Commands\"\n", out);
  put_section("NAME", out);
  const char *help = command ? command->help : dm_manual_tagline;
  fprintf(out, "demarche%s%s \\- %c", command ? "\\-" : "", command ? command->name : "",
          tolower((unsigned char)*help));
  put_text(help + 1, out);
}

/// `FILE.rq | -e SPARQL` with words in italics, options in bold.
static void put_operands(const char *operands, FILE *out)
{
  for (const char *at = operands; *at;) {
    size_t size = strcspn(at, " ");
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)size, at);
    const char *font = *word == '-' ? "\\fB" : isalpha((unsigned char)*word) ? "\\fI" : "";
    size_t name = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    fprintf(out, " %s", font);
    if (name && word[name] == '.' && word[name + 1] == '.') {
      fprintf(out, "%.*s\\fR%s", (int)name, word, word + name);
    } else {
      put_plain(word, out);
      fputs(*font ? "\\fR" : "", out);
    }
    at += size;
    at += *at == ' ';
  }
}

static void put_synopsis(const struct dm_command_row *command, FILE *out)
{
  put_section("SYNOPSIS", out);
  if (command) {
    fprintf(out, "\\fBdemarche %s\\fR [\\fIOPTION\\fR]...", command->name);
    put_operands(command->operands, out);
    fputc('\n', out);
  } else {
    fputs("\\fBdemarche\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIOPERAND\\fR]...\n"
          ".br\n\\fBdemarche\\fR \\fB\\-\\-help\\fR | \\fB\\-\\-version\\fR\n",
          out);
  }
}

/// A line of help as a sentence.
static void put_sentence(const char *help, FILE *out)
{
  char text[256];
  snprintf(text, sizeof text, "%c%s.", toupper((unsigned char)*help), help + 1);
  put_text(text, out);
}

static void put_formats(const struct dm_value *formats, FILE *out)
{
  fputs("The first is the default:\n.RS\n", out);
  for (const struct dm_value *v = formats; v->name; v++) {
    fprintf(out, ".TP\n\\fB%s\\fR", v->name);
    fprintf(out, v->alias ? " or \\fB%s\\fR\n" : "\n", v->alias);
    put_sentence(v->help, out);
  }
  fputs(".RE\n", out);
}

static void put_option(const struct dm_option_row *row, const struct dm_command_row *command, FILE *out)
{
  fputs(".TP\n", out);
  if (row->letter) {
    fprintf(out, "\\fB\\-%c\\fR, ", row->letter);
  }
  fputs("\\fB\\-\\-", out);
  put_plain(row->name, out);
  fputs("\\fR", out);
  if (row->argument) {
    fputs(" \\fI", out);
    put_plain(row->argument, out);
    fputs("\\fR", out);
  }
  fputc('\n', out);
  put_sentence(row->help, out);
  if (row->more) {
    put_text(row->more, out);
  }
  if (row->kind == DM_ARGUMENT_FORMAT) {
    put_formats(command->formats, out);
  }
}

static void put_options(const struct dm_command_row *command, FILE *out)
{
  put_section("OPTIONS", out);
  for (const struct dm_option_row *row = dm_option_rows; command && row->name; row++) {
    if (dm_option_row_is_of(row, command)) {
      put_option(row, command, out);
    }
  }
  put_entry("-h, --help", "Show the options in short.", out);
  if (!command) {
    put_entry("-V, --version", "Show the version and the licence.", out);
  }
}

static void put_commands(FILE *out)
{
  put_section("COMMANDS", out);
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    fprintf(out, ".TP\n\\fBdemarche\\-%s\\fR(1)\n", c->name);
    put_sentence(c->help, out);
  }
}

static void put_queries(const struct dm_shipped_list *queries, FILE *out)
{
  put_section("QUERIES THAT COME WITH THE PROGRAM", out);
  for (size_t i = 0; i < queries->count; i++) {
    put_entry(queries->query[i].name, queries->query[i].help, out);
  }
}

static void put_exit_status(const struct dm_command_row *command, FILE *out)
{
  put_section("EXIT STATUS", out);
  put_entry("0", "Done.", out);
  if (!command) {
    put_entry("1", "Done, but some article failed or a check found something.", out);
  } else if (command->some_failed) {
    put_entry("1", command->some_failed, out);
  }
  put_entry("2", "Misuse, or it cannot run; the reason is told on standard error.", out);
}

/// The examples: paragraphs, and sessions as they stand.
static void put_examples(FILE *examples, FILE *out)
{
  char line[LINE];
  bool session = false;
  bool blank = false;
  put_section("EXAMPLES", out);
  for (bool first = true; fgets(line, sizeof line, examples); first = false) {
    line[strcspn(line, "\n")] = '\0';
    bool indented = strncmp(line, "    ", 4) == 0;
    if (!*line) {
      blank = true;
      continue;
    }
    if (session && !indented) {
      fputs(".EE\n.RE\n", out);
    }
    if (indented && !session) {
      fputs(".PP\n.RS 4\n.EX\n", out);
    } else if (indented && blank) {
      fputs("\\&\n", out);
    } else if (!indented && blank && !first) {
      fputs(".PP\n", out);
    }
    session = indented;
    blank = false;
    if (indented) {
      put_plain(line + 4, out);
      fputc('\n', out);
    } else {
      put_text(line, out);
    }
  }
  fputs(session ? ".EE\n.RE\n" : "", out);
}

static void put_see_also(const struct dm_command_row *command, FILE *out)
{
  put_section("SEE ALSO", out);
  const char *join = "";
  if (command) {
    fputs("\\fBdemarche\\fR(1)", out);
    join = ",\n";
  }
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    if (c != command) {
      fprintf(out, "%s\\fBdemarche\\-%s\\fR(1)", join, c->name);
      join = ",\n";
    }
  }
  fputc('\n', out);
}

void dm_manual_write(const struct dm_command_row *command, FILE *examples, const struct dm_shipped_list *queries,
                     FILE *out)
{
  put_head(command, out);
  put_synopsis(command, out);
  put_section("DESCRIPTION", out);
  put_paragraphs(command ? command->description : dm_manual_description, out);
  if (!command) {
    put_commands(out);
  }
  put_options(command, out);
  if (command && command->operand == DM_ARGUMENT_QUERY) {
    put_queries(queries, out);
  }
  put_exit_status(command, out);
  put_entries("ENVIRONMENT", dm_manual_environment, command, out);
  put_entries("FILES", dm_manual_files, command, out);
  put_examples(examples, out);
  put_see_also(command, out);
}
