// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/snapshot.h"

#include "base/fail.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

struct dm_scan {
  const struct dm_snapshot *snapshot;
  struct dm_blocks blocks;
  enum dm_index index;
  struct dm_id_quad pattern;
  struct dm_tuple start; ///< where it begins
  unsigned prefix;       ///< columns that are bound
  bool filtered;         ///< others are bound too
  bool merged;
  bool begun;
  bool given;           ///< a quad, which is
  struct dm_tuple last; ///< this
};

enum dm_status dm_snapshot_new(struct dm_store *store, struct dm_diag *diag, struct dm_snapshot **out)
{
  MDB_txn *txn;
  int code = dm_layout_begin(store, MDB_RDONLY, &txn);
  if (code) {
    return dm_layout_error(store, code, diag);
  }
  struct dm_snapshot *snapshot = dm_malloc(sizeof *snapshot);
  *snapshot = (struct dm_snapshot){store, txn, dm_malloc(sizeof *snapshot->trouble)};
  *snapshot->trouble = (struct dm_trouble){diag, DM_OK};
  *out = snapshot;
  return DM_OK;
}

void dm_snapshot_free(struct dm_snapshot *snapshot)
{
  if (snapshot) {
    mdb_txn_abort(snapshot->txn);
    free(snapshot->trouble);
    free(snapshot);
  }
}

enum dm_status dm_snapshot_status(const struct dm_snapshot *snapshot) { return snapshot->trouble->status; }

/// Only the first is said.
static enum dm_status fail(const struct dm_snapshot *snapshot, int code)
{
  if (snapshot->trouble->status == DM_OK) {
    snapshot->trouble->status = dm_layout_error(snapshot->store, code, snapshot->trouble->diag);
  }
  return snapshot->trouble->status == DM_ERR_IO ? DM_ERR_IO : DM_ERR_STORE;
}

dm_id dm_snapshot_id(const struct dm_snapshot *snapshot, const struct dm_term *term)
{
  if (term->kind == DM_TERM_NONE) {
    return DM_ID_DEFAULT_GRAPH;
  }
  struct dm_buffer encoded = {0};
  dm_layout_encode(term, &encoded);
  uint64_t hash = dm_hash_bytes(encoded.data, encoded.size);
  dm_id id;
  int code = dm_layout_find(snapshot->store, snapshot->txn, dm_buffer_span(&encoded), hash, &id);
  dm_buffer_free(&encoded);
  if (code) {
    (void)!fail(snapshot, code);
  }
  return id;
}

enum dm_status dm_snapshot_term(const struct dm_snapshot *snapshot, dm_id id, struct dm_arena *arena,
                                struct dm_term *out)
{
  (void)arena;
  if (id == DM_ID_DEFAULT_GRAPH || id == DM_ID_NONE) {
    *out = (struct dm_term){0};
    return DM_OK;
  }
  struct dm_span bytes;
  int code = dm_layout_term(snapshot->store, snapshot->txn, id, &bytes);
  if (code) {
    return fail(snapshot, code == MDB_NOTFOUND ? MDB_CORRUPTED : code);
  }
  return dm_layout_decode(bytes, out) ? DM_OK : fail(snapshot, MDB_CORRUPTED);
}

/* Scans. */

static unsigned count_bound(const struct dm_id_quad *pattern)
{
  unsigned count = 0;
  for (unsigned i = 0; i < DM_TUPLE; i++) {
    count += dm_quad_position(pattern, i) != DM_ID_NONE;
  }
  return count;
}

/// How many positions at an index' begin a pattern binds.
static unsigned bound_prefix(enum dm_index index, const struct dm_id_quad *pattern)
{
  unsigned count = 0;
  while (count < 4 && dm_quad_position(pattern, dm_index_order[index][count]) != DM_ID_NONE) {
    count++;
  }
  return count;
}

