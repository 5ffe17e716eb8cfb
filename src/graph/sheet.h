// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file sheet.h  One article's graph while it is written: its names, and the ways to put a quad in.
   Of graph/ alone.
*/
#ifndef DM_GRAPH_SHEET_H
#define DM_GRAPH_SHEET_H

#include "base/utf8.h"
#include "graph/graph.h"
#include "graph/iri.h"
#include "graph/vocabulary.h"

struct dm_sheet {
  const struct dm_analysis *analysis;
  const struct dm_facts *facts;
  struct dm_arena *arena;
  struct dm_quads *quads;
  struct dm_codepoints map;
  struct dm_term article; ///< also the graph
  struct dm_buffer scratch;
  struct dm_iri_set taken;   ///< names of facts and entities
  struct dm_iri_set unnamed; ///< sources without a name
  uint32_t label_count, label_capacity;
  struct dm_span *unnamed_label; ///< [unnamed.count]
  struct dm_term *entity;        ///< [entity_count]
  struct dm_term *date;          ///< [date_count]
  struct dm_term *statement;     ///< [statement_count]
  struct dm_term *demand;        ///< [demand_count]
};

void dm_sheet_add(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, struct dm_term object);
/// With a word of the vocabulary as object.
void dm_sheet_add_word(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, enum dm_word object);
/// With a literal of `datatype` (DM_WORD_NONE: text); nothing where `value` is empty.
void dm_sheet_add_text(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, struct dm_span value,
                       enum dm_word datatype);
void dm_sheet_add_count(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, uint32_t count);
/// With 0..1000 thousandths as xsd:decimal.
void dm_sheet_add_share(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, uint32_t thousandths);
/// With an ISO day, month or year as xsd:date, xsd:gYearMonth or xsd:gYear; nothing if it is none the calendar has.
void dm_sheet_add_day(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, struct dm_span value);

/// `ARTICLE#KIND-START-END` of bytes, in code points; with a suffix where another thing has that name.
struct dm_term dm_sheet_name(struct dm_sheet *sheet, const char *kind, struct dm_range bytes);
/// The same without a suffix: a place in the text.
struct dm_term dm_sheet_place_name(struct dm_sheet *sheet, const char *kind, struct dm_range bytes);
/// `ARTICLE#KIND-SLUG`, the same for the same label.
struct dm_term dm_sheet_label_name(struct dm_sheet *sheet, const char *kind, struct dm_span label);
/// White space runs of a label are one space each.
struct dm_span dm_sheet_label(struct dm_sheet *sheet, struct dm_span label);

/// Begin, end, text and context of a stretch of the article (NIF).
void dm_sheet_add_offsets(struct dm_sheet *sheet, struct dm_term subject, struct dm_range bytes);
/// The passage of `bytes`; nothing where they are empty.
void dm_sheet_add_passage(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate,
                          struct dm_range bytes);
/// Article, evidence, rule and confidence of a fact.
void dm_sheet_add_evidence(struct dm_sheet *sheet, struct dm_term fact, const struct dm_evidence *evidence);

/* The kinds of things. */
void dm_sheet_add_dates(struct dm_sheet *sheet);
void dm_sheet_add_entities(struct dm_sheet *sheet);
void dm_sheet_add_positions(struct dm_sheet *sheet);
/// Each party as `predicate` of `fact`; with `source`, where it stands in the text as well.
void dm_sheet_add_parties(struct dm_sheet *sheet, struct dm_term fact, enum dm_word predicate,
                          const struct dm_parties *parties, bool source);
void dm_sheet_add_statements(struct dm_sheet *sheet);
void dm_sheet_add_demands(struct dm_sheet *sheet);
void dm_sheet_add_responses(struct dm_sheet *sheet);

#endif
