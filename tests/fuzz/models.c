// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// A model file with bytes changed in its sections, or a section cut, and a checksum that is right for them: it is refused, and
// that is said, or a text can be read with it.  The first byte tells which model; then a change each: a byte for the
// section, three for the place in it, one for the value.
#include "fuzz.h"

#include "base/model_file.h"
#include "mention/candidates.h"
#include "mention/entities.h"
#include "mention/name_model.h"
#include "syntax/trees.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MODELS = 4, SECTIONS = 32, HEADER = 64, CHANGES = 64 };
static const char *const kinds[MODELS] = {"names", "parser", "tagger", "words"};
static const char body[] =
    "Kenya demanded on Monday that Ethiopia reopen the border. \"We won't do that,\" Ethiopian Foreign Minister Abebe "
    "Desta told reporters. The U.N. said it isn't so, and she refused her demand.\n";

/// An entry of a model file's table of sections.
struct entry {
  char name[DM_MODEL_NAME];
  uint64_t offset, size;
};

struct parts {
  uint32_t count;
  struct dm_model_part part[SECTIONS];
  unsigned char *bytes[SECTIONS]; ///< of the parts
};

static const struct dm_resources shipped;

static void read_parts(const char *kind, struct dm_arena *arena, struct parts *out)
{
  struct dm_diag diag = fuzz_diag();
  struct dm_model_file file;
  FUZZ_CHECK(dm_model_file_open(&shipped, kind, kind, arena, &diag, &file) == DM_OK);
  FUZZ_CHECK(file.section_count <= SECTIONS);
  out->count = file.section_count;
  for (uint32_t i = 0; i < file.section_count; i++) {
    struct entry *entry = DM_NEW(arena, struct entry, 1);
    memcpy(entry, file.bytes + HEADER + i * sizeof *entry, sizeof *entry);
    out->bytes[i] = (unsigned char *)dm_arena_copy(arena, file.bytes + entry->offset, entry->size);
    out->part[i] = (struct dm_model_part){entry->name, out->bytes[i], entry->size};
  }
}

static void change_parts(struct dm_span *input, struct parts *parts)
{
  for (int i = 0; i < CHANGES && input->size >= 5; i++) {
    unsigned section = fuzz_byte(input);
    size_t place = fuzz_byte(input) | fuzz_byte(input) << 8 | fuzz_byte(input) << 16;
    unsigned value = fuzz_byte(input);
    struct dm_model_part *part = &parts->part[(section & 0x7f) % parts->count];
    if (part->size && (section & 0x80)) {
      part->size = place % part->size;
    } else if (part->size) {
      parts->bytes[part - parts->part][place % part->size] = (unsigned char)value;
    }
  }
}

/// A folder with the models as they are shipped, but for `kind`.
static const char *make_folder(const char *kind, const struct parts *parts)
{
  static char path[MODELS][512];
  struct dm_diag diag = fuzz_diag();
  const char *from = getenv("DEMARCHE_MODELS");
  char original[4096];
  FUZZ_CHECK(from);
  for (int i = 0; i < MODELS; i++) {
    snprintf(path[i], sizeof path[i], "%s/%s", fuzz_folder(), kinds[i]);
    unlink(path[i]);
    if (strcmp(kinds[i], kind) == 0) {
      FUZZ_CHECK(dm_model_file_write(path[i], kind, parts->count, parts->part, &diag) == DM_OK);
    } else {
      FUZZ_CHECK(realpath(from, original) && strlen(original) + 16 < sizeof original);
      strcat(strcat(original, "/"), kinds[i]);
      FUZZ_CHECK(symlink(original, path[i]) == 0);
    }
  }
  return fuzz_folder();
}

/// What does not depend on the models: the text; names by rules, and with them the tags of the shipped model.
struct scene {
  struct dm_article article;
  struct dm_text text;
  struct dm_syntax syntax;
  struct dm_word_table words;
  struct dm_naming naming;
  struct dm_name_clues clues;
};

