// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/syntax.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "syntax/forms.h"

#define COUNT(array) (uint8_t)(sizeof(array) / sizeof *(array))

static const char *const names[] = {
    [DM_TAG_X] = "X",         [DM_TAG_ADJ] = "ADJ",     [DM_TAG_ADP] = "ADP",     [DM_TAG_ADV] = "ADV",
    [DM_TAG_AUX] = "AUX",     [DM_TAG_CCONJ] = "CCONJ", [DM_TAG_DET] = "DET",     [DM_TAG_INTJ] = "INTJ",
    [DM_TAG_NOUN] = "NOUN",   [DM_TAG_NUM] = "NUM",     [DM_TAG_PART] = "PART",   [DM_TAG_PRON] = "PRON",
    [DM_TAG_PROPN] = "PROPN", [DM_TAG_PUNCT] = "PUNCT", [DM_TAG_SCONJ] = "SCONJ", [DM_TAG_SYM] = "SYM",
    [DM_TAG_VERB] = "VERB"};

const char *dm_tag_name(enum dm_tag tag) { return names[tag]; }

struct dm_syntax_model {
  struct dm_forms_model forms;
  struct dm_lexicon auxiliaries; ///< schema/lexicon/auxiliaries.tsv: class and form
  struct dm_lexicon particles;   ///< schema/lexicon/particles.tsv: what the word does
};

enum dm_status dm_syntax_model_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                    struct dm_syntax_model **out)
{
  struct dm_syntax_model *model = DM_NEW(arena, struct dm_syntax_model, 1);
  DM_TRY(dm_forms_load(resources, arena, diag, &model->forms));
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/auxiliaries.tsv", 0, DM_LEXICON_FOLDED, arena, diag,
                         &model->auxiliaries));
  DM_TRY(
      dm_lexicon_load(resources, "schema/lexicon/particles.tsv", 0, DM_LEXICON_FOLDED, arena, diag, &model->particles));
  *out = model;
  return DM_OK;
}

/// What an auxiliary is.
enum auxiliary { NO_AUXILIARY, AUXILIARY_BE, AUXILIARY_HAVE, AUXILIARY_DO, AUXILIARY_MODAL };

/// What a word does that the grammar treats by itself.
enum particle {
  NO_PARTICLE,
  PARTICLE_INFINITIVE,
  PARTICLE_AGENT,
  PARTICLE_NEGATION,
  PARTICLE_COMPLEMENTIZER,
  PARTICLE_POSSESSIVE,
  PARTICLE_PERMISSION
};

enum { LOOK_BACK = 12 }; ///< light words between words that belong together

/// A text being tagged, from left to right.
struct tagger {
  const struct dm_text *text;
  const struct dm_syntax_model *model;
  struct dm_arena *arena;
  struct dm_syntax *out;
  struct dm_forms *forms; ///< [N]
  uint8_t *auxiliary;     ///< [N] enum auxiliary
  uint8_t *particle;      ///< [N] enum particle
  uint32_t *first_word;   ///< [S] the token of each sentence's first word
  bool *title_case;       ///< [S] most words are capitalised: a headline, whose capitals tell nothing
};

static bool has(const struct tagger *tagger, uint32_t token, enum dm_tag tag)
{
  return (tagger->forms[token].closed >> tag) & 1;
}

static bool is_first(const struct tagger *tagger, uint32_t token)
{
  const struct dm_text *text = tagger->text;
  bool quoted = token > 0 && (text->shape[token - 1] & DM_SHAPE_QUOTE);
  return quoted || tagger->first_word[text->token_sentence[token]] == token;
}

/// The tokens of the compound that `token` is in, `state-owned`, or the token alone.
static struct dm_range compound_of(const struct dm_text *text, uint32_t token)
{
  struct dm_range sentence = text->sentence[text->token_sentence[token]];
  struct dm_range compound = {token, token + 1};
  if (dm_text_is_hyphen(text, token)) {
    compound.start--;
  }
  while (compound.start > sentence.start + 1 && dm_text_is_hyphen(text, compound.start - 1)) {
    compound.start -= 2;
  }
  compound.end = compound.start + 1;
  while (compound.end + 1 < sentence.end && dm_text_is_hyphen(text, compound.end)) {
    compound.end += 2;
  }
  return compound;
}

