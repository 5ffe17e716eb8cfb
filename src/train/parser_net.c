// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/parser_net.h"

#include <math.h>
#include <string.h>

#if defined __x86_64__ && defined __gnu_linux__ && !defined __clang__
#define CLONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONED
#endif

enum {
  WIDTH = DM_PARSER_WIDTH,
  HALF = DM_PARSER_HALF,
  GATES = DM_PARSER_GATES,
  LAYERS = DM_PARSER_LAYERS,
  ARC = DM_PARSER_ARC,
  LABEL = DM_PARSER_LABEL,
  VIEWS = DM_PARSER_VIEWS,
  VECTOR = DM_WORD_DIMENSIONS,
  RELATIONS = DM_PARSER_RELATIONS,
  DISTANCES = DM_PARSER_DISTANCES,
};

size_t dm_net_inner(int part)
{
  static const uint16_t inner[DM_NET_GATES] = {
      [DM_NET_VECTOR] = VECTOR, [DM_NET_CONV] = 3 * WIDTH, [DM_NET_VIEWS] = WIDTH,
      [DM_NET_PAIR] = ARC,      [DM_NET_DISTANCE] = ARC,   [DM_NET_RELATION] = LABEL};
  return part < DM_NET_GATES ? inner[part] : part < DM_NET_CONV_BIAS ? WIDTH : 1;
}

size_t dm_net_columns(int part)
{
  static const uint16_t columns[DM_NET_PARTS] = {[DM_NET_VECTOR] = WIDTH,       [DM_NET_CONV] = WIDTH,
                                                 [DM_NET_VIEWS] = VIEWS,        [DM_NET_PAIR] = ARC,
                                                 [DM_NET_DISTANCE] = DISTANCES, [DM_NET_RELATION] = RELATIONS,
                                                 [DM_NET_CONV_BIAS] = WIDTH,    [DM_NET_VIEWS_BIAS] = VIEWS,
                                                 [DM_NET_PAIR_BIAS] = ARC,      [DM_NET_RELATION_BIAS] = RELATIONS};
  return columns[part] ? columns[part] : GATES;
}

void dm_net_new(struct dm_net *net, struct dm_arena *arena)
{
  net->adam = (struct dm_adam){.first = 0.9f, .second = 0.98f};
  for (int i = 0; i < DM_NET_PARTS; i++) {
    net->offset[i + 1] = net->offset[i] + dm_net_inner(i) * dm_net_columns(i);
  }
  size_t count = net->offset[DM_NET_PARTS], wide = (size_t)net->row_count * WIDTH;
  net->weight = DM_NEW(arena, float, count);
  net->gradient = DM_NEW(arena, float, count);
  net->moment = DM_NEW(arena, float, 2 * count);
  net->row = DM_NEW(arena, float, wide);
  net->row_gradient = DM_NEW(arena, float, wide);
  net->row_moment = DM_NEW(arena, float, 2 * wide);
  for (int i = 0; i < DM_NET_CONV_BIAS; i++) {
    float reach = sqrtf(6.0f / (float)(dm_net_inner(i) + dm_net_columns(i)));
    for (size_t j = net->offset[i]; j < net->offset[i + 1]; j++) {
      net->weight[j] = dm_chance_around(&net->chance, reach);
    }
  }
  for (int layer = 0; layer < LAYERS; layer++) { // remember rather than forget, at first
    float *bias = net->weight + net->offset[DM_NET_GATES_BIAS + layer];
    for (size_t j = 0; j < HALF; j++) {
      bias[HALF + j] = bias[4 * HALF + j] = 1;
    }
  }
}

/// What is computed for the rows of a batch: word 0 of each sentence is the root, a row of zeros stands between sentences
/// and at both ends.
struct pass {
  const struct dm_net *net;
  struct dm_chance *chance;
  struct dm_arena *arena;
  uint32_t count;            ///< T
  uint8_t *real;             ///< [T] no row between sentences
  uint8_t *relation;         ///< [T] DM_RELATION_NONE: no word
  uint32_t *head;            ///< [T] row of the head
  uint32_t *feature;         ///< [T × FEATURES] trained rows; DM_NONE: none, or left out
  float *vector;             ///< [T × VECTOR]
  float *stream[LAYERS + 2]; ///< [T × D] before the convolution, after it, after each gated layer
  float *conv;               ///< [T × D]
  float *gate[LAYERS];       ///< [T × GATES] before their curves
  float *state[LAYERS];      ///< [T × D]: c of both directions
  float *heads;              ///< [T × HEADS]
  float *pair;               ///< [T × ARC]
  float *distance;           ///< [T × BUCKETS]
  float *mask_input, *mask_conv, *mask_layer[LAYERS], *mask_heads;
};

