// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/pieces.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>

bool dm_naming_is_sign(const struct dm_naming *naming, uint32_t token, char byte)
{
  if (token >= naming->text->token_count) {
    return false;
  }
  struct dm_span word = dm_text_word(naming->text, token);
  return word.size == 1 && word.data[0] == byte;
}

struct dm_range dm_naming_sentence(const struct dm_naming *naming, uint32_t token)
{
  return naming->text->sentence[naming->text->token_sentence[token]];
}

struct dm_candidate *dm_candidate_at(const struct dm_naming *naming, uint32_t token)
{
  uint32_t found = token < naming->text->token_count ? naming->token_candidate[token] : DM_NONE;
  return found != DM_NONE && naming->candidate[found].tokens.start == token ? &naming->candidate[found] : NULL;
}

struct dm_candidate *dm_candidate_before(const struct dm_naming *naming, uint32_t end)
{
  uint32_t found = end > 0 && end <= naming->text->token_count ? naming->token_candidate[end - 1] : DM_NONE;
  return found != DM_NONE && naming->candidate[found].tokens.end == end ? &naming->candidate[found] : NULL;
}

/// `al-Hathloul`: a particle, a hyphen, a capital.
static bool is_hyphened_particle(const struct dm_naming *naming, uint32_t token)
{
  return dm_text_is_hyphen(naming->text, token + 1) && dm_naming_is_capital(naming, token + 2) &&
         dm_gazetteer_is_particle(naming->gazetteer, dm_text_word(naming->text, token));
}

/// Whether a word in small letters stands behind the hyphen at `token`.
static bool goes_on_lower(const struct dm_text *text, uint32_t token)
{
  return dm_text_is_hyphen(text, token) && (text->shape[token + 1] & DM_SHAPE_WORD) &&
         !(text->shape[token + 1] & (DM_SHAPE_CAPITAL | DM_SHAPE_DIGIT));
}

/// `US-led`: a name with a common word behind it.
static bool has_lower_tail(const struct dm_naming *naming, uint32_t token)
{
  return goes_on_lower(naming->text, token + 1) &&
         dm_gazetteer_is_common(naming->gazetteer, naming->text, token + 2, naming->arena);
}

/// The end of the given name that begins before the hyphen at `token`: `Man-kei`; `token` if it is none.
static uint32_t given_name_end(const struct dm_naming *naming, uint32_t token)
{
  bool rare = goes_on_lower(naming->text, token) && dm_naming_is_capital(naming, token - 1) &&
              !dm_gazetteer_is_common(naming->gazetteer, naming->text, token + 1, naming->arena);
  return rare ? token + 2 : token;
}

/// Whether the hyphen at `token` divides what are names by themselves: `Israeli-Cypriot`.
static bool divides_names(const struct dm_naming *naming, uint32_t token)
{
  uint32_t sides[] = {token - 1, token + 1};
  for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
    struct dm_known known = dm_gazetteer_longest(naming->gazetteer, naming->text, sides[i], sides[i] + 1);
    if (known.kind == DM_NAME_ADJECTIVE || known.kind == DM_NAME_COUNTRY || known.kind == DM_NAME_CAPITAL ||
        known.kind == DM_NAME_PEOPLE) {
      return true;
    }
  }
  return false;
}

bool dm_naming_is_capital(const struct dm_naming *naming, uint32_t token)
{
  const struct dm_text *text = naming->text;
  if (token >= text->token_count || (text->shape[token] & DM_SHAPE_FURNITURE) ||
      naming->out->token_date[token] != DM_NONE) {
    return false;
  }
  return (text->shape[token] & DM_SHAPE_CAPITAL) && (text->shape[token] & DM_SHAPE_WORD);
}

bool dm_naming_is_first_name(const struct dm_naming *naming, uint32_t token)
{
  enum dm_gender gender;
  return dm_gazetteer_first_name(naming->gazetteer, naming->text, token, &gender);
}

/// How a form stands in the article, outside titles and beginnings.
struct form {
  uint64_t folded;
  uint16_t capital, lower;
};

struct dm_naming_forms {
  uint32_t mask;
  struct form *slot;
};

static struct form *form_of(const struct dm_naming_forms *forms, uint64_t folded)
{
  uint32_t at = (uint32_t)folded & forms->mask;
  while (forms->slot[at].folded && forms->slot[at].folded != folded) {
    at = (at + 1) & forms->mask;
  }
  return &forms->slot[at];
}