/// The token before, adverbs, negation and quotation marks passed over; DM_NONE at the sentence's begin.
static uint32_t before(const struct tagger *tagger, uint32_t token)
{
  uint32_t start = tagger->text->sentence[tagger->text->token_sentence[token]].start;
  token = compound_of(tagger->text, token).start;
  for (int steps = 0; token > start && steps < LOOK_BACK; steps++) {
    token--;
    bool light = tagger->out->tag[token] == DM_TAG_ADV || tagger->particle[token] == PARTICLE_NEGATION ||
                 (tagger->text->shape[token] & DM_SHAPE_QUOTE);
    if (!light) {
      return token;
    }
  }
  return DM_NONE;
}

static enum dm_tag tag_before(const struct tagger *tagger, uint32_t token)
{
  uint32_t at = before(tagger, token);
  return at == DM_NONE ? DM_TAG_X : (enum dm_tag)tagger->out->tag[at];
}

static uint32_t after(const struct tagger *tagger, uint32_t token)
{
  uint32_t end = tagger->text->sentence[tagger->text->token_sentence[token]].end;
  uint32_t next = compound_of(tagger->text, token).end;
  return next < end ? next : DM_NONE;
}

/// Whether what follows may begin or go on with a noun phrase.
static bool before_noun(const struct tagger *tagger, uint32_t token)
{
  uint32_t next = after(tagger, token);
  if (next == DM_NONE || (tagger->text->shape[next] & DM_SHAPE_PUNCTUATION)) {
    return false;
  }
  const struct dm_forms *forms = &tagger->forms[next];
  if (forms->closed) {
    return forms->usual == DM_TAG_NUM || forms->usual == DM_TAG_ADJ;
  }
  return forms->noun + forms->adjective >= forms->verb ||
         (tagger->text->shape[next] & (DM_SHAPE_CAPITAL | DM_SHAPE_DIGIT));
}

/// Whether what follows looks like a verb's object or clause.
static bool before_object(const struct tagger *tagger, uint32_t token)
{
  uint32_t next = after(tagger, token);
  if (next == DM_NONE) {
    return false;
  }
  enum dm_tag usual = tagger->forms[next].usual;
  bool closed = tagger->forms[next].closed != 0;
  bool object =
      closed && (usual == DM_TAG_DET || usual == DM_TAG_PRON || usual == DM_TAG_SCONJ || usual == DM_TAG_PART ||
                 usual == DM_TAG_ADP || usual == DM_TAG_ADV || usual == DM_TAG_AUX || usual == DM_TAG_NUM);
  return object || (tagger->text->shape[next] & (DM_SHAPE_QUOTE | DM_SHAPE_CAPITAL));
}

/// The same for a word that is a noun as often: what follows such nouns, too, tells nothing, nor does a verb that needs it
/// as its subject.
static bool before_own_object(const struct tagger *tagger, uint32_t token)
{
  uint32_t next = after(tagger, token);
  if (next == DM_NONE || !before_object(tagger, token)) {
    return false;
  }
  enum dm_tag usual = tagger->forms[next].usual;
  return !tagger->forms[next].closed ||
         (usual != DM_TAG_ADP && usual != DM_TAG_AUX && usual != DM_TAG_ADV && !tagger->auxiliary[next]);
}

/// Whether the noun before is one thing, as the subject of a present in -s is.
static bool agrees(const struct tagger *tagger, uint32_t token)
{
  uint32_t at = before(tagger, token);
  return at == DM_NONE || !tagger->forms[at].plural;
}

static bool in_noun_phrase(enum dm_tag before)
{
  return before == DM_TAG_DET || before == DM_TAG_ADJ || before == DM_TAG_NUM;
}

/// Whether the last auxiliary before `token` is of that kind and nothing but light words stands between.
static enum auxiliary auxiliary_before(const struct tagger *tagger, uint32_t token)
{
  uint32_t at = before(tagger, token);
  return at == DM_NONE ? NO_AUXILIARY : (enum auxiliary)tagger->auxiliary[at];
}

static bool is_to(const struct tagger *tagger, uint32_t token)
{
  return token != DM_NONE && tagger->particle[token] == PARTICLE_INFINITIVE;
}

