// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file relation.h  The relations of Universal Dependencies, with the subtypes that the English treebanks have.
   Source: https://universaldependencies.org/u/dep/.
*/
#ifndef DM_SYNTAX_RELATION_H
#define DM_SYNTAX_RELATION_H

#include "base/span.h"

#define DM_RELATION_LIST(X)                                                                                            \
  X(NONE, "_")                                                                                                         \
  X(ROOT, "root")                                                                                                      \
  X(DEP, "dep")                                                                                                        \
  X(ACL, "acl")                                                                                                        \
  X(ACL_RELCL, "acl:relcl")                                                                                            \
  X(ADVCL, "advcl")                                                                                                    \
  X(ADVCL_RELCL, "advcl:relcl")                                                                                        \
  X(ADVMOD, "advmod")                                                                                                  \
  X(AMOD, "amod")                                                                                                      \
  X(APPOS, "appos")                                                                                                    \
  X(AUX, "aux")                                                                                                        \
  X(AUX_PASS, "aux:pass")                                                                                              \
  X(CASE, "case")                                                                                                      \
  X(CC, "cc")                                                                                                          \
  X(CC_PRECONJ, "cc:preconj")                                                                                          \
  X(CCOMP, "ccomp")                                                                                                    \
  X(COMPOUND, "compound")                                                                                              \
  X(COMPOUND_PRT, "compound:prt")                                                                                      \
  X(CONJ, "conj")                                                                                                      \
  X(COP, "cop")                                                                                                        \
  X(CSUBJ, "csubj")                                                                                                    \
  X(CSUBJ_OUTER, "csubj:outer")                                                                                        \
  X(CSUBJ_PASS, "csubj:pass")                                                                                          \
  X(DET, "det")                                                                                                        \
  X(DET_PREDET, "det:predet")                                                                                          \
  X(DISCOURSE, "discourse")                                                                                            \
  X(DISLOCATED, "dislocated")                                                                                          \
  X(EXPL, "expl")                                                                                                      \
  X(FIXED, "fixed")                                                                                                    \
  X(FLAT, "flat")                                                                                                      \
  X(GOESWITH, "goeswith")                                                                                              \
  X(IOBJ, "iobj")                                                                                                      \
  X(LIST, "list")                                                                                                      \
  X(MARK, "mark")                                                                                                      \
  X(NMOD, "nmod")                                                                                                      \
  X(NMOD_DESC, "nmod:desc")                                                                                            \
  X(NMOD_POSS, "nmod:poss")                                                                                            \
  X(NMOD_UNMARKED, "nmod:unmarked")                                                                                    \
  X(NSUBJ, "nsubj")                                                                                                    \
  X(NSUBJ_OUTER, "nsubj:outer")                                                                                        \
  X(NSUBJ_PASS, "nsubj:pass")                                                                                          \
  X(NUMMOD, "nummod")                                                                                                  \
  X(OBJ, "obj")                                                                                                        \
  X(OBL, "obl")                                                                                                        \
  X(OBL_AGENT, "obl:agent")                                                                                            \
  X(OBL_UNMARKED, "obl:unmarked")                                                                                      \
  X(ORPHAN, "orphan")                                                                                                  \
  X(PARATAXIS, "parataxis")                                                                                            \
  X(PUNCT, "punct")                                                                                                    \
  X(REPARANDUM, "reparandum")                                                                                          \
  X(VOCATIVE, "vocative")                                                                                              \
  X(XCOMP, "xcomp")

enum dm_relation {
#define DM_RELATION_ENUM(name, text) DM_RELATION_##name,
  DM_RELATION_LIST(DM_RELATION_ENUM)
#undef DM_RELATION_ENUM
      DM_RELATION_COUNT
};

const char *dm_relation_name(enum dm_relation relation); ///< `nsubj:pass` …
/// The relation of that name, else of its part before the colon; DM_RELATION_COUNT if there is none.
enum dm_relation dm_relation_named(struct dm_span name);

#endif
