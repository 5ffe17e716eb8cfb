// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file feed.c  News articles as JSON Lines on standard output, made of the sentences of feed.tsv.  The same options and
   sentences give the same bytes.  feed [--articles N] [--seed N] FEED.tsv
*/
#include "chance.h"

#include <ctype.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 2000, TEXT = 1 << 16, DEPTH = 8, CAST = 3, PARTS = 3, NAME = 100 };

struct line {
  const char *name, *text;
};

struct agent {
  char country[PARTS][NAME]; ///< its name, the word for what is of it, its capital
  char office[NAME], name[NAME], last[NAME];
  bool introduced;
};

struct feed {
  struct chance chance;
  size_t count;
  struct line line[LINES]; ///< sorted by name
  struct agent cast[CAST];
  char *out; ///< [TEXT]
  size_t size;
  bool begins; ///< a sentence
};

static void add(struct feed *feed, char c)
{
  if (feed->size + 1 < TEXT) {
    feed->out[feed->size++] = feed->begins && isalpha((unsigned char)c) ? (char)toupper((unsigned char)c) : c;
    feed->out[feed->size] = 0;
  }
  feed->begins = feed->begins && !isalnum((unsigned char)c);
}

static void add_text(struct feed *feed, const char *text)
{
  for (; *text; text++) {
    add(feed, *text);
  }
}

static const char *draw(struct feed *feed, const char *name)
{
  size_t first = 0;
  while (first < feed->count && strcmp(feed->line[first].name, name) != 0) {
    first++;
  }
  size_t end = first;
  while (end < feed->count && strcmp(feed->line[end].name, name) == 0) {
    end++;
  }
  if (first == end) {
    fprintf(stderr, "feed: nothing is named %s\n", name);
    exit(2);
  }
  return feed->line[first + chance_below(&feed->chance, (uint32_t)(end - first))].text;
}

static void add_agent(struct feed *feed, struct agent *agent)
{
  if (agent->introduced) {
    add_text(feed, agent->last);
    return;
  }
  agent->introduced = true;
  add_text(feed, agent->country[1]);
  add(feed, ' ');
  add_text(feed, agent->office);
  add(feed, ' ');
  add_text(feed, agent->name);
}

/// What is computed, not drawn.  @return whether `name` is that
static bool add_special(struct feed *feed, const char *name)
{
  static const char *const parts[PARTS] = {".country", ".demonym", ".capital"};
  char number[20];
  if (strcmp(name, "number") == 0 || strcmp(name, "year") == 0) {
    bool year = name[0] == 'y';
    snprintf(number, sizeof number, "%u",
             year ? 1995 + chance_below(&feed->chance, 30) : 2 + chance_below(&feed->chance, 95));
    add_text(feed, number);
    return true;
  }
  if (name[0] < 'A' || name[0] >= 'A' + CAST || (name[1] && name[1] != '.')) {
    return false;
  }
  struct agent *agent = &feed->cast[name[0] - 'A'];
  if (!name[1]) {
    add_agent(feed, agent);
    return true;
  }
  for (int i = 0; i < PARTS; i++) {
    if (strcmp(name + 1, parts[i]) == 0) {
      add_text(feed, agent->country[i]);
      return true;
    }
  }
  return false;
}

static void expand(struct feed *feed, const char *text, int depth)
{
  while (*text) {
    const char *end = *text == '{' ? strchr(text, '}') : NULL;
    if (!end || depth == DEPTH) {
      add(feed, *text++);
      continue;
    }
    char name[NAME];
    snprintf(name, sizeof name, "%.*s", (int)(end - text - 1), text + 1);
    if (!add_special(feed, name)) {
      expand(feed, draw(feed, name), depth + 1);
    }
    text = end + 1;
  }
}

static void copy(char *to, const char *from, size_t size)
{
  size = size < NAME ? size : NAME - 1;
  memcpy(to, from, size);
  to[size] = 0;
}

