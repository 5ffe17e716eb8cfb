// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "pipeline/facts_json.h"

#include "base/utf8.h"

/// What every writer here needs.
struct sheet {
  const struct dm_result *result;
  struct dm_codepoints map;
  struct dm_json json;
};

static const char *const entity_types[] = {
    [DM_PERSON] = "person", [DM_ORGANIZATION] = "organization", [DM_COUNTRY] = "country", [DM_PLACE] = "place"};
static const char *const kinds[] = {[DM_DIRECT] = "direct", [DM_MIXED] = "mixed", [DM_INDIRECT] = "indirect"};
static const char *const modalities[] = {[DM_SAID] = "said", [DM_THOUGHT] = "thought", [DM_PLANNED] = "planned"};
static const char *const forces[] = {[DM_DEMANDING] = "demanding",
                                     [DM_REQUESTING] = "requesting",
                                     [DM_PROPOSING] = "proposing",
                                     [DM_APPEALING] = "appealing"};
static const char *const response_kinds[] = {
    [DM_REJECT] = "reject",   [DM_IGNORE] = "ignore",     [DM_ACCEPT] = "accept",
    [DM_PARTIAL] = "partial", [DM_CONSIDER] = "consider", [DM_RESPOND] = "respond"};
static const char *const date_types[] = {
    [DM_DATE] = "date", [DM_TIME] = "time", [DM_DURATION] = "duration", [DM_SET] = "set"};
static const char *const paragraph_kinds[] = {[DM_PARAGRAPH_BODY] = "body",
                                              [DM_PARAGRAPH_HEADLINE] = "headline",
                                              [DM_PARAGRAPH_CAPTION] = "caption",
                                              [DM_PARAGRAPH_FURNITURE] = "furniture"};

static void put_text(struct sheet *sheet, const char *key, const char *value)
{
  dm_json_member(&sheet->json, key, dm_span_of(value));
}

static void open_array(struct sheet *sheet, const char *key)
{
  dm_json_key(&sheet->json, key);
  dm_json_open(&sheet->json, '[');
}

static void put_offsets(struct sheet *sheet, struct dm_range bytes)
{
  dm_json_member_uint(&sheet->json, "start", dm_codepoints_at(&sheet->map, bytes.start));
  dm_json_member_uint(&sheet->json, "end", dm_codepoints_at(&sheet->map, bytes.end));
}

/// {"text", "start", "end"} of a range
static void put_passage(struct sheet *sheet, struct dm_range bytes)
{
  dm_json_open(&sheet->json, '{');
  dm_json_key(&sheet->json, "text");
  dm_json_string(&sheet->json, dm_span_slice(sheet->result->text.body, bytes));
  put_offsets(sheet, bytes);
  dm_json_close(&sheet->json, '}');
}

static void put_segments(struct sheet *sheet, const struct dm_segments *segments)
{
  open_array(sheet, "content");
  for (uint32_t i = 0; i < segments->count; i++) {
    put_passage(sheet, segments->bytes[i]);
  }
  dm_json_close(&sheet->json, ']');
}

static void put_parties(struct sheet *sheet, const char *key, const struct dm_parties *parties)
{
  open_array(sheet, key);
  for (uint32_t i = 0; i < parties->count; i++) {
    const struct dm_party *party = &parties->party[i];
    dm_json_open(&sheet->json, '{');
    dm_json_member(&sheet->json, "label", party->label);
    if (party->entity != DM_NONE) {
      dm_json_member_uint(&sheet->json, "entity", party->entity);
    }
    if (party->bytes.end > party->bytes.start) {
      put_offsets(sheet, party->bytes);
    }
    dm_json_close(&sheet->json, '}');
  }
  dm_json_close(&sheet->json, ']');
}

static void put_evidence(struct sheet *sheet, const struct dm_evidence *evidence)
{
  if (evidence->cue.end > evidence->cue.start) {
    dm_json_key(&sheet->json, "cue");
    put_passage(sheet, evidence->cue);
  }
  put_text(sheet, "rule", evidence->rule);
  dm_json_member_uint(&sheet->json, "confidence", evidence->confidence);
}

static void put_date(struct sheet *sheet, const char *key, uint32_t date)
{
  if (date != DM_NONE) {
    dm_json_member(&sheet->json, key, sheet->result->mentions.date[date].value);
  }
}

static void put_metadata(struct sheet *sheet)
{
  const struct dm_article *article = &sheet->result->article;
  dm_json_member(&sheet->json, "id", article->id);
  dm_json_member(&sheet->json, "title", article->title);
  dm_json_member(&sheet->json, "date", article->date);
  dm_json_member(&sheet->json, "publisher", article->publisher);
  dm_json_member(&sheet->json, "url", article->url);
}

