// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/party.h"

#include <string.h>

enum { FARTHEST_APPOSITIVE = 16 };

enum dm_status dm_party_model_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                   struct dm_party_model *out)
{
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/government-nouns.tsv", 0, DM_LEXICON_FOLDED, arena, diag,
                         &out->governments));
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/agent-nouns.tsv", 0, DM_LEXICON_FOLDED, arena, diag, &out->agents));
  DM_TRY(dm_lexicon_load(resources, "schema/lexicon/document-nouns.tsv", 0, DM_LEXICON_FOLDED, arena, diag,
                         &out->documents));
  return dm_lexicon_load(resources, "schema/lexicon/function-words.tsv", 0, DM_LEXICON_FOLDED, arena, diag,
                         &out->words);
}

static uint32_t role_named(struct dm_span name)
{
  static const struct {
    const char *name;
    uint32_t role;
  } roles[] = {{"joint", DM_ROLE_JOINT},
               {"turn", DM_ROLE_TURN},
               {"relative", DM_ROLE_RELATIVE},
               {"negation", DM_ROLE_NEGATION},
               {"unreal", DM_ROLE_UNREAL},
               {"future", DM_ROLE_FUTURE},
               {"to", DM_ROLE_TO},
               {"by", DM_ROLE_BY},
               {"of", DM_ROLE_OF},
               {"inside", DM_ROLE_INSIDE},
               {"other", DM_ROLE_OTHER},
               {"partly", DM_ROLE_PARTLY},
               {"question", DM_ROLE_QUESTION},
               {"break", DM_ROLE_BREAK},
               {"go-on", DM_ROLE_GO_ON},
               {"self", DM_ROLE_SELF},
               {"be", DM_ROLE_BE},
               {"from", DM_ROLE_FROM},
               {"group", DM_ROLE_GROUP},
               {"promise", DM_ROLE_PROMISE},
               {"able", DM_ROLE_ABLE},
               {"empty", DM_ROLE_EMPTY},
               {"you", DM_ROLE_YOU}};
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
    if (dm_span_equal(name, dm_span_of(roles[i].name))) {
      return roles[i].role;
    }
  }
  return 0;
}

static void find_roles(struct dm_scene *scene, const struct dm_lexicon *words)
{
  const struct dm_text *text = scene->analysis->text;
  for (uint32_t i = 0; i < text->token_count; i++) {
    const struct dm_entry *entry = dm_lexicon_find(words, text, (struct dm_range){i, i + 1});
    for (; entry; entry = dm_lexicon_next(words, entry)) {
      scene->role[i] |= role_named(dm_entry_field(entry, 1));
    }
    bool mark = scene->analysis->syntax->tag[i] == DM_TAG_PART &&
                strchr("'\xe2", text->body.data[text->token[i].start]) != NULL;
    scene->role[i] |= mark && !scene->role[i] ? DM_ROLE_POSSESSIVE : 0;
  }
}

