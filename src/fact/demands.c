// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/demands.h"

#include "fact/implied.h"
#include "fact/itemised.h"
#include "fact/ledger.h"

#include <string.h>

enum { MOST_WHOM = 24, MOST_OWNED = 5 };

enum dm_status dm_demands_model_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                     struct dm_demands_model **out)
{
  struct dm_demands_model *model = DM_NEW(arena, struct dm_demands_model, 1);
  const struct {
    const char *name;
    struct dm_lexicon *lexicon;
  } lexicons[] = {{"schema/lexicon/demand-verbs.tsv", &model->verbs},
                  {"schema/lexicon/demand-nouns.tsv", &model->nouns},
                  {"schema/lexicon/demand-modals.tsv", &model->modals},
                  {"schema/lexicon/demand-utter.tsv", &model->utter},
                  {"schema/lexicon/response-verbs.tsv", &model->answers},
                  {"schema/lexicon/response-nouns.tsv", &model->answer_nouns}};
  for (size_t i = 0; i < sizeof lexicons / sizeof *lexicons; i++) {
    DM_TRY(dm_lexicon_load(resources, lexicons[i].name, 0, DM_LEXICON_FOLDED, arena, diag, lexicons[i].lexicon));
  }
  DM_TRY(dm_party_model_load(resources, arena, diag, &model->party));
  DM_TRY(dm_rules_load(resources, "schema/rules/demands.rules", arena, diag, &model->demands));
  DM_TRY(dm_rules_load(resources, "schema/rules/responses.rules", arena, diag, &model->responses));
  *out = model;
  return DM_OK;
}

/* Drafts. */

static enum dm_tag tag_of(const struct dm_ledger *ledger, uint32_t token)
{
  return (enum dm_tag)ledger->scene.analysis->syntax->tag[token];
}

/// Whether a speaker announces what he does with it: `I want to appeal to …`; `group` is behind the `to`.
static bool is_announced(const struct dm_ledger *ledger, uint32_t group)
{
  uint32_t sentence = dm_scene_sentence(&ledger->scene, group).start;
  if (group < sentence + 3) {
    return false;
  }
  struct dm_range wish = {group - 2, group - 1};
  bool wants = (ledger->scene.role[group - 1] & DM_ROLE_TO) && tag_of(ledger, wish.start) == DM_TAG_VERB &&
               dm_ledger_entry(ledger, &ledger->model->verbs, wish);
  struct dm_range subject = wants ? dm_subject_find(&ledger->scene, wish.start) : wish;
  return wants && dm_is_self(ledger, subject);
}

/// Whether a verb is the second of two that share what makes the first one unreal: `could go there and | ask`.
static bool shares_unreal(const struct dm_ledger *ledger, uint32_t group, uint32_t verb)
{
  const struct dm_scene *scene = &ledger->scene;
  uint32_t start = dm_scene_sentence(scene, verb).start;
  bool base = scene->analysis->syntax->form[verb] == DM_FORM_BASE && group == verb;
  if (!base || group == start || !(scene->role[group - 1] & DM_ROLE_JOINT)) {
    return false;
  }
  for (uint32_t i = group - 1; i > start; i--) {
    if (scene->role[i - 1] & (DM_ROLE_UNREAL | DM_ROLE_FUTURE | DM_ROLE_TO)) {
      return true;
    }
    if (dm_verb_is_finite(scene, i - 1)) {
      return false;
    }
  }
  return false;
}

/// Whether a verb tells that somebody does demand: no plan, no possibility, not denied.
static bool is_real(const struct dm_ledger *ledger, uint32_t verb)
{
  const struct dm_scene *scene = &ledger->scene;
  uint32_t group = dm_verb_group_start(scene, verb);
  bool gerund = scene->analysis->syntax->form[verb] == DM_FORM_GERUND;
  bool named = gerund && group == verb && verb > 0 && tag_of(ledger, verb - 1) == DM_TAG_ADP; // `blamed for urging`
  bool purpose = group > 0 && (scene->role[group - 1] & DM_ROLE_TO) && !is_announced(ledger, group);
  return !purpose && !named && !shares_unreal(ledger, group, verb) &&
         !dm_verb_group_has(scene, verb, DM_ROLE_NEGATION | DM_ROLE_UNREAL | DM_ROLE_FUTURE);
}

