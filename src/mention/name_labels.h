// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file name_labels.h  Labels of tokens, of which names are read: none, or a type and the place in the name (BILOU).
*/
#ifndef DM_MENTION_NAME_LABELS_H
#define DM_MENTION_NAME_LABELS_H

#include <stdbool.h>
#include <stdint.h>

// What a model tells apart; the names are those of marked data.
#define DM_NAME_TYPES(X)                                                                                               \
  X(PERSON, "person")                                                                                                  \
  X(ORGANIZATION, "organization")                                                                                      \
  X(COUNTRY, "country")                                                                                                \
  X(PLACE, "place")                                                                                                    \
  X(NATIONALITY, "nationality")                                                                                        \
  X(OTHER, "other")

enum dm_name_type {
#define DM_NAME_TYPE(name, text) DM_NAME_TYPE_##name,
  DM_NAME_TYPES(DM_NAME_TYPE)
#undef DM_NAME_TYPE
      DM_NAME_TYPE_COUNT
};

/// Where in its name a token is.
enum dm_name_place { DM_NAME_BEGIN, DM_NAME_INSIDE, DM_NAME_LAST, DM_NAME_UNIT };

enum {
  DM_NAME_PLACES = 4,
  DM_NAME_OUTSIDE = 0, ///< the label of what is no name
  DM_NAME_LABELS = 1 + DM_NAME_TYPE_COUNT * DM_NAME_PLACES,
};

static inline uint8_t dm_name_label(uint32_t type, uint32_t place)
{
  return (uint8_t)(1 + type * DM_NAME_PLACES + place);
}

/// The place of `token` in a name that is [start, end).
static inline uint32_t dm_name_place_of(uint32_t token, uint32_t start, uint32_t end)
{
  return end - start == 1   ? DM_NAME_UNIT
         : token == start   ? DM_NAME_BEGIN
         : token + 1 == end ? DM_NAME_LAST
                            : DM_NAME_INSIDE;
}

/// Whether a name goes on behind a label, and whether a label carries one on.
static inline bool dm_name_label_opens(uint32_t label)
{
  return label && (label - 1) % DM_NAME_PLACES <= DM_NAME_INSIDE;
}
static inline bool dm_name_label_follows(uint32_t label)
{
  uint32_t place = (label + DM_NAME_PLACES - 1) % DM_NAME_PLACES;
  return label && (place == DM_NAME_INSIDE || place == DM_NAME_LAST);
}

/// Whether one label may stand behind another.
static inline bool dm_name_label_joins(uint32_t before, uint32_t label)
{
  bool open = dm_name_label_opens(before);
  return open == dm_name_label_follows(label) &&
         (!open || (before - 1) / DM_NAME_PLACES == (label - 1) / DM_NAME_PLACES);
}

#endif
