// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "pipeline/layers_conllu.h"

#include "base/utf8.h"

#include <string.h>

/// What every writer here needs.
struct sheet {
  const struct dm_result *result;
  const struct dm_trees *trees;
  struct dm_arena *arena;
  struct dm_codepoints map;
  struct dm_buffer *out;
};

static const char *const entity_types[] = {
    [DM_PERSON] = "person", [DM_ORGANIZATION] = "organization", [DM_COUNTRY] = "country", [DM_PLACE] = "place"};
static const char *const paragraph_kinds[] = {[DM_PARAGRAPH_BODY] = "body",
                                              [DM_PARAGRAPH_HEADLINE] = "headline",
                                              [DM_PARAGRAPH_CAPTION] = "caption",
                                              [DM_PARAGRAPH_FURNITURE] = "furniture"};

/// A value on one line: a control character would be the format's.
static void put_line(struct sheet *sheet, struct dm_span value)
{
  for (size_t i = 0; i < value.size; i++) {
    if ((unsigned char)value.data[i] < ' ') {
      dm_utf8_encode(sheet->out, 0xFFFD);
    } else {
      dm_buffer_add_byte(sheet->out, value.data[i]);
    }
  }
}

static void put_comment(struct sheet *sheet, const char *key, struct dm_span value)
{
  dm_buffer_printf(sheet->out, "# %s = ", key);
  put_line(sheet, value);
  dm_buffer_add_byte(sheet->out, '\n');
}

/* Surface tokens: a word, and those that are joined to it. */

static uint32_t surface_end(const struct dm_text *text, uint32_t token, uint32_t end)
{
  for (token++; token < end && text->joined[token]; token++) {
  }
  return token;
}

/// What stands between the end of the surface token before `token` and the next one.
static struct dm_span gap_before(const struct dm_text *text, uint32_t token)
{
  uint32_t start = token ? text->token[token - 1].end : 0;
  uint32_t end = token < text->token_count ? text->token[token].start : (uint32_t)text->body.size;
  return dm_span_slice(text->body, (struct dm_range){start, end});
}

static bool has_space(struct dm_span gap)
{
  uint32_t code;
  for (size_t at = 0; at < gap.size;) {
    at += dm_utf8_decode(gap, at, &code);
    if (dm_utf8_is_space(code)) {
      return true;
    }
  }
  return false;
}

/* The columns. */

static void begin_field(struct sheet *sheet, bool *first)
{
  if (!*first) {
    dm_buffer_add_byte(sheet->out, '|');
  }
  *first = false;
}

/// White space as UDPipe writes it; what is no white space is left out.
static void put_spaces(struct sheet *sheet, const char *key, struct dm_span gap)
{
  static const char signs[] = " \t\r\n";
  static const char *const names[] = {"\\s", "\\t", "\\r", "\\n"};
  dm_buffer_printf(sheet->out, "%s=", key);
  for (size_t at = 0; at < gap.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(gap, at, &code);
    const char *sign = code && code < 0x80 ? strchr(signs, (int)code) : NULL;
    if (sign) {
      dm_buffer_add_text(sheet->out, names[sign - signs]);
    } else if (dm_utf8_is_space(code)) {
      dm_buffer_add(sheet->out, gap.data + at, size);
    }
    at += size;
  }
}

/// MISC of a surface token: where it stands and what is around it.
static void put_place(struct sheet *sheet, uint32_t token, uint32_t end, bool *first)
{
  const struct dm_text *text = &sheet->result->text;
  struct dm_span after = gap_before(text, end);
  begin_field(sheet, first);
  dm_buffer_printf(sheet->out, "Offset=%u", dm_codepoints_at(&sheet->map, text->token[token].start));
  if (!has_space(after)) {
    begin_field(sheet, first);
    dm_buffer_add_text(sheet->out, "SpaceAfter=No");
  } else if (!dm_span_equal(after, DM_LITERAL(" "))) {
    begin_field(sheet, first);
    put_spaces(sheet, "SpacesAfter", after);
  }
  if (token == 0 && has_space(gap_before(text, 0))) {
    begin_field(sheet, first);
    put_spaces(sheet, "SpacesBefore", gap_before(text, 0));
  }
}

static void put_name(struct sheet *sheet, uint32_t token, bool *first)
{
  const struct dm_mentions *mentions = &sheet->result->mentions;
  uint32_t index = mentions->token_mention ? mentions->token_mention[token] : DM_NONE;
  if (index == DM_NONE || mentions->mention[index].form != DM_MENTION_NAME) {
    return;
  }
  const struct dm_mention *mention = &mentions->mention[index];
  begin_field(sheet, first);
  dm_buffer_printf(sheet->out, "Name=%c-%s", mention->tokens.start == token ? 'B' : 'I',
                   entity_types[mentions->entity[mention->entity].type]);
}

