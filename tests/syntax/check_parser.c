// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/hash.h"
#include "base/io.h"
#include "syntax/forest.h"
#include "syntax/tagger.h"
#include "syntax/tree_tags.h"
#include "syntax/trees.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct dm_arena *arena;
static struct dm_text_model *text_model;
static struct dm_syntax_model *model;
static const struct dm_parser *parser;
static struct dm_article article;
static struct dm_text text;
static struct dm_syntax syntax;
static struct dm_trees trees;

static void set_up(void)
{
  struct dm_resources resources = {0};
  struct dm_diag diag = {0};
  arena = dm_arena_new();
  ck_assert_int_eq(dm_text_model_load(&resources, arena, &diag, &text_model), DM_OK);
  ck_assert_int_eq(dm_syntax_model_load(&resources, arena, &diag, &model), DM_OK);
  parser = dm_syntax_model_parser(model);
}

static void tear_down(void) { dm_arena_free(arena); }

static void read_body(struct dm_span body)
{
  article = (struct dm_article){.body = body};
  ck_assert_int_eq(dm_text_split(&article, text_model, arena, &text), DM_OK);
  dm_syntax_parse(&text, model, arena, &syntax);
  trees = dm_trees_new(&text, arena);
}

static void parse(const char *body)
{
  read_body(dm_span_of(body));
  for (uint32_t s = 0; s < text.sentence_count; s++) {
    dm_trees_parse_sentence(parser, &text, &syntax, s, arena, &trees);
  }
}

static uint32_t find_word(const char *word)
{
  for (uint32_t i = 0; i < text.token_count; i++) {
    if (dm_span_equal(dm_text_word(&text, i), dm_span_of(word))) {
      return i;
    }
  }
  ck_abort_msg("%s is no token", word);
  return 0;
}

/// Whether exactly one token of these hangs on none, and the others lead to it.
static bool is_tree(struct dm_range tokens)
{
  uint32_t roots = 0;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    uint32_t at = i, steps = 0;
    while (trees.head[at] != DM_NONE && steps++ < tokens.end - tokens.start) {
      at = trees.head[at];
      if (at < tokens.start || at >= tokens.end) {
        return false;
      }
    }
    bool root = trees.head[i] == DM_NONE;
    roots += root;
    if (trees.head[at] != DM_NONE || root != (trees.relation[i] == DM_RELATION_ROOT) ||
        trees.relation[i] == DM_RELATION_NONE || trees.relation[i] >= DM_RELATION_COUNT) {
      return false;
    }
  }
  return roots == 1;
}

