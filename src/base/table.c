// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/table.h"

#include <string.h>

enum dm_status dm_table_open(const struct dm_resources *resources, const char *name, struct dm_arena *arena,
                             struct dm_diag *diag, struct dm_table *out)
{
  struct dm_span bytes;
  enum dm_status status = dm_resource_get(resources, name, arena, diag, &bytes);
  if (status == DM_SKIP) {
    dm_diag_error(diag, "%s is missing", name);
    return DM_ERR_SCHEMA;
  }
  DM_TRY(status);
  *out = (struct dm_table){.rest = bytes, .name = dm_resource_path(resources, name, arena)};
  return DM_OK;
}

static struct dm_span cut(struct dm_span *rest, char at)
{
  const char *end = rest->size ? memchr(rest->data, at, rest->size) : NULL;
  struct dm_span piece = {rest->data, end ? (size_t)(end - rest->data) : rest->size};
  size_t used = end ? piece.size + 1 : piece.size;
  rest->data += used;
  rest->size -= used;
  return piece;
}

static void split_fields(struct dm_table *table, struct dm_span line)
{
  for (int i = 0; i < DM_TABLE_FIELDS; i++) {
    table->field[i] = DM_LITERAL("");
  }
  table->field_count = 0;
  while (line.size && table->field_count < DM_TABLE_FIELDS) {
    table->field[table->field_count++] = dm_span_trim(cut(&line, '\t'));
  }
}

bool dm_table_next(struct dm_table *table)
{
  while (table->rest.size) {
    struct dm_span line = cut(&table->rest, '\n');
    table->line++;
    if (dm_span_trim(line).size && line.data[0] != '#') {
      split_fields(table, line);
      return true;
    }
  }
  return false;
}

enum dm_status dm_table_error(const struct dm_table *table, struct dm_diag *diag, const char *what)
{
  const char *file = diag->file;
  diag->file = table->name;
  dm_diag_say(diag, DM_ERROR, table->line, "%s", what);
  diag->file = file;
  return DM_ERR_SCHEMA;
}