static void put_entities(struct sheet *sheet)
{
  const struct dm_mentions *mentions = &sheet->result->mentions;
  open_array(sheet, "entities");
  for (uint32_t i = 0; i < mentions->entity_count; i++) {
    const struct dm_entity *entity = &mentions->entity[i];
    dm_json_open(&sheet->json, '{');
    put_text(sheet, "type", entity_types[entity->type]);
    dm_json_member(&sheet->json, "label", entity->label);
    open_array(sheet, "aliases");
    for (uint32_t k = 0; k < entity->alias_count; k++) {
      dm_json_string(&sheet->json, entity->alias[k]);
    }
    dm_json_close(&sheet->json, ']');
    dm_json_close(&sheet->json, '}');
  }
  dm_json_close(&sheet->json, ']');
}

static void put_positions(struct sheet *sheet)
{
  const struct dm_mentions *mentions = &sheet->result->mentions;
  open_array(sheet, "positions");
  for (uint32_t i = 0; i < mentions->position_count; i++) {
    const struct dm_position *position = &mentions->position[i];
    dm_json_open(&sheet->json, '{');
    dm_json_member(&sheet->json, "person", mentions->entity[position->person].label);
    dm_json_member(&sheet->json, "role", position->role);
    if (position->organization != DM_NONE) {
      dm_json_member(&sheet->json, "organization", mentions->entity[position->organization].label);
    }
    put_text(sheet, "rule", position->rule);
    dm_json_close(&sheet->json, '}');
  }
  dm_json_close(&sheet->json, ']');
}

static void put_statements(struct sheet *sheet)
{
  open_array(sheet, "statements");
  for (uint32_t i = 0; i < sheet->result->facts.statement_count; i++) {
    const struct dm_statement *statement = &sheet->result->facts.statement[i];
    dm_json_open(&sheet->json, '{');
    put_text(sheet, "kind", kinds[statement->kind]);
    put_text(sheet, "modality", modalities[statement->modality]);
    put_text(sheet, "polarity", statement->polarity == DM_NEGATIVE ? "negative" : "positive");
    put_parties(sheet, "speaker", &statement->speaker);
    put_parties(sheet, "addressee", &statement->addressee);
    put_parties(sheet, "via", &statement->via);
    put_date(sheet, "date", statement->date);
    put_segments(sheet, &statement->content);
    put_evidence(sheet, &statement->evidence);
    dm_json_close(&sheet->json, '}');
  }
  dm_json_close(&sheet->json, ']');
}

static void put_responses(struct sheet *sheet, uint32_t demand)
{
  open_array(sheet, "responses");
  for (uint32_t i = 0; i < sheet->result->facts.response_count; i++) {
    const struct dm_response *response = &sheet->result->facts.response[i];
    if (response->demand == demand) {
      dm_json_open(&sheet->json, '{');
      put_text(sheet, "kind", response_kinds[response->kind]);
      put_parties(sheet, "responder", &response->responder);
      put_date(sheet, "date", response->date);
      put_evidence(sheet, &response->evidence);
      dm_json_close(&sheet->json, '}');
    }
  }
  dm_json_close(&sheet->json, ']');
}

static void put_wordings(struct sheet *sheet, const struct dm_demand *demand)
{
  open_array(sheet, "wordings");
  for (uint32_t i = 0; i < demand->wording_count; i++) {
    dm_json_open(&sheet->json, '{');
    put_segments(sheet, &demand->wording[i].content);
    put_evidence(sheet, &demand->wording[i].evidence);
    dm_json_close(&sheet->json, '}');
  }
  dm_json_close(&sheet->json, ']');
}

static void put_demands(struct sheet *sheet)
{
  open_array(sheet, "demands");
  for (uint32_t i = 0; i < sheet->result->facts.demand_count; i++) {
    const struct dm_demand *demand = &sheet->result->facts.demand[i];
    dm_json_open(&sheet->json, '{');
    put_text(sheet, "force", forces[demand->force]);
    put_parties(sheet, "demander", &demand->demander);
    put_parties(sheet, "addressee", &demand->addressee);
    put_date(sheet, "date", demand->date);
    put_date(sheet, "deadline", demand->deadline);
    put_wordings(sheet, demand);
    put_responses(sheet, i);
    dm_json_close(&sheet->json, '}');
  }
  dm_json_close(&sheet->json, ']');
}