static bool is_plain_whom(const struct dm_ledger *ledger, struct dm_range whom)
{
  const struct dm_syntax *syntax = ledger->scene.analysis->syntax;
  const uint32_t *quotation = ledger->scene.analysis->mentions->token_quotation;
  bool broken = whom.end > whom.start && quotation && quotation[whom.start] != quotation[whom.end - 1];
  if (whom.end - whom.start > MOST_WHOM || broken) { // `told the radio, "We …`
    return false;
  }
  for (uint32_t i = whom.start; i < whom.end; i++) {
    bool finite =
        dm_verb_is_finite(&ledger->scene, i) &&
        (syntax->tag[i] == DM_TAG_AUX || syntax->form[i] == DM_FORM_PRESENT || syntax->xpos[i] == DM_XPOS_VBD);
    if (finite || (ledger->scene.role[i] & (DM_ROLE_BREAK | DM_ROLE_RELATIVE | DM_ROLE_QUESTION))) {
      return false;
    }
  }
  return true;
}

/// Whether whom somebody is said to ask can be asked: not `required consent to go`.
static bool is_askable(const struct dm_ledger *ledger, struct dm_range whom)
{
  return whom.start == whom.end || tag_of(ledger, dm_phrase_head(&ledger->scene, whom)) != DM_TAG_NOUN ||
         dm_phrase_can_act(&ledger->scene, whom);
}

/// Whether a clause tells what is, where it must tell what shall be: `insisted that the bridge was safe`.
static bool is_told(const struct dm_ledger *ledger, const struct dm_match *match, const struct dm_entry *entry)
{
  const struct dm_scene *scene = &ledger->scene;
  struct dm_range content = dm_match_tokens(match, "content");
  if (dm_match_has(match, "cue", "noun") || !dm_match_has(match, "content", "clause") ||
      !dm_span_equal(dm_entry_field(entry, 2), DM_LITERAL("base")) || (scene->role[content.start] & DM_ROLE_TO)) {
    return false;
  }
  uint32_t end = dm_scene_sentence(scene, content.start).end;
  for (uint32_t i = content.start; i < end; i++) {
    enum dm_xpos xpos = (enum dm_xpos)scene->analysis->syntax->xpos[i];
    struct dm_range modal = {i, i + 1};
    if (xpos == DM_XPOS_MD) {
      return dm_ledger_entry(ledger, &ledger->model->modals, modal) == NULL;
    }
    if (xpos == DM_XPOS_VB || xpos == DM_XPOS_VBP || xpos == DM_XPOS_VBD || xpos == DM_XPOS_VBZ) {
      bool bare = ledger->lemmas.folded[i] == scene->analysis->text->folded[i]; // `halt`, whatever its tag
      return !bare && (xpos == DM_XPOS_VBD || xpos == DM_XPOS_VBZ);
    }
    if (scene->role[i] & DM_ROLE_BREAK) {
      break;
    }
  }
  return false;
}

static bool is_pronoun(const struct dm_ledger *ledger, struct dm_range tokens)
{
  return tokens.end == tokens.start + 1 && tag_of(ledger, tokens.start) == DM_TAG_PRON &&
         ledger->scene.mention_phrase[tokens.start] == DM_NONE;
}

static struct dm_parties parties_at(const struct dm_ledger *ledger, struct dm_range tokens)
{
  if (tokens.start == tokens.end || is_pronoun(ledger, tokens)) {
    return (struct dm_parties){0};
  }
  return dm_parties_of(&ledger->scene, tokens);
}

/// Who is asked, where the match does not say: `from` somebody after the content, or the subject of its clause.
static struct dm_parties implied_addressee(const struct dm_ledger *ledger, const struct dm_draft *draft)
{
  const struct dm_scene *scene = &ledger->scene;
  uint32_t end = dm_scene_sentence(scene, draft->cue.start).end;
  uint32_t at = draft->content.end;
  if (at + 1 < end && (scene->role[at] & DM_ROLE_FROM) && scene->layer[1].end[at + 1] > at + 1) {
    return dm_parties_of(scene, (struct dm_range){at + 1, scene->layer[1].end[at + 1]});
  }
  return draft->clause ? dm_clause_subject(ledger, draft) : (struct dm_parties){0};
}

