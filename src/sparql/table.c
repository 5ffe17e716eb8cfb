// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "sparql/table.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "rdf/prefixes.h"

#include <stdlib.h>

struct dm_results_table {
  struct dm_arena *arena;
  struct dm_prefixes prefixes;
  const char *const *variables;
  size_t count;
  size_t *width; ///< [count]
  uint32_t rows;
  uint32_t capacity;
  struct dm_span **row; ///< [rows] of [count] cells
  struct dm_buffer cell;
};

struct dm_results_table *dm_results_table_new(const char *const *variables, size_t count)
{
  struct dm_results_table *table = dm_malloc(sizeof *table);
  struct dm_diag diag = {0};
  struct dm_resources built_in = {0};
  *table = (struct dm_results_table){.arena = dm_arena_new(), .variables = variables, .count = count};
  if (dm_prefixes_load(&built_in, table->arena, &diag, &table->prefixes) != DM_OK) {
    table->prefixes = (struct dm_prefixes){0}; // IRIs are then shown in full
  }
  table->width = DM_NEW(table->arena, size_t, count);
  for (size_t i = 0; i < count; i++) {
    table->width[i] = dm_utf8_width(dm_span_of(variables[i]));
  }
  return table;
}

static void show_iri(const struct dm_prefixes *prefixes, struct dm_span iri, struct dm_buffer *out)
{
  struct dm_span local;
  const struct dm_prefix *prefix = dm_prefixes_split(prefixes, iri, &local);
  if (prefix) {
    dm_buffer_add_span(out, prefix->name);
    dm_buffer_add_byte(out, ':');
    dm_buffer_add_span(out, local);
  } else {
    dm_buffer_add_span(out, iri);
  }
}

