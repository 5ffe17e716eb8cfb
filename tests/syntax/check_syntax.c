// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/buffer.h"
#include "base/hash.h"
#include "base/resource.h"
#include "syntax/syntax.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct dm_arena *arena;
static struct dm_text_model *text_model;
static struct dm_syntax_model *model;
static struct dm_article article;
static struct dm_text text;
static struct dm_syntax syntax;

static void set_up(void)
{
  struct dm_resources resources = {0};
  struct dm_diag diag = {0};
  arena = dm_arena_new();
  ck_assert_int_eq(dm_text_model_load(&resources, arena, &diag, &text_model), DM_OK);
  ck_assert_int_eq(dm_syntax_model_load(&resources, arena, &diag, &model), DM_OK);
}

static void tear_down(void) { dm_arena_free(arena); }

static void parse_span(struct dm_span body)
{
  article = (struct dm_article){.body = body};
  ck_assert_int_eq(dm_text_split(&article, text_model, arena, &text), DM_OK);
  dm_syntax_parse(&text, model, arena, &syntax);
}

static void parse(const char *body) { parse_span(dm_span_of(body)); }

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

static const char *const forms[] = {"", ".base", ".present", ".past", ".gerund", ".participle"};

START_TEST(words_are_tagged_by_their_neighbours)
{
  static const struct {
    const char *body, *word, *tag;
  } cases[] = {
      {"The minister said that talks would go on.", "said", "VERB.past"},
      {"The minister said that talks would go on.", "talks", "NOUN"},
      {"The minister said that talks would go on.", "would", "AUX.past"},
      {"The minister said that talks would go on.", "that", "SCONJ"},
      {"The envoy talks to the press every day.", "talks", "VERB.present"},
      {"Security concerns over the port grew.", "concerns", "NOUN"},
      {"The council raised security concerns about the bridge.", "concerns", "NOUN"},
      {"It concerns the bridge.", "concerns", "VERB.present"},
      {"They demand an answer.", "demand", "VERB.base"},
      {"Their demand was refused.", "demand", "NOUN"},
      {"She wants to demand an answer.", "demand", "VERB.base"},
      {"They do not demand an answer.", "demand", "VERB.base"},
      {"They don't think so.", "think", "VERB.base"},
      {"They don\xe2\x80\x99t think so.", "do", "AUX.base"},
      {"Did you meet the envoy?", "Did", "AUX.past"},
      {"The firm did the work.", "did", "VERB.past"},
      {"The fleet has left the harbour.", "has", "AUX.present"},
      {"The fleet has left the harbour.", "left", "VERB.participle"},
      {"The fleet has a harbour.", "has", "VERB.present"},
      {"They have come to the harbour.", "come", "VERB.participle"},
      {"The order was given by the court.", "given", "VERB.participle"},
      {"The order, rejected by the court, stood.", "rejected", "VERB.participle"},
      {"The court rejected the order.", "rejected", "VERB.past"},
      {"He's leaving the town.", "'s", "AUX.present"},
      {"The town's mayor left.", "'s", "PART"},
      {"They're leaving the town.", "leaving", "VERB.gerund"},
      {"The training of the crew ended.", "training", "NOUN"},
      {"It is a sustainable way.", "sustainable", "ADJ"},
      {"It is a state-owned firm.", "owned", "ADJ"},
      {"The minister of Narvia spoke.", "Narvia", "PROPN"},
      {"Three ships sank.", "Three", "NUM"},
      {"They paid $5 for it.", "5", "NUM"},
      {"They went to the harbour.", "to", "ADP"},
      {"They went to see it.", "to", "PART"},
      {"They spoke, and left.", "and", "CCONJ"},
      {"They spoke, and left.", ",", "PUNCT"},
      {"This is so.", "This", "PRON"},
      {"This ship sank.", "This", "DET"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    parse(cases[i].body);
    uint32_t token = find_word(cases[i].word);
    struct dm_buffer got = {0};
    dm_buffer_printf(&got, "%s%s", dm_tag_name((enum dm_tag)syntax.tag[token]), forms[syntax.form[token]]);
    ck_assert_msg(strcmp(dm_buffer_text(&got), cases[i].tag) == 0, "%s: %s is %s", cases[i].body, cases[i].word,
                  dm_buffer_text(&got));
    dm_buffer_free(&got);
  }
}
END_TEST

START_TEST(words_have_lemmas)
{
  static const struct {
    const char *body, *word, *lemma;
  } cases[] = {
      {"They said no.", "said", "say"},
      {"She denies it.", "denies", "deny"},
      {"They stopped it.", "stopped", "stop"},
      {"They are making it.", "making", "make"},
      {"They are making it.", "are", "be"},
      {"They won't go.", "wo", "will"},
      {"He's gone.", "'s", "be"},
      {"The countries spoke.", "countries", "country"},
      {"The women spoke.", "women", "woman"},
      {"The talks ended.", "talks", "talk"},
      {"It has taken years.", "taken", "take"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    parse(cases[i].body);
    uint64_t wanted = dm_hash_bytes(cases[i].lemma, strlen(cases[i].lemma));
    ck_assert_msg(syntax.lemma[find_word(cases[i].word)] == wanted, "%s: %s", cases[i].body, cases[i].word);
  }
}
END_TEST

START_TEST(noun_phrases_are_found)
{
  static const struct {
    const char *body, *phrases;
  } cases[] = {
      {"The new foreign minister of Narvia met three old envoys.", "The new foreign minister|Narvia|three old envoys|"},
      {"She told them that the talks had failed.", "She|them|the talks|"},
      {"Prime Minister Ada Lund spoke on Monday.", "Prime Minister Ada Lund|Monday|"},
      {"They quickly left.", "They|"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct dm_buffer got = {0};
    parse(cases[i].body);
    for (uint32_t p = 0; p < syntax.phrase_count; p++) {
      dm_buffer_add_span(&got, dm_span_slice(text.body, dm_text_bytes(&text, syntax.phrase[p])));
      dm_buffer_add_byte(&got, '|');
    }
    ck_assert_msg(strcmp(dm_buffer_text(&got), cases[i].phrases) == 0, "%s: %s", cases[i].body, dm_buffer_text(&got));
    dm_buffer_free(&got);
  }
}
END_TEST

/// Phrases ascend, are disjoint, lie within sentences, and are what token_phrase says.
static void check_layers(void)
{
  uint32_t at = 0;
  for (uint32_t i = 0; i < text.token_count; i++) {
    ck_assert_uint_le(syntax.tag[i], DM_TAG_VERB);
    ck_assert_uint_le(syntax.form[i], DM_FORM_PARTICIPLE);
    ck_assert(syntax.form[i] == DM_FORM_NONE || syntax.tag[i] == DM_TAG_VERB || syntax.tag[i] == DM_TAG_AUX);
  }
  for (uint32_t p = 0; p < syntax.phrase_count; p++) {
    struct dm_range phrase = syntax.phrase[p];
    ck_assert_uint_le(at, phrase.start);
    ck_assert_uint_lt(phrase.start, phrase.end);
    ck_assert_uint_eq(text.token_sentence[phrase.start], text.token_sentence[phrase.end - 1]);
    for (; at < phrase.end; at++) {
      ck_assert_uint_eq(syntax.token_phrase[at], at < phrase.start ? DM_NONE : p);
    }
  }
  for (; at < text.token_count; at++) {
    ck_assert_uint_eq(syntax.token_phrase[at], DM_NONE);
  }
}

START_TEST(any_text_is_tagged)
{
  static const char *const words[] = {
      "the",   "talks", "said", "that",        "to", "not", "n't",    "'s", "has",  "been",    "very",    "Narvia",
      "Lund",  "and",   ",",    ".",           "\"", "$",   "5",      "--", "come", "going",   "reports", "this",
      "x-y-z", "of",    "will", "\xc3\xa9lan", "by", "let", "state-", "-",  "x-y",  "unglued", "'"};
  unsigned seed = 28;
  for (int round = 0; round < 3000; round++) {
    struct dm_buffer body = {0};
    for (int i = 1 + rand_r(&seed) % 20; i > 0; i--) {
      dm_buffer_add_text(&body, words[(size_t)rand_r(&seed) % (sizeof words / sizeof *words)]);
      dm_buffer_add_text(&body, rand_r(&seed) % 8 ? " " : "");
    }
    parse_span(dm_buffer_span(&body));
    check_layers();
    dm_buffer_free(&body);
  }
}
END_TEST

/// Bytes that show what is quadratic; fewer where the program runs slowed down, which Check's own variable tells.
static size_t long_enough(void)
{
  const char *slow = getenv("CK_TIMEOUT_MULTIPLIER");
  return slow && atof(slow) > 10 ? 30000 : 300000;
}

START_TEST(long_sentences_take_their_time_and_no_more)
{
  static const char *const words[] = {"$ ",       "the ",    "very ", "\" ",    "not ",
                                      "has not ", "Narvia ", "new ",  "talks ", "to "};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    struct dm_buffer body = {0};
    dm_buffer_add_text(&body, "x ");
    while (body.size < long_enough()) {
      dm_buffer_add_text(&body, words[i]);
    }
    parse_span(dm_buffer_span(&body));
    check_layers();
    dm_buffer_free(&body);
  }
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("syntax");
  TCase *tests = tcase_create("syntax");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, words_are_tagged_by_their_neighbours);
  tcase_add_test(tests, words_have_lemmas);
  tcase_add_test(tests, noun_phrases_are_found);
  tcase_add_test(tests, any_text_is_tagged);
  tcase_add_test(tests, long_sentences_take_their_time_and_no_more);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
