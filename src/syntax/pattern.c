// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/pattern.h"

#include "base/buffer.h"
#include "syntax/machine.h"
#include "syntax/starts.h"

#include <stdlib.h>
#include <string.h>

struct pair {
  struct dm_span key;
  const char *value;
};

struct example {
  struct dm_span text;
  const struct dm_rule *rule;
};

struct dm_rule {
  const char *id;
  uint32_t program_count;
  uint32_t pair_count, pair_capacity;
  struct pair *pair;
  struct dm_rule *next;
  bool exemplified;
};

struct dm_rules {
  struct dm_program_names names;
  struct dm_rule *first, *last;
  uint32_t program_count, program_capacity, owner_capacity;
  struct dm_program *program;   ///< [program_count] of all rules, in their order
  const struct dm_rule **owner; ///< [program_count] the rule of a program
  uint32_t most_splits;         ///< of a program
  struct dm_features features;
  struct dm_starts starts;
  uint32_t example_count, example_capacity;
  struct example *example;
};

/// A file being read.
struct loader {
  const struct dm_resources *resources;
  struct dm_arena *arena;
  struct dm_diag *diag;
  struct dm_table line; ///< the file as rows
  struct dm_rules *rules;
  uint32_t class_capacity;
};

static struct dm_span rest_of(struct dm_span text, struct dm_span word)
{
  size_t skip = (size_t)(word.data - text.data) + word.size;
  return dm_span_trim((struct dm_span){text.data + skip, text.size - skip});
}

static struct dm_span first_word(struct dm_span text)
{
  size_t size = 0;
  while (size < text.size && text.data[size] != ' ' && text.data[size] != '\t') {
    size++;
  }
  return (struct dm_span){text.data, size};
}

/// Without a comment: `#` at the begin of a word.
static struct dm_span without_comment(struct dm_span line)
{
  for (size_t i = 0; i < line.size; i++) {
    if (line.data[i] == '#' && (i == 0 || line.data[i - 1] == ' ' || line.data[i - 1] == '\t')) {
      line.size = i;
    }
  }
  return dm_span_trim(line);
}

static char *copy(struct loader *loader, struct dm_span text)
{
  return dm_arena_copy(loader->arena, text.data, text.size);
}

/// The line as it stands: a tab divides no fields here.
static struct dm_span whole_line(const struct dm_table *line)
{
  struct dm_span last = line->field[line->field_count - 1];
  return (struct dm_span){line->field[0].data, (size_t)(last.data - line->field[0].data) + last.size};
}

/* Lines. */

static enum dm_status wrong(struct loader *loader, const char *what)
{
  return dm_table_error(&loader->line, loader->diag, what);
}

static enum dm_status read_rule(struct loader *loader, struct dm_span id)
{
  if (!id.size || first_word(id).size != id.size) {
    return wrong(loader, "a rule has one word as its name");
  }
  struct dm_rule *rule = DM_NEW(loader->arena, struct dm_rule, 1);
  rule->id = copy(loader, id);
  for (const struct dm_rule *other = loader->rules->first; other; other = other->next) {
    if (strcmp(other->id, rule->id) == 0) {
      return wrong(loader, "there is a rule of this name");
    }
  }
  *(loader->rules->last ? &loader->rules->last->next : &loader->rules->first) = rule;
  loader->rules->last = rule;
  return DM_OK;
}

/// The lexicon of a table, loaded once for all classes.
static enum dm_status get_lexicon(struct loader *loader, struct dm_span table, const struct dm_lexicon **out)
{
  struct dm_buffer name = {0};
  dm_buffer_printf(&name, "schema/lexicon/%.*s", DM_SPAN_ARGS(table));
  char *resource = copy(loader, dm_buffer_span(&name));
  dm_buffer_free(&name);
  struct dm_lexicon *lexicon = DM_NEW(loader->arena, struct dm_lexicon, 1);
  enum dm_status status =
      dm_lexicon_load(loader->resources, resource, 0, DM_LEXICON_FOLDED, loader->arena, loader->diag, lexicon);
  *out = lexicon;
  return status;
}

