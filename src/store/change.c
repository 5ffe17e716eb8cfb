// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/layout.h"
#include "store/lexis.h"

#include "base/fail.h"
#include "base/hash.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
  WAITING = 1 << 20,     ///< quads that are gathered before they go to the tables, at most
  LEXIS_BYTES = 1 << 26, ///< of terms kept in memory, at most
  FIRST_COUNTER = 2,     ///< 0 is none, 1 the default graph
};

/// Tuples that grow.
struct tuples {
  size_t count, capacity;
  struct dm_tuple *tuple;
};

/**
   Quads gather as tuples of subject, predicate, object and graph, those to go out marked, and go to the tables sorted:
   one after the other they would touch pages all over.  `terms` grows at its end and gets new terms at once.
*/
struct dm_change {
  struct dm_store *store;
  struct dm_diag *diag;
  MDB_txn *txn;
  MDB_cursor *terms;
  uint64_t next;        ///< the counter of the next new term
  int64_t grown;        ///< quads more than before
  uint64_t removed;     ///< quads
  uint64_t put, taken;  ///< articles put in and taken out
  dm_id last;           ///< graph of the last article put in, or DM_ID_NONE
  struct tuples quads;  ///< waiting for the indexes
  struct tuples hashed; ///< new terms, waiting for `ids`
  struct tuples sorted, spare;
  struct tuples graphs; ///< that the waiting quads are of; first column
  struct dm_lexis lexis;
  bool knows_all; ///< no term is in the store that is not in the lexis
  struct dm_buffer encoded;
  enum dm_status failed; ///< the first error: the change can then only be aborted
};

enum dm_status dm_change_new(struct dm_store *store, struct dm_diag *diag, struct dm_change **out)
{
  if (store->read_only) {
    dm_diag_error(diag, "store %s is open for reading only", store->path);
    return DM_ERR_STORE;
  }
  MDB_txn *txn;
  int dead;
  mdb_reader_check(store->env, &dead); // one that was killed would keep old pages from being used again
  int code = dm_layout_begin(store, 0, &txn);
  if (code) {
    return dm_layout_error(store, code, diag);
  }
  struct dm_change *change = dm_malloc(sizeof *change);
  *change = (struct dm_change){.store = store, .diag = diag, .txn = txn};
  change->next = dm_layout_number(store, txn, "next");
  change->knows_all = change->next == 0;
  change->next = change->next ? change->next : FIRST_COUNTER;
  *out = change;
  return DM_OK;
}

static void free_change(struct dm_change *change)
{
  dm_buffer_free(&change->encoded);
  dm_lexis_free(&change->lexis);
  free(change->quads.tuple);
  free(change->hashed.tuple);
  free(change->sorted.tuple);
  free(change->spare.tuple);
  free(change->graphs.tuple);
  free(change);
}

void dm_change_abort(struct dm_change *change)
{
  if (change) {
    mdb_txn_abort(change->txn);
    free_change(change);
  }
}

static enum dm_status fail(struct dm_change *change, int code)
{
  if (change->failed == DM_OK) {
    change->failed = dm_layout_error(change->store, code, change->diag);
  }
  return change->failed == DM_ERR_IO ? DM_ERR_IO : DM_ERR_STORE;
}

/* What waits goes to the tables. */

static void make_room(struct tuples *tuples, size_t count)
{
  if (tuples->capacity < count) {
    tuples->capacity = count < 2 * tuples->capacity ? 2 * tuples->capacity : count;
    tuples->tuple = dm_realloc(tuples->tuple, tuples->capacity * sizeof *tuples->tuple);
  }
}

static void push(struct tuples *tuples, const struct dm_tuple *tuple)
{
  make_room(tuples, tuples->count + 1);
  tuples->tuple[tuples->count++] = *tuple;
}

static struct dm_tuple reordered(enum dm_index index, const struct dm_tuple *tuple)
{
  uint64_t removed = tuple->at[DM_TUPLE - 1] & DM_TUPLE_REMOVED;
  struct dm_id_quad quad = dm_layout_quad(DM_INDEX_SPOG, tuple);
  quad.graph &= ~DM_TUPLE_REMOVED;
  struct dm_tuple out = dm_layout_tuple(index, &quad);
  out.at[DM_TUPLE - 1] |= removed;
  return out;
}

