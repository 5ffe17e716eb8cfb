// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file itemised.h  The items of a list that a sentence opens: `Norway demands that Sweden: 1. … 2. …`.
*/
#ifndef DM_FACT_ITEMISED_H
#define DM_FACT_ITEMISED_H

#include "fact/party.h"

/// Whether a colon at token `at` ends its paragraph.
bool dm_list_opens(const struct dm_scene *scene, uint32_t at);
/**
   The next item of a list.

   An item is a paragraph of its own, right behind the one before, that begins with a number, a letter in brackets, a
   sign of a list, or a small letter.

   @param item  In: the item before, or the empty range at the colon that opens the list.  Out: tokens of the item
                without its number and its last sign.
   @return false if there is none: `*item` is as it was.
*/
bool dm_list_next(const struct dm_scene *scene, struct dm_range *item);

#endif
