// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file write_manual.c  The program that writes manual pages and completions on standard output while building.

       write-manual page FILE.examples QUERY.rq...     the page of demarche-COMMAND.examples
       write-manual bash|zsh|fish QUERY.rq...          a completion
*/
#include "cli/manual.h"

#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *name)
{
  fprintf(stderr, "write-manual: %s %s\n", what, name);
  exit(2);
}

static char *copy(const char *text, size_t size)
{
  char *to = malloc(size + 1);
  if (!to) {
    fail("out of memory:", "");
  }
  memcpy(to, text, size);
  to[size] = '\0';
  return to;
}

/// The last part of a path without an ending.
static char *stem_of(const char *path, const char *ending)
{
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  size_t size = strlen(name);
  size_t tail = strlen(ending);
  if (size <= tail || strcmp(name + size - tail, ending) != 0) {
    fail("unexpected name:", path);
  }
  return copy(name, size - tail);
}

static FILE *open_file(const char *path)
{
  FILE *file = fopen(path, "r");
  if (!file) {
    fail("cannot open", path);
  }
  return file;
}

/// A query's first line, without the sign of a comment, says what it answers.
static struct dm_shipped read_query(const char *path)
{
  char line[512] = "";
  FILE *file = open_file(path);
  if (!fgets(line, sizeof line, file) || strncmp(line, "# ", 2) != 0) {
    fail("the first line must say what it answers:", path);
  }
  fclose(file);
  return (struct dm_shipped){.name = stem_of(path, ".rq"), .help = copy(line + 2, strcspn(line + 2, "\n"))};
}

static struct dm_shipped_list read_queries(char *const *paths, size_t count)
{
  struct dm_shipped_list list = {.count = count, .query = malloc((count + 1) * sizeof *list.query)};
  if (!list.query) {
    fail("out of memory:", "");
  }
  for (size_t i = 0; i < count; i++) {
    list.query[i] = read_query(paths[i]);
  }
  return list;
}

static void free_queries(struct dm_shipped_list *list)
{
  for (size_t i = 0; i < list->count; i++) {
    free(list->query[i].name);
    free(list->query[i].help);
  }
  free(list->query);
}

static void write_page(const char *path, const struct dm_shipped_list *queries)
{
  char *stem = stem_of(path, ".examples");
  const char *dash = strchr(stem, '-');
  const struct dm_command_row *command = dash ? dm_command_row_named(dash + 1) : NULL;
  if (dash && !command) {
    fail("no such command:", path);
  }
  FILE *examples = open_file(path);
  dm_manual_write(command, examples, queries, stdout);
  fclose(examples);
  free(stem);
}

int main(int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "";
  int first = strcmp(what, "page") == 0 ? 3 : 2;
  if (argc < first) {
    fail("usage: page FILE.examples QUERY... | bash | zsh | fish QUERY...", "");
  }
  struct dm_shipped_list queries = read_queries(argv + first, (size_t)(argc - first));
  if (first == 3) {
    write_page(argv[2], &queries);
  } else if (strcmp(what, "bash") == 0) {
    dm_completion_write_bash(&queries, stdout);
  } else if (strcmp(what, "zsh") == 0) {
    dm_completion_write_zsh(&queries, stdout);
  } else if (strcmp(what, "fish") == 0) {
    dm_completion_write_fish(&queries, stdout);
  } else {
    fail("unknown:", what);
  }
  free_queries(&queries);
  return fclose(stdout) == 0 ? 0 : 2;
}
