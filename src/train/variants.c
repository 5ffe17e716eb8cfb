// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "train/variants.h"

#include "text/words.h"

#include <string.h>

/// A word on its way to another place; heads are known by `id`, which stays.
struct item {
  struct dm_parser_word word;
  uint32_t id;   ///< 1-based
  uint32_t head; ///< id, or 0
  uint8_t relation;
  uint8_t mark;
};

struct draft {
  const struct dm_variant_signs *signs;
  struct dm_chance *chance;
  struct dm_arena *arena;
  uint32_t count;    ///< W
  uint32_t last_id;  ///< that was given
  struct item *item; ///< [W], room for more
};

enum { SPARE = 8 };

/// Chances in a thousand.
enum {
  FRONTED = 200,
  FRONTED_MARKED = 650,
  INVERTED = 400,
  MARKED = 100,
  RESTYLED = 250,
  MASKED = 250,
  ALONE = 100,
  HEADLINE = 20,
  SMALL_LETTERS = 10,
  UNSTOPPED = 20,
};

static bool happens(const struct draft *draft, uint32_t thousandth)
{
  return dm_chance_below(draft->chance, 1000) < thousandth;
}

static struct dm_parser_word sign_of(const struct dm_word_table *words, const char *text, enum dm_xpos xpos)
{
  struct dm_parser_word word;
  struct dm_span span = dm_span_of(text);
  dm_parser_read(words, span, dm_words_folded(span), false, &word);
  word.tag = DM_TAG_PUNCT;
  word.xpos = (uint8_t)xpos;
  return word;
}

void dm_variant_signs_make(const struct dm_word_table *words, struct dm_variant_signs *out)
{
  out->comma = sign_of(words, ",", DM_XPOS_COMMA);
  out->straight = sign_of(words, "\"", DM_XPOS_CLOSE_QUOTE);
  out->opening = sign_of(words, "\u201c", DM_XPOS_OPEN_QUOTE);
  out->closing = sign_of(words, "\u201d", DM_XPOS_CLOSE_QUOTE);
}

/* The list of words. */

static uint32_t place_of(const struct draft *draft, uint32_t id)
{
  uint32_t i = 0;
  while (i < draft->count && draft->item[i].id != id) {
    i++;
  }
  return i;
}

/// Whether the word at `i` is under that of `id`, or is it.
static bool is_under(const struct draft *draft, uint32_t i, uint32_t id)
{
  for (uint32_t steps = 0; steps <= draft->count; steps++) {
    if (draft->item[i].id == id) {
      return true;
    }
    if (!draft->item[i].head) {
      return false;
    }
    i = place_of(draft, draft->item[i].head);
  }
  return false;
}

static bool has_dependents(const struct draft *draft, uint32_t id)
{
  for (uint32_t i = 0; i < draft->count; i++) {
    if (draft->item[i].head == id) {
      return true;
    }
  }
  return false;
}

/// The stretch of the words under `id`; false if others stand between them.
static bool stretch_of(const struct draft *draft, uint32_t id, struct dm_range *out)
{
  struct dm_range range = {draft->count, 0};
  uint32_t within = 0;
  for (uint32_t i = 0; i < draft->count; i++) {
    if (is_under(draft, i, id)) {
      range.start = i < range.start ? i : range.start;
      range.end = i + 1;
      within++;
    }
  }
  *out = range;
  return range.end - range.start == within;
}

static void remove_at(struct draft *draft, uint32_t i)
{
  memmove(draft->item + i, draft->item + i + 1, (draft->count - i - 1) * sizeof *draft->item);
  draft->count--;
}

static void insert_at(struct draft *draft, uint32_t i, const struct dm_parser_word *word, uint32_t head, uint8_t mark)
{
  memmove(draft->item + i + 1, draft->item + i, (draft->count - i) * sizeof *draft->item);
  draft->item[i] =
      (struct item){.word = *word, .id = ++draft->last_id, .head = head, .relation = DM_RELATION_PUNCT, .mark = mark};
  draft->count++;
}