static const float *weight_of(const struct dm_net *net, int part) { return net->weight + net->offset[part]; }

/// A part of the weights, and what goes in there.
struct map {
  int part, bias; ///< the bias < 0: there is none
  const float
      *in; ///< [T × inner] from row to row `step`, which may be less than `inner`: rows of a convolution overlap
  size_t step, inner;
};

/// out [T × columns of the part] += in · part + bias.
static void apply(const struct pass *pass, struct map map, float *out)
{
  size_t columns = dm_net_columns(map.part);
  if (map.bias >= 0) {
    for (size_t t = 0; t < pass->count; t++) {
      memcpy(out + t * columns, weight_of(pass->net, map.bias), columns * sizeof *out);
    }
  }
  struct dm_product product = {pass->count, map.inner, columns, map.in, map.step, 1, weight_of(pass->net, map.part),
                               columns,     out,       columns};
  dm_dense_multiply(&product);
}

static float *rows_new(const struct pass *pass, size_t width)
{
  return DM_NEW(pass->arena, float, (pass->count + 2) * width) + width;
}

static float *drop(const struct pass *pass, float rate, float *values, size_t width)
{
  if (rate <= 0) {
    return NULL;
  }
  float *mask = DM_NEW(pass->arena, float, pass->count *width);
  dm_chance_drop(pass->chance, rate, pass->count * width, values, mask);
  return mask;
}

static bool chosen(const struct pass *pass, float rate)
{
  return (dm_chance_next(pass->chance) >> 40) < (uint64_t)(rate * (1 << 24));
}

static void place_word(struct pass *pass, size_t t, const struct dm_parser_word *word)
{
  const struct dm_net *net = pass->net;
  uint32_t *feature = pass->feature + t * DM_PARSER_FEATURES;
  uint32_t count = dm_parser_features(net->word_row, word, feature);
  for (uint32_t f = 0; f < count; f++) {
    feature[f] = chosen(pass, net->rates.feature[f]) ? DM_NONE : feature[f];
  }
  if (word->row == DM_NONE || chosen(pass, net->rates.vector)) {
    return;
  }
  const int8_t *vector = dm_word_table_vector(net->words, word->row);
  for (size_t j = 0; j < VECTOR; j++) {
    pass->vector[t * VECTOR + j] = (float)vector[j] * (1.0f / 64);
  }
}

static void place(struct pass *pass, const struct dm_example *example, uint32_t count)
{
  pass->count = 1;
  for (uint32_t s = 0; s < count; s++) {
    pass->count += example[s].count + 2;
  }
  pass->real = DM_NEW(pass->arena, uint8_t, pass->count);
  pass->relation = DM_NEW(pass->arena, uint8_t, pass->count);
  pass->head = DM_NEW(pass->arena, uint32_t, pass->count);
  pass->feature = DM_NEW(pass->arena, uint32_t, (size_t)pass->count * DM_PARSER_FEATURES);
  pass->vector = rows_new(pass, VECTOR);
  memset(pass->feature, 0xff, (size_t)pass->count * DM_PARSER_FEATURES * sizeof *pass->feature);
  uint32_t root = 1;
  for (uint32_t s = 0; s < count; s++) {
    pass->real[root] = 1;
    pass->feature[(size_t)root * DM_PARSER_FEATURES] = DM_PARSER_ROW_ROOT;
    for (uint32_t i = 0; i < example[s].count; i++) {
      uint32_t t = root + 1 + i;
      pass->real[t] = 1;
      pass->relation[t] = example[s].relation[i];
      pass->head[t] = root + example[s].head[i];
      place_word(pass, t, &example[s].word[i]);
    }
    root += example[s].count + 2;
  }
}

static void sum_rows(struct pass *pass)
{
  pass->stream[0] = rows_new(pass, WIDTH);
  for (size_t i = 0; i < (size_t)pass->count * DM_PARSER_FEATURES; i++) {
    if (pass->feature[i] == DM_NONE) {
      continue;
    }
    const float *row = pass->net->row + (size_t)pass->feature[i] * WIDTH;
    float *out = pass->stream[0] + i / DM_PARSER_FEATURES * WIDTH;
    for (size_t j = 0; j < WIDTH; j++) {
      out[j] += row[j];
    }
  }
}

