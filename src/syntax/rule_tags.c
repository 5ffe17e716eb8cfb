// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "syntax/rule_tags.h"

enum { LOOK_BACK = 12 }; ///< words that are passed over in search of an auxiliary

enum dm_verb_form dm_verb_form_named(struct dm_span name)
{
  static const char *const forms[] = {"", "base", "present", "past", "gerund", "participle"};
  for (int i = 1; i < (int)(sizeof forms / sizeof *forms); i++) {
    if (dm_span_equal(name, dm_span_of(forms[i]))) {
      return (enum dm_verb_form)i;
    }
  }
  return DM_FORM_NONE;
}

enum dm_status dm_rule_tags_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                 struct dm_rule_tags *out)
{
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/auxiliaries.tsv", 0, DM_LEXICON_FOLDED, arena, diag,
                         &out->auxiliaries));
  return dm_lexicon_load(resources, "schema/lexicon/prepositions.tsv", 0, DM_LEXICON_FOLDED, arena, diag,
                         &out->prepositions);
}

/// A sentence being read.
struct reading {
  const struct dm_rule_tags *rules;
  const struct dm_text *text;
  struct dm_range sentence;
  struct dm_syntax *out;
};

/* By themselves. */

static enum dm_tag tag_of(enum dm_tag upos, enum dm_xpos xpos)
{
  switch (xpos) {
  case DM_XPOS_PRPS:
  case DM_XPOS_WPS:
    return DM_TAG_DET;
  case DM_XPOS_NNP:
  case DM_XPOS_NNPS:
    return DM_TAG_PROPN;
  case DM_XPOS_WRB:
    return DM_TAG_SCONJ;
  default:
    return upos;
  }
}

static enum dm_verb_form form_of(enum dm_xpos xpos)
{
  switch (xpos) {
  case DM_XPOS_VB:
  case DM_XPOS_VBP:
    return DM_FORM_BASE;
  case DM_XPOS_VBZ:
    return DM_FORM_PRESENT;
  case DM_XPOS_VBD:
    return DM_FORM_PAST;
  case DM_XPOS_VBG:
    return DM_FORM_GERUND;
  case DM_XPOS_VBN:
    return DM_FORM_PARTICIPLE;
  default:
    return DM_FORM_NONE;
  }
}

static const struct dm_entry *find_word(const struct reading *reading, const struct dm_lexicon *lexicon, uint32_t token)
{
  return dm_lexicon_find(lexicon, reading->text, (struct dm_range){token, token + 1});
}

static void set(const struct reading *reading, uint32_t token, enum dm_tag tag, enum dm_verb_form form)
{
  reading->out->tag[token] = (uint8_t)tag;
  reading->out->form[token] = (uint8_t)form;
}

static void set_verb(const struct reading *reading, uint32_t token, enum dm_tag tag)
{
  const struct dm_entry *entry = find_word(reading, &reading->rules->auxiliaries, token);
  bool be = entry && dm_span_equal(dm_entry_field(entry, 1), DM_LITERAL("be"));
  if (entry && (tag == DM_TAG_AUX || be)) {
    set(reading, token, DM_TAG_AUX, dm_verb_form_named(dm_entry_field(entry, 2)));
    return;
  }
  enum dm_verb_form form = form_of((enum dm_xpos)reading->out->xpos[token]);
  if (form == DM_FORM_GERUND && find_word(reading, &reading->rules->prepositions, token)) {
    set(reading, token, DM_TAG_ADP, DM_FORM_NONE);
    return;
  }
  set(reading, token, tag, form);
}

/* By what stands around. */

static enum dm_tag tag_at(const struct reading *reading, uint32_t token)
{
  return (enum dm_tag)reading->out->tag[token];
}

static bool is_nominal(const struct reading *reading, uint32_t token)
{
  return tag_at(reading, token) == DM_TAG_NOUN || tag_at(reading, token) == DM_TAG_PROPN;
}

/// The first token of the compound that `token` is in, or itself.
static uint32_t compound_start(const struct reading *reading, uint32_t token)
{
  while (token > reading->sentence.start + 1 && dm_text_is_hyphen(reading->text, token - 1)) {
    token -= 2;
  }
  return token;
}

/// The token after a word or compound, quotation marks passed over; the sentence's end if there is none.
static uint32_t after(const struct reading *reading, uint32_t token)
{
  while (token + 2 < reading->sentence.end && dm_text_is_hyphen(reading->text, token + 1)) {
    token += 2;
  }
  do {
    token++;
  } while (token < reading->sentence.end && (reading->text->shape[token] & DM_SHAPE_QUOTE));
  return token;
}

/// Whether adjectives and then a noun follow.
static bool before_noun(const struct reading *reading, uint32_t token)
{
  uint32_t next = after(reading, token);
  while (next < reading->sentence.end && tag_at(reading, next) == DM_TAG_ADJ) {
    next++;
  }
  return next < reading->sentence.end && is_nominal(reading, next);
}

/// Whether a participle describes the noun behind it: `the written answer`, not `after reading answers`.
static bool describes(const struct reading *reading, uint32_t token)
{
  uint32_t start = compound_start(reading, token);
  if (start < token) { // `state-owned`
    return true;
  }
  if (start == reading->sentence.start || !before_noun(reading, token)) {
    return false;
  }
  enum dm_tag before = tag_at(reading, start - 1);
  bool opened = before == DM_TAG_DET || before == DM_TAG_ADJ || before == DM_TAG_NUM ||
                reading->out->xpos[start - 1] == DM_XPOS_POS;
  bool object = reading->out->form[token] == DM_FORM_PARTICIPLE && (before == DM_TAG_VERB || before == DM_TAG_ADP);
  return opened || object;
}

