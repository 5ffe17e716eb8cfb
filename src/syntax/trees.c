// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "syntax/trees.h"

#include <assert.h>
#include <string.h>

/// What a stretch is parsed with.
struct work {
  const struct dm_parser *parser;
  const struct dm_text *text;
  const struct dm_syntax *syntax;
  struct dm_arena *scratch;
  struct dm_trees *trees;
};

/// What stands as one word: a token, or a masked range.
struct unit {
  struct dm_range tokens;
  uint32_t root; ///< the token that others hang on
};

struct dm_trees dm_trees_new(const struct dm_text *text, struct dm_arena *arena)
{
  struct dm_trees trees = {DM_NEW(arena, uint32_t, text->token_count), DM_NEW(arena, uint8_t, text->token_count)};
  memset(trees.head, 0xff, text->token_count * sizeof *trees.head);
  return trees;
}

static void read_unit(const struct work *work, const struct unit *unit, bool masked, bool opening,
                      struct dm_parser_word *out)
{
  if (masked) {
    *out = (struct dm_parser_word){.row = DM_NONE};
    return;
  }
  uint32_t token = unit->tokens.start;
  dm_parser_read(work->parser->words, dm_text_word(work->text, token), work->text->folded[token], opening, out);
  out->tag = work->syntax->upos[token];
  out->xpos = work->syntax->xpos[token];
}

/// One tree over units; `masked` [count].  @return the token that is its root.
static uint32_t parse_units(const struct work *work, const struct unit *unit, const bool *masked, uint32_t count)
{
  struct dm_parser_word *word = DM_NEW(work->scratch, struct dm_parser_word, count);
  uint32_t *head = DM_NEW(work->scratch, uint32_t, count);
  uint8_t *relation = DM_NEW(work->scratch, uint8_t, count);
  for (uint32_t i = 0; i < count; i++) {
    read_unit(work, &unit[i], masked && masked[i], i == 0, &word[i]);
  }
  dm_parser_run(work->parser, word, count, work->scratch, head, relation);
  uint32_t root = unit[0].root;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t token = unit[i].root;
    work->trees->head[token] = head[i] ? unit[head[i] - 1].root : DM_NONE;
    work->trees->relation[token] = relation[i];
    root = head[i] ? root : token;
  }
  return root;
}

/// Hang a root on that of the stretch before, or remember it as the first.
static void join(const struct work *work, uint32_t root, uint32_t *first)
{
  if (*first == DM_NONE) {
    *first = root;
    return;
  }
  work->trees->head[root] = *first;
  work->trees->relation[root] = DM_RELATION_PARATAXIS;
}

/// Units in pieces that are not too long.  @return the root.
static uint32_t parse_pieces(const struct work *work, const struct unit *unit, const bool *masked, uint32_t count)
{
  uint32_t first = DM_NONE;
  for (uint32_t i = 0; i < count; i += DM_SENTENCE_TOKENS) {
    uint32_t size = count - i < DM_SENTENCE_TOKENS ? count - i : DM_SENTENCE_TOKENS;
    join(work, parse_units(work, unit + i, masked ? masked + i : NULL, size), &first);
  }
  return first;
}

/// Tokens by themselves, sentence by sentence.  @return the root of the first.
static uint32_t parse_tokens(const struct work *work, struct dm_range tokens)
{
  struct unit *unit = DM_NEW(work->scratch, struct unit, tokens.end - tokens.start);
  uint32_t first = DM_NONE;
  for (uint32_t start = tokens.start, end; start < tokens.end; start = end) {
    for (end = start; end < tokens.end && work->text->token_sentence[end] == work->text->token_sentence[start]; end++) {
      unit[end - start] = (struct unit){{end, end + 1}, end};
    }
    join(work, parse_pieces(work, unit, NULL, end - start), &first);
  }
  return first;
}

void dm_trees_parse(const struct dm_parser *parser, const struct dm_text *text, const struct dm_syntax *syntax,
                    const struct dm_stretch *stretch, struct dm_arena *scratch, struct dm_trees *trees)
{
  struct work work = {parser, text, syntax, scratch, trees};
  struct dm_range tokens = stretch->tokens;
  assert(tokens.start < tokens.end && tokens.end <= text->token_count);
  struct unit *unit = DM_NEW(scratch, struct unit, tokens.end - tokens.start);
  bool *masked = DM_NEW(scratch, bool, tokens.end - tokens.start);
  uint32_t count = 0, mask = 0;
  for (uint32_t token = tokens.start; token < tokens.end; token = unit[count++].tokens.end) {
    bool begins = mask < stretch->mask_count && stretch->mask[mask].start == token;
    unit[count] = (struct unit){{token, token + 1}, token};
    if (begins) {
      unit[count].tokens = stretch->mask[mask++];
      unit[count].root = parse_tokens(&work, unit[count].tokens);
      masked[count] = true;
    }
    assert(unit[count].tokens.start < unit[count].tokens.end && unit[count].tokens.end <= tokens.end);
  }
  assert(mask == stretch->mask_count);
  parse_pieces(&work, unit, masked, count);
}

void dm_trees_parse_sentence(const struct dm_parser *parser, const struct dm_text *text, const struct dm_syntax *syntax,
                             uint32_t sentence, struct dm_arena *scratch, struct dm_trees *trees)
{
  struct dm_stretch stretch = {.tokens = text->sentence[sentence]};
  dm_trees_parse(parser, text, syntax, &stretch, scratch, trees);
}
