// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/saying.h"

enum { MOST_JOINED = 3 };

static const struct dm_parties nobody;

static const struct dm_entry *noun_entry(const struct dm_saying *saying, uint32_t token)
{
  return dm_lexicon_find(&saying->model->nouns, &saying->lemmas, (struct dm_range){token, token + 1});
}

static bool is_author_document(const struct dm_saying *saying, uint32_t token)
{
  const struct dm_entry *entry = noun_entry(saying, token);
  return entry && dm_span_equal(dm_entry_field(entry, 2), DM_LITERAL("author"));
}

static struct dm_parties last_speaker(const struct dm_saying *saying)
{
  return saying->said_count ? saying->said[saying->said_count - 1].speaker : nobody;
}

static struct dm_parties party_of_mention(const struct dm_saying *saying, uint32_t index)
{
  const struct dm_analysis *analysis = saying->scene.analysis;
  const struct dm_mention *mention = &analysis->mentions->mention[index];
  struct dm_parties parties = {.count = 1, .party = DM_NEW(saying->scene.arena, struct dm_party, 1)};
  parties.party[0] = (struct dm_party){.entity = mention->entity,
                                       .label = analysis->mentions->entity[mention->entity].label,
                                       .bytes = dm_text_bytes(analysis->text, mention->tokens)};
  return parties;
}

/// The author of the document at token `head` of a phrase: its owner, who it is from, or who spoke last.
static struct dm_parties author_of(const struct dm_saying *saying, struct dm_range phrase, uint32_t head)
{
  const struct dm_scene *scene = &saying->scene;
  for (uint32_t i = head + 1; i + 1 < phrase.end; i++) {
    if (scene->role[i] & (DM_ROLE_FROM | DM_ROLE_BY | DM_ROLE_OF)) {
      return dm_parties_of(scene, (struct dm_range){i + 1, phrase.end});
    }
  }
  for (uint32_t i = head; i > phrase.start; i--) {
    if (scene->role[i - 1] & DM_ROLE_POSSESSIVE) {
      return dm_parties_of(scene, (struct dm_range){phrase.start, i - 1});
    }
    uint32_t mention = scene->mention_phrase[i - 1];
    if (mention != DM_NONE) {
      return party_of_mention(saying, mention);
    }
  }
  return last_speaker(saying);
}

/// The document a phrase is about, DM_NONE if about none.
static uint32_t document_in(const struct dm_saying *saying, struct dm_range phrase)
{
  for (uint32_t i = phrase.start; i < phrase.end; i++) {
    bool ends = i + 1 == phrase.end ||
                dm_saying_has_role(saying, i + 1, DM_ROLE_OF | DM_ROLE_FROM | DM_ROLE_BY | DM_ROLE_INSIDE);
    if (ends) {
      return is_author_document(saying, i) && saying->scene.mention_phrase[i] == DM_NONE ? i : DM_NONE;
    }
  }
  return DM_NONE;
}

static bool is_bare_pronoun(const struct dm_saying *saying, struct dm_range phrase)
{
  return phrase.end == phrase.start + 1 && dm_saying_tag(saying, phrase.start) == DM_TAG_PRON &&
         saying->scene.mention_phrase[phrase.start] == DM_NONE;
}

uint32_t dm_saying_document(const struct dm_saying *saying, struct dm_range phrase)
{
  for (uint32_t i = phrase.start; i < phrase.end; i++) {
    const struct dm_entry *entry = noun_entry(saying, i);
    if (entry && !dm_span_equal(dm_entry_field(entry, 2), DM_LITERAL("-"))) {
      return i;
    }
  }
  return DM_NONE;
}