static void set(struct tagger *tagger, uint32_t token, enum dm_tag tag, enum dm_verb_form form)
{
  tagger->out->tag[token] = (uint8_t)tag;
  tagger->out->form[token] = (uint8_t)form;
}

static enum dm_tag best_open(const struct dm_forms *forms)
{
  if (forms->noun >= forms->adjective && forms->noun >= forms->adverb && forms->noun) {
    return DM_TAG_NOUN;
  }
  if (forms->adjective >= forms->adverb && forms->adjective) {
    return DM_TAG_ADJ;
  }
  return forms->adverb ? DM_TAG_ADV : DM_TAG_NOUN;
}

static bool is_base_verb(const struct tagger *tagger, uint32_t token)
{
  const struct dm_forms *forms = &tagger->forms[token];
  enum auxiliary auxiliary = auxiliary_before(tagger, token);
  enum dm_tag prior = tag_before(tagger, token);
  if (is_to(tagger, before(tagger, token)) && prior == DM_TAG_PART) {
    return true;
  }
  if (auxiliary == AUXILIARY_MODAL || auxiliary == AUXILIARY_DO) {
    return true;
  }
  if (in_noun_phrase(prior) || prior == DM_TAG_ADP || prior == DM_TAG_PART) {
    return forms->noun + forms->adjective == 0;
  }
  if (prior == DM_TAG_PRON) {
    return forms->verb * 3 > forms->noun + forms->adjective;
  }
  uint32_t at = before(tagger, token);
  bool plural = at != DM_NONE && prior == DM_TAG_NOUN && tagger->forms[at].plural;
  if (plural || prior == DM_TAG_PROPN) {
    uint32_t others = forms->noun + forms->adjective;
    return (plural && forms->verb > 2 * others) || (forms->verb * 3 > others && before_object(tagger, token));
  }
  if (prior == DM_TAG_CCONJ && forms->noun < forms->verb) {
    return true;
  }
  return forms->verb > 4 * (forms->noun + forms->adjective + forms->adverb);
}

static bool is_present_verb(const struct tagger *tagger, uint32_t token)
{
  const struct dm_forms *forms = &tagger->forms[token];
  enum dm_tag prior = tag_before(tagger, token);
  uint32_t next = after(tagger, token);
  if (forms->noun && next != DM_NONE && tagger->auxiliary[next]) { // which has it as its subject
    return false;
  }
  if (in_noun_phrase(prior) || prior == DM_TAG_ADP || prior == DM_TAG_PART || prior == DM_TAG_VERB) {
    return forms->noun == 0;
  }
  if (prior == DM_TAG_PRON) {
    return true;
  }
  if (prior == DM_TAG_X && forms->noun && !auxiliary_before(tagger, token)) { // no subject: a plural noun
    return false;
  }
  if (prior == DM_TAG_NOUN && forms->noun && !agrees(tagger, token)) {
    return false;
  }
  if (prior == DM_TAG_PROPN || prior == DM_TAG_NOUN || prior == DM_TAG_PUNCT || prior == DM_TAG_CCONJ) {
    uint32_t sure = prior == DM_TAG_NOUN ? 3 * forms->noun : forms->noun;
    return forms->verb > sure || (forms->verb * 4 > forms->noun && before_own_object(tagger, token));
  }
  return forms->verb > forms->noun;
}

static void tag_past(struct tagger *tagger, uint32_t token)
{
  const struct dm_forms *forms = &tagger->forms[token];
  enum auxiliary auxiliary = auxiliary_before(tagger, token);
  enum dm_tag prior = tag_before(tagger, token);
  uint32_t next = after(tagger, token);
  bool by = next != DM_NONE && tagger->particle[next] == PARTICLE_AGENT;
  if (auxiliary == AUXILIARY_BE || auxiliary == AUXILIARY_HAVE) {
    bool state = auxiliary == AUXILIARY_BE && forms->adjective > 2 * forms->verb;
    set(tagger, token, state ? DM_TAG_ADJ : DM_TAG_VERB, state ? DM_FORM_NONE : DM_FORM_PARTICIPLE);
  } else if ((in_noun_phrase(prior) || prior == DM_TAG_ADP || prior == DM_TAG_PART) && before_noun(tagger, token)) {
    set(tagger, token, DM_TAG_ADJ, DM_FORM_NONE);
  } else if (forms->form == DM_FORM_PARTICIPLE || (forms->both && (by || prior == DM_TAG_ADP))) {
    set(tagger, token, DM_TAG_VERB, DM_FORM_PARTICIPLE);
  } else if (forms->noun + forms->adjective > 3 * forms->verb && !before_object(tagger, token)) {
    set(tagger, token, best_open(forms), DM_FORM_NONE);
  } else {
    set(tagger, token, DM_TAG_VERB, DM_FORM_PAST);
  }
}

