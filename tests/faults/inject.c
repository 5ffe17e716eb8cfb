// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/*
   A library to be preloaded (LD_PRELOAD) that makes the n-th call of one class fail, counted over a program and the
   processes it forks.

   DM_FAULT_CLASS  read, write, alloc, open, sync, truncate, rename or process
   DM_FAULT_AT     which call fails, from 1; 0: none, calls are only counted
   DM_FAULT_ERRNO  the number errno gets; 0: the call is cut short instead (read and write alone)
   DM_FAULT_WHO    all, parent (the process that was started) or worker (what it forks)
   DM_FAULT_LAST   `yes`: every later call of the class fails, too, as on a disk that is full and stays so
   DM_FAULT_SKIP   colon-separated beginnings of names of libraries whose own allocations neither count nor fail
   DM_FAULT_COUNT  a file of 8 bytes in which calls are counted, shared by all processes

   Calls that libc makes within itself cannot be caught, those to its streams can: fread counts as a read, fwrite and the
   fflush of something as a write, fopen and tmpfile as an open.
*/
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum class { NO_CLASS, READ, WRITE, ALLOC, OPEN, SYNC, TRUNCATE, RENAME, PROCESS };
static const char *const class_names[] = {"",     "read",     "write",  "alloc",  "open",
                                          "sync", "truncate", "rename", "process"};

static enum class chosen; ///< NO_CLASS until the library is set up
static uint64_t fail_at;
static int fail_errno;
static bool fail_later;
static enum { ALL, PARENT, WORKER } who;
static pid_t parent;
static const char *skipped;
static _Atomic uint64_t *calls;

static const char *setting(const char *name, const char *otherwise)
{
  const char *value = getenv(name);
  return value ? value : otherwise;
}

static enum class class_named(const char *name) {
  for (size_t i = 1; i < sizeof class_names / sizeof *class_names;
       i++){if (strcmp(name, class_names[i]) == 0){return (enum class)i;}
}
return NO_CLASS;
}

