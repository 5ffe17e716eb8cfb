// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/name_features.h"

#include "base/hash.h"
#include "syntax/weights.h"

#include <string.h>

enum {
  DIMENSIONS = 32, ///< of a word's vector that are seen
  WINDOW = 2,      ///< tokens that are seen before and behind
  REACH = 3,       ///< tokens from one capital to the next that may be of one name
  SEVERAL = 3,     ///< from here on it does not matter how often a form stands
};

/// Where in a stretch of tokens one is, as in a label.
static uint8_t place_in(struct dm_range stretch, uint32_t token)
{
  if (stretch.end - stretch.start == 1) {
    return 3;
  }
  return token == stretch.start ? 0 : token + 1 == stretch.end ? 2 : 1;
}

/* The form of a word. */

enum byte_class { BYTE_NONE, BYTE_BIG, BYTE_SMALL, BYTE_DIGIT, BYTE_JOINT, BYTE_SIGN };
enum { SHAPE_RUNS = 7, SHAPE_BITS = 3, LENGTH_SHIFT = SHAPE_RUNS * SHAPE_BITS };

static bool is_big(char byte) { return byte >= 'A' && byte <= 'Z'; }

static enum byte_class class_of(char byte)
{
  if (is_big(byte)) {
    return BYTE_BIG;
  }
  if ((byte >= 'a' && byte <= 'z') || (unsigned char)byte >= 0x80) {
    return BYTE_SMALL;
  }
  if (byte >= '0' && byte <= '9') {
    return BYTE_DIGIT;
  }
  return byte && strchr("-.'&", byte) ? BYTE_JOINT : BYTE_SIGN;
}

/// Classes of its bytes, each run once, and a class of its length.
static uint32_t shape_of(struct dm_span word, uint8_t bits)
{
  uint32_t shape = 0;
  enum byte_class last = BYTE_NONE;
  uint32_t runs = 0;
  for (size_t i = 0; i < word.size && runs < SHAPE_RUNS; i++) {
    bool capital = i == 0 && (bits & DM_SHAPE_CAPITAL);
    enum byte_class class = capital ? BYTE_BIG : class_of(word.data[i]);
    if (class != last) {
      shape = shape << SHAPE_BITS | class;
      last = class;
      runs++;
    }
  }
  uint32_t length = word.size < 3 ? (uint32_t)word.size : word.size < 6 ? 3 : 4;
  return shape | length << LENGTH_SHIFT;
}

static uint64_t small_byte(char byte) { return (unsigned char)(is_big(byte) ? byte + ('a' - 'A') : byte); }

static void read_ends(struct dm_span word, struct dm_name_clue *clue)
{
  size_t most = word.size < 8 ? word.size : 8;
  for (size_t i = 0; i < most; i++) {
    clue->head |= small_byte(word.data[i]) << (8 * i);
    clue->tail |= small_byte(word.data[word.size - 1 - i]) << (8 * i);
  }
}

/* What may be a name. */

static bool is_capital(const struct dm_text *text, uint32_t token)
{
  return (text->shape[token] & DM_SHAPE_CAPITAL) && !(text->shape[token] & DM_SHAPE_FURNITURE);
}

/// Capitals, what the rules take for a name, and what stands between two of them.
static void mark_active(const struct dm_naming *naming, struct dm_range sentence, struct dm_name_clue *clue)
{
  uint32_t last = DM_NONE;
  for (uint32_t i = sentence.start; i < sentence.end; i++) {
    if (!is_capital(naming->text, i) && naming->token_candidate[i] == DM_NONE) {
      continue;
    }
    for (uint32_t k = last != DM_NONE && i - last <= REACH ? last + 1 : i; k <= i; k++) {
      clue[k].active = true;
    }
    last = i;
  }
}

/* What is known. */

