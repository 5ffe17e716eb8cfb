// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/*
   Makes the n-th read, write, allocation … of each command fail (inject.c) and looks at what is left.

   drive DEMARCHE INJECT.so [all | COMMAND | CLASS]...

   Without more arguments a fixed sample of calls fails, with `all` every one; a command or a class restricts both.
   Required of every run: no end by a signal, none without end, no process left behind; status 0, 1 or 2; a message
   where it is not 0, the whole answer where it is; a store that opens, in which each graph is as it was or as it is
   when nothing fails, the link graph as it was or as `link` makes it; and all of the new where the status is 0.
*/
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ARGUMENTS = 16, SECONDS = 120, STATES = 256 };
#define LINK_GRAPH "<https://w3id.org/demarche/data/graph/link>"

struct plan {
  const char *name;
  bool writes; ///< works on a copy of the store
  const char *argument[ARGUMENTS];
};

static const struct plan plans[] = {
    {"build",
     true,
     {"build", "-j1", "--commit-every", "1", "-s", "work", "a.jsonl", "page.html", "plain.txt.gz", NULL}},
    {"create", true, {"build", "-j2", "-s", "new", "a.jsonl", NULL}},
    {"link", true, {"link", "-s", "work", NULL}},
    {"load", true, {"load", "-s", "work", "more.nq", "more.ttl", NULL}},
    {"retract", true, {"retract", "-s", "work", "b", NULL}},
    {"extract", false, {"extract", "-j1", "-f", "nquads", "a.jsonl", "page.html", NULL}},
    {"extract-jsonl", false, {"extract", "-j1", "-f", "jsonl", "a.jsonl", NULL}},
    {"text", false, {"text", "-f", "json", "a.jsonl", "plain.txt.gz", NULL}},
    {"export", false, {"export", "-s", "base", "-f", "turtle", NULL}},
    {"export-file", false, {"export", "-s", "base", "-f", "trig", "-o", "exported.trig", NULL}},
    {"query", false, {"query", "-s", "base", "-f", "csv", "demands", NULL}},
    {"query-json", false, {"query", "-s", "base", "-f", "json", "-e", "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o", NULL}},
    {"query-files", false, {"query", "--data", "more.ttl", "-e", "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o", NULL}},
    {"describe", false, {"query", "-s", "base", "-e", "DESCRIBE <https://w3id.org/demarche/data/article/b>", NULL}},
    {"why", false, {"why", "-s", "base", "https://w3id.org/demarche/data/article/b", NULL}},
    {"stats", false, {"stats", "-s", "base", "--verify", NULL}},
};
enum { PLANS = sizeof plans / sizeof *plans };

struct fault {
  const char *class;
  int error; ///< 0: cut short
  bool later;
  const char *skip; ///< libraries whose allocations do not fail
};

/// Do not look at what malloc gives them; doc/RELIABILITY.md names where.
#define FOREIGN "libarchive:libraptor2:librasqal:librdf:libserd"

static const struct fault faults[] = {
    {"read", EIO, false, ""},     {"read", EINTR, false, ""},        {"read", 0, false, ""},
    {"write", EIO, false, ""},    {"write", ENOSPC, true, ""},       {"write", EINTR, false, ""},
    {"write", 0, false, ""},      {"alloc", ENOMEM, false, FOREIGN}, {"alloc", ENOMEM, true, FOREIGN},
    {"open", EMFILE, false, ""},  {"open", EMFILE, true, ""},        {"sync", EIO, false, ""},
    {"truncate", EIO, false, ""}, {"rename", EACCES, false, ""},     {"process", EAGAIN, false, ""},
};
enum { FAULTS = sizeof faults / sizeof *faults };

static const char *demarche;
static const char *inject;
static char *base_bytes; ///< the store that is only read
static size_t base_size;
static unsigned long runs;
static unsigned long failures;

/* Small things. */

static _Noreturn void give_up(const char *what)
{
  fprintf(stderr, "drive: %s: %s\n", what, strerror(errno));
  exit(99);
}

static void shell(const char *command)
{
  if (system(command) != 0) {
    give_up(command);
  }
}

