// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/parameters.h"

#include "article/day.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "rdf/terms.h"

#include <string.h>

#define XSD "http://www.w3.org/2001/XMLSchema#"

static const char *const kind_names[] = {"", "label", "text", "date", "number"};

const char *dm_parameter_kind_name(enum dm_parameter_kind kind) { return kind_names[kind]; }

static bool is_name_byte(char byte, bool first)
{
  bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
  return letter || (!first && byte >= '0' && byte <= '9');
}

static struct dm_span skip(struct dm_span span, size_t count)
{
  return (struct dm_span){span.data + count, span.size - count};
}

static size_t name_length(struct dm_span span)
{
  size_t length = 0;
  while (length < span.size && is_name_byte(span.data[length], length == 0)) {
    length++;
  }
  return length;
}

/* Headers. */

/// `NAME (KIND): words`.
static bool read_declaration(struct dm_span line, struct dm_parameter *out)
{
  size_t length = name_length(line);
  *out = (struct dm_parameter){.name = {line.data, length}};
  struct dm_span rest = dm_span_trim(skip(line, length));
  for (enum dm_parameter_kind kind = DM_PARAMETER_LABEL; kind <= DM_PARAMETER_NUMBER; kind++) {
    size_t size = strlen(kind_names[kind]);
    if (rest.size > size + 2 && rest.data[0] == '(' && memcmp(rest.data + 1, kind_names[kind], size) == 0 &&
        rest.data[size + 1] == ')') {
      out->kind = kind;
      rest = dm_span_trim(skip(rest, size + 2));
      break;
    }
  }
  if (length == 0 || rest.size == 0 || rest.data[0] != ':') {
    return false;
  }
  out->help = dm_span_trim(skip(rest, 1));
  return true;
}

static struct dm_span take_line(struct dm_span *rest)
{
  const char *end = rest->size ? memchr(rest->data, '\n', rest->size) : NULL;
  size_t size = end ? (size_t)(end - rest->data) : rest->size;
  struct dm_span line = {rest->data, size};
  *rest = skip(*rest, end ? size + 1 : size);
  return dm_span_trim(line);
}

void dm_parameters_read(struct dm_span query, struct dm_arena *arena, struct dm_parameters *out)
{
  struct dm_span mark = DM_LITERAL("set ");
  *out = (struct dm_parameters){0};
  while (query.size) {
    struct dm_span line = take_line(&query);
    if (line.size && line.data[0] != '#') {
      return;
    }
    struct dm_span words = line.size ? dm_span_trim(skip(line, 1)) : line;
    struct dm_parameter parameter;
    if (dm_span_starts(words, mark) && read_declaration(dm_span_trim(skip(words, mark.size)), &parameter)) {
      *DM_PUSH(arena, out->parameter, out->count, out->capacity) = parameter;
    }
  }
}

const char *dm_parameters_names(const struct dm_parameters *parameters, struct dm_arena *arena)
{
  struct dm_buffer names = {0};
  for (uint32_t i = 0; i < parameters->count; i++) {
    dm_buffer_printf(&names, "%s%.*s", i ? ", " : "", DM_SPAN_ARGS(parameters->parameter[i].name));
  }
  const char *text = names.size ? dm_buffer_text(&names) : NULL;
  text = text ? dm_arena_copy(arena, text, names.size + 1) : NULL;
  dm_buffer_free(&names);
  return text;
}

/* Values. */

static bool read_number(struct dm_span value, struct dm_term *out)
{
  size_t digits = 0;
  size_t dots = 0;
  size_t sign = value.size && (value.data[0] == '-' || value.data[0] == '+') ? 1 : 0;
  for (size_t i = sign; i < value.size; i++) {
    bool digit = value.data[i] >= '0' && value.data[i] <= '9';
    bool dot = value.data[i] == '.' && digits > 0 && i + 1 < value.size;
    if (!digit && !dot) {
      return false;
    }
    digits += digit ? 1 : 0;
    dots += dot ? 1 : 0;
  }
  *out = dm_term_literal(value, dots ? DM_LITERAL(XSD "decimal") : DM_LITERAL(XSD "integer"));
  return digits > 0 && dots <= 1;
}

static bool read_day(struct dm_span value, struct dm_arena *arena, struct dm_term *out)
{
  struct dm_span day;
  if (!dm_day_parse(value, arena, &day) || day.size != sizeof "YYYY-MM-DD" - 1) {
    return false;
  }
  *out = dm_term_literal(day, DM_LITERAL(XSD "date"));
  return true;
}

