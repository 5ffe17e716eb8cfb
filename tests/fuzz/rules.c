// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// A rules file: it loads or what is wrong is said; the rules that load match stretches within a sentence, captures within
// matches, the same twice.
#include "fuzz.h"

#include "base/hash.h"
#include "base/resource.h"
#include "syntax/pattern.h"

#include <string.h>

static const char body[] = "Kenya demanded on Monday that Ethiopia reopen the border. \"We will not,\" she said.\n\n"
                           "He has not been asked to, the minister of Peru told three men a a a a a a a a a a a a a.";

/// A text and its syntax, made once.
struct sample {
  struct dm_article article;
  struct dm_text text;
  struct dm_syntax syntax;
  struct dm_layer layer;
};

static const struct sample *load_sample(void)
{
  static struct sample sample;
  static struct dm_arena *model;
  if (!model) {
    struct dm_diag diag = fuzz_diag();
    struct dm_resources resources = {0};
    struct dm_text_model *text;
    struct dm_syntax_model *syntax;
    model = dm_arena_new();
    sample.article.body = dm_span_of(body);
    FUZZ_CHECK(dm_text_model_load(&resources, model, &diag, &text) == DM_OK);
    FUZZ_CHECK(dm_syntax_model_load(&resources, model, &diag, &syntax) == DM_OK);
    FUZZ_CHECK(dm_text_split(&sample.article, text, model, &sample.text) == DM_OK);
    dm_syntax_parse(&sample.text, syntax, model, &sample.syntax);
    uint32_t *end = DM_NEW(model, uint32_t, sample.text.token_count);
    for (uint32_t i = 0; i < sample.syntax.phrase_count; i++) {
      end[sample.syntax.phrase[i].start] = sample.syntax.phrase[i].end;
    }
    sample.layer = (struct dm_layer){"np", end};
  }
  return &sample;
}

struct hearing {
  uint64_t hash;
  uint32_t start;
};

static void hear_match(void *context, const struct dm_match *match)
{
  struct hearing *hearing = context;
  const struct dm_text *text = &load_sample()->text;
  FUZZ_CHECK(match->rule && dm_rule_id(match->rule));
  FUZZ_CHECK(match->tokens.start <= match->tokens.end && match->tokens.end <= text->token_count);
  FUZZ_CHECK(match->tokens.start >= hearing->start && match->tokens.start < text->token_count);
  FUZZ_CHECK(match->tokens.end <= text->sentence[text->token_sentence[match->tokens.start]].end);
  FUZZ_CHECK(match->capture_count <= DM_CAPTURES);
  for (uint32_t i = 0; i < match->capture_count; i++) {
    struct dm_range tokens = match->capture[i].tokens;
    FUZZ_CHECK(match->capture[i].name && tokens.start <= tokens.end);
    FUZZ_CHECK(tokens.start == tokens.end || dm_range_within(tokens, match->tokens));
    hearing->hash = dm_hash_join(hearing->hash, (uint64_t)tokens.start << 32 | tokens.end);
  }
  hearing->start = match->tokens.start;
  hearing->hash = dm_hash_join(hearing->hash, (uint64_t)match->tokens.start << 32 | match->tokens.end);
}

static uint64_t run_rules(const struct dm_rules *rules)
{
  const struct sample *sample = load_sample();
  struct dm_view view = {&sample->text, &sample->syntax, 1, &sample->layer};
  struct hearing hearing = {0};
  dm_rules_run(rules, &view, (struct dm_range){0, sample->text.token_count}, hear_match, &hearing);
  return hearing.hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_resources resources = {.folder = fuzz_folder()};
  struct dm_arena *arena = dm_arena_new();
  struct dm_diag diag = fuzz_diag();
  struct dm_rules *rules;
  fuzz_put_file("rules/statements.rules", fuzz_span(data, size));
  enum dm_status status = dm_rules_load(&resources, "schema/rules/statements.rules", arena, &diag, &rules);
  FUZZ_CHECK(status == DM_OK || status == DM_ERR_SCHEMA);
  FUZZ_CHECK((status == DM_OK) == (diag.errors == 0));
  if (status == DM_OK) {
    struct dm_span text;
    const struct dm_rule *rule;
    for (uint32_t i = 0; dm_rules_example(rules, i, &text, &rule); i++) {
      FUZZ_CHECK(rule && dm_rule_id(rule));
    }
    FUZZ_CHECK(run_rules(rules) == run_rules(rules));
  }
  dm_arena_free(arena);
  return 0;
}
