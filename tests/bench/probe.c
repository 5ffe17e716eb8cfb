// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file probe.c  Look-ups and scans in a store, with the quads of a file as probes.  probe STORE PROBES.nq
*/
#include "meter.h"

#include "rdf/reader.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

struct probes {
  struct dm_snapshot *snapshot;
  size_t count;
  struct dm_quad quad[METER_PROBES];
  struct dm_arena *arena;
};

static struct dm_term keep(struct dm_arena *arena, struct dm_term term)
{
  struct dm_span *spans[] = {&term.value, &term.datatype, &term.language};
  for (int i = 0; i < 3; i++) {
    spans[i]->data = dm_arena_copy(arena, spans[i]->data, spans[i]->size);
  }
  return term;
}

static enum dm_status keep_probe(void *context, const struct dm_quad *quad)
{
  struct probes *probes = context;
  if (probes->count < METER_PROBES) {
    probes->quad[probes->count++] = (struct dm_quad){
        .subject = keep(probes->arena, quad->subject),
        .predicate = keep(probes->arena, quad->predicate),
        .object = keep(probes->arena, quad->object),
        .graph = keep(probes->arena, quad->graph),
    };
  }
  return DM_OK;
}

/// Bind a position.  @return whether the store knows the term
static bool bind(const struct probes *probes, const struct dm_term *term, bool bound, dm_id *out)
{
  *out = bound ? dm_snapshot_id(probes->snapshot, term) : DM_ID_NONE;
  return !bound || *out != DM_ID_NONE;
}

/// Terms are looked up too: the other stores have no ids to begin with.
static uint64_t probe(void *context, enum meter_operation operation, size_t i)
{
  const struct probes *probes = context;
  const struct dm_quad *quad = &probes->quad[i];
  struct dm_id_quad pattern = {0};
  struct dm_id_quad found;
  struct dm_scan *scan;
  uint64_t rows = 0;
  bool all = operation == METER_BOUND;
  bool predicate = all || operation == METER_OBJECT || operation == METER_PREDICATE;
  if (!bind(probes, &quad->subject, all || operation == METER_SUBJECT, &pattern.subject) ||
      !bind(probes, &quad->predicate, predicate, &pattern.predicate) ||
      !bind(probes, &quad->object, all || operation == METER_OBJECT, &pattern.object) ||
      !bind(probes, &quad->graph, all || operation == METER_GRAPH, &pattern.graph)) {
    return 0;
  }
  if (dm_scan_new(probes->snapshot, &pattern, DM_ORDER_ANY, false, &scan) != DM_OK) {
    abort();
  }
  while (dm_scan_next(scan, &found)) {
    rows++;
  }
  dm_scan_free(scan);
  return rows;
}

static int run(struct dm_store *store, const char *path, struct dm_diag *diag)
{
  static struct probes probes;
  FILE *file = fopen(path, "rb");
  if (!file || dm_snapshot_new(store, diag, &probes.snapshot) != DM_OK) {
    return 1;
  }
  probes.arena = dm_arena_new();
  enum dm_status status = dm_rdf_read(file, DM_RDF_NQUADS, dm_span_of("file:///"), keep_probe, &probes, diag);
  if (status == DM_OK) {
    meter_probes(probe, &probes, probes.count);
  }
  fclose(file);
  dm_snapshot_free(probes.snapshot);
  dm_arena_free(probes.arena);
  return status != DM_OK;
}

static void print_message(void *context, const struct dm_message *message)
{
  (void)context;
  fprintf(stderr, "probe: %s\n", message->text);
}

int main(int argc, char **argv)
{
  struct dm_diag diag = {.sink = print_message};
  struct dm_store *store;
  if (argc != 3) {
    fputs("probe STORE PROBES.nq\n", stderr);
    return 2;
  }
  if (dm_store_open(argv[1], DM_STORE_READ, &diag, &store) != DM_OK) {
    return 1;
  }
  int code = run(store, argv[2], &diag);
  dm_store_free(store);
  meter_memory();
  return code;
}
