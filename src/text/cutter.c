// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "text/cutter.h"

#include "base/utf8.h"

#include <string.h>

enum {
  LONGEST_SIGN = 3,      ///< bytes of `signs`
  LONGEST_ADDRESS = 128, ///< bytes of a mail address before its `@`
  MOST_GROUPS = 6,       ///< of digits in a number, of letters in an abbreviation
  AREA_CODE = 3,         ///< digits of a telephone number before and behind its hyphen
  NUMBER = 4
};

/// A text being cut.
struct cutter {
  const struct dm_words_model *model;
  struct dm_span text;
  dm_word_sink *sink;
  void *context;
  size_t at_sign;  ///< the next `@`, or text.size
  bool in_quotes;  ///< a single quotation mark is open
  bool apostrophe; ///< the word that was last measured has one
};

/* Signs. */

static uint32_t code_at(const struct cutter *cutter, size_t at)
{
  if (at >= cutter->text.size) {
    return 0;
  }
  unsigned char byte = (unsigned char)cutter->text.data[at];
  if (byte < 0x80) {
    return byte;
  }
  uint32_t code;
  dm_utf8_decode(cutter->text, at, &code);
  return code;
}

static size_t size_at(const struct cutter *cutter, size_t at)
{
  if (at >= cutter->text.size) {
    return 0;
  }
  uint32_t code;
  return (unsigned char)cutter->text.data[at] < 0x80 ? 1 : dm_utf8_decode(cutter->text, at, &code);
}

static uint32_t code_before(const struct cutter *cutter, size_t at)
{
  uint32_t code = 0;
  if (at > 0) {
    dm_utf8_decode_before(cutter->text, at, &code);
  }
  return code;
}

static bool is_digit(uint32_t code) { return code < 0x80 ? code >= '0' && code <= '9' : dm_utf8_is_digit(code); }

static bool is_letter(uint32_t code)
{
  return code < 0x80 ? (code | 0x20) >= 'a' && (code | 0x20) <= 'z' : dm_utf8_is_letter(code);
}

static bool is_word_code(uint32_t code) { return is_letter(code) || is_digit(code); }

static bool is_space(uint32_t code)
{
  return code < 0x80 ? code == ' ' || (code >= '\t' && code <= '\r') : dm_utf8_is_space(code);
}

/// White space or the end of the text.
static bool is_gap(uint32_t code) { return code == 0 || is_space(code); }

static bool is_one_of(char c, const char *set) { return c && strchr(set, c); }

static bool is_apostrophe(uint32_t code) { return code == '\'' || code == 0x2019 || code == 0x2BC; }

static bool is_capital(uint32_t code) { return code < 0x80 ? code >= 'A' && code <= 'Z' : dm_utf8_is_upper(code); }

static struct dm_span piece(const struct cutter *cutter, size_t start, size_t end)
{
  return (struct dm_span){cutter->text.data + start, end - start};
}

static size_t skip_digits(const struct cutter *cutter, size_t at)
{
  while (at < cutter->text.size && cutter->text.data[at] >= '0' && cutter->text.data[at] <= '9') {
    at++;
  }
  return at;
}

/* Where a word ends. */

/// Whether the hyphens from `start` on divide a telephone number or a date, no range: `345-9945`, `2021-03-05`.
static bool is_long_number(const struct cutter *cutter, size_t start)
{
  size_t at = skip_digits(cutter, start);
  size_t first = at - start;
  size_t last = first;
  size_t groups = first > 0;
  while (first && groups < MOST_GROUPS && code_at(cutter, at) == '-' && is_digit(code_at(cutter, at + 1))) {
    size_t end = skip_digits(cutter, at + 1);
    last = end - at - 1;
    at = end;
    groups++;
  }
  return groups > 2 || (groups == 2 && first == AREA_CODE && last == NUMBER && !is_letter(code_at(cutter, at)));
}

