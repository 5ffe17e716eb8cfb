// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/positions.h"

#include "mention/entities.h"

/// Who and where, of one role.
struct finding {
  uint32_t person;
  struct dm_candidate *named;
  uint32_t organization;
  struct dm_range passage;
  struct dm_range role; ///< its tokens
  const char *rule;
};

static bool is_role_class(const struct dm_found_role *role, const char *class)
{
  return dm_span_equal(dm_entry_field(role->entry, DM_ROLE_CLASS), dm_span_of(class));
}

static struct dm_candidate *person_at(const struct dm_naming *naming, uint32_t token)
{
  struct dm_candidate *c = dm_candidate_at(naming, token);
  return c && c->kind == DM_NAME_PERSON && c->entity != DM_NONE ? c : NULL;
}

static struct dm_candidate *person_before(const struct dm_naming *naming, uint32_t end)
{
  struct dm_candidate *c = dm_candidate_before(naming, end);
  return c && c->kind == DM_NAME_PERSON && c->entity != DM_NONE ? c : NULL;
}

/// The entity that a candidate beside a role names; an adjective makes its country one.
static uint32_t office_of(struct dm_naming *naming, struct dm_candidate *c)
{
  if (!c || c->kind == DM_NAME_PERSON) {
    return DM_NONE;
  }
  bool state = c->kind == DM_NAME_ADJECTIVE;
  if (c->entity == DM_NONE && state) {
    c->entity = dm_entity_of(naming, DM_COUNTRY, c->label);
    dm_entity_add_alias(naming, c->entity, dm_span_slice(naming->text->body, dm_text_bytes(naming->text, c->tokens)));
  }
  return c->entity;
}

/// `Russian`, `Russia 's`, `Kremlin` before a role: sets where it begins.
static uint32_t office_before(struct dm_naming *naming, uint32_t role_start, uint32_t *start)
{
  uint32_t end = role_start;
  end -= end > 0 && dm_naming_is(naming, end - 1, DM_WORD(POSSESSIVE));
  struct dm_candidate *c = dm_candidate_before(naming, end);
  uint32_t office = office_of(naming, c);
  if (office != DM_NONE) {
    *start = c->tokens.start;
  }
  return office;
}

/// `of the Atlantic Council` behind a role: sets where it ends.
static uint32_t office_behind(struct dm_naming *naming, uint32_t role_end, uint32_t limit, uint32_t *end)
{
  if (role_end >= limit || !dm_naming_is(naming, role_end, DM_WORD(ATTACH))) {
    return DM_NONE;
  }
  uint32_t at = role_end + 1;
  at += at < limit && dm_naming_is(naming, at, DM_WORD(THE));
  for (uint32_t i = at; i < limit && i < at + 4; i++) {
    struct dm_candidate *c = dm_candidate_at(naming, i);
    bool lower = i > at; // `at the newspaper Népszava`
    if (c && !(lower && c->kind == DM_NAME_PERSON)) {
      uint32_t office = office_of(naming, c);
      struct dm_candidate *owned = c->possessive ? dm_candidate_at(naming, c->tokens.end + 1) : NULL;
      bool body = owned && owned->kind == DM_NAME_ORGANIZATION && owned->entity != DM_NONE;
      *end = body ? owned->tokens.end : c->tokens.end;
      return body ? owned->entity : office;
    }
    bool word = naming->syntax->tag[i] == DM_TAG_NOUN || naming->syntax->tag[i] == DM_TAG_ADJ ||
                naming->syntax->tag[i] == DM_TAG_PROPN;
    if (!word) {
      break;
    }
  }
  return DM_NONE;
}

/// `spokesman Ivo Karel`, `president, Ivo Karel`, `the head of the board, Ivo Karel`
static void find_behind(struct dm_naming *naming, uint32_t end, uint32_t limit, bool office, struct finding *out)
{
  uint32_t at = end + (end < limit && dm_naming_is_sign(naming, end, ','));
  struct dm_candidate *person = at < limit && (at == end || office) ? person_at(naming, at) : NULL;
  if (!person && at == end && at + 1 < limit) {
    uint32_t length = 0;
    bool title = dm_lexicon_longest(&naming->gazetteer->titles, naming->text, at, limit, &length) != NULL;
    person = title ? person_at(naming, at + length) : NULL;
  }
  if (person) {
    out->person = person->entity;
    out->named = person;
    out->passage.end = person->tokens.end;
    out->rule = at == end ? "role-name" : "role-comma-name";
  }
}