START_TEST(news_has_trees)
{
  static const struct {
    const char *body, *word, *relation, *head;
  } cases[] = {
      {"The minister said that talks would resume.", "minister", "nsubj", "said"},
      {"The minister said that talks would resume.", "resume", "ccomp", "said"},
      {"The minister said that talks would resume.", "said", "root", NULL},
      {"\"We will not sign,\" the ambassador told reporters.", "ambassador", "nsubj", "told"},
      {"\"We will not sign,\" the ambassador told reporters.", "sign", "ccomp", "told"},
      {"\u201cWe will not sign,\u201d said the ambassador.", "ambassador", "nsubj", "said"},
      {"\u201cWe will not sign,\u201d said the ambassador.", "sign", "ccomp", "said"},
      {"Kenya demanded on Monday that Ethiopia reopen the border.", "Kenya", "nsubj", "demanded"},
      {"Kenya demanded on Monday that Ethiopia reopen the border.", "reopen", "ccomp", "demanded"},
      {"Kenya demanded on Monday that Ethiopia reopen the border.", "border", "obj", "reopen"},
      {"The report was rejected by the council.", "report", "nsubj:pass", "rejected"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    parse(cases[i].body);
    uint32_t word = find_word(cases[i].word), head = cases[i].head ? find_word(cases[i].head) : DM_NONE;
    ck_assert_msg(trees.head[word] == head, "%s: %s hangs on %u", cases[i].body, cases[i].word, trees.head[word]);
    ck_assert_str_eq(dm_relation_name((enum dm_relation)trees.relation[word]), cases[i].relation);
  }
}
END_TEST

/// A body of words by chance, among them signs and bytes beyond ASCII.
static struct dm_span make_body(uint32_t words, uint64_t chance)
{
  static const char *const word[] = {
      "the", "said",          "\"", ",", ".",  "\u201c", "\u201d", "Kenya", "that", "(",
      "NO",  "\u00e9t\u00e9", "42", "-", "--", "x-y",    "and",    "to",    ")",    "\u4e2d"};
  char *body = dm_arena_alloc(arena, words * 8 + 1);
  size_t size = 0;
  for (uint32_t i = 0; i < words; i++) {
    chance = dm_hash_join(chance, i);
    size += (size_t)snprintf(body + size, 8, "%s ", word[(chance >> 32) % (sizeof word / sizeof *word)]);
  }
  return (struct dm_span){body, size};
}

START_TEST(anything_gets_a_tree)
{
  for (uint64_t round = 0; round < 60; round++) {
    read_body(make_body(round == 59 ? 3000 : 1 + (uint32_t)round * 2, round));
    for (uint32_t s = 0; s < text.sentence_count; s++) {
      dm_trees_parse_sentence(parser, &text, &syntax, s, arena, &trees);
      ck_assert(is_tree(text.sentence[s]));
    }
    // All of the text as one, however long.
    struct dm_stretch all = {.tokens = {0, text.token_count}};
    dm_trees_parse(parser, &text, &syntax, &all, arena, &trees);
    ck_assert(is_tree(all.tokens));
    dm_arena_free(arena);
    set_up();
  }
}
END_TEST

START_TEST(only_what_is_wanted_is_parsed)
{
  read_body(DM_LITERAL("Rain fell. The minister resigned."));
  ck_assert_uint_eq(text.sentence_count, 2);
  dm_trees_parse_sentence(parser, &text, &syntax, 1, arena, &trees);
  for (uint32_t i = 0; i < text.token_count; i++) {
    bool wanted = text.token_sentence[i] == 1;
    ck_assert_int_eq(trees.relation[i] != DM_RELATION_NONE, wanted);
    ck_assert(wanted || trees.head[i] == DM_NONE);
  }
}
END_TEST

START_TEST(a_quotation_stands_as_one_word)
{
  parse("\"They lied. We will not sign what others wrote,\" the ambassador told reporters.");
  uint32_t open = 0, close = find_word("ambassador") - 2;
  struct dm_range content = {open + 1, close};
  struct dm_stretch stretch = {.tokens = {0, text.token_count}, .mask_count = 1, .mask = &content};
  dm_trees_parse(parser, &text, &syntax, &stretch, arena, &trees);
  ck_assert(is_tree(stretch.tokens));
  uint32_t told = find_word("told");
  ck_assert_uint_eq(trees.head[told], DM_NONE);
  ck_assert_uint_eq(trees.head[find_word("ambassador")], told);
  uint32_t tops = 0;
  for (uint32_t i = content.start; i < content.end; i++) {
    bool top = trees.head[i] < content.start || trees.head[i] >= content.end;
    tops += top;
    ck_assert(!top || trees.head[i] == told);
  }
  ck_assert_uint_eq(tops, 1);
  ck_assert_uint_eq(trees.head[find_word("We")], find_word("sign"));
}
END_TEST

START_TEST(every_processor_gives_the_same_trees)
{
  read_body(make_body(400, 7));
  struct dm_parser other = *parser;
  struct dm_stretch all = {.tokens = {0, text.token_count}};
  dm_trees_parse(parser, &text, &syntax, &all, arena, &trees);
  struct dm_trees first = trees;
  for (int means = DM_LAYER_PLAIN; means <= (int)dm_layer_best(); means++) {
    other.means = (enum dm_layer_means)means;
    trees = dm_trees_new(&text, arena);
    dm_trees_parse(&other, &text, &syntax, &all, arena, &trees);
    ck_assert_int_eq(memcmp(first.head, trees.head, text.token_count * sizeof *trees.head), 0);
    ck_assert_int_eq(memcmp(first.relation, trees.relation, text.token_count), 0);
  }
}
END_TEST

/// Rows with many labels are added by many at once, where the processor can.
START_TEST(every_processor_gives_the_same_tags)
{
  read_body(make_body(400, 9));
  struct dm_tagger tagger = *dm_syntax_model_tagger(model);
  uint32_t count = text.token_count;
  struct dm_tagger_word *word = DM_NEW(arena, struct dm_tagger_word, count + 2 * DM_TAGGER_PADDING);
  uint8_t *label = DM_NEW(arena, uint8_t, count);
  uint8_t *first = DM_NEW(arena, uint8_t, count);
  for (uint32_t i = 0; i < count; i++) {
    dm_tagger_read(&tagger, dm_text_word(&text, i), text.folded[i], &word[DM_TAGGER_PADDING + i]);
  }
  dm_tagger_read_sentence(word, count);
  dm_tagger_tag(&tagger, word, count, first);
  for (int means = DM_LAYER_PLAIN; means <= (int)dm_layer_best(); means++) {
    tagger.weights.means = (enum dm_layer_means)means;
    dm_tagger_tag(&tagger, word, count, label);
    ck_assert_int_eq(memcmp(first, label, count), 0);
  }
  tagger.weights.dense = NULL; // no row is written out
  dm_tagger_tag(&tagger, word, count, label);
  ck_assert_int_eq(memcmp(first, label, count), 0);
}
END_TEST

START_TEST(a_forest_has_the_trees_that_are_asked_for)
{
  parse("The envoy said that the treaty would be signed. The council met on Monday.");
  struct dm_forest *forest = dm_forest_new(&text, &syntax, arena);
  for (uint32_t i = text.token_count; i-- > 0;) {
    ck_assert_uint_eq(dm_forest_head(forest, i), trees.head[i]);
    ck_assert_int_eq(dm_forest_relation(forest, i), trees.relation[i]);
  }
}
END_TEST

START_TEST(trees_put_tags_right)
{
  parse("The envoy said that the treaty would be signed.");
  uint32_t that = find_word("that"), would = find_word("would"), treaty = find_word("treaty");
  ck_assert_int_eq(trees.relation[that], DM_RELATION_MARK);
  ck_assert_int_eq(trees.relation[would], DM_RELATION_AUX);
  syntax.upos[that] = DM_TAG_PRON;
  syntax.upos[would] = DM_TAG_VERB;
  uint8_t noun = syntax.upos[treaty];
  dm_tree_tags_set(&trees, text.sentence[0], &syntax);
  ck_assert_int_eq(syntax.upos[that], DM_TAG_SCONJ);
  ck_assert_int_eq(syntax.upos[would], DM_TAG_AUX);
  ck_assert_int_eq(syntax.upos[treaty], noun);
}
END_TEST

static char folder[] = "/tmp/check-parser-XXXXXX";

static void write_file(const char *name, const void *bytes, size_t size)
{
  char path[64];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "wb");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
  ck_assert_int_eq(fclose(file), 0);
}

