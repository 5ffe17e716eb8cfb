// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/name_revision.h"

#include "mention/pieces.h"

#include <stdlib.h>
#include <string.h>

/// By how much the model must be sure to add to what rules found, and how much more to change it: by their evidence.
enum { SURE = 8000, GRAIN = 2000, MOST_GRAINS = 12, HEAD_GRAINS = 8 };

/// What is being revised: candidates and proposals side by side, in text order.
struct revision {
  struct dm_naming *naming;
  const struct dm_name_proposals *proposals;
  uint32_t count, capacity;
  struct dm_candidate *candidate; ///< [count] what stays, is changed or is new
};

static enum dm_name_kind kind_of(enum dm_name_type type)
{
  switch (type) {
  case DM_NAME_TYPE_PERSON:
    return DM_NAME_PERSON;
  case DM_NAME_TYPE_ORGANIZATION:
    return DM_NAME_ORGANIZATION;
  case DM_NAME_TYPE_COUNTRY:
  case DM_NAME_TYPE_PLACE:
    return DM_NAME_PLACE;
  case DM_NAME_TYPE_NATIONALITY:
    return DM_NAME_ADJECTIVE;
  case DM_NAME_TYPE_OTHER:
  case DM_NAME_TYPE_COUNT:
  default:
    return DM_NAME_NONE;
  }
}

static bool same_range(struct dm_range a, struct dm_range b) { return a.start == b.start && a.end == b.end; }

/// Whether a candidate is known, or of a pattern that needs no capitals.
static bool is_settled(const struct dm_naming *naming, const struct dm_candidate *c)
{
  bool small = !(naming->text->shape[c->tokens.start] & DM_SHAPE_CAPITAL);
  return c->entry || (small && c->kind == DM_NAME_ORGANIZATION);
}

/// What the rules found that speaks for a kind.
static int32_t evidence_for(const struct dm_candidate *c, enum dm_name_kind kind)
{
  int evidence = kind == DM_NAME_PERSON         ? c->person
                 : kind == DM_NAME_ORGANIZATION ? c->organization
                 : kind == DM_NAME_PLACE        ? c->place
                                                : 0;
  return evidence < 0 ? 0 : evidence > MOST_GRAINS ? MOST_GRAINS : evidence;
}

/// How sure the model must be to change a candidate that is not settled.
static int32_t doubt(const struct dm_candidate *c)
{
  return SURE + GRAIN * (evidence_for(c, c->kind) + (c->noun.size ? HEAD_GRAINS : 0));
}

static int32_t least_margin(const struct dm_name_proposals *proposals, struct dm_range tokens)
{
  int32_t least = proposals->margin[tokens.start];
  for (uint32_t i = tokens.start + 1; i < tokens.end; i++) {
    least = proposals->margin[i] < least ? proposals->margin[i] : least;
  }
  return least;
}

static void keep(struct revision *revision, const struct dm_candidate *c)
{
  *DM_PUSH(revision->naming->arena, revision->candidate, revision->count, revision->capacity) = *c;
}

/// What the gazetteer has as no name: `Monday`, `the West`.
static bool is_no_name(const struct dm_naming *naming, struct dm_range tokens)
{
  struct dm_known known = dm_gazetteer_longest(naming->gazetteer, naming->text, tokens.start, tokens.end);
  bool no_name = known.kind == DM_NAME_BELIEF || known.kind == DM_NAME_CALENDAR || known.kind == DM_NAME_FUNCTION ||
                 known.kind == DM_NAME_OTHER;
  return no_name && known.length == tokens.end - tokens.start;
}

/// A name that the model has and the rules have not, or not so.
static void adopt(struct revision *revision, const struct dm_name_proposal *proposal)
{
  enum dm_name_kind kind = kind_of(proposal->type);
  if (kind == DM_NAME_NONE || proposal->margin < SURE || is_no_name(revision->naming, proposal->tokens) ||
      dm_naming_is_shouted(revision->naming, proposal->tokens)) {
    return;
  }
  struct dm_candidate c = dm_candidate_make(revision->naming, proposal->tokens, kind);
  if (kind != DM_NAME_ADJECTIVE || c.entry) { // a people that is not known belongs to no country
    c.margin = proposal->margin;
    keep(revision, &c);
  }
}

/// A candidate where the model has a name of the same tokens.
static void compare(struct revision *revision, const struct dm_candidate *c, const struct dm_name_proposal *proposal)
{
  struct dm_candidate changed = *c;
  enum dm_name_kind kind = kind_of(proposal->type);
  if (kind != c->kind && proposal->margin >= doubt(c) && !is_settled(revision->naming, c)) {
    changed.kind = kind == DM_NAME_ADJECTIVE ? DM_NAME_NONE : kind;
  }
  changed.margin = changed.kind == kind ? proposal->margin : 0;
  keep(revision, &changed);
}

