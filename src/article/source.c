// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/source.h"

#include "article/conllu_layout.h"
#include "article/json_layout.h"
#include "base/buffer.h"
#include "base/fail.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { CHUNK = 1 << 16 };
#define LARGEST_RECORD ((size_t)16 << 20)  ///< bytes of one article as it comes
#define LARGEST_MEMBER ((size_t)256 << 20) ///< bytes of objects in a file that is held whole: not one a line

struct path_list {
  size_t count;
  char **path;    ///< [count] owned
  uint64_t *size; ///< [count] of each file; 0 of what is none
};

/// A folder that is being walked, and the one it is in.
struct folder {
  dev_t device;
  ino_t inode;
  const struct folder *outer;
};

struct dm_source {
  struct path_list files; ///< all files, folders walked
  uint32_t unreadable;    ///< folders that could not be walked, not yet counted by dm_source_next()
  size_t next_file;
  struct archive *archive;    ///< the file being read, or NULL
  const char *file;           ///< its path
  struct dm_buffer name;      ///< of the record: path, and member of an archive
  struct dm_buffer bytes;     ///< of the member, as far as it has been read and not been passed
  bool open;                  ///< more of the member may come
  enum dm_json_layout layout; ///< of the member being cut; DM_JSON_NONE when none is
  bool conllu;                ///< all are CoNLL-U
  bool documents;             ///< such a member is being cut
  size_t at;                  ///< where the next line or object begins
  uint64_t line;
  uint64_t whole;    ///< bytes of all files; 0: not known
  uint64_t passed;   ///< bytes of the files before this one
  uint64_t read;     ///< bytes of this file
  uint64_t unpacked; ///< what has come of them
};

/* Inputs. */

static void add_path(struct path_list *list, const char *path, uint64_t size)
{
  list->path = dm_realloc(list->path, (list->count + 1) * sizeof *list->path);
  list->size = dm_realloc(list->size, (list->count + 1) * sizeof *list->size);
  list->size[list->count] = size;
  list->path[list->count++] = dm_strndup(path, strlen(path));
}

static int not_hidden(const struct dirent *entry) { return entry->d_name[0] != '.'; }

static int compare_bytes(const struct dirent **a, const struct dirent **b)
{
  return strcmp((*a)->d_name, (*b)->d_name);
}

static void walk(struct dm_source *source, const char *path, const struct folder *outer, struct dm_diag *diag);

static void walk_folder(struct dm_source *source, const char *path, const struct folder *self, struct dm_diag *diag)
{
  struct dirent **entries;
  int count = scandir(path, &entries, not_hidden, compare_bytes);
  if (count < 0) {
    dm_diag_error(diag, "cannot read folder %s: %s", path, strerror(errno));
    source->unreadable++;
    return;
  }
  for (int i = 0; i < count; i++) {
    struct dm_buffer inner = {0};
    dm_buffer_printf(&inner, "%s/%s", path, entries[i]->d_name);
    walk(source, dm_buffer_text(&inner), self, diag);
    dm_buffer_free(&inner);
    free(entries[i]);
  }
  free(entries);
}

/// A symbolic link may lead back to a folder it is in.
static bool is_within(const struct folder *self)
{
  for (const struct folder *folder = self->outer; folder; folder = folder->outer) {
    if (folder->device == self->device && folder->inode == self->inode) {
      return true;
    }
  }
  return false;
}

/// Files and folders below `path`; what is not there is found out when it is read.
static void walk(struct dm_source *source, const char *path, const struct folder *outer, struct dm_diag *diag)
{
  struct stat about;
  bool there = strcmp(path, "-") != 0 && stat(path, &about) == 0;
  if (!there || !S_ISDIR(about.st_mode)) {
    add_path(&source->files, path, there && S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0);
    return;
  }
  struct folder self = {about.st_dev, about.st_ino, outer};
  if (is_within(&self)) {
    dm_diag_warning(diag, "%s leads back to a folder it is in; passed over", path);
  } else {
    walk_folder(source, path, &self, diag);
  }
}

/// Bytes of all files; 0 if one is standard input.
static uint64_t sum_sizes(const struct path_list *list)
{
  uint64_t sum = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (strcmp(list->path[i], "-") == 0) {
      return 0;
    }
    sum += list->size[i];
  }
  return sum;
}

