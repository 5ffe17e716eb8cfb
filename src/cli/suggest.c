// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "cli/suggest.h"

#include "base/buffer.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 63 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

size_t dm_suggest_distance(const char *a, const char *b)
{
  size_t a_size = strlen(a);
  size_t b_size = strlen(b);
  if (a_size > LONGEST || b_size > LONGEST) {
    return SIZE_MAX;
  }
  size_t row[3][LONGEST + 1]; // of a's prefix, the one before, and the one before that, by b's prefix
  for (size_t j = 0; j <= b_size; j++) {
    row[0][j] = j;
  }
  for (size_t i = 1; i <= a_size; i++) {
    memmove(row[1], row[0], 2 * sizeof row[0]);
    row[0][0] = i;
    for (size_t j = 1; j <= b_size; j++) {
      size_t changed = row[1][j - 1] + (a[i - 1] != b[j - 1]);
      row[0][j] = least(changed, least(row[1][j], row[0][j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[0][j] = least(row[0][j], row[2][j - 2] + 1);
      }
    }
  }
  return row[0][b_size];
}

bool dm_suggest_is_nearer(const char *word, const char *candidate, size_t *best)
{
  size_t size = strlen(word);
  size_t distance = dm_suggest_distance(word, candidate);
  bool begins = size >= 2 && strncmp(word, candidate, size) == 0;
  size_t limit = least(strlen(candidate), size) / 3 + 1;
  if (begins) {
    distance = 1;
  }
  if (distance > limit || distance >= *best || distance >= strlen(candidate)) {
    return false;
  }
  *best = distance;
  return true;
}

void dm_suggest_command(const char *word, struct dm_diag *diag)
{
  const char *meant = NULL;
  size_t best = SIZE_MAX;
  for (const struct dm_command_row *c = dm_command_rows; c->name; c++) {
    meant = dm_suggest_is_nearer(word, c->name, &best) ? c->name : meant;
  }
  if (meant) {
    dm_diag_error(diag, "there is no command '%s'; did you mean '%s'?", word, meant);
  } else {
    dm_diag_error(diag, "there is no command '%s', see demarche --help", word);
  }
}

/// The row whose name is nearest to a word without dashes and value, or NULL.
static const struct dm_option_row *find_option(const struct dm_command_row *command, const char *name)
{
  const struct dm_option_row *meant = NULL;
  size_t best = SIZE_MAX;
  for (const struct dm_option_row *row = dm_option_rows; row->name; row++) {
    if (dm_option_row_is_of(row, command) && dm_suggest_is_nearer(name, row->name, &best)) {
      meant = row;
    }
  }
  return meant;
}

void dm_suggest_option(const struct dm_command_row *command, const char *word, struct dm_diag *diag)
{
  char name[LONGEST + 1];
  size_t dashes = strspn(word, "-");
  size_t size = strcspn(word + dashes, "=");
  size = least(size, LONGEST);
  memcpy(name, word + dashes, size);
  name[size] = '\0';
  const struct dm_option_row *meant = dashes == 2 ? find_option(command, name) : NULL;
  if (meant) {
    dm_diag_error(diag, "%s: there is no option %s; did you mean --%s?", command->name, word, meant->name);
  } else {
    dm_diag_error(diag, "%s: there is no option %s, see --help", command->name, word);
  }
}

void dm_suggest_format(const struct dm_command_row *command, const char *word, struct dm_diag *diag)
{
  const char *meant = NULL;
  size_t best = SIZE_MAX;
  struct dm_buffer all = {0};
  for (const struct dm_value *v = command->formats; v->name; v++) {
    meant = dm_suggest_is_nearer(word, v->name, &best) ? v->name : meant;
    const char *join = v == command->formats ? "" : v[1].name ? ", " : " or ";
    dm_buffer_printf(&all, "%s%s", join, v->name);
  }
  if (meant) {
    dm_diag_error(diag, "%s writes %s, not %s; did you mean %s?", command->name, dm_buffer_text(&all), word, meant);
  } else {
    dm_diag_error(diag, "%s writes %s, not %s", command->name, dm_buffer_text(&all), word);
  }
  dm_buffer_free(&all);
}
