// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file rule_tags.h  Tags as rules see them, made of the tagger's.

   UD goes by the form of a word, rules by what it does in its phrase: a possessive pronoun determines, what is part of a
   name is one, `when` opens a clause, `be` is an auxiliary, `including` a preposition, a participle before its noun an
   adjective.  And where the tagger, which goes from left to right, sees a participle that has an object and no auxiliary, the
   words around tell better: it is a past.
   Words: schema/lexicon/auxiliaries.tsv, prepositions.tsv.
*/
#ifndef DM_SYNTAX_RULE_TAGS_H
#define DM_SYNTAX_RULE_TAGS_H

#include "syntax/syntax.h"
#include "text/lexicon.h"

struct dm_rule_tags {
  struct dm_lexicon auxiliaries;
  struct dm_lexicon prepositions;
};

DM_CHECK_RESULT enum dm_status dm_rule_tags_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                 struct dm_diag *diag, struct dm_rule_tags *out);
/// Set `tag` and `form` of a sentence, of which `upos` and `xpos` are set.
void dm_rule_tags_set(const struct dm_rule_tags *rules, const struct dm_text *text, struct dm_range sentence,
                      struct dm_syntax *out);
/// `past`, `gerund` …; DM_FORM_NONE if it is none of them.
enum dm_verb_form dm_verb_form_named(struct dm_span name);

#endif
