// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/graph.h"

#include "graph/iri.h"
#include "graph/sheet.h"

static struct dm_span keep(struct dm_buffer *buffer, struct dm_arena *arena)
{
  struct dm_span kept = {dm_arena_copy(arena, buffer->data, buffer->size), buffer->size};
  dm_buffer_free(buffer);
  return kept;
}

struct dm_span dm_graph_article_iri(struct dm_span base, struct dm_span id, struct dm_arena *arena)
{
  struct dm_buffer iri = {0};
  dm_buffer_add_span(&iri, base);
  dm_buffer_add_text(&iri, "/article/");
  dm_iri_encode(id, &iri);
  return keep(&iri, arena);
}

/// The same for all articles read by one version with the same rules.
static struct dm_term reading_term(const struct dm_graph_options *options, struct dm_arena *arena)
{
  struct dm_buffer iri = {0};
  dm_buffer_add_span(&iri, options->base);
  dm_buffer_add_text(&iri, "/reading/");
  dm_iri_encode(options->version, &iri);
  dm_buffer_add_byte(&iri, '/');
  dm_iri_encode(options->ruleset, &iri);
  return dm_term_iri(keep(&iri, arena));
}

static void add_reading(struct dm_sheet *sheet, const struct dm_graph_options *options)
{
  struct dm_term reading = reading_term(options, sheet->arena);
  dm_sheet_add(sheet, sheet->article, DM_WORD_READ_BY, reading);
  dm_sheet_add_word(sheet, reading, DM_WORD_TYPE, DM_WORD_READING);
  dm_sheet_add(sheet, reading, DM_WORD_USED, sheet->article);
  dm_sheet_add_text(sheet, reading, DM_WORD_SOFTWARE_VERSION, options->version, DM_WORD_NONE);
  dm_sheet_add_text(sheet, reading, DM_WORD_RULESET, options->ruleset, DM_WORD_NONE);
}

static void add_metadata(struct dm_sheet *sheet)
{
  const struct dm_article *article = sheet->analysis->text->article;
  struct dm_term subject = sheet->article;
  dm_sheet_add_word(sheet, subject, DM_WORD_TYPE, DM_WORD_ARTICLE);
  dm_sheet_add_text(sheet, subject, DM_WORD_IDENTIFIER, article->id, DM_WORD_NONE);
  dm_sheet_add_text(sheet, subject, DM_WORD_TITLE, article->title, DM_WORD_NONE);
  dm_sheet_add_day(sheet, subject, DM_WORD_ISSUED, article->date);
  dm_sheet_add_text(sheet, subject, DM_WORD_PUBLISHER, article->publisher, DM_WORD_NONE);
  dm_sheet_add_text(sheet, subject, DM_WORD_LANGUAGE, article->language, DM_WORD_NONE);
  if (dm_iri_check(article->url)) {
    dm_sheet_add(sheet, subject, DM_WORD_SOURCE, dm_term_iri(article->url));
  } else {
    dm_sheet_add_text(sheet, subject, DM_WORD_SOURCE, article->url, DM_WORD_NONE);
  }
}

void dm_graph_build(const struct dm_analysis *analysis, const struct dm_facts *facts,
                    const struct dm_graph_options *options, struct dm_arena *arena, struct dm_quads *out)
{
  const struct dm_article *article = analysis->text->article;
  *out = (struct dm_quads){0};
  struct dm_sheet sheet = {.analysis = analysis,
                           .facts = facts,
                           .arena = arena,
                           .quads = out,
                           .map = dm_codepoints_new(article->body, arena),
                           .article = dm_term_iri(dm_graph_article_iri(options->base, article->id, arena))};
  add_metadata(&sheet);
  add_reading(&sheet, options);
  dm_sheet_add_dates(&sheet);
  dm_sheet_add_entities(&sheet);
  dm_sheet_add_positions(&sheet);
  dm_sheet_add_statements(&sheet);
  dm_sheet_add_demands(&sheet);
  dm_sheet_add_responses(&sheet);
  dm_buffer_free(&sheet.scratch);
  dm_quads_sort(out);
}
