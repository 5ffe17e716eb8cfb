// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// One article of any text through all stages: ranges are what their headers promise, values of dates parse, the graph is
// sound RDF whose passages are the bytes of the body at their offsets, and the same text gives the same graph.
#include "quads.h"

#include "base/utf8.h"
#include "graph/calendar.h"
#include "graph/vocabulary.h"
#include "pipeline/facts_json.h"
#include "pipeline/pipeline.h"
#include "pipeline/wire.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

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

/* Text. */

static void check_tokens(const struct dm_text *text)
{
  uint32_t end = 0;
  for (uint32_t i = 0; i < text->token_count; i++) {
    struct dm_range token = text->token[i];
    FUZZ_CHECK(token.start >= end && token.start < token.end && fuzz_is_range(text->body, token));
    end = token.end;
    FUZZ_CHECK(text->token_sentence[i] < text->sentence_count);
    struct dm_range sentence = text->sentence[text->token_sentence[i]];
    FUZZ_CHECK(i >= sentence.start && i < sentence.end);
  }
}

static void check_text(const struct dm_text *text)
{
  uint32_t token = 0;
  uint32_t sentence = 0;
  uint32_t byte = 0;
  check_tokens(text);
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    FUZZ_CHECK(text->sentence[i].start == token && text->sentence[i].end > token);
    FUZZ_CHECK(text->sentence[i].end - token <= DM_SENTENCE_TOKENS);
    token = text->sentence[i].end;
    FUZZ_CHECK(text->sentence_paragraph[i] < text->paragraph_count);
  }
  FUZZ_CHECK(token == text->token_count);
  for (uint32_t i = 0; i < text->paragraph_count; i++) {
    const struct dm_paragraph *paragraph = &text->paragraph[i];
    FUZZ_CHECK(paragraph->bytes.start >= byte && fuzz_is_range(text->body, paragraph->bytes));
    byte = paragraph->bytes.end;
    FUZZ_CHECK(paragraph->sentences.start == sentence && paragraph->sentences.end >= sentence);
    sentence = paragraph->sentences.end;
  }
  FUZZ_CHECK(sentence == text->sentence_count);
}

static void check_syntax(const struct dm_text *text, const struct dm_syntax *syntax)
{
  uint32_t end = 0;
  for (uint32_t i = 0; i < syntax->phrase_count; i++) {
    FUZZ_CHECK(syntax->phrase[i].start >= end && syntax->phrase[i].start < syntax->phrase[i].end);
    end = syntax->phrase[i].end;
  }
  FUZZ_CHECK(end <= text->token_count);
  for (uint32_t i = 0; i < text->token_count; i++) {
    FUZZ_CHECK(syntax->tag[i] <= DM_TAG_VERB && syntax->form[i] <= DM_FORM_PARTICIPLE);
    FUZZ_CHECK(syntax->token_phrase[i] == DM_NONE || syntax->token_phrase[i] < syntax->phrase_count);
  }
}

/* Mentions. */

static void check_tokens_in(const struct dm_text *text, struct dm_range tokens)
{
  FUZZ_CHECK(tokens.start < tokens.end && tokens.end <= text->token_count);
}

static void check_label(struct dm_span label) { FUZZ_CHECK(label.size > 0 && dm_utf8_check(label) == label.size); }

static void check_entities(const struct dm_text *text, const struct dm_mentions *mentions)
{
  uint32_t end = 0;
  for (uint32_t i = 0; i < mentions->entity_count; i++) {
    check_label(mentions->entity[i].label);
    for (uint32_t a = 0; a < mentions->entity[i].alias_count; a++) {
      check_label(mentions->entity[i].alias[a]);
    }
  }
  for (uint32_t i = 0; i < mentions->mention_count; i++) {
    const struct dm_mention *mention = &mentions->mention[i];
    check_tokens_in(text, mention->tokens);
    check_tokens_in(text, mention->phrase);
    FUZZ_CHECK(mention->tokens.start >= end && dm_range_within(mention->tokens, mention->phrase));
    FUZZ_CHECK(mention->entity < mentions->entity_count);
    end = mention->tokens.end;
  }
  for (uint32_t i = 0; i < mentions->position_count; i++) {
    const struct dm_position *position = &mentions->position[i];
    check_tokens_in(text, position->tokens);
    FUZZ_CHECK(position->person < mentions->entity_count && position->role.size > 0 && position->rule);
    FUZZ_CHECK(position->organization == DM_NONE || position->organization < mentions->entity_count);
  }
}

