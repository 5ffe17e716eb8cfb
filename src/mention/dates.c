// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/dates.h"

#include "mention/date_captures.h"
#include "mention/date_numbers.h"
#include "mention/date_reference.h"
#include "mention/date_tense.h"
#include "mention/date_words.h"

#include <string.h>

enum { DAY_SIZE = sizeof "2022-01-27" - 1 };

struct dm_dates_model {
  struct dm_date_words words;
  struct dm_rules *rules;
};

static const struct {
  const char *name;
  enum dm_date_kind kind;
} kinds[] = {
    {"none", DM_KIND_NONE},         {"calendar", DM_KIND_CALENDAR}, {"unit", DM_KIND_UNIT},
    {"weekday", DM_KIND_WEEKDAY},   {"shift", DM_KIND_SHIFT},       {"ago", DM_KIND_AGO},
    {"number", DM_KIND_NUMBER},     {"decade", DM_KIND_DECADE},     {"years", DM_KIND_YEARS},
    {"duration", DM_KIND_DURATION}, {"set", DM_KIND_SET},           {"holiday", DM_KIND_CALENDAR},
    {"century", DM_KIND_CENTURY},   {"clock", DM_KIND_CLOCK},
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

/* Matches. */

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
  const char *base = dm_rule_value(match->rule, "base");
  found.of_text = base && strcmp(base, "text") == 0;
  dm_date_read(&finder->model->words, finder->view->text, match, &found);
  found.fields.has_which = found.fields.has_which || (found.of_text && found.fields.kind == DM_KIND_UNIT);
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

/// What is known while dates get their values.
struct resolver {
  const struct finder *finder;
  const struct dm_mentions *mentions;
  struct dm_reference reporting;
  struct dm_date_value *value; ///< [count of the finder's dates]
};

static bool is_quoted(const struct dm_mentions *mentions, const struct dm_date_found *found)
{
  return mentions->token_quotation && mentions->token_quotation[found->tokens.start] != DM_NONE;
}

/// The day a value names.
static bool day_of(const struct dm_date_value *value, struct dm_day *out)
{
  struct dm_day other;
  bool dated = (value->type == DM_DATE || value->type == DM_TIME) && value->precision == DM_PRECISION_DAY;
  return dated && strlen(value->text) >= DAY_SIZE &&
         dm_date_number((struct dm_span){value->text, DAY_SIZE}, out, &other);
}

/// The last day that the text names before a date, not in a quotation unless the date is in the same one.
static bool find_day_before(const struct resolver *resolver, uint32_t date, struct dm_day *out)
{
  const uint32_t *quotation = resolver->mentions->token_quotation;
  const struct dm_date_found *found = resolver->finder->found;
  for (uint32_t i = date; i > 0; i--) {
    uint32_t other = quotation ? quotation[found[i - 1].tokens.start] : DM_NONE;
    bool open = other == DM_NONE || other == quotation[found[date].tokens.start];
    if (open && day_of(&resolver->value[i - 1], out)) {
      return true;
    }
  }
  return false;
}

/// The day on which a quotation was said: one that stands beside it in its paragraph, else the day of reporting.
static bool find_day_said(const struct resolver *resolver, uint32_t date, struct dm_day *out)
{
  const struct dm_text *text = resolver->finder->view->text;
  const struct dm_date_found *found = resolver->finder->found;
  uint32_t sentence = text->token_sentence[found[date].tokens.start];
  for (uint32_t i = 0; i < resolver->finder->count; i++) {
    uint32_t other = text->token_sentence[found[i].tokens.start];
    bool beside = other == sentence ||
                  (other + 1 == sentence && text->sentence_paragraph[other] == text->sentence_paragraph[sentence]);
    if (beside && !is_quoted(resolver->mentions, &found[i]) && day_of(&resolver->value[i], out)) {
      return true;
    }
  }
  return false;
}

/// Whether a date counts from another day than it is written about: `today`, `last week`, `two days ago`.
static bool is_relative(const struct dm_date_fields *fields)
{
  return fields->kind == DM_KIND_SHIFT || fields->kind == DM_KIND_AGO || fields->kind == DM_KIND_UNIT ||
         (fields->kind == DM_KIND_WEEKDAY && fields->has_which);
}

/// The day that a date counts from.
static struct dm_reference reference_of(const struct resolver *resolver, uint32_t date)
{
  const struct dm_date_found *found = &resolver->finder->found[date];
  struct dm_reference reference = resolver->reporting;
  bool other = found->of_text ? find_day_before(resolver, date, &reference.day)
                              : is_quoted(resolver->mentions, found) && is_relative(&found->fields) &&
                                    find_day_said(resolver, date, &reference.day);
  if (other) {
    reference.precision = DM_PRECISION_DAY;
    reference.near = false;
  }
  return reference;
}

static void resolve_one(const struct resolver *resolver, uint32_t date)
{
  struct dm_date_found *found = &resolver->finder->found[date];
  struct dm_reference reference = reference_of(resolver, date);
  enum dm_tense tense =
      dm_date_tense(&resolver->finder->model->words, resolver->finder->view, resolver->mentions, found->tokens);
  const struct dm_date_fields *fields = &found->fields;
  bool yearless = fields->kind == DM_KIND_CALENDAR && fields->day.month && !fields->day.year && !fields->has_which;
  bool weekday = fields->kind == DM_KIND_WEEKDAY && !fields->has_which;
  bool ends = date > 0 && found[-1].opens && (yearless || weekday);
  if (ends && day_of(&resolver->value[date - 1], &reference.day)) { // `from Monday to Friday`: the Friday after
    tense = DM_TENSE_FUTURE;
    reference.precision = DM_PRECISION_DAY;
    reference.near = false;
  }
  if (found->fields.kind == DM_KIND_AGO && found->fields.direction > 0 && !found->of_text && tense == DM_TENSE_PAST) {
    found->fields.kind = DM_KIND_DURATION; // `it was built in two weeks`
  }
  struct dm_date_value *value = &resolver->value[date];
  dm_date_resolve(&found->fields, &reference, tense, value);
  value->guessed = resolver->reporting.guessed && value->type != DM_DURATION && value->type != DM_SET &&
                   strcmp(value->steps, "as written") != 0;
}

/// `from May 3 to June 5, 2019`: the year is of both.
static void share_year(struct dm_date_fields *first, const struct dm_date_fields *second)
{
  bool months =
      first->kind == DM_KIND_CALENDAR && second->kind == DM_KIND_CALENDAR && first->day.month && second->day.month;
  if (months && !first->day.year && !first->has_which && second->day.year) {
    first->day.year = second->day.year - (first->day.month > second->day.month);
  }
}

/// Whether the words around two dates make them begin and end of a period.
static bool is_period(const struct finder *finder, const struct dm_date_found *first)
{
  const struct dm_date_words *words = &finder->model->words;
  const struct dm_text *text = finder->view->text;
  const struct dm_date_found *second = first + 1;
  uint32_t join = first->tokens.end;
  if (second->tokens.start != join + 1 || text->token_sentence[join] != text->token_sentence[first->tokens.start]) {
    return false;
  }
  bool opened = first->tokens.start > 0 && dm_date_is(words, text, first->tokens.start - 1, "period-open");
  return dm_date_is(words, text, join, "period-join") || (opened && dm_date_is(words, text, join, "period-joined"));
}

static void find_periods(const struct finder *finder)
{
  for (uint32_t i = 0; i + 1 < finder->count; i++) {
    struct dm_date_found *found = &finder->found[i];
    if (found->fields.kind != DM_KIND_NONE && found[1].fields.kind != DM_KIND_NONE && is_period(finder, found)) {
      found->opens = true;
      share_year(&found->fields, &found[1].fields);
    }
  }
}

static void add_date(struct finder *finder, uint32_t index, const struct dm_date_value *value, struct dm_mentions *out,
                     uint32_t *capacity)
{
  const struct dm_text *text = finder->view->text;
  const struct dm_date_found *found = &finder->found[index];
  for (uint32_t k = found->tokens.start; k < found->tokens.end; k++) {
    out->token_date[k] = out->date_count;
  }
  bool before = index > 0 && found[-1].opens && out->date_count > 0 &&
                out->date[out->date_count - 1].tokens.start == found[-1].tokens.start;
  if (before) {
    out->date[out->date_count - 1].until = out->date_count;
  }
  *DM_PUSH(finder->arena, out->date, out->date_count, *capacity) =
      (struct dm_date){.bytes = dm_text_bytes(text, found->tokens),
                       .tokens = found->tokens,
                       .type = value->type,
                       .precision = value->precision,
                       .value = keep(finder->arena, value->text),
                       .quoted = is_quoted(out, found),
                       .until = DM_NONE,
                       .guessed = value->guessed,
                       .rule = found->rule,
                       .steps = keep(finder->arena, value->steps)};
}

static void add_dates(struct finder *finder, struct dm_mentions *out)
{
  const struct dm_text *text = finder->view->text;
  struct resolver resolver = {.finder = finder,
                              .mentions = out,
                              .reporting = dm_reference_find(text, &finder->model->words, finder->count, finder->found),
                              .value = DM_NEW(finder->arena, struct dm_date_value, finder->count)};
  find_periods(finder);
  for (int quoted = 0; quoted <= 1; quoted++) { // what is quoted counts from what is not
    for (uint32_t i = 0; i < finder->count; i++) {
      if (is_quoted(out, &finder->found[i]) == (quoted == 1) && finder->found[i].fields.kind != DM_KIND_NONE) {
        resolve_one(&resolver, i);
      }
    }
  }
  uint32_t capacity = 0;
  for (uint32_t i = 0; i < finder->count; i++) {
    bool dated = resolver.value[i].text[0] != '\0';
    if (dated && finder->found[i].fields.kind != DM_KIND_NONE && !is_furniture(text, finder->found[i].tokens)) {
      add_date(finder, i, &resolver.value[i], out, &capacity);
    }
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
