// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/options.h"

const struct dm_command dm_commands[] = {
    {0},
};
