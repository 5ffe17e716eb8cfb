// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/cues.h"

/// Behind a quotation, where only a title stands between it and the comma at `comma`: `"…," the mayor, X said`.
static uint32_t before_apposition(const struct dm_saying *saying, uint32_t comma)
{
  uint32_t start = dm_saying_sentence(saying, comma).start;
  for (uint32_t i = comma; i > start + 1 && comma - i < 10; i--) {
    if (dm_saying_quotation(saying, i - 1) != DM_NONE) {
      return i < comma && dm_saying_is_sign(saying, i - 2, ",?!.") ? i : comma;
    }
    if (dm_saying_is_finite(saying, i - 1) || dm_saying_tag(saying, i - 1) == DM_TAG_AUX) {
      return comma;
    }
  }
  return comma;
}

uint32_t dm_place_before(const struct dm_saying *saying, uint32_t start)
{
  struct dm_range sentence = dm_saying_sentence(saying, start);
  uint32_t at = start;
  while (at > sentence.start &&
         (dm_saying_tag(saying, at - 1) == DM_TAG_ADV ||
          (dm_saying_has_role(saying, at - 1, DM_ROLE_TURN | DM_ROLE_JOINT) && at - 1 > sentence.start))) {
    at--;
  }
  if (at == sentence.start) {
    bool asked = at >= 2 && dm_saying_quotation(saying, at - 1) != DM_NONE && dm_saying_is_sign(saying, at - 2, "?!");
    return asked ? at : 0;
  }
  bool quoted = dm_saying_quotation(saying, at - 1) != DM_NONE;
  if (quoted && at >= sentence.start + 2) {
    bool whole = dm_saying_quoted(saying, dm_saying_quotation(saying, at - 1)).start <= sentence.start;
    return whole || dm_saying_is_sign(saying, at - 2, ",?!.-") ? at : 0;
  }
  bool comma = dm_saying_is_sign(saying, at - 1, ",-") && at - 1 > sentence.start;
  return comma ? before_apposition(saying, at - 1) : 0;
}

bool dm_place_is_sayable(const struct dm_saying *saying, struct dm_range content)
{
  bool subordinate = dm_saying_form(saying, content.start) == DM_FORM_GERUND;
  for (uint32_t i = content.start; i < content.end; i++) {
    if (dm_saying_quotation(saying, i) != DM_NONE) {
      return true;
    }
    enum dm_tag tag = dm_saying_tag(saying, i);
    subordinate = subordinate || dm_saying_has_role(saying, i, DM_ROLE_BREAK) ||
                  (i > content.start && dm_saying_has_role(saying, i, DM_ROLE_RELATIVE) && tag != DM_TAG_DET);
    if (tag == DM_TAG_AUX || (tag == DM_TAG_VERB && dm_saying_is_finite(saying, i))) {
      if (!subordinate) {
        return true;
      }
      subordinate = false;
    }
  }
  return false;
}

bool dm_place_is_last(const struct dm_saying *saying, uint32_t at)
{
  uint32_t end = dm_saying_sentence(saying, at - 1).end;
  const uint32_t *date = saying->scene.analysis->mentions->token_date;
  if (at >= end || (saying->scene.analysis->text->shape[at] & DM_SHAPE_PUNCTUATION) || (date && date[at] != DM_NONE)) {
    return true;
  }
  enum dm_tag tag = dm_saying_tag(saying, at);
  return tag == DM_TAG_ADP || tag == DM_TAG_ADV || tag == DM_TAG_SCONJ || tag == DM_TAG_CCONJ ||
         dm_saying_form(saying, at) == DM_FORM_GERUND ||
         dm_saying_has_role(saying, at, DM_ROLE_TO | DM_ROLE_BREAK | DM_ROLE_RELATIVE);
}

/// Whether the word behind a noun phrase may tell more of it, and is not its verb: `said the lawyer | for`.
static bool may_go_on(const struct dm_saying *saying, uint32_t at)
{
  enum dm_tag tag = dm_saying_tag(saying, at);
  return tag == DM_TAG_ADP || dm_saying_has_role(saying, at, DM_ROLE_POSSESSIVE);
}

bool dm_place_is_inverted(const struct dm_saying *saying, uint32_t cue)
{
  uint32_t sentence = dm_saying_sentence(saying, cue).start;
  if (cue < sentence + 2 || dm_saying_form(saying, cue) == DM_FORM_GERUND) {
    return false;
  }
  uint32_t at = cue - 1;
  uint32_t quotation = dm_saying_quotation(saying, at);
  if (quotation != DM_NONE) {
    bool opens = dm_saying_quoted(saying, quotation).start <= sentence &&
                 !saying->scene.analysis->mentions->quotation[quotation].scare;
    return opens || dm_saying_is_sign(saying, at - 1, ",?!.-");
  }
  if (!dm_saying_is_sign(saying, at, ",")) {
    return false;
  }
  bool age = at > sentence + 2 && dm_saying_tag(saying, at - 1) == DM_TAG_NUM &&
             dm_saying_is_sign(saying, at - 2, ",") && saying->scene.mention_phrase[at - 3] != DM_NONE;
  if (age) { // `Ines Varga, 52, | said`
    return false;
  }
  uint32_t end = dm_saying_sentence(saying, cue).end;
  uint32_t np = cue + 1 < end ? saying->scene.layer[0].end[cue + 1] : 0;
  bool named = dm_saying_trails(saying, cue) && np > cue + 1;
  bool closed =
      named && (np >= end || dm_saying_is_sign(saying, np, ",.") ||
                (may_go_on(saying, np) && dm_saying_has_subject(saying, cue, (struct dm_range){cue + 1, np})));
  return closed || dm_saying_quotation(saying, at - 1) != DM_NONE;
}
