// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
// Printed days: what is read is a day that the calendar has, and reads as itself; numbers of days go there and back.
#include "fuzz.h"

#include "article/day.h"
#include "graph/calendar.h"
#include "mention/date_numbers.h"
#include "mention/date_words.h"

static void check_number(struct dm_day day)
{
  long number = dm_day_number(day);
  struct dm_day back = dm_day_of_number(number);
  int year;
  int week = dm_day_week(day, &year);
  FUZZ_CHECK(back.year == day.year && back.month == day.month && back.day == day.day);
  FUZZ_CHECK(dm_day_weekday(day) >= 1 && dm_day_weekday(day) <= 7);
  FUZZ_CHECK(dm_day_weekday(day) == dm_day_weekday(dm_day_of_number(number + 7)));
  FUZZ_CHECK(week >= 1 && week <= 53 && year >= day.year - 1 && year <= day.year + 1);
}

static void check_parse(struct dm_span text, struct dm_arena *arena)
{
  struct dm_span day;
  struct dm_span again;
  if (dm_day_parse(text, arena, &day)) {
    FUZZ_CHECK(dm_calendar_unit(day) != DM_CALENDAR_NONE);
    FUZZ_CHECK(dm_day_parse(day, arena, &again) && dm_span_equal(day, again));
  }
}

static void check_words(struct dm_span text)
{
  struct dm_day day;
  struct dm_day other;
  int first;
  int second;
  dm_date_pair(text, &first, &second);
  FUZZ_CHECK(first >= 0 && second >= 0);
  if (dm_date_number(text, &day, &other)) {
    FUZZ_CHECK(dm_day_exists(day));
    FUZZ_CHECK(other.year == 0 || dm_day_exists(other));
    check_number(day);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct dm_span text = fuzz_span(data, size);
  struct dm_arena *arena = dm_arena_new();
  check_parse(text, arena);
  dm_calendar_unit(text);
  check_words(text);
  if (size >= 4) {
    struct dm_day day = {1000 + (data[0] << 8 | data[1]) % 9000, 1 + data[2] % 12, 0};
    day.day = 1 + data[3] % dm_day_month_length(day.year, day.month);
    FUZZ_CHECK(dm_day_exists(day));
    check_number(day);
  }
  dm_arena_free(arena);
  return 0;
}