enum hint {
  HINT_FIRST_NAME = 1,
  HINT_TITLE = 2,
  HINT_ROLE = 4,
  HINT_ORGANIZATION = 8,
  HINT_PLACE = 16,
  HINT_OTHER = 32,
};

static void mark_known(const struct dm_naming *naming, struct dm_range sentence, struct dm_name_clue *clue)
{
  for (uint32_t i = sentence.start; i < sentence.end;) {
    struct dm_known known = {0};
    if (is_capital(naming->text, i)) {
      known = dm_gazetteer_longest(naming->gazetteer, naming->text, i, sentence.end);
    }
    for (uint32_t k = i; k < i + known.length; k++) {
      clue[k].known = (uint8_t)(1 + known.kind * 4 + place_in((struct dm_range){i, i + known.length}, k));
    }
    i += known.length ? known.length : 1;
  }
}

static void mark_title(const struct dm_naming *naming, uint32_t at, uint32_t end, struct dm_name_clue *clue)
{
  uint32_t length = 0;
  if (dm_lexicon_longest(&naming->gazetteer->titles, naming->text, at, end, &length)) {
    for (uint32_t k = at; k < at + length; k++) {
      clue[k].hints |= HINT_TITLE;
    }
  }
}

static uint8_t hint_of_head(enum dm_name_kind kind)
{
  return kind == DM_NAME_ORGANIZATION ? HINT_ORGANIZATION : kind == DM_NAME_PLACE ? HINT_PLACE : HINT_OTHER;
}

static void mark_hints(const struct dm_naming *naming, struct dm_range sentence, struct dm_name_clue *clue)
{
  for (uint32_t i = sentence.start; i < sentence.end; i++) {
    clue[i].hints |= naming->token_role[i] != DM_NONE ? HINT_ROLE : 0;
    if (!is_capital(naming->text, i)) {
      continue;
    }
    struct dm_range token = {i, i + 1};
    const struct dm_entry *head = dm_lexicon_find(&naming->gazetteer->heads, naming->text, token);
    clue[i].hints |= head ? hint_of_head(dm_head_kind(head)) : 0;
    clue[i].hints |= dm_naming_is_first_name(naming, i) ? HINT_FIRST_NAME : 0;
    mark_title(naming, i, sentence.end, clue);
  }
}

/// What the rules take for a name, and how sure they are of it.
static void mark_rules(const struct dm_naming *naming, struct dm_name_clue *clue)
{
  for (uint32_t i = 0; i < naming->candidate_count; i++) {
    const struct dm_candidate *c = &naming->candidate[i];
    int most = c->person > c->organization ? c->person : c->organization;
    most = c->place > most ? c->place : most;
    uint32_t strength = most < 2 ? 0 : most < 5 ? 1 : most < 8 ? 2 : 3;
    for (uint32_t k = c->tokens.start; k < c->tokens.end; k++) {
      clue[k].rule = (uint8_t)(1 + c->kind * 4 + place_in(c->tokens, k));
      clue[k].sure = (uint8_t)((c->entry != NULL) | c->bare << 1 | strength << 2);
    }
  }
}

/* Sentences. */

enum sentence_kind { SENTENCE_PROSE, SENTENCE_TITLE, SENTENCE_SHOUTED };
enum opening { OPENING_NONE, OPENING_FIRST, OPENING_INNER, OPENINGS };

static enum sentence_kind kind_of_sentence(const struct dm_text *text, struct dm_range sentence)
{
  uint32_t words = 0;
  uint32_t capitals = 0;
  uint32_t shouted = 0;
  for (uint32_t i = sentence.start; i < sentence.end; i++) {
    bool long_word = (text->shape[i] & DM_SHAPE_WORD) && text->token[i].end - text->token[i].start > 3;
    words += long_word;
    capitals += long_word && (text->shape[i] & DM_SHAPE_CAPITAL);
    shouted += long_word && (text->shape[i] & DM_SHAPE_ALL_CAPITAL);
  }
  if (words >= 2 && shouted * 100 > words * 75) {
    return SENTENCE_SHOUTED;
  }
  return words >= 4 && capitals * 100 > words * 70 ? SENTENCE_TITLE : SENTENCE_PROSE;
}

