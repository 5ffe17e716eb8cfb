// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/buffer.h"
#include "rdf/depth.h"
#include "rdf/nul.h"
#include "rdf/prefixes.h"
#include "rdf/reader.h"
#include "rdf/terms.h"
#include "rdf/writer.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define XSD      "http://www.w3.org/2001/XMLSchema#"
#define RDF_TYPE "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
#define RDF_LANG "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
#define BASE     DM_LITERAL("http://example.org/base/doc")

static const enum dm_rdf_format written[] = {DM_RDF_TURTLE, DM_RDF_TRIG, DM_RDF_NQUADS, DM_RDF_NTRIPLES};
enum { WRITTEN = sizeof written / sizeof *written };

/// What was read, as canonical lines.
struct heard {
  struct dm_buffer lines;
  uint32_t count;
  enum dm_status answer; ///< what the sink gives
};

static enum dm_status hear_quad(void *context, const struct dm_quad *quad)
{
  struct heard *heard = context;
  const struct dm_term *terms[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
  for (int i = 0; i < 4; i++) {
    dm_term_write(terms[i], &heard->lines);
    dm_buffer_add_byte(&heard->lines, i < 3 ? ' ' : '\n');
  }
  heard->count++;
  return heard->answer;
}

/// The last message.
struct said {
  char text[512];
  uint64_t line;
};

static void hear_message(void *context, const struct dm_message *message)
{
  struct said *said = context;
  snprintf(said->text, sizeof said->text, "%s", message->text);
  said->line = message->line;
}

static enum dm_status read_bytes(struct dm_span bytes, enum dm_rdf_format format, struct heard *heard,
                                 struct said *said)
{
  struct dm_diag diag = {.sink = hear_message, .context = said};
  FILE *file = tmpfile();
  ck_assert_uint_eq(fwrite(bytes.data, 1, bytes.size, file), bytes.size);
  rewind(file);
  enum dm_status status = dm_rdf_read(file, format, BASE, hear_quad, heard, &diag);
  ck_assert_int_eq(diag.errors > 0, status != DM_OK && status != heard->answer);
  fclose(file);
  return status;
}

static enum dm_status read_text(const char *text, enum dm_rdf_format format, struct heard *heard)
{
  struct said said = {0};
  return read_bytes(dm_span_of(text), format, heard, &said);
}

static struct dm_span write_quads(const struct dm_quad *quads, size_t count, enum dm_rdf_format format, char **bytes)
{
  size_t size;
  struct dm_diag diag = {0};
  struct dm_resources resources = {0};
  struct dm_rdf_writer *writer;
  FILE *stream = open_memstream(bytes, &size);
  ck_assert_int_eq(dm_rdf_writer_new(stream, format, &resources, &diag, &writer), DM_OK);
  for (size_t i = 0; i < count; i++) {
    ck_assert_int_eq(dm_rdf_writer_quad(writer, &quads[i]), DM_OK);
  }
  ck_assert_int_eq(dm_rdf_writer_finish(writer), DM_OK);
  dm_rdf_writer_free(writer);
  fclose(stream);
  return (struct dm_span){*bytes, size};
}

static struct dm_term iri(const char *text) { return (struct dm_term){.kind = DM_TERM_IRI, .value = dm_span_of(text)}; }

static struct dm_term literal(const char *value, const char *datatype, const char *language)
{
  return (struct dm_term){.kind = DM_TERM_LITERAL,
                          .value = dm_span_of(value),
                          .datatype = dm_span_of(datatype),
                          .language = dm_span_of(language)};
}

/// Shows where two texts part: whole ones are too long for Check.
static void check_same(const char *got, const char *wanted, const char *document)
{
  size_t at = 0;
  while (got[at] && got[at] == wanted[at]) {
    at++;
  }
  size_t from = at < 60 ? 0 : at - 60;
  ck_assert_msg(got[at] == wanted[at], "got: %.100s\nwanted: %.100s\ndocument: %.1500s", got + from, wanted + from,
                document);
}

static void check_round_trip(const struct dm_quad *quads, size_t count)
{
  for (size_t f = 0; f < WRITTEN; f++) {
    struct heard wanted = {0};
    struct heard heard = {0};
    char *bytes;
    bool graphs = written[f] == DM_RDF_TRIG || written[f] == DM_RDF_NQUADS;
    for (size_t i = 0; i < count; i++) {
      struct dm_quad quad = quads[i];
      quad.graph = graphs ? quad.graph : (struct dm_term){0};
      ck_assert_int_eq(hear_quad(&wanted, &quad), DM_OK);
    }
    struct dm_span span = write_quads(quads, count, written[f], &bytes);
    struct said said = {0};
    ck_assert_msg(read_bytes(span, written[f], &heard, &said) == DM_OK, "%s in %.1500s", said.text, bytes);
    check_same(dm_buffer_text(&heard.lines), dm_buffer_text(&wanted.lines), bytes);
    dm_buffer_free(&heard.lines);
    dm_buffer_free(&wanted.lines);
    free(bytes);
  }
}

static const char *const awkward[] = {
    "",
    " ",
    "plain",
    "\"",
    "\"\"\"",
    "a\"",
    "\\",
    "\\n",
    "\\\\\"",
    "line\nline",
    "\n",
    "\r\n",
    "\ttab\t",
    "\b\f\x01\x1f\x7f",
    "'single' ''' \"double\"",
    "na\xc3\xafve \xe2\x80\x9c\xe2\x80\x9d",
    "\xf0\x9f\x99\x82 astral \xf0\x90\x8c\xb0",
    "\xc2\x80\xc2\x85\xe2\x80\xa8\xe2\x80\xa9",
    "\xef\xbf\xbd\xef\xbb\xbf",
    "<tag> & {brace} ^ ` @en ^^xsd:string .",
    "\\u0041",
    "_:b1",
    "ends with a backslash\\",
    "ends with a quote\"",
};
enum { AWKWARD = sizeof awkward / sizeof *awkward };

START_TEST(awkward_literals_come_back)
{
  static const char *const datatypes[] = {NULL,          XSD "integer",     XSD "decimal",
                                          XSD "boolean", XSD "date",        "http://example.org/type",
                                          XSD "double",  XSD "normal-ised", RDF_LANG};
  for (size_t i = 0; i < AWKWARD; i++) {
    struct dm_quad quads[10];
    size_t count = 0;
    for (size_t d = 0; d < sizeof datatypes / sizeof *datatypes; d++) {
      bool language = datatypes[d] && strcmp(datatypes[d], RDF_LANG) == 0;
      quads[count++] = (struct dm_quad){.subject = iri("http://example.org/s"),
                                        .predicate = iri("http://example.org/p"),
                                        .object = language ? literal(awkward[i], NULL, "en-gb-oed")
                                                           : literal(awkward[i], datatypes[d], NULL),
                                        .graph = iri("http://example.org/g")};
    }
    check_round_trip(quads, count);
  }
}
END_TEST

START_TEST(numbers_keep_their_text_and_type)
{
  static const char *const texts[] = {"0",   "-7",   "+7",    "007", "1.5",  "-.5", "5.", ".",  "-",    "+",
                                      "1e3", "true", "false", "1",   "TRUE", "NaN", "1 ", " 1", "1.2.3"};
  static const char *const datatypes[] = {XSD "integer", XSD "decimal", XSD "boolean", XSD "double", XSD "gYear"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct dm_quad quads[5];
    for (size_t d = 0; d < 5; d++) {
      quads[d] = (struct dm_quad){.subject = iri("http://example.org/s"),
                                  .predicate = iri("http://example.org/p"),
                                  .object = literal(texts[i], datatypes[d], NULL)};
    }
    check_round_trip(quads, 5);
  }
}
END_TEST

START_TEST(awkward_iris_come_back)
{
  static const char *const iris[] = {
      "https://w3id.org/demarche/ns#Statement",
      "https://w3id.org/demarche/ns#",
      "https://w3id.org/demarche/ns#a.",
      "https://w3id.org/demarche/ns#-a",
      "https://w3id.org/demarche/ns#a-b.c",
      "https://w3id.org/demarche/ns#a/b",
      "https://w3id.org/demarche/ns#a%20b",
      "https://w3id.org/demarche/ns#caf\xc3\xa9",
      "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
      "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil",
      "https://w3id.org/demarche/data/article/a%2Fb#char=3,17",
      "https://w3id.org/demarche/data/article/x?q=1&r=(2)#!$'*+,;=:@~",
      "http://example.org/\xf0\x90\x8c\xb0/\xe6\x97\xa5\xe6\x9c\xac",
      "urn:uuid:0a",
      "mailto:a@example.org",
      "http://example.org/a,b;c",
      "file:///tmp/x",
  };
  for (size_t i = 0; i < sizeof iris / sizeof *iris; i++) {
    struct dm_quad quad = {
        .subject = iri(iris[i]), .predicate = iri(iris[i]), .object = iri(iris[i]), .graph = iri(iris[i])};
    check_round_trip(&quad, 1);
  }
}
END_TEST

static struct dm_term random_term(unsigned *seed, bool may_be_literal, struct dm_arena *arena)
{
  int kind = rand_r(seed) % (may_be_literal ? 4 : 2);
  if (kind == 0) {
    struct dm_buffer text = {0};
    dm_buffer_printf(&text, "dm%032x", (unsigned)rand_r(seed) % 5);
    struct dm_term blank = {.kind = DM_TERM_BLANK, .value = {dm_arena_copy(arena, text.data, text.size), text.size}};
    dm_buffer_free(&text);
    return blank;
  }
  if (kind == 1) {
    static const char *const few[] = {"http://example.org/a", "http://example.org/b", "http://www.w3.org/ns/org#role",
                                      "http://purl.org/dc/terms/x.y"};
    return iri(few[rand_r(seed) % 4]);
  }
  const char *value = awkward[(size_t)rand_r(seed) % AWKWARD];
  return kind == 2 ? literal(value, NULL, "en") : literal(value, XSD "integer", NULL);
}

START_TEST(random_datasets_come_back)
{
  unsigned seed = 20261124;
  struct dm_arena *arena = dm_arena_new();
  struct dm_quad quads[40];
  for (int round = 0; round < 200; round++) {
    for (int i = 0; i < 40; i++) {
      bool named = i >= 10;
      quads[i] = (struct dm_quad){.subject = random_term(&seed, false, arena),
                                  .predicate = iri(i % 3 ? "http://example.org/p" : RDF_TYPE),
                                  .object = random_term(&seed, true, arena),
                                  .graph = named ? iri(i % 2 ? "http://example.org/g" : "http://www.w3.org/ns/org#g")
                                                 : (struct dm_term){0}};
    }
    check_round_trip(quads, 40);
  }
  dm_arena_free(arena);
}
END_TEST

START_TEST(blank_graphs_pass_through_lines)
{
  struct heard heard = {0};
  const char *line = "<http://a.example/s> <http://a.example/p> \"\" _:dm0123456789abcdef0123456789abcdef .\n";
  ck_assert_int_eq(read_text(line, DM_RDF_NQUADS, &heard), DM_OK);
  ck_assert_str_eq(dm_buffer_text(&heard.lines),
                   "<http://a.example/s> <http://a.example/p> \"\" _:dm0123456789abcdef0123456789abcdef\n");
  dm_buffer_free(&heard.lines);
}
END_TEST

START_TEST(pretty_output_is_grouped_and_prefixed)
{
  struct dm_quad quads[] = {
      {.subject = iri("http://example.org/s"),
       .predicate = iri(RDF_TYPE),
       .object = iri("https://w3id.org/demarche/ns#Demand")},
      {.subject = iri("http://example.org/s"),
       .predicate = iri("https://w3id.org/demarche/ns#p"),
       .object = literal("1", NULL, NULL)},
      {.subject = iri("http://example.org/s"),
       .predicate = iri("https://w3id.org/demarche/ns#p"),
       .object = literal("2", XSD "integer", NULL)},
      {.subject = iri("http://example.org/s"),
       .predicate = iri("https://w3id.org/demarche/ns#p"),
       .object = literal("x", XSD "integer", NULL)},
  };
  char *bytes;
  write_quads(quads, 4, DM_RDF_TURTLE, &bytes);
  ck_assert_ptr_nonnull(strstr(bytes, "@prefix dm: <https://w3id.org/demarche/ns#> ."));
  ck_assert_ptr_nonnull(
      strstr(bytes, "<http://example.org/s>\n\ta dm:Demand ;\n\tdm:p \"1\" ,\n\t\t2 ,\n\t\t\"x\"^^xsd:integer .\n"));
  free(bytes);
}
END_TEST

START_TEST(lines_are_canonical)
{
  struct dm_quad quad = {.subject = iri("http://example.org/s"),
                         .predicate = iri("http://example.org/p"),
                         .object = literal("\b\t\n\f\r\"\\\x01\x7f\xc3\xa9/", NULL, NULL),
                         .graph = iri("http://example.org/g")};
  char *bytes;
  write_quads(&quad, 1, DM_RDF_NQUADS, &bytes);
  ck_assert_str_eq(bytes, "<http://example.org/s> <http://example.org/p> "
                          "\"\\b\\t\\n\\f\\r\\\"\\\\\\u0001\\u007F\xc3\xa9/\" <http://example.org/g> .\n");
  free(bytes);
}
END_TEST

START_TEST(blank_nodes_are_of_their_document)
{
  const char *one = "_:a <http://example.org/p> _:b .\n";
  const char *two = "_:a <http://example.org/p> _:b .\n<http://example.org/x> <http://example.org/p> \"2\" .\n";
  struct heard first = {0};
  struct heard again = {0};
  struct heard other = {0};
  struct heard same = {0};
  ck_assert_int_eq(read_text(one, DM_RDF_NTRIPLES, &first), DM_OK);
  ck_assert_int_eq(read_text(one, DM_RDF_TURTLE, &again), DM_OK);
  ck_assert_int_eq(read_text(two, DM_RDF_NTRIPLES, &other), DM_OK);
  ck_assert_str_eq(dm_buffer_text(&first.lines), dm_buffer_text(&again.lines));
  ck_assert(strncmp(first.lines.data, other.lines.data, 36) != 0);
  // what was skolemised once keeps its name, so that an export loads into the same graph
  dm_buffer_add_text(&first.lines, ".\n");
  struct dm_buffer line = {0};
  dm_buffer_printf(&line, "%.*s .\n", (int)(first.lines.size - 4), first.lines.data);
  ck_assert_int_eq(read_text(dm_buffer_text(&line), DM_RDF_NTRIPLES, &same), DM_OK);
  ck_assert_str_eq(dm_buffer_text(&same.lines), dm_buffer_text(&again.lines));
  dm_buffer_free(&line);
  dm_buffer_free(&first.lines);
  dm_buffer_free(&again.lines);
  dm_buffer_free(&other.lines);
  dm_buffer_free(&same.lines);
}
END_TEST

START_TEST(nodes_without_label_differ_from_labelled_ones)
{
  struct heard heard = {0};
  ck_assert_int_eq(read_text("@prefix : <http://example.org/> . [] :p [ :q (1 2) ] . _:genid1 :p _:b1 . _:b0 :p _:1 .",
                             DM_RDF_TURTLE, &heard),
                   DM_OK);
  ck_assert_uint_eq(heard.count, 8);
  char *labels[32];
  int count = 0;
  for (char *at = strtok(dm_buffer_text(&heard.lines) ? heard.lines.data : NULL, " \n"); at; at = strtok(NULL, " \n")) {
    bool known = strncmp(at, "_:", 2) != 0;
    for (int i = 0; i < count && !known; i++) {
      known = strcmp(labels[i], at) == 0;
    }
    if (!known) {
      labels[count++] = at;
    }
  }
  ck_assert_int_eq(count, 8); // two brackets, two list cells, four labels
  dm_buffer_free(&heard.lines);
}
END_TEST

START_TEST(a_pipe_reads_as_a_file_does)
{
  struct heard piped = {0};
  struct heard plain = {0};
  struct dm_diag diag = {0};
  const char *text = "_:a <http://example.org/p> [] .\n";
  FILE *pipe = popen("printf '_:a <http://example.org/p> [] .\\n'", "r");
  ck_assert_int_eq(dm_rdf_read(pipe, DM_RDF_TURTLE, BASE, hear_quad, &piped, &diag), DM_OK);
  pclose(pipe);
  ck_assert_int_eq(read_text(text, DM_RDF_TURTLE, &plain), DM_OK);
  ck_assert_str_eq(dm_buffer_text(&piped.lines), dm_buffer_text(&plain.lines));
  dm_buffer_free(&piped.lines);
  dm_buffer_free(&plain.lines);
}
END_TEST

START_TEST(rdfxml_and_relative_iris_are_read)
{
  struct heard heard = {0};
  ck_assert_int_eq(
      read_text("<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
                "xmlns:e='http://example.org/'><rdf:Description rdf:about='other'><e:p xml:lang='en-GB'>hi</e:p>"
                "</rdf:Description></rdf:RDF>",
                DM_RDF_RDFXML, &heard),
      DM_OK);
  ck_assert_str_eq(dm_buffer_text(&heard.lines),
                   "<http://example.org/base/other> <http://example.org/p> \"hi\"@en-gb \n");
  dm_buffer_free(&heard.lines);
}
END_TEST

START_TEST(mistakes_are_said_with_their_line)
{
  static const struct {
    enum dm_rdf_format format;
    uint64_t line;
    const char *text;
  } cases[] = {
      {DM_RDF_NTRIPLES, 2, "<http://a.example/a> <http://a.example/b> \"c\" .\n<http://a.example/a> oops .\n"},
      {DM_RDF_NQUADS, 1, "<http://a.example/a> <http://a.example/b> \"c .\n"},
      {DM_RDF_NQUADS, 1, "<http://a.example/a b> <http://a.example/b> \"c\" .\n"},
      {DM_RDF_NQUADS, 1, "<http://a.example/a\\u0020b> <http://a.example/b> \"c\" .\n"},
      {DM_RDF_NQUADS, 1, "<a> <http://a.example/b> \"c\" .\n"},
      {DM_RDF_NQUADS, 1, "\"a\" <http://a.example/b> \"c\" .\n"},
      {DM_RDF_NQUADS, 1, "<http://a.example/a> <http://a.example/b> \"\xff\" .\n"},
      {DM_RDF_NQUADS, 1, "<http://a.example/a> <http://a.example/b> \"c\"@1 .\n"},
      {DM_RDF_TURTLE, 3, "@prefix : <http://a.example/> .\n:a :b :c .\n:a :b no:c .\n"},
      {DM_RDF_TURTLE, 3, "@prefix : <http://a.example/> .\n:a :b \n"},
      {DM_RDF_TURTLE, 1, "nothing of the sort"},
      {DM_RDF_TRIG, 2, "@prefix : <http://a.example/> .\n:g { :a :b "},
      {DM_RDF_RDFXML, 2, "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<unclosed>"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct heard heard = {0};
    struct said said = {0};
    enum dm_status status = read_bytes(dm_span_of(cases[i].text), cases[i].format, &heard, &said);
    ck_assert_msg(status == DM_ERR_FORMAT, "%s: %s", cases[i].text, dm_status_words(status));
    ck_assert_msg(said.line == cases[i].line, "%s: line %d, %s", cases[i].text, (int)said.line, said.text);
    dm_buffer_free(&heard.lines);
  }
}
END_TEST

START_TEST(a_sink_ends_the_reading)
{
  struct heard heard = {.answer = DM_ERR_STORE};
  ck_assert_int_eq(read_text("<http://a.example/a> <http://a.example/b> 1, 2, 3 .", DM_RDF_TURTLE, &heard),
                   DM_ERR_STORE);
  ck_assert_uint_eq(heard.count, 1);
  dm_buffer_free(&heard.lines);
}
END_TEST

START_TEST(deep_nesting_and_long_terms_end_in_a_status)
{
  struct dm_buffer text = {0};
  struct heard heard = {0};
  struct said said = {0};
  static const char *const openings[] = {"[ <http://a.example/p> ", "( ", "<a>"};
  static const enum dm_rdf_format formats[] = {DM_RDF_TURTLE, DM_RDF_TRIG, DM_RDF_RDFXML};
  for (int i = 0; i < 3; i++) {
    dm_buffer_clear(&text);
    for (int n = 0; n < 100000; n++) {
      dm_buffer_add_text(&text, openings[i]);
    }
    ck_assert_int_ne(read_bytes(dm_buffer_span(&text), formats[i], &heard, &said), DM_OK);
  }
  dm_buffer_clear(&text);
  dm_buffer_add_text(&text, "<http://a.example/");
  for (int n = 0; n < 70000; n++) {
    dm_buffer_add_byte(&text, 'a');
  }
  dm_buffer_add_text(&text, "> <http://a.example/p> \"\" .\n");
  ck_assert_int_eq(read_bytes(dm_buffer_span(&text), DM_RDF_NQUADS, &heard, &said), DM_ERR_LIMIT);
  dm_buffer_free(&text);
  dm_buffer_free(&heard.lines);
}
END_TEST

/// raptor would end a literal there.
START_TEST(nul_is_refused_and_not_lost)
{
  static const struct {
    uint64_t line; ///< 0: nothing is wrong
    struct dm_span text;
  } cases[] = {
      {2, DM_LITERAL("<t:a> <t:b> \"c\" .\n<t:a> <t:b> \"d\\u0000\" .\n")},
      {1, DM_LITERAL("<t:a> <t:b> \"d\\U00000000e\" .\n")},
      {2, DM_LITERAL("<t:a> <t:b> \"c\" .\n<t:a> <t:b> \"d\0e\" .\n")},
      {0, DM_LITERAL("<t:a> <t:b> \"\\\\u0000 \\u00010 \\u0001\" .\n")},
  };
  static const enum dm_rdf_format formats[] = {DM_RDF_NTRIPLES, DM_RDF_NQUADS, DM_RDF_TURTLE, DM_RDF_TRIG};
  for (size_t i = 0; i < 4 * sizeof cases / sizeof *cases; i++) {
    struct heard heard = {0};
    struct said said = {0};
    enum dm_status status = read_bytes(cases[i / 4].text, formats[i % 4], &heard, &said);
    ck_assert_int_eq(status, cases[i / 4].line ? DM_ERR_FORMAT : DM_OK);
    bool by_lines = formats[i % 4] == DM_RDF_NTRIPLES || formats[i % 4] == DM_RDF_NQUADS;
    ck_assert(by_lines ? said.line == cases[i / 4].line
                       : said.line <= cases[i / 4].line); // else of the statement before
    dm_buffer_free(&heard.lines);
  }
}
END_TEST

/// raptor would write past the end of its copy.
START_TEST(a_long_language_is_refused)
{
  static const enum dm_rdf_format formats[] = {DM_RDF_NTRIPLES, DM_RDF_NQUADS, DM_RDF_TURTLE, DM_RDF_TRIG,
                                               DM_RDF_RDFXML};
  for (int size = 250; size < 260; size++) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
      struct dm_buffer text = {0};
      struct heard heard = {0};
      struct said said = {0};
      bool xml = formats[i] == DM_RDF_RDFXML;
      dm_buffer_add_text(&text, xml ? "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:t='t:'>"
                                      "<r:Description r:about='t:a'><t:b xml:lang='"
                                    : "<t:a> <t:b> \"c\"@");
      for (int k = 0; k < size; k++) {
        dm_buffer_add_byte(&text, 'l');
      }
      dm_buffer_add_text(&text, xml ? "'>c</t:b></r:Description></r:RDF>" : " .\n");
      ck_assert_int_eq(read_bytes(dm_buffer_span(&text), formats[i], &heard, &said),
                       size < 256 ? DM_OK : DM_ERR_FORMAT);
      dm_buffer_free(&text);
      dm_buffer_free(&heard.lines);
    }
  }
}
END_TEST

