// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/cues.h"

enum { DEEPEST_TREE = 60, LESS_SURE = 100 };

/// Whether a token hangs below `root`, or is it; what hangs below `without` does not count.
static bool hangs_below(const struct dm_saying *saying, uint32_t token, uint32_t root, uint32_t without)
{
  for (uint32_t depth = 0; token != DM_NONE && token != without && depth < DEEPEST_TREE; depth++) {
    if (token == root) {
      return true;
    }
    token = dm_forest_head(saying->forest, token);
  }
  return false;
}

/// The stretch of tokens within `bounds` from the first to the last that hangs below `root`; empty if none does.
static struct dm_range spanned(const struct dm_saying *saying, struct dm_range bounds, uint32_t root, uint32_t without)
{
  struct dm_range span = {bounds.end, bounds.end};
  for (uint32_t i = bounds.start; i < bounds.end; i++) {
    if (hangs_below(saying, i, root, without)) {
      span.start = span.start == bounds.end ? i : span.start;
      span.end = i + 1;
    }
  }
  return span.start < bounds.end ? span : (struct dm_range){bounds.start, bounds.start};
}

/// The root of what the cue tells: its clausal object, or the clause that the cue only breaks into.
static uint32_t told_root(const struct dm_saying *saying, uint32_t cue)
{
  uint32_t clause = dm_saying_child(saying, cue, DM_RELATION_CCOMP);
  bool aside = dm_saying_trails(saying, cue) && dm_forest_relation(saying->forest, cue) == DM_RELATION_PARATAXIS;
  return clause == DM_NONE && aside ? dm_forest_head(saying->forest, cue) : clause;
}

/// Without a leading `that` and trailing words that only lead on.
static struct dm_range clean(const struct dm_saying *saying, struct dm_range tokens)
{
  tokens = dm_saying_trim(saying, tokens);
  bool led = tokens.start < tokens.end && dm_saying_tag(saying, tokens.start) == DM_TAG_SCONJ &&
             dm_saying_has_role(saying, tokens.start, DM_ROLE_RELATIVE);
  tokens.start += led;
  return dm_saying_trim(saying, tokens);
}

/// A subject up to the first comma, dash or bracket, where it is no list: `Ines Varga, 82`.
static struct dm_range without_apposition(const struct dm_saying *saying, struct dm_range subject)
{
  uint32_t stop = subject.end;
  for (uint32_t i = subject.start + 1; i < subject.end; i++) {
    if (dm_saying_has_role(saying, i, DM_ROLE_JOINT)) {
      return subject;
    }
    stop = stop == subject.end && dm_saying_is_sign(saying, i, ",-(") ? i : stop;
  }
  return (struct dm_range){subject.start, stop};
}

/// What stands before a cue that only breaks into what is said: `Though it rained, | she said, | it held`; else empty.
static struct dm_range broken_into(const struct dm_trial *trial)
{
  const struct dm_saying *saying = trial->saying;
  uint32_t start = dm_saying_sentence(saying, trial->cue.start).start;
  uint32_t subject = trial->subject.start;
  struct dm_range before = {start, subject > start ? subject - 1 : start};
  bool aside = trial->subject.end <= trial->cue.start && subject > start + 1 &&
               dm_saying_is_sign(saying, subject - 1, ",") && dm_saying_is_sign(saying, trial->cue.end, ",");
  return aside && !dm_saying_tells_circumstance(saying, before) ? before : (struct dm_range){start, start};
}

/// Whether the words around a cue leave room for what is told: a sign, or what can begin a clause.  Trees cost.
static bool may_tell(const struct dm_saying *saying, struct dm_range cue)
{
  uint32_t end = dm_saying_sentence(saying, cue.start).end;
  if (cue.end >= end || dm_saying_is_sign(saying, cue.end, ",.-;") || dm_saying_quotation(saying, cue.end) != DM_NONE) {
    return cue.start > dm_saying_sentence(saying, cue.start).start + 2;
  }
  bool inverted = cue.start > 0 && dm_saying_is_sign(saying, cue.start - 1, ",") && dm_saying_trails(saying, cue.start);
  return inverted || dm_saying_may_begin_clause(saying, cue.end);
}

void dm_trial_take_by_tree(struct dm_trial *trial)
{
  struct dm_saying *saying = trial->saying;
  uint32_t cue = trial->cue.start;
  struct dm_range sentence = dm_saying_sentence(saying, cue);
  bool bare = !dm_saying_is_finite(saying, cue) && dm_verb_group_start(&saying->scene, cue) == cue;
  if (bare || !dm_cue_earns_tree(saying, cue) || !(dm_cue_is_sure(saying, cue) || may_tell(saying, trial->cue))) {
    return;
  }
  uint32_t subject = dm_saying_child(saying, cue, DM_RELATION_NSUBJ);
  uint32_t told = subject == DM_NONE ? DM_NONE : told_root(saying, cue);
  if (told == DM_NONE || told < sentence.start || told >= sentence.end) {
    return;
  }
  bool relative = dm_saying_has_role(saying, subject, DM_ROLE_RELATIVE);
  trial->subject = relative
                       ? dm_saying_subject(saying, cue)
                       : without_apposition(saying, dm_saying_trim(saying, spanned(saying, sentence, subject, told)));
  struct dm_parties speaker = dm_saying_relative(saying, dm_saying_speaker(saying, trial->subject), cue);
  struct dm_range before = clean(saying, spanned(saying, (struct dm_range){sentence.start, cue}, told, cue));
  struct dm_range behind = clean(saying, spanned(saying, (struct dm_range){trial->cue.end, sentence.end}, told, cue));
  if (before.end <= before.start && behind.end > behind.start && !relative) {
    behind.end = dm_saying_end(saying, behind.start);
    behind = dm_saying_trim(saying, behind);
    before = broken_into(trial);
  }
  if (!speaker.count || (before.end <= before.start && behind.end <= behind.start)) {
    return;
  }
  struct dm_said *said = dm_trial_begin(trial);
  said->speaker = speaker;
  said->confidence -= LESS_SURE;
  said->before = before.end > before.start;
  if (before.end > before.start) {
    dm_saying_add(saying, said, before);
  }
  if (behind.end > behind.start) {
    dm_saying_add(saying, said, behind);
  }
  said->addressee = dm_saying_addressee(saying, said);
}