/// What stands behind the closing quotation mark: nothing, @language or ^^<IRI>.
static bool read_suffix(struct dm_span suffix, struct dm_arena *arena, struct dm_term *out)
{
  if (suffix.size == 0) {
    return true;
  }
  if (suffix.size > 4 && dm_span_starts(suffix, DM_LITERAL("^^<")) && dm_span_ends(suffix, DM_LITERAL(">"))) {
    struct dm_span datatype = {suffix.data + 3, suffix.size - 4};
    if (!dm_span_equal(datatype, DM_LITERAL(XSD "string"))) {
      out->datatype = datatype;
    }
    return dm_term_is_iri(datatype);
  }
  char *language = dm_arena_copy(arena, suffix.data, suffix.size);
  for (size_t i = 1; i < suffix.size; i++) {
    bool upper = language[i] >= 'A' && language[i] <= 'Z';
    language[i] = (char)(upper ? language[i] - 'A' + 'a' : language[i]);
    bool letter = language[i] >= 'a' && language[i] <= 'z';
    bool digit = language[i] >= '0' && language[i] <= '9';
    bool hyphen = language[i] == '-' && language[i - 1] != '-' && i + 1 < suffix.size;
    if (!letter && !(i > 1 && (digit || hyphen))) {
      return false;
    }
  }
  out->language = (struct dm_span){language + 1, suffix.size - 1};
  return language[0] == '@' && suffix.size > 1;
}

/// `"text"` and what may follow it.
static bool read_quoted(struct dm_span value, struct dm_arena *arena, struct dm_term *out)
{
  char *text = dm_arena_copy(arena, value.data, value.size);
  size_t size = 0;
  size_t at = 1;
  while (at < value.size && value.data[at] != '"') {
    bool escape =
        value.data[at] == '\\' && at + 1 < value.size && (value.data[at + 1] == '"' || value.data[at + 1] == '\\');
    at += escape ? 1 : 0;
    text[size++] = value.data[at++];
  }
  *out = dm_term_literal((struct dm_span){text, size}, (struct dm_span){0});
  return at < value.size && read_suffix(skip(value, at + 1), arena, out);
}

static enum dm_status refuse(struct dm_diag *diag, struct dm_span name, struct dm_span value, const char *wanted)
{
  dm_diag_error(diag, "--set %.*s takes %s, not '%.*s'", DM_SPAN_ARGS(name), wanted, DM_SPAN_ARGS(value));
  return DM_ERR_QUERY;
}

static enum dm_status read_value(enum dm_parameter_kind kind, struct dm_span name, struct dm_span value,
                                 struct dm_arena *arena, struct dm_diag *diag, struct dm_term *out)
{
  bool any = kind == DM_PARAMETER_ANY;
  if (value.size > 2 && value.data[0] == '<' && dm_span_ends(value, DM_LITERAL(">"))) {
    struct dm_span iri = {value.data + 1, value.size - 2};
    *out = dm_term_iri(iri);
    return dm_term_is_iri(iri) ? DM_OK : refuse(diag, name, value, "an absolute IRI between < and >");
  }
  if (value.size && value.data[0] == '"') {
    return read_quoted(value, arena, out) ? DM_OK
                                          : refuse(diag, name, value, "\"text\", \"text\"@en or \"text\"^^<IRI>");
  }
  if ((kind == DM_PARAMETER_DATE || any) && read_day(value, arena, out)) {
    return DM_OK;
  }
  if ((kind == DM_PARAMETER_NUMBER || any) && read_number(value, out)) {
    return DM_OK;
  }
  if (kind == DM_PARAMETER_DATE || kind == DM_PARAMETER_NUMBER) {
    return refuse(diag, name, value, kind == DM_PARAMETER_DATE ? "a day, YYYY-MM-DD" : "a number");
  }
  *out = dm_term_literal(value, (struct dm_span){0});
  return DM_OK;
}

enum dm_status dm_parameters_set(const struct dm_parameters *parameters, const char *setting, struct dm_arena *arena,
                                 struct dm_diag *diag, struct dm_binding *out)
{
  struct dm_span all = dm_span_of(setting);
  size_t length = name_length(all);
  if (length == 0 || length >= all.size || all.data[length] != '=' || dm_utf8_check(all) != all.size) {
    dm_diag_error(diag, "--set takes NAME=VALUE, not '%s'", setting);
    return DM_ERR_QUERY;
  }
  struct dm_span name = {setting, length};
  enum dm_parameter_kind kind = DM_PARAMETER_ANY;
  for (uint32_t i = 0; i < parameters->count; i++) {
    if (dm_span_equal(parameters->parameter[i].name, name)) {
      kind = parameters->parameter[i].kind;
    }
  }
  struct dm_binding made = {0};
  char *copy = dm_arena_copy(arena, setting, all.size + 1);
  copy[length] = 0;
  made.name = copy;
  DM_TRY(read_value(kind, name, (struct dm_span){copy + length + 1, all.size - length - 1}, arena, diag, &made.term));
  *out = made;
  return DM_OK;
}
