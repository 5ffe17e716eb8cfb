// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "rdf/reader.h"

#include <string.h>

struct row {
  const char *text;
  enum dm_rdf_format format;
};

static const struct row names[] = {
    {"turtle", DM_RDF_TURTLE}, {"ttl", DM_RDF_TURTLE},        {"trig", DM_RDF_TRIG},   {"nquads", DM_RDF_NQUADS},
    {"nq", DM_RDF_NQUADS},     {"ntriples", DM_RDF_NTRIPLES}, {"nt", DM_RDF_NTRIPLES}, {"rdfxml", DM_RDF_RDFXML},
};
static const struct row endings[] = {
    {".ttl", DM_RDF_TURTLE},    {".turtle", DM_RDF_TURTLE}, {".trig", DM_RDF_TRIG},         {".nq", DM_RDF_NQUADS},
    {".nquads", DM_RDF_NQUADS}, {".nt", DM_RDF_NTRIPLES},   {".ntriples", DM_RDF_NTRIPLES}, {".rdf", DM_RDF_RDFXML},
    {".owl", DM_RDF_RDFXML},    {".xml", DM_RDF_RDFXML},
};

enum dm_status dm_rdf_format_named(const char *name, enum dm_rdf_format *out)
{
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(names[i].text, name) == 0) {
      *out = names[i].format;
      return DM_OK;
    }
  }
  return DM_SKIP;
}

enum dm_status dm_rdf_format_of_path(const char *path, enum dm_rdf_format *out)
{
  struct dm_span stem = dm_span_of(path);
  if (dm_span_ends(stem, DM_LITERAL(".gz"))) {
    stem.size -= 3;
  }
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    if (dm_span_ends(stem, dm_span_of(endings[i].text))) {
      *out = endings[i].format;
      return DM_OK;
    }
  }
  return DM_SKIP;
}
