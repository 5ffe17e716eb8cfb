// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/treebank.h"

#include "base/io.h"
#include "base/utf8.h"
#include "syntax/syntax.h"
#include "text/conllu.h"
#include "train/perceptron.h"

#include <string.h>

/* Reading. */

static uint8_t find_label(struct dm_treebank *treebank, const struct dm_conllu_word *word)
{
  enum dm_tag tag = dm_tag_named(word->column[DM_CONLLU_UPOS]);
  enum dm_xpos xpos = dm_xpos_named(word->column[DM_CONLLU_XPOS]);
  if (tag == DM_TAG_COUNT || xpos == DM_XPOS_COUNT) {
    return DM_TREEBANK_NO_LABEL;
  }
  for (uint32_t i = 0; i < treebank->label_count; i++) {
    if (treebank->label[i].tag == tag && treebank->label[i].xpos == xpos) {
      return (uint8_t)i;
    }
  }
  if (treebank->label_count == DM_TREEBANK_NO_LABEL) {
    return DM_TREEBANK_NO_LABEL;
  }
  treebank->label[treebank->label_count] = (struct dm_tagger_label){(uint8_t)tag, (uint8_t)xpos};
  return (uint8_t)treebank->label_count++;
}

static struct dm_treebank_sentence *add_sentence(struct dm_treebank *treebank, uint32_t count)
{
  struct dm_treebank_sentence *sentence =
      DM_PUSH(treebank->arena, treebank->sentence, treebank->count, treebank->capacity);
  *sentence = (struct dm_treebank_sentence){count, DM_NEW(treebank->arena, struct dm_span, count),
                                            DM_NEW(treebank->arena, struct dm_span, count),
                                            DM_NEW(treebank->arena, uint8_t, count)};
  return sentence;
}

enum dm_status dm_treebank_read(struct dm_treebank *treebank, const char *path, struct dm_diag *diag)
{
  struct dm_span bytes;
  struct dm_conllu_sentence row;
  enum dm_status status;
  DM_TRY(dm_io_read_file(path, treebank->arena, diag, &bytes));
  struct dm_conllu reader = {.rest = bytes, .name = path};
  while ((status = dm_conllu_next(&reader, treebank->arena, diag, &row)) == DM_OK) {
    struct dm_treebank_sentence *sentence = add_sentence(treebank, row.word_count);
    for (uint32_t i = 0; i < row.word_count; i++) {
      sentence->form[i] = row.word[i].column[DM_CONLLU_FORM];
      sentence->lemma[i] = row.word[i].column[DM_CONLLU_LEMMA];
      sentence->label[i] = find_label(treebank, &row.word[i]);
    }
  }
  return status == DM_SKIP ? DM_OK : status;
}

/* Varying. */

enum way { HEADLINE, SMALL_HEADLINE, SHOUT, WHISPER, CURL, UNQUOTE, UNSTOP, WAYS };

/// Of a thousand sentences, how many are varied in each way; quotation marks only where there are some.
static const uint32_t shares[WAYS] = {
    [HEADLINE] = 15, [SMALL_HEADLINE] = 25, [SHOUT] = 15, [WHISPER] = 20, [CURL] = 300, [UNQUOTE] = 100, [UNSTOP] = 30};

static bool is_quote(struct dm_span form) { return form.size == 1 && (form.data[0] == '"' || form.data[0] == '\''); }

/// Words that headlines leave small.
static bool is_light(const struct dm_treebank *treebank, uint8_t label)
{
  enum dm_tag tag = label == DM_TREEBANK_NO_LABEL ? DM_TAG_X : (enum dm_tag)treebank->label[label].tag;
  return tag == DM_TAG_DET || tag == DM_TAG_ADP || tag == DM_TAG_CCONJ || tag == DM_TAG_PART || tag == DM_TAG_SCONJ;
}

