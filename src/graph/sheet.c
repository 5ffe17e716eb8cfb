// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/sheet.h"

#include "graph/calendar.h"

void dm_sheet_add(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, struct dm_term object)
{
  struct dm_quads *quads = sheet->quads;
  *DM_PUSH(sheet->arena, quads->quad, quads->count, quads->capacity) = (struct dm_quad){
      .subject = subject, .predicate = dm_word_term(predicate), .object = object, .graph = sheet->article};
}

void dm_sheet_add_word(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, enum dm_word object)
{
  dm_sheet_add(sheet, subject, predicate, dm_word_term(object));
}

void dm_sheet_add_text(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, struct dm_span value,
                       enum dm_word datatype)
{
  struct dm_span type = {0};
  if (value.size == 0) {
    return;
  }
  if (datatype != DM_WORD_NONE) {
    type = dm_word_iri(datatype);
  }
  dm_sheet_add(sheet, subject, predicate, dm_term_literal(value, type));
}

/// What the scratch buffer holds, kept.
static struct dm_span keep_scratch(struct dm_sheet *sheet)
{
  return (struct dm_span){dm_arena_copy(sheet->arena, sheet->scratch.data, sheet->scratch.size), sheet->scratch.size};
}

void dm_sheet_add_count(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, uint32_t count)
{
  dm_buffer_clear(&sheet->scratch);
  dm_buffer_add_number(&sheet->scratch, count);
  dm_sheet_add_text(sheet, subject, predicate, keep_scratch(sheet), DM_WORD_XSD_COUNT);
}

void dm_sheet_add_share(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, uint32_t thousandths)
{
  enum { WHOLE = 1000, SHORTEST = 3 };
  uint32_t share = thousandths < WHOLE ? thousandths : WHOLE;
  dm_buffer_clear(&sheet->scratch);
  dm_buffer_printf(&sheet->scratch, "%u.%03u", share / WHOLE, share % WHOLE);
  while (sheet->scratch.size > SHORTEST && sheet->scratch.data[sheet->scratch.size - 1] == '0') {
    sheet->scratch.size--; // the canonical form has no zeros at its end but one (XSD 1.1, 3.3.3)
  }
  dm_sheet_add_text(sheet, subject, predicate, keep_scratch(sheet), DM_WORD_XSD_DECIMAL);
}

void dm_sheet_add_day(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, struct dm_span value)
{
  static const enum dm_word types[] = {[DM_CALENDAR_DAY] = DM_WORD_XSD_DATE,
                                       [DM_CALENDAR_MONTH] = DM_WORD_XSD_MONTH,
                                       [DM_CALENDAR_YEAR] = DM_WORD_XSD_YEAR};
  enum dm_calendar_unit unit = dm_calendar_unit(value);
  if (unit != DM_CALENDAR_NONE) {
    dm_sheet_add_text(sheet, subject, predicate, value, types[unit]);
  }
}

/* Names. */

static void begin_fragment(struct dm_sheet *sheet)
{
  dm_buffer_clear(&sheet->scratch);
  dm_buffer_add_span(&sheet->scratch, sheet->article.value);
  dm_buffer_add_byte(&sheet->scratch, '#');
}

static void write_place(struct dm_sheet *sheet, const char *kind, struct dm_range bytes)
{
  begin_fragment(sheet);
  dm_buffer_add_text(&sheet->scratch, kind);
  dm_buffer_add_byte(&sheet->scratch, '-');
  dm_buffer_add_number(&sheet->scratch, dm_codepoints_at(&sheet->map, bytes.start));
  dm_buffer_add_byte(&sheet->scratch, '-');
  dm_buffer_add_number(&sheet->scratch, dm_codepoints_at(&sheet->map, bytes.end));
}

struct dm_term dm_sheet_name(struct dm_sheet *sheet, const char *kind, struct dm_range bytes)
{
  write_place(sheet, kind, bytes);
  return dm_term_iri(dm_iri_take(&sheet->taken, sheet->arena, dm_buffer_span(&sheet->scratch)));
}

