// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "syntax/tagger.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "syntax/syntax.h"

#include <assert.h>
#include <endian.h>
#include <string.h>

/// How the letters of a word are.
enum letters { NO_LETTERS, SMALL, TITLE, UPPER, SINGLE, MIXED, LETTERS };

/// What stands before a word: a capital there tells less.
enum place { WITHIN, FIRST, OPENED, PLACES };

/// How the words of a sentence are.
enum mode { USUAL, HEADLINE, SHOUTED, UNCAPITALISED };

/// Bits of a word's shape.
enum shape {
  HAS_UPPER = 1,
  HAS_SMALL = 2,
  HAS_DIGIT = 4,
  HAS_HYPHEN = 8,
  HAS_DOT = 16,
  HAS_APOSTROPHE = 32,
  HAS_SIGN = 64,
  HAS_WIDE = 128, ///< beyond ASCII
  INNER_UPPER = 256,
  ENDS_IN_DOT = 512,
  IS_LONG = 1024,
};

/* Words. */

/// ASCII capitals of eight bytes to small letters.
static uint64_t small_letters(uint64_t bytes)
{
  const uint64_t ones = 0x0101010101010101u;
  uint64_t low = bytes & 0x7f * ones;
  uint64_t upper = ((low + (0x80 - 'A') * ones) ^ (low + (0x7f - 'Z') * ones)) & ~bytes & 0x80 * ones;
  return bytes | upper >> 2;
}

static uint64_t first_bytes(struct dm_span word)
{
  uint64_t bytes = 0;
  memcpy(&bytes, word.data, word.size < 8 ? word.size : 8);
  return small_letters(le64toh(bytes));
}

static uint64_t last_bytes(struct dm_span word)
{
  assert(word.size > 0);
  if (word.size < 8) {
    return first_bytes(word) << (8 * (8 - word.size));
  }
  uint64_t bytes;
  memcpy(&bytes, word.data + word.size - 8, 8);
  return small_letters(le64toh(bytes));
}

static uint16_t shape_of_sign(unsigned char c)
{
  return c == '-' ? HAS_HYPHEN : c == '.' ? HAS_DOT : c == '\'' ? HAS_APOSTROPHE : HAS_SIGN;
}

static uint16_t shape_of(struct dm_span word)
{
  uint16_t shape = word.size > 3 ? IS_LONG : 0;
  for (size_t i = 0; i < word.size; i++) {
    unsigned char c = (unsigned char)word.data[i];
    if (c >= 'a' && c <= 'z') {
      shape |= HAS_SMALL;
    } else if (c >= 'A' && c <= 'Z') {
      shape |= (uint16_t)(HAS_UPPER | (i > 0 && (shape & HAS_SMALL) ? INNER_UPPER : 0));
    } else if (c >= '0' && c <= '9') {
      shape |= HAS_DIGIT;
    } else {
      shape |= c >= 0x80 ? HAS_WIDE : shape_of_sign(c);
    }
  }
  return (uint16_t)(shape | (word.data[word.size - 1] == '.' ? ENDS_IN_DOT : 0));
}

static bool starts_upper(struct dm_span word)
{
  unsigned char c = (unsigned char)word.data[0];
  uint32_t code;
  return c < 0x80 ? c >= 'A' && c <= 'Z' : (dm_utf8_decode(word, 0, &code), dm_utf8_is_upper(code));
}

static enum letters letters_of(struct dm_span word, uint16_t shape)
{
  if (!(shape & (HAS_UPPER | HAS_SMALL | HAS_WIDE))) {
    return NO_LETTERS;
  }
  if (starts_upper(word)) {
    bool small = shape & (HAS_SMALL | HAS_WIDE);
    return small ? (shape & INNER_UPPER ? MIXED : TITLE) : word.size == 1 ? SINGLE : UPPER;
  }
  return shape & HAS_UPPER ? MIXED : shape & (HAS_SMALL) ? SMALL : NO_LETTERS;
}

