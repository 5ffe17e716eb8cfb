// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
#include "redland/source.h"

#include "base/fail.h"

#include <stdlib.h>

/// One triple pattern being matched.
struct match {
  struct dm_source *source;
  struct dm_walk *walk; ///< NULL: nothing can match
  bool ended;
  struct dm_id_quad quad;
};

static dm_id *position_of(struct dm_id_quad *quad, unsigned position)
{
  dm_id *const positions[] = {&quad->subject, &quad->predicate, &quad->object, &quad->graph};
  return positions[position];
}

static void move_on(struct match *match)
{
  match->ended = !match->walk || dm_source_is_stopped(match->source) || !dm_walk_next(match->walk, &match->quad);
}

static rasqal_triple_parts bind_match(struct rasqal_triples_match_s *rtm, void *user_data, rasqal_variable *bindings[4],
                                      rasqal_triple_parts parts)
{
  static const rasqal_triple_parts part_of[] = {RASQAL_TRIPLE_SUBJECT, RASQAL_TRIPLE_PREDICATE, RASQAL_TRIPLE_OBJECT,
                                                RASQAL_TRIPLE_ORIGIN};
  struct match *match = rtm->user_data;
  unsigned bound = 0;
  (void)user_data;
  for (unsigned i = 0; i < 4; i++) {
    if (!bindings[i] || !(parts & part_of[i])) {
      bound |= parts & part_of[i];
      continue;
    }
    rasqal_literal *literal = dm_literals_of(&match->source->literals, *position_of(&match->quad, i));
    rasqal_variable_set_value(bindings[i], rasqal_new_literal_from_literal(literal));
    bound |= part_of[i];
  }
  return (rasqal_triple_parts)bound;
}

static void next_match(struct rasqal_triples_match_s *rtm, void *user_data)
{
  (void)user_data;
  move_on(rtm->user_data);
}

static int is_end(struct rasqal_triples_match_s *rtm, void *user_data)
{
  (void)user_data;
  return ((struct match *)rtm->user_data)->ended;
}

static void finish(struct rasqal_triples_match_s *rtm, void *user_data)
{
  struct match *match = rtm->user_data;
  (void)user_data;
  if (match) {
    dm_walk_free(match->walk);
    free(match);
    rtm->user_data = NULL;
  }
}

/// A position of a pattern to an id.  @return whether it can match at all.
static bool fill_position(struct dm_source *source, rasqal_literal *literal, rasqal_variable **variable, dm_id *out)
{
  *variable = NULL;
  *out = DM_ID_NONE;
  if (!literal) {
    return true;
  }
  *variable = rasqal_literal_as_variable(literal);
  rasqal_literal *value = *variable ? (*variable)->value : literal;
  if (!value) {
    return true;
  }
  *out = dm_literals_id(&source->literals, value);
  return *out != DM_ID_NONE;
}

/// Free positions which must be equal, because one variable stands in them.
static void find_same(rasqal_variable *const variable[4], const struct dm_id_quad *pattern, unsigned char same[3])
{
  const dm_id id[] = {pattern->subject, pattern->predicate, pattern->object};
  for (unsigned i = 0; i < 3; i++) {
    same[i] = 0;
    for (unsigned j = 0; j < 3; j++) {
      if (j != i && variable[i] && variable[i] == variable[j] && id[i] == DM_ID_NONE) {
        same[i] = (unsigned char)(i < j ? i + 1 : j + 1);
        break;
      }
    }
  }
}

static int init_match(rasqal_triples_match *rtm, struct rasqal_triples_source_s *rts, void *user_data,
                      rasqal_triple_meta *meta, rasqal_triple *triple)
{
  struct dm_source *source = *(struct dm_source **)user_data;
  rasqal_literal *const literal[] = {triple->subject, triple->predicate, triple->object, triple->origin};
  struct match *match = dm_malloc(sizeof *match);
  struct dm_id_quad pattern = {0};
  unsigned char same[3];
  bool possible = true;
  (void)rts;
  *match = (struct match){.source = source};
  for (unsigned i = 0; i < 4; i++) {
    possible = fill_position(source, literal[i], &meta->bindings[i], position_of(&pattern, i)) && possible;
  }
  find_same(meta->bindings, &pattern, same);
  for (unsigned i = 0; i < 4 && source->correlated; i++) {
    if (*position_of(&pattern, i) != DM_ID_NONE) {
      meta->bindings[i] = NULL; // rasqal unbinds at the end what stands here: this was bound by somebody else
    }
  }
  if (possible && dm_walk_new(&source->dataset, &pattern, same, &match->walk) != DM_OK) {
    free(match);
    return 1;
  }
  move_on(match);
  rtm->user_data = match;
  rtm->bind_match = bind_match;
  rtm->next_match = next_match;
  rtm->is_end = is_end;
  rtm->finish = finish;
  return 0;
}

static int is_present(struct rasqal_triples_source_s *rts, void *user_data, rasqal_triple *triple)
{
  struct dm_source *source = *(struct dm_source **)user_data;
  rasqal_literal *const literal[] = {triple->subject, triple->predicate, triple->object, triple->origin};
  struct dm_id_quad pattern = {0};
  struct dm_id_quad quad;
  struct dm_walk *walk;
  (void)rts;
  for (unsigned i = 0; i < 4; i++) {
    rasqal_variable *variable;
    if (!fill_position(source, literal[i], &variable, position_of(&pattern, i))) {
      return 0;
    }
  }
  if (dm_walk_new(&source->dataset, &pattern, NULL, &walk) != DM_OK) {
    return 0;
  }
  bool found = dm_walk_next(walk, &quad);
  dm_walk_free(walk);
  return found;
}

static void free_source(void *user_data) { (void)user_data; }

static int new_source(rasqal_query *query, void *factory_user_data, void *user_data, rasqal_triples_source *rts)
{
  (void)query;
  *(struct dm_source **)user_data = factory_user_data;
  rts->version = 1;
  rts->init_triples_match = init_match;
  rts->triple_present = is_present;
  rts->free_triples_source = free_source;
  return 0;
}

static int register_factory(rasqal_triples_source_factory *factory)
{
  factory->version = 1;
  factory->user_data_size = sizeof(struct dm_source *);
  factory->new_triples_source = new_source;
  return 0;
}

void dm_source_register(struct dm_source *source, rasqal_world *world)
{
  rasqal_set_triples_source_factory(world, register_factory, source);
}
