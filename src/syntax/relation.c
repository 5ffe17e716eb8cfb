// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/relation.h"

#include <assert.h>
#include <string.h>

static const char *const names[DM_RELATION_COUNT] = {
#define DM_RELATION_NAME(name, text) text,
    DM_RELATION_LIST(DM_RELATION_NAME)
#undef DM_RELATION_NAME
};

const char *dm_relation_name(enum dm_relation relation)
{
  assert(relation < DM_RELATION_COUNT);
  return names[relation];
}

static enum dm_relation find(struct dm_span name)
{
  enum dm_relation relation = DM_RELATION_NONE;
  while (relation < DM_RELATION_COUNT && !dm_span_equal(name, dm_span_of(names[relation]))) {
    relation++;
  }
  return relation;
}

enum dm_relation dm_relation_named(struct dm_span name)
{
  enum dm_relation relation = find(name);
  const char *colon = relation == DM_RELATION_COUNT && name.size ? memchr(name.data, ':', name.size) : NULL;
  return colon ? find((struct dm_span){name.data, (size_t)(colon - name.data)}) : relation;
}