static void make_cast(struct feed *feed)
{
  for (int i = 0; i < CAST; i++) {
    struct agent *agent = &feed->cast[i];
    const char *part = draw(feed, "nation");
    for (int k = 0; k < PARTS; k++) {
      size_t size = strcspn(part, "|");
      copy(agent->country[k], part, size);
      part += size + (part[size] == '|');
    }
    const char *office = draw(feed, "office");
    copy(agent->office, office, strlen(office));
    const char *last = draw(feed, "last");
    copy(agent->last, last, strlen(last));
    snprintf(agent->name, NAME, "%.40s %.50s", draw(feed, "first"), agent->last);
    agent->introduced = false;
  }
}

static void write_json(const char *text)
{
  putchar('"');
  for (; *text; text++) {
    if (*text == '\n') {
      fputs("\\n", stdout);
    } else {
      if (*text == '"' || *text == '\\') {
        putchar('\\');
      }
      putchar(*text);
    }
  }
  putchar('"');
}

static void make_sentence(struct feed *feed, const char *name)
{
  feed->begins = true;
  expand(feed, draw(feed, name), 0);
}

static void make_title(struct feed *feed)
{
  feed->size = 0;
  make_sentence(feed, "title");
}

static void make_body(struct feed *feed)
{
  uint32_t paragraphs = 5 + chance_below(&feed->chance, 10);
  feed->size = 0;
  for (uint32_t i = 0; i < paragraphs; i++) {
    add_text(feed, i ? "\n\n" : "");
    uint32_t sentences = 1 + chance_below(&feed->chance, 4);
    for (uint32_t k = 0; k < sentences; k++) {
      add_text(feed, k ? " " : "");
      make_sentence(feed, "sentence");
    }
  }
}

static void write_article(struct feed *feed, uint64_t number)
{
  make_cast(feed);
  printf("{\"id\": \"feed-%06llu\", \"date\": \"%u-%02u-%02u\", \"publisher\": ", (unsigned long long)number,
         2005 + chance_below(&feed->chance, 20), 1 + chance_below(&feed->chance, 12),
         1 + chance_below(&feed->chance, 28));
  write_json(draw(feed, "paper"));
  make_title(feed);
  fputs(", \"title\": ", stdout);
  write_json(feed->out);
  make_body(feed);
  fputs(", \"text\": ", stdout);
  write_json(feed->out);
  fputs("}\n", stdout);
}

static int compare_lines(const void *a, const void *b)
{
  const struct line *x = a;
  const struct line *y = b;
  int order = strcmp(x->name, y->name);
  return order ? order : (x->text > y->text) - (x->text < y->text); // of one buffer: as in the file
}

static char *read_all(const char *path)
{
  static char bytes[1 << 20];
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    exit(2);
  }
  bytes[fread(bytes, 1, sizeof bytes - 1, file)] = 0;
  fclose(file);
  return bytes;
}

static void read_lines(struct feed *feed, char *text)
{
  for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
    char *tab = strchr(line, '\t');
    if (line[0] != '#' && tab && feed->count < LINES) {
      *tab = 0;
      feed->line[feed->count++] = (struct line){line, tab + 1};
    }
  }
  qsort(feed->line, feed->count, sizeof *feed->line, compare_lines);
}

int main(int argc, char **argv)
{
  static const struct option options[] = {
      {"articles", required_argument, NULL, 'a'}, {"seed", required_argument, NULL, 's'}, {0}};
  static struct feed feed = {.chance = {1}};
  uint64_t articles = 2000;
  int option;
  while ((option = getopt_long(argc, argv, "a:s:", options, NULL)) != -1) {
    if (option == 'a') {
      articles = strtoull(optarg, NULL, 10);
    } else if (option == 's') {
      feed.chance.state = strtoull(optarg, NULL, 10);
    }
  }
  if (optind + 1 != argc) {
    fputs("feed [--articles N] [--seed N] FEED.tsv\n", stderr);
    return 2;
  }
  read_lines(&feed, read_all(argv[optind]));
  feed.out = malloc(TEXT);
  if (!feed.out) {
    return 2;
  }
  for (uint64_t i = 0; i < articles; i++) {
    write_article(&feed, i);
  }
  free(feed.out);
  return fflush(stdout) || ferror(stdout);
}