/// Whether a capital behind this sign may be that of a beginning.
static bool is_opening_sign(const struct dm_text *text, uint32_t token)
{
  struct dm_span word = dm_text_word(text, token);
  bool stop = word.size == 1 && word.data[0] && strchr(":.!?", word.data[0]);
  return stop || (text->shape[token] & DM_SHAPE_QUOTE);
}

static void mark_sentence(const struct dm_text *text, struct dm_range sentence, struct dm_name_clue *clue)
{
  uint32_t kind = kind_of_sentence(text, sentence);
  bool inner = false;
  for (uint32_t i = sentence.start; i < sentence.end; i++) {
    uint32_t opening = i == sentence.start ? OPENING_FIRST : inner ? OPENING_INNER : OPENING_NONE;
    clue[i].opens = (uint8_t)(kind * OPENINGS + opening);
    bool sign = (text->shape[i] & DM_SHAPE_PUNCTUATION) != 0;
    inner = sign && (opening != OPENING_NONE || is_opening_sign(text, i));
  }
}

/* The rest of the article. */

/// How often a form has a capital within a sentence, is small, and follows a first name or a title.
struct spread {
  uint64_t folded;
  uint8_t capital, small, named;
};

struct spreads {
  uint32_t mask;
  struct spread *slot;
};

static struct spread *spread_of(const struct spreads *spreads, uint64_t folded)
{
  uint32_t at = (uint32_t)folded & spreads->mask;
  while (spreads->slot[at].folded && spreads->slot[at].folded != folded) {
    at = (at + 1) & spreads->mask;
  }
  return &spreads->slot[at];
}

static void count_once(uint8_t *count, bool met) { *count = (uint8_t)(*count + (met && *count < SEVERAL)); }

static struct spreads count_spreads(const struct dm_naming *naming, const struct dm_name_clue *clue)
{
  const struct dm_text *text = naming->text;
  uint32_t size = 64;
  while (size < text->token_count * 2) {
    size *= 2;
  }
  struct spreads spreads = {.mask = size - 1, .slot = DM_NEW(naming->arena, struct spread, size)};
  for (uint32_t i = 0; i < text->token_count; i++) {
    if (!(text->shape[i] & DM_SHAPE_WORD)) {
      continue;
    }
    bool capital = (text->shape[i] & DM_SHAPE_CAPITAL) != 0;
    bool first = i == 0 || text->token_sentence[i] != text->token_sentence[i - 1];
    struct spread *spread = spread_of(&spreads, text->folded[i]);
    spread->folded = text->folded[i];
    count_once(&spread->small, !capital);
    count_once(&spread->capital, capital && clue[i].opens == OPENING_NONE);
    count_once(&spread->named, capital && !first && (clue[i - 1].hints & (HINT_FIRST_NAME | HINT_TITLE)));
  }
  return spreads;
}

static void mark_spread(const struct dm_naming *naming, struct dm_name_clue *clue)
{
  struct spreads spreads = count_spreads(naming, clue);
  for (uint32_t i = 0; i < naming->text->token_count; i++) {
    if (naming->text->shape[i] & DM_SHAPE_WORD) {
      const struct spread *spread = spread_of(&spreads, naming->text->folded[i]);
      clue[i].spread = (uint8_t)(1 + spread->capital + (spread->small > 0) * 4 + (spread->named > 0) * 8);
    }
  }
}

/* All of it. */