/// Wherever a chunk ends.
START_TEST(nul_is_told_byte_by_byte)
{
  static const char text[] = "\\\\u0000\\u000a\\u0000";
  struct dm_nul nul = {0};
  for (size_t i = 0; i < sizeof text - 1; i++) {
    ck_assert_uint_eq(dm_nul_feed(&nul, (struct dm_span){text + i, 1}), i + 1 < sizeof text - 1);
  }
}
END_TEST

START_TEST(depth_counts_open_elements)
{
  static const struct {
    const char *text;
    uint32_t deepest, left;
  } cases[] = {
      {"<?xml version='1.0'?><a><b/><c x='>' y=\"/>\"></c></a>", 2, 0},
      {"<a><!-- <b><c><d> --><b><![CDATA[<c><d>]]></b></a>", 2, 0},
      {"<!DOCTYPE a><a><b><c>", 3, 3},
      {"</a></a><a>", 1, 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    for (size_t step = 1; step < 40; step += 19) { // however the bytes are cut
      struct dm_span text = dm_span_of(cases[i].text);
      struct dm_depth depth = {0};
      uint32_t deepest = 0;
      for (size_t at = 0; at < text.size; at += step) {
        struct dm_span piece = {text.data + at, text.size - at < step ? text.size - at : step};
        uint32_t seen = dm_depth_feed(&depth, piece);
        deepest = seen > deepest ? seen : deepest;
      }
      ck_assert_uint_eq(deepest, cases[i].deepest);
      ck_assert_uint_eq(depth.level, cases[i].left);
    }
  }
}
END_TEST

START_TEST(a_full_disk_is_noticed)
{
  struct dm_diag diag = {0};
  struct dm_resources resources = {0};
  struct dm_quad quad = {.subject = iri("http://a.example/s"),
                         .predicate = iri("http://a.example/p"),
                         .object = literal("a full disk", NULL, NULL)};
  for (size_t f = 0; f < WRITTEN; f++) {
    struct dm_rdf_writer *writer;
    FILE *full = fopen("/dev/full", "w");
    if (!full) {
      return;
    }
    ck_assert_int_eq(dm_rdf_writer_new(full, written[f], &resources, &diag, &writer), DM_OK);
    enum dm_status status = DM_OK;
    for (int i = 0; i < 10 && status == DM_OK; i++) {
      status = dm_rdf_writer_quad(writer, &quad);
    }
    ck_assert_int_eq(dm_rdf_writer_finish(writer), DM_ERR_IO);
    dm_rdf_writer_free(writer);
    fclose(full);
  }
  dm_rdf_writer_free(NULL);
}
END_TEST

START_TEST(prefixes_split_where_no_escape_is_needed)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_resources resources = {0};
  struct dm_diag diag = {0};
  struct dm_prefixes prefixes;
  struct dm_span local;
  ck_assert_int_eq(dm_prefixes_load(&resources, arena, &diag, &prefixes), DM_OK);
  const struct dm_prefix *found = dm_prefixes_split(&prefixes, DM_LITERAL(XSD "gYear"), &local);
  ck_assert(found && dm_span_equal(found->name, DM_LITERAL("xsd")));
  ck_assert(dm_span_equal(local, DM_LITERAL("gYear")));
  ck_assert_ptr_null(dm_prefixes_split(&prefixes, DM_LITERAL(XSD "a/b"), &local));
  ck_assert_ptr_null(dm_prefixes_split(&prefixes, DM_LITERAL("http://example.org/"), &local));
  dm_arena_free(arena);
}
END_TEST

