// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/ledger.h"

enum { CONFIDENCE_NAMED = 750, CONFIDENCE_LOOSE = 600, NEAR_SENTENCES = 6, JUST_TOLD = 2, LATELY_TOLD = 4 };
static const double least_overlap = 0.3;
static const double sure_overlap = 0.6;  ///< of a demand of nobody known
static const double later_overlap = 0.5; ///< of a demand that the text tells after its answer

/// An answer while the demand that it answers is looked for.
struct answer {
  enum dm_response_kind kind;
  struct dm_range cue;
  struct dm_range object;      ///< tokens of the noun that names the demand, or of the thing
  bool named;                  ///< a noun names the demand
  bool bare;                   ///< nothing names it: it was just told
  bool given;                  ///< the thing itself is given
  bool side;                   ///< who takes sides need not have been asked
  const struct dm_entry *noun; ///< the row of the noun that names it, or NULL
  uint32_t farthest;           ///< sentences that may lie between
  struct dm_parties responder;
  struct dm_parties loose_owner; ///< whose the thing is
  struct dm_parties owner;       ///< whose demand it is, where the text says so
  const char *rule;
};

static bool is_voice(const struct dm_match *match, const char *voice) { return dm_match_has(match, "voice", voice); }

static enum dm_response_kind kind_named(struct dm_span name)
{
  static const char *const kinds[] = {[DM_REJECT] = "reject",   [DM_IGNORE] = "ignore",     [DM_ACCEPT] = "accept",
                                      [DM_PARTIAL] = "partial", [DM_CONSIDER] = "consider", [DM_RESPOND] = "respond"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (dm_span_equal(name, dm_span_of(kinds[i]))) {
      return (enum dm_response_kind)i;
    }
  }
  return DM_RESPOND;
}

/* Which demand. */

/// Whether a party is named in a stretch of tokens.
static bool is_named_in(const struct dm_ledger *ledger, const struct dm_parties *parties, struct dm_range tokens)
{
  const struct dm_mentions *mentions = ledger->scene.analysis->mentions;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    uint32_t mention = mentions->token_mention[i];
    if (mention != DM_NONE && parties->count && mentions->mention[mention].entity == parties->party[0].entity) {
      return true;
    }
  }
  return false;
}

/// Whether somebody gives what was asked of him: `Karel's resignation`, `it` right behind.
static bool gives_what_is_asked(const struct dm_ledger *ledger, const struct dm_draft *draft,
                                const struct answer *answer, double overlap, bool of)
{
  const struct dm_text *text = ledger->scene.analysis->text;
  bool asked = of || is_named_in(ledger, &answer->responder, draft->content);
  bool pronoun = answer->bare && draft->cue.start < answer->cue.start &&
                 text->token_sentence[draft->cue.start] + 1 >= text->token_sentence[answer->cue.start];
  return asked && !draft->clause && (pronoun || overlap >= later_overlap);
}

/// How well a draft fits an answer; 0 if it does not.
static double fit(const struct dm_ledger *ledger, const struct dm_draft *draft, const struct answer *answer)
{
  const struct dm_text *text = ledger->scene.analysis->text;
  struct dm_range object = answer->object;
  object.end = answer->named ? dm_phrase_end(&ledger->scene, object.start) : object.end;
  bool inside = dm_range_overlaps(draft->cue, object);
  if (dm_parties_share(&draft->demander, &answer->responder) || (draft->demand == DM_NONE && !inside) ||
      (answer->owner.count && !dm_parties_share(&draft->demander, &answer->owner))) {
    return 0;
  }
  uint32_t here = text->token_sentence[answer->cue.start], there = text->token_sentence[draft->cue.start];
  double near = 1.0 / (1.0 + (there > here ? 2.0 * (there - here) : here - there));
  double overlap = dm_content_overlap(ledger, draft->content, object);
  bool of = dm_parties_speak_for(&ledger->scene, &answer->responder, &draft->addressee);
  bool later = draft->cue.start >= answer->cue.end && !inside && overlap < later_overlap;
  if (answer->given && !gives_what_is_asked(ledger, draft, answer, overlap, of)) {
    return 0;
  }
  bool theirs = answer->loose_owner.count && dm_parties_share(&draft->demander, &answer->loose_owner);
  bool alike = answer->named || answer->given ? overlap >= least_overlap
               : of || theirs                 ? overlap >= least_overlap
                              : overlap >= sure_overlap && (there > here ? there - here : here - there) <= JUST_TOLD;
  bool told = answer->bare ? here - there <= answer->farthest && of
                           : answer->named && (answer->owner.count || of || here - there <= answer->farthest);
  if (later || !(inside || alike || told)) {
    return 0;
  }
  bool kind = answer->noun && dm_force_named(dm_entry_field(answer->noun, 1)) == draft->force;
  return (inside ? 2 : 0) + 1.5 * overlap + near + (of ? 0.3 : 0) + (kind ? 0.6 : 0);
}