static bool find_demander(const struct dm_ledger *ledger, const struct dm_match *match, struct dm_draft *draft)
{
  struct dm_range by = dm_match_tokens(match, "by");
  if (by.end > by.start) {
    draft->demander = parties_at(ledger, by);
  } else if (dm_match_has(match, "cue", "noun")) {
    draft->demander = dm_owner_of(ledger, draft->cue.start);
  } else if (dm_match_has(match, "voice", "speech")) {
    draft->demander = dm_speaker_at(ledger, draft->cue.start);
  } else {
    uint32_t group = dm_verb_group_start(&ledger->scene, draft->cue.start);
    draft->demander = is_announced(ledger, group)
                          ? dm_speaker_at(ledger, draft->cue.start)
                          : dm_subject_parties(ledger, dm_subject_find(&ledger->scene, draft->cue.start));
  }
  return draft->demander.count > 0;
}

/// The end of what a noun demands, where the noun is the subject of a verb that comes behind: `its demand to open the
/// harbour was heard`.
static uint32_t end_before_verb(const struct dm_ledger *ledger, uint32_t noun, struct dm_range content)
{
  bool base = false;
  for (uint32_t i = dm_scene_sentence(&ledger->scene, noun).start; i < noun; i++) {
    if (dm_verb_is_finite(&ledger->scene, i)) {
      return content.end;
    }
  }
  for (uint32_t i = content.start; i < content.end; i++) {
    base = base || ledger->scene.analysis->syntax->form[i] == DM_FORM_BASE;
    if (base && dm_verb_is_finite(&ledger->scene, i) && i > content.start + 1) {
      uint32_t group = dm_verb_group_start(&ledger->scene, i);
      return group > content.start ? group : i;
    }
  }
  return content.end;
}

/// The end of what is to be done, where the sentence's own verb follows it at once: `was told to go was seen`.
static uint32_t end_before_main_verb(const struct dm_ledger *ledger, struct dm_range content)
{
  bool to_do = ledger->scene.role[content.start] & DM_ROLE_TO;
  for (uint32_t i = content.start + 2; to_do && i < content.end; i++) {
    enum dm_tag before = tag_of(ledger, i - 1);
    bool follows = before == DM_TAG_VERB || before == DM_TAG_ADV || before == DM_TAG_ADP || before == DM_TAG_PART;
    if (follows && tag_of(ledger, i) == DM_TAG_AUX && dm_verb_is_finite(&ledger->scene, i)) {
      return i;
    }
  }
  return content.end;
}

static struct dm_range find_content(const struct dm_ledger *ledger, const struct dm_match *match, bool clause)
{
  struct dm_range content = dm_match_tokens(match, "content");
  if (content.start == content.end || dm_match_has(match, "content", "whole")) {
    return content;
  }
  uint32_t end = clause ? dm_clause_end(&ledger->scene, content.start) : dm_phrase_end(&ledger->scene, content.start);
  content.end = end;
  content.end = end_before_main_verb(ledger, content);
  if (clause && dm_match_has(match, "cue", "noun")) {
    content.end = end_before_verb(ledger, dm_match_tokens(match, "cue").start, content);
  }
  return content;
}

/// Whether what stands before a subject takes it out of what the speaker says himself: `the role that | banks should
/// play`, `do not think | banks should`.
static bool is_led_away(const struct dm_ledger *ledger, uint32_t subject)
{
  const struct dm_scene *scene = &ledger->scene;
  uint32_t start = dm_scene_sentence(scene, subject).start;
  bool that = subject > start && (scene->role[subject - 1] & DM_ROLE_RELATIVE);
  uint32_t before = subject - that;
  if (before == start || ledger->voice[before - 1] != ledger->voice[subject]) {
    return false;
  }
  bool thought = tag_of(ledger, before - 1) == DM_TAG_VERB;
  return thought ? dm_verb_group_has(scene, before - 1, DM_ROLE_NEGATION)
                 : that && tag_of(ledger, before - 1) == DM_TAG_NOUN;
}