static enum dm_index choose_index(const struct dm_id_quad *pattern, enum dm_order order)
{
  static const enum dm_index by_order[] = {[DM_ORDER_SPO] = DM_INDEX_SPOG,
                                           [DM_ORDER_POS] = DM_INDEX_POSG,
                                           [DM_ORDER_OSP] = DM_INDEX_OSPG,
                                           [DM_ORDER_GSPO] = DM_INDEX_GSPO};
  if (order != DM_ORDER_ANY) {
    return by_order[order];
  }
  enum dm_index best = DM_INDEX_SPOG;
  for (int i = 1; i < DM_INDEXES; i++) {
    if (bound_prefix((enum dm_index)i, pattern) > bound_prefix(best, pattern)) {
      best = (enum dm_index)i;
    }
  }
  return best;
}

enum dm_status dm_scan_new(const struct dm_snapshot *snapshot, const struct dm_id_quad *pattern, enum dm_order order,
                           bool merged, struct dm_scan **out)
{
  struct dm_id_quad wanted = *pattern;
  if (merged) {
    wanted.graph = DM_ID_NONE;
    order = order == DM_ORDER_GSPO ? DM_ORDER_SPO : order;
  }
  struct dm_scan *scan = dm_malloc(sizeof *scan);
  *scan = (struct dm_scan){
      .snapshot = snapshot, .pattern = wanted, .merged = merged, .index = choose_index(&wanted, order)};
  scan->prefix = bound_prefix(scan->index, &wanted);
  scan->filtered = scan->prefix < count_bound(&wanted);
  scan->start = dm_layout_tuple(scan->index, &wanted); // unbound ids are 0: where the range begins
  int code = dm_blocks_open(snapshot->txn, snapshot->store->index[scan->index], &scan->blocks);
  if (code) {
    free(scan);
    (void)!fail(snapshot, code);
    return DM_ERR_STORE;
  }
  *out = scan;
  return DM_OK;
}

void dm_scan_free(struct dm_scan *scan)
{
  if (scan) {
    dm_blocks_close(&scan->blocks);
    free(scan);
  }
}

static bool fits(const struct dm_id_quad *pattern, const struct dm_id_quad *quad)
{
  for (unsigned i = 0; i < 4; i++) {
    dm_id wanted = dm_quad_position(pattern, i);
    if (wanted != DM_ID_NONE && wanted != dm_quad_position(quad, i)) {
      return false;
    }
  }
  return true;
}

static bool same_columns(const struct dm_tuple *a, const struct dm_tuple *b, unsigned count)
{
  for (unsigned i = 0; i < count; i++) {
    if (a->at[i] != b->at[i]) {
      return false;
    }
  }
  return true;
}

static int step(struct dm_scan *scan)
{
  if (scan->begun) {
    return dm_blocks_next(&scan->blocks);
  }
  scan->begun = true;
  return dm_blocks_seek(&scan->blocks, &scan->start);
}

bool dm_scan_next(struct dm_scan *scan, struct dm_id_quad *out)
{
  int code;
  while ((code = step(scan)) == 0) {
    const struct dm_tuple *tuple = &scan->blocks.tuple;
    if (!same_columns(tuple, &scan->start, scan->prefix)) {
      return false;
    }
    // the graph is last in every index of triples: the same triple in another graph stands next to it
    bool repeated = scan->merged && scan->given && same_columns(tuple, &scan->last, DM_TUPLE - 1);
    *out = dm_layout_quad(scan->index, tuple);
    if (!repeated && (!scan->filtered || fits(&scan->pattern, out))) {
      scan->last = *tuple;
      scan->given = true;
      out->graph = scan->merged ? DM_ID_NONE : out->graph;
      return true;
    }
  }
  if (code != MDB_NOTFOUND) {
    (void)!fail(scan->snapshot, code);
  }
  return false;
}

uint64_t dm_snapshot_estimate(const struct dm_snapshot *snapshot, const struct dm_id_quad *pattern)
{
  enum { ENOUGH = 1000 };
  struct dm_scan *scan;
  struct dm_id_quad quad;
  uint64_t count = 0;
  bool any = !pattern->subject && !pattern->predicate && !pattern->object && !pattern->graph;
  uint64_t all = dm_layout_number(snapshot->store, snapshot->txn, "quads");
  if (any || dm_scan_new(snapshot, pattern, DM_ORDER_ANY, false, &scan) != DM_OK) {
    return all;
  }
  while (count < ENOUGH && dm_scan_next(scan, &quad)) {
    count++;
  }
  dm_scan_free(scan);
  return count < ENOUGH ? count : all / (pattern->subject || pattern->object ? 10 : 4) + ENOUGH;
}