static void read_word(const struct dm_naming *naming, const struct dm_word_table *words, uint32_t token,
                      struct dm_name_clue *clue)
{
  const struct dm_text *text = naming->text;
  struct dm_span word = dm_text_word(text, token);
  clue->exact = text->exact[token];
  clue->folded = text->folded[token];
  clue->shape = shape_of(word, text->shape[token]);
  uint32_t row = dm_word_table_row(words, text->folded[token], text->shape[token]);
  clue->clusters = words->clusters[row];
  clue->vector = dm_word_table_vector(words, row);
  clue->tag = naming->syntax->xpos[token];
  read_ends(word, clue);
}

/// Whether an active token sees it.
static bool is_seen(const struct dm_name_clue *clue, struct dm_range sentence, uint32_t token)
{
  uint32_t from = token >= sentence.start + WINDOW ? token - WINDOW : sentence.start;
  for (uint32_t i = from; i < sentence.end && i <= token + WINDOW; i++) {
    if (clue[i].active) {
      return true;
    }
  }
  return false;
}

void dm_name_clues_read(const struct dm_naming *naming, const struct dm_word_table *words, struct dm_name_clues *out)
{
  const struct dm_text *text = naming->text;
  struct dm_name_clue *clue = DM_NEW(naming->arena, struct dm_name_clue, text->token_count);
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    struct dm_range sentence = text->sentence[s];
    mark_active(naming, sentence, clue);
    mark_known(naming, sentence, clue);
    mark_hints(naming, sentence, clue);
    mark_sentence(text, sentence, clue);
    for (uint32_t i = sentence.start; i < sentence.end; i++) {
      if (is_seen(clue, sentence, i)) {
        read_word(naming, words, i, &clue[i]);
      }
    }
  }
  mark_spread(naming, clue);
  mark_rules(naming, clue);
  *out = (struct dm_name_clues){.count = text->token_count, .clue = clue};
}

/* Features. */

/// What stands outside of a sentence.
static const struct dm_name_clue outside = {.exact = 1, .folded = 1, .shape = 1};

/// Features being made; each is of a template of its own.
struct maker {
  uint64_t *feature;
  uint32_t count;
};

/// Templates are far apart, for values may be small numbers.
static uint64_t first_of(const struct maker *maker, uint64_t value)
{
  return dm_feature((maker->count + 1) * 2654435761u, value);
}

static void add(struct maker *maker, uint64_t value)
{
  maker->feature[maker->count] = first_of(maker, value);
  maker->count++;
}

static void add_pair(struct maker *maker, uint64_t a, uint64_t b)
{
  maker->feature[maker->count] = dm_feature_join(first_of(maker, a), b);
  maker->count++;
}

static void add_three(struct maker *maker, uint64_t a, uint64_t b, uint64_t c)
{
  maker->feature[maker->count] = dm_feature_join(dm_feature_join(first_of(maker, a), b), c);
  maker->count++;
}

static void add_ends(struct maker *maker, uint64_t bytes, uint32_t least)
{
  for (uint32_t size = least; size <= 4; size++) {
    add(maker, bytes & ((UINT64_C(1) << (8 * size)) - 1));
  }
}

/// Words and their ends.
static void add_words(struct maker *maker, const struct dm_name_clue *const *w)
{
  const struct dm_name_clue *b = w[1], *c = w[2], *d = w[3];
  add(maker, 0);
  add(maker, c->folded);
  add(maker, c->exact);
  add(maker, b->folded);
  add(maker, d->folded);
  add(maker, w[0]->folded);
  add(maker, w[4]->folded);
  add_pair(maker, b->folded, c->folded);
  add_pair(maker, c->folded, d->folded);
  add_pair(maker, b->folded, d->folded);
  add_pair(maker, w[0]->folded, b->folded);
  add_pair(maker, d->folded, w[4]->folded);
  add_ends(maker, c->head, 2);
  add_ends(maker, c->tail, 1);
}