void dm_scene_begin(const struct dm_analysis *analysis, const struct dm_party_model *model, struct dm_arena *arena,
                    struct dm_scene *out)
{
  uint32_t count = analysis->text->token_count;
  uint32_t *np = DM_NEW(arena, uint32_t, count + 1);
  uint32_t *agent = DM_NEW(arena, uint32_t, count + 1);
  *out = (struct dm_scene){.analysis = analysis,
                           .arena = arena,
                           .model = model,
                           .role = DM_NEW(arena, uint32_t, count + 1),
                           .mention_phrase = DM_NEW(arena, uint32_t, count + 1)};
  for (uint32_t i = 0; i < count; i++) {
    out->mention_phrase[i] = DM_NONE;
  }
  for (uint32_t i = 0; i < analysis->syntax->phrase_count; i++) {
    np[analysis->syntax->phrase[i].start] = analysis->syntax->phrase[i].end;
  }
  for (uint32_t i = 0; i < analysis->mentions->mention_count; i++) {
    struct dm_range phrase = analysis->mentions->mention[i].phrase;
    agent[phrase.start] = phrase.end > agent[phrase.start] ? phrase.end : agent[phrase.start];
    np[phrase.start] = phrase.end > np[phrase.start] ? phrase.end : np[phrase.start];
    for (uint32_t t = phrase.start; t < phrase.end; t++) {
      out->mention_phrase[t] = i;
    }
  }
  uint32_t *date = DM_NEW(arena, uint32_t, count + 1);
  for (uint32_t i = 0; i < analysis->mentions->date_count; i++) {
    date[analysis->mentions->date[i].tokens.start] = analysis->mentions->date[i].tokens.end;
  }
  find_roles(out, &model->words);
  out->layer[0] = (struct dm_layer){.name = "np", .end = np};
  out->layer[1] = (struct dm_layer){.name = "agent", .end = agent};
  out->layer[2] = (struct dm_layer){.name = "date", .end = date};
  out->view = (struct dm_view){.text = analysis->text,
                               .syntax = analysis->syntax,
                               .layer_count = 3,
                               .layer = out->layer,
                               .watch = analysis->watch,
                               .watch_context = analysis->watch_context};
}

struct dm_range dm_scene_sentence(const struct dm_scene *scene, uint32_t token)
{
  const struct dm_text *text = scene->analysis->text;
  return text->sentence[text->token_sentence[token]];
}

bool dm_scene_is_sign(const struct dm_scene *scene, uint32_t token, const char *signs)
{
  struct dm_span word = dm_text_word(scene->analysis->text, token);
  bool dash = dm_span_equal(word, DM_LITERAL("\xe2\x80\x94")) || dm_span_equal(word, DM_LITERAL("\xe2\x80\x93")) ||
              dm_span_equal(word, DM_LITERAL("\xe2\x80\x95")) || dm_span_equal(word, DM_LITERAL("--"));
  if (dash) {
    return strchr(signs, '-') != NULL;
  }
  if (dm_text_is_hyphen(scene->analysis->text, token)) {
    return false;
  }
  return word.size == 1 && strchr(signs, *word.data) != NULL;
}

static enum dm_tag tag_of(const struct dm_scene *scene, uint32_t token)
{
  return (enum dm_tag)scene->analysis->syntax->tag[token];
}

static bool is_shape(const struct dm_scene *scene, uint32_t token, uint8_t shape)
{
  return (scene->analysis->text->shape[token] & shape) != 0;
}

static bool is_mark(const struct dm_scene *scene, uint32_t token, char sign)
{
  struct dm_range bytes = scene->analysis->text->token[token];
  return bytes.end - bytes.start == 1 && scene->analysis->text->body.data[bytes.start] == sign;
}

static bool in_date(const struct dm_scene *scene, uint32_t token)
{
  const struct dm_mentions *mentions = scene->analysis->mentions;
  return mentions->token_date && mentions->token_date[token] != DM_NONE;
}

/* Noun phrases. */

/// The start of the base phrase or mention that ends at `end`; `end` itself if there is none.
static uint32_t base_start(const struct dm_scene *scene, uint32_t end)
{
  const struct dm_syntax *syntax = scene->analysis->syntax;
  uint32_t start = end;
  uint32_t phrase = syntax->token_phrase[end - 1];
  if (phrase != DM_NONE) {
    start = syntax->phrase[phrase].start;
  }
  uint32_t mention = scene->mention_phrase[end - 1];
  if (mention != DM_NONE) {
    uint32_t from = scene->analysis->mentions->mention[mention].phrase.start;
    start = from < start ? from : start;
  }
  return start;
}

/// Where a bracket ends without what stands in brackets before it: `The Commission | (CIR)`.
static uint32_t without_brackets(const struct dm_scene *scene, uint32_t start, uint32_t end)
{
  if (end == start || !is_mark(scene, end - 1, ')')) {
    return end;
  }
  for (uint32_t i = end - 1; i > start && end - i < FARTHEST_APPOSITIVE; i--) {
    if (is_mark(scene, i - 1, '(')) {
      return i - 1;
    }
  }
  return end;
}

