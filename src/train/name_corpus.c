// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/name_corpus.h"

#include "article/source.h"
#include "base/utf8.h"
#include "mention/dates.h"
#include "mention/quotations.h"
#include "text/conllu.h"
#include "text/given.h"

#include <jansson.h>
#include <string.h>

struct dm_name_reader {
  struct dm_text_model *text;
  struct dm_syntax_model *syntax;
  struct dm_quotations_model *quotations;
  struct dm_dates_model *dates;
  struct dm_gazetteer gazetteer;
  struct dm_word_table words;
};

enum dm_status dm_name_reader_new(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                  struct dm_name_reader **out)
{
  struct dm_name_reader *reader = DM_NEW(arena, struct dm_name_reader, 1);
  DM_TRY(dm_text_model_load(resources, arena, diag, &reader->text));
  DM_TRY(dm_syntax_model_load(resources, arena, diag, &reader->syntax));
  DM_TRY(dm_quotations_model_load(resources, arena, diag, &reader->quotations));
  DM_TRY(dm_dates_model_load(resources, arena, diag, &reader->dates));
  DM_TRY(dm_gazetteer_load(resources, arena, diag, &reader->gazetteer));
  DM_TRY(dm_word_table_open(resources, arena, diag, &reader->words));
  *out = reader;
  return DM_OK;
}

const struct dm_word_table *dm_name_reader_words(const struct dm_name_reader *reader) { return &reader->words; }

/* Marks. */

static const char *const type_name[] = {
#define DM_NAME_TYPE_TEXT(name, text) text,
    DM_NAME_TYPES(DM_NAME_TYPE_TEXT)
#undef DM_NAME_TYPE_TEXT
};

enum { ALL_TYPES = (1 << DM_NAME_TYPE_COUNT) - 1 };

/// Bits of the types that are named, in either spelling, divided by `sign`; all for `?`.
static uint32_t types_of(struct dm_span names, char sign)
{
  uint32_t types = dm_span_equal(names, DM_LITERAL("?")) ? ALL_TYPES : 0;
  while (names.size) {
    const char *stop = memchr(names.data, sign, names.size);
    size_t size = stop ? (size_t)(stop - names.data) : names.size;
    struct dm_span name = {names.data, size};
    name = dm_span_equal(name, DM_LITERAL("organisation")) ? DM_LITERAL("organization") : name;
    for (uint32_t type = 0; type < DM_NAME_TYPE_COUNT; type++) {
      types |= (uint32_t)dm_span_equal(dm_span_of(type_name[type]), name) << type;
    }
    size += stop != NULL;
    names = (struct dm_span){names.data + size, names.size - size};
  }
  return types;
}

static struct dm_span mark_of(const struct dm_conllu_sentence *sentence, uint32_t word)
{
  return dm_conllu_value(sentence->word[word].column[DM_CONLLU_MISC], "Name");
}

static uint32_t labels_of(uint32_t types, uint32_t place)
{
  uint32_t labels = 0;
  for (uint32_t type = 0; type < DM_NAME_TYPE_COUNT; type++) {
    labels |= (types >> type & 1) << dm_name_label(type, place);
  }
  return labels;
}

/// What a token without a mark may be: none, or a name of a type that was not marked.
static uint32_t labels_of_unmarked(uint32_t types, bool capital)
{
  uint32_t labels = 1 << DM_NAME_OUTSIDE;
  for (uint32_t place = 0; place < DM_NAME_PLACES; place++) {
    labels |= capital || place == DM_NAME_INSIDE ? labels_of(ALL_TYPES & ~types, place) : 0;
  }
  return labels;
}

/// A marked name, from `start` to the last of the words that go on with it.
static uint32_t mark_name(const struct dm_conllu_sentence *sentence, uint32_t start, uint32_t *allowed)
{
  struct dm_span mark = mark_of(sentence, start);
  uint32_t end = start + 1;
  while (end < sentence->word_count && dm_span_starts(mark_of(sentence, end), DM_LITERAL("I-"))) {
    end++;
  }
  struct dm_span names = {mark.data + 2, mark.size - 2};
  bool unknown = dm_span_equal(names, DM_LITERAL("?"));
  for (uint32_t i = start; i < end; i++) {
    allowed[i] = unknown ? UINT32_MAX : labels_of(types_of(names, '/'), dm_name_place_of(i, start, end));
  }
  return end;
}

/// @param first  token of the article that is the first word.
static void mark_sentence(struct dm_name_document *document, const struct dm_conllu_sentence *sentence, uint32_t first)
{
  struct dm_span names = dm_conllu_comment(sentence, "names");
  uint32_t types = names.size ? types_of(names, ' ') : ALL_TYPES;
  for (uint32_t i = 0; i < sentence->word_count;) {
    if (mark_of(sentence, i).size > 2) {
      i = mark_name(sentence, i, document->allowed + first);
      continue;
    }
    bool capital = (document->text.shape[first + i] & DM_SHAPE_CAPITAL) != 0;
    document->allowed[first + i] = labels_of_unmarked(types, capital);
    i++;
  }
}

/// What is not active is none, and a name that it is in may be anything.
static void free_inactive(struct dm_name_document *document)
{
  for (uint32_t i = 0; i < document->text.token_count; i++) {
    if (document->clues.clue[i].active || (document->allowed[i] & 1 << DM_NAME_OUTSIDE)) {
      continue;
    }
    for (uint32_t k = i; k-- > 0 && document->clues.clue[k].active;) {
      document->allowed[k] = UINT32_MAX;
    }
    for (uint32_t k = i + 1; k < document->text.token_count && document->clues.clue[k].active; k++) {
      document->allowed[k] = UINT32_MAX;
    }
  }
}