START_TEST(formats_have_names_and_endings)
{
  enum dm_rdf_format format;
  ck_assert_int_eq(dm_rdf_format_named("turtle", &format), DM_OK);
  ck_assert_int_eq(format, DM_RDF_TURTLE);
  ck_assert_int_eq(dm_rdf_format_of_path("a.b/x.nq.gz", &format), DM_OK);
  ck_assert_int_eq(format, DM_RDF_NQUADS);
  ck_assert_int_eq(dm_rdf_format_of_path("a.ttl/x", &format), DM_SKIP);
  ck_assert_int_eq(dm_rdf_format_named("json", &format), DM_SKIP);
}
END_TEST

int main(void)
{
  Suite *suite = suite_create("rdf");
  TCase *tests = tcase_create("rdf");
  tcase_add_test(tests, awkward_literals_come_back);
  tcase_add_test(tests, numbers_keep_their_text_and_type);
  tcase_add_test(tests, awkward_iris_come_back);
  tcase_add_test(tests, random_datasets_come_back);
  tcase_add_test(tests, blank_graphs_pass_through_lines);
  tcase_add_test(tests, pretty_output_is_grouped_and_prefixed);
  tcase_add_test(tests, lines_are_canonical);
  tcase_add_test(tests, blank_nodes_are_of_their_document);
  tcase_add_test(tests, nodes_without_label_differ_from_labelled_ones);
  tcase_add_test(tests, a_pipe_reads_as_a_file_does);
  tcase_add_test(tests, rdfxml_and_relative_iris_are_read);
  tcase_add_test(tests, mistakes_are_said_with_their_line);
  tcase_add_test(tests, a_sink_ends_the_reading);
  tcase_add_test(tests, deep_nesting_and_long_terms_end_in_a_status);
  tcase_add_test(tests, nul_is_refused_and_not_lost);
  tcase_add_test(tests, nul_is_told_byte_by_byte);
  tcase_add_test(tests, a_long_language_is_refused);
  tcase_add_test(tests, depth_counts_open_elements);
  tcase_add_test(tests, a_full_disk_is_noticed);
  tcase_add_test(tests, prefixes_split_where_no_escape_is_needed);
  tcase_add_test(tests, formats_have_names_and_endings);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
