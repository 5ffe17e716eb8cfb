// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file tag.c  CoNLL-U with the tags that models/tagger gives its words: tag FOLDER FILE >OUT.

   What is trained on tags is to be trained on such as it will be given.  Comments and ranges of tokens are left out.
*/
#include "base/io.h"
#include "syntax/syntax.h"
#include "syntax/tagger.h"
#include "text/conllu.h"
#include "text/words.h"

#include <stdio.h>

static void print_word(const struct dm_conllu_word *word, struct dm_tagger_label label)
{
  for (int column = 0; column < DM_CONLLU_COLUMNS; column++) {
    char end = column == DM_CONLLU_COLUMNS - 1 ? '\n' : '\t';
    if (column == DM_CONLLU_UPOS) {
      printf("%s%c", dm_tag_name((enum dm_tag)label.tag), end);
    } else if (column == DM_CONLLU_XPOS) {
      printf("%s%c", dm_xpos_name((enum dm_xpos)label.xpos), end);
    } else {
      printf("%.*s%c", DM_SPAN_ARGS(word->column[column]), end);
    }
  }
}

static void tag_sentence(const struct dm_tagger *tagger, const struct dm_conllu_sentence *sentence,
                         struct dm_arena *scratch)
{
  uint32_t count = sentence->word_count;
  struct dm_tagger_word *word = DM_NEW(scratch, struct dm_tagger_word, count + 2 * DM_TAGGER_PADDING);
  uint8_t *label = DM_NEW(scratch, uint8_t, count);
  for (uint32_t i = 0; i < count; i++) {
    struct dm_span form = sentence->word[i].column[DM_CONLLU_FORM];
    dm_tagger_read(tagger, form, dm_words_folded(form), &word[DM_TAGGER_PADDING + i]);
  }
  dm_tagger_read_sentence(word, count);
  dm_tagger_tag(tagger, word, count, label);
  for (uint32_t i = 0; i < count; i++) {
    print_word(&sentence->word[i], tagger->label[label[i]]);
  }
  printf("\n");
}

static enum dm_status tag_file(const struct dm_resources *resources, const char *path, struct dm_arena *arena,
                               struct dm_diag *diag)
{
  struct dm_word_table words;
  struct dm_tagger tagger;
  struct dm_conllu file = {.name = path};
  DM_TRY(dm_word_table_open(resources, arena, diag, &words));
  DM_TRY(dm_tagger_open(resources, &words, arena, diag, &tagger));
  DM_TRY(dm_io_read_file(path, arena, diag, &file.rest));
  struct dm_arena *scratch = dm_arena_new();
  struct dm_conllu_sentence sentence;
  enum dm_status status;
  while ((status = dm_conllu_next(&file, scratch, diag, &sentence)) == DM_OK) {
    tag_sentence(&tagger, &sentence, scratch);
    dm_arena_reset(scratch);
  }
  dm_arena_free(scratch);
  return status == DM_SKIP ? DM_OK : status;
}

int main(int count, char **argument)
{
  struct dm_diag diag = {0};
  if (count != 3) {
    dm_diag_error(&diag, "usage: tag FOLDER FILE");
    return 2;
  }
  struct dm_arena *arena = dm_arena_new();
  struct dm_resources resources = {.models = argument[1]};
  enum dm_status status = tag_file(&resources, argument[2], arena, &diag);
  dm_arena_free(arena);
  if (status == DM_OK) {
    status = dm_io_close(stdout, "standard output", &diag);
  }
  return status == DM_OK ? 0 : 1;
}
