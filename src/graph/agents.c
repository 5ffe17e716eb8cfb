// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "graph/sheet.h"

/// In thousandths: positions come without one of their own.
enum { POSITION_CONFIDENCE = 800 };

static const enum dm_word types[] = {[DM_PERSON] = DM_WORD_PERSON,
                                     [DM_ORGANIZATION] = DM_WORD_ORGANIZATION,
                                     [DM_COUNTRY] = DM_WORD_COUNTRY,
                                     [DM_PLACE] = DM_WORD_PLACE};
static const enum dm_word forms[] = {[DM_MENTION_NAME] = DM_WORD_FORM_NAME,
                                     [DM_MENTION_ADJECTIVE] = DM_WORD_FORM_ADJECTIVE,
                                     [DM_MENTION_NOMINAL] = DM_WORD_FORM_NOMINAL,
                                     [DM_MENTION_PRONOUN] = DM_WORD_FORM_PRONOUN};

static void add_entity(struct dm_sheet *sheet, struct dm_term subject, const struct dm_entity *entity)
{
  struct dm_span label = dm_sheet_label(sheet, entity->label);
  dm_sheet_add_word(sheet, subject, DM_WORD_TYPE, types[entity->type]);
  dm_sheet_add(sheet, subject, DM_WORD_IN_ARTICLE, sheet->article);
  dm_sheet_add_text(sheet, subject, DM_WORD_PREF_LABEL, label, DM_WORD_NONE);
  for (uint32_t i = 0; i < entity->alias_count; i++) {
    struct dm_span alias = dm_sheet_label(sheet, entity->alias[i]);
    if (!dm_span_equal(alias, label)) { // a preferred label is no alternative one (SKOS, S13)
      dm_sheet_add_text(sheet, subject, DM_WORD_ALT_LABEL, alias, DM_WORD_NONE);
    }
  }
}

static struct dm_term name_mention(struct dm_sheet *sheet, struct dm_range bytes, struct dm_term agent)
{
  struct dm_term mention = dm_sheet_place_name(sheet, "mention", bytes);
  dm_sheet_add_word(sheet, mention, DM_WORD_TYPE, DM_WORD_MENTION);
  dm_sheet_add(sheet, mention, DM_WORD_IDENT_REF, agent);
  dm_sheet_add_offsets(sheet, mention, bytes);
  return mention;
}

static void add_mentions(struct dm_sheet *sheet)
{
  const struct dm_mentions *mentions = sheet->analysis->mentions;
  for (uint32_t i = 0; i < mentions->mention_count; i++) {
    const struct dm_mention *mention = &mentions->mention[i];
    struct dm_range bytes = dm_text_bytes(sheet->analysis->text, mention->tokens);
    struct dm_term subject = name_mention(sheet, bytes, sheet->entity[mention->entity]);
    dm_sheet_add_word(sheet, subject, DM_WORD_MENTION_FORM, forms[mention->form]);
  }
}

void dm_sheet_add_entities(struct dm_sheet *sheet)
{
  const struct dm_mentions *mentions = sheet->analysis->mentions;
  sheet->entity = DM_NEW(sheet->arena, struct dm_term, mentions->entity_count + 1);
  for (uint32_t i = 0; i < mentions->entity_count; i++) {
    const struct dm_entity *entity = &mentions->entity[i];
    struct dm_term name = dm_sheet_label_name(sheet, dm_iri_type(entity->type), entity->label);
    sheet->entity[i] = dm_term_iri(dm_iri_take(&sheet->taken, sheet->arena, name.value));
    add_entity(sheet, sheet->entity[i], entity);
  }
  add_mentions(sheet);
}

void dm_sheet_add_positions(struct dm_sheet *sheet)
{
  const struct dm_mentions *mentions = sheet->analysis->mentions;
  for (uint32_t i = 0; i < mentions->position_count; i++) {
    const struct dm_position *position = &mentions->position[i];
    struct dm_evidence evidence = {.whole = dm_text_bytes(sheet->analysis->text, position->tokens),
                                   .rule = position->rule,
                                   .confidence = POSITION_CONFIDENCE};
    struct dm_term subject = dm_sheet_name(sheet, "position", evidence.whole);
    dm_sheet_add_word(sheet, subject, DM_WORD_TYPE, DM_WORD_POSITION);
    dm_sheet_add_evidence(sheet, subject, &evidence);
    dm_sheet_add(sheet, subject, DM_WORD_MEMBER, sheet->entity[position->person]);
    if (position->organization != DM_NONE) {
      dm_sheet_add(sheet, subject, DM_WORD_OF_ORGANIZATION, sheet->entity[position->organization]);
    }
    dm_sheet_add_text(sheet, subject, DM_WORD_ROLE, dm_sheet_label(sheet, position->role), DM_WORD_NONE);
    dm_sheet_add_day(sheet, subject, DM_WORD_ATTESTED_ON, sheet->analysis->text->article->date);
  }
}

/// A source without a name: one node for each wording of it, however it is capitalised.
static struct dm_term unnamed_term(struct dm_sheet *sheet, struct dm_span label)
{
  struct dm_term subject = dm_sheet_label_name(sheet, "unnamed", label);
  uint32_t number;
  if (dm_iri_put(&sheet->unnamed, sheet->arena, &subject.value, &number)) {
    *DM_PUSH(sheet->arena, sheet->unnamed_label, sheet->label_count, sheet->label_capacity) = label;
    dm_sheet_add_word(sheet, subject, DM_WORD_TYPE, DM_WORD_UNNAMED_SOURCE);
    dm_sheet_add(sheet, subject, DM_WORD_IN_ARTICLE, sheet->article);
    dm_sheet_add_text(sheet, subject, DM_WORD_PREF_LABEL, label, DM_WORD_NONE);
  } else if (!dm_span_equal(label, sheet->unnamed_label[number])) {
    dm_sheet_add_text(sheet, subject, DM_WORD_ALT_LABEL, label, DM_WORD_NONE);
  }
  return subject;
}

static struct dm_term party_term(struct dm_sheet *sheet, const struct dm_party *party)
{
  bool named = party->entity != DM_NONE;
  return named ? sheet->entity[party->entity] : unnamed_term(sheet, dm_sheet_label(sheet, party->label));
}

void dm_sheet_add_parties(struct dm_sheet *sheet, struct dm_term fact, enum dm_word predicate,
                          const struct dm_parties *parties, bool source)
{
  for (uint32_t i = 0; i < parties->count; i++) {
    const struct dm_party *party = &parties->party[i];
    struct dm_term agent = party_term(sheet, party);
    dm_sheet_add(sheet, fact, predicate, agent);
    if (source && party->bytes.end > party->bytes.start) {
      dm_sheet_add(sheet, fact, DM_WORD_SOURCE_MENTION, name_mention(sheet, party->bytes, agent));
    }
  }
}
