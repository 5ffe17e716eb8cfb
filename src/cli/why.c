// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/options.h"

#include "base/utf8.h"
#include "graph/vocabulary.h"
#include "rdf/prefixes.h"
#include "rdf/terms.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONTEXT = 100 }; ///< code points shown before and behind a passage

struct inquiry {
  const struct dm_snapshot *snapshot;
  struct dm_arena *arena;
  struct dm_prefixes prefixes;
  struct dm_buffer out;
};

/// The quads of a subject, or with `object` those that lead to it, in order of terms, each triple once.
static enum dm_status quads_of(struct inquiry *inquiry, dm_id subject, dm_id object, struct dm_quads *out)
{
  struct dm_scan *scan;
  struct dm_id_quad pattern = {.subject = subject, .object = object};
  struct dm_id_quad ids;
  *out = (struct dm_quads){0};
  DM_TRY(dm_scan_new(inquiry->snapshot, &pattern, DM_ORDER_ANY, true, &scan));
  enum dm_status status = DM_OK;
  while (status == DM_OK && dm_scan_next(scan, &ids)) {
    struct dm_quad *quad = DM_PUSH(inquiry->arena, out->quad, out->count, out->capacity);
    status = dm_snapshot_term(inquiry->snapshot, ids.subject, inquiry->arena, &quad->subject);
    if (status == DM_OK) {
      status = dm_snapshot_term(inquiry->snapshot, ids.predicate, inquiry->arena, &quad->predicate);
    }
    if (status == DM_OK) {
      status = dm_snapshot_term(inquiry->snapshot, ids.object, inquiry->arena, &quad->object);
    }
  }
  dm_scan_free(scan);
  dm_quads_sort(out);
  return status;
}

/// The first value of a property, or DM_TERM_NONE.
static struct dm_term value_of(struct inquiry *inquiry, dm_id subject, enum dm_word property)
{
  struct dm_term predicate = dm_word_term(property);
  struct dm_id_quad pattern = {.subject = subject, .predicate = dm_snapshot_id(inquiry->snapshot, &predicate)};
  struct dm_id_quad ids;
  struct dm_scan *scan;
  struct dm_term term = {0};
  if (!pattern.subject || !pattern.predicate ||
      dm_scan_new(inquiry->snapshot, &pattern, DM_ORDER_ANY, true, &scan) != DM_OK) {
    return term;
  }
  if (dm_scan_next(scan, &ids) && dm_snapshot_term(inquiry->snapshot, ids.object, inquiry->arena, &term) != DM_OK) {
    term = (struct dm_term){0};
  }
  dm_scan_free(scan);
  return term;
}

static void put_short(struct inquiry *inquiry, const struct dm_term *term)
{
  struct dm_span local;
  const struct dm_prefix *prefix =
      term->kind == DM_TERM_IRI ? dm_prefixes_split(&inquiry->prefixes, term->value, &local) : NULL;
  if (prefix) {
    dm_buffer_printf(&inquiry->out, "%.*s:%.*s", DM_SPAN_ARGS(prefix->name), DM_SPAN_ARGS(local));
  } else if (term->kind == DM_TERM_LITERAL) {
    dm_buffer_printf(&inquiry->out, "%.*s", DM_SPAN_ARGS(term->value));
  } else {
    dm_term_write(term, &inquiry->out);
  }
}

static dm_id id_of(struct inquiry *inquiry, const struct dm_term *term)
{
  return term->kind == DM_TERM_IRI ? dm_snapshot_id(inquiry->snapshot, term) : DM_ID_NONE;
}

/// ` → ` and the label of somebody, where it is another than `from`.
static void put_step(struct inquiry *inquiry, dm_id to, struct dm_span from)
{
  struct dm_term label = value_of(inquiry, to, DM_WORD_PREF_LABEL);
  if (label.kind != DM_TERM_NONE && !dm_span_equal(label.value, from)) {
    dm_buffer_printf(&inquiry->out, " → %.*s", DM_SPAN_ARGS(label.value));
  }
}