enum dm_status dm_source_open(const char *const *paths, size_t count, struct dm_diag *diag, struct dm_source **out)
{
  struct dm_source *source = dm_malloc(sizeof *source);
  *source = (struct dm_source){0};
  for (size_t i = 0; i < count; i++) {
    walk(source, paths[i], NULL, diag);
  }
  source->whole = sum_sizes(&source->files);
  *out = source;
  return DM_OK;
}

static void close_file(struct dm_source *source)
{
  if (source->archive) {
    archive_read_free(source->archive);
    source->archive = NULL;
  }
}

void dm_source_free(struct dm_source *source)
{
  if (source) {
    close_file(source);
    for (size_t i = 0; i < source->files.count; i++) {
      free(source->files.path[i]);
    }
    free(source->files.path);
    free(source->files.size);
    dm_buffer_free(&source->name);
    dm_buffer_free(&source->bytes);
    free(source);
  }
}

/* Files: libarchive decompresses, and takes archives apart; a plain file is an archive of one member. */

static enum dm_status say_archive(struct dm_source *source, struct dm_diag *diag)
{
  const char *why = archive_error_string(source->archive);
  int code = archive_errno(source->archive);
  dm_diag_error(diag, "cannot read %s: %s", source->file, why ? why : strerror(code));
  close_file(source);
  return code == ENOENT || code == EACCES || code == EISDIR || code == EIO ? DM_ERR_IO : DM_ERR_FORMAT;
}

static enum dm_status open_file(struct dm_source *source, struct dm_diag *diag)
{
  source->passed += source->next_file ? source->files.size[source->next_file - 1] : 0;
  source->read = source->unpacked = 0;
  source->file = source->files.path[source->next_file++];
  source->archive = archive_read_new();
  if (!source->archive) {
    dm_fail("out of memory");
  }
  archive_read_support_filter_all(source->archive);
  archive_read_support_format_tar(source->archive);
  archive_read_support_format_zip(source->archive);
  archive_read_support_format_raw(source->archive);
  archive_read_support_format_empty(source->archive);
  const char *path = strcmp(source->file, "-") == 0 ? NULL : source->file;
  if (archive_read_open_filename(source->archive, path, CHUNK) != ARCHIVE_OK) {
    return say_archive(source, diag);
  }
  if (archive_errno(source->archive) == EIO) { // what cannot be read while the format is told looks like an empty file
    return say_archive(source, diag);
  }
  return DM_OK;
}

/// How far the file has been read, and what has come of it.
static void note_progress(struct dm_source *source)
{
  la_int64_t read = archive_filter_bytes(source->archive, -1);
  la_int64_t unpacked = archive_filter_bytes(source->archive, 0);
  source->read = read > 0 ? (uint64_t)read : 0;
  source->unpacked = unpacked > 0 ? (uint64_t)unpacked : 0;
}

/// Some more of the member to the end of `bytes`.
static enum dm_status read_more(struct dm_source *source, struct dm_diag *diag)
{
  la_ssize_t got = archive_read_data(source->archive, dm_buffer_reserve(&source->bytes, CHUNK), CHUNK);
  note_progress(source);
  if (got <= 0) {
    source->open = false;
  }
  if (got < 0) { // the beginning of an article is none
    dm_buffer_clear(&source->bytes);
    source->at = 0;
    return say_archive(source, diag);
  }
  source->bytes.size += (size_t)got;
  return DM_OK;
}

/// The rest of the member is passed over, and another may follow.
static enum dm_status refuse_size(struct dm_source *source, struct dm_diag *diag, size_t limit)
{
  dm_diag_error(diag, "%s is larger than %zu MiB", dm_buffer_text(&source->name), limit >> 20);
  source->open = false;
  dm_buffer_clear(&source->bytes);
  if (archive_format(source->archive) == ARCHIVE_FORMAT_RAW) { // nothing follows: let the rest stay compressed
    close_file(source);
  }
  return DM_ERR_LIMIT;
}

/// All of the member.
static enum dm_status read_rest(struct dm_source *source, struct dm_diag *diag, size_t limit)
{
  while (source->open) {
    DM_TRY(read_more(source, diag));
    if (source->bytes.size > limit) {
      return refuse_size(source, diag, limit);
    }
  }
  return DM_OK;
}

