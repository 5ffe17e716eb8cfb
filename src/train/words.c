// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file words.c  Word vectors as text to models/words: words OUT VECTORS

   VECTORS has a line a word, `word v1 … vD`, the most frequent first.  See syntax/word_table.h for what comes of it.
*/
#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/model_file.h"
#include "base/utf8.h"
#include "syntax/word_table.h"
#include "train/clusters.h"
#include "train/principal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  WORDS = 100000,     ///< rows
  VECTORS = 50000,    ///< rows with a vector of their own: of rarer words it is their cluster's
  SLOTS = 1 << 17,    ///< of the table
  RAREST = 5000,      ///< words whose mean stands for those that are rarer
  LONGEST = 40,       ///< bytes of a word
  VECTOR_MOST = 1000, ///< dimensions
};
static const double reach = 4.5; ///< standard deviations that int8 goes to

/// What is read.
struct vectors {
  struct dm_arena *arena;
  uint32_t columns;
  uint32_t count;
  double *at;                  ///< [WORDS × columns] rows of dm_word_table, the first DM_WORD_FIRST are means
  struct dm_word_slot *slot;   ///< [SLOTS]
  uint32_t met[DM_WORD_FIRST]; ///< vectors that went into the means
};

enum kind { KIND_WORD, KIND_NUMBER, KIND_NUMBERED, KIND_JUNK };

/// Words have letters and signs within; signs stand alone.  Web addresses and what is long is junk.
static enum kind kind_of(struct dm_span word)
{
  uint32_t letters = 0;
  uint32_t digits = 0;
  uint32_t signs = 0;
  for (size_t at = 0; at < word.size;) {
    uint32_t code;
    at += dm_utf8_decode(word, at, &code);
    letters += dm_utf8_is_letter(code);
    digits += dm_utf8_is_digit(code);
    signs += !dm_utf8_is_letter(code) && !dm_utf8_is_digit(code) && code != '-' && code != '\'' && code != '.';
  }
  if (word.size == 0 || word.size > LONGEST || (letters && signs)) {
    return KIND_JUNK;
  }
  return digits && letters ? KIND_NUMBERED : digits ? KIND_NUMBER : KIND_WORD;
}

/// Take the numbers of `line` behind its word.  @return how many.
static uint32_t read_numbers(const char *line, double *out)
{
  uint32_t count = 0;
  char *end;
  for (const char *at = line; count < VECTOR_MOST; at = end) {
    double value = strtod(at, &end);
    if (end == at) {
      break;
    }
    out[count++] = value;
  }
  return count;
}

/// A free slot of the hash, or NULL where it is known.
static struct dm_word_slot *find_slot(struct vectors *vectors, uint64_t hash)
{
  uint32_t check = (uint32_t)(hash >> 32);
  for (uint32_t i = (uint32_t)hash & (SLOTS - 1);; i = (i + 1) & (SLOTS - 1)) {
    if (vectors->slot[i].row == DM_NONE) {
      return &vectors->slot[i];
    }
    if (vectors->slot[i].check == check) {
      return NULL;
    }
  }
}

static void add_to_mean(struct vectors *vectors, uint32_t row, const double *vector)
{
  vectors->met[row]++;
  for (uint32_t i = 0; i < vectors->columns; i++) {
    vectors->at[(size_t)row * vectors->columns + i] += vector[i];
  }
}

static void add_word(struct vectors *vectors, struct dm_span word, const double *vector)
{
  struct dm_buffer folded = {0};
  dm_utf8_fold(word, &folded);
  uint64_t hash = dm_hash_bytes(folded.data, folded.size);
  dm_buffer_free(&folded);
  struct dm_word_slot *slot = find_slot(vectors, hash);
  if (slot && vectors->count < WORDS) {
    *slot = (struct dm_word_slot){(uint32_t)(hash >> 32), vectors->count};
    memcpy(vectors->at + (size_t)vectors->count * vectors->columns, vector, vectors->columns * sizeof *vector);
    vectors->count++;
  }
}

/// @return whether the line is as it should be.
static bool read_line(struct vectors *vectors, char *line)
{
  double vector[VECTOR_MOST];
  char *space = strchr(line, ' ');
  uint32_t count = space ? read_numbers(space, vector) : 0;
  if (vectors->columns == 0 && count >= DM_WORD_DIMENSIONS) {
    vectors->columns = count;
    vectors->at = DM_NEW(vectors->arena, double, (size_t)WORDS *count);
  }
  if (count == 0 || count != vectors->columns) {
    return false;
  }
  struct dm_span word = {line, (size_t)(space - line)};
  enum kind kind = kind_of(word);
  if (kind == KIND_WORD && vectors->count < WORDS) {
    add_word(vectors, word, vector);
  } else if (kind == KIND_WORD) {
    add_to_mean(vectors, DM_WORD_UNKNOWN, vector);
  } else if (kind != KIND_JUNK) {
    add_to_mean(vectors, kind == KIND_NUMBER ? DM_WORD_NUMBER : DM_WORD_NUMBERED, vector);
  }
  return true;
}

/// Where no number by itself has a vector, numbers are like those with letters.
static void find_means(struct vectors *vectors)
{
  uint32_t d = vectors->columns;
  for (uint32_t row = 0; row < DM_WORD_FIRST; row++) {
    for (uint32_t i = 0; vectors->met[row] && i < d; i++) {
      vectors->at[(size_t)row * d + i] /= vectors->met[row];
    }
  }
  if (!vectors->met[DM_WORD_NUMBER]) {
    memcpy(vectors->at + (size_t)DM_WORD_NUMBER * d, vectors->at + (size_t)DM_WORD_NUMBERED * d,
           d * sizeof *vectors->at);
  }
}