static void ignore(void *context, const struct dm_message *message)
{
  (void)context;
  (void)message;
}

static enum dm_status open_in_folder(struct dm_arena *own, uint32_t *errors)
{
  struct dm_resources resources = {.models = folder};
  struct dm_diag diag = {.sink = ignore};
  struct dm_parser opened;
  enum dm_status status = dm_parser_open(&resources, parser->words, own, &diag, &opened);
  *errors = diag.errors;
  return status;
}

/// The checksum of a file as base/model_file.h has it is known to no one here: such files are made by the writer.
static enum dm_status write_model(const struct dm_model_file *file, const char *changed, size_t size_less,
                                  int64_t value)
{
  static const char *const names[] = {"vector",   "conv",   "views",  "pair",  "distance",
                                      "relation", "gates0", "gates1", "gates2"};
  struct dm_model_part part[32];
  char name[32][DM_MODEL_NAME];
  uint32_t count = 0;
  struct dm_diag diag = {0};
  for (size_t i = 0; i < 2 * sizeof names / sizeof *names + 5; i++) {
    static const char *const others[] = {"shifts", "rows", "scales", "word-rows", "words"};
    size_t layers = sizeof names / sizeof *names;
    snprintf(name[count], DM_MODEL_NAME, "%s%s", i < 2 * layers ? names[i / 2] : others[i - 2 * layers],
             i < 2 * layers && i % 2 ? ".bias" : "");
    struct dm_span section;
    ck_assert_int_eq(dm_model_file_section(file, name[count], 1, DM_NONE, &diag, &section), DM_OK);
    char *bytes = dm_arena_copy(arena, section.data, section.size);
    bool is_changed = strcmp(name[count], changed) == 0;
    if (is_changed) {
      memset(bytes, (int)value, section.size);
    }
    part[count] = (struct dm_model_part){name[count], bytes, section.size - (is_changed ? size_less : 0)};
    count++;
  }
  char path[64];
  snprintf(path, sizeof path, "%s/parser", folder);
  return dm_model_file_write(path, "parser", count, part, &diag);
}

