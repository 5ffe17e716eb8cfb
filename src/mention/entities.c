// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/entities.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

static struct dm_span words_of(const struct dm_naming *naming, struct dm_range tokens)
{
  return dm_span_slice(naming->text->body, dm_text_bytes(naming->text, tokens));
}

void dm_entity_add_alias(struct dm_naming *naming, uint32_t entity, struct dm_span alias)
{
  struct dm_entity *e = &naming->out->entity[entity];
  if (dm_span_equal(e->label, alias)) {
    return;
  }
  for (uint32_t i = 0; i < e->alias_count; i++) {
    if (dm_span_equal(e->alias[i], alias)) {
      return;
    }
  }
  if ((e->alias_count & (e->alias_count - 1)) == 0) { // room for a power of two
    struct dm_span *more = DM_NEW(naming->arena, struct dm_span, e->alias_count ? e->alias_count * 2 : 1);
    if (e->alias_count) {
      memcpy(more, e->alias, e->alias_count * sizeof *more);
    }
    e->alias = more;
  }
  e->alias[e->alias_count++] = alias;
}

static uint32_t add_entity(struct dm_naming *naming, enum dm_entity_type type, struct dm_span label)
{
  uint32_t index = naming->out->entity_count;
  *DM_PUSH(naming->arena, naming->out->entity, naming->out->entity_count, naming->entity_capacity) =
      (struct dm_entity){.type = type, .label = label};
  *DM_PUSH(naming->arena, naming->entity_noun, naming->noun_count, naming->noun_capacity) = (struct dm_span){0};
  return index;
}

uint32_t dm_entity_of(struct dm_naming *naming, enum dm_entity_type type, struct dm_span label)
{
  for (uint32_t i = 0; i < naming->out->entity_count; i++) {
    if (naming->out->entity[i].type == type && dm_span_equal(naming->out->entity[i].label, label)) {
      return i;
    }
  }
  return add_entity(naming, type, label);
}

// Capitals and peoples that act

static uint32_t skip_adverbs(const struct dm_naming *naming, uint32_t at, uint32_t end)
{
  while (at < end && (naming->syntax->tag[at] == DM_TAG_ADV || naming->syntax->tag[at] == DM_TAG_AUX)) {
    at++;
  }
  return at;
}

static bool acts(const struct dm_naming *naming, const struct dm_candidate *c)
{
  struct dm_range sentence = dm_naming_sentence(naming, c->tokens.start);
  uint32_t start = c->tokens.start, end = c->tokens.end;
  if (c->possessive) {
    for (uint32_t i = end + 1; i < sentence.end && i < end + 5; i++) {
      if (dm_naming_is(naming, i, DM_WORD(OWNABLE)) || naming->token_role[i] != DM_NONE) {
        return true;
      }
      if (naming->text->shape[i] & DM_SHAPE_PUNCTUATION) {
        return false;
      }
    }
    return false;
  }
  bool place = start > sentence.start && dm_naming_is(naming, start - 1, DM_WORD(INSIDE));
  if (place) {
    return false;
  }
  uint32_t verb = skip_adverbs(naming, end, sentence.end);
  if (verb < sentence.end && naming->syntax->tag[verb] == DM_TAG_VERB && naming->syntax->form[verb] != DM_FORM_GERUND &&
      dm_naming_is(naming, verb, DM_WORD(ACT))) {
    return true;
  }
  if (verb > end && verb < sentence.end && naming->syntax->tag[end] == DM_TAG_AUX) {
    return true;
  }
  const struct dm_candidate *other = dm_naming_is(naming, end, DM_WORD(AND)) ? dm_candidate_at(naming, end + 1) : NULL;
  bool pair = other &&
              (other->kind == DM_NAME_CAPITAL || other->kind == DM_NAME_COUNTRY || other->kind == DM_NAME_ORGANIZATION);
  const struct dm_candidate *first = start > sentence.start && dm_naming_is(naming, start - 1, DM_WORD(AND))
                                         ? dm_candidate_before(naming, start - 1)
                                         : NULL;
  pair = pair || (first && (first->kind == DM_NAME_CAPITAL || first->kind == DM_NAME_COUNTRY ||
                            first->kind == DM_NAME_ORGANIZATION));
  bool verb_before = start > sentence.start && naming->syntax->tag[start - 1] == DM_TAG_VERB &&
                     dm_naming_is(naming, start - 1, DM_WORD(ACT) | DM_WORD(SAY));
  bool by = start > sentence.start && dm_naming_is(naming, start - 1, DM_WORD(BY));
  bool role = naming->token_role[end < sentence.end ? end : start] != DM_NONE;
  bool to = start >= sentence.start + 2 &&
            dm_naming_is(naming, start - 1, DM_WORD(TOWARD) | DM_WORD(LINK) | DM_WORD(OF)) &&
            dm_naming_is(naming, start - 2, DM_WORD(OWNABLE) | DM_WORD(ACT));
  return pair || verb_before || by || role || to;
}

