// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/clauses.h"

#include <string.h>

static enum dm_tag tag_of(const struct dm_scene *scene, uint32_t token)
{
  return (enum dm_tag)scene->analysis->syntax->tag[token];
}

static enum dm_verb_form form_of(const struct dm_scene *scene, uint32_t token)
{
  return (enum dm_verb_form)scene->analysis->syntax->form[token];
}

static bool has_role(const struct dm_scene *scene, uint32_t token, uint32_t roles)
{
  return (scene->role[token] & roles) != 0;
}

static uint32_t quotation_of(const struct dm_scene *scene, uint32_t token)
{
  const uint32_t *quotation = scene->analysis->mentions->token_quotation;
  return quotation ? quotation[token] : DM_NONE;
}

/// The end of the sentence without its last signs, or of the quotation that holds `start`.
static uint32_t outer_end(const struct dm_scene *scene, uint32_t start)
{
  uint32_t end = dm_scene_sentence(scene, start).end;
  uint32_t quotation = quotation_of(scene, start);
  for (uint32_t i = start + 1; quotation != DM_NONE && i < end; i++) {
    if (quotation_of(scene, i) != quotation) {
      end = i;
    }
  }
  return end;
}

static uint32_t trimmed(const struct dm_scene *scene, uint32_t start, uint32_t end)
{
  while (end > start + 1 && (scene->analysis->text->shape[end - 1] & DM_SHAPE_PUNCTUATION)) {
    bool closes = (scene->analysis->text->shape[end - 1] & DM_SHAPE_QUOTE) && quotation_of(scene, start) == DM_NONE &&
                  quotation_of(scene, end - 1) != DM_NONE;
    if (closes || tag_of(scene, end - 1) == DM_TAG_SYM) {
      break;
    }
    end--;
  }
  if (end > start + 2 && dm_scene_is_sign(scene, end - 2, ",") && has_role(scene, end - 1, DM_ROLE_JOINT)) {
    return end - 2; // `…, and`
  }
  return end;
}

/// The first word from `at` on that is no adverb.
static uint32_t skip_adverbs(const struct dm_scene *scene, uint32_t at, uint32_t end)
{
  while (at < end && (tag_of(scene, at) == DM_TAG_ADV || has_role(scene, at, DM_ROLE_NEGATION))) {
    at++;
  }
  return at;
}

/// Whether a clause with a subject of its own begins at `at`: a noun phrase and a finite verb.
static bool begins_clause(const struct dm_scene *scene, uint32_t at, uint32_t end)
{
  uint32_t np = scene->layer[0].end[at];
  if (np <= at) {
    return false;
  }
  uint32_t verb = skip_adverbs(scene, np, end);
  return verb < end && dm_verb_is_finite(scene, verb);
}

/// Whether what follows a conjunction is no more of the content: a finite verb, or a clause.
static bool turns_away(const struct dm_scene *scene, uint32_t at, uint32_t end)
{
  uint32_t next = skip_adverbs(scene, at, end);
  return next < end && (dm_verb_is_finite(scene, next) || begins_clause(scene, next, end));
}

/// Whether a noun that a clause without a relative describes begins at `at`: `…, terms | Norway rejected`.
static bool is_apposed_relative(const struct dm_scene *scene, uint32_t at, uint32_t end)
{
  uint32_t np = scene->layer[0].end[at];
  return np > at && np < end && scene->layer[1].end[at] == 0 && begins_clause(scene, np, end);
}

static bool ends_at_comma(const struct dm_scene *scene, uint32_t comma, uint32_t end)
{
  uint32_t next = comma + 1;
  if (next >= end || has_role(scene, next, DM_ROLE_GO_ON)) {
    return next >= end;
  }
  if (has_role(scene, next, DM_ROLE_RELATIVE | DM_ROLE_TURN | DM_ROLE_BREAK)) {
    return true;
  }
  if (has_role(scene, next, DM_ROLE_JOINT)) {
    return turns_away(scene, next + 1, end);
  }
  bool participle =
      tag_of(scene, next) == DM_TAG_VERB && (form_of(scene, next) == DM_FORM_GERUND || dm_verb_is_finite(scene, next));
  return participle || begins_clause(scene, next, end) || is_apposed_relative(scene, next, end);
}

