// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/layout.h"

#include "base/hash.h"

#include <errno.h>
#include <string.h>

const unsigned char dm_index_order[DM_INDEXES][4] = {
    [DM_INDEX_SPOG] = {0, 1, 2, 3},
    [DM_INDEX_POSG] = {1, 2, 0, 3},
    [DM_INDEX_OSPG] = {2, 0, 1, 3},
    [DM_INDEX_GSPO] = {3, 0, 1, 2},
};

enum dm_term_kind dm_id_kind(dm_id id) { return (enum dm_term_kind)(id >> DM_ID_KIND_SHIFT & 3); }

dm_id dm_quad_position(const struct dm_id_quad *quad, unsigned position)
{
  const dm_id ids[] = {quad->subject, quad->predicate, quad->object, quad->graph};
  return ids[position];
}

void dm_layout_key(enum dm_index index, const struct dm_id_quad *quad, unsigned char key[DM_KEY_BYTES])
{
  for (int i = 0; i < 4; i++) {
    dm_id id = dm_quad_position(quad, dm_index_order[index][i]);
    for (int byte = 0; byte < DM_ID_BYTES; byte++) {
      *key++ = (unsigned char)(id >> (8 * (DM_ID_BYTES - 1 - byte)));
    }
  }
}

void dm_layout_quad(enum dm_index index, const unsigned char *key, struct dm_id_quad *out)
{
  dm_id ids[4];
  for (int i = 0; i < 4; i++) {
    dm_id id = 0;
    for (int byte = 0; byte < DM_ID_BYTES; byte++) {
      id = id << 8 | *key++;
    }
    ids[dm_index_order[index][i]] = id;
  }
  *out = (struct dm_id_quad){ids[0], ids[1], ids[2], ids[3]};
}

void dm_layout_encode(const struct dm_term *term, struct dm_buffer *out)
{
  uint32_t sizes[2] = {(uint32_t)term->datatype.size, (uint32_t)term->language.size};
  dm_buffer_add_byte(out, (char)term->kind);
  dm_buffer_add(out, sizes, sizeof sizes);
  dm_buffer_add_span(out, term->datatype);
  dm_buffer_add_span(out, term->language);
  dm_buffer_add_span(out, term->value);
}

bool dm_layout_decode(struct dm_span bytes, struct dm_term *out)
{
  uint32_t sizes[2];
  size_t head = 1 + sizeof sizes;
  if (bytes.size < head) {
    return false;
  }
  memcpy(sizes, bytes.data + 1, sizeof sizes);
  size_t both = (size_t)sizes[0] + sizes[1];
  if (both > bytes.size - head) {
    return false;
  }
  const char *at = bytes.data + head;
  *out = (struct dm_term){.kind = (enum dm_term_kind)bytes.data[0],
                          .datatype = {at, sizes[0]},
                          .language = {at + sizes[0], sizes[1]},
                          .value = {at + both, bytes.size - head - both}};
  return true;
}

dm_id dm_layout_find(const struct dm_store *store, MDB_txn *txn, struct dm_span encoded, uint64_t hash)
{
  MDB_cursor *cursor;
  if (mdb_cursor_open(txn, store->ids, &cursor) != 0) {
    return DM_ID_NONE;
  }
  dm_id found = DM_ID_NONE;
  MDB_val key = {sizeof hash, &hash};
  MDB_val value;
  int got = mdb_cursor_get(cursor, &key, &value, MDB_SET);
  for (; got == 0 && !found; got = mdb_cursor_get(cursor, &key, &value, MDB_NEXT_DUP)) {
    uint64_t id;
    memcpy(&id, value.mv_data, sizeof id);
    size_t counter = (size_t)(id & (((uint64_t)1 << DM_ID_KIND_SHIFT) - 1));
    MDB_val counter_key = {sizeof counter, &counter};
    MDB_val term;
    if (mdb_get(txn, store->terms, &counter_key, &term) == 0 && term.mv_size == encoded.size &&
        memcmp(term.mv_data, encoded.data, encoded.size) == 0) {
      found = id;
    }
  }
  mdb_cursor_close(cursor);
  return found;
}

enum dm_status dm_layout_error(const struct dm_store *store, int code, struct dm_diag *diag)
{
  dm_diag_error(diag, "store %s: %s", store->path ? store->path : "(temporary)", mdb_strerror(code));
  return code == ENOSPC || code == EIO ? DM_ERR_IO : DM_ERR_STORE;
}

uint64_t dm_layout_number(const struct dm_store *store, MDB_txn *txn, const char *key)
{
  MDB_val name = {strlen(key), (void *)(uintptr_t)key};
  MDB_val value;
  uint64_t number = 0;
  if (mdb_get(txn, store->meta, &name, &value) == 0 && value.mv_size == sizeof number) {
    memcpy(&number, value.mv_data, sizeof number);
  }
  return number;
}