/// All bytes of a file, a NUL behind them; NULL if there is none.
static char *slurp(const char *path)
{
  FILE *file = fopen(path, "rb");
  if (!file) {
    return NULL;
  }
  fseek(file, 0, SEEK_END);
  size_t size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(size + 1);
  if (!bytes) {
    give_up(path);
  }
  size_t got = fread(bytes, 1, size, file);
  bytes[got] = 0;
  fclose(file);
  return bytes;
}

static size_t file_size(const char *path)
{
  struct stat about;
  return stat(path, &about) == 0 ? (size_t)about.st_size : 0;
}

static bool same_file(const char *path, const char *bytes)
{
  char *found = slurp(path);
  bool same = found && strcmp(found, bytes) == 0;
  free(found);
  return same;
}

static bool same_base(void)
{
  char *found = slurp("base/data.mdb");
  bool same = file_size("base/data.mdb") == base_size && memcmp(found, base_bytes, base_size) == 0;
  free(found);
  return same;
}

/* Running. */

static void redirect(const char *path, int to)
{
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);
  if (file < 0 || dup2(file, to) < 0) {
    _exit(98);
  }
  close(file);
}

static void set_fault(const struct fault *fault, uint64_t at)
{
  char number[32];
  snprintf(number, sizeof number, "%llu", (unsigned long long)at);
  setenv("DM_FAULT_AT", number, 1);
  snprintf(number, sizeof number, "%d", fault->error);
  setenv("DM_FAULT_ERRNO", number, 1);
  setenv("DM_FAULT_CLASS", fault->class, 1);
  setenv("DM_FAULT_LAST", fault->later ? "yes" : "no", 1);
  setenv("DM_FAULT_SKIP", fault->skip, 1);
  setenv("DM_FAULT_COUNT", "count", 1);
  setenv("LD_PRELOAD", inject, 1);
}

/// Wait for a child and all that it leaves behind.  @return its wait status; -1 if something is still there at the end
static int wait_for(pid_t child)
{
  int status = -1;
  sigset_t signals;
  struct timespec limit = {.tv_sec = SECONDS};
  sigemptyset(&signals);
  sigaddset(&signals, SIGCHLD);
  for (;;) {
    int how;
    pid_t ended = waitpid(-1, &how, WNOHANG);
    if (ended == child) {
      status = how;
      limit.tv_sec = 10; // workers notice at once
    }
    if (ended < 0) {
      return status;
    }
    if (ended == 0 && sigtimedwait(&signals, NULL, &limit) < 0 && errno == EAGAIN) {
      kill(-child, SIGKILL);
      while (waitpid(-1, &how, 0) > 0) {
      }
      return -1;
    }
  }
}

/// Run demarche, its output to the files `out` and `err`.  @return its wait status; -1: it does not end
static int run(const char *const *arguments, const struct fault *fault, uint64_t at)
{
  const char *argv[ARGUMENTS + 1] = {demarche};
  for (int i = 0; arguments[i]; i++) {
    argv[i + 1] = arguments[i];
  }
  runs++;
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setpgid(0, 0);
    redirect("out", STDOUT_FILENO);
    redirect("err", STDERR_FILENO);
    if (fault) {
      set_fault(fault, at);
    }
    execv(demarche, (char *const *)(uintptr_t)argv);
    _exit(98);
  }
  setpgid(child, child);
  return wait_for(child);
}

#define RUN(...) run((const char *const[]){__VA_ARGS__, NULL}, NULL, 0)

/// How many calls of a class a plan makes.
static uint64_t read_count(void)
{
  uint64_t count = 0;
  FILE *file = fopen("count", "rb");
  if (!file || fread(&count, sizeof count, 1, file) != 1) {
    give_up("count");
  }
  fclose(file);
  return count;
}

static void reset_count(void)
{
  uint64_t count = 0;
  FILE *file = fopen("count", "wb");
  if (!file || fwrite(&count, sizeof count, 1, file) != 1) {
    give_up("count");
  }
  fclose(file);
}

/* The store: which states it may be in. */

