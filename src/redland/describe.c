// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/describe.h"

#include "redland/idmap.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The text. */

static bool is_word_byte(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

/// Where the token at `at` ends: an IRI, a comment, a name with its colon, a word with its `?`, or one byte.
static size_t token_end(struct dm_span text, size_t at)
{
  size_t end = at + 1;
  if (text.data[at] == '<' || text.data[at] == '#') {
    char last = text.data[at] == '<' ? '>' : '\n';
    while (end < text.size && text.data[end - 1] != last) {
      end++;
    }
    return end;
  }
  bool name = is_word_byte(text.data[at]) || strchr("?$:", text.data[at]);
  while (name && end < text.size && (is_word_byte(text.data[end]) || strchr(":-.%", text.data[end]))) {
    end++;
  }
  return end;
}

static bool is_keyword(struct dm_span token, const char *word)
{
  return token.size == strlen(word) && strncasecmp(token.data, word, token.size) == 0;
}

static bool begins_where(struct dm_span token)
{
  return is_keyword(token, "WHERE") || is_keyword(token, "FROM") || token.data[0] == '{';
}

bool dm_describe_select(struct dm_span text, struct dm_buffer *out)
{
  bool listing = false;
  bool found = false;
  size_t at = 0;
  while (at < text.size) {
    size_t end = token_end(text, at);
    struct dm_span token = {text.data + at, end - at};
    if (listing && begins_where(token)) {
      break;
    }
    if (!listing && is_keyword(token, "DESCRIBE")) {
      dm_buffer_add_text(out, "SELECT");
      listing = true;
    } else if (!listing) {
      dm_buffer_add_span(out, token);
    } else if (strchr("?$*", token.data[0])) {
      dm_buffer_add_byte(out, ' ');
      dm_buffer_add_span(out, token);
      found = true;
    } else if (token.data[0] == '\n' || token.data[0] == '#') {
      dm_buffer_add_byte(out, '\n');
    }
    at = end;
  }
  dm_buffer_add_byte(out, ' ');
  dm_buffer_add_span(out, (struct dm_span){text.data + at, text.size - at});
  return found && at < text.size;
}

/* The description. */

static enum dm_status term_of(const struct dm_dataset *dataset, dm_id id, struct dm_arena *arena, struct dm_term *out)
{
  return dm_snapshot_term(dataset->snapshot, id, arena, out);
}

static enum dm_status add_about(const struct dm_dataset *dataset, dm_id subject, struct dm_arena *arena,
                                struct dm_quads *out, struct dm_buffer *blanks)
{
  struct dm_id_quad pattern = {.subject = subject};
  struct dm_id_quad found;
  struct dm_walk *walk;
  enum dm_status status = DM_OK;
  DM_TRY(dm_walk_new(dataset, &pattern, NULL, &walk));
  while (status == DM_OK && dm_walk_next(walk, &found)) {
    struct dm_quad *quad = DM_PUSH(arena, out->quad, out->count, out->capacity);
    status = term_of(dataset, found.subject, arena, &quad->subject);
    status = status == DM_OK ? term_of(dataset, found.predicate, arena, &quad->predicate) : status;
    status = status == DM_OK ? term_of(dataset, found.object, arena, &quad->object) : status;
    if (quad->object.kind == DM_TERM_BLANK) {
      dm_buffer_add(blanks, &found.object, sizeof found.object);
    }
  }
  dm_walk_free(walk);
  return status;
}

enum dm_status dm_describe_resource(const struct dm_dataset *dataset, dm_id resource, struct dm_idmap *seen,
                                    struct dm_arena *arena, struct dm_quads *out)
{
  struct dm_buffer stack = {0};
  enum dm_status status = DM_OK;
  dm_buffer_add(&stack, &resource, sizeof resource);
  while (status == DM_OK && stack.size) {
    dm_id next;
    stack.size -= sizeof next;
    memcpy(&next, stack.data + stack.size, sizeof next);
    if (next != DM_ID_NONE && !dm_idmap_get(seen, next)) {
      dm_idmap_put(seen, next, 1);
      status = add_about(dataset, next, arena, out, &stack);
    }
  }
  dm_buffer_free(&stack);
  return status;
}
