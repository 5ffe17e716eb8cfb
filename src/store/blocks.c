// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/blocks.h"

#include "base/fail.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
  FULL = 480,      ///< bytes of a value, at most: eight entries fill a page
  TUPLE_MOST = 25, ///< bytes that a tuple may take
  SMALL = 8,       ///< differences below stand in the first byte
  DIFFERENT = 2,   ///< where that byte has the columns that differ,
  MORE = 5,        ///< and the small difference
  SEVEN = 7,
  GOES_ON = 0x80,
};

/* Numbers and tuples. */

static unsigned char *put_number(unsigned char *to, uint64_t number)
{
  for (; number >= GOES_ON; number >>= SEVEN) {
    *to++ = (unsigned char)(number | GOES_ON);
  }
  *to++ = (unsigned char)number;
  return to;
}

/// @return where it ends; NULL if it does not
static const unsigned char *get_number(const unsigned char *at, const unsigned char *end, uint64_t *out)
{
  uint64_t number = 0;
  for (unsigned shift = 0; at < end && shift < 64; shift += SEVEN) {
    unsigned char byte = *at++;
    number |= (uint64_t)(byte & (GOES_ON - 1)) << shift;
    if (byte < GOES_ON) {
      *out = number;
      return at;
    }
  }
  return NULL;
}

static uint64_t fold_sign(uint64_t difference) { return difference << 1 ^ (0 - (difference >> 63)); }
static uint64_t unfold_sign(uint64_t number) { return number >> 1 ^ (0 - (number & 1)); }

/// @param last  A tuple that is less.
static unsigned char *put_tuple(unsigned char *to, const struct dm_tuple *last, const struct dm_tuple *tuple)
{
  int first = 0;
  while (first < DM_TUPLE - 1 && tuple->at[first] == last->at[first]) {
    first++;
  }
  assert(tuple->at[first] > last->at[first]);
  uint64_t more = tuple->at[first] - last->at[first];
  unsigned char *head = to++;
  unsigned bits = (unsigned)first;
  if (more < SMALL) {
    bits |= (unsigned)more << MORE;
  } else {
    to = put_number(to, more);
  }
  for (int i = first + 1; i < DM_TUPLE; i++) {
    if (tuple->at[i] != last->at[i]) {
      bits |= 1u << (DIFFERENT + i - 1);
      to = put_number(to, fold_sign(tuple->at[i] - last->at[i]));
    }
  }
  *head = (unsigned char)bits;
  return to;
}

/// @param tuple  [in,out] the last one, made to be the next.
/// @return where the one behind it begins; NULL if what stands there is none that is more than the last
static const unsigned char *get_tuple(const unsigned char *at, const unsigned char *end, struct dm_tuple *tuple)
{
  unsigned bits = *at++;
  unsigned first = bits & (DM_TUPLE - 1);
  uint64_t number = bits >> MORE;
  if (number == 0) {
    at = get_number(at, end, &number);
  }
  if (!at || number == 0 || number > DM_TUPLE_LARGEST) {
    return NULL;
  }
  tuple->at[first] += number;
  bool fits = tuple->at[first] <= DM_TUPLE_LARGEST;
  for (unsigned i = first + 1; i < DM_TUPLE && at; i++) {
    if (bits >> (DIFFERENT + i - 1) & 1) {
      at = get_number(at, end, &number);
      tuple->at[i] += at ? unfold_sign(number) : 0;
      fits = fits && tuple->at[i] <= DM_TUPLE_LARGEST;
    }
  }
  return fits ? at : NULL;
}

/* Reading. */

int dm_blocks_open(MDB_txn *txn, MDB_dbi table, struct dm_blocks *out)
{
  *out = (struct dm_blocks){0};
  return mdb_cursor_open(txn, table, &out->cursor);
}

void dm_blocks_close(struct dm_blocks *blocks) { mdb_cursor_close(blocks->cursor); }

