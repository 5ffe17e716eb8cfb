// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Same utterances: statements of several articles that give the same words in quotation marks.
#include "link/linker.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { FEWEST_WORDS = 4, LONG_WORDS = 8 }; ///< below that words are the same by chance; from there hardly ever
#define SCORE_LONG  "0.95"
#define SCORE_SHORT "0.8"

/// Words in quotation marks of one statement.
struct utterance {
  struct dm_span words; ///< folded, one blank between
  uint32_t count;       ///< of words
  struct dm_span statement;
  struct dm_span article;
};

struct dm_utterances {
  dm_id content, anchor, article;
  uint32_t count, capacity;
  struct utterance *utterance; ///< [count] by words, then statement
};

/* What is said in quotation marks. */

/// A statement while its utterances are collected.
struct collecting {
  struct dm_utterances *utterances;
  bool direct; ///< all of it is quoted
  struct utterance next;
};

/// Letters and digits, folded, one blank in the place of whatever stands between; gives how many words they are.
static uint32_t fold_words(struct dm_span text, struct dm_buffer *out)
{
  struct dm_buffer folded = {0};
  dm_utf8_fold_marks(text, &folded);
  struct dm_span rest = dm_buffer_span(&folded);
  uint32_t count = 0;
  bool inside = false;
  dm_buffer_clear(out);
  for (size_t at = 0; at < rest.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(rest, at, &code);
    bool apostrophe = dm_utf8_is_single_quote(code);
    bool word = dm_utf8_is_letter(code) || dm_utf8_is_digit(code);
    if (word && !inside) {
      dm_buffer_add_text(out, count ? " " : "");
      count++;
    }
    if (word) {
      dm_buffer_add(out, rest.data + at, size);
    }
    inside = word || (inside && apostrophe);
    at += size;
  }
  dm_buffer_free(&folded);
  return count;
}

static void add_utterance(struct dm_linker *linker, struct collecting *collecting, struct dm_span quoted)
{
  struct utterance next = collecting->next;
  next.count = fold_words(quoted, &linker->scratch);
  if (next.count < FEWEST_WORDS) {
    return;
  }
  next.words = dm_linker_keep(linker);
  struct dm_utterances *all = collecting->utterances;
  *DM_PUSH(linker->arena, all->utterance, all->count, all->capacity) = next;
}

/// The stretches between double quotation marks.
static void add_quoted(struct dm_linker *linker, struct collecting *collecting, struct dm_span text)
{
  size_t open = SIZE_MAX;
  for (size_t at = 0; at < text.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(text, at, &code);
    if (dm_utf8_is_double_quote(code) && open == SIZE_MAX) {
      open = at + size;
    } else if (dm_utf8_is_double_quote(code)) {
      add_utterance(linker, collecting, (struct dm_span){text.data + open, at - open});
      open = SIZE_MAX;
    }
    at += size;
  }
}

static enum dm_status take_text(struct dm_linker *linker, dm_id id, struct dm_term text, void *context)
{
  struct collecting *collecting = context;
  (void)id;
  if (text.kind == DM_TERM_LITERAL && collecting->direct) {
    add_utterance(linker, collecting, text.value);
  } else if (text.kind == DM_TERM_LITERAL) {
    add_quoted(linker, collecting, text.value);
  }
  return DM_OK;
}

static enum dm_status take_content(struct dm_linker *linker, dm_id id, struct dm_term passage, void *context)
{
  const struct collecting *collecting = context;
  (void)passage;
  return dm_linker_each_object(linker, id, collecting->utterances->anchor, take_text, context);
}

static enum dm_status take_article(struct dm_linker *linker, dm_id id, struct dm_term article, void *context)
{
  struct dm_span *iri = context;
  (void)linker;
  (void)id;
  *iri = article.value;
  return DM_OK;
}