static void name_member(struct dm_source *source, struct archive_entry *entry)
{
  const char *member = archive_entry_pathname(entry);
  bool raw = archive_format(source->archive) == ARCHIVE_FORMAT_RAW;
  dm_buffer_clear(&source->name);
  dm_buffer_add_text(&source->name, source->file);
  if (!raw && member) {
    dm_buffer_printf(&source->name, "!%s", member);
  }
}

/// The beginning of the next member of the open file into `bytes`.  @return DM_SKIP at its end
static enum dm_status next_member(struct dm_source *source, struct dm_diag *diag)
{
  for (;;) {
    struct archive_entry *entry;
    int got = archive_read_next_header(source->archive, &entry);
    if (got == ARCHIVE_EOF) {
      close_file(source);
      return DM_SKIP;
    }
    if (got != ARCHIVE_OK && got != ARCHIVE_WARN) {
      return say_archive(source, diag);
    }
    bool raw = archive_format(source->archive) == ARCHIVE_FORMAT_RAW;
    if (raw || archive_entry_filetype(entry) == AE_IFREG) {
      name_member(source, entry);
      dm_buffer_clear(&source->bytes);
      source->open = true;
      return DM_OK;
    }
  }
}

/* What the bytes are. */

static struct dm_span skip_space(struct dm_span bytes)
{
  if (dm_span_starts(bytes, DM_LITERAL("\xef\xbb\xbf"))) {
    bytes.data += 3;
    bytes.size -= 3;
  }
  while (bytes.size && strchr(" \t\r\n", bytes.data[0]) && bytes.data[0]) {
    bytes.data++;
    bytes.size--;
  }
  return bytes;
}

static bool starts_folded(struct dm_span bytes, const char *prefix)
{
  size_t size = strlen(prefix);
  return bytes.size >= size && strncasecmp(bytes.data, prefix, size) == 0;
}

static bool is_html(struct dm_span bytes)
{
  static const char *const heads[] = {"<!doctype html", "<html", "<head", "<body", "<?xml",
                                      "<article",       "<!--",  "<div",  "<p>",   "<meta"};
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    if (starts_folded(bytes, heads[i])) {
      return true;
    }
  }
  return false;
}

static bool ends_folded(struct dm_span name, const char *suffix)
{
  size_t size = strlen(suffix);
  return name.size >= size && strncasecmp(name.data + name.size - size, suffix, size) == 0;
}

static bool is_json_name(struct dm_span name)
{
  static const char *const endings[] = {".jsonl",     ".ndjson",  ".json",     ".jsonl.gz",
                                        ".ndjson.gz", ".json.gz", ".jsonl.xz", ".jsonl.zst"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    if (ends_folded(name, endings[i])) {
      return true;
    }
  }
  return false;
}

static enum dm_record_kind kind_of(struct dm_span name, struct dm_span bytes)
{
  struct dm_span head = skip_space(bytes);
  if (is_json_name(name) || (head.size && head.data[0] == '{')) {
    return DM_RECORD_JSON;
  }
  return is_html(head) ? DM_RECORD_HTML : DM_RECORD_TEXT;
}

/* Records. */

/// Forget what has been passed.
static void drop_passed(struct dm_source *source)
{
  if (source->at) {
    source->bytes.size -= source->at;
    memmove(source->bytes.data, source->bytes.data + source->at, source->bytes.size);
    source->at = 0;
  }
}

/// Read until the line that begins at `at` is there, of one that is too long only its end.  `size` is set without the
/// newline, `*passed` to where the next begins.
static enum dm_status read_line(struct dm_source *source, struct dm_diag *diag, size_t *size, size_t *passed)
{
  size_t seen = 0; // of the line, without a newline
  bool long_line = false;
  for (;;) {
    const char *start = source->bytes.data + source->at;
    size_t left = source->bytes.size - source->at;
    const char *end = left > seen ? memchr(start + seen, '\n', left - seen) : NULL;
    if (end || !source->open) {
      *size = end ? (size_t)(end - start) : left;
      *passed = source->at + *size + (end != NULL);
      break;
    }
    seen = left;
    if (seen > LARGEST_RECORD) {
      long_line = true;
      source->at = source->bytes.size;
      seen = 0;
    }
    drop_passed(source);
    DM_TRY(read_more(source, diag));
  }
  source->line++;
  if (long_line || *size > LARGEST_RECORD) {
    dm_diag_error(diag, "%s:%llu: the line is longer than %zu MiB; skipped", dm_buffer_text(&source->name),
                  (unsigned long long)source->line, LARGEST_RECORD >> 20);
    source->at = *passed;
    return DM_ERR_LIMIT;
  }
  return DM_OK;
}

