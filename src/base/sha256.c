// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/hash.h"

#include <string.h>

/*
 * SHA-256 (FIPS 180-4, section 6.2).  Not libmd's: its MD5Init() and the like take the place of those of libmhash, which
 * rasqal computes MD5() with, and whose contexts are of another size.
 */

enum { BLOCK = 64, ROUNDS = 64, WORDS = 8, LENGTH_BYTES = 8 };

static const uint32_t round_constant[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, unsigned bits) { return x >> bits | x << (32 - bits); }

static void schedule(const unsigned char *block, uint32_t out[ROUNDS])
{
  for (int i = 0; i < 16; i++) {
    const unsigned char *p = block + 4 * (ptrdiff_t)i;
    out[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
  }
  for (int i = 16; i < ROUNDS; i++) {
    uint32_t s0 = rotate(out[i - 15], 7) ^ rotate(out[i - 15], 18) ^ out[i - 15] >> 3;
    uint32_t s1 = rotate(out[i - 2], 17) ^ rotate(out[i - 2], 19) ^ out[i - 2] >> 10;
    out[i] = out[i - 16] + s0 + out[i - 7] + s1;
  }
}

/// A round on `v`, which is a to h from place `i` down: turned, not moved.
static inline void do_round(uint32_t v[WORDS], int i, uint32_t added)
{
  uint32_t a = v[(0 - i) & 7];
  uint32_t b = v[(1 - i) & 7];
  uint32_t e = v[(4 - i) & 7];
  uint32_t s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
  uint32_t choice = (e & v[(5 - i) & 7]) ^ (~e & v[(6 - i) & 7]);
  uint32_t first = v[(7 - i) & 7] + s1 + choice + added;
  uint32_t s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
  uint32_t majority = (a & b) ^ (a & v[(2 - i) & 7]) ^ (b & v[(2 - i) & 7]);
  v[(3 - i) & 7] += first;
  v[(7 - i) & 7] = first + s0 + majority;
}

static void compress(uint32_t state[WORDS], const unsigned char *block)
{
  uint32_t w[ROUNDS];
  uint32_t v[WORDS]; // a to h
  schedule(block, w);
  memcpy(v, state, sizeof v);
  for (int i = 0; i < ROUNDS; i += WORDS) { // unrolled, so that the places in `v` are known
    do_round(v, 0, round_constant[i] + w[i]);
    do_round(v, 1, round_constant[i + 1] + w[i + 1]);
    do_round(v, 2, round_constant[i + 2] + w[i + 2]);
    do_round(v, 3, round_constant[i + 3] + w[i + 3]);
    do_round(v, 4, round_constant[i + 4] + w[i + 4]);
    do_round(v, 5, round_constant[i + 5] + w[i + 5]);
    do_round(v, 6, round_constant[i + 6] + w[i + 6]);
    do_round(v, 7, round_constant[i + 7] + w[i + 7]);
  }
  for (int i = 0; i < WORDS; i++) {
    state[i] += v[i];
  }
}

/// What is left of the text, a 1 bit, zeros, and how long the text was.
static void finish(uint32_t state[WORDS], struct dm_span rest, uint64_t bits)
{
  unsigned char last[2 * BLOCK] = {0};
  size_t size = rest.size + 1 + LENGTH_BYTES <= BLOCK ? BLOCK : 2 * BLOCK;
  if (rest.size) {
    memcpy(last, rest.data, rest.size);
  }
  last[rest.size] = 0x80;
  for (size_t i = 0; i < LENGTH_BYTES; i++) {
    last[size - 1 - i] = (unsigned char)(bits >> (8 * i));
  }
  for (size_t at = 0; at < size; at += BLOCK) {
    compress(state, last + at);
  }
}

void dm_sha256_hex(struct dm_span bytes, char out[DM_SHA256_HEX + 1])
{
  uint32_t state[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                           0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  struct dm_span rest = bytes;
  for (; rest.size >= BLOCK; rest.data += BLOCK, rest.size -= BLOCK) {
    compress(state, (const unsigned char *)rest.data);
  }
  finish(state, rest, (uint64_t)bytes.size * 8);
  for (int i = 0; i < DM_SHA256_HEX; i++) {
    out[i] = "0123456789abcdef"[state[i / 8] >> (28 - 4 * (i % 8)) & 15];
  }
  out[DM_SHA256_HEX] = '\0';
}