/// Whether a word goes on behind the hyphen at `at`.
static bool joins_compound(const struct cutter *cutter, size_t start, size_t at)
{
  if (is_digit(code_at(cutter, start))) {
    return is_long_number(cutter, start);
  }
  return dm_hash_set_has(&cutter->model->prefixes, dm_words_folded(piece(cutter, start, at)));
}

/// Whether the comma at `at` divides thousands: groups of digits follow, the last of three.
static bool joins_thousands(const struct cutter *cutter, size_t at)
{
  size_t size = 0;
  for (int groups = 0; groups < MOST_GROUPS && code_at(cutter, at) == ','; groups++) {
    size_t end = skip_digits(cutter, at + 1);
    size = end - at - 1;
    if (size < 2 || size > 3) {
      break;
    }
    at = end;
  }
  return size == 3;
}

/// `80's`, as a decade.
static bool is_decade(const struct cutter *cutter, size_t at, uint32_t before)
{
  size_t next = at + size_at(cutter, at);
  return before == '0' && code_at(cutter, next) == 's' && !is_word_code(code_at(cutter, next + 1));
}

/// Whether `.` at `at` goes on with single letters: `U.S`, `a.m`, or is within a name of the web: `a.com`.
static bool joins_letters(const struct cutter *cutter, size_t start, size_t at)
{
  uint32_t after = code_at(cutter, at + 1);
  if (!is_letter(after)) {
    return false;
  }
  size_t next = at + 1 + size_at(cutter, at + 1);
  bool single_before = at - start == size_at(cutter, start) || (at >= start + 2 && cutter->text.data[at - 2] == '.');
  bool single_after = code_at(cutter, next) == '.' || !is_word_code(code_at(cutter, next));
  return (single_before && single_after) || dm_utf8_is_lower(after);
}

/// `w/o`
static bool joins_slash(const struct cutter *cutter, size_t start, size_t at)
{
  return at - start == 1 && is_letter(code_at(cutter, at + 1)) && !is_word_code(code_at(cutter, at + 2));
}

/// Whether the sign at `at`, between `before` and what follows it, joins both to one word that begins at `start`.
static bool joins(const struct cutter *cutter, size_t start, uint32_t before, size_t at)
{
  uint32_t code = code_at(cutter, at);
  uint32_t after = code_at(cutter, at + size_at(cutter, at));
  bool digits = is_digit(before) && is_digit(after);
  bool letters = is_letter(before) && is_letter(after);
  switch (code) {
  case '-':
  case 0x2010:
  case 0x2011:
    return is_word_code(before) && is_word_code(after) && joins_compound(cutter, start, at);
  case '_':
    return is_word_code(before) && is_word_code(after);
  case '.':
    return digits || joins_letters(cutter, start, at);
  case ',':
    return digits && joins_thousands(cutter, at);
  case ':':
    return digits;
  case '/':
    return digits || (letters && joins_slash(cutter, start, at));
  case '&':
  case '`':
    return letters;
  default:
    return is_apostrophe(code) && (letters || is_decade(cutter, at, before));
  }
}

/// Pass over ASCII letters and digits, which most words are all of.
static size_t skip_plain(const struct cutter *cutter, size_t at, uint32_t *before)
{
  size_t start = at;
  while (at < cutter->text.size && (unsigned char)cutter->text.data[at] < 0x80 &&
         is_word_code((unsigned char)cutter->text.data[at])) {
    at++;
  }
  *before = at > start ? (unsigned char)cutter->text.data[at - 1] : *before;
  return at;
}