uint32_t dm_clause_end(const struct dm_scene *scene, uint32_t start)
{
  uint32_t end = outer_end(scene, start);
  uint32_t home = quotation_of(scene, start);
  for (uint32_t i = start + 1; i < end; i++) {
    if (home == DM_NONE && quotation_of(scene, i) != DM_NONE) {
      continue; // a quotation within stays whole
    }
    bool ends =
        dm_scene_is_sign(scene, i, ";:-") || (dm_scene_is_sign(scene, i, ",") && ends_at_comma(scene, i, end)) ||
        (has_role(scene, i, DM_ROLE_JOINT) && turns_away(scene, i + 1, end) &&
         form_of(scene, skip_adverbs(scene, i + 1, end)) != DM_FORM_NONE) ||
        (has_role(scene, i, DM_ROLE_BREAK | DM_ROLE_TURN) && !has_role(scene, i - 1, DM_ROLE_GO_ON)); // `such as`
    if (ends) {
      return trimmed(scene, start, i);
    }
  }
  return trimmed(scene, start, end);
}

static bool leads_date(const struct dm_scene *scene, uint32_t token, uint32_t end)
{
  const uint32_t *date = scene->analysis->mentions->token_date;
  return date && (date[token] != DM_NONE ||
                  (token + 1 < end && tag_of(scene, token) == DM_TAG_ADP && date[token + 1] != DM_NONE));
}

/// Whether the finite verb at `verb` belongs to a clause that describes the phrase: after `that`, or a bare relative.
static bool describes(const struct dm_scene *scene, uint32_t start, uint32_t verb)
{
  uint32_t group = dm_verb_group_start(scene, verb);
  if (group > start && has_role(scene, group - 1, DM_ROLE_RELATIVE | DM_ROLE_QUESTION)) {
    return true;
  }
  const struct dm_syntax *syntax = scene->analysis->syntax;
  uint32_t phrase = group > start ? syntax->token_phrase[group - 1] : DM_NONE;
  bool lone = phrase == DM_NONE && group > start + 1 && tag_of(scene, group - 1) == DM_TAG_PRON; // `what he | named`
  if (lone) {
    return has_role(scene, group - 2, DM_ROLE_RELATIVE | DM_ROLE_QUESTION) || tag_of(scene, group - 2) == DM_TAG_NOUN;
  }
  if (phrase == DM_NONE || syntax->phrase[phrase].start <= start) {
    return false;
  }
  uint32_t before = syntax->phrase[phrase].start - 1;
  return has_role(scene, before, DM_ROLE_RELATIVE | DM_ROLE_QUESTION) || tag_of(scene, before) == DM_TAG_NOUN;
}

uint32_t dm_phrase_end(const struct dm_scene *scene, uint32_t start)
{
  uint32_t end = dm_clause_end(scene, start);
  bool described = false;
  for (uint32_t i = start + 1; i < end; i++) {
    if (quotation_of(scene, start) == DM_NONE && quotation_of(scene, i) != DM_NONE) {
      continue;
    }
    bool finite = dm_verb_is_finite(scene, i) && !described;
    described = described || (dm_verb_is_finite(scene, i) && describes(scene, start, i));
    bool ends = (finite && !described) || leads_date(scene, i, end) ||
                (has_role(scene, i, DM_ROLE_FROM) && scene->layer[1].end[i + 1 < end ? i + 1 : i] > i) ||
                (dm_scene_is_sign(scene, i, ",") && i + 1 < end && !has_role(scene, i + 1, DM_ROLE_GO_ON) &&
                 scene->layer[0].end[i + 1] <= i + 1);
    if (ends) {
      return trimmed(scene, start, i);
    }
  }
  return trimmed(scene, start, end);
}