static void put_range(struct sheet *sheet, uint32_t token, uint32_t end, uint32_t before)
{
  bool first = true;
  struct dm_range bytes = dm_text_bytes(&sheet->result->text, (struct dm_range){token, end});
  dm_buffer_printf(sheet->out, "%u-%u\t", token - before, end - 1 - before);
  put_line(sheet, dm_span_slice(sheet->result->text.body, bytes));
  dm_buffer_add_text(sheet->out, "\t_\t_\t_\t_\t_\t_\t_\t");
  put_place(sheet, token, end, &first);
  dm_buffer_add_byte(sheet->out, '\n');
}

/// HEAD, DEPREL and DEPS; heads are in the token's sentence.
static void put_head(struct sheet *sheet, uint32_t token, uint32_t id)
{
  uint32_t head = sheet->trees->head[token];
  enum dm_relation relation = (enum dm_relation)sheet->trees->relation[token];
  if (relation == DM_RELATION_NONE) {
    dm_buffer_add_text(sheet->out, "_\t_\t_\t");
    return;
  }
  dm_buffer_printf(sheet->out, "%u\t%s\t_\t", head == DM_NONE ? 0 : id + head - token, dm_relation_name(relation));
}

/// @param alone  whether the word is a surface token by itself
static void put_word(struct sheet *sheet, uint32_t token, uint32_t id, bool alone)
{
  const struct dm_result *result = sheet->result;
  dm_buffer_printf(sheet->out, "%u\t", id);
  put_line(sheet, dm_text_word(&result->text, token));
  dm_buffer_add_byte(sheet->out, '\t');
  struct dm_span lemma = dm_syntax_lemma(&result->syntax, &result->text, token, sheet->arena);
  put_line(sheet,
           lemma.size ? lemma : dm_text_word(&result->text, token)); // of signs that fold to nothing none is left
  dm_buffer_printf(sheet->out, "\t%s\t%s\t_\t", dm_tag_name((enum dm_tag)result->syntax.upos[token]),
                   dm_xpos_name((enum dm_xpos)result->syntax.xpos[token]));
  put_head(sheet, token, id);
  bool first = true;
  if (alone) {
    put_place(sheet, token, token + 1, &first);
  }
  put_name(sheet, token, &first);
  dm_buffer_add_text(sheet->out, first ? "_\n" : "\n");
}

/* Sentences. */

static void put_text(struct sheet *sheet, struct dm_range tokens)
{
  const struct dm_text *text = &sheet->result->text;
  dm_buffer_add_text(sheet->out, "# text = ");
  for (uint32_t token = tokens.start; token < tokens.end;) {
    uint32_t end = surface_end(text, token, tokens.end);
    put_line(sheet, dm_span_slice(text->body, dm_text_bytes(text, (struct dm_range){token, end})));
    if (end < tokens.end && has_space(gap_before(text, end))) {
      dm_buffer_add_byte(sheet->out, ' ');
    }
    token = end;
  }
  dm_buffer_add_byte(sheet->out, '\n');
}

/// Whether the surface token needs a row of its own: it is several words, or one that it does not spell.
static bool has_range(const struct dm_text *text, uint32_t token, uint32_t end)
{
  struct dm_span surface = dm_span_slice(text->body, text->token[token]);
  return end > token + 1 || !dm_span_equal(dm_text_word(text, token), surface);
}

static void put_sentence(struct sheet *sheet, uint32_t sentence)
{
  const struct dm_text *text = &sheet->result->text;
  struct dm_range tokens = text->sentence[sentence];
  if (text->name && text->name[sentence].size) {
    put_comment(sheet, "sent_id", text->name[sentence]);
  } else {
    dm_buffer_add_text(sheet->out, "# sent_id = ");
    put_line(sheet, sheet->result->article.id);
    dm_buffer_printf(sheet->out, "-%u\n", sentence + 1);
  }
  put_text(sheet, tokens);
  for (uint32_t token = tokens.start; token < tokens.end;) {
    uint32_t end = surface_end(text, token, tokens.end);
    bool range = has_range(text, token, end);
    if (range) {
      put_range(sheet, token, end, tokens.start - 1);
    }
    for (uint32_t word = token; word < end; word++) {
      put_word(sheet, word, word - tokens.start + 1, !range);
    }
    token = end;
  }
  dm_buffer_add_byte(sheet->out, '\n');
}

void dm_layers_conllu_write(const struct dm_result *result, const struct dm_trees *trees, struct dm_arena *arena,
                            struct dm_buffer *out)
{
  struct sheet sheet = {result, trees, arena, dm_codepoints_new(result->text.body, arena), out};
  put_comment(&sheet, "newdoc id", result->article.id);
  for (uint32_t i = 0; i < result->text.paragraph_count; i++) {
    const struct dm_paragraph *paragraph = &result->text.paragraph[i];
    for (uint32_t s = paragraph->sentences.start; s < paragraph->sentences.end; s++) {
      if (s == paragraph->sentences.start) {
        dm_buffer_printf(out, "# newpar\n# newpar_kind = %s\n", paragraph_kinds[paragraph->kind]);
      }
      put_sentence(&sheet, s);
    }
  }
}