/// Exchange the stretches [start, middle) and [middle, end).
static void turn_about(struct draft *draft, uint32_t start, uint32_t middle, uint32_t end)
{
  struct item *kept = DM_NEW(draft->arena, struct item, middle - start);
  memcpy(kept, draft->item + start, (middle - start) * sizeof *kept);
  memmove(draft->item + start, draft->item + middle, (end - middle) * sizeof *kept);
  memcpy(draft->item + start + (end - middle), kept, (middle - start) * sizeof *kept);
}

static void set_letters(struct item *item, enum dm_parser_shape from, enum dm_parser_shape to)
{
  if ((item->word.shape & DM_PARSER_LETTERS) == from) {
    item->word.shape = (uint8_t)((item->word.shape - from) + to);
  }
}

/* What is said. */

/// What a verb of saying has said, where it stands behind it: `verb` and `content` are ids.
struct saying {
  uint32_t verb, content;
  struct dm_range said; ///< of the content, without what introduces it
};

static bool find_saying(const struct draft *draft, struct saying *out)
{
  for (uint32_t i = 0; i < draft->count; i++) {
    const struct item *item = &draft->item[i];
    uint32_t verb = item->head ? place_of(draft, item->head) : draft->count;
    bool said = item->relation == DM_RELATION_CCOMP && verb < i && (draft->item[verb].mark & DM_EXAMPLE_TELLS);
    if (!said || !stretch_of(draft, item->id, &out->said) || out->said.start <= verb) {
      continue;
    }
    out->verb = item->head;
    out->content = item->id;
    return true;
  }
  return false;
}

/// Leave out `that`, and signs at both ends of what is said.
static void strip_content(struct draft *draft, struct saying *saying)
{
  while (saying->said.start + 1 < saying->said.end) {
    const struct item *first = &draft->item[saying->said.start];
    bool goes =
        first->relation == DM_RELATION_PUNCT || (first->relation == DM_RELATION_MARK && first->head == saying->content);
    if (!goes || has_dependents(draft, first->id)) {
      break;
    }
    remove_at(draft, saying->said.start);
    saying->said.end--;
  }
  while (saying->said.start + 1 < saying->said.end) {
    const struct item *last = &draft->item[saying->said.end - 1];
    if (last->relation != DM_RELATION_PUNCT || has_dependents(draft, last->id)) {
      break;
    }
    remove_at(draft, saying->said.end - 1);
    saying->said.end--;
  }
}

/// `said X` for `X said`.
static void invert(struct draft *draft, uint32_t verb)
{
  uint32_t at = place_of(draft, verb);
  struct dm_range subject;
  for (uint32_t i = 0; i < at; i++) {
    const struct item *item = &draft->item[i];
    bool fits = item->head == verb && item->relation == DM_RELATION_NSUBJ && item->word.tag != DM_TAG_PRON;
    if (fits && stretch_of(draft, item->id, &subject) && subject.end == at) {
      turn_about(draft, subject.start, at, at + 1);
      return;
    }
  }
}

/// `…, X said.` for `X said that ….`
static void front(struct draft *draft, struct saying saying)
{
  uint32_t verb = place_of(draft, saying.verb);
  uint32_t rest = draft->count - saying.said.end;
  bool whole = !draft->item[verb].head && rest <= 1 && verb > 0;
  if (!whole || (rest && draft->item[draft->count - 1].relation != DM_RELATION_PUNCT)) {
    return;
  }
  strip_content(draft, &saying);
  for (uint32_t i = verb + 1; i < saying.said.start; i++) { // said, " …: the signs go
    if (draft->item[i].relation == DM_RELATION_PUNCT && !has_dependents(draft, draft->item[i].id)) {
      remove_at(draft, i--);
      saying.said.start--;
      saying.said.end--;
    }
  }
  if (happens(draft, INVERTED)) {
    invert(draft, saying.verb);
  }
  if (draft->item[0].word.tag != DM_TAG_PROPN) {
    set_letters(&draft->item[0], DM_PARSER_TITLE, DM_PARSER_SMALL);
  }
  uint32_t size = saying.said.end - saying.said.start;
  turn_about(draft, 0, saying.said.start, saying.said.end);
  set_letters(&draft->item[0], DM_PARSER_SMALL, DM_PARSER_TITLE);
  insert_at(draft, size, &draft->signs->comma, saying.verb, DM_EXAMPLE_COMMA);
  if (happens(draft, FRONTED_MARKED)) {
    insert_at(draft, size + 1, &draft->signs->straight, saying.content, DM_EXAMPLE_QUOTE);
    insert_at(draft, 0, &draft->signs->straight, saying.content, DM_EXAMPLE_QUOTE);
  }
}

