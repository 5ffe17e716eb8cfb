// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "pipeline/workers.h"

#include "base/fail.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WINDOW = 64 }; ///< records under way or waiting for an earlier one, at most

/// What goes from parent to worker: this and the bytes, then the name.
struct request {
  uint64_t line;
  uint64_t size;
  uint32_t name_size;
  uint32_t kind;
};

/// What comes back: any number of messages, then one answer.
struct reply {
  uint64_t size; ///< of the bytes that follow: the answer, or a message's text, a NUL, and its article, a NUL
  uint64_t line; ///< of a message
  uint32_t is_message;
  uint32_t code; ///< enum dm_severity of a message, enum dm_status of an answer
};

struct worker {
  pid_t pid; ///< 0: none
  int fd;
  uint64_t record; ///< under way; meaningless when idle
  bool busy;
  char *name; ///< of the record under way, for messages
  uint64_t line;
};

/// A finished record that waits for its turn.
struct slot {
  bool done;
  enum dm_status status;
  struct dm_extent extent; ///< of the inputs, up to this record
  struct dm_buffer answer;
};

struct run {
  const struct dm_workers *workers;
  struct dm_source *source;
  struct dm_diag *diag;
  struct worker *worker; ///< [workers->count]
  struct slot slot[WINDOW];
  uint64_t next_record; ///< the number the next record gets
  uint64_t next_taken;  ///< the number of the next answer to hand on
  uint64_t failed;
  bool at_end;
};

static bool write_all(int fd, const void *bytes, size_t size)
{
  const char *p = bytes;
  while (size) {
    ssize_t put = write(fd, p, size);
    if (put < 0 && errno == EINTR) {
      continue;
    }
    if (put <= 0) {
      return false;
    }
    p += put;
    size -= (size_t)put;
  }
  return true;
}

static bool read_all(int fd, void *bytes, size_t size)
{
  char *p = bytes;
  while (size) {
    ssize_t got = read(fd, p, size);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      return false;
    }
    p += got;
    size -= (size_t)got;
  }
  return true;
}

/* The worker's side. */

static void send_message(void *context, const struct dm_message *message)
{
  const int *fd = context;
  const char *article = message->article ? message->article : "";
  size_t text_size = strlen(message->text) + 1;
  size_t article_size = strlen(article) + 1;
  struct reply reply = {text_size + article_size, message->line, true, (uint32_t)message->severity};
  if (!write_all(*fd, &reply, sizeof reply) || !write_all(*fd, message->text, text_size) ||
      !write_all(*fd, article, article_size)) {
    _exit(DM_ERR_IO);
  }
}

static bool read_request(int fd, struct dm_buffer *bytes, struct dm_record *out)
{
  struct request request;
  if (!read_all(fd, &request, sizeof request)) {
    return false;
  }
  dm_buffer_clear(bytes);
  char *to = dm_buffer_reserve(bytes, request.size + request.name_size);
  if (!read_all(fd, to, request.size + request.name_size)) {
    return false;
  }
  *out = (struct dm_record){.kind = (enum dm_record_kind)request.kind,
                            .bytes = {to, request.size},
                            .name = {to + request.size, request.name_size},
                            .line = request.line};
  return true;
}

static _Noreturn void serve(const struct dm_workers *workers, int fd)
{
  struct dm_buffer bytes = {0};
  struct dm_buffer answer = {0};
  struct dm_record record;
  while (read_request(fd, &bytes, &record)) {
    struct dm_diag diag = {.sink = send_message, .context = &fd};
    dm_buffer_clear(&answer);
    alarm(workers->limit);
    enum dm_status status = workers->work(workers->work_context, &record, &diag, &answer);
    alarm(0);
    struct reply reply = {status == DM_OK ? answer.size : 0, 0, false, (uint32_t)status};
    if (!write_all(fd, &reply, sizeof reply) || !write_all(fd, answer.data, reply.size)) {
      break;
    }
  }
  dm_buffer_free(&bytes);
  dm_buffer_free(&answer);
  _exit(0);
}

