// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file sequence.h  raptor_sequence_join(), mended.
   That of raptor 2.0.15 writes past the end of a sequence which items were put in front of.  rasqal calls it for `1 + 1 + 1`
   and for VALUES of five terms; a program's own function of the name comes before the library's.
*/
#ifndef DM_REDLAND_SEQUENCE_H
#define DM_REDLAND_SEQUENCE_H

/// Does nothing but bring this file, and so the function, into a program that asks queries.
void dm_sequence_mend(void);

#endif