/// `classroom training`: a gerund right behind one thing, without an object.
static bool is_compound_gerund(const struct tagger *tagger, uint32_t token)
{
  uint32_t next = after(tagger, token);
  bool behind = token > 0 && tagger->out->tag[token - 1] == DM_TAG_NOUN && before(tagger, token) == token - 1 &&
                !tagger->forms[token - 1].plural;
  bool ends = next == DM_NONE || (tagger->text->shape[next] & DM_SHAPE_PUNCTUATION) ||
              tagger->forms[next].usual == DM_TAG_CCONJ || tagger->auxiliary[next];
  return behind && ends && tagger->forms[token].noun;
}

static void tag_gerund(struct tagger *tagger, uint32_t token)
{
  const struct dm_forms *forms = &tagger->forms[token];
  enum dm_tag prior = tag_before(tagger, token);
  bool nominal = (in_noun_phrase(prior) || prior == DM_TAG_PART) && auxiliary_before(tagger, token) == NO_AUXILIARY;
  if (nominal && forms->adjective && before_noun(tagger, token)) {
    set(tagger, token, DM_TAG_ADJ, DM_FORM_NONE);
  } else if (nominal || is_compound_gerund(tagger, token) ||
             (forms->noun > 2 * forms->verb && !before_object(tagger, token))) {
    set(tagger, token, DM_TAG_NOUN, DM_FORM_NONE);
  } else {
    set(tagger, token, DM_TAG_VERB, DM_FORM_GERUND);
  }
}

static enum dm_tag tag_nominal(const struct tagger *tagger, uint32_t token)
{
  const struct dm_forms *forms = &tagger->forms[token];
  if (forms->adjective && before_noun(tagger, token) && forms->adjective * 3 >= forms->noun) {
    return DM_TAG_ADJ;
  }
  enum dm_tag best = best_open(forms);
  bool ends_phrase = in_noun_phrase(tag_before(tagger, token)) && !before_noun(tagger, token);
  return best == DM_TAG_ADJ && ends_phrase && forms->noun ? DM_TAG_NOUN : best;
}

static void tag_open(struct tagger *tagger, uint32_t token)
{
  const struct dm_forms *forms = &tagger->forms[token];
  if (forms->base_too && auxiliary_before(tagger, token) == AUXILIARY_HAVE) {
    set(tagger, token, DM_TAG_VERB, DM_FORM_PARTICIPLE);
  } else if (forms->verb == 0) {
    set(tagger, token, tag_nominal(tagger, token), DM_FORM_NONE);
  } else if (forms->form == DM_FORM_PAST || forms->form == DM_FORM_PARTICIPLE) {
    tag_past(tagger, token);
  } else if (forms->form == DM_FORM_GERUND) {
    tag_gerund(tagger, token);
  } else {
    bool verb = forms->form == DM_FORM_BASE ? is_base_verb(tagger, token) : is_present_verb(tagger, token);
    set(tagger, token, verb ? DM_TAG_VERB : tag_nominal(tagger, token), verb ? forms->form : DM_FORM_NONE);
  }
}

/* Closed classes. */

static bool is_light(const struct tagger *tagger, uint32_t token)
{
  const struct dm_forms *forms = &tagger->forms[token];
  return tagger->particle[token] == PARTICLE_NEGATION || (forms->closed && forms->usual == DM_TAG_ADV) ||
         (forms->adverb && !forms->noun && !forms->verb && !forms->adjective);
}