/// The draft that fits an answer best; DM_NONE if none does.
static uint32_t find_draft(const struct dm_ledger *ledger, const struct answer *answer)
{
  uint32_t best = DM_NONE;
  double best_score = 0;
  for (uint32_t i = 0; i < ledger->draft_count; i++) {
    double score = fit(ledger, &ledger->draft[i], answer);
    if (score > best_score) {
      best_score = score;
      best = i;
    }
  }
  return best;
}

/// Who else in the article asks something of those who answer, nearest before; nobody if none does.
static struct dm_parties find_other_demander(const struct dm_ledger *ledger, const struct answer *answer)
{
  struct dm_parties demander = {0};
  for (uint32_t i = 0; i < ledger->draft_count; i++) {
    const struct dm_draft *draft = &ledger->draft[i];
    if (draft->cue.start < answer->cue.start && dm_parties_share(&draft->addressee, &answer->responder)) {
      demander = draft->demander.count ? draft->demander : demander;
    }
  }
  return demander;
}

/// The demand of a draft; an orphan becomes one by its answer.
static uint32_t demand_of(struct dm_ledger *ledger, struct dm_draft *draft, const struct answer *answer)
{
  if (draft->demand == DM_NONE) {
    draft->demander = find_other_demander(ledger, answer);
    draft->addressee = answer->responder;
    draft->demand = dm_ledger_add_demand(ledger, draft);
  }
  return draft->demand;
}

/// A demand that the text only names: `rejected Russia's demands`.
static uint32_t name_demand(struct dm_ledger *ledger, const struct answer *answer)
{
  const struct dm_entry *entry = dm_ledger_entry(ledger, &ledger->model->nouns, answer->object);
  if (!answer->owner.count || !entry || dm_parties_share(&answer->owner, &answer->responder)) {
    return DM_NONE;
  }
  struct dm_draft draft = {.rule = answer->rule,
                           .force = DM_DEMANDING,
                           .cue = answer->object,
                           .content = {answer->object.end, answer->object.end},
                           .whole = answer->object,
                           .demander = answer->owner,
                           .addressee = answer->responder,
                           .date = DM_NONE};
  draft.demand = dm_ledger_add_demand(ledger, &draft);
  *DM_PUSH(ledger->scene.arena, ledger->draft, ledger->draft_count, ledger->draft_capacity) = draft;
  return draft.demand;
}

/// The answer of that kind that somebody has already given; NULL if there is none.
static struct dm_response *find_response(const struct dm_ledger *ledger, uint32_t demand,
                                         const struct dm_party *responder, enum dm_response_kind kind)
{
  for (uint32_t i = 0; i < ledger->facts->response_count; i++) {
    struct dm_response *response = &ledger->facts->response[i];
    if (response->demand == demand && response->kind == kind &&
        dm_party_same(&response->responder.party[0], responder)) {
      return response;
    }
  }
  return NULL;
}

static void add_response(struct dm_ledger *ledger, const struct answer *answer, uint32_t demand)
{
  const struct dm_text *text = ledger->scene.analysis->text;
  struct dm_range whole = {answer->cue.start < answer->object.start ? answer->cue.start : answer->object.start,
                           answer->cue.end > answer->object.end ? answer->cue.end : answer->object.end};
  struct dm_demand *answered = &ledger->facts->demand[demand];
  uint32_t date = dm_ledger_date(ledger, answer->cue, answer->object);
  for (uint32_t i = 0; i < answer->responder.count; i++) {
    struct dm_response *known = find_response(ledger, demand, &answer->responder.party[i], answer->kind);
    if (known) {
      known->date = known->date == DM_NONE ? date : known->date;
      continue;
    }
    *DM_PUSH(ledger->scene.arena, ledger->facts->response, ledger->facts->response_count, ledger->response_capacity) =
        (struct dm_response){.evidence = {.whole = dm_text_bytes(text, whole),
                                          .cue = dm_text_bytes(text, answer->cue),
                                          .rule = answer->rule,
                                          .confidence = answer->named ? CONFIDENCE_NAMED : CONFIDENCE_LOOSE},
                             .kind = answer->kind,
                             .demand = demand,
                             .responder = {.count = 1, .party = &answer->responder.party[i]},
                             .date = date};
  }
  if (!answered->addressee.count && !answer->side) {
    answered->addressee = answer->responder;
  }
}

