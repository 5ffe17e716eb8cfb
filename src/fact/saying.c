// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/saying.h"

#include <string.h>

enum dm_tag dm_saying_tag(const struct dm_saying *saying, uint32_t token)
{
  return (enum dm_tag)saying->scene.analysis->syntax->tag[token];
}

enum dm_verb_form dm_saying_form(const struct dm_saying *saying, uint32_t token)
{
  return (enum dm_verb_form)saying->scene.analysis->syntax->form[token];
}

bool dm_saying_is_sign(const struct dm_saying *saying, uint32_t token, const char *signs)
{
  return dm_scene_is_sign(&saying->scene, token, signs);
}

bool dm_saying_has_role(const struct dm_saying *saying, uint32_t token, uint32_t roles)
{
  return (saying->scene.role[token] & roles) != 0;
}

bool dm_saying_is_finite(const struct dm_saying *saying, uint32_t token)
{
  return dm_verb_is_finite(&saying->scene, token);
}

struct dm_range dm_saying_sentence(const struct dm_saying *saying, uint32_t token)
{
  struct dm_range sentence = dm_scene_sentence(&saying->scene, token);
  uint32_t start = token > DM_SAYING_REACH ? token - DM_SAYING_REACH : 0;
  uint32_t end = token + DM_SAYING_REACH;
  return (struct dm_range){sentence.start > start ? sentence.start : start, sentence.end < end ? sentence.end : end};
}

uint32_t dm_saying_quotation(const struct dm_saying *saying, uint32_t token)
{
  const uint32_t *quotation = saying->scene.analysis->mentions->token_quotation;
  return quotation ? quotation[token] : DM_NONE;
}

struct dm_range dm_saying_quoted(const struct dm_saying *saying, uint32_t quotation)
{
  struct dm_range tokens = saying->scene.analysis->mentions->quotation[quotation].tokens;
  uint32_t count = saying->scene.analysis->text->token_count;
  while (tokens.start > 0 && dm_saying_quotation(saying, tokens.start - 1) == quotation) {
    tokens.start--;
  }
  while (tokens.end < count && dm_saying_quotation(saying, tokens.end) == quotation) {
    tokens.end++;
  }
  return tokens;
}

const struct dm_entry *dm_saying_verb(const struct dm_saying *saying, uint32_t token)
{
  uint32_t length;
  uint32_t end = dm_saying_sentence(saying, token).end;
  return dm_lexicon_longest(&saying->model->verbs, &saying->lemmas, token, end, &length);
}

struct dm_said *dm_saying_last_in(const struct dm_saying *saying, uint32_t token)
{
  if (saying->said_count == 0) {
    return NULL;
  }
  struct dm_said *last = &saying->said[saying->said_count - 1];
  return dm_range_within(last->cue, dm_saying_sentence(saying, token)) ? last : NULL;
}

static uint32_t distance(uint32_t a, uint32_t b) { return a < b ? b - a : a - b; }

uint32_t dm_saying_child(const struct dm_saying *saying, uint32_t head, enum dm_relation relation)
{
  struct dm_range sentence = dm_saying_sentence(saying, head);
  uint32_t best = DM_NONE;
  for (uint32_t i = sentence.start; i < sentence.end; i++) {
    bool is = dm_forest_head(saying->forest, i) == head && dm_forest_relation(saying->forest, i) == relation;
    best = is && (best == DM_NONE || distance(i, head) < distance(best, head)) ? i : best;
  }
  return best;
}

bool dm_saying_trails(const struct dm_saying *saying, uint32_t verb)
{
  const struct dm_entry *row = dm_saying_verb(saying, verb);
  return row && dm_span_equal(dm_entry_field(row, 4), DM_LITERAL("y"));
}

struct dm_said *dm_saying_begin_said(struct dm_saying *saying, const char *rule, uint16_t confidence,
                                     struct dm_range cue, struct dm_range source)
{
  struct dm_parties speaker = dm_saying_speaker(saying, source);
  if (!speaker.count) {
    return NULL;
  }
  struct dm_said *said = DM_PUSH(saying->scene.arena, saying->said, saying->said_count, saying->said_capacity);
  *said = (struct dm_said){.rule = rule, .confidence = confidence, .cue = cue, .source = source, .speaker = speaker};
  return said;
}

bool dm_saying_is_told(const struct dm_saying *saying, uint32_t token)
{
  const struct dm_said *last = dm_saying_last_in(saying, token);
  if (!last || !last->segment_count || last->attitude) {
    return false;
  }
  struct dm_range segment = last->segment[last->segment_count - 1];
  return token >= segment.start && token < segment.end;
}

void dm_saying_add(struct dm_saying *saying, struct dm_said *said, struct dm_range tokens)
{
  uint32_t index = (uint32_t)(said - saying->said);
  *DM_PUSH(saying->scene.arena, said->segment, said->segment_count, said->segment_capacity) = tokens;
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    uint32_t quotation = dm_saying_quotation(saying, i);
    if (quotation != DM_NONE) {
      saying->owner[quotation] = index;
    }
  }
}