static int flush_index(struct dm_change *change, enum dm_index index, int64_t *grown)
{
  const struct tuples *quads = &change->quads;
  make_room(&change->sorted, quads->count);
  make_room(&change->spare, quads->count);
  for (size_t i = 0; i < quads->count; i++) {
    change->sorted.tuple[i] = reordered(index, &quads->tuple[i]);
  }
  dm_tuples_sort(change->sorted.tuple, change->spare.tuple, quads->count);
  return dm_blocks_change(change->txn, change->store->index[index], change->sorted.tuple, quads->count, grown);
}

static int flush_quads(struct dm_change *change)
{
  int64_t grown = 0;
  int code = 0;
  for (int i = 0; i < DM_INDEXES && change->quads.count && code == 0; i++) {
    code = flush_index(change, (enum dm_index)i, &grown);
  }
  change->grown += grown;
  change->quads.count = 0;
  change->graphs.count = 0;
  return code;
}

static int flush_hashed(struct dm_change *change)
{
  struct tuples *hashed = &change->hashed;
  int64_t grown;
  make_room(&change->spare, hashed->count);
  dm_tuples_sort(hashed->tuple, change->spare.tuple, hashed->count);
  int code = dm_blocks_change(change->txn, change->store->ids, hashed->tuple, hashed->count, &grown);
  hashed->count = 0;
  return code;
}

static int put_number(struct dm_change *change, const char *key, uint64_t number)
{
  MDB_val name = {strlen(key), (void *)(uintptr_t)key};
  MDB_val value = {sizeof number, &number};
  return mdb_put(change->txn, change->store->meta, &name, &value, 0);
}

/// What is kept of each commit.
static int put_figures(struct dm_change *change)
{
  uint64_t commits = dm_layout_number(change->store, change->txn, "commits") + 1;
  uint64_t quads = dm_layout_number(change->store, change->txn, "quads") + (uint64_t)change->grown;
  uint64_t added = (uint64_t)change->grown + change->removed;
  const struct {
    const char *key;
    uint64_t number;
  } figures[] = {
      {"next", change->next}, {"quads", quads},         {"commits", commits}, {"transaction", mdb_txn_id(change->txn)},
      {"put", change->put},   {"taken", change->taken}, {"added", added},     {"removed", change->removed},
      {"last", change->last}, {"lastcommit", commits}};
  size_t count = sizeof figures / sizeof *figures - (change->last == DM_ID_NONE ? 2 : 0);
  int code = 0;
  for (size_t i = 0; i < count && code == 0; i++) {
    code = put_number(change, figures[i].key, figures[i].number);
  }
  return code;
}

static int finish(struct dm_change *change)
{
  int code = flush_quads(change);
  code = code ? code : flush_hashed(change);
  return code ? code : put_figures(change);
}

enum dm_status dm_change_commit(struct dm_change *change)
{
  enum dm_status status = change->failed;
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  int code = finish(change);
  if (code) {
    status = fail(change, code);
    dm_change_abort(change);
    return status;
  }
  code = mdb_txn_commit(change->txn);
  if (code) {
    status = fail(change, code);
  }
  free_change(change);
  return status;
}

/* Terms. */

static int append_term(struct dm_change *change, size_t counter)
{
  MDB_val key = {sizeof counter, &counter};
  MDB_val value = {change->encoded.size, change->encoded.data};
  int code = change->terms ? 0 : mdb_cursor_open(change->txn, change->store->terms, &change->terms);
  return code ? code : mdb_cursor_put(change->terms, &key, &value, MDB_APPEND);
}

static enum dm_status add_term(struct dm_change *change, enum dm_term_kind kind, uint64_t hash, dm_id *out)
{
  size_t counter = (size_t)change->next++;
  int code = append_term(change, counter);
  if (code) {
    return fail(change, code);
  }
  dm_id id = dm_layout_id(kind, counter);
  struct dm_tuple hashed = dm_layout_hashed(hash, id);
  push(&change->hashed, &hashed);
  *out = id;
  return DM_OK;
}

