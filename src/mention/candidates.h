// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file candidates.h  Stretches of text that may be names, before it is known who is who; of mention/ alone.
*/
#ifndef DM_MENTION_CANDIDATES_H
#define DM_MENTION_CANDIDATES_H

#include "mention/gazetteer.h"
#include "syntax/syntax.h"

/// What may be a name.
struct dm_candidate {
  struct dm_range tokens;
  struct dm_range phrase; ///< with title and role
  enum dm_name_kind kind;
  enum dm_gender gender;
  const struct dm_entry *entry; ///< what the gazetteer has, or NULL
  struct dm_span label;         ///< of a known one
  struct dm_span noun;          ///< what it is called after its name: `ministry`
  uint64_t key;                 ///< of its tokens as they stand
  bool title;                   ///< a person's title or role stands before
  bool bare;                    ///< a head word alone: `the Senate`
  bool possessive;
  int person, organization, place; ///< evidence
  int32_t margin;                  ///< of the model, where it has this name with this kind
  uint32_t entity;                 ///< or DM_NONE
};

/// A role as it stands in the text: `deputy foreign minister`.
struct dm_found_role {
  struct dm_range tokens;
  const struct dm_entry *entry;
};

/// One article while its names are found.
struct dm_naming {
  const struct dm_text *text;
  const struct dm_syntax *syntax;
  const struct dm_gazetteer *gazetteer;
  struct dm_arena *arena;
  struct dm_mentions *out;
  uint64_t *word;                      ///< [N] bits of dm_gazetteer_words()
  const struct dm_naming_forms *forms; ///< how words stand in the article; of candidates.c
  uint32_t role_count, role_capacity;
  struct dm_found_role *role; ///< in text order, disjoint
  uint32_t *token_role;       ///< [N]
  uint32_t candidate_count, candidate_capacity;
  struct dm_candidate *candidate; ///< in text order, disjoint
  uint32_t *token_candidate;      ///< [N]
  uint32_t entity_capacity, mention_capacity, position_capacity;
  const struct dm_entry **position_role; ///< [position_count] rows of roles
  struct dm_span *entity_noun;           ///< [entity_count] `ministry`
  uint32_t noun_count, noun_capacity;
};

static inline bool dm_naming_is(const struct dm_naming *naming, uint32_t token, uint64_t bits)
{
  return token < naming->text->token_count && (naming->word[token] & bits) != 0;
}
/// Whether a token is there, in the sentence of `of`, and the byte `byte` alone.
bool dm_naming_is_sign(const struct dm_naming *naming, uint32_t token, char byte);
bool dm_naming_is_capital(const struct dm_naming *naming, uint32_t token);
bool dm_naming_is_first_name(const struct dm_naming *naming, uint32_t token);
/// `FILE PHOTO`, `GREAT`, and `NAIROBI` at the beginning: capitals that make no name.
bool dm_naming_is_shouted(const struct dm_naming *naming, struct dm_range tokens);
struct dm_range dm_naming_sentence(const struct dm_naming *naming, uint32_t token);
/// The candidate that begins at `token`, or that ends at `end`; NULL if none does.
struct dm_candidate *dm_candidate_at(const struct dm_naming *naming, uint32_t token);
struct dm_candidate *dm_candidate_before(const struct dm_naming *naming, uint32_t end);

/// A candidate of these tokens, with the title and the role before it and what the gazetteer has of that kind.
struct dm_candidate dm_candidate_make(const struct dm_naming *naming, struct dm_range tokens, enum dm_name_kind kind);
/// Find candidates and give them their kinds, by rules alone.  Quotations and dates of `*out` are there already.
void dm_naming_begin(const struct dm_text *text, const struct dm_syntax *syntax, const struct dm_gazetteer *gazetteer,
                     struct dm_arena *arena, struct dm_mentions *out, struct dm_naming *naming);
/// Find roles: `naming->role`, `naming->token_role`.
void dm_roles_find(struct dm_naming *naming);
/// Find roles, then candidates.
void dm_candidates_find(struct dm_naming *naming);
/// Give evidence to those of unknown kind.
void dm_candidates_weigh(struct dm_naming *naming);

#endif
