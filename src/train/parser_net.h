// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file parser_net.h  The parser's network in floating point: forward, backward, steps of Adam.
   What it computes is told in syntax/parser.h; at run time the same is done in integers.
*/
#ifndef DM_TRAIN_PARSER_NET_H
#define DM_TRAIN_PARSER_NET_H

#include "syntax/parser.h"
#include "train/dense.h"
#include "train/examples.h"

/// Matrices, [input × output] each, and biases: what they are in the array of weights.
enum dm_net_part {
  DM_NET_VECTOR,
  DM_NET_CONV, ///< rows before, at and after the word, one under the other
  DM_NET_VIEWS,
  DM_NET_PAIR,
  DM_NET_DISTANCE,
  DM_NET_RELATION,
  DM_NET_GATES, ///< then the next layer's
  DM_NET_CONV_BIAS = DM_NET_GATES + DM_PARSER_LAYERS,
  DM_NET_VIEWS_BIAS,
  DM_NET_PAIR_BIAS,
  DM_NET_RELATION_BIAS,
  DM_NET_GATES_BIAS, ///< then the next layer's
  DM_NET_PARTS = DM_NET_GATES_BIAS + DM_PARSER_LAYERS,
};

/// How likely something is left out in training.
struct dm_net_rates {
  float feature[DM_PARSER_FEATURES]; ///< a trained row of a word
  float vector;                      ///< its vector
  float input;                       ///< a value of a word
  float layer;                       ///< what a layer adds to it
  float view;                        ///< a value of a view
};

/// Negative logarithms of what the network gave to what was right, summed up.
struct dm_net_loss {
  double arc;
  double relation;
  uint64_t words;
};

struct dm_net {
  const struct dm_word_table *words;
  const uint16_t *word_row; ///< as in struct dm_parser
  struct dm_net_rates rates;
  size_t offset[DM_NET_PARTS + 1]; ///< of each part in `weight`
  float *weight, *gradient, *moment;
  uint32_t row_count;                     ///< R
  float *row, *row_gradient, *row_moment; ///< [R × D], moments twice
  struct dm_adam adam;
  struct dm_chance chance;
};

/// Inputs and outputs of a part; a bias has one input.
size_t dm_net_inner(int part);
size_t dm_net_columns(int part);
/// A network of weights by chance.  @param out  [in,out] words, word_row, row_count, rates and chance are given.
void dm_net_new(struct dm_net *out, struct dm_arena *arena);
/// One step, on some sentences.  @param scratch  Is reset.
void dm_net_learn(struct dm_net *net, const struct dm_example *example, uint32_t count, float rate,
                  struct dm_arena *scratch, struct dm_net_loss *loss);

#endif