/// The verb that an auxiliary helps: light words may stand between, and in a question the subject.
static bool verb_follows(const struct tagger *tagger, uint32_t token)
{
  uint32_t next = after(tagger, token);
  for (int steps = 0; next != DM_NONE && steps < LOOK_BACK; steps++) {
    const struct dm_forms *forms = &tagger->forms[next];
    bool subject = steps == 0 && forms->closed && forms->usual == DM_TAG_PRON;
    if (!subject && !is_light(tagger, next)) {
      bool participle = forms->form == DM_FORM_PARTICIPLE || ((forms->both || forms->base_too) && forms->verb) ||
                        tagger->auxiliary[next];
      return tagger->auxiliary[token] == AUXILIARY_HAVE ? participle : forms->verb && forms->form == DM_FORM_BASE;
    }
    next = after(tagger, next);
  }
  return false;
}

static enum dm_verb_form auxiliary_form(const struct tagger *tagger, uint32_t token)
{
  const struct dm_entry *entry =
      dm_lexicon_find(&tagger->model->auxiliaries, tagger->text, (struct dm_range){token, token + 1});
  return entry ? dm_verb_form_named(dm_entry_field(entry, 2)) : DM_FORM_NONE;
}

static enum dm_tag tag_determiner(const struct tagger *tagger, uint32_t token)
{
  uint32_t next = after(tagger, token);
  if (next != DM_NONE && has(tagger, next, DM_TAG_AUX)) {
    return DM_TAG_PRON;
  }
  const struct dm_forms *forms = next == DM_NONE ? NULL : &tagger->forms[next];
  bool finite = forms && forms->verb > forms->noun && (forms->form == DM_FORM_PAST || forms->form == DM_FORM_PRESENT);
  return forms && !finite && before_noun(tagger, token) ? DM_TAG_DET : DM_TAG_PRON;
}

static enum dm_tag tag_that(const struct tagger *tagger, uint32_t token)
{
  uint32_t next = after(tagger, token);
  enum dm_tag prior = tag_before(tagger, token);
  if (next == DM_NONE) {
    return DM_TAG_PRON;
  }
  if (has(tagger, next, DM_TAG_AUX) ||
      (tagger->forms[next].verb > tagger->forms[next].noun && tagger->forms[next].form != DM_FORM_BASE)) {
    return prior == DM_TAG_VERB ? DM_TAG_SCONJ : DM_TAG_PRON;
  }
  bool clause = prior == DM_TAG_VERB || prior == DM_TAG_NOUN || prior == DM_TAG_ADJ || prior == DM_TAG_PROPN;
  return clause || !before_noun(tagger, token) ? DM_TAG_SCONJ : DM_TAG_DET;
}

static void tag_to(struct tagger *tagger, uint32_t token)
{
  uint32_t next = after(tagger, token);
  if (next != DM_NONE && (tagger->text->shape[next] & DM_SHAPE_QUOTE)) {
    next = after(tagger, next);
  }
  bool verb = next != DM_NONE && (tagger->forms[next].form == DM_FORM_BASE || tagger->auxiliary[next]) &&
              (tagger->forms[next].verb || tagger->auxiliary[next]) && !(tagger->text->shape[next] & DM_SHAPE_CAPITAL);
  if (verb && !tagger->auxiliary[next] && tagger->forms[next].noun > 20 * tagger->forms[next].verb) {
    verb = false;
  }
  bool adverb = next != DM_NONE && tagger->forms[next].adverb > tagger->forms[next].noun;
  set(tagger, token, verb || adverb ? DM_TAG_PART : DM_TAG_ADP, DM_FORM_NONE);
}

static void tag_auxiliary(struct tagger *tagger, uint32_t token)
{
  enum auxiliary kind = (enum auxiliary)tagger->auxiliary[token];
  bool helper = kind == AUXILIARY_BE || kind == AUXILIARY_MODAL || verb_follows(tagger, token);
  set(tagger, token, helper ? DM_TAG_AUX : DM_TAG_VERB, auxiliary_form(tagger, token));
  if (!helper) {
    tagger->auxiliary[token] = NO_AUXILIARY;
  }
}

static bool pronoun_before(const struct tagger *tagger, uint32_t token)
{
  return token > 0 && (tagger->out->tag[token - 1] == DM_TAG_PRON || tagger->out->tag[token - 1] == DM_TAG_SCONJ);
}