struct dm_range dm_phrase_before(const struct dm_scene *scene, uint32_t end)
{
  struct dm_range sentence = dm_scene_sentence(scene, end - 1);
  uint32_t start = base_start(scene, end);
  bool relative = scene->role[end - 1] & DM_ROLE_RELATIVE;
  if (start == end || relative || in_date(scene, end - 1)) {
    return (struct dm_range){end, end};
  }
  bool joint = false; // a list has an `and`: `In London, Sir Edward asked` is none
  while (start > sentence.start + 1) {
    uint32_t role = scene->role[start - 1];
    bool comma = is_mark(scene, start - 1, ',');
    bool joins = role & (DM_ROLE_POSSESSIVE | DM_ROLE_OF | DM_ROLE_JOINT);
    if (!joins && !comma) {
      break;
    }
    uint32_t step = comma || !(role & DM_ROLE_JOINT) || !is_mark(scene, start - 2, ',') ? start - 1 : start - 2;
    uint32_t plain = role & DM_ROLE_OF ? without_brackets(scene, sentence.start, step) : step;
    uint32_t from = plain > sentence.start ? base_start(scene, plain) : step;
    from = from == plain ? step : from;
    bool named = from < step && scene->mention_phrase[plain - 1] != DM_NONE;
    bool listed = comma && joint && named && scene->mention_phrase[start] != DM_NONE;
    if (from == step || (comma && !listed) ||
        ((role & DM_ROLE_JOINT) && !named && tag_of(scene, start) != DM_TAG_NOUN)) {
      break;
    }
    joint = joint || (role & DM_ROLE_JOINT);
    start = from;
  }
  return (struct dm_range){start, end};
}

/* Subjects. */

static bool is_light(const struct dm_scene *scene, uint32_t token)
{
  enum dm_tag tag = tag_of(scene, token);
  return tag == DM_TAG_ADV || tag == DM_TAG_AUX || (scene->role[token] & DM_ROLE_NEGATION) || in_date(scene, token);
}

/// A word that only leads to a date: `on` Monday.
static bool leads_date(const struct dm_scene *scene, uint32_t token, uint32_t end)
{
  return token + 1 < end && tag_of(scene, token) == DM_TAG_ADP && in_date(scene, token + 1);
}

uint32_t dm_verb_group_start(const struct dm_scene *scene, uint32_t verb)
{
  struct dm_range sentence = dm_scene_sentence(scene, verb);
  while (verb > sentence.start && (is_light(scene, verb - 1) || leads_date(scene, verb - 1, sentence.end))) {
    verb--;
  }
  return verb;
}

bool dm_verb_group_has(const struct dm_scene *scene, uint32_t verb, uint32_t roles)
{
  for (uint32_t i = dm_verb_group_start(scene, verb); i < verb; i++) {
    if (scene->role[i] & roles) {
      return true;
    }
  }
  return false;
}

bool dm_verb_is_passive(const struct dm_scene *scene, uint32_t verb)
{
  const struct dm_syntax *syntax = scene->analysis->syntax;
  enum dm_verb_form form = (enum dm_verb_form)syntax->form[verb];
  if (form != DM_FORM_PARTICIPLE && form != DM_FORM_PAST) {
    return false;
  }
  return dm_verb_group_has(scene, verb, DM_ROLE_BE);
}

uint32_t dm_verb_group_roles(const struct dm_scene *scene, uint32_t verb)
{
  uint32_t roles = 0;
  for (uint32_t i = dm_verb_group_start(scene, verb); i < verb; i++) {
    roles |= scene->role[i];
  }
  return roles;
}