/// What a plan makes when nothing fails.
struct reference {
  char *out;
  char *before; ///< as N-Quads; NULL: there is no store
  char *after;
  char *states[STATES]; ///< found good before
  int state_count;
};

static const char *store_of(const struct plan *plan) { return strcmp(plan->name, "create") == 0 ? "new" : "work"; }

static void put_store_back(const struct plan *plan)
{
  shell(plan->writes ? "rm -rf work new && cp -r base work" : "rm -f exported.trig*");
}

/// The store as N-Quads; NULL if it cannot be exported.
static char *export_store(const char *store)
{
  return RUN("export", "-s", store, "-f", "nquads") == 0 ? slurp("out") : NULL;
}

/// The graph's name at the end of a line of N-Quads, with its length.
static const char *graph_of(const char *line, size_t size, size_t *out)
{
  const char *end = line + size - 2; // " ."
  const char *start = end;
  while (start > line && start[-1] != ' ') {
    start--;
  }
  *out = (size_t)(end - start);
  return start;
}

/// The lines of one graph, in their order.
static char *lines_of(const char *quads, const char *graph, size_t graph_size)
{
  char *lines = malloc(strlen(quads) + 1);
  char *to = lines;
  for (const char *line = quads; *line;) {
    size_t size = strcspn(line, "\n");
    size_t name_size;
    const char *name = graph_of(line, size, &name_size);
    if (name_size == graph_size && memcmp(name, graph, graph_size) == 0) {
      to = mempcpy(to, line, size + 1);
    }
    line += size + 1;
  }
  *to = 0;
  return lines;
}

static bool graph_is_allowed(const struct reference *reference, const char *quads, const char *graph, size_t size)
{
  char *now = lines_of(quads, graph, size);
  char *before = lines_of(reference->before ? reference->before : "", graph, size);
  char *after = lines_of(reference->after, graph, size);
  bool allowed = strcmp(now, before) == 0 || strcmp(now, after) == 0;
  free(now);
  free(before);
  free(after);
  return allowed;
}

/// The link graph that is there is the one that these articles have.
static bool link_is_fresh(const char *store, const char *quads)
{
  char command[64];
  snprintf(command, sizeof command, "rm -rf linked && cp -r %s linked", store);
  shell(command);
  if (RUN("link", "-s", "linked") != 0) {
    return false;
  }
  char *again = export_store("linked");
  bool same = again && strcmp(again, quads) == 0;
  free(again);
  return same;
}

/// Every graph of `from` is in `quads` as it may be.
static bool graphs_are_allowed(const struct reference *reference, const char *from, const char *quads, bool *link_good)
{
  for (const char *line = from; *line;) {
    size_t size = strcspn(line, "\n");
    size_t name_size;
    const char *graph = graph_of(line, size, &name_size);
    if (!graph_is_allowed(reference, quads, graph, name_size)) {
      if (name_size != strlen(LINK_GRAPH) || memcmp(graph, LINK_GRAPH, name_size) != 0) {
        return false;
      }
      *link_good = false;
    }
    line += size + 1;
  }
  return true;
}

static const char *judge_state(struct reference *reference, const char *store, char *quads)
{
  for (int i = 0; i < reference->state_count; i++) {
    if (strcmp(reference->states[i], quads) == 0) {
      free(quads);
      return NULL;
    }
  }
  char *again = export_store(store);
  if (!again || strcmp(again, quads) != 0) {
    return "two exports differ";
  }
  free(again);
  bool link_good = true;
  if (!graphs_are_allowed(reference, quads, quads, &link_good) ||
      !graphs_are_allowed(reference, reference->after, quads, &link_good) ||
      (reference->before && !graphs_are_allowed(reference, reference->before, quads, &link_good))) {
    return "a graph is neither as it was nor as it shall be";
  }
  if (!link_good && !link_is_fresh(store, quads)) {
    return "the link graph is not of these articles";
  }
  if (reference->state_count < STATES) {
    reference->states[reference->state_count++] = quads;
  }
  return NULL;
}

