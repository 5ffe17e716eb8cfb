// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/ledger.h"

enum { FARTHEST_OWNER = 8 };

const struct dm_entry *dm_ledger_entry(const struct dm_ledger *ledger, const struct dm_lexicon *lexicon,
                                       struct dm_range cue)
{
  return dm_lexicon_find(lexicon, &ledger->lemmas, cue);
}

bool dm_ledger_is_furniture(const struct dm_ledger *ledger, uint32_t token)
{
  return (ledger->scene.analysis->text->shape[token] & DM_SHAPE_FURNITURE) != 0;
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
  struct dm_range subject = dm_subject_find(scene, verb);
  return subject.end > subject.start ? dm_parties_of(scene, subject) : (struct dm_parties){0};
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
    if (mentions->date[i].type != DM_DATE || mentions->date[i].precision == DM_PRECISION_NONE ||
        !dm_range_within(at, sentence) || dm_range_overlaps(at, content)) {
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