static inline float clip(float x, float reach)
{
  x = x < reach ? x : reach;
  return x > -reach ? x : -reach;
}
static inline float size_of(float x) { return x > 0 ? x : -x; }

/// A curve from -1 to 1 without a logarithm: flat from 2 on.
static inline float bend(float x)
{
  float c = clip(x, 2);
  return c * (1 - 0.25f * size_of(c));
}
static inline float bend_slope(float x) { return 1 - 0.5f * size_of(clip(x, 2)); }
static inline float gate(float x) { return 0.5f + 0.5f * bend(0.5f * x); }
static inline float gate_slope(float x) { return 0.25f * bend_slope(0.5f * x); }

/// A gated layer in one direction: in steps of `step` rows.
struct direction {
  const uint8_t *real; ///< [T]
  size_t count;        ///< T
  long step;           ///< 1, -1
  const float *gates;  ///< [T × GATES] before their curves
  float *state;        ///< [T × WIDTH]
};

CLONED static void pass_row(const float *restrict gates, const float *restrict before, float *restrict state,
                            float *restrict out)
{
  for (size_t j = 0; j < HALF; j++) {
    float z = bend(gates[j]), f = gate(gates[HALF + j]), o = gate(gates[2 * HALF + j]);
    state[j] = z + f * (before[j] - z);
    out[j] = o * state[j];
  }
}

static void run_gates(const struct direction *way, float *out)
{
  for (size_t n = 0; n < way->count; n++) {
    size_t t = way->step > 0 ? n : way->count - 1 - n;
    float *state = way->state + t * WIDTH;
    if (way->real[t]) {
      pass_row(way->gates + t * GATES, state - way->step * WIDTH, state, out + t * WIDTH);
    } else {
      memset(state, 0, HALF * sizeof *state);
    }
  }
}

/// @param carried  [HALF] the gradient of the state, from the row after
CLONED static void pass_row_back(const float *restrict gates, const float *restrict before, const float *restrict state,
                                 const float *restrict out, float *restrict carried, float *restrict gradient)
{
  for (size_t j = 0; j < HALF; j++) {
    float z = bend(gates[j]), f = gate(gates[HALF + j]), o = gate(gates[2 * HALF + j]);
    float change = carried[j] + out[j] * o;
    gradient[j] = change * (1 - f) * bend_slope(gates[j]);
    gradient[HALF + j] = change * (before[j] - z) * gate_slope(gates[HALF + j]);
    gradient[2 * HALF + j] = out[j] * state[j] * gate_slope(gates[2 * HALF + j]);
    carried[j] = change * f;
  }
}

/// From the gradient of what came `out` to that of the gates.
static void run_gates_back(const struct direction *way, const float *out, float *gradient)
{
  float carried[HALF] = {0};
  for (size_t n = way->count; n-- > 0;) {
    size_t t = way->step > 0 ? n : way->count - 1 - n;
    const float *state = way->state + t * WIDTH;
    if (way->real[t]) {
      pass_row_back(way->gates + t * GATES, state - way->step * WIDTH, state, out + t * WIDTH, carried,
                    gradient + t * GATES);
    } else {
      memset(carried, 0, sizeof carried);
    }
  }
}

/// One direction of a gated layer of a pass.
static struct direction direction_of(const struct pass *pass, int layer, long step)
{
  size_t gates = step > 0 ? 0 : 3 * HALF, state = step > 0 ? 0 : HALF;
  return (struct direction){pass->real, pass->count, step, pass->gate[layer] + gates, pass->state[layer] + state};
}

CLONED static void rectify(float *values, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    values[i] = values[i] > 0 ? values[i] : 0;
  }
}
CLONED static void rectify_back(const float *restrict values, float *restrict gradient, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    gradient[i] = values[i] > 0 ? gradient[i] : 0;
  }
}
CLONED static void scale_by(const float *restrict mask, float *restrict values, size_t count)
{
  for (size_t i = 0; mask && i < count; i++) {
    values[i] *= mask[i];
  }
}
static void clear_between(const struct pass *pass, float *values, size_t width)
{
  for (size_t t = 0; t < pass->count; t++) {
    if (!pass->real[t]) {
      memset(values + t * width, 0, width * sizeof *values);
    }
  }
}
CLONED static void add_to(float *restrict out, const float *restrict in, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    out[i] += in[i];
  }
}