struct dm_term dm_sheet_place_name(struct dm_sheet *sheet, const char *kind, struct dm_range bytes)
{
  write_place(sheet, kind, bytes);
  return dm_term_iri(keep_scratch(sheet));
}

struct dm_term dm_sheet_label_name(struct dm_sheet *sheet, const char *kind, struct dm_span label)
{
  begin_fragment(sheet);
  dm_buffer_printf(&sheet->scratch, "%s-", kind);
  dm_iri_slug(label, &sheet->scratch);
  return dm_term_iri(keep_scratch(sheet));
}

struct dm_span dm_sheet_label(struct dm_sheet *sheet, struct dm_span label)
{
  bool gap = false;
  dm_buffer_clear(&sheet->scratch);
  for (size_t at = 0; at < label.size;) {
    uint32_t code;
    size_t size = dm_utf8_decode(label, at, &code);
    if (dm_utf8_is_space(code)) {
      gap = true;
    } else {
      if (gap && sheet->scratch.size) {
        dm_buffer_add_byte(&sheet->scratch, ' ');
      }
      dm_buffer_add(&sheet->scratch, label.data + at, size);
      gap = false;
    }
    at += size;
  }
  return keep_scratch(sheet);
}

/* Evidence. */

void dm_sheet_add_offsets(struct dm_sheet *sheet, struct dm_term subject, struct dm_range bytes)
{
  dm_sheet_add_count(sheet, subject, DM_WORD_BEGIN_INDEX, dm_codepoints_at(&sheet->map, bytes.start));
  dm_sheet_add_count(sheet, subject, DM_WORD_END_INDEX, dm_codepoints_at(&sheet->map, bytes.end));
  dm_sheet_add_text(sheet, subject, DM_WORD_ANCHOR_OF, dm_span_slice(sheet->map.text, bytes), DM_WORD_NONE);
  dm_sheet_add(sheet, subject, DM_WORD_REFERENCE_CONTEXT, sheet->article);
}

/// RFC 5147, section 2.2.1: positions between characters.
static struct dm_term passage_name(struct dm_sheet *sheet, struct dm_range bytes)
{
  begin_fragment(sheet);
  dm_buffer_add_text(&sheet->scratch, "char=");
  dm_buffer_add_number(&sheet->scratch, dm_codepoints_at(&sheet->map, bytes.start));
  dm_buffer_add_byte(&sheet->scratch, ',');
  dm_buffer_add_number(&sheet->scratch, dm_codepoints_at(&sheet->map, bytes.end));
  return dm_term_iri(keep_scratch(sheet));
}

void dm_sheet_add_passage(struct dm_sheet *sheet, struct dm_term subject, enum dm_word predicate, struct dm_range bytes)
{
  if (bytes.end <= bytes.start) {
    return;
  }
  struct dm_term passage = passage_name(sheet, bytes);
  dm_sheet_add(sheet, subject, predicate, passage);
  dm_sheet_add_word(sheet, passage, DM_WORD_TYPE, DM_WORD_PASSAGE);
  dm_sheet_add_offsets(sheet, passage, bytes);
}

void dm_sheet_add_evidence(struct dm_sheet *sheet, struct dm_term fact, const struct dm_evidence *evidence)
{
  dm_sheet_add(sheet, fact, DM_WORD_IN_ARTICLE, sheet->article);
  dm_sheet_add_passage(sheet, fact, DM_WORD_EVIDENCE, evidence->whole);
  dm_sheet_add_passage(sheet, fact, DM_WORD_CUE_PASSAGE, evidence->cue);
  dm_sheet_add_text(sheet, fact, DM_WORD_RULE, dm_span_of(evidence->rule), DM_WORD_NONE);
  dm_sheet_add_share(sheet, fact, DM_WORD_CONFIDENCE, evidence->confidence);
}