/// Whether a proposal takes in a role that no candidate has in it.
static bool takes_role(const struct dm_naming *naming, struct dm_range tokens)
{
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    if (naming->token_role[i] != DM_NONE && naming->token_candidate[i] == DM_NONE) {
      return true;
    }
  }
  return false;
}

/// Whether the model only cuts off what an organisation with a head is for: `Ministry of Mines | and Energy`.
static bool cuts_tail(const struct dm_candidate *c, const struct dm_name_proposal *proposal)
{
  return c->kind == DM_NAME_ORGANIZATION && c->noun.size && proposal->type == DM_NAME_TYPE_ORGANIZATION &&
         proposal->tokens.start == c->tokens.start && proposal->tokens.end < c->tokens.end;
}

/// Candidates and proposals that overlap one another, none of the same tokens.
static void settle(struct revision *revision, struct dm_range candidates, struct dm_range proposals)
{
  struct dm_naming *naming = revision->naming;
  bool settled = false;
  int32_t margin = INT32_MAX;
  int32_t least_sure = SURE;
  for (uint32_t i = candidates.start; i < candidates.end; i++) {
    int32_t sure = doubt(&naming->candidate[i]);
    least_sure = sure > least_sure ? sure : least_sure;
    settled = settled || is_settled(naming, &naming->candidate[i]);
    int32_t least = least_margin(revision->proposals, naming->candidate[i].tokens);
    margin = least < margin ? least : margin;
  }
  for (uint32_t i = proposals.start; i < proposals.end; i++) {
    int32_t least = revision->proposals->proposal[i].margin;
    settled = settled || takes_role(naming, revision->proposals->proposal[i].tokens) ||
              (candidates.end > candidates.start &&
               cuts_tail(&naming->candidate[candidates.start], &revision->proposals->proposal[i]));
    margin = least < margin ? least : margin;
  }
  bool change = margin >= least_sure && !settled;
  for (uint32_t i = candidates.start; i < candidates.end && !change; i++) {
    keep(revision, &naming->candidate[i]);
  }
  for (uint32_t i = proposals.start; i < proposals.end && change; i++) {
    adopt(revision, &revision->proposals->proposal[i]);
  }
}

/// The candidate or proposal that comes next, with all that overlap it and one another.
static void take_next(struct revision *revision, uint32_t *candidate, uint32_t *proposal)
{
  const struct dm_naming *naming = revision->naming;
  const struct dm_name_proposals *proposals = revision->proposals;
  uint32_t c = *candidate, p = *proposal;
  uint32_t from = c < naming->candidate_count ? naming->candidate[c].tokens.start : UINT32_MAX;
  uint32_t other = p < proposals->count ? proposals->proposal[p].tokens.start : UINT32_MAX;
  uint32_t end = (from < other ? from : other) + 1;
  for (bool more = true; more;) {
    more = false;
    while (c < naming->candidate_count && naming->candidate[c].tokens.start < end) {
      end = naming->candidate[c].tokens.end > end ? naming->candidate[c].tokens.end : end;
      c++;
      more = true;
    }
    while (p < proposals->count && proposals->proposal[p].tokens.start < end) {
      end = proposals->proposal[p].tokens.end > end ? proposals->proposal[p].tokens.end : end;
      p++;
      more = true;
    }
  }
  struct dm_range cs = {*candidate, c};
  struct dm_range ps = {*proposal, p};
  if (cs.end - cs.start == 1 && ps.end - ps.start == 1 &&
      same_range(naming->candidate[cs.start].tokens, proposals->proposal[ps.start].tokens)) {
    compare(revision, &naming->candidate[cs.start], &proposals->proposal[ps.start]);
  } else {
    settle(revision, cs, ps);
  }
  *candidate = c;
  *proposal = p;
}

/* One form, one kind. */

/// A candidate that is not known, and the form under which it votes.
struct vote {
  uint64_t form;
  struct dm_candidate *c;
};

static int compare_votes(const void *a, const void *b)
{
  const struct vote *x = a;
  const struct vote *y = b;
  if (x->form != y->form) {
    return x->form < y->form ? -1 : 1;
  }
  return (x->c->tokens.start > y->c->tokens.start) - (x->c->tokens.start < y->c->tokens.start);
}

/// A name without a head votes with what may be its short form, the last word.
static uint64_t form_of(const struct dm_naming *naming, const struct dm_candidate *c)
{
  bool head = dm_gazetteer_head(naming->gazetteer, naming->text, c->tokens.start, c->tokens.end) != NULL;
  bool whole = head || c->noun.size || c->tokens.end - c->tokens.start > 3;
  return whole ? c->key : naming->text->exact[c->tokens.end - 1];
}