static bool is_title_case(const struct dm_text *text, uint32_t sentence)
{
  uint32_t words = 0, capitals = 0;
  for (uint32_t i = text->sentence[sentence].start; i < text->sentence[sentence].end; i++) {
    if ((text->shape[i] & DM_SHAPE_WORD) && text->token[i].end - text->token[i].start > 3) {
      words++;
      capitals += (text->shape[i] & DM_SHAPE_CAPITAL) != 0;
    }
  }
  bool headline = text->paragraph[text->sentence_paragraph[sentence]].kind == DM_PARAGRAPH_HEADLINE;
  struct dm_span last = dm_text_word(text, text->sentence[sentence].end - 1);
  bool prose = !headline && last.size == 1 && last.data[0] == '.';
  return words >= 4 && !prose && capitals * 100 > words * (headline ? 60 : 75);
}

static bool opens(const struct dm_naming *naming, uint32_t token)
{
  struct dm_range sentence = dm_naming_sentence(naming, token);
  if (token == sentence.start) {
    return true;
  }
  const uint8_t *shape = naming->text->shape;
  bool sign = (shape[token - 1] & DM_SHAPE_PUNCTUATION) != 0;
  return sign && ((shape[token - 1] & DM_SHAPE_QUOTE) || token - 1 == sentence.start ||
                  dm_naming_is_sign(naming, token - 1, ':') || dm_naming_is_sign(naming, token - 1, ']'));
}

static const struct dm_naming_forms *count_forms(const struct dm_naming *naming, const bool *title_case)
{
  const struct dm_text *text = naming->text;
  uint32_t size = 64;
  while (size < text->token_count * 2) {
    size *= 2;
  }
  struct dm_naming_forms *forms = DM_NEW(naming->arena, struct dm_naming_forms, 1);
  *forms = (struct dm_naming_forms){.mask = size - 1, .slot = DM_NEW(naming->arena, struct form, size)};
  for (uint32_t i = 0; i < text->token_count; i++) {
    if (!(text->shape[i] & DM_SHAPE_WORD) || (text->shape[i] & DM_SHAPE_FURNITURE)) {
      continue;
    }
    struct form *form = form_of(forms, text->folded[i]);
    form->folded = text->folded[i];
    if (!(text->shape[i] & DM_SHAPE_CAPITAL)) {
      form->lower = (uint16_t)(form->lower + (form->lower < 1000));
    } else if (!title_case[text->token_sentence[i]] && !opens(naming, i)) {
      form->capital = (uint16_t)(form->capital + (form->capital < 1000));
    }
  }
  return forms;
}

// Spans

/// Where a name goes on behind the word in small letters at `end`: `al-Hathloul`, `von Jagow`.
static uint32_t grow_over_word(const struct dm_naming *naming, uint32_t end, bool next)
{
  if (is_hyphened_particle(naming, end)) {
    return end + 3;
  }
  return next && dm_naming_is(naming, end, DM_WORD(PARTICLE)) ? end + 2 : end;
}

/// Where the known name or the capitalised stretch that begins at `at` may go on behind `end`.
static uint32_t grow_by_one(const struct dm_naming *naming, uint32_t start, uint32_t end, uint32_t limit)
{
  const struct dm_text *text = naming->text;
  if (end >= limit) {
    return end;
  }
  if (dm_naming_is_capital(naming, end)) {
    struct dm_known known = dm_gazetteer_longest(naming->gazetteer, text, end, limit);
    bool stop = known.kind == DM_NAME_FUNCTION && !dm_naming_is(naming, end, DM_WORD(PARTICLE) | DM_WORD(THE));
    stop = stop || (known.kind == DM_NAME_CALENDAR && !dm_naming_is_first_name(naming, end - 1));
    return stop ? end : end + (known.length > 1 ? known.length : 1);
  }
  struct dm_span word = dm_text_word(text, end);
  bool next = dm_naming_is_capital(naming, end + 1) && end + 1 < limit;
  if (text->shape[end] & DM_SHAPE_WORD) {
    return grow_over_word(naming, end, next);
  }
  bool close =
      next && !(text->shape[end] & DM_SHAPE_SPACE_BEFORE) && text->token[end - 1].end - text->token[end - 1].start == 1;
  if (close && word.size == 1 && word.data[0] == '.') {
    return end + 2; // initials
  }
  bool joined = next && !(text->shape[end] & DM_SHAPE_SPACE_BEFORE) && !(text->shape[end + 1] & DM_SHAPE_SPACE_BEFORE);
  if (dm_text_is_hyphen(text, end)) {
    return next && !divides_names(naming, end) ? end + 2 : given_name_end(naming, end);
  }
  if ((joined && dm_naming_is_sign(naming, end, '/') &&
       (text->shape[end - 1] & text->shape[end + 1] & DM_SHAPE_ALL_CAPITAL)) ||
      (next && dm_naming_is_sign(naming, end, '&'))) {
    return end + 2;
  }
  bool collective = next && end > start && dm_naming_is(naming, end, DM_WORD(POSSESSIVE)) &&
                    dm_naming_is(naming, end - 1, DM_WORD(COLLECTIVE));
  return collective ? end + 2 : end;
}