/// The next line that is not empty.  @return DM_SKIP if there is none
static enum dm_status next_line(struct dm_source *source, struct dm_diag *diag, struct dm_record *out)
{
  while (source->at < source->bytes.size || source->open) {
    size_t size;
    size_t passed;
    DM_TRY(read_line(source, diag, &size, &passed));
    struct dm_span line = skip_space((struct dm_span){source->bytes.data + source->at, size});
    source->at = passed;
    if (line.size) {
      *out = (struct dm_record){DM_RECORD_JSON, line, dm_buffer_span(&source->name), source->line};
      return DM_OK;
    }
  }
  return DM_SKIP;
}

static void move_to(struct dm_source *source, size_t at)
{
  for (; source->at < at; source->at++) {
    source->line += source->bytes.data[source->at] == '\n';
  }
}

/// The next object, what divides objects passed over.  @return DM_SKIP if there is none
static enum dm_status next_value(struct dm_source *source, struct dm_diag *diag, struct dm_record *out)
{
  struct dm_span bytes = dm_buffer_span(&source->bytes);
  size_t start = source->at;
  while (start < bytes.size && bytes.data[start] && strchr("[], \t\r\n", bytes.data[start])) {
    start++;
  }
  move_to(source, start);
  if (start == bytes.size) {
    return DM_SKIP;
  }
  size_t end = bytes.data[start] == '{' ? dm_json_value_end(bytes, start) : 0;
  if (!end) {
    dm_diag_error(diag, "%s: no JSON object at line %llu", dm_buffer_text(&source->name),
                  (unsigned long long)source->line);
    source->layout = DM_JSON_NONE;
    return DM_ERR_FORMAT;
  }
  struct dm_span value = {bytes.data + start, end - start};
  *out = (struct dm_record){DM_RECORD_JSON, value, dm_buffer_span(&source->name), source->line};
  move_to(source, end);
  if (value.size > LARGEST_RECORD) {
    dm_diag_error(diag, "%s:%llu: the object is larger than %zu MiB; skipped", dm_buffer_text(&source->name),
                  (unsigned long long)out->line, LARGEST_RECORD >> 20);
    return DM_ERR_LIMIT;
  }
  return DM_OK;
}

/// The next document of CoNLL-U.  @return DM_SKIP if there is none
static enum dm_status next_document(struct dm_source *source, struct dm_diag *diag, struct dm_record *out)
{
  struct dm_span bytes = dm_buffer_span(&source->bytes);
  while (source->at < bytes.size && strchr("\r\n", bytes.data[source->at]) && bytes.data[source->at]) {
    move_to(source, source->at + 1);
  }
  source->documents = source->at < bytes.size;
  if (!source->documents) {
    return DM_SKIP;
  }
  size_t end = dm_conllu_document_end(bytes, source->at);
  struct dm_span document = {bytes.data + source->at, end - source->at};
  *out = (struct dm_record){DM_RECORD_CONLLU, document, dm_buffer_span(&source->name), source->line};
  move_to(source, end);
  if (document.size > LARGEST_RECORD) {
    dm_diag_error(diag, "%s:%llu: the document is larger than %zu MiB; skipped", dm_buffer_text(&source->name),
                  (unsigned long long)out->line, LARGEST_RECORD >> 20);
    return DM_ERR_LIMIT;
  }
  return DM_OK;
}

/// The next object or document of the member that is being cut.  @return DM_SKIP if there is none
static enum dm_status next_object(struct dm_source *source, struct dm_diag *diag, struct dm_record *out)
{
  enum dm_status status = DM_SKIP;
  if (source->documents) {
    return next_document(source, diag, out);
  }
  if (source->layout == DM_JSON_LINES) {
    status = next_line(source, diag, out);
  } else if (source->layout == DM_JSON_VALUES) {
    status = next_value(source, diag, out);
  }
  source->layout = status == DM_SKIP ? DM_JSON_NONE : source->layout;
  return status;
}

