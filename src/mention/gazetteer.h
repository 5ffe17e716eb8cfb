// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file gazetteer.h  What is known of names before an article is read.
   Words: schema/lexicon/{countries,places,organizations,first-names,titles,roles,role-modifiers,name-heads,no-names,name-words}.tsv.
*/
#ifndef DM_MENTION_GAZETTEER_H
#define DM_MENTION_GAZETTEER_H

#include "mention/mentions.h"
#include "syntax/forms.h"
#include "text/lexicon.h"

// What small words do; the names are those of schema/lexicon/name-words.tsv.
#define DM_NAME_WORDS(X)                                                                                               \
  X(THE, "the")                                                                                                        \
  X(ARTICLE, "article")                                                                                                \
  X(OF, "of")                                                                                                          \
  X(LINK, "link")                                                                                                      \
  X(AND, "and")                                                                                                        \
  X(PARTICLE, "particle")                                                                                              \
  X(POSSESSIVE, "possessive")                                                                                          \
  X(COLLECTIVE, "collective")                                                                                          \
  X(INSIDE, "inside")                                                                                                  \
  X(TOWARD, "toward")                                                                                                  \
  X(BY, "by")                                                                                                          \
  X(AS, "as")                                                                                                          \
  X(WHO, "who")                                                                                                        \
  X(BE, "be")                                                                                                          \
  X(BECOME, "become")                                                                                                  \
  X(ATTACH, "attach")                                                                                                  \
  X(SAY, "say")                                                                                                        \
  X(ACT, "act")                                                                                                        \
  X(OWNABLE, "ownable")                                                                                                \
  X(KIN, "kin")                                                                                                        \
  X(OUTLET, "outlet")                                                                                                  \
  X(PLACE, "place")                                                                                                    \
  X(GROUP, "group")                                                                                                    \
  X(AFFAIRS, "affairs")                                                                                                \
  X(COUNTRY, "country")                                                                                                \
  X(ORGNOUN, "orgnoun")                                                                                                \
  X(STANDALONE, "standalone")                                                                                          \
  X(MINISTRY, "ministry")                                                                                              \
  X(POLICY, "policy")                                                                                                  \
  X(HE, "he")                                                                                                          \
  X(SHE, "she")                                                                                                        \
  X(IT, "it")                                                                                                          \
  X(THEY, "they")                                                                                                      \
  X(OBJECT, "object")                                                                                                  \
  X(OWNER, "owner")                                                                                                    \
  X(LEAD, "lead")                                                                                                      \
  X(NOW, "now")                                                                                                        \
  X(ADVERB, "adverb")                                                                                                  \
  X(PLACEFIRST, "placefirst")

enum dm_name_word_bit {
#define DM_NAME_WORD_BIT(name, text) DM_BIT_##name,
  DM_NAME_WORDS(DM_NAME_WORD_BIT)
#undef DM_NAME_WORD_BIT
};
#define DM_WORD(name) (UINT64_C(1) << DM_BIT_##name)

/// What a stretch of a name may be.
enum dm_name_kind {
  DM_NAME_NONE,
  DM_NAME_COUNTRY,
  DM_NAME_CAPITAL, ///< a capital, of which its state may be meant
  DM_NAME_ADJECTIVE,
  DM_NAME_PEOPLE, ///< `Russians`
  DM_NAME_PLACE,
  DM_NAME_ORGANIZATION,
  DM_NAME_PERSON,
  DM_NAME_ROLE,
  DM_NAME_TITLE,
  DM_NAME_BELIEF,   ///< peoples, religions: no name, but may be part of one
  DM_NAME_CALENDAR, ///< never part of one
  DM_NAME_FUNCTION, ///< likewise
  DM_NAME_OTHER,    ///< events, works
  DM_NAME_UNKNOWN,
};

enum { DM_COUNTRY_LABEL, DM_COUNTRY_NAMES, DM_COUNTRY_ADJECTIVES, DM_COUNTRY_PEOPLE, DM_COUNTRY_CAPITALS };
enum { DM_PLACE_NAME, DM_PLACE_KIND, DM_PLACE_COUNTRY };
enum { DM_ORGANIZATION_LABEL, DM_ORGANIZATION_NAMES, DM_ORGANIZATION_NOUN, DM_ORGANIZATION_COUNTRY };
enum { DM_HEAD_WORD, DM_HEAD_CLASS, DM_HEAD_NOUN };
enum { DM_ROLE_NAME, DM_ROLE_CLASS, DM_ROLE_GENDER };

struct dm_gazetteer {
  struct dm_lexicon countries, adjectives, people, capitals, places, organizations, no_names, first_names, heads;
  struct dm_lexicon titles, roles, modifiers, words; ///< folded, but titles
  struct dm_forms_model forms;                       ///< of the dictionary
};

/// What stands at a token.
struct dm_known {
  enum dm_name_kind kind;
  uint32_t length;
  const struct dm_entry *entry;
};

DM_CHECK_RESULT enum dm_status dm_gazetteer_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                 struct dm_diag *diag, struct dm_gazetteer *out);
/// The longest known name that begins at `at` and ends by `end`; kind DM_NAME_NONE if there is none.
struct dm_known dm_gazetteer_longest(const struct dm_gazetteer *gazetteer, const struct dm_text *text, uint32_t at,
                                     uint32_t end);
/// Whether a token is a first name, and whose.
bool dm_gazetteer_first_name(const struct dm_gazetteer *gazetteer, const struct dm_text *text, uint32_t token,
                             enum dm_gender *gender);
/// The head word (of one token or two) that ends at `end`, not before `start`; NULL if there is none.
const struct dm_entry *dm_gazetteer_head(const struct dm_gazetteer *gazetteer, const struct dm_text *text,
                                         uint32_t start, uint32_t end);
/// DM_NAME_ORGANIZATION, DM_NAME_PLACE or DM_NAME_OTHER.
enum dm_name_kind dm_head_kind(const struct dm_entry *head);
enum dm_gender dm_gender_named(struct dm_span name); ///< of `m`, `f`
/// Whether a word joins the parts of a person's name: `al`, `van`.
bool dm_gazetteer_is_particle(const struct dm_gazetteer *gazetteer, struct dm_span word);
/// Whether a token is a word of the dictionary in any of its forms.
bool dm_gazetteer_is_common(const struct dm_gazetteer *gazetteer, const struct dm_text *text, uint32_t token,
                            struct dm_arena *arena);
/// Bits 1 << enum dm_name_word_bit of every token, by its form and its lemma.
uint64_t *dm_gazetteer_words(const struct dm_gazetteer *gazetteer, const struct dm_text *text, const uint64_t *lemma,
                             struct dm_arena *arena);

#endif