/* Articles. */

static void analyse(const struct dm_name_reader *reader, struct dm_arena *arena, struct dm_name_document *document)
{
  struct dm_syntax *syntax = DM_NEW(arena, struct dm_syntax, 1);
  struct dm_mentions *mentions = DM_NEW(arena, struct dm_mentions, 1);
  struct dm_naming naming;
  dm_syntax_parse(&document->text, reader->syntax, arena, syntax);
  dm_quotations_find(&document->text, reader->quotations, arena, mentions);
  dm_dates_find(&document->text, syntax, reader->dates, arena, mentions);
  dm_naming_begin(&document->text, syntax, &reader->gazetteer, arena, mentions, &naming);
  dm_name_clues_read(&naming, &reader->words, &document->clues);
  document->allowed = DM_NEW(arena, uint32_t, document->text.token_count);
}

static const struct dm_article_options no_options;

static enum dm_status read_conllu(const struct dm_name_reader *reader, const struct dm_record *record,
                                  struct dm_arena *arena, struct dm_diag *diag, struct dm_name_document *document)
{
  struct dm_article *article = DM_NEW(arena, struct dm_article, 1);
  struct dm_given *given = DM_NEW(arena, struct dm_given, 1);
  DM_TRY(dm_given_read(record, &no_options, arena, diag, article, given));
  dm_given_lay_out(article, given, reader->text, arena, &document->text);
  analyse(reader, arena, document);
  struct dm_conllu file = {.rest = record->bytes, .name = "names"};
  struct dm_conllu_sentence sentence;
  for (uint32_t i = 0; dm_conllu_next(&file, arena, diag, &sentence) == DM_OK; i++) {
    mark_sentence(document, &sentence, document->text.sentence[i].start);
  }
  return DM_OK;
}

/// A name of an article in JSON: [start, end, type], in code points.
static void mark_stretch(const struct dm_codepoints *codepoints, const json_t *mark, struct dm_name_document *document)
{
  uint32_t start = (uint32_t)json_integer_value(json_array_get(mark, 0));
  uint32_t end = (uint32_t)json_integer_value(json_array_get(mark, 1));
  uint32_t types = types_of(dm_span_of(json_string_value(json_array_get(mark, 2))), '/');
  const struct dm_text *text = &document->text;
  struct dm_range name = {0, 0};
  while (name.start < text->token_count && dm_codepoints_at(codepoints, text->token[name.start].end) <= start) {
    name.start++;
  }
  name.end = name.start;
  while (name.end < text->token_count && dm_codepoints_at(codepoints, text->token[name.end].start) < end) {
    name.end++;
  }
  bool whole = name.end > name.start && dm_codepoints_at(codepoints, text->token[name.start].start) == start &&
               dm_codepoints_at(codepoints, text->token[name.end - 1].end) == end;
  for (uint32_t i = name.start; i < name.end; i++) {
    document->allowed[i] = whole ? labels_of(types, dm_name_place_of(i, name.start, name.end)) : UINT32_MAX;
  }
}

static enum dm_status read_json(const struct dm_name_reader *reader, const struct dm_record *record,
                                struct dm_arena *arena, struct dm_diag *diag, struct dm_name_document *document)
{
  struct dm_article *article = DM_NEW(arena, struct dm_article, 1);
  DM_TRY(dm_article_parse(record, &no_options, arena, diag, article));
  DM_TRY(dm_text_split(article, reader->text, arena, &document->text));
  analyse(reader, arena, document);
  for (uint32_t i = 0; i < document->text.token_count; i++) {
    document->allowed[i] = 1 << DM_NAME_OUTSIDE;
  }
  struct dm_codepoints codepoints = dm_codepoints_new(article->body, arena);
  json_t *root = json_loadb(record->bytes.data, record->bytes.size, 0, NULL);
  size_t i;
  const json_t *mark;
  json_array_foreach(json_object_get(root, "names"), i, mark) { mark_stretch(&codepoints, mark, document); }
  json_decref(root);
  return DM_OK;
}

static enum dm_status read_document(struct dm_name_corpus *corpus, const struct dm_name_reader *reader,
                                    struct dm_record *record, struct dm_diag *diag)
{
  struct dm_name_document document = {0};
  record->bytes.data = dm_arena_copy(corpus->arena, record->bytes.data, record->bytes.size);
  if (record->kind == DM_RECORD_JSON) {
    DM_TRY(read_json(reader, record, corpus->arena, diag, &document));
  } else {
    DM_TRY(read_conllu(reader, record, corpus->arena, diag, &document));
  }
  free_inactive(&document);
  *DM_PUSH(corpus->arena, corpus->document, corpus->count, corpus->capacity) = document;
  return DM_OK;
}

enum dm_status dm_name_corpus_read(struct dm_name_corpus *corpus, const struct dm_name_reader *reader, const char *path,
                                   struct dm_diag *diag)
{
  struct dm_source *source;
  struct dm_record record;
  DM_TRY(dm_source_open(&path, 1, diag, &source));
  if (!dm_span_ends(dm_span_of(path), DM_LITERAL(".jsonl"))) {
    dm_source_expect_conllu(source);
  }
  enum dm_status status;
  while ((status = dm_source_next(source, diag, &record)) == DM_OK) {
    status = read_document(corpus, reader, &record, diag);
    if (status != DM_OK) {
      break;
    }
  }
  dm_source_free(source);
  return status == DM_SKIP ? DM_OK : status;
}