static void put_dates(struct sheet *sheet)
{
  const struct dm_mentions *mentions = &sheet->result->mentions;
  open_array(sheet, "dates");
  for (uint32_t i = 0; i < mentions->date_count; i++) {
    const struct dm_date *date = &mentions->date[i];
    dm_json_open(&sheet->json, '{');
    dm_json_member(&sheet->json, "text", dm_span_slice(sheet->result->text.body, date->bytes));
    put_offsets(sheet, date->bytes);
    put_text(sheet, "type", date_types[date->type]);
    dm_json_member(&sheet->json, "value", date->value);
    put_text(sheet, "rule", date->rule);
    dm_json_close(&sheet->json, '}');
  }
  dm_json_close(&sheet->json, ']');
}

static struct sheet begin_sheet(const struct dm_result *result, struct dm_arena *arena, struct dm_buffer *out)
{
  struct sheet sheet = {.result = result, .map = dm_codepoints_new(result->article.body, arena), .json = {.out = out}};
  dm_json_open(&sheet.json, '{');
  put_metadata(&sheet);
  return sheet;
}

void dm_facts_json_write(const struct dm_result *result, struct dm_arena *arena, struct dm_buffer *out)
{
  struct sheet sheet = begin_sheet(result, arena, out);
  put_entities(&sheet);
  put_positions(&sheet);
  put_statements(&sheet);
  put_demands(&sheet);
  put_dates(&sheet);
  dm_json_close(&sheet.json, '}');
}

static void put_token(struct sheet *sheet, uint32_t token)
{
  const struct dm_result *result = sheet->result;
  dm_json_open(&sheet->json, '{');
  dm_json_member(&sheet->json, "text", dm_text_word(&result->text, token));
  put_offsets(sheet, result->text.token[token]);
  put_text(sheet, "tag", dm_tag_name((enum dm_tag)result->syntax.upos[token]));
  put_text(sheet, "xpos", dm_xpos_name((enum dm_xpos)result->syntax.xpos[token]));
  uint32_t mention = result->mentions.token_mention ? result->mentions.token_mention[token] : DM_NONE;
  if (mention != DM_NONE) {
    dm_json_member_uint(&sheet->json, "entity", result->mentions.mention[mention].entity);
  }
  dm_json_close(&sheet->json, '}');
}

static void put_quotations(struct sheet *sheet)
{
  const struct dm_mentions *mentions = &sheet->result->mentions;
  open_array(sheet, "quotations");
  for (uint32_t i = 0; i < mentions->quotation_count; i++) {
    const struct dm_quotation *quotation = &mentions->quotation[i];
    dm_json_open(&sheet->json, '{');
    dm_json_member(&sheet->json, "text", dm_span_slice(sheet->result->text.body, quotation->outer));
    put_offsets(sheet, quotation->outer);
    dm_json_key(&sheet->json, "closed");
    dm_json_bool(&sheet->json, quotation->closed);
    dm_json_key(&sheet->json, "scare");
    dm_json_bool(&sheet->json, quotation->scare);
    if (quotation->follows != DM_NONE) {
      dm_json_member_uint(&sheet->json, "follows", quotation->follows);
    }
    dm_json_close(&sheet->json, '}');
  }
  dm_json_close(&sheet->json, ']');
}

static void put_sentence(struct sheet *sheet, uint32_t sentence)
{
  struct dm_range tokens = sheet->result->text.sentence[sentence];
  dm_json_open(&sheet->json, '{');
  put_offsets(sheet, dm_text_bytes(&sheet->result->text, tokens));
  open_array(sheet, "tokens");
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    put_token(sheet, i);
  }
  dm_json_close(&sheet->json, ']');
  dm_json_close(&sheet->json, '}');
}

void dm_layers_json_write(const struct dm_result *result, struct dm_arena *arena, struct dm_buffer *out)
{
  struct sheet sheet = begin_sheet(result, arena, out);
  open_array(&sheet, "paragraphs");
  for (uint32_t i = 0; i < result->text.paragraph_count; i++) {
    const struct dm_paragraph *paragraph = &result->text.paragraph[i];
    dm_json_open(&sheet.json, '{');
    put_text(&sheet, "kind", paragraph_kinds[paragraph->kind]);
    put_offsets(&sheet, paragraph->bytes);
    open_array(&sheet, "sentences");
    for (uint32_t s = paragraph->sentences.start; s < paragraph->sentences.end; s++) {
      put_sentence(&sheet, s);
    }
    dm_json_close(&sheet.json, ']');
    dm_json_close(&sheet.json, '}');
  }
  dm_json_close(&sheet.json, ']');
  put_quotations(&sheet);
  dm_json_close(&sheet.json, '}');
}
