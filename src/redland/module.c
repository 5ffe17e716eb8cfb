// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/redland.h"

#include <librdf.h>

void librdf_storage_module_register_factory(librdf_world *world);

/// What librdf looks for in a storage module.
void librdf_storage_module_register_factory(librdf_world *world) { dm_redland_register(world); }