static enum dm_status read_vectors(const char *path, struct vectors *vectors, struct dm_diag *diag)
{
  FILE *file = fopen(path, "r");
  char *line = NULL;
  size_t capacity = 0;
  uint64_t number = 0;
  bool good = file != NULL;
  while (good && vectors->met[DM_WORD_UNKNOWN] < RAREST && getline(&line, &capacity, file) >= 0) {
    number++;
    good = read_line(vectors, line);
  }
  free(line);
  if (file) {
    fclose(file);
  }
  if (!good || vectors->count == DM_WORD_FIRST) {
    dm_diag_say(diag, DM_ERROR, number, "%s: no line of a word and its numbers", path);
    return file ? DM_ERR_FORMAT : DM_ERR_IO;
  }
  find_means(vectors);
  return DM_OK;
}

/// What int8 counts in each dimension.
static float *find_scale(const struct dm_matrix *in, struct dm_arena *arena)
{
  float *scale = DM_NEW(arena, float, in->columns);
  for (uint32_t c = 0; c < in->columns; c++) {
    double square = 0;
    for (uint32_t r = 0; r < in->rows; r++) {
      double value = in->at[(size_t)r * in->columns + c];
      square += value * value;
    }
    double unit = reach * sqrt(square / in->rows) / INT8_MAX;
    scale[c] = (float)(unit > 0 ? unit : 1);
  }
  return scale;
}

static void quantise(const double *from, const float *scale, uint32_t columns, int8_t *to)
{
  for (uint32_t c = 0; c < columns; c++) {
    double value = floor(from[c] / (double)scale[c] + 0.5);
    to[c] = (int8_t)(value > INT8_MAX ? INT8_MAX : value < -INT8_MAX ? -INT8_MAX : value);
  }
}

/// The vectors of the frequent words, then those of the fine clusters.
static int8_t *find_vectors(const struct dm_matrix *in, const struct dm_word_clusters *clusters, const float *scale,
                            uint32_t own, struct dm_arena *arena)
{
  uint32_t d = in->columns;
  int8_t *out = DM_NEW(arena, int8_t, (size_t)(own + DM_WORD_FINE) * d);
  double *mean = DM_NEW(arena, double, (size_t)DM_WORD_FINE *d);
  uint32_t *members = DM_NEW(arena, uint32_t, DM_WORD_FINE);
  for (uint32_t r = 0; r < in->rows; r++) {
    const double *from = in->at + (size_t)r * d;
    members[clusters[r].fine]++;
    for (uint32_t i = 0; i < d; i++) {
      mean[(size_t)clusters[r].fine * d + i] += from[i];
    }
    if (r < own) {
      quantise(from, scale, d, out + (size_t)r * d);
    }
  }
  for (uint32_t c = 0; c < DM_WORD_FINE; c++) {
    for (uint32_t i = 0; members[c] && i < d; i++) {
      mean[(size_t)c * d + i] /= members[c];
    }
    quantise(mean + (size_t)c * d, scale, d, out + (size_t)(own + c) * d);
  }
  return out;
}

static struct dm_word_clusters *find_clusters(const struct dm_matrix *in, struct dm_arena *arena)
{
  static const uint32_t counts[] = {DM_WORD_FINE, DM_WORD_MIDDLE, DM_WORD_COARSE};
  struct dm_word_clusters *out = DM_NEW(arena, struct dm_word_clusters, in->rows);
  uint16_t *of[3];
  for (int i = 0; i < 3; i++) {
    of[i] = DM_NEW(arena, uint16_t, in->rows);
    dm_clusters_find(in, counts[i], arena, of[i]);
  }
  for (uint32_t r = 0; r < in->rows; r++) {
    out[r] = (struct dm_word_clusters){of[0][r], (uint8_t)of[1][r], (uint8_t)of[2][r]};
  }
  return out;
}

static enum dm_status write_table(const char *path, struct vectors *vectors, struct dm_diag *diag)
{
  struct dm_arena *arena = vectors->arena;
  struct dm_matrix whole = {vectors->count, vectors->columns, vectors->at};
  struct dm_matrix part = dm_principal_project(&whole, DM_WORD_DIMENSIONS, arena);
  uint32_t own = part.rows < VECTORS ? part.rows : VECTORS;
  const struct dm_word_clusters *clusters = find_clusters(&part, arena);
  const float *scale = find_scale(&part, arena);
  const int8_t *vector = find_vectors(&part, clusters, scale, own, arena);
  struct dm_model_part parts[] = {
      {"slots", vectors->slot, SLOTS * sizeof *vectors->slot},
      {"clusters", clusters, part.rows * sizeof *clusters},
      {"scale", scale, DM_WORD_DIMENSIONS * sizeof *scale},
      {"vectors", vector, (size_t)(own + DM_WORD_FINE) * DM_WORD_DIMENSIONS},
  };
  return dm_model_file_write(path, "words", sizeof parts / sizeof *parts, parts, diag);
}

int main(int count, char **argument)
{
  struct dm_diag diag = {0};
  if (count != 3) {
    dm_diag_error(&diag, "usage: words OUT VECTORS");
    return 2;
  }
  struct dm_arena *arena = dm_arena_new();
  struct vectors vectors = {.arena = arena, .count = DM_WORD_FIRST, .slot = DM_NEW(arena, struct dm_word_slot, SLOTS)};
  for (uint32_t i = 0; i < SLOTS; i++) {
    vectors.slot[i].row = DM_NONE;
  }
  enum dm_status status = read_vectors(argument[2], &vectors, &diag);
  if (status == DM_OK) {
    status = write_table(argument[1], &vectors, &diag);
  }
  dm_arena_free(arena);
  return status == DM_OK ? 0 : 1;
}
