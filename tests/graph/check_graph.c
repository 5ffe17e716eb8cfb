// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/calendar.h"
#include "graph/graph.h"
#include "graph/iri.h"
#include "graph/packed.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BASE    "https://a.example"
#define ARTICLE BASE "/article/a%201"
#define DM      DM_NAMESPACE

static struct dm_arena *arena;
static struct dm_article article;
static struct dm_text text;
static struct dm_mentions mentions;
static struct dm_facts facts;
static struct dm_quads quads;

static void set_up(void) { arena = dm_arena_new(); }

static void tear_down(void) { dm_arena_free(arena); }

static struct dm_span span(const char *words) { return dm_span_of(words); }

/// Bytes of the `nth` (from 0) place where the body has `words`.
static struct dm_range place(const char *words, int nth)
{
  const char *at = strstr(article.body.data, words);
  for (; at && nth > 0; nth--) {
    at = strstr(at + 1, words);
  }
  ck_assert_ptr_nonnull(at);
  uint32_t start = (uint32_t)(at - article.body.data);
  return (struct dm_range){start, start + (uint32_t)strlen(words)};
}

/// Tokens are words between spaces.
static void begin_article(const char *body)
{
  article = (struct dm_article){.id = span("a 1"), .date = span("2031-03-06"), .body = span(body)};
  text = (struct dm_text){.article = &article, .body = article.body, .token = DM_NEW(arena, struct dm_range, 256)};
  for (uint32_t at = 0; body[at];) {
    uint32_t size = (uint32_t)strcspn(body + at, " ");
    text.token[text.token_count++] = (struct dm_range){at, at + size};
    at += size + (body[at + size] == ' ');
  }
  mentions = (struct dm_mentions){0};
  facts = (struct dm_facts){0};
}

static void build(void)
{
  struct dm_analysis analysis = {.text = &text, .mentions = &mentions};
  struct dm_graph_options options = {.base = span(BASE), .version = span("9.9"), .ruleset = span("abc")};
  dm_graph_build(&analysis, &facts, &options, arena, &quads);
}

/// Objects of subject and predicate; `object` NULL: any.
static uint32_t count(const char *subject, const char *predicate, const char *object)
{
  uint32_t found = 0;
  for (uint32_t i = 0; i < quads.count; i++) {
    const struct dm_quad *quad = &quads.quad[i];
    found += dm_span_equal(quad->subject.value, span(subject)) &&
             dm_span_equal(quad->predicate.value, span(predicate)) &&
             (!object || dm_span_equal(quad->object.value, span(object)));
  }
  return found;
}

#define HAS(subject, predicate, object)                                                                                \
  ck_assert_msg(count((subject), (predicate), (object)) == 1, "%s %s %s: %u", (subject), (predicate), (object),        \
                count((subject), (predicate), (object)))

static struct dm_parties party(uint32_t entity, const char *label, struct dm_range bytes)
{
  struct dm_parties parties = {1, DM_NEW(arena, struct dm_party, 1)};
  *parties.party = (struct dm_party){entity, span(label), bytes};
  return parties;
}

static struct dm_segments segments(struct dm_range a, struct dm_range b)
{
  struct dm_segments content = {b.end ? 2 : 1, DM_NEW(arena, struct dm_range, 2)};
  content.bytes[0] = a;
  content.bytes[1] = b;
  return content;
}

static struct dm_entity entity(enum dm_entity_type type, const char *label, const char *alias)
{
  struct dm_entity made = {.type = type, .label = span(label), .alias = DM_NEW(arena, struct dm_span, 1)};
  if (alias) {
    made.alias[made.alias_count++] = span(alias);
  }
  return made;
}

static void name_people(void)
{
  mentions.entity_count = 4;
  mentions.entity = DM_NEW(arena, struct dm_entity, 4);
  mentions.entity[0] = entity(DM_PERSON, "Zo\xc3\xab  \xc3\x84ngel", "\xc3\x84ngel");
  mentions.entity[1] = entity(DM_COUNTRY, "Georgia", NULL);
  mentions.entity[2] = entity(DM_PLACE, "Georgia", NULL);
  mentions.entity[3] = entity(DM_PERSON, "Zoe Angel", NULL);
}

