// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file chance.h  Chance that is the same on every machine: what the generators draw from.
*/
#ifndef DM_BENCH_CHANCE_H
#define DM_BENCH_CHANCE_H

#include <stddef.h>
#include <stdint.h>

struct chance {
  uint64_t state; ///< the seed, at first
};

uint64_t chance_bits(struct chance *chance);
/// 0 to `n` - 1
uint32_t chance_below(struct chance *chance, uint32_t n);
/// [0, 1)
double chance_part(struct chance *chance);

/// Ranks 0 to `count` - 1, the r-th with weight 1 / (r + 1).
struct zipf {
  uint32_t count;
  double *sum; ///< [count]
};

void zipf_init(struct zipf *zipf, uint32_t count);
void zipf_free(struct zipf *zipf);
uint32_t zipf_draw(const struct zipf *zipf, struct chance *chance);

/// A word that can be pronounced; one of its own for each `number`, which is the same always.  @return its length
size_t chance_word(uint32_t number, char *out, size_t size);

#endif
