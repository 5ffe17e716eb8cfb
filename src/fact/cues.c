// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/cues.h"

#include <string.h>

enum { LONGEST_WHOM = 14, CONFIDENCE_NOUN = 650, WEAK = 600, DOUBTFUL = 750, SURE = 950, LONG = 4, DEEPEST = 3 };

bool dm_trial_has(const struct dm_match *match, const char *key, const char *value)
{
  const char *is = dm_rule_value(match->rule, key);
  return is && strcmp(is, value) == 0;
}

static bool is_empty(struct dm_range range) { return range.end <= range.start; }

/* Whether it is a cue. */

static bool is_infinitive(const struct dm_saying *saying, uint32_t verb)
{
  uint32_t group = dm_verb_group_start(&saying->scene, verb);
  return group > 0 && dm_saying_has_role(saying, group - 1, DM_ROLE_TO) && dm_saying_form(saying, verb) == DM_FORM_BASE;
}

/// The verb that has an infinitive tell what was said: `went on | to say`; DM_NONE if none has.
static uint32_t outer_verb(const struct dm_saying *saying, uint32_t infinitive)
{
  uint32_t to = dm_verb_group_start(&saying->scene, infinitive) - 1;
  for (uint32_t i = to; i > dm_saying_sentence(saying, to).start; i--) {
    if (dm_saying_tag(saying, i - 1) == DM_TAG_VERB) {
      uint32_t length;
      const struct dm_entry *entry = dm_lexicon_longest(&saying->model->verbs, &saying->lemmas, i - 1, to, &length);
      return entry && i - 1 + length == to && dm_saying_is_finite(saying, i - 1) ? i - 1 : DM_NONE;
    }
  }
  return DM_NONE;
}

static bool is_real(const struct dm_saying *saying, uint32_t verb)
{
  const struct dm_scene *scene = &saying->scene;
  uint32_t group = dm_verb_group_start(scene, verb);
  bool purpose = is_infinitive(saying, verb);
  bool joined = group == verb && group > 0 && dm_saying_has_role(saying, group - 1, DM_ROLE_JOINT) &&
                dm_saying_form(saying, verb) == DM_FORM_BASE;
  return !joined && !dm_verb_group_has(scene, verb, DM_ROLE_UNREAL | DM_ROLE_FUTURE) &&
         (!purpose || outer_verb(saying, verb) != DM_NONE);
}

/// Whether a token is inside of what is said inside of what is said, deeper than anybody writes.
static bool is_too_deep(const struct dm_saying *saying, uint32_t token)
{
  uint32_t depth = 0;
  for (uint32_t i = saying->said_count; i > 0 && depth < DEEPEST; i--, depth++) {
    const struct dm_said *said = &saying->said[i - 1];
    struct dm_range last = said->segment_count ? said->segment[said->segment_count - 1] : (struct dm_range){0, 0};
    if (token < last.start || token >= last.end) {
      return false;
    }
  }
  return depth == DEEPEST;
}

static bool is_cue(const struct dm_saying *saying, const struct dm_match *match, struct dm_range cue)
{
  const struct dm_text *text = saying->scene.analysis->text;
  uint32_t paragraph = text->sentence_paragraph[text->token_sentence[cue.start]];
  if (saying->taken[cue.start] || is_too_deep(saying, cue.start) || (text->shape[cue.start] & DM_SHAPE_FURNITURE) ||
      dm_saying_quotation(saying, cue.start) != DM_NONE || text->paragraph[paragraph].kind == DM_PARAGRAPH_HEADLINE) {
    return false;
  }
  if (dm_trial_has(match, "content", "around") || dm_trial_has(match, "content", "credit")) {
    return true;
  }
  if (dm_trial_has(match, "cue", "noun")) {
    return dm_saying_tag(saying, cue.start) == DM_TAG_NOUN;
  }
  if (dm_trial_has(match, "cue", "state")) {
    return is_real(saying, cue.start);
  }
  bool passive = dm_verb_is_passive(&saying->scene, cue.start);
  return dm_saying_tag(saying, cue.start) == DM_TAG_VERB && passive == dm_trial_has(match, "voice", "passive") &&
         is_real(saying, cue.start);
}

/* Statements. */

