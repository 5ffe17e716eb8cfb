// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/loading.h"

#include "base/buffer.h"
#include "cli/progress.h"
#include "rdf/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { QUADS_A_TELL = 256 }; ///< reading a clock for each would take time

struct adder {
  struct dm_change *change;
  struct dm_term graph;          ///< of what has none
  FILE *file;                    ///< that is being read
  struct dm_progress *progress;  ///< or NULL
  uint64_t quads, passed, whole; ///< taken; bytes of the files before, and of all
};

static void tell(struct adder *adder)
{
  off_t at = adder->whole ? ftello(adder->file) : 0;
  dm_progress_tell(adder->progress, adder->quads, adder->passed + (at > 0 ? (uint64_t)at : 0), adder->whole);
}

static enum dm_status add_quad(void *context, const struct dm_quad *quad)
{
  struct adder *adder = context;
  struct dm_quad added = *quad;
  if (added.graph.kind == DM_TERM_NONE) {
    added.graph = adder->graph;
  }
  if (++adder->quads % QUADS_A_TELL == 0 && adder->progress) {
    tell(adder);
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

static enum dm_status load_file(struct adder *adder, const char *path, struct dm_diag *diag)
{
  enum dm_rdf_format format;
  DM_TRY(open_file(path, diag, &format, &adder->file));
  struct dm_buffer url = {0};
  make_url(path, &url);
  diag->file = path;
  enum dm_status status = dm_rdf_read(adder->file, format, dm_buffer_span(&url), add_quad, adder, diag);
  diag->file = NULL;
  dm_buffer_free(&url);
  if (adder->file != stdin) {
    fclose(adder->file);
  }
  return status;
}

enum dm_status dm_loading_file(struct dm_change *change, const char *path, const char *graph, struct dm_diag *diag)
{
  struct adder adder = {.change = change};
  if (graph) {
    adder.graph = dm_term_iri(dm_span_of(graph));
  }
  return load_file(&adder, path, diag);
}

/// Bytes of a file; 0 of anything else.
static uint64_t size_of(const char *path)
{
  struct stat about;
  return strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0;
}

/// Bytes of all files; 0 if one is standard input.
static uint64_t sum_sizes(const struct dm_list *paths)
{
  uint64_t sum = 0;
  for (size_t i = 0; i < paths->count; i++) {
    if (strcmp(paths->text[i], "-") == 0) {
      return 0;
    }
    sum += size_of(paths->text[i]);
  }
  return sum;
}

enum dm_status dm_loading_files(struct dm_change *change, const struct dm_options *options, struct dm_diag *diag)
{
  struct dm_progress progress;
  struct adder adder = {.change = change, .progress = &progress, .whole = sum_sizes(&options->operand)};
  enum dm_status status = DM_OK;
  dm_progress_begin(&progress, options, "quads", false, diag);
  for (size_t i = 0; i < options->operand.count && status == DM_OK; i++) {
    status = load_file(&adder, options->operand.text[i], diag);
    adder.passed += size_of(options->operand.text[i]);
  }
  dm_progress_tell(&progress, adder.quads, adder.passed, adder.whole);
  dm_progress_end(&progress);
  return status;
}