/// The person whose long title the phrase begins with: `Minister of State for Trade Ines Varga`; nobody if it has not.
static struct dm_parties person_at_end(const struct dm_saying *saying, struct dm_range phrase)
{
  const struct dm_mentions *mentions = saying->scene.analysis->mentions;
  uint32_t index = saying->scene.mention_phrase[phrase.end - 1];
  if (index == DM_NONE || mentions->entity[mentions->mention[index].entity].type != DM_PERSON) {
    return nobody;
  }
  struct dm_range name = mentions->mention[index].tokens;
  enum dm_tag tag = name.start > phrase.start ? dm_saying_tag(saying, name.start - 1) : DM_TAG_X;
  bool titled = tag == DM_TAG_NOUN || tag == DM_TAG_PROPN;
  for (uint32_t i = phrase.start; i < name.start; i++) {
    titled = titled && !dm_saying_has_role(saying, i, DM_ROLE_JOINT | DM_ROLE_POSSESSIVE);
  }
  return titled && name.end == phrase.end ? party_of_mention(saying, index) : nobody;
}

/// Whether another one is named at `at`: `Ines Varga, | Ivo Karel and …`, not `Ines Varga, | director of the Dam Office`.
static bool names_another(const struct dm_saying *saying, uint32_t at, uint32_t end)
{
  const struct dm_mentions *mentions = saying->scene.analysis->mentions;
  uint32_t np = saying->scene.layer[0].end[at];
  for (uint32_t i = at; i < end && i < np; i++) {
    uint32_t index = mentions->token_mention ? mentions->token_mention[i] : DM_NONE;
    bool name = index != DM_NONE && mentions->mention[index].form == DM_MENTION_NAME;
    if (dm_saying_has_role(saying, i, DM_ROLE_OF | DM_ROLE_INSIDE) || dm_saying_tag(saying, i) == DM_TAG_ADP) {
      return false;
    }
    if (name && !mentions->mention[index].possessive) {
      return true;
    }
  }
  return false;
}

/// Whom a phrase begins with, title and name, where the rest of it only tells more: `Ines Varga of the dam company`.
static struct dm_parties leading_party(const struct dm_saying *saying, struct dm_range phrase)
{
  const struct dm_mentions *mentions = saying->scene.analysis->mentions;
  uint32_t best = DM_NONE;
  uint32_t end = phrase.start;
  for (uint32_t i = phrase.start; i < phrase.end; i++) {
    uint32_t index = mentions->token_mention ? mentions->token_mention[i] : DM_NONE;
    if (index != DM_NONE && mentions->mention[index].phrase.start <= phrase.start &&
        mentions->mention[index].tokens.end > end && !mentions->mention[index].possessive &&
        mentions->mention[index].form != DM_MENTION_ADJECTIVE) {
      best = index;
      end = mentions->mention[index].tokens.end;
    }
  }
  if (best == DM_NONE) {
    return nobody;
  }
  bool alone =
      end >= phrase.end || dm_saying_has_role(saying, end, DM_ROLE_INSIDE | DM_ROLE_OF) ||
      (dm_saying_is_sign(saying, end, ",(") && end + 1 < phrase.end && !names_another(saying, end + 1, phrase.end));
  if (!alone) {
    return nobody;
  }
  struct dm_parties parties = party_of_mention(saying, best);
  parties.party[0].bytes =
      dm_text_bytes(saying->scene.analysis->text, phrase); // as it is written, with what tells more
  return parties;
}

/// One party, as it stands in the tokens `as`.
static struct dm_parties standing_in(const struct dm_saying *saying, struct dm_parties parties, struct dm_range as)
{
  if (parties.count != 1) {
    return parties;
  }
  struct dm_party *party = DM_NEW(saying->scene.arena, struct dm_party, 1);
  *party = parties.party[0];
  party->bytes = dm_text_bytes(saying->scene.analysis->text, as);
  return (struct dm_parties){.count = 1, .party = party};
}

/// Whether a verb belongs to a clause that describes: `who heads the body`, `that holds`.
static bool describes(const struct dm_saying *saying, uint32_t verb)
{
  uint32_t group = dm_verb_group_start(&saying->scene, verb);
  return group > 0 && dm_saying_has_role(saying, group - 1, DM_ROLE_RELATIVE);
}

