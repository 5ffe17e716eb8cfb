// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/candidates.h"

#include <string.h>

static bool is_modifier(const struct dm_naming *naming, uint32_t token)
{
  return dm_lexicon_find(&naming->gazetteer->modifiers, naming->text, (struct dm_range){token, token + 1}) != NULL;
}

/// `minister for foreign affairs and trade`
static uint32_t extend_role(const struct dm_naming *naming, uint32_t end, uint32_t limit)
{
  uint32_t at = end, reach = end;
  if (at >= limit || !dm_naming_is(naming, at, DM_WORD(ATTACH))) {
    return end;
  }
  for (at++; at < limit && at < end + 8; at++) {
    bool affairs = dm_naming_is(naming, at, DM_WORD(AFFAIRS) | DM_WORD(POLICY));
    if (!affairs && !is_modifier(naming, at) && !dm_naming_is(naming, at, DM_WORD(ATTACH))) {
      break;
    }
    if (is_modifier(naming, at) || dm_naming_is(naming, at, DM_WORD(POLICY)) ||
        (affairs && !dm_naming_is(naming, at, DM_WORD(AND) | DM_WORD(THE) | DM_WORD(OF)))) {
      reach = at + 1;
    }
  }
  return reach;
}

static bool is_word_of(const struct dm_naming *naming, uint32_t token, bool names)
{
  uint8_t tag = naming->syntax->tag[token];
  return tag == DM_TAG_NOUN || tag == DM_TAG_ADJ || dm_naming_is(naming, token, DM_WORD(AND)) ||
         (names && (tag == DM_TAG_PROPN || dm_naming_is_capital(naming, token)));
}

/// `representative for Korean peace and security affairs`, `governor for law enforcement`: what somebody is there for.
static uint32_t extend_matter(const struct dm_naming *naming, uint32_t end, uint32_t limit)
{
  if (end + 1 >= limit || !dm_naming_is(naming, end, DM_WORD(LINK)) || naming->syntax->tag[end] != DM_TAG_ADP ||
      dm_naming_is(naming, end, DM_WORD(OF))) {
    return end;
  }
  uint32_t reach = end, lower = end;
  for (uint32_t at = end + 1; at < limit && at < end + 8 && is_word_of(naming, at, true); at++) {
    bool affairs = dm_naming_is(naming, at, DM_WORD(AFFAIRS) | DM_WORD(POLICY)) &&
                   !dm_naming_is(naming, at, DM_WORD(AND) | DM_WORD(THE) | DM_WORD(OF));
    reach = affairs ? at + 1 : reach;
    bool noun = naming->syntax->tag[at] == DM_TAG_NOUN && !dm_naming_is_capital(naming, at);
    lower = noun && (lower == at || lower == end || at > lower) ? at + 1 : lower;
    if (dm_naming_is_capital(naming, at) && reach <= at) {
      lower = end; // a name follows: it is an office
    }
  }
  return reach > end ? reach : lower;
}

/// `Labour | spokesman`: a modifier that is an organisation here.
static bool is_organization(const struct dm_naming *naming, uint32_t token)
{
  return (naming->text->shape[token] & DM_SHAPE_CAPITAL) &&
         dm_gazetteer_longest(naming->gazetteer, naming->text, token, token + 1).kind == DM_NAME_ORGANIZATION;
}

/// `Ruritania chairs the group`
static bool is_verb(const struct dm_naming *naming, uint32_t first, uint32_t last)
{
  bool noun = first > 0 && (dm_naming_is(naming, first - 1, DM_WORD(THE) | DM_WORD(ARTICLE) | DM_WORD(POSSESSIVE)) ||
                            naming->syntax->tag[first - 1] == DM_TAG_ADJ || is_modifier(naming, first - 1));
  return first == last && !noun && naming->syntax->tag[last] == DM_TAG_VERB;
}

void dm_roles_find(struct dm_naming *naming)
{
  const struct dm_text *text = naming->text;
  naming->token_role = DM_NEW(naming->arena, uint32_t, text->token_count);
  memset(naming->token_role, 0xff, sizeof(uint32_t) * text->token_count);
  for (uint32_t i = 0; i < text->token_count; i++) {
    uint32_t length = 0;
    struct dm_range sentence = dm_naming_sentence(naming, i);
    const struct dm_entry *entry = dm_lexicon_longest(&naming->gazetteer->roles, text, i, sentence.end, &length);
    uint32_t last = i + length - 1;
    if (!entry || (text->shape[i] & DM_SHAPE_FURNITURE) || is_verb(naming, i, last)) {
      continue;
    }
    if (length > 1 && i > sentence.start && (text->shape[i] & ~text->shape[last] & DM_SHAPE_CAPITAL)) {
      continue; // `Labour Party | leader`
    }
    uint32_t start = i, end = i + length;
    while (start > sentence.start && is_modifier(naming, start - 1) && naming->token_role[start - 1] == DM_NONE &&
           !is_organization(naming, start - 1) &&
           !(text->shape[start - 1] & ~text->shape[i] & DM_SHAPE_CAPITAL)) { // not `Labour Party | leader`
      start--;
    }
    bool state = dm_span_equal(dm_entry_field(entry, DM_ROLE_CLASS), DM_LITERAL("state"));
    bool spokes = dm_span_equal(dm_entry_field(entry, DM_ROLE_CLASS), DM_LITERAL("spokes"));
    uint32_t affairs = state ? extend_role(naming, end, sentence.end) : end;
    end = affairs > end || spokes ? affairs : extend_matter(naming, end, sentence.end);
    if (end < sentence.end && dm_naming_is(naming, end, DM_WORD(ORGNOUN)) && !(text->shape[end] & DM_SHAPE_CAPITAL)) {
      continue; // `leader group`
    }
    uint32_t role = naming->role_count;
    *DM_PUSH(naming->arena, naming->role, naming->role_count, naming->role_capacity) =
        (struct dm_found_role){.tokens = {start, end}, .entry = entry};
    for (uint32_t t = start; t < end; t++) {
      naming->token_role[t] = role;
    }
    i = end - 1;
  }
}
