// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/sequence.h"

#include <raptor2.h>

int raptor_sequence_join(raptor_sequence *to, raptor_sequence *from)
{
  if (!to || !from) {
    return 1;
  }
  int failed = 0;
  while (!failed && raptor_sequence_size(from) > 0) {
    failed = raptor_sequence_push(to, raptor_sequence_unshift(from));
  }
  return failed;
}

void dm_sequence_mend(void) {}