static bool is_blank_or_control(uint32_t code)
{
  return code <= 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

/// A cell is one line: control characters and runs of blanks show as one blank.
static void show_text(struct dm_span text, struct dm_buffer *out)
{
  size_t at = 0;
  bool blank = false;
  while (at < text.size) {
    uint32_t code;
    size_t size = dm_utf8_decode(text, at, &code);
    if (!is_blank_or_control(code)) {
      dm_buffer_add_text(out, blank && out->size ? " " : "");
      dm_buffer_add(out, text.data + at, size);
    }
    blank = is_blank_or_control(code);
    at += size;
  }
}

void dm_results_table_row(struct dm_results_table *table, const struct dm_term *row)
{
  struct dm_span *cells = DM_NEW(table->arena, struct dm_span, table->count);
  for (size_t i = 0; i < table->count; i++) {
    struct dm_buffer *cell = &table->cell;
    dm_buffer_clear(cell);
    if (row[i].kind == DM_TERM_IRI) {
      show_iri(&table->prefixes, row[i].value, cell);
    } else if (row[i].kind != DM_TERM_NONE) {
      dm_buffer_add_text(cell, row[i].kind == DM_TERM_BLANK ? "_:" : "");
      show_text(row[i].value, cell);
    }
    cells[i] = (struct dm_span){dm_arena_copy(table->arena, cell->data, cell->size), cell->size};
    size_t width = dm_utf8_width(cells[i]);
    table->width[i] = width > table->width[i] ? width : table->width[i];
  }
  // NOLINTNEXTLINE(bugprone-sizeof-expression): an array of arrays
  *DM_PUSH(table->arena, table->row, table->rows, table->capacity) = cells;
}

/* Writing. */

enum { GAP = 2, LEAST_WIDTH = 12 };

/// Make the widest columns narrower until the table has room.  @return false if none would be wide enough to read.
static bool fit_columns(struct dm_results_table *table, size_t columns)
{
  size_t total = table->count ? GAP * (table->count - 1) : 0;
  for (size_t i = 0; i < table->count; i++) {
    total += table->width[i];
  }
  while (total > columns) {
    size_t widest = 0, second = LEAST_WIDTH;
    for (size_t i = 1; i < table->count; i++) {
      widest = table->width[i] > table->width[widest] ? i : widest;
    }
    for (size_t i = 0; i < table->count; i++) {
      second = table->width[i] < table->width[widest] && table->width[i] > second ? table->width[i] : second;
    }
    size_t over = total - columns, spare = table->width[widest] > second ? table->width[widest] - second : 0;
    size_t cut = over < spare ? over : spare ? spare : 1;
    if (table->width[widest] <= LEAST_WIDTH) {
      return false;
    }
    table->width[widest] -= cut;
    total -= cut;
  }
  return true;
}

/// Take the part of `*rest` that has room in `width` columns: up to a blank where there is one.
static struct dm_span take_line(struct dm_span *rest, size_t width)
{
  size_t end = 0, blank = 0;
  for (size_t at = 0; at < rest->size;) {
    uint32_t code;
    size_t next = at + dm_utf8_decode(*rest, at, &code);
    if (dm_utf8_width((struct dm_span){rest->data, next}) > width && (end || code == ' ')) {
      end = code == ' ' || !blank ? end : blank;
      break;
    }
    blank = code == ' ' ? at : blank;
    at = end = next;
  }
  struct dm_span line = {rest->data, end};
  size_t skip = end < rest->size && rest->data[end] == ' ' ? end + 1 : end;
  *rest = (struct dm_span){rest->data + skip, rest->size - skip};
  return line;
}

/// A row of cells, each over as many lines as it needs, nothing behind the last word of a line.
static void write_cells(const struct dm_results_table *table, struct dm_span *cells, FILE *stream)
{
  bool more = true;
  while (more) {
    size_t gap = 0;
    more = false;
    for (size_t i = 0; i < table->count; i++) {
      struct dm_span line = take_line(&cells[i], table->width[i]);
      if (line.size) {
        fprintf(stream, "%*s", (int)gap, "");
        fwrite(line.data, 1, line.size, stream);
        gap = 0;
      }
      size_t width = dm_utf8_width(line);
      gap += (table->width[i] > width ? table->width[i] - width : 0) + GAP;
      more = more || cells[i].size;
    }
    fputc('\n', stream);
  }
}

static void write_rule(const struct dm_results_table *table, FILE *stream)
{
  for (size_t i = 0; i < table->count; i++) {
    fputs(i ? "  " : "", stream);
    for (size_t n = 0; n < table->width[i]; n++) {
      fputc('-', stream);
    }
  }
  fputc('\n', stream);
}

static void write_lines(const struct dm_results_table *table, FILE *stream, const volatile sig_atomic_t *stop)
{
  struct dm_span *head = dm_malloc((table->count + 1) * sizeof *head);
  for (size_t i = 0; i < table->count; i++) {
    head[i] = dm_span_of(table->variables[i]);
  }
  write_cells(table, head, stream);
  write_rule(table, stream);
  for (uint32_t i = 0; i < table->rows && !(stop && *stop); i++) {
    write_cells(table, table->row[i], stream);
  }
  free(head);
}

/// Each row as a block, a line for each cell that is not empty.
static void write_blocks(const struct dm_results_table *table, FILE *stream, const volatile sig_atomic_t *stop)
{
  size_t widest = 0;
  for (size_t i = 0; i < table->count; i++) {
    size_t width = dm_utf8_width(dm_span_of(table->variables[i]));
    widest = width > widest ? width : widest;
  }
  for (uint32_t row = 0; row < table->rows && !(stop && *stop); row++) {
    fputs(row ? "\n" : "", stream);
    for (size_t i = 0; i < table->count; i++) {
      struct dm_span cell = table->row[row][i];
      size_t gap = widest - dm_utf8_width(dm_span_of(table->variables[i])) + GAP;
      if (cell.size) {
        fprintf(stream, "%s%*s%.*s\n", table->variables[i], (int)gap, "", DM_SPAN_ARGS(cell));
      }
    }
  }
}

void dm_results_table_write(struct dm_results_table *table, FILE *stream, size_t columns,
                            const volatile sig_atomic_t *stop)
{
  if (!columns || fit_columns(table, columns)) {
    write_lines(table, stream, stop);
  } else {
    write_blocks(table, stream, stop);
  }
}

void dm_results_table_free(struct dm_results_table *table)
{
  if (table) {
    dm_buffer_free(&table->cell);
    dm_arena_free(table->arena);
    free(table);
  }
}