static void add_shapes(struct maker *maker, const struct dm_name_clue *const *w)
{
  const struct dm_name_clue *b = w[1], *c = w[2], *d = w[3];
  add(maker, c->shape);
  add(maker, b->shape);
  add(maker, d->shape);
  add_pair(maker, b->shape, c->shape);
  add_pair(maker, c->shape, d->shape);
  add_three(maker, b->shape, c->shape, d->shape);
  add_pair(maker, c->shape, b->folded);
  add_pair(maker, c->shape, d->folded);
  add_pair(maker, c->opens, c->shape);
  add_pair(maker, c->spread, c->opens);
  add_three(maker, c->spread, c->shape, c->opens != OPENING_NONE);
  add_pair(maker, b->spread, c->spread);
  add(maker, c->tag);
  add_three(maker, b->tag, c->tag, d->tag);
  add_pair(maker, c->tag, c->shape);
}

static void add_clusters(struct maker *maker, const struct dm_name_clue *const *w)
{
  const struct dm_word_clusters *b = &w[1]->clusters, *c = &w[2]->clusters, *d = &w[3]->clusters;
  add(maker, c->fine);
  add_pair(maker, c->fine, w[2]->shape);
  add(maker, c->middle);
  add_pair(maker, c->middle, w[2]->shape);
  add(maker, c->coarse);
  add(maker, b->fine);
  add(maker, d->fine);
  add(maker, b->middle);
  add(maker, d->middle);
  add(maker, w[0]->clusters.middle);
  add(maker, w[4]->clusters.middle);
  add_pair(maker, b->middle, c->middle);
  add_pair(maker, c->middle, d->middle);
  add_three(maker, b->coarse, c->coarse, d->coarse);
}

/// What is known, and what the rules found.
static void add_findings(struct maker *maker, const struct dm_name_clue *const *w)
{
  const struct dm_name_clue *b = w[1], *c = w[2], *d = w[3];
  add_pair(maker, c->known, c->shape);
  add(maker, c->known);
  add(maker, b->known);
  add(maker, d->known);
  add_pair(maker, b->known, c->known);
  add_pair(maker, c->known, d->known);
  add_pair(maker, c->known, b->clusters.middle);
  add_pair(maker, c->known, d->clusters.middle);
  add(maker, c->hints);
  add_pair(maker, b->hints, c->hints);
  add_pair(maker, c->hints, d->hints);
  add_three(maker, b->hints, c->shape, c->known);
  add(maker, c->rule);
  add_pair(maker, c->rule, c->sure);
  add(maker, b->rule);
  add(maker, d->rule);
  add_pair(maker, b->rule, c->rule);
  add_pair(maker, c->rule, d->rule);
  add_three(maker, c->rule, c->shape, c->spread);
  add_pair(maker, c->rule, c->clusters.middle);
}

/// In which fifth of its spread a number lies.
static uint32_t bin_of(int8_t number)
{
  return number < -30 ? 0 : number < -9 ? 1 : number < 10 ? 2 : number < 31 ? 3 : 4;
}

/// The strongest dimensions of the word's vector.
static void add_vector(struct maker *maker, const struct dm_name_clue *clue)
{
  for (uint32_t i = 0; i < DIMENSIONS; i++) {
    add(maker, bin_of(clue->vector[i]));
  }
}

uint32_t dm_name_features_make(const struct dm_name_clues *clues, struct dm_range sentence, uint32_t at,
                               uint64_t *feature)
{
  const struct dm_name_clue *w[2 * WINDOW + 1];
  for (uint32_t i = 0; i <= 2 * WINDOW; i++) {
    bool inside = at + i >= sentence.start + WINDOW && at + i < sentence.end + WINDOW;
    w[i] = inside ? &clues->clue[at + i - WINDOW] : &outside;
  }
  struct maker maker = {.feature = feature};
  add_words(&maker, w);
  add_shapes(&maker, w);
  add_clusters(&maker, w);
  add_findings(&maker, w);
  add_vector(&maker, w[WINDOW]);
  return maker.count;
}