static void tag_closed(struct tagger *tagger, uint32_t token)
{
  const struct dm_forms *forms = &tagger->forms[token];
  enum particle particle = (enum particle)tagger->particle[token];
  enum dm_tag tag = forms->usual;
  if (particle == PARTICLE_INFINITIVE) {
    tag_to(tagger, token);
    return;
  }
  if (particle == PARTICLE_POSSESSIVE && !pronoun_before(tagger, token)) {
    bool permits = token > 0 && tagger->particle[token - 1] == PARTICLE_PERMISSION;
    tagger->auxiliary[token] = NO_AUXILIARY;
    set(tagger, token, permits ? DM_TAG_PRON : DM_TAG_PART, DM_FORM_NONE);
    return;
  }
  if (tagger->auxiliary[token]) {
    tag_auxiliary(tagger, token);
    return;
  }
  if (particle == PARTICLE_COMPLEMENTIZER) {
    tag = tag_that(tagger, token);
  } else if (has(tagger, token, DM_TAG_DET) && has(tagger, token, DM_TAG_PRON)) {
    tag = tag_determiner(tagger, token);
  } else if (has(tagger, token, DM_TAG_ADJ) && tag != DM_TAG_ADJ && before_noun(tagger, token)) {
    tag = DM_TAG_ADJ;
  } else if (has(tagger, token, DM_TAG_SCONJ) && tag == DM_TAG_ADP) {
    uint32_t next = after(tagger, token);
    tag =
        next != DM_NONE && tagger->forms[next].closed && tagger->forms[next].usual == DM_TAG_PRON ? DM_TAG_SCONJ : tag;
  }
  set(tagger, token, tag, DM_FORM_NONE);
}

/* All words. */

static void read_sentence(struct tagger *tagger, uint32_t index)
{
  const struct dm_text *text = tagger->text;
  struct dm_range sentence = text->sentence[index];
  uint32_t words = 0;
  uint32_t capitals = 0;
  uint32_t first = sentence.start;
  while (first < sentence.end && (text->shape[first] & DM_SHAPE_PUNCTUATION)) {
    first++;
  }
  for (uint32_t i = sentence.start; i < sentence.end; i++) {
    words += (text->shape[i] & DM_SHAPE_WORD) != 0;
    capitals += (text->shape[i] & DM_SHAPE_CAPITAL) != 0;
  }
  tagger->first_word[index] = first;
  tagger->title_case[index] = words > 3 && capitals * 10 > words * 7;
}

/// A pronoun in capitals among words that are not: `US`.
static bool is_acronym(const struct tagger *tagger, uint32_t token)
{
  const struct dm_text *text = tagger->text;
  struct dm_range sentence = text->sentence[text->token_sentence[token]];
  bool pronoun = tagger->forms[token].closed & (1u << DM_TAG_PRON);
  if (!pronoun || !(text->shape[token] & DM_SHAPE_ALL_CAPITAL)) {
    return false;
  }
  bool shouted = (token > sentence.start && (text->shape[token - 1] & DM_SHAPE_ALL_CAPITAL)) ||
                 (token + 1 < sentence.end && (text->shape[token + 1] & DM_SHAPE_ALL_CAPITAL));
  return !shouted;
}

static bool is_proper(const struct tagger *tagger, uint32_t token)
{
  const struct dm_text *text = tagger->text;
  const struct dm_forms *forms = &tagger->forms[token];
  if (!(text->shape[token] & DM_SHAPE_CAPITAL)) {
    return false;
  }
  if (is_acronym(tagger, token)) {
    return true;
  }
  if (is_first(tagger, token) || tagger->title_case[text->token_sentence[token]]) {
    bool known = forms->closed || forms->noun + forms->verb + forms->adjective + forms->adverb > 1;
    return !known;
  }
  return !forms->closed || !(1u << DM_TAG_PRON & forms->closed);
}