/* Bodies and figures. */

enum dm_status dm_snapshot_body(const struct dm_snapshot *snapshot, struct dm_span article, struct dm_span *out)
{
  struct dm_term graph = dm_term_iri(article);
  dm_id id = dm_snapshot_id(snapshot, &graph);
  MDB_val key = {sizeof id, &id};
  MDB_val value;
  int code = id == DM_ID_NONE ? MDB_NOTFOUND : mdb_get(snapshot->txn, snapshot->store->bodies, &key, &value);
  if (code) {
    return code == MDB_NOTFOUND ? DM_SKIP : fail(snapshot, code);
  }
  *out = (struct dm_span){value.mv_data, value.mv_size};
  return DM_OK;
}

static uint64_t entries(const struct dm_snapshot *snapshot, MDB_dbi table)
{
  MDB_stat stat;
  return mdb_stat(snapshot->txn, table, &stat) == 0 ? stat.ms_entries : 0;
}

/// Distinct triples, and distinct graphs.
static enum dm_status count_distinct(const struct dm_snapshot *snapshot, struct dm_store_stats *out)
{
  struct dm_scan *scan;
  struct dm_id_quad any = {0};
  struct dm_id_quad quad;
  DM_TRY(dm_scan_new(snapshot, &any, DM_ORDER_SPO, true, &scan));
  while (dm_scan_next(scan, &quad)) {
    out->triples++;
  }
  dm_scan_free(scan);
  dm_id last = DM_ID_NONE;
  DM_TRY(dm_scan_new(snapshot, &any, DM_ORDER_GSPO, false, &scan));
  while (dm_scan_next(scan, &quad)) {
    out->graphs += quad.graph != last && quad.graph != DM_ID_DEFAULT_GRAPH;
    last = quad.graph;
  }
  dm_scan_free(scan);
  return dm_snapshot_status(snapshot);
}

/// What the commits have left word of.
static void read_figures(const struct dm_snapshot *snapshot, struct dm_store_stats *out)
{
  const struct {
    const char *key;
    uint64_t *to;
  } figures[] = {{"quads", &out->quads},       {"commits", &out->commits},
                 {"put", &out->put},           {"taken", &out->taken},
                 {"added", &out->added},       {"removed", &out->removed},
                 {"last", &out->last_article}, {"lastcommit", &out->last_article_commit}};
  for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
    *figures[i].to = dm_layout_number(snapshot->store, snapshot->txn, figures[i].key);
  }
}

enum dm_status dm_snapshot_stats(const struct dm_snapshot *snapshot, struct dm_store_stats *out)
{
  const struct dm_store *store = snapshot->store;
  MDB_envinfo info;
  MDB_stat stat;
  *out =
      (struct dm_store_stats){.terms = entries(snapshot, store->terms), .articles = entries(snapshot, store->bodies)};
  read_figures(snapshot, out);
  if (mdb_env_info(store->env, &info) == 0 && mdb_env_stat(store->env, &stat) == 0) {
    out->bytes = ((uint64_t)info.me_last_pgno + 1) * stat.ms_psize;
  }
  return count_distinct(snapshot, out);
}

/* All quads in the order of their terms. */

/// The terms in use, sorted; a quad is then four ranks, and sorting quads compares numbers.
struct ranking {
  const struct dm_snapshot *snapshot;
  struct dm_id_quad pattern;
  dm_id without; ///< graph that is left out, or DM_ID_NONE
  bool merged;
  size_t count;
  struct dm_term *term; ///< [count]
  size_t table_mask;
  dm_id *table_id; ///< [table_mask + 1] 0: free
  uint32_t *table_rank;
};

