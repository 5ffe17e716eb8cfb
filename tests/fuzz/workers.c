// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// What comes from a worker that has gone wrong: any bytes in the place of its reply.  The run ends, and each record comes
// to one answer.
#include "fuzz.h"

#include "pipeline/workers.h"

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

enum { DESCRIPTORS = 64 };

/// The worker's: write the input to its socket in the place of an answer, and end.
static enum dm_status work(void *context, const struct dm_record *record, struct dm_diag *diag,
                           struct dm_buffer *answer)
{
  (void)record;
  (void)diag;
  (void)answer;
  const struct dm_span *bytes = context;
  for (int fd = 3; fd < DESCRIPTORS; fd++) {
    int type;
    socklen_t size = sizeof type;
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0) {
      ssize_t put = write(fd, bytes->data, bytes->size);
      _exit(put < 0);
    }
  }
  _exit(1);
}

static enum dm_status take(void *context, enum dm_status status, struct dm_span answer)
{
  unsigned *taken = context;
  uint64_t sum = 0;
  for (size_t i = 0; i < answer.size; i++) {
    sum += (unsigned char)answer.data[i];
  }
  FUZZ_CHECK(status == DM_OK || (answer.size == 0 && sum == 0));
  ++*taken;
  return DM_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span bytes = fuzz_span(data, size);
  struct dm_diag diag = fuzz_diag();
  struct dm_source *source;
  unsigned taken = 0;
  signal(SIGPIPE, SIG_IGN); // as main() does
  uint64_t failed = 0;
  char path[32];
  int fd = fuzz_file(DM_LITERAL("{\"text\":\"a\"}\n{\"text\":\"b\"}\n"), path);
  const char *paths[] = {path};
  FUZZ_CHECK(dm_source_open(paths, 1, &diag, &source) == DM_OK);
  struct dm_workers workers = {
      .count = 1, .limit = 10, .work = work, .work_context = &bytes, .take = take, .take_context = &taken};
  FUZZ_CHECK(dm_workers_run(&workers, source, &diag, &failed) == DM_OK);
  FUZZ_CHECK(taken == 2 && failed <= 2);
  dm_source_free(source);
  close(fd);
  return 0;
}
