// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "text/words.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "base/table.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/// A set of hashes, sorted.
struct hash_set {
  uint32_t count;
  uint32_t capacity;
  uint64_t *hash;
};

struct dm_words_model {
  struct hash_set clitics; ///< folded: `'s`, `n't`
  struct hash_set titles;  ///< folded, with the full stop
  struct hash_set numbers; ///< likewise, of those before numbers
  struct hash_set others;
};

static int compare_hashes(const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a;
  uint64_t y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

static bool has_hash(const struct hash_set *set, uint64_t hash)
{
  return set->count && bsearch(&hash, set->hash, set->count, sizeof hash, compare_hashes);
}

static void sort_hashes(struct hash_set *set)
{
  if (set->count) {
    qsort(set->hash, set->count, sizeof *set->hash, compare_hashes);
  }
}

static bool is_ascii(struct dm_span word)
{
  for (size_t i = 0; i < word.size; i++) {
    if ((unsigned char)word.data[i] >= 0x80) {
      return false;
    }
  }
  return true;
}

uint64_t dm_words_folded(struct dm_span word)
{
  char small[64];
  if (word.size <= sizeof small && is_ascii(word)) { // nearly all words: no allocation
    for (size_t i = 0; i < word.size; i++) {
      char c = word.data[i];
      small[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c == '`' ? '\'' : c);
    }
    return dm_hash_bytes(small, word.size);
  }
  struct dm_buffer folded = {0};
  dm_utf8_fold(word, &folded);
  uint64_t hash = dm_hash_bytes(folded.data, folded.size);
  dm_buffer_free(&folded);
  return hash;
}

/// Signs that carry no sound and may stand anywhere in a word.
static bool is_ignorable(uint32_t code)
{
  return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF;
}

uint64_t dm_words_exact(struct dm_span word)
{
  if (is_ascii(word)) {
    return dm_hash_bytes(word.data, word.size);
  }
  struct dm_buffer plain = {0};
  for (size_t at = 0; at < word.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(word, at, &code);
    if (code == 0x2019 || code == 0x2018) {
      dm_buffer_add_byte(&plain, '\'');
    } else if (!is_ignorable(code)) {
      dm_buffer_add(&plain, word.data + at, size);
    }
    at += size;
  }
  uint64_t hash = dm_hash_bytes(plain.data, plain.size);
  dm_buffer_free(&plain);
  return hash;
}

static enum dm_status load_clitics(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                   struct dm_words_model *model)
{
  struct dm_table table;
  DM_TRY(dm_table_open(resources, "schema/lexicon/clitics.tsv", arena, diag, &table));
  while (dm_table_next(&table)) {
    *DM_PUSH(arena, model->clitics.hash, model->clitics.count, model->clitics.capacity) =
        dm_words_folded(table.field[0]);
  }
  sort_hashes(&model->clitics);
  return DM_OK;
}

static enum dm_status load_abbreviations(const struct dm_resources *resources, struct dm_arena *arena,
                                         struct dm_diag *diag, struct dm_words_model *model)
{
  struct dm_table table;
  DM_TRY(dm_table_open(resources, "schema/lexicon/abbreviations.tsv", arena, diag, &table));
  while (dm_table_next(&table)) {
    bool title = dm_span_equal(table.field[1], dm_span_of("title"));
    bool number = dm_span_equal(table.field[1], dm_span_of("number"));
    if (!title && !number && !dm_span_equal(table.field[1], dm_span_of("other"))) {
      return dm_table_error(&table, diag, "an abbreviation is 'title', 'number' or 'other'");
    }
    struct hash_set *set = title ? &model->titles : number ? &model->numbers : &model->others;
    *DM_PUSH(arena, set->hash, set->count, set->capacity) = dm_words_folded(table.field[0]);
  }
  sort_hashes(&model->titles);
  sort_hashes(&model->numbers);
  sort_hashes(&model->others);
  return DM_OK;
}

enum dm_status dm_words_model_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                   struct dm_words_model **out)
{
  struct dm_words_model *model = DM_NEW(arena, struct dm_words_model, 1);
  DM_TRY(load_clitics(resources, arena, diag, model));
  DM_TRY(load_abbreviations(resources, arena, diag, model));
  *out = model;
  return DM_OK;
}

/// `U.S.`, `a.m.`: single letters, each with its full stop, two or more.
static bool is_dotted(struct dm_span word)
{
  size_t letters = 0;
  for (size_t at = 0; at < word.size; letters++) {
    uint32_t code;
    at += dm_utf8_decode(word, at, &code);
    if (!dm_utf8_is_letter(code) || at >= word.size || word.data[at] != '.') {
      return false;
    }
    at++;
  }
  return letters >= 2;
}

