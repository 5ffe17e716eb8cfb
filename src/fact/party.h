// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file party.h  Who does what a verb says: subjects, and noun phrases as parties.
   In: mentions and syntax.  Words: schema/lexicon/function-words.tsv.
*/
#ifndef DM_FACT_PARTY_H
#define DM_FACT_PARTY_H

#include "fact/facts.h"
#include "syntax/pattern.h"
#include "text/lexicon.h"

/// What a word does that holds clauses and phrases together.
enum dm_role {
  DM_ROLE_JOINT = 1,         ///< `and`
  DM_ROLE_TURN = 2,          ///< `but`
  DM_ROLE_RELATIVE = 4,      ///< `who`
  DM_ROLE_NEGATION = 8,      ///< `not`
  DM_ROLE_UNREAL = 16,       ///< `could`
  DM_ROLE_TO = 32,           ///< `to`
  DM_ROLE_BY = 64,           ///< `by`
  DM_ROLE_OF = 128,          ///< `of`
  DM_ROLE_INSIDE = 256,      ///< `in`: leads on a noun phrase, or a place or time
  DM_ROLE_POSSESSIVE = 512,  ///< `'s`
  DM_ROLE_BREAK = 1024,      ///< `because`: another clause
  DM_ROLE_GO_ON = 2048,      ///< `including`: more of the same
  DM_ROLE_SELF = 4096,       ///< `I`
  DM_ROLE_BE = 8192,         ///< `was`: makes the passive
  DM_ROLE_OTHER = 32768,     ///< `they`: somebody else, whom one may ask
  DM_ROLE_FUTURE = 65536,    ///< `will`
  DM_ROLE_PARTLY = 131072,   ///< `partly`
  DM_ROLE_QUESTION = 262144, ///< `what`
  DM_ROLE_FROM = 16384,      ///< `from`: of whom something is asked
  DM_ROLE_GROUP = 524288,    ///< `they`: several, told of before
  DM_ROLE_PROMISE = 1048576, ///< `would`: in what somebody says, what he will do
  DM_ROLE_ABLE = 2097152,    ///< `could`: denied, it refuses
  DM_ROLE_YOU = 8388608,     ///< `you`
  DM_ROLE_EMPTY = 4194304,   ///< `there`: a subject that is nobody
};

struct dm_party_model {
  struct dm_lexicon words;
  struct dm_lexicon governments; ///< nouns for who acts for a state
  struct dm_lexicon agents;      ///< nouns for persons, and bodies of persons
  struct dm_lexicon documents;   ///< nouns for what speaks for those who wrote it
};

DM_CHECK_RESULT enum dm_status dm_party_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                   struct dm_diag *diag, struct dm_party_model *out);

/// An article made ready for rules: its layers `np` and `agent`, and the roles of its words.
struct dm_scene {
  const struct dm_analysis *analysis;
  struct dm_arena *arena;
  uint32_t *role;           ///< [N] enum dm_role bits
  uint32_t *mention_phrase; ///< [N] the mention in whose phrase a token is, or DM_NONE
  const struct dm_party_model *model;
  struct dm_layer
      layer[3]; ///< `date`: a date expression; `np`: base phrase or phrase of a mention; `agent`: phrase of a mention
  struct dm_view view;
};

void dm_scene_begin(const struct dm_analysis *analysis, const struct dm_party_model *model, struct dm_arena *arena,
                    struct dm_scene *out);
/// The sentence of a token.
struct dm_range dm_scene_sentence(const struct dm_scene *scene, uint32_t token);
/// Whether the token is one of the punctuation signs in `signs`, or a dash of any length where they have `-`.
bool dm_scene_is_sign(const struct dm_scene *scene, uint32_t token, const char *signs);
/// The noun phrase that ends before token `end` with what belongs to it to the left: owners (`Russia 's`), `X of Y`,
/// joined ones (`the US and NATO`).  @return an empty range if there is none.
struct dm_range dm_phrase_before(const struct dm_scene *scene, uint32_t end);
/// The same with what it hangs on: `a meeting on the strike`.
struct dm_range dm_phrase_whole(const struct dm_scene *scene, uint32_t end);
/// The subject of the verb (or the phrase of it) that begins at `verb`; an empty range if there is none.
struct dm_range dm_subject_find(const struct dm_scene *scene, uint32_t verb);
/// The first token of the auxiliaries and adverbs that stand before a verb.
uint32_t dm_verb_group_start(const struct dm_scene *scene, uint32_t verb);
/// Whether the auxiliaries before a verb have one of `roles` (DM_ROLE_NEGATION, DM_ROLE_UNREAL).
bool dm_verb_group_has(const struct dm_scene *scene, uint32_t verb, uint32_t roles);
/// The roles of all words before a verb that belong to it.
uint32_t dm_verb_group_roles(const struct dm_scene *scene, uint32_t verb);
/// Whether a token is a verb or auxiliary in the past or present.
bool dm_verb_is_finite(const struct dm_scene *scene, uint32_t token);
/// Whether a verb stands in the passive.
bool dm_verb_is_passive(const struct dm_scene *scene, uint32_t verb);
/// The token that a phrase is about: the last before `of`, `in` or a relative.
uint32_t dm_phrase_head(const struct dm_scene *scene, struct dm_range phrase);
/// Whether a noun phrase is about somebody who can act: a name, a person, a body of persons.
bool dm_phrase_can_act(const struct dm_scene *scene, struct dm_range phrase);
/// Whether a noun phrase is about what speaks for those who wrote it.
bool dm_phrase_is_document(const struct dm_scene *scene, struct dm_range phrase);
/// The parties of a noun phrase: one for each of its joint parts.
struct dm_parties dm_parties_of(const struct dm_scene *scene, struct dm_range phrase);
bool dm_party_same(const struct dm_party *a, const struct dm_party *b);
/// Whether any of `a` is one of `b`.
bool dm_parties_share(const struct dm_parties *a, const struct dm_parties *b);
/// Whether any of `a` speaks for one of `b`: is one of them, or holds a position there.
bool dm_parties_speak_for(const struct dm_scene *scene, const struct dm_parties *a, const struct dm_parties *b);

#endif
