// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/prompt.h"

#include "cli/prompt_line.h"
#include "cli/shipped.h"
#include "rdf/prefixes.h"

#include <stdlib.h>
#include <string.h>

static const char help[] = "A query in SPARQL over one or more lines, ended by an empty line or a semicolon.\n"
                           "Ctrl-C drops what is typed or breaks a query off, Ctrl-D leaves.\n"
                           "  .run NAME [NAME=VALUE]...  ask a shipped query or a file\n"
                           "  .list                      tell the shipped queries and what can be set in them\n"
                           "  .format NAME               table, csv, tsv, json, xml, turtle or ntriples\n"
                           "  .prefixes                  tell the prefixes that are declared\n"
                           "  .help                      show this\n"
                           "  .quit                      leave\n";

static const char *const keywords[] = {
    "ASK",   "BIND(",   "CONSTRUCT", "COUNT(",   "DESCRIBE",  "DISTINCT", "FILTER", "GROUP BY", "HAVING",
    "LIMIT", "MINUS",   "OFFSET",    "OPTIONAL", "ORDER BY",  "PREFIX",   "REGEX(", "SELECT",   "UNION",
    "WHERE", ".format", ".help",     ".list",    ".prefixes", ".quit",    ".run"};

struct prompt {
  struct dm_asking *asking;
  struct dm_diag *diag;
  struct dm_arena *arena; ///< the whole session
  struct dm_prefixes prefixes;
  struct dm_buffer query; ///< what is typed so far
  uint32_t word_count, word_capacity;
  const char **word; ///< [word_count] for completion
  bool left;         ///< by .quit
};

/* What can be completed. */

static void add_word(struct prompt *prompt, const char *word)
{
  *DM_PUSH(prompt->arena, prompt->word, prompt->word_count, prompt->word_capacity) = word;
}

/// A term stands at the begin of a line of the ontology: `dm:speaker a owl:ObjectProperty ;`.
static void add_terms(struct prompt *prompt, struct dm_span text)
{
  while (text.size) {
    const char *end = memchr(text.data, '\n', text.size);
    struct dm_span line = {text.data, end ? (size_t)(end - text.data) : text.size};
    const char *space = line.size ? memchr(line.data, ' ', line.size) : NULL;
    if (space && dm_span_starts(line, DM_LITERAL("dm:"))) {
      size_t size = (size_t)(space - line.data);
      char *word = dm_arena_alloc(prompt->arena, size + 1);
      memcpy(word, line.data, size);
      word[size] = 0;
      add_word(prompt, word);
    }
    size_t taken = line.size + (end ? 1 : 0);
    text = (struct dm_span){text.data + taken, text.size - taken};
  }
}

static enum dm_status find_words(struct prompt *prompt)
{
  const char *name;
  struct dm_span ontology;
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
    add_word(prompt, keywords[i]);
  }
  for (size_t i = 0; (name = dm_shipped_name(i, prompt->arena)); i++) {
    add_word(prompt, name);
  }
  for (uint32_t i = 0; i < prompt->prefixes.count; i++) {
    struct dm_buffer word = {0};
    dm_buffer_printf(&word, "%.*s:", DM_SPAN_ARGS(prompt->prefixes.prefix[i].name));
    add_word(prompt, dm_arena_copy(prompt->arena, dm_buffer_text(&word), word.size + 1));
    dm_buffer_free(&word);
  }
  DM_TRY(dm_resource_get(&prompt->asking->resources, "schema/ontology.ttl", prompt->arena, prompt->diag, &ontology));
  add_terms(prompt, ontology);
  return DM_OK;
}

/* Queries. */

/// Where a query stands after some of its text.
struct scan {
  int depth;   ///< braces and parentheses that are open
  bool braced; ///< there has been one
  char inside; ///< ' or " of the string it is in, or 0
};

