// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "fact/itemised.h"

enum { LONGEST_MARKER = 3 };

static uint32_t paragraph_of(const struct dm_text *text, uint32_t token)
{
  return text->sentence_paragraph[text->token_sentence[token]];
}

bool dm_list_opens(const struct dm_scene *scene, uint32_t at)
{
  const struct dm_text *text = scene->analysis->text;
  return at < text->token_count && dm_scene_is_sign(scene, at, ":") &&
         dm_text_paragraph_tokens(text, paragraph_of(text, at)).end == at + 1;
}

/// Where an item begins behind its number or sign; the end of `tokens` if they are no item.
static uint32_t skip_marker(const struct dm_scene *scene, struct dm_range tokens)
{
  const uint8_t *shape = scene->analysis->text->shape;
  uint32_t first = tokens.start;
  if (first == tokens.end || (shape[first] & DM_SHAPE_QUOTE)) {
    return tokens.end;
  }
  if ((shape[first] & DM_SHAPE_WORD) && !(shape[first] & (DM_SHAPE_CAPITAL | DM_SHAPE_DIGIT)) &&
      !(first + 1 < tokens.end && dm_scene_is_sign(scene, first + 1, ")"))) {
    return first;
  }
  uint32_t at = first;
  while (at < tokens.end && at - first < LONGEST_MARKER &&
         ((shape[at] & DM_SHAPE_PUNCTUATION) || (at + 1 < tokens.end && dm_scene_is_sign(scene, at + 1, ".)")))) {
    at++;
  }
  return at > first ? at : tokens.end;
}

/// The end without what only joins the item to the next: `;`, `, and`.
static uint32_t trim_end(const struct dm_scene *scene, uint32_t start, uint32_t end)
{
  while (end > start + 1 && ((scene->role[end - 1] & DM_ROLE_JOINT) || dm_scene_is_sign(scene, end - 1, ";,."))) {
    end--;
  }
  return end;
}

bool dm_list_next(const struct dm_scene *scene, struct dm_range *item)
{
  const struct dm_text *text = scene->analysis->text;
  bool first = item->start == item->end;
  if (first && !dm_list_opens(scene, item->start)) {
    return false;
  }
  uint32_t next = paragraph_of(text, item->start) + 1;
  if (next >= text->paragraph_count || text->paragraph[next].kind == DM_PARAGRAPH_FURNITURE) {
    return false;
  }
  struct dm_range tokens = dm_text_paragraph_tokens(text, next);
  uint32_t start = skip_marker(scene, tokens);
  if (start >= tokens.end) {
    return false;
  }
  *item = (struct dm_range){start, trim_end(scene, start, tokens.end)};
  return true;
}
