// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/syntax.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "syntax/parser.h"
#include "syntax/rule_tags.h"
#include "syntax/tagger.h"
#include "syntax/word_table.h"

static const char *const names[] = {
    [DM_TAG_X] = "X",         [DM_TAG_ADJ] = "ADJ",     [DM_TAG_ADP] = "ADP",     [DM_TAG_ADV] = "ADV",
    [DM_TAG_AUX] = "AUX",     [DM_TAG_CCONJ] = "CCONJ", [DM_TAG_DET] = "DET",     [DM_TAG_INTJ] = "INTJ",
    [DM_TAG_NOUN] = "NOUN",   [DM_TAG_NUM] = "NUM",     [DM_TAG_PART] = "PART",   [DM_TAG_PRON] = "PRON",
    [DM_TAG_PROPN] = "PROPN", [DM_TAG_PUNCT] = "PUNCT", [DM_TAG_SCONJ] = "SCONJ", [DM_TAG_SYM] = "SYM",
    [DM_TAG_VERB] = "VERB"};

const char *dm_tag_name(enum dm_tag tag) { return names[tag]; }

enum dm_tag dm_tag_named(struct dm_span name)
{
  int tag = 0;
  while (tag < DM_TAG_COUNT && !dm_span_equal(name, dm_span_of(names[tag]))) {
    tag++;
  }
  return (enum dm_tag)tag;
}

struct dm_syntax_model {
  struct dm_word_table words;
  struct dm_tagger tagger;
  struct dm_parser parser;
  struct dm_rule_tags rules;
};

enum dm_status dm_syntax_model_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                    struct dm_syntax_model **out)
{
  struct dm_syntax_model *model = DM_NEW(arena, struct dm_syntax_model, 1);
  DM_TRY(dm_word_table_open(resources, arena, diag, &model->words));
  DM_TRY(dm_tagger_open(resources, &model->words, arena, diag, &model->tagger));
  DM_TRY(dm_parser_open(resources, &model->words, arena, diag, &model->parser));
  DM_TRY(dm_rule_tags_load(resources, arena, diag, &model->rules));
  *out = model;
  return DM_OK;
}

const struct dm_tagger *dm_syntax_model_tagger(const struct dm_syntax_model *model) { return &model->tagger; }

const struct dm_parser *dm_syntax_model_parser(const struct dm_syntax_model *model) { return &model->parser; }

/// A text being read.
struct reader {
  const struct dm_text *text;
  const struct dm_syntax_model *model;
  struct dm_arena *arena;
  struct dm_syntax *out;
  struct dm_tagger_word *word; ///< of a sentence, with DM_TAGGER_PADDING around
};

static void tag_sentence(struct reader *reader, struct dm_range sentence)
{
  const struct dm_text *text = reader->text;
  const struct dm_tagger *tagger = &reader->model->tagger;
  uint32_t count = sentence.end - sentence.start;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t token = sentence.start + i;
    dm_tagger_read(tagger, dm_text_word(text, token), text->folded[token], &reader->word[DM_TAGGER_PADDING + i]);
  }
  dm_tagger_read_sentence(reader->word, count);
  dm_tagger_tag(tagger, reader->word, count, reader->out->label + sentence.start);
  for (uint32_t i = 0; i < count; i++) {
    struct dm_tagger_label label = tagger->label[reader->out->label[sentence.start + i]];
    reader->out->upos[sentence.start + i] = label.tag;
    reader->out->xpos[sentence.start + i] = label.xpos;
  }
  dm_rule_tags_set(&reader->model->rules, text, sentence, reader->out);
}

/* Lemmas. */

enum { SHORT = 64 }; ///< bytes of a word that is folded without a buffer