__attribute__((constructor)) static void set_up(void)
{
  const char *count = getenv("DM_FAULT_COUNT");
  const char *which = setting("DM_FAULT_WHO", "all");
  int file = count ? (int)syscall(SYS_openat, AT_FDCWD, count, O_RDWR) : -1;
  if (file < 0) {
    return;
  }
  void *shared = (void *)syscall(SYS_mmap, NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (shared == MAP_FAILED) {
    return;
  }
  calls = shared;
  fail_at = strtoull(setting("DM_FAULT_AT", "0"), NULL, 10);
  fail_errno = (int)strtol(setting("DM_FAULT_ERRNO", "5"), NULL, 10);
  fail_later = strcmp(setting("DM_FAULT_LAST", "no"), "yes") == 0;
  who = strcmp(which, "parent") == 0 ? PARENT : strcmp(which, "worker") == 0 ? WORKER : ALL;
  skipped = setting("DM_FAULT_SKIP", "");
  parent = getpid();
  chosen = class_named(setting("DM_FAULT_CLASS", ""));
}

/// Is the caller in one of the libraries that are left alone?
static bool is_skipped(const void *caller)
{
  Dl_info info;
  if (!*skipped || !dladdr(caller, &info) || !info.dli_fname) {
    return false;
  }
  const char *slash = strrchr(info.dli_fname, '/');
  const char *name = slash ? slash + 1 : info.dli_fname;
  for (const char *at = skipped; *at;) {
    size_t size = strcspn(at, ":");
    if (size && strncmp(name, at, size) == 0) {
      return true;
    }
    at += size + (at[size] == ':');
  }
  return false;
}

/// Count a call.  @return whether it shall fail
static bool hit(enum class class, const void *caller)
{
  static _Thread_local bool within; // dladdr may allocate
  if (class != chosen || within || (who != ALL && (who == PARENT) != (getpid() == parent))) {
    return false;
  }
  within = true;
  bool skip = class == ALLOC && is_skipped(caller);
  within = false;
  if (skip) {
    return false;
  }
  uint64_t number = ++*calls;
  bool fails = fail_at && (number == fail_at || (fail_later && number > fail_at));
  if (fails && fail_errno) {
    errno = fail_errno;
  }
  return fails;
}

#define CALLER __builtin_return_address(0)

/// The function that is overlaid; looking it up may allocate, which is not counted.
static void *original(const char *name)
{
  enum class before = chosen;
  chosen = NO_CLASS;
  void *found = dlsym(RTLD_NEXT, name);
  chosen = before;
  return found;
}
#define ORIGINAL(name)                                                                                                 \
  static __typeof__(&name) real;                                                                                       \
  if (!real) {                                                                                                         \
    real = (__typeof__(&name))(uintptr_t)original(#name);                                                              \
  }

/* Memory. */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size) { return hit(ALLOC, CALLER) ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return hit(ALLOC, CALLER) ? NULL : __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { return hit(ALLOC, CALLER) ? NULL : __libc_realloc(old, size); }

int posix_memalign(void **out, size_t alignment, size_t size)
{
  void *memory = hit(ALLOC, CALLER) ? NULL : __libc_memalign(alignment, size);
  if (!memory) {
    return ENOMEM;
  }
  *out = memory;
  return 0;
}

/// As in libc, but known by who asked for it.
char *strdup(const char *text)
{
  size_t size = strlen(text) + 1;
  char *copy = hit(ALLOC, CALLER) ? NULL : __libc_malloc(size);
  return copy ? memcpy(copy, text, size) : NULL;
}

char *strndup(const char *text, size_t most)
{
  size_t size = strnlen(text, most);
  char *copy = hit(ALLOC, CALLER) ? NULL : __libc_malloc(size + 1);
  if (copy) {
    memcpy(copy, text, size);
    copy[size] = 0;
  }
  return copy;
}

void *mmap(void *address, size_t size, int protection, int flags, int file, off_t offset)
{
  ORIGINAL(mmap)
  return hit(ALLOC, CALLER) ? MAP_FAILED : real(address, size, protection, flags, file, offset);
}

void *mmap64(void *address, size_t size, int protection, int flags, int file, off64_t offset)
{
  ORIGINAL(mmap64)
  return hit(ALLOC, CALLER) ? MAP_FAILED : real(address, size, protection, flags, file, offset);
}

/* Reading and writing.  Where no errno is given, half of what was asked for is done. */

static size_t cut(size_t size) { return size > 1 ? size / 2 : size; }

#define TRANSFER(class, size)                                                                                          \
  if (hit(class, CALLER)) {                                                                                            \
    if (fail_errno) {                                                                                                  \
      return -1;                                                                                                       \
    }                                                                                                                  \
    (size) = cut(size);                                                                                                \
  }

ssize_t read(int file, void *to, size_t size)
{
  ORIGINAL(read)
  TRANSFER(READ, size)
  return real(file, to, size);
}

ssize_t pread(int file, void *to, size_t size, off_t at)
{
  ORIGINAL(pread)
  TRANSFER(READ, size)
  return real(file, to, size, at);
}

ssize_t pread64(int file, void *to, size_t size, off64_t at)
{
  ORIGINAL(pread64)
  TRANSFER(READ, size)
  return real(file, to, size, at);
}

ssize_t readv(int file, const struct iovec *parts, int count)
{
  ORIGINAL(readv)
  if (hit(READ, CALLER)) {
    return fail_errno ? -1 : read(file, parts[0].iov_base, cut(parts[0].iov_len));
  }
  return real(file, parts, count);
}

ssize_t __read_chk(int file, void *to, size_t size, size_t room);
ssize_t __read_chk(int file, void *to, size_t size, size_t room)
{
  (void)room;
  ORIGINAL(read)
  TRANSFER(READ, size)
  return real(file, to, size);
}

ssize_t write(int file, const void *from, size_t size)
{
  ORIGINAL(write)
  TRANSFER(WRITE, size)
  return real(file, from, size);
}

ssize_t pwrite(int file, const void *from, size_t size, off_t at)
{
  ORIGINAL(pwrite)
  TRANSFER(WRITE, size)
  return real(file, from, size, at);
}

ssize_t pwrite64(int file, const void *from, size_t size, off64_t at)
{
  ORIGINAL(pwrite64)
  TRANSFER(WRITE, size)
  return real(file, from, size, at);
}

ssize_t writev(int file, const struct iovec *parts, int count)
{
  ORIGINAL(writev)
  if (hit(WRITE, CALLER)) {
    return fail_errno ? -1 : write(file, parts[0].iov_base, cut(parts[0].iov_len));
  }
  return real(file, parts, count);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at)
{
  ORIGINAL(pwritev)
  if (hit(WRITE, CALLER)) {
    return fail_errno ? -1 : pwrite(file, parts[0].iov_base, cut(parts[0].iov_len), at);
  }
  return real(file, parts, count, at);
}

ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t at)
{
  ORIGINAL(pwritev64)
  if (hit(WRITE, CALLER)) {
    return fail_errno ? -1 : pwrite64(file, parts[0].iov_base, cut(parts[0].iov_len), at);
  }
  return real(file, parts, count, at);
}

/* Streams: a failed call leaves the stream's error behind.  They hide short transfers, so that none is made. */

static void mark_error(FILE *stream) { stream->_flags |= _IO_ERR_SEEN; }

size_t fread(void *to, size_t size, size_t count, FILE *stream)
{
  ORIGINAL(fread)
  if (hit(READ, CALLER) && fail_errno) {
    mark_error(stream);
    return 0;
  }
  return real(to, size, count, stream);
}

size_t fwrite(const void *from, size_t size, size_t count, FILE *stream)
{
  ORIGINAL(fwrite)
  if (stream != stderr && hit(WRITE, CALLER) && fail_errno) {
    mark_error(stream);
    return 0;
  }
  return real(from, size, count, stream);
}

int fflush(FILE *stream)
{
  ORIGINAL(fflush)
  bool pending = stream && stream->_IO_write_ptr > stream->_IO_write_base;
  if (pending && hit(WRITE, CALLER) && fail_errno) {
    mark_error(stream);
    return EOF;
  }
  return real(stream);
}

FILE *fopen(const char *path, const char *mode)
{
  ORIGINAL(fopen)
  return hit(OPEN, CALLER) ? NULL : real(path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
  ORIGINAL(fopen64)
  return hit(OPEN, CALLER) ? NULL : real(path, mode);
}

FILE *tmpfile(void)
{
  ORIGINAL(tmpfile)
  return hit(OPEN, CALLER) ? NULL : real();
}

/* Files. */

static mode_t mode_of(int flags, va_list arguments)
{
  return (flags & (O_CREAT | O_TMPFILE)) ? (mode_t)va_arg(arguments, unsigned) : 0;
}

#define OPEN_FUNCTION(name)                                                                                            \
  int name(const char *path, int flags, ...)                                                                           \
  {                                                                                                                    \
    ORIGINAL(name)                                                                                                     \
    va_list arguments;                                                                                                 \
    va_start(arguments, flags);                                                                                        \
    mode_t mode = mode_of(flags, arguments);                                                                           \
    va_end(arguments);                                                                                                 \
    return hit(OPEN, CALLER) ? -1 : real(path, flags, mode);                                                           \
  }
OPEN_FUNCTION(open)
OPEN_FUNCTION(open64)

int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags) { return open64(path, flags); }
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags) { return open(path, flags); }

