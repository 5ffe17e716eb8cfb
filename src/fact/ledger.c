// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/ledger.h"

#include "fact/itemised.h"

#include <string.h>

enum { FARTHEST_OWNER = 8, FARTHEST_GROUP = 3 };

const struct dm_entry *dm_ledger_entry(const struct dm_ledger *ledger, const struct dm_lexicon *lexicon,
                                       struct dm_range cue)
{
  return dm_lexicon_find(lexicon, &ledger->lemmas, cue);
}

bool dm_ledger_is_furniture(const struct dm_ledger *ledger, uint32_t token)
{
  return (ledger->scene.analysis->text->shape[token] & DM_SHAPE_FURNITURE) != 0;
}

bool dm_match_has(const struct dm_match *match, const char *key, const char *value)
{
  const char *is = dm_rule_value(match->rule, key);
  return is && strcmp(is, value) == 0;
}

enum dm_force dm_force_named(struct dm_span name)
{
  static const char *const forces[] = {
      [DM_DEMANDING] = "demand", [DM_REQUESTING] = "request", [DM_PROPOSING] = "proposal", [DM_APPEALING] = "appeal"};
  for (size_t i = 0; i < sizeof forces / sizeof *forces; i++) {
    if (dm_span_equal(name, dm_span_of(forces[i]))) {
      return (enum dm_force)i;
    }
  }
  return DM_DEMANDING;
}

static struct dm_parties party_of_mention(const struct dm_ledger *ledger, uint32_t index)
{
  const struct dm_analysis *analysis = ledger->scene.analysis;
  const struct dm_mention *mention = &analysis->mentions->mention[index];
  struct dm_parties parties = {.count = 1, .party = DM_NEW(ledger->scene.arena, struct dm_party, 1)};
  parties.party[0] = (struct dm_party){.entity = mention->entity,
                                       .label = analysis->mentions->entity[mention->entity].label,
                                       .bytes = dm_text_bytes(analysis->text, mention->tokens)};
  return parties;
}

struct dm_parties dm_speaker_at(const struct dm_ledger *ledger, uint32_t token)
{
  uint32_t statement = ledger->voice[token];
  if (statement == DM_NONE) {
    return (struct dm_parties){0};
  }
  return ledger->facts->statement[statement].speaker;
}

bool dm_is_self(const struct dm_ledger *ledger, struct dm_range phrase)
{
  return phrase.end == phrase.start + 1 && (ledger->scene.role[phrase.start] & DM_ROLE_SELF);
}

/// Whether a phrase is what the speaker is head of or belongs to: `our nation`, `my government`.
static bool is_own(const struct dm_ledger *ledger, struct dm_range phrase)
{
  uint32_t last = phrase.end - 1;
  return phrase.end == phrase.start + 2 && (ledger->scene.role[phrase.start] & DM_ROLE_SELF) &&
         dm_lexicon_find(&ledger->model->party.governments, &ledger->lemmas, (struct dm_range){last, phrase.end});
}

/// Whether a phrase names several: joint parties, or a plural noun.
static bool is_group(const struct dm_ledger *ledger, struct dm_range phrase, const struct dm_parties *parties)
{
  const struct dm_analysis *analysis = ledger->scene.analysis;
  uint32_t head = phrase.end - 1;
  bool plural = analysis->syntax->xpos[head] == DM_XPOS_NNS;
  return parties->count > 1 || (parties->count == 1 && plural);
}

/// The group that was the subject of a sentence just before, of whom `they` go on telling; nobody if there is none.
static struct dm_parties group_before(const struct dm_ledger *ledger, uint32_t token)
{
  const struct dm_scene *scene = &ledger->scene;
  const struct dm_text *text = scene->analysis->text;
  uint32_t here = text->token_sentence[token];
  for (uint32_t back = 1; back <= FARTHEST_GROUP && back <= here; back++) {
    struct dm_range sentence = text->sentence[here - back];
    uint32_t verb = sentence.start;
    while (verb < sentence.end && !dm_verb_is_finite(scene, verb)) {
      verb++;
    }
    struct dm_range subject = verb < sentence.end ? dm_subject_find(scene, verb) : (struct dm_range){verb, verb};
    if (subject.end == subject.start || (scene->role[subject.start] & DM_ROLE_OTHER)) {
      continue;
    }
    struct dm_parties parties = dm_parties_of(scene, subject);
    if (dm_phrase_can_act(scene, subject) && is_group(ledger, subject, &parties)) {
      return parties;
    }
  }
  return (struct dm_parties){0};
}