/// Whether what is to be done is nothing to do: `all we need to | do is`, `the plan must | be a part`.
static bool is_idle(const struct dm_ledger *ledger, struct dm_range content, struct dm_range subject)
{
  const struct dm_scene *scene = &ledger->scene;
  uint32_t last = content.end - 1, sentence = dm_scene_sentence(scene, last).end;
  if (last + 1 >= sentence) {
    return true;
  }
  bool is = (scene->role[last + 1] & DM_ROLE_BE) && dm_verb_is_finite(scene, last + 1);
  enum dm_tag next = tag_of(ledger, last + 1);
  bool noun = (scene->role[last] & DM_ROLE_BE) && (next == DM_TAG_DET || next == DM_TAG_NUM);
  return is || (noun && !dm_phrase_can_act(scene, subject));
}

/// Whom a speaker says that he must do something; empty where nobody is asked: `we must`, `it must`.
static struct dm_range obliged(const struct dm_ledger *ledger, uint32_t modal)
{
  const struct dm_scene *scene = &ledger->scene;
  struct dm_range none = {modal, modal};
  struct dm_range subject = dm_subject_find(scene, modal);
  if (subject.start == subject.end || subject.end > modal || ledger->voice[subject.start] != ledger->voice[modal]) {
    return none;
  }
  bool other = (scene->role[subject.start] & DM_ROLE_OTHER) != 0;
  bool open =
      subject.start > dm_scene_sentence(scene, modal).start && (scene->role[subject.start - 1] & DM_ROLE_UNREAL);
  return open || dm_is_self(ledger, subject) || (is_pronoun(ledger, subject) && !other) ? none : subject;
}

/// Whether a word that looks like a verb stands where a noun must: after an owner and what describes the thing.
static bool is_owned(const struct dm_ledger *ledger, uint32_t token)
{
  const struct dm_scene *scene = &ledger->scene;
  const struct dm_syntax *syntax = scene->analysis->syntax;
  uint32_t start = dm_scene_sentence(scene, token).start;
  if (syntax->form[token] != DM_FORM_PRESENT && syntax->form[token] != DM_FORM_BASE) {
    return false;
  }
  for (uint32_t at = token; at > start && token - at < MOST_OWNED; at--) {
    enum dm_tag tag = tag_of(ledger, at - 1);
    bool describes = tag == DM_TAG_ADJ || tag == DM_TAG_NOUN || tag == DM_TAG_NUM ||
                     (tag == DM_TAG_VERB && syntax->form[at - 1] == DM_FORM_GERUND);
    if (scene->role[at - 1] & DM_ROLE_POSSESSIVE) {
      return tag_of(ledger, token - 1) != DM_TAG_NOUN || at < token - 1;
    }
    if (!describes) {
      return false;
    }
  }
  return false;
}

/// Content that says nothing by itself: a pronoun, a number, what only opens a list that does not come.
static bool is_empty_content(const struct dm_ledger *ledger, const struct dm_draft *draft)
{
  enum dm_tag tag = tag_of(ledger, draft->content.start);
  uint32_t end = draft->content.end;
  bool percent = end == draft->content.start + 2 && tag == DM_TAG_NUM && tag_of(ledger, end - 1) == DM_TAG_SYM;
  if (draft->clause && dm_list_opens(&ledger->scene, end)) {
    return !dm_list_next(&ledger->scene, &(struct dm_range){end, end});
  }
  return percent || (end == draft->content.start + 1 && (tag == DM_TAG_PRON || tag == DM_TAG_NUM));
}

static bool is_cue(const struct dm_ledger *ledger, const struct dm_match *match, struct dm_range cue)
{
  bool noun = dm_match_has(match, "cue", "noun");
  enum dm_tag tag = tag_of(ledger, cue.start);
  if (dm_match_has(match, "voice", "speech")) {
    return ledger->voice[cue.start] != DM_NONE && !ledger->taken[cue.start];
  }
  bool owned = tag == DM_TAG_VERB && is_owned(ledger, cue.start);
  if (ledger->taken[cue.start] || dm_ledger_is_furniture(ledger, cue.start) || (tag == DM_TAG_NOUN || owned) != noun ||
      (!noun && tag != DM_TAG_VERB)) {
    return false;
  }
  bool passive = !noun && dm_verb_is_passive(&ledger->scene, cue.start);
  return noun || (passive == dm_match_has(match, "voice", "passive") && is_real(ledger, cue.start));
}