static enum dm_status read_class(struct loader *loader, struct dm_span rest)
{
  struct dm_program_names *names = &loader->rules->names;
  struct dm_span name = first_word(rest);
  struct dm_span table = first_word(rest = rest_of(rest, name));
  struct dm_span condition = first_word(rest = rest_of(rest, table));
  struct dm_class class = {.name = copy(loader, name), .column = DM_NONE};
  if (!name.size || !table.size) {
    return wrong(loader, "a class has a name and a table");
  }
  const char *sign = condition.size ? memchr(condition.data, '=', condition.size) : NULL;
  if (sign) {
    unsigned long column = strtoul(condition.data, NULL, 10);
    if (column < 1 || column > DM_TABLE_FIELDS) {
      return wrong(loader, "the column of a class is a number");
    }
    class.column = (uint32_t)column - 1;
    struct dm_span value = rest_of(condition, (struct dm_span){sign, 1});
    class.value = (struct dm_span){copy(loader, value), value.size};
    condition = first_word(rest_of(rest, condition));
  }
  class.lemma = dm_span_equal(condition, DM_LITERAL("lemma"));
  if (condition.size && !class.lemma) {
    return wrong(loader, "after the condition of a class comes only lemma");
  }
  DM_TRY(get_lexicon(loader, table, &class.lexicon));
  *DM_PUSH(loader->arena, names->class, names->class_count, loader->class_capacity) = class;
  return DM_OK;
}

static enum dm_status read_example(struct loader *loader, struct dm_span rest)
{
  struct dm_rules *rules = loader->rules;
  *DM_PUSH(loader->arena, rules->example, rules->example_count, rules->example_capacity) =
      (struct example){.text = {copy(loader, rest), rest.size}, .rule = rules->last};
  rules->last->exemplified = true;
  return DM_OK;
}

static enum dm_status read_pattern(struct loader *loader, struct dm_span rest)
{
  struct dm_rules *rules = loader->rules;
  struct dm_program program;
  const char *what = NULL;
  if (dm_program_compile(rest, &rules->names, &program, &what) != DM_OK) {
    return wrong(loader, what);
  }
  rules->most_splits = program.split_count > rules->most_splits ? program.split_count : rules->most_splits;
  uint32_t owners = rules->program_count;
  // NOLINTNEXTLINE(bugprone-sizeof-expression): an array of pointers
  *DM_PUSH(loader->arena, rules->owner, owners, rules->owner_capacity) = rules->last;
  *DM_PUSH(loader->arena, rules->program, rules->program_count, rules->program_capacity) = program;
  rules->last->program_count++;
  return DM_OK;
}

static enum dm_status read_set(struct loader *loader, struct dm_span rest)
{
  struct dm_rule *rule = loader->rules->last;
  struct dm_span key = first_word(rest);
  struct dm_span value = rest_of(rest, key);
  if (!key.size || !value.size) {
    return wrong(loader, "set has a key and a value");
  }
  *DM_PUSH(loader->arena, rule->pair, rule->pair_count, rule->pair_capacity) =
      (struct pair){{copy(loader, key), key.size}, copy(loader, value)};
  return DM_OK;
}

static enum dm_status read_line(struct loader *loader, struct dm_span line)
{
  static const struct {
    const char *word;
    bool in_rule;
    enum dm_status (*read)(struct loader *loader, struct dm_span rest);
  } lines[] = {{"rule", false, read_rule},
               {"class", false, read_class},
               {"example", true, read_example},
               {"pattern", true, read_pattern},
               {"set", true, read_set}};
  struct dm_span word = first_word(line);
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    if (!dm_span_equal(word, dm_span_of(lines[i].word))) {
      continue;
    }
    if (lines[i].in_rule && !loader->rules->last) {
      return wrong(loader, "no rule before this line");
    }
    return lines[i].read(loader, rest_of(line, word));
  }
  return wrong(loader, "a line begins with rule, class, example, pattern or set");
}

static enum dm_status check_rules(struct loader *loader)
{
  for (const struct dm_rule *rule = loader->rules->first; rule; rule = rule->next) {
    if (!rule->program_count || !rule->exemplified) {
      struct dm_buffer what = {0};
      dm_buffer_printf(&what, "rule %s needs a pattern and an example", rule->id);
      enum dm_status status = wrong(loader, dm_buffer_text(&what));
      dm_buffer_free(&what);
      return status;
    }
  }
  return DM_OK;
}

