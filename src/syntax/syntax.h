// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file syntax.h  Tokens to tags, lemmas and noun phrases.
   In: text layers.  Next: mention/.  Words: see forms.h; tags are UD's UPOS.
*/
#ifndef DM_SYNTAX_SYNTAX_H
#define DM_SYNTAX_SYNTAX_H

#include "syntax/xpos.h"
#include "text/text.h"

enum dm_tag {
  DM_TAG_X,
  DM_TAG_ADJ,
  DM_TAG_ADP,
  DM_TAG_ADV,
  DM_TAG_AUX,
  DM_TAG_CCONJ,
  DM_TAG_DET,
  DM_TAG_INTJ,
  DM_TAG_NOUN,
  DM_TAG_NUM,
  DM_TAG_PART,
  DM_TAG_PRON,
  DM_TAG_PROPN,
  DM_TAG_PUNCT,
  DM_TAG_SCONJ,
  DM_TAG_SYM,
  DM_TAG_VERB,
  DM_TAG_COUNT
};

/// The form of a verb (of VERB and AUX).
enum dm_verb_form { DM_FORM_NONE, DM_FORM_BASE, DM_FORM_PRESENT, DM_FORM_PAST, DM_FORM_GERUND, DM_FORM_PARTICIPLE };

struct dm_syntax_model;

struct dm_syntax {
  const struct dm_syntax_model *model; ///< that read it
  uint8_t *upos;                       ///< [N] enum dm_tag: UD's
  uint8_t *tag;                        ///< [N] enum dm_tag as rules see it: rule_tags.h
  uint8_t *label;                      ///< [N] the tagger's, of which upos and xpos are
  uint8_t *xpos;                       ///< [N] enum dm_xpos
  uint8_t *form;           ///< [N] enum dm_verb_form; PAST where past and past participle look alike and nothing tells
  uint64_t *lemma;         ///< [N] dm_hash_bytes() of the folded lemma
  uint32_t phrase_count;   ///< base noun phrases, in text order, disjoint
  struct dm_range *phrase; ///< [phrase_count] tokens
  uint32_t *token_phrase;  ///< [N] the phrase a token is in, or DM_NONE
};

struct dm_parser;
struct dm_tagger;
struct dm_resources;

DM_CHECK_RESULT enum dm_status dm_syntax_model_load(const struct dm_resources *resources, struct dm_arena *arena,
                                                    struct dm_diag *diag, struct dm_syntax_model **out);
/// Tag every token.  @param arena  Owns the arrays of `*out`.
void dm_syntax_parse(const struct dm_text *text, const struct dm_syntax_model *model, struct dm_arena *arena,
                     struct dm_syntax *out);
/// The tagger alone; the parser: see trees.h.  Both are loaded with the model.
const struct dm_tagger *dm_syntax_model_tagger(const struct dm_syntax_model *model);
const struct dm_parser *dm_syntax_model_parser(const struct dm_syntax_model *model);
/// The lemma of a token as text, in the case of the word or small, in `arena`.
struct dm_span dm_syntax_lemma(const struct dm_syntax *syntax, const struct dm_text *text, uint32_t token,
                               struct dm_arena *arena);
const char *dm_tag_name(enum dm_tag tag);      ///< `NOUN` …
enum dm_tag dm_tag_named(struct dm_span name); ///< DM_TAG_COUNT if there is none of that name

#endif
