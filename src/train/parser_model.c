// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/parser_model.h"

#include <stdio.h>

enum { PLAIN_LAYERS = 6, LAYERS = PLAIN_LAYERS + DM_PARSER_LAYERS, PARTS = 2 * LAYERS + 5, GREATEST_SHIFT = 14 };

/// The parts of a model file as they are made.
struct writer {
  const struct dm_net *net;
  struct dm_arena *arena;
  uint32_t count;
  struct dm_model_part part[PARTS];
  char name[PARTS][DM_MODEL_NAME];
};

static void add_part(struct writer *writer, const char *name, const void *bytes, size_t size)
{
  snprintf(writer->name[writer->count], DM_MODEL_NAME, "%s", name);
  writer->part[writer->count] = (struct dm_model_part){writer->name[writer->count], bytes, size};
  writer->count++;
}

static int32_t nearest(double x) { return (int32_t)(x < 0 ? x - 0.5 : x + 0.5); }

static double size_of(float x) { return x < 0 ? -(double)x : (double)x; }

/// The greatest shift by which no weight and no sum of a layer is too great.
static uint8_t shift_of(const float *weight, const float *bias, size_t inner, size_t columns)
{
  double reach = (double)DM_LAYER_REACH / DM_LAYER_UNIT, most = 0, greatest = 0;
  for (size_t j = 0; j < columns; j++) {
    double sum = bias ? size_of(bias[j]) : 0;
    for (size_t k = 0; k < inner; k++) {
      double value = size_of(weight[k * columns + j]);
      sum += value * reach;
      greatest = value > greatest ? value : greatest;
    }
    most = sum > most ? sum : most;
  }
  uint8_t shift = GREATEST_SHIFT;
  while (shift && (greatest * (1 << shift) > INT16_MAX - 1 || most * DM_LAYER_UNIT * (1 << shift) > 2.1e9)) {
    shift--;
  }
  return shift;
}

static uint8_t add_layer(struct writer *writer, const char *name, int part, int bias_part)
{
  size_t inner = dm_net_inner(part), columns = dm_net_columns(part);
  const float *weight = writer->net->weight + writer->net->offset[part];
  const float *bias = bias_part < 0 ? NULL : writer->net->weight + writer->net->offset[bias_part];
  uint8_t shift = shift_of(weight, bias, inner, columns);
  int16_t *rounded = DM_NEW(writer->arena, int16_t, inner * columns);
  int16_t *laid_out = DM_NEW(writer->arena, int16_t, inner * columns);
  int32_t *sums = DM_NEW(writer->arena, int32_t, columns);
  for (size_t i = 0; i < inner * columns; i++) {
    rounded[i] = (int16_t)nearest((double)weight[i] * (1 << shift));
  }
  dm_layer_lay_out(rounded, (uint32_t)inner, (uint32_t)columns, laid_out);
  for (size_t j = 0; j < columns; j++) {
    sums[j] = bias ? nearest((double)bias[j] * DM_LAYER_UNIT * (1 << shift)) : 0;
  }
  char bias_name[DM_MODEL_NAME];
  snprintf(bias_name, sizeof bias_name, "%s.bias", name);
  add_part(writer, name, laid_out, inner * columns * sizeof *laid_out);
  add_part(writer, bias_name, sums, columns * sizeof *sums);
  return shift;
}

static void add_rows(struct writer *writer)
{
  const struct dm_net *net = writer->net;
  int8_t *rows = DM_NEW(writer->arena, int8_t, (size_t)net->row_count * DM_PARSER_WIDTH);
  uint16_t *scales = DM_NEW(writer->arena, uint16_t, net->row_count);
  for (size_t i = 0; i < net->row_count; i++) {
    const float *from = net->row + i * DM_PARSER_WIDTH;
    double greatest = 1e-9;
    for (size_t j = 0; j < DM_PARSER_WIDTH; j++) {
      greatest = size_of(from[j]) > greatest ? size_of(from[j]) : greatest;
    }
    scales[i] = (uint16_t)nearest(greatest / 127 * 65536 + 0.5);
    double scale = scales[i] / 65536.0;
    for (size_t j = 0; j < DM_PARSER_WIDTH; j++) {
      rows[i * DM_PARSER_WIDTH + j] = (int8_t)nearest((double)from[j] / scale);
    }
  }
  add_part(writer, "rows", rows, (size_t)net->row_count * DM_PARSER_WIDTH);
  add_part(writer, "scales", scales, net->row_count * sizeof *scales);
  add_part(writer, "word-rows", net->word_row, net->words->row_count * sizeof *net->word_row);
  add_part(writer, "words", &net->words->checksum, sizeof net->words->checksum);
}

enum dm_status dm_parser_model_write(const struct dm_net *net, const char *path, struct dm_arena *scratch,
                                     struct dm_diag *diag)
{
  static const struct {
    const char *name;
    int part, bias;
  } layers[PLAIN_LAYERS] = {{"vector", DM_NET_VECTOR, -1},
                            {"conv", DM_NET_CONV, DM_NET_CONV_BIAS},
                            {"views", DM_NET_VIEWS, DM_NET_VIEWS_BIAS},
                            {"pair", DM_NET_PAIR, DM_NET_PAIR_BIAS},
                            {"distance", DM_NET_DISTANCE, -1},
                            {"relation", DM_NET_RELATION, DM_NET_RELATION_BIAS}};
  struct writer *writer = DM_NEW(scratch, struct writer, 1);
  writer->net = net;
  writer->arena = scratch;
  uint8_t *shifts = DM_NEW(scratch, uint8_t, LAYERS);
  for (int i = 0; i < PLAIN_LAYERS; i++) {
    shifts[i] = add_layer(writer, layers[i].name, layers[i].part, layers[i].bias);
  }
  for (int i = 0; i < DM_PARSER_LAYERS; i++) {
    char name[DM_MODEL_NAME];
    snprintf(name, sizeof name, "gates%d", i);
    shifts[PLAIN_LAYERS + i] = add_layer(writer, name, DM_NET_GATES + i, DM_NET_GATES_BIAS + i);
  }
  add_part(writer, "shifts", shifts, LAYERS);
  add_rows(writer);
  return dm_model_file_write(path, "parser", writer->count, writer->part, diag);
}
