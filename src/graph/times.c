// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/calendar.h"
#include "graph/sheet.h"

/// In thousandths: dates come without one of their own.
enum { DATE_CONFIDENCE = 900, GUESS_CONFIDENCE = 500 };
enum { DAY_SIZE = sizeof "2022-01-27" - 1 };

static const enum dm_word types[] = {[DM_DATE] = DM_WORD_TYPE_DATE,
                                     [DM_TIME] = DM_WORD_TYPE_TIME,
                                     [DM_DURATION] = DM_WORD_TYPE_DURATION,
                                     [DM_SET] = DM_WORD_TYPE_SET};
static const enum dm_word precisions[] = {[DM_PRECISION_NONE] = DM_WORD_NONE,
                                          [DM_PRECISION_DAY] = DM_WORD_PRECISION_DAY,
                                          [DM_PRECISION_WEEK] = DM_WORD_PRECISION_WEEK,
                                          [DM_PRECISION_MONTH] = DM_WORD_PRECISION_MONTH,
                                          [DM_PRECISION_QUARTER] = DM_WORD_PRECISION_QUARTER,
                                          [DM_PRECISION_YEAR] = DM_WORD_PRECISION_YEAR,
                                          [DM_PRECISION_DECADE] = DM_WORD_PRECISION_DECADE,
                                          [DM_PRECISION_CENTURY] = DM_WORD_PRECISION_CENTURY};
static const enum dm_word properties[] = {[DM_CALENDAR_NONE] = DM_WORD_NONE,
                                          [DM_CALENDAR_DAY] = DM_WORD_DAY,
                                          [DM_CALENDAR_MONTH] = DM_WORD_MONTH,
                                          [DM_CALENDAR_YEAR] = DM_WORD_YEAR};

static void add_date(struct dm_sheet *sheet, struct dm_term subject, const struct dm_date *date)
{
  struct dm_evidence evidence = {
      .whole = date->bytes, .rule = date->rule, .confidence = date->guessed ? GUESS_CONFIDENCE : DATE_CONFIDENCE};
  dm_sheet_add_word(sheet, subject, DM_WORD_TYPE, DM_WORD_DATE_EXPRESSION);
  dm_sheet_add_evidence(sheet, subject, &evidence);
  dm_sheet_add_text(sheet, subject, DM_WORD_TIMEX, date->value, DM_WORD_NONE);
  dm_sheet_add_word(sheet, subject, DM_WORD_TIMEX_TYPE, types[date->type]);
  if (precisions[date->precision] != DM_WORD_NONE) {
    dm_sheet_add_word(sheet, subject, DM_WORD_PRECISION, precisions[date->precision]);
  }
  struct dm_span day = date->value;
  if (date->type == DM_TIME && date->precision == DM_PRECISION_DAY && day.size > DAY_SIZE) {
    day.size = DAY_SIZE; // the day of `2022-01-27T15:00`
  }
  enum dm_word property = date->type == DM_SET ? DM_WORD_NONE : properties[dm_calendar_unit(day)];
  if (property != DM_WORD_NONE) {
    dm_sheet_add_day(sheet, subject, property, day);
  }
  dm_sheet_add_text(sheet, subject, DM_WORD_STEPS, date->steps, DM_WORD_NONE);
}

void dm_sheet_add_dates(struct dm_sheet *sheet)
{
  const struct dm_mentions *mentions = sheet->analysis->mentions;
  sheet->date = DM_NEW(sheet->arena, struct dm_term, mentions->date_count + 1);
  for (uint32_t i = 0; i < mentions->date_count; i++) {
    sheet->date[i] = dm_sheet_name(sheet, "date", mentions->date[i].bytes);
    add_date(sheet, sheet->date[i], &mentions->date[i]);
  }
}