static bool stands_in_place(const struct dm_naming *naming, const struct dm_candidate *c)
{
  uint32_t start = c->tokens.start;
  bool first = start == dm_naming_sentence(naming, start).start;
  return (!first && dm_naming_is(naming, start - 1, DM_WORD(INSIDE))) ||
         dm_naming_is(naming, c->tokens.end, DM_WORD(PLACE));
}

/// How often the article names a country, or its people, or what is of it.
static uint32_t count_country(const struct dm_naming *naming, const struct dm_entry *country)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    const struct dm_candidate *c = &naming->candidate[i];
    bool of_it = c->kind == DM_NAME_COUNTRY || c->kind == DM_NAME_ADJECTIVE || c->kind == DM_NAME_PEOPLE;
    count +=
        of_it && dm_span_equal(dm_entry_field(c->entry, DM_COUNTRY_LABEL), dm_entry_field(country, DM_COUNTRY_LABEL));
  }
  return count;
}

/// Of the states that have had a capital the one that the article names most; the first of the table among equals.
static const struct dm_entry *state_of_capital(const struct dm_naming *naming, const struct dm_entry *capital)
{
  const struct dm_lexicon *capitals = &naming->gazetteer->capitals;
  const struct dm_entry *best = capital;
  uint32_t most = dm_lexicon_next(capitals, capital) ? count_country(naming, capital) : 0;
  for (const struct dm_entry *e = dm_lexicon_next(capitals, capital); e; e = dm_lexicon_next(capitals, e)) {
    uint32_t count = count_country(naming, e);
    best = count > most ? e : best;
    most = count > most ? count : most;
  }
  return best;
}

/// A capital that acts somewhere is its state wherever it is not plainly a place.
static void decide_capitals(struct dm_naming *naming)
{
  const struct dm_text *text = naming->text;
  bool *acting = DM_NEW(naming->arena, bool, naming->gazetteer->capitals.entry_count + 1);
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    struct dm_candidate *c = &naming->candidate[i];
    if (c->kind != DM_NAME_CAPITAL) {
      continue;
    }
    c->entry = state_of_capital(naming, c->entry);
    c->label = dm_entry_field(c->entry, DM_COUNTRY_LABEL);
    if (acts(naming, c)) {
      acting[c->entry - naming->gazetteer->capitals.entry] = true;
    }
  }
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    struct dm_candidate *c = &naming->candidate[i];
    if (c->kind == DM_NAME_CAPITAL) {
      bool state = acting[c->entry - naming->gazetteer->capitals.entry] && !stands_in_place(naming, c);
      c->kind = state ? DM_NAME_COUNTRY : DM_NAME_PLACE;
    } else if (c->kind == DM_NAME_ADJECTIVE) {
      bool the = c->tokens.start > 0 && dm_naming_is(naming, c->tokens.start - 1, DM_WORD(THE));
      bool verb = c->tokens.end < text->token_count && naming->syntax->tag[c->tokens.end] == DM_TAG_VERB;
      c->kind = the && verb && acts(naming, c) ? DM_NAME_PEOPLE : DM_NAME_ADJECTIVE;
    }
  }
}

// Unknown kinds

/// A table of keys, for what the same form was taken for.
struct tally {
  uint64_t key;
  int person, organization, place;
};

