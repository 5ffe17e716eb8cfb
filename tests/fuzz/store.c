// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// A database with any records: reading it gives sound terms or an error, and ends; so does changing it.
// An input is records: a byte tells the table, sizes and bytes of key and value follow.
#include "quads.h"
#include "stores.h"

#include "base/hash.h"

#include <errno.h>
#include <string.h>

enum { TABLES = 4 + DM_INDEXES, SMALL = 8 };

static struct dm_span take(struct dm_span *rest, size_t size)
{
  struct dm_span out = {rest->data, size > rest->size ? rest->size : size};
  if (out.size) {
    rest->data += out.size;
    rest->size -= out.size;
  }
  return out;
}

/// Bytes as a number's: a table of numbers takes no others.
static struct dm_span take_number(struct dm_span *rest, uint64_t *number)
{
  *number = 0;
  for (size_t i = 0; i < sizeof *number; i++) {
    *number = *number << 8 | fuzz_byte(rest);
  }
  return (struct dm_span){(const char *)number, sizeof *number};
}

static void put(MDB_txn *txn, MDB_dbi table, struct dm_span key, struct dm_span value)
{
  MDB_val name = {key.size, (void *)(uintptr_t)key.data};
  MDB_val bytes = {value.size, (void *)(uintptr_t)(value.data ? value.data : "")};
  int code = key.size && key.size <= 511 ? mdb_put(txn, table, &name, &bytes, 0) : MDB_BAD_VALSIZE;
  FUZZ_CHECK(code == 0 || code == MDB_BAD_VALSIZE || code == EINVAL);
}

/// Put one tuple into a table of blocks, whatever stands there.
static void put_tuple(MDB_txn *txn, MDB_dbi table, const struct dm_tuple *tuple)
{
  int64_t grown;
  int code = dm_blocks_change(txn, table, tuple, 1, &grown);
  FUZZ_CHECK(code == 0 || code == MDB_CORRUPTED);
}

/// A quad of small ids in one of the indexes.
static void put_key(MDB_txn *txn, const struct dm_store *store, unsigned index, struct dm_span *rest)
{
  dm_id ids[4];
  for (int i = 0; i < 4; i++) {
    unsigned byte = fuzz_byte(rest);
    ids[i] = (dm_id)(byte % SMALL) << DM_ID_KIND_BITS | byte >> 6;
  }
  struct dm_id_quad quad = {ids[0], ids[1], ids[2], ids[3]};
  struct dm_tuple tuple = dm_layout_tuple((enum dm_index)index, &quad);
  struct dm_id_quad back = dm_layout_quad((enum dm_index)index, &tuple);
  FUZZ_CHECK(memcmp(&quad, &back, sizeof quad) == 0);
  put_tuple(txn, store->index[index], &tuple);
}

/// A term with a small number, and its hash.
static void put_term(MDB_txn *txn, const struct dm_store *store, struct dm_span *rest)
{
  unsigned byte = fuzz_byte(rest);
  size_t counter = byte % SMALL;
  struct dm_span value = take(rest, fuzz_byte(rest));
  dm_id id = (dm_id)counter << DM_ID_KIND_BITS | byte >> 6;
  struct dm_tuple tuple = dm_layout_hashed(dm_hash_bytes(value.data, value.size), id);
  put(txn, store->terms, (struct dm_span){(char *)&counter, sizeof counter}, value);
  put_tuple(txn, store->ids, &tuple);
}

static void fill(const struct dm_store *store, struct dm_span rest)
{
  MDB_dbi tables[TABLES] = {store->terms, store->ids, store->bodies, store->meta};
  MDB_txn *txn;
  memcpy(tables + 4, store->index, sizeof store->index);
  FUZZ_CHECK(mdb_txn_begin(store->env, NULL, 0, &txn) == 0);
  while (rest.size) {
    unsigned what = fuzz_byte(&rest) % 16;
    if (what < TABLES) {
      uint64_t number;
      bool is_number = tables[what] == store->terms;
      struct dm_span key = is_number ? take_number(&rest, &number) : take(&rest, fuzz_byte(&rest));
      struct dm_span value = take(&rest, fuzz_byte(&rest));
      put(txn, tables[what], key, value);
    } else if (what < TABLES + DM_INDEXES) {
      put_key(txn, store, what - TABLES, &rest);
    } else {
      put_term(txn, store, &rest);
    }
  }
  FUZZ_CHECK(mdb_txn_commit(txn) == 0);
}

static void check_term(const struct dm_term *term)
{
  uint64_t sum = 0;
  const struct dm_span spans[] = {term->value, term->datatype, term->language};
  FUZZ_CHECK(term->kind <= DM_TERM_LITERAL);
  for (int s = 0; s < 3; s++) { // each byte can be read
    sum += dm_hash_bytes(spans[s].data, spans[s].size);
  }
  struct dm_buffer encoded = {0};
  struct dm_term back;
  dm_layout_encode(term, &encoded);
  FUZZ_CHECK(term->kind == DM_TERM_NONE || dm_layout_decode(dm_buffer_span(&encoded), &back));
  FUZZ_CHECK(term->kind == DM_TERM_NONE || dm_term_compare(term, &back) == 0);
  FUZZ_CHECK(sum + 1 > 0 || encoded.size);
  dm_buffer_free(&encoded);
}

