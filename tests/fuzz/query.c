// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// SPARQL asked of a small store: it is answered or refused, the same twice, and what is answered can be read again in the
// format that the first byte chose.
#include "config.h"

#include "quads.h"
#include "stores.h"

#include "redland/redland.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

static const char data_set[] = "@prefix e: <http://e/> .\n"
                               "e:a e:p e:b ; e:q \"v\"@en , 1 , 2.5 . e:b e:p e:a .\n"
                               "e:g { e:a e:p \"2021-03-05\"^^<http://www.w3.org/2001/XMLSchema#date> . }\n"
                               "e:h { _:x e:p e:a ; e:r \"\\u00E9,\\t\\\"\\n<&\" . }\n";

static const struct dm_snapshot *load_snapshot(void)
{
  static struct dm_snapshot *snapshot;
  if (!snapshot) {
    struct dm_diag diag = fuzz_diag();
    struct dm_arena *arena = dm_arena_new();
    struct dm_store *store = fuzz_store();
    struct dm_quads quads;
    FUZZ_CHECK(fuzz_read_rdf(DM_LITERAL(data_set), DM_RDF_TRIG, arena, &quads) == DM_OK);
    fuzz_store_add(store, &quads);
    dm_arena_free(arena);
    FUZZ_CHECK(dm_snapshot_new(store, &diag, &snapshot) == DM_OK);
  }
  return snapshot;
}

enum { FORMATS = 7 }; ///< five of results, two of graphs

struct answer {
  enum dm_status status;
  char *bytes;
  size_t size;
};

static struct answer ask(const char *text, unsigned how, struct dm_diag *diag)
{
  struct answer answer = {0};
  struct dm_resources resources = {0};
  struct dm_redland_data data = {.snapshot = load_snapshot(), .merged = how % 2, .base = DM_LITERAL("http://e/")};
  struct dm_redland_output output = {.accepts = DM_ACCEPTS_ALL, .resources = &resources};
  unsigned format = how / 2 % FORMATS;
  if (format < 5) {
    output.results = (enum dm_results_format)format;
    output.accepts = format ? DM_ACCEPTS_RESULTS : DM_ACCEPTS_ALL;
    output.graph = DM_RDF_TURTLE;
  } else {
    output.graph = format == 5 ? DM_RDF_TURTLE : DM_RDF_NTRIPLES;
    output.accepts = DM_ACCEPTS_GRAPH;
  }
  output.stream = open_memstream(&answer.bytes, &answer.size);
  FUZZ_CHECK(output.stream);
  answer.status = dm_redland_query(&data, text, &output, diag);
  fclose(output.stream);
  return answer;
}

static void check_graph(const struct answer *answer, enum dm_rdf_format format)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_quads quads;
  FUZZ_CHECK(fuzz_read_rdf((struct dm_span){answer->bytes, answer->size}, format, arena, &quads) == DM_OK);
  dm_arena_free(arena);
}

static void check_json(const struct answer *answer)
{
  json_t *json = json_loadb(answer->bytes, answer->size, 0, NULL);
  FUZZ_CHECK(json_object_get(json, "head"));
  FUZZ_CHECK(json_object_get(json, "results") || json_object_get(json, "boolean"));
  json_decref(json);
}

static void check_xml(const struct answer *answer)
{
  xmlDoc *document = xmlReadMemory(answer->bytes, (int)answer->size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
  FUZZ_CHECK(document);
  xmlFreeDoc(document);
}

static void check_answer(const struct answer *answer, unsigned how)
{
  switch (how / 2 % FORMATS) {
  case DM_RESULTS_JSON:
    check_json(answer);
    break;
  case DM_RESULTS_XML:
    check_xml(answer);
    break;
  case 5:
    check_graph(answer, DM_RDF_TURTLE);
    break;
  case 6:
    check_graph(answer, DM_RDF_NTRIPLES);
    break;
  default:
    break;
  }
}

static bool has_word(const char *text, const char *const *words)
{
  for (; *words; words++) {
    if (strcasestr(text, *words)) {
      return true;
    }
  }
  return false;
}

/// Whether a query may give something else each time: by its functions, or because rasqal 0.9.33 tells values that it cannot
/// compare, within a DISTINCT aggregate, apart by where they lie in memory.
static bool is_volatile(const char *text)
{
  static const char *const functions[] = {"rand", "now", "uuid", "bnode", "sample", NULL};
  static const char *const aggregates[] = {"count", "sum", "avg", "min", "max", "concat", NULL};
  return has_word(text, functions) || (strcasestr(text, "distinct") && has_word(text, aggregates));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span rest = fuzz_span(data, size);
  unsigned how = fuzz_byte(&rest);
  char *text = fuzz_text(rest);
  struct dm_diag diag = fuzz_diag();
  struct answer answer = ask(text, how, &diag);
  FUZZ_CHECK(answer.status == DM_OK || answer.status == DM_ERR_QUERY);
  FUZZ_CHECK((answer.status == DM_OK) == (diag.errors == 0));
  if (answer.status == DM_OK) {
    check_answer(&answer, how);
  }
  if (!is_volatile(text)) {
    struct answer again = ask(text, how, &diag);
    FUZZ_CHECK(again.status == answer.status);
    struct dm_span first = {answer.bytes, answer.size};
    bool same = answer.status != DM_OK || dm_span_equal(first, (struct dm_span){again.bytes, again.size});
    if (!same) {
      fprintf(stderr, "%s\n--- and then\n%s\n", answer.bytes, again.bytes);
    }
    FUZZ_CHECK(same);
    free(again.bytes);
  }
  free(answer.bytes);
  free(text);
  return 0;
}
