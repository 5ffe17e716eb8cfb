// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file xpos.h  The Penn Treebank's part-of-speech tags, as the UD English treebanks have them.
*/
#ifndef DM_SYNTAX_XPOS_H
#define DM_SYNTAX_XPOS_H

#include "base/span.h"

#define DM_XPOS_LIST(X)                                                                                                \
  X(NONE, "_")                                                                                                         \
  X(CC, "CC")                                                                                                          \
  X(CD, "CD")                                                                                                          \
  X(DT, "DT")                                                                                                          \
  X(EX, "EX")                                                                                                          \
  X(FW, "FW")                                                                                                          \
  X(IN, "IN")                                                                                                          \
  X(JJ, "JJ")                                                                                                          \
  X(JJR, "JJR")                                                                                                        \
  X(JJS, "JJS")                                                                                                        \
  X(LS, "LS")                                                                                                          \
  X(MD, "MD")                                                                                                          \
  X(NN, "NN")                                                                                                          \
  X(NNS, "NNS")                                                                                                        \
  X(NNP, "NNP")                                                                                                        \
  X(NNPS, "NNPS")                                                                                                      \
  X(PDT, "PDT")                                                                                                        \
  X(POS, "POS")                                                                                                        \
  X(PRP, "PRP")                                                                                                        \
  X(PRPS, "PRP$")                                                                                                      \
  X(RB, "RB")                                                                                                          \
  X(RBR, "RBR")                                                                                                        \
  X(RBS, "RBS")                                                                                                        \
  X(RP, "RP")                                                                                                          \
  X(SYM, "SYM")                                                                                                        \
  X(TO, "TO")                                                                                                          \
  X(UH, "UH")                                                                                                          \
  X(VB, "VB")                                                                                                          \
  X(VBD, "VBD")                                                                                                        \
  X(VBG, "VBG")                                                                                                        \
  X(VBN, "VBN")                                                                                                        \
  X(VBP, "VBP")                                                                                                        \
  X(VBZ, "VBZ")                                                                                                        \
  X(WDT, "WDT")                                                                                                        \
  X(WP, "WP")                                                                                                          \
  X(WPS, "WP$")                                                                                                        \
  X(WRB, "WRB")                                                                                                        \
  X(ADD, "ADD")                                                                                                        \
  X(AFX, "AFX")                                                                                                        \
  X(GW, "GW")                                                                                                          \
  X(HYPH, "HYPH")                                                                                                      \
  X(NFP, "NFP")                                                                                                        \
  X(OPEN, "-LRB-")                                                                                                     \
  X(CLOSE, "-RRB-")                                                                                                    \
  X(OPEN_QUOTE, "``")                                                                                                  \
  X(CLOSE_QUOTE, "''")                                                                                                 \
  X(COMMA, ",")                                                                                                        \
  X(STOP, ".")                                                                                                         \
  X(COLON, ":")                                                                                                        \
  X(DOLLAR, "$")                                                                                                       \
  X(HASH, "#")                                                                                                         \
  X(XX, "XX")

enum dm_xpos {
#define DM_XPOS_ENUM(name, text) DM_XPOS_##name,
  DM_XPOS_LIST(DM_XPOS_ENUM)
#undef DM_XPOS_ENUM
      DM_XPOS_COUNT
};

const char *dm_xpos_name(enum dm_xpos xpos);
/// DM_XPOS_COUNT if there is none of that name.
enum dm_xpos dm_xpos_named(struct dm_span name);

#endif