enum dm_abbreviation dm_words_abbreviation(const struct dm_words_model *model, struct dm_span word)
{
  if (word.size < 2 || word.data[word.size - 1] != '.') {
    return DM_ABBREVIATION_NONE;
  }
  uint64_t hash = dm_words_folded(word);
  if (has_hash(&model->titles, hash) || has_hash(&model->numbers, hash)) {
    return DM_ABBREVIATION_TITLE;
  }
  return has_hash(&model->others, hash) || is_dotted(word) ? DM_ABBREVIATION_OTHER : DM_ABBREVIATION_NONE;
}

/// A text being cut.
struct cutter {
  const struct dm_words_model *model;
  struct dm_span text;
  dm_word_sink *sink;
  void *context;
};

static uint32_t code_at(const struct cutter *cutter, size_t at)
{
  uint32_t code = 0;
  if (at < cutter->text.size) {
    dm_utf8_decode(cutter->text, at, &code);
  }
  return code;
}

static size_t size_at(const struct cutter *cutter, size_t at)
{
  uint32_t code;
  return at < cutter->text.size ? dm_utf8_decode(cutter->text, at, &code) : 0;
}

static bool is_word_code(uint32_t code) { return dm_utf8_is_letter(code) || dm_utf8_is_digit(code); }

static bool is_apostrophe(uint32_t code) { return code == '\'' || code == 0x2019 || code == 0x2BC; }

/// Whether the sign at `at`, between `before` and what follows it, joins both to one word.
static bool joins(const struct cutter *cutter, uint32_t before, size_t at)
{
  uint32_t code = code_at(cutter, at);
  uint32_t after = code_at(cutter, at + size_at(cutter, at));
  if (code == '-' || code == 0x2010 || code == 0x2011 || code == '_') {
    return is_word_code(before) && is_word_code(after);
  }
  if (is_apostrophe(code) || code == '&') {
    return dm_utf8_is_letter(before) && dm_utf8_is_letter(after);
  }
  if (code == '.' || code == ',' || code == ':' || code == '/') {
    return dm_utf8_is_digit(before) && dm_utf8_is_digit(after);
  }
  return code == '@' && is_word_code(before) && is_word_code(after);
}

/// Whether `.` at `at` goes on with single letters: `U.S`, `a.m`, or is within a name of the web: `a.com`.
static bool joins_letters(const struct cutter *cutter, size_t start, size_t at)
{
  uint32_t after = code_at(cutter, at + 1);
  if (code_at(cutter, at) != '.' || !dm_utf8_is_letter(after)) {
    return false;
  }
  size_t next = at + 1 + size_at(cutter, at + 1);
  bool single_before = at - start == size_at(cutter, start) || (at >= start + 2 && cutter->text.data[at - 2] == '.');
  bool single_after = code_at(cutter, next) == '.' || !is_word_code(code_at(cutter, next));
  return (single_before && single_after) || dm_utf8_is_lower(after);
}

static size_t end_of_word(const struct cutter *cutter, size_t start)
{
  size_t at = start;
  uint32_t before = 0;
  while (at < cutter->text.size) {
    uint32_t code = code_at(cutter, at);
    if (code == DM_UTF8_BAD) {
      break;
    }
    if (!is_word_code(code) && !is_ignorable(code) && !joins(cutter, before, at) && !joins_letters(cutter, start, at)) {
      break;
    }
    before = is_ignorable(code) ? before : code;
    at += size_at(cutter, at);
  }
  return at;
}

static void give(const struct cutter *cutter, size_t start, size_t end, bool joined)
{
  if (end > start) {
    cutter->sink(cutter->context, (struct dm_range){(uint32_t)start, (uint32_t)end}, joined);
  }
}

static bool is_clitic(const struct cutter *cutter, size_t start, size_t end)
{
  struct dm_span piece = {cutter->text.data + start, end - start};
  return has_hash(&cutter->model->clitics, dm_words_folded(piece));
}

/// Where a clitic begins at the end of a word, or its end.
static size_t find_clitic(const struct cutter *cutter, size_t start, size_t end)
{
  for (size_t at = end; at > start;) {
    uint32_t code;
    at -= dm_utf8_decode_before(cutter->text, at, &code);
    if (is_apostrophe(code)) {
      if (at > start + 1 && is_clitic(cutter, at - 1, end)) { // n't
        return at - 1;
      }
      return at > start && is_clitic(cutter, at, end) ? at : end;
    }
  }
  return end;
}

