// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/prompt.h"

#include "cli/break.h"
#include "cli/parameters.h"
#include "cli/shipped.h"
#include "cli/terminal.h"
#include "rdf/prefixes.h"
#include "sparql/typed.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct prompt {
  struct dm_asking *asking;
  struct dm_diag *diag;
  FILE *screen; ///< where the prompt is; not standard output if that goes elsewhere
  struct dm_arena *arena;
  struct dm_prefixes prefixes;
  struct dm_proposals proposals;
  bool quit;
  enum dm_status status; ///< that it quits with
};

/// What is typed is UTF-8, also where nobody has said so.
static void set_locale(void)
{
  if (!setlocale(LC_CTYPE, "") || MB_CUR_MAX == 1) {
    setlocale(LC_CTYPE, "C.UTF-8");
  }
}

/* One query. */

/// What is wrong with a query has been said; only an answer that cannot be written ends the prompt.
static void ask(struct prompt *prompt, const char *file, const char *text, const struct dm_list *settings)
{
  setlocale(LC_CTYPE, "C"); // answers are the same wherever they are asked for
  prompt->diag->file = file;
  enum dm_status status = dm_asking_run(prompt->asking, text, settings, prompt->diag);
  prompt->diag->file = NULL;
  set_locale();
  fflush(stdout);
  if (status == DM_SKIP || ferror(stdout)) {
    prompt->quit = true;
    prompt->status = ferror(stdout) ? DM_ERR_IO : DM_SKIP;
  }
}

/// Prefixes stand on the first line, so that an error is told by the line it was typed in.
static void ask_typed(struct prompt *prompt, struct dm_span query)
{
  struct dm_list none = {0};
  struct dm_buffer text = {0};
  dm_typed_prologue(&prompt->prefixes, query, &text);
  dm_buffer_add_span(&text, query);
  ask(prompt, "input", dm_buffer_text(&text), &none);
  dm_buffer_free(&text);
}

/* Commands. */

/// The next word of a command, cut off `*rest`; quotation marks hold one together and stay.  NULL at the end.
static char *take_word(char **rest)
{
  char *word = *rest + strspn(*rest, " \t");
  bool quoted = false;
  char *end = word;
  while (*end && (quoted || (*end != ' ' && *end != '\t'))) {
    if (*end == '\\' && quoted && end[1]) {
      end++;
    } else if (*end == '"') {
      quoted = !quoted;
    }
    end++;
  }
  *rest = *end ? end + 1 : end;
  *end = 0;
  return *word ? word : NULL;
}

static void list_queries(struct prompt *prompt, char *rest)
{
  (void)rest;
  dm_shipped_list(prompt->screen);
}

/// The text of the query that a command names, NUL-terminated; NULL if there is none (said).
static const char *find_query(struct prompt *prompt, const char *name, struct dm_arena *arena)
{
  struct dm_span text;
  if (!name || strcmp(name, "-") == 0) {
    dm_diag_error(prompt->diag, "which query? .list tells the shipped ones");
    return NULL;
  }
  enum dm_status status = dm_shipped_or_file(&prompt->asking->resources, name, arena, prompt->diag, &text);
  prompt->diag->file = NULL;
  return status == DM_OK ? text.data : NULL;
}

static void run_query(struct prompt *prompt, char *rest)
{
  struct dm_arena *arena = dm_arena_new();
  const char *name = take_word(&rest);
  const char **word = DM_NEW(arena, const char *, strlen(rest) + 1);
  struct dm_list settings = {.text = word};
  const char *text = find_query(prompt, name, arena);
  while ((word[settings.count] = take_word(&rest))) {
    settings.count++;
  }
  if (text) {
    ask(prompt, name, text, &settings);
  }
  dm_arena_free(arena);
}

static void show_query(struct prompt *prompt, char *rest)
{
  struct dm_arena *arena = dm_arena_new();
  const char *text = find_query(prompt, take_word(&rest), arena);
  if (text) {
    fputs(text, prompt->screen);
  }
  dm_arena_free(arena);
}

static void set_format(struct prompt *prompt, char *rest)
{
  struct dm_redland_output output = prompt->asking->output;
  const char *name = take_word(&rest);
  if (!name) {
    dm_diag_error(prompt->diag, "which format? table, csv, tsv, json, xml, turtle or ntriples");
  } else if (dm_asking_format(name, prompt->diag, &output) == DM_OK) {
    prompt->asking->output = output;
  }
}

static void list_prefixes(struct prompt *prompt, char *rest)
{
  (void)rest;
  for (uint32_t i = 0; i < prompt->prefixes.count; i++) {
    const struct dm_prefix *prefix = &prompt->prefixes.prefix[i];
    fprintf(prompt->screen, "PREFIX %.*s: <%.*s>\n", DM_SPAN_ARGS(prefix->name), DM_SPAN_ARGS(prefix->iri));
  }
}

static void quit(struct prompt *prompt, char *rest)
{
  (void)rest;
  prompt->quit = true;
}

static void help(struct prompt *prompt, char *rest);

struct command {
  const char *name;
  const char *argument;
  const char *help;
  void (*run)(struct prompt *prompt, char *rest);
};