static struct dm_range find_subject(const struct dm_trial *trial)
{
  const struct dm_saying *saying = trial->saying;
  struct dm_range by = dm_match_tokens(trial->match, "by");
  if (dm_trial_has(trial->match, "cue", "noun")) {
    return dm_saying_owner(saying, trial->cue.start);
  }
  if (!is_empty(by)) {
    return by;
  }
  uint32_t after = trial->cue.end;
  uint32_t np = after < dm_saying_sentence(saying, after - 1).end ? saying->scene.layer[0].end[after] : 0;
  if (trial->inverted && np > after) {
    return (struct dm_range){after, np};
  }
  if (dm_trial_has(trial->match, "content", "relative")) {
    uint32_t end = dm_verb_group_start(&saying->scene, trial->cue.start);
    return dm_phrase_before(&saying->scene, end);
  }
  uint32_t outer = is_infinitive(saying, trial->cue.start) ? outer_verb(saying, trial->cue.start) : DM_NONE;
  return dm_saying_subject(saying, outer == DM_NONE ? trial->cue.start : outer);
}

static uint16_t confidence_at(const struct dm_entry *entry, uint32_t column)
{
  uint16_t confidence = 0;
  struct dm_span digits = dm_entry_field(entry, column);
  for (size_t i = 0; i < digits.size && i < 4; i++) {
    confidence = (uint16_t)(confidence * 10 + (digits.data[i] - '0'));
  }
  return confidence;
}

static uint16_t confidence_of(const struct dm_entry *entry) { return confidence_at(entry, DM_VERB_GRADE + 2); }

bool dm_cue_earns_tree(const struct dm_saying *saying, uint32_t cue)
{
  const struct dm_entry *row = dm_saying_verb(saying, cue);
  return row && confidence_of(row) > DOUBTFUL;
}

bool dm_cue_is_sure(const struct dm_saying *saying, uint32_t cue)
{
  const struct dm_entry *row = dm_saying_verb(saying, cue);
  return row && confidence_of(row) >= SURE;
}

static enum dm_modality modality_at(const struct dm_entry *entry, uint32_t column)
{
  struct dm_span name = dm_entry_field(entry, column);
  bool planned = dm_span_equal(name, DM_LITERAL("planned"));
  return dm_span_equal(name, DM_LITERAL("thought")) ? DM_THOUGHT : planned ? DM_PLANNED : DM_SAID;
}

void dm_said_grade(const struct dm_saying *saying, struct dm_said *said, const struct dm_entry *row, uint32_t column)
{
  bool denies = dm_span_equal(dm_entry_field(row, column), DM_LITERAL("negative"));
  bool negated = dm_verb_group_has(&saying->scene, said->cue.start, DM_ROLE_NEGATION);
  said->polarity = denies != negated ? DM_NEGATIVE : DM_POSITIVE;
  said->modality = modality_at(row, column + 1);
  said->confidence = confidence_at(row, column + 2);
}

struct dm_said *dm_trial_begin(const struct dm_trial *trial)
{
  struct dm_saying *saying = trial->saying;
  const struct dm_entry *entry = dm_saying_verb(saying, trial->cue.start);
  struct dm_said *said = DM_PUSH(saying->scene.arena, saying->said, saying->said_count, saying->said_capacity);
  *said = (struct dm_said){.rule = dm_rule_id(trial->match->rule),
                           .confidence = CONFIDENCE_NOUN,
                           .cue = trial->cue,
                           .source = trial->subject};
  if (entry && dm_saying_tag(saying, trial->cue.start) == DM_TAG_VERB) {
    dm_said_grade(saying, said, entry, DM_VERB_GRADE);
  }
  for (uint32_t i = trial->cue.start; i < trial->cue.end; i++) {
    saying->taken[i] = true;
  }
  return said;
}

struct dm_parties dm_trial_speaker(const struct dm_trial *trial)
{
  const struct dm_saying *saying = trial->saying;
  const struct dm_said *last = dm_saying_last_in(saying, trial->cue.start);
  bool inherits = dm_saying_form(saying, trial->cue.start) == DM_FORM_GERUND || is_empty(trial->subject);
  uint32_t group = dm_verb_group_start(&saying->scene, trial->cue.start);
  bool joint = group > 0 && dm_saying_has_role(saying, group - 1, DM_ROLE_JOINT | DM_ROLE_TURN);
  bool by = dm_trial_has(trial->match, "cue", "noun") || trial->inverted;
  if (last && !by && (inherits || joint)) {
    return last->speaker;
  }
  return dm_saying_relative(saying, dm_saying_speaker(saying, trial->subject), trial->cue.start);
}