/// Numbers of one form are one word: `1,200` is `0,000`.
static uint64_t hash_number(struct dm_span word)
{
  char form[24];
  size_t size = 0;
  for (size_t i = 0; i < word.size && size < sizeof form; i++) {
    char c = word.data[i];
    form[size++] = (char)(c >= '0' && c <= '9' ? '0' : c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  }
  return dm_hash_bytes(form, size);
}

/// Words whose readings are not known have those of their ending.
static uint32_t readings_of(const struct dm_tagger *tagger, const struct dm_tagger_word *word, uint32_t row)
{
  uint32_t class = word->shape & HAS_DIGIT ? 0 : tagger->readings[row];
  return class ? class : (uint32_t)(word->tail >> 48) << 16 | (word->shape & HAS_DIGIT);
}

void dm_tagger_read(const struct dm_tagger *tagger, struct dm_span word, uint64_t folded, struct dm_tagger_word *out)
{
  uint16_t shape = shape_of(word);
  bool digit = shape & HAS_DIGIT;
  uint8_t rough =
      (uint8_t)((digit ? DM_SHAPE_DIGIT : 0) | (shape & (HAS_UPPER | HAS_SMALL | HAS_WIDE) ? DM_SHAPE_WORD : 0));
  uint32_t row = dm_word_table_row(tagger->words, folded, rough);
  *out = (struct dm_tagger_word){.folded = digit ? hash_number(word) : folded,
                                 .tail = last_bytes(word),
                                 .head = first_bytes(word),
                                 .clusters = tagger->words->clusters[row],
                                 .shape = shape,
                                 .letters = (uint8_t)letters_of(word, shape),
                                 .size = (uint8_t)(word.size < UINT8_MAX ? word.size : UINT8_MAX)};
  out->readings = readings_of(tagger, out, row);
  bool plain = !digit && (out->letters == SMALL || out->letters == NO_LETTERS);
  out->fixed = plain && row >= DM_WORD_FIRST ? tagger->fixed[row] : DM_TAGGER_FREE;
}

/// A quotation mark, a bracket or a colon, after which something begins.
static bool opens(const struct dm_tagger_word *word)
{
  char c = (char)(word->head & 0xff);
  bool sign = word->letters == NO_LETTERS && !(word->shape & HAS_DIGIT);
  return sign && (c == '"' || c == '\'' || c == '`' || c == ':' || c == '(' || (word->shape & HAS_WIDE));
}

static enum mode mode_of(const struct dm_tagger_word *word, uint32_t count)
{
  uint32_t found[LETTERS] = {0};
  uint32_t small_long = 0;
  for (uint32_t i = 0; i < count; i++) {
    found[word[i].letters]++;
    small_long += word[i].letters == SMALL && word[i].size > 4;
  }
  uint32_t capital = found[TITLE] + found[UPPER] + found[MIXED];
  if (found[UPPER] > 2 && found[UPPER] * 10 > (found[SMALL] + found[TITLE] + found[MIXED] + found[UPPER]) * 7) {
    return SHOUTED;
  }
  if (capital > 2 && capital > 3 * small_long && capital * 10 > (found[SMALL] + capital) * 5) {
    return HEADLINE;
  }
  return capital + found[SINGLE] == 0 && found[SMALL] > 2 ? UNCAPITALISED : USUAL;
}

void dm_tagger_read_sentence(struct dm_tagger_word *word, uint32_t count)
{
  static const struct dm_tagger_word begin = {.folded = 0x51c3f8a1, .tail = 1}, end = {.folded = 0x7a02d94b, .tail = 2};
  for (uint32_t i = 0; i < DM_TAGGER_PADDING; i++) {
    word[i] = begin;
    word[DM_TAGGER_PADDING + count + i] = end;
  }
  word += DM_TAGGER_PADDING;
  enum mode mode = mode_of(word, count);
  bool begun = false;
  for (uint32_t i = 0; i < count; i++) {
    bool letters = word[i].letters != NO_LETTERS;
    enum place place = !begun ? FIRST : opens(&word[i - 1]) ? OPENED : WITHIN;
    begun = begun || letters;
    word[i].letters = (uint8_t)(word[i].letters + LETTERS * place + LETTERS * PLACES * mode);
  }
}

/* Features. */

static uint64_t suffix(const struct dm_tagger_word *word, int size) { return word->tail >> (64 - 8 * size); }
static uint64_t prefix(const struct dm_tagger_word *word, int size)
{
  return word->head & (((uint64_t)1 << (8 * size)) - 1);
}

uint32_t dm_tagger_features(const struct dm_tagger_word *word, uint64_t *feature)
{
  uint32_t n = 0;
  uint64_t own = dm_feature(2, word->folded);
  feature[n++] = own;
  feature[n++] = dm_feature_join(own, word->letters);
  feature[n++] = dm_feature(3, word[-1].folded);
  feature[n++] = dm_feature(4, word[1].folded);
  feature[n++] = dm_feature(5, word[-2].folded);
  feature[n++] = dm_feature(6, word[2].folded);
  feature[n++] = dm_feature_join(dm_feature(7, word[-1].folded), word->folded);
  feature[n++] = dm_feature_join(dm_feature(8, word->folded), word[1].folded);
  feature[n++] = dm_feature_join(dm_feature(9, word[-1].folded), word[1].folded);
  feature[n++] = dm_feature_join(dm_feature(10, word[1].folded), word[2].folded);
  for (int size = 1; size <= 5 && size <= word->size; size++) {
    feature[n++] = dm_feature(11 + (uint32_t)size, suffix(word, size));
  }
  for (int size = 1; size <= 4 && size < word->size; size++) {
    feature[n++] = dm_feature(17 + (uint32_t)size, prefix(word, size));
  }
  feature[n++] = dm_feature_join(dm_feature(22, word->shape), word->letters);
  feature[n++] = dm_feature_join(dm_feature(23, word->letters), suffix(word, 3));
  feature[n++] = dm_feature_join(dm_feature(24, word->letters), (uint64_t)word[-1].letters << 8 | word[1].letters);
  feature[n++] = dm_feature(25, word->clusters.fine);
  feature[n++] = dm_feature_join(dm_feature(26, word->clusters.middle), word->letters);
  feature[n++] = dm_feature(27, word[-1].clusters.fine);
  feature[n++] = dm_feature(28, word[1].clusters.fine);
  feature[n++] = dm_feature(29, (uint64_t)word[-1].clusters.middle << 8 | word->clusters.middle);
  feature[n++] = dm_feature(30, (uint64_t)word->clusters.middle << 8 | word[1].clusters.middle);
  feature[n++] = dm_feature(31, suffix(&word[-1], 3));
  feature[n++] = dm_feature(32, suffix(&word[1], 3));
  feature[n++] = dm_feature_join(dm_feature(33, suffix(word, 2)), suffix(&word[1], 2));
  uint64_t pair = dm_feature(34, (uint64_t)word->readings << 32 | word[1].readings);
  uint64_t before = dm_feature(35, (uint64_t)word[-1].readings << 32 | word->readings);
  feature[n++] = dm_feature(36, word->readings);
  feature[n++] = dm_feature_join(dm_feature(37, word->readings), word->letters);
  feature[n++] = dm_feature(38, word[1].readings);
  feature[n++] = dm_feature(39, word[2].readings);
  feature[n++] = pair;
  feature[n++] = dm_feature_join(pair, word[2].readings);
  feature[n++] = dm_feature(40, (uint64_t)word[1].readings << 32 | word[2].readings);
  feature[n++] = before;
  feature[n++] = dm_feature_join(before, word[1].readings);
  feature[n++] = dm_feature_join(dm_feature(41, word->folded), word[1].readings);
  feature[n++] = dm_feature_join(dm_feature(42, word->folded), (uint64_t)word[1].readings << 32 | word[2].readings);
  return n;
}

void dm_tagger_begin(struct dm_tagger_past *past)
{
  *past = (struct dm_tagger_past){{UINT8_MAX, UINT8_MAX}, UINT8_MAX};
}

void dm_tagger_follow(const struct dm_tagger *tagger, uint8_t label, struct dm_tagger_past *past)
{
  struct dm_tagger_label tags = tagger->label[label];
  past->before[1] = past->before[0];
  past->before[0] = label;
  if (tags.tag == DM_TAG_VERB || tags.tag == DM_TAG_AUX) {
    past->verb = label;
  } else if (tags.tag == DM_TAG_SCONJ || tags.xpos == DM_XPOS_WDT || tags.xpos == DM_XPOS_WP ||
             tags.xpos == DM_XPOS_WRB || tags.xpos == DM_XPOS_COLON || tags.xpos == DM_XPOS_OPEN_QUOTE) {
    past->verb = UINT8_MAX;
  }
}

uint32_t dm_tagger_history(const struct dm_tagger_word *word, const struct dm_tagger_past *past, uint64_t *feature)
{
  const uint8_t *before = past->before;
  uint32_t n = 0;
  uint64_t one = dm_feature(50, before[0]);
  uint64_t two = dm_feature(51, (uint64_t)before[0] << 8 | before[1]);
  feature[n++] = one;
  feature[n++] = two;
  feature[n++] = dm_feature_join(one, word->folded);
  feature[n++] = dm_feature_join(two, word->folded);
  feature[n++] = dm_feature_join(two, word->readings);
  feature[n++] = dm_feature_join(dm_feature(52, before[0]), word[1].folded);
  feature[n++] = dm_feature_join(dm_feature(53, before[0]), suffix(word, 3));
  feature[n++] = dm_feature_join(dm_feature(54, before[0]), word->clusters.fine);
  feature[n++] = dm_feature_join(dm_feature(55, before[0]), word[1].clusters.middle);
  feature[n++] = dm_feature_join(dm_feature(56, before[0]), word->letters);
  feature[n++] = dm_feature_join(dm_feature(57, before[0]), (uint64_t)word->readings << 32 | word[1].readings);
  feature[n++] = dm_feature_join(dm_feature(58, past->verb), word->readings);
  feature[n++] = dm_feature_join(dm_feature(59, past->verb), suffix(word, 2) << 8 | before[0]);
  feature[n++] = dm_feature_join(dm_feature(60, past->verb), word[1].folded);
  return n;
}

/* Tagging. */

enum dm_status dm_tagger_open(const struct dm_resources *resources, const struct dm_word_table *words,
                              struct dm_arena *arena, struct dm_diag *diag, struct dm_tagger *out)
{
  struct dm_model_file model;
  struct dm_span labels, fixed, readings, trained;
  DM_TRY(dm_model_file_open(resources, "tagger", "tagger", arena, diag, &model));
  DM_TRY(dm_model_file_section(&model, "labels", sizeof(struct dm_tagger_label), DM_NONE, diag, &labels));
  size_t count = labels.size / sizeof(struct dm_tagger_label);
  if (count == 0 || count > DM_WEIGHTS_LABELS - 1) {
    return dm_model_file_error(&model, diag, "labels", "there are too few or too many");
  }
  struct dm_tagger tagger = {.label_count = (uint32_t)count, .label = (const void *)labels.data, .words = words};
  for (size_t i = 0; i < count; i++) {
    if (tagger.label[i].tag >= DM_TAG_COUNT || tagger.label[i].xpos >= DM_XPOS_COUNT) {
      return dm_model_file_error(&model, diag, "labels", "there is no such tag");
    }
  }
  DM_TRY(dm_model_file_section(&model, "fixed", sizeof(uint8_t), words->row_count, diag, &fixed));
  for (size_t i = 0; i < fixed.size; i++) {
    uint8_t label = (uint8_t)fixed.data[i];
    if (label >= count && label != DM_TAGGER_FREE) {
      return dm_model_file_error(&model, diag, "fixed", "there is no such label");
    }
  }
  DM_TRY(dm_model_file_section(&model, "readings", sizeof(uint16_t), words->row_count, diag, &readings));
  DM_TRY(dm_model_file_section(&model, "words", sizeof(uint64_t), 1, diag, &trained));
  if (memcmp(trained.data, &words->checksum, sizeof words->checksum) != 0) {
    return dm_model_file_error(&model, diag, "words", "it was trained with another table of words");
  }
  DM_TRY(dm_lemmatiser_open(&model, tagger.label_count, diag, &tagger.lemmatiser));
  tagger.fixed = (const void *)fixed.data;
  tagger.readings = (const void *)readings.data;
  DM_TRY(dm_weights_open(&model, "tags", tagger.label_count, arena, diag, &tagger.weights));
  *out = tagger;
  return DM_OK;
}

/// Features of a word on their way: made and called for one word ahead, so that memory has time to bring them.
struct ahead {
  uint32_t count;
  uint64_t feature[DM_TAGGER_FEATURES];
};

static void call(const struct dm_tagger *tagger, const struct dm_tagger_word *word, struct ahead *out)
{
  out->count = dm_tagger_features(word, out->feature);
  for (uint32_t k = 0; k < out->count; k++) {
    dm_weights_prefetch(&tagger->weights, out->feature[k]);
  }
}

/// The label of a word whose other features have been called for.
static uint8_t tag_word(const struct dm_tagger *tagger, const struct dm_tagger_word *word, const struct ahead *ahead,
                        const struct dm_tagger_past *past)
{
  uint64_t feature[DM_TAGGER_FEATURES];
  uint32_t row[DM_TAGGER_FEATURES];
  int32_t score[DM_WEIGHTS_SCORES];
  memset(score, 0, tagger->weights.columns * sizeof *score);
  uint32_t count = dm_tagger_history(word, past, feature);
  for (uint32_t k = 0; k < count; k++) {
    dm_weights_prefetch(&tagger->weights, feature[k]);
  }
  uint32_t found = dm_weights_find(&tagger->weights, ahead->feature, ahead->count, row);
  found += dm_weights_find(&tagger->weights, feature, count, row + found);
  dm_weights_add(&tagger->weights, row, found, score);
  return (uint8_t)dm_weights_best(&tagger->weights, score);
}

/// The first word from `at` on that is free; `count` if none is.
static uint32_t next_free(const struct dm_tagger_word *word, uint32_t at, uint32_t count)
{
  while (at < count && word[at].fixed != DM_TAGGER_FREE) {
    at++;
  }
  return at;
}

void dm_tagger_tag(const struct dm_tagger *tagger, const struct dm_tagger_word *word, uint32_t count, uint8_t *label)
{
  struct dm_tagger_past past;
  struct ahead ahead[2];
  uint32_t turn = 0;
  dm_tagger_begin(&past);
  word += DM_TAGGER_PADDING;
  uint32_t free_one = next_free(word, 0, count);
  if (free_one < count) {
    call(tagger, word + free_one, &ahead[turn]);
  }
  for (uint32_t i = 0; i < count; i++) {
    label[i] = word[i].fixed;
    if (i == free_one) {
      free_one = next_free(word, i + 1, count);
      if (free_one < count) {
        call(tagger, word + free_one, &ahead[!turn]);
      }
      label[i] = tag_word(tagger, word + i, &ahead[turn], &past);
      turn = !turn;
    }
    dm_tagger_follow(tagger, label[i], &past);
  }
}

/* Lemmas. */

struct dm_span dm_tagger_lemma(const struct dm_tagger *tagger, struct dm_span word, uint8_t label,
                               struct dm_arena *arena)
{
  struct dm_buffer small = {0};
  bool keep;
  dm_utf8_fold(word, &small);
  char *room = DM_NEW(arena, char, small.size + DM_LEMMA_ADDED + 1);
  struct dm_span lemma = dm_lemmatiser_apply(&tagger->lemmatiser, dm_buffer_span(&small), label, room, &keep);
  if (keep && word.size == small.size) { // folding has moved nothing: the letters that stayed have their places
    for (size_t i = 0; i < lemma.size && i < word.size && room[i] == small.data[i]; i++) {
      room[i] = word.data[i];
    }
  }
  dm_buffer_free(&small);
  return lemma;
}
