// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "chance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
uint64_t chance_bits(struct chance *chance)
{
  uint64_t x = chance->state += 0x9e3779b97f4a7c15u;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

uint32_t chance_below(struct chance *chance, uint32_t n) { return (uint32_t)((chance_bits(chance) >> 32) * n >> 32); }

double chance_part(struct chance *chance) { return (double)(chance_bits(chance) >> 11) / 9007199254740992.0; }

void zipf_init(struct zipf *zipf, uint32_t count)
{
  double sum = 0;
  zipf->count = count;
  zipf->sum = malloc(count * sizeof *zipf->sum);
  if (!zipf->sum) {
    abort();
  }
  for (uint32_t i = 0; i < count; i++) {
    zipf->sum[i] = sum += 1.0 / (i + 1);
  }
}

void zipf_free(struct zipf *zipf) { free(zipf->sum); }

uint32_t zipf_draw(const struct zipf *zipf, struct chance *chance)
{
  double at = chance_part(chance) * zipf->sum[zipf->count - 1];
  uint32_t low = 0;
  uint32_t high = zipf->count - 1;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (zipf->sum[middle] > at) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

size_t chance_word(uint32_t number, char *out, size_t size)
{
  static const char first[] = "bdfghjklmnprstvz";
  static const char vowel[] = "aeiou";
  char text[32] = "";
  size_t length = 0;
  uint32_t rest = number + 80; // two syllables at least
  while (rest && length + 3 < sizeof text) {
    text[length++] = first[rest % 16];
    text[length++] = vowel[rest / 16 % 5];
    rest /= 80;
  }
  return (size_t)snprintf(out, size, "%.*s", (int)length, text);
}