/// `Ivo Karel, the president`, `Ivo Karel is president`, `Ivo Karel, who heads`
static void find_before(struct dm_naming *naming, uint32_t start, uint32_t limit, struct finding *out)
{
  uint32_t at = start;
  bool comma = false, verb = false, going = true;
  for (uint32_t steps = 0; going && at > limit && steps < 6; steps++) {
    uint32_t before = at - 1;
    struct dm_candidate *person = person_before(naming, at);
    if (person) {
      if (comma || verb) {
        out->person = person->entity;
        out->named = comma ? person : NULL;
        out->passage.start = person->tokens.start;
        out->rule = verb ? "name-is-role" : "name-comma-role";
      }
      return;
    }
    bool sign = dm_naming_is_sign(naming, before, ',') || dm_naming_is_sign(naming, before, '(');
    bool age = comma && (naming->text->shape[before] & DM_SHAPE_DIGIT);
    bool copula = dm_naming_is(naming, before, DM_WORD(BE) | DM_WORD(BECOME));
    going = sign  ? !comma || (naming->text->shape[at] & DM_SHAPE_DIGIT)
            : age ? true
                  : copula ||
                        dm_naming_is(naming, before,
                                     DM_WORD(THE) | DM_WORD(ARTICLE) | DM_WORD(AS) | DM_WORD(ADVERB) | DM_WORD(WHO)) ||
                        naming->syntax->tag[before] == DM_TAG_ADJ;
    comma = comma || sign;
    verb = verb || copula || dm_naming_is(naming, before, DM_WORD(AS));
    at = before;
  }
}

/// The country that the article is about, for `President Karel`: the first named if it is named often enough.
static uint32_t plain_country(const struct dm_naming *naming)
{
  uint32_t *count = DM_NEW(naming->arena, uint32_t, naming->out->entity_count + 1), first = DM_NONE, best = DM_NONE;
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    uint32_t entity = naming->candidate[i].entity;
    if (entity != DM_NONE && naming->out->entity[entity].type == DM_COUNTRY) {
      first = first == DM_NONE ? entity : first;
      count[entity]++;
      best = best == DM_NONE || count[entity] > count[best] ? entity : best;
    }
  }
  return first != DM_NONE && count[first] * 2 >= count[best] ? first : best;
}

/// The office of the same person's other state role, of the same role told before, or of the country just named.
static uint32_t office_nearby(const struct dm_naming *naming, const struct dm_found_role *role, uint32_t person)
{
  for (uint32_t i = 0; i < naming->out->position_count; i++) {
    const struct dm_position *p = &naming->out->position[i];
    bool country = p->organization != DM_NONE && naming->out->entity[p->organization].type == DM_COUNTRY;
    if (p->person == person && country) {
      return p->organization;
    }
  }
  uint32_t start = role->tokens.start;
  struct dm_range sentence = dm_naming_sentence(naming, start);
  if (start > sentence.start && dm_naming_is_sign(naming, start - 1, ',')) {
    const struct dm_candidate *c = dm_candidate_before(naming, start - 1);
    if (c && c->kind == DM_NAME_COUNTRY) {
      return c->entity;
    }
  }
  for (uint32_t i = start; i > sentence.start; i--) {
    const struct dm_candidate *c = dm_candidate_before(naming, i);
    if (c && c->kind == DM_NAME_COUNTRY) {
      return c->entity;
    }
  }
  return DM_NONE;
}

static bool is_known(const struct dm_naming *naming, uint32_t person, const struct dm_found_role *role)
{
  for (uint32_t i = 0; i < naming->out->position_count; i++) {
    const struct dm_position *p = &naming->out->position[i];
    bool same = p->person == person && p->organization != DM_NONE;
    if (same && naming->text->folded[p->tokens.end - 1] && naming->position_role[i] == role->entry) {
      return true;
    }
  }
  return false;
}

static void add_position(struct dm_naming *naming, const struct dm_found_role *role, const struct finding *f)
{
  struct dm_mentions *out = naming->out;
  for (uint32_t i = 0; i < out->position_count; i++) {
    const struct dm_position *p = &out->position[i];
    if (p->person == f->person && p->organization == f->organization && naming->position_role[i] == role->entry) {
      return;
    }
  }
  naming->position_role[out->position_count] = role->entry;
  struct dm_span words = dm_span_slice(naming->text->body, dm_text_bytes(naming->text, f->role));
  *DM_PUSH(naming->arena, out->position, out->position_count, naming->position_capacity) = (struct dm_position){
      .person = f->person, .organization = f->organization, .role = words, .tokens = f->passage, .rule = f->rule};
}

/// `Russian ambassador to Britain` is Russia's; `Spanish head of the agency` is the agency's.
static uint32_t choose_office(const struct dm_naming *naming, const struct dm_found_role *role, uint32_t before,
                              uint32_t behind)
{
  if (behind == DM_NONE) {
    return before;
  }
  uint32_t link = role->tokens.end;
  enum dm_entity_type type = naming->out->entity[behind].type;
  bool aimed = dm_naming_is(naming, link, DM_WORD(TOWARD)) ||
               (type == DM_COUNTRY && !dm_naming_is(naming, link, DM_WORD(OF) | DM_WORD(INSIDE)));
  if (before == DM_NONE) {
    return aimed && is_role_class(role, "state") && type != DM_ORGANIZATION ? DM_NONE : behind;
  }
  return type == DM_ORGANIZATION && !aimed ? behind : before;
}

