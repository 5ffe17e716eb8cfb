// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/coref.h"

#include "text/words.h"

#include <stdlib.h>

/// An entity that was spoken of, newest last.
struct seen {
  uint32_t entity;
  uint32_t token;
  uint32_t quotation; ///< it stands in, or DM_NONE
  bool subject;
};

enum { SEEN = 64, REACH = 4, CLAUSE = 5 };

struct memory {
  struct dm_naming *naming;
  uint32_t count; ///< all that were ever put in; the newest SEEN are kept
  struct seen seen[SEEN];
};

static bool is_relative(const struct dm_naming *naming, uint32_t token)
{
  uint8_t xpos = naming->syntax->xpos[token];
  return xpos == DM_XPOS_WDT || xpos == DM_XPOS_WP;
}

/// The comma that ends a clause between commas; its start where none does.
static uint32_t clause_end(const struct dm_naming *naming, uint32_t start, uint32_t end)
{
  for (uint32_t i = start; i < end; i++) {
    if (dm_naming_is_sign(naming, i, ',')) {
      return i;
    }
  }
  return start;
}

static bool is_subject(const struct dm_naming *naming, struct dm_range phrase)
{
  uint32_t at = phrase.end;
  uint32_t end = dm_naming_sentence(naming, phrase.start).end;
  while (at < end && (naming->syntax->tag[at] == DM_TAG_ADV || dm_naming_is_sign(naming, at, ','))) {
    at++;
    if (at < end && is_relative(naming, at) && dm_naming_is_sign(naming, at - 1, ',')) {
      at = clause_end(naming, at, end); // `Norway, which lies in the north, | said`
    }
  }
  bool verb = at < end && (naming->syntax->tag[at] == DM_TAG_VERB || naming->syntax->tag[at] == DM_TAG_AUX);
  uint32_t before = phrase.start;
  bool inverted =
      before > 0 && naming->syntax->tag[before - 1] == DM_TAG_VERB && dm_naming_is(naming, before - 1, DM_WORD(SAY));
  bool owned = before > 0 && naming->syntax->tag[before - 1] == DM_TAG_ADP;
  return (verb && !owned) || inverted;
}

static uint32_t quotation_of(const struct dm_naming *naming, uint32_t token)
{
  return naming->out->token_quotation ? naming->out->token_quotation[token] : DM_NONE;
}

static void remember(struct memory *memory, const struct dm_mention *mention)
{
  uint32_t quotation = quotation_of(memory->naming, mention->tokens.start);
  memory->seen[memory->count++ % SEEN] = (struct seen){.entity = mention->entity,
                                                       .token = mention->tokens.start,
                                                       .quotation = quotation,
                                                       .subject = is_subject(memory->naming, mention->phrase)};
}

/// Whether a pronoun is the object of a verb whose subject stands close before it, and so is somebody else: `Ivo told him`.
static bool is_object_beside(const struct dm_naming *naming, uint32_t token, const struct seen *seen)
{
  bool owns = token + 1 < naming->text->token_count && dm_naming_is(naming, token, DM_WORD(OWNER)) &&
              naming->syntax->token_phrase[token + 1] != DM_NONE;
  if (!seen->subject || owns || !dm_naming_is(naming, token, DM_WORD(OBJECT)) || token - seen->token > CLAUSE) {
    return false;
  }
  for (uint32_t i = seen->token; i < token; i++) {
    if (naming->text->shape[i] & DM_SHAPE_PUNCTUATION) {
      return false;
    }
  }
  return true;
}

typedef bool fits(const struct memory *memory, uint32_t entity, uint32_t token);

