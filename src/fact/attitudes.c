// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/clauses.h"
#include "fact/cues.h"

/// The row of the verb or, behind `is`, of the adjective of a cue; NULL if none is there.
static const struct dm_entry *row_of(const struct dm_trial *trial)
{
  const struct dm_saying *saying = trial->saying;
  bool state = dm_trial_has(trial->match, "cue", "state");
  const struct dm_lexicon *lexicon = state ? &saying->model->states : &saying->model->attitudes;
  const struct dm_entry *row = NULL;
  uint32_t length;
  for (uint32_t i = trial->cue.start; !row && i < trial->cue.end; i++) {
    row = dm_lexicon_longest(lexicon, &saying->lemmas, i, trial->cue.end, &length);
  }
  return row;
}

/// Whether the verb is somebody's who can have an attitude: a party, a document that speaks for one, or who spoke last.
static bool is_somebodys(const struct dm_trial *trial)
{
  const struct dm_saying *saying = trial->saying;
  struct dm_range subject = trial->subject;
  uint32_t cue = trial->cue.start;
  if (subject.start >= subject.end) {
    return dm_saying_form(saying, cue) == DM_FORM_GERUND && cue > 0 &&
           (dm_saying_is_sign(saying, cue - 1, ",") ||
            dm_saying_has_role(saying, cue - 1, DM_ROLE_JOINT | DM_ROLE_TURN));
  }
  return dm_phrase_can_act(&saying->scene, subject) || dm_saying_document(saying, subject) != DM_NONE ||
         dm_saying_tag(saying, subject.start) == DM_TAG_PRON;
}

/// Whether one word alone tells what it is about: a noun or a name, no `it`, no `two`.
static bool tells(const struct dm_saying *saying, uint32_t token)
{
  enum dm_tag tag = dm_saying_tag(saying, token);
  return tag == DM_TAG_NOUN || tag == DM_TAG_PROPN || tag == DM_TAG_VERB;
}

void dm_trial_take_attitude(struct dm_trial *trial)
{
  struct dm_saying *saying = trial->saying;
  const struct dm_entry *row = row_of(trial);
  struct dm_parties speaker = dm_trial_speaker(trial);
  if (!row || !speaker.count || !is_somebodys(trial) || dm_saying_is_told(saying, trial->cue.start)) {
    return;
  }
  uint32_t start = trial->content.start;
  bool thing = dm_trial_has(trial->match, "content", "thing");
  uint32_t end = thing ? dm_phrase_end(&saying->scene, start) : dm_clause_end(&saying->scene, start);
  struct dm_range content = dm_saying_trim(saying, (struct dm_range){start, end});
  const uint32_t *date = saying->scene.analysis->mentions->token_date;
  bool day = date && date[start] != DM_NONE;
  bool mute = thing && content.end == content.start + 1 && !tells(saying, content.start);
  if (content.end <= content.start || day || mute) {
    return;
  }
  struct dm_said *said = dm_trial_begin(trial);
  dm_said_grade(saying, said, row, DM_ATTITUDE_GRADE);
  said->speaker = speaker;
  said->attitude = true;
  dm_saying_add(saying, said, content);
}
