// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file graph.c  A news graph of any size as N-Quads on standard output, of the shape that the program writes: an
   article a named graph, in it agents, mentions, passages with their text, statements, demands, dates; and the graph
   that links them.  The same options give the same bytes.
*/
#include "chance.h"

#include <getopt.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DM     "https://w3id.org/demarche/ns#"
#define BASE   "https://w3id.org/demarche/data"
#define NIF    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
#define RDF    "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define SKOS   "http://www.w3.org/2004/02/skos/core#"
#define TERMS  "http://purl.org/dc/terms/"
#define ITSRDF "http://www.w3.org/2005/11/its/rdf#"
#define ORG    "http://www.w3.org/ns/org#"
#define XSD    "http://www.w3.org/2001/XMLSchema#"

enum { WORDS = 30000, PUBLISHERS = 40, ROLES = 300, CAST = 12, LEAST = 5, LINK = 2, CANONICAL = 8, SPARE = 100 };

/// Kinds of agents; how many there are in the world of the graph.
static const struct kind {
  const char *type, *name;
  uint32_t count;
  unsigned names; ///< words of a name
} kinds[] = {{"Person", "person", 20000, 2},
             {"Organization", "organization", 6000, 3},
             {"Country", "country", 190, 1},
             {"Place", "place", 3000, 1}};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct agent {
  uint32_t kind, number;
};

struct world {
  struct chance chance;
  struct zipf words, agents[KINDS];
  uint64_t articles, quads; ///< wanted
  uint64_t written;
  uint64_t linked;     ///< quads that the link graph will have
  bool *known[KINDS];  ///< [count] whether an article has named it
  struct agent *party; ///< [parties] who was named where
  uint64_t *in;        ///< [parties] in which article
  uint64_t parties, capacity;
  uint64_t article; ///< the one that is written
  struct agent cast[CAST];
  uint32_t cast_count;
  uint32_t offset; ///< where its text has come to
};

static void article_iri(uint64_t number, char *out, size_t size)
{
  snprintf(out, size, BASE "/article/news-%04llu-%06llu", 1990 + (unsigned long long)number % 35,
           (unsigned long long)number);
}

static void agent_name(struct agent agent, char *out, size_t size, char between)
{
  size_t length = 0;
  for (unsigned i = 0; i < kinds[agent.kind].names; i++) {
    char word[40];
    // the first names of persons are few, the second words of two agents differ
    uint32_t number =
        i == 0 && kinds[agent.kind].names > 1 ? agent.number % 400 : agent.number * 7 + i * 3 + agent.kind;
    chance_word(number, word, sizeof word);
    if (between == ' ') {
      word[0] = (char)(word[0] - 'a' + 'A');
    }
    length +=
        (size_t)snprintf(out + length, size - length, "%s%.1s", word, i + 1 < kinds[agent.kind].names ? &between : "");
  }
}

/* One quad: subject and object are N-Triples, or fragments of the article where they begin with '#'. */

static void write_term(const char *term, const char *article)
{
  if (term[0] == '#') {
    printf("<%s%s>", article, term);
  } else if (term[0] == '.') {
    printf("<%s>", article);
  } else {
    fputs(term, stdout);
  }
}

static void write_quad(struct world *world, const char *subject, const char *predicate, const char *object)
{
  char article[100];
  article_iri(world->article, article, sizeof article);
  write_term(subject, article);
  printf(" <%s> ", predicate);
  write_term(object, article);
  printf(" <%s> .\n", article);
  world->written++;
}

static void write_text(struct world *world, const char *subject, const char *predicate, const char *text)
{
  char object[2000];
  snprintf(object, sizeof object, "\"%s\"", text);
  write_quad(world, subject, predicate, object);
}

static void write_number(struct world *world, const char *subject, const char *predicate, uint32_t number)
{
  char object[100];
  snprintf(object, sizeof object, "\"%u\"^^<" XSD "nonNegativeInteger>", number);
  write_quad(world, subject, predicate, object);
}

