// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/options.h"

#include "base/json.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

struct figure {
  const char *name;
  uint64_t value;
};

static void write_json(const struct figure *figures, size_t count, struct dm_buffer *out)
{
  struct dm_json json = {.out = out};
  dm_json_open(&json, '{');
  for (size_t i = 0; i < count; i++) {
    dm_json_member_uint(&json, figures[i].name, figures[i].value);
  }
  dm_json_close(&json, '}');
  dm_buffer_add_byte(out, '\n');
}

static void write_plain(const struct figure *figures, size_t count, struct dm_buffer *out)
{
  for (size_t i = 0; i < count; i++) {
    dm_buffer_printf(out, "%-10s %llu\n", figures[i].name, (unsigned long long)figures[i].value);
  }
}

static enum dm_status read_stats(const struct dm_options *options, struct dm_diag *diag, struct dm_store_stats *out)
{
  struct dm_store *store;
  struct dm_snapshot *snapshot = NULL;
  DM_TRY(dm_store_open(options->store, DM_STORE_READ, diag, &store));
  enum dm_status status = dm_snapshot_new(store, diag, &snapshot);
  if (status == DM_OK) {
    status = dm_snapshot_stats(snapshot, out);
  }
  dm_snapshot_free(snapshot);
  dm_store_free(store);
  return status;
}

int dm_command_stats(const struct dm_options *options, struct dm_diag *diag)
{
  const char *format = options->format ? options->format : "plain";
  bool json = strcmp(format, "json") == 0;
  if (!json && strcmp(format, "plain") != 0) {
    dm_diag_error(diag, "stats writes plain or json, not %s", format);
    return DM_EXIT_CANNOT;
  }
  struct dm_store_stats stats = {0};
  enum dm_status status = read_stats(options, diag, &stats);
  if (status != DM_OK) {
    return dm_exit_code(status);
  }
  const struct figure figures[] = {{"articles", stats.articles}, {"graphs", stats.graphs}, {"quads", stats.quads},
                                   {"triples", stats.triples},   {"terms", stats.terms},   {"commits", stats.commits},
                                   {"bytes", stats.bytes}};
  struct dm_buffer out = {0};
  (json ? write_json : write_plain)(figures, sizeof figures / sizeof *figures, &out);
  fwrite(out.data, 1, out.size, stdout);
  dm_buffer_free(&out);
  return DM_EXIT_DONE;
}
