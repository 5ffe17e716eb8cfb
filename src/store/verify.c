// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/snapshot.h"

#include "base/hash.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/// Says what it finds, at most so often.
enum { MOST_SAID = 10 };

struct verifier {
  const struct dm_snapshot *snapshot;
  MDB_txn *txn;
  const struct dm_store *store;
  uint32_t found;
};

__attribute__((format(printf, 2, 3))) static void say(struct verifier *verifier, const char *format, ...)
{
  char words[200];
  va_list args;
  va_start(args, format);
  vsnprintf(words, sizeof words, format, args);
  va_end(args);
  if (verifier->found++ < MOST_SAID) {
    dm_diag_error(verifier->snapshot->trouble->diag, "store %s is damaged: %s", verifier->store->path, words);
  }
}

/// Each entry of a table in turn.
typedef void entry_sink(struct verifier *verifier, const MDB_val *key, const MDB_val *value, void *context);

static uint64_t each_entry(struct verifier *verifier, MDB_dbi table, entry_sink *sink, void *context)
{
  MDB_cursor *cursor;
  MDB_val key;
  MDB_val value;
  uint64_t count = 0;
  int code = mdb_cursor_open(verifier->txn, table, &cursor);
  if (code == 0) {
    while ((code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0) {
      sink(verifier, &key, &value, context);
      count++;
    }
    mdb_cursor_close(cursor);
  }
  if (code != MDB_NOTFOUND) {
    say(verifier, "%s", mdb_strerror(code));
  }
  MDB_stat stat;
  if (mdb_stat(verifier->txn, table, &stat) != 0 || stat.ms_entries != count) {
    say(verifier, "a table has not as many entries as it says");
  }
  return count;
}

static bool is_kind(const MDB_val *value, enum dm_term_kind kind)
{
  struct dm_term term;
  return dm_layout_decode((struct dm_span){value->mv_data, value->mv_size}, &term) && term.kind == kind;
}

static bool has_term(struct verifier *verifier, dm_id id)
{
  size_t counter = dm_layout_counter(id);
  MDB_val key = {sizeof counter, &counter};
  MDB_val value;
  return id == DM_ID_DEFAULT_GRAPH || (mdb_get(verifier->txn, verifier->store->terms, &key, &value) == 0 &&
                                       value.mv_size > 0 && is_kind(&value, dm_id_kind(id)));
}

/* Terms. */

/// A term must be found under the hash of its bytes.
static void check_term(struct verifier *verifier, const MDB_val *key, const MDB_val *value, void *context)
{
  const uint64_t *next = context;
  struct dm_span bytes = {value->mv_data, value->mv_size};
  struct dm_term term;
  size_t counter = 0;
  dm_id id = DM_ID_NONE;
  if (key->mv_size == sizeof counter) {
    memcpy(&counter, key->mv_data, sizeof counter);
  }
  if (!dm_layout_decode(bytes, &term)) {
    say(verifier, "entry %zu is no term", counter);
  } else if (dm_layout_find(verifier->store, verifier->txn, bytes, dm_hash_bytes(bytes.data, bytes.size), &id) != 0 ||
             dm_layout_counter(id) != counter || dm_id_kind(id) != term.kind) {
    say(verifier, "term %zu is not found by its bytes", counter);
  } else if (counter >= *next) {
    say(verifier, "term %zu is beyond the last", counter);
  }
}

/// Each tuple of a table in turn, in order.
typedef void tuple_sink(struct verifier *verifier, const struct dm_tuple *tuple, void *context);

static uint64_t each_tuple(struct verifier *verifier, MDB_dbi table, tuple_sink *sink, void *context)
{
  struct dm_blocks blocks;
  struct dm_tuple last = {{0}};
  uint64_t count = 0;
  int code = dm_blocks_open(verifier->txn, table, &blocks);
  if (code) {
    say(verifier, "%s", mdb_strerror(code));
    return 0;
  }
  for (code = dm_blocks_seek(&blocks, &last); code == 0; code = dm_blocks_next(&blocks)) {
    if (count++ && dm_tuple_compare(&last, &blocks.tuple) >= 0) {
      say(verifier, "a table is out of order");
    }
    last = blocks.tuple;
    sink(verifier, &last, context);
  }
  dm_blocks_close(&blocks);
  if (code != MDB_NOTFOUND) {
    say(verifier, "%s", mdb_strerror(code));
  }
  return count;
}

static void check_id(struct verifier *verifier, const struct dm_tuple *tuple, void *context)
{
  dm_id id = tuple->at[1];
  (void)context;
  if (id == DM_ID_DEFAULT_GRAPH || !has_term(verifier, id)) {
    say(verifier, "id %llx is of no term", (unsigned long long)id);
  }
}

/* Quads. */

struct quads {
  enum dm_index index;
  uint64_t sum; ///< of hashes of all quads, whatever their order
};

static void check_quad(struct verifier *verifier, const struct dm_tuple *tuple, void *context)
{
  struct quads *quads = context;
  struct dm_id_quad ids = dm_layout_quad(quads->index, tuple);
  const uint64_t plain[] = {ids.subject, ids.predicate, ids.object, ids.graph};
  quads->sum += dm_hash_bytes((const char *)plain, sizeof plain);
  if (quads->index == DM_INDEX_SPOG && !(has_term(verifier, ids.subject) && has_term(verifier, ids.predicate) &&
                                         has_term(verifier, ids.object) && has_term(verifier, ids.graph))) {
    say(verifier, "a quad has a term that is not there");
  }
}

static void check_indexes(struct verifier *verifier)
{
  uint64_t told = dm_layout_number(verifier->store, verifier->txn, "quads");
  uint64_t sum[DM_INDEXES];
  for (int i = 0; i < DM_INDEXES; i++) {
    struct quads quads = {.index = (enum dm_index)i};
    uint64_t count = each_tuple(verifier, verifier->store->index[i], check_quad, &quads);
    sum[i] = quads.sum;
    if (count != told || sum[i] != sum[0]) {
      say(verifier, "two indexes have not the same quads");
    }
  }
}

static void check_body(struct verifier *verifier, const MDB_val *key, const MDB_val *value, void *context)
{
  dm_id graph = DM_ID_NONE;
  (void)value;
  (void)context;
  if (key->mv_size == sizeof graph) {
    memcpy(&graph, key->mv_data, sizeof graph);
  }
  if (dm_id_kind(graph) != DM_TERM_IRI || !has_term(verifier, graph)) {
    say(verifier, "a body belongs to no article");
  }
}

enum dm_status dm_snapshot_verify(const struct dm_snapshot *snapshot)
{
  struct verifier verifier = {.snapshot = snapshot, .txn = snapshot->txn, .store = snapshot->store};
  const struct dm_store *store = snapshot->store;
  uint64_t next = dm_layout_number(store, snapshot->txn, "next");
  uint64_t terms = each_entry(&verifier, store->terms, check_term, &next);
  if (each_tuple(&verifier, store->ids, check_id, NULL) != terms) {
    say(&verifier, "there are not as many ids as terms");
  }
  check_indexes(&verifier);
  each_entry(&verifier, store->bodies, check_body, NULL);
  if (verifier.found > MOST_SAID) {
    dm_diag_error(snapshot->trouble->diag, "store %s: %u findings in all", store->path, verifier.found);
  }
  return verifier.found ? DM_ERR_STORE : dm_snapshot_status(snapshot);
}
