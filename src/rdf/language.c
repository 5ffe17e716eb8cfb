// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "config.h"

#include "rdf/language.h"

#include <dlfcn.h>
#include <raptor2.h>
#include <string.h>

typedef raptor_term *make_literal(raptor_world *world, const unsigned char *literal, size_t literal_len,
                                  raptor_uri *datatype, const unsigned char *language, unsigned char language_len);

raptor_term *raptor_new_term_from_counted_literal(raptor_world *world, const unsigned char *literal, size_t literal_len,
                                                  raptor_uri *datatype, const unsigned char *language,
                                                  unsigned char language_len)
{
  static make_literal *library;
  if (!library) {
    void *found = dlsym(RTLD_NEXT, "raptor_new_term_from_counted_literal");
    memcpy(&library, &found, sizeof library); // an object pointer, as POSIX has it
  }
  if (language && strlen((const char *)language) > language_len) {
    return library(world, literal, literal_len, datatype, (const unsigned char *)"-", 1);
  }
  return library(world, literal, literal_len, datatype, language, language_len);
}

void dm_language_mend(void) {}