static void check_quotations(const struct dm_text *text, const struct dm_mentions *mentions)
{
  uint32_t end = 0;
  for (uint32_t i = 0; i < mentions->quotation_count; i++) {
    const struct dm_quotation *quotation = &mentions->quotation[i];
    FUZZ_CHECK(quotation->outer.start >= end && fuzz_is_range(text->body, quotation->outer));
    FUZZ_CHECK(fuzz_is_range(text->body, quotation->inner) && dm_range_within(quotation->inner, quotation->outer));
    FUZZ_CHECK(quotation->tokens.start <= quotation->tokens.end && quotation->tokens.end <= text->token_count);
    FUZZ_CHECK(quotation->follows == DM_NONE || quotation->follows < i);
    end = quotation->outer.end;
  }
  for (uint32_t i = 0; i < text->token_count; i++) {
    FUZZ_CHECK(mentions->token_mention[i] == DM_NONE || mentions->token_mention[i] < mentions->mention_count);
    FUZZ_CHECK(mentions->token_date[i] == DM_NONE || mentions->token_date[i] < mentions->date_count);
    FUZZ_CHECK(mentions->token_quotation[i] == DM_NONE || mentions->token_quotation[i] < mentions->quotation_count);
  }
}

/* Dates. */

static bool has_form(struct dm_span value, const char *form)
{
  bool same = value.size == strlen(form);
  for (size_t i = 0; i < value.size && same; i++) {
    char c = value.data[i];
    same = form[i] == '0'   ? (c >= '0' && c <= '9')
           : form[i] == '#' ? (c == 'X' || (c >= '0' && c <= '9'))
                            : c == form[i];
  }
  return same;
}

/// One length of a period: `3D`, `XM`; false if it is none.
static bool take_length(struct dm_span value, size_t *at)
{
  static const char *const units[] = {"WE", "Y", "M", "W", "D", "H", "S"};
  size_t digits = *at;
  while (*at < value.size && ((value.data[*at] >= '0' && value.data[*at] <= '9') || value.data[*at] == 'X')) {
    *at += 1;
  }
  for (size_t i = 0; *at > digits && i < sizeof units / sizeof *units; i++) {
    size_t size = strlen(units[i]);
    if (*at + size <= value.size && memcmp(value.data + *at, units[i], size) == 0) {
      *at += size;
      return true;
    }
  }
  return false;
}

/// `P3D`, `PT2H`, `P1Y2M`, `PXM`
static bool is_period(struct dm_span value)
{
  size_t at = 1;
  if (value.size < 3 || value.data[0] != 'P') {
    return false;
  }
  bool timed = false;
  while (at < value.size) {
    at += !timed && value.data[at] == 'T';
    timed = timed || value.data[at - 1] == 'T';
    if (!take_length(value, &at)) {
      return false;
    }
  }
  return true;
}

/// `TMO`, `T15:00`: what may stand behind a day.
static bool is_time(struct dm_span value)
{
  static const char *const times[] = {"TMO", "TMI", "TAF", "TEV", "TNI", "T24", "T00:00"};
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
    if (has_form(value, times[i])) {
      return true;
    }
  }
  return false;
}

