// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/implied.h"

static void add_draft(struct dm_ledger *ledger, struct dm_draft *draft)
{
  uint32_t start = draft->cue.start < draft->content.start ? draft->cue.start : draft->content.start;
  uint32_t end = draft->cue.end > draft->content.end ? draft->cue.end : draft->content.end;
  draft->whole = (struct dm_range){start, end};
  draft->date = dm_ledger_date(ledger, draft->cue, draft->content);
  ledger->taken[draft->cue.end - 1] = true;
  *DM_PUSH(ledger->scene.arena, ledger->draft, ledger->draft_count, ledger->draft_capacity) = *draft;
}

/* Conditions. */

/// The end of a clause with the verbs of the same subject that follow: `surrenders the town and ends the war`.
static uint32_t joint_end(const struct dm_scene *scene, uint32_t start)
{
  uint32_t sentence = dm_scene_sentence(scene, start).end;
  uint32_t end = dm_clause_end(scene, start);
  while (end + 1 < sentence && (scene->role[end] & DM_ROLE_JOINT) && dm_verb_is_finite(scene, end + 1)) {
    end = dm_clause_end(scene, end + 1);
  }
  return end;
}

/// `will only end the war if Norway …`: who will, or says so, makes a condition for somebody else.
static void take_condition(struct dm_ledger *ledger, struct dm_draft *draft, uint32_t act)
{
  const struct dm_scene *scene = &ledger->scene;
  if (ledger->taken[draft->cue.start] || dm_ledger_is_furniture(ledger, draft->cue.start)) {
    return;
  }
  struct dm_parties actor = dm_subject_parties(ledger, dm_subject_find(scene, act));
  draft->demander = ledger->voice[act] == DM_NONE ? actor : dm_speaker_at(ledger, act);
  draft->addressee = dm_clause_subject(ledger, draft);
  bool others = actor.count && draft->demander.count && draft->addressee.count &&
                !dm_parties_share(&draft->addressee, &actor) &&
                !dm_parties_speak_for(scene, &draft->demander, &draft->addressee);
  bool known = others && actor.party[0].entity != DM_NONE && draft->addressee.party[0].entity != DM_NONE;
  draft->content.end = joint_end(scene, draft->content.start);
  draft->force = DM_DEMANDING;
  if (known) {
    add_draft(ledger, draft);
  }
}

/* What was done at a request. */

static bool is_quoted(const struct dm_scene *scene, uint32_t token)
{
  const uint32_t *quotation = scene->analysis->mentions->token_quotation;
  return quotation && quotation[token] != DM_NONE;
}

/// Whether a token is the verb of a deed: told as a fact, of its own.
static bool is_deed(const struct dm_scene *scene, uint32_t token)
{
  return scene->analysis->syntax->tag[token] == DM_TAG_VERB &&
         (dm_verb_is_finite(scene, token) || dm_verb_is_passive(scene, token)) && !is_quoted(scene, token) &&
         !dm_verb_group_has(scene, token, DM_ROLE_NEGATION | DM_ROLE_UNREAL | DM_ROLE_FUTURE);
}

/// Who did it, by the phrase that ends at `end`: `… by the bank`; sets where the `by` stands.
static struct dm_parties doer_before(const struct dm_scene *scene, uint32_t end, uint32_t *by)
{
  struct dm_range phrase = end ? dm_phrase_before(scene, end) : (struct dm_range){end, end};
  if (phrase.end == phrase.start || phrase.start == 0 || !(scene->role[phrase.start - 1] & DM_ROLE_BY)) {
    return (struct dm_parties){0};
  }
  *by = phrase.start - 1;
  return dm_parties_of(scene, phrase);
}

/// Whether a verb only describes what stands before it: `the talks, | held`.
static bool is_lone(const struct dm_scene *scene, uint32_t verb)
{
  const struct dm_syntax *syntax = scene->analysis->syntax;
  uint32_t start = dm_scene_sentence(scene, verb).start;
  bool past = syntax->form[verb] == DM_FORM_PAST || syntax->form[verb] == DM_FORM_PARTICIPLE;
  bool plain = syntax->tag[verb] == DM_TAG_VERB && past && dm_verb_group_start(scene, verb) == verb;
  if (!plain || verb < start + 2) {
    return false;
  }
  return dm_scene_is_sign(scene, verb - 1, ",") ||
         (syntax->form[verb] == DM_FORM_PARTICIPLE && syntax->tag[verb - 1] == DM_TAG_NOUN);
}

