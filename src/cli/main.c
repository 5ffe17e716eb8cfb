// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/options.h"

#include "base/io.h"

#include <signal.h>

int main(int argc, char **argv)
{
  signal(SIGPIPE, SIG_IGN); // a closed pipe is an error of the write, which ends the command quietly
  struct dm_diag diag = {0};
  struct dm_options options;
  int code;
  if (dm_options_parse(argc, argv, &diag, &options, &code) == DM_OK) {
    code = dm_command_run(&options, &diag);
  }
  dm_options_free(&options);
  enum dm_status closed = dm_io_close(stdout, "standard output", &diag);
  return closed == DM_OK || closed == DM_SKIP ? code : DM_EXIT_CANNOT;
}
