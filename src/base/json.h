// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file json.h  JSON out, into a buffer (RFC 8259).  Invalid UTF-8 becomes U+FFFD.
*/
#ifndef DM_BASE_JSON_H
#define DM_BASE_JSON_H

#include "base/buffer.h"

/// Writes values with the commas between them.  Start with {.out = &buffer}.
struct dm_json {
  struct dm_buffer *out;
  bool comma; ///< a value stands before the next one
};

void dm_json_open(struct dm_json *json, char bracket);  ///< '{' or '['
void dm_json_close(struct dm_json *json, char bracket); ///< '}' or ']'
void dm_json_key(struct dm_json *json, const char *key);
void dm_json_string(struct dm_json *json, struct dm_span value);
void dm_json_uint(struct dm_json *json, uint64_t value);
void dm_json_bool(struct dm_json *json, bool value);
void dm_json_null(struct dm_json *json);
/// key and string; nothing if `value` is empty
void dm_json_member(struct dm_json *json, const char *key, struct dm_span value);
void dm_json_member_uint(struct dm_json *json, const char *key, uint64_t value);

#endif
