// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/dates.h"

#include "mention/date_reference.h"
#include "mention/date_tense.h"
#include "mention/date_words.h"

#include <string.h>

struct dm_dates_model {
  struct dm_date_words words;
  struct dm_rules *rules;
};

static const struct {
  const char *name;
  enum dm_date_kind kind;
} kinds[] = {
    {"none", DM_KIND_NONE},   {"calendar", DM_KIND_CALENDAR}, {"unit", DM_KIND_UNIT},     {"weekday", DM_KIND_WEEKDAY},
    {"shift", DM_KIND_SHIFT}, {"ago", DM_KIND_AGO},           {"number", DM_KIND_NUMBER}, {"decade", DM_KIND_DECADE},
    {"years", DM_KIND_YEARS}, {"duration", DM_KIND_DURATION}, {"set", DM_KIND_SET},       {"holiday", DM_KIND_CALENDAR},
};

static bool find_kind(const struct dm_rule *rule, enum dm_date_kind *out)
{
  const char *name = dm_rule_value(rule, "kind");
  for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++) {
    if (strcmp(kinds[i].name, name) == 0) {
      *out = kinds[i].kind;
      return true;
    }
  }
  return false;
}

enum dm_status dm_dates_model_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                   struct dm_dates_model **out)
{
  static const char name[] = "schema/rules/dates.rules";
  struct dm_dates_model *model = DM_NEW(arena, struct dm_dates_model, 1);
  DM_TRY(dm_date_words_load(resources, arena, diag, &model->words));
  DM_TRY(dm_rules_load(resources, name, arena, diag, &model->rules));
  struct dm_span example;
  const struct dm_rule *rule;
  enum dm_date_kind kind;
  for (uint32_t i = 0; dm_rules_example(model->rules, i, &example, &rule); i++) {
    if (!find_kind(rule, &kind)) {
      dm_diag_error(diag, "%s: rule %s has no known kind", name, dm_rule_id(rule));
      return DM_ERR_SCHEMA;
    }
  }
  *out = model;
  return DM_OK;
}

/// What is known while an article is read.
struct finder {
  const struct dm_dates_model *model;
  const struct dm_view *view;
  struct dm_arena *arena;
  uint32_t count;
  uint32_t capacity;
  struct dm_date_found *found; ///< every match
  uint32_t *longest;           ///< [N] the longest that begins at a token, or DM_NONE
};

/* From captures to fields. */

/// A capture being read.
struct piece {
  const struct finder *finder;
  struct dm_range tokens;
  struct dm_date_fields *fields;
};

static struct dm_span first_word(const struct piece *piece)
{
  return dm_text_word(piece->finder->view->text, piece->tokens.start);
}

static int value_of(const struct piece *piece, const char *kind)
{
  return dm_date_word_value(&piece->finder->model->words, piece->finder->view->text, piece->tokens, kind);
}

static const struct dm_entry *entry_of(const struct piece *piece, const char *kind)
{
  return dm_date_word(&piece->finder->model->words, piece->finder->view->text, piece->tokens, kind);
}

static void take_year(const struct piece *piece)
{
  int second;
  dm_date_pair(first_word(piece), &piece->fields->day.year, &second);
}

/// The unit `year` stands in the place of a year: `March of last year`.
static void take_unit(const struct piece *piece)
{
  static const char *const unit_kinds[] = {"unit", "units", "clock"};
  for (size_t i = 0; i < sizeof unit_kinds / sizeof *unit_kinds; i++) {
    const struct dm_entry *entry = entry_of(piece, unit_kinds[i]);
    struct dm_span letter = entry ? dm_entry_field(entry, 2) : (struct dm_span){0};
    if (letter.size) {
      piece->fields->unit = letter.data[0];
      return;
    }
  }
}

static void take_month(const struct piece *piece)
{
  int month = value_of(piece, "month");
  piece->fields->day.month = month ? month : value_of(piece, "short-month");
}

static void take_weekday(const struct piece *piece)
{
  static const char *const weekday_kinds[] = {"weekday", "short-weekday", "weekdays"};
  for (size_t i = 0; !piece->fields->weekday && i < sizeof weekday_kinds / sizeof *weekday_kinds; i++) {
    piece->fields->weekday = value_of(piece, weekday_kinds[i]);
  }
}

static void take_day(const struct piece *piece)
{
  int second;
  dm_date_pair(first_word(piece), &piece->fields->day.day, &second);
}

