// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/resource.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "base/io.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char schema_prefix[] = "schema/";

static const struct dm_resource *find_embedded(const char *name)
{
  for (const struct dm_resource *r = dm_embedded; r->name; r++) {
    if (strcmp(r->name, name) == 0) {
      return r;
    }
  }
  return NULL;
}

/// The path in the user's folder that shadows `name`, if there is such a file.
static bool find_shadow(const struct dm_resources *resources, const char *name, struct dm_buffer *path)
{
  size_t prefix = sizeof schema_prefix - 1;
  if (!resources->folder || strncmp(name, schema_prefix, prefix) != 0) {
    return false;
  }
  dm_buffer_printf(path, "%s/%s", resources->folder, name + prefix);
  return access(dm_buffer_text(path), F_OK) == 0;
}

enum dm_status dm_resource_get(const struct dm_resources *resources, const char *name, struct dm_arena *arena,
                               struct dm_diag *diag, struct dm_span *out)
{
  struct dm_buffer path = {0};
  if (find_shadow(resources, name, &path)) {
    enum dm_status status = dm_io_read_file(dm_buffer_text(&path), arena, diag, out);
    dm_buffer_free(&path);
    return status;
  }
  dm_buffer_free(&path);
  const struct dm_resource *found = find_embedded(name);
  if (!found) {
    return DM_SKIP;
  }
  *out = (struct dm_span){(const char *)found->data, found->size};
  return DM_OK;
}

const char *dm_resource_path(const struct dm_resources *resources, const char *name, struct dm_arena *arena)
{
  struct dm_buffer path = {0};
  const char *found = name;
  if (find_shadow(resources, name, &path)) {
    struct dm_span text = dm_buffer_span(&path);
    found = dm_arena_copy(arena, text.data, text.size);
  }
  dm_buffer_free(&path);
  return found;
}

static int compare_names(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t list_names(const char *prefix, const char **names)
{
  size_t count = 0;
  for (const struct dm_resource *r = dm_embedded; r->name; r++) {
    if (strncmp(r->name, prefix, strlen(prefix)) == 0) {
      names[count++] = r->name;
    }
  }
  qsort(names, count, sizeof *names, compare_names);
  return count;
}

enum dm_status dm_resource_digest(const struct dm_resources *resources, const char *prefix, struct dm_diag *diag,
                                  char out[65])
{
  size_t total = 0;
  while (dm_embedded[total].name) {
    total++;
  }
  struct dm_arena *arena = dm_arena_new();
  const char **names = DM_NEW(arena, const char *, total + 1);
  size_t count = list_names(prefix, names);
  struct dm_buffer lines = {0};
  enum dm_status status = DM_OK;
  for (size_t i = 0; i < count && status == DM_OK; i++) {
    struct dm_span bytes = {0};
    char hex[DM_SHA256_HEX + 1];
    status = dm_resource_get(resources, names[i], arena, diag, &bytes);
    dm_sha256_hex(bytes, hex);
    dm_buffer_printf(&lines, "%s %s\n", hex, names[i]);
  }
  dm_sha256_hex(dm_buffer_span(&lines), out);
  dm_buffer_free(&lines);
  dm_arena_free(arena);
  return status;
}