static size_t end_of_word(struct cutter *cutter, size_t start)
{
  uint32_t before = 0;
  size_t at = skip_plain(cutter, start, &before);
  cutter->apostrophe = false;
  while (at < cutter->text.size) {
    uint32_t code = code_at(cutter, at);
    bool ignorable = code >= 0x80 && dm_words_ignorable(code);
    if (!is_word_code(code) && !ignorable) {
      if (code == DM_UTF8_BAD || !joins(cutter, start, before, at)) {
        break;
      }
      cutter->apostrophe = cutter->apostrophe || code == '`' || is_apostrophe(code);
    }
    before = ignorable ? before : code;
    at = skip_plain(cutter, at + size_at(cutter, at), &before);
  }
  return at;
}

/* Full stops. */

/// Whether a word is an abbreviation only before a number, and none follows: `he said no. Then`.
static bool lacks_number(const struct cutter *cutter, size_t start, size_t end)
{
  size_t next = end;
  while (next < cutter->text.size && is_space(code_at(cutter, next))) {
    next += size_at(cutter, next);
  }
  bool number = is_digit(code_at(cutter, next));
  return !number && dm_hash_set_has(&cutter->model->numbers, dm_words_folded(piece(cutter, start, end)));
}

/// The end of the abbreviation that begins as the word [start,end), which a full stop follows; 0 if it is none.
static size_t end_of_abbreviation(struct cutter *cutter, size_t start, size_t end)
{
  size_t found = 0;
  for (int dots = 0; dots < MOST_GROUPS && code_at(cutter, end) == '.'; dots++) {
    struct dm_span with_stop = piece(cutter, start, end + 1);
    bool known = dm_words_abbreviation(cutter->model, with_stop) != DM_ABBREVIATION_NONE;
    found = known && !lacks_number(cutter, start, end + 1) ? end + 1 : found;
    if (!is_letter(code_at(cutter, end + 1))) {
      break;
    }
    end = end_of_word(cutter, end + 1); // `Ph.D.`
  }
  bool ellipsis = found && code_at(cutter, found) == '.' && code_at(cutter, found + 1) == '.';
  return ellipsis ? 0 : found;
}

/// Whether a word that begins sentences follows, or nothing.
static bool sentence_follows(const struct cutter *cutter, size_t at)
{
  while (at < cutter->text.size && is_space(code_at(cutter, at))) {
    at += size_at(cutter, at);
  }
  size_t end = at;
  while (end < cutter->text.size && is_letter(code_at(cutter, end))) {
    end += size_at(cutter, end);
  }
  return at == cutter->text.size || dm_hash_set_has(&cutter->model->starters, dm_words_exact(piece(cutter, at, end)));
}

/// Whether the word [start,end), which a full stop follows, is the initial of a name: `George W. Bush`.
static bool is_initial(const struct cutter *cutter, size_t start, size_t end)
{
  uint32_t code = code_at(cutter, start);
  uint32_t after = code_at(cutter, end + 1);
  return end - start == size_at(cutter, start) && is_capital(code) && code != 'I' && after != '.' &&
         !sentence_follows(cutter, end + 1);
}

/* Giving words. */

static void give(const struct cutter *cutter, size_t start, size_t end, bool joined)
{
  if (end > start) {
    cutter->sink(cutter->context, (struct dm_range){(uint32_t)start, (uint32_t)end}, joined);
  }
}

static bool is_clitic(const struct cutter *cutter, size_t start, size_t end)
{
  return dm_hash_set_has(&cutter->model->clitics, dm_words_folded(piece(cutter, start, end)));
}

/// Where a clitic begins at the end of a word, or its end.
static size_t find_clitic(const struct cutter *cutter, size_t start, size_t end)
{
  for (size_t at = end; at > start;) {
    uint32_t code;
    at -= dm_utf8_decode_before(cutter->text, at, &code);
    if (is_apostrophe(code) || code == '`') {
      if (at > start + 1 && is_clitic(cutter, at - 1, end)) { // n't
        return at - 1;
      }
      return at > start && is_clitic(cutter, at, end) ? at : end;
    }
  }
  return end;
}