/// Whether the answer is one that was not given: `did not accept`, `failed to address`.
static bool is_denied(const struct dm_ledger *ledger, uint32_t cue)
{
  const struct dm_scene *scene = &ledger->scene;
  uint32_t group = dm_verb_group_start(scene, cue);
  if (dm_verb_group_has(scene, cue, DM_ROLE_NEGATION)) {
    return true;
  }
  if (group < 2 || !(scene->role[group - 1] & DM_ROLE_TO)) {
    return false;
  }
  const struct dm_entry *entry =
      dm_ledger_entry(ledger, &ledger->model->answers, (struct dm_range){group - 2, group - 1});
  for (; entry; entry = dm_lexicon_next(&ledger->model->answers, entry)) {
    if (dm_span_equal(dm_entry_field(entry, 2), DM_LITERAL("not"))) {
      return true;
    }
  }
  return false;
}

/// What an answer that was not given, or `never` will be, comes to.  @return false if to none.
static bool deny(enum dm_response_kind *kind, bool never)
{
  switch (*kind) {
  case DM_CONSIDER:
    *kind = never ? DM_REJECT : DM_IGNORE;
    return true;
  case DM_ACCEPT:
    *kind = DM_REJECT;
    return true;
  case DM_RESPOND:
    *kind = DM_IGNORE;
    return true;
  default:
    return false;
  }
}

/// What an answer comes to by the words around its verb: `did not accept`, `partly accepted`.  @return false if to none.
static bool judge(const struct dm_ledger *ledger, const struct dm_match *match, struct answer *answer)
{
  if (is_voice(match, "noun")) {
    return true;
  }
  if (is_denied(ledger, answer->cue.start)) {
    return !answer->given &&
           deny(&answer->kind, dm_verb_group_has(&ledger->scene, answer->cue.start, DM_ROLE_PROMISE | DM_ROLE_FUTURE));
  }
  if (answer->kind == DM_ACCEPT && dm_verb_group_has(&ledger->scene, answer->cue.start, DM_ROLE_PARTLY)) {
    answer->kind = DM_PARTIAL;
  }
  return !is_voice(match, "mute");
}

/* Who answers. */

static bool is_named(const struct dm_ledger *ledger, struct dm_range phrase)
{
  if (phrase.start == phrase.end) {
    return false;
  }
  bool pronoun = phrase.end == phrase.start + 1 && ledger->scene.analysis->syntax->tag[phrase.start] == DM_TAG_PRON;
  return !pronoun || ledger->scene.mention_phrase[phrase.start] != DM_NONE;
}

/// `said they would accept`: a pronoun in somebody's speech that may be himself.
static bool is_they(const struct dm_ledger *ledger, struct dm_range subject)
{
  return subject.end == subject.start + 1 && (ledger->scene.role[subject.start] & DM_ROLE_GROUP);
}

static bool find_responder(const struct dm_ledger *ledger, const struct dm_match *match, struct answer *answer)
{
  const struct dm_scene *scene = &ledger->scene;
  struct dm_range by = dm_match_tokens(match, "by");
  uint32_t cue = answer->cue.start;
  if (by.end > by.start) {
    bool acts = is_named(ledger, by) && dm_phrase_can_act(scene, by);
    answer->responder = acts ? dm_parties_of(scene, by) : (struct dm_parties){0};
  } else if (is_voice(match, "noun")) {
    answer->responder = dm_owner_of(ledger, cue);
  } else if (!is_voice(match, "passive")) {
    uint32_t group = dm_verb_group_start(scene, cue);
    uint32_t verb = is_denied(ledger, cue) && !dm_verb_group_has(scene, cue, DM_ROLE_NEGATION) ? group - 2 : cue;
    struct dm_range subject = dm_subject_find(scene, verb);
    bool open =
        subject.start > dm_scene_sentence(scene, cue).start && (scene->role[subject.start - 1] & DM_ROLE_UNREAL);
    if (open || (subject.end > subject.start && !dm_phrase_can_act(scene, subject))) { // `if it accepted`
      return false;
    }
    answer->responder = dm_subject_parties(ledger, subject);
    if (!answer->responder.count && is_they(ledger, subject)) {
      answer->responder = dm_speaker_at(ledger, subject.start);
    }
  }
  return answer->responder.count > 0;
}

/// Whether an answer is told as given: `accepted`, `would not accept`, `said it would accept`.
static bool is_real(const struct dm_ledger *ledger, uint32_t cue)
{
  uint32_t roles = dm_verb_group_roles(&ledger->scene, cue);
  if (!(roles & DM_ROLE_UNREAL)) {
    return true;
  }
  bool denied = roles & DM_ROLE_NEGATION;
  return roles & DM_ROLE_PROMISE ? denied || ledger->voice[cue] != DM_NONE : denied && (roles & DM_ROLE_ABLE);
}

/// Whether a token is what somebody demands: `that the union | deny them entry`.
static bool is_demanded(const struct dm_ledger *ledger, uint32_t token)
{
  for (uint32_t i = 0; i < ledger->draft_count; i++) {
    const struct dm_draft *draft = &ledger->draft[i];
    if (!draft->fulfiller.count && draft->content.start <= token && token < draft->content.end) {
      return true;
    }
  }
  return false;
}