static const struct scene *make_scene(void)
{
  static struct scene scene;
  static struct dm_mentions mentions;
  static struct dm_gazetteer gazetteer;
  static struct dm_arena *arena;
  struct dm_diag diag = fuzz_diag();
  struct dm_text_model *text;
  struct dm_syntax_model *syntax;
  if (arena) {
    return &scene;
  }
  arena = dm_arena_new();
  scene.article = (struct dm_article){.id = DM_LITERAL("fuzz"), .body = DM_LITERAL(body)};
  FUZZ_CHECK(dm_text_model_load(&shipped, arena, &diag, &text) == DM_OK);
  FUZZ_CHECK(dm_text_split(&scene.article, text, arena, &scene.text) == DM_OK);
  FUZZ_CHECK(dm_syntax_model_load(&shipped, arena, &diag, &syntax) == DM_OK);
  dm_syntax_parse(&scene.text, syntax, arena, &scene.syntax);
  FUZZ_CHECK(dm_gazetteer_load(&shipped, arena, &diag, &gazetteer) == DM_OK);
  mentions.token_date = DM_NEW(arena, uint32_t, scene.text.token_count);
  memset(mentions.token_date, 0xff, sizeof(uint32_t) * scene.text.token_count); // no dates
  dm_naming_begin(&scene.text, &scene.syntax, &gazetteer, arena, &mentions, &scene.naming);
  FUZZ_CHECK(dm_word_table_open(&shipped, arena, &diag, &scene.words) == DM_OK);
  dm_name_clues_read(&scene.naming, &scene.words, &scene.clues);
  return &scene;
}

static enum dm_status read_names(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag)
{
  const struct scene *scene = make_scene();
  struct dm_name_proposals proposals;
  struct dm_name_model model;
  DM_TRY(dm_name_model_open(resources, &scene->words, arena, diag, &model));
  dm_name_model_propose(&model, &scene->clues, &scene->text, arena, &proposals);
  for (uint32_t i = 0; i < proposals.count; i++) {
    struct dm_range tokens = proposals.proposal[i].tokens;
    FUZZ_CHECK(tokens.start < tokens.end && tokens.end <= scene->text.token_count);
    FUZZ_CHECK(i == 0 || proposals.proposal[i - 1].tokens.end <= tokens.start);
  }
  return DM_OK;
}

static enum dm_status read_syntax(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag)
{
  const struct dm_text *text = &make_scene()->text;
  struct dm_syntax_model *model;
  struct dm_syntax syntax;
  DM_TRY(dm_syntax_model_load(resources, arena, diag, &model));
  dm_syntax_parse(text, model, arena, &syntax);
  struct dm_trees trees = dm_trees_new(text, arena);
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    dm_trees_parse_sentence(dm_syntax_model_parser(model), text, &syntax, i, arena, &trees);
  }
  for (uint32_t i = 0; i < text->token_count; i++) {
    FUZZ_CHECK(syntax.upos[i] < DM_TAG_COUNT && trees.relation[i] < DM_RELATION_COUNT);
    FUZZ_CHECK(trees.head[i] == DM_NONE || trees.head[i] < text->token_count);
    dm_syntax_lemma(&syntax, text, i, arena);
  }
  return DM_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span input = fuzz_span(data, size);
  const char *kind = kinds[fuzz_byte(&input) % MODELS];
  struct dm_arena *arena = dm_arena_new();
  struct parts parts = {0};
  read_parts(kind, arena, &parts);
  change_parts(&input, &parts);
  struct dm_resources resources = {.models = make_folder(kind, &parts)};
  struct dm_diag diag = fuzz_diag();
  bool names = strcmp(kind, "names") == 0;
  enum dm_status status = names ? read_names(&resources, arena, &diag) : read_syntax(&resources, arena, &diag);
  FUZZ_CHECK((status == DM_OK) == (diag.errors == 0));
  dm_arena_free(arena);
  return 0;
}