/// @return what is wrong with the store, or NULL
static const char *judge_store(const struct plan *plan, struct reference *reference, bool done)
{
  if (!plan->writes) {
    return same_base() ? NULL : "reading has changed the store";
  }
  const char *store = store_of(plan);
  char *quads = export_store(store);
  if (!quads) {
    bool began = !reference->before && !done;
    return began && same_file("out", "") ? NULL : "the store cannot be read";
  }
  if (done && strcmp(quads, reference->after) != 0) {
    return "status 0, but the store is not as it should be";
  }
  if (RUN("stats", "-s", store, "--verify") != 0) {
    return "the store's tables do not agree";
  }
  return judge_state(reference, store, quads);
}

/// @return what is wrong with how a command ended, or NULL
static const char *judge_end(const struct plan *plan, const struct reference *reference, int status)
{
  if (status < 0) {
    return "it does not end, or leaves a process behind";
  }
  if (WIFSIGNALED(status)) {
    return "ended by a signal";
  }
  char *words = slurp("err");
  bool caught = words && strstr(words, "(signal ");
  free(words);
  if (caught) {
    return "ended by a signal that was caught";
  }
  if (WEXITSTATUS(status) > 2) {
    return "a status beyond 2";
  }
  if (WEXITSTATUS(status) != 0) {
    return same_file("err", "") ? "no message" : NULL;
  }
  if (!same_file("out", reference->out)) {
    return "status 0, but the answer is not whole";
  }
  if (strcmp(plan->name, "export-file") == 0 && access("exported.trig", F_OK) != 0) {
    return "status 0, but no file";
  }
  return NULL;
}

static void report(const struct plan *plan, const struct fault *fault, uint64_t at, int status, const char *wrong)
{
  char *words = slurp("err");
  failures++;
  printf("FAILED: %s, %s call %llu, %s%s: %s (wait status 0x%x)\n", plan->name, fault->class, (unsigned long long)at,
         fault->error ? strerror(fault->error) : "cut short", fault->later ? " from there on" : "", wrong,
         (unsigned)status);
  printf("  %.300s\n", words ? words : "");
  free(words);
}

static void try_fault(const struct plan *plan, struct reference *reference, const struct fault *fault, uint64_t at)
{
  put_store_back(plan);
  reset_count();
  int status = run(plan->argument, fault, at);
  const char *wrong = judge_end(plan, reference, status);
  if (wrong) {
    report(plan, fault, at, status, wrong);
  }
  rename("err", "err.fault");
  wrong = judge_store(plan, reference, status == 0);
  rename("err.fault", "err");
  if (wrong) {
    report(plan, fault, at, status, wrong);
  }
}

/// Count the calls of a plan without a fault.
static uint64_t count_calls(const struct plan *plan, const struct fault *fault)
{
  put_store_back(plan);
  reset_count();
  if (run(plan->argument, fault, 0) != 0) {
    give_up(plan->name);
  }
  return read_count();
}

static void try_plan(const struct plan *plan, bool all, const char *class)
{
  struct reference reference = {0};
  put_store_back(plan);
  reference.before = export_store(plan->writes ? store_of(plan) : "base");
  put_store_back(plan);
  if (run(plan->argument, NULL, 0) != 0) {
    give_up(plan->name);
  }
  reference.out = slurp("out");
  reference.after = export_store(plan->writes ? store_of(plan) : "base");
  uint64_t pick = 2654435761;
  uint64_t calls = 0;
  for (int i = 0; i < FAULTS; i++) {
    if (class && strcmp(class, faults[i].class) != 0) {
      continue;
    }
    unsigned long failed = failures;
    if (i == 0 || class || strcmp(faults[i].class, faults[i - 1].class) != 0) {
      calls = count_calls(plan, &faults[i]);
    }
    for (uint64_t at = 1; at <= calls && all; at++) {
      try_fault(plan, &reference, &faults[i], at);
    }
    if (calls && !all) {
      pick = pick * 6364136223846793005 + 1442695040888963407;
      try_fault(plan, &reference, &faults[i], 1 + (pick >> 33) % calls);
    }
    if (all || failures != failed) {
      printf("%s: %s (%d%s): %llu calls, %lu failures\n", plan->name, faults[i].class, faults[i].error,
             faults[i].later ? ", and later" : "", (unsigned long long)calls, failures - failed);
    }
  }
}

