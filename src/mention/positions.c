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
  uint32_t owner;       ///< the person whose it is (`Karel's envoy`), or DM_NONE
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

/// Whether a body of somebody's follows: `administration's | Department`, `'s | Ministry`.
static bool is_owner_of_body(const struct dm_naming *naming, uint32_t at)
{
  at += !dm_naming_is(naming, at, DM_WORD(POSSESSIVE)) && dm_naming_is(naming, at + 1, DM_WORD(POSSESSIVE));
  const struct dm_candidate *body =
      dm_naming_is(naming, at, DM_WORD(POSSESSIVE)) ? dm_candidate_at(naming, at + 1) : NULL;
  return body && body->kind == DM_NAME_ORGANIZATION;
}

/// `of the Atlantic Council` behind a role: sets where it ends.
static uint32_t office_behind(struct dm_naming *naming, uint32_t role_end, uint32_t limit, uint32_t *end)
{
  if (role_end >= limit || !dm_naming_is(naming, role_end, DM_WORD(ATTACH))) {
    return DM_NONE;
  }
  uint32_t at = role_end + 1;
  at += at < limit && dm_naming_is(naming, at, DM_WORD(THE));
  for (uint32_t i = at; i < limit && i < at + 5; i++) {
    struct dm_candidate *c = dm_candidate_at(naming, i);
    bool lower = i > at; // `at the newspaper Népszava`
    if (c && c->kind != DM_NAME_ORGANIZATION && is_owner_of_body(naming, c->tokens.end)) {
      i = c->tokens.end - 1;
      continue; // `for the Karel administration's Department of Justice`
    }
    if (c && !(lower && c->kind == DM_NAME_PERSON)) {
      uint32_t office = office_of(naming, c);
      struct dm_candidate *owned = c->possessive ? dm_candidate_at(naming, c->tokens.end + 1) : NULL;
      bool body = owned && owned->kind == DM_NAME_ORGANIZATION && owned->entity != DM_NONE;
      *end = body ? owned->tokens.end : c->tokens.end;
      return body ? owned->entity : office;
    }
    bool word = naming->syntax->tag[i] == DM_TAG_NOUN || naming->syntax->tag[i] == DM_TAG_ADJ ||
                naming->syntax->tag[i] == DM_TAG_PROPN || dm_naming_is(naming, i, DM_WORD(POSSESSIVE));
    if (!word) {
      break;
    }
  }
  return DM_NONE;
}

/// Where a short form in brackets ends: `member of parliament (MP) |`.
static uint32_t skip_brackets(const struct dm_naming *naming, uint32_t at, uint32_t limit)
{
  if (at >= limit || !dm_naming_is_sign(naming, at, '(')) {
    return at;
  }
  for (uint32_t i = at + 1; i < limit && i < at + 6; i++) {
    if (dm_naming_is_sign(naming, i, ')')) {
      return i + 1;
    }
  }
  return at;
}

