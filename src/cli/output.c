// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/output.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "base/io.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum dm_status fail(const char *path, struct dm_diag *diag)
{
  dm_diag_error(diag, "cannot write %s: %s", path, strerror(errno));
  return DM_ERR_IO;
}

/// A file beside the one that is to be, with the rights that one would get.
static enum dm_status open_beside(const char *path, struct dm_diag *diag, struct dm_output *out)
{
  struct dm_buffer name = {0};
  dm_buffer_printf(&name, "%s.XXXXXX", path);
  out->temporary = dm_strndup(name.data, name.size);
  dm_buffer_free(&name);
  int descriptor = mkstemp(out->temporary);
  if (descriptor < 0) {
    enum dm_status status = fail(path, diag);
    free(out->temporary);
    return status;
  }
  mode_t mask = umask(0);
  umask(mask);
  fchmod(descriptor, 0666 & ~mask);
  out->stream = fdopen(descriptor, "wb");
  if (!out->stream) {
    dm_fail("out of memory");
  }
  return DM_OK;
}

enum dm_status dm_output_open(const char *path, struct dm_diag *diag, struct dm_output *out)
{
  struct stat about;
  *out = (struct dm_output){.stream = stdout};
  if (!path || strcmp(path, "-") == 0) {
    return DM_OK;
  }
  out->path = path;
  if (stat(path, &about) != 0 || S_ISREG(about.st_mode)) {
    return open_beside(path, diag, out);
  }
  out->stream = fopen(path, "wb"); // a device or a pipe cannot be put in place
  return out->stream ? DM_OK : fail(path, diag);
}

enum dm_status dm_output_close(struct dm_output *output, enum dm_status status, struct dm_diag *diag)
{
  if (!output->path) {
    return ferror(output->stream) ? DM_OK : status;
  }
  bool lost = ferror(output->stream) != 0;
  bool synced = !output->temporary || lost || (fflush(output->stream) == 0 && fsync(fileno(output->stream)) == 0);
  int why = errno;
  enum dm_status closed = dm_io_close(output->stream, output->path, diag);
  if (closed == DM_OK && !synced) {
    errno = why;
    closed = fail(output->path, diag);
  }
  status = status == DM_OK ? closed : status;
  if (output->temporary && status == DM_OK && rename(output->temporary, output->path) != 0) {
    status = fail(output->path, diag);
  }
  if (output->temporary && status != DM_OK) {
    unlink(output->temporary);
  }
  free(output->temporary);
  output->temporary = NULL;
  return status;
}
