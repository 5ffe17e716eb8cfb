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

/// What is told of a store.
struct report {
  struct dm_store_stats stats;
  struct dm_term last_article; ///< DM_TERM_NONE: no article has ever been put in
  enum { NOT_VERIFIED, AGREE, DAMAGED } verified;
};

static void write_members(const struct figure *figures, struct dm_json *json)
{
  for (; figures->name; figures++) {
    dm_json_member_uint(json, figures->name, figures->value);
  }
}

static void write_json(const struct report *report, const struct figure *figures, const struct figure *last,
                       struct dm_buffer *out)
{
  struct dm_json json = {.out = out};
  dm_json_open(&json, '{');
  write_members(figures, &json);
  dm_json_key(&json, "last_commit");
  dm_json_open(&json, '{');
  write_members(last, &json);
  dm_json_close(&json, '}');
  if (report->last_article.kind == DM_TERM_IRI) {
    dm_json_key(&json, "last_article");
    dm_json_open(&json, '{');
    dm_json_member(&json, "iri", report->last_article.value);
    dm_json_member_uint(&json, "commit", report->stats.last_article_commit);
    dm_json_close(&json, '}');
  }
  dm_json_close(&json, '}');
  dm_buffer_add_byte(out, '\n');
}

static void write_plain(const struct report *report, const struct figure *figures, const struct figure *last,
                        struct dm_buffer *out)
{
  for (; figures->name; figures++) {
    dm_buffer_printf(out, "%-10s %llu\n", figures->name, (unsigned long long)figures->value);
  }
  dm_buffer_add_text(out, "last commit");
  for (; last->name; last++) {
    dm_buffer_printf(out, " %s %llu", last->name, (unsigned long long)last->value);
  }
  dm_buffer_add_byte(out, '\n');
  if (report->last_article.kind == DM_TERM_IRI) {
    dm_buffer_printf(out, "last article %.*s, commit %llu\n", DM_SPAN_ARGS(report->last_article.value),
                     (unsigned long long)report->stats.last_article_commit);
  }
  dm_buffer_add_text(out, report->verified == AGREE ? "verified: the tables agree\n" : "");
}

static void write_report(const struct report *report, bool json, struct dm_buffer *out)
{
  const struct dm_store_stats *stats = &report->stats;
  const struct figure figures[] = {
      {"articles", stats->articles}, {"graphs", stats->graphs},   {"quads", stats->quads}, {"triples", stats->triples},
      {"terms", stats->terms},       {"commits", stats->commits}, {"bytes", stats->bytes}, {NULL, 0}};
  const struct figure last[] = {{"number", stats->commits},     {"articles_in", stats->put},
                                {"articles_out", stats->taken}, {"quads_in", stats->added},
                                {"quads_out", stats->removed},  {NULL, 0}};
  (json ? write_json : write_plain)(report, figures, last, out);
}

static enum dm_status read_report(const struct dm_snapshot *snapshot, bool verify, struct report *out)
{
  DM_TRY(dm_snapshot_stats(snapshot, &out->stats));
  DM_TRY(dm_snapshot_term(snapshot, out->stats.last_article, NULL, &out->last_article));
  if (verify) {
    out->verified = dm_snapshot_verify(snapshot) == DM_OK ? AGREE : DAMAGED;
  }
  return DM_OK;
}

int dm_command_stats(const struct dm_options *options, struct dm_diag *diag)
{
  const char *format = options->format ? options->format : "plain";
  bool json = strcmp(format, "json") == 0;
  if (!json && strcmp(format, "plain") != 0) {
    dm_diag_error(diag, "stats writes plain or json, not %s", format);
    return DM_EXIT_CANNOT;
  }
  struct dm_store *store;
  struct dm_snapshot *snapshot = NULL;
  struct report report = {0};
  if (dm_store_open(options->store, DM_STORE_READ, diag, &store) != DM_OK) {
    return DM_EXIT_CANNOT;
  }
  enum dm_status status = dm_snapshot_new(store, diag, &snapshot);
  if (status == DM_OK) {
    status = read_report(snapshot, options->verify, &report);
  }
  if (status == DM_OK) {
    struct dm_buffer out = {0};
    write_report(&report, json, &out);
    fwrite(out.data, 1, out.size, stdout); // said when standard output is closed
    dm_buffer_free(&out);
  }
  dm_snapshot_free(snapshot);
  dm_store_free(store);
  return status == DM_OK && report.verified == DAMAGED ? DM_EXIT_SOME_FAILED : dm_exit_code(status);
}