static enum dm_status take_statement(struct dm_linker *linker, dm_id id, void *context)
{
  struct collecting *collecting = context;
  struct dm_term term;
  DM_TRY(dm_snapshot_term(linker->snapshot, id, linker->arena, &term));
  collecting->next = (struct utterance){.statement = term.value};
  DM_TRY(dm_linker_each_object(linker, id, collecting->utterances->article, take_article, &collecting->next.article));
  if (term.kind != DM_TERM_IRI || !collecting->next.article.size) {
    return DM_OK;
  }
  return dm_linker_each_object(linker, id, collecting->utterances->content, take_content, collecting);
}

static int compare_utterances(const void *a, const void *b)
{
  const struct utterance *x = a;
  const struct utterance *y = b;
  int order = dm_span_compare(x->words, y->words);
  return order ? order : dm_span_compare(x->statement, y->statement);
}

enum dm_status dm_utterances_collect(struct dm_linker *linker, struct dm_utterances **out)
{
  struct dm_utterances *all = DM_NEW(linker->arena, struct dm_utterances, 1);
  all->content = dm_linker_id(linker, DM_WORD_CONTENT);
  all->anchor = dm_linker_id(linker, DM_WORD_ANCHOR_OF);
  all->article = dm_linker_id(linker, DM_WORD_IN_ARTICLE);
  struct collecting direct = {.utterances = all, .direct = true}, mixed = {.utterances = all};
  dm_id is_direct = dm_linker_id(linker, DM_WORD_KIND_DIRECT), is_mixed = dm_linker_id(linker, DM_WORD_KIND_MIXED);
  DM_TRY(dm_linker_each_subject(linker, DM_WORD_STATEMENT_KIND, is_direct, take_statement, &direct));
  DM_TRY(dm_linker_each_subject(linker, DM_WORD_STATEMENT_KIND, is_mixed, take_statement, &mixed));
  if (all->count) {
    qsort(all->utterance, all->count, sizeof *all->utterance, compare_utterances);
  }
  *out = all;
  return DM_OK;
}

/* Which are the same. */

static bool in_several_articles(const struct utterance *utterance, uint32_t count)
{
  for (uint32_t i = 1; i < count; i++) {
    if (!dm_span_equal(utterance[i].article, utterance[0].article)) {
      return true;
    }
  }
  return false;
}

/// Statements that give the same words.
static enum dm_status link_group(struct dm_linker *linker, const struct utterance *utterance, uint32_t count)
{
  char name[DM_SHA256_HEX + 1];
  dm_sha256_hex(utterance->words, name);
  dm_buffer_clear(&linker->scratch);
  dm_buffer_add_span(&linker->scratch, linker->base);
  dm_buffer_printf(&linker->scratch, "/utterance/%s", name);
  struct dm_term link = dm_term_iri(dm_linker_keep(linker));
  struct dm_link_grounds grounds = {utterance->count < LONG_WORDS ? SCORE_SHORT : SCORE_LONG,
                                    "same words in quotation marks, folded", "utterance-same-words"};
  DM_TRY(dm_linker_add_link(linker, link, DM_WORD_SAME_UTTERANCE, grounds));
  DM_TRY(dm_linker_add_text(linker, link, DM_WORD_UTTERED, utterance->words));
  for (uint32_t i = 0; i < count; i++) {
    DM_TRY(dm_linker_add(linker, link, DM_WORD_PARTY, dm_term_iri(utterance[i].statement)));
  }
  return DM_OK;
}

enum dm_status dm_utterances_link(struct dm_linker *linker, const struct dm_utterances *utterances)
{
  uint32_t end;
  for (uint32_t start = 0; start < utterances->count; start = end) {
    const struct utterance *first = &utterances->utterance[start];
    end = start + 1;
    while (end < utterances->count && dm_span_equal(utterances->utterance[end].words, first->words)) {
      end++;
    }
    if (in_several_articles(first, end - start)) {
      DM_TRY(link_group(linker, first, end - start));
    }
  }
  return DM_OK;
}
