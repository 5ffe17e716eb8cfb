// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/layout.h"

#include "base/fail.h"
#include "base/hash.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE = 1 << 16 };

struct dm_change {
  struct dm_store *store;
  struct dm_diag *diag;
  MDB_txn *txn;
  uint64_t next; ///< the counter of the next new term
  struct dm_buffer encoded;
  uint64_t cache_hash[CACHE]; ///< of terms looked up lately; 0: free
  dm_id cache_id[CACHE];
  enum dm_status failed; ///< the first error: the change can then only be aborted
};

enum dm_status dm_change_new(struct dm_store *store, struct dm_diag *diag, struct dm_change **out)
{
  if (store->read_only) {
    dm_diag_error(diag, "store %s is open for reading only", store->path);
    return DM_ERR_STORE;
  }
  MDB_txn *txn;
  int code = mdb_txn_begin(store->env, NULL, 0, &txn);
  if (code == MDB_MAP_RESIZED) {
    mdb_env_set_mapsize(store->env, 0);
    code = mdb_txn_begin(store->env, NULL, 0, &txn);
  }
  if (code) {
    return dm_layout_error(store, code, diag);
  }
  struct dm_change *change = dm_malloc(sizeof *change);
  memset(change, 0, sizeof *change);
  change->store = store;
  change->diag = diag;
  change->txn = txn;
  change->next = dm_layout_number(store, txn, "next");
  change->next = change->next ? change->next : 2; // 0 is none, 1 the default graph
  *out = change;
  return DM_OK;
}

static void free_change(struct dm_change *change)
{
  dm_buffer_free(&change->encoded);
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
  return change->failed;
}

static int put_number(struct dm_change *change, const char *key, uint64_t number)
{
  MDB_val name = {strlen(key), (void *)(uintptr_t)key};
  MDB_val value = {sizeof number, &number};
  return mdb_put(change->txn, change->store->meta, &name, &value, 0);
}