/// `3-5`, `1950-53`, of one token or three.
static void take_pair(const struct piece *piece, int *first, int *second)
{
  dm_date_pair(first_word(piece), first, second);
  if (piece->tokens.end > piece->tokens.start + 1) {
    int none;
    dm_date_pair(dm_text_word(piece->finder->view->text, piece->tokens.end - 1), second, &none);
  }
}

static void take_days(const struct piece *piece)
{
  take_pair(piece, &piece->fields->day.day, &piece->fields->last_day);
}

static void take_years(const struct piece *piece)
{
  struct dm_date_fields *fields = piece->fields;
  take_pair(piece, &fields->day.year, &fields->last_day);
  if (fields->last_day < 100) {
    fields->last_day += fields->day.year / 100 * 100;
  }
}

static void take_number(const struct piece *piece)
{
  if (!dm_date_number(first_word(piece), &piece->fields->day, &piece->fields->other)) {
    const struct dm_entry *entry = entry_of(piece, "number");
    int count = dm_date_count(&piece->finder->model->words, piece->finder->view->text, piece->tokens);
    bool article = !entry && count == DM_DATE_UNCOUNTED; // `a week ago`
    piece->fields->count = article ? 1 : count;
  }
}

static void take_span(const struct piece *piece)
{
  const struct dm_text *text = piece->finder->view->text;
  struct dm_span word = dm_span_slice(text->body, dm_text_bytes(text, piece->tokens));
  dm_date_span(&piece->finder->model->words, word, &piece->fields->count, &piece->fields->unit);
}

static void take_which(const struct piece *piece)
{
  piece->fields->shift = value_of(piece, "which");
  piece->fields->has_which = true;
}

static void take_relative(const struct piece *piece) { piece->fields->shift = value_of(piece, "relative"); }

static void take_season(const struct piece *piece)
{
  const struct dm_entry *entry = entry_of(piece, "season");
  struct dm_span season = entry ? dm_entry_field(entry, 2) : (struct dm_span){0};
  if (season.size == 2) {
    memcpy(piece->fields->season, season.data, 2);
  }
}

static void take_quarter(const struct piece *piece)
{
  int quarter = value_of(piece, "ordinal");
  piece->fields->quarter = quarter <= 4 ? quarter : 0;
}

static void take_holiday(const struct piece *piece)
{
  const struct dm_entry *entry = entry_of(piece, "holiday");
  if (entry) {
    dm_date_pair(dm_entry_field(entry, 2), &piece->fields->day.month, &piece->fields->day.day);
  }
}

static const struct {
  const char *name;
  void (*take)(const struct piece *piece);
} captures[] = {
    {"year", take_year},       {"month", take_month}, {"weekday", take_weekday},   {"day", take_day},
    {"days", take_days},       {"years", take_years}, {"decade", take_year},       {"number", take_number},
    {"span", take_span},       {"which", take_which}, {"relative", take_relative}, {"season", take_season},
    {"quarter", take_quarter}, {"unit", take_unit},   {"holiday", take_holiday},
};

static void read_captures(const struct finder *finder, const struct dm_match *match, struct dm_date_found *found)
{
  for (uint32_t i = 0; i < match->capture_count; i++) {
    const struct dm_capture *capture = &match->capture[i];
    struct piece piece = {finder, capture->tokens, &found->fields};
    if (capture->tokens.start >= capture->tokens.end) {
      continue;
    }
    if (strcmp(capture->name, "date") == 0) {
      found->tokens = capture->tokens;
    }
    for (size_t k = 0; k < sizeof captures / sizeof *captures; k++) {
      if (strcmp(captures[k].name, capture->name) == 0) {
        captures[k].take(&piece);
      }
    }
  }
}

/* Matches. */

/// `year:year` takes a word, not a number.
static void settle(const struct finder *finder, const struct dm_match *match, struct dm_date_fields *fields)
{
  const struct dm_capture *year = dm_match_capture(match, "year");
  if (year && fields->has_which && !fields->day.year) {
    struct piece piece = {finder, year->tokens, fields};
    take_unit(&piece);
  }
  if (fields->kind == DM_KIND_DURATION && !fields->count) {
    fields->count = DM_DATE_UNCOUNTED;
  }
}

static uint32_t length_of(struct dm_range range) { return range.end - range.start; }

