// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file cues.h  A cue that a rule has found, while it is made a statement; of fact/ alone.
*/
#ifndef DM_FACT_CUES_H
#define DM_FACT_CUES_H

#include "fact/saying.h"

/// What the match and the rules agree on, before it is a statement.
struct dm_trial {
  struct dm_saying *saying;
  const struct dm_match *match;
  struct dm_range cue, content;
  struct dm_range subject; ///< who says it, as written
  bool inverted;
};

/* cues.c */
/// Whether the rule has `set KEY VALUE`.
bool dm_trial_has(const struct dm_match *match, const char *key, const char *value);
/// Whether a verb means saying or thinking often enough for its sentence to be parsed; trees are what costs most.
bool dm_cue_earns_tree(const struct dm_saying *saying, uint32_t cue);
/// Whether a verb hardly ever means anything but saying: `said`.
bool dm_cue_is_sure(const struct dm_saying *saying, uint32_t cue);
/// Where polarity, modality and confidence begin in the rows of verbs of saying, and of attitudes.
enum { DM_VERB_GRADE = 8, DM_ATTITUDE_GRADE = 4 };
/// Set polarity, modality and confidence by the row of the cue, whose columns for them begin at `column`.
void dm_said_grade(const struct dm_saying *saying, struct dm_said *said, const struct dm_entry *row, uint32_t column);
/// A new statement with the cue, confidence and polarity of the trial.
struct dm_said *dm_trial_begin(const struct dm_trial *trial);
/// Who speaks: the subject, or the speaker of the statement before in the sentence.
struct dm_parties dm_trial_speaker(const struct dm_trial *trial);

/// Whether what stands before a cue tells how or when it was said: `Asked about the dam, she said, …`; `In a letter, …`
bool dm_saying_tells_circumstance(const struct dm_saying *saying, struct dm_range before);

/* attitudes.c */
/// What somebody thinks of a thing, or plans to do.
void dm_trial_take_attitude(struct dm_trial *trial);

/* by_tree.c */
/// What somebody says by the tree of the sentence, where no pattern tells.
void dm_trial_take_by_tree(struct dm_trial *trial);

/* place.c: where what is said stands. */
/// The end of the content that stands before token `start`, where the subject or the cue begins; 0 if there is none.
uint32_t dm_place_before(const struct dm_saying *saying, uint32_t start);
/// Whether what stands before a cue can be what is said: a quotation, or a clause with a verb of its own.
bool dm_place_is_sayable(const struct dm_saying *saying, struct dm_range content);
/// Whether nothing that a verb of saying could take as its object follows: an adjunct, a sign, or the end.
bool dm_place_is_last(const struct dm_saying *saying, uint32_t at);
/// Whether the cue stands between what is said and who says it: `"…," said X`.
bool dm_place_is_inverted(const struct dm_saying *saying, uint32_t cue);

/* credit.c: outlets, and sources without a verb. */
/// The outlet of the statement that a participle carries on.
struct dm_parties dm_credit_inherited(const struct dm_trial *trial);
/// What is said inside of what another says is credited to that one; a mere `according to` gives way.
void dm_credit_nest(const struct dm_trial *trial, struct dm_said *said);
/// A trailing credit of a statement that is there already: `…, the radio reported`.
bool dm_credit_last(const struct dm_trial *trial, uint32_t end);
/// Somebody a report cites is who speaks; the reporter is the outlet.
void dm_credit_cited(struct dm_trial *trial);
/// The outlet a statement is credited to: `as reported by the radio`.
void dm_credit_outlet(struct dm_trial *trial);
/// `according to X`.
void dm_credit_around(struct dm_trial *trial);

#endif