struct ranked {
  uint32_t graph, subject, predicate, object;
};

static size_t slot_of(const struct ranking *ranking, dm_id id)
{
  size_t slot = (size_t)dm_hash_join(id, 0) & ranking->table_mask;
  while (ranking->table_id[slot] && ranking->table_id[slot] != id) {
    slot = (slot + 1) & ranking->table_mask;
  }
  return slot;
}

/// The table has room for all terms there are; in a damaged store there may be ids of none.
static bool collect_id(struct ranking *ranking, dm_id id)
{
  size_t slot = slot_of(ranking, id);
  if (!ranking->table_id[slot]) {
    ranking->table_id[slot] = id;
    ranking->count++;
  }
  return ranking->count < ranking->table_mask;
}

struct sortable {
  struct dm_term term;
  dm_id id;
};

static int compare_sortable(const void *a, const void *b)
{
  return dm_term_compare(&((const struct sortable *)a)->term, &((const struct sortable *)b)->term);
}

static enum dm_status sort_terms(struct ranking *ranking)
{
  struct sortable *all = dm_malloc(ranking->count * sizeof *all);
  size_t at = 0;
  enum dm_status status = DM_OK;
  for (size_t slot = 0; slot <= ranking->table_mask && status == DM_OK; slot++) {
    if (ranking->table_id[slot]) {
      all[at].id = ranking->table_id[slot];
      status = dm_snapshot_term(ranking->snapshot, all[at].id, NULL, &all[at].term);
      at++;
    }
  }
  if (status == DM_OK) {
    qsort(all, ranking->count, sizeof *all, compare_sortable);
    ranking->term = dm_malloc(ranking->count * sizeof *ranking->term);
    for (size_t i = 0; i < ranking->count; i++) {
      ranking->term[i] = all[i].term;
      ranking->table_rank[slot_of(ranking, all[i].id)] = (uint32_t)i;
    }
  }
  free(all);
  return status;
}

/// The next quad that is wanted.  Where a graph is left out, repeats of a triple are dropped after sorting.
static bool next_wanted(const struct ranking *ranking, struct dm_scan *scan, struct dm_id_quad *quad)
{
  while (dm_scan_next(scan, quad)) {
    if (ranking->without == DM_ID_NONE || quad->graph != ranking->without) {
      return true;
    }
  }
  return false;
}

static enum dm_status open_scan(const struct ranking *ranking, struct dm_scan **out)
{
  bool merged = ranking->merged && ranking->without == DM_ID_NONE && ranking->pattern.graph == DM_ID_NONE;
  return dm_scan_new(ranking->snapshot, &ranking->pattern, DM_ORDER_ANY, merged, out);
}

/// @return DM_ERR_STORE where a damaged store has ids of nothing, or more of them than terms (said)
static enum dm_status collect_quad(struct ranking *ranking, const struct dm_id_quad *quad)
{
  bool sound = quad->subject && quad->predicate && quad->object && (ranking->merged || quad->graph);
  bool room = sound && collect_id(ranking, quad->subject) && collect_id(ranking, quad->predicate) &&
              collect_id(ranking, quad->object) && (ranking->merged || collect_id(ranking, quad->graph));
  return room ? DM_OK : fail(ranking->snapshot, MDB_CORRUPTED);
}

static enum dm_status collect_ids(struct ranking *ranking, uint64_t *quads)
{
  struct dm_scan *scan;
  struct dm_id_quad quad;
  DM_TRY(open_scan(ranking, &scan));
  enum dm_status status = DM_OK;
  while (status == DM_OK && next_wanted(ranking, scan, &quad)) {
    status = collect_quad(ranking, &quad);
    (*quads)++;
  }
  dm_scan_free(scan);
  return status == DM_OK ? dm_snapshot_status(ranking->snapshot) : status;
}

static int compare_ranked(const void *a, const void *b)
{
  const struct ranked *x = a;
  const struct ranked *y = b;
  if (x->graph != y->graph) {
    return x->graph < y->graph ? -1 : 1;
  }
  if (x->subject != y->subject) {
    return x->subject < y->subject ? -1 : 1;
  }
  if (x->predicate != y->predicate) {
    return x->predicate < y->predicate ? -1 : 1;
  }
  return (x->object > y->object) - (x->object < y->object);
}