/// Whether a noun tells what is demanded, but not by whom; an answer may make it known: `met the demand that it withdraw`.
static bool is_orphan(const struct dm_match *match, const struct dm_draft *draft)
{
  return dm_match_has(match, "cue", "noun") && draft->clause && draft->content.end > draft->content.start;
}

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }
static uint32_t most(uint32_t a, uint32_t b) { return a > b ? a : b; }

/// Whether what something must be is said of a thing, which nobody can ask: `the border must be open`.
static bool is_thing(const struct dm_ledger *ledger, const struct dm_match *match,
                     const struct dm_parties *obliged_ones)
{
  struct dm_range content = dm_match_tokens(match, "content");
  return content.start < content.end && (ledger->scene.role[content.end - 1] & DM_ROLE_BE) &&
         obliged_ones->count == 1 && obliged_ones->party[0].entity == DM_NONE;
}

/// Whether something is to be done to whom the speaker names: `Karel must be remembered`.
static bool is_done(const struct dm_ledger *ledger, const struct dm_match *match)
{
  uint32_t last = dm_match_tokens(match, "content").end;
  uint32_t end = dm_scene_sentence(&ledger->scene, last - 1).end;
  while (last < end && tag_of(ledger, last) == DM_TAG_ADV) {
    last++;
  }
  return last < end && dm_verb_is_passive(&ledger->scene, last);
}

/// Whether a speaker addresses somebody: `you`.
static bool is_you(const struct dm_ledger *ledger, struct dm_range whom)
{
  return whom.end == whom.start + 1 && (ledger->scene.role[whom.start] & DM_ROLE_YOU);
}

/// Where what is to be done ends, at the latest where another clause of the same speech begins: `and that …`.
static uint32_t speech_end(const struct dm_ledger *ledger, struct dm_range content)
{
  for (uint32_t i = content.start; i + 1 < content.end; i++) {
    if ((ledger->scene.role[i] & DM_ROLE_JOINT) && (ledger->scene.role[i + 1] & DM_ROLE_RELATIVE)) {
      return i;
    }
  }
  return content.end;
}

static const struct dm_lexicon *cue_words(const struct dm_ledger *ledger, const struct dm_match *match)
{
  if (dm_match_has(match, "voice", "speech")) {
    return &ledger->model->modals;
  }
  return dm_match_has(match, "cue", "noun") ? &ledger->model->nouns : &ledger->model->verbs;
}

/// Add a draft; where its content opens a list, one for each item.
static void add_drafts(struct dm_ledger *ledger, struct dm_draft *draft)
{
  struct dm_range item = {draft->content.end, draft->content.end};
  bool list = dm_list_next(&ledger->scene, &item);
  draft->date = dm_ledger_date(ledger, draft->cue, draft->content);
  ledger->taken[draft->cue.start] = true;
  if (!list) {
    *DM_PUSH(ledger->scene.arena, ledger->draft, ledger->draft_count, ledger->draft_capacity) = *draft;
  }
  for (; list; list = dm_list_next(&ledger->scene, &item)) {
    draft->content = draft->whole = item;
    *DM_PUSH(ledger->scene.arena, ledger->draft, ledger->draft_count, ledger->draft_capacity) = *draft;
  }
}

