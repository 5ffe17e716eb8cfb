// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file saying.h  Statements while they are found; of fact/ alone.
*/
#ifndef DM_FACT_SAYING_H
#define DM_FACT_SAYING_H

#include "fact/party.h"
#include "fact/statements.h"
#include "syntax/forest.h"

struct dm_statements_model {
  struct dm_party_model party;
  struct dm_lexicon verbs, nouns; ///< of saying
  struct dm_lexicon attitudes;    ///< verbs of thinking of a thing, and of plans
  struct dm_lexicon states;       ///< adjectives of the same
  struct dm_lexicon demands;      ///< verbs of demanding: they begin something else
  struct dm_rules *rules;
};

/// One statement, in tokens.
struct dm_said {
  const char *rule;
  uint16_t confidence;
  struct dm_range cue;
  struct dm_range source; ///< the speaker as written, or empty
  bool before;            ///< the content stands before the cue
  bool attitude;          ///< what is thought of or planned, no words said
  uint32_t segment_count, segment_capacity;
  struct dm_range *segment;
  struct dm_parties speaker, addressee, via;
  enum dm_polarity polarity;
  enum dm_modality modality;
};

enum { DM_SAYING_LAYERS = 4, DM_SAYING_REACH = 400 };

/// Of one article.
struct dm_saying {
  const struct dm_statements_model *model;
  struct dm_scene scene;
  struct dm_layer layer[DM_SAYING_LAYERS]; ///< np, agent, date, quote
  struct dm_view view;
  struct dm_text lemmas; ///< the text with lemmas in the place of words
  struct dm_forest *forest;
  bool *taken;     ///< [N] cue tokens that have given a statement
  uint32_t *owner; ///< [quotations] the statement that has it, or DM_NONE
  uint32_t said_count, said_capacity;
  struct dm_said *said;
};

/// Make an article ready; `saying->model` is set.
void dm_saying_begin(struct dm_saying *saying, const struct dm_analysis *analysis, struct dm_arena *arena);

/* saying.c: looking at tokens. */
enum dm_tag dm_saying_tag(const struct dm_saying *saying, uint32_t token);
enum dm_verb_form dm_saying_form(const struct dm_saying *saying, uint32_t token);
bool dm_saying_is_sign(const struct dm_saying *saying, uint32_t token, const char *signs);
bool dm_saying_has_role(const struct dm_saying *saying, uint32_t token, uint32_t roles);
bool dm_saying_is_finite(const struct dm_saying *saying, uint32_t token);
/// The sentence of a token, no more than DM_SAYING_REACH tokens of it to either side.
struct dm_range dm_saying_sentence(const struct dm_saying *saying, uint32_t token);
/// The quotation a token is in, or DM_NONE.
uint32_t dm_saying_quotation(const struct dm_saying *saying, uint32_t token);
/// The tokens of a quotation with its marks.
struct dm_range dm_saying_quoted(const struct dm_saying *saying, uint32_t quotation);
/// The row of the verb of saying at a token, or NULL.
const struct dm_entry *dm_saying_verb(const struct dm_saying *saying, uint32_t token);
/// The last statement found so far whose cue is in the sentence of `token`, or NULL.
struct dm_said *dm_saying_last_in(const struct dm_saying *saying, uint32_t token);
/// A new statement of the words `source`, told by `cue` to no pattern; NULL if they are nobody.
struct dm_said *dm_saying_begin_said(struct dm_saying *saying, const char *rule, uint16_t confidence,
                                     struct dm_range cue, struct dm_range source);
/// The nearest child that the tree has of a token by a relation; DM_NONE if it has none.
uint32_t dm_saying_child(const struct dm_saying *saying, uint32_t head, enum dm_relation relation);
/// Whether a verb can stand behind what it tells: `…, X said`.
bool dm_saying_trails(const struct dm_saying *saying, uint32_t verb);
/// Whether a token is inside of what somebody is told to say, by the last statement of its sentence.
bool dm_saying_is_told(const struct dm_saying *saying, uint32_t token);
/// Put tokens to a statement's content; the quotations in them are then its own.
void dm_saying_add(struct dm_saying *saying, struct dm_said *said, struct dm_range tokens);

/* cues.c: statements by their cues. */
void dm_saying_match(void *context, const struct dm_match *match);

/* extent.c: how far what is said goes. */
/// The end of what is said from token `start` on, after its cue.
uint32_t dm_saying_end(const struct dm_saying *saying, uint32_t start);
/// Whether a clause with a finite verb begins at `start`.
bool dm_saying_is_clause(const struct dm_saying *saying, uint32_t start);
/// Whether a clause could begin at `start`, by its first word and a verb behind it.
bool dm_saying_may_begin_clause(const struct dm_saying *saying, uint32_t start);
/// Whether the tree has a clause from `start` on for what the verb `cue` tells.
bool dm_saying_has_complement(const struct dm_saying *saying, uint32_t cue, uint32_t start);
/// Whether the tree has the subject of a verb among `tokens`.
bool dm_saying_has_subject(const struct dm_saying *saying, uint32_t verb, struct dm_range tokens);
/// Whether a verb of saying with a subject of its own follows at `at`: `several said`, `she said`.
bool dm_saying_is_attribution(const struct dm_saying *saying, uint32_t at);
/// What is said before token `end`, the end of its last word or quotation.
struct dm_range dm_saying_before(const struct dm_saying *saying, uint32_t end);
/// Without signs at both ends (quotation marks stay).
struct dm_range dm_saying_trim(const struct dm_saying *saying, struct dm_range tokens);

/* source.c: who says it, to whom. */
/// The parties of a noun phrase as speakers: documents speak for their authors, unresolved pronouns for who spoke last.
struct dm_parties dm_saying_speaker(const struct dm_saying *saying, struct dm_range phrase);
/// Whether a verb is one of a relative clause: `X, who said`.
bool dm_saying_is_relative(const struct dm_saying *saying, uint32_t verb);
/// The speaker as the relative before the verb stands for him: `X, who said`.
struct dm_parties dm_saying_relative(const struct dm_saying *saying, struct dm_parties speaker, uint32_t verb);
/// The addressee told around a cue: `to X`, `in an interview with X`.
struct dm_parties dm_saying_addressee(const struct dm_saying *saying, const struct dm_said *said);
/// The subject of a verb without what is not its own.
struct dm_range dm_saying_subject(const struct dm_saying *saying, uint32_t verb);
/// The first word of a phrase that is a document that can speak, DM_NONE if there is none.
uint32_t dm_saying_document(const struct dm_saying *saying, struct dm_range phrase);
/// Whose a noun of speech is; empty if nobody's.
struct dm_range dm_saying_owner(const struct dm_saying *saying, uint32_t noun);

/* labelled.c: names set before or behind what is said. */
/// The statement of a quotation that a dash and a name sign: `"…" ― Ines Varga`; NULL if none does.
struct dm_said *dm_saying_signed(struct dm_saying *saying, struct dm_range quoted);
/// Headlines with a colon, and the turns of conversations: `Varga: the dam will hold`.
void dm_saying_read_labels(struct dm_saying *saying);

/* quoted.c: quotations that no cue has. */
void dm_saying_read_quotations(struct dm_saying *saying);

#endif