static void tag_token(struct tagger *tagger, uint32_t token)
{
  uint8_t shape = tagger->text->shape[token];
  if ((shape & DM_SHAPE_PUNCTUATION) && !tagger->forms[token].closed) {
    char c = tagger->text->body.data[tagger->text->token[token].start];
    bool symbol = c == '$' || c == '%' || c == '+' || c == '=' || c == '&' || c == '#';
    set(tagger, token, symbol ? DM_TAG_SYM : DM_TAG_PUNCT, DM_FORM_NONE);
  } else if ((shape & DM_SHAPE_DIGIT) && !(shape & DM_SHAPE_CAPITAL)) {
    set(tagger, token, shape & DM_SHAPE_WORD ? DM_TAG_ADJ : DM_TAG_NUM, DM_FORM_NONE);
  } else if (is_proper(tagger, token)) {
    set(tagger, token, DM_TAG_PROPN, DM_FORM_NONE);
  } else if (tagger->forms[token].closed) {
    tag_closed(tagger, token);
  } else {
    tag_open(tagger, token);
  }
}

static void set_lemma(struct tagger *tagger, uint32_t token)
{
  const struct dm_forms *forms = &tagger->forms[token];
  enum dm_tag tag = (enum dm_tag)tagger->out->tag[token];
  uint64_t lemma = tagger->text->folded[token];
  if (tag == DM_TAG_NOUN && forms->noun_lemma.size) {
    lemma = dm_hash_bytes(forms->noun_lemma.data, forms->noun_lemma.size);
  } else if (tag != DM_TAG_AUX && forms->verb_lemma.size && (tag == DM_TAG_VERB || tag == DM_TAG_ADJ)) {
    lemma = tag == DM_TAG_VERB ? dm_hash_bytes(forms->verb_lemma.data, forms->verb_lemma.size) : lemma;
  }
  const struct dm_entry *auxiliary =
      dm_lexicon_find(&tagger->model->auxiliaries, tagger->text, (struct dm_range){token, token + 1});
  if (auxiliary && (tag == DM_TAG_AUX || tag == DM_TAG_VERB)) {
    struct dm_span base = dm_entry_field(auxiliary, 3);
    lemma = dm_hash_bytes(base.data, base.size);
  }
  tagger->out->lemma[token] = lemma;
}

/// Which of `names` the second column of the token's row is; 0 if it has none.
static uint8_t kind_of(const struct tagger *tagger, const struct dm_lexicon *lexicon, uint32_t token,
                       const char *const *kinds, uint8_t count)
{
  const struct dm_entry *entry = dm_lexicon_find(lexicon, tagger->text, (struct dm_range){token, token + 1});
  for (uint8_t kind = 1; entry && kind < count; kind++) {
    if (dm_span_equal(dm_entry_field(entry, 1), dm_span_of(kinds[kind]))) {
      return kind;
    }
  }
  return 0;
}

/// A compound is read as a whole.
static void read_compound(struct tagger *tagger, struct dm_range compound, struct dm_buffer *folded)
{
  struct dm_span whole = dm_span_slice(tagger->text->body, dm_text_bytes(tagger->text, compound));
  dm_buffer_clear(folded);
  dm_utf8_fold(whole, folded);
  struct dm_span word = {dm_arena_copy(tagger->arena, folded->data, folded->size), folded->size};
  struct dm_forms forms = dm_forms_of(&tagger->model->forms, word, tagger->arena);
  for (uint32_t i = compound.start; i < compound.end; i++) {
    tagger->forms[i] = forms;
    tagger->auxiliary[i] = NO_AUXILIARY;
    tagger->particle[i] = NO_PARTICLE;
  }
}

static void read_compounds(struct tagger *tagger, struct dm_buffer *folded)
{
  const struct dm_text *text = tagger->text;
  for (uint32_t i = 0; i < text->token_count; i++) {
    bool middle = dm_text_is_hyphen(text, i) && text->token_sentence[i - 1] == text->token_sentence[i + 1];
    if (middle) {
      struct dm_range compound = compound_of(text, i);
      read_compound(tagger, compound, folded);
      i = compound.end - 1;
    }
  }
}

