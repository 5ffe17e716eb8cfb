// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/loading.h"

#include "base/buffer.h"
#include "rdf/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct adder {
  struct dm_change *change;
  struct dm_term graph; ///< of what has none
};

static enum dm_status add_quad(void *context, const struct dm_quad *quad)
{
  struct adder *adder = context;
  struct dm_quad added = *quad;
  if (added.graph.kind == DM_TERM_NONE) {
    added.graph = adder->graph;
  }
  return dm_change_add(adder->change, &added);
}

/// The file's URL, which relative IRIs go by.
static void make_url(const char *path, struct dm_buffer *out)
{
  char *whole = realpath(path, NULL);
  dm_buffer_add_text(out, "file://");
  for (const char *c = whole ? whole : "/"; *c; c++) {
    if (strchr(" \"<>\\^`{|}%#?", *c) || (unsigned char)*c < 0x20) {
      dm_buffer_printf(out, "%%%02X", (unsigned)(unsigned char)*c);
    } else {
      dm_buffer_add_byte(out, *c);
    }
  }
  free(whole);
}

static enum dm_status open_file(const char *path, struct dm_diag *diag, enum dm_rdf_format *format, FILE **out)
{
  if (strcmp(path, "-") == 0) {
    *format = DM_RDF_NQUADS;
    *out = stdin;
    return DM_OK;
  }
  if (dm_rdf_format_of_path(path, format) != DM_OK) {
    dm_diag_error(diag, "%s: the name does not tell the format: .nq, .nt, .trig, .ttl or .rdf", path);
    return DM_ERR_FORMAT;
  }
  *out = fopen(path, "rb");
  if (!*out) {
    dm_diag_error(diag, "cannot open %s: %s", path, strerror(errno));
    return DM_ERR_IO;
  }
  return DM_OK;
}

enum dm_status dm_loading_file(struct dm_change *change, const char *path, const char *graph, struct dm_diag *diag)
{
  struct adder adder = {.change = change};
  enum dm_rdf_format format;
  FILE *file;
  DM_TRY(open_file(path, diag, &format, &file));
  if (graph) {
    adder.graph = dm_term_iri(dm_span_of(graph));
  }
  struct dm_buffer url = {0};
  make_url(path, &url);
  diag->file = path;
  enum dm_status status = dm_rdf_read(file, format, dm_buffer_span(&url), add_quad, &adder, diag);
  diag->file = NULL;
  dm_buffer_free(&url);
  if (file != stdin) {
    fclose(file);
  }
  return status;
}