static bool is_quotation_end(const struct dm_saying *saying, uint32_t end)
{
  return end > 0 && dm_saying_quotation(saying, end - 1) != DM_NONE;
}

bool dm_saying_tells_circumstance(const struct dm_saying *saying, struct dm_range before)
{
  bool verb =
      dm_saying_tag(saying, before.start) == DM_TAG_VERB && dm_saying_quotation(saying, before.start) == DM_NONE;
  return verb || (!dm_place_is_sayable(saying, before) && dm_saying_document(saying, before) != DM_NONE);
}

/// Whether a quotation begins at `at`, or behind an adverb.
static bool quotes_soon(const struct dm_saying *saying, uint32_t at, uint32_t end)
{
  at += at < end && dm_saying_tag(saying, at) == DM_TAG_ADV;
  return at < end && dm_saying_quotation(saying, at) != DM_NONE;
}

/// What goes on behind a cue that stands inside what is said: `The dam, she said, would hold`; `In winter, she said, it holds`.
static struct dm_range content_behind(const struct dm_trial *trial, struct dm_range before)
{
  const struct dm_saying *saying = trial->saying;
  struct dm_range none = {0, 0};
  uint32_t end = before.end;
  uint32_t stop = dm_saying_sentence(saying, end).end;
  uint32_t at = trial->match->tokens.end;
  while (at < stop && !dm_saying_is_sign(saying, at, ",-;")) {
    at++;
  }
  bool joint = at + 1 < stop && dm_saying_has_role(saying, at + 1, DM_ROLE_JOINT);
  if (at + 1 >= stop || (is_quotation_end(saying, end) && !joint)) {
    return none;
  }
  uint32_t next = at + 1;
  bool verb = (dm_saying_is_finite(saying, next) && !dm_saying_verb(saying, next)) ||
              dm_saying_has_subject(saying, next, before);
  bool clause = dm_saying_has_role(saying, next, DM_ROLE_JOINT) && next + 1 < stop &&
                (dm_saying_is_clause(saying, next + 1) || quotes_soon(saying, next + 1, stop));
  bool open =
      dm_saying_has_role(saying, before.end - 1, DM_ROLE_RELATIVE | DM_ROLE_BREAK); // `That is why, she said, …`
  bool part = open || !dm_place_is_sayable(saying, before) || dm_saying_tells_circumstance(saying, before);
  bool led = part && dm_saying_is_sign(saying, at, ",") && dm_saying_is_clause(saying, next) &&
             !dm_saying_is_attribution(saying, next);
  return verb || clause || led ? dm_saying_trim(saying, (struct dm_range){next, dm_saying_end(saying, next)}) : none;
}

static void take_before(struct dm_trial *trial, uint32_t end)
{
  struct dm_saying *saying = trial->saying;
  struct dm_range content = dm_saying_before(saying, end);
  if (is_empty(content) || !dm_place_is_last(saying, trial->match->tokens.end) || dm_credit_last(trial, end)) {
    return;
  }
  if (!dm_saying_trails(saying, trial->cue.start) && !is_quotation_end(saying, content.end)) {
    return;
  }
  struct dm_range behind = content_behind(trial, content);
  struct dm_parties speaker = dm_trial_speaker(trial);
  if (!speaker.count || (is_empty(behind) && !dm_place_is_sayable(saying, content))) {
    return;
  }
  struct dm_said *said = dm_trial_begin(trial);
  said->speaker = speaker;
  said->before = true;
  if (is_empty(behind) || !dm_saying_tells_circumstance(saying, content)) {
    dm_saying_add(saying, said, content);
  }
  if (!is_empty(behind)) {
    dm_saying_add(saying, said, behind);
  }
  struct dm_range whom = dm_match_tokens(trial->match, "whom");
  said->addressee = is_empty(whom) ? dm_saying_addressee(saying, said) : dm_parties_of(&saying->scene, whom);
}