static void read_forms(struct tagger *tagger)
{
  static const char *const auxiliaries[] = {"", "be", "have", "do", "modal"};
  static const char *const particles[] = {"",           "infinitive", "agent", "negation", "complementizer",
                                          "possessive", "permission"};
  const struct dm_syntax_model *model = tagger->model;
  struct dm_buffer folded = {0};
  for (uint32_t i = 0; i < tagger->text->token_count; i++) {
    dm_buffer_clear(&folded);
    dm_utf8_fold(dm_text_word(tagger->text, i), &folded);
    struct dm_span word = {dm_arena_copy(tagger->arena, folded.data, folded.size), folded.size};
    tagger->forms[i] = dm_forms_of(&model->forms, word, tagger->arena);
    tagger->auxiliary[i] = kind_of(tagger, &model->auxiliaries, i, auxiliaries, COUNT(auxiliaries));
    tagger->particle[i] = kind_of(tagger, &model->particles, i, particles, COUNT(particles));
  }
  read_compounds(tagger, &folded);
  dm_buffer_free(&folded);
}

/* Base noun phrases. */

static bool is_modifier(const struct dm_syntax *syntax, uint32_t token)
{
  switch ((enum dm_tag)syntax->tag[token]) {
  case DM_TAG_ADJ:
  case DM_TAG_NUM:
  case DM_TAG_SYM:
  case DM_TAG_NOUN:
  case DM_TAG_PROPN:
    return true;
  default:
    return false;
  }
}

/// The end of the phrase that begins at `start`, or `start` if none does; none begins before `*next`, either.
static uint32_t phrase_end(const struct dm_text *text, const struct dm_syntax *syntax, uint32_t start, uint32_t end,
                           uint32_t *next)
{
  *next = start + 1;
  if (syntax->tag[start] == DM_TAG_PRON) {
    return start + 1;
  }
  uint32_t at = start;
  while (at < end && syntax->tag[at] == DM_TAG_DET) {
    at++;
  }
  uint32_t head = start;
  while (at < end && is_modifier(syntax, at)) {
    while (at + 2 < end && dm_text_is_hyphen(text, at + 1)) {
      at += 2;
    }
    enum dm_tag tag = (enum dm_tag)syntax->tag[at++];
    head = tag == DM_TAG_NOUN || tag == DM_TAG_PROPN || tag == DM_TAG_NUM ? at : head;
  }
  *next = head > start ? head : (at > start ? at : start + 1);
  return head;
}

static void find_phrases(struct tagger *tagger)
{
  const struct dm_text *text = tagger->text;
  struct dm_syntax *out = tagger->out;
  uint32_t capacity = 0;
  for (uint32_t i = 0; i < text->token_count; i++) {
    out->token_phrase[i] = DM_NONE;
  }
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    for (uint32_t at = text->sentence[s].start; at < text->sentence[s].end;) {
      uint32_t next;
      uint32_t end = phrase_end(text, out, at, text->sentence[s].end, &next);
      for (uint32_t i = at; i < end; i++) {
        out->token_phrase[i] = out->phrase_count;
      }
      if (end > at) {
        *DM_PUSH(tagger->arena, out->phrase, out->phrase_count, capacity) = (struct dm_range){at, end};
      }
      at = next;
    }
  }
}

void dm_syntax_parse(const struct dm_text *text, const struct dm_syntax_model *model, struct dm_arena *arena,
                     struct dm_syntax *out)
{
  uint32_t count = text->token_count;
  *out = (struct dm_syntax){.tag = DM_NEW(arena, uint8_t, count),
                            .form = DM_NEW(arena, uint8_t, count),
                            .lemma = DM_NEW(arena, uint64_t, count),
                            .token_phrase = DM_NEW(arena, uint32_t, count)};
  struct tagger tagger = {.text = text,
                          .model = model,
                          .arena = arena,
                          .out = out,
                          .forms = DM_NEW(arena, struct dm_forms, count),
                          .auxiliary = DM_NEW(arena, uint8_t, count),
                          .particle = DM_NEW(arena, uint8_t, count),
                          .first_word = DM_NEW(arena, uint32_t, text->sentence_count),
                          .title_case = DM_NEW(arena, bool, text->sentence_count)};
  read_forms(&tagger);
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    read_sentence(&tagger, i);
  }
  for (uint32_t i = 0; i < count; i++) {
    tag_token(&tagger, i);
    set_lemma(&tagger, i);
  }
  find_phrases(&tagger);
}