static int compare_ids(const void *a, const void *b)
{
  const struct dm_candidate *const *x = a, *const *y = b;
  if ((*x)->key != (*y)->key) {
    return (*x)->key < (*y)->key ? -1 : 1;
  }
  return ((*x)->tokens.start > (*y)->tokens.start) - ((*x)->tokens.start < (*y)->tokens.start);
}

static enum dm_name_kind best_kind(const struct tally *tally, bool single)
{
  int best = tally->person;
  enum dm_name_kind kind = DM_NAME_PERSON;
  if (tally->organization > best) {
    best = tally->organization;
    kind = DM_NAME_ORGANIZATION;
  }
  if (tally->place > best) {
    best = tally->place;
    kind = DM_NAME_PLACE;
  }
  return best >= (single ? 2 : 1) ? kind : DM_NAME_NONE;
}

/// All unknown ones of the same form get the kind that all their evidence speaks for.
static void decide_unknown(struct dm_naming *naming)
{
  struct dm_candidate **sorted = DM_NEW(naming->arena, struct dm_candidate *, naming->candidate_count + 1);
  uint32_t count = 0;
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    if (naming->candidate[i].kind == DM_NAME_UNKNOWN) {
      sorted[count++] = &naming->candidate[i];
    }
  }
  qsort(sorted, count, sizeof(struct dm_candidate *), compare_ids);
  for (uint32_t i = 0, next; i < count; i = next) {
    struct tally tally = {.key = sorted[i]->key};
    enum dm_gender gender = DM_GENDER_UNKNOWN;
    for (next = i; next < count && sorted[next]->key == tally.key; next++) {
      tally.person += sorted[next]->person;
      tally.organization += sorted[next]->organization;
      tally.place += sorted[next]->place;
      gender = gender ? gender : sorted[next]->gender;
    }
    enum dm_name_kind kind = best_kind(&tally, dm_text_word_count(naming->text, sorted[i]->tokens) == 1);
    for (uint32_t j = i; j < next; j++) {
      sorted[j]->kind = kind;
      sorted[j]->gender = sorted[j]->gender ? sorted[j]->gender : gender;
      sorted[j]->person = tally.person;
    }
  }
}

// Clusters

/// A candidate to be sorted: the longest come first, then text order.
struct ordered {
  uint32_t length, index;
};

static int compare_length(const void *a, const void *b)
{
  const struct ordered *x = a, *y = b;
  if (x->length != y->length) {
    return x->length > y->length ? -1 : 1;
  }
  return (x->index > y->index) - (x->index < y->index);
}

static size_t common_head(struct dm_span a, struct dm_span b, size_t most)
{
  size_t count = 0;
  while (count < most && a.data[count] == b.data[count]) {
    count++;
  }
  return count;
}

static size_t common_tail(struct dm_span a, struct dm_span b, size_t most)
{
  size_t count = 0;
  while (count < most && a.data[a.size - 1 - count] == b.data[b.size - 1 - count]) {
    count++;
  }
  return count;
}

/// Spellings of one name: a byte or two more, less or other, `Sergei` and `Sergey`.
static bool near(struct dm_span a, struct dm_span b)
{
  if (a.size < 4 || b.size < 4 || a.data[0] != b.data[0] || a.size > b.size + 2 || b.size > a.size + 2) {
    return false;
  }
  size_t least = a.size < b.size ? a.size : b.size, most = a.size < b.size ? b.size : a.size;
  size_t head = common_head(a, b, least);
  size_t tail = common_tail(a, b, least - head);
  return most - head - tail <= (least >= 6 ? 2u : 1u) && head + tail >= 3;
}

static bool same_word(const struct dm_text *text, uint32_t a, uint32_t b)
{
  return text->folded[a] == text->folded[b] || near(dm_text_word(text, a), dm_text_word(text, b));
}

/// Whether all words of the shorter name are in the longer one, in order.
static bool is_part(const struct dm_text *text, struct dm_range part, struct dm_range whole)
{
  uint32_t at = whole.start;
  for (uint32_t i = part.start; i < part.end; i++) {
    while (at < whole.end && text->folded[at] != text->folded[i]) {
      at++;
    }
    if (at++ >= whole.end) {
      return false;
    }
  }
  return true;
}