/* Inputs. */

static void write_file(const char *path, const char *text)
{
  FILE *file = fopen(path, "w");
  if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
    give_up(path);
  }
}

static void make_inputs(void)
{
  write_file("a.jsonl", "{\"id\":\"a\",\"date\":\"2020-05-05\",\"text\":\"Kari Nordmann, the foreign minister of "
                        "Norway, said on Monday that talks with Sweden would go on. Norway demanded that Sweden open "
                        "the border. Sweden rejected the demand.\"}\n");
  write_file("b.jsonl", "{\"id\":\"b\",\"date\":\"2020-05-06\",\"text\":\"\\\"We want an answer,\\\" the Norwegian "
                        "foreign minister, Kari Nordmann, told reporters in Oslo on Tuesday.\"}\n"
                        "{\"id\":\"a\",\"date\":\"2020-05-04\",\"text\":\"Denmark urged Norway to wait.\"}\n");
  write_file("page.html", "<!DOCTYPE html><html lang=\"en\"><head><title>Talks</title><link rel=\"canonical\" "
                          "href=\"http://news.example/talks\"></head><body><article><h1>Talks</h1><p>Sweden asked "
                          "Norway on Friday to return to the talks in Stockholm, its prime minister said.</p>"
                          "</article></body></html>\n");
  write_file("plain.txt", "Denmark called on Sweden to sign the treaty. \"We are ready,\" its minister said.\n");
  write_file("more.nq", "<http://a.example/s> <http://a.example/p> \"o\" <http://a.example/g> .\n"
                        "_:x <http://a.example/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n");
  write_file("more.ttl", "@prefix ex: <http://a.example/> .\nex:s a ex:T ; ex:p \"o\"@en , 3 .\n");
  shell("gzip -n plain.txt");
}

static void set_up(void)
{
  static char folder[] = "/tmp/demarche-faults-XXXXXX";
  const char *where = getenv("TMPDIR");
  char *pattern = where && *where ? NULL : folder;
  if (!pattern && asprintf(&pattern, "%s/demarche-faults-XXXXXX", where) < 0) {
    give_up("memory");
  }
  if (!mkdtemp(pattern) || chdir(pattern) != 0) {
    give_up("scratch folder");
  }
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGCHLD);
  sigprocmask(SIG_BLOCK, &signals, NULL);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  make_inputs();
  if (RUN("build", "-j1", "-s", "base", "b.jsonl") != 0) {
    give_up("building the store");
  }
  base_bytes = slurp("base/data.mdb");
  base_size = file_size("base/data.mdb");
}

static void clean_up(void)
{
  char *here = getcwd(NULL, 0);
  char command[512];
  snprintf(command, sizeof command, "cd / && rm -rf '%s'", here);
  free(here);
  shell(command);
}

static bool is_class(const char *word)
{
  for (int i = 0; i < FAULTS; i++) {
    if (strcmp(faults[i].class, word) == 0) {
      return true;
    }
  }
  return false;
}

int main(int argc, char **argv)
{
  bool all = false;
  const char *class = NULL;
  const char *plan = NULL;
  if (argc < 3) {
    fputs("usage: drive DEMARCHE INJECT.so [all | COMMAND | CLASS]...\n", stderr);
    return 99;
  }
  demarche = realpath(argv[1], NULL);
  inject = realpath(argv[2], NULL);
  if (!demarche || !inject) {
    give_up(demarche ? argv[2] : argv[1]);
  }
  for (int i = 3; i < argc; i++) {
    if (strcmp(argv[i], "all") == 0) {
      all = true;
    } else if (is_class(argv[i])) {
      class = argv[i];
    } else {
      plan = argv[i];
    }
  }
  set_up();
  for (int i = 0; i < PLANS; i++) {
    if (!plan || strcmp(plan, plans[i].name) == 0) {
      try_plan(&plans[i], all, class);
    }
  }
  clean_up();
  printf("%lu runs, %lu failures\n", runs, failures);
  return failures ? 1 : 0;
}