static uint32_t rank_of(const struct ranking *ranking, dm_id id) { return ranking->table_rank[slot_of(ranking, id)]; }

static enum dm_status rank_quads(const struct ranking *ranking, struct ranked *out)
{
  struct dm_scan *scan;
  struct dm_id_quad quad;
  size_t at = 0;
  DM_TRY(open_scan(ranking, &scan));
  while (next_wanted(ranking, scan, &quad)) {
    out[at++] = (struct ranked){.graph = ranking->merged ? 0 : rank_of(ranking, quad.graph),
                                .subject = rank_of(ranking, quad.subject),
                                .predicate = rank_of(ranking, quad.predicate),
                                .object = rank_of(ranking, quad.object)};
  }
  dm_scan_free(scan);
  qsort(out, at, sizeof *out, compare_ranked);
  return dm_snapshot_status(ranking->snapshot);
}

/// Whether each term stands where RDF allows it; a damaged store may say otherwise.
static bool is_sound(const struct dm_quad *quad)
{
  return (quad->subject.kind == DM_TERM_IRI || quad->subject.kind == DM_TERM_BLANK) &&
         quad->predicate.kind == DM_TERM_IRI && quad->object.kind != DM_TERM_NONE &&
         quad->graph.kind != DM_TERM_LITERAL;
}

static enum dm_status give_quads(const struct ranking *ranking, const struct ranked *quads, uint64_t count,
                                 dm_store_sink *sink, void *context)
{
  for (uint64_t i = 0; i < count; i++) {
    if (i > 0 && compare_ranked(&quads[i - 1], &quads[i]) == 0) {
      continue;
    }
    struct dm_quad quad = {.subject = ranking->term[quads[i].subject],
                           .predicate = ranking->term[quads[i].predicate],
                           .object = ranking->term[quads[i].object]};
    if (!ranking->merged) {
      quad.graph = ranking->term[quads[i].graph];
    }
    if (!is_sound(&quad)) {
      return fail(ranking->snapshot, MDB_CORRUPTED);
    }
    DM_TRY(sink(context, &quad));
  }
  return DM_OK;
}

static enum dm_status each_ranked(struct ranking *ranking, dm_store_sink *sink, void *context)
{
  uint64_t count = 0;
  DM_TRY(collect_ids(ranking, &count));
  if (count == 0) {
    return DM_OK;
  }
  DM_TRY(sort_terms(ranking));
  struct ranked *quads = dm_malloc(count * sizeof *quads);
  enum dm_status status = rank_quads(ranking, quads);
  if (status == DM_OK) {
    status = give_quads(ranking, quads, count, sink, context);
  }
  free(quads);
  return status;
}

enum dm_status dm_snapshot_each(const struct dm_snapshot *snapshot, const struct dm_selection *selection,
                                dm_store_sink *sink, void *context)
{
  struct ranking ranking = {.snapshot = snapshot, .merged = selection->merged};
  if (selection->graph) {
    ranking.pattern.graph = dm_snapshot_id(snapshot, selection->graph);
    if (ranking.pattern.graph == DM_ID_NONE) {
      return dm_snapshot_status(snapshot);
    }
  }
  if (selection->without) {
    ranking.without = dm_snapshot_id(snapshot, selection->without);
  }
  size_t size = 1024;
  while (size < 2 * (entries(snapshot, snapshot->store->terms) + 2)) {
    size *= 2;
  }
  ranking.table_mask = size - 1;
  ranking.table_id = dm_malloc(size * sizeof *ranking.table_id);
  ranking.table_rank = dm_malloc(size * sizeof *ranking.table_rank);
  memset(ranking.table_id, 0, size * sizeof *ranking.table_id);
  enum dm_status status = each_ranked(&ranking, sink, context);
  free(ranking.table_id);
  free(ranking.table_rank);
  free(ranking.term);
  return status;
}
