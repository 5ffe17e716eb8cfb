// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The demarche authors
/**
   @file linker.h  What the parts of linking share: reading the store, writing the link graph; of link/ alone.
*/
#ifndef DM_LINK_LINKER_H
#define DM_LINK_LINKER_H

#include "base/buffer.h"
#include "graph/vocabulary.h"
#include "link/link.h"
#include "store/store.h"

struct dm_linker {
  struct dm_change *change;
  const struct dm_snapshot *snapshot;
  const struct dm_link_watch *watch; ///< or NULL
  struct dm_span base;
  struct dm_arena *arena; ///< owns what is read and made
  struct dm_buffer scratch;
  struct dm_term graph; ///< the link graph
  dm_id graph_id;       ///< DM_ID_NONE if the store has none yet
};

/// A copy of the scratch buffer in the arena.
struct dm_span dm_linker_keep(struct dm_linker *linker);
/// BASE, then `path`.
struct dm_span dm_linker_below_base(struct dm_linker *linker, const char *path);
/// The id of a word, DM_ID_NONE if the store does not have it.
dm_id dm_linker_id(const struct dm_linker *linker, enum dm_word word);

/// Takes one end of a scan; anything else than DM_OK ends it.
typedef enum dm_status dm_linker_subject(struct dm_linker *linker, dm_id subject, void *context);
typedef enum dm_status dm_linker_object(struct dm_linker *linker, dm_id id, struct dm_term object, void *context);
/// Each subject that has `object` for `predicate`, in all graphs but the link graph, once.
DM_CHECK_RESULT enum dm_status dm_linker_each_subject(struct dm_linker *linker, enum dm_word predicate, dm_id object,
                                                      dm_linker_subject *sink, void *context);
/// Each object that `subject` has for `predicate`, likewise.
DM_CHECK_RESULT enum dm_status dm_linker_each_object(struct dm_linker *linker, dm_id subject, dm_id predicate,
                                                     dm_linker_object *sink, void *context);

/// Write a quad of the link graph.
DM_CHECK_RESULT enum dm_status dm_linker_add(struct dm_linker *linker, struct dm_term subject, enum dm_word predicate,
                                             struct dm_term object);
DM_CHECK_RESULT enum dm_status dm_linker_add_text(struct dm_linker *linker, struct dm_term subject,
                                                  enum dm_word predicate, struct dm_span text);
/// Why a link is made.
struct dm_link_grounds {
  const char *score; ///< a decimal from 0 to 1
  const char *reason;
  const char *rule; ///< id
};
/// Write what every link has.
DM_CHECK_RESULT enum dm_status dm_linker_add_link(struct dm_linker *linker, struct dm_term link, enum dm_word type,
                                                  struct dm_link_grounds grounds);

/* The parts: what each finds is collected from the snapshot before the link graph is made anew. */

struct dm_agents;
DM_CHECK_RESULT enum dm_status dm_agents_collect(struct dm_linker *linker, struct dm_agents **out);
DM_CHECK_RESULT enum dm_status dm_agents_link(struct dm_linker *linker, const struct dm_agents *agents);

struct dm_utterances;
DM_CHECK_RESULT enum dm_status dm_utterances_collect(struct dm_linker *linker, struct dm_utterances **out);
DM_CHECK_RESULT enum dm_status dm_utterances_link(struct dm_linker *linker, const struct dm_utterances *utterances);

#endif
