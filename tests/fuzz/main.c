// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Runs a target over files, and the files of folders, that the command line names: what libFuzzer does, without it.
#ifndef DM_LIBFUZZER // which has a main() of its own
#include "fuzz.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static unsigned runs;

static void run_file(const char *path)
{
  FILE *file = fopen(path, "rb");
  FUZZ_CHECK(file);
  FUZZ_CHECK(fseek(file, 0, SEEK_END) == 0);
  long size = ftell(file);
  FUZZ_CHECK(size >= 0);
  rewind(file);
  uint8_t *bytes = malloc((size_t)size + (size == 0)); // of its own size, so that sanitizers see overruns
  FUZZ_CHECK(bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size);
  fclose(file);
  LLVMFuzzerTestOneInput(bytes, (size_t)size);
  free(bytes);
  runs++;
}

static int is_shown(const struct dirent *entry) { return entry->d_name[0] != '.'; }

static void run_path(const char *path)
{
  struct stat about;
  struct dirent **entry;
  FUZZ_CHECK(stat(path, &about) == 0);
  if (!S_ISDIR(about.st_mode)) {
    fprintf(stderr, "%s\n", path); // the last line tells which one failed
    run_file(path);
    return;
  }
  int count = scandir(path, &entry, is_shown, alphasort);
  FUZZ_CHECK(count >= 0);
  for (int i = 0; i < count; i++) {
    char inner[4096];
    snprintf(inner, sizeof inner, "%s/%s", path, entry[i]->d_name);
    run_path(inner);
    free(entry[i]);
  }
  free(entry);
}

int main(int argc, char **argv)
{
  for (int i = 1; i < argc; i++) {
    run_path(argv[i]);
  }
  fprintf(stderr, "%u inputs\n", runs);
  return runs ? 0 : 1;
}
#else
typedef int dm_libfuzzer_has_main; // no source file may be empty
#endif
