// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "mention/date_numbers.h"

#include "article/day.h"

#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct dm_date_groups dm_date_groups_of(struct dm_span word)
{
  struct dm_date_groups groups = {0};
  size_t at = 0;
  while (groups.count < 3 && at < word.size && is_digit(word.data[at])) {
    size_t start = at;
    int number = 0;
    while (at < word.size && is_digit(word.data[at]) && at - start < 5) {
      number = number * 10 + (word.data[at++] - '0');
    }
    groups.number[groups.count] = number;
    groups.size[groups.count++] = at - start;
    groups.end = at;
    bool divided = at + 1 < word.size && strchr("-/.:", word.data[at]) != NULL && is_digit(word.data[at + 1]);
    if (!divided || (groups.sign && groups.sign != word.data[at])) {
      break;
    }
    groups.sign = word.data[at++];
  }
  return groups;
}

void dm_date_pair(struct dm_span digits, int *first, int *second)
{
  struct dm_date_groups groups = dm_date_groups_of(digits);
  *first = groups.number[0];
  *second = groups.number[1];
}

bool dm_date_number(struct dm_span word, struct dm_day *day, struct dm_day *other)
{
  struct dm_date_groups groups = dm_date_groups_of(word);
  *other = (struct dm_day){0};
  if (groups.count != 3 || groups.end != word.size || groups.sign == ':') {
    return false;
  }
  const int *n = groups.number;
  if (groups.size[0] == 4 && groups.size[1] <= 2 && groups.size[2] <= 2) {
    *day = (struct dm_day){n[0], n[1], n[2]};
    return dm_day_exists(*day);
  }
  if (groups.size[2] != 4 || groups.size[0] > 2 || groups.size[1] > 2) {
    return false;
  }
  *day = (struct dm_day){n[2], n[1], n[0]};
  struct dm_day changed = {n[2], n[0], n[1]};
  if (!dm_day_exists(*day)) {
    *day = changed;
  } else if (groups.sign == '/' && dm_day_exists(changed) && n[0] != n[1]) {
    *other = changed;
  }
  return dm_day_exists(*day);
}
