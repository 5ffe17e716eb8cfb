// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "cli/prompt_line.h"

#include "base/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef HAVE_LIBEDIT
#include <histedit.h>
#endif

struct dm_prompt_line {
  const char *const *words; ///< [count]
  size_t count;
  const char *prompt;
  struct sigaction before; ///< what Ctrl-C did
#ifdef HAVE_LIBEDIT
  EditLine *edit;
  History *history;
  char *file; ///< of the history, or NULL
#endif
};

/* Ctrl-C: the call that reads is broken off. */

static volatile sig_atomic_t interrupted;

static void note_interrupt(int number)
{
  (void)number;
  interrupted = 1;
}

const volatile sig_atomic_t *dm_prompt_line_stop(void) { return &interrupted; }

static void catch_interrupts(struct dm_prompt_line *line)
{
  struct sigaction action = {.sa_handler = note_interrupt};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &line->before);
}

/// How a read that gave nothing ended.
static enum dm_line_end end_of_read(void)
{
  bool dropped = interrupted != 0;
  interrupted = 0;
  putchar('\n');
  fflush(stdout);
  clearerr(stdin);
  return dropped ? DM_LINE_DROPPED : DM_LINE_ENDED;
}

static enum dm_line_end keep_line(struct dm_buffer *out)
{
  while (out->size && (out->data[out->size - 1] == '\n' || out->data[out->size - 1] == '\r')) {
    out->size--;
  }
  return DM_LINE_READ;
}

#ifdef HAVE_LIBEDIT

/* History. */

enum { HISTORY_LINES = 1000 };

/// Makes each folder of a path, for the user alone.
static void make_folders(char *path)
{
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    mkdir(path, S_IRWXU);
    *slash = '/';
  }
}

/// The file of the history, made private; NULL if there is no place for one.
static char *find_history(void)
{
  struct dm_buffer path = {0};
  const char *state = getenv("XDG_STATE_HOME");
  const char *home = getenv("HOME");
  if (state && state[0] == '/') {
    dm_buffer_printf(&path, "%s/demarche/history", state);
  } else if (home && home[0] == '/') {
    dm_buffer_printf(&path, "%s/.local/state/demarche/history", home);
  } else {
    return NULL;
  }
  char *file = strdup(dm_buffer_text(&path));
  dm_buffer_free(&path);
  if (file) {
    make_folders(file);
  }
  int handle = file ? open(file, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR) : -1;
  if (handle < 0) {
    free(file);
    return NULL;
  }
  close(handle);
  return file;
}

static void begin_history(struct dm_prompt_line *line)
{
  HistEvent event;
  line->history = history_init();
  if (!line->history) {
    dm_fail("out of memory");
  }
  history(line->history, &event, H_SETSIZE, HISTORY_LINES);
  history(line->history, &event, H_SETUNIQUE, 1);
  line->file = find_history();
  if (line->file) {
    history(line->history, &event, H_LOAD, line->file);
  }
  el_set(line->edit, EL_HIST, history, line->history);
}

static void remember(struct dm_prompt_line *line, const char *text)
{
  HistEvent event;
  if (text[strspn(text, " \t\r\n")] == 0) {
    return;
  }
  history(line->history, &event, H_ENTER, text);
  if (line->file) {
    history(line->history, &event, H_SAVE, line->file);
  }
}

/* Completion. */

struct choice {
  size_t count;
  const char *first;
  size_t common; ///< bytes that all of them begin with
};

static struct choice find_choice(const struct dm_prompt_line *line, const char *begun, size_t size)
{
  struct choice choice = {0};
  for (size_t i = 0; i < line->count; i++) {
    const char *word = line->words[i];
    if (strncmp(word, begun, size) != 0) {
      continue;
    }
    size_t same = 0;
    while (choice.count && same < choice.common && word[same] == choice.first[same]) {
      same++;
    }
    choice.common = choice.count ? same : strlen(word);
    choice.first = choice.count ? choice.first : word;
    choice.count++;
  }
  return choice;
}

static void show_words(const struct dm_prompt_line *line, const char *begun, size_t size)
{
  putchar('\n');
  for (size_t i = 0; i < line->count; i++) {
    if (strncmp(line->words[i], begun, size) == 0) {
      printf("%s  ", line->words[i]);
    }
  }
  putchar('\n');
  fflush(stdout);
}

static bool ends_word(char byte) { return strchr(" \t\n{}()<>;,?$\"'", byte) != NULL; }