static void write_typed(struct world *world, const char *subject, const char *type)
{
  char object[100];
  snprintf(object, sizeof object, "<" DM "%s>", type);
  write_quad(world, subject, RDF "type", object);
}

static void make_words(struct world *world, uint32_t count, char *out, size_t size)
{
  size_t length = 0;
  out[0] = 0;
  for (uint32_t i = 0; i < count && length + 40 < size; i++) {
    char word[40];
    chance_word(zipf_draw(&world->words, &world->chance), word, sizeof word);
    length += (size_t)snprintf(out + length, size - length, "%s%s", i ? " " : "", word);
  }
}

static void make_day(struct world *world, char *out, size_t size)
{
  snprintf(out, size, "%04llu-%02u-%02u", 1990 + (unsigned long long)world->article % 35,
           1 + chance_below(&world->chance, 12), 1 + chance_below(&world->chance, 28));
}

/* What articles are made of. */

static void write_article(struct world *world)
{
  char text[400];
  char object[500];
  char day[20];
  snprintf(text, sizeof text, "news-%04llu-%06llu", 1990 + (unsigned long long)world->article % 35,
           (unsigned long long)world->article);
  write_text(world, ".", TERMS "identifier", text);
  make_day(world, day, sizeof day);
  snprintf(object, sizeof object, "\"%s\"^^<" XSD "date>", day);
  write_quad(world, ".", TERMS "issued", object);
  char publisher[40];
  chance_word(chance_below(&world->chance, PUBLISHERS) * 31, publisher, sizeof publisher);
  write_text(world, ".", TERMS "publisher", publisher);
  make_words(world, 6 + chance_below(&world->chance, 5), text, sizeof text);
  write_text(world, ".", TERMS "title", text);
  write_typed(world, ".", "Article");
}

static void agent_fragment(struct agent agent, char *out, size_t size)
{
  size_t length = (size_t)snprintf(out, size, "#%s-", kinds[agent.kind].name);
  agent_name(agent, out + length, size - length, '-');
}

static void note_party(struct world *world, struct agent agent)
{
  if (world->parties == world->capacity) {
    world->capacity = world->capacity ? 2 * world->capacity : 1024;
    world->party = realloc(world->party, world->capacity * sizeof *world->party);
    world->in = realloc(world->in, world->capacity * sizeof *world->in);
    if (!world->party || !world->in) {
      abort();
    }
  }
  world->party[world->parties] = agent;
  world->in[world->parties++] = world->article;
  world->linked += world->known[agent.kind][agent.number] ? LINK : LINK + CANONICAL;
  world->known[agent.kind][agent.number] = true;
}

static bool is_cast(const struct world *world, struct agent agent)
{
  for (uint32_t i = 0; i < world->cast_count; i++) {
    if (world->cast[i].kind == agent.kind && world->cast[i].number == agent.number) {
      return true;
    }
  }
  return false;
}

static void write_agent(struct world *world)
{
  static const uint32_t share[] = {0, 0, 0, 0, 1, 1, 2, 2, 2, 3};
  char subject[200];
  char name[150];
  struct agent agent = {.kind = share[chance_below(&world->chance, 10)]};
  agent.number = zipf_draw(&world->agents[agent.kind], &world->chance);
  if (world->cast_count == CAST || is_cast(world, agent)) {
    return;
  }
  world->cast[world->cast_count++] = agent;
  agent_fragment(agent, subject, sizeof subject);
  agent_name(agent, name, sizeof name, ' ');
  write_typed(world, subject, kinds[agent.kind].type);
  write_text(world, subject, SKOS "prefLabel", name);
  write_quad(world, subject, DM "inArticle", ".");
  if (chance_below(&world->chance, 3) == 0 && strrchr(name, ' ')) {
    write_text(world, subject, SKOS "altLabel", strrchr(name, ' ') + 1);
  }
  note_party(world, agent);
}