/// Keep a term in memory; when that is full, all go out of it, and `ids` must know them.
static enum dm_status keep_term(struct dm_change *change, uint64_t hash, dm_id id)
{
  if (change->lexis.bytes.size > LEXIS_BYTES) {
    int code = flush_hashed(change);
    if (code) {
      return fail(change, code);
    }
    dm_lexis_clear(&change->lexis);
    change->knows_all = false;
  }
  dm_lexis_add(&change->lexis, dm_buffer_span(&change->encoded), hash, id);
  return DM_OK;
}

/// The id of a term, with `add` a new one where it has none; DM_ID_NONE otherwise.
static enum dm_status term_id(struct dm_change *change, const struct dm_term *term, bool add, dm_id *out)
{
  if (term->kind == DM_TERM_NONE) {
    *out = DM_ID_DEFAULT_GRAPH;
    return DM_OK;
  }
  dm_buffer_clear(&change->encoded);
  dm_layout_encode(term, &change->encoded);
  struct dm_span encoded = dm_buffer_span(&change->encoded);
  uint64_t hash = dm_hash_bytes(encoded.data, encoded.size);
  *out = dm_lexis_find(&change->lexis, encoded, hash);
  if (*out != DM_ID_NONE) {
    return DM_OK;
  }
  if (!change->knows_all) {
    int code = dm_layout_find(change->store, change->txn, encoded, hash, out);
    if (code) {
      return fail(change, code);
    }
  }
  if (*out == DM_ID_NONE && !add) {
    return DM_OK;
  }
  if (*out == DM_ID_NONE) {
    DM_TRY(add_term(change, term->kind, hash, out));
  }
  return keep_term(change, hash, *out);
}

static enum dm_status quad_ids(struct dm_change *change, const struct dm_quad *quad, bool add, struct dm_id_quad *out)
{
  assert(quad->subject.kind && quad->predicate.kind && quad->object.kind);
  DM_TRY(term_id(change, &quad->subject, add, &out->subject));
  DM_TRY(term_id(change, &quad->predicate, add, &out->predicate));
  DM_TRY(term_id(change, &quad->object, add, &out->object));
  return term_id(change, &quad->graph, add, &out->graph);
}

/* Quads. */

static enum dm_status put_waiting(struct dm_change *change, const struct dm_tuple *tuple)
{
  struct tuples *graphs = &change->graphs;
  struct dm_tuple graph = {{tuple->at[DM_TUPLE - 1] & ~DM_TUPLE_REMOVED}};
  if (change->quads.count == WAITING) {
    int code = flush_quads(change);
    if (code) {
      return fail(change, code);
    }
  }
  push(&change->quads, tuple);
  change->removed += (tuple->at[DM_TUPLE - 1] & DM_TUPLE_REMOVED) != 0;
  if (graphs->count == 0 || graphs->tuple[graphs->count - 1].at[0] != graph.at[0]) {
    push(graphs, &graph);
  }
  return DM_OK;
}

enum dm_status dm_change_add(struct dm_change *change, const struct dm_quad *quad)
{
  struct dm_id_quad ids;
  if (change->failed != DM_OK) {
    return change->failed;
  }
  DM_TRY(quad_ids(change, quad, true, &ids));
  struct dm_tuple tuple = dm_layout_tuple(DM_INDEX_SPOG, &ids);
  return put_waiting(change, &tuple);
}

static int is_there(struct dm_change *change, const struct dm_tuple *tuple)
{
  struct dm_blocks blocks;
  int code = flush_quads(change);
  code = code ? code : dm_blocks_open(change->txn, change->store->index[DM_INDEX_SPOG], &blocks);
  if (code) {
    return code;
  }
  code = dm_blocks_seek(&blocks, tuple);
  if (code == 0 && dm_tuple_compare(&blocks.tuple, tuple) != 0) {
    code = MDB_NOTFOUND;
  }
  dm_blocks_close(&blocks);
  return code;
}

enum dm_status dm_change_remove(struct dm_change *change, const struct dm_quad *quad)
{
  struct dm_id_quad ids;
  if (change->failed != DM_OK) {
    return change->failed;
  }
  DM_TRY(quad_ids(change, quad, false, &ids));
  if (!ids.subject || !ids.predicate || !ids.object || !ids.graph) {
    return DM_SKIP;
  }
  struct dm_tuple tuple = dm_layout_tuple(DM_INDEX_SPOG, &ids);
  int code = is_there(change, &tuple);
  if (code) {
    return code == MDB_NOTFOUND ? DM_SKIP : fail(change, code);
  }
  tuple.at[DM_TUPLE - 1] |= DM_TUPLE_REMOVED;
  return put_waiting(change, &tuple);
}