/// `X said, "…"` for `X said ….`
static void put_marks(struct draft *draft, struct saying saying)
{
  for (uint32_t i = saying.said.start; i < saying.said.end; i++) {
    if (draft->item[i].mark & DM_EXAMPLE_QUOTE) {
      return;
    }
  }
  strip_content(draft, &saying);
  insert_at(draft, saying.said.end, &draft->signs->straight, saying.content, DM_EXAMPLE_QUOTE);
  insert_at(draft, saying.said.start, &draft->signs->straight, saying.content, DM_EXAMPLE_QUOTE);
  set_letters(&draft->item[saying.said.start + 1], DM_PARSER_SMALL, DM_PARSER_TITLE);
  if (happens(draft, 700)) {
    insert_at(draft, saying.said.start, &draft->signs->comma, saying.verb, DM_EXAMPLE_COMMA);
  }
}

/* Quotations. */

/// A stretch between two marks, [start, end), and the one word in it whose head is without.
static bool find_quotation(const struct draft *draft, struct dm_range *out, uint32_t *top)
{
  uint32_t open = 0;
  for (uint32_t i = 0; i < draft->count; i++) {
    if (!(draft->item[i].mark & DM_EXAMPLE_QUOTE)) {
      continue;
    }
    uint32_t tops = 0;
    for (uint32_t j = open; j < i; j++) {
      uint32_t head = draft->item[j].head ? place_of(draft, draft->item[j].head) : draft->count;
      bool without = head < open || head >= i;
      tops += without;
      *top = without ? j : *top;
    }
    *out = (struct dm_range){open, i};
    if (open && i - open >= 3 && tops == 1 && draft->item[*top].relation != DM_RELATION_PUNCT) {
      return true;
    }
    open = i + 1;
  }
  return false;
}

static void mask(struct draft *draft, struct dm_range quoted, uint32_t top)
{
  struct item kept = draft->item[top];
  for (uint32_t i = 0; i < draft->count; i++) {
    uint32_t head = draft->item[i].head ? place_of(draft, draft->item[i].head) : draft->count;
    if (head >= quoted.start && head < quoted.end) {
      draft->item[i].head = kept.id;
    }
  }
  kept.word = (struct dm_parser_word){.row = DM_NONE};
  kept.mark = 0;
  for (uint32_t i = quoted.start + 1; i < quoted.end; i++) {
    remove_at(draft, quoted.start + 1);
  }
  draft->item[quoted.start] = kept;
}

static void keep_only(struct draft *draft, struct dm_range range, uint32_t top)
{
  draft->item[top].head = 0;
  draft->item[top].relation = DM_RELATION_ROOT;
  draft->count = range.end - range.start;
  memmove(draft->item, draft->item + range.start, draft->count * sizeof *draft->item);
}

