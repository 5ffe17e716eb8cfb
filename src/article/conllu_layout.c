// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/conllu_layout.h"

#include <string.h>

static struct dm_span line_at(struct dm_span bytes, size_t at)
{
  const char *end = memchr(bytes.data + at, '\n', bytes.size - at);
  return (struct dm_span){bytes.data + at, end ? (size_t)(end - bytes.data) - at : bytes.size - at};
}

static bool begins_document(struct dm_span line)
{
  struct dm_span mark = DM_LITERAL("newdoc");
  if (line.size == 0 || line.data[0] != '#') {
    return false;
  }
  struct dm_span comment = dm_span_trim((struct dm_span){line.data + 1, line.size - 1});
  return dm_span_starts(comment, mark) && (comment.size == mark.size || strchr(" \t=", comment.data[mark.size]));
}

size_t dm_conllu_document_end(struct dm_span bytes, size_t at)
{
  size_t sentence = at; // where the sentence that is passed begins
  bool first = true;
  while (at < bytes.size) {
    struct dm_span line = line_at(bytes, at);
    at += line.size + 1;
    if (dm_span_trim(line).size == 0) {
      first = false;
      sentence = at;
    } else if (!first && begins_document(line)) {
      return sentence;
    }
  }
  return bytes.size;
}