bool dm_verb_is_finite(const struct dm_scene *scene, uint32_t token)
{
  enum dm_verb_form form = (enum dm_verb_form)scene->analysis->syntax->form[token];
  enum dm_tag tag = tag_of(scene, token);
  bool present = tag == DM_TAG_AUX && scene->analysis->syntax->xpos[token] == DM_XPOS_VBP; // `have`
  return present || ((tag == DM_TAG_VERB || tag == DM_TAG_AUX) && (form == DM_FORM_PAST || form == DM_FORM_PRESENT));
}

/// The nearest finite verb before a token, not inside a quotation; DM_NONE if there is none.
static uint32_t finite_before(const struct dm_scene *scene, uint32_t token)
{
  struct dm_range sentence = dm_scene_sentence(scene, token);
  const uint32_t *quotation = scene->analysis->mentions->token_quotation;
  while (token > sentence.start) {
    token--;
    bool quoted = quotation && quotation[token] != DM_NONE;
    if (!quoted && dm_verb_is_finite(scene, token)) {
      return token;
    }
  }
  return DM_NONE;
}

/// Where an apposition that ends with the comma at `comma` begins: the comma before it; DM_NONE if it is none.
static uint32_t appositive_start(const struct dm_scene *scene, uint32_t comma)
{
  struct dm_range sentence = dm_scene_sentence(scene, comma);
  for (uint32_t i = 1; i < FARTHEST_APPOSITIVE && comma - i > sentence.start; i++) {
    if (is_mark(scene, comma - i, ',')) {
      return comma - i;
    }
  }
  return DM_NONE;
}

static struct dm_range no_range(uint32_t at) { return (struct dm_range){at, at}; }

static struct dm_range subject_at(const struct dm_scene *scene, uint32_t verb, int depth);

/// Whether what looks like a finite verb describes the noun before it: `a warrant on 36 people | believed to be near`.
static bool is_reduced(const struct dm_scene *scene, uint32_t verb)
{
  struct dm_range sentence = dm_scene_sentence(scene, verb);
  bool past = tag_of(scene, verb) == DM_TAG_VERB && scene->analysis->syntax->form[verb] == DM_FORM_PAST;
  uint32_t start = past && verb > sentence.start ? base_start(scene, verb) : verb;
  return start < verb && start > sentence.start + 1 && tag_of(scene, start - 1) == DM_TAG_ADP &&
         scene->mention_phrase[verb - 1] == DM_NONE && finite_before(scene, start) != DM_NONE;
}

/// The first verb before a token that looks like a participle without its auxiliary; DM_NONE if there is none.
static uint32_t participle_before(const struct dm_scene *scene, uint32_t token)
{
  for (uint32_t i = dm_scene_sentence(scene, token).start; i < token; i++) {
    bool participle = tag_of(scene, i) == DM_TAG_VERB && scene->analysis->syntax->form[i] == DM_FORM_PARTICIPLE;
    if (participle && dm_verb_group_start(scene, i) == i) {
      return i;
    }
  }
  return DM_NONE;
}

/// Whether a phrase is a lone `they`: who it is must be sought farther out.
static bool is_group_pronoun(const struct dm_scene *scene, struct dm_range phrase)
{
  return phrase.end == phrase.start + 1 && (scene->role[phrase.start] & DM_ROLE_GROUP);
}

/// The subject of the clause that a conjunction, participle or comma carries on: the nearest that can act.
static struct dm_range inherit(const struct dm_scene *scene, uint32_t token, int depth)
{
  struct dm_range first = no_range(token);
  uint32_t nearest = finite_before(scene, token);
  nearest = nearest == DM_NONE ? participle_before(scene, token) : nearest;
  for (uint32_t at = nearest; at != DM_NONE; at = finite_before(scene, at)) {
    struct dm_range subject = is_reduced(scene, at) ? no_range(at) : subject_at(scene, at, depth + 1);
    if (subject.end > subject.start && dm_phrase_can_act(scene, subject) && !is_group_pronoun(scene, subject)) {
      return subject;
    }
    first = first.end > first.start ? first : subject;
  }
  return first;
}