/// Whether a word is an abbreviation only before a number, and none follows: `he said no. Then`.
static bool lacks_number(const struct cutter *cutter, struct dm_span word)
{
  size_t next = (size_t)(word.data + word.size - cutter->text.data);
  while (next < cutter->text.size && dm_utf8_is_space(code_at(cutter, next))) {
    uint32_t code;
    next += dm_utf8_decode(cutter->text, next, &code);
  }
  bool number = next < cutter->text.size && cutter->text.data[next] >= '0' && cutter->text.data[next] <= '9';
  return !number && has_hash(&cutter->model->numbers, dm_words_folded(word));
}

/// Give a word, its clitic and its full stop as they should be; gives where to go on.
static size_t give_word(const struct cutter *cutter, size_t start)
{
  size_t end = end_of_word(cutter, start);
  if (code_at(cutter, end) == '.') {
    struct dm_span with_stop = {cutter->text.data + start, end + 1 - start};
    if (dm_words_abbreviation(cutter->model, with_stop) != DM_ABBREVIATION_NONE && !lacks_number(cutter, with_stop)) {
      give(cutter, start, end + 1, false);
      return end + 1;
    }
  }
  size_t clitic = find_clitic(cutter, start, end);
  give(cutter, start, clitic, false);
  give(cutter, clitic, end, true);
  return end;
}

/// The end of an address of the web that begins at `start`, or 0.
static size_t end_of_address(const struct cutter *cutter, size_t start)
{
  static const char *const heads[] = {"http://", "https://", "www."};
  struct dm_span rest = {cutter->text.data + start, cutter->text.size - start};
  bool found = false;
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
    found = found || dm_span_starts(rest, dm_span_of(heads[i]));
  }
  if (!found) {
    return 0;
  }
  size_t end = start;
  while (end < cutter->text.size && (unsigned char)cutter->text.data[end] > ' ' &&
         (unsigned char)cutter->text.data[end] < 0x7F && !strchr("\"<>()[]{}", cutter->text.data[end])) {
    end++;
  }
  while (end > start && strchr(".,;:!?'", cutter->text.data[end - 1])) {
    end--;
  }
  return end;
}

/// How many of the same sign stand at `at`, `most` at most.
static size_t run_of(const struct cutter *cutter, size_t at, char sign, size_t most)
{
  size_t run = 0;
  while (run < most && at + run < cutter->text.size && cutter->text.data[at + run] == sign) {
    run++;
  }
  return run;
}

static size_t end_of_sign(const struct cutter *cutter, size_t start)
{
  char c = cutter->text.data[start];
  if ((c == '.' || c == '-') && run_of(cutter, start, c, 2) == 2) {
    return start + run_of(cutter, start, c, SIZE_MAX);
  }
  if ((c == '\'' || c == '`') && run_of(cutter, start, c, 3) == 2) {
    return start + 2;
  }
  return start + size_at(cutter, start);
}

/// A clitic that stands by itself after a quotation mark or bracket, `"Times"'s`, or is all there is, as in a lexicon.
static size_t end_of_lone_clitic(const struct cutter *cutter, size_t start)
{
  if (!is_apostrophe(code_at(cutter, start))) {
    return 0;
  }
  size_t mark = start + size_at(cutter, start);
  size_t end = end_of_word(cutter, mark);
  uint32_t before;
  if (start == 0) {
    return end == cutter->text.size && is_clitic(cutter, start, end) ? end : 0;
  }
  dm_utf8_decode_before(cutter->text, start, &before);
  return end > mark && !dm_utf8_is_space(before) && is_clitic(cutter, start, end) ? end : 0;
}

static size_t give_next(const struct cutter *cutter, size_t at)
{
  size_t end = end_of_address(cutter, at);
  if (!end) {
    end = end_of_lone_clitic(cutter, at);
  }
  if (!end && (code_at(cutter, at) == '#' || code_at(cutter, at) == '@') && is_word_code(code_at(cutter, at + 1))) {
    end = end_of_word(cutter, at + 1);
  }
  if (!end) {
    end = end_of_sign(cutter, at);
  }
  give(cutter, at, end, false);
  return end;
}

void dm_words_split(const struct dm_words_model *model, struct dm_span text, dm_word_sink *sink, void *context)
{
  struct cutter cutter = {model, text, sink, context};
  size_t at = 0;
  while (at < text.size) {
    uint32_t code = code_at(&cutter, at);
    if (dm_utf8_is_space(code) || is_ignorable(code)) {
      at += size_at(&cutter, at);
    } else if (is_word_code(code) && !end_of_address(&cutter, at)) {
      at = give_word(&cutter, at);
    } else {
      at = give_next(&cutter, at);
    }
  }
}
