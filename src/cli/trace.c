// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/trace.h"

#include "base/utf8.h"
#include "syntax/pattern.h"

#include <stdlib.h>
#include <string.h>

/// One match.
struct dm_traced {
  const char *rule;
  struct dm_range tokens;
  uint32_t order;
};

const char dm_trace_heading[] = "article\tstart\tend\trule\tbecame\twords\n";

static void note(void *context, const struct dm_match *match)
{
  struct dm_trace *trace = context;
  struct dm_traced *traced = DM_PUSH(trace->arena, trace->traced, trace->count, trace->capacity);
  *traced = (struct dm_traced){.rule = dm_rule_id(match->rule), .tokens = match->tokens, .order = trace->count};
}

void dm_trace_begin(struct dm_trace *trace, struct dm_arena *arena, struct dm_result *result)
{
  *trace = (struct dm_trace){.arena = arena};
  result->analysis.watch = note;
  result->analysis.watch_context = trace;
}

/// Whether a fact was read from words of a match by its rule.
static bool is_of(const struct dm_evidence *evidence, const char *rule, struct dm_range bytes)
{
  return strcmp(evidence->rule, rule) == 0 && dm_range_overlaps(evidence->cue, bytes);
}

static const char *became(const struct dm_facts *facts, const char *rule, struct dm_range bytes)
{
  for (uint32_t i = 0; i < facts->statement_count; i++) {
    if (is_of(&facts->statement[i].evidence, rule, bytes)) {
      return "statement";
    }
  }
  for (uint32_t i = 0; i < facts->demand_count; i++) {
    for (uint32_t w = 0; w < facts->demand[i].wording_count; w++) {
      if (facts->demand[i].wording[w].content.count && is_of(&facts->demand[i].wording[w].evidence, rule, bytes)) {
        return "demand";
      }
    }
  }
  for (uint32_t i = 0; i < facts->response_count; i++) {
    if (is_of(&facts->response[i].evidence, rule, bytes)) {
      return "response";
    }
  }
  return "-";
}

static int compare(const void *a, const void *b)
{
  const struct dm_traced *x = a, *y = b;
  return x->tokens.start != y->tokens.start ? (x->tokens.start < y->tokens.start ? -1 : 1)
                                            : (x->order > y->order) - (x->order < y->order);
}

/// Words on one line.
static void add_words(struct dm_buffer *answer, struct dm_span words)
{
  for (size_t i = 0; i < words.size; i++) {
    bool space = words.data[i] == '\n' || words.data[i] == '\t' || words.data[i] == '\r';
    dm_buffer_add_byte(answer, space ? ' ' : words.data[i]);
  }
}

void dm_trace_answer(const struct dm_reading *reading, struct dm_result *result, struct dm_arena *arena,
                     struct dm_buffer *answer)
{
  (void)reading;
  struct dm_trace *trace = result->analysis.watch_context;
  struct dm_codepoints map = dm_codepoints_new(result->article.body, arena);
  if (trace->count) {
    qsort(trace->traced, trace->count, sizeof *trace->traced, compare);
  }
  for (uint32_t i = 0; i < trace->count; i++) {
    const struct dm_traced *traced = &trace->traced[i];
    struct dm_range bytes = dm_text_bytes(&result->text, traced->tokens);
    add_words(answer, result->article.id);
    dm_buffer_printf(answer, "\t%u\t%u\t%s\t%s\t", dm_codepoints_at(&map, bytes.start),
                     dm_codepoints_at(&map, bytes.end), traced->rule, became(&result->facts, traced->rule, bytes));
    add_words(answer, (struct dm_span){result->article.body.data + bytes.start, bytes.end - bytes.start});
    dm_buffer_add_byte(answer, '\n');
  }
}
