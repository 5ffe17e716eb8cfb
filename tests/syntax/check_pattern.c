// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/resource.h"
#include "syntax/pattern.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char folder[64];
static struct dm_resources resources;
static struct dm_arena *arena;
static struct dm_diag diag;
static char said[512];
static struct dm_text_model *text_model;
static struct dm_syntax_model *syntax_model;
static struct dm_article article;
static struct dm_text text;
static struct dm_syntax syntax;
static struct dm_view view;

static void keep_message(void *context, const struct dm_message *message)
{
  (void)context;
  snprintf(said, sizeof said, "%s:%d: %s", message->file ? message->file : "", (int)message->line, message->text);
}

static void make_folder(const char *below)
{
  char name[128];
  snprintf(name, sizeof name, "%s%s", folder, below);
  ck_assert_int_eq(mkdir(name, 0700), 0);
}

static void write_file(const char *name, const char *content)
{
  char path[160];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  ck_assert_int_ge(fputs(content, file), 0);
  ck_assert_int_eq(fclose(file), 0);
}

static void set_up(void)
{
  strcpy(folder, "/tmp/check_patternXXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
  make_folder("/rules");
  make_folder("/lexicon");
  resources = (struct dm_resources){.folder = folder};
  arena = dm_arena_new();
  diag = (struct dm_diag){.sink = keep_message};
  said[0] = '\0';
  ck_assert_int_eq(dm_text_model_load(&resources, arena, &diag, &text_model), DM_OK);
  ck_assert_int_eq(dm_syntax_model_load(&resources, arena, &diag, &syntax_model), DM_OK);
}

static void tear_down(void)
{
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  ck_assert_int_eq(system(command), 0);
  dm_arena_free(arena);
}

static void read_text(const char *body)
{
  article = (struct dm_article){.body = dm_span_of(body)};
  ck_assert_int_eq(dm_text_split(&article, text_model, arena, &text), DM_OK);
  dm_syntax_parse(&text, syntax_model, arena, &syntax);
  view = (struct dm_view){.text = &text, .syntax = &syntax};
}

static enum dm_status load(const char *rules_text, struct dm_rules **rules)
{
  write_file("rules/test.rules", rules_text);
  return dm_rules_load(&resources, "schema/rules/test.rules", arena, &diag, rules);
}

/// A rule of one pattern.
static struct dm_rules *rule_of(const char *pattern)
{
  char lines[600];
  struct dm_rules *rules = NULL;
  snprintf(lines, sizeof lines,
           "class speech speech.tsv 2=say lemma\nclass bare speech.tsv\nrule r\nexample x\npattern %s\n", pattern);
  write_file("lexicon/speech.tsv", "say\tsay\nrule out\treject\nmake clear\tsay\n");
  ck_assert_msg(load(lines, &rules) == DM_OK, "%s: %s", pattern, said);
  return rules;
}

static char found[600];

/// How much of `found` is used, behind a piece of `size` bytes that may not have been put in whole.
static size_t behind(size_t used, int size)
{
  size_t end = used + (size_t)size;
  return end < sizeof found ? end : sizeof found - 1;
}

static void keep_match(void *context, const struct dm_match *match)
{
  (void)context;
  size_t used = strlen(found);
  struct dm_span whole = dm_span_slice(text.body, dm_text_bytes(&text, match->tokens));
  used = behind(used, snprintf(found + used, sizeof found - used, "[%.*s", DM_SPAN_ARGS(whole)));
  for (uint32_t i = 0; i < match->capture_count; i++) {
    struct dm_range tokens = match->capture[i].tokens;
    struct dm_span part = {0};
    if (tokens.end > tokens.start) {
      part = dm_span_slice(text.body, dm_text_bytes(&text, tokens));
    }
    int size = snprintf(found + used, sizeof found - used, "|%s=%.*s", match->capture[i].name, DM_SPAN_ARGS(part));
    used = behind(used, size);
  }
  snprintf(found + used, sizeof found - used, "]");
}

static const char *run(const struct dm_rules *rules)
{
  found[0] = '\0';
  dm_rules_run(rules, &view, (struct dm_range){0, text.token_count}, keep_match, NULL);
  return found;
}

START_TEST(elements_match)
{
  static const struct {
    const char *pattern;
    const char *found;
  } cases[] = {
      {"said", "[said]"},
      {"=say", "[said]"},
      {"\"that\"", "[that]"},
      {"@speech", "[said]"},
      {"<ADP>", "[on]"},
      {"<VERB.past>", "[said]"},
      {"<VERB.gerund>", ""},
      {"that . would", "[that talks would]"},
      {"^ .", "[Orlov]"},
      {". $", "[.]"},
      {"who:<PROPN> said that? what:(... on)", "[Orlov said that talks would go on|who=Orlov|what=talks would go on]"},
      {"that who:. (will | would | can) verb:go on?", "[that talks would go on|who=talks|verb=go]"},
      {"said !that", ""},
      {"said !talks that", "[said that]"},
      {"Orlov .* go", "[Orlov said that talks would go]"},
      {"Orlov (said | that)+", "[Orlov said that]"},
      {"would x:never? go", "[would go]"},
      {"(Orlov | Orlov said) that", "[Orlov said that]"},
      {"Orlov ... on .", "[Orlov said that talks would go on.]"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct dm_rules *rules = rule_of(cases[i].pattern);
    read_text("Orlov said that talks would go on.");
    ck_assert_msg(strcmp(run(rules), cases[i].found) == 0, "%s: %s", cases[i].pattern, found);
  }
}
END_TEST

START_TEST(classes_take_the_longest_phrase)
{
  struct dm_rules *rules = rule_of("cue:@speech that");
  read_text("They made clear that nothing is ruled out.");
  ck_assert_str_eq(run(rules), "[made clear that|cue=made clear]");
  rules = rule_of("@bare");
  ck_assert_str_eq(run(rules), "");
  read_text("Do not rule out that they say so.");
  ck_assert_str_eq(run(rules), "[rule out][say]");
}
END_TEST

START_TEST(layers_are_matched_whole)
{
  struct dm_rules *rules = rule_of("who:{agent} said");
  read_text("Foreign Minister Orlov said no.");
  ck_assert_str_eq(run(rules), "");
  uint32_t end[] = {3, 0, 0, 0, 0, 0};
  struct dm_layer layer = {.name = "agent", .end = end};
  view.layer_count = 1;
  view.layer = &layer;
  ck_assert_str_eq(run(rules), "[Foreign Minister Orlov said|who=Foreign Minister Orlov]");
}
END_TEST

START_TEST(matches_stay_in_a_sentence)
{
  struct dm_rules *rules = rule_of("talks ... ended");
  read_text("There were talks. The day ended.");
  ck_assert_str_eq(run(rules), "");
  read_text("The talks of the day ended.");
  ck_assert_str_eq(run(rules), "[talks of the day ended]");
}
END_TEST

START_TEST(rules_carry_values_and_examples)
{
  struct dm_rules *rules = NULL;
  ck_assert_int_eq(
      load("# a file\nrule one # comment\n  example It ends.\n  pattern ends\n  pattern it\n  set kind a b\n"
           "rule two\n  example Two.\n  pattern .\n",
           &rules),
      DM_OK);
  struct dm_span example;
  const struct dm_rule *rule;
  ck_assert(dm_rules_example(rules, 0, &example, &rule));
  ck_assert_str_eq(dm_rule_id(rule), "one");
  ck_assert(dm_span_equal(example, DM_LITERAL("It ends.")));
  ck_assert_str_eq(dm_rule_value(rule, "kind"), "a b");
  ck_assert_ptr_null(dm_rule_value(rule, "other"));
  ck_assert(dm_rules_example(rules, 1, &example, &rule));
  ck_assert_str_eq(dm_rule_id(rule), "two");
  ck_assert(!dm_rules_example(rules, 2, &example, &rule));
}
END_TEST

START_TEST(wrong_lines_are_named)
{
  static const struct {
    const char *rules;
    int line;
  } cases[] = {
      {"pattern a\n", 1},
      {"rule\n", 1},
      {"rule a b\n", 1},
      {"rule a\nexample x\npattern (b\n", 3},
      {"rule a\nexample x\npattern b)\n", 3},
      {"rule a\nexample x\npattern @none\n", 3},
      {"rule a\nexample x\npattern <NONE>\n", 3},
      {"rule a\nexample x\npattern <VERB.none>\n", 3},
      {"rule a\nexample x\npattern <VERB\n", 3},
      {"rule a\nexample x\npattern {np\n", 3},
      {"rule a\nexample x\npattern \"np\n", 3},
      {"rule a\nexample x\npattern a | | b\n", 3},
      {"rule a\nexample x\npattern ?\n", 3},
      {"rule a\nexample x\npattern\n", 3},
      {"rule a\nexample x\npattern a\nset k\n", 4},
      {"rule a\nexample x\npattern a\nrule a\n", 4},
      {"rule a\npattern a\n", 2},
      {"nonsense\n", 1},
      {"class a\n", 1},
      {"class a none.tsv\n", 1},
      {"class a speech.tsv x=y\n", 1},
      {"class a speech.tsv 2=y z\n", 1},
      {"rule a\nexample x\npattern a:b b:b c:b d:b e:b f:b g:b h:b i:b j:b k:b l:b m:b\n", 3},
      {"rule a\nexample x\npattern ((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))\n", 3},
  };
  write_file("lexicon/speech.tsv", "say\tsay\n");
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct dm_rules *rules = NULL;
    said[0] = '\0';
    ck_assert_msg(load(cases[i].rules, &rules) == DM_ERR_SCHEMA, "%s", cases[i].rules);
    char place[64];
    snprintf(place, sizeof place, "test.rules:%d: ", cases[i].line);
    ck_assert_msg(strstr(said, place) || strstr(said, "none.tsv"), "%s gives %s", cases[i].rules, said);
  }
}
END_TEST

/// How many times as long as bare the program may take: Check's own variable, which `make memcheck` sets.
static double time_multiplier(void)
{
  const char *given = getenv("CK_TIMEOUT_MULTIPLIER");
  double value = given ? atof(given) : 0;
  return value > 0 ? value : 1;
}

START_TEST(time_is_bounded)
{
  char *body = dm_arena_alloc(arena, 4096);
  for (int i = 0; i < 1000; i++) {
    strcat(body, "a ");
  }
  read_text(body);
  struct dm_rules *rules = rule_of("x:(a* a*)* ... (a+ a+)+ !(a* b) (... | .*)* b");
  clock_t begin = clock();
  ck_assert_str_eq(run(rules), "");
  ck_assert_double_lt((double)(clock() - begin) / CLOCKS_PER_SEC, 20 * time_multiplier());
  rules = rule_of("(a | b)* .*"); // no farther than the reach
  found[0] = '\0';
  dm_rules_run(rules, &view, (struct dm_range){0, 1}, keep_match, NULL);
  ck_assert_int_gt((int)strlen(found), 100);
}
END_TEST

int main(void)
{
  TCase *tests = tcase_create("pattern");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, elements_match);
  tcase_add_test(tests, classes_take_the_longest_phrase);
  tcase_add_test(tests, layers_are_matched_whole);
  tcase_add_test(tests, matches_stay_in_a_sentence);
  tcase_add_test(tests, rules_carry_values_and_examples);
  tcase_add_test(tests, wrong_lines_are_named);
  tcase_add_test(tests, time_is_bounded);
  Suite *suite = suite_create("pattern");
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
