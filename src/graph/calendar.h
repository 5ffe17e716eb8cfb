// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file calendar.h  Which XSD date type an ISO date is of.
*/
#ifndef DM_GRAPH_CALENDAR_H
#define DM_GRAPH_CALENDAR_H

#include "base/span.h"

enum dm_calendar_unit { DM_CALENDAR_NONE, DM_CALENDAR_DAY, DM_CALENDAR_MONTH, DM_CALENDAR_YEAR };

/// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, if the Gregorian calendar has it; years 0001 to 9999.
enum dm_calendar_unit dm_calendar_unit(struct dm_span value);

#endif
