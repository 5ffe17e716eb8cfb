// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/terminal.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "base/io.h"
#include "cli/break.h"
#include "cli/history.h"

#include <histedit.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { REMEMBERED = 1000 };

struct dm_terminal {
  EditLine *editor;
  History *history;
  FILE *screen;
  const struct dm_proposals *proposals;
  const char *prompt;
  struct dm_buffer path; ///< of the history; empty where there is none
  bool dropped;
};

static char *show_prompt(EditLine *editor)
{
  struct dm_terminal *terminal = NULL;
  el_get(editor, EL_CLIENTDATA, &terminal);
  return (char *)terminal->prompt;
}

/// Ctrl-C and Ctrl-Z are keys and no signals while a line is edited: libedit reads on after a signal.
static unsigned char drop_line(EditLine *editor, int key)
{
  (void)key;
  struct dm_terminal *terminal = NULL;
  el_get(editor, EL_CLIENTDATA, &terminal);
  terminal->dropped = true;
  fputs("^C\r\n", terminal->screen);
  return CC_NEWLINE;
}

/// The signal is libedit's to handle: it gives the terminal back, and takes it again when the program goes on.
static unsigned char suspend(EditLine *editor, int key)
{
  (void)editor;
  (void)key;
  kill(getpid(), SIGTSTP);
  return CC_REDISPLAY;
}

static void list_words(const struct dm_proposed *found, FILE *screen)
{
  size_t widest = 0;
  for (uint32_t i = 0; i < found->count; i++) {
    size_t width = strlen(found->word[i]);
    widest = width > widest ? width : widest;
  }
  size_t columns = dm_io_columns(screen) / (widest + 2);
  columns = columns ? columns : 1;
  for (uint32_t i = 0; i < found->count; i++) {
    bool last = (i + 1) % columns == 0 || i + 1 == found->count;
    fprintf(screen, "%s%-*s%s", i ? "" : "\n", last ? 0 : (int)(widest + 2), found->word[i], last ? "\n" : "");
  }
}

static unsigned char put_word(EditLine *editor, const struct dm_proposed *found)
{
  char *word = dm_strndup(found->word[0], found->common);
  el_deletestr(editor, (int)found->typed);
  bool whole = found->count == 1 && !strchr(":=", found->word[0][found->common - 1]);
  bool failed = el_insertstr(editor, word) != 0 || (whole && el_insertstr(editor, " ") != 0);
  free(word);
  return failed ? CC_ERROR : CC_REFRESH;
}

static unsigned char propose(struct dm_terminal *terminal, struct dm_span line, struct dm_arena *arena)
{
  struct dm_proposed found;
  dm_proposals_find(terminal->proposals, line, arena, &found);
  if (!found.typed && !(line.size && line.data[0] == '.')) {
    return el_insertstr(terminal->editor, "  ") == 0 ? CC_REFRESH : CC_ERROR; // as in text that is pasted
  }
  if (found.count == 1 || found.common > found.typed) {
    return put_word(terminal->editor, &found);
  }
  if (!found.count) {
    return CC_REFRESH_BEEP;
  }
  list_words(&found, terminal->screen);
  return CC_REDISPLAY;
}

static unsigned char complete(EditLine *editor, int key)
{
  (void)key;
  struct dm_terminal *terminal = NULL;
  el_get(editor, EL_CLIENTDATA, &terminal);
  const LineInfo *line = el_line(editor);
  struct dm_arena *arena = dm_arena_new();
  unsigned char what = propose(terminal, (struct dm_span){line->buffer, (size_t)(line->cursor - line->buffer)}, arena);
  dm_arena_free(arena);
  return what;
}