static void forward(struct pass *pass)
{
  const struct dm_net_rates *rates = &pass->net->rates;
  size_t wide = (size_t)pass->count * WIDTH;
  sum_rows(pass);
  apply(pass, (struct map){DM_NET_VECTOR, -1, pass->vector, VECTOR, VECTOR}, pass->stream[0]);
  pass->mask_input = drop(pass, rates->input, pass->stream[0], WIDTH);
  pass->conv = rows_new(pass, WIDTH);
  apply(pass, (struct map){DM_NET_CONV, DM_NET_CONV_BIAS, pass->stream[0] - WIDTH, WIDTH, 3 * WIDTH}, pass->conv);
  rectify(pass->conv, wide);
  clear_between(pass, pass->conv, WIDTH);
  pass->stream[1] = rows_new(pass, WIDTH);
  memcpy(pass->stream[1], pass->conv, wide * sizeof(float));
  pass->mask_conv = drop(pass, rates->layer, pass->stream[1], WIDTH);
  add_to(pass->stream[1], pass->stream[0], wide);
  for (int layer = 0; layer < LAYERS; layer++) {
    pass->gate[layer] = rows_new(pass, GATES);
    apply(pass, (struct map){DM_NET_GATES + layer, DM_NET_GATES_BIAS + layer, pass->stream[layer + 1], WIDTH, WIDTH},
          pass->gate[layer]);
    pass->state[layer] = rows_new(pass, WIDTH);
    float *out = pass->stream[layer + 2] = rows_new(pass, WIDTH);
    struct direction forward = direction_of(pass, layer, 1), backward = direction_of(pass, layer, -1);
    run_gates(&forward, out);
    run_gates(&backward, out + HALF);
    pass->mask_layer[layer] = drop(pass, rates->layer, out, WIDTH);
    add_to(out, pass->stream[layer + 1], wide);
  }
  pass->heads = rows_new(pass, VIEWS);
  apply(pass, (struct map){DM_NET_VIEWS, DM_NET_VIEWS_BIAS, pass->stream[LAYERS + 1], WIDTH, WIDTH}, pass->heads);
  for (size_t t = 0; t < pass->count; t++) {
    rectify(pass->heads + t * VIEWS, 2 * ARC);
  }
  pass->mask_heads = drop(pass, rates->view, pass->heads, VIEWS);
  pass->pair = rows_new(pass, ARC);
  apply(pass, (struct map){DM_NET_PAIR, DM_NET_PAIR_BIAS, pass->heads, VIEWS, ARC}, pass->pair);
  pass->distance = rows_new(pass, DISTANCES);
  apply(pass, (struct map){DM_NET_DISTANCE, -1, pass->pair, ARC, ARC}, pass->distance);
}

static size_t round_up(size_t n) { return (n + DM_DENSE_LANES - 1) / DM_DENSE_LANES * DM_DENSE_LANES; }

/// Scores of the heads of the words at rows `base` + 1 …: [n × step], j = 0 the root.
static float *score_arcs(const struct pass *pass, size_t base, uint32_t n, size_t *step)
{
  *step = round_up(n + 1);
  float *turned = DM_NEW(pass->arena, float, ARC **step);
  float *scores = DM_NEW(pass->arena, float, n **step);
  for (size_t j = 0; j <= n; j++) {
    for (size_t k = 0; k < ARC; k++) {
      turned[k * *step + j] = pass->heads[(base + j) * VIEWS + ARC + k];
    }
  }
  struct dm_product product = {n, ARC, *step, pass->pair + (base + 1) * ARC, ARC, 1, turned, *step, scores, *step};
  dm_dense_multiply(&product);
  for (uint32_t i = 1; i <= n; i++) {
    float *line = scores + (i - 1) * *step;
    for (uint32_t j = 0; j <= n; j++) {
      line[j] = i == j ? -1e9f : line[j] + pass->distance[(base + i) * DISTANCES + dm_parser_distance(i, j)];
    }
  }
  return scores;
}

struct back {
  float *heads, *pair, *distance, *relation; ///< gradients; relation [T × LABELS]
  float *hidden, *hidden_gradient;           ///< [T × LABEL] of each word with its head
  float *mask_hidden;
};

