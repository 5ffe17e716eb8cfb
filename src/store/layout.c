// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/layout.h"

#include "base/hash.h"

#include <errno.h>
#include <string.h>
#include <sys/statvfs.h>

#define XSD "http://www.w3.org/2001/XMLSchema#"

/// What a term begins with, beside its kind.
enum { KIND = 3, KNOWN_DATATYPE = 4, OTHER_DATATYPE = 8, LANGUAGE = 16, ALL_BITS = 31, HASH_BITS = 40 };

/// Their places are in stores: only ever add at the end.
static const char *const known_datatypes[] = {
    XSD "nonNegativeInteger", XSD "date",    XSD "decimal", XSD "gYear",  XSD "gYearMonth", XSD "integer",
    XSD "dateTime",           XSD "boolean", XSD "double",  XSD "anyURI",
};
enum { KNOWN = sizeof known_datatypes / sizeof *known_datatypes };

const unsigned char dm_index_order[DM_INDEXES][DM_TUPLE] = {
    [DM_INDEX_SPOG] = {0, 1, 2, 3},
    [DM_INDEX_POSG] = {1, 2, 0, 3},
    [DM_INDEX_OSPG] = {2, 0, 1, 3},
    [DM_INDEX_GSPO] = {3, 0, 1, 2},
};

enum dm_term_kind dm_id_kind(dm_id id) { return id >> DM_ID_KIND_BITS ? (enum dm_term_kind)(id & KIND) : DM_TERM_NONE; }

size_t dm_layout_counter(dm_id id) { return (size_t)(id >> DM_ID_KIND_BITS); }

dm_id dm_layout_id(enum dm_term_kind kind, uint64_t counter) { return counter << DM_ID_KIND_BITS | (dm_id)kind; }

dm_id dm_quad_position(const struct dm_id_quad *quad, unsigned position)
{
  const dm_id ids[] = {quad->subject, quad->predicate, quad->object, quad->graph};
  return ids[position];
}

struct dm_tuple dm_layout_tuple(enum dm_index index, const struct dm_id_quad *quad)
{
  const dm_id ids[] = {quad->subject, quad->predicate, quad->object, quad->graph};
  const unsigned char *order = dm_index_order[index];
  return (struct dm_tuple){{ids[order[0]], ids[order[1]], ids[order[2]], ids[order[3]]}};
}

struct dm_id_quad dm_layout_quad(enum dm_index index, const struct dm_tuple *tuple)
{
  dm_id ids[DM_TUPLE];
  for (int i = 0; i < DM_TUPLE; i++) {
    ids[dm_index_order[index][i]] = tuple->at[i];
  }
  return (struct dm_id_quad){ids[0], ids[1], ids[2], ids[3]};
}

/* Terms. */

static unsigned known_datatype(struct dm_span datatype)
{
  unsigned i = 0;
  while (i < KNOWN && !dm_span_equal(datatype, dm_span_of(known_datatypes[i]))) {
    i++;
  }
  return i;
}

static void add_sized(struct dm_buffer *out, struct dm_span span)
{
  uint32_t size = (uint32_t)span.size;
  dm_buffer_add(out, &size, sizeof size);
  dm_buffer_add_span(out, span);
}

void dm_layout_encode(const struct dm_term *term, struct dm_buffer *out)
{
  unsigned known = term->datatype.size ? known_datatype(term->datatype) : KNOWN;
  unsigned head = term->kind | (term->language.size ? (unsigned)LANGUAGE : 0);
  if (term->datatype.size) {
    head |= known < KNOWN ? KNOWN_DATATYPE : OTHER_DATATYPE;
  }
  dm_buffer_add_byte(out, (char)head);
  if (head & KNOWN_DATATYPE) {
    dm_buffer_add_byte(out, (char)known);
  } else if (head & OTHER_DATATYPE) {
    add_sized(out, term->datatype);
  }
  if (head & LANGUAGE) {
    add_sized(out, term->language);
  }
  dm_buffer_add_span(out, term->value);
}