static bool same_person(const struct dm_naming *naming, const struct dm_candidate *a, const struct dm_candidate *b)
{
  const struct dm_text *text = naming->text;
  uint32_t n = b->tokens.end - b->tokens.start;
  if (is_part(text, b->tokens, a->tokens)) {
    return true;
  }
  if (n == 1) {
    struct dm_span word = dm_text_word(text, b->tokens.start), last = dm_text_word(text, a->tokens.end - 1);
    bool tail = last.size > word.size && dm_span_ends(last, word) && last.data[last.size - word.size - 1] == '-';
    return tail || (word.size >= 6 && near(last, word));
  }
  return same_word(text, a->tokens.end - 1, b->tokens.end - 1) && same_word(text, a->tokens.start, b->tokens.start);
}

static bool is_acronym(const struct dm_naming *naming, struct dm_range name, struct dm_range acronym)
{
  struct dm_span letters = words_of(naming, acronym);
  size_t at = 0;
  for (uint32_t i = name.start; i < name.end; i++) {
    char first = dm_text_word(naming->text, i).data[0];
    at += at < letters.size && first == letters.data[at];
  }
  return letters.size >= 2 && letters.size <= 8 && at == letters.size;
}

/// `Congress` in `Ruritanian Congress`, in `Congress of Ruritania`.
static bool ends_or_leads(const struct dm_naming *naming, struct dm_range part, struct dm_range whole)
{
  const struct dm_text *text = naming->text;
  uint32_t size = part.end - part.start;
  if (size >= whole.end - whole.start) {
    return false;
  }
  bool leads = dm_naming_is(naming, whole.start + size, DM_WORD(OF)), ends = true;
  for (uint32_t i = 0; i < size; i++) {
    leads = leads && text->folded[whole.start + i] == text->folded[part.start + i];
    ends = ends && text->folded[whole.end - size + i] == text->folded[part.start + i];
  }
  return leads || ends;
}

static bool same_organization(const struct dm_naming *naming, const struct dm_candidate *a,
                              const struct dm_candidate *b)
{
  if (a->entry && b->entry && dm_span_equal(a->label, b->label)) {
    return true;
  }
  if (b->entry) {
    bool enough = b->tokens.end - b->tokens.start > 1 || dm_naming_is(naming, b->tokens.start, DM_WORD(STANDALONE));
    return !a->entry && enough && ends_or_leads(naming, b->tokens, a->tokens);
  }
  uint32_t n = a->tokens.end - a->tokens.start, m = b->tokens.end - b->tokens.start;
  bool acronym = m == 1 && n >= 2 && (naming->text->shape[b->tokens.start] & DM_SHAPE_ALL_CAPITAL);
  return is_part(naming->text, b->tokens, a->tokens) || (acronym && is_acronym(naming, a->tokens, b->tokens));
}

static bool same_candidate(const struct dm_naming *naming, const struct dm_candidate *a, const struct dm_candidate *b)
{
  if (a->key == b->key) {
    return true;
  }
  switch (a->kind) {
  case DM_NAME_PERSON:
    return same_person(naming, a, b);
  case DM_NAME_ORGANIZATION:
    return same_organization(naming, a, b);
  default:
    return a->tokens.end - a->tokens.start > 1 && is_part(naming->text, b->tokens, a->tokens) && !a->entry && !b->entry;
  }
}

enum { LEADERS = 400 };

/// Entities of one kind: each candidate goes to the first longer one that it may stand for.
static void cluster_kind(struct dm_naming *naming, enum dm_name_kind kind, enum dm_entity_type type)
{
  struct ordered *order = DM_NEW(naming->arena, struct ordered, naming->candidate_count + 1);
  uint32_t count = 0;
  uint32_t *leader = DM_NEW(naming->arena, uint32_t, LEADERS), leaders = 0;
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    if (naming->candidate[i].kind == kind) {
      struct dm_range tokens = naming->candidate[i].tokens;
      order[count++] = (struct ordered){tokens.end - tokens.start, i};
    }
  }
  qsort(order, count, sizeof *order, compare_length);
  for (uint32_t i = 0; i < count; i++) {
    struct dm_candidate *c = &naming->candidate[order[i].index];
    for (uint32_t j = 0; j < leaders && c->entity == DM_NONE; j++) {
      const struct dm_candidate *first = &naming->candidate[leader[j]];
      c->entity = same_candidate(naming, first, c) ? first->entity : DM_NONE;
    }
    bool alone = c->bare && !dm_naming_is(naming, c->tokens.start, DM_WORD(STANDALONE));
    if (c->entity == DM_NONE && leaders < LEADERS && !alone) {
      c->entity = add_entity(naming, type, c->label.size ? c->label : words_of(naming, c->tokens));
      leader[leaders++] = order[i].index;
    }
    if (c->entity != DM_NONE) {
      struct dm_entity *entity = &naming->out->entity[c->entity];
      entity->gender = entity->gender ? entity->gender : c->gender;
      struct dm_span *noun = &naming->entity_noun[c->entity];
      *noun = noun->size ? *noun : c->noun;
      dm_entity_add_alias(naming, c->entity, words_of(naming, c->tokens));
    }
  }
}

