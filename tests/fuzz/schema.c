// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// A file of a --schema folder; the first byte tells which one, and large others are short.  The schema loads or what is wrong is said, and with one that loads an article can be read.
#include "config.h"

#include "fuzz.h"

#include "pipeline/pipeline.h"
#include "rdf/prefixes.h"

#include <string.h>

static const char body[] =
    "Kenya demanded on Monday that Ethiopia reopen the border. \"We will not do that,\" Ethiopian Foreign Minister "
    "Abebe "
    "Desta told reporters on 5 March 2021.\n\nBy Our Staff\n\nMrs. Rosa Quispe of the U.N. said it isn't so, the Times "
    "reported (Reuters). She refused her demand two weeks ago.\n";

enum { SHORT = 2048 }; ///< bytes of a table: loading whole ones would take most of the time

/// Put the beginning of a table, or of all of them for NULL, into the folder.
static void put_tables(const char *name)
{
  for (const struct dm_resource *resource = dm_embedded; resource->name; resource++) {
    struct dm_span bytes = {(const char *)resource->data, resource->size};
    const char *file = strchr(resource->name, '/') + 1;
    if (bytes.size > SHORT && strstr(file, ".tsv") && (!name || strcmp(name, file) == 0)) {
      const char *end = memrchr(bytes.data, '\n', SHORT);
      FUZZ_CHECK(end);
      fuzz_put_file(file, (struct dm_span){bytes.data, (size_t)(end - bytes.data) + 1});
    }
  }
}

/// The schema's file of a number, below schema/; the vocabulary is none.
static const char *name_of(unsigned index)
{
  static const char prefix[] = "schema/";
  static const char *names[256];
  static unsigned count;
  const struct dm_resource *resource = dm_embedded;
  for (bool listed = count > 0; !listed && resource->name; resource++) {
    if (strncmp(resource->name, prefix, sizeof prefix - 1) == 0 && !strstr(resource->name, ".ttl")) {
      names[count++] = resource->name + sizeof prefix - 1;
    }
  }
  return names[index % count];
}

static void read_article(const struct dm_model *model)
{
  struct dm_arena *arena = dm_arena_new();
  struct dm_result result = {.article = {.id = DM_LITERAL("fuzz"), .body = DM_LITERAL(body)}};
  struct dm_graph_options options = {.base = DM_LITERAL("https://example.org/news"), .version = DM_LITERAL("1")};
  options.ruleset = dm_model_ruleset(model);
  struct dm_quads quads;
  FUZZ_CHECK(dm_pipeline_run(model, arena, &result) == DM_OK);
  dm_graph_build(&result.analysis, &result.facts, &options, arena, &quads);
  FUZZ_CHECK(quads.count > 0);
  dm_arena_free(arena);
}

static void load_prefixes(const struct dm_resources *resources)
{
  struct dm_prefixes prefixes;
  struct dm_diag diag = fuzz_diag();
  struct dm_arena *arena = dm_arena_new();
  enum dm_status status = dm_prefixes_load(resources, arena, &diag, &prefixes);
  FUZZ_CHECK((status == DM_OK) == (diag.errors == 0));
  dm_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span bytes = fuzz_span(data, size);
  const char *name = name_of(fuzz_byte(&bytes));
  static bool shortened;
  if (!shortened) {
    put_tables(NULL);
    shortened = true;
  }
  fuzz_put_file(name, bytes);
  struct dm_resources resources = {.folder = fuzz_folder()};
  struct dm_diag diag = fuzz_diag();
  struct dm_model *model;
  enum dm_status status = dm_model_new(&resources, &diag, &model);
  FUZZ_CHECK(status == DM_OK || status == DM_ERR_SCHEMA);
  FUZZ_CHECK((status == DM_OK) == (diag.errors == 0));
  if (status == DM_OK) {
    read_article(model);
    dm_model_free(model);
  }
  load_prefixes(&resources);
  fuzz_remove_file(name);
  put_tables(name);
  return 0;
}
