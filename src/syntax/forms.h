// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file forms.h  What a word may be by itself: its lemmas, how often each is noun, verb, adjective or adverb.
   Words: schema/lexicon/words.tsv, wordnet.tsv, wordnet-forms.tsv, irregular-verbs.tsv, suffixes.tsv.
*/
#ifndef DM_SYNTAX_FORMS_H
#define DM_SYNTAX_FORMS_H

#include "syntax/syntax.h"
#include "text/lexicon.h"

/// An ending, and what it makes of a word.
struct dm_suffix {
  struct dm_span ending;
  enum dm_tag tag;
  enum dm_verb_form form;
};

struct dm_forms_model {
  struct dm_lexicon words;      ///< closed classes
  struct dm_lexicon wordnet;    ///< lemmas
  struct dm_lexicon odd;        ///< forms that no rule gives
  struct dm_lexicon past;       ///< irregular verbs by their past
  struct dm_lexicon participle; ///< and by their participle
  uint32_t suffix_count;
  struct dm_suffix *suffix; ///< [suffix_count]
};

/// The readings of a word.
struct dm_forms {
  uint32_t closed;                        ///< bits 1 << enum dm_tag, of the closed classes; 0: none
  enum dm_tag usual;                      ///< the first of them
  uint32_t noun, verb, adjective, adverb; ///< weights; 0: it is not
  bool plural;                            ///< as a noun
  enum dm_verb_form form;                 ///< as a verb; PAST where it may be the participle as well
  bool both;                              ///< past and participle look alike
  bool base_too;                          ///< it is the base form and may be the participle: `come`
  struct dm_span noun_lemma, verb_lemma;  ///< in the arena, or empty
};

DM_CHECK_RESULT enum dm_status dm_forms_load(const struct dm_resources *resources, struct dm_arena *arena,
                                             struct dm_diag *diag, struct dm_forms_model *out);
/// @param word  folded; @param arena  for lemmas.
struct dm_forms dm_forms_of(const struct dm_forms_model *model, struct dm_span word, struct dm_arena *arena);

#endif