/// A single name of no or another kind that is part of a person's full name is that person.
static void follow_persons(struct dm_naming *naming)
{
  uint32_t *full = DM_NEW(naming->arena, uint32_t, LEADERS), count = 0;
  for (uint32_t i = 0; i < naming->candidate_count && count < LEADERS; i++) {
    const struct dm_candidate *c = &naming->candidate[i];
    if (c->kind == DM_NAME_PERSON && c->tokens.end - c->tokens.start > 1) {
      full[count++] = i;
    }
  }
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    struct dm_candidate *c = &naming->candidate[i];
    bool open = c->kind == DM_NAME_NONE ||
                ((c->kind == DM_NAME_ORGANIZATION || c->kind == DM_NAME_PLACE) && !c->entry && !c->bare);
    if (!open || c->tokens.end - c->tokens.start > 1) {
      continue;
    }
    for (uint32_t j = 0; j < count && c->kind != DM_NAME_PERSON; j++) {
      struct dm_range name = naming->candidate[full[j]].tokens;
      for (uint32_t t = name.start; t < name.end; t++) {
        c->kind = naming->text->exact[t] == naming->text->exact[c->tokens.start] ? DM_NAME_PERSON : c->kind;
      }
    }
  }
}

static void cluster_countries(struct dm_naming *naming)
{
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    struct dm_candidate *c = &naming->candidate[i];
    if (c->kind == DM_NAME_COUNTRY || c->kind == DM_NAME_PEOPLE) {
      c->entity = dm_entity_of(naming, DM_COUNTRY, c->label);
      dm_entity_add_alias(naming, c->entity, words_of(naming, c->tokens));
    }
  }
  uint32_t count = naming->out->entity_count;
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    struct dm_candidate *c = &naming->candidate[i];
    for (uint32_t e = 0; c->kind == DM_NAME_ADJECTIVE && e < count; e++) {
      c->entity = dm_span_equal(naming->out->entity[e].label, c->label) ? e : c->entity;
    }
  }
}

void dm_entities_decide(struct dm_naming *naming)
{
  decide_capitals(naming);
  decide_unknown(naming);
  follow_persons(naming);
}

void dm_entities_cluster(struct dm_naming *naming)
{
  cluster_countries(naming);
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    struct dm_candidate *c = &naming->candidate[i];
    if (c->kind == DM_NAME_PLACE) {
      c->label = (struct dm_span){0};
    }
  }
  cluster_kind(naming, DM_NAME_PERSON, DM_PERSON);
  cluster_kind(naming, DM_NAME_ORGANIZATION, DM_ORGANIZATION);
  cluster_kind(naming, DM_NAME_PLACE, DM_PLACE);
}

void dm_entities_mention(struct dm_naming *naming)
{
  struct dm_mentions *out = naming->out;
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    const struct dm_candidate *c = &naming->candidate[i];
    if (c->entity != DM_NONE) {
      *DM_PUSH(naming->arena, out->mention, out->mention_count, naming->mention_capacity) =
          (struct dm_mention){.tokens = c->tokens,
                              .phrase = c->phrase,
                              .entity = c->entity,
                              .possessive = c->possessive,
                              .form = c->kind == DM_NAME_ADJECTIVE ? DM_MENTION_ADJECTIVE : DM_MENTION_NAME};
    }
  }
}
