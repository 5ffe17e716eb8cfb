// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/json.h"

#include "base/utf8.h"

static void begin_value(struct dm_json *json)
{
  if (json->comma) {
    dm_buffer_add_byte(json->out, ',');
  }
  json->comma = true;
}

void dm_json_open(struct dm_json *json, char bracket)
{
  begin_value(json);
  dm_buffer_add_byte(json->out, bracket);
  json->comma = false;
}

void dm_json_close(struct dm_json *json, char bracket)
{
  dm_buffer_add_byte(json->out, bracket);
  json->comma = true;
}

/// Whether a byte of ASCII is written as it is.
static bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

static void add_escaped(struct dm_buffer *out, unsigned char c)
{
  static const char escapes[] = {
      ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'};
  if (escapes[c]) {
    dm_buffer_add_byte(out, '\\');
    dm_buffer_add_byte(out, escapes[c]);
  } else {
    dm_buffer_printf(out, "\\u%04x", c);
  }
}

static void add_quoted(struct dm_buffer *out, struct dm_span text)
{
  dm_buffer_add_byte(out, '"');
  size_t at = 0;
  while (at < text.size) {
    size_t start = at;
    while (at < text.size && is_plain((unsigned char)text.data[at])) {
      at++;
    }
    dm_buffer_add(out, text.data + start, at - start);
    if (at == text.size) {
      break;
    }
    uint32_t code;
    size_t size = dm_utf8_decode(text, at, &code);
    if (code == DM_UTF8_BAD) {
      dm_buffer_add_text(out, "\xef\xbf\xbd");
    } else if (code < 0x80) {
      add_escaped(out, (unsigned char)code);
    } else {
      dm_buffer_add(out, text.data + at, size);
    }
    at += size;
  }
  dm_buffer_add_byte(out, '"');
}

void dm_json_key(struct dm_json *json, const char *key)
{
  begin_value(json);
  add_quoted(json->out, dm_span_of(key));
  dm_buffer_add_byte(json->out, ':');
  json->comma = false;
}

void dm_json_string(struct dm_json *json, struct dm_span value)
{
  begin_value(json);
  add_quoted(json->out, value);
}

void dm_json_uint(struct dm_json *json, uint64_t value)
{
  begin_value(json);
  dm_buffer_add_number(json->out, value);
}

void dm_json_bool(struct dm_json *json, bool value)
{
  begin_value(json);
  dm_buffer_add_text(json->out, value ? "true" : "false");
}

void dm_json_null(struct dm_json *json)
{
  begin_value(json);
  dm_buffer_add_text(json->out, "null");
}

void dm_json_member(struct dm_json *json, const char *key, struct dm_span value)
{
  if (value.size) {
    dm_json_key(json, key);
    dm_json_string(json, value);
  }
}

void dm_json_member_uint(struct dm_json *json, const char *key, uint64_t value)
{
  dm_json_key(json, key);
  dm_json_uint(json, value);
}