START_TEST(slugs_are_folded_and_never_empty)
{
  static const struct {
    const char *label, *slug;
  } rows[] = {{"Zo\xc3\xab \xc3\x84ngel", "zoe-angel"},
              {"  O'Neil & Sons, Ltd. ", "o-neil-sons-ltd"},
              {"\xd0\x9a\xd0\xb8\xd0\xb5\xd0\xb2", "\xd0\xba\xd0\xb8\xd0\xb5\xd0\xb2"},
              {"U.N.", "u-n"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct dm_buffer slug = {0};
    dm_iri_slug(span(rows[i].label), &slug);
    ck_assert_str_eq(dm_buffer_text(&slug), rows[i].slug);
    dm_buffer_free(&slug);
  }
  struct dm_buffer slug = {0};
  dm_iri_slug(span("?!"), &slug);
  ck_assert_uint_gt(slug.size, 0);
  dm_buffer_free(&slug);
}
END_TEST

START_TEST(long_slugs_are_cut_and_told_apart)
{
  char label[2][600];
  struct dm_buffer slug[2] = {{0}};
  for (int i = 0; i < 2; i++) {
    memset(label[i], 'a', sizeof label[i]);
    label[i][598] = i ? 'b' : 'c';
    label[i][599] = 0;
    dm_iri_slug(span(label[i]), &slug[i]);
    ck_assert_uint_lt(slug[i].size, DM_SLUG_BYTES + 16);
  }
  ck_assert(!dm_span_equal(dm_buffer_span(&slug[0]), dm_buffer_span(&slug[1])));
  dm_buffer_free(&slug[0]);
  dm_buffer_free(&slug[1]);
}
END_TEST

START_TEST(article_names_are_percent_encoded_below_base)
{
  static const struct {
    const char *id, *iri;
  } rows[] = {{"a 1", ARTICLE},
              {"http://x.example/?a#b", BASE "/article/http%3A%2F%2Fx.example%2F%3Fa%23b"},
              {"..", BASE "/article/%2E%2E"},
              {"\xc3\xa9~", BASE "/article/%C3%A9~"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct dm_span iri = dm_graph_article_iri(span(BASE), span(rows[i].id), arena);
    ck_assert_msg(dm_span_equal(iri, span(rows[i].iri)), "%.*s", DM_SPAN_ARGS(iri));
  }
}
END_TEST

START_TEST(iris_are_checked)
{
  ck_assert(dm_iri_check(span("https://a.example/\xc3\xa9?x=1")));
  static const char *const bad[] = {"",           "a.example", "http:",     ":x",
                                    "http://a b", "http://<",  "1http://a", "http://\xff"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ck_assert_msg(!dm_iri_check(span(bad[i])), "%s", bad[i]);
  }
}
END_TEST

START_TEST(dates_are_of_the_calendar)
{
  static const struct {
    const char *value;
    enum dm_calendar_unit unit;
  } rows[] = {{"2024-02-29", DM_CALENDAR_DAY}, {"2023-02-29", DM_CALENDAR_NONE}, {"1900-02-29", DM_CALENDAR_NONE},
              {"2000-02-29", DM_CALENDAR_DAY}, {"2031-04-31", DM_CALENDAR_NONE}, {"2031-00-01", DM_CALENDAR_NONE},
              {"2031-12", DM_CALENDAR_MONTH},  {"2031-13", DM_CALENDAR_NONE},    {"2031", DM_CALENDAR_YEAR},
              {"0000", DM_CALENDAR_NONE},      {"2031-W04", DM_CALENDAR_NONE},   {"XXXX-01-27", DM_CALENDAR_NONE},
              {"203", DM_CALENDAR_NONE},       {"2031/12", DM_CALENDAR_NONE},    {"", DM_CALENDAR_NONE}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ck_assert_msg(dm_calendar_unit(span(rows[i].value)) == rows[i].unit, "%s", rows[i].value);
  }
}
END_TEST

START_TEST(metadata_and_reading)
{
  begin_article("Nothing here.");
  article.title = span("A title");
  article.url = span("not an IRI");
  article.language = span("en");
  build();
  HAS(ARTICLE, DM_NS_RDF "type", DM "Article");
  HAS(ARTICLE, DM_NS_DCTERMS "identifier", "a 1");
  HAS(ARTICLE, DM_NS_DCTERMS "title", "A title");
  HAS(ARTICLE, DM_NS_DCTERMS "issued", "2031-03-06");
  HAS(ARTICLE, DM_NS_DCTERMS "source", "not an IRI");
  HAS(ARTICLE, DM "readBy", BASE "/reading/9.9/abc");
  HAS(BASE "/reading/9.9/abc", DM "ruleset", "abc");
  ck_assert_uint_eq(count(ARTICLE, DM_NS_DCTERMS "publisher", NULL), 0);
  for (uint32_t i = 0; i < quads.count; i++) {
    ck_assert(dm_span_equal(quads.quad[i].graph.value, span(ARTICLE)));
  }
}
END_TEST

START_TEST(namesakes_have_names_of_their_own)
{
  begin_article("Zo\xc3\xab \xc3\x84ngel is here.");
  name_people();
  build();
  HAS(ARTICLE "#person-zoe-angel", DM_NS_SKOS "prefLabel", "Zo\xc3\xab \xc3\x84ngel");
  HAS(ARTICLE "#person-zoe-angel", DM_NS_SKOS "altLabel", "\xc3\x84ngel");
  HAS(ARTICLE "#person-zoe-angel-2", DM_NS_SKOS "prefLabel", "Zoe Angel");
  HAS(ARTICLE "#country-georgia", DM_NS_RDF "type", DM "Country");
  HAS(ARTICLE "#place-georgia", DM_NS_RDF "type", DM "Place");
}
END_TEST

START_TEST(offsets_are_code_points)
{
  begin_article("\xe2\x80\x9c\xc3\x84h\xe2\x80\x9d, said \xc3\x84ngel of Georgia on 6 March.");
  name_people();
  struct dm_mention mention = {.tokens = {2, 3}, .phrase = {2, 3}, .form = DM_MENTION_NAME};
  mentions.mention_count = 1;
  mentions.mention = &mention;
  struct dm_date date = {.bytes = place("6 March", 0),
                         .type = DM_DATE,
                         .precision = DM_PRECISION_DAY,
                         .value = span("2031-03-06"),
                         .rule = "date-day"};
  mentions.date_count = 1;
  mentions.date = &date;
  build();
  HAS(ARTICLE "#mention-11-16", DM_NS_ITSRDF "taIdentRef", ARTICLE "#person-zoe-angel");
  HAS(ARTICLE "#mention-11-16", DM_NS_NIF "anchorOf", "\xc3\x84ngel");
  HAS(ARTICLE "#mention-11-16", DM "mentionForm", DM "Name");
  HAS(ARTICLE "#date-31-38", DM "day", "2031-03-06");
  HAS(ARTICLE "#date-31-38", DM "timexType", DM "Date");
  HAS(ARTICLE "#date-31-38", DM "evidence", ARTICLE "#char=31,38");
  HAS(ARTICLE "#char=31,38", DM_NS_NIF "beginIndex", "31");
  HAS(ARTICLE "#char=31,38", DM_NS_NIF "endIndex", "38");
  HAS(ARTICLE "#char=31,38", DM_NS_NIF "anchorOf", "6 March");
}
END_TEST

/// `One thing, he said, and another.`: a statement in two parts, by somebody known and somebody not.
static void state(void)
{
  static struct dm_statement statements[2];
  struct dm_parties speaker = {2, DM_NEW(arena, struct dm_party, 2)};
  speaker.party[0] = (struct dm_party){0, span("Zoe"), place("he", 0)};
  speaker.party[1] = (struct dm_party){DM_NONE, span("An  official"), {0, 0}};
  statements[0] = (struct dm_statement){
      .evidence = {place("One thing, he said, and another", 0), place("said", 0), "statement-split", 850},
      .kind = DM_MIXED,
      .content = segments(place("One thing", 0), place("and another", 0)),
      .speaker = speaker,
      .via = party(1, "Georgia", (struct dm_range){0, 0}),
      .date = DM_NONE};
  statements[1] = statements[0];
  statements[1].speaker = party(DM_NONE, "an official", (struct dm_range){0, 0});
  facts.statement_count = 2;
  facts.statement = statements;
}

START_TEST(statements_with_all_that_belongs_to_them)
{
  begin_article("One thing, he said, and another.");
  name_people();
  state();
  build();
  const char *one = ARTICLE "#statement-0-31";
  HAS(one, DM_NS_RDF "type", DM "Statement");
  HAS(one, DM "inArticle", ARTICLE);
  HAS(one, DM "statementKind", DM "Mixed");
  HAS(one, DM "speaker", ARTICLE "#person-zoe-angel");
  HAS(one, DM "speaker", ARTICLE "#unnamed-an-official");
  HAS(one, DM "via", ARTICLE "#country-georgia");
  HAS(one, DM "content", ARTICLE "#char=0,9");
  HAS(one, DM "content", ARTICLE "#char=20,31");
  HAS(one, DM "quotes", "One thing \xe2\x80\xa6 and another");
  HAS(one, DM "cuePassage", ARTICLE "#char=14,18");
  HAS(one, DM "sourceMention", ARTICLE "#mention-11-13");
  HAS(one, DM "rule", "statement-split");
  HAS(one, DM "confidence", "0.85");
  HAS(ARTICLE "#mention-11-13", DM_NS_ITSRDF "taIdentRef", ARTICLE "#person-zoe-angel");
  HAS(ARTICLE "#statement-0-31-2", DM "speaker", ARTICLE "#unnamed-an-official"); // the same range: a name of its own
  HAS(ARTICLE "#unnamed-an-official", DM_NS_SKOS "prefLabel", "An official");
  HAS(ARTICLE "#unnamed-an-official", DM_NS_SKOS "altLabel", "an official");
  ck_assert_uint_eq(count(ARTICLE "#unnamed-an-official", DM_NS_SKOS "prefLabel", NULL), 1);
}
END_TEST

START_TEST(demands_have_wordings_and_answers)
{
  begin_article("Georgia wants peace. Peace, please. No.");
  name_people();
  struct dm_wording wordings[] = {
      {{place("Georgia wants peace", 0), place("wants", 0), "demand-thing", 1000},
       segments(place("peace", 0), (struct dm_range){0, 0})},
      {{place("Peace, please", 0), {0, 0}, "demand-bare", 0}, segments(place("Peace", 0), (struct dm_range){0, 0})}};
  struct dm_demand demand = {.force = DM_APPEALING,
                             .demander = party(1, "Georgia", place("Georgia", 0)),
                             .wording_count = 2,
                             .wording = wordings,
                             .date = DM_NONE,
                             .deadline = DM_NONE,
                             .statement = DM_NONE};
  struct dm_response response = {.evidence = {place("No", 0), {0, 0}, "response-no", 500},
                                 .kind = DM_REJECT,
                                 .responder = party(0, "Zoe", (struct dm_range){0, 0}),
                                 .date = DM_NONE};
  facts.demand_count = 1;
  facts.demand = &demand;
  facts.response_count = 1;
  facts.response = &response;
  build();
  const char *one = ARTICLE "#demand-0-19";
  HAS(one, DM "force", DM "Appealing");
  HAS(one, DM "demander", ARTICLE "#country-georgia");
  HAS(one, DM "demands", "peace");
  HAS(one, DM "confidence", "1.0");
  ck_assert_uint_eq(count(one, DM "evidence", NULL), 2);
  HAS(one, DM "wording", ARTICLE "#wording-0-19");
  HAS(ARTICLE "#wording-0-19", DM "wordingRank", "1");
  HAS(ARTICLE "#wording-21-34", DM "wordingRank", "2");
  HAS(ARTICLE "#wording-21-34", DM "confidence", "0.0");
  HAS(ARTICLE "#response-36-38", DM "answers", one);
  HAS(ARTICLE "#response-36-38", DM "responder", ARTICLE "#person-zoe-angel");
  HAS(ARTICLE "#response-36-38", DM "responseKind", DM "Reject");
}
END_TEST

START_TEST(the_same_quads_each_time_sorted_without_blank_nodes)
{
  begin_article("One thing, he said, and another.");
  name_people();
  state();
  build();
  struct dm_quads first = quads;
  build();
  ck_assert_uint_eq(first.count, quads.count);
  for (uint32_t i = 0; i < quads.count; i++) {
    ck_assert_int_eq(dm_quad_compare(&first.quad[i], &quads.quad[i]), 0);
    ck_assert(i == 0 || dm_quad_compare(&quads.quad[i - 1], &quads.quad[i]) < 0);
    ck_assert(quads.quad[i].subject.kind == DM_TERM_IRI && quads.quad[i].object.kind != DM_TERM_BLANK);
    ck_assert(quads.quad[i].object.kind != DM_TERM_IRI || dm_iri_check(quads.quad[i].object.value));
  }
}
END_TEST

START_TEST(packed_quads_are_the_same_sorted_and_none_twice)
{
  enum { COUNT = 500 };
  static struct dm_quad quad[COUNT];
  static const char *const names[] = {"a:1", "a:2", "a:3", "a:4"};
  srand(3);
  for (int i = 0; i < COUNT; i++) {
    struct dm_term object = dm_term_literal(span(names[rand() % 4]), (struct dm_span){0});
    object.language = rand() % 2 ? span("en") : span("");
    quad[i] = (struct dm_quad){.subject = dm_term_iri(span(names[rand() % 4])),
                               .predicate = dm_term_iri(span(names[rand() % 2])),
                               .object = rand() % 2 ? object : dm_term_iri(span(names[rand() % 4])),
                               .graph = rand() % 2 ? dm_term_iri(span("a:g")) : (struct dm_term){0}};
  }
  struct dm_packed packed;
  dm_packed_make(&(struct dm_quads){COUNT, COUNT, quad}, arena, &packed);
  for (uint32_t i = 1; i < packed.term_count; i++) {
    ck_assert_int_lt(dm_term_compare(&packed.term[i - 1], &packed.term[i]), 0);
  }
  for (uint32_t i = 1; i < packed.count; i++) {
    struct dm_quad before = dm_packed_quad(&packed, i - 1);
    struct dm_quad here = dm_packed_quad(&packed, i);
    ck_assert_int_lt(dm_quad_compare(&before, &here), 0);
  }
  for (int i = 0; i < COUNT; i++) { // all are there, and there is nothing else
    uint32_t k = 0;
    struct dm_quad here;
    do {
      ck_assert_uint_lt(k, packed.count);
      here = dm_packed_quad(&packed, k++);
    } while (dm_quad_compare(&here, &quad[i]) != 0);
  }
  ck_assert_uint_le(packed.term_count, 4 + 8 + 2);
  dm_packed_make(&(struct dm_quads){0}, arena, &packed);
  ck_assert_uint_eq(packed.count + packed.term_count, 0);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("graph");
  TCase *tests = tcase_create("graph");
  tcase_add_checked_fixture(tests, set_up, tear_down);
  tcase_add_test(tests, slugs_are_folded_and_never_empty);
  tcase_add_test(tests, long_slugs_are_cut_and_told_apart);
  tcase_add_test(tests, article_names_are_percent_encoded_below_base);
  tcase_add_test(tests, iris_are_checked);
  tcase_add_test(tests, dates_are_of_the_calendar);
  tcase_add_test(tests, metadata_and_reading);
  tcase_add_test(tests, namesakes_have_names_of_their_own);
  tcase_add_test(tests, offsets_are_code_points);
  tcase_add_test(tests, statements_with_all_that_belongs_to_them);
  tcase_add_test(tests, demands_have_wordings_and_answers);
  tcase_add_test(tests, the_same_quads_each_time_sorted_without_blank_nodes);
  tcase_add_test(tests, packed_quads_are_the_same_sorted_and_none_twice);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
