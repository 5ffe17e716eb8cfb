// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file facts.h  Statements, demands and responses, each tied to the bytes it was read from.
   In: mentions, syntax, rules.  Next: graph/.
*/
#ifndef DM_FACT_FACTS_H
#define DM_FACT_FACTS_H

#include "mention/mentions.h"
#include "syntax/syntax.h"

/// A source, addressee, demander or responder.
struct dm_party {
  uint32_t entity;       ///< or DM_NONE: unnamed, or a group
  struct dm_span label;  ///< the entity's label, or the words as written: `a senior official`; never empty
  struct dm_range bytes; ///< as it stands in the text (`He`); empty where it is inherited or implied
};

struct dm_parties {
  uint32_t count;
  struct dm_party *party; ///< [count]
};

enum dm_statement_kind { DM_DIRECT, DM_MIXED, DM_INDIRECT };
enum dm_polarity { DM_POSITIVE, DM_NEGATIVE };
enum dm_modality { DM_SAID, DM_THOUGHT, DM_PLANNED };

/// What every fact carries.
struct dm_evidence {
  struct dm_range whole; ///< bytes: from the first to the last character it was read from
  struct dm_range cue;   ///< bytes of the words that tell it; empty where there are none
  const char *rule;      ///< id
  uint16_t confidence;   ///< in thousandths
};

struct dm_segments {
  uint32_t count;
  struct dm_range *bytes; ///< [count] ascending, disjoint
};

struct dm_statement {
  struct dm_evidence evidence;
  enum dm_statement_kind kind;
  enum dm_polarity polarity;
  enum dm_modality modality;
  struct dm_segments content;
  struct dm_parties speaker;
  struct dm_parties addressee;
  struct dm_parties via; ///< the outlet it is credited to
  uint32_t date;         ///< index of mentions.date, or DM_NONE
  bool attitude;         ///< what somebody thinks of a thing or plans, told without words of his
};

enum dm_force { DM_DEMANDING, DM_REQUESTING, DM_PROPOSING, DM_APPEALING };

/// One wording of a demand.
struct dm_wording {
  struct dm_evidence evidence;
  struct dm_segments content; ///< count 0 only in the one wording of a demand that is known from its response alone
};

struct dm_demand {
  enum dm_force force;
  struct dm_parties demander;
  struct dm_parties addressee;
  uint32_t wording_count; ///< at least 1; the clearest first
  struct dm_wording *wording;
  uint32_t date;      ///< index of mentions.date, or DM_NONE
  uint32_t deadline;  ///< likewise
  uint32_t statement; ///< the statement that voices it, or DM_NONE
};

enum dm_response_kind { DM_REJECT, DM_IGNORE, DM_ACCEPT, DM_PARTIAL, DM_CONSIDER, DM_RESPOND };

struct dm_response {
  struct dm_evidence evidence;
  enum dm_response_kind kind;
  uint32_t demand; ///< index
  struct dm_parties responder;
  uint32_t date; ///< index of mentions.date, or DM_NONE
};

/// All facts of one article, each array by evidence.whole.start, then end (demands by their first wording).
struct dm_facts {
  uint32_t statement_count;
  struct dm_statement *statement;
  uint32_t demand_count;
  struct dm_demand *demand;
  uint32_t response_count;
  struct dm_response *response;
};

struct dm_facts_model;
struct dm_match;
struct dm_resources;

/// What the stages before have made of one article: the const input of this one.
struct dm_analysis {
  const struct dm_text *text;
  const struct dm_syntax *syntax;
  const struct dm_mentions *mentions;
  void (*watch)(void *context, const struct dm_match *match); ///< told each match of a rule, or NULL
  void *watch_context;
};

DM_CHECK_RESULT enum dm_status dm_facts_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                   struct dm_diag *diag, struct dm_facts_model **out);
/// Read all facts of an article.  @param arena  Owns what `*out` points to.
void dm_facts_read(const struct dm_analysis *analysis, const struct dm_facts_model *model, struct dm_arena *arena,
                   struct dm_facts *out);

#endif