static struct agent some_agent(struct world *world)
{
  while (world->cast_count == 0) {
    write_agent(world);
  }
  return world->cast[chance_below(&world->chance, world->cast_count)];
}

static void write_range(struct world *world, const char *subject, const char *type, const char *text)
{
  uint32_t end = world->offset + (uint32_t)strlen(text);
  write_typed(world, subject, type);
  write_text(world, subject, NIF "anchorOf", text);
  write_number(world, subject, NIF "beginIndex", world->offset);
  write_number(world, subject, NIF "endIndex", end);
  write_quad(world, subject, NIF "referenceContext", ".");
  world->offset = end + 1 + chance_below(&world->chance, 60);
}

static void write_passage(struct world *world, uint32_t words, char *out, size_t size)
{
  char text[1500];
  make_words(world, words, text, sizeof text);
  snprintf(out, size, "#char=%u,%u", world->offset, world->offset + (unsigned)strlen(text));
  write_range(world, out, "Passage", text);
}

static void write_mention(struct world *world)
{
  char subject[200];
  char object[200];
  char name[150];
  struct agent agent = some_agent(world);
  agent_name(agent, name, sizeof name, ' ');
  agent_fragment(agent, object, sizeof object);
  snprintf(subject, sizeof subject, "#mention-%u-%u", world->offset, world->offset + (unsigned)strlen(name));
  write_quad(world, subject, ITSRDF "taIdentRef", object);
  write_quad(world, subject, DM "mentionForm", "<" DM "Name>");
  write_range(world, subject, "Mention", name);
}

static void write_date(struct world *world, char *subject, size_t size)
{
  char passage[60];
  char day[20];
  char object[100];
  write_passage(world, 1, passage, sizeof passage);
  snprintf(subject, size, "#date-%u", world->offset);
  make_day(world, day, sizeof day);
  write_typed(world, subject, "DateExpression");
  write_quad(world, subject, DM "evidence", passage);
  write_quad(world, subject, DM "inArticle", ".");
  write_text(world, subject, DM "timex", day);
  write_quad(world, subject, DM "timexType", "<" DM "Date>");
  snprintf(object, sizeof object, "\"%s\"^^<" XSD "date>", day);
  write_quad(world, subject, DM "day", object);
}

/// What statements, demands and responses have alike.
static void write_claim(struct world *world, const char *subject, const char *type, const char *agent)
{
  static const char *const scores[] = {"0.6", "0.75", "0.8", "0.85", "0.9"};
  char cue[60];
  char rule[60];
  char object[300];
  write_passage(world, 1, cue, sizeof cue);
  agent_fragment(some_agent(world), object, sizeof object);
  write_typed(world, subject, type);
  write_quad(world, subject, agent, object);
  write_quad(world, subject, DM "cuePassage", cue);
  write_quad(world, subject, DM "inArticle", ".");
  snprintf(rule, sizeof rule, "rule-%u", chance_below(&world->chance, 60));
  write_text(world, subject, DM "rule", rule);
  snprintf(object, sizeof object, "\"%s\"^^<" XSD "decimal>", scores[chance_below(&world->chance, 5)]);
  write_quad(world, subject, DM "confidence", object);
}

static void write_statement(struct world *world)
{
  static const char *const kind[] = {"Direct", "Mixed", "Indirect", "Indirect"};
  char subject[60];
  char content[60];
  char object[60];
  snprintf(subject, sizeof subject, "#statement-%u", world->offset);
  write_claim(world, subject, "Statement", DM "speaker");
  write_passage(world, 8 + chance_below(&world->chance, 18), content, sizeof content);
  write_quad(world, subject, DM "content", content);
  snprintf(object, sizeof object, "<" DM "%s>", kind[chance_below(&world->chance, 4)]);
  write_quad(world, subject, DM "statementKind", object);
  if (chance_below(&world->chance, 4) == 0) {
    write_date(world, object, sizeof object);
    write_quad(world, subject, DM "saidOn", object);
  }
}

