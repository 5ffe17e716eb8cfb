// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/cues.h"

enum { CONFIDENCE_ACCORDING = 900 };

static bool is_empty(struct dm_range range) { return range.end <= range.start; }

struct dm_parties dm_credit_inherited(const struct dm_trial *trial)
{
  const struct dm_saying *saying = trial->saying;
  const struct dm_said *last = dm_saying_last_in(saying, trial->cue.start);
  bool gerund = dm_saying_form(saying, trial->cue.start) == DM_FORM_GERUND;
  return last && last->via.count && (gerund || is_empty(trial->subject)) ? last->via : (struct dm_parties){0};
}

void dm_credit_nest(const struct dm_trial *trial, struct dm_said *said)
{
  struct dm_saying *saying = trial->saying;
  if (saying->said_count < 2) {
    return;
  }
  struct dm_said *outer = &saying->said[saying->said_count - 2];
  uint32_t start = is_empty(trial->subject) ? trial->cue.start : trial->subject.start;
  struct dm_range segment = outer->segment_count ? outer->segment[outer->segment_count - 1] : (struct dm_range){0, 0};
  if (start < segment.start || trial->cue.start >= segment.end || outer->before) {
    return;
  }
  for (uint32_t i = segment.start; i < start; i++) {
    if (dm_saying_is_finite(saying, i) || dm_saying_tag(saying, i) == DM_TAG_AUX) {
      return;
    }
  }
  said->via = outer->speaker;
  if (dm_trial_has(trial->match, "content", "before")) {
    return;
  }
  bool around = dm_lexicon_find(&saying->model->verbs, &saying->lemmas, outer->cue) == NULL;
  outer->segment_count = around && dm_saying_tag(saying, outer->cue.start) != DM_TAG_NOUN ? 0 : outer->segment_count;
}

bool dm_credit_last(const struct dm_trial *trial, uint32_t end)
{
  struct dm_saying *saying = trial->saying;
  struct dm_said *last = dm_saying_last_in(saying, trial->cue.start);
  if (!last || !last->segment_count) {
    return false;
  }
  struct dm_range *segment = &last->segment[last->segment_count - 1];
  bool tagged = last->before && last->cue.start < trial->cue.start && !last->via.count; // `"…," X told Y, Z reported`
  bool within = trial->cue.start < segment->end && segment->start < end;
  if (!within && !tagged) {
    return false;
  }
  if (within) {
    segment->end = end;
    *segment = dm_saying_trim(saying, *segment);
  }
  if (!last->via.count) {
    last->via = dm_saying_speaker(saying, trial->subject);
  }
  for (uint32_t i = trial->cue.start; i < trial->cue.end; i++) {
    saying->taken[i] = true;
  }
  return true;
}

void dm_credit_cited(struct dm_trial *trial)
{
  struct dm_saying *saying = trial->saying;
  struct dm_said *last = dm_saying_last_in(saying, trial->cue.start);
  struct dm_range by = dm_match_tokens(trial->match, "by");
  if (!last || !last->segment_count || is_empty(by) || saying->scene.mention_phrase[by.end - 1] == DM_NONE) {
    return;
  }
  struct dm_parties cited = dm_saying_speaker(saying, by);
  if (cited.count) {
    last->via = last->speaker;
    last->speaker = cited;
    saying->taken[trial->cue.start] = true;
  }
}

void dm_credit_outlet(struct dm_trial *trial)
{
  struct dm_saying *saying = trial->saying;
  struct dm_said *last = dm_saying_last_in(saying, trial->cue.start);
  if (!last) {
    return;
  }
  for (uint32_t i = 0; i < last->segment_count; i++) {
    struct dm_range *segment = &last->segment[i];
    if (trial->cue.start > segment->start && trial->cue.start < segment->end) {
      segment->end = trial->cue.start;
      *segment = dm_saying_trim(saying, *segment);
    }
  }
  last->via = dm_saying_speaker(saying, dm_match_tokens(trial->match, "by"));
  saying->taken[trial->cue.start] = true;
}

static uint32_t source_end(const struct dm_saying *saying, uint32_t start)
{
  uint32_t end = dm_saying_sentence(saying, start).end;
  uint32_t at = start;
  while (at < end && !dm_saying_is_sign(saying, at, ",;.-")) {
    uint32_t phrase = saying->scene.layer[0].end[at];
    at = phrase > at ? phrase : at + 1;
  }
  return at;
}

/// A clause that tells whose words its sentence is, and who that is.
struct aside {
  struct dm_range clause, source;
};

/// `according to X`, up to the next sign; `as X put it`, up to the comma.
static struct aside aside_of(const struct dm_trial *trial)
{
  const struct dm_saying *saying = trial->saying;
  struct dm_range by = dm_match_tokens(trial->match, "by");
  if (by.start < trial->cue.start) {
    uint32_t end = source_end(saying, trial->match->tokens.end);
    return (struct aside){.clause = {trial->match->tokens.start, end}, .source = by};
  }
  uint32_t end = source_end(saying, trial->cue.end);
  return (struct aside){.clause = {trial->cue.start, end}, .source = {trial->cue.end, end}};
}

void dm_credit_around(struct dm_trial *trial)
{
  struct dm_saying *saying = trial->saying;
  struct dm_range sentence = dm_saying_sentence(saying, trial->cue.start);
  struct aside aside = aside_of(trial);
  trial->subject = aside.source;
  trial->inverted = true;
  bool opens = aside.clause.start <= sentence.start + 1;
  uint32_t before = aside.clause.start;
  uint32_t end = aside.clause.end;
  if (!opens && dm_saying_is_sign(saying, before - 1, ",-")) {
    before--;
  }
  struct dm_range content = opens ? (struct dm_range){end + 1, 0} : dm_saying_before(saying, before);
  if (opens && end + 1 < sentence.end) {
    content.end = dm_saying_end(saying, content.start);
    content = dm_saying_trim(saying, content);
  }
  if (is_empty(content) || dm_credit_last(trial, before)) {
    return;
  }
  struct dm_parties speaker = dm_saying_speaker(saying, trial->subject);
  if (!speaker.count) {
    return;
  }
  struct dm_said *said = dm_trial_begin(trial);
  said->confidence = CONFIDENCE_ACCORDING;
  said->speaker = speaker;
  said->before = !opens;
  dm_saying_add(saying, said, content);
}
