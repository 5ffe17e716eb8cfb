// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "base/model_file.h"

#include "base/buffer.h"
#include "base/io.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER = 64, ENTRY = 32, AT_FORMAT = 8, AT_COUNT = 12, AT_KIND = 16, AT_SIZE = 32, AT_CHECKSUM = 56, LANES = 4 };

static const char magic[8] = "DMMODEL\n";

static uint64_t get(const unsigned char *bytes, int size)
{
  uint64_t value = 0;
  for (int i = 0; i < size; i++) {
    value |= (uint64_t)bytes[i] << (8 * i);
  }
  return value;
}

static void put(unsigned char *bytes, uint64_t value, int size)
{
  for (int i = 0; i < size; i++) {
    bytes[i] = (unsigned char)(value >> (8 * i));
  }
}

/// Four lanes of multiply and rotate, so that a processor works on all at once: a file of 20 MB is summed in some ms.
static uint64_t sum_bytes(uint64_t seed, const unsigned char *bytes, size_t size)
{
  uint64_t lane[LANES] = {seed, ~seed, seed ^ 0x9e3779b97f4a7c15u, seed + 0xbf58476d1ce4e5b9u};
  size_t i = 0;
  for (; i + 8 * LANES <= size; i += 8 * LANES) {
    for (int k = 0; k < LANES; k++) {
      uint64_t eight;
      memcpy(&eight, bytes + i + 8 * k, sizeof eight);
      uint64_t x = (lane[k] ^ le64toh(eight)) * 0x9e3779b97f4a7c15u;
      lane[k] = x << 29 | x >> 35;
    }
  }
  uint64_t sum = size;
  for (; i < size; i++) {
    sum = (sum ^ bytes[i]) * 0x94d049bb133111ebu;
  }
  for (int k = 0; k < LANES; k++) {
    sum = (sum ^ lane[k] ^ lane[k] >> 31) * 0xbf58476d1ce4e5b9u;
  }
  return sum ^ sum >> 29;
}

static uint64_t checksum_of(const unsigned char *bytes, size_t size)
{
  return sum_bytes(sum_bytes(0, bytes, AT_CHECKSUM), bytes + HEADER, size - HEADER);
}

/// `models/NAME` beside the program.
static bool find_beside(const char *name, struct dm_buffer *path)
{
  char program[4096];
  ssize_t size = readlink("/proc/self/exe", program, sizeof program);
  while (size > 0 && program[size - 1] != '/') {
    size--;
  }
  if (size <= 0) {
    return false;
  }
  dm_buffer_printf(path, "%.*smodels/%s", (int)size, program, name);
  return access(dm_buffer_text(path), F_OK) == 0;
}

static void find_path(const struct dm_resources *resources, const char *name, struct dm_buffer *path)
{
  const char *folder = resources->models ? resources->models : getenv("DEMARCHE_MODELS");
  if (!folder && find_beside(name, path)) {
    return;
  }
  dm_buffer_clear(path);
  dm_buffer_printf(path, "%s/%s", folder ? folder : DM_MODELS_FOLDER, name);
}

struct mapping {
  void *bytes;
  size_t size;
};

static void unmap(void *context)
{
  struct mapping *mapping = context;
  munmap(mapping->bytes, mapping->size);
}

static enum dm_status map_file(const char *path, struct dm_arena *arena, struct dm_diag *diag,
                               struct dm_model_file *out)
{
  struct stat info;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0 || fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
    dm_diag_error(diag, "%s: cannot read the model: %s", path, file < 0 ? strerror(errno) : "it is no file");
    if (file >= 0) {
      close(file);
    }
    return DM_ERR_IO;
  }
  size_t size = (size_t)info.st_size;
  void *bytes = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0) : NULL;
  int error = errno;
  close(file);
  if (bytes == MAP_FAILED) {
    dm_diag_error(diag, "%s: cannot map the model: %s", path, strerror(error));
    return DM_ERR_IO;
  }
  if (size) {
    struct mapping *mapping = DM_NEW(arena, struct mapping, 1);
    *mapping = (struct mapping){bytes, size};
    dm_arena_defer(arena, unmap, mapping);
  }
  out->bytes = bytes;
  out->size = size;
  return DM_OK;
}

static enum dm_status refuse(const char *path, struct dm_diag *diag, const char *what)
{
  dm_diag_error(diag, "%s: %s", path, what);
  return DM_ERR_FORMAT;
}

static bool has_name(const unsigned char *field, const char *name)
{
  return strncmp((const char *)field, name, DM_MODEL_NAME) == 0;
}

static enum dm_status check_sections(const struct dm_model_file *model, struct dm_diag *diag)
{
  if (model->section_count > (model->size - HEADER) / ENTRY) {
    return refuse(model->path, diag, "the model's table of sections is cut off");
  }
  for (uint32_t i = 0; i < model->section_count; i++) {
    const unsigned char *entry = model->bytes + HEADER + (size_t)i * ENTRY;
    uint64_t offset = get(entry + DM_MODEL_NAME, 8), size = get(entry + DM_MODEL_NAME + 8, 8);
    if (offset % DM_MODEL_ALIGN || offset > model->size || size > model->size - offset) {
      return refuse(model->path, diag, "a section of the model lies outside the file");
    }
  }
  return DM_OK;
}