struct dm_parties dm_subject_parties(const struct dm_ledger *ledger, struct dm_range subject)
{
  const struct dm_scene *scene = &ledger->scene;
  if (subject.start == subject.end) {
    return (struct dm_parties){0};
  }
  if (dm_is_self(ledger, subject) || is_own(ledger, subject)) {
    return dm_speaker_at(ledger, subject.start);
  }
  bool pronoun = subject.end == subject.start + 1 && scene->analysis->syntax->tag[subject.start] == DM_TAG_PRON &&
                 scene->mention_phrase[subject.start] == DM_NONE;
  if (!pronoun) {
    bool speaks = dm_phrase_can_act(scene, subject) || dm_phrase_is_document(scene, subject);
    return speaks ? dm_parties_of(scene, subject) : (struct dm_parties){0};
  }
  bool they = (scene->role[subject.start] & DM_ROLE_GROUP) && ledger->voice[subject.start] == DM_NONE;
  return they ? group_before(ledger, subject.start) : (struct dm_parties){0};
}

/// The subject of the verb that makes the demand known: `submitted` a request.
static struct dm_parties utterer_of(const struct dm_ledger *ledger, uint32_t verb)
{
  const struct dm_scene *scene = &ledger->scene;
  bool utters = scene->analysis->syntax->tag[verb] == DM_TAG_VERB &&
                dm_ledger_entry(ledger, &ledger->model->utter, (struct dm_range){verb, verb + 1}) &&
                !dm_verb_is_passive(scene, verb) &&
                !dm_verb_group_has(scene, verb, DM_ROLE_NEGATION | DM_ROLE_UNREAL | DM_ROLE_FUTURE);
  if (!utters) {
    return (struct dm_parties){0};
  }
  return dm_subject_parties(ledger, dm_subject_find(scene, verb));
}

struct dm_parties dm_owner_of(const struct dm_ledger *ledger, uint32_t noun)
{
  const struct dm_scene *scene = &ledger->scene;
  const struct dm_syntax *syntax = scene->analysis->syntax;
  uint32_t start = dm_scene_sentence(scene, noun).start;
  for (uint32_t i = noun, steps = 0; i > start && steps < FARTHEST_OWNER; i--, steps++) {
    uint32_t at = i - 1;
    if (scene->role[at] & DM_ROLE_POSSESSIVE) {
      uint32_t named = at > start ? scene->mention_phrase[at - 1] : DM_NONE;
      if (named != DM_NONE && scene->analysis->mentions->mention[named].form != DM_MENTION_ADJECTIVE) {
        return party_of_mention(ledger, named);
      }
      struct dm_range owner = at > start ? dm_phrase_before(scene, at) : (struct dm_range){at, at};
      return owner.end > owner.start ? dm_parties_of(scene, owner) : (struct dm_parties){0};
    }
    if (scene->role[at] & DM_ROLE_SELF) {
      return dm_speaker_at(ledger, at);
    }
    if (scene->mention_phrase[at] != DM_NONE) {
      return party_of_mention(ledger, scene->mention_phrase[at]);
    }
    bool of = at > start && (scene->role[at] & DM_ROLE_OF) && syntax->tag[at - 1] == DM_TAG_NOUN;
    if (of) { // `a series of | requests`
      continue;
    }
    switch ((enum dm_tag)syntax->tag[at]) {
    case DM_TAG_ADJ:
    case DM_TAG_NOUN:
    case DM_TAG_NUM:
    case DM_TAG_DET:
      continue;
    case DM_TAG_VERB:
      return utterer_of(ledger, at);
    default:
      return (struct dm_parties){0};
    }
  }
  return (struct dm_parties){0};
}

