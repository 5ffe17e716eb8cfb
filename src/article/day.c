// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "article/day.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

// Names of months and days as RFC 822 and the C locale have them: a format, not a lexicon.
static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};
static const char *const weekdays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int dm_day_month_length(int year, int month)
{
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return lengths[month - 1] + (month == 2 && is_leap(year));
}

bool dm_day_exists(struct dm_day d)
{
  if (d.year < 1000 || d.year > 9999 || d.month < 1 || d.month > 12 || d.day < 1) {
    return false;
  }
  return d.day <= dm_day_month_length(d.year, d.month);
}

// Years begin in March here, so that the leap day is the last of them; an era has 400 years.
long dm_day_number(struct dm_day d)
{
  long year = d.month > 2 ? d.year : d.year - 1;
  long era = (year >= 0 ? year : year - 399) / 400;
  long year_of_era = year - era * 400;
  long day_of_year = (153 * ((d.month + 9) % 12) + 2) / 5 + d.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

struct dm_day dm_day_of_number(long number)
{
  number += 719468;
  long era = (number >= 0 ? number : number - 146096) / 146097;
  long day_of_era = number - era * 146097;
  long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  long month = (5 * day_of_year + 2) / 153;
  struct dm_day d = {.month = (int)(month < 10 ? month + 3 : month - 9),
                     .day = (int)(day_of_year - (153 * month + 2) / 5 + 1)};
  d.year = (int)(year_of_era + era * 400) + (d.month <= 2);
  return d;
}

int dm_day_weekday(struct dm_day day)
{
  long since_monday = (dm_day_number(day) + 3) % 7; // 1970-01-01 was a Thursday
  return (int)(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

int dm_day_week(struct dm_day day, int *year)
{
  long thursday = dm_day_number(day) + 4 - dm_day_weekday(day);
  *year = dm_day_of_number(thursday).year;
  return (int)(thursday - dm_day_number((struct dm_day){*year, 1, 1})) / 7 + 1;
}

/// Three letters or more of a name.
static int index_of(const char *const *names, int count, const char *word, size_t size)
{
  for (int i = 0; i < count; i++) {
    if (size >= 3 && size <= strlen(names[i]) && strncasecmp(names[i], word, size) == 0) {
      return i;
    }
  }
  return size == 4 && strncasecmp(word, "sept", 4) == 0 && count == 12 ? 8 : -1;
}

/// sscanf() takes signs and spaces for parts of a number: only digits are, with `-` between them.
static bool is_iso_day(const char *text, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    bool hyphen = i == 4 || i == 7;
    if (hyphen ? text[i] != '-' : !isdigit((unsigned char)text[i])) {
      return false;
    }
  }
  return true;
}

static bool parse_iso(struct dm_span text, struct dm_arena *arena, struct dm_span *out)
{
  char copy[32];
  if (text.size < 4 || text.size >= sizeof copy || memchr(text.data, 0, text.size)) {
    return false;
  }
  memcpy(copy, text.data, text.size);
  copy[text.size] = 0;
  struct dm_day d = {.month = 1, .day = 1};
  int used = 0;
  size_t keep = 0;
  // NOLINTBEGIN(cert-err34-c): no number is wider than four digits
  if (sscanf(copy, "%4d-%2d-%2d%n", &d.year, &d.month, &d.day, &used) == 3 && used == 10) {
    keep = strchr("T ", copy[10]) ? 10 : 0;
  } else if (sscanf(copy, "%4d-%2d%n", &d.year, &d.month, &used) == 2 && used == 7) {
    d.day = 1;
    keep = copy[7] ? 0 : 7;
  } else if (sscanf(copy, "%4d%n", &d.year, &used) == 1 && used == 4) {
    d.month = d.day = 1;
    keep = copy[4] ? 0 : 4;
  }
  // NOLINTEND(cert-err34-c)
  if (!keep || !is_iso_day(copy, keep) || !dm_day_exists(d)) {
    return false;
  }
  *out = (struct dm_span){dm_arena_copy(arena, text.data, keep), keep};
  return true;
}

static bool is_time(const char *word, size_t size)
{
  return (memchr(word, ':', size) != NULL && isdigit((unsigned char)word[0])) || word[0] == '+' ||
         (size == 5 && word[0] == '-');
}

/// One word of a date; `over` when the day is complete, so that a time may follow.
static bool take_word(struct dm_day *d, const char *word, size_t size)
{
  bool complete = d->year && d->month && d->day;
  int month = index_of(months, 12, word, size);
  if (month >= 0 && !d->month) {
    d->month = month + 1;
    return true;
  }
  if (isdigit((unsigned char)word[0]) && !complete && !memchr(word, ':', size)) {
    int number = 0;
    size_t digits = 0;
    while (digits < size && digits <= 4 && isdigit((unsigned char)word[digits])) { // a year's four, and one too many
      number = number * 10 + word[digits++] - '0';
    }
    if (digits == 4 && size == 4 && !d->year) {
      d->year = number;
    } else if (digits <= 2 && !d->day) {
      d->day = number;
    } else {
      return false;
    }
    return true;
  }
  return complete ? is_time(word, size) || size <= 4 : index_of(weekdays, 7, word, size) >= 0;
}

bool dm_day_parse(struct dm_span text, struct dm_arena *arena, struct dm_span *out)
{
  text = dm_span_trim(text);
  if (parse_iso(text, arena, out)) {
    return true;
  }
  struct dm_day d = {0};
  for (size_t at = 0; at < text.size;) {
    size_t end = at;
    while (end < text.size && !strchr(" ,.\t", text.data[end])) {
      end++;
    }
    if (end > at && !take_word(&d, text.data + at, end - at)) {
      return false;
    }
    at = end + 1;
  }
  if (!dm_day_exists(d)) {
    return false;
  }
  char iso[32];
  int size = snprintf(iso, sizeof iso, "%04d-%02d-%02d", d.year, d.month, d.day);
  *out = (struct dm_span){dm_arena_copy(arena, iso, (size_t)size), (size_t)size};
  return true;
}