/* The parent's side. */

static enum dm_status start_worker(struct run *run, struct worker *worker)
{
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) {
    dm_diag_error(run->diag, "cannot make a worker: %s", strerror(errno));
    return DM_ERR_IO;
  }
  pid_t pid = fork();
  if (pid == 0) {
    close(pair[0]);
    for (long i = 0; i < run->workers->count; i++) {
      if (run->worker[i].pid) {
        close(run->worker[i].fd);
      }
    }
    signal(SIGALRM, SIG_DFL);
    serve(run->workers, pair[1]);
  }
  close(pair[1]);
  if (pid < 0) {
    dm_diag_error(run->diag, "cannot make a worker: %s", strerror(errno));
    close(pair[0]);
    return DM_ERR_IO;
  }
  *worker = (struct worker){.pid = pid, .fd = pair[0]};
  return DM_OK;
}

static int stop_worker(struct worker *worker)
{
  int how = 0;
  if (worker->pid) {
    close(worker->fd);
    while (waitpid(worker->pid, &how, 0) < 0 && errno == EINTR) {
    }
  }
  free(worker->name);
  *worker = (struct worker){0};
  return how;
}

static void finish_record(struct run *run, uint64_t record, enum dm_status status)
{
  struct slot *slot = &run->slot[record % WINDOW];
  slot->done = true;
  slot->status = status;
  run->failed += status != DM_OK && status != DM_SKIP;
}

/// The worker is gone: its record is lost, the run goes on.
static void bury(struct run *run, struct worker *worker)
{
  char *name = worker->name;
  uint64_t line = worker->line;
  uint64_t record = worker->record;
  worker->name = NULL;
  int how = stop_worker(worker);
  run->diag->file = name;
  if (WIFSIGNALED(how) && WTERMSIG(how) == SIGALRM) {
    dm_diag_say(run->diag, DM_ERROR, line, "gave up after %u seconds; skipped", run->workers->limit);
  } else if (WIFSIGNALED(how)) {
    dm_diag_say(run->diag, DM_ERROR, line, "the worker was ended by signal %d; skipped", WTERMSIG(how));
  } else {
    dm_diag_say(run->diag, DM_ERROR, line, "the worker ended with status %d; skipped", WEXITSTATUS(how));
  }
  run->diag->file = NULL;
  free(name);
  dm_buffer_clear(&run->slot[record % WINDOW].answer);
  finish_record(run, record, DM_ERR_LIMIT);
}

static void note(const struct run *run, enum dm_status status, struct dm_extent extent)
{
  if (run->workers->note) {
    run->workers->note(run->workers->note_context, status, extent);
  }
}

static enum dm_status send_record(struct run *run, struct worker *worker, const struct dm_record *record)
{
  if (!worker->pid) {
    DM_TRY(start_worker(run, worker));
  }
  struct request request = {record->line, record->bytes.size, (uint32_t)record->name.size, record->kind};
  free(worker->name);
  worker->name = dm_strndup(record->name.data, record->name.size);
  worker->line = record->line;
  worker->record = run->next_record++;
  worker->busy = true;
  run->slot[worker->record % WINDOW].done = false;
  run->slot[worker->record % WINDOW].extent = dm_source_extent(run->source);
  dm_buffer_clear(&run->slot[worker->record % WINDOW].answer);
  if (!write_all(worker->fd, &request, sizeof request) ||
      !write_all(worker->fd, record->bytes.data, record->bytes.size) ||
      !write_all(worker->fd, record->name.data, record->name.size)) {
    bury(run, worker);
  }
  return DM_OK;
}

static void pass_message(struct run *run, const struct worker *worker, const struct reply *reply, const char *text)
{
  const char *article = text + strlen(text) + 1;
  run->diag->file = worker->name;
  run->diag->article = *article ? article : NULL;
  dm_diag_say(run->diag, (enum dm_severity)reply->code, reply->line, "%s", text);
  run->diag->file = NULL;
  run->diag->article = NULL;
}

