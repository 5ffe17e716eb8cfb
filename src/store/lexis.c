// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "store/lexis.h"

#include "base/fail.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST = 1024 };

/// Where a term is, or would be.
static struct dm_lexeme *place_of(const struct dm_lexis *lexis, struct dm_span encoded, uint64_t hash)
{
  size_t i = (size_t)hash & lexis->mask;
  for (;; i = (i + 1) & lexis->mask) {
    struct dm_lexeme *lexeme = &lexis->lexeme[i];
    if (!lexeme->id || (lexeme->hash == hash && lexeme->size == encoded.size &&
                        memcmp(lexis->bytes.data + lexeme->at, encoded.data, encoded.size) == 0)) {
      return lexeme;
    }
  }
}

dm_id dm_lexis_find(const struct dm_lexis *lexis, struct dm_span encoded, uint64_t hash)
{
  return lexis->lexeme ? place_of(lexis, encoded, hash)->id : DM_ID_NONE;
}

static struct dm_lexeme *make_places(size_t count)
{
  struct dm_lexeme *places = dm_malloc(count * sizeof *places);
  memset(places, 0, count * sizeof *places);
  return places;
}

static void grow(struct dm_lexis *lexis)
{
  size_t places = lexis->lexeme ? 2 * (lexis->mask + 1) : LEAST;
  struct dm_lexis larger = {.mask = places - 1, .lexeme = make_places(places)};
  for (size_t i = 0; lexis->lexeme && i <= lexis->mask; i++) {
    const struct dm_lexeme *lexeme = &lexis->lexeme[i];
    if (lexeme->id) {
      size_t to = (size_t)lexeme->hash & larger.mask;
      while (larger.lexeme[to].id) {
        to = (to + 1) & larger.mask;
      }
      larger.lexeme[to] = *lexeme;
    }
  }
  free(lexis->lexeme);
  lexis->lexeme = larger.lexeme;
  lexis->mask = larger.mask;
}

void dm_lexis_add(struct dm_lexis *lexis, struct dm_span encoded, uint64_t hash, dm_id id)
{
  if (!lexis->lexeme || 3 * lexis->count >= 2 * lexis->mask) {
    grow(lexis);
  }
  *place_of(lexis, encoded, hash) =
      (struct dm_lexeme){.hash = hash, .id = id, .at = lexis->bytes.size, .size = encoded.size};
  dm_buffer_add_span(&lexis->bytes, encoded);
  lexis->count++;
}

void dm_lexis_clear(struct dm_lexis *lexis)
{
  if (lexis->lexeme) {
    memset(lexis->lexeme, 0, (lexis->mask + 1) * sizeof *lexis->lexeme);
  }
  lexis->count = 0;
  dm_buffer_clear(&lexis->bytes);
}

void dm_lexis_free(struct dm_lexis *lexis)
{
  free(lexis->lexeme);
  dm_buffer_free(&lexis->bytes);
  *lexis = (struct dm_lexis){0};
}