bool dm_saying_is_relative(const struct dm_saying *saying, uint32_t verb)
{
  return describes(saying, verb) && dm_saying_tag(saying, dm_verb_group_start(&saying->scene, verb) - 1) == DM_TAG_PRON;
}

struct dm_parties dm_saying_relative(const struct dm_saying *saying, struct dm_parties speaker, uint32_t verb)
{
  uint32_t group = dm_verb_group_start(&saying->scene, verb);
  return dm_saying_is_relative(saying, verb) ? standing_in(saying, speaker, (struct dm_range){group - 1, group})
                                             : speaker;
}

struct dm_parties dm_saying_speaker(const struct dm_saying *saying, struct dm_range phrase)
{
  if (phrase.start >= phrase.end) {
    return nobody;
  }
  if (is_bare_pronoun(saying, phrase)) {
    if (dm_saying_has_role(saying, phrase.start, DM_ROLE_SELF)) {
      return nobody;
    }
    struct dm_parties last = last_speaker(saying);
    return last.count ? standing_in(saying, last, phrase) : dm_parties_of(&saying->scene, phrase);
  }
  uint32_t document = document_in(saying, phrase);
  if (document != DM_NONE) {
    struct dm_parties author = author_of(saying, phrase, document);
    if (author.count) {
      return author;
    }
  }
  struct dm_parties named = leading_party(saying, phrase);
  named = named.count ? named : person_at_end(saying, phrase);
  return named.count ? named : dm_parties_of(&saying->scene, phrase);
}

static bool is_person(const struct dm_saying *saying, struct dm_range phrase)
{
  const struct dm_mentions *mentions = saying->scene.analysis->mentions;
  uint32_t mention = saying->scene.mention_phrase[phrase.end - 1];
  return mention != DM_NONE && mentions->entity[mentions->mention[mention].entity].type == DM_PERSON;
}

/// A phrase that hangs on another one: `Ines Varga speaking to the radio`.
static struct dm_range widen(const struct dm_saying *saying, struct dm_range phrase)
{
  uint32_t start = dm_saying_sentence(saying, phrase.start).start;
  if (phrase.start >= phrase.end || phrase.start < start + 3) {
    return phrase;
  }
  uint32_t at = phrase.start - 1 - (dm_saying_tag(saying, phrase.start - 1) == DM_TAG_DET);
  bool led = dm_saying_tag(saying, at) == DM_TAG_ADP || dm_saying_has_role(saying, at, DM_ROLE_TO);
  at -= led;
  enum dm_verb_form form = dm_saying_form(saying, at);
  bool hangs = dm_saying_tag(saying, at) == DM_TAG_VERB && (form == DM_FORM_GERUND || form == DM_FORM_PARTICIPLE);
  if (!hangs && !led) {
    return phrase;
  }
  struct dm_range outer = dm_phrase_before(&saying->scene, hangs ? at : at + 1);
  if (outer.end <= outer.start) {
    return phrase;
  }
  return hangs ? outer : (struct dm_range){outer.start, phrase.end}; // `a spokesman for | the Dam Office`
}

/// The subject that appositions part from its verb, whose group begins behind the comma before `group`.
static struct dm_range parted_subject(const struct dm_saying *saying, uint32_t group)
{
  const struct dm_scene *scene = &saying->scene;
  uint32_t start = dm_saying_sentence(saying, group).start;
  struct dm_range best = {group, group};
  for (uint32_t i = group; i > start + 1; i--) {
    bool stop = dm_saying_quotation(saying, i - 1) != DM_NONE || dm_saying_has_role(saying, i - 1, DM_ROLE_TURN) ||
                (dm_saying_is_finite(saying, i - 1) && !describes(saying, i - 1));
    if (stop) {
      break;
    }
    if (!dm_saying_is_sign(saying, i - 1, ",")) {
      continue;
    }
    struct dm_range phrase = dm_phrase_before(scene, i - 1);
    bool empty = phrase.start >= phrase.end || dm_saying_tag(saying, phrase.end - 1) == DM_TAG_NUM;
    phrase = empty ? phrase : widen(saying, phrase);
    phrase.start -= phrase.start > start && dm_saying_tag(saying, phrase.start - 1) == DM_TAG_DET;
    bool led = phrase.start > start && dm_saying_tag(saying, phrase.start - 1) == DM_TAG_ADP;
    bool better = best.start == best.end || is_person(saying, phrase) || !is_person(saying, best);
    best = !empty && !led && better ? phrase : best;
  }
  return best;
}