static const struct command commands[] = {
    {".help", "", "show this", help},
    {".list", "", "the shipped queries, and what can be set in them", list_queries},
    {".run", "NAME [NAME=VALUE]...", "run a shipped query, or a file, with what is set in it", run_query},
    {".show", "NAME", "show the text of one", show_query},
    {".format", "FORMAT", "write answers as table, csv, tsv, json, xml, turtle or ntriples", set_format},
    {".prefixes", "", "the prefixes that need not be declared", list_prefixes},
    {".quit", "", "leave, as Ctrl-D does", quit},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void help(struct prompt *prompt, char *rest)
{
  (void)rest;
  fputs("A SPARQL query may have many lines; an empty line ends it, or a ';' at the end of a line. Ctrl-C drops it.\n",
        prompt->screen);
  for (int i = 0; i < COMMANDS; i++) {
    fprintf(prompt->screen, "%-10s %-21s %s\n", commands[i].name, commands[i].argument, commands[i].help);
  }
}

static void obey(struct prompt *prompt, struct dm_span line)
{
  line.size -= dm_span_ends(line, DM_LITERAL(";"));
  line = dm_span_trim(line);
  char *rest = dm_arena_copy(prompt->arena, line.data, line.size);
  const char *name = take_word(&rest);
  for (int i = 0; i < COMMANDS; i++) {
    if (strcmp(commands[i].name, name) == 0) {
      commands[i].run(prompt, rest);
      return;
    }
  }
  dm_diag_error(prompt->diag, "there is no command %s, see .help", name);
}

/* All of them. */

static void take_line(struct prompt *prompt, struct dm_terminal *terminal, struct dm_buffer *typed)
{
  struct dm_span text = dm_buffer_span(typed);
  if (dm_span_starts(dm_span_trim(text), DM_LITERAL("."))) {
    dm_terminal_remember(terminal, text);
    obey(prompt, dm_span_trim(text));
    dm_buffer_clear(typed);
    return;
  }
  enum dm_typed_state state = dm_typed_check(text);
  if (state == DM_TYPED_MORE) {
    return;
  }
  dm_terminal_remember(terminal, text);
  if (state == DM_TYPED_READY) {
    ask_typed(prompt, dm_typed_query(text));
  }
  dm_buffer_clear(typed);
}

static void read_lines(struct prompt *prompt, struct dm_terminal *terminal)
{
  struct dm_buffer typed = {0};
  while (!prompt->quit) {
    struct dm_span line = {0};
    enum dm_terminal_got got = dm_terminal_read(terminal, typed.size ? "     ...> " : "demarche> ", &line);
    if (got == DM_TERMINAL_ENDED) {
      break;
    }
    if (got == DM_TERMINAL_DROPPED) {
      dm_buffer_clear(&typed);
      continue;
    }
    dm_buffer_add_span(&typed, line);
    if (!dm_span_ends(line, DM_LITERAL("\n"))) {
      dm_buffer_add_byte(&typed, '\n');
    }
    take_line(prompt, terminal, &typed);
  }
  dm_buffer_free(&typed);
}

/// What can be set in a shipped query, as `NAME=`.
static enum dm_status load_settings(struct prompt *prompt, const char *name)
{
  struct dm_span text;
  struct dm_parameters parameters;
  DM_TRY(dm_shipped_text(&prompt->asking->resources, name, prompt->arena, prompt->diag, &text));
  dm_parameters_read(text, prompt->arena, &parameters);
  for (uint32_t i = 0; i < parameters.count; i++) {
    struct dm_buffer setting = {0};
    dm_buffer_printf(&setting, "%.*s=", DM_SPAN_ARGS(parameters.parameter[i].name));
    const char *word = dm_arena_copy(prompt->arena, setting.data, setting.size);
    dm_proposals_add_setting(&prompt->proposals, name, word, prompt->arena);
    dm_buffer_free(&setting);
  }
  return DM_OK;
}

static enum dm_status load(struct prompt *prompt)
{
  static const char *const formats[] = {"table", "csv", "tsv", "json", "xml", "turtle", "ntriples"};
  const struct dm_resources *resources = &prompt->asking->resources;
  const char *name;
  DM_TRY(dm_prefixes_load(resources, prompt->arena, prompt->diag, &prompt->prefixes));
  for (int i = 0; i < COMMANDS; i++) {
    dm_proposals_add(&prompt->proposals, DM_PLACE_COMMAND, commands[i].name, prompt->arena);
  }
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    dm_proposals_add(&prompt->proposals, DM_PLACE_FORMAT, formats[i], prompt->arena);
  }
  for (size_t i = 0; (name = dm_shipped_name(i, prompt->arena)); i++) {
    dm_proposals_add(&prompt->proposals, DM_PLACE_NAME, name, prompt->arena);
    DM_TRY(load_settings(prompt, name));
  }
  return dm_proposals_load(&prompt->proposals, resources, prompt->arena, prompt->diag);
}

enum dm_status dm_prompt_run(struct dm_asking *asking, struct dm_diag *diag)
{
  struct prompt prompt = {.asking = asking, .diag = diag, .arena = dm_arena_new(), .status = DM_OK};
  prompt.screen = isatty(STDOUT_FILENO) ? stdout : stderr;
  enum dm_status status = load(&prompt);
  if (status == DM_OK) {
    set_locale();
    asking->stop = dm_break_flag();
    struct dm_terminal *terminal = dm_terminal_new(prompt.screen, &prompt.proposals);
    fputs("A query ends with an empty line, or with ';' at the end of a line. .help tells more, Ctrl-D leaves.\n",
          prompt.screen);
    read_lines(&prompt, terminal);
    status = prompt.status;
    dm_terminal_free(terminal);
    setlocale(LC_CTYPE, "C");
  }
  dm_arena_free(prompt.arena);
  return status;
}