enum dm_status dm_change_commit(struct dm_change *change)
{
  enum dm_status status = change->failed;
  if (status != DM_OK) {
    dm_change_abort(change);
    return status;
  }
  uint64_t commits = dm_layout_number(change->store, change->txn, "commits");
  int code = put_number(change, "next", change->next);
  code = code ? code : put_number(change, "commits", commits + 1);
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

static enum dm_status add_term(struct dm_change *change, enum dm_term_kind kind, uint64_t hash, dm_id *out)
{
  size_t counter = (size_t)change->next++;
  dm_id id = (dm_id)kind << DM_ID_KIND_SHIFT | counter;
  MDB_val key = {sizeof counter, &counter};
  MDB_val value = {change->encoded.size, change->encoded.data};
  int code = mdb_put(change->txn, change->store->terms, &key, &value, MDB_APPEND);
  if (code == 0) {
    MDB_val hash_key = {sizeof hash, &hash};
    MDB_val id_value = {sizeof id, &id};
    code = mdb_put(change->txn, change->store->ids, &hash_key, &id_value, 0);
  }
  if (code) {
    return fail(change, code);
  }
  *out = id;
  return DM_OK;
}

static bool same_term(struct dm_change *change, dm_id id)
{
  size_t counter = (size_t)(id & (((uint64_t)1 << DM_ID_KIND_SHIFT) - 1));
  MDB_val key = {sizeof counter, &counter};
  MDB_val value;
  return mdb_get(change->txn, change->store->terms, &key, &value) == 0 && value.mv_size == change->encoded.size &&
         memcmp(value.mv_data, change->encoded.data, value.mv_size) == 0;
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
  uint64_t hash = dm_hash_bytes(change->encoded.data, change->encoded.size);
  size_t slot = (size_t)hash % CACHE;
  if (change->cache_hash[slot] == hash && change->cache_id[slot] && same_term(change, change->cache_id[slot])) {
    *out = change->cache_id[slot];
    return DM_OK;
  }
  dm_id id = dm_layout_find(change->store, change->txn, dm_buffer_span(&change->encoded), hash);
  if (id == DM_ID_NONE && add) {
    DM_TRY(add_term(change, term->kind, hash, &id));
  }
  change->cache_hash[slot] = hash;
  change->cache_id[slot] = id;
  *out = id;
  return DM_OK;
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

enum dm_status dm_change_add(struct dm_change *change, const struct dm_quad *quad)
{
  struct dm_id_quad ids;
  if (change->failed != DM_OK) {
    return change->failed;
  }
  DM_TRY(quad_ids(change, quad, true, &ids));
  for (int i = 0; i < DM_INDEXES; i++) {
    unsigned char bytes[DM_KEY_BYTES];
    dm_layout_key((enum dm_index)i, &ids, bytes);
    MDB_val key = {sizeof bytes, bytes};
    MDB_val nothing = {0, bytes};
    int code = mdb_put(change->txn, change->store->index[i], &key, &nothing, MDB_NOOVERWRITE);
    if (code == MDB_KEYEXIST) {
      return DM_OK;
    }
    if (code) {
      return fail(change, code);
    }
  }
  return DM_OK;
}

static int remove_ids(struct dm_change *change, const struct dm_id_quad *ids)
{
  for (int i = 0; i < DM_INDEXES; i++) {
    unsigned char bytes[DM_KEY_BYTES];
    dm_layout_key((enum dm_index)i, ids, bytes);
    MDB_val key = {sizeof bytes, bytes};
    int code = mdb_del(change->txn, change->store->index[i], &key, NULL);
    if (code) {
      return code;
    }
  }
  return 0;
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
  int code = remove_ids(change, &ids);
  if (code == MDB_NOTFOUND) {
    return DM_SKIP;
  }
  return code ? fail(change, code) : DM_OK;
}

/// All quads of a graph, found by the index that begins with it.
static int collect_graph(struct dm_change *change, dm_id graph, struct dm_buffer *keys)
{
  MDB_cursor *cursor;
  int code = mdb_cursor_open(change->txn, change->store->index[DM_INDEX_GSPO], &cursor);
  if (code) {
    return code;
  }
  struct dm_id_quad first = {.graph = graph};
  unsigned char start[DM_KEY_BYTES];
  dm_layout_key(DM_INDEX_GSPO, &first, start);
  MDB_val key = {sizeof start, start};
  MDB_val value;
  code = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
  while (code == 0 && memcmp(key.mv_data, start, DM_ID_BYTES) == 0) {
    dm_buffer_add(keys, key.mv_data, DM_KEY_BYTES);
    code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT);
  }
  mdb_cursor_close(cursor);
  return code == MDB_NOTFOUND ? 0 : code;
}

static int remove_graph(struct dm_change *change, dm_id graph, size_t *removed)
{
  struct dm_buffer keys = {0};
  int code = collect_graph(change, graph, &keys);
  for (size_t at = 0; at < keys.size && code == 0; at += DM_KEY_BYTES) {
    struct dm_id_quad ids;
    dm_layout_quad(DM_INDEX_GSPO, (const unsigned char *)keys.data + at, &ids);
    code = remove_ids(change, &ids);
  }
  *removed = keys.size / DM_KEY_BYTES;
  dm_buffer_free(&keys);
  return code;
}

enum dm_status dm_change_remove_graph(struct dm_change *change, const struct dm_term *graph)
{
  dm_id id;
  if (change->failed != DM_OK) {
    return change->failed;
  }
  DM_TRY(term_id(change, graph, false, &id));
  if (id == DM_ID_NONE) {
    return DM_SKIP;
  }
  size_t removed = 0;
  int code = remove_graph(change, id, &removed);
  MDB_val key = {sizeof id, &id};
  if (code == 0) {
    code = mdb_del(change->txn, change->store->bodies, &key, NULL);
    removed += code == 0;
    code = code == MDB_NOTFOUND ? 0 : code;
  }
  if (code) {
    return fail(change, code);
  }
  return removed ? DM_OK : DM_SKIP;
}

enum dm_status dm_change_replace_article(struct dm_change *change, const struct dm_quads *quads, struct dm_span body)
{
  assert(quads->count > 0 && quads->quad[0].graph.kind == DM_TERM_IRI);
  const struct dm_term *graph = &quads->quad[0].graph;
  enum dm_status status = dm_change_remove_graph(change, graph);
  if (status != DM_OK && status != DM_SKIP) {
    return status;
  }
  for (uint32_t i = 0; i < quads->count; i++) {
    DM_TRY(dm_change_add(change, &quads->quad[i]));
  }
  dm_id id;
  DM_TRY(term_id(change, graph, true, &id));
  MDB_val key = {sizeof id, &id};
  MDB_val value = {body.size, (void *)(uintptr_t)body.data};
  int code = mdb_put(change->txn, change->store->bodies, &key, &value, 0);
  return code ? fail(change, code) : DM_OK;
}
