// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/saying.h"

enum {
  LONGEST_LABEL = 6,
  FEWEST_WORDS = 3,
  CONFIDENCE_LABEL = 700,
  CONFIDENCE_SIGNED = 850,
  CONFIDENCE_HEADLINE = 600
};

static bool in_paragraph(const struct dm_saying *saying, uint32_t token, uint32_t paragraph)
{
  const struct dm_text *text = saying->scene.analysis->text;
  return token < text->token_count && text->sentence_paragraph[text->token_sentence[token]] == paragraph;
}

/// The mention that is all of `tokens`, title and all, and can speak; DM_NONE if none is.
static uint32_t sole_mention(const struct dm_saying *saying, struct dm_range tokens, bool persons)
{
  const struct dm_mentions *mentions = saying->scene.analysis->mentions;
  uint32_t index = tokens.end > tokens.start ? saying->scene.mention_phrase[tokens.end - 1] : DM_NONE;
  if (index == DM_NONE || mentions->mention[index].phrase.start > tokens.start ||
      mentions->mention[index].form == DM_MENTION_ADJECTIVE) {
    return DM_NONE;
  }
  enum dm_entity_type type = mentions->entity[mentions->mention[index].entity].type;
  return type == DM_PERSON || (!persons && type != DM_PLACE) ? index : DM_NONE;
}

/// The name behind the dash at `dash` that signs what stands before it; empty if none does.
static struct dm_range signature(const struct dm_saying *saying, uint32_t dash)
{
  const struct dm_text *text = saying->scene.analysis->text;
  struct dm_range none = {dash, dash};
  if (dash + 1 >= text->token_count || !dm_saying_is_sign(saying, dash, "-")) {
    return none;
  }
  uint32_t paragraph = text->sentence_paragraph[text->token_sentence[dash]];
  uint32_t end = dash + 1;
  while (in_paragraph(saying, end, paragraph) && (text->shape[end] & DM_SHAPE_CAPITAL) &&
         dm_saying_quotation(saying, end) == DM_NONE && end - dash <= LONGEST_LABEL) {
    end++;
  }
  bool ends = !in_paragraph(saying, end, paragraph) || dm_saying_is_sign(saying, end, ",.(") ||
              dm_saying_quotation(saying, end) != DM_NONE;
  return end > dash + 1 && ends ? (struct dm_range){dash + 1, end} : none;
}

struct dm_said *dm_saying_signed(struct dm_saying *saying, struct dm_range quoted)
{
  struct dm_range name = signature(saying, quoted.end);
  if (name.end <= name.start) {
    return NULL;
  }
  return dm_saying_begin_said(saying, "quotation-signed", CONFIDENCE_SIGNED,
                              (struct dm_range){quoted.end, quoted.end + 1}, name);
}

static uint32_t colon_in(const struct dm_saying *saying, struct dm_range tokens)
{
  for (uint32_t i = tokens.start; i < tokens.end; i++) {
    if (dm_saying_is_sign(saying, i, ":") && dm_saying_quotation(saying, i) == DM_NONE) {
      return i;
    }
  }
  return DM_NONE;
}

static void add(struct dm_saying *saying, struct dm_said *said, struct dm_range content)
{
  if (said) {
    dm_saying_add(saying, said, content);
  }
}

/// `Varga: the dam will hold`; `The dam will hold: Varga`.
static void read_headline(struct dm_saying *saying, struct dm_range tokens)
{
  uint32_t colon = colon_in(saying, tokens);
  if (colon == DM_NONE) {
    return;
  }
  struct dm_range front = {tokens.start, colon}, back = {colon + 1, tokens.end};
  struct dm_range cue = {colon, colon + 1};
  bool leads = front.end - front.start <= LONGEST_LABEL && sole_mention(saying, front, false) != DM_NONE;
  bool closes = back.end - back.start <= LONGEST_LABEL && sole_mention(saying, back, false) != DM_NONE;
  if (leads && back.end - back.start >= FEWEST_WORDS) {
    add(saying, dm_saying_begin_said(saying, "headline-colon", CONFIDENCE_HEADLINE, cue, front),
        dm_saying_trim(saying, back));
  } else if (closes && front.end - front.start >= FEWEST_WORDS) {
    add(saying, dm_saying_begin_said(saying, "headline-colon", CONFIDENCE_HEADLINE, cue, back),
        dm_saying_trim(saying, front));
  }
}

/// Where a paragraph opens with somebody's name and a colon, the colon; DM_NONE elsewhere.
static uint32_t turn_colon(const struct dm_saying *saying, struct dm_range tokens)
{
  struct dm_range front = {tokens.start, tokens.start + LONGEST_LABEL};
  front.end = front.end < tokens.end ? front.end : tokens.end;
  front.start += front.start < front.end && dm_saying_is_sign(saying, front.start, "\"");
  uint32_t colon = colon_in(saying, front);
  return colon != DM_NONE && colon + FEWEST_WORDS < tokens.end &&
                 sole_mention(saying, (struct dm_range){front.start, colon}, true) != DM_NONE
             ? colon
             : DM_NONE;
}

void dm_saying_read_labels(struct dm_saying *saying)
{
  const struct dm_text *text = saying->scene.analysis->text;
  uint32_t turns = 0;
  for (uint32_t i = 0; i < text->paragraph_count; i++) {
    struct dm_range tokens = dm_text_paragraph_tokens(text, i);
    if (text->paragraph[i].kind == DM_PARAGRAPH_HEADLINE) {
      read_headline(saying, tokens);
    } else {
      turns += turn_colon(saying, tokens) != DM_NONE;
    }
  }
  for (uint32_t i = 0; turns > 1 && i < text->paragraph_count; i++) {
    struct dm_range tokens = dm_text_paragraph_tokens(text, i);
    uint32_t colon = text->paragraph[i].kind == DM_PARAGRAPH_HEADLINE ? DM_NONE : turn_colon(saying, tokens);
    if (colon != DM_NONE) {
      add(saying,
          dm_saying_begin_said(saying, "turn-colon", CONFIDENCE_LABEL, (struct dm_range){colon, colon + 1},
                               (struct dm_range){tokens.start, colon}),
          dm_saying_trim(saying, (struct dm_range){colon + 1, tokens.end}));
    }
  }
}
