// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file language.h  raptor_new_term_from_counted_literal(), mended.
   That of raptor 2.0.15 has one byte for the length of a language, and writes past the end of its copy of a longer one.  A
   program's own function of the name comes before the library's; it gives such a literal a language that is none.
*/
#ifndef DM_RDF_LANGUAGE_H
#define DM_RDF_LANGUAGE_H

enum { DM_LANGUAGE_SIZE = 255 }; ///< letters of the longest language

/// Does nothing but bring this file, and so the function, into a program that reads RDF.
void dm_language_mend(void);

#endif