/// `University of Bristol and | UC Davis`
static bool starts_anew(const struct dm_naming *naming, uint32_t at, uint32_t limit)
{
  bool acronym = (naming->text->shape[at] & DM_SHAPE_ALL_CAPITAL) != 0;
  return acronym || (at + 1 < limit && dm_gazetteer_head(naming->gazetteer, naming->text, at, at + 1) &&
                     dm_naming_is(naming, at + 1, DM_WORD(LINK)));
}

/// `Ministry of Foreign Affairs`, `League for the Defence of Human Rights`
static uint32_t grow_by_link(const struct dm_naming *naming, uint32_t start, uint32_t end, uint32_t limit, bool linked)
{
  const struct dm_entry *head = NULL;
  for (uint32_t i = end; i > start && !head && !linked; i--) {
    head = dm_gazetteer_head(naming->gazetteer, naming->text, start, i);
    head = head && dm_head_kind(head) == DM_NAME_ORGANIZATION ? head : NULL;
  }
  bool link = dm_naming_is(naming, end, DM_WORD(LINK));
  bool joint = linked && dm_naming_is(naming, end, DM_WORD(AND));
  if (end + 1 >= limit || !(joint || (link && (head || linked))) || naming->token_role[end - 1] != DM_NONE) {
    return end;
  }
  uint32_t next = end + 1 + (dm_naming_is(naming, end + 1, DM_WORD(THE)) && !joint);
  if (next >= limit || !dm_naming_is_capital(naming, next) || naming->token_role[next] != DM_NONE) {
    return end;
  }
  enum dm_gender gender;
  struct dm_known known = dm_gazetteer_longest(naming->gazetteer, naming->text, next, limit);
  bool person = dm_gazetteer_first_name(naming->gazetteer, naming->text, next, &gender);
  bool other = known.kind == DM_NAME_CALENDAR || known.kind == DM_NAME_FUNCTION || known.kind == DM_NAME_ORGANIZATION;
  bool far = !dm_naming_is(naming, end, DM_WORD(OF)) && known.kind != DM_NAME_NONE;
  return other || far || (joint && (person || known.kind != DM_NAME_NONE || starts_anew(naming, next, limit)))
             ? end
             : next + 1;
}

static uint32_t span_end(const struct dm_naming *naming, uint32_t start, uint32_t limit)
{
  struct dm_known known = dm_gazetteer_longest(naming->gazetteer, naming->text, start, limit);
  uint32_t end = start + (known.length > 1 ? known.length : 1);
  bool linked = false;
  limit = limit < start + 40 ? limit : start + 40;
  for (;;) {
    uint32_t next = grow_by_one(naming, start, end, limit);
    if (next == end) {
      next = grow_by_link(naming, start, end, limit, linked);
      linked = linked || next > end;
    }
    if (next == end || next > limit) {
      return end;
    }
    end = next;
  }
}

/// What an entity is called for its row, if that tells.
static struct dm_span entity_label(const struct dm_piece *piece)
{
  if (!piece->entry) {
    return (struct dm_span){0};
  }
  switch (piece->kind) {
  case DM_NAME_COUNTRY:
  case DM_NAME_CAPITAL:
  case DM_NAME_ADJECTIVE:
  case DM_NAME_PEOPLE:
    return dm_entry_field(piece->entry, DM_COUNTRY_LABEL);
  case DM_NAME_ORGANIZATION:
    return dm_entry_field(piece->entry, DM_ORGANIZATION_LABEL);
  default:
    return (struct dm_span){0};
  }
}