/// Of the newest sentence that has one that fits: in the sentence at hand its last subject, in one before its first; else
/// the newest.
static uint32_t recall(const struct memory *memory, uint32_t token, uint32_t reach, fits *fit)
{
  const struct dm_naming *naming = memory->naming;
  uint32_t sentence = naming->text->token_sentence[token];
  uint32_t quotation = quotation_of(naming, token);
  uint32_t newest = DM_NONE, subject = DM_NONE, beside = DM_NONE, found = 0;
  for (uint32_t i = 0; i < memory->count && i < SEEN; i++) {
    const struct seen *seen = &memory->seen[(memory->count - 1 - i) % SEEN];
    uint32_t at = naming->text->token_sentence[seen->token];
    if (at + reach < sentence || (newest != DM_NONE && at < found)) {
      break;
    }
    beside = is_object_beside(naming, token, seen) ? seen->entity : beside;
    if ((seen->quotation != DM_NONE && seen->quotation != quotation) || !fit(memory, seen->entity, token) ||
        seen->entity == beside) {
      continue;
    }
    if (seen->subject && at == sentence) {
      return seen->entity;
    }
    subject = seen->subject ? seen->entity : subject;
    newest = newest == DM_NONE ? seen->entity : newest;
    found = at;
  }
  return subject != DM_NONE ? subject : newest;
}

static bool fits_he(const struct memory *memory, uint32_t entity, uint32_t token)
{
  (void)token;
  const struct dm_entity *e = &memory->naming->out->entity[entity];
  return e->type == DM_PERSON && e->gender != DM_GENDER_FEMALE;
}

static bool fits_she(const struct memory *memory, uint32_t entity, uint32_t token)
{
  (void)token;
  const struct dm_entity *e = &memory->naming->out->entity[entity];
  return e->type == DM_PERSON && e->gender != DM_GENDER_MALE;
}

static bool fits_it(const struct memory *memory, uint32_t entity, uint32_t token)
{
  (void)token;
  enum dm_entity_type type = memory->naming->out->entity[entity].type;
  return type == DM_ORGANIZATION || type == DM_COUNTRY;
}

static bool fits_country(const struct memory *memory, uint32_t entity, uint32_t token)
{
  (void)token;
  return memory->naming->out->entity[entity].type == DM_COUNTRY;
}

static bool fits_noun(const struct memory *memory, uint32_t entity, uint32_t token)
{
  const struct dm_naming *naming = memory->naming;
  struct dm_span noun = naming->entity_noun[entity];
  return naming->out->entity[entity].type == DM_ORGANIZATION && noun.size &&
         dm_words_folded(noun) == naming->text->folded[token];
}

/// Whether a person holds the very role that is named at `token`: `the president` is no vice president.
static bool fits_same_role(const struct memory *memory, uint32_t entity, uint32_t token)
{
  const struct dm_naming *naming = memory->naming;
  uint32_t role = naming->token_role[token];
  for (uint32_t i = 0; role != DM_NONE && i < naming->out->position_count; i++) {
    if (naming->out->position[i].person == entity && naming->position_role[i] == naming->role[role].entry) {
      return true;
    }
  }
  return false;
}

/// Whether a person holds a role whose last word is at `token`.
static bool fits_role(const struct memory *memory, uint32_t entity, uint32_t token)
{
  const struct dm_mentions *out = memory->naming->out;
  const struct dm_text *text = memory->naming->text;
  struct dm_span word = dm_text_word(text, token);
  for (uint32_t i = 0; i < out->position_count; i++) {
    struct dm_span role = memory->naming->position_role[i]->phrase;
    if (out->position[i].person != entity || role.size < word.size) {
      continue;
    }
    struct dm_span tail = {role.data + role.size - word.size, word.size};
    if (dm_words_folded(tail) == text->folded[token]) {
      return true;
    }
  }
  return false;
}

static void set_gender(struct memory *memory, uint32_t entity, enum dm_gender gender)
{
  struct dm_entity *e = &memory->naming->out->entity[entity];
  e->gender = e->gender ? e->gender : gender;
}