enum dm_status dm_rules_load(const struct dm_resources *resources, const char *name, struct dm_arena *arena,
                             struct dm_diag *diag, struct dm_rules **out)
{
  struct dm_rules *rules = DM_NEW(arena, struct dm_rules, 1);
  rules->names.arena = arena;
  struct loader loader = {.resources = resources, .arena = arena, .diag = diag, .rules = rules};
  DM_TRY(dm_table_open(resources, name, arena, diag, &loader.line));
  while (dm_table_next(&loader.line)) {
    struct dm_span line = without_comment(whole_line(&loader.line));
    if (line.size) {
      DM_TRY(read_line(&loader, line));
    }
  }
  DM_TRY(check_rules(&loader));
  dm_features_make(&rules->names, rules->program_count, rules->program, &rules->features);
  dm_starts_make(&rules->features, rules->program_count, rules->program, arena, &rules->starts);
  *out = rules;
  return DM_OK;
}

/* Running. */

/// What is done at each token.
struct runner {
  const struct dm_rules *rules;
  struct dm_machine machine;
  uint64_t *may; ///< programs that may match
  dm_match_sink *sink;
  void *context;
};

static void run_at(struct runner *runner, uint32_t at)
{
  const struct dm_rules *rules = runner->rules;
  const struct dm_rule *fired = NULL;
  struct dm_match match;
  dm_starts_find(&rules->starts, &rules->features, &runner->machine.sight, at, runner->may);
  for (uint32_t w = 0; w < rules->starts.words; w++) {
    for (uint64_t bits = runner->may[w]; bits; bits &= bits - 1) {
      uint32_t i = w * 64 + (uint32_t)__builtin_ctzll(bits);
      if (rules->owner[i] != fired && dm_machine_try(&runner->machine, &rules->program[i], at, &match)) {
        match.rule = fired = rules->owner[i];
        if (runner->machine.view->watch) {
          runner->machine.view->watch(runner->machine.view->watch_context, &match);
        }
        runner->sink(runner->context, &match);
      }
    }
  }
}

void dm_rules_run(const struct dm_rules *rules, const struct dm_view *view, struct dm_range tokens, dm_match_sink *sink,
                  void *context)
{
  struct dm_arena *scratch = dm_arena_new();
  struct runner runner = {
      .rules = rules, .may = DM_NEW(scratch, uint64_t, rules->starts.words), .sink = sink, .context = context};
  dm_machine_begin(view, &rules->names, &rules->features, rules->most_splits, scratch, &runner.machine);
  uint32_t looked_until = tokens.start;
  for (uint32_t at = tokens.start; at < tokens.end; at++) {
    if (at >= looked_until) {
      struct dm_range sentence = view->text->sentence[view->text->token_sentence[at]];
      dm_machine_look(&runner.machine, sentence);
      looked_until = sentence.end;
    }
    run_at(&runner, at);
  }
  dm_arena_free(scratch);
}

const char *dm_rule_id(const struct dm_rule *rule) { return rule->id; }

const char *dm_rule_value(const struct dm_rule *rule, const char *key)
{
  for (uint32_t i = 0; i < rule->pair_count; i++) {
    if (dm_span_equal(rule->pair[i].key, dm_span_of(key))) {
      return rule->pair[i].value;
    }
  }
  return NULL;
}

bool dm_rules_example(const struct dm_rules *rules, uint32_t index, struct dm_span *text, const struct dm_rule **rule)
{
  if (index >= rules->example_count) {
    return false;
  }
  *text = rules->example[index].text;
  *rule = rules->example[index].rule;
  return true;
}

const struct dm_capture *dm_match_capture(const struct dm_match *match, const char *name)
{
  for (uint32_t i = 0; i < match->capture_count; i++) {
    if (strcmp(match->capture[i].name, name) == 0) {
      return &match->capture[i];
    }
  }
  return NULL;
}

struct dm_range dm_match_tokens(const struct dm_match *match, const char *name)
{
  const struct dm_capture *found = dm_match_capture(match, name);
  return found ? found->tokens : (struct dm_range){match->tokens.end, match->tokens.end};
}