START_TEST(bad_models_are_refused)
{
  ck_assert_ptr_nonnull(mkdtemp(folder));
  struct dm_resources resources = {0};
  struct dm_diag diag = {0};
  struct dm_model_file file;
  uint32_t errors;
  ck_assert_int_eq(dm_model_file_open(&resources, "parser", "parser", arena, &diag, &file), DM_OK);
  ck_assert_int_eq(open_in_folder(arena, &errors), DM_ERR_IO); // none is there
  write_file("parser", file.bytes, file.size);
  ck_assert_int_eq(open_in_folder(arena, &errors), DM_OK);
  write_file("parser", file.bytes, file.size - 1);
  ck_assert_int_eq(open_in_folder(arena, &errors), DM_ERR_FORMAT);
  ck_assert_uint_eq(errors, 1);
  static const struct {
    const char *section;
    size_t size_less;
    int value;
  } cases[] = {
      {"gates0", 0, 0x7f},    // sums would overflow
      {"conv", 2, 0},         // a weight is missing
      {"conv.bias", 4, 0},    // a bias is missing
      {"shifts", 0, 77},      // too far
      {"words", 0, 1},        // another word table
      {"word-rows", 0, 0x7f}, // rows that are not there
      {"rows", DM_PARSER_WIDTH, 0},
      {"scales", 2, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ck_assert_int_eq(write_model(&file, cases[i].section, cases[i].size_less, cases[i].value), DM_OK);
    ck_assert_msg(open_in_folder(arena, &errors) == DM_ERR_FORMAT, "%s was taken", cases[i].section);
    ck_assert_uint_eq(errors, 1);
  }
  ck_assert_int_eq(write_model(&file, "", 0, 0), DM_OK);
  ck_assert_int_eq(open_in_folder(arena, &errors), DM_OK);
  char path[64];
  snprintf(path, sizeof path, "%s/parser", folder);
  unlink(path);
  rmdir(folder);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("parser");
  TCase *tests = tcase_create("parser");
  tcase_set_timeout(tests, 60);
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, news_has_trees);
  tcase_add_test(tests, anything_gets_a_tree);
  tcase_add_test(tests, only_what_is_wanted_is_parsed);
  tcase_add_test(tests, a_quotation_stands_as_one_word);
  tcase_add_test(tests, every_processor_gives_the_same_trees);
  tcase_add_test(tests, every_processor_gives_the_same_tags);
  tcase_add_test(tests, a_forest_has_the_trees_that_are_asked_for);
  tcase_add_test(tests, trees_put_tags_right);
  tcase_add_test(tests, bad_models_are_refused);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? 1 : 0;
}