static void write_demand(struct world *world)
{
  static const char *const force[] = {"Demanding", "Requesting", "Proposing", "Appealing"};
  static const char *const answer[] = {"Reject", "Accept", "Consider", "Partial", "Ignore"};
  char subject[60];
  char other[300];
  char content[60];
  snprintf(subject, sizeof subject, "#demand-%u", world->offset);
  write_claim(world, subject, "Demand", DM "demander");
  agent_fragment(some_agent(world), other, sizeof other);
  write_quad(world, subject, DM "demandOf", other);
  snprintf(other, sizeof other, "<" DM "%s>", force[chance_below(&world->chance, 4)]);
  write_quad(world, subject, DM "force", other);
  write_passage(world, 5 + chance_below(&world->chance, 12), content, sizeof content);
  snprintf(other, sizeof other, "#wording-%u", world->offset);
  write_quad(world, subject, DM "wording", other);
  write_quad(world, other, DM "content", content);
  write_number(world, other, DM "wordingRank", 1);
  if (chance_below(&world->chance, 2) == 0) {
    char response[60];
    snprintf(response, sizeof response, "#response-%u", world->offset);
    write_claim(world, response, "Response", DM "responder");
    write_quad(world, response, DM "answers", subject);
    snprintf(other, sizeof other, "<" DM "%s>", answer[chance_below(&world->chance, 5)]);
    write_quad(world, response, DM "responseKind", other);
  }
}

static void write_position(struct world *world)
{
  char passage[60];
  char subject[60];
  char object[300];
  char role[100];
  write_passage(world, 4, passage, sizeof passage);
  snprintf(subject, sizeof subject, "#position-%u", world->offset);
  write_typed(world, subject, "Position");
  agent_fragment(some_agent(world), object, sizeof object);
  write_quad(world, subject, ORG "member", object);
  agent_fragment(some_agent(world), object, sizeof object);
  write_quad(world, subject, ORG "organization", object);
  chance_word(chance_below(&world->chance, ROLES) * 11, role, sizeof role);
  write_text(world, subject, DM "role", role);
  write_quad(world, subject, DM "evidence", passage);
  write_quad(world, subject, DM "inArticle", ".");
}

/// One thing more of an article, until it has about `wanted` quads.
static void write_some(struct world *world)
{
  uint32_t what = chance_below(&world->chance, 100);
  char subject[60];
  if (what < 42) {
    write_agent(world);
  } else if (what < 74) {
    write_mention(world);
  } else if (what < 84) {
    write_statement(world);
  } else if (what < 89) {
    write_demand(world);
  } else if (what < 93) {
    write_position(world);
  } else {
    write_date(world, subject, sizeof subject);
  }
}

/* The link graph. */

static void write_link(const char *subject, const char *predicate, const char *object)
{
  printf("%s <%s> %s <" BASE "/graph/link> .\n", subject, predicate, object);
}

static void write_canonical(struct agent agent, const char *canonical, const char *link)
{
  char object[300];
  char name[150];
  snprintf(object, sizeof object, "<" DM "%s>", kinds[agent.kind].type);
  write_link(canonical, RDF "type", object);
  agent_name(agent, name, sizeof name, ' ');
  snprintf(object, sizeof object, "\"%s\"", name);
  write_link(canonical, SKOS "prefLabel", object);
  snprintf(object, sizeof object, "\"%s (%s)\"", name, kinds[agent.kind].name);
  write_link(canonical, SKOS "altLabel", object);
  write_link(link, RDF "type", "<" DM "IdentityLink>");
  write_link(link, DM "score", "\"0.95\"^^<" XSD "decimal>");
  write_link(link, DM "reason", "\"same type and same full name, folded\"");
  write_link(link, DM "linkRule", "\"identity-full-name\"");
  write_link(link, DM "party", canonical);
}