static bool is_timex(struct dm_span value)
{
  static const char *const forms[] = {"####-##-##",  "####-##",    "####",    "####-W##", "####-W##-#", "####-W##-WE",
                                      "####-Q#",     "####-SP",    "####-SU", "####-FA",  "####-WI",    "PAST_REF",
                                      "PRESENT_REF", "FUTURE_REF", "000",     "00",       "XXXX-WXX-WE"};
  enum { CALENDAR = 3 }; // of these forms what has only digits must be in the calendar
  if (dm_calendar_unit(value) != DM_CALENDAR_NONE || is_period(value)) {
    return true;
  }
  enum { DAY = sizeof "2022-01-27" - 1 };
  if (value.size > DAY && value.data[DAY] == 'T') {
    return is_timex((struct dm_span){value.data, DAY}) && is_time((struct dm_span){value.data + DAY, value.size - DAY});
  }
  const char *slash = memchr(value.data, '/', value.size);
  if (slash) {
    size_t first = (size_t)(slash - value.data);
    return is_timex((struct dm_span){value.data, first}) &&
           is_timex((struct dm_span){slash + 1, value.size - first - 1});
  }
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    if (has_form(value, forms[i])) {
      return i >= CALENDAR || memchr(value.data, 'X', value.size);
    }
  }
  return false;
}

static void check_dates(const struct dm_text *text, const struct dm_mentions *mentions)
{
  uint32_t end = 0;
  for (uint32_t i = 0; i < mentions->date_count; i++) {
    const struct dm_date *date = &mentions->date[i];
    check_tokens_in(text, date->tokens);
    FUZZ_CHECK(date->bytes.start < date->bytes.end && fuzz_is_range(text->body, date->bytes));
    FUZZ_CHECK(date->tokens.start >= end && date->rule);
    if (!is_timex(date->value)) {
      fprintf(stderr, "value %.*s\n", DM_SPAN_ARGS(date->value));
    }
    FUZZ_CHECK(is_timex(date->value));
    end = date->tokens.end;
  }
}

/* Facts. */

static void check_evidence(struct dm_span body, const struct dm_evidence *evidence)
{
  FUZZ_CHECK(evidence->whole.start < evidence->whole.end && fuzz_is_range(body, evidence->whole));
  FUZZ_CHECK(fuzz_is_range(body, evidence->cue));
  FUZZ_CHECK(evidence->cue.start == evidence->cue.end || dm_range_within(evidence->cue, evidence->whole));
  FUZZ_CHECK(evidence->rule && evidence->confidence <= 1000);
}

static void check_segments(struct dm_span body, const struct dm_segments *segments)
{
  uint32_t end = 0;
  for (uint32_t i = 0; i < segments->count; i++) {
    FUZZ_CHECK(segments->bytes[i].start >= end && segments->bytes[i].start < segments->bytes[i].end);
    FUZZ_CHECK(fuzz_is_range(body, segments->bytes[i]));
    end = segments->bytes[i].end;
  }
}

static void check_parties(const struct dm_result *result, const struct dm_parties *parties)
{
  for (uint32_t i = 0; i < parties->count; i++) {
    check_label(parties->party[i].label);
    FUZZ_CHECK(fuzz_is_range(result->text.body, parties->party[i].bytes));
    FUZZ_CHECK(parties->party[i].entity == DM_NONE || parties->party[i].entity < result->mentions.entity_count);
  }
}

static void check_date_of(const struct dm_result *result, uint32_t date)
{
  FUZZ_CHECK(date == DM_NONE || date < result->mentions.date_count);
}

static void check_statements(const struct dm_result *result)
{
  uint32_t start = 0;
  for (uint32_t i = 0; i < result->facts.statement_count; i++) {
    const struct dm_statement *statement = &result->facts.statement[i];
    check_evidence(result->text.body, &statement->evidence);
    check_segments(result->text.body, &statement->content);
    check_parties(result, &statement->speaker);
    check_parties(result, &statement->addressee);
    check_parties(result, &statement->via);
    check_date_of(result, statement->date);
    FUZZ_CHECK(statement->content.count > 0 && statement->evidence.whole.start >= start);
    start = statement->evidence.whole.start;
  }
}

