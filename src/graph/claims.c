// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/sheet.h"

static const enum dm_word kinds[] = {
    [DM_DIRECT] = DM_WORD_KIND_DIRECT, [DM_MIXED] = DM_WORD_KIND_MIXED, [DM_INDIRECT] = DM_WORD_KIND_INDIRECT};
static const enum dm_word polarities[] = {
    [DM_POSITIVE] = DM_WORD_POLARITY_POSITIVE, [DM_NEGATIVE] = DM_WORD_POLARITY_NEGATIVE};
static const enum dm_word modalities[] = {[DM_SAID] = DM_WORD_MODALITY_SAID,
                                          [DM_THOUGHT] = DM_WORD_MODALITY_THOUGHT,
                                          [DM_PLANNED] = DM_WORD_MODALITY_PLANNED};
static const enum dm_word forces[] = {[DM_DEMANDING] = DM_WORD_FORCE_DEMANDING,
                                      [DM_REQUESTING] = DM_WORD_FORCE_REQUESTING,
                                      [DM_PROPOSING] = DM_WORD_FORCE_PROPOSING,
                                      [DM_APPEALING] = DM_WORD_FORCE_APPEALING};
static const enum dm_word responses[] = {
    [DM_REJECT] = DM_WORD_RESPONSE_REJECT,     [DM_IGNORE] = DM_WORD_RESPONSE_IGNORE,
    [DM_ACCEPT] = DM_WORD_RESPONSE_ACCEPT,     [DM_PARTIAL] = DM_WORD_RESPONSE_PARTIAL,
    [DM_CONSIDER] = DM_WORD_RESPONSE_CONSIDER, [DM_RESPOND] = DM_WORD_RESPONSE_RESPOND};

static void add_date_of(struct dm_sheet *sheet, struct dm_term fact, enum dm_word predicate, uint32_t date)
{
  if (date != DM_NONE) {
    dm_sheet_add(sheet, fact, predicate, sheet->date[date]);
  }
}

/// The segments as passages of `fact`, in text order by their offsets.
static void add_content(struct dm_sheet *sheet, struct dm_term fact, const struct dm_segments *content)
{
  for (uint32_t i = 0; i < content->count; i++) {
    dm_sheet_add_passage(sheet, fact, DM_WORD_CONTENT, content->bytes[i]);
  }
}

/// The segments as one text, with an ellipsis where words were left out.
static void add_content_text(struct dm_sheet *sheet, struct dm_term fact, enum dm_word predicate,
                             const struct dm_segments *content)
{
  struct dm_buffer joined = {0};
  for (uint32_t i = 0; i < content->count; i++) {
    if (i > 0) {
      dm_buffer_add_text(&joined, " \xe2\x80\xa6 ");
    }
    dm_buffer_add_span(&joined, dm_span_slice(sheet->map.text, content->bytes[i]));
  }
  dm_sheet_add_text(sheet, fact, predicate, dm_sheet_label(sheet, dm_buffer_span(&joined)), DM_WORD_NONE);
  dm_buffer_free(&joined);
}