static uint64_t key_of(const struct dm_text *text, struct dm_range tokens)
{
  uint64_t key = 0;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    key = dm_hash_join(key, text->exact[i]);
  }
  return key;
}

static struct dm_candidate make_candidate(const struct dm_naming *naming, const struct dm_piece *piece)
{
  const struct dm_text *text = naming->text;
  struct dm_candidate candidate = {
      .tokens = piece->tokens, .phrase = piece->tokens, .kind = piece->kind, .entry = piece->entry, .entity = DM_NONE};
  candidate.label = entity_label(piece);
  candidate.key = key_of(text, piece->tokens);
  const struct dm_entry *head = dm_gazetteer_head(naming->gazetteer, text, piece->tokens.start, piece->tokens.end);
  if (piece->kind == DM_NAME_ORGANIZATION) {
    for (uint32_t end = piece->tokens.end; end > piece->tokens.start && !head; end--) {
      head = dm_gazetteer_head(naming->gazetteer, text, piece->tokens.start, end);
    }
    candidate.noun = piece->entry ? dm_entry_field(piece->entry, DM_ORGANIZATION_NOUN)
                     : head       ? dm_entry_field(head, DM_HEAD_NOUN)
                                  : candidate.noun;
  }
  candidate.bare = !piece->entry && head && piece->tokens.end - piece->tokens.start == 1;
  candidate.possessive = dm_naming_is(naming, piece->tokens.end, DM_WORD(POSSESSIVE));
  return candidate;
}

static void add_candidate(struct dm_naming *naming, const struct dm_piece *piece, const struct dm_piece *before,
                          uint32_t phrase)
{
  struct dm_candidate candidate = make_candidate(naming, piece);
  candidate.phrase.start = phrase;
  candidate.title = before && (before->kind == DM_NAME_TITLE || before->kind == DM_NAME_ROLE);
  candidate.gender = before && before->kind == DM_NAME_TITLE ? before->gender : DM_GENDER_UNKNOWN;
  uint32_t index = naming->candidate_count;
  *DM_PUSH(naming->arena, naming->candidate, naming->candidate_count, naming->candidate_capacity) = candidate;
  for (uint32_t t = piece->tokens.start; t < piece->tokens.end; t++) {
    naming->token_candidate[t] = index;
  }
}

/// The title that ends at `end`: its first token, and whose it is.
static uint32_t title_before(const struct dm_naming *naming, uint32_t end, enum dm_gender *gender)
{
  uint32_t start = dm_naming_sentence(naming, end).start;
  for (uint32_t at = end; at > start && end - at < 3;) {
    at--;
    const struct dm_entry *title =
        dm_lexicon_find(&naming->gazetteer->titles, naming->text, (struct dm_range){at, end});
    if (title) {
      *gender = dm_gender_named(dm_entry_field(title, 1));
      return at;
    }
  }
  return end;
}

struct dm_candidate dm_candidate_make(const struct dm_naming *naming, struct dm_range tokens, enum dm_name_kind kind)
{
  struct dm_piece piece = {.tokens = tokens, .kind = kind};
  struct dm_known known = dm_gazetteer_longest(naming->gazetteer, naming->text, tokens.start, tokens.end);
  bool whole = known.length == tokens.end - tokens.start;
  bool place = kind == DM_NAME_PLACE && known.kind == DM_NAME_COUNTRY;
  bool people = kind == DM_NAME_ADJECTIVE && known.kind == DM_NAME_PEOPLE;
  if (whole && (known.kind == kind || place || people)) {
    piece.kind = known.kind;
    piece.entry = known.entry;
  }
  struct dm_candidate candidate = make_candidate(naming, &piece);
  if (kind == DM_NAME_PERSON) {
    candidate.phrase.start = title_before(naming, tokens.start, &candidate.gender);
    uint32_t role = naming->token_role[candidate.phrase.start > 0 ? candidate.phrase.start - 1 : tokens.start];
    role = candidate.phrase.start > dm_naming_sentence(naming, tokens.start).start ? role : DM_NONE;
    candidate.phrase.start = role != DM_NONE ? naming->role[role].tokens.start : candidate.phrase.start;
    candidate.title = candidate.phrase.start < tokens.start;
    if (!candidate.gender) {
      (void)dm_gazetteer_first_name(naming->gazetteer, naming->text, tokens.start, &candidate.gender);
    }
  }
  return candidate;
}

