// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/interrupt.h"
#include "cli/options.h"

#include "base/fail.h"
#include "base/io.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/// A standard stream that is closed would be the number of the next file opened, a store's even: so that messages would
/// go into it.  In its place comes what can be neither read nor written.
static void fill_closed_streams(void)
{
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
    if (fcntl(stream, F_GETFD) < 0) {
      int wrong_way = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
      if (wrong_way != stream) {
        _exit(DM_EXIT_CANNOT);
      }
    }
  }
}

static void settle_signals(void)
{
  signal(SIGPIPE, SIG_IGN); // a closed pipe is an error of the write, which ends the command quietly
  signal(SIGXFSZ, SIG_IGN); // a file as large as it may be is one, too
  dm_fail_catch_faults();
}

int main(int argc, char **argv)
{
  fill_closed_streams();
  settle_signals();
  struct dm_diag diag = {0};
  struct dm_options options;
  int code;
  if (dm_options_parse(argc, argv, &diag, &options, &code) == DM_OK) {
    code = dm_command_run(&options, &diag);
  }
  dm_options_free(&options);
  enum dm_status closed = dm_io_close(stdout, "standard output", &diag);
  dm_interrupt_end();
  return closed == DM_OK || closed == DM_SKIP ? code : DM_EXIT_CANNOT;
}
