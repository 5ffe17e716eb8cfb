// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/examples.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/table.h"
#include "base/utf8.h"
#include "text/conllu.h"
#include "text/words.h"

#include <string.h>

enum dm_status dm_lemmas_read(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                              struct dm_lemmas *out)
{
  static const char *const names[] = {"schema/lexicon/statement-verbs.tsv", "schema/lexicon/demand-verbs.tsv"};
  *out = (struct dm_lemmas){0};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    struct dm_table table;
    DM_TRY(dm_table_open(resources, names[i], arena, diag, &table));
    while (dm_table_next(&table)) {
      *DM_PUSH(arena, out->hash, out->count, out->capacity) = dm_hash_bytes(table.field[0].data, table.field[0].size);
    }
  }
  return DM_OK;
}

static bool tells(const struct dm_lemmas *lemmas, struct dm_span lemma)
{
  uint64_t hash = dm_hash_bytes(lemma.data, lemma.size);
  for (uint32_t i = 0; i < lemmas->count; i++) {
    if (lemmas->hash[i] == hash) {
      return true;
    }
  }
  return false;
}

struct reader {
  const struct dm_word_table *words;
  const struct dm_lemmas *lemmas;
  struct dm_arena *arena; ///< of the examples
  struct dm_example example;
};

static uint8_t mark_of(const struct reader *reader, const struct dm_conllu_word *word, struct dm_span form)
{
  uint32_t code = 0;
  bool alone = dm_utf8_decode(form, 0, &code) == form.size;
  if ((alone && dm_utf8_is_double_quote(code)) || dm_span_equal(form, DM_LITERAL("``")) ||
      dm_span_equal(form, DM_LITERAL("''"))) {
    return DM_EXAMPLE_QUOTE;
  }
  if (alone && (code == '.' || code == ',')) {
    return code == '.' ? DM_EXAMPLE_STOP : DM_EXAMPLE_COMMA;
  }
  bool verb = dm_span_equal(word->column[DM_CONLLU_UPOS], DM_LITERAL("VERB"));
  return verb && tells(reader->lemmas, word->column[DM_CONLLU_LEMMA]) ? DM_EXAMPLE_TELLS : 0;
}

static void read_word(struct reader *reader, const struct dm_conllu_word *word, uint32_t i)
{
  struct dm_example *example = &reader->example;
  struct dm_span form = word->column[DM_CONLLU_FORM];
  dm_parser_read(reader->words, form, dm_words_folded(form), i == 0, &example->word[i]);
  enum dm_xpos xpos = dm_xpos_named(word->column[DM_CONLLU_XPOS]);
  enum dm_tag tag = dm_tag_named(word->column[DM_CONLLU_UPOS]);
  example->word[i].tag = (uint8_t)(tag == DM_TAG_COUNT ? DM_TAG_X : tag);
  example->word[i].xpos = (uint8_t)(xpos == DM_XPOS_COUNT ? DM_XPOS_NONE : xpos);
  enum dm_relation relation = dm_relation_named(word->column[DM_CONLLU_DEPREL]);
  bool known = relation != DM_RELATION_COUNT && relation != DM_RELATION_NONE;
  example->head[i] = word->head;
  example->relation[i] = (uint8_t)(!word->head ? DM_RELATION_ROOT : known ? relation : DM_RELATION_DEP);
  example->mark[i] = mark_of(reader, word, form);
}

static bool has_tree(const struct dm_conllu_sentence *sentence)
{
  for (uint32_t i = 0; i < sentence->word_count; i++) {
    if (sentence->word[i].head == DM_NONE || sentence->word[i].head == i + 1) {
      return false;
    }
  }
  return sentence->word_count <= DM_SENTENCE_TOKENS;
}

enum dm_status dm_examples_read(const char *path, const struct dm_word_table *words, const struct dm_lemmas *lemmas,
                                struct dm_arena *arena, struct dm_diag *diag, struct dm_examples *out)
{
  struct dm_conllu file = {.name = path};
  struct reader reader = {.words = words, .lemmas = lemmas, .arena = arena};
  struct dm_conllu_sentence sentence;
  DM_TRY(dm_io_read_file(path, arena, diag, &file.rest));
  enum dm_status status;
  while ((status = dm_conllu_next(&file, arena, diag, &sentence)) == DM_OK) {
    if (!has_tree(&sentence)) {
      continue;
    }
    uint32_t count = sentence.word_count;
    reader.example = (struct dm_example){.count = count,
                                         .word = DM_NEW(arena, struct dm_parser_word, count),
                                         .head = DM_NEW(arena, uint32_t, count),
                                         .relation = DM_NEW(arena, uint8_t, count),
                                         .mark = DM_NEW(arena, uint8_t, count)};
    for (uint32_t i = 0; i < count; i++) {
      read_word(&reader, &sentence.word[i], i);
    }
    *DM_PUSH(arena, out->example, out->count, out->capacity) = reader.example;
  }
  return status == DM_SKIP ? DM_OK : status;
}