/// A phrase with what it hangs on: `members` of `members in the north`.
static struct dm_range with_head(const struct dm_scene *scene, struct dm_range phrase, uint32_t start)
{
  while (phrase.end > phrase.start && phrase.start > start + 1 && tag_of(scene, phrase.start - 1) == DM_TAG_ADP &&
         !(scene->role[phrase.start - 1] & (DM_ROLE_BY | DM_ROLE_OF))) {
    struct dm_range outer = dm_phrase_before(scene, phrase.start - 1);
    if (outer.start == outer.end) {
      break;
    }
    phrase.start = outer.start;
  }
  return phrase;
}

struct dm_range dm_phrase_whole(const struct dm_scene *scene, uint32_t end)
{
  return with_head(scene, dm_phrase_before(scene, end), dm_scene_sentence(scene, end - 1).start);
}

/// Whether a phrase is a person's name, with what stands before it: `Sir Edward Grey`.
static bool names_person(const struct dm_scene *scene, struct dm_range phrase)
{
  const struct dm_mentions *mentions = scene->analysis->mentions;
  uint32_t mention = phrase.end > phrase.start ? scene->mention_phrase[phrase.end - 1] : DM_NONE;
  return mention != DM_NONE && mentions->mention[mention].form == DM_MENTION_NAME &&
         mentions->entity[mentions->mention[mention].entity].type == DM_PERSON &&
         mentions->mention[mention].phrase.start <= phrase.start;
}

/// The subject before an apposition that ends with the comma at `comma`; the apposition itself where it gives the name:
/// `the ambassador, Sir Edward Goschen,`.  Empty if there is none.
static struct dm_range apposed(const struct dm_scene *scene, uint32_t comma)
{
  uint32_t start = appositive_start(scene, comma);
  if (start == DM_NONE || start <= dm_scene_sentence(scene, comma).start) {
    return no_range(comma);
  }
  struct dm_range phrase = dm_phrase_before(scene, start);
  struct dm_range inner = {start + 1, comma};
  return names_person(scene, inner) && !names_person(scene, phrase) ? inner : phrase;
}

/// Two who are parted from their verb by a comma: `Both he and the mayor, Ana Varga, urged`.
static struct dm_range joint_before(const struct dm_scene *scene, uint32_t comma)
{
  struct dm_range phrase = dm_phrase_before(scene, comma);
  bool acts = phrase.end > phrase.start && dm_phrase_can_act(scene, phrase);
  bool joint = acts && phrase.start > 0 && (scene->role[phrase.start - 1] & DM_ROLE_JOINT);
  for (uint32_t i = phrase.start; acts && i < phrase.end; i++) {
    joint = joint || (scene->role[i] & DM_ROLE_JOINT);
  }
  return joint ? phrase : no_range(comma);
}

/// Who a sentence begins with, where its verb is yet to come: `Protesters, carrying signs | asking …, marched`.
static struct dm_range first_actor(const struct dm_scene *scene, struct dm_range sentence)
{
  uint32_t end =
      scene->layer[1].end[sentence.start] ? scene->layer[1].end[sentence.start] : scene->layer[0].end[sentence.start];
  struct dm_range phrase = {sentence.start, end};
  bool actor =
      end > sentence.start && end < sentence.end && is_mark(scene, end, ',') && dm_phrase_can_act(scene, phrase);
  return actor ? phrase : no_range(sentence.start);
}

