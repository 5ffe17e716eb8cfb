// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/proposals.h"

#include "sparql/lexeme.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/// SPARQL 1.1, 19.8 Grammar; those that take a variable or a path to be of use are there as well.
static const char *const keywords[] = {
    "ABS",    "ASC",       "ASK",    "AVG",      "BASE",      "BIND",         "BOUND",       "BY",        "COALESCE",
    "CONCAT", "CONSTRUCT", "COUNT",  "DATATYPE", "DESC",      "DESCRIBE",     "DISTINCT",    "FILTER",    "FROM",
    "GRAPH",  "GROUP",     "HAVING", "IF",       "IN",        "LANG",         "LANGMATCHES", "LIMIT",     "MAX",
    "MIN",    "MINUS",     "NAMED",  "NOT",      "OFFSET",    "OPTIONAL",     "ORDER",       "PREFIX",    "REDUCED",
    "REGEX",  "REPLACE",   "SAMPLE", "SELECT",   "SEPARATOR", "STR",          "STRAFTER",    "STRBEFORE", "STRENDS",
    "STRLEN", "STRSTARTS", "SUBSTR", "SUM",      "UNION",     "VALUES",       "WHERE",       "CONTAINS",  "LCASE",
    "UCASE",  "YEAR",      "MONTH",  "DAY",      "AS",        "GROUP_CONCAT", "SAMETERM",    "ISIRI",     "ISLITERAL",
};

void dm_proposals_add(struct dm_proposals *proposals, enum dm_place place, const char *word, struct dm_arena *arena)
{
  *DM_PUSH(arena, proposals->all, proposals->count, proposals->capacity) =
      (struct dm_proposal){.place = place, .word = word};
}

void dm_proposals_add_setting(struct dm_proposals *proposals, const char *query, const char *word,
                              struct dm_arena *arena)
{
  *DM_PUSH(arena, proposals->all, proposals->count, proposals->capacity) =
      (struct dm_proposal){DM_PLACE_SETTING, word, query};
}

static bool is_known(const struct dm_proposals *proposals, struct dm_span word)
{
  for (uint32_t i = 0; i < proposals->count; i++) {
    if (dm_span_equal(dm_span_of(proposals->all[i].word), word)) {
      return true;
    }
  }
  return false;
}

static void add_names(struct dm_proposals *proposals, struct dm_span text, struct dm_arena *arena)
{
  struct dm_lexeme lexeme;
  while ((lexeme = dm_lexeme_next(&text)).kind != DM_LEXEME_END) {
    bool whole = lexeme.kind == DM_LEXEME_NAME && dm_lexeme_prefix(&lexeme).size;
    if (whole && lexeme.text.data[0] != '_' && !is_known(proposals, lexeme.text)) {
      dm_proposals_add(proposals, DM_PLACE_QUERY_TERM, dm_arena_copy(arena, lexeme.text.data, lexeme.text.size), arena);
    }
  }
}

static bool has_names(const char *resource)
{
  return strcmp(resource, "schema/ontology.ttl") == 0 || strncmp(resource, "queries/", strlen("queries/")) == 0;
}

enum dm_status dm_proposals_load(struct dm_proposals *proposals, const struct dm_resources *resources,
                                 struct dm_arena *arena, struct dm_diag *diag)
{
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
    dm_proposals_add(proposals, DM_PLACE_QUERY_KEYWORD, keywords[i], arena);
  }
  for (const struct dm_resource *r = dm_embedded; r->name; r++) {
    if (has_names(r->name)) {
      struct dm_span text = {0};
      DM_TRY(dm_resource_get(resources, r->name, arena, diag, &text));
      add_names(proposals, text, arena);
    }
  }
  return DM_OK;
}

/* Finding. */

static size_t word_size(struct dm_span line)
{
  size_t size = 0;
  while (size < line.size && !strchr(" \t\n(){}[];,<>\"'^|/!=*+?$", line.data[line.size - size - 1])) {
    size++;
  }
  return size;
}

static unsigned find_place_of_command(struct dm_span before)
{
  struct dm_span words = dm_span_trim(before);
  const char *space = words.size ? memchr(words.data, ' ', words.size) : NULL;
  if (!before.size) {
    return 1U << DM_PLACE_COMMAND;
  }
  if (before.data[before.size - 1] != ' ' && before.data[before.size - 1] != '\t') {
    return 0; // the value of a setting
  }
  if (space) {
    return dm_span_starts(words, DM_LITERAL(".run")) ? 1U << DM_PLACE_SETTING : 0;
  }
  if (dm_span_equal(words, DM_LITERAL(".format"))) {
    return 1U << DM_PLACE_FORMAT;
  }
  bool named = dm_span_equal(words, DM_LITERAL(".run")) || dm_span_equal(words, DM_LITERAL(".show"));
  return named ? 1U << DM_PLACE_NAME : 0;
}

/// Which places a word at the end of a line stands in: a set of bits.
static unsigned find_places(struct dm_span line, size_t typed)
{
  struct dm_span before = {line.data, line.size - typed};
  char last = before.size ? before.data[before.size - 1] : 0;
  if (line.size && line.data[0] == '.') {
    return find_place_of_command(before);
  }
  bool other = last == '?' || last == '$' || last == '"' || last == '\'' || last == '<';
  return other ? 0 : 1U << DM_PLACE_QUERY_TERM | 1U << DM_PLACE_QUERY_KEYWORD;
}

/// The second word of a line.
static struct dm_span second_word(struct dm_span line)
{
  const char *space = line.size ? memchr(line.data, ' ', line.size) : NULL;
  size_t skipped = space ? (size_t)(space - line.data) : line.size;
  struct dm_span rest = dm_span_trim((struct dm_span){line.data + skipped, line.size - skipped});
  const char *end = rest.size ? memchr(rest.data, ' ', rest.size) : NULL;
  return (struct dm_span){rest.data, end ? (size_t)(end - rest.data) : rest.size};
}

static bool goes_on(const struct dm_proposal *proposal, struct dm_span line, struct dm_span typed)
{
  if (proposal->query && !dm_span_equal(dm_span_of(proposal->query), second_word(line))) {
    return false;
  }
  if (proposal->place == DM_PLACE_QUERY_KEYWORD) {
    return strncasecmp(proposal->word, typed.data, typed.size) == 0;
  }
  return strncmp(proposal->word, typed.data, typed.size) == 0;
}

static int compare_words(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t count_common(const char *a, const char *b)
{
  size_t count = 0;
  while (a[count] && a[count] == b[count]) {
    count++;
  }
  return count;
}

void dm_proposals_find(const struct dm_proposals *proposals, struct dm_span line, struct dm_arena *arena,
                       struct dm_proposed *out)
{
  *out = (struct dm_proposed){.typed = word_size(line)};
  unsigned places = find_places(line, out->typed);
  struct dm_span typed = {line.data + line.size - out->typed, out->typed};
  for (uint32_t i = 0; i < proposals->count; i++) {
    const struct dm_proposal *proposal = &proposals->all[i];
    if (places >> proposal->place & 1U && goes_on(proposal, line, typed)) {
      *DM_PUSH(arena, out->word, out->count, out->capacity) = proposal->word;
    }
  }
  if (out->count) {
    qsort(out->word, out->count, sizeof *out->word, compare_words);
    out->common = count_common(out->word[0], out->word[out->count - 1]);
  }
}