/// Enough of the member's beginning to tell what it is: its first line that is not empty.
static enum dm_status read_head(struct dm_source *source, struct dm_diag *diag)
{
  bool whole = false;
  while (source->open && !whole && source->bytes.size <= LARGEST_RECORD) {
    size_t before = source->bytes.size;
    DM_TRY(read_more(source, diag));
    struct dm_span head = skip_space(dm_buffer_span(&source->bytes));
    // a newline that was there before has been looked at
    size_t fresh = source->bytes.size - before < head.size ? source->bytes.size - before : head.size;
    whole = fresh && memchr(head.data + head.size - fresh, '\n', fresh);
  }
  return DM_OK;
}

/// Objects one a line are read as they come; what else there is in a file of JSON is told by the whole.
static enum dm_status read_json(struct dm_source *source, struct dm_diag *diag)
{
  struct dm_span start = skip_space(dm_buffer_span(&source->bytes));
  source->layout = dm_json_first_line(start) ? DM_JSON_LINES : DM_JSON_NONE;
  bool one_long = source->open && start.size && start.data[0] == '{' && !memchr(start.data, '\n', start.size);
  if (source->layout == DM_JSON_LINES || one_long) { // a line that goes on for too long
    source->layout = DM_JSON_LINES;
    return DM_OK;
  }
  DM_TRY(read_rest(source, diag, LARGEST_MEMBER));
  source->layout = dm_json_layout_of(skip_space(dm_buffer_span(&source->bytes)));
  if (source->layout == DM_JSON_NONE) {
    dm_diag_error(diag, "%s: neither JSON Lines nor a JSON object or array of objects", dm_buffer_text(&source->name));
    return DM_ERR_FORMAT;
  }
  return DM_OK;
}

static enum dm_status take_conllu(struct dm_source *source, struct dm_diag *diag, struct dm_record *out)
{
  DM_TRY(read_rest(source, diag, LARGEST_MEMBER));
  source->at = 0;
  source->line = 1;
  return next_document(source, diag, out);
}

/// @return DM_SKIP for a member without records
static enum dm_status take_member(struct dm_source *source, struct dm_diag *diag, struct dm_record *out)
{
  if (source->conllu) {
    return take_conllu(source, diag, out);
  }
  DM_TRY(read_head(source, diag));
  struct dm_span name = dm_buffer_span(&source->name);
  enum dm_record_kind kind = kind_of(name, dm_buffer_span(&source->bytes));
  if (kind != DM_RECORD_JSON) {
    DM_TRY(read_rest(source, diag, LARGEST_RECORD));
    *out = (struct dm_record){kind, dm_buffer_span(&source->bytes), name, 0};
    return DM_OK;
  }
  DM_TRY(read_json(source, diag));
  source->at = 0;
  source->line = 0;
  if (source->layout == DM_JSON_VALUES) {
    struct dm_span bytes = dm_buffer_span(&source->bytes);
    source->line = 1;
    move_to(source, (size_t)(skip_space(bytes).data - bytes.data));
  }
  return next_object(source, diag, out);
}

void dm_source_expect_conllu(struct dm_source *source) { source->conllu = true; }

enum dm_status dm_source_next(struct dm_source *source, struct dm_diag *diag, struct dm_record *out)
{
  if (source->unreadable) {
    source->unreadable--;
    return DM_ERR_IO; // said when it was met
  }
  enum dm_status status = next_object(source, diag, out);
  while (status == DM_SKIP) {
    if (!source->archive) {
      if (source->next_file == source->files.count) {
        return DM_SKIP;
      }
      DM_TRY(open_file(source, diag));
    }
    status = next_member(source, diag);
    if (status == DM_OK) {
      status = take_member(source, diag, out);
    }
  }
  return status;
}

struct dm_extent dm_source_extent(const struct dm_source *source)
{
  struct dm_extent extent = {.whole = source->whole};
  if (source->next_file == 0) {
    return extent;
  }
  uint64_t here = source->read;
  if ((source->documents || source->layout != DM_JSON_NONE) &&
      source->unpacked) { // what lies in `bytes` is still to come
    double waiting = (double)(source->bytes.size - source->at) / (double)source->unpacked;
    here -= (uint64_t)((double)here * (waiting < 1 ? waiting : 1));
  }
  uint64_t size = source->files.size[source->next_file - 1];
  extent.read = source->passed + (here < size ? here : size);
  return extent;
}