static void learn_arcs(struct pass *pass, struct back *back, const struct dm_example *sentence, size_t base,
                       struct dm_net_loss *loss)
{
  uint32_t n = sentence->count;
  size_t step;
  float *scores = score_arcs(pass, base, n, &step);
  for (uint32_t i = 1; i <= n; i++) {
    float *line = scores + (i - 1) * step;
    uint32_t gold = sentence->head[i - 1];
    loss->arc -= dm_dense_softmax(line, n + 1, gold);
    line[gold] -= 1;
    for (uint32_t j = 0; j <= n; j++) {
      back->distance[(base + i) * DISTANCES + dm_parser_distance(i, j)] += line[j];
    }
  }
  struct dm_product pair = {
      n, n + 1, ARC, scores, step, 1, pass->heads + base * VIEWS + ARC, VIEWS, back->pair + (base + 1) * ARC, ARC};
  dm_dense_multiply(&pair);
  struct dm_product head = {
      n + 1, n, ARC, scores, 1, step, pass->pair + (base + 1) * ARC, ARC, back->heads + base * VIEWS + ARC, VIEWS};
  dm_dense_multiply(&head);
}

/// gradient of the part += inᵀ · out_gradient, of its bias the sums; in_gradient += out_gradient · partᵀ.
static void apply_back(struct dm_net *net, const struct pass *pass, struct map map, const float *out_gradient,
                       float *in_gradient)
{
  size_t columns = dm_net_columns(map.part), inner = map.inner;
  struct dm_product weights = {
      inner,  pass->count, columns, map.in, 1, map.step, out_gradient, columns, net->gradient + net->offset[map.part],
      columns};
  dm_dense_multiply(&weights);
  if (map.bias >= 0) {
    float *sums = net->gradient + net->offset[map.bias];
    for (size_t t = 0; t < pass->count; t++) {
      add_to(sums, out_gradient + t * columns, columns);
    }
  }
  if (!in_gradient) {
    return;
  }
  float *turned = DM_NEW(pass->arena, float, inner *columns);
  dm_dense_turn(weight_of(net, map.part), inner, columns, turned);
  size_t width = map.step < inner ? map.step : inner;
  for (size_t k = 0; k < inner; k += width) { // a convolution's rows overlap
    struct dm_product inputs = {pass->count, columns,    width, out_gradient,    columns,
                                1,           turned + k, inner, in_gradient + k, map.step};
    dm_dense_multiply(&inputs);
  }
}

static void learn_labels(struct dm_net *net, struct pass *pass, struct back *back, struct dm_net_loss *loss)
{
  back->hidden = rows_new(pass, LABEL);
  back->hidden_gradient = rows_new(pass, LABEL);
  back->relation = rows_new(pass, RELATIONS);
  for (size_t t = 0; t < pass->count; t++) {
    if (!pass->relation[t]) {
      continue;
    }
    const float *dependent = pass->heads + t * VIEWS + 2 * ARC;
    const float *head = pass->heads + pass->head[t] * VIEWS + 2 * ARC + LABEL;
    for (size_t k = 0; k < LABEL; k++) {
      back->hidden[t * LABEL + k] = dependent[k] + head[k] > 0 ? dependent[k] + head[k] : 0;
    }
  }
  back->mask_hidden = drop(pass, net->rates.view, back->hidden, LABEL);
  apply(pass, (struct map){DM_NET_RELATION, DM_NET_RELATION_BIAS, back->hidden, LABEL, LABEL}, back->relation);
  for (size_t t = 0; t < pass->count; t++) {
    float *line = back->relation + t * RELATIONS;
    if (!pass->relation[t]) {
      memset(line, 0, RELATIONS * sizeof *line);
      continue;
    }
    loss->relation -= dm_dense_softmax(line, RELATIONS, pass->relation[t]);
    line[pass->relation[t]] -= 1;
  }
  apply_back(net, pass, (struct map){DM_NET_RELATION, DM_NET_RELATION_BIAS, back->hidden, LABEL, LABEL}, back->relation,
             back->hidden_gradient);
  scale_by(back->mask_hidden, back->hidden_gradient, (size_t)pass->count * LABEL);
  rectify_back(back->hidden, back->hidden_gradient, (size_t)pass->count * LABEL);
  for (size_t t = 0; t < pass->count; t++) {
    if (!pass->relation[t]) {
      continue;
    }
    const float *gradient = back->hidden_gradient + t * LABEL;
    add_to(back->heads + t * VIEWS + 2 * ARC, gradient, LABEL);
    add_to(back->heads + pass->head[t] * VIEWS + 2 * ARC + LABEL, gradient, LABEL);
  }
}