struct seen {
  const struct dm_snapshot *snapshot;
  struct dm_arena *arena;
  struct dm_quads quads;
};

static enum dm_status see(void *context, const struct dm_quad *quad)
{
  struct seen *seen = context;
  struct dm_span body;
  check_term(&quad->subject);
  check_term(&quad->predicate);
  check_term(&quad->object);
  check_term(&quad->graph);
  FUZZ_CHECK(quad->subject.kind == DM_TERM_IRI || quad->subject.kind == DM_TERM_BLANK);
  FUZZ_CHECK(quad->predicate.kind == DM_TERM_IRI && quad->object.kind && quad->graph.kind != DM_TERM_LITERAL);
  enum dm_status status = dm_snapshot_body(seen->snapshot, quad->graph.value, &body);
  FUZZ_CHECK(status == DM_SKIP || dm_hash_bytes(body.data, body.size) + 1);
  *DM_PUSH(seen->arena, seen->quads.quad, seen->quads.count, seen->quads.capacity) = *quad;
  return DM_OK;
}

static void check_scans(const struct dm_snapshot *snapshot)
{
  for (int order = DM_ORDER_ANY; order <= DM_ORDER_GSPO; order++) {
    for (unsigned i = 0; i < 2 * SMALL; i++) {
      dm_id id = (dm_id)(i / 2) << DM_ID_KIND_BITS | (1 + i % 3);
      struct dm_id_quad pattern = {.subject = i % 2 ? id : 0, .object = i % 3 == 1 ? id : 0, .graph = i % 5 ? 0 : 1};
      struct dm_id_quad quad;
      struct dm_scan *scan;
      FUZZ_CHECK(dm_scan_new(snapshot, &pattern, (enum dm_order)order, i % 4 == 3, &scan) == DM_OK);
      while (dm_scan_next(scan, &quad)) {
        FUZZ_CHECK(!pattern.subject || pattern.subject == quad.subject);
        FUZZ_CHECK(!pattern.object || pattern.object == quad.object);
      }
      dm_scan_free(scan);
      dm_snapshot_estimate(snapshot, &pattern);
    }
  }
}

static void read_all(struct dm_store *store, struct dm_arena *arena, struct dm_quads *out)
{
  struct dm_diag diag = fuzz_diag();
  struct dm_store_stats stats;
  struct seen seen = {.arena = arena};
  struct dm_snapshot *snapshot;
  FUZZ_CHECK(dm_snapshot_new(store, &diag, &snapshot) == DM_OK);
  seen.snapshot = snapshot;
  enum dm_status counted = dm_snapshot_stats(snapshot, &stats);
  FUZZ_CHECK(counted == DM_OK || counted == DM_ERR_STORE);
  for (int merged = 0; merged < 2; merged++) {
    struct dm_selection selection = {.merged = merged};
    enum dm_status status = dm_snapshot_each(snapshot, &selection, see, &seen);
    FUZZ_CHECK(status == DM_OK || status == DM_ERR_STORE);
  }
  check_scans(snapshot);
  for (uint32_t i = 0; i < seen.quads.count; i++) { // they outlive the snapshot
    struct dm_quad *quad = &seen.quads.quad[i];
    struct dm_term *terms[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
    for (int t = 0; t < 4; t++) {
      terms[t]->value.data = dm_arena_copy(arena, terms[t]->value.data, terms[t]->value.size);
      terms[t]->datatype.data = dm_arena_copy(arena, terms[t]->datatype.data, terms[t]->datatype.size);
      terms[t]->language.data = dm_arena_copy(arena, terms[t]->language.data, terms[t]->language.size);
    }
  }
  dm_snapshot_free(snapshot);
  *out = seen.quads;
}

/// Change what is there: an error ends the change, and nothing else.
static void change_all(struct dm_store *store, const struct dm_quads *quads)
{
  struct dm_diag diag = fuzz_diag();
  struct dm_change *change;
  enum dm_status status = DM_OK;
  FUZZ_CHECK(dm_change_new(store, &diag, &change) == DM_OK);
  for (uint32_t i = 0; i < quads->count && (status == DM_OK || status == DM_SKIP); i++) {
    const struct dm_quad *quad = &quads->quad[i];
    status = i % 2 ? dm_change_remove(change, quad) : dm_change_add(change, quad);
    if (i % 3 == 0 && status == DM_OK) {
      status = dm_change_remove_graph(change, &quad->graph);
    }
  }
  FUZZ_CHECK((diag.errors == 0) == (status == DM_OK || status == DM_SKIP));
  status = dm_change_commit(change);
  FUZZ_CHECK((diag.errors == 0) == (status == DM_OK));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_store *store = fuzz_store();
  struct dm_quads quads;
  struct dm_term term;
  if (dm_layout_decode(fuzz_span(data, size), &term)) {
    check_term(&term);
  }
  fill(store, fuzz_span(data, size));
  read_all(store, arena, &quads);
  change_all(store, &quads);
  read_all(store, arena, &quads);
  dm_arena_free(arena);
  return 0;
}