static enum dm_status check_file(struct dm_model_file *model, const char *kind, struct dm_diag *diag)
{
  if (model->size < HEADER || memcmp(model->bytes, magic, sizeof magic) != 0) {
    return refuse(model->path, diag, "it is no model file");
  }
  if (get(model->bytes + AT_FORMAT, 4) != DM_MODEL_FORMAT) {
    return refuse(model->path, diag, "the model is of another format than this program reads");
  }
  if (!has_name(model->bytes + AT_KIND, kind)) {
    return refuse(model->path, diag, "it is a model of another kind");
  }
  model->checksum = get(model->bytes + AT_CHECKSUM, 8);
  if (get(model->bytes + AT_SIZE, 8) != model->size || checksum_of(model->bytes, model->size) != model->checksum) {
    return refuse(model->path, diag, "the model is damaged: its size or checksum is not what it says");
  }
  model->section_count = (uint32_t)get(model->bytes + AT_COUNT, 4);
  return check_sections(model, diag);
}

enum dm_status dm_model_file_open(const struct dm_resources *resources, const char *name, const char *kind,
                                  struct dm_arena *arena, struct dm_diag *diag, struct dm_model_file *out)
{
  struct dm_model_file model = {0};
  struct dm_buffer path = {0};
  find_path(resources, name, &path);
  struct dm_span text = dm_buffer_span(&path);
  enum dm_status status = DM_ERR_IO;
  if (text.size >= sizeof model.path) {
    dm_diag_error(diag, "%s: the path of the model is too long", dm_buffer_text(&path));
  } else {
    memcpy(model.path, text.data, text.size);
    status = map_file(model.path, arena, diag, &model);
  }
  dm_buffer_free(&path);
  DM_TRY(status);
  DM_TRY(check_file(&model, kind, diag));
  *out = model;
  return DM_OK;
}

enum dm_status dm_model_file_checksum(const struct dm_resources *resources, const char *name, struct dm_diag *diag,
                                      uint64_t *out)
{
  struct dm_buffer path = {0};
  unsigned char header[HEADER];
  find_path(resources, name, &path);
  FILE *file = fopen(dm_buffer_text(&path), "rb");
  enum dm_status status = DM_OK;
  if (!file) {
    dm_diag_error(diag, "%s: cannot read the model: %s", dm_buffer_text(&path), strerror(errno));
    status = DM_ERR_IO;
  } else if (fread(header, 1, HEADER, file) != HEADER || memcmp(header, magic, sizeof magic) != 0) {
    status = refuse(dm_buffer_text(&path), diag, "it is no model file");
  } else {
    *out = get(header + AT_CHECKSUM, 8);
  }
  if (file) {
    fclose(file);
  }
  dm_buffer_free(&path);
  return status;
}

enum dm_status dm_model_file_error(const struct dm_model_file *model, struct dm_diag *diag, const char *section,
                                   const char *what)
{
  dm_diag_error(diag, "%s: section %s: %s", model->path, section, what);
  return DM_ERR_FORMAT;
}

enum dm_status dm_model_file_section(const struct dm_model_file *model, const char *name, size_t size, uint32_t count,
                                     struct dm_diag *diag, struct dm_span *out)
{
  for (uint32_t i = 0; i < model->section_count; i++) {
    const unsigned char *entry = model->bytes + HEADER + (size_t)i * ENTRY;
    if (!has_name(entry, name)) {
      continue;
    }
    size_t found = get(entry + DM_MODEL_NAME + 8, 8);
    if (found % size || (count != DM_NONE && found / size != count)) {
      return dm_model_file_error(model, diag, name, "it has another size than it should have");
    }
    *out = (struct dm_span){(const char *)model->bytes + get(entry + DM_MODEL_NAME, 8), found};
    return DM_OK;
  }
  return dm_model_file_error(model, diag, name, "there is none");
}

static size_t align_up(size_t at) { return (at + DM_MODEL_ALIGN - 1) / DM_MODEL_ALIGN * DM_MODEL_ALIGN; }

enum dm_status dm_model_file_write(const char *path, const char *kind, uint32_t count, const struct dm_model_part *part,
                                   struct dm_diag *diag)
{
  size_t size = HEADER + (size_t)count * ENTRY;
  for (uint32_t i = 0; i < count; i++) {
    size = align_up(size) + part[i].size;
  }
  struct dm_arena *arena = dm_arena_new();
  unsigned char *bytes = DM_NEW(arena, unsigned char, size);
  memcpy(bytes, magic, sizeof magic);
  put(bytes + AT_FORMAT, DM_MODEL_FORMAT, 4);
  put(bytes + AT_COUNT, count, 4);
  memcpy(bytes + AT_KIND, kind, strnlen(kind, DM_MODEL_NAME - 1));
  put(bytes + AT_SIZE, size, 8);
  size_t at = HEADER + (size_t)count * ENTRY;
  for (uint32_t i = 0; i < count; i++) {
    unsigned char *entry = bytes + HEADER + (size_t)i * ENTRY;
    at = align_up(at);
    memcpy(entry, part[i].name, strnlen(part[i].name, DM_MODEL_NAME - 1));
    put(entry + DM_MODEL_NAME, at, 8);
    put(entry + DM_MODEL_NAME + 8, part[i].size, 8);
    if (part[i].size) {
      memcpy(bytes + at, part[i].bytes, part[i].size);
    }
    at += part[i].size;
  }
  put(bytes + AT_CHECKSUM, checksum_of(bytes, size), 8);
  FILE *file = fopen(path, "wb");
  if (!file) {
    dm_diag_error(diag, "%s: cannot write: %s", path, strerror(errno));
    dm_arena_free(arena);
    return DM_ERR_IO;
  }
  fwrite(bytes, 1, size, file);
  dm_arena_free(arena);
  return dm_io_close(file, path, diag);
}
