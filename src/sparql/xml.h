// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file xml.h  SPARQL Query Results XML Format (second edition): what results.c writes of it.
*/
#ifndef DM_SPARQL_XML_H
#define DM_SPARQL_XML_H

#include "base/buffer.h"
#include "graph/quad.h"

void dm_results_xml_begin(struct dm_buffer *out, const char *const *variables, size_t count);
/// Characters that XML 1.0 cannot hold become U+FFFD.
void dm_results_xml_row(struct dm_buffer *out, const char *const *variables, size_t count, const struct dm_term *row);
void dm_results_xml_end(struct dm_buffer *out);
void dm_results_xml_boolean(struct dm_buffer *out, bool value);

#endif