static void set_keys(struct dm_terminal *terminal)
{
  EditLine *editor = terminal->editor;
  el_set(editor, EL_CLIENTDATA, terminal);
  el_set(editor, EL_PROMPT, show_prompt);
  el_set(editor, EL_HIST, history, terminal->history);
  el_set(editor, EL_SIGNAL, 1); // leaves the terminal as it was for whoever else is stopped or ended
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_ADDFN, "dm-drop", "Drop what is typed", drop_line);
  el_set(editor, EL_ADDFN, "dm-complete", "Complete a word", complete);
  el_set(editor, EL_ADDFN, "dm-suspend", "Stop for a while", suspend);
  el_set(editor, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_source(editor, NULL);
  el_set(editor, EL_SETTY, "-d", "-isig", NULL);
  el_set(editor, EL_BIND, "^C", "dm-drop", NULL);
  el_set(editor, EL_BIND, "-a", "^C", "dm-drop", NULL);
  el_set(editor, EL_BIND, "^Z", "dm-suspend", NULL);
  el_set(editor, EL_BIND, "-a", "^Z", "dm-suspend", NULL);
  el_set(editor, EL_BIND, "^I", "dm-complete", NULL);
}

static void load_history(struct dm_terminal *terminal)
{
  HistEvent event;
  history(terminal->history, &event, H_SETSIZE, REMEMBERED);
  history(terminal->history, &event, H_SETUNIQUE, 1);
  if (dm_history_path(&terminal->path)) {
    history(terminal->history, &event, H_LOAD, dm_buffer_text(&terminal->path));
  }
}

struct dm_terminal *dm_terminal_new(FILE *screen, const struct dm_proposals *proposals)
{
  struct dm_terminal *terminal = dm_malloc(sizeof *terminal);
  *terminal = (struct dm_terminal){.screen = screen, .proposals = proposals, .prompt = ""};
  terminal->history = history_init();
  terminal->editor = el_init("demarche", stdin, screen, stderr);
  if (!terminal->history || !terminal->editor) {
    dm_fail("libedit cannot begin");
  }
  dm_break_catch();
  load_history(terminal);
  set_keys(terminal);
  return terminal;
}

enum dm_terminal_got dm_terminal_read(struct dm_terminal *terminal, const char *prompt, struct dm_span *line)
{
  int size = 0;
  terminal->prompt = prompt;
  terminal->dropped = false;
  el_set(terminal->editor, EL_PREP_TERM, 1); // before the prompt shows: what is typed then are keys
  dm_break_clear();
  const char *text = el_gets(terminal->editor, &size);
  if (terminal->dropped) {
    return DM_TERMINAL_DROPPED;
  }
  if (!text || size <= 0) {
    fputc('\n', terminal->screen);
    return DM_TERMINAL_ENDED;
  }
  *line = (struct dm_span){text, strlen(text)};
  return DM_TERMINAL_LINE;
}

/// libedit writes whole histories: one that has the entry alone is put behind what the file has.
static void append_entry(const char *path, const char *entry)
{
  HistEvent event;
  History *one = history_init();
  FILE *file = one ? dm_history_append(path) : NULL;
  if (file) {
    history(one, &event, H_SETSIZE, 1);
    history(one, &event, H_ENTER, entry);
    history(one, &event, H_SAVE_FP, file);
    fclose(file);
  }
  if (one) {
    history_end(one);
  }
}

void dm_terminal_remember(struct dm_terminal *terminal, struct dm_span entry)
{
  HistEvent event;
  struct dm_buffer text = {0};
  dm_buffer_add_span(&text, dm_span_trim(entry));
  if (text.size && history(terminal->history, &event, H_ENTER, dm_buffer_text(&text)) == 1 && terminal->path.size) {
    append_entry(dm_buffer_text(&terminal->path), dm_buffer_text(&text));
  }
  dm_buffer_free(&text);
}

void dm_terminal_free(struct dm_terminal *terminal)
{
  if (terminal) {
    el_end(terminal->editor);
    dm_break_release();
    history_end(terminal->history);
    dm_buffer_free(&terminal->path);
    free(terminal);
  }
}