/// `FILE PHOTO`, `GREAT`, `SEOUL`
static bool is_shouted(const struct dm_naming *naming, struct dm_range tokens)
{
  const struct dm_text *text = naming->text;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    if ((text->shape[i] & DM_SHAPE_WORD) && !(text->shape[i] & DM_SHAPE_ALL_CAPITAL)) {
      return false;
    }
  }
  const struct form *form = form_of(naming->forms, text->folded[tokens.start]);
  struct dm_range bytes = dm_text_bytes(text, tokens);
  uint32_t most = opens(naming, tokens.start) && !form->capital ? 5 : 9;
  return dm_text_word_count(text, tokens) > 1 || form->lower || bytes.end - bytes.start > most;
}

/// `NAIROBI (News Desk)`: a known place in capitals, which begins an article and is none of what it tells.
static bool is_dateline(const struct dm_naming *naming, struct dm_range tokens)
{
  struct dm_span words = dm_span_slice(naming->text->body, dm_text_bytes(naming->text, tokens));
  char *title = dm_arena_copy(naming->arena, words.data, words.size);
  bool capital = true;
  for (size_t i = 0; i < words.size; i++) {
    bool letter = title[i] >= 'A' && title[i] <= 'Z';
    if (!letter && title[i] != ' ') {
      return false;
    }
    title[i] = (char)(letter && !capital ? title[i] - 'A' + 'a' : title[i]);
    capital = !letter;
  }
  struct dm_span name = {title, words.size};
  const struct dm_gazetteer *gazetteer = naming->gazetteer;
  return dm_lexicon_find_span(&gazetteer->capitals, name) || dm_lexicon_find_span(&gazetteer->places, name) ||
         dm_lexicon_find_span(&gazetteer->countries, name);
}

bool dm_naming_is_shouted(const struct dm_naming *naming, struct dm_range tokens)
{
  return is_shouted(naming, tokens) || is_dateline(naming, tokens);
}

/// Where titles and roles before a name begin, with the office before these.
static uint32_t phrase_start(const struct dm_pieces *pieces, uint32_t at)
{
  uint32_t from = at;
  while (from > 0 && (pieces->piece[from - 1].kind == DM_NAME_ROLE || pieces->piece[from - 1].kind == DM_NAME_TITLE)) {
    from--;
  }
  from -= from < at && from > 0;
  return pieces->piece[from].tokens.start;
}

static void take_span(struct dm_naming *naming, struct dm_range span)
{
  struct dm_pieces pieces;
  dm_pieces_cut(naming, span, &pieces);
  for (uint32_t i = 0; i < pieces.count; i++) {
    const struct dm_piece *piece = &pieces.piece[i];
    const struct dm_piece *before = i ? piece - 1 : NULL;
    bool named = piece->kind != DM_NAME_ROLE && piece->kind != DM_NAME_TITLE && piece->kind < DM_NAME_BELIEF;
    bool shouted = !piece->entry && dm_naming_is_shouted(naming, piece->tokens);
    if (!shouted && (named || piece->kind == DM_NAME_UNKNOWN)) {
      add_candidate(naming, piece, before, phrase_start(&pieces, i));
    }
  }
}

/// Whether a capitalised word at the beginning of something is (the beginning of) a name.
static bool is_name_start(const struct dm_naming *naming, uint32_t at, uint32_t end)
{
  struct dm_known known = dm_gazetteer_longest(naming->gazetteer, naming->text, at, end);
  const struct form *form = form_of(naming->forms, naming->text->folded[at]);
  if (known.kind == DM_NAME_FUNCTION || known.kind == DM_NAME_CALENDAR) {
    return dm_known_is_person(naming, known, at, end);
  }
  if (known.kind != DM_NAME_NONE) {
    return true;
  }
  uint32_t length;
  bool next =
      at + 1 < end && (dm_naming_is_capital(naming, at + 1) || dm_naming_is(naming, at + 1, DM_WORD(PARTICLE)) ||
                       given_name_end(naming, at + 1) > at + 1);
  bool first = dm_naming_is_first_name(naming, at) && (next || form->capital || (!form->lower && !naming->word[at]));
  if (first || dm_lexicon_longest(&naming->gazetteer->titles, naming->text, at, end, &length)) {
    return true;
  }
  if (!form->lower && dm_naming_is(naming, at, DM_WORD(STANDALONE))) {
    return true;
  }
  if (form->lower ||
      dm_naming_is(naming, at, UINT64_MAX & ~DM_WORD(COLLECTIVE) & ~DM_WORD(ORGNOUN) & ~DM_WORD(POLICY))) {
    return false;
  }
  bool strange = naming->syntax->tag[at] == DM_TAG_PROPN || naming->syntax->tag[at] == DM_TAG_X;
  return form->capital || strange || (dm_naming_is_capital(naming, at + 1) && at + 1 < end);
}

