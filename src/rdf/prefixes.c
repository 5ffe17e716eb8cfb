// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "rdf/prefixes.h"

#include "base/table.h"

enum dm_status dm_prefixes_load(const struct dm_resources *resources, struct dm_arena *arena, struct dm_diag *diag,
                                struct dm_prefixes *out)
{
  struct dm_table table;
  struct dm_prefixes all = {0};
  DM_TRY(dm_table_open(resources, "schema/lexicon/prefixes.tsv", arena, diag, &table));
  while (dm_table_next(&table)) {
    if (table.field_count != 2 || !table.field[0].size || !table.field[1].size) {
      return dm_table_error(&table, diag, "a prefix and a namespace are wanted");
    }
    *DM_PUSH(arena, all.prefix, all.count, all.capacity) = (struct dm_prefix){table.field[0], table.field[1]};
  }
  *out = all;
  return DM_OK;
}

static bool is_name_byte(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_';
}

/// A part of PN_LOCAL (Turtle 1.1, grammar rule 168s): ASCII, no escape, no dot or hyphen at an end.
static bool is_plain_local(struct dm_span local)
{
  for (size_t i = 0; i < local.size; i++) {
    bool inner = i > 0 && i + 1 < local.size;
    if (!is_name_byte(local.data[i]) && !(inner && (local.data[i] == '-' || local.data[i] == '.'))) {
      return false;
    }
  }
  return true;
}

const struct dm_prefix *dm_prefixes_split(const struct dm_prefixes *prefixes, struct dm_span iri, struct dm_span *local)
{
  const struct dm_prefix *best = NULL;
  for (uint32_t i = 0; i < prefixes->count; i++) {
    const struct dm_prefix *prefix = &prefixes->prefix[i];
    if (!dm_span_starts(iri, prefix->iri) || (best && best->iri.size >= prefix->iri.size)) {
      continue;
    }
    struct dm_span rest = {iri.data + prefix->iri.size, iri.size - prefix->iri.size};
    if (is_plain_local(rest)) {
      best = prefix;
      *local = rest;
    }
  }
  return best;
}