static bool get_sized(struct dm_span *rest, struct dm_span *out)
{
  uint32_t size;
  if (rest->size < sizeof size) {
    return false;
  }
  memcpy(&size, rest->data, sizeof size);
  if (size > rest->size - sizeof size) {
    return false;
  }
  *out = (struct dm_span){rest->data + sizeof size, size};
  *rest = (struct dm_span){out->data + size, rest->size - sizeof size - size};
  return true;
}

static bool get_datatype(unsigned head, struct dm_span *rest, struct dm_span *out)
{
  if (head & OTHER_DATATYPE) {
    return get_sized(rest, out);
  }
  if (!(head & KNOWN_DATATYPE)) {
    return true;
  }
  if (rest->size == 0 || (unsigned char)rest->data[0] >= KNOWN) {
    return false;
  }
  *out = dm_span_of(known_datatypes[(unsigned char)rest->data[0]]);
  *rest = (struct dm_span){rest->data + 1, rest->size - 1};
  return true;
}

bool dm_layout_decode(struct dm_span bytes, struct dm_term *out)
{
  if (bytes.size == 0) {
    return false;
  }
  unsigned head = (unsigned char)bytes.data[0];
  struct dm_span rest = {bytes.data + 1, bytes.size - 1};
  struct dm_term term = {.kind = (enum dm_term_kind)(head & KIND)};
  if (term.kind == DM_TERM_NONE || head > ALL_BITS) {
    return false;
  }
  if (!get_datatype(head, &rest, &term.datatype) || (head & LANGUAGE && !get_sized(&rest, &term.language))) {
    return false;
  }
  term.value = rest;
  *out = term;
  return true;
}

int dm_layout_term(const struct dm_store *store, MDB_txn *txn, dm_id id, struct dm_span *out)
{
  size_t counter = dm_layout_counter(id);
  MDB_val key = {sizeof counter, &counter};
  MDB_val value;
  int code = mdb_get(txn, store->terms, &key, &value);
  if (code == 0) {
    *out = (struct dm_span){value.mv_data, value.mv_size};
  }
  return code;
}

struct dm_tuple dm_layout_hashed(uint64_t hash, dm_id id)
{
  return (struct dm_tuple){{hash >> (64 - HASH_BITS), id, 0, 0}};
}

int dm_layout_find(const struct dm_store *store, MDB_txn *txn, struct dm_span encoded, uint64_t hash, dm_id *out)
{
  struct dm_blocks blocks;
  struct dm_tuple wanted = dm_layout_hashed(hash, DM_ID_NONE);
  *out = DM_ID_NONE;
  int code = dm_blocks_open(txn, store->ids, &blocks);
  if (code) {
    return code;
  }
  code = dm_blocks_seek(&blocks, &wanted);
  while (code == 0 && *out == DM_ID_NONE && blocks.tuple.at[0] == wanted.at[0]) {
    struct dm_span bytes;
    dm_id id = blocks.tuple.at[1];
    code = dm_layout_term(store, txn, id, &bytes);
    code = code == MDB_NOTFOUND ? MDB_CORRUPTED : code; // an id of no term
    if (code == 0 && dm_span_equal(bytes, encoded)) {
      *out = id;
    }
    code = code ? code : dm_blocks_next(&blocks);
  }
  dm_blocks_close(&blocks);
  return code == MDB_NOTFOUND ? 0 : code;
}

/// LMDB tells of a write that was cut short, as one on a full disk is, as of an I/O error.
static bool is_disk_full(const char *path)
{
  enum { LITTLE = 1 << 16 };
  struct statvfs about;
  return path && statvfs(path, &about) == 0 && about.f_bavail * about.f_frsize < LITTLE;
}

enum dm_status dm_layout_error(const struct dm_store *store, int code, struct dm_diag *diag)
{
  const char *words = mdb_strerror(code);
  if (code == MDB_CORRUPTED || code == MDB_PAGE_NOTFOUND || code == MDB_INVALID || code == MDB_BAD_VALSIZE) {
    words = "it is damaged";
  } else if (code == MDB_MAP_FULL) {
    words = "the address space the system gives is full";
  } else if (code == MDB_READERS_FULL) {
    words = "too many readers at once";
  } else if (code == EIO && is_disk_full(store->path)) {
    words = strerror(ENOSPC);
  }
  dm_diag_error(diag, "store %s: %s", store->path ? store->path : "(temporary)", words);
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
