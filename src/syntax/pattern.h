// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file pattern.h  Declared patterns over tokens: the .rules files of schema/rules.

   A rules file has rules, one after another; `#` begins a comment:

       rule said-that
         # X said (that) …
         example  Orlov said that talks would go on.
         pattern  speaker:{agent} <AUX>? <ADV>? cue:@say that? content:(... $)
         set      kind indirect

   `example` (one or more) is the rule's own test: the rule must match somewhere in it.  `pattern` lines are
   alternatives.  `set KEY VALUE` is for the consumer.  Elements of a pattern:

       word            the folded token; "quoted" where it has signs of this language
       =say            a lemma
       @class          a phrase of the class, the longest there (classes: `class` lines of the file)
       <VERB> <VERB.past>   tag, and verb form
       {np} {agent}    a whole span of a layer that begins here
       .               any token
       ...             any number of tokens of this sentence, as few as will do
       ^ $             begin and end of the sentence
       (a | b)  x?  x*  x+  !x   group, alternatives, repetition (greedy), not-here
       name:x          capture

   Before the rules: `class NAME TABLE [COLUMN=VALUE|VALUE…] [lemma]` names the phrases of schema/lexicon/TABLE, those whose
   column (counted from 1, where the phrase stands) has one of the values; with `lemma` they are compared with lemmas.

   Matching never leaves a sentence; a rule fires at most once at a start token; the time of one attempt is bounded.
   A line that is wrong is reported as file:line.
*/
#ifndef DM_SYNTAX_PATTERN_H
#define DM_SYNTAX_PATTERN_H

#include "syntax/syntax.h"

/// Spans that later stages add to tokens: `person`, `date`, `quote`, `np` …
struct dm_layer {
  const char *name;
  const uint32_t *end; ///< [N] end token of the longest span that begins at a token, 0 where none does
};

struct dm_match;
typedef void dm_match_sink(void *context, const struct dm_match *match);

/// What patterns are matched over.
struct dm_view {
  const struct dm_text *text;
  const struct dm_syntax *syntax;
  uint32_t layer_count;
  const struct dm_layer *layer; ///< [layer_count]
  dm_match_sink *watch;         ///< told each match before the consumer is, or NULL
  void *watch_context;
};

struct dm_rules;
struct dm_rule;

enum { DM_CAPTURES = 12 };

struct dm_capture {
  const char *name;
  struct dm_range tokens;
};

struct dm_match {
  const struct dm_rule *rule;
  struct dm_range tokens;
  uint32_t capture_count;
  struct dm_capture capture[DM_CAPTURES];
};

/// @param name  Resource such as `schema/rules/statements.rules`.  @return DM_OK; DM_ERR_SCHEMA (said as file:line); DM_ERR_IO.
DM_CHECK_RESULT enum dm_status dm_rules_load(const struct dm_resources *resources, const char *name,
                                             struct dm_arena *arena, struct dm_diag *diag, struct dm_rules **out);

/// Try every rule at every token of `tokens` (of one sentence, or all): one call of `sink` a match, by start token, then
/// order of the rules in the file.
void dm_rules_run(const struct dm_rules *rules, const struct dm_view *view, struct dm_range tokens, dm_match_sink *sink,
                  void *context);
const char *dm_rule_id(const struct dm_rule *rule);
/// The value of `set KEY VALUE`, or NULL.
const char *dm_rule_value(const struct dm_rule *rule, const char *key);
/// The rule's example number `index` of all rules', and the rule; false past the last.
bool dm_rules_example(const struct dm_rules *rules, uint32_t index, struct dm_span *text, const struct dm_rule **rule);
/// The capture of that name, or NULL where it took no token.
const struct dm_capture *dm_match_capture(const struct dm_match *match, const char *name);
/// Its tokens; the empty range at the end of the match where it took none.
struct dm_range dm_match_tokens(const struct dm_match *match, const char *name);

#endif
