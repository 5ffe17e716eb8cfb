// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/layout.h"

#include "base/fail.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TABLES = 4 + DM_INDEXES, READERS = 1022 };

/// What the name of a table's file was and of the lock's.
static const char data_file[] = "data.mdb";
static const char lock_file[] = "lock.mdb";

static bool is_there(const char *folder, const char *file)
{
  struct dm_buffer path = {0};
  dm_buffer_printf(&path, "%s/%s", folder, file);
  bool there = access(dm_buffer_text(&path), F_OK) == 0;
  dm_buffer_free(&path);
  return there;
}

/// Empty, but for a lock that a crash between the two files has left, or for both files that another makes meanwhile.
static bool is_empty_folder(const char *path)
{
  DIR *folder = opendir(path);
  if (!folder) {
    return false;
  }
  bool empty = true;
  const struct dirent *entry;
  while ((entry = readdir(folder))) {
    empty = empty && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
                      strcmp(entry->d_name, lock_file) == 0 || strcmp(entry->d_name, data_file) == 0);
  }
  closedir(folder);
  return empty;
}

/// Look at the path before LMDB does, so that the words are ours.
static enum dm_status check_path(const char *path, enum dm_store_mode mode, struct dm_diag *diag)
{
  struct stat about;
  bool exists = stat(path, &about) == 0;
  if (exists && !S_ISDIR(about.st_mode)) {
    dm_diag_error(diag, "%s is a file, not a store", path);
    return DM_ERR_STORE;
  }
  if (exists && is_there(path, data_file)) {
    return DM_OK;
  }
  if (mode != DM_STORE_CREATE) {
    dm_diag_error(diag, exists ? "%s is a folder, but no store" : "there is no store %s", path);
    return DM_ERR_STORE;
  }
  if (exists && !is_empty_folder(path)) {
    dm_diag_error(diag, "%s is a folder with other things in it, no store is made there", path);
    return DM_ERR_STORE;
  }
  if (!exists && mkdir(path, 0777) != 0 && errno != EEXIST) { // another may have made it meanwhile
    dm_diag_error(diag, "cannot make store %s: %s", path, strerror(errno));
    return DM_ERR_STORE;
  }
  return DM_OK;
}

/// LMDB has found in its pages what cannot be.
static void hear_assertion(MDB_env *env, const char *words)
{
  (void)env;
  (void)words;
  dm_fail("the store is damaged");
}

int dm_layout_begin(struct dm_store *store, unsigned flags, MDB_txn **out)
{
  int code = mdb_txn_begin(store->env, NULL, flags, out);
  if (code == MDB_MAP_RESIZED) { // by another process
    code = mdb_env_set_mapsize(store->env, 0);
    code = code ? code : mdb_txn_begin(store->env, NULL, flags, out);
  }
  return code;
}

/// The address space a store may grow into: as much as the system gives.
static int open_env(struct dm_store *store, const char *path, unsigned flags)
{
  int code = ENOMEM;
  for (unsigned shift = 40; shift >= 26 && (code == ENOMEM || code == EINVAL); shift -= 2) {
    if (store->env) {
      dm_fail_watch(NULL);
      mdb_env_close(store->env);
      store->env = NULL;
    }
    code = mdb_env_create(&store->env);
    if (code == 0) {
      mdb_env_set_assert(store->env, hear_assertion);
      mdb_env_set_maxdbs(store->env, TABLES);
      mdb_env_set_maxreaders(store->env, READERS);
      mdb_env_set_mapsize(store->env, (size_t)1 << shift);
      code = mdb_env_open(store->env, path, flags, 0666);
    }
  }
  return code;
}

static int open_tables(struct dm_store *store, MDB_txn *txn, unsigned create)
{
  static const char *const names[DM_INDEXES] = {"spog", "posg", "ospg", "gspo"};
  int code = mdb_dbi_open(txn, "meta", create, &store->meta);
  code = code ? code : mdb_dbi_open(txn, "terms", create | MDB_INTEGERKEY, &store->terms);
  code = code ? code : mdb_dbi_open(txn, "ids", create, &store->ids);
  code = code ? code : mdb_dbi_open(txn, "bodies", create, &store->bodies);
  for (int i = 0; i < DM_INDEXES && code == 0; i++) {
    code = mdb_dbi_open(txn, names[i], create, &store->index[i]);
  }
  return code;
}

