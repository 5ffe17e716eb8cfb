// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "link/link.h"

#include "graph/iri.h"
#include "graph/vocabulary.h"

#include <stdlib.h>

/// A name of several words is rarely shared by two, a single one of a person often.
#define SCORE_FULL  "0.95"
#define SCORE_SHORT "0.8"

static const struct kind {
  enum dm_word type;
  const char *name; ///< in IRIs; NULL: nobody but itself
} kinds[] = {{DM_WORD_PERSON, "person"},
             {DM_WORD_ORGANIZATION, "organization"},
             {DM_WORD_COUNTRY, "country"},
             {DM_WORD_PLACE, "place"},
             {DM_WORD_UNNAMED_SOURCE, NULL}};

/// Somebody as one article has them.
struct agent {
  dm_id id;
  const struct kind *kind;
  struct dm_span iri;
  struct dm_span slug;
  struct dm_span label;
};

struct linker {
  struct dm_change *change;
  const struct dm_snapshot *snapshot;
  struct dm_span base;
  struct dm_arena *arena;
  struct dm_buffer scratch;
  struct dm_term graph;
  dm_id pref_label, alt_label;
  uint32_t count, capacity;
  struct agent *agent;
};

static struct dm_span keep_scratch(struct linker *linker)
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

/// BASE, then `path`.
static struct dm_span below_base(struct linker *linker, const char *path)
{
  dm_buffer_clear(&linker->scratch);
  dm_buffer_add_span(&linker->scratch, linker->base);
  dm_buffer_add_text(&linker->scratch, path);
  return keep_scratch(linker);
}

static dm_id id_of(const struct linker *linker, enum dm_word word)
{
  struct dm_term term = dm_word_term(word);
  return dm_snapshot_id(linker->snapshot, &term);
}

/* Who is there. */

/// Takes one object of a scan.
typedef enum dm_status object_sink(struct linker *linker, struct dm_term object, void *context);

static enum dm_status each_object(struct linker *linker, dm_id subject, dm_id predicate, object_sink *sink,
                                  void *context)
{
  struct dm_id_quad pattern = {.subject = subject, .predicate = predicate};
  struct dm_id_quad quad;
  struct dm_scan *scan;
  if (predicate == DM_ID_NONE) {
    return DM_OK;
  }
  DM_TRY(dm_scan_new(linker->snapshot, &pattern, DM_ORDER_SPO, true, &scan));
  enum dm_status status = DM_OK;
  while (status == DM_OK && dm_scan_next(scan, &quad)) {
    struct dm_term object;
    status = dm_snapshot_term(linker->snapshot, quad.object, linker->arena, &object);
    if (status == DM_OK) {
      status = sink(linker, object, context);
    }
  }
  dm_scan_free(scan);
  return status;
}

/// The first label in byte order, should there be several.
static enum dm_status choose_label(struct linker *linker, struct dm_term object, void *context)
{
  struct dm_span *label = context;
  (void)linker;
  if (object.kind == DM_TERM_LITERAL && (label->size == 0 || dm_span_compare(object.value, *label) < 0)) {
    *label = object.value;
  }
  return DM_OK;
}

static enum dm_status take_agent(struct linker *linker, const struct kind *kind, struct dm_span articles, dm_id id)
{
  struct dm_term term;
  struct dm_span label = {0};
  DM_TRY(dm_snapshot_term(linker->snapshot, id, linker->arena, &term));
  if (term.kind != DM_TERM_IRI || !dm_span_starts(term.value, articles)) {
    return DM_OK;
  }
  DM_TRY(each_object(linker, id, linker->pref_label, choose_label, &label));
  if (label.size == 0) {
    return DM_OK;
  }
  dm_buffer_clear(&linker->scratch);
  if (kind->name) {
    dm_iri_slug(label, &linker->scratch);
  }
  *DM_PUSH(linker->arena, linker->agent, linker->count, linker->capacity) =
      (struct agent){.id = id, .kind = kind, .iri = term.value, .slug = keep_scratch(linker), .label = label};
  return DM_OK;
}

