// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/date_tense.h"

enum {
  REACH = 24,    ///< tokens between a date and its verb
  CUE_REACH = 3, ///< … and other words that tell
  VERB_GROUP = 5 ///< tokens from auxiliary to verb
};

struct reader {
  const struct dm_date_words *words;
  const struct dm_view *view;
  const struct dm_mentions *mentions;
  struct dm_range sentence;
  uint32_t quotation; ///< that the date is in, or DM_NONE
};

static bool is_verb(const struct reader *reader, uint32_t token)
{
  uint8_t tag = reader->view->syntax->tag[token];
  return tag == DM_TAG_VERB || tag == DM_TAG_AUX;
}

static bool is(const struct reader *reader, uint32_t token, const char *kind)
{
  return dm_date_is(reader->words, reader->view->text, token, kind);
}

static bool is_here(const struct reader *reader, uint32_t token)
{
  const uint32_t *quotation = reader->mentions->token_quotation;
  return !quotation || quotation[token] == reader->quotation;
}

/// The tense of the verb group that `verb` belongs to.
static enum dm_tense tense_of(const struct reader *reader, uint32_t verb)
{
  enum dm_verb_form form = (enum dm_verb_form)reader->view->syntax->form[verb];
  uint32_t first = verb > reader->sentence.start + VERB_GROUP ? verb - VERB_GROUP : reader->sentence.start;
  for (uint32_t i = verb + 1; i > first; i--) {
    uint32_t at = i - 1;
    if (is(reader, at, "future-verb")) {
      return DM_TENSE_FUTURE;
    }
    uint8_t tag = reader->view->syntax->tag[at];
    if (at < verb && tag != DM_TAG_AUX && tag != DM_TAG_ADV && tag != DM_TAG_PART && tag != DM_TAG_VERB) {
      break;
    }
    if (tag == DM_TAG_AUX && reader->view->syntax->form[at] == DM_FORM_PAST) {
      return DM_TENSE_PAST;
    }
  }
  return form == DM_FORM_PAST ? DM_TENSE_PAST : DM_TENSE_NONE;
}

/// What a word shortly before the date says of it.
static enum dm_tense tense_of_cue(const struct reader *reader, uint32_t token, uint32_t date)
{
  if (token + CUE_REACH < date) {
    return DM_TENSE_NONE;
  }
  if (is(reader, token, "past-word")) {
    return DM_TENSE_PAST;
  }
  bool deadline = token + 1 == date && is(reader, token, "deadline-word");
  return deadline || is(reader, token, "future-word") ? DM_TENSE_FUTURE : DM_TENSE_NONE;
}

static enum dm_tense look_back(const struct reader *reader, uint32_t date)
{
  uint32_t first = date > reader->sentence.start + REACH ? date - REACH : reader->sentence.start;
  bool is_open = date > first && is(reader, date - 1, "open-word"); // `until`
  for (uint32_t i = date; i > first; i--) {
    uint32_t at = i - 1;
    if (!is_here(reader, at)) {
      continue;
    }
    enum dm_tense tense = tense_of_cue(reader, at, date);
    if (tense == DM_TENSE_NONE && is_verb(reader, at)) {
      tense = tense_of(reader, at);
    }
    if (tense != DM_TENSE_NONE) {
      return tense;
    }
  }
  return is_open ? DM_TENSE_FUTURE : DM_TENSE_NONE;
}

static enum dm_tense look_ahead(const struct reader *reader, uint32_t date)
{
  for (uint32_t i = date; i < reader->sentence.end && i < date + REACH; i++) {
    if (is_here(reader, i) && is_verb(reader, i)) {
      enum dm_tense tense = tense_of(reader, i);
      if (tense != DM_TENSE_NONE) {
        return tense;
      }
    }
  }
  return DM_TENSE_NONE;
}

enum dm_tense dm_date_tense(const struct dm_date_words *words, const struct dm_view *view,
                            const struct dm_mentions *mentions, struct dm_range date)
{
  const struct dm_text *text = view->text;
  struct reader reader = {.words = words,
                          .view = view,
                          .mentions = mentions,
                          .sentence = text->sentence[text->token_sentence[date.start]],
                          .quotation = mentions->token_quotation ? mentions->token_quotation[date.start] : DM_NONE};
  if (date.end < reader.sentence.end && view->syntax->tag[date.end] == DM_TAG_PART) {
    return DM_TENSE_NONE; // `Monday's talks`: what is told of them does not date them
  }
  enum dm_tense tense = look_back(&reader, date.start);
  return tense != DM_TENSE_NONE ? tense : look_ahead(&reader, date.end);
}