static int64_t weight_of(const struct dm_candidate *c, enum dm_name_kind kind)
{
  return GRAIN * evidence_for(c, kind) + (c->kind == kind ? c->margin : 0);
}

/// The kind for which candidates of one form speak most.
static enum dm_name_kind best_kind(const struct vote *vote, uint32_t count)
{
  static const enum dm_name_kind kinds[] = {DM_NAME_PERSON, DM_NAME_ORGANIZATION, DM_NAME_PLACE};
  enum dm_name_kind best = DM_NAME_NONE;
  int64_t most = 0;
  for (uint32_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
      sum += weight_of(vote[i].c, kinds[k]);
    }
    best = sum > most ? kinds[k] : best;
    most = sum > most ? sum : most;
  }
  return best;
}

/// Names of one form that are not known get one kind.
static void agree(struct revision *revision)
{
  struct vote *vote = DM_NEW(revision->naming->arena, struct vote, revision->count + 1);
  uint32_t count = 0;
  for (uint32_t i = 0; i < revision->count; i++) {
    struct dm_candidate *c = &revision->candidate[i];
    if (!c->entry && (c->kind == DM_NAME_PERSON || c->kind == DM_NAME_ORGANIZATION || c->kind == DM_NAME_PLACE)) {
      vote[count++] = (struct vote){form_of(revision->naming, c), c};
    }
  }
  qsort(vote, count, sizeof *vote, compare_votes);
  for (uint32_t i = 0, next; i < count; i = next) {
    next = i + 1;
    while (next < count && vote[next].form == vote[i].form) {
      next++;
    }
    enum dm_name_kind kind = best_kind(vote + i, next - i);
    for (uint32_t k = i; k < next && next - i > 1 && kind != DM_NAME_NONE; k++) {
      vote[k].c->kind = kind;
    }
  }
}

enum { WHOLE_NAMES = 400 }; ///< that short forms are looked for in

/// Names of several words: persons, and organisations with a head.
struct wholes {
  uint32_t count;
  const struct dm_candidate *c[WHOLE_NAMES];
};

static void find_wholes(const struct revision *revision, struct wholes *out)
{
  for (uint32_t i = 0; i < revision->count && out->count < WHOLE_NAMES; i++) {
    const struct dm_candidate *c = &revision->candidate[i];
    bool several = c->tokens.end - c->tokens.start > 1;
    if (several && (c->kind == DM_NAME_PERSON || (c->kind == DM_NAME_ORGANIZATION && c->noun.size))) {
      out->c[out->count++] = c;
    }
  }
}

/// Whether the first word of an organisation, and no word of a person, is this one.
static bool leads_organization(const struct dm_text *text, const struct wholes *wholes, uint64_t word)
{
  bool leads = false;
  for (uint32_t i = 0; i < wholes->count; i++) {
    const struct dm_candidate *whole = wholes->c[i];
    for (uint32_t t = whole->tokens.start; t < whole->tokens.end && whole->kind == DM_NAME_PERSON; t++) {
      if (text->exact[t] == word) {
        return false;
      }
    }
    leads = leads || (whole->kind == DM_NAME_ORGANIZATION && text->exact[whole->tokens.start] == word);
  }
  return leads;
}

/// `Northwind` of an article that has `Northwind Motors` is the company.
static void follow_organizations(const struct revision *revision)
{
  const struct dm_text *text = revision->naming->text;
  struct wholes wholes = {0};
  find_wholes(revision, &wholes);
  for (uint32_t i = 0; i < revision->count; i++) {
    struct dm_candidate *c = &revision->candidate[i];
    bool single = c->tokens.end - c->tokens.start == 1;
    if (single && !c->entry && !c->title && leads_organization(text, &wholes, text->exact[c->tokens.start])) {
      c->kind = DM_NAME_ORGANIZATION;
    }
  }
}

void dm_names_revise(struct dm_naming *naming, const struct dm_name_proposals *proposals)
{
  struct revision revision = {.naming = naming, .proposals = proposals};
  uint32_t candidate = 0;
  uint32_t proposal = 0;
  while (candidate < naming->candidate_count || proposal < proposals->count) {
    take_next(&revision, &candidate, &proposal);
  }
  agree(&revision);
  follow_organizations(&revision);
  naming->candidate = revision.candidate;
  naming->candidate_count = revision.count;
  naming->candidate_capacity = revision.capacity;
  memset(naming->token_candidate, 0xff, sizeof(uint32_t) * naming->text->token_count);
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    for (uint32_t t = naming->candidate[i].tokens.start; t < naming->candidate[i].tokens.end; t++) {
      naming->token_candidate[t] = i;
    }
  }
}