/// `it is clear that`, `it takes time`: an `it` that stands for nothing named, or in somebody's own words.
static bool is_empty_it(const struct dm_naming *naming, uint32_t token)
{
  if (dm_naming_is(naming, token, DM_WORD(OWNER))) {
    return false;
  }
  uint32_t end = dm_naming_sentence(naming, token).end;
  bool be = false;
  for (uint32_t i = token + 1; i < end && i < token + 6; i++) {
    uint8_t tag = naming->syntax->tag[i];
    be = be || dm_naming_is(naming, i, DM_WORD(BE));
    if (tag != DM_TAG_AUX && tag != DM_TAG_ADV && tag != DM_TAG_PART) {
      return quotation_of(naming, token) != DM_NONE || (be && tag == DM_TAG_ADJ);
    }
  }
  return quotation_of(naming, token) != DM_NONE;
}

static uint32_t resolve_pronoun(struct memory *memory, uint32_t token)
{
  const struct dm_naming *naming = memory->naming;
  uint32_t entity = DM_NONE;
  if (dm_naming_is(naming, token, DM_WORD(HE))) {
    entity = recall(memory, token, REACH, fits_he);
    if (entity != DM_NONE) {
      set_gender(memory, entity, DM_GENDER_MALE);
    }
  } else if (dm_naming_is(naming, token, DM_WORD(SHE))) {
    entity = recall(memory, token, REACH, fits_she);
    if (entity != DM_NONE) {
      set_gender(memory, entity, DM_GENDER_FEMALE);
    }
  } else if (dm_naming_is(naming, token, DM_WORD(IT)) && !is_empty_it(naming, token)) {
    entity = recall(memory, token, 1, fits_it);
  }
  return entity;
}

static bool is_noun(const struct dm_naming *naming, uint32_t token)
{
  uint8_t tag = token < naming->text->token_count ? naming->syntax->tag[token] : DM_TAG_X;
  return tag == DM_TAG_NOUN || tag == DM_TAG_PROPN;
}

/// Whether a position is one of the country that a word such as `Norwegian` means.
static bool is_office_of(const struct dm_naming *naming, const struct dm_position *position,
                         const struct dm_candidate *nation)
{
  if (position->organization == DM_NONE) {
    return false;
  }
  return position->organization == nation->entity ||
         dm_span_equal(naming->out->entity[position->organization].label, nation->label);
}

/// `the Norwegian minister`, at whose `the` it stands: who holds that office; sets the tokens of the role.
static uint32_t resolve_officer(const struct dm_naming *naming, uint32_t token, struct dm_range *tokens)
{
  const struct dm_candidate *nation = dm_candidate_at(naming, token + 1);
  uint32_t at = nation ? nation->tokens.end : token;
  uint32_t role = nation && at < naming->text->token_count ? naming->token_role[at] : DM_NONE;
  if (role == DM_NONE || naming->role[role].tokens.start != at || nation->kind == DM_NAME_PERSON) {
    return DM_NONE;
  }
  *tokens = naming->role[role].tokens;
  if (dm_candidate_at(naming, tokens->end) || dm_naming_is(naming, tokens->end, DM_WORD(OF))) {
    return DM_NONE;
  }
  for (uint32_t i = 0; i < naming->out->position_count; i++) {
    const struct dm_position *position = &naming->out->position[i];
    if (is_office_of(naming, position, nation) && naming->position_role[i] == naming->role[role].entry) {
      return position->person;
    }
  }
  return DM_NONE;
}