DIR *opendir(const char *path)
{
  ORIGINAL(opendir)
  return hit(OPEN, CALLER) ? NULL : real(path);
}

int mkstemp(char *pattern)
{
  ORIGINAL(mkstemp)
  return hit(OPEN, CALLER) ? -1 : real(pattern);
}

int mkdir(const char *path, mode_t mode)
{
  ORIGINAL(mkdir)
  return hit(OPEN, CALLER) ? -1 : real(path, mode);
}

int fsync(int file)
{
  ORIGINAL(fsync)
  return hit(SYNC, CALLER) ? -1 : real(file);
}

int fdatasync(int file)
{
  ORIGINAL(fdatasync)
  return hit(SYNC, CALLER) ? -1 : real(file);
}

int msync(void *from, size_t size, int flags)
{
  ORIGINAL(msync)
  return hit(SYNC, CALLER) ? -1 : real(from, size, flags);
}

int ftruncate(int file, off_t size)
{
  ORIGINAL(ftruncate)
  return hit(TRUNCATE, CALLER) ? -1 : real(file, size);
}

int ftruncate64(int file, off64_t size)
{
  ORIGINAL(ftruncate64)
  return hit(TRUNCATE, CALLER) ? -1 : real(file, size);
}

int rename(const char *from, const char *to)
{
  ORIGINAL(rename)
  return hit(RENAME, CALLER) ? -1 : real(from, to);
}

/* Processes. */

pid_t fork(void)
{
  ORIGINAL(fork)
  return hit(PROCESS, CALLER) ? -1 : real();
}

int socketpair(int domain, int type, int protocol, int ends[2])
{
  ORIGINAL(socketpair)
  return hit(PROCESS, CALLER) ? -1 : real(domain, type, protocol, ends);
}