/// Whether what is to be done is done to the subject that ends at `at`: `the killers to be tried`.
static bool is_done_to(const struct dm_scene *scene, uint32_t at)
{
  uint32_t end = dm_scene_sentence(scene, at - 1).end;
  bool to_be = at + 2 < end && (scene->role[at] & DM_ROLE_TO) && (scene->role[at + 1] & DM_ROLE_BE);
  return to_be && dm_verb_is_passive(scene, at + 2);
}

struct dm_parties dm_clause_subject(const struct dm_ledger *ledger, const struct dm_draft *draft)
{
  const struct dm_scene *scene = &ledger->scene;
  uint32_t start = draft->content.start;
  uint32_t mention = scene->mention_phrase[start];
  bool agent = scene->layer[1].end[start] > start &&
               scene->analysis->mentions->mention[mention].form != DM_MENTION_ADJECTIVE; // not `Norwegian` officials
  uint32_t end = scene->layer[agent ? 1 : 0].end[start];
  bool fits = end > start && (end < draft->content.end ? !(scene->role[end] & (DM_ROLE_BE | DM_ROLE_POSSESSIVE))
                                                       : dm_list_opens(scene, end));
  fits = fits && !is_done_to(scene, end);
  struct dm_parties parties = fits ? dm_parties_of(scene, (struct dm_range){start, end}) : (struct dm_parties){0};
  bool known = agent || (parties.count == 1 && parties.party[0].entity != DM_NONE);
  return known && !dm_parties_share(&parties, &draft->demander) ? parties : (struct dm_parties){0};
}

static bool is_content_word(const struct dm_ledger *ledger, uint32_t token)
{
  const struct dm_scene *scene = &ledger->scene;
  switch ((enum dm_tag)scene->analysis->syntax->tag[token]) {
  case DM_TAG_NOUN:
  case DM_TAG_PROPN:
  case DM_TAG_VERB:
  case DM_TAG_ADJ:
  case DM_TAG_NUM:
    return true;
  default:
    return false;
  }
}

static uint32_t content_words(const struct dm_ledger *ledger, struct dm_range tokens)
{
  uint32_t count = 0;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    count += is_content_word(ledger, i);
  }
  return count;
}

static bool has_lemma(const struct dm_ledger *ledger, struct dm_range tokens, uint64_t lemma)
{
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    if (ledger->lemmas.folded[i] == lemma) {
      return true;
    }
  }
  return false;
}

double dm_content_overlap(const struct dm_ledger *ledger, struct dm_range a, struct dm_range b)
{
  uint32_t same = 0;
  for (uint32_t i = a.start; i < a.end; i++) {
    same += is_content_word(ledger, i) && has_lemma(ledger, b, ledger->lemmas.folded[i]);
  }
  uint32_t all = content_words(ledger, a) + content_words(ledger, b);
  return all ? 2.0 * same / all : 0;
}

uint32_t dm_ledger_date(const struct dm_ledger *ledger, struct dm_range cue, struct dm_range content)
{
  const struct dm_mentions *mentions = ledger->scene.analysis->mentions;
  struct dm_range sentence = dm_scene_sentence(&ledger->scene, cue.start);
  uint32_t best = DM_NONE;
  uint32_t nearest = UINT32_MAX;
  for (uint32_t i = 0; i < mentions->date_count; i++) {
    struct dm_range at = mentions->date[i].tokens;
    bool dated = mentions->date[i].type == DM_DATE || mentions->date[i].type == DM_TIME;
    if (!dated || mentions->date[i].precision == DM_PRECISION_NONE || !dm_range_within(at, sentence) ||
        dm_range_overlaps(at, content)) {
      continue;
    }
    uint32_t distance = at.start < cue.start ? cue.start - at.start : at.start - cue.start;
    if (distance < nearest) {
      nearest = distance;
      best = i;
    }
  }
  return best;
}