static bool is_waiting(const struct dm_change *change, dm_id graph)
{
  for (size_t i = 0; i < change->graphs.count; i++) {
    if (change->graphs.tuple[i].at[0] == graph) {
      return true;
    }
  }
  return false;
}

/// All quads of a graph that are in the tables, to go out.
static int collect_graph(struct dm_change *change, dm_id graph, struct tuples *out)
{
  struct dm_blocks blocks;
  struct dm_tuple start = {{graph}};
  int code = is_waiting(change, graph) ? flush_quads(change) : 0;
  code = code ? code : dm_blocks_open(change->txn, change->store->index[DM_INDEX_GSPO], &blocks);
  if (code) {
    return code;
  }
  code = dm_blocks_seek(&blocks, &start);
  while (code == 0 && blocks.tuple.at[0] == graph) {
    struct dm_id_quad quad = dm_layout_quad(DM_INDEX_GSPO, &blocks.tuple);
    struct dm_tuple tuple = dm_layout_tuple(DM_INDEX_SPOG, &quad);
    tuple.at[DM_TUPLE - 1] |= DM_TUPLE_REMOVED;
    push(out, &tuple);
    code = dm_blocks_next(&blocks);
  }
  dm_blocks_close(&blocks);
  return code == MDB_NOTFOUND ? 0 : code;
}

static enum dm_status remove_quads(struct dm_change *change, dm_id graph, size_t *removed)
{
  struct tuples quads = {0};
  int code = collect_graph(change, graph, &quads);
  enum dm_status status = code ? fail(change, code) : DM_OK;
  for (size_t i = 0; i < quads.count && status == DM_OK; i++) {
    status = put_waiting(change, &quads.tuple[i]);
  }
  *removed = quads.count;
  free(quads.tuple);
  return status;
}

enum dm_status dm_change_remove_graph(struct dm_change *change, const struct dm_term *graph)
{
  dm_id id;
  size_t removed;
  if (change->failed != DM_OK) {
    return change->failed;
  }
  DM_TRY(term_id(change, graph, false, &id));
  if (id == DM_ID_NONE) {
    return DM_SKIP;
  }
  DM_TRY(remove_quads(change, id, &removed));
  MDB_val key = {sizeof id, &id};
  int code = mdb_del(change->txn, change->store->bodies, &key, NULL);
  if (code && code != MDB_NOTFOUND) {
    return fail(change, code);
  }
  change->taken += code == 0;
  return removed || code == 0 ? DM_OK : DM_SKIP;
}

static enum dm_status add_packed(struct dm_change *change, const struct dm_packed *facts, dm_id *ids)
{
  for (uint32_t i = 0; i < facts->term_count; i++) {
    DM_TRY(term_id(change, &facts->term[i], true, &ids[i]));
  }
  for (uint32_t i = 0; i < facts->count; i++) {
    const struct dm_row *row = &facts->row[i];
    struct dm_tuple tuple = {{ids[row->subject], ids[row->predicate], ids[row->object], ids[row->graph]}};
    DM_TRY(put_waiting(change, &tuple));
  }
  return DM_OK;
}

enum dm_status dm_change_replace_article(struct dm_change *change, const struct dm_packed *facts, struct dm_span body)
{
  assert(facts->count > 0 && facts->term[facts->row[0].graph].kind == DM_TERM_IRI);
  enum dm_status status = dm_change_remove_graph(change, &facts->term[facts->row[0].graph]);
  if (status != DM_OK && status != DM_SKIP) {
    return status;
  }
  dm_id *ids = dm_malloc(facts->term_count * sizeof *ids);
  status = add_packed(change, facts, ids);
  dm_id graph = status == DM_OK ? ids[facts->row[0].graph] : DM_ID_NONE;
  free(ids);
  if (status != DM_OK) {
    return status;
  }
  MDB_val key = {sizeof graph, &graph};
  MDB_val value = {body.size, (void *)(uintptr_t)body.data};
  int code = mdb_put(change->txn, change->store->bodies, &key, &value, 0);
  change->put++;
  change->last = graph;
  return code ? fail(change, code) : DM_OK;
}