/// The token before, adverbs and negation passed over; DM_NONE at the sentence's begin.
static uint32_t before(const struct reading *reading, uint32_t token)
{
  while (token > reading->sentence.start) {
    token--;
    if (tag_at(reading, token) != DM_TAG_ADV && reading->out->xpos[token] != DM_XPOS_RB) {
      return token;
    }
  }
  return DM_NONE;
}

/// Whether an auxiliary stands before, with nothing of another clause between, `was seen, heard and given`, or before the
/// subject, `was the ship seen`.
static bool is_helped(const struct reading *reading, uint32_t token)
{
  uint32_t prior = before(reading, token);
  bool subject = prior != DM_NONE && (is_nominal(reading, prior) || tag_at(reading, prior) == DM_TAG_PRON);
  for (int steps = 0; token > reading->sentence.start && steps < LOOK_BACK; steps++) {
    token--;
    enum dm_tag tag = tag_at(reading, token);
    if (tag == DM_TAG_AUX) {
      return true;
    }
    bool own = subject && tag != DM_TAG_DET && tag != DM_TAG_ADJ && tag != DM_TAG_NUM && tag != DM_TAG_NOUN &&
               tag != DM_TAG_PROPN && tag != DM_TAG_PRON && tag != DM_TAG_ADV;
    if (own || tag == DM_TAG_SCONJ || (tag == DM_TAG_VERB && reading->out->form[token] != DM_FORM_PARTICIPLE)) {
      return false;
    }
  }
  return false;
}

/// Whether what follows begins an object.
static bool has_object(const struct reading *reading, uint32_t token)
{
  uint32_t next = after(reading, token);
  if (next >= reading->sentence.end) {
    return false;
  }
  enum dm_tag tag = tag_at(reading, next);
  return tag == DM_TAG_DET || tag == DM_TAG_PRON || tag == DM_TAG_NUM || tag == DM_TAG_NOUN;
}

static bool is_finite(const struct reading *reading, uint32_t token)
{
  enum dm_tag tag = tag_at(reading, token);
  enum dm_xpos xpos = (enum dm_xpos)reading->out->xpos[token];
  return (tag == DM_TAG_AUX || tag == DM_TAG_VERB) &&
         (xpos == DM_XPOS_VBD || xpos == DM_XPOS_VBZ || xpos == DM_XPOS_VBP || xpos == DM_XPOS_MD);
}

static bool opens_clause(const struct reading *reading, uint32_t token)
{
  enum dm_xpos xpos = (enum dm_xpos)reading->out->xpos[token];
  return tag_at(reading, token) == DM_TAG_SCONJ || xpos == DM_XPOS_WDT || xpos == DM_XPOS_WP;
}

/// Whether the clause would have no finite verb without this one.
static bool is_only_verb(const struct reading *reading, uint32_t token)
{
  for (uint32_t i = token; i-- > reading->sentence.start && !opens_clause(reading, i);) {
    if (is_finite(reading, i)) {
      return false;
    }
  }
  for (uint32_t i = token + 1; i < reading->sentence.end && !opens_clause(reading, i); i++) {
    if (is_finite(reading, i)) {
      return false;
    }
    if (reading->out->xpos[i] == DM_XPOS_VBG) { // what follows may be a clause of its own: `saying …`
      return true;
    }
  }
  return true;
}

/// A participle without auxiliary that has a subject, and an object or no rival; or stands behind a verb that tells of it.
static bool is_past(const struct reading *reading, uint32_t token)
{
  uint32_t prior = before(reading, token);
  if (prior == DM_NONE || is_helped(reading, token)) {
    return false;
  }
  bool joint = tag_at(reading, prior) == DM_TAG_CCONJ; // with no participle that is helped
  bool apposed = prior > reading->sentence.start && reading->out->xpos[prior] == DM_XPOS_COMMA;
  bool told = tag_at(reading, prior) == DM_TAG_VERB && reading->out->form[prior] == DM_FORM_PAST;
  bool subject =
      is_nominal(reading, prior) || tag_at(reading, prior) == DM_TAG_PRON || tag_at(reading, prior) == DM_TAG_CCONJ;
  return told || joint || (subject && has_object(reading, token)) ||
         ((subject || apposed) && is_only_verb(reading, token));
}

void dm_rule_tags_set(const struct dm_rule_tags *rules, const struct dm_text *text, struct dm_range sentence,
                      struct dm_syntax *out)
{
  struct reading reading = {rules, text, sentence, out};
  for (uint32_t i = sentence.start; i < sentence.end; i++) {
    enum dm_tag tag = tag_of((enum dm_tag)out->upos[i], (enum dm_xpos)out->xpos[i]);
    if (tag == DM_TAG_VERB || tag == DM_TAG_AUX) {
      set_verb(&reading, i, tag);
    } else {
      set(&reading, i, tag, DM_FORM_NONE);
    }
  }
  for (uint32_t i = sentence.start; i < sentence.end; i++) {
    enum dm_verb_form form = (enum dm_verb_form)out->form[i];
    bool led = form == DM_FORM_GERUND && i > sentence.start && out->xpos[i - 1] == DM_XPOS_IN;
    if (led && out->tag[i - 1] == DM_TAG_SCONJ) { // `for leaving`, which UD takes for a clause
      out->tag[i - 1] = DM_TAG_ADP;
    }
    if (out->tag[i] != DM_TAG_VERB || form == DM_FORM_BASE || form == DM_FORM_PRESENT) {
      continue;
    }
    if (describes(&reading, i)) {
      set(&reading, i, DM_TAG_ADJ, DM_FORM_NONE);
    } else if (form == DM_FORM_PARTICIPLE && is_past(&reading, i)) {
      set(&reading, i, DM_TAG_VERB, DM_FORM_PAST);
    }
  }
}
