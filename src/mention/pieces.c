// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "mention/pieces.h"

#include <string.h>

/// `Jordan Ellis`, `Chad Moore`: a first name that is a place as well.
bool dm_known_is_person(const struct dm_naming *naming, struct dm_known known, uint32_t at, uint32_t end)
{
  bool place = known.kind == DM_NAME_COUNTRY || known.kind == DM_NAME_PLACE || known.kind == DM_NAME_CAPITAL ||
               known.kind == DM_NAME_FUNCTION || known.kind == DM_NAME_CALENDAR || known.kind == DM_NAME_BELIEF ||
               known.kind == DM_NAME_OTHER;
  if (!place || known.length != 1 || at + 1 >= end || naming->token_role[at + 1] != DM_NONE ||
      !dm_naming_is_first_name(naming, at)) {
    return false;
  }
  return dm_gazetteer_longest(naming->gazetteer, naming->text, at + 1, end).kind == DM_NAME_NONE &&
         !dm_gazetteer_head(naming->gazetteer, naming->text, at + 1, end);
}

/// `General | Services Administration`
static bool leads_to_organization(const struct dm_naming *naming, uint32_t at, uint32_t end)
{
  for (uint32_t i = at + 1; i <= end && i <= at + 4 && !dm_naming_is_first_name(naming, i - 1); i++) {
    const struct dm_entry *head = dm_gazetteer_head(naming->gazetteer, naming->text, at, i);
    if (head && dm_head_kind(head) == DM_NAME_ORGANIZATION) {
      return true;
    }
  }
  return false;
}

static struct dm_piece piece_at(const struct dm_naming *naming, uint32_t at, uint32_t end, bool inside)
{
  struct dm_piece piece = {.tokens = {at, at + 1}, .kind = DM_NAME_UNKNOWN};
  struct dm_known known = dm_gazetteer_longest(naming->gazetteer, naming->text, at, end);
  uint32_t role = naming->token_role[at];
  uint32_t role_end = role == DM_NONE ? at : naming->role[role].tokens.end;
  bool part = inside && role_end - at == 1; // `Kevin King`
  if (role_end - at >= known.length && role_end > at && !part) {
    piece.tokens.end = role_end < end ? role_end : end;
    piece.kind = DM_NAME_ROLE;
    return piece;
  }
  uint32_t length = 0;
  const struct dm_entry *title = dm_lexicon_longest(&naming->gazetteer->titles, naming->text, at, end, &length);
  if (title && at + length < end && length >= known.length && !inside &&
      !leads_to_organization(naming, at + length, end)) {
    return (struct dm_piece){.tokens = {at, at + length},
                             .kind = DM_NAME_TITLE,
                             .entry = title,
                             .gender = dm_gender_named(dm_entry_field(title, 1))};
  }
  if (known.kind == DM_NAME_NONE || dm_known_is_person(naming, known, at, end) ||
      (inside && known.length == 1 && known.kind != DM_NAME_COUNTRY)) {
    return piece;
  }
  return (struct dm_piece){.tokens = {at, at + known.length}, .kind = known.kind, .entry = known.entry};
}

static bool ends_in_organization(const struct dm_naming *naming, struct dm_range tokens)
{
  const struct dm_entry *head = dm_gazetteer_head(naming->gazetteer, naming->text, tokens.start, tokens.end);
  return head && dm_head_kind(head) == DM_NAME_ORGANIZATION;
}

static void cut_pieces(const struct dm_naming *naming, struct dm_range span, struct dm_pieces *out)
{
  out->count = 0;
  for (uint32_t at = span.start; at < span.end && out->count < DM_PIECES;) {
    struct dm_piece *last = out->count ? &out->piece[out->count - 1] : NULL;
    bool open = last && last->kind == DM_NAME_UNKNOWN;
    open = open && !(dm_naming_is_first_name(naming, at) && ends_in_organization(naming, last->tokens));
    bool person = open && dm_naming_is_first_name(naming, last->tokens.start);
    struct dm_piece piece = piece_at(naming, at, span.end, person);
    while (piece.tokens.end + 1 < span.end && dm_text_is_hyphen(naming->text, piece.tokens.end)) {
      piece.tokens.end += 2;
    }
    if (open && piece.kind == DM_NAME_UNKNOWN) {
      last->tokens.end = piece.tokens.end;
    } else {
      out->piece[out->count++] = piece;
    }
    at = piece.tokens.end;
  }
}

static bool may_join(enum dm_name_kind kind)
{
  return kind != DM_NAME_ROLE && kind != DM_NAME_TITLE && kind != DM_NAME_CALENDAR && kind != DM_NAME_FUNCTION &&
         kind != DM_NAME_PERSON;
}

static void drop_pieces(struct dm_pieces *pieces, uint32_t from, uint32_t to)
{
  memmove(&pieces->piece[from], &pieces->piece[to], (pieces->count - to) * sizeof *pieces->piece);
  pieces->count -= to - from;
}

