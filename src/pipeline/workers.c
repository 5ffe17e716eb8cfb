// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "pipeline/workers.h"

#include "base/fail.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WINDOW = 64, STOP_WAIT = 500 };    ///< records under way or waiting for an earlier one, at most
#define LARGEST_REPLY ((uint64_t)1 << 36) ///< bytes: what says more comes of a worker that has gone wrong

/// What goes from parent to worker: this and the bytes, then the name.
struct request {
  uint64_t line;
  uint64_t size;
  uint32_t name_size;
  uint32_t kind;
};

/// What comes back: any number of messages, perhaps the name of the article, then one answer.
enum reply_kind { REPLY_ANSWER, REPLY_MESSAGE, REPLY_NAME };

struct reply {
  uint64_t size; ///< of the bytes that follow: the answer, or a message's text, a NUL, and its article, a NUL
  uint64_t line; ///< of a message
  uint32_t kind; ///< enum reply_kind
  uint32_t code; ///< enum dm_severity of a message, enum dm_status of an answer
};

struct worker {
  pid_t pid; ///< 0: none
  int fd;
  uint64_t record; ///< under way; meaningless when idle
  bool busy;
  bool given_up; ///< no process can be made for it
  char *name;    ///< of the record under way, for messages
  char *article; ///< its id, once the worker has told it; or NULL
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
  struct reply reply = {text_size + article_size, message->line, REPLY_MESSAGE, (uint32_t)message->severity};
  if (!write_all(*fd, &reply, sizeof reply) || !write_all(*fd, message->text, text_size) ||
      !write_all(*fd, article, article_size)) {
    _exit(DM_ERR_IO);
  }
}

/// Of the worker process.
static int parent_fd = -1;

void dm_workers_name(const char *article)
{
  struct reply reply = {.size = strlen(article) + 1, .kind = REPLY_NAME};
  if (parent_fd >= 0 && (!write_all(parent_fd, &reply, sizeof reply) || !write_all(parent_fd, article, reply.size))) {
    _exit(DM_ERR_IO);
  }
}

/// What no caller can mend is the parent's to say; nothing is allocated here.
static void send_failure(const char *why)
{
  struct dm_message message = {.severity = DM_ERROR, .text = why};
  send_message(&parent_fd, &message);
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

/// Signals do what they do to any process; the parent's end is this one's, too.
static void settle(pid_t parent)
{
  static const int signals[] = {SIGALRM, SIGINT, SIGTERM, SIGHUP};
  dm_fail_watch(NULL); // a crash here is of the article
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    struct sigaction before;
    if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
      signal(signals[i], SIG_DFL);
    }
  }
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  if (getppid() != parent) {
    _exit(0);
  }
}

static _Noreturn void serve(const struct dm_workers *workers, int fd)
{
  parent_fd = fd;
  dm_fail_set_handler(send_failure);
  struct dm_buffer bytes = {0};
  struct dm_buffer answer = {0};
  struct dm_record record;
  while (read_request(fd, &bytes, &record)) {
    struct dm_diag diag = {.sink = send_message, .context = &fd};
    dm_buffer_clear(&answer);
    alarm(workers->limit);
    enum dm_status status = workers->work(workers->work_context, &record, &diag, &answer);
    alarm(0);
    struct reply reply = {status == DM_OK ? answer.size : 0, 0, REPLY_ANSWER, (uint32_t)status};
    if (!write_all(fd, &reply, sizeof reply) || !write_all(fd, answer.data, reply.size)) {
      break;
    }
  }
  dm_buffer_free(&bytes);
  dm_buffer_free(&answer);
  _exit(0);
}

/* The parent's side. */

static void free_run(struct run *run)
{
  for (long i = 0; i < run->workers->count; i++) {
    free(run->worker[i].name);
    free(run->worker[i].article);
  }
  for (int i = 0; i < WINDOW; i++) {
    dm_buffer_free(&run->slot[i].answer);
  }
  free(run->worker);
  free(run);
}

/// What a new process does: leave what is the parent's, serve, end.
static _Noreturn void become_worker(struct run *run, int fd, pid_t parent)
{
  const struct dm_workers *workers = run->workers;
  for (long i = 0; i < workers->count; i++) {
    if (run->worker[i].pid) {
      close(run->worker[i].fd);
    }
  }
  free_run(run);
  settle(parent);
  serve(workers, fd);
}