/// `spokesman Ivo Karel`, `president, Ivo Karel`, `the head of the board, Ivo Karel`
static void find_behind(struct dm_naming *naming, uint32_t end, uint32_t limit, bool office, struct finding *out)
{
  end = skip_brackets(naming, end, limit);
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

/// The way from a role to the person before it: what has been passed.
struct way {
  uint32_t at;
  bool comma, verb;
};

/// Pass `Ana Varga's` of `Ivo Karel, Ana Varga's | spokesman`, and `the founder and` of `Ivo Karel, the founder and | head`.
static bool pass_phrase(const struct dm_naming *naming, uint32_t limit, struct way *way, struct finding *out)
{
  uint32_t before = way->at - 1;
  if (way->comma || before <= limit) {
    return false;
  }
  struct dm_candidate *owner = dm_naming_is(naming, before, DM_WORD(POSSESSIVE)) ? person_before(naming, before) : NULL;
  if (owner && owner->tokens.start > limit) {
    out->owner = owner->entity;
    way->at = owner->tokens.start;
    return true;
  }
  uint32_t joint = dm_naming_is(naming, before, DM_WORD(AND)) ? naming->token_role[before - 1] : DM_NONE;
  if (joint != DM_NONE) {
    way->at = naming->role[joint].tokens.start;
  }
  return joint != DM_NONE;
}

/// Pass the word before, be it a sign, an age, a verb or a small word.  @return whether the way goes on.
static bool pass_word(const struct dm_naming *naming, struct way *way)
{
  uint32_t before = way->at - 1;
  bool going;
  bool copula = dm_naming_is(naming, before, DM_WORD(BE) | DM_WORD(BECOME));
  if (dm_naming_is_sign(naming, before, ',') || dm_naming_is_sign(naming, before, '(')) {
    going = !way->comma || (naming->text->shape[way->at] & DM_SHAPE_DIGIT);
    way->comma = true;
  } else if (way->comma && (naming->text->shape[before] & DM_SHAPE_DIGIT)) {
    going = true; // `Ivo Karel, 52, the president`
  } else {
    uint64_t small = DM_WORD(THE) | DM_WORD(ARTICLE) | DM_WORD(AS) | DM_WORD(ADVERB) | DM_WORD(WHO);
    going = copula || dm_naming_is(naming, before, small) || naming->syntax->tag[before] == DM_TAG_ADJ;
  }
  way->verb = way->verb || copula || dm_naming_is(naming, before, DM_WORD(AS));
  way->at = before;
  return going;
}

/// `Ivo Karel, the president`, `Ivo Karel is president`, `Ivo Karel, who heads`
static void find_before(struct dm_naming *naming, uint32_t start, uint32_t limit, struct finding *out)
{
  struct way way = {.at = start};
  bool going = true;
  for (uint32_t steps = 0; going && way.at > limit && steps < 6; steps++) {
    struct dm_candidate *person = person_before(naming, way.at);
    if (!person) {
      going = pass_phrase(naming, limit, &way, out) || pass_word(naming, &way);
      continue;
    }
    if (way.comma || way.verb) {
      out->person = person->entity;
      out->named = way.comma ? person : NULL;
      out->passage.start = person->tokens.start;
      out->rule = way.verb ? "name-is-role" : "name-comma-role";
    }
    return;
  }
}

/// Whether somebody else holds a role of a state that only one can hold.
static bool is_taken(const struct dm_naming *naming, const struct dm_found_role *role, uint32_t person,
                     uint32_t country)
{
  for (uint32_t i = 0; is_role_class(role, "state") && i < naming->out->position_count; i++) {
    const struct dm_position *p = &naming->out->position[i];
    if (p->organization == country && p->person != person && naming->position_role[i] == role->entry) {
      return true;
    }
  }
  return false;
}

enum { OFTEN = 4 };

/// The country that the article is about, for `President Karel`: the first named if it is named often enough; where
/// somebody else is its president, another that is named nearly as often.
static uint32_t plain_country(const struct dm_naming *naming, const struct dm_found_role *role, uint32_t person)
{
  uint32_t *count = DM_NEW(naming->arena, uint32_t, naming->out->entity_count + 1);
  uint32_t first = DM_NONE, best = DM_NONE, other = DM_NONE;
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    uint32_t entity = naming->candidate[i].entity;
    if (entity != DM_NONE && naming->out->entity[entity].type == DM_COUNTRY) {
      first = first == DM_NONE ? entity : first;
      count[entity]++;
      best = best == DM_NONE || count[entity] > count[best] ? entity : best;
      bool open = !is_taken(naming, role, person, entity);
      other = open && (other == DM_NONE || count[entity] > count[other]) ? entity : other;
    }
  }
  uint32_t plain = first != DM_NONE && count[first] * 2 >= count[best] ? first : best;
  bool taken = plain != DM_NONE && is_taken(naming, role, person, plain);
  return taken && other != DM_NONE && count[other] >= OFTEN && count[other] * 3 >= count[plain] * 2 ? other : plain;
}