/// `The bank lowered its rates | at the request of …`, `the closing of the mine by the bank | at the request of …`
static void deed_before(const struct dm_ledger *ledger, struct dm_draft *draft)
{
  const struct dm_scene *scene = &ledger->scene;
  uint32_t start = dm_scene_sentence(scene, draft->cue.start).start, end = draft->cue.start, by = end;
  end -= end > start && dm_scene_is_sign(scene, end - 1, ",");
  draft->fulfiller = doer_before(scene, end, &by);
  struct dm_range noun = draft->fulfiller.count && by > start ? dm_phrase_before(scene, by) : (struct dm_range){by, by};
  if (noun.end > noun.start && scene->mention_phrase[noun.start] == DM_NONE) {
    draft->content = noun;
    return;
  }
  if (end <= start) {
    return;
  }
  if (is_lone(scene, end - 1)) {
    draft->content = dm_phrase_whole(scene, end - (dm_scene_is_sign(scene, end - 2, ",") ? 2 : 1));
    return;
  }
  for (uint32_t i = end; i > start; i--) {
    if (i < end && dm_scene_is_sign(scene, i - 1, ";:-")) {
      return;
    }
    if (is_deed(scene, i - 1)) {
      struct dm_range subject = dm_subject_find(scene, i - 1);
      bool passive = dm_verb_is_passive(scene, i - 1);
      draft->content = (struct dm_range){passive && subject.end > subject.start ? subject.start : i - 1, end};
      draft->fulfiller = passive ? draft->fulfiller : dm_subject_parties(ledger, subject);
      return;
    }
  }
}

/// `At the request of …, | the bank lowered its rates`; `The bank, at the request of …, | lowered its rates`
static void deed_behind(const struct dm_ledger *ledger, uint32_t comma, struct dm_draft *draft)
{
  const struct dm_scene *scene = &ledger->scene;
  uint32_t end = dm_scene_sentence(scene, comma).end;
  for (uint32_t i = comma + 1; i < end; i++) {
    if (is_deed(scene, i)) {
      struct dm_range subject = dm_subject_find(scene, i);
      bool passive = dm_verb_is_passive(scene, i);
      draft->content =
          (struct dm_range){passive && subject.end > subject.start ? subject.start : i, dm_clause_end(scene, i)};
      if (!passive) {
        draft->fulfiller = dm_subject_parties(ledger, subject);
      }
      return;
    }
  }
}

static void take_done(struct dm_ledger *ledger, const struct dm_match *match, struct dm_draft *draft)
{
  const struct dm_scene *scene = &ledger->scene;
  struct dm_range sentence = dm_scene_sentence(scene, draft->cue.start);
  struct dm_range by = dm_match_tokens(match, "by");
  uint32_t noun = draft->cue.end - 1;
  const struct dm_entry *entry =
      dm_ledger_entry(ledger, &ledger->model->nouns, (struct dm_range){noun, draft->cue.end});
  bool owned = dm_range_within(by, draft->cue);
  draft->demander = owned ? dm_owner_of(ledger, noun) : dm_parties_of(scene, by);
  uint32_t end = owned ? draft->cue.end : by.end;
  bool first = end < sentence.end && dm_scene_is_sign(scene, end, ",") &&
               (draft->cue.start == sentence.start || dm_scene_is_sign(scene, draft->cue.start - 1, ","));
  if (!entry || !draft->demander.count || (!owned && !dm_phrase_can_act(scene, by)) || ledger->taken[noun] ||
      dm_ledger_is_furniture(ledger, noun) || (end < sentence.end && (scene->role[end] & DM_ROLE_TO))) {
    return;
  }
  if (first) {
    deed_behind(ledger, end, draft);
  } else {
    deed_before(ledger, draft);
  }
  if (dm_parties_share(&draft->fulfiller, &draft->demander)) {
    return;
  }
  draft->force = dm_force_named(dm_entry_field(entry, 1));
  draft->addressee = draft->fulfiller;
  if (draft->content.end > draft->content.start) {
    add_draft(ledger, draft);
  }
}

bool dm_implied_take(struct dm_ledger *ledger, const struct dm_match *match)
{
  struct dm_draft draft = {.rule = dm_rule_id(match->rule),
                           .cue = dm_match_tokens(match, "cue"),
                           .content = dm_match_tokens(match, "content"),
                           .clause = true,
                           .demand = DM_NONE};
  if (dm_match_has(match, "voice", "condition")) {
    take_condition(ledger, &draft, dm_match_tokens(match, "act").start);
    return true;
  }
  if (dm_match_has(match, "voice", "done")) {
    take_done(ledger, match, &draft);
    return true;
  }
  return false;
}