static const struct dm_contraction *find_contraction(const struct cutter *cutter, size_t start, size_t end)
{
  const struct dm_words_model *model = cutter->model;
  if (end - start > model->contraction_longest || !model->contraction_ends[cutter->text.data[end - 1] & 0x1F]) {
    return NULL;
  }
  uint64_t hash = dm_words_folded(piece(cutter, start, end));
  for (uint32_t i = 0; i < model->contraction_count; i++) {
    if (model->contraction[i].hash == hash) {
      return &model->contraction[i];
    }
  }
  return NULL;
}

/// Digits and a unit are two words: `5|km`.
static void give_number(const struct cutter *cutter, size_t start, size_t end)
{
  size_t at = start;
  while (at < end && !is_letter(code_at(cutter, at))) {
    at += size_at(cutter, at);
  }
  bool cut = at < end && dm_hash_set_has(&cutter->model->units, dm_words_exact(piece(cutter, at, end)));
  give(cutter, start, cut ? at : end, false);
  give(cutter, cut ? at : end, end, false);
}

static void give_letters(const struct cutter *cutter, size_t start, size_t end)
{
  size_t clitic = cutter->apostrophe ? find_clitic(cutter, start, end) : end;
  if (clitic < end && is_digit(code_before(cutter, clitic))) { // `80's`
    clitic = end;
  }
  const struct dm_contraction *contraction = clitic == end ? find_contraction(cutter, start, end) : NULL;
  size_t from = start;
  for (uint32_t i = 0; contraction && i < contraction->cuts; i++) {
    give(cutter, from, start + contraction->cut[i], i > 0);
    from = start + contraction->cut[i];
  }
  give(cutter, from, clitic, from > start);
  give(cutter, clitic, end, true);
}

/// Give a word, its clitic and its full stop as they should be; gives where to go on.
static size_t give_word(struct cutter *cutter, size_t start)
{
  size_t end = end_of_word(cutter, start);
  bool apostrophe = cutter->apostrophe;
  bool number = is_digit(code_at(cutter, start));
  size_t whole = code_at(cutter, end) == '.' ? end_of_abbreviation(cutter, start, end) : 0;
  if (!whole && code_at(cutter, end) == '.' && is_initial(cutter, start, end)) {
    whole = end + 1;
  }
  cutter->apostrophe = apostrophe;
  if (number && !apostrophe) {
    end = whole ? whole : end;
    give_number(cutter, start, end);
  } else if (whole) {
    end = whole;
    give(cutter, start, end, false);
  } else {
    give_letters(cutter, start, end);
  }
  return end;
}

/* What is no common word. */

static bool is_address_byte(char c)
{
  unsigned char byte = (unsigned char)c;
  return byte > ' ' && byte < 0x7F && !is_one_of(c, "\"<>()[]{}");
}

/// The end of the bytes of an address, without the signs that end a sentence.
static size_t skip_address(const struct cutter *cutter, size_t start, size_t at)
{
  while (at < cutter->text.size && is_address_byte(cutter->text.data[at])) {
    at++;
  }
  while (at > start && is_one_of(cutter->text.data[at - 1], ".,;:!?'")) {
    at--;
  }
  return at;
}

/// The end of a mail address that begins at `start`, or 0.
static size_t end_of_mail(struct cutter *cutter, size_t start)
{
  struct dm_span text = cutter->text;
  if (cutter->at_sign < start) {
    const char *next = memchr(text.data + start, '@', text.size - start);
    cutter->at_sign = next ? (size_t)(next - text.data) : text.size;
  }
  if (cutter->at_sign == text.size) {
    return 0;
  }
  size_t at = start;
  while (at < cutter->at_sign && at - start < LONGEST_ADDRESS &&
         (is_word_code((unsigned char)text.data[at]) || is_one_of(text.data[at], "._%+-"))) {
    at++;
  }
  if (at != cutter->at_sign || at == start) {
    return 0;
  }
  bool dot = false;
  size_t end = at + 1;
  while (end < text.size && (is_word_code((unsigned char)text.data[end]) || is_one_of(text.data[end], ".-"))) {
    dot = dot || text.data[end] == '.';
    end++;
  }
  while (end > at + 1 && is_one_of(text.data[end - 1], ".-")) {
    end--;
  }
  return dot && end > at + 1 ? end : 0;
}

