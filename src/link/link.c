// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "link/link.h"

#include "link/linker.h"

struct dm_span dm_linker_keep(struct dm_linker *linker)
{
  return (struct dm_span){dm_arena_copy(linker->arena, linker->scratch.data, linker->scratch.size),
                          linker->scratch.size};
}

struct dm_span dm_link_graph(struct dm_span base, struct dm_arena *arena)
{
  struct dm_buffer iri = {0};
  dm_buffer_printf(&iri, "%.*s/graph/link", DM_SPAN_ARGS(base));
  struct dm_span out = {dm_arena_copy(arena, iri.data, iri.size), iri.size};
  dm_buffer_free(&iri);
  return out;
}

struct dm_span dm_linker_below_base(struct dm_linker *linker, const char *path)
{
  dm_buffer_clear(&linker->scratch);
  dm_buffer_add_span(&linker->scratch, linker->base);
  dm_buffer_add_text(&linker->scratch, path);
  return dm_linker_keep(linker);
}

dm_id dm_linker_id(const struct dm_linker *linker, enum dm_word word)
{
  struct dm_term term = dm_word_term(word);
  return dm_snapshot_id(linker->snapshot, &term);
}

/// The next quad of a scan over all graphs that does not stand in the link graph alone: what is there is made anew.
/// @param quad  [in,out] the one before, zeroed at first
static bool next_quad(const struct dm_linker *linker, struct dm_scan *scan, struct dm_id_quad *quad)
{
  struct dm_id_quad before = *quad;
  bool same = true;
  while (same && dm_scan_next(scan, quad)) {
    same = quad->graph == linker->graph_id || (quad->subject == before.subject && quad->object == before.object);
  }
  return !same;
}

enum dm_status dm_linker_each_subject(struct dm_linker *linker, enum dm_word predicate, dm_id object,
                                      dm_linker_subject *sink, void *context)
{
  struct dm_id_quad pattern = {.predicate = dm_linker_id(linker, predicate), .object = object};
  struct dm_id_quad quad = {0};
  struct dm_scan *scan;
  if (pattern.predicate == DM_ID_NONE || pattern.object == DM_ID_NONE) {
    return DM_OK;
  }
  DM_TRY(dm_scan_new(linker->snapshot, &pattern, DM_ORDER_POS, false, &scan));
  enum dm_status status = DM_OK;
  while (status == DM_OK && next_quad(linker, scan, &quad)) {
    status = sink(linker, quad.subject, context);
  }
  dm_scan_free(scan);
  return status;
}

enum dm_status dm_linker_each_object(struct dm_linker *linker, dm_id subject, dm_id predicate, dm_linker_object *sink,
                                     void *context)
{
  struct dm_id_quad pattern = {.subject = subject, .predicate = predicate};
  struct dm_id_quad quad = {0};
  struct dm_scan *scan;
  if (predicate == DM_ID_NONE) {
    return DM_OK;
  }
  DM_TRY(dm_scan_new(linker->snapshot, &pattern, DM_ORDER_SPO, false, &scan));
  enum dm_status status = DM_OK;
  while (status == DM_OK && next_quad(linker, scan, &quad)) {
    struct dm_term object;
    status = dm_snapshot_term(linker->snapshot, quad.object, linker->arena, &object);
    if (status == DM_OK) {
      status = sink(linker, quad.object, object, context);
    }
  }
  dm_scan_free(scan);
  return status;
}

enum dm_status dm_linker_add(struct dm_linker *linker, struct dm_term subject, enum dm_word predicate,
                             struct dm_term object)
{
  struct dm_quad quad = {
      .subject = subject, .predicate = dm_word_term(predicate), .object = object, .graph = linker->graph};
  return dm_change_add(linker->change, &quad);
}

enum dm_status dm_linker_add_text(struct dm_linker *linker, struct dm_term subject, enum dm_word predicate,
                                  struct dm_span text)
{
  return dm_linker_add(linker, subject, predicate, dm_term_literal(text, (struct dm_span){0}));
}

enum dm_status dm_linker_add_link(struct dm_linker *linker, struct dm_term link, enum dm_word type,
                                  struct dm_link_grounds grounds)
{
  struct dm_term score = dm_term_literal(dm_span_of(grounds.score), dm_word_iri(DM_WORD_XSD_DECIMAL));
  DM_TRY(dm_linker_add(linker, link, DM_WORD_TYPE, dm_word_term(type)));
  DM_TRY(dm_linker_add(linker, link, DM_WORD_SCORE, score));
  DM_TRY(dm_linker_add_text(linker, link, DM_WORD_REASON, dm_span_of(grounds.reason)));
  return dm_linker_add_text(linker, link, DM_WORD_RULE, dm_span_of(grounds.rule));
}

static enum dm_status run(struct dm_linker *linker)
{
  struct dm_agents *agents;
  struct dm_utterances *utterances;
  DM_TRY(dm_agents_collect(linker, &agents));
  DM_TRY(dm_utterances_collect(linker, &utterances));
  enum dm_status removed = dm_change_remove_graph(linker->change, &linker->graph);
  if (removed != DM_OK && removed != DM_SKIP) {
    return removed;
  }
  DM_TRY(dm_agents_link(linker, agents));
  return dm_utterances_link(linker, utterances);
}

enum dm_status dm_link_run(struct dm_change *change, const struct dm_snapshot *snapshot, struct dm_span base,
                           struct dm_diag *diag)
{
  return dm_link_run_watched(change, snapshot, base, NULL, diag);
}

enum dm_status dm_link_run_watched(struct dm_change *change, const struct dm_snapshot *snapshot, struct dm_span base,
                                   const struct dm_link_watch *watch, struct dm_diag *diag)
{
  (void)diag; // the store says what is wrong
  struct dm_linker linker = {
      .change = change, .snapshot = snapshot, .watch = watch, .base = base, .arena = dm_arena_new()};
  linker.graph = dm_term_iri(dm_link_graph(base, linker.arena));
  linker.graph_id = dm_snapshot_id(snapshot, &linker.graph);
  enum dm_status status = run(&linker);
  status = status == DM_OK ? dm_snapshot_status(snapshot) : status;
  dm_buffer_free(&linker.scratch);
  dm_arena_free(linker.arena);
  return status;
}