static void write_party(struct world *world, uint64_t i)
{
  struct agent agent = world->party[i];
  char name[150];
  char article[100];
  char fragment[200];
  char canonical[300];
  char link[300];
  char subject[400];
  agent_name(agent, name, sizeof name, '-');
  snprintf(canonical, sizeof canonical, "<" BASE "/%s/%s>", kinds[agent.kind].name, name);
  snprintf(link, sizeof link, "<" BASE "/identity/%s/%s>", kinds[agent.kind].name, name);
  if (world->known[agent.kind][agent.number]) {
    write_canonical(agent, canonical, link);
    world->known[agent.kind][agent.number] = false;
  }
  article_iri(world->in[i], article, sizeof article);
  agent_fragment(agent, fragment, sizeof fragment);
  snprintf(subject, sizeof subject, "<%s%s>", article, fragment);
  write_link(subject, DM "identity", canonical);
  write_link(link, DM "party", subject);
}

/* The whole. */

/// Articles share what quads are left: most have few facts, some many.
static void write_one(struct world *world)
{
  double left = (double)world->quads - SPARE - (double)(world->written + world->linked);
  double mean = left / (double)(world->articles - world->article);
  uint64_t before = world->written + world->linked;
  double wanted = mean - (mean - LEAST) * (1 + log(1 - chance_part(&world->chance)));
  world->cast_count = 0;
  world->offset = 0;
  write_article(world);
  // a thing more has about 7 quads: half of that stays under
  while ((double)(world->written + world->linked - before) + 5 < wanted) {
    write_some(world);
  }
}

/// The last article's keywords make up the number.
static void fill_up(struct world *world)
{
  world->article = world->articles - 1;
  for (uint64_t i = 0; world->written + world->linked < world->quads; i++) {
    char text[100];
    make_words(world, 2, text, sizeof text);
    snprintf(text + strlen(text), sizeof text - strlen(text), " %llu", (unsigned long long)i);
    write_text(world, ".", TERMS "subject", text);
  }
}

static int generate(struct world *world)
{
  zipf_init(&world->words, WORDS);
  for (int i = 0; i < KINDS; i++) {
    zipf_init(&world->agents[i], kinds[i].count);
    world->known[i] = calloc(kinds[i].count, sizeof(bool));
  }
  for (world->article = 0; world->article < world->articles; world->article++) {
    write_one(world);
  }
  fill_up(world);
  for (uint64_t i = 0; i < world->parties; i++) {
    write_party(world, i);
  }
  zipf_free(&world->words);
  for (int i = 0; i < KINDS; i++) {
    zipf_free(&world->agents[i]);
    free(world->known[i]);
  }
  free(world->party);
  free(world->in);
  if (world->written + world->linked != world->quads) {
    fprintf(stderr, "graph: %llu quads, not %llu: too few for so many articles\n",
            (unsigned long long)(world->written + world->linked), (unsigned long long)world->quads);
    return 1;
  }
  return fflush(stdout) || ferror(stdout);
}

int main(int argc, char **argv)
{
  static const struct option options[] = {{"articles", required_argument, NULL, 'a'},
                                          {"quads", required_argument, NULL, 'q'},
                                          {"seed", required_argument, NULL, 's'},
                                          {0}};
  struct world world = {.articles = 72516, .quads = 1000000, .chance = {1}};
  int option;
  while ((option = getopt_long(argc, argv, "a:q:s:", options, NULL)) != -1) {
    switch (option) {
    case 'a':
      world.articles = strtoull(optarg, NULL, 10);
      break;
    case 'q':
      world.quads = strtoull(optarg, NULL, 10);
      break;
    case 's':
      world.chance.state = strtoull(optarg, NULL, 10);
      break;
    default:
      fputs("graph [--articles N] [--quads N] [--seed N]\n", stderr);
      return 2;
    }
  }
  if (world.articles == 0 || world.quads / world.articles < 7) {
    fputs("graph: an article has 7 quads at least\n", stderr);
    return 2;
  }
  return generate(&world);
}