/// A passage: its text and place; of a mention whom it was taken for, of a date what it came to and how.
static void put_passage(struct inquiry *inquiry, dm_id id, struct dm_span text)
{
  struct dm_term begin = value_of(inquiry, id, DM_WORD_BEGIN_INDEX);
  struct dm_term end = value_of(inquiry, id, DM_WORD_END_INDEX);
  struct dm_term timex = value_of(inquiry, id, DM_WORD_TIMEX);
  struct dm_term steps = value_of(inquiry, id, DM_WORD_STEPS);
  struct dm_term agent = value_of(inquiry, id, DM_WORD_IDENT_REF);
  dm_buffer_printf(&inquiry->out, "\"%.*s\" [%.*s,%.*s]", DM_SPAN_ARGS(text), DM_SPAN_ARGS(begin.value),
                   DM_SPAN_ARGS(end.value));
  put_step(inquiry, id_of(inquiry, &agent), text);
  if (timex.kind != DM_TERM_NONE) {
    dm_buffer_printf(&inquiry->out, " → %.*s", DM_SPAN_ARGS(timex.value));
  }
  if (steps.kind != DM_TERM_NONE) {
    dm_buffer_printf(&inquiry->out, " (%.*s)", DM_SPAN_ARGS(steps.value));
  }
}

/// A thing as a person wants to see it: its label and who that is over articles, the text of a passage, else its name.
static void put_thing(struct inquiry *inquiry, const struct dm_term *term)
{
  dm_id id = id_of(inquiry, term);
  struct dm_term label = value_of(inquiry, id, DM_WORD_PREF_LABEL);
  struct dm_term text = value_of(inquiry, id, DM_WORD_ANCHOR_OF);
  struct dm_term identity = value_of(inquiry, id, DM_WORD_IDENTITY);
  if (text.kind != DM_TERM_NONE) {
    put_passage(inquiry, id, text.value);
  } else if (label.kind != DM_TERM_NONE) {
    dm_buffer_printf(&inquiry->out, "%.*s", DM_SPAN_ARGS(label.value));
    put_step(inquiry, id_of(inquiry, &identity), label.value);
    dm_buffer_add_text(&inquiry->out, "  ");
    dm_term_write(term, &inquiry->out);
  } else {
    put_short(inquiry, term);
  }
}

static unsigned long number_of(const struct dm_term *term)
{
  char digits[24] = "0";
  if (term->value.size && term->value.size < sizeof digits) {
    memcpy(digits, term->value.data, term->value.size);
    digits[term->value.size] = '\0';
  }
  return strtoul(digits, NULL, 10);
}

/// The byte of code point `index` of a text, or its end.
static size_t byte_at(struct dm_span text, unsigned long index)
{
  size_t at = 0;
  uint32_t code;
  for (; index && at < text.size; index--) {
    at += dm_utf8_decode(text, at, &code);
  }
  return at;
}

/// The passage within its article, with what stands around it.
static void put_context(struct inquiry *inquiry, const struct dm_term *passage)
{
  const char *fragment = memchr(passage->value.data, '#', passage->value.size);
  dm_id id = dm_snapshot_id(inquiry->snapshot, passage);
  struct dm_term begin = value_of(inquiry, id, DM_WORD_BEGIN_INDEX);
  struct dm_term end = value_of(inquiry, id, DM_WORD_END_INDEX);
  struct dm_span body;
  if (!fragment || begin.kind == DM_TERM_NONE) {
    return;
  }
  struct dm_span article = {passage->value.data, (size_t)(fragment - passage->value.data)};
  if (dm_snapshot_body(inquiry->snapshot, article, &body) != DM_OK) {
    return;
  }
  unsigned long from = number_of(&begin);
  unsigned long to = number_of(&end);
  size_t start = byte_at(body, from < CONTEXT ? 0 : from - CONTEXT);
  size_t first = byte_at(body, from);
  size_t last = byte_at(body, to);
  size_t stop = byte_at(body, to + CONTEXT);
  dm_buffer_add_text(&inquiry->out, "\n  … ");
  for (size_t i = start; i < stop; i++) {
    dm_buffer_add_text(&inquiry->out, i == first ? "[" : "");
    dm_buffer_add_text(&inquiry->out, i == last ? "]" : "");
    bool space = body.data[i] == '\n' || body.data[i] == '\r' || body.data[i] == '\t';
    dm_buffer_add_byte(&inquiry->out, space ? ' ' : body.data[i]);
  }
  dm_buffer_add_text(&inquiry->out, last >= stop ? "] …\n" : " …\n");
}

