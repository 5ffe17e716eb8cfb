// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "fuzz.h"

#include "base/fail.h"
#include "base/utf8.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

_Noreturn void fuzz_fail(const char *property, const char *file, int line)
{
  fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, property);
  abort();
}

/// Reads a message as a sink may, so that sanitizers see what it is made of.
static void hear(void *context, const struct dm_message *message)
{
  (void)context;
  struct dm_buffer line = {0};
  dm_message_format(message, &line);
  FUZZ_CHECK(line.size > 0);
  dm_buffer_free(&line);
}

struct dm_diag fuzz_diag(void) { return (struct dm_diag){.sink = hear}; }

struct dm_span fuzz_span(const uint8_t *data, size_t size) { return (struct dm_span){(const char *)data, size}; }

unsigned fuzz_byte(struct dm_span *rest)
{
  if (rest->size == 0) {
    return 0;
  }
  rest->size--;
  return (unsigned char)*rest->data++;
}

struct dm_span fuzz_until(struct dm_span *rest, char end)
{
  const char *found = rest->size ? memchr(rest->data, end, rest->size) : NULL;
  struct dm_span out = {rest->data, found ? (size_t)(found - rest->data) : rest->size};
  size_t taken = out.size + (found != NULL);
  if (taken) {
    rest->data += taken;
    rest->size -= taken;
  }
  return out;
}

char *fuzz_text(struct dm_span span) { return dm_strndup(span.data ? span.data : "", span.size); }

struct dm_span fuzz_utf8(struct dm_span bytes, struct dm_arena *arena)
{
  struct dm_buffer out = {0};
  dm_utf8_repair(bytes, &out);
  struct dm_span text = {dm_arena_copy(arena, out.data ? out.data : "", out.size), out.size};
  dm_buffer_free(&out);
  return text;
}

int fuzz_file(struct dm_span bytes, char path[32])
{
  int fd = memfd_create("fuzz", MFD_CLOEXEC);
  FUZZ_CHECK(fd >= 0);
  FUZZ_CHECK(bytes.size == 0 || write(fd, bytes.data, bytes.size) == (ssize_t)bytes.size);
  FUZZ_CHECK(lseek(fd, 0, SEEK_SET) == 0);
  snprintf(path, 32, "/proc/self/fd/%d", fd);
  return fd;
}

static char folder[32];

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *where)
{
  (void)about;
  (void)kind;
  (void)where;
  return remove(path);
}

static void remove_folder(void) { nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS); }

const char *fuzz_folder(void)
{
  if (!*folder) {
    strcpy(folder, access("/dev/shm", W_OK) == 0 ? "/dev/shm/fuzz-XXXXXX" : "/tmp/fuzz-XXXXXX");
    FUZZ_CHECK(mkdtemp(folder));
    FUZZ_CHECK(atexit(remove_folder) == 0);
  }
  return folder;
}

void fuzz_put_file(const char *name, struct dm_span bytes)
{
  struct dm_buffer path = {0};
  dm_buffer_printf(&path, "%s/%s", fuzz_folder(), name);
  dm_buffer_text(&path);
  for (char *slash = path.data + strlen(folder) + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = '\0';
    mkdir(path.data, 0700);
    *slash = '/';
  }
  FILE *file = fopen(dm_buffer_text(&path), "wb");
  FUZZ_CHECK(file);
  FUZZ_CHECK(fwrite(bytes.data ? bytes.data : "", 1, bytes.size, file) == bytes.size);
  FUZZ_CHECK(fclose(file) == 0);
  dm_buffer_free(&path);
}

void fuzz_remove_file(const char *name)
{
  struct dm_buffer path = {0};
  dm_buffer_printf(&path, "%s/%s", fuzz_folder(), name);
  unlink(dm_buffer_text(&path));
  dm_buffer_free(&path);
}

bool fuzz_is_boundary(struct dm_span text, size_t at)
{
  return at == text.size || (at < text.size && ((unsigned char)text.data[at] & 0xC0) != 0x80);
}

bool fuzz_is_range(struct dm_span text, struct dm_range range)
{
  return range.start <= range.end && fuzz_is_boundary(text, range.start) && fuzz_is_boundary(text, range.end);
}