/// `forty-eight | hours` of a larger number, `June | -born`.
static bool cuts_compound(const struct dm_text *text, struct dm_range tokens)
{
  return (tokens.start && dm_text_is_hyphen(text, tokens.start - 1)) || dm_text_is_hyphen(text, tokens.end);
}

static void take_match(void *context, const struct dm_match *match)
{
  struct finder *finder = context;
  struct dm_date_found found = {.tokens = match->tokens, .rule = dm_rule_id(match->rule)};
  find_kind(match->rule, &found.fields.kind);
  read_captures(finder, match, &found);
  settle(finder, match, &found.fields);
  if (cuts_compound(finder->view->text, found.tokens)) {
    return;
  }
  struct dm_day day = found.fields.day;
  struct dm_day leap = {day.year ? day.year : 2000, day.month, day.day};
  if (day.month && day.day && !dm_day_exists(leap)) {
    return;
  }
  uint32_t *longest = &finder->longest[found.tokens.start];
  if (*longest == DM_NONE || length_of(found.tokens) > length_of(finder->found[*longest].tokens)) {
    *longest = finder->count;
    *DM_PUSH(finder->arena, finder->found, finder->count, finder->capacity) = found;
  }
}

/// Keep the longest matches, left to right.
static void choose(struct finder *finder)
{
  struct dm_date_found *kept = DM_NEW(finder->arena, struct dm_date_found, finder->count);
  uint32_t count = 0;
  for (uint32_t i = 0; i < finder->view->text->token_count;) {
    if (finder->longest[i] == DM_NONE) {
      i++;
      continue;
    }
    kept[count] = finder->found[finder->longest[i]];
    i = kept[count++].tokens.end;
  }
  finder->found = kept;
  finder->count = count;
}

/* Dates. */

static struct dm_span keep(struct dm_arena *arena, const char *text)
{
  size_t size = strlen(text);
  return (struct dm_span){dm_arena_copy(arena, text, size), size};
}

static bool is_furniture(const struct dm_text *text, struct dm_range tokens)
{
  return (text->shape[tokens.start] & DM_SHAPE_FURNITURE) != 0;
}

static void add_dates(struct finder *finder, struct dm_mentions *out)
{
  const struct dm_text *text = finder->view->text;
  struct dm_reference reference = dm_reference_find(text, finder->count, finder->found);
  uint32_t capacity = 0;
  for (uint32_t i = 0; i < finder->count; i++) {
    const struct dm_date_found *found = &finder->found[i];
    if (found->fields.kind == DM_KIND_NONE || is_furniture(text, found->tokens)) {
      continue;
    }
    struct dm_date_value value;
    dm_date_resolve(&found->fields, &reference, dm_date_tense(&finder->model->words, finder->view, out, found->tokens),
                    &value);
    for (uint32_t k = found->tokens.start; k < found->tokens.end; k++) {
      out->token_date[k] = out->date_count;
    }
    *DM_PUSH(finder->arena, out->date, out->date_count, capacity) =
        (struct dm_date){.bytes = dm_text_bytes(text, found->tokens),
                         .tokens = found->tokens,
                         .type = value.type,
                         .precision = value.precision,
                         .value = keep(finder->arena, value.text),
                         .quoted = out->token_quotation && out->token_quotation[found->tokens.start] != DM_NONE,
                         .rule = found->rule,
                         .steps = keep(finder->arena, value.steps)};
  }
}

void dm_dates_find(const struct dm_text *text, const struct dm_syntax *syntax, const struct dm_dates_model *model,
                   struct dm_arena *arena, struct dm_mentions *out)
{
  struct dm_layer layers[DM_DATE_LAYERS];
  dm_date_layers(&model->words, text, arena, layers);
  struct dm_view view = {.text = text, .syntax = syntax, .layer_count = DM_DATE_LAYERS, .layer = layers};
  struct finder finder = {.model = model, .view = &view, .arena = arena};
  finder.longest = DM_NEW(arena, uint32_t, text->token_count);
  out->token_date = DM_NEW(arena, uint32_t, text->token_count);
  for (uint32_t i = 0; i < text->token_count; i++) {
    finder.longest[i] = out->token_date[i] = DM_NONE;
  }
  dm_rules_run(model->rules, &view, (struct dm_range){0, text->token_count}, take_match, &finder);
  choose(&finder);
  add_dates(&finder, out);
}
