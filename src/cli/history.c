// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/history.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool dm_history_path(struct dm_buffer *path)
{
  const char *state = getenv("XDG_STATE_HOME");
  const char *home = getenv("HOME");
  bool given = state && *state == '/'; // the specification: a relative one is to be ignored
  if (!given && !(home && *home == '/')) {
    return false;
  }
  dm_buffer_printf(path, "%s%s/demarche/history", given ? state : home, given ? "" : "/.local/state");
  return true;
}

/// Make the folders of a path, as `mkdir -p` does; those that cannot be made show when the file is opened.
static void make_folders(const char *path)
{
  struct dm_buffer folder = {0};
  for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    dm_buffer_clear(&folder);
    dm_buffer_add(&folder, path, (size_t)(slash - path));
    mkdir(dm_buffer_text(&folder), S_IRWXU);
  }
  dm_buffer_free(&folder);
}

FILE *dm_history_append(const char *path)
{
  make_folders(path);
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, S_IRUSR | S_IWUSR);
  struct stat about;
  if (file < 0) {
    return NULL;
  }
  bool regular = fstat(file, &about) == 0 && S_ISREG(about.st_mode);
  FILE *stream = regular && fchmod(file, S_IRUSR | S_IWUSR) == 0 ? fdopen(file, "a") : NULL;
  if (!stream) {
    close(file);
    return NULL;
  }
  fseek(stream, 0, SEEK_END);
  return stream;
}