/// Stand at the first tuple of the block that a step of the cursor leads to.
static int enter(struct dm_blocks *blocks, MDB_val *key, MDB_cursor_op step)
{
  MDB_val value;
  int code = mdb_cursor_get(blocks->cursor, key, &value, step);
  if (code) {
    return code;
  }
  if (key->mv_size != DM_KEY_BYTES) {
    return MDB_CORRUPTED;
  }
  blocks->tuple = dm_tuple_read(key->mv_data);
  blocks->at = value.mv_data;
  blocks->end = blocks->at + value.mv_size;
  return 0;
}

int dm_blocks_next(struct dm_blocks *blocks)
{
  if (blocks->at == blocks->end) {
    MDB_val key;
    struct dm_tuple last = blocks->tuple;
    int code = enter(blocks, &key, MDB_NEXT);
    return code == 0 && dm_tuple_compare(&last, &blocks->tuple) >= 0 ? MDB_CORRUPTED : code;
  }
  blocks->at = get_tuple(blocks->at, blocks->end, &blocks->tuple);
  return blocks->at ? 0 : MDB_CORRUPTED;
}

/// Stand at the begin of the last block that does not begin behind `tuple`; if all do, of the first.
static int find_block(struct dm_blocks *blocks, const struct dm_tuple *tuple)
{
  unsigned char bytes[DM_KEY_BYTES];
  dm_tuple_write(tuple, bytes);
  MDB_val key = {sizeof bytes, bytes};
  int code = enter(blocks, &key, MDB_SET_RANGE);
  if (code == MDB_NOTFOUND) {
    return enter(blocks, &key, MDB_LAST);
  }
  if (code || dm_tuple_compare(&blocks->tuple, tuple) == 0) {
    return code;
  }
  code = enter(blocks, &key, MDB_PREV);
  return code == MDB_NOTFOUND ? enter(blocks, &key, MDB_FIRST) : code;
}

int dm_blocks_seek(struct dm_blocks *blocks, const struct dm_tuple *from)
{
  int code = find_block(blocks, from);
  while (code == 0 && dm_tuple_compare(&blocks->tuple, from) < 0) {
    code = dm_blocks_next(blocks);
  }
  return code;
}

/* Writing. */

struct list {
  size_t count, capacity;
  struct dm_tuple *tuple;
};

struct writing {
  MDB_txn *txn;
  MDB_dbi table;
  struct dm_blocks place;
  bool exists;  ///< the block that is changed; all of this is of it
  bool is_last; ///< nothing comes behind it
  unsigned char key[DM_KEY_BYTES];
  struct dm_tuple limit; ///< where the next block begins
  struct list old, made;
  int64_t grown;
};

static void push(struct list *list, const struct dm_tuple *tuple)
{
  if (list->count == list->capacity) {
    list->capacity = list->capacity ? 2 * list->capacity : 256;
    list->tuple = dm_realloc(list->tuple, list->capacity * sizeof *list->tuple);
  }
  list->tuple[list->count++] = *tuple;
}

/// Read the block that `tuple` belongs to, and where the next begins.
static int read_block(struct writing *writing, const struct dm_tuple *tuple)
{
  struct dm_blocks *place = &writing->place;
  writing->old.count = 0;
  int code = find_block(place, tuple);
  writing->exists = code == 0;
  writing->is_last = code == MDB_NOTFOUND;
  if (code) {
    return code == MDB_NOTFOUND ? 0 : code;
  }
  dm_tuple_write(&place->tuple, writing->key);
  push(&writing->old, &place->tuple);
  while (place->at != place->end) {
    code = dm_blocks_next(place);
    if (code) {
      return code;
    }
    push(&writing->old, &place->tuple);
  }
  code = dm_blocks_next(place);
  writing->limit = place->tuple;
  writing->is_last = code == MDB_NOTFOUND;
  return writing->is_last ? 0 : code;
}

