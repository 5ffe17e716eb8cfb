// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file parser_score.h  How good a parser is on a treebank.
*/
#ifndef DM_TRAIN_PARSER_SCORE_H
#define DM_TRAIN_PARSER_SCORE_H

#include "train/examples.h"

/// Parse all sentences and print on one line: UAS, LAS (all words, relations with subtypes), and of what hangs on verbs of
/// saying and demanding, F1 of `nsubj` and `ccomp`.
void dm_parser_score(const struct dm_parser *parser, const struct dm_examples *examples, const char *name);

#endif
