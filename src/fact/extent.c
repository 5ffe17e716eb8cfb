// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/saying.h"

struct dm_range dm_saying_trim(const struct dm_saying *saying, struct dm_range tokens)
{
  const uint8_t *shape = saying->scene.analysis->text->shape;
  const uint8_t *tag = saying->scene.analysis->syntax->tag;
  while (tokens.end > tokens.start && (shape[tokens.end - 1] & DM_SHAPE_PUNCTUATION) &&
         tag[tokens.end - 1] != DM_TAG_SYM && !(shape[tokens.end - 1] & DM_SHAPE_QUOTE) &&
         !dm_saying_is_sign(saying, tokens.end - 1, ")]")) {
    tokens.end--;
  }
  while (tokens.start < tokens.end && (shape[tokens.start] & DM_SHAPE_PUNCTUATION) && tag[tokens.start] != DM_TAG_SYM &&
         !(shape[tokens.start] & DM_SHAPE_QUOTE) && !dm_saying_is_sign(saying, tokens.start, "([$")) {
    tokens.start++;
  }
  return tokens;
}

/// The first token from `at` on that is no adverb.
static uint32_t skip_adverbs(const struct dm_saying *saying, uint32_t at, uint32_t end)
{
  while (at < end && dm_saying_tag(saying, at) == DM_TAG_ADV) {
    at++;
  }
  return at;
}

static bool begins_other_deed(const struct dm_saying *saying, uint32_t token)
{
  uint32_t length;
  uint32_t end = dm_saying_sentence(saying, token).end;
  return dm_saying_verb(saying, token) ||
         dm_lexicon_longest(&saying->model->demands, &saying->lemmas, token, end, &length);
}

/// Whether a further deed of the speaker begins at `at`: `adding that`, `and called for`.
static bool goes_on_saying(const struct dm_saying *saying, uint32_t at, uint32_t end, bool joint)
{
  at = skip_adverbs(saying, at, end);
  if (at >= end || dm_saying_tag(saying, at) != DM_TAG_VERB || !begins_other_deed(saying, at)) {
    return false;
  }
  enum dm_verb_form form = dm_saying_form(saying, at);
  return form == DM_FORM_GERUND || (joint && form == DM_FORM_PAST);
}

bool dm_saying_is_attribution(const struct dm_saying *saying, uint32_t at)
{
  uint32_t end = dm_saying_sentence(saying, at ? at - 1 : at).end;
  uint32_t verb = at < end ? saying->scene.layer[0].end[at] : 0;
  bool bare = at < end && verb <= at &&
              (dm_saying_tag(saying, at) == DM_TAG_PRON || dm_saying_tag(saying, at) == DM_TAG_DET ||
               dm_saying_tag(saying, at) == DM_TAG_ADJ || dm_saying_tag(saying, at) == DM_TAG_NUM);
  verb = bare ? at + 1 : verb;
  while (verb > at && verb < end &&
         (dm_saying_tag(saying, verb) == DM_TAG_ADV || dm_saying_tag(saying, verb) == DM_TAG_AUX)) {
    verb++;
  }
  return verb > at && verb < end && dm_saying_tag(saying, verb) == DM_TAG_VERB && dm_saying_is_finite(saying, verb) &&
         dm_saying_verb(saying, verb);
}

/// Whether somebody else is told of from `at` on: `while others said`.
static bool tells_of_another(const struct dm_saying *saying, uint32_t at, uint32_t end)
{
  for (uint32_t i = at; i < end; i++) {
    bool quoted = dm_saying_quotation(saying, i) != DM_NONE;
    if (!quoted && dm_saying_tag(saying, i) == DM_TAG_VERB && dm_saying_is_finite(saying, i) &&
        dm_saying_verb(saying, i)) {
      return true;
    }
  }
  return false;
}

static bool ends_at_comma(const struct dm_saying *saying, uint32_t comma, uint32_t end)
{
  uint32_t next = comma + 1;
  if (next >= end || goes_on_saying(saying, next, end, false)) {
    return true;
  }
  uint32_t turns = DM_ROLE_TURN | DM_ROLE_BREAK;
  if (dm_saying_has_role(saying, next, turns)) {
    return tells_of_another(saying, next + 1, end);
  }
  bool relative = dm_saying_has_role(saying, next, DM_ROLE_RELATIVE) && dm_saying_is_attribution(saying, next + 1);
  return relative || (dm_saying_has_role(saying, next, DM_ROLE_JOINT) && goes_on_saying(saying, next + 1, end, true));
}

