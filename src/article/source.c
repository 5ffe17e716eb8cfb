// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/source.h"

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
#define LARGEST_MEMBER ((size_t)1 << 30) ///< bytes of one file or archive member

struct path_list {
  size_t count;
  char **path;    ///< [count] owned
  uint64_t *size; ///< [count] of each file; 0 of what is none
};

struct dm_source {
  struct path_list files; ///< all files, folders walked
  size_t next_file;
  struct archive *archive;    ///< the file being read, or NULL
  const char *file;           ///< its path
  struct dm_buffer name;      ///< of the record: path, and member of an archive
  struct dm_buffer bytes;     ///< of the member being cut into lines, or the whole record
  enum dm_json_layout layout; ///< of the member being cut; DM_JSON_NONE when none is
  size_t at;                  ///< where the next line or object begins
  uint64_t line;
  uint64_t whole;         ///< bytes of all files; 0: not known
  uint64_t passed;        ///< bytes of the files before this one
  uint64_t before, after; ///< bytes of this file where the member begins and ends
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

static void walk(struct path_list *list, const char *path, struct dm_diag *diag);

static void walk_folder(struct path_list *list, const char *path, struct dm_diag *diag)
{
  struct dirent **entries;
  int count = scandir(path, &entries, not_hidden, compare_bytes);
  if (count < 0) {
    dm_diag_error(diag, "cannot read folder %s: %s", path, strerror(errno));
    return;
  }
  for (int i = 0; i < count; i++) {
    struct dm_buffer inner = {0};
    dm_buffer_printf(&inner, "%s/%s", path, entries[i]->d_name);
    walk(list, dm_buffer_text(&inner), diag);
    dm_buffer_free(&inner);
    free(entries[i]);
  }
  free(entries);
}

/// Files and folders below `path`; what is not there is found out when it is read.
static void walk(struct path_list *list, const char *path, struct dm_diag *diag)
{
  struct stat about;
  bool there = strcmp(path, "-") != 0 && stat(path, &about) == 0;
  if (there && S_ISDIR(about.st_mode)) {
    walk_folder(list, path, diag);
  } else {
    add_path(list, path, there && S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0);
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
  uint32_t errors = diag->errors;
  for (size_t i = 0; i < count; i++) {
    walk(&source->files, paths[i], diag);
  }
  if (diag->errors != errors) {
    dm_source_free(source);
    return DM_ERR_IO;
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
  source->before = source->after = 0;
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
  return DM_OK;
}

static uint64_t bytes_read(const struct dm_source *source)
{
  la_int64_t bytes = archive_filter_bytes(source->archive, -1);
  return bytes > 0 ? (uint64_t)bytes : 0;
}

static enum dm_status read_member(struct dm_source *source, struct dm_diag *diag)
{
  source->before = source->after;
  dm_buffer_clear(&source->bytes);
  for (;;) {
    la_ssize_t got = archive_read_data(source->archive, dm_buffer_reserve(&source->bytes, CHUNK), CHUNK);
    if (got < 0) {
      return say_archive(source, diag);
    }
    if (got == 0) {
      source->after = bytes_read(source);
      return DM_OK;
    }
    source->bytes.size += (size_t)got;
    if (source->bytes.size > LARGEST_MEMBER) {
      dm_diag_error(diag, "%s is larger than %zu bytes", dm_buffer_text(&source->name), LARGEST_MEMBER);
      close_file(source);
      return DM_ERR_LIMIT;
    }
  }
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

/// The next member of the open file into `bytes`.  @return DM_SKIP at its end
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
      return read_member(source, diag);
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

/// The next line that is not empty.  @return DM_SKIP if there is none
static enum dm_status next_line(struct dm_source *source, struct dm_record *out)
{
  while (source->at < source->bytes.size) {
    const char *start = source->bytes.data + source->at;
    size_t left = source->bytes.size - source->at;
    const char *end = memchr(start, '\n', left);
    size_t size = end ? (size_t)(end - start) : left;
    source->at += end ? size + 1 : size;
    source->line++;
    struct dm_span line = skip_space((struct dm_span){start, size});
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
  return DM_OK;
}

/// The next object of the member that is being cut.  @return DM_SKIP if there is none
static enum dm_status next_object(struct dm_source *source, struct dm_diag *diag, struct dm_record *out)
{
  enum dm_status status = DM_SKIP;
  if (source->layout == DM_JSON_LINES) {
    status = next_line(source, out);
  } else if (source->layout == DM_JSON_VALUES) {
    status = next_value(source, diag, out);
  }
  source->layout = status == DM_SKIP ? DM_JSON_NONE : source->layout;
  return status;
}

/// @return DM_SKIP for a member without records
static enum dm_status take_member(struct dm_source *source, struct dm_diag *diag, struct dm_record *out)
{
  struct dm_span bytes = dm_buffer_span(&source->bytes);
  struct dm_span name = dm_buffer_span(&source->name);
  enum dm_record_kind kind = kind_of(name, bytes);
  if (kind != DM_RECORD_JSON) {
    *out = (struct dm_record){kind, bytes, name, 0};
    return DM_OK;
  }
  struct dm_span start = skip_space(bytes);
  source->layout = dm_json_layout_of(start);
  if (source->layout == DM_JSON_NONE) {
    dm_diag_error(diag, "%s: neither JSON Lines nor a JSON object or array of objects", dm_buffer_text(&source->name));
    return DM_ERR_FORMAT;
  }
  source->at = 0;
  source->line = 0;
  if (source->layout == DM_JSON_VALUES) {
    source->line = 1;
    move_to(source, (size_t)(start.data - bytes.data));
  }
  return next_object(source, diag, out);
}

enum dm_status dm_source_next(struct dm_source *source, struct dm_diag *diag, struct dm_record *out)
{
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
  uint64_t here = source->after;
  if (source->layout != DM_JSON_NONE && source->bytes.size) {
    double share = (double)source->at / (double)source->bytes.size;
    here = source->before + (uint64_t)((double)(source->after - source->before) * share);
  }
  uint64_t size = source->files.size[source->next_file - 1];
  extent.read = source->passed + (here < size ? here : size);
  return extent;
}
