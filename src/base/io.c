// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "base/io.h"

#include "base/buffer.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

enum dm_status dm_io_read_file(const char *path, struct dm_arena *arena, struct dm_diag *diag, struct dm_span *out)
{
  FILE *file = fopen(path, "rb");
  if (!file) {
    dm_diag_error(diag, "cannot open %s: %s", path, strerror(errno));
    return DM_ERR_IO;
  }
  struct dm_buffer all = {0};
  size_t got;
  while ((got = fread(dm_buffer_reserve(&all, CHUNK), 1, CHUNK, file)) > 0) {
    all.size += got;
  }
  bool failed = ferror(file);
  int why = errno;
  fclose(file);
  if (failed) {
    dm_diag_error(diag, "cannot read %s: %s", path, strerror(why));
  } else {
    *out = (struct dm_span){dm_arena_copy(arena, all.data, all.size), all.size};
  }
  dm_buffer_free(&all);
  return failed ? DM_ERR_IO : DM_OK;
}

/// An earlier write has failed, its errno is gone: a pipe without a reader still tells.
static bool has_no_reader(FILE *stream)
{
  struct pollfd look = {.fd = fileno(stream), .events = POLLOUT};
  return poll(&look, 1, 0) == 1 && (look.revents & POLLERR) != 0;
}

enum dm_status dm_io_close(FILE *stream, const char *name, struct dm_diag *diag)
{
  errno = 0;
  int failed = ferror(stream) | fflush(stream);
  int why = failed && !errno && has_no_reader(stream) ? EPIPE : errno;
  if (stream != stdout && fclose(stream) != 0) {
    failed = 1;
    why = errno;
  }
  if (!failed) {
    return DM_OK;
  }
  if (why == EPIPE) {
    return DM_SKIP;
  }
  dm_diag_error(diag, "cannot write %s: %s", name, why ? strerror(why) : "an earlier write failed");
  return DM_ERR_IO;
}

size_t dm_io_columns(FILE *stream)
{
  struct winsize size;
  bool terminal = isatty(fileno(stream)) && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0;
  return terminal ? size.ws_col : 0;
}