/// Old tuples and changes together.  @return how many of the changes belong to the block
static size_t merge(struct writing *writing, const struct dm_tuple *changes, size_t count)
{
  const struct list *old = &writing->old;
  size_t at = 0;
  size_t taken = 0;
  writing->made.count = 0;
  while (taken < count && (writing->is_last || dm_tuple_compare(&changes[taken], &writing->limit) < 0)) {
    const struct dm_tuple *change = &changes[taken++];
    if (taken < count && dm_tuple_compare(change, &changes[taken]) == 0) {
      continue; // the last of equals counts
    }
    int order = -1;
    while (at < old->count && (order = dm_tuple_compare(&old->tuple[at], change)) < 0) {
      push(&writing->made, &old->tuple[at++]);
    }
    at += at < old->count && order == 0;
    if (!(change->at[DM_TUPLE - 1] & DM_TUPLE_REMOVED)) {
      push(&writing->made, change);
    }
  }
  while (at < old->count) {
    push(&writing->made, &old->tuple[at++]);
  }
  return taken;
}

static bool is_same(const struct list *a, const struct list *b)
{
  return a->count == b->count && (a->count == 0 || memcmp(a->tuple, b->tuple, a->count * sizeof *a->tuple) == 0);
}

static int put_block(struct writing *writing, const struct dm_tuple *first, const unsigned char *value, size_t size,
                     bool append)
{
  unsigned char bytes[DM_KEY_BYTES];
  dm_tuple_write(first, bytes);
  MDB_val key = {sizeof bytes, bytes};
  MDB_val data = {size, (void *)(uintptr_t)value};
  return mdb_cursor_put(writing->place.cursor, &key, &data, append ? MDB_APPEND : 0);
}

/// Bytes of a value when what is made is shared out: evenly where more may come between, full at the end of the table.
static size_t share_out(const struct writing *writing)
{
  size_t all = 0;
  unsigned char room[TUPLE_MOST];
  const struct list *made = &writing->made;
  if (writing->is_last) {
    return FULL;
  }
  for (size_t i = 1; i < made->count; i++) {
    all += (size_t)(put_tuple(room, &made->tuple[i - 1], &made->tuple[i]) - room);
  }
  size_t blocks = (all + FULL - 1) / FULL;
  return blocks < 2 ? FULL : all / blocks + 1;
}

static int put_blocks(struct writing *writing)
{
  const struct list *made = &writing->made;
  unsigned char value[FULL + TUPLE_MOST];
  size_t most = share_out(writing);
  size_t start = 0;
  int code = 0;
  while (start < made->count && code == 0) {
    unsigned char *to = value;
    size_t i = start + 1;
    for (; i < made->count && (size_t)(to - value) < most; i++) {
      unsigned char *after = put_tuple(to, &made->tuple[i - 1], &made->tuple[i]);
      if (after - value > FULL) {
        break;
      }
      to = after;
    }
    bool append = writing->is_last && (start > 0 || !writing->exists);
    code = put_block(writing, &made->tuple[start], value, (size_t)(to - value), append);
    start = i;
  }
  return code;
}

/// Whether the block still begins with the tuple that is its key.
static bool keeps_key(const struct writing *writing)
{
  unsigned char bytes[DM_KEY_BYTES];
  if (writing->made.count == 0) {
    return false;
  }
  dm_tuple_write(&writing->made.tuple[0], bytes);
  return memcmp(bytes, writing->key, sizeof bytes) == 0;
}

static int write_block(struct writing *writing)
{
  if (is_same(&writing->old, &writing->made)) {
    return 0;
  }
  writing->grown += (int64_t)writing->made.count - (int64_t)writing->old.count;
  if (writing->exists && !keeps_key(writing)) {
    MDB_val key = {sizeof writing->key, writing->key};
    int code = mdb_del(writing->txn, writing->table, &key, NULL);
    if (code) {
      return code;
    }
    writing->exists = false;
  }
  return put_blocks(writing);
}

int dm_blocks_change(MDB_txn *txn, MDB_dbi table, const struct dm_tuple *changes, size_t count, int64_t *grown)
{
  struct writing writing = {.txn = txn, .table = table};
  int code = dm_blocks_open(txn, table, &writing.place);
  if (code) {
    return code;
  }
  for (size_t done = 0; done < count && code == 0;) {
    code = read_block(&writing, &changes[done]);
    if (code == 0) {
      done += merge(&writing, changes + done, count - done);
      code = write_block(&writing);
    }
  }
  dm_blocks_close(&writing.place);
  free(writing.old.tuple);
  free(writing.made.tuple);
  *grown = writing.grown;
  return code;
}