/// Whether what begins with a noun phrase goes on for some words without a sign.
static bool is_long(const struct dm_saying *saying, uint32_t start)
{
  uint32_t end = dm_saying_sentence(saying, start).end;
  uint32_t np = saying->scene.layer[0].end[start];
  for (uint32_t i = np; i < np + LONG; i++) {
    bool stops = i >= end || (saying->scene.analysis->text->shape[i] & DM_SHAPE_PUNCTUATION) ||
                 (i == np && (dm_saying_tag(saying, i) == DM_TAG_ADP || dm_saying_has_role(saying, i, DM_ROLE_TO)));
    if (stops) {
      return false;
    }
  }
  return np > start;
}

static bool is_content(const struct dm_trial *trial)
{
  const struct dm_saying *saying = trial->saying;
  uint32_t start = trial->content.start;
  struct dm_range sentence = dm_saying_sentence(saying, trial->cue.start);
  if (start >= sentence.end) {
    return false;
  }
  const struct dm_entry *row = dm_saying_verb(saying, trial->cue.start);
  bool weak = row && dm_saying_tag(saying, trial->cue.start) == DM_TAG_VERB && confidence_of(row) <= WEAK;
  if (weak && dm_saying_document(saying, trial->subject) == DM_NONE) {
    return false;
  }
  bool negated = dm_verb_group_has(&saying->scene, trial->cue.start, DM_ROLE_NEGATION);
  if (dm_trial_has(trial->match, "content", "clause")) {
    return !(dm_saying_is_finite(saying, start) && dm_saying_tag(saying, start) == DM_TAG_AUX);
  }
  if (negated) {
    return false;
  }
  if (dm_trial_has(trial->match, "content", "bare")) {
    bool tail = dm_place_before(saying, trial->subject.start) != 0;
    bool sure = dm_cue_is_sure(saying, trial->cue.start) && !tail;
    bool adjunct = dm_saying_has_role(saying, start, DM_ROLE_BREAK) || dm_trial_has(trial->match, "place", "after");
    if (tail && adjunct) {
      return false;
    }
    return dm_saying_is_clause(saying, start) || (sure && is_long(saying, start)) ||
           (dm_cue_earns_tree(saying, trial->cue.start) && dm_saying_has_complement(saying, trial->cue.end - 1, start));
  }
  if (dm_trial_has(trial->match, "content", "quote")) {
    uint32_t index = dm_saying_quotation(saying, start);
    const struct dm_quotation *quoted = &saying->scene.analysis->mentions->quotation[index];
    bool full = dm_trial_has(trial->match, "quotation", "full");
    return !quoted->scare && saying->owner[index] == DM_NONE &&
           (!full || quoted->tokens.end - quoted->tokens.start > 4);
  }
  return true;
}

/// The end of content that is a noun phrase said to be something.
static uint32_t object_end(const struct dm_trial *trial)
{
  return dm_saying_end(trial->saying, trial->content.end - 1);
}

/// The comma behind which somebody says something else: `…, she said`; `end` if there is none.
static uint32_t before_attribution(const struct dm_saying *saying, uint32_t start, uint32_t end)
{
  for (uint32_t i = start; i + 1 < end; i++) {
    if (dm_saying_is_sign(saying, i, ",") && dm_saying_is_attribution(saying, i + 1)) {
      return i;
    }
  }
  return end;
}

/// Whether a thought is told of inside of what somebody says, whose words it then is.
static bool is_told_thought(const struct dm_trial *trial)
{
  const struct dm_entry *row = dm_saying_verb(trial->saying, trial->cue.start);
  return row && modality_at(row, DM_VERB_GRADE + 1) != DM_SAID && dm_saying_is_told(trial->saying, trial->cue.start);
}

/// The comma behind which the sentence goes on that a relative clause parted: `who said it holds, | left`; `end` if none.
static uint32_t before_main_verb(const struct dm_saying *saying, uint32_t start, uint32_t end)
{
  for (uint32_t i = start; i + 1 < end; i++) {
    bool verb = dm_saying_is_finite(saying, i + 1) || dm_saying_tag(saying, i + 1) == DM_TAG_AUX;
    if (dm_saying_is_sign(saying, i, ",-") && verb) {
      return i;
    }
  }
  return end;
}