static void take_match(void *context, const struct dm_match *match)
{
  struct dm_ledger *ledger = context;
  if (dm_implied_take(ledger, match)) {
    return;
  }
  struct dm_draft draft = {.rule = dm_rule_id(match->rule), .cue = dm_match_tokens(match, "cue"), .demand = DM_NONE};
  if (!is_cue(ledger, match, draft.cue)) {
    return;
  }
  const struct dm_entry *entry = dm_ledger_entry(ledger, cue_words(ledger, match), draft.cue);
  struct dm_range whom = dm_match_tokens(match, "whom");
  if (!entry || !is_plain_whom(ledger, whom) || !is_askable(ledger, whom) || is_told(ledger, match, entry)) {
    return;
  }
  if (dm_match_has(match, "voice", "passive")) {
    whom = dm_subject_find(&ledger->scene, draft.cue.start);
  }
  bool speech = dm_match_has(match, "voice", "speech");
  if (speech) {
    whom = obliged(ledger, draft.cue.start);
    if (whom.start == whom.end || is_led_away(ledger, whom.start) ||
        is_idle(ledger, dm_match_tokens(match, "content"), whom)) {
      return;
    }
  }
  draft.force = dm_force_named(dm_entry_field(entry, 1));
  draft.clause = dm_match_has(match, "content", "clause");
  draft.content = find_content(ledger, match, draft.clause);
  if (speech) {
    draft.content = (struct dm_range){whom.start, speech_end(ledger, draft.content)};
    draft.content.start += (ledger->scene.role[whom.start] & DM_ROLE_RELATIVE) && whom.end > whom.start + 1;
  }
  if (is_empty_content(ledger, &draft)) {
    return;
  }
  if (!find_demander(ledger, match, &draft) && !is_orphan(match, &draft)) {
    return;
  }
  draft.addressee = parties_at(ledger, whom);
  if (speech && is_you(ledger, whom)) {
    draft.addressee = ledger->facts->statement[ledger->voice[whom.start]].addressee;
    if (!draft.addressee.count) {
      return; // anybody
    }
  }
  if (speech && (is_thing(ledger, match, &draft.addressee) || is_done(ledger, match))) {
    draft.addressee = (struct dm_parties){0};
  }
  if (speech && dm_parties_speak_for(&ledger->scene, &draft.demander, &draft.addressee)) {
    return;
  }
  if (!draft.addressee.count && !speech) {
    draft.addressee = implied_addressee(ledger, &draft);
  }
  draft.whole = (struct dm_range){least(draft.cue.start, draft.content.start), most(draft.cue.end, draft.content.end)};
  add_drafts(ledger, &draft);
}

static void tie_statements(struct dm_facts *facts)
{
  for (uint32_t i = 0; i < facts->demand_count; i++) {
    struct dm_range whole = facts->demand[i].wording[0].evidence.whole;
    for (uint32_t s = 0; s < facts->statement_count && facts->demand[i].statement == DM_NONE; s++) {
      if (dm_range_within(whole, facts->statement[s].evidence.whole)) {
        facts->demand[i].statement = s;
      }
    }
  }
}

/// Mark what statements say; of one within another, the inner.
static void hear_voices(struct dm_ledger *ledger)
{
  const struct dm_text *text = ledger->scene.analysis->text;
  const struct dm_facts *facts = ledger->facts;
  ledger->voice = DM_NEW(ledger->scene.arena, uint32_t, text->token_count + 1);
  for (uint32_t i = 0; i <= text->token_count; i++) {
    ledger->voice[i] = DM_NONE;
  }
  for (uint32_t s = 0; s < facts->statement_count; s++) {
    const struct dm_segments *content = &facts->statement[s].content;
    bool told = facts->statement[s].polarity == DM_POSITIVE;
    for (uint32_t k = 0; told && k < content->count; k++) {
      uint32_t token = dm_text_token_at(text, content->bytes[k].start);
      for (; token < text->token_count && text->token[token].end <= content->bytes[k].end; token++) {
        ledger->voice[token] = s; // statements are in order of their start: a later one is the inner one
      }
    }
  }
}

void dm_demands_read(const struct dm_analysis *analysis, const struct dm_demands_model *model, struct dm_arena *arena,
                     struct dm_facts *facts)
{
  struct dm_ledger ledger = {.model = model, .lemmas = *analysis->text, .facts = facts};
  facts->demand_count = facts->response_count = 0;
  dm_scene_begin(analysis, &model->party, arena, &ledger.scene);
  ledger.lemmas.folded = analysis->syntax->lemma;
  hear_voices(&ledger);
  ledger.taken = DM_NEW(arena, bool, analysis->text->token_count + 1);
  dm_rules_run(model->demands, &ledger.scene.view, (struct dm_range){0, analysis->text->token_count}, take_match,
               &ledger);
  dm_drafts_join(&ledger);
  dm_responses_read(&ledger);
  tie_statements(facts);
}