static void check_demands(const struct dm_result *result)
{
  for (uint32_t i = 0; i < result->facts.demand_count; i++) {
    const struct dm_demand *demand = &result->facts.demand[i];
    check_parties(result, &demand->demander);
    check_parties(result, &demand->addressee);
    check_date_of(result, demand->date);
    check_date_of(result, demand->deadline);
    FUZZ_CHECK(demand->wording_count > 0);
    FUZZ_CHECK(demand->statement == DM_NONE || demand->statement < result->facts.statement_count);
    for (uint32_t w = 0; w < demand->wording_count; w++) {
      check_evidence(result->text.body, &demand->wording[w].evidence);
      check_segments(result->text.body, &demand->wording[w].content);
      FUZZ_CHECK(demand->wording[w].content.count > 0 || demand->wording_count == 1);
    }
  }
  for (uint32_t i = 0; i < result->facts.response_count; i++) {
    const struct dm_response *response = &result->facts.response[i];
    check_evidence(result->text.body, &response->evidence);
    check_parties(result, &response->responder);
    check_date_of(result, response->date);
    FUZZ_CHECK(response->demand < result->facts.demand_count);
  }
}

/* Graph. */

static uint32_t number_of(struct dm_span digits)
{
  char text[16] = "";
  FUZZ_CHECK(digits.size > 0 && digits.size < sizeof text);
  memcpy(text, digits.data, digits.size);
  return (uint32_t)strtoul(text, NULL, 10);
}

/// The value of one property of the subject at `at`; quads are sorted by subject.
static struct dm_span value_of(const struct dm_quads *quads, uint32_t at, enum dm_word property)
{
  struct dm_span subject = quads->quad[at].subject.value;
  while (at && dm_span_equal(quads->quad[at - 1].subject.value, subject)) {
    at--;
  }
  for (; at < quads->count && dm_span_equal(quads->quad[at].subject.value, subject); at++) {
    if (dm_span_equal(quads->quad[at].predicate.value, dm_word_iri(property))) {
      return quads->quad[at].object.value;
    }
  }
  return (struct dm_span){0};
}

/// nif:anchorOf is the body between nif:beginIndex and nif:endIndex, counted in code points.
static void check_passages(const struct dm_quads *quads, struct dm_span body)
{
  uint32_t *byte = calloc(body.size + 2, sizeof *byte);
  FUZZ_CHECK(byte);
  uint32_t count = 0;
  for (uint32_t at = 0; at < body.size; at++) {
    if (fuzz_is_boundary(body, at)) {
      byte[count++] = at;
    }
  }
  byte[count] = (uint32_t)body.size;
  for (uint32_t i = 0; i < quads->count; i++) {
    if (dm_span_equal(quads->quad[i].predicate.value, dm_word_iri(DM_WORD_ANCHOR_OF))) {
      uint32_t begin = number_of(value_of(quads, i, DM_WORD_BEGIN_INDEX));
      uint32_t end = number_of(value_of(quads, i, DM_WORD_END_INDEX));
      FUZZ_CHECK(begin < end && end <= count);
      struct dm_span anchor = dm_span_slice(body, (struct dm_range){byte[begin], byte[end]});
      FUZZ_CHECK(dm_span_equal(quads->quad[i].object.value, anchor));
    }
  }
  free(byte);
}