static int write_format(struct dm_store *store, MDB_txn *txn)
{
  uint64_t format = DM_FORMAT;
  MDB_val key = {6, (void *)(uintptr_t) "format"};
  MDB_val value = {sizeof format, &format};
  return mdb_put(txn, store->meta, &key, &value, 0);
}

/// Open the tables, make them where the store is new.
static int set_up(struct dm_store *store, bool create)
{
  MDB_txn *txn;
  int code = dm_layout_begin(store, MDB_RDONLY, &txn);
  if (code) {
    return code;
  }
  code = open_tables(store, txn, 0);
  if (code == 0) {
    return mdb_txn_commit(txn); // keeps the handles
  }
  mdb_txn_abort(txn);
  if (code != MDB_NOTFOUND || !create) {
    return code;
  }
  code = dm_layout_begin(store, 0, &txn);
  if (code) {
    return code;
  }
  code = open_tables(store, txn, MDB_CREATE);
  if (code == 0 && dm_layout_number(store, txn, "format") == 0) {
    code = write_format(store, txn);
  }
  if (code) {
    mdb_txn_abort(txn);
    return code;
  }
  return mdb_txn_commit(txn);
}

/// The environment's file is there, and nothing has ever been committed: a crash came first.
static bool is_unborn(struct dm_store *store)
{
  MDB_txn *txn;
  MDB_dbi root;
  MDB_stat stat_;
  if (dm_layout_begin(store, MDB_RDONLY, &txn) != 0) {
    return false;
  }
  bool empty = mdb_dbi_open(txn, NULL, 0, &root) == 0 && mdb_stat(txn, root, &stat_) == 0 && stat_.ms_entries == 0;
  mdb_txn_abort(txn);
  return empty;
}

/// Whether the file is as long as its pages say: reading beyond its end would kill the process.
static bool is_whole(struct dm_store *store)
{
  MDB_envinfo info;
  MDB_stat stat_;
  int fd;
  struct stat about;
  if (mdb_env_info(store->env, &info) || mdb_env_stat(store->env, &stat_) || mdb_env_get_fd(store->env, &fd) ||
      fstat(fd, &about)) {
    return false;
  }
  return (uint64_t)about.st_size >= ((uint64_t)info.me_last_pgno + 1) * stat_.ms_psize || about.st_size == 0;
}

static enum dm_status check_format(struct dm_store *store, struct dm_diag *diag)
{
  MDB_txn *txn;
  int code = dm_layout_begin(store, MDB_RDONLY, &txn);
  if (code) {
    return dm_layout_error(store, code, diag);
  }
  uint64_t format = dm_layout_number(store, txn, "format");
  uint64_t told = dm_layout_number(store, txn, "transaction");
  bool same = told == 0 || told == mdb_txn_id(txn);
  mdb_txn_abort(txn);
  if (format == DM_FORMAT && !same) {
    dm_diag_error(diag, "store %s is damaged: its last commit is not the one it tells of", store->path);
    return DM_ERR_STORE;
  }
  if (format != DM_FORMAT) {
    dm_diag_error(diag, "store %s is of format %llu, this program reads format %d; build it anew", store->path,
                  (unsigned long long)format, DM_FORMAT);
    return DM_ERR_STORE;
  }
  return DM_OK;
}

/// Whether both meta pages of a file tell the same size of pages: LMDB goes by it, wherever it leads.
static bool has_page_size(const char *folder)
{
  enum {
    SIZE_AT = 16 + 4 + 4 + 2 * sizeof(size_t),
    SMALLEST = 256,
    LARGEST = 1 << 16
  }; // behind head, magic, version, …
  struct dm_buffer path = {0};
  uint32_t first = 0;
  uint32_t second = 0;
  dm_buffer_printf(&path, "%s/%s", folder, data_file);
  int file = open(dm_buffer_text(&path), O_RDONLY | O_CLOEXEC);
  dm_buffer_free(&path);
  if (file < 0) {
    return true; // LMDB says why
  }
  bool empty = pread(file, &first, sizeof first, SIZE_AT) == 0;
  bool good = pread(file, &first, sizeof first, SIZE_AT) == sizeof first && first >= SMALLEST && first <= LARGEST &&
              (first & (first - 1)) == 0 &&
              pread(file, &second, sizeof second, (off_t)first + SIZE_AT) == sizeof second && first == second;
  close(file);
  return good || empty;
}