/// Take one reply off a worker's socket.
static void receive(struct run *run, struct worker *worker)
{
  struct reply reply;
  struct dm_buffer *answer = &run->slot[worker->record % WINDOW].answer;
  if (!read_all(worker->fd, &reply, sizeof reply)) {
    bury(run, worker);
    return;
  }
  dm_buffer_clear(answer);
  if (!read_all(worker->fd, dm_buffer_reserve(answer, reply.size), reply.size)) {
    bury(run, worker);
    return;
  }
  if (reply.is_message) {
    pass_message(run, worker, &reply, answer->data);
    return;
  }
  answer->size = reply.size;
  worker->busy = false;
  finish_record(run, worker->record, (enum dm_status)reply.code);
}

static struct worker *find_idle(struct run *run)
{
  for (long i = 0; i < run->workers->count; i++) {
    if (!run->worker[i].busy) {
      return &run->worker[i];
    }
  }
  return NULL;
}

/// Give records to idle workers while there are both.
static enum dm_status feed(struct run *run)
{
  struct worker *idle;
  while (!run->at_end && run->next_record - run->next_taken < WINDOW && (idle = find_idle(run))) {
    struct dm_record record;
    enum dm_status status = dm_source_next(run->source, run->diag, &record);
    if (status == DM_SKIP) {
      run->at_end = true;
    } else if (status != DM_OK) {
      run->failed++;
      note(run, status, dm_source_extent(run->source));
    } else {
      DM_TRY(send_record(run, idle, &record));
    }
  }
  return DM_OK;
}

/// Wait until a worker has something to say, and hear all that have.
static enum dm_status hear(struct run *run)
{
  struct pollfd *fds = dm_malloc((size_t)run->workers->count * sizeof *fds);
  nfds_t count = 0;
  for (long i = 0; i < run->workers->count; i++) {
    fds[count++] = (struct pollfd){.fd = run->worker[i].busy ? run->worker[i].fd : -1, .events = POLLIN};
  }
  int ready = poll(fds, count, -1);
  for (nfds_t i = 0; ready > 0 && i < count; i++) {
    if (fds[i].fd >= 0 && fds[i].revents) {
      receive(run, &run->worker[i]);
    }
  }
  free(fds);
  if (ready < 0 && errno != EINTR) {
    dm_diag_error(run->diag, "cannot wait for workers: %s", strerror(errno));
    return DM_ERR_IO;
  }
  return DM_OK;
}

static enum dm_status hand_on(struct run *run)
{
  while (run->next_taken < run->next_record && run->slot[run->next_taken % WINDOW].done) {
    struct slot *slot = &run->slot[run->next_taken++ % WINDOW];
    struct dm_span answer = slot->status == DM_OK ? dm_buffer_span(&slot->answer) : (struct dm_span){0};
    DM_TRY(run->workers->take(run->workers->take_context, slot->status, answer));
    note(run, slot->status, slot->extent);
  }
  return DM_OK;
}

static enum dm_status run_all(struct run *run)
{
  for (;;) {
    DM_TRY(feed(run));
    DM_TRY(hand_on(run));
    if (run->at_end && run->next_taken == run->next_record) {
      return DM_OK;
    }
    if (run->next_taken < run->next_record) {
      DM_TRY(hear(run));
    }
  }
}

enum dm_status dm_workers_run(const struct dm_workers *workers, struct dm_source *source, struct dm_diag *diag,
                              uint64_t *failed)
{
  size_t size = (size_t)workers->count * sizeof(struct worker);
  struct run *run = dm_malloc(sizeof *run);
  *run = (struct run){.workers = workers, .source = source, .diag = diag, .worker = dm_malloc(size)};
  memset(run->worker, 0, size);
  enum dm_status status = run_all(run);
  for (long i = 0; i < workers->count; i++) {
    stop_worker(&run->worker[i]);
  }
  for (int i = 0; i < WINDOW; i++) {
    dm_buffer_free(&run->slot[i].answer);
  }
  *failed = run->failed;
  free(run->worker);
  free(run);
  return status;
}