static void check_graph(const struct dm_result *result, struct dm_quads *quads, struct dm_arena *arena)
{
  struct dm_graph_options options = {.base = DM_LITERAL("https://example.org/news"),
                                     .version = DM_LITERAL("1"),
                                     .ruleset = dm_model_ruleset(load_model())};
  dm_graph_build(&result->analysis, &result->facts, &options, arena, quads);
  for (uint32_t i = 0; i < quads->count; i++) {
    fuzz_check_quad(&quads->quad[i]);
    FUZZ_CHECK(quads->quad[i].subject.kind == DM_TERM_IRI);
    FUZZ_CHECK(i == 0 || dm_quad_compare(&quads->quad[i - 1], &quads->quad[i]) < 0);
    FUZZ_CHECK(dm_term_compare(&quads->quad[i].graph, &quads->quad[0].graph) == 0);
  }
  check_passages(quads, result->text.body);
}

static void check_wire(const struct dm_result *result, const struct dm_quads *quads, struct dm_arena *arena)
{
  struct dm_parcel parcel = {.id = result->article.id, .body = result->article.body};
  struct dm_parcel back;
  struct dm_buffer bytes = {0};
  dm_packed_make(quads, arena, &parcel.facts);
  dm_parcel_encode(&parcel, &bytes);
  FUZZ_CHECK(dm_parcel_decode(dm_buffer_span(&bytes), arena, &back) == DM_OK);
  FUZZ_CHECK(dm_span_equal(parcel.body, back.body) && back.facts.count == quads->count);
  for (uint32_t i = 0; i < quads->count; i++) {
    struct dm_quad quad = dm_packed_quad(&back.facts, i);
    FUZZ_CHECK(dm_quad_compare(&quad, &quads->quad[i]) == 0);
  }
  dm_buffer_free(&bytes);
}

static void check_json(void (*write)(const struct dm_result *, struct dm_arena *, struct dm_buffer *),
                       const struct dm_result *result, struct dm_arena *arena)
{
  struct dm_buffer out = {0};
  write(result, arena, &out);
  json_t *json = json_loadb(out.data, out.size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
  FUZZ_CHECK(json_is_object(json));
  FUZZ_CHECK(!memchr(out.data, '\n', out.size));
  json_decref(json);
  dm_buffer_free(&out);
}

static enum dm_status run(struct dm_span body, struct dm_arena *arena, struct dm_result *result, struct dm_quads *quads)
{
  *result = (struct dm_result){.article = {.id = DM_LITERAL("fuzz"), .body = body}};
  struct dm_article *article = &result->article;
  if (body.size % 3 == 0) {
    article->date = body.size % 2 ? DM_LITERAL("2021-03-05") : DM_LITERAL("2020-02");
    article->date_origin = DM_DATE_FEED;
  }
  if (body.size % 5 == 0) {
    const char *line = memchr(body.data, '\n', body.size);
    article->title = (struct dm_span){body.data, line ? (size_t)(line - body.data) : 0};
  }
  enum dm_status status = dm_pipeline_run(load_model(), arena, result);
  FUZZ_CHECK(status == DM_OK || status == DM_SKIP);
  if (status == DM_OK) {
    check_text(&result->text);
    check_syntax(&result->text, &result->syntax);
    check_entities(&result->text, &result->mentions);
    check_quotations(&result->text, &result->mentions);
    check_dates(&result->text, &result->mentions);
    check_statements(result);
    check_demands(result);
    check_graph(result, quads, arena);
  }
  return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_span body = fuzz_utf8(fuzz_span(data, size), arena);
  if (body.size && memchr(body.data, '\0', body.size)) { // no article has it
    dm_arena_free(arena);
    return 0;
  }
  struct dm_result result;
  struct dm_result again;
  struct dm_quads quads;
  struct dm_quads quads_again;
  enum dm_status status = run(body, arena, &result, &quads);
  FUZZ_CHECK(run(body, arena, &again, &quads_again) == status);
  if (status == DM_OK) {
    FUZZ_CHECK(fuzz_quads_equal(&quads, &quads_again));
    fuzz_check_round_trip(&quads, size % 4, arena);
    check_wire(&result, &quads, arena);
    check_json(dm_facts_json_write, &result, arena);
    check_json(dm_layers_json_write, &result, arena);
  }
  dm_arena_free(arena);
  return 0;
}