static struct dm_range subject_at(const struct dm_scene *scene, uint32_t verb, int depth)
{
  struct dm_range sentence = dm_scene_sentence(scene, verb);
  uint32_t end = dm_verb_group_start(scene, verb);
  while (end > sentence.start && is_shape(scene, end - 1, DM_SHAPE_QUOTE)) {
    end--;
  }
  end = without_brackets(scene, sentence.start, end);
  if (end == sentence.start || depth > 3) {
    return no_range(verb);
  }
  uint32_t last = end - 1;
  enum dm_verb_form form = (enum dm_verb_form)scene->analysis->syntax->form[verb];
  bool gerund = form == DM_FORM_GERUND && end == verb;
  if (scene->role[last] & DM_ROLE_RELATIVE) {
    uint32_t before = last > sentence.start && is_mark(scene, last - 1, ',') ? last - 1 : last;
    return before > sentence.start ? dm_phrase_before(scene, before) : no_range(verb);
  }
  if ((scene->role[last] & (DM_ROLE_JOINT | DM_ROLE_TURN)) || gerund) {
    struct dm_range subject = inherit(scene, last + (gerund ? 1 : 0), depth);
    return subject.end > subject.start || !gerund ? subject : first_actor(scene, sentence);
  }
  if (is_mark(scene, last, ',')) {
    struct dm_range phrase = apposed(scene, last);
    phrase = phrase.end > phrase.start ? phrase : inherit(scene, last, depth);
    return phrase.end > phrase.start ? phrase : joint_before(scene, last);
  }
  struct dm_range phrase = dm_phrase_before(scene, end);
  if (phrase.start == phrase.end && tag_of(scene, last) == DM_TAG_VERB) {
    return inherit(scene, end, depth);
  }
  return with_head(scene, phrase, sentence.start);
}

struct dm_range dm_subject_find(const struct dm_scene *scene, uint32_t verb) { return subject_at(scene, verb, 0); }

/* Parties. */

uint32_t dm_phrase_head(const struct dm_scene *scene, struct dm_range phrase)
{
  for (uint32_t i = phrase.start + 1; i < phrase.end; i++) {
    bool leads = (scene->role[i] & DM_ROLE_OF) || tag_of(scene, i) == DM_TAG_ADP;
    if (leads && scene->mention_phrase[i] == DM_NONE) {
      return without_brackets(scene, phrase.start, i) - 1;
    }
  }
  return phrase.end - 1;
}

static bool is_headed_by(const struct dm_scene *scene, struct dm_range phrase, const struct dm_lexicon *nouns)
{
  uint32_t head = dm_phrase_head(scene, phrase);
  struct dm_text lemmas = *scene->analysis->text;
  lemmas.folded = scene->analysis->syntax->lemma;
  return dm_lexicon_find(nouns, &lemmas, (struct dm_range){head, head + 1}) != NULL;
}

bool dm_phrase_is_document(const struct dm_scene *scene, struct dm_range phrase)
{
  return is_headed_by(scene, phrase, &scene->model->documents);
}

bool dm_phrase_can_act(const struct dm_scene *scene, struct dm_range phrase)
{
  uint32_t head = dm_phrase_head(scene, phrase);
  uint32_t mention = scene->mention_phrase[head];
  enum dm_tag tag = tag_of(scene, head);
  if (mention != DM_NONE || tag == DM_TAG_PROPN || (tag == DM_TAG_PRON && !(scene->role[head] & DM_ROLE_EMPTY))) {
    return true;
  }
  return is_headed_by(scene, phrase, &scene->model->agents) || is_headed_by(scene, phrase, &scene->model->governments);
}

static struct dm_span collapse(const struct dm_scene *scene, struct dm_range tokens)
{
  return dm_span_slice(scene->analysis->text->body, dm_text_bytes(scene->analysis->text, tokens));
}

/// The state that a phrase such as `the Norwegian government` stands for; DM_NONE if it is no such phrase.
static uint32_t governed_state(const struct dm_scene *scene, struct dm_range phrase, uint32_t head)
{
  const struct dm_mentions *mentions = scene->analysis->mentions;
  struct dm_text lemmas = *scene->analysis->text;
  lemmas.folded = scene->analysis->syntax->lemma;
  if (head <= phrase.start ||
      !dm_lexicon_find(&scene->model->governments, &lemmas, (struct dm_range){head, head + 1})) {
    return DM_NONE;
  }
  uint32_t before = scene->role[head - 1] & DM_ROLE_POSSESSIVE && head - 1 > phrase.start ? head - 2 : head - 1;
  uint32_t mention = mentions->token_mention ? mentions->token_mention[before] : DM_NONE;
  bool state = mention != DM_NONE && mentions->entity[mentions->mention[mention].entity].type == DM_COUNTRY;
  return state ? mentions->mention[mention].entity : DM_NONE;
}