static bool is_cue(const struct dm_ledger *ledger, const struct dm_match *match, uint32_t cue)
{
  const struct dm_scene *scene = &ledger->scene;
  bool noun = is_voice(match, "noun");
  if (ledger->taken[cue] || dm_ledger_is_furniture(ledger, cue) || is_demanded(ledger, cue) ||
      scene->analysis->syntax->tag[cue] != (noun ? DM_TAG_NOUN : DM_TAG_VERB)) {
    return false;
  }
  if (noun) {
    return true;
  }
  bool passive = dm_verb_is_passive(scene, cue);
  uint32_t group = dm_verb_group_start(scene, cue);
  bool purpose = group > 0 && (scene->role[group - 1] & DM_ROLE_TO) && !is_denied(ledger, cue);
  bool by = is_voice(match, "passive") && dm_match_capture(match, "by");
  return (passive || by) == is_voice(match, "passive") && !purpose && is_real(ledger, cue);
}

static enum dm_tag tag_at(const struct dm_ledger *ledger, uint32_t token)
{
  return (enum dm_tag)ledger->scene.analysis->syntax->tag[token];
}

/// The last word of the base phrase that a thing begins with: `his proposed | budget`.
static uint32_t phrase_head(const struct dm_ledger *ledger, struct dm_range object)
{
  uint32_t end = ledger->scene.layer[0].end[object.start];
  return end > object.start ? end - 1 : object.start;
}

static void take_match(void *context, const struct dm_match *match)
{
  struct dm_ledger *ledger = context;
  struct answer answer = {.cue = dm_match_tokens(match, "cue"),
                          .object = dm_match_tokens(match, "object"),
                          .rule = dm_rule_id(match->rule)};
  if (!is_cue(ledger, match, answer.cue.start)) {
    return;
  }
  const struct dm_lexicon *words = is_voice(match, "noun") ? &ledger->model->answer_nouns : &ledger->model->answers;
  const struct dm_entry *entry = dm_ledger_entry(ledger, words, answer.cue);
  if (!entry || dm_span_equal(dm_entry_field(entry, 2), DM_LITERAL("not")) || !find_responder(ledger, match, &answer)) {
    return;
  }
  answer.kind = kind_named(dm_entry_field(entry, 1));
  answer.given = is_voice(match, "give");
  answer.side = dm_span_equal(dm_entry_field(entry, 2), DM_LITERAL("side"));
  if (!judge(ledger, match, &answer)) {
    return;
  }
  bool it = answer.object.end == answer.object.start + 1 && tag_at(ledger, answer.object.start) == DM_TAG_PRON;
  answer.bare = is_voice(match, "alone") || is_voice(match, "mute") || (answer.given && it);
  answer.named = !answer.bare && !is_voice(match, "loose") && !answer.given;
  bool pronoun = dm_rule_value(match->rule, "object") != NULL;
  answer.farthest = pronoun ? JUST_TOLD : answer.bare ? LATELY_TOLD : NEAR_SENTENCES;
  if (answer.named && !pronoun) {
    answer.owner = dm_owner_of(ledger, answer.object.start);
    answer.noun = dm_ledger_entry(ledger, &ledger->model->nouns, answer.object);
  }
  if (!answer.named && !answer.bare) {
    answer.loose_owner = dm_owner_of(ledger, phrase_head(ledger, answer.object));
  }
  uint32_t draft = find_draft(ledger, &answer);
  uint32_t demand = draft != DM_NONE           ? demand_of(ledger, &ledger->draft[draft], &answer)
                    : answer.named && !pronoun ? name_demand(ledger, &answer)
                                               : DM_NONE;
  if (demand != DM_NONE) {
    ledger->taken[answer.cue.start] = true;
    add_response(ledger, &answer, demand);
  }
}

/// What was done at a request is an answer to it.
static void add_deeds(struct dm_ledger *ledger)
{
  for (uint32_t i = 0; i < ledger->draft_count; i++) {
    const struct dm_draft *draft = &ledger->draft[i];
    if (draft->fulfiller.count && draft->demand != DM_NONE) {
      struct answer answer = {.kind = DM_ACCEPT,
                              .cue = draft->cue,
                              .object = draft->content,
                              .named = true,
                              .responder = draft->fulfiller,
                              .rule = draft->rule};
      add_response(ledger, &answer, draft->demand);
    }
  }
}

void dm_responses_read(struct dm_ledger *ledger)
{
  add_deeds(ledger);
  const struct dm_text *text = ledger->scene.analysis->text;
  dm_rules_run(ledger->model->responses, &ledger->scene.view, (struct dm_range){0, text->token_count}, take_match,
               ledger);
}
