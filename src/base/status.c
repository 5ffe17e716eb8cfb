// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/status.h"

static const char *const words[] = {
#define DM_STATUS_WORDS(name, text) [name] = text,
    DM_STATUS_LIST(DM_STATUS_WORDS)
#undef DM_STATUS_WORDS
};

const char *dm_status_words(enum dm_status status) { return words[status]; }