static enum dm_status start_worker(struct run *run, struct worker *worker)
{
  int pair[2];
  pid_t parent = getpid();
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) {
    return DM_ERR_IO;
  }
  pid_t pid = fork();
  if (pid == 0) {
    close(pair[0]);
    become_worker(run, pair[1], parent);
  }
  int why = errno;
  close(pair[1]);
  if (pid < 0) {
    close(pair[0]);
    errno = why;
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
  free(worker->article);
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

static bool is_stopped(const struct run *run) { return run->workers->stop && *run->workers->stop; }

static void say_end(struct run *run, uint64_t line, int how)
{
  if (WIFSIGNALED(how) && WTERMSIG(how) == SIGALRM) {
    dm_diag_say(run->diag, DM_ERROR, line, "gave up after %u seconds; skipped", run->workers->limit);
  } else if (WIFSIGNALED(how)) {
    dm_diag_say(run->diag, DM_ERROR, line, "the worker was ended by signal %d; skipped", WTERMSIG(how));
  } else {
    dm_diag_say(run->diag, DM_ERROR, line, "the worker ended with status %d; skipped", WEXITSTATUS(how));
  }
}

/// The worker is gone: its record is lost, the run goes on.
static void bury(struct run *run, struct worker *worker)
{
  struct worker gone = *worker;
  uint64_t record = worker->record;
  worker->name = NULL;
  worker->article = NULL;
  int how = stop_worker(worker);
  if (!is_stopped(run)) { // else the signal has ended it, too
    run->diag->file = gone.name;
    run->diag->article = gone.article;
    say_end(run, gone.line, how);
    run->diag->file = NULL;
    run->diag->article = NULL;
  }
  free(gone.name);
  free(gone.article);
  dm_buffer_clear(&run->slot[record % WINDOW].answer);
  finish_record(run, record, DM_ERR_LIMIT);
}

static void note(const struct run *run, enum dm_status status, struct dm_extent extent)
{
  if (run->workers->note) {
    run->workers->note(run->workers->note_context, status, extent);
  }
}

static void send_record(struct run *run, struct worker *worker, const struct dm_record *record)
{
  struct request request = {record->line, record->bytes.size, (uint32_t)record->name.size, record->kind};
  free(worker->name);
  free(worker->article);
  worker->article = NULL;
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
}

static void pass_message(struct run *run, const struct worker *worker, const struct reply *reply, const char *text)
{
  const char *article = text + strlen(text) + 1;
  run->diag->file = worker->name;
  run->diag->article = *article ? article : NULL;
  dm_diag_say(run->diag, (enum dm_severity)reply->code, reply->line ? reply->line : worker->line, "%s", text);
  run->diag->file = NULL;
  run->diag->article = NULL;
}

/// The bytes behind a reply.  They grow as they come: how many it says there are is not to be trusted.
static bool read_bytes(int fd, uint64_t size, struct dm_buffer *out)
{
  enum { STEP = 1 << 20 };
  if (size > LARGEST_REPLY) {
    return false;
  }
  dm_buffer_clear(out);
  while (out->size < size) {
    size_t step = size - out->size < STEP ? (size_t)(size - out->size) : STEP;
    if (!read_all(fd, dm_buffer_reserve(out, step), step)) {
      return false;
    }
    out->size += step;
  }
  return true;
}

/// Whether a reply is what a worker sends: an answer with a status, a message with its two texts, or a name.
static bool is_reply(const struct reply *reply, const struct dm_buffer *bytes)
{
  if (reply->kind == REPLY_ANSWER) {
    return reply->code <= DM_ERR_QUERY && (reply->code == DM_OK || bytes->size == 0);
  }
  if (reply->kind != REPLY_MESSAGE) {
    return reply->kind == REPLY_NAME;
  }
  const char *end = bytes->size ? memchr(bytes->data, '\0', bytes->size) : NULL;
  return end && end + 1 < bytes->data + bytes->size && bytes->data[bytes->size - 1] == '\0' && reply->code <= DM_ERROR;
}

/// Take one reply off a worker's socket.
static void receive(struct run *run, struct worker *worker)
{
  struct reply reply;
  struct dm_buffer *answer = &run->slot[worker->record % WINDOW].answer;
  if (!read_all(worker->fd, &reply, sizeof reply) || !read_bytes(worker->fd, reply.size, answer) ||
      !is_reply(&reply, answer)) {
    bury(run, worker);
    return;
  }
  if (reply.kind == REPLY_MESSAGE) {
    pass_message(run, worker, &reply, answer->data);
    return;
  }
  if (reply.kind == REPLY_NAME) {
    free(worker->article);
    worker->article = dm_strndup(answer->data, reply.size);
    return;
  }
  worker->busy = false;
  finish_record(run, worker->record, (enum dm_status)reply.code);
}

static struct worker *find_idle(struct run *run)
{
  for (long i = 0; i < run->workers->count; i++) {
    if (!run->worker[i].busy && !run->worker[i].given_up) {
      return &run->worker[i];
    }
  }
  return NULL;
}

static long count_processes(const struct run *run)
{
  long count = 0;
  for (long i = 0; i < run->workers->count; i++) {
    count += run->worker[i].pid != 0;
  }
  return count;
}

/// An idle worker with a process.  @return DM_SKIP: there is none now; DM_ERR_IO: there never will be (said)
static enum dm_status ready_worker(struct run *run, struct worker **out)
{
  while ((*out = find_idle(run))) {
    if ((*out)->pid || start_worker(run, *out) == DM_OK) {
      return DM_OK;
    }
    const char *why = strerror(errno);
    long others = count_processes(run);
    if (others == 0) {
      dm_diag_error(run->diag, "cannot make a worker: %s", why);
      return DM_ERR_IO;
    }
    dm_diag_warning(run->diag, "cannot make another worker: %s; going on with %ld", why, others);
    (*out)->given_up = true;
  }
  return DM_SKIP;
}

/// Give records to idle workers while there are both.
static enum dm_status feed(struct run *run)
{
  while (!run->at_end && !is_stopped(run) && run->next_record - run->next_taken < WINDOW) {
    struct dm_record record;
    struct worker *idle;
    enum dm_status status = ready_worker(run, &idle);
    if (status != DM_OK) {
      return status == DM_SKIP ? DM_OK : status;
    }
    status = dm_source_next(run->source, run->diag, &record);
    if (status == DM_SKIP) {
      run->at_end = true;
    } else if (status != DM_OK) {
      run->failed++;
      note(run, status, dm_source_extent(run->source));
    } else {
      send_record(run, idle, &record);
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
  int ready = poll(fds, count, run->workers->stop ? STOP_WAIT : -1); // a signal may come just before
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
    if (is_stopped(run)) {
      return DM_SKIP;
    }
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
    if (run->worker[i].busy) { // what it makes is not wanted any more
      kill(run->worker[i].pid, SIGKILL);
    }
    stop_worker(&run->worker[i]);
  }
  *failed = run->failed;
  free_run(run);
  return status;
}