/// The end of an address of the web or of mail that begins at `start`, or 0.
static size_t end_of_address(struct cutter *cutter, size_t start)
{
  static const char *const heads[] = {"http://", "https://", "www.", "ftp://", "mailto:"};
  struct dm_span rest = {cutter->text.data + start, cutter->text.size - start};
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    if (rest.data[0] == heads[i][0] && dm_span_starts(rest, dm_span_of(heads[i]))) {
      return skip_address(cutter, start, start);
    }
  }
  return end_of_mail(cutter, start);
}

/// How many of the same sign stand at `at`.
static size_t run_of(const struct cutter *cutter, size_t at)
{
  size_t run = 0;
  while (at + run < cutter->text.size && cutter->text.data[at + run] == cutter->text.data[at]) {
    run++;
  }
  return run;
}

/// The end of a sign of the lexicon that stands by itself: `:)`; 0 if there is none.
static size_t end_of_known_sign(const struct cutter *cutter, size_t start)
{
  if (!cutter->model->sign_begins[(unsigned char)cutter->text.data[start] & 0x7F] ||
      !is_gap(code_before(cutter, start))) {
    return 0;
  }
  for (size_t end = start + LONGEST_SIGN; end > start + 1; end--) {
    if (end <= cutter->text.size && is_gap(code_at(cutter, end)) &&
        dm_hash_set_has(&cutter->model->signs, dm_words_exact(piece(cutter, start, end)))) {
      return end;
    }
  }
  return 0;
}

/// `[...]`
static size_t end_of_omission(const struct cutter *cutter, size_t start)
{
  size_t at = start + 1;
  if (code_at(cutter, at) == 0x2026) {
    at += 3;
  } else if (code_at(cutter, at) == '.') {
    at += run_of(cutter, at);
  }
  return at > start + 2 && code_at(cutter, at) == ']' ? at + 1 : 0;
}

/// Curly quotation marks by twos.
static size_t end_of_curly(const struct cutter *cutter, size_t start)
{
  size_t size = size_at(cutter, start);
  uint32_t code = code_at(cutter, start);
  bool twice = (code == 0x2018 || code == 0x2019) && code_at(cutter, start + size) == code;
  return start + (twice ? 2 * size : size);
}

static size_t end_of_sign(const struct cutter *cutter, size_t start)
{
  char c = cutter->text.data[start];
  bool twice = code_at(cutter, start + 1) == (unsigned char)c;
  if (c == '!' || c == '?') {
    size_t end = start;
    while (end < cutter->text.size && is_one_of(cutter->text.data[end], "!?")) {
      end++;
    }
    return end;
  }
  if (twice && is_one_of(c, ".-*=_<>+~^#|$")) {
    return start + run_of(cutter, start);
  }
  if (twice && (c == '\'' || c == '`') && code_at(cutter, start + 2) != (unsigned char)c) {
    return start + 2;
  }
  if (c == '[') {
    size_t end = end_of_omission(cutter, start);
    return end ? end : start + 1;
  }
  return end_of_curly(cutter, start);
}

/// A clitic that stands by itself after a quotation mark or bracket, `"Times"'s`, or is all there is, as in a lexicon.
static size_t end_of_lone_clitic(struct cutter *cutter, size_t start)
{
  if (!is_apostrophe(code_at(cutter, start))) {
    return 0;
  }
  size_t mark = start + size_at(cutter, start);
  size_t end = end_of_word(cutter, mark);
  if (start == 0) {
    return end == cutter->text.size && is_clitic(cutter, start, end) ? end : 0;
  }
  return end > mark && !is_space(code_before(cutter, start)) && is_clitic(cutter, start, end) ? end : 0;
}