static bool is_according(const struct dm_saying *saying, uint32_t token)
{
  return saying->taken[token] && dm_saying_tag(saying, token) != DM_TAG_NOUN;
}

/// Whether a quotation that begins the content is all of it.
static bool quotation_is_all(const struct dm_saying *saying, struct dm_range quoted, uint32_t end)
{
  if (quoted.end >= end) {
    return true;
  }
  uint32_t last = quoted.end >= 2 ? quoted.end - 2 : quoted.start;
  bool closed = last > quoted.start && dm_saying_is_sign(saying, last, ",.?!");
  bool sign = dm_saying_is_sign(saying, quoted.end, ",.;:-");
  uint32_t next = sign ? quoted.end + 1 : quoted.end;
  bool more =
      next < end && dm_saying_has_role(saying, next, DM_ROLE_JOINT | DM_ROLE_TURN) && next + 1 < end &&
      (dm_saying_quotation(saying, next + 1) != DM_NONE || dm_saying_has_role(saying, next + 1, DM_ROLE_RELATIVE));
  return (closed || sign) && !more;
}

uint32_t dm_saying_end(const struct dm_saying *saying, uint32_t start)
{
  uint32_t end = dm_saying_sentence(saying, start).end;
  uint32_t first = dm_saying_quotation(saying, start);
  if (first != DM_NONE) {
    struct dm_range quoted = dm_saying_quoted(saying, first);
    if (quotation_is_all(saying, quoted, end)) {
      return quoted.end;
    }
  }
  uint32_t at = start + 1;
  for (; at < end; at++) {
    if (dm_saying_quotation(saying, at) != DM_NONE) {
      continue;
    }
    bool joint = dm_saying_has_role(saying, at, DM_ROLE_JOINT);
    bool ends = (dm_saying_is_sign(saying, at, ",-") && ends_at_comma(saying, at, end)) ||
                (joint && (goes_on_saying(saying, at + 1, end, true) || dm_saying_is_attribution(saying, at + 1))) ||
                (dm_saying_has_role(saying, at, DM_ROLE_RELATIVE) && dm_saying_quotation(saying, at - 1) != DM_NONE &&
                 dm_saying_is_attribution(saying, at + 1)) ||
                dm_saying_is_sign(saying, at, ";") || is_according(saying, at);
    if (ends) {
      break;
    }
  }
  uint32_t last = dm_saying_quotation(saying, at - 1);
  if (last != DM_NONE) {
    uint32_t quoted = dm_saying_quoted(saying, last).end;
    return quoted > at ? quoted : at;
  }
  return at;
}

/// Whether a clause cannot begin with this token.
static bool opens_no_clause(const struct dm_saying *saying, uint32_t start)
{
  uint8_t shape = saying->scene.analysis->text->shape[start];
  enum dm_tag tag = dm_saying_tag(saying, start);
  bool closed = tag == DM_TAG_ADP || tag == DM_TAG_CCONJ || tag == DM_TAG_VERB || tag == DM_TAG_AUX ||
                dm_saying_has_role(saying, start, DM_ROLE_RELATIVE | DM_ROLE_JOINT | DM_ROLE_TURN | DM_ROLE_TO) ||
                ((shape & DM_SHAPE_PUNCTUATION) && !(shape & DM_SHAPE_QUOTE));
  bool condition = dm_saying_has_role(saying, start, DM_ROLE_UNREAL) && tag != DM_TAG_AUX && tag != DM_TAG_VERB;
  return closed && !condition;
}

/// Behind the dash that closes what the one at `at` opens; `end` if none does.
static uint32_t behind_dash(const struct dm_saying *saying, uint32_t at, uint32_t end)
{
  for (at++; at < end; at++) {
    if (dm_saying_is_sign(saying, at, "-")) {
      return at + 1;
    }
  }
  return end;
}

/// Whether a clause of its own begins with the word at `at`: `which`, or `after` with a subject and a verb.
static bool begins_subclause(const struct dm_saying *saying, uint32_t at, uint32_t end)
{
  if (dm_saying_has_role(saying, at, DM_ROLE_RELATIVE)) {
    return dm_saying_tag(saying, at) != DM_TAG_DET;
  }
  uint32_t verb = at + 1 < end ? saying->scene.layer[0].end[at + 1] : 0;
  return dm_saying_has_role(saying, at, DM_ROLE_BREAK) && verb > at + 1 && verb < end &&
         (dm_saying_tag(saying, verb) == DM_TAG_AUX || dm_saying_is_finite(saying, verb));
}