static void take_after(struct dm_trial *trial)
{
  struct dm_saying *saying = trial->saying;
  struct dm_parties speaker = dm_trial_speaker(trial);
  if (!speaker.count || !is_content(trial) || is_told_thought(trial)) {
    return;
  }
  uint32_t group = trial->inverted || is_empty(trial->subject) ? trial->cue.start : trial->subject.start;
  uint32_t before = dm_saying_form(saying, trial->cue.start) == DM_FORM_GERUND ? 0 : dm_place_before(saying, group);
  bool split = dm_trial_has(trial->match, "content", "quote") && is_quotation_end(saying, before) &&
               saying->owner[dm_saying_quotation(saying, before - 1)] == DM_NONE;
  bool object = dm_trial_has(trial->match, "content", "object");
  uint32_t end = object ? object_end(trial) : dm_saying_end(saying, trial->content.start);
  end = dm_saying_is_relative(saying, trial->cue.start) ? before_main_verb(saying, trial->content.start, end) : end;
  end = dm_trial_has(trial->match, "cue", "noun") ? before_attribution(saying, trial->content.start, end) : end;
  struct dm_range content = dm_saying_trim(saying, (struct dm_range){trial->content.start, end});
  if (is_empty(content)) {
    return;
  }
  struct dm_range first = split ? dm_saying_before(saying, before) : content;
  struct dm_parties credit = dm_credit_inherited(trial);
  struct dm_said *said = dm_trial_begin(trial);
  said->speaker = speaker;
  said->via = credit;
  if (split) {
    dm_saying_add(saying, said, first);
  }
  dm_saying_add(saying, said, content);
  struct dm_range whom = dm_match_tokens(trial->match, "whom");
  bool told = !is_empty(whom) && whom.end - whom.start <= LONGEST_WHOM;
  said->addressee = told ? dm_parties_of(&saying->scene, whom) : dm_saying_addressee(saying, said);
  struct dm_range via = dm_match_tokens(trial->match, "via");
  dm_credit_nest(trial, said);
  said->via = is_empty(via) ? said->via : dm_parties_of(&saying->scene, via);
}

void dm_saying_match(void *context, const struct dm_match *match)
{
  struct dm_saying *saying = context;
  struct dm_trial trial = {.saying = saying,
                           .match = match,
                           .cue = dm_match_tokens(match, "cue"),
                           .content = dm_match_tokens(match, "content")};
  if (is_empty(trial.cue) || !is_cue(saying, match, trial.cue)) {
    return;
  }
  if (dm_trial_has(match, "content", "around")) {
    dm_credit_around(&trial);
    return;
  }
  if (dm_trial_has(match, "content", "cited")) {
    dm_credit_cited(&trial);
    return;
  }
  if (dm_trial_has(match, "content", "credit")) {
    dm_credit_outlet(&trial);
    return;
  }
  if (dm_trial_has(match, "content", "tree")) {
    dm_trial_take_by_tree(&trial);
    return;
  }
  trial.inverted = dm_place_is_inverted(saying, trial.cue.start);
  bool inverting = dm_trial_has(match, "order", "inverted");
  bool before = dm_trial_has(match, "content", "before");
  bool parted = inverting && !trial.inverted && !is_empty(dm_saying_subject(saying, trial.cue.start));
  if (parted || (trial.inverted && !inverting && !dm_trial_has(match, "content", "quote"))) {
    return; // `"…," Ines Varga, 52, told reporters`: it is not they who say it
  }
  trial.subject = find_subject(&trial);
  if (dm_trial_has(match, "cue", "noun") && is_empty(trial.subject)) {
    return;
  }
  if (dm_trial_has(match, "cue", "attitude") || dm_trial_has(match, "cue", "state")) {
    dm_trial_take_attitude(&trial);
    return;
  }
  if (!before) {
    take_after(&trial);
    return;
  }
  uint32_t start = inverting || is_empty(trial.subject) ? trial.cue.start : trial.subject.start;
  uint32_t end = dm_place_before(saying, start);
  bool gerund = dm_saying_form(saying, trial.cue.start) == DM_FORM_GERUND;
  if (end && !gerund && !is_empty(trial.subject)) {
    take_before(&trial, end);
  }
}