static struct dm_party party_of(const struct dm_scene *scene, struct dm_range phrase)
{
  const struct dm_text *text = scene->analysis->text;
  const struct dm_mentions *mentions = scene->analysis->mentions;
  uint32_t head = dm_phrase_head(scene, phrase);
  uint32_t mention = scene->mention_phrase[head];
  struct dm_party party = {.entity = DM_NONE, .bytes = dm_text_bytes(text, phrase)};
  uint32_t state = governed_state(scene, phrase, head);
  if (state != DM_NONE) {
    party.entity = state;
    party.label = mentions->entity[state].label;
    return party;
  }
  if (mention != DM_NONE && mentions->mention[mention].form != DM_MENTION_ADJECTIVE) {
    party.entity = mentions->mention[mention].entity;
    party.label = mentions->entity[party.entity].label;
    party.bytes = dm_text_bytes(text, mentions->mention[mention].tokens);
  } else {
    party.label = collapse(scene, phrase);
  }
  return party;
}

/// Whether the parts of a phrase are divided here: `,` and `and` between parties.
static bool divides(const struct dm_scene *scene, uint32_t token)
{
  return scene->mention_phrase[token] == DM_NONE &&
         ((scene->role[token] & DM_ROLE_JOINT) || is_mark(scene, token, ','));
}

static struct dm_range without_quotes(const struct dm_scene *scene, struct dm_range part)
{
  while (part.end > part.start && is_shape(scene, part.start, DM_SHAPE_QUOTE)) {
    part.start++;
  }
  while (part.end > part.start && is_shape(scene, part.end - 1, DM_SHAPE_QUOTE)) {
    part.end--;
  }
  return part;
}

struct dm_parties dm_parties_of(const struct dm_scene *scene, struct dm_range phrase)
{
  struct dm_parties parties = {0};
  uint32_t capacity = 0;
  for (uint32_t at = phrase.start; at < phrase.end;) {
    uint32_t end = at;
    while (end < phrase.end && !divides(scene, end)) {
      end++;
    }
    struct dm_range part = without_quotes(scene, (struct dm_range){at, end});
    if (part.end > part.start) {
      *DM_PUSH(scene->arena, parties.party, parties.count, capacity) = party_of(scene, part);
    }
    at = end + 1;
  }
  return parties;
}

bool dm_party_same(const struct dm_party *a, const struct dm_party *b)
{
  return a->entity == DM_NONE ? b->entity == DM_NONE && dm_span_equal(a->label, b->label) : a->entity == b->entity;
}

bool dm_parties_share(const struct dm_parties *a, const struct dm_parties *b)
{
  for (uint32_t i = 0; i < a->count; i++) {
    for (uint32_t j = 0; j < b->count; j++) {
      if (dm_party_same(&a->party[i], &b->party[j])) {
        return true;
      }
    }
  }
  return false;
}

static bool holds_position(const struct dm_mentions *mentions, uint32_t person, uint32_t organization)
{
  for (uint32_t i = 0; i < mentions->position_count; i++) {
    if (mentions->position[i].person == person && mentions->position[i].organization == organization) {
      return true;
    }
  }
  return false;
}

bool dm_parties_speak_for(const struct dm_scene *scene, const struct dm_parties *a, const struct dm_parties *b)
{
  for (uint32_t i = 0; i < a->count; i++) {
    for (uint32_t j = 0; j < b->count; j++) {
      uint32_t person = a->party[i].entity, organization = b->party[j].entity;
      if (person != DM_NONE && organization != DM_NONE &&
          holds_position(scene->analysis->mentions, person, organization)) {
        return true;
      }
    }
  }
  return dm_parties_share(a, b);
}
