// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// A command line, one argument a line: it is a command with options, or the exit code tells that it is none.
#include "fuzz.h"

#include "cli/option_table.h"
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS = 64 };

/// Help goes nowhere; usage with no command goes to standard error, and is not asked for.
static void close_output(void)
{
  static bool closed;
  if (!closed) {
    FUZZ_CHECK(freopen("/dev/null", "w", stdout));
    closed = true;
  }
}

static void check_options(const struct dm_options *options, int argc, char **argv)
{
  FUZZ_CHECK(options->command && strcmp(options->command->name, argv[1]) == 0);
  FUZZ_CHECK(options->jobs >= 1 && options->store && options->base);
  FUZZ_CHECK(options->operand.count + options->data.count + options->named.count <= (size_t)argc - 2);
  FUZZ_CHECK(dm_options_base(options).size <= strlen(options->base));
  for (size_t i = 0; i < options->operand.count; i++) {
    FUZZ_CHECK(strlen(options->operand.text[i]) <= 1 << 16);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span rest = fuzz_span(data, size);
  char *argv[ARGUMENTS + 1] = {fuzz_text(DM_LITERAL("demarche"))};
  char *owned[ARGUMENTS + 1];
  int argc = 1;
  close_output();
  while (rest.size && argc < ARGUMENTS) {
    argv[argc++] = fuzz_text(fuzz_until(&rest, '\n'));
  }
  memcpy(owned, argv, sizeof owned); // parsing changes the order
  if (argc > 1) {
    struct dm_diag diag = fuzz_diag();
    struct dm_options options;
    int exit_code = -1;
    enum dm_status status = dm_options_parse(argc, argv, &diag, &options, &exit_code);
    FUZZ_CHECK(status == DM_OK || status == DM_SKIP);
    FUZZ_CHECK(status == DM_OK || exit_code == DM_EXIT_DONE || exit_code == DM_EXIT_CANNOT);
    FUZZ_CHECK(status == DM_OK || (exit_code == DM_EXIT_DONE) == (diag.errors == 0));
    if (status == DM_OK) {
      check_options(&options, argc, argv);
    }
    dm_options_free(&options);
  }
  for (int i = 0; i < argc; i++) {
    free(owned[i]);
  }
  return 0;
}