/// The phrase before the bracket that closes at `close`.
static struct dm_range before_brackets(const struct dm_saying *saying, uint32_t close)
{
  uint32_t start = dm_saying_sentence(saying, close).start;
  for (uint32_t open = close; open > start && close - open < 8; open--) {
    if (dm_saying_is_sign(saying, open, "(")) {
      return dm_phrase_before(&saying->scene, open);
    }
  }
  return (struct dm_range){close, close};
}

/// Somebody named last in a phrase that `who` goes back to.
static struct dm_range nearest_person(const struct dm_saying *saying, struct dm_range phrase)
{
  uint32_t mention = phrase.end > phrase.start ? saying->scene.mention_phrase[phrase.end - 1] : DM_NONE;
  bool person = mention != DM_NONE && is_person(saying, phrase);
  return person ? saying->scene.analysis->mentions->mention[mention].phrase : phrase;
}

/// The subject that the tree has before a verb, its own or that of the verb it is joined to; empty if none.
static struct dm_range subject_in_tree(const struct dm_saying *saying, uint32_t verb)
{
  struct dm_range none = {verb, verb};
  struct dm_range sentence = dm_saying_sentence(saying, verb);
  uint32_t head = verb;
  for (uint32_t step = 0; step < MOST_JOINED && head >= sentence.start && head < sentence.end; step++) {
    uint32_t subject = dm_saying_child(saying, head, DM_RELATION_NSUBJ);
    if (subject != DM_NONE) {
      bool wrong = subject > verb || dm_saying_has_role(saying, subject, DM_ROLE_RELATIVE);
      struct dm_range phrase = dm_phrase_before(&saying->scene, subject + 1);
      return wrong ? none : phrase.end > phrase.start ? phrase : (struct dm_range){subject, subject + 1};
    }
    bool joined = dm_forest_relation(saying->forest, head) == DM_RELATION_CONJ;
    head = joined ? dm_forest_head(saying->forest, head) : DM_NONE;
  }
  return none;
}

struct dm_range dm_saying_subject(const struct dm_saying *saying, uint32_t verb)
{
  struct dm_range phrase = dm_subject_find(&saying->scene, verb);
  uint32_t group = dm_verb_group_start(&saying->scene, verb);
  uint32_t start = dm_saying_sentence(saying, verb).start;
  bool gerund = dm_saying_form(saying, verb) == DM_FORM_GERUND;
  if (group > start + 1 && dm_saying_is_sign(saying, group - 1, ")")) {
    phrase = before_brackets(saying, group - 1);
  } else if (group > start + 1 && !gerund && dm_saying_is_sign(saying, group - 1, ",")) {
    struct dm_range parted = parted_subject(saying, group);
    phrase = parted.end > parted.start ? parted : phrase;
  } else if (phrase.start >= phrase.end && group > start && gerund) {
    phrase = dm_phrase_before(&saying->scene, group);
  } else if (group > start && dm_saying_has_role(saying, group - 1, DM_ROLE_RELATIVE)) {
    phrase = nearest_person(saying, phrase);
  } else if (!gerund) {
    phrase = widen(saying, phrase);
  }
  bool finite = dm_saying_is_finite(saying, verb) || group < verb;
  if (phrase.start >= phrase.end && finite && dm_saying_tag(saying, verb) == DM_TAG_VERB) {
    return subject_in_tree(saying, verb);
  }
  bool joint = false;
  for (uint32_t i = phrase.end; i > phrase.start; i--) {
    joint = joint || dm_saying_has_role(saying, i - 1, DM_ROLE_JOINT);
    if (!joint && dm_saying_is_sign(saying, i - 1, ",")) {
      phrase.start = i;
      break;
    }
  }
  return phrase;
}