static unsigned char complete(EditLine *edit, int key)
{
  struct dm_prompt_line *line;
  (void)key;
  const LineInfo *info = el_line(edit);
  const char *begun = info->cursor;
  if (el_get(edit, EL_CLIENTDATA, &line) != 0) {
    return CC_ERROR;
  }
  while (begun > info->buffer && !ends_word(begun[-1])) {
    begun--;
  }
  size_t size = (size_t)(info->cursor - begun);
  struct choice choice = size ? find_choice(line, begun, size) : (struct choice){0};
  if (choice.count == 0) {
    return CC_ERROR;
  }
  if (choice.count > 1 && choice.common == size) {
    show_words(line, begun, size);
    return CC_REDISPLAY;
  }
  struct dm_buffer rest = {0};
  dm_buffer_add(&rest, choice.first + size, choice.common - size);
  dm_buffer_add_text(&rest, choice.count == 1 ? " " : "");
  int failed = el_insertstr(edit, dm_buffer_text(&rest));
  dm_buffer_free(&rest);
  return failed ? CC_ERROR : CC_REFRESH;
}

/* The editor. */

static char *tell_prompt(EditLine *edit)
{
  struct dm_prompt_line *line;
  el_get(edit, EL_CLIENTDATA, &line);
  return (char *)(uintptr_t)line->prompt; // NOLINT(*-int-to-ptr): libedit wants it so and leaves it alone
}

/// Names are in UTF-8 wherever they come from.
static void choose_encoding(void)
{
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
    setlocale(LC_CTYPE, "C.UTF-8");
  }
}

static void begin_editing(struct dm_prompt_line *line)
{
  choose_encoding();
  line->edit = el_init("demarche", stdin, stdout, stderr);
  if (!line->edit) {
    return;
  }
  el_set(line->edit, EL_CLIENTDATA, line);
  el_set(line->edit, EL_PROMPT, tell_prompt);
  el_set(line->edit, EL_EDITOR, "emacs");
  el_set(line->edit, EL_SIGNAL, 0);
  begin_history(line);
  el_set(line->edit, EL_ADDFN, "complete", "Complete a word", complete);
  el_set(line->edit, EL_BIND, "^I", "complete", NULL);
  el_set(line->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_source(line->edit, NULL);
}

static void end_editing(struct dm_prompt_line *line)
{
  if (line->edit) {
    history_end(line->history);
    el_end(line->edit);
    free(line->file);
  }
}

/// @return whether there is an editor.
static bool read_edited(struct dm_prompt_line *line, struct dm_buffer *out, enum dm_line_end *end)
{
  if (!line->edit) {
    return false;
  }
  int size = 0;
  const char *text = el_gets(line->edit, &size);
  if (!text || size <= 0) {
    *end = end_of_read();
    return true;
  }
  dm_buffer_add(out, text, (size_t)size);
  *end = keep_line(out);
  remember(line, dm_buffer_text(out));
  return true;
}

#else

static void begin_editing(struct dm_prompt_line *line) { (void)line; }
static void end_editing(struct dm_prompt_line *line) { (void)line; }
static bool read_edited(struct dm_prompt_line *line, struct dm_buffer *out, enum dm_line_end *end)
{
  (void)line, (void)out, (void)end;
  return false;
}

#endif

struct dm_prompt_line *dm_prompt_line_new(const char *const *words, size_t count)
{
  struct dm_prompt_line *line = dm_malloc(sizeof *line);
  *line = (struct dm_prompt_line){.words = words, .count = count};
  begin_editing(line);
  catch_interrupts(line);
  return line;
}

void dm_prompt_line_free(struct dm_prompt_line *line)
{
  if (line) {
    sigaction(SIGINT, &line->before, NULL);
    end_editing(line);
    free(line);
  }
}

enum dm_line_end dm_prompt_line_read(struct dm_prompt_line *line, const char *prompt, struct dm_buffer *out)
{
  enum dm_line_end end;
  dm_buffer_clear(out);
  line->prompt = prompt;
  interrupted = 0;
  if (read_edited(line, out, &end)) {
    return end;
  }
  fputs(prompt, stdout);
  fflush(stdout);
  char *text = NULL;
  size_t capacity = 0;
  ssize_t size = getline(&text, &capacity, stdin);
  if (size > 0) {
    dm_buffer_add(out, text, (size_t)size);
  }
  free(text);
  return size > 0 ? keep_line(out) : end_of_read();
}
