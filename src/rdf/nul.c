// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "rdf/nul.h"

#include <string.h>

enum { SHORT = 4, LONG = 8 }; // digits of `\u` and of `\U`

/// @return whether U+0000 ends here
static bool take_byte(struct dm_nul *nul, char c)
{
  if (nul->escaped) {
    nul->escaped = false;
    nul->digits = c == 'u' ? SHORT : (c == 'U' ? LONG : 0);
    return false;
  }
  if (nul->digits && c == '0') {
    return --nul->digits == 0;
  }
  nul->digits = 0;
  nul->escaped = c == '\\';
  return false;
}

/// As dm_nul_feed(), of U+0000 as an escape.
static size_t find_escape(struct dm_nul *nul, struct dm_span bytes)
{
  size_t at = 0;
  while (at < bytes.size) {
    if (!nul->escaped && !nul->digits) {
      const char *backslash = memchr(bytes.data + at, '\\', bytes.size - at);
      at = backslash ? (size_t)(backslash - bytes.data) : bytes.size;
    }
    if (at < bytes.size && take_byte(nul, bytes.data[at])) {
      return at;
    }
    at += at < bytes.size;
  }
  return at;
}

size_t dm_nul_feed(struct dm_nul *nul, struct dm_span bytes)
{
  const char *byte = bytes.size ? memchr(bytes.data, 0, bytes.size) : NULL;
  if (byte) {
    bytes.size = (size_t)(byte - bytes.data);
  }
  return find_escape(nul, bytes);
}
