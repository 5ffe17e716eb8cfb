// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/shipped.h"

#include "base/buffer.h"
#include "base/io.h"
#include "cli/parameters.h"

#include <string.h>
#include <unistd.h>

#define FOLDER "queries/"
#define SUFFIX ".rq"

enum dm_status dm_shipped_text(const struct dm_resources *resources, const char *name, struct dm_arena *arena,
                               struct dm_diag *diag, struct dm_span *out)
{
  struct dm_buffer path = {0};
  dm_buffer_printf(&path, FOLDER "%s" SUFFIX, name);
  enum dm_status status = dm_resource_get(resources, dm_buffer_text(&path), arena, diag, out);
  dm_buffer_free(&path);
  if (status == DM_SKIP) {
    dm_diag_error(diag, "there is no file %s, nor a shipped query of that name; query --list tells their names", name);
    return DM_ERR_QUERY;
  }
  return status;
}

enum dm_status dm_shipped_or_file(const struct dm_resources *resources, const char *name, struct dm_arena *arena,
                                  struct dm_diag *diag, struct dm_span *out)
{
  if (strcmp(name, "-") == 0) {
    return dm_io_read_file("/dev/stdin", arena, diag, out);
  }
  if (access(name, F_OK) != 0) {
    return dm_shipped_text(resources, name, arena, diag, out);
  }
  diag->file = name;
  return dm_io_read_file(name, arena, diag, out);
}

static const struct dm_resource *find_resource(size_t index)
{
  for (const struct dm_resource *r = dm_embedded; r->name; r++) {
    if (dm_span_starts(dm_span_of(r->name), DM_LITERAL(FOLDER)) && index-- == 0) {
      return r;
    }
  }
  return NULL;
}

static struct dm_span name_of(const struct dm_resource *resource)
{
  size_t around = sizeof FOLDER - 1 + sizeof SUFFIX - 1;
  return (struct dm_span){resource->name + sizeof FOLDER - 1, strlen(resource->name) - around};
}

const char *dm_shipped_name(size_t index, struct dm_arena *arena)
{
  const struct dm_resource *resource = find_resource(index);
  if (!resource) {
    return NULL;
  }
  struct dm_span name = name_of(resource);
  char *copy = dm_arena_alloc(arena, name.size + 1);
  memcpy(copy, name.data, name.size);
  copy[name.size] = 0;
  return copy;
}

static void list_parameter(const struct dm_parameter *parameter, FILE *to)
{
  struct dm_buffer left = {0};
  const char *kind = dm_parameter_kind_name(parameter->kind);
  dm_buffer_printf(&left, "%.*s=%s", DM_SPAN_ARGS(parameter->name), *kind ? kind : "value");
  fprintf(to, "  %-18s   %-18s %.*s\n", "", dm_buffer_text(&left), DM_SPAN_ARGS(parameter->help));
  dm_buffer_free(&left);
}

void dm_shipped_list(FILE *to)
{
  struct dm_arena *arena = dm_arena_new();
  const struct dm_resource *resource;
  for (size_t i = 0; (resource = find_resource(i)); i++) {
    struct dm_span text = {(const char *)resource->data, resource->size};
    struct dm_span name = name_of(resource);
    struct dm_parameters parameters;
    const char *end = memchr(text.data, '\n', text.size);
    struct dm_span first = {text.data + 1, (size_t)(end - text.data) - 1};
    first = dm_span_trim(first);
    fprintf(to, "  %-18.*s %.*s\n", DM_SPAN_ARGS(name), DM_SPAN_ARGS(first));
    dm_parameters_read(text, arena, &parameters);
    for (uint32_t p = 0; p < parameters.count; p++) {
      list_parameter(&parameters.parameter[p], to);
    }
  }
  dm_arena_free(arena);
}
