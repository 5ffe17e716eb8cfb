// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// CoNLL-U: documents are cut so that none of it is lost; what is read has words within its body; the analysis of it, written
// as CoNLL-U and read again, has the same words and sentences.
#include "fuzz.h"

#include "article/conllu_layout.h"
#include "base/utf8.h"
#include "pipeline/layers_conllu.h"
#include "pipeline/pipeline.h"
#include "text/given.h"

static const struct dm_model *load_model(void)
{
  static struct dm_model *model;
  if (!model) {
    struct dm_diag diag = fuzz_diag();
    struct dm_resources resources = {0};
    FUZZ_CHECK(dm_model_new(&resources, &diag, &model) == DM_OK);
  }
  return model;
}

static void check_given(const struct dm_article *article, const struct dm_given *given)
{
  uint32_t end = 0;
  FUZZ_CHECK(dm_utf8_check(article->body) == article->body.size);
  for (uint32_t i = 0; i < given->token_count; i++) {
    struct dm_range token = given->token[i];
    FUZZ_CHECK(token.start >= end && token.start < token.end && fuzz_is_range(article->body, token));
    FUZZ_CHECK(given->form[i].size > 0);
    FUZZ_CHECK(!given->joined[i] || token.start == end);
    end = token.end;
  }
  uint32_t tokens = 0;
  for (uint32_t s = 0; s < given->sentence_count; s++) {
    struct dm_range sentence = given->sentence[s];
    FUZZ_CHECK(sentence.start == tokens && sentence.end > tokens);
    FUZZ_CHECK(!given->joined[sentence.start]);
    tokens = sentence.end;
  }
  FUZZ_CHECK(tokens == given->token_count);
  FUZZ_CHECK(given->begins[0]);
}

static void check_again(struct dm_span written, const struct dm_article *article, const struct dm_given *given,
                        struct dm_arena *arena)
{
  struct dm_record record = {.kind = DM_RECORD_CONLLU, .bytes = written, .name = DM_LITERAL("again"), .line = 1};
  struct dm_article_options options = {0};
  struct dm_diag diag = fuzz_diag();
  struct dm_article again;
  struct dm_given back;
  FUZZ_CHECK(dm_given_read(&record, &options, arena, &diag, &again, &back) == DM_OK);
  FUZZ_CHECK(again.body.size == article->body.size);
  FUZZ_CHECK(back.token_count == given->token_count && back.sentence_count == given->sentence_count);
  for (uint32_t i = 0; i < back.token_count; i++) {
    FUZZ_CHECK(back.token[i].start == given->token[i].start && back.joined[i] == given->joined[i]);
  }
  for (uint32_t s = 0; s < back.sentence_count; s++) {
    FUZZ_CHECK(back.sentence[s].end == given->sentence[s].end && back.begins[s] == given->begins[s]);
  }
}

static void read_document(struct dm_span bytes)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_diag diag = fuzz_diag();
  struct dm_record record = {.kind = DM_RECORD_CONLLU, .bytes = bytes, .name = DM_LITERAL("fuzz"), .line = 1};
  struct dm_article_options options = {0};
  struct dm_article article;
  struct dm_given given;
  enum dm_status status = dm_given_read(&record, &options, arena, &diag, &article, &given);
  FUZZ_CHECK((status == DM_OK || status == DM_SKIP) == (diag.errors == 0));
  if (status == DM_OK) {
    check_given(&article, &given);
    struct dm_result result = {0};
    struct dm_buffer out = {0};
    FUZZ_CHECK(dm_pipeline_take(load_model(), &record, &options, arena, &diag, &result) == DM_OK);
    dm_pipeline_analyse(load_model(), arena, &result);
    dm_layers_conllu_write(&result, arena, &out);
    check_again(dm_buffer_span(&out), &article, &given, arena);
    dm_buffer_free(&out);
  }
  dm_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span bytes = fuzz_span(data, size);
  for (size_t at = 0; at < bytes.size;) {
    size_t end = dm_conllu_document_end(bytes, at);
    FUZZ_CHECK(end > at && end <= bytes.size);
    read_document(dm_span_slice(bytes, (struct dm_range){(uint32_t)at, (uint32_t)end}));
    at = end;
  }
  return 0;
}