/// Past a comment or an IRI at `at`; `at` itself where neither begins.
static size_t skip_token(struct dm_span text, size_t at)
{
  const char *rest = text.data + at;
  size_t size = text.size - at;
  if (rest[0] == '#') {
    const char *end = memchr(rest, '\n', size);
    return end ? (size_t)(end - text.data) : text.size;
  }
  size_t length = 1;
  while (rest[0] == '<' && length < size && !strchr(" \t\n<\"{}|^`\\", rest[length])) {
    if (rest[length++] == '>') {
      return at + length - 1;
    }
  }
  return at;
}

static struct scan scan_query(struct dm_span text)
{
  struct scan scan = {0};
  for (size_t i = 0; i < text.size; i++) {
    char byte = text.data[i];
    if (scan.inside) {
      i += byte == '\\' ? 1 : 0;
      scan.inside = byte == scan.inside || byte == '\n' ? 0 : scan.inside;
    } else if (byte == '"' || byte == '\'') {
      scan.inside = byte;
    } else if (byte == '#' || byte == '<') {
      i = skip_token(text, i);
    } else {
      scan.braced = scan.braced || byte == '{';
      scan.depth += (byte == '{' || byte == '(') - (byte == '}' || byte == ')');
    }
  }
  return scan;
}

/// Takes a semicolon that ends a query away.
static bool ends_query(struct dm_buffer *query)
{
  struct dm_span text = dm_span_trim(dm_buffer_span(query));
  if (!dm_span_ends(text, DM_LITERAL(";"))) {
    return false;
  }
  struct dm_span before = {query->data, (size_t)(text.data - query->data) + text.size - 1};
  struct dm_span with = {query->data, before.size + 1};
  struct scan scan = scan_query(before);
  bool comment = scan_query(with).depth == scan.depth && memchr(before.data, '#', before.size) &&
                 skip_token(with, before.size) != before.size;
  if (scan.depth > 0 || scan.inside || comment) {
    return false;
  }
  query->size = before.size;
  return true;
}

static void add_prefixes(const struct prompt *prompt, struct dm_buffer *out)
{
  for (uint32_t i = 0; i < prompt->prefixes.count; i++) {
    const struct dm_prefix *prefix = &prompt->prefixes.prefix[i];
    dm_buffer_printf(out, "PREFIX %.*s: <%.*s> ", DM_SPAN_ARGS(prefix->name), DM_SPAN_ARGS(prefix->iri));
  }
}

/// What is wrong with a query has been said; only an answer that cannot be written ends the prompt.
static enum dm_status go_on(enum dm_status status)
{
  fflush(stdout);
  return ferror(stdout) ? DM_ERR_IO : status == DM_SKIP ? DM_SKIP : DM_OK;
}