static enum dm_status collect_kind(struct linker *linker, const struct kind *kind, struct dm_span articles)
{
  struct dm_id_quad pattern = {.predicate = id_of(linker, DM_WORD_TYPE), .object = id_of(linker, kind->type)};
  struct dm_id_quad quad;
  struct dm_scan *scan;
  if (pattern.predicate == DM_ID_NONE || pattern.object == DM_ID_NONE) {
    return DM_OK;
  }
  DM_TRY(dm_scan_new(linker->snapshot, &pattern, DM_ORDER_POS, true, &scan));
  enum dm_status status = DM_OK;
  while (status == DM_OK && dm_scan_next(scan, &quad)) {
    status = take_agent(linker, kind, articles, quad.subject);
  }
  dm_scan_free(scan);
  return status;
}

static int compare_agents(const void *a, const void *b)
{
  const struct agent *x = a;
  const struct agent *y = b;
  if (x->kind != y->kind) {
    return x->kind < y->kind ? -1 : 1; // of one table
  }
  int order = dm_span_compare(x->slug, y->slug);
  if (order == 0) {
    order = dm_span_compare(x->label, y->label);
  }
  return order ? order : dm_span_compare(x->iri, y->iri);
}

static enum dm_status collect_agents(struct linker *linker)
{
  struct dm_span articles = below_base(linker, "/article/");
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    DM_TRY(collect_kind(linker, &kinds[i], articles));
  }
  if (linker->count) {
    qsort(linker->agent, linker->count, sizeof *linker->agent, compare_agents);
  }
  return DM_OK;
}

/* Who is who. */

static enum dm_status add(struct linker *linker, struct dm_term subject, enum dm_word predicate, struct dm_term object)
{
  struct dm_quad quad = {
      .subject = subject, .predicate = dm_word_term(predicate), .object = object, .graph = linker->graph};
  return dm_change_add(linker->change, &quad);
}

static enum dm_status add_text(struct linker *linker, struct dm_term subject, enum dm_word predicate,
                               struct dm_span text)
{
  return add(linker, subject, predicate, dm_term_literal(text, (struct dm_span){0}));
}

/// BASE/PREFIX TYPE/SLUG
static struct dm_term canonical_term(struct linker *linker, const char *prefix, const struct agent *agent)
{
  dm_buffer_clear(&linker->scratch);
  dm_buffer_add_span(&linker->scratch, linker->base);
  dm_buffer_printf(&linker->scratch, "/%s%s/", prefix, agent->kind->name);
  dm_buffer_add_span(&linker->scratch, agent->slug);
  return dm_term_iri(keep_scratch(linker));
}

/// Canonical node, and the label that it has.
struct canonical {
  struct dm_term term;
  struct dm_span label;
};

static enum dm_status add_alternative(struct linker *linker, struct dm_term object, void *context)
{
  const struct canonical *canonical = context;
  if (object.kind != DM_TERM_LITERAL || dm_span_equal(object.value, canonical->label)) {
    return DM_OK;
  }
  return add_text(linker, canonical->term, DM_WORD_ALT_LABEL, object.value);
}

/// The label most agents have; they are sorted by label: of equals the last in byte order, `Ana Ruiz` before `ANA RUIZ`.
static struct dm_span most_frequent(const struct agent *agent, uint32_t count)
{
  struct dm_span best = agent[0].label;
  uint32_t most = 0;
  uint32_t start = 0;
  for (uint32_t i = 1; i <= count; i++) {
    if (i < count && dm_span_equal(agent[i].label, agent[start].label)) {
      continue;
    }
    if (i - start >= most) {
      most = i - start;
      best = agent[start].label;
    }
    start = i;
  }
  return best;
}

static struct dm_span score_of(const struct agent *agent)
{
  bool single = true;
  for (size_t i = 0; i < agent->slug.size; i++) {
    single = single && agent->slug.data[i] != '-';
  }
  return dm_span_of(single && agent->kind->type == DM_WORD_PERSON ? SCORE_SHORT : SCORE_FULL);
}

