// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file parser_model.h  A trained network as the model that the parser runs by: rounded to integers.
*/
#ifndef DM_TRAIN_PARSER_MODEL_H
#define DM_TRAIN_PARSER_MODEL_H

#include "train/parser_net.h"

/// Write models/parser.  @param path  of the file.  @return DM_OK; DM_ERR_IO (said).
DM_CHECK_RESULT enum dm_status dm_parser_model_write(const struct dm_net *net, const char *path,
                                                     struct dm_arena *scratch, struct dm_diag *diag);

#endif
