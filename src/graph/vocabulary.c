// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/vocabulary.h"

#include <assert.h>

static const struct dm_span iris[DM_WORD_COUNT] = {
#define OWN_IRI(name, local)   [DM_WORD_##name] = {DM_NAMESPACE local, sizeof(DM_NAMESPACE local) - 1},
#define FOREIGN_IRI(name, iri) [DM_WORD_##name] = {iri, sizeof(iri) - 1},
    DM_OWN_WORDS(OWN_IRI) DM_FOREIGN_WORDS(FOREIGN_IRI)
#undef OWN_IRI
#undef FOREIGN_IRI
};

struct dm_span dm_word_iri(enum dm_word word)
{
  assert(word > DM_WORD_NONE && word < DM_WORD_COUNT);
  return iris[word];
}

struct dm_term dm_word_term(enum dm_word word) { return dm_term_iri(dm_word_iri(word)); }
