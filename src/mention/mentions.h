// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file mentions.h  Who, where, when and in quotation marks: what an article names.
   In: text and syntax.  Next: fact/.  Made by names.h, dates.h, quotations.h.
*/
#ifndef DM_MENTION_MENTIONS_H
#define DM_MENTION_MENTIONS_H

#include "base/span.h"

#include <stdbool.h>

enum dm_entity_type { DM_PERSON, DM_ORGANIZATION, DM_COUNTRY, DM_PLACE };
enum dm_gender { DM_GENDER_UNKNOWN, DM_GENDER_MALE, DM_GENDER_FEMALE };

/// One person, organisation, country or place of this article.  Unnamed sources are none.
struct dm_entity {
  enum dm_entity_type type;
  enum dm_gender gender;
  struct dm_span label; ///< the fullest usual form: `United States`, `Dmitry Peskov`
  uint32_t alias_count;
  struct dm_span *alias; ///< [alias_count] other forms the text has, distinct, in text order
};

enum dm_mention_form {
  DM_MENTION_NAME,      ///< `Peskov`, `US`, `Moscow` for Russia
  DM_MENTION_ADJECTIVE, ///< `French`
  DM_MENTION_NOMINAL,   ///< `the minister`, `the alliance`
  DM_MENTION_PRONOUN,   ///< `he`, `its`
};

/// A place in the text that stands for an entity.
struct dm_mention {
  struct dm_range tokens; ///< the name itself
  struct dm_range
      phrase; ///< tokens with titles, roles and appositives that belong to it: `Kremlin spokesman Dmitry Peskov`
  uint32_t entity;
  enum dm_mention_form form;
  bool possessive; ///< `'s`, `'` or `its`, `his`
};

/// Somebody's role, as the text gives it.
struct dm_position {
  uint32_t person;        ///< entity
  uint32_t organization;  ///< entity (organisation, country or place), or DM_NONE
  struct dm_span role;    ///< `foreign minister`
  struct dm_range tokens; ///< the passage
  const char *rule;       ///< id
};

enum dm_date_type { DM_DATE, DM_TIME, DM_DURATION, DM_SET };
enum dm_precision {
  DM_PRECISION_NONE,
  DM_PRECISION_DAY,
  DM_PRECISION_WEEK,
  DM_PRECISION_MONTH,
  DM_PRECISION_QUARTER,
  DM_PRECISION_YEAR,
  DM_PRECISION_DECADE,
  DM_PRECISION_CENTURY
};

/// A date expression.
struct dm_date {
  struct dm_range bytes; ///< of the body
  struct dm_range tokens;
  enum dm_date_type type;
  enum dm_precision precision;
  struct dm_span
      value; ///< TIMEX3: `2022-01-27`, `2022-W04`, `2022-01`, `2022`, `196`, `2022-01-27TMO`, `P2W`, `PAST_REF`, `XXXX-01-27`
  bool quoted;          ///< inside a quotation: relative to the day it was said
  uint32_t until;       ///< the date that ends the period this one begins: `from Monday to Friday`; DM_NONE
  bool guessed;         ///< it counts from a day of reporting that is one of several which fit the text
  const char *rule;     ///< id
  struct dm_span steps; ///< how the value came about, for `why`: `weekday before 2022-01-28`
};

/// A quotation, one part of it where it runs over paragraphs.
struct dm_quotation {
  struct dm_range outer;  ///< bytes with the quotation marks
  struct dm_range inner;  ///< bytes between them
  struct dm_range tokens; ///< of `inner`; may be empty
  uint32_t follows;       ///< the quotation of the paragraph before that this one carries on, or DM_NONE
  bool closed;            ///< a closing mark was found
  bool scare;             ///< few words that name or mark a word, no clause: `the so-called "diplomatic path"`
};

/// All of one article; each array in text order.
struct dm_mentions {
  uint32_t entity_count;
  struct dm_entity *entity;
  uint32_t mention_count;
  struct dm_mention *mention; ///< tokens ascending, disjoint
  uint32_t *token_mention;    ///< [N tokens] the mention a token is in, or DM_NONE
  uint32_t position_count;
  struct dm_position *position;
  uint32_t date_count;
  struct dm_date *date;
  uint32_t *token_date; ///< [N tokens] the date a token is in, or DM_NONE
  uint32_t quotation_count;
  struct dm_quotation *quotation; ///< outermost ones only, disjoint
  uint32_t *token_quotation;      ///< [N tokens] the quotation a token is in (its marks with it), or DM_NONE
};

#endif