static void restyle(struct draft *draft)
{
  uint32_t style = dm_chance_below(draft->chance, 5), nth = 0;
  for (uint32_t i = 0; i < draft->count; i++) {
    struct item *item = &draft->item[i];
    if (!(item->mark & DM_EXAMPLE_QUOTE)) {
      continue;
    }
    bool opens = nth++ % 2 == 0;
    if (style == 4 && !has_dependents(draft, item->id) && draft->count > 1) {
      remove_at(draft, i--);
      continue;
    }
    item->word = style > 1 ? opens ? draft->signs->opening : draft->signs->closing : draft->signs->straight;
    item->word.xpos = opens ? DM_XPOS_OPEN_QUOTE : DM_XPOS_CLOSE_QUOTE;
  }
}

/* Letters. */

static void capitalise(struct draft *draft)
{
  const uint32_t small = 1u << DM_TAG_ADP | 1u << DM_TAG_DET | 1u << DM_TAG_CCONJ | 1u << DM_TAG_PART;
  for (uint32_t i = 0; i < draft->count; i++) {
    if (!(small >> draft->item[i].word.tag & 1)) {
      set_letters(&draft->item[i], DM_PARSER_SMALL, DM_PARSER_TITLE);
    }
  }
}

static void make_small(struct draft *draft)
{
  for (uint32_t i = 0; i < draft->count; i++) {
    set_letters(&draft->item[i], DM_PARSER_TITLE, DM_PARSER_SMALL);
    set_letters(&draft->item[i], DM_PARSER_UPPER, DM_PARSER_SMALL);
    set_letters(&draft->item[i], DM_PARSER_SINGLE, DM_PARSER_SMALL);
  }
}

static void change(struct draft *draft)
{
  struct saying saying;
  struct dm_range quoted;
  uint32_t top = 0;
  bool said = find_saying(draft, &saying);
  if (said && happens(draft, FRONTED)) {
    front(draft, saying);
  } else if (said && happens(draft, MARKED)) {
    put_marks(draft, saying);
  }
  bool marked = find_quotation(draft, &quoted, &top);
  if (marked && happens(draft, MASKED)) {
    mask(draft, quoted, top);
  } else if (marked && happens(draft, ALONE)) {
    keep_only(draft, quoted, top);
  }
  if (happens(draft, RESTYLED)) {
    restyle(draft);
  }
  struct item *last = &draft->item[draft->count - 1];
  if ((last->mark & DM_EXAMPLE_STOP) && !has_dependents(draft, last->id) && happens(draft, UNSTOPPED)) {
    draft->count--;
  }
  if (happens(draft, HEADLINE)) {
    capitalise(draft);
  } else if (happens(draft, SMALL_LETTERS)) {
    make_small(draft);
  }
}

static struct dm_example finish(const struct draft *draft)
{
  struct dm_example out = {.count = draft->count,
                           .word = DM_NEW(draft->arena, struct dm_parser_word, draft->count),
                           .head = DM_NEW(draft->arena, uint32_t, draft->count),
                           .relation = DM_NEW(draft->arena, uint8_t, draft->count),
                           .mark = DM_NEW(draft->arena, uint8_t, draft->count)};
  for (uint32_t i = 0; i < draft->count; i++) {
    const struct item *item = &draft->item[i];
    out.word[i] = item->word;
    out.word[i].shape = (uint8_t)(i ? item->word.shape & 0x1f : item->word.shape | DM_PARSER_OPENING);
    out.head[i] = item->head ? place_of(draft, item->head) + 1 : 0;
    out.relation[i] = item->relation;
    out.mark[i] = item->mark;
  }
  return out;
}

struct dm_example dm_variant_of(const struct dm_example *example, const struct dm_variant_signs *signs,
                                struct dm_chance *chance, struct dm_arena *arena)
{
  struct draft draft = {.signs = signs,
                        .chance = chance,
                        .arena = arena,
                        .count = example->count,
                        .last_id = example->count,
                        .item = DM_NEW(arena, struct item, example->count + SPARE)};
  for (uint32_t i = 0; i < example->count; i++) {
    draft.item[i] = (struct item){example->word[i], i + 1, example->head[i], example->relation[i], example->mark[i]};
  }
  change(&draft);
  return finish(&draft);
}