struct dm_range dm_saying_owner(const struct dm_saying *saying, uint32_t noun)
{
  const struct dm_scene *scene = &saying->scene;
  uint32_t start = dm_saying_sentence(saying, noun).start;
  for (uint32_t at = noun; at > start && noun - at < 6; at--) {
    if (scene->role[at - 1] & DM_ROLE_POSSESSIVE) {
      return at - 1 > start ? dm_phrase_before(scene, at - 1) : (struct dm_range){at, at};
    }
    uint32_t mention = scene->mention_phrase[at - 1];
    if (mention != DM_NONE) {
      return scene->analysis->mentions->mention[mention].tokens;
    }
    enum dm_tag tag = dm_saying_tag(saying, at - 1);
    if (tag != DM_TAG_ADJ && tag != DM_TAG_NOUN && tag != DM_TAG_DET) {
      break;
    }
  }
  return (struct dm_range){noun, noun};
}

/// The end of the phrase at `at` if it can be somebody spoken to, else `at`.
static uint32_t hearer_end(const struct dm_saying *saying, uint32_t at, uint32_t end)
{
  if (at >= end) {
    return at;
  }
  uint32_t to = saying->scene.layer[0].end[at];
  while (to > at && to + 1 < end && dm_saying_has_role(saying, to, DM_ROLE_POSSESSIVE) &&
         saying->scene.layer[0].end[to + 1] > to + 1) {
    to = saying->scene.layer[0].end[to + 1];
  }
  return to <= end && to > at &&
                 !(saying->scene.analysis->mentions->token_date &&
                   saying->scene.analysis->mentions->token_date[at] != DM_NONE)
             ? to
             : at;
}

/// Whether the preposition at `token` leads to a hearer: `in an interview` with, `in remarks` to, `speaking` to.
static bool leads_hearer(const struct dm_saying *saying, uint32_t token)
{
  const struct dm_entry *entry = token ? noun_entry(saying, token - 1) : NULL;
  bool to = dm_saying_has_role(saying, token, DM_ROLE_TO);
  bool channel =
      entry && (dm_saying_tag(saying, token - 1) == DM_TAG_NOUN || dm_saying_form(saying, token - 1) == DM_FORM_GERUND);
  if (!channel) {
    return false;
  }
  struct dm_span how = dm_entry_field(entry, 3);
  return dm_span_equal(how, DM_LITERAL("with")) ? to || dm_saying_has_role(saying, token, DM_ROLE_INSIDE)
                                                : to && !dm_span_equal(how, DM_LITERAL("-"));
}

static bool in_segment(const struct dm_said *said, uint32_t token)
{
  for (uint32_t i = 0; i < said->segment_count; i++) {
    if (token >= said->segment[i].start && token < said->segment[i].end) {
      return true;
    }
  }
  return false;
}

struct dm_parties dm_saying_addressee(const struct dm_saying *saying, const struct dm_said *said)
{
  struct dm_range sentence = dm_saying_sentence(saying, said->cue.start);
  for (uint32_t i = sentence.start; i < sentence.end; i++) {
    if (in_segment(said, i) || dm_saying_quotation(saying, i) != DM_NONE) {
      continue;
    }
    bool to = i == said->cue.end && dm_saying_has_role(saying, i, DM_ROLE_TO);
    uint32_t end = to || leads_hearer(saying, i) ? hearer_end(saying, i + 1, sentence.end) : i + 1;
    if (end > i + 1) {
      return dm_parties_of(&saying->scene, (struct dm_range){i + 1, end});
    }
  }
  return nobody;
}
