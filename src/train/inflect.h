// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file inflect.h  The dictionary's words in all their forms.
*/
#ifndef DM_TRAIN_INFLECT_H
#define DM_TRAIN_INFLECT_H

#include "syntax/forms.h"
#include "syntax/word_table.h"

/// Takes a form (small) and its readings.
typedef void dm_inflect_sink(void *context, struct dm_span form, const struct dm_forms *forms);

/// Give each form of the dictionary's words that is in the table of words; some more than once.
void dm_inflect(const struct dm_forms_model *forms, const struct dm_word_table *words, dm_inflect_sink *sink,
                void *context);

#endif