/// Steps for the rows that words of this batch have.
static void move_rows(struct dm_net *net, const struct pass *pass, const float *gradient)
{
  uint32_t *touched = DM_NEW(pass->arena, uint32_t, (size_t)pass->count * DM_PARSER_FEATURES + 1), count = 0;
  uint8_t *seen = DM_NEW(pass->arena, uint8_t, net->row_count);
  for (size_t i = 0; i < (size_t)pass->count * DM_PARSER_FEATURES; i++) {
    uint32_t row = pass->feature[i];
    if (row == DM_NONE) {
      continue;
    }
    add_to(net->row_gradient + (size_t)row * WIDTH, gradient + i / DM_PARSER_FEATURES * WIDTH, WIDTH);
    if (!seen[row]) {
      seen[row] = 1;
      touched[count++] = row;
    }
  }
  for (uint32_t i = 0; i < count; i++) {
    size_t at = (size_t)touched[i] * WIDTH;
    dm_adam_update(&net->adam, WIDTH, net->row + at, net->row_gradient + at, net->row_moment + 2 * at);
  }
}

static void backward(struct dm_net *net, struct pass *pass, struct back *back)
{
  size_t wide = (size_t)pass->count * WIDTH;
  apply_back(net, pass, (struct map){DM_NET_DISTANCE, -1, pass->pair, ARC, ARC}, back->distance, back->pair);
  apply_back(net, pass, (struct map){DM_NET_PAIR, DM_NET_PAIR_BIAS, pass->heads, VIEWS, ARC}, back->pair, back->heads);
  scale_by(pass->mask_heads, back->heads, (size_t)pass->count * VIEWS);
  for (size_t t = 0; t < pass->count; t++) {
    rectify_back(pass->heads + t * VIEWS, back->heads + t * VIEWS, 2 * ARC);
  }
  clear_between(pass, back->heads, VIEWS);
  float *stream = rows_new(pass, WIDTH);
  apply_back(net, pass, (struct map){DM_NET_VIEWS, DM_NET_VIEWS_BIAS, pass->stream[LAYERS + 1], WIDTH, WIDTH},
             back->heads, stream);
  for (int layer = LAYERS - 1; layer >= 0; layer--) {
    float *out = rows_new(pass, WIDTH), *gates = rows_new(pass, GATES);
    memcpy(out, stream, wide * sizeof *out);
    scale_by(pass->mask_layer[layer], out, wide);
    struct direction forward = direction_of(pass, layer, 1), backward = direction_of(pass, layer, -1);
    run_gates_back(&forward, out, gates);
    run_gates_back(&backward, out + HALF, gates + 3 * HALF);
    apply_back(net, pass,
               (struct map){DM_NET_GATES + layer, DM_NET_GATES_BIAS + layer, pass->stream[layer + 1], WIDTH, WIDTH},
               gates, stream);
  }
  float *conv = rows_new(pass, WIDTH);
  memcpy(conv, stream, wide * sizeof *conv);
  scale_by(pass->mask_conv, conv, wide);
  rectify_back(pass->conv, conv, wide);
  clear_between(pass, conv, WIDTH);
  apply_back(net, pass, (struct map){DM_NET_CONV, DM_NET_CONV_BIAS, pass->stream[0] - WIDTH, WIDTH, 3 * WIDTH}, conv,
             stream - WIDTH);
  scale_by(pass->mask_input, stream, wide);
  clear_between(pass, stream, WIDTH);
  apply_back(net, pass, (struct map){DM_NET_VECTOR, -1, pass->vector, VECTOR, VECTOR}, stream, NULL);
  move_rows(net, pass, stream);
  dm_adam_update(&net->adam, net->offset[DM_NET_PARTS], net->weight, net->gradient, net->moment);
}

void dm_net_learn(struct dm_net *net, const struct dm_example *example, uint32_t count, float rate,
                  struct dm_arena *scratch, struct dm_net_loss *loss)
{
  dm_arena_reset(scratch);
  struct pass pass = {.net = net, .chance = &net->chance, .arena = scratch};
  place(&pass, example, count);
  forward(&pass);
  struct back back = {
      .heads = rows_new(&pass, VIEWS), .pair = rows_new(&pass, ARC), .distance = rows_new(&pass, DISTANCES)};
  size_t base = 1;
  for (uint32_t s = 0; s < count; s++) {
    learn_arcs(&pass, &back, &example[s], base, loss);
    loss->words += example[s].count;
    base += example[s].count + 2;
  }
  dm_adam_next(&net->adam, rate);
  learn_labels(net, &pass, &back, loss);
  backward(net, &pass, &back);
}
