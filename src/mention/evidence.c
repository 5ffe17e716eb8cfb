// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// What stands around a name tells of what kind it is.
#include "mention/candidates.h"

static bool is_number(const struct dm_text *text, uint32_t token)
{
  return token < text->token_count && (text->shape[token] & DM_SHAPE_DIGIT) &&
         text->token[token].end - text->token[token].start <= 3;
}

/// `, 45,`
static bool has_age(const struct dm_naming *naming, uint32_t end)
{
  return dm_naming_is_sign(naming, end, ',') && is_number(naming->text, end + 1) &&
         (dm_naming_is_sign(naming, end + 2, ',') || dm_naming_is_sign(naming, end + 2, '.'));
}

static bool is_role_at(const struct dm_naming *naming, uint32_t token)
{
  return token < naming->text->token_count && naming->token_role[token] != DM_NONE;
}

/// `, the president`, `, a spokesman`
static bool has_role_behind(const struct dm_naming *naming, uint32_t end)
{
  if (!dm_naming_is_sign(naming, end, ',')) {
    return false;
  }
  uint32_t at = end + 1;
  at += dm_naming_is(naming, at, DM_WORD(THE) | DM_WORD(ARTICLE));
  return is_role_at(naming, at) || is_role_at(naming, at + 1);
}

static void weigh_before(const struct dm_naming *naming, struct dm_candidate *c)
{
  uint32_t start = c->tokens.start;
  struct dm_range sentence = dm_naming_sentence(naming, start);
  if (start == sentence.start) {
    return;
  }
  uint32_t before = start - 1;
  if (is_role_at(naming, before) ||
      (dm_naming_is_sign(naming, before, ',') && before > sentence.start && is_role_at(naming, before - 1))) {
    c->person += 4;
  }
  if (dm_naming_is(naming, before, DM_WORD(KIN))) {
    c->person += 3;
  }
  if (dm_naming_is(naming, before, DM_WORD(INSIDE))) {
    c->place += 3;
    c->organization += 1;
  }
  if (dm_naming_is(naming, before, DM_WORD(TOWARD))) {
    c->place += 1;
  }
  if (dm_naming_is(naming, before, DM_WORD(THE))) {
    c->organization += 3;
    c->person -= 3;
  }
  if (dm_naming_is(naming, before, DM_WORD(OUTLET) | DM_WORD(GROUP))) {
    c->organization += 4;
  }
  bool of_place = dm_naming_is(naming, before, DM_WORD(OF)) && before > sentence.start &&
                  dm_naming_is(naming, before - 1, DM_WORD(PLACE));
  c->place += of_place ? 4 : 0;
}

static void weigh_behind(const struct dm_naming *naming, struct dm_candidate *c)
{
  uint32_t end = c->tokens.end;
  struct dm_range sentence = dm_naming_sentence(naming, c->tokens.start);
  if (end >= sentence.end) {
    return;
  }
  if (has_age(naming, end)) {
    c->person += 4;
  }
  if (has_role_behind(naming, end)) {
    c->person += 3;
  }
  uint32_t at = end + dm_naming_is_sign(naming, end, ',');
  if (dm_naming_is(naming, at, DM_WORD(WHO))) {
    c->person += 3;
  }
  if (dm_naming_is(naming, end, DM_WORD(PLACE))) {
    c->place += 4;
  }
  if (dm_naming_is(naming, end, DM_WORD(OUTLET) | DM_WORD(GROUP))) {
    c->organization += 3;
  }
  if (dm_naming_is(naming, end, DM_WORD(SAY)) && naming->syntax->tag[end] == DM_TAG_VERB) {
    c->person += 2;
    c->organization += 1;
  }
  if (c->possessive && dm_naming_is(naming, end + 1, DM_WORD(KIN))) {
    c->person += 3;
  }
  const struct dm_candidate *next = dm_naming_is_sign(naming, end, ',') ? dm_candidate_at(naming, end + 1) : NULL;
  if (next && (next->kind == DM_NAME_PLACE || next->kind == DM_NAME_COUNTRY) && next->tokens.end < sentence.end &&
      dm_naming_is_sign(naming, next->tokens.end, ',')) {
    c->place += 2;
  }
}

/// `example.com`
static bool is_domain(struct dm_span word)
{
  for (size_t i = 1; i + 2 < word.size; i++) {
    if (word.data[i] == '.') {
      return word.size > 5 && word.data[word.size - 1] != '.';
    }
  }
  return false;
}

static void weigh_itself(const struct dm_naming *naming, struct dm_candidate *c)
{
  const struct dm_text *text = naming->text;
  uint32_t length = dm_text_word_count(text, c->tokens);
  enum dm_gender gender = DM_GENDER_UNKNOWN;
  if (dm_gazetteer_first_name(naming->gazetteer, text, c->tokens.start, &gender)) {
    c->person += length > 1 ? 6 : 2;
    c->gender = c->gender ? c->gender : gender;
  }
  c->person += c->title ? 6 : 0;
  c->person += length == 2 || length == 3 ? 2 : 0;
  bool all = true, sign = false,
       common = gender == DM_GENDER_UNKNOWN && c->person == (length == 2 || length == 3 ? 2 : 0);
  for (uint32_t i = c->tokens.start; i < c->tokens.end; i++) {
    common = common && dm_gazetteer_is_common(naming->gazetteer, text, i, naming->arena);
    all = all && (text->shape[i] & DM_SHAPE_ALL_CAPITAL);
    sign = sign || dm_naming_is_sign(naming, i, '&') || dm_naming_is_sign(naming, i, '/') ||
           dm_naming_is(naming, i, DM_WORD(OF));
  }
  bool acronym = all && length == 1 && text->token[c->tokens.start].end - text->token[c->tokens.start].start <= 6;
  c->organization += acronym ? 4 : 0;
  c->organization += sign ? 3 : 0;
  c->organization += is_domain(dm_text_word(text, c->tokens.end - 1)) ? 5 : 0;
  c->place += length > 1 && dm_naming_is(naming, c->tokens.start, DM_WORD(PLACEFIRST)) ? 4 : 0;
  c->place -= common && length == 1 ? 2 : 0;
  c->organization -= common && length == 1 ? 2 : 0;
  c->person -= common ? 4 : 0;
}

void dm_candidates_weigh(struct dm_naming *naming)
{
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    struct dm_candidate *c = &naming->candidate[i];
    if (c->kind == DM_NAME_UNKNOWN) {
      weigh_itself(naming, c);
      weigh_before(naming, c);
      weigh_behind(naming, c);
    }
  }
}