static void put_property(struct inquiry *inquiry, const struct dm_quad *quad)
{
  dm_buffer_add_text(&inquiry->out, "  ");
  put_short(inquiry, &quad->predicate);
  dm_buffer_add_text(&inquiry->out, "  ");
  put_thing(inquiry, &quad->object);
  dm_buffer_add_byte(&inquiry->out, '\n');
}

/// What leads to a thing, but for the mere mentions of it.
static void put_referrers(struct inquiry *inquiry, const struct dm_quads *quads)
{
  struct dm_span mention = dm_word_iri(DM_WORD_IDENT_REF);
  for (uint32_t i = 0; i < quads->count; i++) {
    if (!dm_span_equal(quads->quad[i].predicate.value, mention)) {
      dm_buffer_add_text(&inquiry->out, "  is ");
      put_short(inquiry, &quads->quad[i].predicate);
      dm_buffer_add_text(&inquiry->out, " of  ");
      put_thing(inquiry, &quads->quad[i].subject);
      dm_buffer_add_byte(&inquiry->out, '\n');
    }
  }
}

static enum dm_status explain(struct inquiry *inquiry, const char *name, struct dm_diag *diag)
{
  struct dm_term subject = dm_term_iri(dm_span_of(name));
  dm_id id = dm_snapshot_id(inquiry->snapshot, &subject);
  struct dm_quads quads = {0};
  struct dm_quads referrers = {0};
  if (id != DM_ID_NONE) {
    DM_TRY(quads_of(inquiry, id, DM_ID_NONE, &quads));
    DM_TRY(quads_of(inquiry, DM_ID_NONE, id, &referrers));
  }
  DM_TRY(dm_snapshot_status(inquiry->snapshot));
  if (quads.count + referrers.count == 0) {
    dm_diag_error(diag, "the store knows nothing of <%s>", name);
    return DM_SKIP;
  }
  dm_buffer_printf(&inquiry->out, "%s\n", name);
  for (uint32_t i = 0; i < quads.count; i++) {
    put_property(inquiry, &quads.quad[i]);
  }
  put_referrers(inquiry, &referrers);
  struct dm_span evidence = dm_word_iri(DM_WORD_EVIDENCE);
  for (uint32_t i = 0; i < quads.count; i++) {
    if (dm_span_equal(quads.quad[i].predicate.value, evidence)) {
      put_context(inquiry, &quads.quad[i].object);
    }
  }
  return dm_snapshot_status(inquiry->snapshot);
}

static int explain_all(const struct dm_options *options, struct inquiry *inquiry, struct dm_diag *diag)
{
  int code = DM_EXIT_DONE;
  for (size_t i = 0; i < options->operand.count; i++) {
    enum dm_status status = explain(inquiry, options->operand.text[i], diag);
    if (status != DM_OK && status != DM_SKIP) {
      return DM_EXIT_CANNOT;
    }
    code = status == DM_SKIP ? DM_EXIT_SOME_FAILED : code;
  }
  fwrite(inquiry->out.data, 1, inquiry->out.size, stdout); // said when standard output is closed
  return code;
}

int dm_command_why(const struct dm_options *options, struct dm_diag *diag)
{
  struct dm_store *store;
  struct dm_snapshot *snapshot = NULL;
  struct dm_resources resources = dm_options_resources(options);
  if (options->operand.count == 0) {
    dm_diag_error(diag, "why: no IRI; name a fact, an agent or a link");
    return DM_EXIT_CANNOT;
  }
  if (dm_store_open(options->store, DM_STORE_READ, diag, &store) != DM_OK) {
    return DM_EXIT_CANNOT;
  }
  struct inquiry inquiry = {.arena = dm_arena_new()};
  int code = DM_EXIT_CANNOT;
  if (dm_prefixes_load(&resources, inquiry.arena, diag, &inquiry.prefixes) == DM_OK &&
      dm_snapshot_new(store, diag, &snapshot) == DM_OK) {
    inquiry.snapshot = snapshot;
    code = explain_all(options, &inquiry, diag);
  }
  dm_buffer_free(&inquiry.out);
  dm_arena_free(inquiry.arena);
  dm_snapshot_free(snapshot);
  dm_store_free(store);
  return code;
}
