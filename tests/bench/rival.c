// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file rival.c  librdf's hashes/bdb storage, with contexts, at the work that probe.c gives our store.

   rival load FOLDER QUADS.nq      a new storage; prints `load quads N seconds S`
   rival probe FOLDER PROBES.nq    prints a line an operation, as probe.c does
*/
#include "meter.h"

#include <redland.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rival {
  librdf_world *world;
  librdf_storage *storage;
  librdf_model *model;
};

static int open_rival(struct rival *rival, const char *folder, const char *news)
{
  char options[1000];
  snprintf(options, sizeof options, "hash-type='bdb',dir='%s',contexts='yes',new='%s'", folder, news);
  rival->world = librdf_new_world();
  librdf_world_open(rival->world);
  rival->storage = librdf_new_storage(rival->world, "hashes", "store", options);
  rival->model = rival->storage ? librdf_new_model(rival->world, rival->storage, NULL) : NULL;
  return rival->model ? 0 : 1;
}

static void close_rival(struct rival *rival)
{
  librdf_free_model(rival->model);
  librdf_free_storage(rival->storage);
  librdf_free_world(rival->world);
}

/// librdf's own parsers drop the graph: raptor reads, whose terms and statements are librdf's.
static int read_quads(struct rival *rival, const char *path, raptor_statement_handler handler, void *context)
{
  raptor_world *world = librdf_world_get_raptor(rival->world);
  raptor_parser *parser = raptor_new_parser(world, "nquads");
  unsigned char *name = raptor_uri_filename_to_uri_string(path);
  raptor_uri *uri = raptor_new_uri(world, name);
  raptor_parser_set_statement_handler(parser, context, handler);
  int failed = raptor_parser_parse_file(parser, uri, NULL);
  raptor_free_uri(uri);
  raptor_free_memory(name);
  raptor_free_parser(parser);
  return failed;
}

struct loading {
  librdf_model *model;
  uint64_t quads;
  int failed;
};

static void load_statement(void *context, raptor_statement *statement)
{
  struct loading *loading = context;
  if (librdf_model_context_add_statement(loading->model, statement->graph, statement) != 0) {
    loading->failed = 1;
  }
  loading->quads++;
}

static int load(struct rival *rival, const char *path)
{
  struct loading loading = {.model = rival->model};
  double begun = meter_now();
  int failed = read_quads(rival, path, load_statement, &loading);
  librdf_model_sync(rival->model);
  printf("load quads %llu seconds %.3f\n", (unsigned long long)loading.quads, meter_now() - begun);
  return failed || loading.failed || loading.quads == 0;
}

/* Probes. */

struct probes {
  size_t count;
  librdf_statement *statement[METER_PROBES];
  librdf_node *graph[METER_PROBES];
};

struct run {
  struct rival *rival;
  struct probes probes;
};

static void keep_probe(void *context, raptor_statement *statement)
{
  struct probes *probes = context;
  if (probes->count < METER_PROBES) {
    probes->statement[probes->count] = librdf_new_statement_from_statement(statement);
    probes->graph[probes->count++] = librdf_new_node_from_node(statement->graph);
  }
}

static void free_probes(struct probes *probes)
{
  for (size_t i = 0; i < probes->count; i++) {
    librdf_free_statement(probes->statement[i]);
    librdf_free_node(probes->graph[i]);
  }
}

static uint64_t count_stream(librdf_stream *stream)
{
  uint64_t rows = 0;
  for (; stream && !librdf_stream_end(stream); librdf_stream_next(stream)) {
    rows++;
  }
  librdf_free_stream(stream);
  return rows;
}

static librdf_node *copy(librdf_node *node) { return librdf_new_node_from_node(node); }

static uint64_t probe(void *context, enum meter_operation operation, size_t i)
{
  struct run *run = context;
  librdf_statement *whole = run->probes.statement[i];
  librdf_statement *pattern = librdf_new_statement(run->rival->world);
  librdf_node *graph = NULL;
  if (operation == METER_BOUND || operation == METER_SUBJECT) {
    librdf_statement_set_subject(pattern, copy(librdf_statement_get_subject(whole)));
  }
  if (operation == METER_BOUND || operation == METER_OBJECT || operation == METER_PREDICATE) {
    librdf_statement_set_predicate(pattern, copy(librdf_statement_get_predicate(whole)));
  }
  if (operation == METER_BOUND || operation == METER_OBJECT) {
    librdf_statement_set_object(pattern, copy(librdf_statement_get_object(whole)));
  }
  if (operation == METER_BOUND || operation == METER_GRAPH) {
    graph = run->probes.graph[i];
  }
  uint64_t rows = operation == METER_GRAPH
                      ? count_stream(librdf_model_context_as_stream(run->rival->model, graph))
                      : count_stream(graph ? librdf_model_find_statements_in_context(run->rival->model, pattern, graph)
                                           : librdf_model_find_statements(run->rival->model, pattern));
  librdf_free_statement(pattern);
  return rows;
}

int main(int argc, char **argv)
{
  struct rival rival = {0};
  int loading = argc == 4 && strcmp(argv[1], "load") == 0;
  if (!loading && !(argc == 4 && strcmp(argv[1], "probe") == 0)) {
    fputs("rival load|probe FOLDER FILE.nq\n", stderr);
    return 2;
  }
  if (open_rival(&rival, argv[2], loading ? "yes" : "no") != 0) {
    return 1;
  }
  int code = 0;
  if (loading) {
    code = load(&rival, argv[3]);
  } else {
    static struct run run;
    run.rival = &rival;
    code = read_quads(&rival, argv[3], keep_probe, &run.probes);
    meter_probes(probe, &run, run.probes.count);
    free_probes(&run.probes);
  }
  close_rival(&rival);
  meter_memory();
  return code;
}