/// The country of a person's state role; DM_NONE if none is known.
static uint32_t country_of(const struct dm_naming *naming, uint32_t person)
{
  for (uint32_t i = 0; i < naming->out->position_count; i++) {
    const struct dm_position *p = &naming->out->position[i];
    bool country = p->organization != DM_NONE && naming->out->entity[p->organization].type == DM_COUNTRY;
    if (p->person == person && country) {
      return p->organization;
    }
  }
  return DM_NONE;
}

/// The country whose name ends at `end`; DM_NONE if none does.
static uint32_t country_before(const struct dm_naming *naming, uint32_t end)
{
  const struct dm_candidate *c = dm_candidate_before(naming, end);
  bool country = c && c->kind == DM_NAME_COUNTRY && c->entity != DM_NONE;
  return country ? c->entity : DM_NONE;
}

/// The office of the same person's other state role, of whose he is, or of the country just named.
static uint32_t office_nearby(const struct dm_naming *naming, const struct dm_found_role *role, const struct finding *f)
{
  uint32_t country = country_of(naming, f->person);
  country = country == DM_NONE && f->owner != DM_NONE ? country_of(naming, f->owner) : country;
  uint32_t start = role->tokens.start;
  struct dm_range sentence = dm_naming_sentence(naming, start);
  if (country == DM_NONE && start > sentence.start && dm_naming_is_sign(naming, start - 1, ',')) {
    country = country_before(naming, start - 1);
  }
  for (uint32_t i = start; i > sentence.start && country == DM_NONE; i--) {
    country = country_before(naming, i);
  }
  return country;
}

