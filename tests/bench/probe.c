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

static dm_id id_of(const struct probes *probes, const struct dm_term *term)
{
  return dm_snapshot_id(probes->snapshot, term);
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
  if (operation == METER_BOUND || operation == METER_SUBJECT) {
    pattern.subject = id_of(probes, &quad->subject);
  }
  if (operation == METER_BOUND || operation == METER_OBJECT || operation == METER_PREDICATE) {
    pattern.predicate = id_of(probes, &quad->predicate);
  }
  if (operation == METER_BOUND || operation == METER_OBJECT) {
    pattern.object = id_of(probes, &quad->object);
  }
  if (operation == METER_BOUND || operation == METER_GRAPH) {
    pattern.graph = id_of(probes, &quad->graph);
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
