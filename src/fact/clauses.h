// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file clauses.h  How far what is demanded, or said, goes.
*/
#ifndef DM_FACT_CLAUSES_H
#define DM_FACT_CLAUSES_H

#include "fact/party.h"

/// The end of the clause that begins at token `start`: before the reporter's background, another clause, or the end.
uint32_t dm_clause_end(const struct dm_scene *scene, uint32_t start);
/// The end of the noun phrase that begins at token `start`, with what belongs to it to the right.
uint32_t dm_phrase_end(const struct dm_scene *scene, uint32_t start);

#endif