/// Words that begin with a sign: `#Brexit`, `@POTUS`, `+44`, `.265`, `’72`; 0 if there is none.
static size_t end_of_signed_word(struct cutter *cutter, size_t start)
{
  uint32_t code = code_at(cutter, start);
  size_t next = start + size_at(cutter, start);
  bool apart = start == 0 || !is_word_code(code_before(cutter, start));
  if (code == '#' || code == '@') {
    return is_letter(code_at(cutter, next)) ? end_of_word(cutter, next) : 0;
  }
  if (!apart || !is_digit(code_at(cutter, next))) {
    return 0;
  }
  bool spaced = is_gap(code_before(cutter, start));
  if (code == '+' || (code == '.' && spaced)) {
    return skip_digits(cutter, next);
  }
  size_t end = is_apostrophe(code) ? skip_digits(cutter, next) : 0;
  bool decade = code_at(cutter, end) == 's';
  bool year = end == next + 2 && (decade || code == 0x2019) && !is_word_code(code_at(cutter, end + decade));
  return year ? end + decade : 0;
}

/// Keep account of single quotation marks.  @return whether the apostrophe at `at` makes a possessive: `the states'`
static bool is_possessive(struct cutter *cutter, size_t at)
{
  uint32_t code = code_at(cutter, at);
  uint32_t before = code_before(cutter, at);
  uint32_t after = code_at(cutter, at + size_at(cutter, at));
  if (code == 0x2018 || (is_apostrophe(code) && !is_word_code(before) && is_word_code(after))) {
    cutter->in_quotes = true;
    return false;
  }
  if (!is_apostrophe(code) || is_word_code(after)) {
    return false;
  }
  bool possessive = !cutter->in_quotes && (before == 's' || before == 'S' || before == 'z' || before == 'x');
  cutter->in_quotes = false;
  return possessive;
}

static size_t give_next(struct cutter *cutter, size_t at)
{
  size_t end = end_of_known_sign(cutter, at);
  if (!end) {
    end = end_of_lone_clitic(cutter, at);
  }
  if (!end) {
    end = end_of_signed_word(cutter, at);
  }
  bool possessive = !end && is_possessive(cutter, at);
  if (!end) {
    end = end_of_sign(cutter, at);
  }
  give(cutter, at, end, possessive);
  return end;
}

/// Whether a text is ASCII letters alone, as most phrases that are looked up.
static bool is_plain_word(struct dm_span text)
{
  for (size_t i = 0; i < text.size; i++) {
    if ((text.data[i] | 0x20) < 'a' || (text.data[i] | 0x20) > 'z') {
      return false;
    }
  }
  return text.size > 0;
}

void dm_words_split(const struct dm_words_model *model, struct dm_span text, dm_word_sink *sink, void *context)
{
  struct cutter cutter = {.model = model, .text = text, .sink = sink, .context = context, .at_sign = text.size};
  if (is_plain_word(text)) {
    give_letters(&cutter, 0, text.size);
    return;
  }
  const char *at_sign = text.size ? memchr(text.data, '@', text.size) : NULL;
  cutter.at_sign = at_sign ? (size_t)(at_sign - text.data) : text.size;
  size_t at = 0;
  while (at < text.size) {
    uint32_t code = code_at(&cutter, at);
    if (is_space(code) || (code >= 0x80 && dm_words_ignorable(code))) {
      at += size_at(&cutter, at);
      continue;
    }
    size_t address = is_word_code(code) ? end_of_address(&cutter, at) : 0;
    if (address) {
      give(&cutter, at, address, false);
      at = address;
    } else {
      at = is_word_code(code) ? give_word(&cutter, at) : give_next(&cutter, at);
    }
  }
}