/// The country that the first sentence with a person's name goes on to tell of: `President Karel said Norway …`.
static uint32_t office_told_next(const struct dm_naming *naming, const struct dm_found_role *role,
                                 const struct finding *f)
{
  uint32_t end = dm_naming_sentence(naming, f->passage.start).end;
  bool speaks = dm_naming_is(naming, f->passage.end, DM_WORD(SAY));
  for (uint32_t i = f->passage.end; speaks && i < f->passage.end + 6 && i <= end; i++) {
    uint32_t country = country_before(naming, i);
    if (country != DM_NONE && !is_taken(naming, role, f->person, country)) {
      return country;
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
  uint32_t the = of && dm_naming_is(naming, at + 1, DM_WORD(THE));
  struct dm_candidate *c = of ? dm_candidate_at(naming, at + 1 + the) : NULL;
  bool office = c && (c->kind == DM_NAME_COUNTRY || c->kind == DM_NAME_ORGANIZATION || c->kind == DM_NAME_PLACE);
  if (office && c->entity != DM_NONE) {
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
  return comma && finite && naming->syntax->tag[sentence.start] == DM_TAG_ADP;
}

/// Whether a role is a phrase of its own, before a comma: `a spokesman, Ivo Karel`, `another former Varga adviser, …`.
static bool has_determiner(const struct dm_naming *naming, uint32_t start, uint32_t sentence)
{
  for (uint32_t i = start, steps = 0; i > sentence && steps < 5; i--, steps++) {
    uint8_t tag = naming->syntax->tag[i - 1];
    if (dm_naming_is(naming, i - 1, DM_WORD(THE) | DM_WORD(POSSESSIVE) | DM_WORD(ARTICLE)) || tag == DM_TAG_DET) {
      return true;
    }
    if (tag != DM_TAG_ADJ && tag != DM_TAG_PROPN && tag != DM_TAG_NOUN) {
      return false;
    }
  }
  return false;
}

/// `the | retired general`
static bool describes(const struct dm_naming *naming, uint32_t token)
{
  uint8_t tag = naming->syntax->tag[token], form = naming->syntax->form[token];
  return tag == DM_TAG_ADJ || (tag == DM_TAG_VERB && (form == DM_FORM_PAST || form == DM_FORM_PARTICIPLE));
}

/// `adviser | and retired general Ivo Karel`: the name, and the office, behind a second role.
static void find_behind_joint(struct dm_naming *naming, uint32_t end, uint32_t limit, struct finding *f)
{
  uint32_t at = end + 1;
  if (at >= limit || !dm_naming_is(naming, end, DM_WORD(AND))) {
    return;
  }
  while (at < limit && naming->token_role[at] == DM_NONE && describes(naming, at)) {
    at++;
  }
  uint32_t role = at < limit ? naming->token_role[at] : DM_NONE;
  if (role == DM_NONE) {
    uint32_t length = 0;
    bool title = at < limit && dm_lexicon_longest(&naming->gazetteer->titles, naming->text, at, limit, &length);
    if (title && f->person == DM_NONE) {
      find_behind(naming, at + length, limit, false, f);
    }
    return;
  }
  uint32_t second = naming->role[role].tokens.end;
  uint32_t office = office_behind(naming, second, limit, &second);
  f->organization = f->organization != DM_NONE ? f->organization : office;
  if (f->person == DM_NONE) {
    find_behind(naming, second, limit, office != DM_NONE, f);
  }
}

/// The person whose role it is: `Karel's | envoy`, `Karel | adviser`.
static uint32_t owner_before(const struct dm_naming *naming, uint32_t start, uint32_t sentence)
{
  uint32_t end = start - (start > sentence && dm_naming_is(naming, start - 1, DM_WORD(POSSESSIVE)));
  const struct dm_candidate *c = end > sentence ? person_before(naming, end) : NULL;
  return c ? c->entity : DM_NONE;
}

static struct finding find_one(struct dm_naming *naming, const struct dm_found_role *role)
{
  struct dm_range sentence = dm_naming_sentence(naming, role->tokens.start);
  struct finding f = {
      .person = DM_NONE, .organization = DM_NONE, .passage = role->tokens, .role = role->tokens, .owner = DM_NONE};
  uint32_t start = role->tokens.start, end = role->tokens.end;
  f.organization = start > sentence.start ? office_before(naming, start, &start) : DM_NONE;
  uint32_t behind = office_behind(naming, end, sentence.end, &end);
  f.organization = choose_office(naming, role, f.organization, behind);
  bool aimed = behind != DM_NONE && behind != f.organization &&
               !dm_naming_is(naming, role->tokens.end, DM_WORD(OF) | DM_WORD(INSIDE));
  f.role.end = aimed ? end : f.role.end; // `ambassador to Kenya`
  f.passage = (struct dm_range){start, end};
  find_behind(naming, end, sentence.end, f.organization != DM_NONE || has_determiner(naming, start, sentence.start),
              &f);
  f.owner = owner_before(naming, start, sentence.start);
  find_behind_joint(naming, end, sentence.end, &f);
  if (f.person == DM_NONE && !is_own_subject(naming, start, end, sentence)) {
    find_before(naming, start, sentence.start, &f);
  } else if (f.person != DM_NONE && f.organization == DM_NONE) {
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

/// The country of a role that is told without one.
static uint32_t office_without_name(struct dm_naming *naming, uint32_t index, const struct finding *f)
{
  const struct dm_found_role *role = &naming->role[index];
  uint32_t office = office_nearby(naming, role, f);
  office = office != DM_NONE ? office : last_office(naming, index);
  office = office != DM_NONE ? office : office_told_next(naming, role, f);
  return office != DM_NONE ? office : plain_country(naming, role, f->person);
}

enum { POSITIONS = 500 };

void dm_positions_find(struct dm_naming *naming)
{
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
        f.organization = office_without_name(naming, i, &f);
      }
      add_position(naming, role, &f);
    }
  }
}