/// `King Ivo of Norway`: the country behind the name.
static void find_office_behind_name(struct dm_naming *naming, struct finding *f, uint32_t limit)
{
  uint32_t at = f->passage.end;
  bool of = f->named && f->named->tokens.end == at && at + 1 < limit && dm_naming_is(naming, at, DM_WORD(OF));
  struct dm_candidate *c = of ? dm_candidate_at(naming, at + 1) : NULL;
  if (c && c->kind == DM_NAME_COUNTRY && c->entity != DM_NONE) {
    f->organization = c->entity;
    f->passage.end = c->tokens.end;
  }
}

/// `At the request of Ivo Karel, the queen left`: a role behind a comma that no comma closes, with a verb of its own.
static bool is_own_subject(const struct dm_naming *naming, uint32_t start, uint32_t end, struct dm_range sentence)
{
  uint32_t at = start;
  while (at > sentence.start && dm_naming_is(naming, at - 1, DM_WORD(THE) | DM_WORD(ARTICLE))) {
    at--;
  }
  bool comma = at > sentence.start && dm_naming_is_sign(naming, at - 1, ',');
  uint8_t tag = end < sentence.end ? naming->syntax->tag[end] : DM_TAG_PUNCT;
  uint8_t form = end < sentence.end ? naming->syntax->form[end] : DM_FORM_NONE;
  bool finite = (tag == DM_TAG_VERB || tag == DM_TAG_AUX) && (form == DM_FORM_PAST || form == DM_FORM_PRESENT);
  return comma && finite && dm_naming_is(naming, sentence.start, DM_WORD(ATTACH));
}

static struct finding find_one(struct dm_naming *naming, const struct dm_found_role *role)
{
  struct dm_range sentence = dm_naming_sentence(naming, role->tokens.start);
  struct finding f = {.person = DM_NONE, .organization = DM_NONE, .passage = role->tokens, .role = role->tokens};
  uint32_t start = role->tokens.start, end = role->tokens.end;
  f.organization = start > sentence.start ? office_before(naming, start, &start) : DM_NONE;
  uint32_t behind = office_behind(naming, end, sentence.end, &end);
  f.organization = choose_office(naming, role, f.organization, behind);
  bool aimed = behind != DM_NONE && behind != f.organization &&
               !dm_naming_is(naming, role->tokens.end, DM_WORD(OF) | DM_WORD(INSIDE));
  f.role.end = aimed ? end : f.role.end; // `ambassador to Kenya`
  f.passage = (struct dm_range){start, end};
  find_behind(naming, end, sentence.end,
              f.organization != DM_NONE ||
                  (start > sentence.start && dm_naming_is(naming, start - 1, DM_WORD(THE) | DM_WORD(POSSESSIVE))),
              &f);
  if (f.person == DM_NONE && !is_own_subject(naming, start, end, sentence)) {
    find_before(naming, start, sentence.start, &f);
  } else if (f.person != DM_NONE && f.organization == DM_NONE &&
             (is_role_class(role, "state") || is_role_class(role, "monarch"))) {
    find_office_behind_name(naming, &f, sentence.end);
  }
  return f;
}

static void widen_phrase(const struct finding *f)
{
  if (f->named) {
    struct dm_range *phrase = &f->named->phrase;
    phrase->start = f->passage.start < phrase->start ? f->passage.start : phrase->start;
    phrase->end = f->passage.end > phrase->end ? f->passage.end : phrase->end;
  }
}

/// `The Ukrainian foreign minister …. Foreign Minister Kuleba`: the office of the same role shortly before.
static uint32_t last_office(struct dm_naming *naming, uint32_t index)
{
  const struct dm_found_role *role = &naming->role[index];
  uint32_t sentence = naming->text->token_sentence[role->tokens.start];
  for (uint32_t i = index; i > 0 && index - i < 8; i--) {
    const struct dm_found_role *other = &naming->role[i - 1];
    if (naming->text->token_sentence[other->tokens.start] + 2 < sentence) {
      break;
    }
    struct finding f = find_one(naming, other);
    if (other->entry == role->entry && f.person == DM_NONE && f.organization != DM_NONE) {
      return f.organization;
    }
  }
  return DM_NONE;
}

enum { POSITIONS = 500 };

void dm_positions_find(struct dm_naming *naming)
{
  uint32_t plain = plain_country(naming);
  naming->position_role = DM_NEW(naming->arena, const struct dm_entry *, POSITIONS);
  for (int round = 0; round < 2; round++) { // first those whose office is told
    for (uint32_t i = 0; i < naming->role_count && naming->out->position_count < POSITIONS; i++) {
      const struct dm_found_role *role = &naming->role[i];
      struct finding f = find_one(naming, role);
      if (f.person == DM_NONE || (f.organization != DM_NONE) != (round == 0)) {
        continue;
      }
      widen_phrase(&f);
      if (round == 1 && is_known(naming, f.person, role)) {
        continue;
      }
      if (round == 1 && (is_role_class(role, "state") || is_role_class(role, "monarch"))) {
        f.organization = office_nearby(naming, role, f.person);
        f.organization = f.organization != DM_NONE ? f.organization : last_office(naming, i);
        f.organization = f.organization != DM_NONE ? f.organization : plain;
      }
      add_position(naming, role, &f);
    }
  }
}
