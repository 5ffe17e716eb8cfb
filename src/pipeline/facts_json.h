// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file facts_json.h  What was read from an article, as one JSON object: for pipes that want no RDF.
   Offsets are code points of the body, `[start,end)`.
*/
#ifndef DM_PIPELINE_FACTS_JSON_H
#define DM_PIPELINE_FACTS_JSON_H

#include "base/json.h"
#include "pipeline/pipeline.h"

/// Metadata, entities, positions, statements, demands with responses, dates; without a newline.
void dm_facts_json_write(const struct dm_result *result, struct dm_arena *arena, struct dm_buffer *out);
/// The layers of the text: paragraphs with their sentences, tokens with tag and mention; without a newline.
void dm_layers_json_write(const struct dm_result *result, struct dm_arena *arena, struct dm_buffer *out);

#endif
