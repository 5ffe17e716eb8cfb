// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file ledger.h  Demands while they are found, joined and answered; of fact/ alone.
*/
#ifndef DM_FACT_LEDGER_H
#define DM_FACT_LEDGER_H

#include "fact/clauses.h"
#include "fact/demands.h"

struct dm_demands_model {
  struct dm_party_model party;
  struct dm_lexicon verbs, nouns, modals, utter; ///< of demands
  struct dm_lexicon answers, answer_nouns;       ///< of responses
  struct dm_rules *demands, *responses;
};

/// One wording of a demand.
struct dm_draft {
  const char *rule;
  enum dm_force force;
  struct dm_range cue;                   ///< tokens
  struct dm_range content;               ///< tokens; empty: named only
  struct dm_range whole;                 ///< tokens
  bool clause;                           ///< the content is a clause: clearer than a noun phrase
  struct dm_parties demander, addressee; ///< nobody demands: an orphan
  struct dm_parties fulfiller;           ///< who did it, where the draft tells what was done
  uint32_t date;
  uint32_t demand; ///< once joined; DM_NONE for an orphan that is not answered
};

struct dm_ledger {
  const struct dm_demands_model *model;
  struct dm_scene scene;
  struct dm_text lemmas; ///< the text with lemmas in the place of words, for lexicons of lemmas
  uint32_t draft_count, draft_capacity;
  struct dm_draft *draft;
  bool *taken;     ///< [N] cue tokens that have given a draft
  uint32_t *voice; ///< [N] the statement whose content a token is in, the shortest, or DM_NONE
  struct dm_facts *facts;
  uint32_t demand_capacity, response_capacity;
};

/// The row of a cue in a lexicon of lemmas, or NULL.
const struct dm_entry *dm_ledger_entry(const struct dm_ledger *ledger, const struct dm_lexicon *lexicon,
                                       struct dm_range cue);
/// Whose a noun is: `Moscow's demand`, `its demand`, `the French demand`, `the demand made by`; empty if nobody's.
struct dm_parties dm_owner_of(const struct dm_ledger *ledger, uint32_t noun);
/// Who the subject of a verb is, whoever it stands for: the speaker for `we`, the group just told of for `they`.
struct dm_parties dm_subject_parties(const struct dm_ledger *ledger, struct dm_range subject);
/// Who is to do what the clause of a draft says: its subject, where that is somebody known.
struct dm_parties dm_clause_subject(const struct dm_ledger *ledger, const struct dm_draft *draft);
/// Who speaks at a token: the speakers of the statement it is in; nobody outside of statements.
struct dm_parties dm_speaker_at(const struct dm_ledger *ledger, uint32_t token);
/// Whether the phrase is the speaker's own word for himself: `we`.
bool dm_is_self(const struct dm_ledger *ledger, struct dm_range phrase);
/// Share of content words that two stretches of tokens have in common, 0..1.
double dm_content_overlap(const struct dm_ledger *ledger, struct dm_range a, struct dm_range b);
/// The date told in the sentence of `cue`, outside `content`; DM_NONE if there is none.
uint32_t dm_ledger_date(const struct dm_ledger *ledger, struct dm_range cue, struct dm_range content);
/// `demand`, `request`, `proposal`, `appeal`, as the lexicons have them.
enum dm_force dm_force_named(struct dm_span name);
bool dm_ledger_is_furniture(const struct dm_ledger *ledger, uint32_t token);
/// Put a draft into facts as a demand of its own.  @return its index.
uint32_t dm_ledger_add_demand(struct dm_ledger *ledger, const struct dm_draft *draft);
/// Make demands of the drafts, one of those that say the same.
void dm_drafts_join(struct dm_ledger *ledger);
/// The value of `set KEY` of the rule is `value`.
bool dm_match_has(const struct dm_match *match, const char *key, const char *value);
void dm_responses_read(struct dm_ledger *ledger);

#endif
