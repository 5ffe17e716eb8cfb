// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/saying.h"

#include <assert.h>

enum { FEWEST_WORDS = 4, CONFIDENCE_TURN = 500, LOOK_BACK = 200 };

static uint32_t sentence_of(const struct dm_saying *saying, uint32_t token)
{
  return saying->scene.analysis->text->token_sentence[token];
}

/// Whether a quotation is all of its sentences.
static bool stands_alone(const struct dm_saying *saying, struct dm_range quoted)
{
  struct dm_range first = dm_saying_sentence(saying, quoted.start);
  struct dm_range last = dm_saying_sentence(saying, quoted.end - 1);
  uint32_t end = quoted.end;
  while (end < last.end && (saying->scene.analysis->text->shape[end] & DM_SHAPE_PUNCTUATION)) {
    end++;
  }
  return first.start == quoted.start && end == last.end;
}

static bool has_quotation(const struct dm_saying *saying, const struct dm_said *said)
{
  for (uint32_t i = 0; i < said->segment_count; i++) {
    if (dm_saying_quotation(saying, said->segment[i].start) != DM_NONE) {
      return true;
    }
  }
  return false;
}

/// The sentence a statement ends in before `token`; DM_NONE if it begins behind it.
static uint32_t last_sentence(const struct dm_saying *saying, const struct dm_said *said, uint32_t token)
{
  uint32_t last = said->cue.end - 1;
  for (uint32_t i = 0; i < said->segment_count; i++) {
    uint32_t end = said->segment[i].end - 1;
    last = end > last && end < token ? end : last;
  }
  return last < token ? sentence_of(saying, last) : DM_NONE;
}

/// The last statement of the sentence before, one with a quotation first; NULL if there is none.
static struct dm_said *said_just_before(const struct dm_saying *saying, uint32_t token)
{
  uint32_t sentence = sentence_of(saying, token);
  struct dm_said *best = NULL;
  for (uint32_t i = saying->said_count; i > 0 && saying->said_count - i < LOOK_BACK; i--) {
    assert(saying->said);
    struct dm_said *said = &saying->said[i - 1];
    uint32_t at = said->segment_count ? last_sentence(saying, said, token) : DM_NONE;
    bool just = at != DM_NONE && at + 1 == sentence && !said->attitude;
    best = just && (!best || (!has_quotation(saying, best) && has_quotation(saying, said))) ? said : best;
  }
  return best;
}

/// The statement in the sentence of a quotation that the quotation goes on with: `"…," she said, but "…"`.
static struct dm_said *said_in_sentence(const struct dm_saying *saying, struct dm_range quoted)
{
  struct dm_range sentence = dm_saying_sentence(saying, quoted.start);
  for (uint32_t i = saying->said_count; i > 0 && saying->said_count - i < LOOK_BACK; i--) {
    assert(saying->said);
    struct dm_said *said = &saying->said[i - 1];
    if (said->cue.start >= sentence.start && said->cue.end <= quoted.start && said->before &&
        has_quotation(saying, said)) {
      return said;
    }
  }
  return NULL;
}

/// A statement without a verb of saying: the quotation follows a sign or a sentence whose subject is somebody named.
static struct dm_said *introduced(struct dm_saying *saying, struct dm_range quoted)
{
  const struct dm_scene *scene = &saying->scene;
  struct dm_range sentence = dm_saying_sentence(saying, quoted.start);
  bool inside = quoted.start > sentence.start;
  uint32_t paragraph = scene->analysis->text->sentence_paragraph[sentence_of(saying, quoted.start)];
  if (scene->analysis->text->paragraph[paragraph].kind == DM_PARAGRAPH_HEADLINE) {
    return NULL;
  }
  if (inside ? !dm_saying_is_sign(saying, quoted.start - 1, ",:-") : quoted.start == 0) {
    return NULL;
  }
  struct dm_range from =
      inside ? (struct dm_range){sentence.start, quoted.start} : dm_saying_sentence(saying, quoted.start - 1);
  for (uint32_t i = from.start; i < from.end; i++) {
    if (dm_saying_tag(saying, i) != DM_TAG_VERB || !dm_saying_is_finite(saying, i) ||
        dm_saying_quotation(saying, i) != DM_NONE) {
      continue;
    }
    struct dm_range subject = dm_saying_subject(saying, i);
    bool named = subject.end > subject.start && scene->mention_phrase[subject.end - 1] != DM_NONE;
    if (!named || dm_verb_is_passive(scene, i)) {
      return NULL;
    }
    return dm_saying_begin_said(saying, "quotation-introduced", CONFIDENCE_TURN, (struct dm_range){i, i + 1}, subject);
  }
  return NULL;
}

/// The quotation carried on from the paragraph before belongs to the same statement.
static struct dm_said *carried_on(const struct dm_saying *saying, uint32_t quotation)
{
  uint32_t before = saying->scene.analysis->mentions->quotation[quotation].follows;
  uint32_t owner = before == DM_NONE ? DM_NONE : saying->owner[before];
  return owner == DM_NONE ? NULL : &saying->said[owner];
}

static void read_quotation(struct dm_saying *saying, uint32_t index)
{
  const struct dm_quotation *quotation = &saying->scene.analysis->mentions->quotation[index];
  if (saying->owner[index] != DM_NONE || quotation->tokens.end <= quotation->tokens.start ||
      (saying->scene.analysis->text->shape[quotation->tokens.start] & DM_SHAPE_FURNITURE)) {
    return;
  }
  struct dm_range quoted = dm_saying_quoted(saying, index);
  struct dm_said *said = carried_on(saying, index);
  bool long_enough = quotation->tokens.end - quotation->tokens.start >= FEWEST_WORDS && !quotation->scare;
  bool alone = stands_alone(saying, quoted);
  said = said ? said : dm_saying_signed(saying, quoted);
  if (!said && alone) {
    said = said_just_before(saying, quoted.start);
    said = said && (long_enough || has_quotation(saying, said)) ? said : NULL;
  }
  if (!said && !alone && long_enough) {
    said = said_in_sentence(saying, quoted);
  }
  if (!said && long_enough) {
    said = introduced(saying, quoted);
  }
  if (said) {
    dm_saying_add(saying, said, quoted);
  }
}

/// Quotations before one that carries them on belong to its statement.
static void read_backward(struct dm_saying *saying)
{
  const struct dm_mentions *mentions = saying->scene.analysis->mentions;
  for (uint32_t i = mentions->quotation_count; i > 0; i--) {
    uint32_t before = mentions->quotation[i - 1].follows;
    uint32_t owner = saying->owner[i - 1];
    if (before != DM_NONE && owner != DM_NONE && saying->owner[before] == DM_NONE) {
      dm_saying_add(saying, &saying->said[owner], dm_saying_quoted(saying, before));
    }
  }
}

void dm_saying_read_quotations(struct dm_saying *saying)
{
  read_backward(saying);
  for (uint32_t i = 0; i < saying->scene.analysis->mentions->quotation_count; i++) {
    read_quotation(saying, i);
  }
}
