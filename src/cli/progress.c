// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define CLEAR_LINE "\r\033[K"

/// Seconds until it is shown first and again.  What is done at once shows nothing.
#define LINE_FIRST 0.5
#define LINE_AGAIN 0.2
#define LOG_AGAIN  10.0
/// Seconds before the time left is worth saying.
#define ENOUGH     2.0

enum { COLUMNS = 80, PARTS = 5, PART_SIZE = 64 };

/* In words. */

static void put_duration(double seconds, char *out, size_t size, const char *before, const char *behind)
{
  unsigned long whole = seconds > 1e8 ? 100000000 : (unsigned long)(seconds + 0.5);
  unsigned long hours = whole / 3600;
  unsigned long minutes = whole / 60 % 60;
  if (hours) {
    snprintf(out, size, "%s%lu:%02lu:%02lu%s", before, hours, minutes, whole % 60, behind);
  } else {
    snprintf(out, size, "%s%lu:%02lu%s", before, minutes, whole % 60, behind);
  }
}

static void put_rate(const struct dm_tally *tally, char *out, size_t size)
{
  double rate = tally->seconds > 0 ? (double)tally->done / tally->seconds : 0;
  if (tally->done && tally->seconds >= LINE_FIRST) {
    snprintf(out, size, rate < 9.95 ? "%.1f/s" : "%.0f/s", rate);
  }
}

/// The parts in the order in which they are shown; those with nothing to say are empty.
static void make_parts(const struct dm_tally *tally, char parts[PARTS][PART_SIZE])
{
  memset(parts, 0, PARTS * sizeof *parts);
  snprintf(parts[0], PART_SIZE, "%llu %s", (unsigned long long)tally->done, tally->unit);
  put_rate(tally, parts[1], PART_SIZE);
  uint64_t part = tally->part < tally->whole ? tally->part : tally->whole;
  if (tally->ended) {
    put_duration(tally->seconds, parts[3], PART_SIZE, "in ", "");
  } else if (part) {
    double share = (double)part / (double)tally->whole;
    snprintf(parts[2], PART_SIZE, "%d %%", (int)(100 * share));
    if (tally->seconds >= ENOUGH) {
      put_duration(tally->seconds * (1 - share) / share, parts[3], PART_SIZE, "", " left");
    }
  }
  if (tally->failed) {
    snprintf(parts[4], PART_SIZE, "%llu failed", (unsigned long long)tally->failed);
  }
}

void dm_tally_format(const struct dm_tally *tally, size_t columns, struct dm_buffer *out)
{
  static const int dropped[] = {1, 2, 3, 4}; // in this order, while it is too long
  char parts[PARTS][PART_SIZE];
  make_parts(tally, parts);
  for (int drop = 0; drop <= PARTS - 1; drop++) {
    struct dm_buffer line = {0};
    for (int i = 0; i < PARTS; i++) {
      dm_buffer_add_text(&line, line.size && parts[i][0] ? ", " : "");
      dm_buffer_add_text(&line, parts[i]);
    }
    if (line.size <= columns || drop == PARTS - 1) {
      dm_buffer_add(out, line.data, line.size < columns ? line.size : columns);
      dm_buffer_free(&line);
      return;
    }
    dm_buffer_free(&line);
    parts[dropped[drop]][0] = '\0';
  }
}

/* On a terminal, or in a log. */

static double monotonic_seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static size_t terminal_columns(FILE *stream)
{
  struct winsize size;
  return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : COLUMNS;
}

static void clear_line(struct dm_progress *progress)
{
  if (progress->shown) {
    fputs(CLEAR_LINE, progress->stream);
    fflush(progress->stream);
    progress->shown = false;
  }
}

static void show(struct dm_progress *progress)
{
  struct dm_buffer line = {0};
  bool log = progress->mode == DM_PROGRESS_LOG;
  size_t columns = log ? SIZE_MAX : progress->columns(progress->stream);
  dm_buffer_add_text(&line, log ? "demarche: " : CLEAR_LINE);
  dm_tally_format(&progress->tally, columns ? columns - 1 : 0, &line);
  dm_buffer_add_text(&line, log ? "\n" : "");
  fwrite(line.data, 1, line.size, progress->stream);
  fflush(progress->stream);
  dm_buffer_free(&line);
  progress->shown = !log;
}

/// A dm_diag_sink: a message above the line.
static void say_above(void *context, const struct dm_message *message)
{
  struct dm_progress *progress = context;
  bool shown = progress->shown;
  clear_line(progress);
  struct dm_buffer line = {0};
  dm_message_format(message, &line);
  dm_buffer_add_byte(&line, '\n');
  fwrite(line.data, 1, line.size, progress->stream);
  dm_buffer_free(&line);
  if (shown) {
    show(progress);
  }
}

void dm_progress_begin_in(struct dm_progress *progress, enum dm_progress_mode mode, const char *unit,
                          struct dm_diag *diag)
{
  progress->mode = mode;
  progress->tally = (struct dm_tally){.unit = unit};
  progress->shown = false;
  progress->diag = NULL;
  if (mode == DM_PROGRESS_NONE) {
    return;
  }
  progress->begun = progress->clock();
  progress->next = progress->begun + (mode == DM_PROGRESS_LINE ? LINE_FIRST : LOG_AGAIN);
  if (mode == DM_PROGRESS_LINE && !diag->sink) {
    progress->diag = diag;
    diag->sink = say_above;
    diag->context = progress;
  }
}

static enum dm_progress_mode choose_mode(const struct dm_options *options, bool output)
{
  const char *term = getenv("TERM");
  if (options->no_progress) {
    return DM_PROGRESS_NONE;
  }
  bool able = term && *term && strcmp(term, "dumb") != 0 && isatty(STDERR_FILENO);
  if (able && !(output && isatty(STDOUT_FILENO))) {
    return DM_PROGRESS_LINE;
  }
  return options->progress ? DM_PROGRESS_LOG : DM_PROGRESS_NONE;
}

void dm_progress_begin(struct dm_progress *progress, const struct dm_options *options, const char *unit, bool output,
                       struct dm_diag *diag)
{
  *progress = (struct dm_progress){.stream = stderr, .clock = monotonic_seconds, .columns = terminal_columns};
  dm_progress_begin_in(progress, choose_mode(options, output), unit, diag);
}

void dm_progress_tell(struct dm_progress *progress, uint64_t done, uint64_t part, uint64_t whole)
{
  if (progress->mode == DM_PROGRESS_NONE) {
    return;
  }
  progress->tally.done = done;
  progress->tally.part = part;
  progress->tally.whole = whole;
  double now = progress->clock();
  progress->tally.seconds = now - progress->begun;
  if (now >= progress->next) {
    progress->next = now + (progress->mode == DM_PROGRESS_LINE ? LINE_AGAIN : LOG_AGAIN);
    show(progress);
  }
}

void dm_progress_fail(struct dm_progress *progress) { progress->tally.failed++; }

void dm_progress_end(struct dm_progress *progress)
{
  if (progress->mode == DM_PROGRESS_LINE) {
    clear_line(progress);
  } else if (progress->mode == DM_PROGRESS_LOG) {
    progress->tally.seconds = progress->clock() - progress->begun;
    progress->tally.ended = true;
    show(progress);
  }
  if (progress->diag) {
    progress->diag->sink = NULL;
    progress->diag->context = NULL;
  }
  progress->mode = DM_PROGRESS_NONE;
  progress->diag = NULL;
}