bool dm_saying_is_clause(const struct dm_saying *saying, uint32_t start)
{
  uint32_t end = dm_saying_sentence(saying, start).end;
  bool conditional = dm_saying_has_role(saying, start, DM_ROLE_UNREAL | DM_ROLE_BREAK);
  uint32_t sub = 0;
  if (opens_no_clause(saying, start)) {
    return false;
  }
  for (uint32_t i = start + 1; i < end; i++) {
    if (!conditional && dm_saying_is_sign(saying, i, ";:")) {
      return false;
    }
    if (dm_saying_is_sign(saying, i, "-")) {
      i = behind_dash(saying, i, end) - 1;
      continue;
    }
    bool breaks = dm_saying_has_role(saying, i, DM_ROLE_BREAK) && dm_saying_tag(saying, i) == DM_TAG_SCONJ;
    if (breaks && !conditional && !sub) {
      return false;
    }
    sub += begins_subclause(saying, i, end);
    bool verb = dm_saying_tag(saying, i) == DM_TAG_AUX || dm_saying_is_finite(saying, i);
    if (verb && !sub) {
      return true;
    }
    sub -= verb;
  }
  return false;
}

/// Whether there is a verb in the sentence from `start` on, before what another is told to have said.
static bool has_verb(const struct dm_saying *saying, uint32_t start, uint32_t end)
{
  for (uint32_t i = start; i < end && !dm_saying_is_sign(saying, i, ",;:"); i++) {
    enum dm_tag tag = dm_saying_tag(saying, i);
    if (tag == DM_TAG_AUX || tag == DM_TAG_VERB) {
      return true;
    }
  }
  return false;
}

bool dm_saying_may_begin_clause(const struct dm_saying *saying, uint32_t start)
{
  bool led = dm_saying_has_role(saying, start, DM_ROLE_RELATIVE); // `that`
  return (led || !opens_no_clause(saying, start)) && has_verb(saying, start, dm_saying_sentence(saying, start).end);
}

bool dm_saying_has_complement(const struct dm_saying *saying, uint32_t cue, uint32_t start)
{
  uint32_t end = dm_saying_sentence(saying, cue).end;
  if (!has_verb(saying, start, end)) {
    return false;
  }
  if (opens_no_clause(saying, start) && dm_forest_relation(saying->forest, start) != DM_RELATION_CC_PRECONJ) {
    return false;
  }
  for (uint32_t i = start; i < end; i++) {
    if (dm_forest_head(saying->forest, i) == cue && dm_forest_relation(saying->forest, i) == DM_RELATION_CCOMP) {
      return true;
    }
  }
  return false;
}

bool dm_saying_has_subject(const struct dm_saying *saying, uint32_t verb, struct dm_range tokens)
{
  bool found = false;
  for (uint32_t i = tokens.start; i < tokens.end && dm_saying_tag(saying, verb) == DM_TAG_VERB; i++) {
    enum dm_relation relation = dm_forest_relation(saying->forest, i);
    found = found || ((relation == DM_RELATION_NSUBJ || relation == DM_RELATION_NSUBJ_PASS) &&
                      dm_forest_head(saying->forest, i) == verb);
  }
  return found;
}

struct dm_range dm_saying_before(const struct dm_saying *saying, uint32_t end)
{
  struct dm_range sentence = dm_saying_sentence(saying, end - 1);
  uint32_t start = sentence.start;
  const struct dm_said *last = dm_saying_last_in(saying, end - 1);
  if (last && last->cue.end > start && last->cue.end <= end) {
    start = last->cue.end;
    for (uint32_t i = 0; i < last->segment_count; i++) {
      uint32_t to = last->segment[i].end;
      start = to > start && to <= end ? to : start;
    }
  }
  uint32_t quotation = dm_saying_quotation(saying, end - 1);
  if (quotation != DM_NONE) {
    struct dm_range quoted = dm_saying_quoted(saying, quotation);
    bool introduced = quoted.start > start && dm_saying_is_sign(saying, quoted.start - 1, ":");
    start = introduced || quoted.start < start ? quoted.start : start;
  } else if (start < end && dm_saying_quotation(saying, start) != DM_NONE && start == sentence.start) {
    struct dm_range quoted = dm_saying_quoted(saying, dm_saying_quotation(saying, start));
    start = quoted.start < start ? quoted.end : start;
  }
  return dm_saying_trim(saying, (struct dm_range){start < end ? start : end, end});
}