/// In a title only what the rest of the article, or the gazetteer, knows.
static uint32_t take_in_title(struct dm_naming *naming, uint32_t at, uint32_t end)
{
  struct dm_known known = dm_gazetteer_longest(naming->gazetteer, naming->text, at, end);
  if (known.kind != DM_NAME_NONE) {
    uint32_t stop = at + known.length;
    if (known.kind < DM_NAME_BELIEF) {
      take_span(naming, (struct dm_range){at, stop});
    }
    return stop;
  }
  uint32_t stop = at;
  while (stop < end && dm_naming_is_capital(naming, stop)) {
    const struct form *form = form_of(naming->forms, naming->text->folded[stop]);
    if (!form->capital || form->lower > form->capital || naming->token_role[stop] != DM_NONE) {
      break;
    }
    stop++;
  }
  if (stop > at) {
    take_span(naming, (struct dm_range){at, stop});
  }
  return stop > at ? stop : at + 1;
}

/// `Russian foreign ministry`, `the defence department`
static uint32_t take_ministry(struct dm_naming *naming, uint32_t at, uint32_t end)
{
  if (at + 1 >= end || !dm_naming_is(naming, at, DM_WORD(POLICY)) || !dm_naming_is(naming, at + 1, DM_WORD(MINISTRY)) ||
      (naming->text->shape[at] & DM_SHAPE_FURNITURE) || naming->token_role[at] != DM_NONE) {
    return at + 1;
  }
  const struct dm_candidate *c = dm_candidate_before(naming, at);
  bool owned = c && (c->kind == DM_NAME_ADJECTIVE || c->kind == DM_NAME_COUNTRY);
  uint32_t start = owned ? c->tokens.start : at;
  struct dm_piece piece = {.tokens = {at, at + 2}, .kind = DM_NAME_ORGANIZATION};
  add_candidate(naming, &piece, NULL, start);
  struct dm_candidate *new = &naming->candidate[naming->candidate_count - 1];
  new->label = dm_span_slice(naming->text->body, dm_text_bytes(naming->text, new->phrase));
  new->noun = dm_text_word(naming->text, at + 1);
  return at + 2;
}

static uint32_t take_at(struct dm_naming *naming, uint32_t at, uint32_t end, bool title)
{
  const struct dm_text *text = naming->text;
  bool capital = dm_naming_is_capital(naming, at);
  bool known = false;
  if (!capital && (text->shape[at] & DM_SHAPE_WORD) && !(text->shape[at] & DM_SHAPE_FURNITURE) &&
      is_hyphened_particle(naming, at)) {
    capital = true;
    known = true;
  }
  if (!capital) {
    return take_ministry(naming, at, end);
  }
  struct dm_known found = dm_gazetteer_longest(naming->gazetteer, text, at, end);
  if (has_lower_tail(naming, at) && found.kind == DM_NAME_NONE) {
    return at + 1;
  }
  if (title) {
    return take_in_title(naming, at, end);
  }
  if (!known && opens(naming, at) && !is_name_start(naming, at, end)) {
    return at + 1;
  }
  if ((found.kind == DM_NAME_CALENDAR || found.kind == DM_NAME_FUNCTION) &&
      !dm_known_is_person(naming, found, at, end)) {
    return at + found.length;
  }
  uint32_t stop = span_end(naming, at, end);
  take_span(naming, (struct dm_range){at, stop});
  return stop;
}

void dm_candidates_find(struct dm_naming *naming)
{
  const struct dm_text *text = naming->text;
  dm_roles_find(naming);
  naming->token_candidate = DM_NEW(naming->arena, uint32_t, text->token_count);
  memset(naming->token_candidate, 0xff, sizeof(uint32_t) * text->token_count);
  bool *title = DM_NEW(naming->arena, bool, text->sentence_count);
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    title[s] = is_title_case(text, s);
  }
  naming->forms = count_forms(naming, title);
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    for (uint32_t i = text->sentence[s].start; i < text->sentence[s].end;) {
      i = take_at(naming, i, text->sentence[s].end, title[s]);
    }
  }
}