/// The first mention that ends after byte `byte`.
static uint32_t mention_after(const struct dm_sheet *sheet, uint32_t byte)
{
  const struct dm_mentions *mentions = sheet->analysis->mentions;
  uint32_t low = 0;
  uint32_t high = mentions->mention_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (dm_text_bytes(sheet->analysis->text, mentions->mention[middle].tokens).end <= byte) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/// Whom and what a statement names.
static void add_about(struct dm_sheet *sheet, struct dm_term fact, const struct dm_segments *content)
{
  const struct dm_mentions *mentions = sheet->analysis->mentions;
  for (uint32_t i = 0; i < content->count; i++) {
    for (uint32_t m = mention_after(sheet, content->bytes[i].start); m < mentions->mention_count; m++) {
      struct dm_range bytes = dm_text_bytes(sheet->analysis->text, mentions->mention[m].tokens);
      if (!dm_range_within(bytes, content->bytes[i])) {
        break;
      }
      dm_sheet_add(sheet, fact, DM_WORD_ABOUT, sheet->entity[mentions->mention[m].entity]);
    }
  }
}

static void add_statement(struct dm_sheet *sheet, struct dm_term fact, const struct dm_statement *statement)
{
  dm_sheet_add_word(sheet, fact, DM_WORD_TYPE, DM_WORD_STATEMENT);
  dm_sheet_add_evidence(sheet, fact, &statement->evidence);
  dm_sheet_add_word(sheet, fact, DM_WORD_STATEMENT_KIND, kinds[statement->kind]);
  dm_sheet_add_word(sheet, fact, DM_WORD_POLARITY, polarities[statement->polarity]);
  dm_sheet_add_word(sheet, fact, DM_WORD_MODALITY, modalities[statement->modality]);
  struct dm_span cue = dm_span_slice(sheet->map.text, statement->evidence.cue);
  dm_sheet_add_text(sheet, fact, DM_WORD_CUE, dm_sheet_label(sheet, cue), DM_WORD_NONE);
  dm_sheet_add_parties(sheet, fact, DM_WORD_SPEAKER, &statement->speaker, true);
  dm_sheet_add_parties(sheet, fact, DM_WORD_STATEMENT_TO, &statement->addressee, false);
  dm_sheet_add_parties(sheet, fact, DM_WORD_VIA, &statement->via, false);
  add_content(sheet, fact, &statement->content);
  add_content_text(sheet, fact, DM_WORD_QUOTES, &statement->content);
  add_about(sheet, fact, &statement->content);
  add_date_of(sheet, fact, DM_WORD_SAID_ON, statement->date);
}

void dm_sheet_add_statements(struct dm_sheet *sheet)
{
  const struct dm_facts *facts = sheet->facts;
  sheet->statement = DM_NEW(sheet->arena, struct dm_term, facts->statement_count + 1);
  for (uint32_t i = 0; i < facts->statement_count; i++) {
    sheet->statement[i] = dm_sheet_name(sheet, "statement", facts->statement[i].evidence.whole);
    add_statement(sheet, sheet->statement[i], &facts->statement[i]);
  }
}

static void add_wording(struct dm_sheet *sheet, struct dm_term demand, const struct dm_wording *wording, uint32_t rank)
{
  struct dm_term fact = dm_sheet_name(sheet, "wording", wording->evidence.whole);
  dm_sheet_add(sheet, demand, DM_WORD_HAS_WORDING, fact);
  dm_sheet_add_passage(sheet, demand, DM_WORD_EVIDENCE, wording->evidence.whole);
  dm_sheet_add_passage(sheet, demand, DM_WORD_CUE_PASSAGE, wording->evidence.cue);
  dm_sheet_add_word(sheet, fact, DM_WORD_TYPE, DM_WORD_WORDING);
  dm_sheet_add_evidence(sheet, fact, &wording->evidence);
  dm_sheet_add_count(sheet, fact, DM_WORD_WORDING_RANK, rank);
  add_content(sheet, fact, &wording->content);
}

static void add_demand(struct dm_sheet *sheet, struct dm_term fact, const struct dm_demand *demand)
{
  dm_sheet_add_word(sheet, fact, DM_WORD_TYPE, DM_WORD_DEMAND);
  dm_sheet_add_evidence(sheet, fact, &demand->wording[0].evidence);
  dm_sheet_add_word(sheet, fact, DM_WORD_FORCE, forces[demand->force]);
  dm_sheet_add_parties(sheet, fact, DM_WORD_DEMANDER, &demand->demander, true);
  dm_sheet_add_parties(sheet, fact, DM_WORD_DEMAND_OF, &demand->addressee, false);
  for (uint32_t i = 0; i < demand->wording_count; i++) {
    add_wording(sheet, fact, &demand->wording[i], i + 1);
  }
  add_content_text(sheet, fact, DM_WORD_DEMANDS, &demand->wording[0].content);
  add_date_of(sheet, fact, DM_WORD_DEMANDED_ON, demand->date);
  add_date_of(sheet, fact, DM_WORD_DEADLINE, demand->deadline);
  if (demand->statement != DM_NONE) {
    dm_sheet_add(sheet, fact, DM_WORD_VOICED_IN, sheet->statement[demand->statement]);
  }
}

void dm_sheet_add_demands(struct dm_sheet *sheet)
{
  const struct dm_facts *facts = sheet->facts;
  sheet->demand = DM_NEW(sheet->arena, struct dm_term, facts->demand_count + 1);
  for (uint32_t i = 0; i < facts->demand_count; i++) {
    sheet->demand[i] = dm_sheet_name(sheet, "demand", facts->demand[i].wording[0].evidence.whole);
    add_demand(sheet, sheet->demand[i], &facts->demand[i]);
  }
}

void dm_sheet_add_responses(struct dm_sheet *sheet)
{
  const struct dm_facts *facts = sheet->facts;
  for (uint32_t i = 0; i < facts->response_count; i++) {
    const struct dm_response *response = &facts->response[i];
    struct dm_term fact = dm_sheet_name(sheet, "response", response->evidence.whole);
    dm_sheet_add_word(sheet, fact, DM_WORD_TYPE, DM_WORD_RESPONSE);
    dm_sheet_add_evidence(sheet, fact, &response->evidence);
    dm_sheet_add(sheet, fact, DM_WORD_ANSWERS, sheet->demand[response->demand]);
    dm_sheet_add_parties(sheet, fact, DM_WORD_RESPONDER, &response->responder, true);
    dm_sheet_add_word(sheet, fact, DM_WORD_RESPONSE_KIND, responses[response->kind]);
    add_date_of(sheet, fact, DM_WORD_RESPONDED_ON, response->date);
  }
}
