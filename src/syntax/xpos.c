// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/xpos.h"

static const char *const names[] = {
#define DM_XPOS_TEXT(name, text) text,
    DM_XPOS_LIST(DM_XPOS_TEXT)
#undef DM_XPOS_TEXT
};

const char *dm_xpos_name(enum dm_xpos xpos) { return names[xpos]; }

enum dm_xpos dm_xpos_named(struct dm_span name)
{
  int xpos = 0;
  while (xpos < DM_XPOS_COUNT && !dm_span_equal(name, dm_span_of(names[xpos]))) {
    xpos++;
  }
  return (enum dm_xpos)xpos;
}