static enum dm_status add_link(struct linker *linker, const struct agent *agent, struct dm_term link)
{
  struct dm_term score = dm_term_literal(score_of(agent), dm_word_iri(DM_WORD_XSD_DECIMAL));
  DM_TRY(add(linker, link, DM_WORD_TYPE, dm_word_term(DM_WORD_IDENTITY_LINK)));
  DM_TRY(add(linker, link, DM_WORD_SCORE, score));
  DM_TRY(add_text(linker, link, DM_WORD_REASON, DM_LITERAL("same type and same full name, folded")));
  return add_text(linker, link, DM_WORD_RULE, DM_LITERAL("identity-full-name"));
}

static enum dm_status add_party(struct linker *linker, const struct agent *agent, struct canonical *canonical,
                                struct dm_term link)
{
  struct dm_term term = dm_term_iri(agent->iri);
  struct dm_term label = dm_term_literal(agent->label, (struct dm_span){0});
  DM_TRY(add(linker, term, DM_WORD_IDENTITY, canonical->term));
  DM_TRY(add(linker, link, DM_WORD_PARTY, term));
  DM_TRY(add_alternative(linker, label, canonical));
  return each_object(linker, agent->id, linker->alt_label, add_alternative, canonical);
}

/// All agents of one type and slug.
static enum dm_status link_group(struct linker *linker, const struct agent *agent, uint32_t count)
{
  struct canonical canonical = {canonical_term(linker, "", agent), most_frequent(agent, count)};
  struct dm_term link = canonical_term(linker, "identity/", agent);
  DM_TRY(add(linker, canonical.term, DM_WORD_TYPE, dm_word_term(agent->kind->type)));
  DM_TRY(add_text(linker, canonical.term, DM_WORD_PREF_LABEL, canonical.label));
  DM_TRY(add_link(linker, agent, link));
  DM_TRY(add(linker, link, DM_WORD_PARTY, canonical.term));
  for (uint32_t i = 0; i < count; i++) {
    DM_TRY(add_party(linker, &agent[i], &canonical, link));
  }
  return DM_OK;
}

static enum dm_status link_unnamed(struct linker *linker, const struct agent *agent)
{
  struct dm_term term = dm_term_iri(agent->iri);
  return add(linker, term, DM_WORD_IDENTITY, term);
}

static enum dm_status link_agents(struct linker *linker)
{
  uint32_t end;
  for (uint32_t start = 0; start < linker->count; start = end) {
    const struct agent *agent = &linker->agent[start];
    end = start + 1;
    if (!agent->kind->name) {
      DM_TRY(link_unnamed(linker, agent));
      continue;
    }
    while (end < linker->count && linker->agent[end].kind == agent->kind &&
           dm_span_equal(linker->agent[end].slug, agent->slug)) {
      end++;
    }
    DM_TRY(link_group(linker, agent, end - start));
  }
  return DM_OK;
}

enum dm_status dm_link_run(struct dm_change *change, const struct dm_snapshot *snapshot, struct dm_span base,
                           struct dm_diag *diag)
{
  (void)diag; // the store says what is wrong
  struct linker linker = {.change = change, .snapshot = snapshot, .base = base, .arena = dm_arena_new()};
  linker.graph = dm_term_iri(dm_link_graph(base, linker.arena));
  linker.pref_label = id_of(&linker, DM_WORD_PREF_LABEL);
  linker.alt_label = id_of(&linker, DM_WORD_ALT_LABEL);
  enum dm_status status = collect_agents(&linker);
  if (status == DM_OK) {
    status = dm_change_remove_graph(change, &linker.graph);
    status = status == DM_SKIP ? DM_OK : status;
  }
  if (status == DM_OK) {
    status = link_agents(&linker);
  }
  dm_buffer_free(&linker.scratch);
  dm_arena_free(linker.arena);
  return status;
}