static struct dm_span copy_form(struct dm_arena *arena, struct dm_span form, bool upper, bool first_only, bool lower)
{
  char *text = dm_arena_copy(arena, form.data, form.size);
  for (size_t i = 0; i < form.size && (i == 0 || !first_only); i++) {
    char c = text[i];
    text[i] = (char)(upper && c >= 'a' && c <= 'z' ? c - 32 : lower && c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return (struct dm_span){text, form.size};
}

/// Curly apostrophes, and quotation marks by their tag.
static struct dm_span curl(struct dm_treebank *treebank, struct dm_span form, uint8_t label)
{
  enum dm_xpos xpos = label == DM_TREEBANK_NO_LABEL ? DM_XPOS_NONE : (enum dm_xpos)treebank->label[label].xpos;
  if (is_quote(form)) {
    bool open = xpos == DM_XPOS_OPEN_QUOTE;
    return dm_span_of(form.data[0] == '"' ? (open ? "\u201c" : "\u201d") : open ? "\u2018" : "\u2019");
  }
  struct dm_buffer out = {0};
  for (size_t i = 0; i < form.size; i++) {
    dm_buffer_add(&out, form.data[i] == '\'' ? "\u2019" : form.data + i, form.data[i] == '\'' ? 3 : 1);
  }
  struct dm_span copy = {dm_arena_copy(treebank->arena, out.data, out.size), out.size};
  dm_buffer_free(&out);
  return copy;
}

static struct dm_span vary_form(struct dm_treebank *treebank, struct dm_span form, uint8_t label, enum way way)
{
  switch (way) {
  case HEADLINE:
    return copy_form(treebank->arena, form, true, true, false);
  case SMALL_HEADLINE:
    return is_light(treebank, label) ? form : copy_form(treebank->arena, form, true, true, false);
  case SHOUT:
    return copy_form(treebank->arena, form, true, false, false);
  case WHISPER:
    return copy_form(treebank->arena, form, false, false, true);
  case CURL:
    return curl(treebank, form, label);
  default:
    return form;
  }
}

static bool is_dropped(const struct dm_treebank_sentence *sentence, uint32_t word, enum way way)
{
  struct dm_span form = sentence->form[word];
  return (way == UNQUOTE && is_quote(form)) ||
         (way == UNSTOP && word + 1 == sentence->count && dm_span_equal(form, DM_LITERAL(".")));
}

/// Whether the way would change anything.
static bool can_vary(const struct dm_treebank_sentence *sentence, enum way way)
{
  uint32_t quotes = 0;
  uint32_t apostrophes = 0;
  for (uint32_t i = 0; i < sentence->count; i++) {
    quotes += is_quote(sentence->form[i]);
    apostrophes += memchr(sentence->form[i].data, '\'', sentence->form[i].size) != NULL;
  }
  bool dropping = way == UNQUOTE || way == UNSTOP;
  return sentence->count > 2 && (way != CURL || apostrophes + quotes > 0) && (way != UNQUOTE || quotes > 0) &&
         (!dropping || sentence->count > quotes + 1);
}

static void add_varied(struct dm_treebank *treebank, uint32_t index, enum way way)
{
  struct dm_treebank_sentence *to = add_sentence(treebank, treebank->sentence[index].count);
  const struct dm_treebank_sentence *from = &treebank->sentence[index];
  to->count = 0;
  for (uint32_t i = 0; i < from->count; i++) {
    if (!is_dropped(from, i, way)) {
      to->form[to->count] = vary_form(treebank, from->form[i], from->label[i], way);
      to->lemma[to->count] = from->lemma[i];
      to->label[to->count++] = from->label[i];
    }
  }
}

void dm_treebank_vary(struct dm_treebank *treebank)
{
  uint64_t state = 1;
  for (uint32_t i = 0, count = treebank->count; i < count; i++) {
    for (int way = 0; way < WAYS; way++) {
      bool chosen = dm_order_random(&state) % 1000 < shares[way];
      if (chosen && can_vary(&treebank->sentence[i], (enum way)way)) {
        add_varied(treebank, i, (enum way)way);
      }
    }
  }
}
