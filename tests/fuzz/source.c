// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// A whole file, which may be compressed or an archive, to records; the first byte tells how it is called.  Every record
// can be read to its last byte, an error is said, and the reading comes to an end.
#include "fuzz.h"

#include "article/source.h"

enum { MANY = 1 << 17 };

static void check_record(const struct dm_record *record, uint64_t *sum)
{
  FUZZ_CHECK(record->name.size > 0);
  FUZZ_CHECK(record->kind != DM_RECORD_JSON || record->line > 0);
  FUZZ_CHECK(record->kind != DM_RECORD_JSON || record->bytes.size > 0);
  for (size_t i = 0; i < record->bytes.size; i++) { // each byte can be read
    *sum = *sum * 31 + (unsigned char)record->bytes.data[i];
  }
  *sum += record->line + record->kind;
}

/// A hash of all that came.
static uint64_t read_file(const char *path)
{
  struct dm_diag diag = fuzz_diag();
  struct dm_source *source;
  struct dm_record record;
  uint64_t sum = 0;
  FUZZ_CHECK(dm_source_open(&path, 1, &diag, &source) == DM_OK);
  for (unsigned records = 0;; records++) {
    uint32_t errors = diag.errors;
    enum dm_status status = dm_source_next(source, &diag, &record);
    FUZZ_CHECK((status == DM_OK || status == DM_SKIP) == (diag.errors == errors));
    if (status == DM_SKIP) {
      break;
    }
    FUZZ_CHECK(records < MANY);
    if (status == DM_OK) {
      check_record(&record, &sum);
    }
  }
  FUZZ_CHECK(dm_source_next(source, &diag, &record) == DM_SKIP);
  dm_source_free(source);
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const endings[] = {"fuzz", "fuzz.json"};
  struct dm_span bytes = fuzz_span(data, size);
  const char *name = endings[fuzz_byte(&bytes) % 2];
  struct dm_buffer path = {0};
  fuzz_put_file(name, bytes);
  dm_buffer_printf(&path, "%s/%s", fuzz_folder(), name);
  uint64_t first = read_file(dm_buffer_text(&path));
  FUZZ_CHECK(read_file(dm_buffer_text(&path)) == first);
  dm_buffer_free(&path);
  fuzz_remove_file(name);
  return 0;
}