/// Prefixes stand on the first line, so that an error is told by the line it was typed in.
static enum dm_status ask_typed(struct prompt *prompt)
{
  struct dm_list none = {0};
  struct dm_buffer text = {0};
  struct dm_span query = dm_buffer_span(&prompt->query);
  enum dm_status status = DM_OK;
  if (dm_span_trim(query).size) {
    add_prefixes(prompt, &text);
    dm_buffer_add_span(&text, query);
    status = dm_asking_run(prompt->asking, dm_buffer_text(&text), &none, prompt->diag);
  }
  dm_buffer_clear(&prompt->query);
  dm_buffer_free(&text);
  return go_on(status);
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

static enum dm_status ask_named(struct prompt *prompt, char *rest)
{
  struct dm_arena *arena = dm_arena_new();
  const char *name = take_word(&rest);
  const char **word = DM_NEW(arena, const char *, strlen(rest) + 1);
  struct dm_list settings = {.text = word};
  struct dm_span text;
  enum dm_status status = DM_ERR_QUERY;
  while ((word[settings.count] = take_word(&rest))) {
    settings.count++;
  }
  if (!name || strcmp(name, "-") == 0) {
    dm_diag_error(prompt->diag, ".run takes the name of a query, see .list");
  } else {
    status = dm_shipped_or_file(&prompt->asking->resources, name, arena, prompt->diag, &text);
  }
  if (status == DM_OK) {
    status = dm_asking_run(prompt->asking, text.data, &settings, prompt->diag);
  }
  prompt->diag->file = NULL;
  dm_arena_free(arena);
  return go_on(status);
}

static enum dm_status set_format(struct prompt *prompt, char *rest)
{
  return go_on(dm_asking_format(take_word(&rest), prompt->diag, &prompt->asking->output));
}

static enum dm_status list_queries(struct prompt *prompt, char *rest)
{
  (void)prompt, (void)rest;
  dm_shipped_list(stdout);
  return go_on(DM_OK);
}

static enum dm_status show_prefixes(struct prompt *prompt, char *rest)
{
  (void)rest;
  for (uint32_t i = 0; i < prompt->prefixes.count; i++) {
    const struct dm_prefix *prefix = &prompt->prefixes.prefix[i];
    printf("  %.*s: <%.*s>\n", DM_SPAN_ARGS(prefix->name), DM_SPAN_ARGS(prefix->iri));
  }
  return go_on(DM_OK);
}

static enum dm_status show_help(struct prompt *prompt, char *rest)
{
  (void)prompt, (void)rest;
  fputs(help, stdout);
  return go_on(DM_OK);
}

static enum dm_status leave(struct prompt *prompt, char *rest)
{
  (void)rest;
  prompt->left = true;
  return DM_OK;
}

static const struct {
  const char *name;
  enum dm_status (*run)(struct prompt *prompt, char *rest);
} commands[] = {{".format", set_format},      {".help", show_help}, {".list", list_queries},
                {".prefixes", show_prefixes}, {".quit", leave},     {".run", ask_named}};

static enum dm_status run_command(struct prompt *prompt, char *line)
{
  const char *name = take_word(&line);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    if (strcmp(commands[i].name, name) == 0) {
      return commands[i].run(prompt, line);
    }
  }
  dm_diag_error(prompt->diag, "there is no command %s, see .help", name);
  return DM_OK;
}

/* Lines. */

static enum dm_status take_line(struct prompt *prompt, struct dm_buffer *line)
{
  struct dm_span words = dm_span_trim(dm_buffer_span(line));
  if (prompt->query.size == 0 && words.size && words.data[0] == '.') {
    char *command = dm_arena_alloc(prompt->arena, words.size + 1);
    memcpy(command, words.data, words.size);
    command[words.size] = 0;
    return run_command(prompt, command);
  }
  if (words.size == 0) {
    return ask_typed(prompt);
  }
  dm_buffer_add_span(&prompt->query, dm_buffer_span(line));
  dm_buffer_add_byte(&prompt->query, '\n');
  return ends_query(&prompt->query) ? ask_typed(prompt) : DM_OK;
}

static enum dm_status read_lines(struct prompt *prompt, struct dm_prompt_line *line)
{
  struct dm_buffer text = {0};
  enum dm_status status = DM_OK;
  while (status == DM_OK && !prompt->left) {
    enum dm_line_end end = dm_prompt_line_read(line, prompt->query.size ? "     ...> " : "demarche> ", &text);
    if (end == DM_LINE_ENDED) {
      break;
    }
    if (end == DM_LINE_DROPPED) {
      dm_buffer_clear(&prompt->query);
    } else {
      status = take_line(prompt, &text);
    }
  }
  dm_buffer_free(&text);
  return status;
}

enum dm_status dm_prompt_run(struct dm_asking *asking, struct dm_diag *diag)
{
  struct prompt prompt = {.asking = asking, .diag = diag, .arena = dm_arena_new()};
  enum dm_status status = dm_prefixes_load(&asking->resources, prompt.arena, diag, &prompt.prefixes);
  status = status == DM_OK ? find_words(&prompt) : status;
  if (status == DM_OK) {
    struct dm_prompt_line *line = dm_prompt_line_new(prompt.word, prompt.word_count);
    asking->stop = dm_prompt_line_stop();
    puts("Type a query, or .help; Ctrl-D leaves.");
    status = read_lines(&prompt, line);
    dm_prompt_line_free(line);
  }
  dm_buffer_free(&prompt.query);
  dm_arena_free(prompt.arena);
  return status;
}