/// The word with small letters, in `room` of SHORT bytes or in `*buffer`.
static struct dm_span small_word(struct dm_span word, char *room, struct dm_buffer *buffer)
{
  bool plain = word.size <= SHORT;
  for (size_t i = 0; plain && i < word.size; i++) {
    char c = word.data[i];
    plain = (unsigned char)c < 0x80 && c != '`';
    room[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
  }
  if (plain) {
    return (struct dm_span){room, word.size};
  }
  dm_buffer_clear(buffer);
  dm_utf8_fold(word, buffer);
  return dm_buffer_span(buffer);
}

static void set_lemmas(struct reader *reader)
{
  struct dm_buffer buffer = {0};
  struct dm_buffer lemma = {0};
  char room[SHORT];
  bool keep;
  for (uint32_t i = 0; i < reader->text->token_count; i++) {
    struct dm_span small = small_word(dm_text_word(reader->text, i), room, &buffer);
    dm_buffer_clear(&lemma);
    char *out = dm_buffer_reserve(&lemma, small.size + DM_LEMMA_ADDED);
    struct dm_span found =
        dm_lemmatiser_apply(&reader->model->tagger.lemmatiser, small, reader->out->label[i], out, &keep);
    reader->out->lemma[i] = dm_hash_bytes(found.data, found.size);
  }
  dm_buffer_free(&lemma);
  dm_buffer_free(&buffer);
}

struct dm_span dm_syntax_lemma(const struct dm_syntax *syntax, const struct dm_text *text, uint32_t token,
                               struct dm_arena *arena)
{
  return dm_tagger_lemma(&syntax->model->tagger, dm_text_word(text, token), syntax->label[token], arena);
}

/* Base noun phrases. */

static bool is_modifier(const struct dm_syntax *syntax, uint32_t token)
{
  switch ((enum dm_tag)syntax->tag[token]) {
  case DM_TAG_ADJ:
  case DM_TAG_NUM:
  case DM_TAG_SYM:
  case DM_TAG_NOUN:
  case DM_TAG_PROPN:
    return true;
  default:
    return false;
  }
}

/// The end of the phrase that begins at `start`, or `start` if none does; none begins before `*next`, either.
static uint32_t phrase_end(const struct dm_text *text, const struct dm_syntax *syntax, uint32_t start, uint32_t end,
                           uint32_t *next)
{
  *next = start + 1;
  if (syntax->tag[start] == DM_TAG_PRON) {
    return start + 1;
  }
  uint32_t at = start;
  while (at < end && syntax->tag[at] == DM_TAG_DET) {
    at++;
  }
  uint32_t head = start;
  while (at < end && is_modifier(syntax, at)) {
    while (at + 2 < end && dm_text_is_hyphen(text, at + 1)) {
      at += 2;
    }
    enum dm_tag tag = (enum dm_tag)syntax->tag[at++];
    head = tag == DM_TAG_NOUN || tag == DM_TAG_PROPN || tag == DM_TAG_NUM ? at : head;
  }
  *next = head > start ? head : (at > start ? at : start + 1);
  return head;
}

static void find_phrases(struct reader *reader)
{
  const struct dm_text *text = reader->text;
  struct dm_syntax *out = reader->out;
  uint32_t capacity = 0;
  for (uint32_t i = 0; i < text->token_count; i++) {
    out->token_phrase[i] = DM_NONE;
  }
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    for (uint32_t at = text->sentence[s].start; at < text->sentence[s].end;) {
      uint32_t next;
      uint32_t end = phrase_end(text, out, at, text->sentence[s].end, &next);
      for (uint32_t i = at; i < end; i++) {
        out->token_phrase[i] = out->phrase_count;
      }
      if (end > at) {
        *DM_PUSH(reader->arena, out->phrase, out->phrase_count, capacity) = (struct dm_range){at, end};
      }
      at = next;
    }
  }
}

static uint32_t longest_sentence(const struct dm_text *text)
{
  uint32_t longest = 0;
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    uint32_t count = text->sentence[i].end - text->sentence[i].start;
    longest = count > longest ? count : longest;
  }
  return longest;
}

void dm_syntax_parse(const struct dm_text *text, const struct dm_syntax_model *model, struct dm_arena *arena,
                     struct dm_syntax *out)
{
  uint32_t count = text->token_count;
  uint32_t longest = longest_sentence(text);
  *out = (struct dm_syntax){.model = model,
                            .upos = DM_NEW(arena, uint8_t, count),
                            .tag = DM_NEW(arena, uint8_t, count),
                            .label = DM_NEW(arena, uint8_t, count),
                            .xpos = DM_NEW(arena, uint8_t, count),
                            .form = DM_NEW(arena, uint8_t, count),
                            .lemma = DM_NEW(arena, uint64_t, count),
                            .token_phrase = DM_NEW(arena, uint32_t, count)};
  struct reader reader = {.text = text,
                          .model = model,
                          .arena = arena,
                          .out = out,
                          .word = DM_NEW(arena, struct dm_tagger_word, longest + 2 * DM_TAGGER_PADDING)};
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    tag_sentence(&reader, text->sentence[i]);
  }
  set_lemmas(&reader);
  find_phrases(&reader);
}