/// `the minister`, `the ministry`, `the country`: sets its tokens.
static uint32_t resolve_nominal(struct memory *memory, uint32_t token, struct dm_range *tokens)
{
  const struct dm_naming *naming = memory->naming;
  uint32_t role = token + 1 < naming->text->token_count ? naming->token_role[token + 1] : DM_NONE;
  if (role != DM_NONE) {
    uint32_t end = naming->role[role].tokens.end;
    if (dm_candidate_at(naming, end) || dm_naming_is(naming, end, DM_WORD(OF) | DM_WORD(POSSESSIVE))) {
      return DM_NONE;
    }
    *tokens = (struct dm_range){token, end};
    uint32_t same = recall(memory, end - 1, UINT16_MAX, fits_same_role);
    return same != DM_NONE ? same : recall(memory, end - 1, UINT16_MAX, fits_role);
  }
  *tokens = (struct dm_range){token, token + 2};
  uint32_t noun = token + 1;
  bool of = dm_naming_is(naming, token + 2, DM_WORD(OF)) || is_noun(naming, token + 2);
  uint32_t entity = DM_NONE;
  if (dm_naming_is(naming, noun, DM_WORD(ORGNOUN)) && !of && !dm_candidate_at(naming, noun)) {
    entity = recall(memory, noun, UINT16_MAX, fits_noun);
  }
  if (entity == DM_NONE && dm_naming_is(naming, noun, DM_WORD(COUNTRY)) && !of) {
    entity = recall(memory, noun, REACH, fits_country);
  }
  return entity;
}

static void add_mention(struct memory *memory, struct dm_range tokens, uint32_t entity, enum dm_mention_form form)
{
  struct dm_naming *naming = memory->naming;
  bool own = form == DM_MENTION_PRONOUN ? dm_naming_is(naming, tokens.start, DM_WORD(OWNER))
                                        : dm_naming_is(naming, tokens.end, DM_WORD(POSSESSIVE));
  struct dm_mention mention = {.tokens = tokens, .phrase = tokens, .entity = entity, .form = form, .possessive = own};
  *DM_PUSH(naming->arena, naming->out->mention, naming->out->mention_count, naming->mention_capacity) = mention;
  remember(memory, &mention);
}

/// The mention of an office with its country before it; its phrase begins at the `the`.
static void add_officer(struct memory *memory, uint32_t token)
{
  struct dm_naming *naming = memory->naming;
  struct dm_range tokens = {token, token};
  uint32_t person = dm_naming_is(naming, token, DM_WORD(THE)) ? resolve_officer(naming, token, &tokens) : DM_NONE;
  if (person != DM_NONE) {
    add_mention(memory, tokens, person, DM_MENTION_NOMINAL);
    naming->out->mention[naming->out->mention_count - 1].phrase.start = token;
  }
}

static int compare_mentions(const void *a, const void *b)
{
  const struct dm_mention *x = a, *y = b;
  return (x->tokens.start > y->tokens.start) - (x->tokens.start < y->tokens.start);
}

void dm_coreference_resolve(struct dm_naming *naming)
{
  struct memory memory = {.naming = naming};
  uint32_t named = naming->out->mention_count, next = 0;
  for (uint32_t i = 0; i < naming->text->token_count; i++) {
    if (next < named && naming->out->mention[next].tokens.start == i) {
      struct dm_mention mention = naming->out->mention[next++];
      if (mention.form == DM_MENTION_NAME) {
        remember(&memory, &mention);
      }
      i = mention.tokens.end - 1;
      continue;
    }
    if (naming->text->shape[i] & DM_SHAPE_FURNITURE) {
      continue;
    }
    add_officer(&memory, i);
    uint32_t entity = resolve_pronoun(&memory, i);
    struct dm_range tokens = {i, i + 1};
    enum dm_mention_form form = DM_MENTION_PRONOUN;
    if (entity == DM_NONE && dm_naming_is(naming, i, DM_WORD(THE)) && i + 1 < dm_naming_sentence(naming, i).end) {
      entity = resolve_nominal(&memory, i, &tokens);
      form = DM_MENTION_NOMINAL;
    }
    bool free = next >= named || naming->out->mention[next].tokens.start >= tokens.end;
    if (entity != DM_NONE && free) {
      add_mention(&memory, tokens, entity, form);
      i = tokens.end - 1;
    }
  }
  if (naming->out->mention_count == 0) {
    return;
  }
  qsort(naming->out->mention, naming->out->mention_count, sizeof *naming->out->mention, compare_mentions);
}