static enum dm_status open_files(struct dm_store *store, enum dm_store_mode mode, struct dm_diag *diag)
{
  store->read_only = mode == DM_STORE_READ;
  unsigned flags = MDB_NOTLS;
  flags |= store->read_only ? MDB_RDONLY : 0;
  flags |= mode == DM_STORE_TEMPORARY ? MDB_NOSYNC | MDB_NOMETASYNC : 0;
  if (!has_page_size(store->path)) {
    dm_diag_error(diag, "store %s is damaged: it does not begin as one", store->path);
    return DM_ERR_STORE;
  }
  int code = open_env(store, store->path, flags);
  if (code == EACCES && store->read_only) { // no right to write the lock: nobody with that right may be writing
    code = open_env(store, store->path, flags | MDB_NOLOCK);
  }
  if (code) {
    return dm_layout_error(store, code, diag);
  }
  dm_fail_watch("the store is damaged, or cannot be read from its disk");
  if (!is_whole(store)) {
    dm_diag_error(diag, "store %s is damaged: its file is too short", store->path);
    return DM_ERR_STORE;
  }
  int dead;
  mdb_reader_check(store->env, &dead);
  code = set_up(store, !store->read_only);
  if (code == MDB_NOTFOUND && is_unborn(store)) {
    dm_diag_error(diag, "store %s is empty: nothing has been committed to it yet", store->path);
    return DM_ERR_STORE;
  }
  if (code == MDB_NOTFOUND || code == MDB_INCOMPATIBLE) {
    dm_diag_error(diag, "%s is no store of this program", store->path);
    return DM_ERR_STORE;
  }
  return code ? dm_layout_error(store, code, diag) : check_format(store, diag);
}

static void remove_files(const char *folder)
{
  const char *files[] = {data_file, lock_file};
  for (int i = 0; i < 2; i++) {
    struct dm_buffer path = {0};
    dm_buffer_printf(&path, "%s/%s", folder, files[i]);
    unlink(dm_buffer_text(&path));
    dm_buffer_free(&path);
  }
  rmdir(folder);
}

/// A folder of its own, whose files are unlinked as soon as they are open.
static enum dm_status open_temporary(struct dm_store *store, const char *where, struct dm_diag *diag)
{
  struct dm_buffer path = {0};
  const char *folder = where ? where : getenv("TMPDIR");
  dm_buffer_printf(&path, "%s/demarche-XXXXXX", folder && *folder ? folder : "/tmp");
  store->path = dm_strndup(path.data, path.size);
  dm_buffer_free(&path);
  if (!mkdtemp(store->path)) {
    dm_diag_error(diag, "cannot make a temporary store %s: %s", store->path, strerror(errno));
    return DM_ERR_STORE;
  }
  enum dm_status status = open_files(store, DM_STORE_TEMPORARY, diag);
  remove_files(store->path);
  return status;
}

enum dm_status dm_store_open(const char *path, enum dm_store_mode mode, struct dm_diag *diag, struct dm_store **out)
{
  struct dm_store *store = dm_malloc(sizeof *store);
  *store = (struct dm_store){0};
  enum dm_status status;
  if (mode == DM_STORE_TEMPORARY) {
    status = open_temporary(store, path, diag);
  } else {
    store->path = dm_strndup(path, strlen(path));
    status = check_path(path, mode, diag);
    if (status == DM_OK) {
      status = open_files(store, mode, diag);
    }
  }
  if (status != DM_OK) {
    dm_store_free(store);
    return status;
  }
  *out = store;
  return DM_OK;
}

void dm_store_free(struct dm_store *store)
{
  if (store) {
    if (store->env) {
      mdb_env_close(store->env);
    }
    free(store->path);
    free(store);
  }
}
