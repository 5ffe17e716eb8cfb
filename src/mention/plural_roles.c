// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Roles that several persons have: `Senators Ivo Karel and Ana Varga`, `Ivo Karel and Ana Varga, both professors at …`.
#include "mention/positions.h"

#include "mention/entities.h"

enum { MOST_POSITIONS = 500, MOST_PERSONS = 12 };

/// The persons of a list, as they stand.
struct persons {
  uint32_t count;
  const struct dm_candidate *one[MOST_PERSONS];
};

static bool joins(const struct dm_naming *naming, uint32_t token)
{
  return dm_naming_is_sign(naming, token, ',') || dm_naming_is(naming, token, DM_WORD(AND));
}

static bool is_person(const struct dm_candidate *c) { return c && c->kind == DM_NAME_PERSON && c->entity != DM_NONE; }

/// Whether there are several, the last behind an `and`.
static struct persons persons_behind(const struct dm_naming *naming, uint32_t at, uint32_t limit)
{
  struct persons persons = {0};
  bool joint = false;
  while (at < limit && persons.count < MOST_PERSONS) {
    const struct dm_candidate *c = dm_candidate_at(naming, at);
    if (!is_person(c)) {
      break;
    }
    persons.one[persons.count++] = c;
    at = c->tokens.end;
    bool more = at < limit && joins(naming, at);
    while (more && at < limit && joins(naming, at)) {
      joint = joint || (dm_naming_is(naming, at, DM_WORD(AND)) && is_person(dm_candidate_at(naming, at + 1)));
      at++;
    }
    if (!more) {
      break;
    }
  }
  persons.count = joint ? persons.count : 0;
  return persons;
}

static struct persons persons_before(const struct dm_naming *naming, uint32_t end, uint32_t start)
{
  struct persons persons = {0};
  bool joint = false;
  while (end > start && persons.count < MOST_PERSONS) {
    const struct dm_candidate *c = dm_candidate_before(naming, end);
    if (!is_person(c)) {
      break;
    }
    persons.one[persons.count++] = c;
    end = c->tokens.start;
    bool more = end > start && joins(naming, end - 1);
    while (more && end > start && joins(naming, end - 1)) {
      joint = joint || dm_naming_is(naming, end - 1, DM_WORD(AND));
      end--;
    }
    const struct dm_candidate *nation = more ? NULL : dm_candidate_before(naming, end); // `Norwegian | Ana Varga`
    if (nation && nation->kind == DM_NAME_ADJECTIVE) {
      end = nation->tokens.start;
      while (end > start && joins(naming, end - 1)) {
        joint = joint || dm_naming_is(naming, end - 1, DM_WORD(AND));
        end--;
        more = true;
      }
    }
    if (!more) {
      break;
    }
  }
  persons.count = joint ? persons.count : 0;
  return persons;
}

/// Where the words before a role begin: `, both | professors`.
static uint32_t words_before(const struct dm_naming *naming, uint32_t role, uint32_t start)
{
  while (role > start &&
         (naming->syntax->tag[role - 1] == DM_TAG_ADJ || naming->syntax->tag[role - 1] == DM_TAG_DET ||
          naming->syntax->tag[role - 1] == DM_TAG_CCONJ || naming->syntax->tag[role - 1] == DM_TAG_NUM)) {
    role--;
  }
  return role;
}

/// The body or state that a name beside the role names; DM_NONE if none does.
static uint32_t office_at(const struct dm_candidate *c) { return c && c->kind != DM_NAME_PERSON ? c->entity : DM_NONE; }

static uint32_t office_behind_role(const struct dm_naming *naming, uint32_t at)
{
  if (!dm_naming_is(naming, at, DM_WORD(ATTACH))) {
    return DM_NONE;
  }
  at += 1 + dm_naming_is(naming, at + 1, DM_WORD(THE));
  return office_at(dm_candidate_at(naming, at));
}

static bool is_known(const struct dm_naming *naming, uint32_t person, const struct dm_entry *role)
{
  for (uint32_t i = 0; i < naming->out->position_count; i++) {
    if (naming->out->position[i].person == person && naming->position_role[i] == role) {
      return true;
    }
  }
  return false;
}

static void add(struct dm_naming *naming, const struct dm_entry *role, const struct dm_position *position)
{
  struct dm_mentions *out = naming->out;
  if (out->position_count < MOST_POSITIONS && !is_known(naming, position->person, role)) {
    naming->position_role[out->position_count] = role;
    *DM_PUSH(naming->arena, out->position, out->position_count, naming->position_capacity) = *position;
  }
}

static void find_at(struct dm_naming *naming, uint32_t start, uint32_t end, const struct dm_entry *role)
{
  struct dm_range sentence = dm_naming_sentence(naming, start);
  struct persons persons = persons_behind(naming, end, sentence.end);
  uint32_t office = start > sentence.start ? office_at(dm_candidate_before(naming, start)) : DM_NONE;
  office = office != DM_NONE ? office : office_behind_role(naming, end);
  uint32_t comma = words_before(naming, start, sentence.start);
  if (!persons.count && comma > sentence.start && dm_naming_is_sign(naming, comma - 1, ',')) {
    persons = persons_before(naming, comma - 1, sentence.start);
  }
  for (uint32_t i = 0; i < persons.count; i++) {
    struct dm_range person = persons.one[i]->tokens;
    struct dm_range passage = {person.start < start ? person.start : start, person.end > end ? person.end : end};
    add(naming, role,
        &(struct dm_position){.person = persons.one[i]->entity,
                              .organization = office,
                              .role = role->phrase,
                              .tokens = passage,
                              .rule = "roles-names"});
  }
}

void dm_plural_roles_find(struct dm_naming *naming)
{
  struct dm_text lemmas = *naming->text;
  lemmas.folded = naming->syntax->lemma;
  for (uint32_t i = 0; i < naming->text->token_count; i++) {
    uint32_t length = 0;
    const struct dm_entry *role =
        dm_lexicon_longest(&naming->gazetteer->roles, &lemmas, i, dm_naming_sentence(naming, i).end, &length);
    uint32_t last = i + length - 1;
    if (role && naming->token_role[last] == DM_NONE && !(naming->text->shape[i] & DM_SHAPE_FURNITURE) &&
        naming->syntax->lemma[last] != naming->text->folded[last]) {
      find_at(naming, i, i + length, role);
      i = last;
    }
  }
}