/// The last head of an organisation or a place in an unknown piece: its end, or 0.
static uint32_t head_end(const struct dm_naming *naming, const struct dm_piece *piece, const struct dm_entry **head)
{
  for (uint32_t end = piece->tokens.end; end > piece->tokens.start; end--) {
    *head = dm_gazetteer_head(naming->gazetteer, naming->text, piece->tokens.start, end);
    if (*head && (dm_head_kind(*head) == DM_NAME_ORGANIZATION || end == piece->tokens.end)) {
      return end;
    }
  }
  return 0;
}

/// `Congress` + `of the` + `Philippines`: one name.
static bool join_link(const struct dm_naming *naming, struct dm_pieces *pieces, uint32_t at)
{
  const struct dm_piece *piece = &pieces->piece[at];
  for (uint32_t i = piece->tokens.start; i < piece->tokens.end; i++) {
    if (naming->text->shape[i] & DM_SHAPE_CAPITAL) {
      return false;
    }
  }
  if (at == 0 || at + 1 >= pieces->count || piece->kind != DM_NAME_UNKNOWN || piece[-1].kind != DM_NAME_ORGANIZATION) {
    return false;
  }
  pieces->piece[at - 1].tokens.end = piece[1].tokens.end;
  pieces->piece[at - 1].entry = NULL;
  drop_pieces(pieces, at, at + 2);
  return true;
}

/// `United States` + `Department of Justice`; of another country than the one known, it is another.
static bool join_country(const struct dm_naming *naming, struct dm_pieces *pieces, uint32_t at)
{
  struct dm_piece *piece = &pieces->piece[at];
  const struct dm_entry *head = NULL;
  if (at == 0 || piece->kind != DM_NAME_ORGANIZATION || !piece->entry || !head_end(naming, piece, &head)) {
    return false;
  }
  struct dm_piece *before = piece - 1;
  if (before->kind != DM_NAME_COUNTRY && before->kind != DM_NAME_ADJECTIVE) {
    return false;
  }
  struct dm_span country = dm_entry_field(piece->entry, DM_ORGANIZATION_COUNTRY);
  bool same = !country.size || dm_span_equal(country, dm_entry_field(before->entry, DM_COUNTRY_LABEL));
  before->tokens.end = piece->tokens.end;
  before->kind = DM_NAME_ORGANIZATION;
  before->entry = same ? piece->entry : NULL;
  drop_pieces(pieces, at, at + 1);
  return true;
}

/// `Hurricane Otto`, `Operation Red Hill`
static bool begins_other(const struct dm_naming *naming, struct dm_range tokens)
{
  const struct dm_entry *first = dm_gazetteer_head(naming->gazetteer, naming->text, tokens.start, tokens.start + 1);
  const struct dm_entry *last = dm_gazetteer_head(naming->gazetteer, naming->text, tokens.start, tokens.end);
  bool other = first && dm_head_kind(first) == DM_NAME_OTHER && !dm_naming_is_first_name(naming, tokens.start);
  return other && (!last || dm_head_kind(last) == DM_NAME_OTHER);
}

/// `Russian` + `Security Council`: one organisation.
static void join_heads(const struct dm_naming *naming, struct dm_pieces *pieces)
{
  for (uint32_t i = 0; i < pieces->count; i++) {
    const struct dm_entry *head = NULL;
    struct dm_piece *piece = &pieces->piece[i];
    if (join_country(naming, pieces, i) || join_link(naming, pieces, i)) {
      i--;
      continue;
    }
    if (piece->kind == DM_NAME_UNKNOWN && begins_other(naming, piece->tokens)) {
      piece->kind = DM_NAME_OTHER;
    }
    if (piece->kind != DM_NAME_UNKNOWN || !head_end(naming, piece, &head)) {
      continue;
    }
    bool single = dm_text_word_count(naming->text, piece->tokens) == 1;
    bool person =
        !single && dm_naming_is_first_name(naming, piece->tokens.start) && dm_head_kind(head) != DM_NAME_ORGANIZATION;
    if (person) {
      continue;
    }
    piece->kind = dm_head_kind(head);
    piece->entry = NULL;
    if (piece->kind == DM_NAME_OTHER) {
      continue;
    }
    uint32_t from = i;
    while (from > 0 && may_join(pieces->piece[from - 1].kind)) {
      from--;
    }
    uint32_t to = i + 1;
    while (piece->kind == DM_NAME_ORGANIZATION && to < pieces->count && may_join(pieces->piece[to].kind) &&
           !dm_naming_is_first_name(naming, pieces->piece[to].tokens.start)) {
      to++;
    }
    pieces->piece[from] = (struct dm_piece){
        .tokens = {pieces->piece[from].tokens.start, pieces->piece[to - 1].tokens.end}, .kind = piece->kind};
    drop_pieces(pieces, from + 1, to);
    i = from;
  }
}

void dm_pieces_cut(const struct dm_naming *naming, struct dm_range span, struct dm_pieces *out)
{
  cut_pieces(naming, span, out);
  join_heads(naming, out);
}
