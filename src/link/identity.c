// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Who is who: agents and places of one type and one full name are one.
#include "link/linker.h"

#include "graph/iri.h"

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

struct dm_agents {
  struct dm_span articles; ///< what the IRIs of articles begin with
  dm_id pref_label;
  uint32_t count, capacity;
  struct agent *agent; ///< [count] by kind, slug, label
};

/* Who is there. */

/// The first label in byte order, should there be several.
static enum dm_status choose_label(struct dm_linker *linker, dm_id id, struct dm_term object, void *context)
{
  struct dm_span *label = context;
  (void)linker;
  (void)id;
  bool literal = object.kind == DM_TERM_LITERAL && object.value.size;
  if (literal && (label->size == 0 || dm_span_compare(object.value, *label) < 0)) {
    *label = object.value;
  }
  return DM_OK;
}

/// An agent of a kind, while they are collected.
struct collecting {
  struct dm_agents *agents;
  const struct kind *kind;
};

static enum dm_status take_agent(struct dm_linker *linker, dm_id id, void *context)
{
  const struct collecting *collecting = context;
  struct dm_agents *agents = collecting->agents;
  struct dm_term term;
  struct dm_span label = {0};
  DM_TRY(dm_snapshot_term(linker->snapshot, id, linker->arena, &term));
  if (term.kind != DM_TERM_IRI || !dm_span_starts(term.value, agents->articles)) {
    return DM_OK;
  }
  DM_TRY(dm_linker_each_object(linker, id, agents->pref_label, choose_label, &label));
  if (label.size == 0) {
    return DM_OK;
  }
  dm_buffer_clear(&linker->scratch);
  if (collecting->kind->name) {
    dm_iri_slug(label, &linker->scratch);
  }
  *DM_PUSH(linker->arena, agents->agent, agents->count, agents->capacity) = (struct agent){
      .id = id, .kind = collecting->kind, .iri = term.value, .slug = dm_linker_keep(linker), .label = label};
  return DM_OK;
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

enum dm_status dm_agents_collect(struct dm_linker *linker, struct dm_agents **out)
{
  struct dm_agents *agents = DM_NEW(linker->arena, struct dm_agents, 1);
  agents->articles = dm_linker_below_base(linker, "/article/");
  agents->pref_label = dm_linker_id(linker, DM_WORD_PREF_LABEL);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    struct collecting collecting = {.agents = agents, .kind = &kinds[i]};
    dm_id type = dm_linker_id(linker, kinds[i].type);
    DM_TRY(dm_linker_each_subject(linker, DM_WORD_TYPE, type, take_agent, &collecting));
  }
  if (agents->count) {
    qsort(agents->agent, agents->count, sizeof *agents->agent, compare_agents);
  }
  *out = agents;
  return DM_OK;
}

/* Who is who. */

/// BASE/PREFIX TYPE/SLUG
static struct dm_term canonical_term(struct dm_linker *linker, const char *prefix, const struct agent *agent)
{
  dm_buffer_clear(&linker->scratch);
  dm_buffer_add_span(&linker->scratch, linker->base);
  dm_buffer_printf(&linker->scratch, "/%s%s/", prefix, agent->kind->name);
  dm_buffer_add_span(&linker->scratch, agent->slug);
  return dm_term_iri(dm_linker_keep(linker));
}

/// Canonical node, and the label that it has.
struct canonical {
  struct dm_term term;
  struct dm_span label;
};

static enum dm_status add_alternative(struct dm_linker *linker, dm_id id, struct dm_term object, void *context)
{
  (void)id;
  const struct canonical *canonical = context;
  if (object.kind != DM_TERM_LITERAL || dm_span_equal(object.value, canonical->label)) {
    return DM_OK;
  }
  return dm_linker_add_text(linker, canonical->term, DM_WORD_ALT_LABEL, object.value);
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

static const char *score_of(const struct agent *agent)
{
  bool single = true;
  for (size_t i = 0; i < agent->slug.size; i++) {
    single = single && agent->slug.data[i] != '-';
  }
  return single && agent->kind->type == DM_WORD_PERSON ? SCORE_SHORT : SCORE_FULL;
}

static enum dm_status add_party(struct dm_linker *linker, const struct agent *agent, struct canonical *canonical,
                                struct dm_term link)
{
  struct dm_term term = dm_term_iri(agent->iri);
  struct dm_term label = dm_term_literal(agent->label, (struct dm_span){0});
  DM_TRY(dm_linker_add(linker, term, DM_WORD_IDENTITY, canonical->term));
  DM_TRY(dm_linker_add(linker, link, DM_WORD_PARTY, term));
  DM_TRY(add_alternative(linker, agent->id, label, canonical));
  return dm_linker_each_object(linker, agent->id, dm_linker_id(linker, DM_WORD_ALT_LABEL), add_alternative, canonical);
}

/// All agents of one type and slug.
static enum dm_status link_group(struct dm_linker *linker, const struct agent *agent, uint32_t count)
{
  struct canonical canonical = {canonical_term(linker, "", agent), most_frequent(agent, count)};
  struct dm_term link = canonical_term(linker, "identity/", agent);
  DM_TRY(dm_linker_add(linker, canonical.term, DM_WORD_TYPE, dm_word_term(agent->kind->type)));
  DM_TRY(dm_linker_add_text(linker, canonical.term, DM_WORD_PREF_LABEL, canonical.label));
  struct dm_link_grounds grounds = {score_of(agent), "same type and same full name, folded", "identity-full-name"};
  DM_TRY(dm_linker_add_link(linker, link, DM_WORD_IDENTITY_LINK, grounds));
  DM_TRY(dm_linker_add(linker, link, DM_WORD_PARTY, canonical.term));
  for (uint32_t i = 0; i < count; i++) {
    DM_TRY(add_party(linker, &agent[i], &canonical, link));
  }
  return DM_OK;
}

static enum dm_status link_unnamed(struct dm_linker *linker, const struct agent *agent)
{
  struct dm_term term = dm_term_iri(agent->iri);
  return dm_linker_add(linker, term, DM_WORD_IDENTITY, term);
}

enum dm_status dm_agents_link(struct dm_linker *linker, const struct dm_agents *agents)
{
  uint32_t end;
  for (uint32_t start = 0; start < agents->count; start = end) {
    const struct agent *agent = &agents->agent[start];
    end = start + 1;
    if (linker->watch) {
      linker->watch->tell(linker->watch->context, start, agents->count);
    }
    if (!agent->kind->name) {
      DM_TRY(link_unnamed(linker, agent));
      continue;
    }
    while (end < agents->count && agents->agent[end].kind == agent->kind &&
           dm_span_equal(agents->agent[end].slug, agent->slug)) {
      end++;
    }
    DM_TRY(link_group(linker, agent, end - start));
  }
  if (linker->watch) {
    linker->watch->tell(linker->watch->context, agents->count, agents->count);
  }
  return DM_OK;
}
